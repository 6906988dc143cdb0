"""The reader with a window in front that steps through what two readers disagree on."""

from collections.abc import Iterable, Sequence

from store.agreement import Disagreement, Labelled
from store.settling import TABLE, is_settled, settle

from .reader import Reader


class Settler(Reader):
    """Begins with the disagreements; the window can be left for the page, and opened again."""

    places: Sequence[Disagreement] = ()
    names = ("A", "B")

    def on_mount(self) -> None:
        """Show the first that is not settled."""
        self.call_after_refresh(self.show_disagreements)

    def show_disagreements(self) -> None:
        """Step through them."""
        from .dialogs.disagreements import DisagreementsWindow

        window = DisagreementsWindow(
            self.places, self.names, self.is_settled, self.settle, self.text_of, self.take_back,
            self.keyboard,
        )  # fmt: skip
        self.app.push_screen(window, self._go_to_place)

    def _go_to_place(self, at: Disagreement | None) -> None:
        if at is not None:
            from store.article import Span

            self.read(at.article)
            self.page.selected = Span(at.start, at.end)

    def is_settled(self, at: Disagreement) -> bool:
        """Whether a place was settled, now or at another time."""
        return is_settled(self.desk.library.marks.storage.read().get(TABLE, {}), at)

    def settle(self, at: Disagreement, chosen: Iterable[Labelled]) -> str:
        """Have just these labels at a place; on disk when it returns."""
        library = self.desk.library
        article = library.article(at.article)
        return self.desk.do(settle(article, library.marks_of(article), at, chosen))

    def take_back(self) -> str:
        """Undo the newest act."""
        return self.desk.undo()

    def text_of(self, at: Disagreement) -> tuple[str, str]:
        """The title and the text of a place's article."""
        article = self.desk.library.article(at.article)
        return article.dispatch.head.title, article.text


def settler_of(places: Sequence[Disagreement], names: tuple[str, str]) -> type[Settler]:
    """The kind of reader that steps through these places."""
    return type("Settler", (Settler,), {"places": places, "names": names})
