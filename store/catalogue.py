"""What the list shows: one row an article, with the reader's marks counted in. Derived."""

from collections.abc import Callable
from dataclasses import dataclass

from .article import Head, Marks
from .errors import BadRequest


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list.

    `published` is ISO 8601 to the precision known, "--MM-DD" without a year, or "" when the text
    does not say. `added` is in milliseconds since 1970.
    """

    id: str
    title: str
    title_derived: bool
    published: str
    outlet: str
    place: str
    language: str
    added: int
    tags: tuple[str, ...]
    notes: int
    highlights: int
    read: bool


def row(id: str, head: Head, added: int, marks: Marks) -> Row:
    """Make the row of one article."""
    return Row(
        id=id,
        title=head.title,
        title_derived=head.title_derived,
        published=head.published or head.published_partial or "",
        outlet=head.outlet or head.agency or "",
        place=head.place or "",
        language=head.language or "",
        added=added,
        tags=marks.tags,
        notes=len(marks.notes),
        highlights=len(marks.highlights),
        read=marks.read,
    )


def _newest(row: Row) -> tuple[str, int, str]:
    year_known = row.published[:1].isdigit()
    return (row.published if year_known else "", row.added, row.id)


ORDERS: dict[str, tuple[Callable[[Row], tuple[str | int, ...]], bool]] = {
    "date": (_newest, True),
    "added": (lambda row: (row.added, row.id), True),
    "title": (lambda row: (row.title.casefold(), row.id), False),
    "outlet": (lambda row: (row.outlet.casefold(), row.title.casefold()), False),
    "place": (lambda row: (row.place.casefold(), row.title.casefold()), False),
}
"""Sort key -> (function of a row, newest or largest first)."""


def ordered(rows: list[Row], key: str = "date") -> list[Row]:
    """Sort rows; articles without a year come last by date.

    Raises:
        BadRequest: when `key` is not one of `ORDERS`.
    """
    if key not in ORDERS:
        raise BadRequest(f"cannot sort by {key}; sort by one of {', '.join(ORDERS)}")
    order, reverse = ORDERS[key]
    return sorted(rows, key=order, reverse=reverse)
