"""What every article says of itself, in columns: the part of a row that no mark changes. Derived.

Articles are numbered in the order in which they came. Where their lines stand, and what the list
shows of them, comes from a file in `.cache` that is valid up to byte N of the articles' log, and
from the log's lines after that.
"""

from __future__ import annotations

from array import array
from bisect import insort
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from .. import dispatch
from ..documents import article_id, head_of, is_article
from ..log.line import Doc, dumps, loads
from ..log.shelf import Place
from ..log.tail import Damage, Extent, Progress, moved
from . import packed

VERSION = [2, dispatch.VERSION]
"""The stamp of what is derived here, and of the parse that it is derived from."""
_NEGLIGIBLE = 1000
"""One article in so many may be read from the log at every start before the file is renewed."""


class RowHead(NamedTuple):
    """What a row says of its article; see `catalogue.Row`."""

    title: str
    title_derived: bool
    published: str
    outlet: str
    place: str
    language: str
    added: int


_UNREADABLE = RowHead("(unreadable: dateline check --repair)", True, "", "", "", "", 0)


class Heads:
    """The heads of all articles; the watcher of their log, and the places of their lines.

    Attributes:
        extents: how far the log was taken in by an earlier run.
        damaged: what that run did not understand.
        changed: ids of the articles that came, changed or went since the caller last emptied it.
        renumbered: whether numbers mean other articles now; the caller takes it back.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.changed: set[str] = set()
        self.renumbered = False
        self.extents: list[Extent] = []
        self.damaged: list[Damage] = []
        self._empty()
        try:
            self._load()
        except (OSError, ValueError, KeyError, TypeError):
            self.extents = []
            self._empty()  # nothing of a file that is not whole

    def _empty(self) -> None:
        self.ids = array("Q")
        self._spots, self._lengths = array("Q"), array("I")
        self._shown = bytearray()
        self._starts, self._blob = memoryview(array("Q", [0])), memoryview(b"")
        self._checks = memoryview(array("I"))
        self._fresh: dict[int, RowHead] = {}
        self._order, self._ordered = array("I"), 0
        self._odd: dict[str, Place] = {}
        self._numbers: dict[int, int] | None = None

    # -- the file --------------------------------------------------------------------------------

    def _load(self) -> None:
        facts, columns, blob = packed.load(self._path)
        if facts["version"] != VERSION:
            return
        self.ids, self._spots, self._lengths, self._order = (
            packed.numbers(columns[name]) for name in ("ids", "spots", "lengths", "order")
        )
        self._shown, self._starts = bytearray(columns["shown"]), columns["starts"]
        self._checks = columns["checks"]
        self._blob, self._ordered = blob, len(self._order)
        self._odd = {id: (spot, length) for id, (spot, length) in facts["odd"].items()}
        self.extents, self.damaged = packed.progress(self._path, facts)

    def save(self, read: Progress) -> None:
        """Renew the file, when enough articles are not in it yet.

        Raises:
            OSError: when it cannot be written.
        """
        few = len(self._fresh) <= len(self.ids) // _NEGLIGIBLE
        if few and not moved(self.extents, read.extents):
            return
        self.oldest_first()
        blob, starts, checks = [], array("Q", [0]), array("I")
        for n in range(len(self.ids)):
            fresh = self._fresh.get(n)
            piece = dumps(fresh) if fresh else bytes(self._slice(n))
            blob.append(piece)
            starts.append(starts[-1] + len(piece))
            checks.append(crc32(piece))
        columns: dict[str, packed.Column] = {
            "ids": self.ids,
            "spots": self._spots,
            "lengths": self._lengths,
            "shown": self._shown,
            "starts": starts,
            "checks": checks,
            "order": self._order,
        }
        facts = {"version": VERSION, "odd": self._odd, **packed.told(read)}
        packed.save(self._path, facts, columns, blob)

    def _slice(self, n: int) -> memoryview:
        if n + 1 >= len(self._starts):
            return memoryview(b"")
        return self._blob[self._starts[n] : self._starts[n + 1]]

    # -- the log ---------------------------------------------------------------------------------

    def learn(self, table: str, id: str, doc: Doc | None) -> None:
        """Take in an article, as it was read from the log."""
        n = self.number(id) if table == "articles" else None
        if n is None:
            return
        self._shown[n] = doc is not None and is_article(doc) and article_id(doc) == id
        if doc is not None and self._shown[n]:
            head = head_of(doc)
            self._fresh[n] = RowHead(
                head.title,
                head.title_derived,
                head.published or head.published_partial or "",
                head.outlet or head.agency or "",
                head.place or "",
                head.language or "",
                doc["added"],
            )
        self.changed.add(id)

    def forget(self) -> None:
        """Begin anew: the log was replaced."""
        self.changed |= {self.id(n) for n in range(len(self.ids))}
        self.renumbered = True
        self._empty()
        with suppress(OSError):  # so that nobody takes it for the present log's
            self._path.unlink()

    # -- the places of the lines -----------------------------------------------------------------

    def __getitem__(self, id: str) -> Place:
        n = self.number(id)
        if n is None:
            return self._odd[id]
        if not self._lengths[n]:
            raise KeyError(id)
        return self._spots[n], self._lengths[n]

    def __setitem__(self, id: str, place: Place) -> None:
        value = _value(id)
        if value is None:
            self._odd[id] = place
            return
        n = self.number(id)
        if n is None:
            n = self._by_value[value] = len(self.ids)
            self.ids.append(value)
            self._spots.append(0)
            self._lengths.append(0)
            self._shown.append(0)
        self._spots[n], self._lengths[n] = place

    def __delitem__(self, id: str) -> None:
        n = self.number(id)
        if n is None:
            del self._odd[id]
        else:
            self._lengths[n] = 0

    def __contains__(self, id: object) -> bool:
        n = self.number(id) if isinstance(id, str) else None
        return id in self._odd if n is None else self._lengths[n] > 0

    def __iter__(self) -> Iterator[str]:
        yield from (self.id(n) for n, length in enumerate(self._lengths) if length)
        yield from self._odd

    def __len__(self) -> int:
        return len(self.ids) - self._lengths.count(0) + len(self._odd)

    # -- asking ----------------------------------------------------------------------------------

    @property
    def _by_value(self) -> dict[int, int]:
        if self._numbers is None:
            self._numbers = dict(zip(self.ids, range(len(self.ids)), strict=True))
        return self._numbers

    def number(self, id: str) -> int | None:
        """The number of an article, None when there never was one of this id."""
        value = _value(id)
        return None if value is None else self._by_value.get(value)

    def id(self, n: int) -> str:
        """The id of article `n`."""
        return f"{self.ids[n]:016x}"

    def shown(self, n: int) -> bool:
        """Whether article `n` is there and was understood."""
        return bool(self._shown[n])

    @property
    def shown_mask(self) -> bytes:
        """For each number 1, if the article is there and was understood."""
        return bytes(self._shown)

    @property
    def unsaved(self) -> int:
        """How many articles were read from the log, not from the file."""
        return len(self._fresh)

    @property
    def strange(self) -> int:
        """How many documents were not understood."""
        return len(self) - sum(self._shown[n] for n, length in enumerate(self._lengths) if length)

    @property
    def all_shown(self) -> bool:
        """Whether every number stands for an article that is there and was understood."""
        return 0 not in self._shown

    def head(self, n: int) -> RowHead:
        """What the row of article `n` says of it."""
        fresh = self._fresh.get(n)
        if fresh:
            return fresh
        with suppress(ValueError, TypeError, IndexError):
            if crc32(self._slice(n)) == self._checks[n]:
                return RowHead(*loads(self._slice(n)))
        with suppress(OSError):
            self._path.unlink()  # so that the next start makes it anew
        return _UNREADABLE

    def beginning(self, prefix: str) -> list[int]:
        """The numbers of the articles whose id begins with `prefix`."""
        low, high = _value(f"{prefix:0<16}"), _value(f"{prefix:f<16}")
        if low is None or high is None:
            return []
        return [n for n, value in enumerate(self.ids) if low <= value <= high and self._shown[n]]

    def oldest_first(self) -> array[int]:
        """The numbers of all articles by date, those without a year first; not to be changed."""
        new = range(self._ordered, len(self.ids))
        if len(new) * 20 < self._ordered:
            for n in new:
                insort(self._order, n, key=self._age)
        else:
            self._order = array("I", sorted(range(len(self.ids)), key=self._age))
        self._ordered = len(self.ids)
        return self._order

    def _age(self, n: int) -> tuple[str, int, int]:
        head = self.head(n)
        year_known = head.published[:1].isdigit()
        return head.published if year_known else "", head.added, self.ids[n]


def _value(id: str) -> int | None:
    """An id as a number; None when it is not 16 lower-case hex digits."""
    if len(id) != 16 or id.strip("0123456789abcdef"):
        return None
    return int(id, 16)
