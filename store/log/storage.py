"""A log of JSON lines as a TinyDB storage: what was written is on disk, and readable by hand.

A line (see `line`) is one transaction. A write is: lock, catch up with what others wrote, build
the change, append, flush to the disk, unlock. Readers take no lock. Nothing is ever cut off but
what this very write appended and could not flush; a torn tail is closed with ` torn`, which can
never verify.

Files that a synchronising program put beside the log (`marks.sync-conflict-….jsonl`) are read as if
their lines stood in the log itself; only the log is written to.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tinydb.storages import Storage

from ..errors import LibraryError
from . import disk
from .home import Home
from .line import (
    END_OF_TIME,
    NEVER,
    TORN,
    Change,
    Doc,
    Stamp,
    Tables,
    decode,
    encode,
    milliseconds,
    stamp_time,
    understand,
)
from .shelf import FILE, FarShelf, Place, Places, Shelf, SnapshotShelf, Watcher
from .tail import Damage, Extent, Progress, Tail, family, folder_time


class LogStorage(Storage):
    """A TinyDB storage over one append-only file.

    Args:
        path: the file; it is made at the first write, mode 0600.
        lock: the lock file that every writer of the library holds during one write.
        now: the clock, in milliseconds since 1970.
        watcher: is told of every document.
        far: tables whose documents stay on disk, with the places known so far.
        line_each: whether each document gets a line of its own, so that it can be read alone; a
            write of several documents is then as many transactions with one flush.
        resume: how far an earlier run had read, when `far` and `bases` know all up to there.
        bases: tables as an earlier run had read them.

    Attributes:
        shelves: the tables, as far as they were read.
        damaged: the lines that were not understood, in the order of the files.
        read_only: why nothing may be written; None when it may.
        home: the folder that it must be in, to be read or written.
    """

    def __init__(
        self,
        path: Path,
        lock: Path,
        now: Callable[[], int] = milliseconds,
        watcher: Watcher | None = None,
        far: Mapping[str, Callable[[], Places]] | None = None,
        line_each: bool = False,
        resume: Progress | None = None,
        bases: Callable[[], Mapping[str, SnapshotShelf]] = dict,
    ) -> None:
        self.path, self._lock, self._now = path, lock, now
        self._watcher, self._far, self._line_each = watcher, dict(far or {}), line_each
        self.read_only: str | None = None
        self.home = Home()
        self._forget()
        if resume is not None and resume.extents:
            if self._resume(resume):
                self.shelves.update(bases())
            else:
                self._forget()
                if watcher is not None:
                    watcher.forget()

    def _forget(self) -> None:
        self._folder = -2
        self._tails = [Tail(self.path)]
        self.shelves: dict[str, Shelf] = {}
        self.damaged: list[Damage] = []

    def _resume(self, progress: Progress) -> bool:
        paths, extents = family(self.path), progress.extents
        if [path.name for path in paths] != [extent.name for extent in extents]:
            return False
        self._tails = [Tail(path) for path in paths]
        if not all(tail.resume(extent) for tail, extent in zip(self._tails, extents, strict=True)):
            return False
        for name in self._far:
            self._shelf(name)
        self.damaged = list(progress.damaged)
        return True

    # -- reading ---------------------------------------------------------------------------------

    def read(self) -> dict[str, Mapping[str, Doc]]:  # type: ignore[override]  # live mappings
        """All tables, caught up with every other writer; live, so not to be changed."""
        self.catch_up()
        return {name: shelf.docs for name, shelf in self.shelves.items() if shelf.present}

    def catch_up(self) -> None:
        """Read what was appended since the last look; all of it again if a file was replaced.

        Raises:
            LibraryError: when a file cannot be read.
        """
        self.home.check()
        self._look_for_others()
        replaced = [tail.replaced() for tail in self._tails]
        if any(replaced):
            self._forget()
            if self._watcher is not None:
                self._watcher.forget()
            self._look_for_others()
            for tail in self._tails:
                tail.replaced()
        for number, tail in enumerate(self._tails):
            for offset, line in tail.lines():
                self._take(number, offset, line)

    def _look_for_others(self) -> None:
        """Find files that came or went; a file that went takes its documents with it."""
        folder = folder_time(self.path.parent)
        if folder == self._folder:
            return
        self._folder = folder
        known = {tail.path for tail in self._tails}
        self._tails += [Tail(path) for path in family(self.path) if path not in known]

    def _take(self, number: int, offset: int, line: bytes) -> None:
        entry = understand(line)
        if entry is None:
            if line and not line.endswith(TORN):
                self.damaged.append(Damage(self._tails[number].path, offset, len(line)))
            return
        stamp, change = entry
        place = (number << FILE | offset, len(line))
        tell = self._watcher.learn if self._watcher is not None else _nobody
        for name, docs in change.items():
            shelf = self._shelf(name)
            if docs is None:
                for id in shelf.drop(stamp, place):
                    tell(name, id, None)
                continue
            shelf.present = True
            for id, doc in docs.items():
                if shelf.put(stamp, id, doc, place):
                    tell(name, id, doc)

    def _shelf(self, name: str) -> Shelf:
        shelf = self.shelves.get(name)
        if shelf is None:
            far = self._far.get(name)
            shelf = FarShelf(far(), self._at) if far else Shelf()
            self.shelves[name] = shelf
        return shelf

    def _at(self, place: Place, id: str) -> tuple[Stamp, Doc | None]:
        """The document `id` that stands in the line at `place`."""
        spot, length = place
        line = self._tails[spot >> FILE].read(spot & (1 << FILE) - 1, length)
        stamp, change = understand(line) or (NEVER, {})
        found = (docs[id] for docs in change.values() if docs and id in docs)
        return stamp, next(found, None)

    @property
    def extents(self) -> list[Extent]:
        """How far each file was taken in."""
        return [tail.extent() for tail in self._tails]

    @property
    def unfinished(self) -> list[Damage]:
        """What follows the last whole line: a torn write, or one that is going on just now."""
        return [
            Damage(tail.path, tail.position, tail.size - tail.position)
            for tail in self._tails
            if tail.size > tail.position
        ]

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

        def lines() -> bytes:
            change = build(self.read())
            at = _time(change, self.shelves, self._now())
            parts = _one_by_one(change) if self._line_each else [change] if change else []
            return b"".join(encode(at, part) for part in parts)

        self._append(lines)

    def merge(self, lines: Sequence[bytes]) -> int:
        """Take in lines of another log as they are, those that hold news; returns how many did.

        Raises:
            LibraryError: when they could not be written; the library is as it was.
        """
        news: list[bytes] = []

        def fresh() -> bytes:
            self.catch_up()
            news.extend(line for line in lines if self._is_news(line))
            return b"".join(news)

        self._append(fresh)
        return len(news)

    def _is_news(self, line: bytes) -> bool:
        stamp, change = decode(line.rstrip()) or (NEVER, {})
        for name, docs in change.items():
            shelf = self._shelf(name)
            if stamp > (
                shelf.floor if docs is None else min(map(shelf.stamp, docs), default=stamp)
            ):
                return True
        return False

    def _append(self, make: Callable[[], bytes]) -> None:
        """Append the lines that `make` gives when the lock is held; nothing when there are none."""
        if self.read_only:
            raise LibraryError(f"not saved: {self.read_only}")
        self.home.check()
        data, tail = b"", self._tails[0]
        try:
            with disk.locked(self._lock):
                data = make()
                tail = self._tails[0]
                if data:
                    torn = TORN + b"\n" if tail.size != tail.position else b""
                    disk.append(tail.path, torn + data, tail.size)
        except TimeoutError as error:
            raise LibraryError(f"not saved: another program holds {self._lock}") from error
        except OSError as error:
            doing = "writing" if data else "locking"
            reason = error.strerror or "cannot be used"
            raise LibraryError(f"not saved: {reason}, {doing} {self.path}") from error
        if data:
            with suppress(LibraryError):  # it is on disk; the next look says what is wrong
                self.catch_up()


def _time(change: Change, shelves: Mapping[str, Shelf], now: int) -> int:
    """The time of a write, forced above that of every document it touches."""
    last = NEVER
    for name, docs in change.items():
        shelf = shelves.get(name)
        if shelf is not None:
            ids = shelf.docs if docs is None else docs
            last = max([last, shelf.floor, *map(shelf.stamp, ids)])
    at = max(now, stamp_time(last) + 1)
    if at >= END_OF_TIME:
        raise LibraryError("not saved: the clock, or a mark from elsewhere, is ages ahead")
    return at


def _nobody(table: str, id: str, doc: Doc | None) -> None:
    """The watcher of a log that nobody watches."""


def _one_by_one(change: Change) -> Iterator[Change]:
    """The documents of a change, each as a change of its own."""
    for name, docs in change.items():
        if not docs:
            yield {name: docs}
        for id, doc in (docs or {}).items():
            yield {name: {id: doc}}


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
