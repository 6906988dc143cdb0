"""The list of articles: one line each when there is room, two when there is not."""

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from store.catalogue import Row
from store.selection import Selection
from store.visible import one_line

from .rows import Rows

ONE_LINE = 76
"""From this width on, an article takes one line."""


class ArticleList(Rows):
    """A selection of articles, with a cursor."""

    BINDINGS = [
        Binding("enter,l,right", "open", "open", id="list.open", tooltip="Open the article"),
        Binding("j,down", "move(1)", "down", show=False, id="list.down", tooltip="Next article"),
        Binding("k,up", "move(-1)", "up", show=False, id="list.up", tooltip="Previous article"),
        Binding("g,home", "edge(0)", "first", show=False, id="list.first", tooltip="First article"),
        Binding("G,end", "edge(-1)", "last", show=False, id="list.last", tooltip="Last article"),
        Binding("slash", "find", "find", key_display="/", id="list.find",
                tooltip="Find: words, tag:name, place:name, is:unread ... as you type"),
        Binding("d", "archive", "archive", show=False, id="list.archive",
                tooltip="Archive the article, or bring it back (is:archived lists them)"),
        Binding("q", "leave", "quit", id="list.quit", tooltip="Leave Dateline"),
        Binding("escape", "drop_find", "all articles", show=False, id="list.all",
                tooltip="Drop the find and show all articles"),
    ]  # fmt: skip

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The cursor came to another article."""

        id: str

    @dataclass
    class Opened(Message):
        """The reader wants to read this article."""

        id: str

    @dataclass
    class ArchiveWanted(Message):
        """The reader wants this article away, or back."""

        row: Row

    class FindWanted(Message):
        """The reader wants to type a query."""

    class FindDropped(Message):
        """The reader wants all articles again."""

    class Left(Message):
        """The reader wants to leave."""

    def __init__(self) -> None:
        super().__init__("list")
        self.selection = Selection()
        self.height_of_row = 2
        self.likely_width = 0

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.selection.rows[self.cursor] if self.selection.rows else None

    def show(self, selection: Selection) -> None:
        """Show a selection; the cursor stays on its article, else on its place."""
        current = self.current
        self.selection = selection
        at = selection.position(current.id) if current else None
        self._lay_out()
        self.cursor = min(self.cursor if at is None else at, max(0, len(selection) - 1))
        self._follow()

    def go_to(self, id: str) -> None:
        """Put the cursor on an article, if it is shown."""
        at = self.selection.position(id)
        if at is not None:
            self.cursor = at

    def on_resize(self) -> None:
        """Another width may take another number of lines for an article."""
        if self.height_of_row != self._lines_each():
            self._lay_out()
        self._follow()

    def _lines_each(self) -> int:
        return 1 if (self.size.width or self.likely_width) >= ONE_LINE else 2

    def _lay_out(self) -> None:
        self.height_of_row = self._lines_each()
        self.redraw(len(self.selection) * self.height_of_row)

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that changed."""
        high = self.height_of_row
        for at in (old, new):
            self.redraw_rows(at * high, (at + 1) * high)
        self._follow()
        if self.current and old != new:
            self.post_message(self.Moved(self.current.id))

    def _follow(self) -> None:
        """Scroll a third of the pane when the cursor leaves it: a scroll repaints all of it."""
        high, top, height = self.height_of_row, self.scroll_offset.y, self.size.height
        first, last = self.cursor * high, (self.cursor + 1) * high
        if first < top:
            self.scroll_row(max(0, last - max(high, height // 3)))
        elif last > top + height:
            self.scroll_row(first - max(0, height - max(high, height // 3)))

    def on_focus(self) -> None:
        """The cursor looks stronger where keys go."""
        self._redraw_cursor()

    def on_blur(self) -> None:
        """The cursor looks weaker where keys do not go."""
        self._redraw_cursor()

    def _redraw_cursor(self) -> None:
        high = self.height_of_row
        self.redraw_rows(self.cursor * high, (self.cursor + 1) * high)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; a double click opens."""
        at = (event.y + self.scroll_offset.y) // self.height_of_row
        if at < len(self.selection):
            self.cursor = at
            if event.chain == 2:
                self.action_open()

    # -- actions ---------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move the cursor by articles."""
        self.cursor = min(max(self.cursor + by, 0), max(0, len(self.selection) - 1))

    def action_page(self, share: float) -> None:
        """Move the cursor by a share of the screen."""
        step = max(1, int(abs(share) * self.size.height) // self.height_of_row)
        self.action_move(step if share > 0 else -step)

    def action_edge(self, at: int) -> None:
        """Move the cursor to the first or last article."""
        self.cursor = max(0, len(self.selection) - 1) if at else 0

    def action_open(self) -> None:
        """Open the article under the cursor."""
        if self.current:
            self.post_message(self.Opened(self.current.id))

    def action_archive(self) -> None:
        """Put the article under the cursor away, or bring it back."""
        if self.current:
            self.post_message(self.ArchiveWanted(self.current))

    def action_find(self) -> None:
        """Ask for a query."""
        self.post_message(self.FindWanted())

    def action_drop_find(self) -> None:
        """Show all articles."""
        self.post_message(self.FindDropped())

    def action_leave(self) -> None:
        """Leave the program."""
        self.post_message(self.Left())

    # -- drawing ---------------------------------------------------------------------------------

    def key_of(self, row: int) -> object:
        """A row's look depends on whether it is under the cursor, and whether keys come here."""
        at = row // self.height_of_row
        return (row, at == self.cursor and (2 if self.has_focus else 1))

    def draw(self, row: int, width: int) -> Strip:
        """Draw one line of one article."""
        at, line = divmod(row, self.height_of_row)
        article = self.selection.rows[at]
        base = self.look("text")
        if at == self.cursor:
            base += self.look("cursor" if self.has_focus else "cursor-off")
        if self.height_of_row == 1:
            pieces = self._in_one_line(article, width)
        elif line == 0:
            pieces = self._title_line(article, width)
        else:
            pieces = self._facts_line(article, width)
        segments = [Segment(text, base + self.look(name)) for text, name in pieces]
        return Strip(segments).adjust_cell_length(width, base)

    def _title_line(self, row: Row, width: int) -> list[tuple[str, str]]:
        notes = _marks(row)
        title = _fit(one_line(row.title), width - 2 - len(notes))
        return [*_title(row, title), (notes, "count")]

    def _facts_line(self, row: Row, width: int) -> list[tuple[str, str]]:
        tags = _tags(row)
        facts = "  ".join(filter(None, (_date(row), one_line(row.place), one_line(row.outlet))))
        facts = _fit("  " + facts, max(14, width - min(cell_len(tags), width // 2)))
        return [(facts, "quiet"), (_cut(tags, max(0, width - cell_len(facts))), "tag")]

    def _in_one_line(self, row: Row, width: int) -> list[tuple[str, str]]:
        place, outlet = max(10, width // 9), max(14, width // 7)
        tags = _cut(_tags(row), width // 5)
        notes = _marks(row).rjust(6)
        title = width - 2 - 12 - place - outlet - cell_len(tags) - len(notes)
        return [
            *_title(row, "")[:1],
            (_date(row).ljust(12), "quiet"),
            (_fit(one_line(row.place), place - 1) + " ", "quiet"),
            (_fit(one_line(row.outlet), outlet - 1) + " ", "quiet"),
            _title(row, _fit(one_line(row.title), title))[1],
            (tags, "tag"),
            (notes, "count"),
        ]


def _title(row: Row, title: str) -> list[tuple[str, str]]:
    return [("  ", "read"), (title, "read")] if row.read else [("● ", "unread"), (title, "unread")]


def _date(row: Row) -> str:
    """The day; dots stand for a year that the text does not give."""
    return (
        row.published[:10].replace("--", "····-", 1)
        if row.published[:1] == "-"
        else row.published[:10]
    )


def _marks(row: Row) -> str:
    """How many highlights, after the sign for one beside the text, and how many notes."""
    highlights = f" ▌{row.highlights}" if row.highlights else ""
    return highlights + (f" {row.notes}" if row.notes else "")


def _tags(row: Row) -> str:
    return "".join(f" [{one_line(tag)}]" for tag in row.tags)


def _cut(text: str, width: int) -> str:
    """`text` in at most `width` cells."""
    return text if cell_len(text) <= width else _fit(text, width)


def _fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells, with an ellipsis where it is cut."""
    width = max(0, width)
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…" if width else ""
