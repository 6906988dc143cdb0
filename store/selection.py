"""The answer to a query: immutable, ordered, and it describes itself."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from .catalogue import Catalogue
from .query.describing import described
from .query.tree import Query
from .row import Row

ALL = Query("")
"""The query that every article answers."""


class Rows(Sequence[Row]):
    """Rows in an order that stays; each is read when it is looked at, as it is then."""

    def __init__(self, numbers: array[int], catalogue: Catalogue | None) -> None:
        self._numbers, self.catalogue = numbers, catalogue

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Row | Rows:
        if isinstance(at, slice):
            return Rows(self._numbers[at], self.catalogue)
        number = self._numbers[at]
        assert self.catalogue is not None
        return self.catalogue.row(number)

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, at: int) -> int:
        """The catalogue's number of the row at a place."""
        return self._numbers[at]

    @property
    def numbers(self) -> array[int]:
        """The catalogue's numbers of all rows; not to be changed."""
        return self._numbers

    def position(self, id: str) -> int | None:
        """Where an article stands, None when it is not among these."""
        number = self.catalogue.number(id) if self.catalogue else None
        try:
            return None if number is None else self._numbers.index(number)
        except ValueError:
            return None

    @property
    def unread(self) -> int:
        """The number of unread articles."""
        return self.catalogue.unread(self._numbers) if self.catalogue else 0


class Selection:
    """The rows that answer a query.

    Attributes:
        rows: the rows in their order.
        query: what was asked.
    """

    def __init__(
        self,
        numbers: array[int] | None = None,
        catalogue: Catalogue | None = None,
        query: Query = ALL,
    ) -> None:
        self.rows = Rows(array("I") if numbers is None else numbers, catalogue)
        self.query = query

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def position(self, id: str) -> int | None:
        """Where an article stands, None when it is not in the selection."""
        return self.rows.position(id)

    @property
    def unread(self) -> int:
        """The number of unread articles."""
        return self.rows.unread

    def without(self, ids: Iterable[str]) -> Selection:
        """The same without some articles."""
        catalogue = self.rows.catalogue
        if catalogue is None:
            return self
        gone = {catalogue.number(id) for id in ids}
        numbers = array("I", (n for n in self.rows.numbers if n not in gone))
        return Selection(numbers, catalogue, self.query)

    def __str__(self) -> str:
        count = f"{len(self):,} article{'' if len(self) == 1 else 's'}"
        return f"{count}: {said}" if (said := described(self.query)) else count
