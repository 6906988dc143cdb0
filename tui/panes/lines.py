"""Text to be read and scrolled, wrapped to the width there is."""

import textwrap
from collections.abc import Iterable

from rich.segment import Segment
from textual.binding import Binding
from textual.strip import Strip

from store.visible import one_line

from .rows import Rows

Paragraph = tuple[str, str, int]
"""(text, name of a look, cells that it is indented)."""


class Lines(Rows):
    """Paragraphs in rows."""

    BINDINGS = [
        Binding("j,down", "scroll_by(1)", "down", id="lines.down", tooltip="One row down"),
        Binding("k,up", "scroll_by(-1)", "up", id="lines.up", tooltip="One row up"),
    ]  # fmt: skip

    def __init__(self, id: str, paragraphs: Iterable[Paragraph]) -> None:
        super().__init__(id)
        self._paragraphs = list(paragraphs)
        self._rows: list[tuple[str, str]] = []

    def show(self, paragraphs: Iterable[Paragraph]) -> None:
        """Show other paragraphs."""
        self._paragraphs = list(paragraphs)
        self._wrap()

    def on_resize(self) -> None:
        """Another width wraps otherwise."""
        self._wrap()

    def _wrap(self) -> None:
        width = max(1, self.scrollable_content_region.width)
        self._rows = [
            (row, look)
            for text, look, indent in self._paragraphs
            for row in _wrapped(one_line(text), width, min(indent, width // 4))
        ]
        self.redraw(len(self._rows))

    def action_scroll_by(self, rows: int) -> None:
        """Scroll by rows."""
        self.scroll_row(max(0, self.scroll_offset.y + rows))

    def action_page(self, share: float) -> None:
        """Scroll by a share of the screen."""
        self.action_scroll_by(int(share * self.size.height) or (1 if share > 0 else -1))

    def key_of(self, row: int) -> object:
        """A row looks the same always."""
        return row

    def draw(self, row: int, width: int) -> Strip:
        """Draw one row."""
        text, look = self._rows[row]
        base = self.look("text")
        return Strip([Segment(text, base + self.look(look))]).adjust_cell_length(width, base)


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    rows = textwrap.wrap(text, max(1, width - indent)) or [""]
    return [" " * indent + row for row in rows]
