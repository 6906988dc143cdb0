"""What keeps a library in order beside its writes: daily copies, compaction, derived files."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import LibraryError
from .log import disk
from .log.compaction import compact
from .log.tail import Damage, family

if TYPE_CHECKING:
    from .log.storage import LogStorage
    from .logs import Logs

COPIES = 7
"""Daily copies of the marks that are kept."""
_WASTE = 2000
"""Superseded documents below which a compaction is not worth it."""


class Backups:
    """Copies of `marks.jsonl`, as it was before the first change of a day.

    They are numbered, because a clock that was wrong once must not make a good copy look old.

    Args:
        folder: the library's directory.
    """

    def __init__(self, folder: Path) -> None:
        self._source, self._folder = folder / "marks.jsonl", folder / "backups"
        self._done = ""

    def make(self, now: int) -> None:
        """Make today's copy, unless it is there; `now` is in milliseconds since 1970.

        A copy that cannot be made keeps nobody from writing: the write itself will tell.
        """
        with suppress(OSError, ValueError, OverflowError):
            today = datetime.fromtimestamp(now / 1000).strftime("%Y-%m-%d")
            if today == self._done:
                return
            self._done = today
            kept = sorted(self._folder.glob("[0-9]*-marks.jsonl"))
            newest = kept[-1].name if kept else "000000-"
            if any(f"-{today}-" in it.name for it in kept) or not self._source.stat().st_size:
                return
            disk.make_folder(self._folder)
            name = f"{int(newest.partition('-')[0]) + 1:06d}-{today}-marks.jsonl"
            disk.replace(self._folder / name, [self._source.read_bytes()])
            for old in kept[: 1 - COPIES]:
                old.unlink()


def close(logs: "Logs") -> None:
    """Renew the derived files, and write the marks anew when most of their log is superseded."""
    opened = vars(logs).keys() & {"articles", "marks"}
    if logs.read_only or not opened:
        return
    heads, tallies = logs.catalogue.heads, logs.catalogue.tallies
    with suppress(OSError, LibraryError), _at_home(logs), disk.locked(logs.path / ".lock"):
        logs.refresh()
        for folder in (logs.path, logs.cache, logs.path / "backups"):
            disk.sweep(folder)
        if "marks" in opened and _worth_it(logs.marks.storage):
            compact(logs.marks.storage, logs.now())
            logs.refresh()
        if "articles" in opened:
            heads.save(logs.articles.storage)
        if "marks" in opened:
            logs.marked.save(logs.marks.storage)
            tallies.save(heads.ids, logs.marks.storage)
            logs.written.save(logs.marks.storage.extents)


@contextmanager
def _at_home(logs: "Logs") -> Iterator[None]:
    """Do nothing in a directory that is not the one which was opened."""
    logs.home.check()
    yield


def _worth_it(storage: "LogStorage") -> bool:
    superseded = sum(shelf.superseded for shelf in storage.shelves.values())
    return superseded > max(_WASTE, sum(len(shelf.docs) for shelf in storage.shelves.values()))


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the garbage collector from walking over what is being read: none of it is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def notices(logs: "Logs") -> list[str]:
    """What the reader should know of the files, a line each."""
    found = [f"this library may only be read: {logs.read_only}"] if logs.read_only else []
    for name in ("articles", "marks"):
        for other in family(logs.path / f"{name}.jsonl")[1:]:
            found.append(f"{other.name} is read too: a synchronising program left it here")
    return found + [_told(damaged) for damaged in logs.damaged.values()]


def _told(damaged: list[Damage]) -> str:
    first = damaged[0]
    if len(damaged) == 1:
        what = f"{first.length} bytes at byte {first.offset} were not understood"
    else:
        what = f"{len(damaged)} lines were not understood, the first at byte {first.offset}"
    return f"{first.path.name}: {what}; they are left as they are (see `dateline check`)"
