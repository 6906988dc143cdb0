"""One line of the list, as a value."""

from typing import NamedTuple


class Row(NamedTuple):
    """One line of the list.

    `published` is ISO 8601 to the precision known, "--MM-DD" without a year, or "" when the text
    does not say. `added` is in milliseconds since 1970. `versions` counts the articles of its
    story, itself included.
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
    archived: bool
    starred: bool
    versions: int = 1
