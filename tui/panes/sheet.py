"""A sheet: one article in rows, its layers, and the selection, drawn. No keys."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from store.article import Article, Highlight, Marks, Mention, Note, Span
from store.marks import mark_at

from ..layout import Layout
from ..motions import Motions, Spans
from ..paint import GUTTER, LETTERED_GUTTER, Painter
from .rows import Rows

MEASURE = 74
"""Cells of text in a row at most: what reads well, whatever the terminal's width."""


class Sheet(Rows):
    """One article. It is updated for the next one, never mounted anew."""

    selected: reactive[Span] = reactive(Span(0, 0), repaint=False)
    letters: reactive[bool] = reactive(False, repaint=False)

    @dataclass
    class Selected(Message):
        """The selection moved."""

        span: Span

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self.article: Article | None = None
        self.motions: Motions | None = None
        self._mentions: Sequence[Mention] = ()
        self._marks = Marks()
        self._painter: Painter | None = None

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, article: Article | None, marks: Marks) -> None:
        """Show an article from its beginning, its first word selected; None clears the page."""
        self.article, self._marks, self._mentions = article, marks, ()
        self.motions = Motions(article) if article else None
        self._lay_out()
        if self._painter:
            self.scroll_row(0)
        if self.motions:
            self.selected = self.motions.first()
            self.post_message(self.Selected(self.selected))

    @property
    def mentions(self) -> Sequence[Mention]:
        """What is shown as named."""
        return self._mentions

    def learn_mentions(self, mentions: Sequence[Mention]) -> None:
        """Take what the recogniser found; it comes after the text is on the screen."""
        self._mentions = mentions
        if self.motions and self._painter:
            self.motions.mentions = Spans([Span(it.start, it.end) for it in mentions])
            self._painter.learn_mentions(mentions)
            self.redraw(len(self._painter.layout))

    def learn_marks(self, marks: Marks) -> None:
        """Take the reader's marks as they are now."""
        self._marks = marks
        if self.motions and self._painter:
            self.motions.mine = Spans(_places(marks))
            self._painter.learn_marks(marks)
            self.redraw(len(self._painter.layout))

    def mention_at(self, span: Span) -> Mention | None:
        """The mention that the selection is, or lies in."""
        at = bisect_right(self._mentions, span.start, key=lambda mention: mention.end)
        found = self._mentions[at] if at < len(self._mentions) else None
        inside = found and found.start <= span.start and span.end <= found.end
        return found if inside else None

    def mark_at(self, span: Span) -> Highlight | Note | None:
        """The smallest mark of the reader that the selection touches."""
        return mark_at(self._marks, span.start, span.end)

    @property
    def entity(self) -> tuple[int, int]:
        """Which mention the selection has come to, and of how many."""
        mentions = self.motions.mentions if self.motions else Spans([])
        return mentions.number(self.selected.start), len(mentions)

    @property
    def progress(self) -> int:
        """How much of the article lies above the bottom of the pane, in percent."""
        rows = self.virtual_size.height
        return min(100, 100 * (self.scroll_offset.y + self.size.height) // rows) if rows else 100

    # -- drawing ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        if self.article is None or not self.size.width:  # it is drawn once it has a place
            self._painter = None
            self.redraw(0)
            return
        gutter = LETTERED_GUTTER if self.letters else GUTTER
        width = min(MEASURE, self.scrollable_content_region.width - gutter - 1)
        layout = Layout(self.article.text, self.article.dispatch.blocks, width)
        self._painter = Painter(self.article, layout, self.look, self.letters)
        self.learn_mentions(self._mentions)
        self.learn_marks(self._marks)

    def on_resize(self) -> None:
        """A new width makes new rows; the selection stays in view."""
        self._lay_out()
        self._follow()

    def watch_letters(self) -> None:
        """The letters take room in the gutter."""
        self._lay_out()

    def key_of(self, row: int) -> object:
        """A row's look depends on what of the selection it shows."""
        if not self._painter:
            return row
        start, end = self._painter.layout.starts[row], self._painter.layout.ends[row]
        at = self.selected
        return (
            (row, max(at.start, start), min(at.end, end))
            if at.start < end and start < at.end
            else row
        )

    def draw(self, row: int, width: int) -> Strip:
        """Draw one row, the text column in the middle."""
        assert self._painter
        column = min(width, self._painter.layout.width + self._painter.gutter)
        left = (width - column) // 2
        strip = self._painter.strip(row, self.selected, column)
        blank = self.look("text")
        return Strip.join([Strip.blank(left, blank), strip]).adjust_cell_length(width, blank)

    def watch_selected(self, old: Span, new: Span) -> None:
        """Draw the rows that the old and the new selection touch."""
        if not self._painter or old == new:
            return
        row_of = self._painter.layout.row_of
        for span in (old, new):
            self.redraw_rows(row_of(span.start), row_of(max(span.start, span.end - 1)) + 1)
        self._follow()
        self.post_message(self.Selected(new))

    def _follow(self) -> None:
        """Scroll a third of the pane when the selection leaves it."""
        if not self._painter:
            return
        first = self._painter.layout.row_of(self.selected.start)
        top, height = self.scroll_offset.y, self.size.height
        if first < top:
            self.scroll_row(max(0, first - height // 3))
        elif first >= top + height:
            self.scroll_row(first - height + max(1, height // 3))

    # -- where things are ------------------------------------------------------------------------

    def word_in_row(self, at: Span, by: int) -> Span:
        """The word nearest below or above, skipping rows without one."""
        assert self._painter
        layout = self._painter.layout
        row, x = layout.place(at.start if by < 0 else max(at.start, at.end - 1))
        row += by
        while 0 <= row < len(layout) and layout.starts[row] == layout.ends[row]:
            row += by
        return self.word_at(row, x) if 0 <= row < len(layout) else at

    def word_at(self, row: int, x: int) -> Span:
        """The word shown at column `x` of a row, or the one nearest to it."""
        assert self._painter
        assert self.motions
        words, offset = self.motions.words, self._painter.layout.offset(row, x)
        return words.around(offset) or words.before(offset) or words.after(offset) or self.selected

    def on_click(self, event: events.Click) -> None:
        """A click selects the word there."""
        if not self._painter:
            return
        width = self.scrollable_content_region.width
        column = min(width, self._painter.layout.width + self._painter.gutter)
        x = event.x - (width - column) // 2 - self._painter.gutter
        row = event.y + self.scroll_offset.y
        if row < len(self._painter.layout):
            self.selected = self.word_at(row, x)


def _places(marks: Marks) -> list[Span]:
    """Where the reader's marks are, in the order of the text."""
    everything: list[Highlight | Note] = [*marks.highlights, *marks.notes]
    places = {(it.start, it.end) for it in everything}
    return [
        Span(*place)
        for place in sorted((a, b) for a, b in places if a is not None and b is not None)
    ]
