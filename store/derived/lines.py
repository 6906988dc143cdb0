"""Lines of folded words that belong to articles, in one piece of memory: searched as bytes."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from . import packed

Line = tuple[int, int, str]
"""The article's id as a number, the kind of the line as a small number, the line."""


class Lines:
    """Many lines, sorted by article.

    Args:
        columns: `articles`, `kinds`, and `starts`, where each line begins, and the end.
        blob: the lines as UTF-8, one after the other.
    """

    def __init__(self, columns: Mapping[str, memoryview], blob: memoryview) -> None:
        self._articles, self._kinds = columns["articles"], columns["kinds"]
        self._starts, self._blob = columns["starts"], bytes(blob)

    def __iter__(self) -> Iterator[Line]:
        for at in range(len(self._articles)):
            yield self._articles[at], self._kinds[at], self._line(at)

    def _line(self, at: int) -> str:
        return self._blob[self._starts[at] : self._starts[at + 1]].decode()

    def having(self, wanted: str, kind: int) -> Iterator[int]:
        """The ids of the articles with a line of a kind that holds `wanted`, once for each line."""
        sought, blob, starts = wanted.encode(), self._blob, self._starts
        at = blob.find(sought)
        while at >= 0:
            line = bisect_right(starts, at) - 1
            end = starts[line + 1]
            if at + len(sought) <= end and self._kinds[line] == kind:
                yield self._articles[line]
                at = blob.find(sought, end)
            else:
                at = blob.find(sought, at + 1)

    def of(self, article: int, kind: int) -> Iterator[str]:
        """The lines of one article."""
        first = bisect_left(self._articles, article)
        for at in range(first, bisect_right(self._articles, article, lo=first)):
            if self._kinds[at] == kind:
                yield self._line(at)


def columns_of(lines: Iterable[Line]) -> tuple[dict[str, packed.Column], list[bytes]]:
    """What `packed.save` takes of some lines."""
    known = sorted(lines)
    pieces = [line.encode() for _, _, line in known]
    columns: dict[str, packed.Column] = {
        "articles": array("Q", (article for article, _, _ in known)),
        "kinds": bytearray(kind for _, kind, _ in known),
        "starts": array("Q", accumulate(map(len, pieces), initial=0)),
    }
    return columns, pieces
