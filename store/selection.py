"""The answer to a query: immutable, ordered, and it describes itself."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import overload

from .catalogue import Catalogue, Row
from .query.describing import described
from .query.tree import Query

ALL = Query("")
"""The query that every article answers."""


class Rows(Sequence[Row]):
    """Rows in an order that stays; each is read when it is looked at, as it is then."""

    def __init__(self, numbers: array[int], catalogue: Catalogue | None) -> None:
        self._numbers, self._catalogue = numbers, catalogue

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> Row | Rows:
        if isinstance(at, slice):
            return Rows(self._numbers[at], self._catalogue)
        number = self._numbers[at]
        assert self._catalogue is not None
        return self._catalogue.row(number)

    def __len__(self) -> int:
        return len(self._numbers)

    def position(self, id: str) -> int | None:
        """Where an article stands, None when it is not among these."""
        number = self._catalogue.number(id) if self._catalogue else None
        try:
            return None if number is None else self._numbers.index(number)
        except ValueError:
            return None

    @property
    def unread(self) -> int:
        """The number of unread articles."""
        return self._catalogue.unread(self._numbers) if self._catalogue else 0


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

    def __str__(self) -> str:
        count = f"{len(self):,} article{'' if len(self) == 1 else 's'}"
        return f"{count}: {said}" if (said := described(self.query)) else count
