"""One table of a log, as far as it was read: documents by id, the last writer of each winning."""

from collections.abc import Callable, ItemsView, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from .line import NEVER, Doc, Stamp, dumps
from .snapshot import Base, Entry

Place = tuple[int, int]
"""Where the line of a document stands: file number << 48 | byte offset, length in bytes."""

FILE = 48
"""Bits of a place that are the byte offset; the file's number stands above them."""


class Places(Protocol):
    """Id -> place of the line that holds the document: a dict, or something smaller."""

    def __getitem__(self, id: str, /) -> Place: ...
    def __setitem__(self, id: str, place: Place, /) -> None: ...
    def __delitem__(self, id: str, /) -> None: ...
    def __contains__(self, id: object, /) -> bool: ...
    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...


class Watcher(Protocol):
    """Is told of every document that comes, changes or goes, in the order in which that is read."""

    def learn(self, table: str, id: str, doc: Doc | None) -> None:
        """A document is now so; None when it is gone."""

    def forget(self) -> None:
        """All that was learnt will be told again: a file was replaced."""


class Shelf:
    """A table whose documents are kept in memory.

    Attributes:
        docs: the documents by id; live.
        stamps: of the last writers that this run has read, of deleted documents too.
        floor: nothing written up to this stamp stands: the table was dropped then.
        present: whether TinyDB is told that there is such a table.
        superseded: how many documents were replaced or deleted by a later line.
    """

    def __init__(self) -> None:
        self._mine: dict[str, Doc] = {}
        self.docs: Mapping[str, Doc] = self._mine
        self.stamps: dict[str, Stamp] = {}
        self.floor: Stamp = NEVER
        self.present = False
        self.superseded = 0

    def stamp(self, id: str) -> Stamp:
        """The stamp of the last writer of a document."""
        return self.stamps.get(id, self.floor)

    def all_stamps(self) -> dict[str, Stamp]:
        """The stamp of every document that is known, of deleted ones too."""
        return dict(self.stamps)

    def entries(self) -> Iterator[Entry]:
        """Every document that is known, of deleted ones the stamp."""
        for id, stamp in self.stamps.items():
            yield id, stamp, dumps(self.docs[id]) if id in self.docs else None

    def put(self, stamp: Stamp, id: str, doc: Doc | None, place: Place) -> bool:
        """Take a document, or its deletion, unless a later writer was here; True if taken."""
        known = self.stamp(id)
        if stamp <= known:
            return False
        self.superseded += known != NEVER
        self.stamps[id] = stamp
        self.present = True
        self._keep(id, doc, place)
        return True

    def _keep(self, id: str, doc: Doc | None, place: Place) -> None:
        if doc is None:
            self._mine.pop(id, None)
        else:
            self._mine[id] = doc

    def drop(self, stamp: Stamp, place: Place) -> list[str]:
        """Forget every document written before `stamp`; returns their ids."""
        self.floor = max(self.floor, stamp)
        gone = [id for id in self.docs if self.stamp(id) <= self.floor]
        for id in gone:
            self._keep(id, None, place)
        self.present = bool(self.docs)
        return gone


class SnapshotShelf(Shelf):
    """A table that a snapshot knows; what came since is kept in memory.

    Args:
        base: the table as it was when the snapshot was made.
        floor, superseded: as they were then.
    """

    def __init__(self, base: Base, floor: Stamp, superseded: int) -> None:
        super().__init__()
        self._base, self._since = base, dict[str, Doc | None]()
        self.docs = _Layered(base, self._since)
        self.floor, self.superseded, self.present = floor, superseded, bool(len(base))

    def stamp(self, id: str) -> Stamp:
        """The stamp of the last writer of a document."""
        known = self.stamps.get(id)
        if known is None:
            known = self._base.stamp(id)
        return max(self.floor, NEVER if known is None else known)

    def all_stamps(self) -> dict[str, Stamp]:
        """The stamp of every document that is known, of deleted ones too."""
        return {**{id: stamp for id, stamp, _ in self._base.entries()}, **self.stamps}

    def entries(self) -> Iterator[Entry]:
        """Every document that is known, of deleted ones the stamp."""
        yield from (entry for entry in self._base.entries() if entry[0] not in self._since)
        yield from super().entries()

    def _keep(self, id: str, doc: Doc | None, place: Place) -> None:
        self._since[id] = doc


@dataclass
class _Layered(Mapping[str, Doc]):
    base: Base
    since: dict[str, Doc | None] = field(repr=False)

    def __getitem__(self, id: str) -> Doc:
        doc = self.since[id] if id in self.since else self.base[id]
        if doc is None:
            raise KeyError(id)
        return doc

    def __contains__(self, id: object) -> bool:
        if id in self.since:
            return self.since[id] is not None
        return id in self.base

    def __iter__(self) -> Iterator[str]:
        since = self.since
        yield from (id for id in self.base if id not in since or since[id] is not None)
        yield from (id for id in self.since if id in self and id not in self.base)

    def items(self) -> ItemsView[str, Doc]:
        return _Items(self)

    def __len__(self) -> int:
        gone = sum(id in self.base for id in self.since)
        return len(self.base) - gone + sum(doc is not None for doc in self.since.values())


class _Items(ItemsView[str, Doc]):
    _mapping: _Layered

    def __iter__(self) -> Iterator[tuple[str, Doc]]:
        base, since = self._mapping.base, self._mapping.since
        yield from (pair for pair in base.pairs() if pair[0] not in since)
        yield from ((id, doc) for id, doc in since.items() if doc is not None)


class FarShelf(Shelf):
    """A table whose documents stay in the file, to be read when they are asked for.

    Args:
        places: where they stand; may know some already.
        read: a place and an id -> the document that stands there, and its stamp.
    """

    def __init__(
        self, places: Places, read: Callable[[Place, str], tuple[Stamp, Doc | None]]
    ) -> None:
        super().__init__()
        self._places, self._read = places, read
        self.docs = _FarDocs(places, lambda place, id: read(place, id)[1])
        self.present = bool(len(places))

    def stamp(self, id: str) -> Stamp:
        """The stamp of the last writer, read from the file when this run has not seen it."""
        known = self.stamps.get(id)
        if known is None and id in self._places:
            known = self.stamps[id] = self._read(self._places[id], id)[0]
        return max(self.floor, NEVER if known is None else known)

    def _keep(self, id: str, doc: Doc | None, place: Place) -> None:
        if doc is not None:
            self._places[id] = place
        elif id in self._places:
            del self._places[id]


@dataclass
class _FarDocs(Mapping[str, Doc]):
    places: Places
    read: Callable[[Place, str], Doc | None] = field(repr=False)

    def __getitem__(self, id: str) -> Doc:
        doc = self.read(self.places[id], id)
        if doc is None:
            raise KeyError(id)
        return doc

    def __contains__(self, id: object) -> bool:
        return id in self.places

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)
