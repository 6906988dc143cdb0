"""Looking for the articles that answer a query: at once as far as the index goes, then by reading.

Reading takes a while, so it is done a slice at a time, the newest articles first; what was found so
far can be shown meanwhile.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable
from itertools import compress
from typing import TYPE_CHECKING

from .catalogue import Catalogue
from .errors import NotFound
from .query import masks
from .query.tree import Query, State, leaves
from .query.weighing import Verdict
from .selection import Selection

if TYPE_CHECKING:
    from .query.holding import Reading

_LOOKS_EVERY = 16
"""Articles between two looks at the clock."""


class Search:
    """One search.

    Args:
        catalogue: the rows.
        query: what is asked.
        verdict: what is known without reading.
        reading: number of an article -> what can be read of it.

    Attributes:
        looked: articles read so far.
        of: articles to be read.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        query: Query,
        verdict: Verdict,
        reading: Callable[[int], Reading],
    ) -> None:
        self._catalogue, self._query, self._reading = catalogue, query, reading
        sure, possible = _listed(catalogue, query, verdict)
        order = catalogue.newest_first()
        if 0 in possible:
            order = array("I", compress(order, map(possible.__getitem__, order)))
        self._candidates = order
        self._sure = sure
        self.of = possible.count(1) - sure.count(1)
        self.looked = 0
        self._found = array("I")
        self._at = 0
        if not self.of:
            self._found, self._at = self._candidates, len(self._candidates)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be read."""
        return self._at == len(self._candidates)

    def go(self, seconds: float | None = None) -> bool:
        """Go on for so long, or to the end; True when the end is reached.

        Raises:
            BadRequest: when an expression takes too long on a text.
        """
        until = None if seconds is None else time.monotonic() + seconds
        while self._at < len(self._candidates):
            n = self._candidates[self._at]
            if self._sure[n]:
                self._found.append(n)
            else:
                self.looked += 1
                try:
                    if self._reading(n).holds(self._query.node):
                        self._found.append(n)
                except NotFound:  # its line is damaged, or another program took it
                    pass
            self._at += 1
            if until and self._at % _LOOKS_EVERY == 0 and time.monotonic() > until:
                break
        return self.is_done

    @property
    def selection(self) -> Selection:
        """What was found so far; sorted as the query says."""
        numbers = self._catalogue.ordered(self._found[:], self._query.keys)
        return Selection(numbers, self._catalogue, self._query)


def _listed(catalogue: Catalogue, query: Query, verdict: Verdict) -> Verdict:
    """Without what is gone, and without what is archived unless the query speaks of that."""
    hidden = masks.opposite(bytes(catalogue.heads.shown_mask))
    if State("is:archived") not in leaves(query.node):
        hidden = masks.either(hidden, bytes(catalogue.tallies.archived))
    if masks.is_empty(hidden):
        return verdict
    return Verdict(*(masks.without(it, hidden) for it in verdict))
