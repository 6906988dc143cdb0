"""A find in one article: where a typed text stands in it. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from store.article import Span
from store.fold import fold_in_place

MOST = 20_000
"""Hits that are looked for; a letter alone may have more."""


class Finder:
    """Finds in one text.

    Small letters stand for capitals too; quotes, accents and hyphens of one kind for those of
    another; white space for any other.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _folded(self) -> tuple[str, Sequence[int]]:
        return fold_in_place(self._text)

    def hits(self, typed: str) -> list[Span]:
        """Every place where `typed` stands, in order, without overlaps; none for white space."""
        words = fold_in_place(typed)[0].split()
        if not words:
            return []
        case = 0 if any(c.isupper() for c in typed) else re.IGNORECASE
        pattern = re.compile(r"\s+".join(map(re.escape, words)), case)
        folded, offsets = self._folded
        found = islice(pattern.finditer(folded), MOST)
        return [Span(offsets[it.start()], self._end(offsets[it.end() - 1] + 1)) for it in found]

    def _end(self, end: int) -> int:
        """Past the accents that belong to the last letter."""
        while end < len(self._text) and unicodedata.combining(self._text[end]):
            end += 1
        return end
