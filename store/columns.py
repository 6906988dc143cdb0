"""What is known of all articles at once, as sets of their numbers: rows, marks, index of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from .catalogue import Catalogue
from .derived.words import Words, asking
from .query import masks
from .query.holding import is_tag, line, stands
from .query.masks import Mask
from .query.tree import Term
from .query.weighing import Verdict

if TYPE_CHECKING:
    from .written import Written

_KEPT = 64
"""Answers of the index that are kept for the next question, a byte an article each."""


class Answers:
    """What the index answered, while it holds the same articles."""

    def __init__(self) -> None:
        self._stamp: object = None
        self._known: dict[str, Mask] = {}

    def get(self, stamp: object, wanted: str) -> Mask | None:
        """The answer to an expression, if it was asked before of the same index."""
        return self._known.get(wanted) if stamp == self._stamp else None

    def keep(self, stamp: object, wanted: str, mask: Mask) -> None:
        """Keep an answer."""
        if stamp != self._stamp or len(self._known) >= _KEPT:
            self._stamp, self._known = stamp, {}
        self._known[wanted] = mask


class LibraryColumns:
    """See `query.weighing.Columns`.

    Args:
        catalogue: the rows.
        written: the reader's notes and highlights.
        words: the index, open; None to do without.
        named: the articles that name a thing called so, of how many from the first on.
        answers: what it answered before.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        written: Written,
        words: Words | None,
        named: Callable[[Term], tuple[Iterable[int], int]],
        answers: Answers,
    ) -> None:
        catalogue.grow()
        self._catalogue, self._written, self._words = catalogue, written, words
        self._named, self._answers = named, answers
        self._heads, self._tallies = catalogue.heads, catalogue.tallies
        self.size = len(self._heads.ids)
        self._beside: dict[Term, Mask] = {}

    def state(self, name: str) -> Mask:
        """Those in a state."""
        read = bytes(self._tallies.read)
        match name:
            case "is:read":
                return read
            case "is:unread":
                return masks.opposite(read)
            case "is:archived":
                return bytes(self._tallies.archived)
            case "is:starred":
                return bytes(self._tallies.starred)
            case "is:version":
                self._catalogue.stories.refresh()
                stories = self._catalogue.stories.numbers
                return masks.of(self.size, (n for n in stories if n < self.size))
        return self._tallies.having(name)

    def dates(self, since: str, until: str) -> Mask:
        """Those published from `since` on, before `until`."""
        order, head = self._heads.oldest_first(), self._heads.head

        def date(n: int) -> str:
            published = head(n).published
            return published if published[:1].isdigit() else ""

        first = bisect_left(order, since or "0", key=date)
        if since.startswith("--"):  # those without a year come first
            yearless = order[: bisect_left(order, "0", key=date)]
            return masks.of(self.size, (n for n in yearless if since <= head(n).published < until))
        last = bisect_left(order, until, key=date) if until else len(order)
        return masks.of(self.size, order[first:last])

    def beside(self, term: Term) -> Mask:
        """Those in whose tags, notes and highlights the words are."""
        if term not in self._beside:
            self._beside[term] = self._look_beside(term)
        return self._beside[term]

    def _look_beside(self, term: Term) -> Mask:
        found = masks.nothing(self.size)
        if term.field == "tag":
            found = self._tallies.tagged(lambda tag: is_tag(term, tag))
        elif term.field is None:
            found = self._tallies.tagged(lambda tag: stands(term, line(tag)))
        for field in ("note", "highlight"):
            if term.field in (field, None) and self._tallies.any_with(field):
                numbers = map(self._heads.number, self._written.having(term, field))
                mask = masks.of(self.size, (n for n in numbers if n is not None))
                found = masks.either(found, mask)
        return found

    def named(self, term: Term) -> Verdict:
        """Those that name a thing called so; what is not in the index of names is to be read."""
        sure, count = self._named(term)
        unknown = bytes(count) + b"\x01" * (self.size - count)
        mask = masks.of(self.size, sure)
        return Verdict(mask, masks.either(mask, unknown))

    def indexed(self, terms: Iterable[Term]) -> Verdict:
        """Those in whose indexed words all of the terms are."""
        count = self._words.count if self._words else 0
        unknown = bytes(count) + b"\x01" * (self.size - count)
        if not self._words:
            return Verdict(masks.nothing(self.size), unknown)
        wanted = " AND ".join(asking(it.words, it.begins, it.field) for it in terms)
        stamp = (count, self.size, self._heads.ids[:1])
        sure = self._answers.get(stamp, wanted)
        if sure is None:
            sure = masks.of(self.size, self._words.having(wanted))
            self._answers.keep(stamp, wanted, sure)
        return Verdict(sure, masks.either(sure, unknown))
