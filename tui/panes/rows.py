"""What a line-API pane needs: only visible rows are drawn, each at most once until it changes."""

from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..looks import look

_KEPT = 500
"""Rows that stay drawn."""


class Rows(ScrollView, can_focus=True):
    """A scroll view over numbered rows that a subclass draws one at a time."""

    BINDINGS = [
        Binding("space,pagedown", "page(1)", "page down", show=False, id="rows.page_down",
                tooltip="One screen down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="rows.page_up",
                tooltip="One screen up"),
        Binding("ctrl+d", "page(0.5)", "half down", show=False, id="rows.half_down",
                tooltip="Half a screen down"),
        Binding("ctrl+u", "page(-0.5)", "half up", show=False, id="rows.half_up",
                tooltip="Half a screen up"),
    ]  # fmt: skip

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._strips: dict[int, dict[object, Strip]] = {}

    def action_page(self, share: float) -> None:
        """Move by a share of the screen: onward when it is positive."""
        raise NotImplementedError

    def draw(self, row: int, width: int) -> Strip:
        """Draw row `row`, `width` cells wide."""
        raise NotImplementedError

    def key_of(self, row: int) -> object:
        """What a drawn row depends on beside the data: two rows of one key look the same."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The strip of screen row `y`; Textual asks for visible rows only."""
        row = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= self.virtual_size.height:
            return Strip.blank(width, self.look("text"))
        if len(self._strips) > _KEPT:
            self._strips.clear()
        drawn, key = self._strips.setdefault(row, {}), (width, self.key_of(row))
        if key not in drawn:
            if len(drawn) > _KEPT // 100:
                drawn.clear()
            drawn[key] = self.draw(row, width)
        return drawn[key]

    def look(self, name: str) -> Style:
        """The style called `name`; all but "text" leave the ground alone."""
        return look(self.app, name)

    def redraw(self, count: int) -> None:
        """Forget what was drawn: there are `count` rows, and all may have changed."""
        self._strips.clear()
        self.virtual_size = Size(1, count)  # no row is wider than the pane
        self.refresh()

    def forget_rows(self, first: int, last: int) -> None:
        """Draw rows [first, last) again: they have changed."""
        for row in range(first, min(last, first + _KEPT)):
            self._strips.pop(row, None)
        self.redraw_rows(first, last)

    def redraw_rows(self, first: int, last: int, width: int | None = None) -> None:
        """Put rows [first, last) on the screen again, or so many cells of each from the left."""
        top = max(first - self.scroll_offset.y, 0)
        bottom = min(last - self.scroll_offset.y, self.size.height)
        if top < bottom:
            self.refresh(Region(0, top, width or self.size.width, bottom - top))

    def scroll_row(self, row: int) -> None:
        """Put row `row` at the top, as far as the end allows."""
        self.scroll_to(y=row, animate=False, immediate=True, force=True)

    def notify_style_update(self) -> None:
        """A new theme: nothing drawn so far holds."""
        self._strips.clear()
        super().notify_style_update()
