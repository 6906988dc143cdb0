"""Writing a log anew, without what later lines superseded."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from . import disk
from .line import NEVER, Doc, encode, stamp_time

if TYPE_CHECKING:
    from .storage import LogStorage

_DAYS = 30
_STEPS = 1000
"""Undo steps outlive a compaction when they are younger than so many days, or among the newest."""

Keep = Callable[[str, str], bool]
"""Whether a document, by table and id, is wanted."""


def compact(storage: "LogStorage", now: int) -> None:
    """Write a log anew; the caller holds the lock.

    Every document keeps the time of its last writer, deletions stay known, and lines that were not
    understood are carried over as they are.

    Args:
        storage: the log.
        now: milliseconds since 1970.

    Raises:
        OSError: when it could not be done; the log is as it was.
    """
    storage.catch_up()
    spent = _spent(storage, now)
    lines = list(live_lines(storage, lambda table, id: table != "acts" or id not in spent))
    lines += [it.read() + b"\n" for it in storage.damaged if it.path == storage.path]
    disk.replace(storage.path, lines)


def _spent(storage: "LogStorage", now: int) -> set[str]:
    """The undo steps that nobody will come back to."""
    shelf = storage.shelves.get("acts")
    if shelf is None:
        return set()
    stamps = sorted((stamp, id) for id, stamp in shelf.all_stamps().items())
    line = now - _DAYS * 86_400_000
    return {id for stamp, id in stamps[:-_STEPS] if stamp_time(stamp) < line}


def live_lines(storage: "LogStorage", keep: Keep) -> Iterator[bytes]:
    """The lines that make the tables as they are now: what was written at one time in one line."""
    changes: dict[int, dict[str, dict[str, Doc | None]]] = {}
    for name, shelf in storage.shelves.items():
        if shelf.floor != NEVER:
            yield encode(stamp_time(shelf.floor), {name: None})
        for id, stamp in shelf.all_stamps().items():
            if keep(name, id):
                line = changes.setdefault(stamp_time(stamp), {})
                line.setdefault(name, {})[id] = shelf.docs.get(id)
    for at in sorted(changes):
        yield encode(at, changes[at])
