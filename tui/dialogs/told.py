"""Something to read in front of the page, such as why a mention has its label."""

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from ..keys import Keyboard
from ..panes.lines import Lines, Paragraph
from .dialog import Dialog


class Told(Dialog[None]):
    """Shows some lines; any of the closing keys goes back."""

    BINDINGS = [
        Binding("escape,q,question_mark", "dismiss", "close", id="told.close",
                tooltip="Close it"),
    ]  # fmt: skip

    def __init__(self, lines: Iterable[Paragraph], keyboard: Keyboard) -> None:
        super().__init__()
        self._lines = Lines("told", lines)
        self._keyboard = keyboard

    def compose(self) -> ComposeResult:
        """Lines in a box."""
        with Vertical(id="told-box"):
            yield self._lines
        yield self.key_bar(self._keyboard)

    def on_mount(self) -> None:
        """Take the keys."""
        self._lines.focus()


def the_reasons(name: str, reasons: Sequence[str]) -> list[Paragraph]:
    """Why a mention has its label, as lines: the steps that made it, what holds now last."""
    heading = (f"Why “{name}” is labelled as it is", "title", 0)
    steps = [(reason, "text", 2) for reason in reasons[:-1]]
    return [heading, *steps, ("", "text", 0), (reasons[-1], "unread", 0)]
