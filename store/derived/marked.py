"""The watcher of the marks' log: which documents an article has, and what can be undone.

Beside the log lies a snapshot of it in `.cache`, valid up to some byte; the lines after that are
read from the log.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ..forms import TABLES
from ..history import History
from ..log.line import Doc, Tables
from ..log.shelf import SnapshotShelf
from ..log.snapshot import Base, pack
from ..log.tail import Damage, Extent, moved
from . import packed

if TYPE_CHECKING:
    from ..article import Name
    from ..log.storage import LogStorage

VERSION = 1
"""The stamp of the snapshot's form."""
_NEGLIGIBLE = 100
"""One document in so many may be read from the log before the snapshot is renewed."""


class Marked:
    """What is known of the marks beside the documents themselves.

    Args:
        path: the file of the snapshot.
        uncount: is called when nothing holds that was counted of the marks so far.

    Attributes:
        extents: how far the log had been taken in when the snapshot was made.
        damaged: what of it was not understood.
        changed: ids of the articles whose marks changed since the caller last emptied it.
        names: the reader's own names, as whoever made them left them here; None when there is
            something to be made anew.
    """

    def __init__(self, path: Path, uncount: Callable[[], None]) -> None:
        self._path, self._uncount = path, uncount
        self._empty()
        try:
            self._load()
        except (OSError, ValueError, KeyError, TypeError):
            self._empty()  # nothing of a file that is not whole

    def forget(self) -> None:
        """Begin anew: the log was replaced, or the snapshot is of no use."""
        self._empty()
        self._uncount()
        with suppress(OSError):  # so that nobody takes it for the present log's
            self._path.unlink()

    def _empty(self) -> None:
        self.extents: list[Extent] = []
        self.damaged: list[Damage] = []
        self.changed: set[str] = set()
        self.names: tuple[Name, ...] | None = None
        self._facts: dict[str, Any] = {"tables": []}
        self._columns: dict[str, memoryview] = {}
        self._blob = memoryview(b"")
        self._bases: dict[str, Base] = {}
        self._known: dict[str, list[tuple[str, str]]] = {}
        self._history: History | None = None
        self._acts: list[tuple[str, Doc | None]] = []

    # -- the snapshot ----------------------------------------------------------------------------

    def _load(self) -> None:
        facts, columns, blob = packed.load(self._path)
        if facts["version"] != VERSION or facts["blob"] != crc32(blob):
            return
        self._facts, self._columns, self._blob = facts, columns, blob
        self.extents, self.damaged = packed.progress(self._path, facts)

    def tables(self) -> dict[str, SnapshotShelf]:
        """The log's tables as the snapshot has them; to be asked once."""
        shelves, at = {}, 0
        for number, (name, floor, superseded, size) in enumerate(self._facts["tables"]):
            columns = {
                part: self._columns[f"{part} {number}"] for part in ("starts", "stamps", "order")
            }
            base = self._bases[name] = Base(columns, self._blob[at : at + size])
            shelves[name] = SnapshotShelf(base, floor, superseded)
            at += size
        return shelves

    def save(self, storage: LogStorage) -> None:
        """Renew the snapshot, when enough of the log is not in it yet.

        Raises:
            OSError: when it cannot be written.
        """
        tables = storage.read()
        fresh = sum(len(shelf.stamps) for shelf in storage.shelves.values())
        few = fresh <= sum(map(len, tables.values())) // _NEGLIGIBLE
        if few and not moved(self.extents, storage.extents):
            return
        columns, names, blob = dict[str, packed.Column](), [], []
        for number, (name, shelf) in enumerate(storage.shelves.items()):
            parts, data = pack(shelf.entries(), shelf.docs)
            columns |= {f"{part} {number}": column for part, column in parts.items()}
            names.append((name, shelf.floor, shelf.superseded, len(data)))
            blob.append(data)
        for part, column in self.history.columns(sorted(tables.get("acts", ()))).items():
            columns[f"acts {part}"] = column
        facts = {
            "version": VERSION,
            **packed.told(storage),
            "tables": names,
            "blob": reduce(lambda crc, data: crc32(data, crc), blob, 0),
        }
        packed.save(self._path, facts, columns, blob)

    @property
    def history(self) -> History:
        """What can be undone; made when it is first asked for."""
        if self._history is None:
            base = self._bases.get("acts")
            parts = [self._columns[f"acts {part}"] for part in History.PARTS] if base else []
            self._history = History(base.beginning("") if base else (), parts)
            for id, doc in self._acts:
                self._history.learn(id, doc)
            self._acts.clear()
        return self._history

    # -- the log ---------------------------------------------------------------------------------

    def learn(self, table: str, id: str, doc: Doc | None) -> None:
        """Take in one document, as it was read from the log."""
        if table in TABLES:
            article = id.partition(":")[0]
            known = self._known.setdefault(article, [])
            if (table, id) not in known:
                known.append((table, id))
            self.changed.add(article)
        elif table == "names":
            self.names = None
        elif table == "acts" and self._history is None:
            self._acts.append((id, doc))
        elif table == "acts":
            self.history.learn(id, doc)

    def articles(self) -> set[str]:
        """The ids of all articles that have, or had, marks."""
        ids = (id for table in TABLES if table in self._bases for id in self._bases[table])
        return {id.partition(":")[0] for id in ids} | set(self._known)

    def documents(self, article: str, tables: Tables) -> dict[str, dict[str, Doc]]:
        """The documents of one article: table -> id -> document."""
        found = set(self._known.get(article, ()))
        for table in TABLES:
            if table in self._bases:
                ids = self._bases[table].beginning(article)
                found |= {(table, id) for id in ids if id.partition(":")[0] == article}
        docs: dict[str, dict[str, Doc]] = {}
        for table, id in sorted(found):
            doc = tables.get(table, {}).get(id)
            if doc is not None:
                docs.setdefault(table, {})[id] = doc
        return docs
