"""The reader with a window in front that steps through what two readers disagree on."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.binding import Binding

from store.article import Span
from store.comparing.agreement import Disagreement
from store.comparing.decisions import Decision
from store.comparing.settling import TABLE, is_settled, settle

from .reader import Reader


class Place(NamedTuple):
    """A place where two readers differ, and the article it is in."""

    article: str
    at: Disagreement


class Settler(Reader):
    """Begins with the disagreements; the window can be left for the page, and opened again."""

    BINDINGS = [
        Binding("C", "disagreements", "disagreements", show=False, id="settle.again",
                tooltip="The disagreements again, with --settle"),
    ]  # fmt: skip

    places: Sequence[Place] = ()
    names = ("A", "B")
    _settled_here = 0

    def on_mount(self) -> None:
        """Show the first that is not settled."""
        self.call_after_refresh(self.action_disagreements)

    def action_disagreements(self) -> None:
        """Step through them."""
        from .dialogs.disagreements import DisagreementsWindow

        window = DisagreementsWindow(
            self.places, self.names, self.is_settled, self.settle, self.text_of, self.take_back,
            self.keyboard,
        )  # fmt: skip
        self.app.push_screen(window, self._go_to_place)

    def _go_to_place(self, place: Place | None) -> None:
        self.show_list()
        if place is not None:
            self.read(place.article)
            self.page.selected = Span(place.at.start, place.at.end)

    def is_settled(self, place: Place) -> bool:
        """Whether a place was settled, now or at another time."""
        known = self.desk.library.marks.storage.read().get(TABLE, {})
        return is_settled(known, *place)

    def settle(self, place: Place, chosen: Iterable[Decision]) -> str:
        """Have just these at a place; on disk when it returns."""
        library = self.desk.library
        article = library.article(place.article)
        said = self.desk.do(settle(article, library.marks_of(article), place.at, chosen))
        self._settled_here += 1
        return said

    def take_back(self) -> str:
        """Undo the newest act, if it was one of the window's."""
        if not self._settled_here:
            return "nothing was settled since the window was opened"
        self._settled_here -= 1
        return self.desk.undo()

    def text_of(self, place: Place) -> tuple[str, str]:
        """The title and the text of a place's article."""
        article = self.desk.library.article(place.article)
        return article.dispatch.head.title, article.text


def settler_of(places: Sequence[Place], names: tuple[str, str]) -> type[Settler]:
    """The kind of reader that steps through these places."""
    return type("Settler", (Settler,), {"places": places, "names": names})
