"""Stretches of a text in order, looked up by offset. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Protocol

from store.article import Span


class Spans:
    """Stretches of a text in order, looked up by offset."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self._starts = [span.start for span in spans]

    def __len__(self) -> int:
        return len(self.spans)

    def after(self, offset: int) -> Span | None:
        """The first stretch that starts at `offset` or later."""
        at = bisect_left(self._starts, offset)
        return self.spans[at] if at < len(self.spans) else None

    def before(self, offset: int) -> Span | None:
        """The last stretch that starts before `offset`."""
        at = bisect_left(self._starts, offset) - 1
        return self.spans[at] if at >= 0 else None

    def around(self, offset: int) -> Span | None:
        """The last stretch that starts at `offset` or earlier, if it reaches past it."""
        at = bisect_right(self._starts, offset) - 1
        return self.spans[at] if at >= 0 and self.spans[at].end > offset else None

    def number(self, offset: int) -> int:
        """How many stretches start at `offset` or earlier."""
        return bisect_right(self._starts, offset)


PIECE = 4000
"""Code points that are looked through at a time."""
MARGIN = 2000
"""Code points around them that are looked at too, so that a stretch does not end at their edge."""


class ByBlock:
    """Stretches that never reach from block to block, found when they are first needed.

    A long block is looked through piece by piece: an article may be one line of a million letters.
    """

    def __init__(self, blocks: Sequence[Span], find: Callable[[Span], Sequence[Span]]) -> None:
        self._find = find
        self._pieces = [
            (Span(start, min(start + PIECE, block.end)), block)
            for block in blocks
            for start in range(block.start, max(block.end, block.start + 1), PIECE)
        ]
        self._starts = [piece.start for piece, _ in self._pieces]
        self._found: dict[int, Spans] = {}

    def _of(self, number: int) -> Spans:
        """The stretches that start in a piece."""
        if number not in self._found:
            piece, block = self._pieces[number]
            around = Span(
                max(block.start, piece.start - MARGIN), min(block.end, piece.end + MARGIN)
            )
            found = [it for it in self._find(around) if piece.start <= it.start < piece.end]
            self._found[number] = Spans(found)
        return self._found[number]

    def after(self, offset: int) -> Span | None:
        """The first stretch that starts at `offset` or later."""
        first = max(0, bisect_right(self._starts, offset) - 1)
        found = (self._of(number).after(offset) for number in range(first, len(self._pieces)))
        return next(filter(None, found), None)

    def before(self, offset: int) -> Span | None:
        """The last stretch that starts before `offset`."""
        last = bisect_left(self._starts, offset) - 1
        found = (self._of(number).before(offset) for number in range(last, -1, -1))
        return next(filter(None, found), None)

    def around(self, offset: int) -> Span | None:
        """The stretch that `offset` lies in."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return None
        found = self._of(number).around(offset)
        if found is None and number and self._pieces[number - 1][1] is self._pieces[number][1]:
            found = self._of(number - 1).around(offset)  # it began in the piece before
        return found


class Ways(Protocol):
    """What a motion asks of the stretches it moves over."""

    def after(self, offset: int) -> Span | None:
        """The first stretch that starts at `offset` or later."""

    def before(self, offset: int) -> Span | None:
        """The last stretch that starts before `offset`."""

    def around(self, offset: int) -> Span | None:
        """The stretch that `offset` lies in."""
