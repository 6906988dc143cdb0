"""The names of the whole library, to be searched by typing; Enter opens the page of one."""

from typing import TYPE_CHECKING, Protocol

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from store.derived.names import Thing

from ..panes.chooser import Chooser, Item, heading
from ..signs import GROUPS, LETTERS
from ..story import Quote
from .commands import Found
from .dialog import Dialog
from .thing import Known, ThingPage

if TYPE_CHECKING:
    from textual.timer import Timer

SETTLED = 0.05
"""Seconds after the last letter from which on the names are looked up."""


class Names(Known, Protocol):
    """What this window asks."""

    @property
    def behind(self) -> int:
        """How many articles are not in them yet."""

    def listed(self, wanted: str) -> tuple[list[Thing], int]:
        """The things named most often, and how many there are."""


class NamesWindow(Dialog[Quote | None]):
    """Shows names; what is typed narrows them."""

    BINDINGS = [
        Binding("enter", "take", "open", priority=True, id="names.open",
                tooltip="All that is known of the marked name"),
        Binding("escape", "dismiss(None)", "close", priority=True, id="names.close",
                tooltip="Close the names"),
        Binding("down,ctrl+n,tab", "move(1)", "down", priority=True, show=False, id="names.down",
                tooltip="Next one"),
        Binding("up,ctrl+p,shift+tab", "move(-1)", "up", priority=True, show=False, id="names.up",
                tooltip="Previous one"),
        Binding("pagedown,ctrl+d", "page(1)", "page down", priority=True, show=False,
                id="names.page_down", tooltip="One screen down"),
        Binding("pageup,ctrl+u", "page(-1)", "page up", priority=True, show=False,
                id="names.page_up", tooltip="One screen up"),
    ]  # fmt: skip

    def __init__(self, names: Names) -> None:
        super().__init__()
        self._names = names
        self._field = Input(
            id="wanted", compact=True, placeholder="type a name; Enter opens it, Esc closes"
        )
        self._rows = Found("commands")
        self._wait: Timer | None = None
        self._behind = names.behind

    def compose(self) -> ComposeResult:
        """The input above the rows."""
        with Vertical(id="command-box"):
            yield self._field
            yield self._rows

    def on_mount(self) -> None:
        """Show those named most often."""
        self._field.cursor_blink = False
        self._look()

    def on_resize(self) -> None:
        """Another width has room for more facts, or fewer."""
        self._look(keep=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow them by what was typed, once it rests."""
        event.stop()
        if self._wait:
            self._wait.stop()
        self._wait = self.set_timer(SETTLED, self._look)

    def _look(self, keep: bool = False) -> None:
        found, count = self._names.listed(self._field.value)
        more = f", the first {len(found):,} of them here" if len(found) < count else ""
        behind = self._behind
        waiting = f"; {behind:,} articles are still to be looked at" if behind else ""
        title = f"{count:,} name{'s' * (count != 1)}{more}{waiting}"
        roomy = self.app.size.width >= 70
        self._rows.fill([heading(title), *(_row(it, roomy) for it in found)], keep=keep)

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """A click opens it."""
        message.stop()
        self.action_take()

    def on_click(self, event: events.Click) -> None:
        """A click beside the box closes it."""
        if event.widget is self:
            self.dismiss(None)

    def action_take(self) -> None:
        """Show all that is known of the marked name."""
        thing = self._rows.chosen
        if isinstance(thing, Thing):
            self.app.push_screen(ThingPage(self._names, thing), self._come_back)

    def _come_back(self, quote: Quote | None) -> None:
        if quote:
            self.dismiss(quote)
        else:
            self._look(keep=True)

    def action_move(self, by: int) -> None:
        """Mark another one."""
        self._rows.action_move(by)

    def action_page(self, by: int) -> None:
        """Go by a screen."""
        self._rows.action_page(by)


def _row(thing: Thing, roomy: bool) -> Item:
    group = GROUPS[thing.label]
    articles = f"{thing.articles:,} article{'s' * (thing.articles != 1)}"
    dates = f"{thing.first[:7]} to {thing.last[:7]}" if thing.first else ""
    facts = f"{thing.mentions:,} in {articles}"
    right = f"{facts}   {dates:<18}" if roomy else f"{thing.mentions:,}"
    return Item(((f"  {LETTERS[group]}  ", "quiet"), (thing.name, group)), thing, right)
