"""The answer to a query: an immutable, ordered value that describes itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from .catalogue import Row


@dataclass(frozen=True)
class Selection:
    """Rows in their order, with the query they answer ("" for all)."""

    rows: tuple[Row, ...] = ()
    query: str = ""

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def position(self, id: str) -> int | None:
        """Where an article stands, None when it is not in the selection."""
        return next((i for i, row in enumerate(self.rows) if row.id == id), None)

    @property
    def unread(self) -> int:
        """The number of unread articles."""
        return sum(not row.read for row in self.rows)

    def __str__(self) -> str:
        count = f"{len(self)} article{'' if len(self) == 1 else 's'}"
        return f"{count} for {self.query}" if self.query else count
