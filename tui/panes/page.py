"""The page: the keys that move the selection on a sheet, and the verbs that act on it."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message

from store.article import Highlight, Note, Span
from store.teaching import LABELS

from .sheet import Sheet


def _motion(key: str, name: str, does: str, **display: str) -> Binding:
    return Binding(key, f"go('{name}')", name.replace("_", " "), show=False, id=f"page.{name}",
                   tooltip=does, **display)  # type: ignore[arg-type]  # only key_display is given  # fmt: skip


def _label(number: int) -> Binding:
    name = LABELS[number - 1]
    shown = "OTHER" if name == "MISC" else name
    return Binding(str(number), f"label('{name}')", "what it is", show=number == 1,
                   key_display="1-9" if number == 1 else None, id=f"page.label_{shown.lower()}",
                   tooltip=f"{shown}; again: take it back")  # fmt: skip


class Page(Sheet):
    """One article, with its keys."""

    BINDINGS = [
        Binding("0", "highlight", "highlight", id="page.highlight",
                tooltip="Highlight the selection; again: take it back"),
        Binding("c", "note", "note", id="page.note", tooltip="Write a note on the selection"),
        Binding("C", "article_note", "note on all", show=False, id="page.article_note",
                tooltip="Write a note on the article"),
        Binding("d", "delete", "delete", id="page.delete",
                tooltip="Delete the highlight, note or correction under the selection"),
        *map(_label, range(1, 10)),
        Binding("a", "accept", "accept", id="page.accept",
                tooltip="Accept the suggestion, and go to the next"),
        Binding("x", "reject", "reject", id="page.reject",
                tooltip="Reject the suggestion: it names nothing; and go to the next"),
        Binding("equals_sign", "same", "same as", show=False, id="page.same",
                tooltip="Say what it is the same as (PMU = Popular Mobilization Units)"),
        Binding("asterisk", "widen", "widen", show=False, id="page.widen",
                tooltip="Widen the last correction to this article; again: to every article"),
        Binding("W", "why", "why", show=False, id="page.why",
                tooltip="Why the mention has its label"),
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
        Binding("q,escape", "back", "back", key_display="q", id="page.back",
                tooltip="Back to the list"),
    ]  # fmt: skip

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

    @dataclass
    class LabelWanted(Message):
        """The reader says what a span names."""

        span: Span
        label: str

    @dataclass
    class AcceptWanted(Message):
        """The reader accepts the suggestion at a span."""

        span: Span

    @dataclass
    class RejectWanted(Message):
        """The reader rejects the suggestion at a span."""

        span: Span

    @dataclass
    class SameWanted(Message):
        """The reader wants to say what the mention at a span is the same as."""

        span: Span

    @dataclass
    class WidenWanted(Message):
        """The reader wants the last correction, or the one at a span, to hold further."""

        span: Span

    @dataclass
    class WhyWanted(Message):
        """The reader wants to know why a span has its label."""

        span: Span

    class Left(Message):
        """The reader wants to go back to the list."""

    def __init__(self) -> None:
        super().__init__("page")

    # -- moving ----------------------------------------------------------------------------------

    def action_go(self, name: str) -> None:
        """Move the selection."""
        if self.motions:
            self.selected = self.motions.go(name, self.selected)

    def action_row(self, by: int) -> None:
        """Move the selection to the word nearest below or above."""
        if self._painter:
            self.selected = self.word_in_row(self.selected, by)

    def action_page(self, share: float) -> None:
        """Scroll by a share of the pane; the selection comes along."""
        if self._painter:
            step = max(1, int(abs(share) * (self.size.height - 1)))
            layout, top = self._painter.layout, self.scroll_offset.y
            row, x = layout.place(self.selected.start)
            row = min(max(0, row + (step if share > 0 else -step)), len(layout) - 1)
            self.scroll_row(max(0, top + (step if share > 0 else -step)))
            self.selected = self.word_at(row, x)

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

    def action_label(self, label: str) -> None:
        """Say what the selection names."""
        if self.article:
            self.post_message(self.LabelWanted(self.selected, label))

    def action_accept(self) -> None:
        """Accept the suggestion."""
        if self.article:
            self.post_message(self.AcceptWanted(self.selected))

    def action_reject(self) -> None:
        """Reject the suggestion."""
        if self.article:
            self.post_message(self.RejectWanted(self.selected))

    def action_same(self) -> None:
        """Ask for another name of the same thing."""
        if self.article:
            self.post_message(self.SameWanted(self.selected))

    def action_widen(self) -> None:
        """Ask for the last correction to hold further."""
        if self.article:
            self.post_message(self.WidenWanted(self.selected))

    def action_why(self) -> None:
        """Ask why the mention has its label."""
        if self.article:
            self.post_message(self.WhyWanted(self.selected))

    def action_back(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())
