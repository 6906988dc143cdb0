"""Rows of which one can be chosen: the side pane, the commands and a page about a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from store.visible import one_line_kept

from .rows import Rows
from .status import LEAST, short


@dataclass(frozen=True)
class Item:
    """One row: its parts (text, name of a look), what stands at its right edge, what it stands for.

    A row without a value is a heading, and cannot be chosen. `keeps_end` is whether the first part
    is cut before those after it.
    """

    parts: Sequence[tuple[str, str]]
    value: object = None
    right: str = ""
    keeps_end: bool = False


def heading(text: str) -> Item:
    """A row that is no choice."""
    return Item(((text, "heading"),))


class Chooser(Rows):
    """Items, one a row, with a cursor that stops at those that can be chosen."""

    BINDINGS = [
        Binding("enter,l,right", "choose", "go there", id="choice.take", tooltip="Go there"),
        Binding("j,down", "move(1)", "down", show=False, id="choice.down", tooltip="Next row"),
        Binding("k,up", "move(-1)", "up", show=False, id="choice.up", tooltip="Previous row"),
        Binding("g,home", "edge(1)", "first", show=False, id="choice.first", tooltip="First row"),
        Binding("G,end", "edge(-1)", "last", show=False, id="choice.last", tooltip="Last row"),
    ]  # fmt: skip

    @dataclass
    class Chosen(Message):
        """A row was chosen."""

        value: object

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.items: list[Item] = []
        self.cursor = 0
        self.stands_out = True

    def fill(self, items: Iterable[Item], keep: bool = True) -> None:
        """Show other items; with `keep` the cursor stays at its row, else at the first choice."""
        self.items = list(items)
        self.cursor = min(self.cursor, max(0, len(self.items) - 1)) if keep else 0
        self._settle(1)
        self.redraw(len(self.items))
        if not keep:
            self.scroll_row(0)

    @property
    def chosen(self) -> object:
        """What the row under the cursor stands for; None where nothing can be chosen."""
        return self.items[self.cursor].value if self.items else None

    def _settle(self, by: int) -> None:
        """Go on from a heading to the next choice, back from it where there is none."""
        for step in (by, -by):
            at = self.cursor
            while 0 <= at < len(self.items):
                if self.items[at].value is not None:
                    self.cursor = at
                    return
                at += step

    def _go(self, at: int, by: int) -> None:
        old, self.cursor = self.cursor, min(max(0, at), max(0, len(self.items) - 1))
        self._settle(by)
        self._strips.clear()
        for row in (old, self.cursor):
            self.redraw_rows(row, row + 1)
        top, height = self.scroll_offset.y, self.size.height
        first = 0 if self.cursor and not any(it.value for it in self.items[: self.cursor]) else None
        if self.cursor < top or first == 0:
            self.scroll_row(max(0, self.cursor - height // 3))
        elif self.cursor >= top + height:
            self.scroll_row(self.cursor - height + max(1, height // 3))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._go(self.cursor + by, by)

    def action_edge(self, end: int) -> None:
        """Go to the first or the last choice."""
        self._go(0 if end > 0 else len(self.items) - 1, end)

    def action_page(self, share: float) -> None:
        """Move by a share of the screen."""
        step = max(1, int(abs(share) * self.size.height))
        self._go(self.cursor + (step if share > 0 else -step), 1 if share > 0 else -1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Chosen(self.chosen))

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        row = event.y + self.scroll_offset.y
        if row < len(self.items) and self.items[row].value is not None:
            self._go(row, 1)
            self.action_choose()

    def on_focus(self) -> None:
        """The cursor is seen where keys go."""
        self.redraw(len(self.items))

    def on_blur(self) -> None:
        """The cursor is not seen where keys do not go."""
        self.redraw(len(self.items))

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def shows_cursor(self) -> bool:
        """Whether the row under the cursor looks different."""
        return self.has_focus

    def key_of(self, row: int) -> object:
        """A row's look depends on whether the cursor is there."""
        return row, row == self.cursor and self.shows_cursor

    def draw(self, row: int, width: int) -> Strip:
        """Draw one row, its right part at the edge."""
        item = self.items[row]
        base = self.look("text")
        if row == self.cursor and self.shows_cursor:
            base += self.look("cursor")
        right = Strip([Segment(one_line_kept(item.right), base + self.look("quiet"))])
        room = max(0, width - right.cell_length - (1 if item.right else 0))
        parts = _fitted(item, room)
        looks = {name: base + self.look(name) for _, name in parts} | {"text": base}
        left = Strip([Segment(one_line_kept(text), looks[name]) for text, name in parts])
        if left.cell_length > room:
            dots = Strip([Segment("…", base)]) if room else Strip([])
            left = Strip.join([left.crop(0, max(0, room - 1)), dots])
        return Strip.join([left.adjust_cell_length(width - right.cell_length, base), right])


def _fitted(item: Item, room: int) -> Sequence[tuple[str, str]]:
    """The parts in so many cells, the first one cut where the others are to stay."""
    if not item.keeps_end:
        return item.parts
    (text, look), *others = item.parts
    after = sum(cell_len(one_line_kept(it)) for it, _ in others)
    return [(short(text, max(LEAST, room - after)), look), *others]
