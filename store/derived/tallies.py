"""What the reader's marks say of each row, in columns. Derived.

They come from a file in `.cache` that is valid up to byte M of the marks' log. While the log is no
longer than that, the list is shown without reading it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from ..forms import holds
from ..log.line import Doc
from ..log.tail import Damage, Extent, Progress
from . import packed

VERSION = 2
"""The stamp of what is derived here."""


class Tally(NamedTuple):
    """The marks of one article, as a row shows them."""

    tags: tuple[str, ...] = ()
    notes: int = 0
    highlights: int = 0
    read: bool = False
    archived: bool = False
    starred: bool = False


class Tallies:
    """A tally for every row.

    Attributes:
        extents: how far the marks' log had been taken in when the file was made.
        damaged: what of it was not understood.
        strangers: ids that have marks, but no article.
        read, archived, starred: one byte a row.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.read, self.archived, self.starred = bytearray(), bytearray(), bytearray()
        self.clear()

    def clear(self, size: int | None = None) -> None:
        """Have an empty tally for every row, or for `size` rows: all will be set anew."""
        size = len(self.read) if size is None else size
        self.extents: list[Extent] = []
        self.damaged: list[Damage] = []
        self.strangers: set[str] = set()
        self.read, self.archived, self.starred = bytearray(), bytearray(), bytearray()
        self._notes, self._highlights, self._tags = array("I"), array("I"), array("I")
        self._sets: list[tuple[str, ...]] = [()]
        self._set_numbers: dict[tuple[str, ...], int] = {(): 0}
        self.grow(size)

    def forget(self) -> None:
        """Begin anew: nothing holds that was counted so far."""
        self.clear()
        with suppress(OSError):  # so that nobody takes it for the present log's
            self._path.unlink()

    # -- the file --------------------------------------------------------------------------------

    def load(self, ids: array[int]) -> None:
        """Take all from the file, when it was made for these articles, or the first of them."""
        try:
            self._load(ids)
        except (OSError, ValueError, KeyError, TypeError):
            self.clear(0)  # nothing of a file that is not whole

    def _load(self, ids: array[int]) -> None:
        facts, columns, _ = packed.load(self._path)
        count = len(columns["read"])
        if facts["version"] != VERSION or facts["ids"] != crc32(ids[:count]):
            return
        if not {f"{id:016x}" for id in ids[count:]}.isdisjoint(facts["strangers"]):
            return
        self.read, self.archived, self.starred = (
            bytearray(columns[name]) for name in ("read", "archived", "starred")
        )
        self._notes, self._highlights, self._tags = (
            packed.numbers(columns[name]) for name in ("notes", "highlights", "tags")
        )
        self._sets = [tuple(tags) for tags in facts["sets"]]
        self._set_numbers = {tags: number for number, tags in enumerate(self._sets)}
        self.strangers = set(facts["strangers"])
        self.extents, self.damaged = packed.progress(self._path, facts)
        self.grow(len(ids))

    def save(self, ids: array[int], read: Progress) -> None:
        """Renew the file, if the log went on since it was made.

        Raises:
            OSError: when it cannot be written.
        """
        if self.extents == read.extents:
            return
        columns: dict[str, packed.Column] = {
            "read": self.read,
            "archived": self.archived,
            "starred": self.starred,
            "notes": self._notes,
            "highlights": self._highlights,
            "tags": self._tags,
        }
        facts = {
            "version": VERSION,
            "ids": crc32(ids),
            **packed.told(read),
            "sets": self._sets,
            "strangers": sorted(self.strangers),
        }
        packed.save(self._path, facts, columns)
        self.extents = read.extents

    # -- the columns -----------------------------------------------------------------------------

    def grow(self, count: int) -> None:
        """Have a tally for each of `count` rows; new ones are empty."""
        more = bytes(count - len(self.read))
        for column in (self.read, self.archived, self.starred):
            column.extend(more)
        for numbers in (self._notes, self._highlights, self._tags):
            numbers.frombytes(bytes(len(more) * numbers.itemsize))

    def set(self, n: int, tally: Tally) -> bool:
        """Set the tally of row `n`; True when it was another one."""
        if self.tally(n) == tally:
            return False
        self._notes[n], self._highlights[n] = tally.notes, tally.highlights
        self.read[n], self.archived[n], self.starred[n] = tally[3:]
        number = self._set_numbers.setdefault(tally.tags, len(self._sets))
        if number == len(self._sets):
            self._sets.append(tally.tags)
        self._tags[n] = number
        return True

    def tally(self, n: int) -> Tally:
        """The tally of row `n`."""
        return Tally(
            self._sets[self._tags[n]],
            self._notes[n],
            self._highlights[n],
            bool(self.read[n]),
            bool(self.archived[n]),
            bool(self.starred[n]),
        )

    def marks(self, n: int) -> int:
        """How many notes and highlights row `n` has."""
        return self._notes[n] + self._highlights[n]

    def having(self, state: str) -> bytes:
        """For each row 1, if it is in a state: has:note, has:highlight or has:tag."""
        columns = {"has:note": self._notes, "has:highlight": self._highlights}
        column = columns.get(state, self._tags)
        if state == "has:tag":
            return bytes(map(bytes(map(bool, self._sets)).__getitem__, column))
        return bytes(map(bool, column))

    def tagged(self, fits: Callable[[str], bool]) -> bytes:
        """For each row 1, if a tag of it fits."""
        known = {tag: fits(tag) for tag in {tag for tags in self._sets for tag in tags}}
        sets = bytes(any(known[tag] for tag in tags) for tags in self._sets)
        return bytes(map(sets.__getitem__, self._tags)) if 1 in sets else bytes(len(self._tags))

    def any_with(self, field: str) -> bool:
        """Whether any row has a note, or a highlight, as `field` says."""
        return any(self._notes if field == "note" else self._highlights)

    def tags(self, counts: Callable[[int], bool]) -> Counter[str]:
        """Every tag in use, with the number of rows that bear it and for which `counts` holds."""
        found: Counter[str] = Counter()
        sets = Counter(number for n, number in enumerate(self._tags) if number and counts(n))
        for number, times in sets.items():
            for tag in self._sets[number]:
                found[tag] += times
        return found


def tally_of(docs: Mapping[str, Mapping[str, Doc]]) -> Tally:
    """Count the marks of one article: table -> id -> document."""

    def whole(table: str) -> list[Doc]:
        return [doc for doc in docs.get(table, {}).values() if holds(doc, table)]

    return Tally(
        tuple(sorted(doc["tag"] for doc in whole("tags"))),
        len(whole("notes")),
        len(whole("highlights")),
        any(doc["read"] for doc in whole("reading")),
        any(doc["archived"] for doc in whole("archive")),
        any(doc["starred"] for doc in whole("stars")),
    )
