"""An article in rows, and the way between a cell of the screen and an offset of the text. Pure.

A block is shown as one paragraph: each run of white space in it as one blank, a blank row between
two blocks. The lines of a head stand close; a dateline runs into the paragraph after it, as in
print. The text itself is not changed: every cell of a row knows the code points it stands for.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, split_graphemes

from store.article import Block, Span
from store.visible import visible

_WORD = re.compile(r"[^ \t\r\n]+")
_RUN = re.compile(r"([ \t\r\n]+)|[^ \t\r\n]+")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_NOT_PLAIN = re.compile(r"[^ -~\u00a1-\u00ac\u00ae-\u017f‘’“”–—…]|  ")
"""What is not one cell for one code point, shown as it is; or a run of blanks."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One grapheme: at column `x`, `width` cells wide, standing for code points [start, end)."""

    x: int
    width: int
    start: int
    end: int
    shown: str


class Layout:
    """The rows of one text at one width.

    Args:
        text: the text as it came.
        blocks: its blocks, in order; None for its lines, blanks and all, as they came.
        width: cells a row may have, at least 2.
    """

    def __init__(self, text: str, blocks: Sequence[Block] | None, width: int) -> None:
        self.text, self.width = text, max(2, width)
        self.starts, self.ends = array("L"), array("L")
        self._keeps_blanks = blocks is None
        for start, end, apart in _lines(text) if blocks is None else paragraphs(blocks):
            if apart:
                self._row(start, start)  # the blank row between two paragraphs
            self._wrap(start, end)

    def __len__(self) -> int:
        return len(self.starts)

    def _row(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)

    def _wrap(self, start: int, end: int) -> None:
        if _NOT_PLAIN.search(self.text, start, end):
            self._wrap_words(start, end)
        else:
            self._wrap_plain(start, end)

    def _wrap_plain(self, start: int, end: int) -> None:
        """The quick way for a paragraph where one character is one cell and blanks are single."""
        text, width = self.text, self.width
        while end - start > width:
            cut = text.rfind(" ", start, start + width + 1)
            if cut <= start:
                self._row(start, start + width)
                start += width
            else:
                self._row(start, cut)
                start = cut + 1
        self._row(start, end)

    def _wrap_words(self, start: int, end: int) -> None:
        row_start, row_end, used = start, start, 0
        for match in _WORD.finditer(self.text, start, end):
            for piece_start, piece_end, cells in self._pieces(match):
                blank = piece_start - row_end
                if not self._keeps_blanks:
                    blank = 1 if used and blank else 0
                if used and used + blank + cells > self.width:
                    self._row(row_start, row_end)
                    row_start, used, blank = piece_start, 0, 0
                if not used and blank + cells > self.width:  # of the blanks, as many as fit
                    row_start = piece_start - max(0, self.width - cells)
                    blank = piece_start - row_start
                used += blank + cells
                row_end = piece_end
        self._row(row_start, row_end)

    def _pieces(self, word: re.Match[str]) -> Iterator[tuple[int, int, int]]:
        """The word, or, where it is wider than a row, as much of it at a time as fills one."""
        shown = visible(word[0])
        cells = cell_len(shown)
        if cells <= self.width:
            yield word.start(), word.end(), cells
            return
        start = used = 0
        for at, _, width in split_graphemes(shown)[0]:
            if used + width > self.width:
                yield word.start() + start, word.start() + at, used
                start, used = at, 0
            used += width
        yield word.start() + start, word.end(), used

    def is_plain(self, row: int) -> bool:
        """Whether each code point of a row is one cell, shown as it is."""
        return not _NOT_PLAIN.search(self.text, self.starts[row], self.ends[row])

    def cells(self, row: int) -> list[Cell]:
        """What stands in a row, left to right."""
        start, end = self.starts[row], self.ends[row]
        cells: list[Cell] = []
        x = 0
        for run in _RUN.finditer(self.text, start, end):
            if run[1] is not None:
                step = 1 if self._keeps_blanks else len(run[1])
                for at in range(run.start(), run.end(), step):
                    cells.append(Cell(x, 1, at, at + step, " "))
                    x += 1
                continue
            for left, right, width, shown in _graphemes(visible(run[0])):
                cells.append(Cell(x, width, run.start() + left, run.start() + right, shown))
                x += width
        return cells

    def row_of(self, offset: int) -> int:
        """The row that shows the code point at `offset`, or the last row before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def place(self, offset: int) -> tuple[int, int]:
        """The (row, column) of the cell that stands for the code point at `offset`."""
        row = self.row_of(offset)
        if self.is_plain(row):
            end = max(self.starts[row], self.ends[row] - 1)
            return row, min(max(offset, self.starts[row]), end) - self.starts[row]
        cells = self.cells(row)
        if not cells:
            return row, 0
        at = bisect_right([cell.start for cell in cells], offset) - 1
        return row, cells[max(0, at)].x

    def extent(self, row: int, span: Span) -> tuple[int, int]:
        """The columns [from, to) of a row that show a stretch."""
        start, end = max(span.start, self.starts[row]), min(span.end, self.ends[row])
        if start >= end:
            return 0, 0
        if self.is_plain(row):
            return start - self.starts[row], end - self.starts[row]
        cells = self.cells(row)
        first, last = columns(cells, start, end)
        shown = cells[first:last]
        return (shown[0].x, shown[-1].x + shown[-1].width) if shown else (0, 0)

    def offset(self, row: int, x: int) -> int:
        """The code point shown at column `x` of a row; the nearest one when none is."""
        cells = self.cells(row)
        if not cells:
            return self.starts[row]
        at = bisect_right([cell.x for cell in cells], max(0, x)) - 1
        return cells[max(0, at)].start


def columns(cells: Sequence[Cell], start: int, end: int) -> tuple[int, int]:
    """The indices [first, last) of the cells that stand for code points of [start, end)."""
    starts = [cell.start for cell in cells]
    first = max(0, bisect_right(starts, start) - 1)
    if cells and cells[first].end <= start:
        first += 1
    return first, bisect_left(starts, end)


def _graphemes(shown: str) -> Iterator[tuple[int, int, int, str]]:
    if shown.isascii():
        for at, character in enumerate(shown):
            yield at, at + 1, 1, character
        return
    for start, end, width in split_graphemes(shown)[0]:
        yield start, end, width, shown[start:end]


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the lines of a text lie."""
    for line in _LINE.finditer(text):
        if line.start() < len(text) or line.start() == 0:
            yield line.start(), line.end(1), False


def paragraphs(blocks: Sequence[Block]) -> Iterator[tuple[int, int, bool]]:
    """Where shown paragraphs lie, and whether a blank row stands before each."""
    start: int | None = None
    above = ""
    for number, block in enumerate(blocks):
        start = block.start if start is None else start
        below = blocks[number + 1].kind if number + 1 < len(blocks) else ""
        if (block.kind, below) != ("dateline", "body"):
            close = not above or above == block.kind == "head"
            yield start, block.end, not close
            start, above = None, block.kind
