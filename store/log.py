"""A log of JSON lines behind TinyDB's API: what was written is on disk, and stays readable by hand.

A line (see `line`) is one transaction. A write is: lock, catch up with what others wrote, build
the change, append, flush to the disk, unlock. Readers take no lock. Nothing is ever cut off but
what this very write appended and could not flush; a torn tail is closed with ` torn`, which can
never verify.

The overriding of `Table._update_table` follows TinyDB 4.9: it hands the storage what changed, where
TinyDB would hand it every document of every table.
"""

import json
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from .errors import LibraryError
from .line import NEVER, Change, Doc, Shelf, Stamp, Tables, decode, encode

_TORN = b" torn\n"


def milliseconds() -> int:
    """The wall clock, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class LogStorage(Storage):
    """A TinyDB storage over one append-only file.

    Args:
        path: the file; it is made at the first write, mode 0600.
        lock: the lock file that every writer of the library holds during one write.
        now: the clock, in milliseconds since 1970.

    Attributes:
        touched: (table, id) of every document changed since the caller last emptied it.
        damaged: (byte offset, length in bytes) of each line that did not verify.
    """

    def __init__(self, path: Path, lock: Path, now: Callable[[], int] = milliseconds) -> None:
        self.path, self._lock, self._now = path, lock, now
        self.touched: set[tuple[str, str]] = set()
        self._forget()

    def _forget(self) -> None:
        self._shelves: dict[str, Shelf] = {}
        self.damaged: list[tuple[int, int]] = []
        self._inode = self._position = self._size = 0

    # -- reading ---------------------------------------------------------------------------------

    def read(self) -> dict[str, dict[str, Doc]]:
        """All tables, caught up with every other writer; live, so not to be changed."""
        self.catch_up()
        return {name: shelf.docs for name, shelf in self._shelves.items() if shelf.present}

    @property
    def unfinished(self) -> int:
        """Bytes after the last whole line: a torn write, or one that is going on just now."""
        return self._size - self._position

    def catch_up(self) -> None:
        """Read what was appended since the last look; all of it again if the file was replaced.

        Raises:
            LibraryError: when the file cannot be read.
        """
        try:
            status = self.path.stat()
        except FileNotFoundError:
            self._touch_all()
            self._forget()
            return
        except OSError as error:
            raise LibraryError(f"cannot read {self.path}: {error.strerror}") from error
        if status.st_ino != self._inode or status.st_size < self._position:
            self._touch_all()
            self._forget()
            self._inode = status.st_ino
        if status.st_size != self._size:
            self._replay()

    def _replay(self) -> None:
        try:
            with self.path.open("rb") as file:
                file.seek(self._position)
                data = file.read()
        except OSError as error:
            raise LibraryError(f"cannot read {self.path}: {error.strerror}") from error
        self._size = self._position + len(data)
        *lines, _ = data.split(b"\n")  # what follows the last newline is a torn tail, or nothing
        for line in lines:
            entry = decode(line)
            if entry is not None:
                self._take(*entry)
            elif line:
                self.damaged.append((self._position, len(line)))
            self._position += len(line) + 1

    def _take(self, stamp: Stamp, change: Change) -> None:
        for name, docs in change.items():
            shelf = self._shelves.setdefault(name, Shelf())
            if docs is None:
                self.touched.update((name, id) for id in shelf.drop(stamp))
                continue
            shelf.present = True
            self.touched.update((name, id) for id, doc in docs.items() if shelf.put(stamp, id, doc))

    def _touch_all(self) -> None:
        for name, shelf in self._shelves.items():
            self.touched.update((name, id) for id in shelf.docs)

    # -- writing ---------------------------------------------------------------------------------

    def write(self, data: Mapping[str, Mapping[str, Doc]]) -> None:
        """TinyDB's whole-database write: the difference from what is there becomes one line."""
        self.transact(lambda tables: _difference(tables, data))

    def transact(self, build: Callable[[Tables], Change]) -> None:
        """Make one change under the lock, on disk before this returns.

        Args:
            build: gets all tables, caught up; returns what to set (None deletes). When it returns
                nothing, nothing is written. What it raises passes through, and nothing is written.

        Raises:
            LibraryError: when the change could not be written; the library is as it was.
        """
        with self._locked():
            change = build(self.read())
            if change:
                self._append(encode(self._stamp(change), change))

    def _stamp(self, change: Change) -> int:
        """The time of this write, forced above that of every document it touches."""
        last = NEVER
        for name, docs in change.items():
            shelf = self._shelves.get(name)
            if shelf is not None:
                ids = shelf.stamps if docs is None else docs
                last = max([last, shelf.floor, *(shelf.stamps.get(id, NEVER) for id in ids)])
        return max(self._now(), last[0] + 1)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        import fcntl

        try:
            descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise LibraryError(f"cannot write in {self._lock.parent}: {error.strerror}") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)  # closing releases the lock

    def _append(self, line: bytes) -> None:
        fresh = self._size == 0
        data = line if self._size == self._position else _TORN + line
        try:
            descriptor = os.open(
                self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600
            )
            try:
                self._write_all(descriptor, data)
            finally:
                os.close(descriptor)
            if fresh:
                _sync_directory(self.path.parent)
        except OSError as error:
            raise LibraryError(f"not saved: {error.strerror}, writing {self.path}") from error
        self.catch_up()

    def _write_all(self, descriptor: int, data: bytes) -> None:
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            getattr(os, "fdatasync", os.fsync)(descriptor)
        except OSError:
            # Cut back to where this write began, so that no half line stays. If even that fails,
            # the half line is a torn tail, which the next writer closes.
            with suppress(OSError):
                os.ftruncate(descriptor, self._size)
            raise


def _sync_directory(directory: Path) -> None:
    """Make a new file's name as durable as its bytes."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _difference(old: Tables, new: Tables) -> Change:
    change: dict[str, Mapping[str, Doc | None] | None] = {
        name: None for name in old if name not in new
    }
    for name, docs in new.items():
        known = old.get(name, {})
        gone: dict[str, Doc | None] = {id: None for id in known if id not in docs}
        fresh = {str(id): dict(doc) for id, doc in docs.items() if known.get(str(id)) != doc}
        if gone or fresh or name not in old:
            change[name] = {**gone, **fresh}
    return change


class _Overlay(MutableMapping[str, Doc]):
    """A table to be changed: reads through to the live one, copies a document when touched."""

    def __init__(self, live: Mapping[str, Doc]) -> None:
        self._live = live
        self._mine: dict[str, Doc | None] = {}

    def __getitem__(self, id: object) -> Doc:
        key = str(id)
        if key not in self._mine:
            self._mine[key] = json.loads(json.dumps(self._live[key]))
        doc = self._mine[key]
        if doc is None:
            raise KeyError(id)
        return doc

    def __setitem__(self, id: object, doc: Doc) -> None:
        self._mine[str(id)] = doc

    def __delitem__(self, id: object) -> None:
        if id not in self:
            raise KeyError(id)
        self._mine[str(id)] = None

    def __contains__(self, id: object) -> bool:
        key = str(id)
        return self._mine[key] is not None if key in self._mine else key in self._live

    def __iter__(self) -> Iterator[str]:
        yield from (id for id in self._live if id in self)
        yield from (
            id for id, doc in self._mine.items() if doc is not None and id not in self._live
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self) -> dict[str, Doc | None]:
        """What was set or deleted, documents that came out equal left out."""
        return {id: doc for id, doc in self._mine.items() if self._live.get(id) != doc}


class LogTable(Table):
    """A TinyDB table: its ids are strings, its writes cost what changed, not what is there."""

    document_id_class = str  # type: ignore[assignment]  # typed int, meant to be overridden
    _storage: LogStorage

    def __init__(self, storage: Storage, name: str, **options: Any) -> None:
        # TinyDB's query cache cannot know that another program wrote.
        super().__init__(storage, name, **{**options, "cache_size": 0})

    def _get_next_id(self) -> str:
        """An id that was never used and never will be, whoever else writes."""
        return secrets.token_hex(8)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        def build(tables: Tables) -> Change:
            overlay = _Overlay(tables.get(self.name, {}))
            updater(overlay)
            changes = overlay.changes()
            return {self.name: changes} if changes or self.name not in tables else {}

        self._storage.transact(build)


class LogDB(TinyDB):
    """TinyDB over a `LogStorage`."""

    table_class = LogTable  # type: ignore[assignment]  # declared as a variable, meant as a hook
    storage: LogStorage

    def __init__(self, path: Path, lock: Path, now: Callable[[], int] = milliseconds) -> None:
        super().__init__(path, lock, now, storage=LogStorage)
