"""A sheet: one article in rows, its layers, and the selection, drawn. No keys."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from store.article import Article, Correction, Highlight, Marks, Mention, Note, Span
from store.marks import mark_at

from ..layout import Layout
from ..motions import Motions
from ..paint import GUTTER, LETTERED_GUTTER, Painter
from ..spans import Spans
from ..target import HERE, Target
from .rows import Rows


class Sheet(Rows):
    """One article. It is updated for the next one, never mounted anew.

    Attributes:
        measure: cells of text in a row at most: what reads well, whatever the terminal's width.
        as_it_came: whether the lines are those of the text, rather than its paragraphs.
        spread: the stretches that a verb acts on, where those are more than the selection.
    """

    selected: reactive[Span] = reactive(Span(0, 0), repaint=False)
    letters: reactive[bool] = reactive(False, repaint=False)
    as_it_came: reactive[bool] = reactive(False, repaint=False)

    @dataclass
    class Selected(Message):
        """The selection moved."""

        span: Span

    def __init__(self, id: str, measure: int) -> None:
        super().__init__(id)
        self.measure = measure
        self.article: Article | None = None
        self.motions: Motions | None = None
        self._mentions: Sequence[Mention] = ()
        self._marks = Marks()
        self._painter: Painter | None = None
        self.spread: Sequence[Span] = ()
        self._target = Target(Span(0, 0))

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, article: Article | None, marks: Marks) -> None:
        """Show an article, from where it was left or from its beginning; None clears the page."""
        self.article, self._marks, self._mentions, self.spread = article, marks, (), ()
        self.motions = Motions(article) if article else None
        self._lay_out()
        if self._painter:
            self.scroll_row(0)
        if self.motions:
            left_at = self.motions.words.around(marks.place) if marks.place else None
            self.selected = left_at or self.motions.first()
            self.post_message(self.Selected(self.selected))

    @property
    def mentions(self) -> Sequence[Mention]:
        """What is shown as named."""
        return self._mentions

    def learn_mentions(self, mentions: Sequence[Mention]) -> None:
        """Take what the recogniser found; it comes after the text is on the screen."""
        before, self._mentions = self._mentions, mentions
        if self.motions and self._painter:
            self.motions.learn(mentions)
            self._painter.learn_mentions(mentions)
            self._redraw_stretches(changed(before, mentions))

    def learn_marks(self, marks: Marks) -> None:
        """Take the reader's marks as they are now."""
        before, self._marks = self._marks, marks
        if self.motions and self._painter:
            self.motions.mine = Spans(_places(marks))
            self._painter.learn_marks(marks)
            for kind in ("highlights", "notes"):
                self._redraw_stretches(changed(getattr(before, kind), getattr(marks, kind)))

    def _redraw_stretches(self, stretches: "Iterable[Placed]") -> None:
        """Draw the rows again that show these."""
        layout = self._painter.layout if self._painter else None
        for it in stretches:
            if layout and it.start is not None and it.end is not None:
                last = layout.row_of(max(it.start, it.end - 1))
                self.forget_rows(layout.row_of(it.start), last + 1)

    def learn_hits(self, hits: Sequence[Span]) -> None:
        """Show what a find has hit."""
        if self.motions:
            self.motions.hits = Spans(hits)
        if self._painter:  # else it learns them when the sheet has a place
            self._painter.learn_hits(hits)
            self.redraw(len(self._painter.layout))

    def reach(self, reach: str, spread: Sequence[Span] | None = None,
              others: Iterable[tuple[str, int]] = ()) -> None:  # fmt: skip
        """Have the next verb reach so far; `spread` is what that means here, None for as it was."""
        self._target = Target(self.selected, reach, tuple(others) or self._target.others)
        spread = () if reach == HERE else self.spread if spread is None else spread
        if spread is not self.spread and self._painter:
            self.spread = spread
            self._painter.learn_spread(spread)
            self.redraw(len(self._painter.layout))

    @property
    def reached(self) -> str:
        """How far the next verb reaches."""
        return self._target.reach

    @property
    def target(self) -> Target:
        """What the next verb acts on."""
        return self._target if self.reached != HERE else Target(self.selected)

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
        width = min(self.measure, self.scrollable_content_region.width - gutter - 1)
        blocks = None if self.as_it_came else self.article.dispatch.blocks
        layout = Layout(self.article.text, blocks, width)
        self._painter = Painter(self.article, layout, self.look, self.letters)
        self._painter.learn_mentions(self._mentions)
        self._painter.learn_marks(self._marks)
        if self.motions:
            self.motions.learn(self._mentions)
            self.motions.mine = Spans(_places(self._marks))
            self._painter.learn_hits(self.motions.hits.spans)
        self._painter.learn_spread(self.spread)
        self.redraw(len(layout))

    def on_resize(self) -> None:
        """A new width makes new rows; the selection stays in view."""
        self._lay_out()
        self._follow()
        if self.article:  # how much of it is in view is known only now
            self.post_message(self.Selected(self.selected))

    def watch_letters(self) -> None:
        """The letters take room in the gutter."""
        self._lay_out()

    def watch_as_it_came(self) -> None:
        """Other rows; the selection stays in view."""
        self.on_resize()

    def key_of(self, row: int) -> object:
        """A row's look depends on what of the selection it shows."""
        if not self._painter:
            return row
        start, end = self._painter.layout.starts[row], self._painter.layout.ends[row]
        at = self.selected
        shows_it = at.start < end and start < at.end
        return (row, max(at.start, start), min(at.end, end)) if shows_it else row

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
        if self.reached != HERE:
            self.reach(HERE)
        if old.start < new.end and new.start < old.end:  # what both have looks as before
            starts, ends = sorted((old.start, new.start)), sorted((old.end, new.end))
            self._redraw_cells(Span(*starts), Span(*ends))
        else:
            self._redraw_cells(old, new)
        moves_end = new.start == old.start and new.end > new.start
        self._follow(new.end - 1 if moves_end else new.start)
        self.screen.post_message(self.Selected(new))  # each widget between would cost

    def _redraw_cells(self, *stretches: Span) -> None:
        """Draw the cells again that show these, as far as they are on the screen."""
        assert self._painter
        layout, top = self._painter.layout, self.scroll_offset.y
        ends: dict[int, list[int]] = {}
        for span in stretches:
            first, last = layout.row_of(span.start), layout.row_of(max(span.start, span.end - 1))
            for row in range(max(first, top), min(last + 1, top + self.size.height)):
                ends.setdefault(row, []).extend(layout.extent(row, span))
        regions = (
            Region(self._left + min(at), row - top, max(at) - min(at), 1)
            for row, at in ends.items()
        )
        if found := [region for region in regions if region]:
            self.refresh(*found)

    @property
    def _left(self) -> int:
        """Cells left of the text."""
        assert self._painter
        width = self.scrollable_content_region.width
        column = min(width, self._painter.layout.width + self._painter.gutter)
        return (width - column) // 2 + self._painter.gutter

    def _follow(self, offset: int | None = None) -> None:
        """Scroll when the edge that moved, else the beginning, leaves the pane.

        By most of a pane, since all of it is drawn anew; a sixth stays of what was read last.
        """
        if not self._painter:
            return
        first = self._painter.layout.row_of(self.selected.start if offset is None else offset)
        top, height = self.scroll_offset.y, self.size.height
        if first < top:
            self.scroll_row(max(0, first - height + 1 + height // 6))
        elif first >= top + height:
            self.scroll_row(first - height // 6)


Placed = Mention | Highlight | Note


def changed(before: Sequence[Placed], now: Sequence[Placed]) -> list[Placed]:
    """What is in one of two sequences only, give or take what lies between two such."""
    first, least = 0, min(len(before), len(now))
    while first < least and (before[first] is now[first] or before[first] == now[first]):
        first += 1
    last = 0
    while last < least - first and (
        before[-1 - last] is now[-1 - last] or before[-1 - last] == now[-1 - last]
    ):
        last += 1
    return [*before[first : len(before) - last], *now[first : len(now) - last]]


def _places(marks: Marks) -> list[Span]:
    """Where the reader's marks are, in the order of the text; a label of his is one too."""
    labels = (it for it in marks.corrections if it.label)
    everything: list[Highlight | Note | Correction] = [*marks.highlights, *marks.notes, *labels]
    places = {(it.start, it.end) for it in everything}
    return [
        Span(*place)
        for place in sorted((a, b) for a, b in places if a is not None and b is not None)
    ]
