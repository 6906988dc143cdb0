"""The page: one article, its layers, and the selection that motions move and verbs act on."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from store.article import Article, Highlight, Marks, Mention, Note, Span
from store.marks import mark_at

from ..layout import Layout
from ..motions import Motions, Spans
from ..paint import Painter
from .rows import Rows

MEASURE = 74
"""Cells of text in a row at most: what reads well, whatever the terminal's width."""


def _motion(key: str, name: str, does: str, **display: str) -> Binding:
    return Binding(key, f"go('{name}')", name.replace("_", " "), show=False, id=f"page.{name}",
                   tooltip=does, **display)  # type: ignore[arg-type]  # only key_display is given  # fmt: skip


class Page(Rows):
    """One article. It is updated for the next one, never mounted anew."""

    COMPONENT_CLASSES = {
        f"page--{name}"
        for name in (
            "text", "quiet", "title", "gutter", "mark", "note", "selection",
            "person", "org", "place", "norp", "event", "date", "number",
        )
    }  # fmt: skip
    BINDINGS = [
        Binding("0", "highlight", "highlight", id="page.highlight",
                tooltip="Highlight the selection; again: take it back"),
        Binding("c", "note", "note", id="page.note", tooltip="Write a note on the selection"),
        Binding("C", "article_note", "note on all", show=False, id="page.article_note",
                tooltip="Write a note on the article"),
        Binding("d", "delete", "delete", id="page.delete",
                tooltip="Delete the highlight or note under the selection"),
        _motion("e", "next_entity", "Next entity"),
        _motion("E", "previous_entity", "Previous entity"),
        _motion("w", "next_word", "Next word"),
        _motion("b", "previous_word", "Previous word"),
        _motion("s", "next_sentence", "This, then the next sentence"),
        _motion("S", "previous_sentence", "This, then the previous sentence"),
        _motion("right_curly_bracket", "next_paragraph", "Next paragraph", key_display="}"),
        _motion("left_curly_bracket", "previous_paragraph", "Previous paragraph", key_display="{"),
        _motion("right_square_bracket", "next_mark", "Next mark of mine", key_display="]"),
        _motion("left_square_bracket", "previous_mark", "Previous mark of mine", key_display="["),
        _motion("v", "grow", "Grow: word, name, sentence, paragraph"),
        _motion("V", "shrink", "Shrink back along the same path"),
        _motion("l,right", "end_out", "Right edge one word out"),
        _motion("h,left", "end_in", "Right edge one word in"),
        _motion("L", "start_out", "Left edge one word out"),
        _motion("H", "start_in", "Left edge one word in"),
        Binding("j,down", "row(1)", "down", show=False, id="page.down", tooltip="To the row below"),
        Binding("k,up", "row(-1)", "up", show=False, id="page.up", tooltip="To the row above"),
        _motion("g,home", "top", "To the beginning"),
        _motion("G,end", "bottom", "To the end"),
        Binding("space,pagedown", "page(1)", "page down", show=False, id="page.pagedown",
                tooltip="One screen down"),
        Binding("pageup", "page(-1)", "page up", show=False, id="page.pageup",
                tooltip="One screen up"),
        Binding("ctrl+d", "page(0.5)", "half down", show=False, id="page.halfdown",
                tooltip="Half a screen down"),
        Binding("ctrl+u", "page(-0.5)", "half up", show=False, id="page.halfup",
                tooltip="Half a screen up"),
        Binding("q,escape", "back", "back", key_display="q", id="page.back",
                tooltip="Back to the list"),
    ]  # fmt: skip

    selected: reactive[Span] = reactive(Span(0, 0), repaint=False)
    letters: reactive[bool] = reactive(False, repaint=False)

    @dataclass
    class Selected(Message):
        """The selection moved."""

        span: Span

    @dataclass
    class HighlightWanted(Message):
        """The reader wants the selection highlighted."""

        span: Span

    @dataclass
    class NoteWanted(Message):
        """The reader wants to write a note: on a span, or on the article."""

        span: Span | None

    @dataclass
    class DeleteWanted(Message):
        """The reader wants this mark gone; None when there is none under the selection."""

        mark: Highlight | Note | None

    class Left(Message):
        """The reader wants to go back to the list."""

    def __init__(self) -> None:
        super().__init__("page")
        self.article: Article | None = None
        self._mentions: Sequence[Mention] = ()
        self._marks = Marks()
        self._painter: Painter | None = None
        self._motions: Motions | None = None

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, article: Article | None, marks: Marks) -> None:
        """Show an article from its beginning, its first word selected; None clears the page."""
        self.article, self._marks, self._mentions = article, marks, ()
        self._motions = Motions(article) if article else None
        self._learn()
        self._lay_out()
        self.scroll_row(0)
        if self._motions:
            self.selected = self._motions.first()
            self.post_message(self.Selected(self.selected))

    def learn_mentions(self, mentions: Sequence[Mention]) -> None:
        """Take what the recogniser found; it comes after the text is on the screen."""
        self._mentions = mentions
        self._learn()

    def learn_marks(self, marks: Marks) -> None:
        """Take the reader's marks as they are now."""
        self._marks = marks
        self._learn()

    def _learn(self) -> None:
        if self._motions:
            self._motions.mentions = Spans([Span(it.start, it.end) for it in self._mentions])
            self._motions.mine = Spans(_places(self._marks))
        if self._painter:
            self._painter.learn(self._mentions, self._marks)
            self.redraw(len(self._painter.layout))

    def mention_at(self, span: Span) -> Mention | None:
        """The mention that the selection touches first."""
        return next(
            (it for it in self._mentions if it.start < span.end and span.start < it.end), None
        )

    def mark_at(self, span: Span) -> Highlight | Note | None:
        """The smallest mark of the reader that the selection touches."""
        return mark_at(self._marks, span.start, span.end)

    @property
    def entity(self) -> tuple[int, int]:
        """Which mention the selection has come to, and of how many."""
        mentions = self._motions.mentions if self._motions else Spans([])
        return mentions.number(self.selected.start), len(mentions)

    @property
    def progress(self) -> int:
        """How much of the article lies above the bottom of the pane, in percent."""
        rows = self.virtual_size.height
        return min(100, 100 * (self.scroll_offset.y + self.size.height) // rows) if rows else 100

    # -- drawing ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        if self.article is None:
            self._painter = None
            self.redraw(0)
            return
        gutter = 4 if self.letters else 2
        width = min(MEASURE, self.scrollable_content_region.width - gutter - 1)
        layout = Layout(self.article.text, self.article.dispatch.blocks, width)
        self._painter = Painter(self.article, layout, self.look, self.letters)
        self._painter.learn(self._mentions, self._marks)
        self.redraw(len(layout))

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

    # -- moving ----------------------------------------------------------------------------------

    def action_go(self, name: str) -> None:
        """Move the selection."""
        if self._motions:
            self.selected = self._motions.go(name, self.selected)

    def action_row(self, by: int) -> None:
        """Move the selection to the word nearest below or above."""
        if self._motions:
            self.selected = self._word_in_row(self.selected, by)

    def _word_in_row(self, at: Span, by: int) -> Span:
        """The word nearest below or above, skipping rows without one."""
        assert self._painter
        layout = self._painter.layout
        row, x = layout.place(at.start if by < 0 else max(at.start, at.end - 1))
        row += by
        while 0 <= row < len(layout) and layout.starts[row] == layout.ends[row]:
            row += by
        return self._word_at(row, x) if 0 <= row < len(layout) else at

    def _word_at(self, row: int, x: int) -> Span:
        assert self._painter
        assert self._motions
        words, offset = self._motions.words, self._painter.layout.offset(row, x)
        return words.around(offset) or words.before(offset) or words.after(offset) or self.selected

    def action_page(self, share: float) -> None:
        """Scroll by a share of the pane; the selection comes along."""
        if self._painter:
            step = max(1, int(abs(share) * (self.size.height - 1)))
            layout, top = self._painter.layout, self.scroll_offset.y
            row, x = layout.place(self.selected.start)
            row = min(max(0, row + (step if share > 0 else -step)), len(layout) - 1)
            self.scroll_row(max(0, top + (step if share > 0 else -step)))
            self.selected = self._word_at(row, x)

    def on_click(self, event: events.Click) -> None:
        """A click selects the word there."""
        if not self._painter:
            return
        width = self.scrollable_content_region.width
        column = min(width, self._painter.layout.width + self._painter.gutter)
        x = event.x - (width - column) // 2 - self._painter.gutter
        row = event.y + self.scroll_offset.y
        if row < len(self._painter.layout):
            self.selected = self._word_at(row, x)

    # -- acting ----------------------------------------------------------------------------------

    def action_highlight(self) -> None:
        """Ask for a highlight on the selection."""
        if self.article:
            self.post_message(self.HighlightWanted(self.selected))

    def action_note(self) -> None:
        """Ask for a note on the selection."""
        if self.article:
            self.post_message(self.NoteWanted(self.selected))

    def action_article_note(self) -> None:
        """Ask for a note on the article."""
        if self.article:
            self.post_message(self.NoteWanted(None))

    def action_delete(self) -> None:
        """Ask for the mark under the selection to go."""
        if self.article:
            self.post_message(self.DeleteWanted(self.mark_at(self.selected)))

    def action_back(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())


def _places(marks: Marks) -> list[Span]:
    """Where the reader's marks are, in the order of the text."""
    everything: list[Highlight | Note] = [*marks.highlights, *marks.notes]
    places = {(it.start, it.end) for it in everything}
    return [
        Span(*place)
        for place in sorted((a, b) for a, b in places if a is not None and b is not None)
    ]
