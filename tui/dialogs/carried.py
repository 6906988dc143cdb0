"""Marks that came with a new version of an article: moved, doubtful or gone; settled by key."""

import re
from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from store.article import Span
from store.errors import DatelineError
from store.marks import short
from store.versions.revising import Carried
from store.visible import one_line, one_line_kept

from ..keys import Keyboard
from ..panes.chooser import Chooser, Item, heading
from ..plain import plain
from .dialog import Dialog

_HEADINGS = {
    "doubtful": "Doubtful: is this the place?",
    "gone": "Gone: the words are not in the new version",
    "moved": "Moved",
}
_KINDS = {"highlights": "highlight", "notes": "note", "corrections": "correction"}


class CarriedWindow(Dialog[Span | None]):
    """Lists what became of the marks; each is kept, placed, or left with the earlier version.

    Args:
        listed: the marks that are not settled yet, as they are now.
        settle: a mark and its place, None to leave it behind; returns what was done.
        around: what stands before a stretch of the new version, the stretch, and what follows it.
        selected: what is selected on the page.
        keyboard: all keys.
    """

    BINDINGS = [
        Binding("y,enter", "keep", "right", key_display="y", priority=True, id="carried.keep",
                tooltip="The mark belongs where it is shown"),
        Binding("x,d", "leave", "leave", key_display="x", id="carried.leave",
                tooltip="Take it from the new version; the earlier one keeps it"),
        Binding("p", "place", "to selection", id="carried.place",
                tooltip="Put the mark on what is selected on the page"),
        Binding("Y", "keep_all", "all moved right", id="carried.keep_all",
                tooltip="All marks that moved are right"),
        Binding("o", "go", "go there", id="carried.go", tooltip="Go to the place on the page"),
        Binding("escape,q", "dismiss(None)", "close", id="carried.close", tooltip="Close it"),
    ]  # fmt: skip

    def __init__(
        self,
        listed: Callable[[], Sequence[Carried]],
        settle: Callable[[Carried, Span | None], str],
        around: Callable[[Span], tuple[str, str, str]],
        selected: Span | None,
        keyboard: Keyboard,
    ) -> None:
        super().__init__()
        self._listed, self._settle, self._around = listed, settle, around
        self._selected, self._keyboard = selected, keyboard
        self._rows = Chooser("carried")
        self._said = Static(id="count")

    def compose(self) -> ComposeResult:
        """The marks, and what was done last."""
        with Vertical(id="command-box"):
            yield Static(plain("Marks from the earlier version", "bold $heading"))
            yield self._said
            yield self._rows
        yield self.key_bar(self._keyboard)

    def on_mount(self) -> None:
        """List them."""
        self._fill()
        self._rows.focus()

    def _fill(self) -> None:
        items: list[Item] = []
        listed = self._listed()
        for fate, said in _HEADINGS.items():
            some = [it for it in listed if it.fate == fate]
            if some:
                items += [Item(()), heading(f"{said}: {len(some)}")]
            for it in some:
                items += self._item(it)
        if not listed:
            items = [heading("all are settled")]
        self._rows.fill(items)

    def _item(self, it: Carried) -> list[Item]:
        kind = _KINDS.get(it.table, it.table)
        said = f"  {short(one_line(it.said), 40)}" if it.said else ""
        quote = f"“{short(one_line(it.quote), 50)}”"
        rows = [Item(((quote, "text"), (f"  {kind}{said}", "quiet")), it)]
        if it.span:
            before, inside, after = (_flat(part) for part in self._around(it.span))
            place = ((f"    …{before[-30:]}", "quiet"), (inside[:50], "hit"), (after, "quiet"))
            rows.append(Item(place))
        return rows

    # -- settling --------------------------------------------------------------------------------

    def _do(self, marks: Sequence[Carried], place: Callable[[Carried], Span | None]) -> None:
        said = ""
        try:
            for it in marks:
                said = self._settle(it, place(it))
        except DatelineError as error:
            said = str(error)
        if marks:
            self._say(said, "success")
            self._fill()

    def _say(self, sentence: str, look: str) -> None:
        self._said.update(plain(sentence, f"bold ${look}"))

    def _chosen(self) -> list[Carried]:
        chosen = self._rows.chosen
        return [chosen] if isinstance(chosen, Carried) else []

    def action_keep(self) -> None:
        """It is where it belongs."""
        if any(it.span is None for it in self._chosen()):
            self._said.update(
                plain("it has no place: p puts it on the selection, x leaves it", "bold $error")
            )
            return
        self._do(self._chosen(), lambda it: it.span)

    def action_leave(self) -> None:
        """It is not wanted in the new version."""
        self._do(self._chosen(), lambda it: None)

    def action_place(self) -> None:
        """It belongs to what is selected on the page."""
        if self._selected is None:
            self._say("nothing is selected on the page", "error")
            return
        self._do(self._chosen(), lambda it: self._selected)

    def action_keep_all(self) -> None:
        """All that moved is where it belongs."""
        self._do([it for it in self._listed() if it.fate == "moved"], lambda it: it.span)

    def action_go(self) -> None:
        """Go to the place."""
        for it in self._chosen():
            if it.span:
                self.dismiss(it.span)

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Enter says that it is right."""
        message.stop()
        self.action_keep()


def _flat(text: str) -> str:
    """A stretch of a text in one row, blanks at its ends kept."""
    return one_line_kept(re.sub(r"\s+", " ", text))
