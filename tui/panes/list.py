"""The list of articles: one line each when there is room, two when there is not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from store.row import Row
from store.selection import Selection

from . import entries
from .picking import Picking

ONE_LINE = 76
"""From this width on, an article takes one line."""

SnippetOf = Callable[[str], Sequence[tuple[str, bool]]]
"""An article's id -> pieces of its text, each with whether it is what was found."""


class ArticleList(Picking):
    """A selection of articles, with a cursor."""

    BINDINGS = [
        Binding("enter,l,right", "open", "open", id="list.open", tooltip="Open the article"),
        Binding("j,down", "move(1)", "down", show=False, id="list.down", tooltip="Next article"),
        Binding("k,up", "move(-1)", "up", show=False, id="list.up", tooltip="Previous article"),
        Binding("g,home", "edge(0)", "first", show=False, id="list.first", tooltip="First article"),
        Binding("G,end", "edge(-1)", "last", show=False, id="list.last", tooltip="Last article"),
        Binding("slash", "want('find')", "find", key_display="/", id="list.find",
                tooltip="Find: words, tag:name, place:name, is:unread ... as you type"),
        Binding("S", "want('sort')", "sort", show=False, id="list.sort",
                tooltip="Sort: date, added, title, outlet, place, marks, unread; several work"),
        Binding("f", "want('searches')", "searches", show=False, id="list.searches",
                tooltip="The saved searches, with how many are unread"),
        Binding("F", "want('save search')", "save search", show=False, id="list.save_search",
                tooltip="Save the search that is on"),
        Binding("E", "want('names')", "names", show=False, id="list.names",
                tooltip="The names of the whole library"),
        Binding("H", "want('marks')", "highlights", show=False, id="list.marks",
                tooltip="The highlights and notes of the articles listed"),
        Binding("a", "want('add')", "add", show=False, id="list.add",
                tooltip="Add articles: a file, a folder, an address, or a text that is pasted"),
        Binding("R", "want('fetch')", "fetch", show=False, id="list.fetch",
                tooltip="Fetch the feeds that are followed"),
        Binding("e", "want('export')", "export", show=False, id="list.export",
                tooltip="Export what is listed, or what is selected, for other tools"),
        Binding("d", "want('archive')", "archive", show=False, id="list.archive",
                tooltip="Archive the article, or bring it back (is:archived lists them)"),
        Binding("q", "want('leave')", "quit", id="list.quit", tooltip="Leave Dateline"),
        Binding("escape", "step_back", "all articles", show=False, id="list.all",
                tooltip="Select nothing; then drop the find and show all articles"),
    ]  # fmt: skip

    @dataclass
    class Moved(Message):
        """The cursor came to another article."""

        id: str

    @dataclass
    class Opened(Message):
        """The reader wants to read this article."""

        id: str

    def __init__(self) -> None:
        super().__init__("list")
        self.likely_width = 0
        self._seen: tuple[object, list[Row]] = None, []
        self._snippet: SnippetOf | None = None

    def show(self, selection: Selection, snippet: SnippetOf | None = None) -> None:
        """Show a selection; the cursor stays on its article, else on its place.

        The answer to another query is shown from its first article on.

        Args:
            selection: the articles.
            snippet: an article's id -> the words around what was found in it; None to show none.
        """
        current = self.current
        self.keep_picks(selection)
        asks_anew = selection.query != self.selection.query
        if asks_anew or (snippet is None) != (self._snippet is None):
            self._seen = None, []  # each row may show other words now
        self._snippet = snippet
        at = selection.position(current.id) if current else None
        if asks_anew and selection.query.text:
            at = 0
        self.selection = selection
        before, now = self._seen, self._looked_at(selection)
        if before[:1] == now[:1]:
            self._redraw_changed(before[1], now[1])
        else:
            self._lay_out()
        row = self.cursor
        self.cursor = min(row if at is None else at, max(0, len(selection) - 1))
        self._follow()
        if self.cursor == row and self.current and current and self.current.id != current.id:
            self.screen.post_message(self.Moved(self.current.id))  # another article, same row

    def _looked_at(self, selection: Selection) -> tuple[object, list[Row]]:
        """Which part of a selection is on the screen, and its rows as they are now."""
        high = self._lines_each()
        first = self.scroll_offset.y // high
        rows = list(selection.rows[first : first + self.size.height // high + 2])
        return (len(selection), high, self.size, first), rows

    def _redraw_changed(self, before: list[Row], now: list[Row]) -> None:
        """Draw the articles again that are on the screen and have changed."""
        high = self.height_of_row
        first = self.scroll_offset.y // high
        shown = range(first * high, (first + len(now)) * high)
        self._strips = {row: self._strips[row] for row in shown if row in self._strips}
        for at, (old, new) in enumerate(zip(before, now, strict=True), first):
            if old != new:
                self.forget_rows(at * high, (at + 1) * high)
        self._seen = self._seen[0], now

    def go_to(self, id: str) -> None:
        """Put the cursor on an article, if it is shown."""
        at = self.selection.position(id)
        if at is not None:
            self.cursor = at

    def start_at(self, id: str) -> None:
        """Have the cursor on an article before anything is on the screen."""
        at = self.selection.position(id) if id else None
        if at is not None:
            self.set_reactive(ArticleList.cursor, at)

    def on_resize(self) -> None:
        """Another width may take another number of lines for an article."""
        if self.height_of_row != self._lines_each():
            self._lay_out()
        self._follow()

    def _lines_each(self) -> int:
        lines = 1 if (self.size.width or self.likely_width) >= ONE_LINE else 2
        return lines + (self._snippet is not None)

    def _lay_out(self) -> None:
        self.height_of_row = self._lines_each()
        self._seen = self._looked_at(self.selection)
        self.redraw(len(self.selection) * self.height_of_row)

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that changed."""
        high = self.height_of_row
        for at in (old, new):
            self.redraw_rows(at * high, (at + 1) * high)
        self._follow()
        if self.current and old != new:
            self.screen.post_message(self.Moved(self.current.id))  # each widget between costs

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

    def action_want(self, what: str) -> None:
        """Ask for what the key is for."""
        self.post_message(self.Wanted(what))

    def move_on(self) -> None:
        """Draw the row under the cursor again, and go to the next."""
        self._redraw_cursor()
        self.action_move(1)

    def action_step_back(self) -> None:
        """Select nothing; else drop the find."""
        if self.picks:
            self.pick_none()
            self.post_message(self.Wanted("count"))
        else:
            self.post_message(self.Wanted("drop find"))

    # -- drawing ---------------------------------------------------------------------------------

    def key_of(self, row: int) -> object:
        """A row's look depends on the cursor, on where keys go, and on whether it is selected."""
        at = row // self.height_of_row
        return row, at == self.cursor and (2 if self.has_focus else 1), self.is_picked(at)

    def draw(self, row: int, width: int) -> Strip:
        """Draw one line of one article."""
        at, line = divmod(row, self.height_of_row)
        article = self.selection.rows[at]
        base = self.look("text")
        if at == self.cursor:
            base += self.look("cursor" if self.has_focus else "cursor-off")
        if self._snippet and line == self.height_of_row - 1:
            pieces = entries.snippet_line(self._snippet(article.id), width)
        else:
            lines = self.height_of_row - (self._snippet is not None)
            pieces = entries.pieces(article, line if lines > 1 else None, width, self.is_picked(at))
        segments = [Segment(text, base + self.look(name)) for text, name in pieces]
        return Strip(segments).adjust_cell_length(width, base)
