"""Where two readers disagree, one place at a time: what each says, and what is to hold."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from store.comparing.decisions import Decision
from store.errors import DatelineError
from store.visible import one_line_kept

from ..keys import Keyboard
from ..panes.lines import Lines, Paragraph
from ..plain import plain
from .dialog import Dialog

if TYPE_CHECKING:
    from ..settler import Place

_AROUND = 220
"""Code points shown before and after a place."""


class DisagreementsWindow(Dialog["Place | None"]):
    """Steps through places; what holds is on disk before the next key.

    Args:
        places: where they differ.
        names: what the two readers are called.
        is_settled: whether a place was settled.
        settle: has just these labels at a place; returns what was done.
        text_of: the title and the text of a place's article.
        take_back: undoes the newest act; returns what it was.
        keyboard: all keys.
    """

    BINDINGS = [
        Binding("a,1", "take('one')", "take A", key_display="a", id="settle.one",
                tooltip="What A says holds"),
        Binding("b,2", "take('other')", "take B", key_display="b", id="settle.other",
                tooltip="What B says holds"),
        Binding("plus,3", "take('both')", "both", key_display="+", id="settle.both",
                tooltip="Both hold"),
        Binding("x,0", "take('neither')", "neither", key_display="x", id="settle.neither",
                tooltip="Neither holds"),
        Binding("n,right,j,down", "step(1)", "next", key_display="n", priority=True,
                id="settle.next", tooltip="Next place"),
        Binding("N,left,k,up", "step(-1)", "previous", show=False, priority=True,
                id="settle.previous", tooltip="Previous place"),
        Binding("u", "undo", "undo", id="settle.undo", tooltip="Undo"),
        Binding("o,enter", "go", "read there", key_display="o", id="settle.go",
                tooltip="Read the article at this place"),
        Binding("escape,q", "dismiss(None)", "close", id="settle.close", tooltip="Close it"),
    ]  # fmt: skip

    def __init__(
        self,
        places: "Sequence[Place]",
        names: tuple[str, str],
        is_settled: "Callable[[Place], bool]",
        settle: "Callable[[Place, Iterable[Decision]], str]",
        text_of: "Callable[[Place], tuple[str, str]]",
        take_back: Callable[[], str],
        keyboard: Keyboard,
    ) -> None:
        super().__init__()
        self._places, self._names, self._keyboard = places, names, keyboard
        self._is_settled, self._settle, self._text_of = is_settled, settle, text_of
        self._take_back = take_back
        self._at = next((n for n, it in enumerate(places) if not is_settled(it)), 0)
        self._head, self._said = Static(id="settle-head"), Static(id="count")
        self._lines = Lines("disagreement", [])

    def compose(self) -> ComposeResult:
        """How far it is, what was done, and the place."""
        with Vertical(id="command-box"):
            yield self._head
            yield self._said
            yield self._lines
        yield self.key_bar(self._keyboard)

    def on_mount(self) -> None:
        """Show the first one."""
        self._show()
        self._lines.focus()

    def _show(self) -> None:
        title, text = self._text_of(self._places[self._at])
        at = self._places[self._at].at
        left = sum(not self._is_settled(it) for it in self._places)
        state = "settled" if self._is_settled(self._places[self._at]) else "open"
        place = f"{self._at + 1:,}/{len(self._places):,}  {state}  ({left:,} open)"
        self._head.update(plain(place, "bold $heading"))
        before = _flat(text[max(0, at.start - _AROUND) : at.start])
        after = _flat(text[at.end : at.end + _AROUND])
        lines: list[Paragraph] = [(title, "quiet", 0), ("", "text", 0)]
        lines.append((f"…{before}⟦{_flat(text[at.start : at.end])}⟧{after}…", "text", 0))
        for letter, name, said in (
            ("A", self._names[0], at.a),
            ("B", self._names[1], at.b),
        ):
            lines += [("", "text", 0), (f"{letter}  {name}", "heading", 0)]
            told = (f"{it.label or 'no name'}  “{_flat(text[it.start : it.end])}”" for it in said)
            lines += [(one, "text", 3) for one in told] or [("nothing", "quiet", 3)]
        self._lines.show(lines)
        self._lines.scroll_row(0)

    def action_take(self, which: str) -> None:
        """Have what one of them says, or both, or neither; then the next one."""
        place = self._places[self._at]
        one, other = place.at.a, place.at.b
        chosen = {"one": one, "other": other, "both": (*one, *other), "neither": ()}[which]
        try:
            said = self._settle(place, chosen)
        except DatelineError as error:
            self._say(str(error), "error")
            return
        self._say(f"{said}: {which.replace('one', 'A').replace('other', 'B')}", "success")
        self._to_open()

    def _to_open(self) -> None:
        order = [*range(self._at + 1, len(self._places)), *range(self._at + 1)]
        self._at = next((n for n in order if not self._is_settled(self._places[n])), self._at)
        self._show()

    def action_step(self, by: int) -> None:
        """Go to another place."""
        self._at = (self._at + by) % len(self._places)
        self._show()

    def action_undo(self) -> None:
        """Take the newest act back."""
        try:
            self._say(self._take_back(), "success")
        except DatelineError as error:
            self._say(str(error), "error")
        self._show()

    def action_go(self) -> None:
        """Read the article there."""
        self.dismiss(self._places[self._at])

    def _say(self, sentence: str, look: str) -> None:
        self._said.update(plain(sentence, f"bold ${look}"))


def _flat(text: str) -> str:
    return one_line_kept(" ".join(text.splitlines()))
