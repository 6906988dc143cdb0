"""The rows of the highlights and notes: an article's title, then its marks; drawn when seen."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from store.excerpts import Excerpt, Excerpts
from store.row import Row
from store.visible import one_line_kept

from .rows import Rows

Part = tuple[str, str]


class ExcerptRows(Rows):
    """Marks under a cursor; the input above has the keyboard."""

    can_focus = False

    @dataclass
    class Chosen(Message):
        """The reader wants to go to a mark, or to an article."""

        value: Excerpt | Row

    def __init__(self) -> None:
        super().__init__("excerpts")
        self.cursor = 0
        self._row: Callable[[int], Row | Excerpt | None] = lambda at: None
        self._count = 0

    def show(self, excerpts: Excerpts) -> None:
        """Show other marks."""
        self._row, self._count = excerpts.row, len(excerpts)
        self.cursor = min(1, max(0, self._count - 1))
        self.redraw(self._count)
        self.scroll_row(0)

    @property
    def chosen(self) -> Row | Excerpt | None:
        """What the cursor is on."""
        return self._row(self.cursor) if self._count else None

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        old, self.cursor = self.cursor, min(max(self.cursor + by, 0), max(0, self._count - 1))
        for row in (old, self.cursor):
            self.forget_rows(row, row + 1)
        top, height = self.scroll_offset.y, self.size.height
        if self.cursor < top:
            self.scroll_row(max(0, self.cursor - height // 3))
        elif self.cursor >= top + height:
            self.scroll_row(self.cursor - height + max(1, height // 3))

    def action_page(self, share: float) -> None:
        """Move by a share of the screen."""
        step = max(1, int(abs(share) * self.size.height))
        self.action_move(step if share > 0 else -step)

    def on_click(self, event: events.Click) -> None:
        """A click goes there."""
        row = event.y + self.scroll_offset.y
        if row < self._count:
            self.action_move(row - self.cursor)
            if (value := self.chosen) is not None:
                self.post_message(self.Chosen(value))

    def key_of(self, row: int) -> object:
        """A row's look depends on whether the cursor is there."""
        return row, row == self.cursor

    def draw(self, row: int, width: int) -> Strip:
        """Draw one row."""
        base = self.look("text")
        if row == self.cursor:
            base += self.look("cursor")
        parts = _parts(self._row(row))
        left = Strip([Segment(one_line_kept(text), base + self.look(look)) for text, look in parts])
        if left.cell_length > width:
            left = Strip.join([left.crop(0, max(0, width - 1)), Strip([Segment("…", base)])])
        return left.adjust_cell_length(width, base)


def _parts(value: Row | Excerpt | None) -> list[Part]:
    if value is None:
        return []
    if isinstance(value, Row):
        date = value.published[:10] if value.published[:1].isdigit() else ""
        return [(value.title, "unread"), (f"  {date}", "quiet")]
    text = " ".join(value.text.split())
    quote = " ".join(value.quote.split())
    tags = "".join(f" [{tag}]" for tag in (*([value.label] if value.label else []), *value.tags))
    if not text:
        return [("  ▌ ", "gutter"), (quote, "text"), (tags, "tag")]
    return [("  ¶ ", "gutter"), (text, "tag"), (f"  “{quote}”" if quote else "", "quiet")]
