"""The tables of a log as they were at some byte of it, packed so that opening them costs nothing.

The documents stand side by side in one blob, sorted by id, and are decoded when they are asked for.
Since the ids of marks begin with their article's, what belongs to an article stands together.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain
from typing import TypeAlias

from .line import Doc, Stamp, loads

Columns: TypeAlias = "dict[str, array[int]]"
Entry = tuple[str, Stamp, bytes | None]
"""Id, stamp of the last writer, and the document as JSON; None for a deleted one."""

_GONE = b"null"


class Base(Mapping[str, Doc]):
    """One table of a snapshot; what was deleted is remembered with its stamp.

    Args:
        columns: `starts`, where id and document 0 begin, id and document 1, ..., and the end;
            `stamps`, half words; `order`, which document came first, second, ...
        blob: the bytes that `starts` counts.
    """

    def __init__(self, columns: Mapping[str, memoryview], blob: memoryview) -> None:
        self._starts, self._stamps, self._order = (
            columns[name] for name in ("starts", "stamps", "order")
        )
        self._blob = blob

    def _id(self, at: int) -> bytes:
        return bytes(self._blob[self._starts[2 * at] : self._starts[2 * at + 1]])

    def _raw(self, at: int) -> memoryview:
        return self._blob[self._starts[2 * at + 1] : self._starts[2 * at + 2]]

    def _find(self, id: str) -> int | None:
        wanted = _bytes(id)
        at = bisect_left(range(self._count), wanted, key=self._id)
        return at if at < self._count and self._id(at) == wanted else None

    @property
    def _count(self) -> int:
        return len(self._starts) // 2

    def __getitem__(self, id: str) -> Doc:
        at = self._find(id)
        doc: Doc | None = None if at is None else loads(self._raw(at))
        if doc is None:
            raise KeyError(id)
        return doc

    def __contains__(self, id: object) -> bool:
        at = self._find(id) if isinstance(id, str) else None
        return at is not None and self._raw(at) != _GONE

    def __iter__(self) -> Iterator[str]:
        return (_text(self._id(at)) for at in self._order)

    def __len__(self) -> int:
        return len(self._order)

    def pairs(self) -> Iterator[tuple[str, Doc]]:
        """Ids and documents, in the order in which they came: to look up each takes longer."""
        return ((_text(self._id(at)), loads(self._raw(at))) for at in self._order)

    def stamp(self, id: str) -> Stamp | None:
        """The stamp of the last writer of a document, deleted or not; None for an unknown one."""
        at = self._find(id)
        return None if at is None else self._stamps[2 * at] << 48 | self._stamps[2 * at + 1]

    def beginning(self, prefix: str) -> Iterator[str]:
        """The ids that begin with `prefix`, in order."""
        wanted = _bytes(prefix)
        for at in range(bisect_left(range(self._count), wanted, key=self._id), self._count):
            id = self._id(at)
            if not id.startswith(wanted):
                return
            if self._raw(at) != _GONE:
                yield _text(id)

    def entries(self) -> Iterator[Entry]:
        """Every document, of deleted ones the stamp."""
        starts, stamps = self._starts, self._stamps
        for at in range(self._count):
            id, doc = self._id(at), bytes(self._blob[starts[2 * at + 1] : starts[2 * at + 2]])
            stamp = stamps[2 * at] << 48 | stamps[2 * at + 1]
            yield _text(id), stamp, None if doc == _GONE else doc


def pack(entries: Iterable[Entry], order: Iterable[str]) -> tuple[Columns, bytes]:
    """Pack one table; returns what `Base` takes.

    Args:
        entries: every document, of deleted ones the stamp.
        order: the ids of the documents that stand, in the order in which they came.
    """
    known = sorted((_bytes(id), stamp, doc) for id, stamp, doc in entries)
    number = {key: n for n, (key, _, _) in enumerate(known)}
    pieces = [piece for key, _, doc in known for piece in (key, doc or _GONE)]
    halves = (half for _, stamp, _ in known for half in (stamp >> 48, stamp & (1 << 48) - 1))
    columns = {
        "starts": array("Q", chain([0], accumulate(map(len, pieces)))),
        "stamps": array("Q", halves),
        "order": array("I", (number[_bytes(id)] for id in order)),
    }
    return columns, b"".join(pieces)


def _bytes(id: str) -> bytes:
    return id.encode("utf-8", "surrogatepass")


def _text(id: bytes) -> str:
    return id.decode("utf-8", "surrogatepass")
