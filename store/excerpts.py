"""The highlights and notes of many articles, in rows: an article's title, then its marks.

How many rows there are is known from the tallies; what stands in one is read when it is looked at.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from .article import Highlight, Note, Span
from .errors import NotFound
from .library import Library
from .query.holding import line, stands
from .query.tree import Term, wanted
from .row import Row
from .selection import Selection

_KEPT = 200
"""Articles whose marks are kept for the next look."""


class Excerpt(NamedTuple):
    """A mark: where it is, what it is on, and what the reader wrote; `span` None for all of it."""

    article: str
    span: Span | None
    quote: str
    text: str
    label: str | None
    tags: tuple[str, ...]


class Excerpts:
    """Rows over the articles of a selection that have marks.

    Args:
        library: the library.
        selection: the articles, in order; `note:` and `highlight:` in its query choose among the
            marks, too.
    """

    def __init__(self, library: Library, selection: Selection) -> None:
        self._library = library
        terms = [it for it in wanted(selection.query.node) if isinstance(it, Term)]
        self._terms = [it for it in terms if it.field in ("note", "highlight")]
        self._marks = lru_cache(_KEPT)(self._read)
        tallies, heads = library.catalogue.tallies, library.catalogue.heads
        counted: Callable[[int], int] = tallies.marks
        if self._terms:
            counted = lambda n: len(self._marks(heads.id(n)))  # noqa: E731
        pairs = [(n, count) for n in selection.rows.numbers if (count := counted(n))]
        self._numbers = array("I", (n for n, _ in pairs))
        self._starts = array("L", accumulate((1 + count for _, count in pairs), initial=0))
        self.marks = sum(count for _, count in pairs)

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return len(self._numbers)

    def row(self, at: int) -> Row | Excerpt | None:
        """What stands in a row: an article, a mark; None for one that is gone since."""
        which = bisect_right(self._starts, at) - 1
        n, offset = self._numbers[which], at - self._starts[which]
        if not offset:
            return self._library.catalogue.row(n)
        marks = self._marks(self._library.catalogue.heads.id(n))
        return marks[offset - 1] if offset <= len(marks) else None

    def _read(self, id: str) -> list[Excerpt]:
        try:
            article = self._library.article(id)
        except NotFound:
            return []
        marks = self._library.marks_of(article)
        found = [*map(_of_note, [id] * len(marks.notes), marks.notes)]
        found += map(_of_highlight, [id] * len(marks.highlights), marks.highlights)
        found.sort(key=lambda it: (it.span.start if it.span else -1, it.quote))
        return [it for it in found if self._is_wanted(it)]

    def _is_wanted(self, it: Excerpt) -> bool:
        if not self._terms:
            return True
        lines = {"note": [line(it.text)], "highlight": [line(it.quote), *map(line, it.tags)]}
        return any(stands(term, one) for term in self._terms for one in lines[term.field or "note"])


def _of_note(id: str, note: Note) -> Excerpt:
    span = None
    if note.start is not None and note.end is not None:
        span = Span(note.start, note.end)
    return Excerpt(id, span, note.quote, note.text, None, ())


def _of_highlight(id: str, mark: Highlight) -> Excerpt:
    return Excerpt(id, Span(mark.start, mark.end), mark.quote, "", mark.label, mark.tags)
