"""The keys and the commands, to be searched by typing and run by Enter."""

from collections.abc import Iterable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.widgets import Input

from store.fold import fold

from ..keys import Key, Keyboard
from ..panes.chooser import Chooser, Item, heading
from .dialog import Dialog

NOTHING = "  nothing is called so"


class Found(Chooser):
    """The keys found; the input above has the keyboard."""

    can_focus = False

    @property
    def shows_cursor(self) -> bool:
        """The cursor is seen although the keyboard is elsewhere."""
        return True


class Commands(Dialog[Key | None]):
    """Shows keys; what is typed narrows them, Enter runs the marked one.

    Args:
        what: keys, to show all of them by where they work; or commands, those that work here.
        widget: what had the keys before.
        keyboard: all keys.
    """

    BINDINGS = [
        Binding("enter", "take", "run it", priority=True, id="commands.take",
                tooltip="Run the marked command, where it works here"),
        Binding("escape", "dismiss(None)", "close", priority=True, id="commands.close",
                tooltip="Close the keys"),
        Binding("down,ctrl+n,tab", "move(1)", "down", priority=True, show=False,
                id="commands.down", tooltip="Next one"),
        Binding("up,ctrl+p,shift+tab", "move(-1)", "up", priority=True, show=False,
                id="commands.up", tooltip="Previous one"),
        Binding("pagedown,ctrl+d", "page(1)", "page down", priority=True, show=False,
                id="commands.page_down", tooltip="One screen down"),
        Binding("pageup,ctrl+u", "page(-1)", "page up", priority=True, show=False,
                id="commands.page_up", tooltip="One screen up"),
    ]  # fmt: skip

    def __init__(self, what: str, widget: DOMNode, keyboard: Keyboard) -> None:
        super().__init__()
        self._what, self._widget, self._keyboard = what, widget, keyboard
        self._field = Input(
            id="wanted", compact=True, placeholder="type to search; Enter runs, Esc closes"
        )
        self._rows = Found("commands")

    def compose(self) -> ComposeResult:
        """The input above the rows."""
        with Vertical(id="command-box"):
            yield self._field
            yield self._rows
        yield self.key_bar(self._keyboard)

    def on_mount(self) -> None:
        """Show all of them."""
        self._field.cursor_blink = False
        self._narrow("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow them by what was typed."""
        event.stop()
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        wanted = fold(typed).split()
        here = self._keyboard.at(self._widget)
        places: dict[str, list[Key]] = {"Here": here}
        if self._what == "keys":
            known = {key.id for key in here}
            for place, keys in self._keyboard.groups().items():
                places[place] = [key for key in keys if key.id not in known]
        items: list[Item] = []
        room = 16 if self.app.size.width >= 60 else 6
        for place, keys in places.items():
            found = sorted(_found(keys, wanted, typed.strip()), key=lambda it: _rank(it, wanted))
            items += (
                [heading(place), *(_row(key, room) for key in found), Item(())] if found else []
            )
        self._rows.fill(items[:-1] or [heading(NOTHING)], keep=False)

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """A click runs it."""
        message.stop()
        self.action_take()

    def on_click(self, event: events.Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.dismiss(None)

    def action_take(self) -> None:
        """Run it, where it works here; else only the keys are told."""
        key = self._rows.chosen
        if isinstance(key, Key) and key.owner:
            self.dismiss(key)

    def action_move(self, by: int) -> None:
        """Mark another one."""
        self._rows.action_move(by)

    def action_page(self, by: int) -> None:
        """Go by a screen."""
        self._rows.action_page(by)


def _found(keys: Iterable[Key], wanted: list[str], typed: str) -> Iterable[Key]:
    for key in keys:
        words = fold(f"{key.does} {key.id}")
        if typed in key.shown.split() or all(word in words for word in wanted):
            yield key


def _rank(key: Key, wanted: list[str]) -> int:
    """Whole words before parts of words."""
    words = set(fold(f"{key.does} {key.id.replace('.', ' ')}").replace(",", "").split())
    return sum(word not in words for word in wanted)


def _row(key: Key, room: int) -> Item:
    look = "unread" if key.owner else "quiet"
    return Item(
        ((f"  {key.shown:<{room}} ", look), (key.does, "text" if key.owner else "quiet")), key
    )
