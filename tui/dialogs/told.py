"""Why a mention has its label, to be read in front of the page."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical

from ..keys import Keyboard
from ..panes.lines import Lines, Paragraph
from .dialog import Dialog

WORKING = "reading the whole article once more to find out ..."


class Told(Dialog[None]):
    """Shows the reasons as soon as they are told; any of the closing keys goes back.

    Args:
        heading: what they are the reasons of.

    Attributes:
        was_closed: whether nobody waits for them any more.
    """

    BINDINGS = [
        Binding("escape,q,question_mark", "dismiss", "close", id="told.close",
                tooltip="Close it"),
    ]  # fmt: skip

    def __init__(self, heading: str, keyboard: Keyboard) -> None:
        super().__init__()
        self.was_closed = False
        self._heading: Paragraph = (heading, "title", 0)
        self._lines = Lines("told", [self._heading, (WORKING, "quiet", 2)])
        self._keyboard = keyboard

    def compose(self) -> ComposeResult:
        """Lines in a box."""
        with Vertical(id="told-box"):
            yield self._lines
        yield self.key_bar(self._keyboard)

    def on_mount(self) -> None:
        """Take the keys."""
        self._lines.focus()

    def tell(self, reasons: Sequence[str]) -> None:
        """Show the steps that made the label; the last one, what holds now, stands out."""
        steps: list[Paragraph] = [(reason, "text", 2) for reason in reasons[:-1]]
        held: list[Paragraph] = [("", "text", 0), (reasons[-1], "unread", 0)]
        self._lines.show([self._heading, *steps, *held])

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close it; what is still being looked for is not wanted any more."""
        self.was_closed = True
        return super().dismiss(result)
