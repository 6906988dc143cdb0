"""An offer to go on with a note that an earlier window left unfinished."""

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from ..plain import plain

_PASSED = {"c", "enter", "d", "escape", "question_mark"}
_QUOTED = 40
"""Characters of the stretch that are shown at most: the title must have room beside them."""


class Offer(Widget, can_focus=True):
    """Offers one note at a time; hidden while there is none."""

    BINDINGS = [
        Binding("enter,c", "go_on", "go on with it", id="offer.go_on",
                tooltip="Go on with the unfinished note"),
        Binding("d", "throw_away", "throw it away", id="offer.throw_away",
                tooltip="Throw the unfinished note away"),
        Binding("escape", "put_off", "later", id="offer.later",
                tooltip="Leave it for the next start"),
    ]  # fmt: skip

    class GoneOn(Message):
        """The reader wants to go on with the note."""

    class ThrownAway(Message):
        """The reader does not want the note."""

    class PutOff(Message):
        """The reader wants to be asked another time."""

    def __init__(self) -> None:
        super().__init__(id="offer")
        self._label, self._text = Static(id="offer-label"), Static(id="offer-text")

    def compose(self) -> ComposeResult:
        """What the note is on, and how it begins."""
        yield self._label
        yield self._text

    def offer(self, quote: str, title: str, text: str) -> None:
        """Show an unfinished note, on `quote` or on a whole article, and take the keys."""
        words = quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED]}…"
        on = f" on “{words}”" if quote else ""
        self._label.update(plain(f"An unfinished note{on} ({title})", "bold $accent"))
        self._text.update(plain(text, "$quiet"))
        self.display = True
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """Until it is answered, no other key does anything behind its back."""
        if event.key not in _PASSED and not event.key.startswith("ctrl+"):
            event.stop()

    def action_go_on(self) -> None:
        """Go on with it."""
        self.post_message(self.GoneOn())

    def action_throw_away(self) -> None:
        """Throw it away."""
        self.post_message(self.ThrownAway())

    def action_put_off(self) -> None:
        """Ask again at the next start."""
        self.post_message(self.PutOff())
