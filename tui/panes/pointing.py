"""A sheet with the mouse, and the ways from a cell to the word shown there."""

from textual import events

from store.article import Span

from .sheet import Sheet


class Pointing(Sheet):
    """A click selects a word, a drag what lies between two; all of it can be done by keys too."""

    ALLOW_SELECT = False  # the terminal's selection by Textual would fight with ours

    _from: Span | None = None

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

    def _pointed(self, event: events.MouseEvent) -> Span | None:
        """The word under the mouse; None outside the text."""
        if not self._painter or not self.motions:
            return None
        row = event.y + self.scroll_offset.y
        inside = 0 <= row < len(self._painter.layout)
        return self.word_at(row, event.x - self._left) if inside else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the word there; with Shift, all up to it."""
        word = self._pointed(event)
        if word is None or event.button != 1:
            return
        self._from = self.selected if event.shift else word
        self.selected = _both(self._from, word)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection while the button is held."""
        if self._from and event.button == 1 and (word := self._pointed(event)):
            self.selected = _both(self._from, word)

    def on_mouse_up(self) -> None:
        """The selection stands."""
        if self._from:
            self._from = None
            self.release_mouse()


def _both(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))
