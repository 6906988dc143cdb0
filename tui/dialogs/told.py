"""Something to read in front of the page, such as why a mention has its label."""

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ..plain import plain


class Told(ModalScreen[None]):
    """Shows some lines; any of the closing keys goes back."""

    BINDINGS = [
        Binding("escape,q,question_mark", "dismiss", "close", id="told.close",
                tooltip="Close it"),
        Binding("j,down", "scroll(1)", "down", show=False, id="told.down", tooltip="One row down"),
        Binding("k,up", "scroll(-1)", "up", show=False, id="told.up", tooltip="One row up"),
        Binding("space,pagedown", "scroll(10)", "page down", show=False, id="told.pagedown",
                tooltip="Ten rows down"),
        Binding("pageup", "scroll(-10)", "page up", show=False, id="told.pageup",
                tooltip="Ten rows up"),
    ]  # fmt: skip

    def __init__(self, lines: Iterable[Content]) -> None:
        super().__init__()
        closing = plain("Esc or q closes this; j and k scroll.", "$quiet")
        self._lines = [closing, Content(""), *lines]

    def compose(self) -> ComposeResult:
        """One static in a scroll."""
        with VerticalScroll(id="told"):
            yield Static(self._content())

    def _content(self) -> Content:
        return Content("\n").join(self._lines)

    def action_scroll(self, by: int) -> None:
        """Scroll by rows."""
        self.query_one("#told", VerticalScroll).scroll_relative(y=by, animate=False)


def the_reasons(name: str, reasons: Sequence[str]) -> list[Content]:
    """Why a mention has its label, as lines: the steps that made it, what holds now last."""
    heading = plain(f"Why “{name}” is labelled as it is", "bold $primary")
    steps = [Content.assemble("  ", plain(reason)) for reason in reasons[:-1]]
    return [heading, *steps, Content(""), plain(reasons[-1], "bold")]
