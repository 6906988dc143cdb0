"""One line of a log: a transaction as JSON with a checksum; and a table that lines are played into.

    {"at":1795377730533,"set":{"tags":{"68b1…:iraq":{"tag":"iraq"},"68b1…:old":null}},"crc":"5c1bd761"}

`at` is milliseconds since 1970; null deletes a document; a null table drops it; `crc` is the CRC-32
of all bytes before `,"crc"`. The last writer of a document wins by `at`, so lines may be merged in
any order.
"""

import json
import zlib
from collections.abc import Mapping
from typing import Any

Doc = dict[str, Any]
Tables = Mapping[str, Mapping[str, Doc]]
Change = Mapping[str, Mapping[str, Doc | None] | None]
Stamp = tuple[int, str]

NEVER: Stamp = (-1, "")
_TAIL = len(',"crc":"00000000"}')


def encode(at: int, change: Change) -> bytes:
    """Write one transaction as a line, checksum and newline included."""
    entry = {"at": at, "set": change}
    try:
        head = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8; JSON can escape it
        head = json.dumps(entry, separators=(",", ":")).encode()
    head = head[:-1]
    return b'%b,"crc":"%08x"}\n' % (head, zlib.crc32(head))


def decode(line: bytes) -> tuple[Stamp, Change] | None:
    """Read one line without its newline; None when it is damaged or not of this form."""
    head, tail = line[:-_TAIL], line[-_TAIL:]
    if tail != b',"crc":"%08x"}' % zlib.crc32(head):
        return None
    try:
        entry = json.loads(line)
        at, change = entry["at"], entry["set"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(at, int) or not _is_change(change):
        return None
    return (at, entry["crc"]), change


def _is_change(change: object) -> bool:
    def maybe_dict(value: object) -> bool:
        return value is None or isinstance(value, dict)

    return isinstance(change, dict) and all(
        maybe_dict(docs) and all(map(maybe_dict, (docs or {}).values())) for docs in change.values()
    )


class Shelf:
    """One table in memory: its documents, and the stamp of each id's last writer."""

    def __init__(self) -> None:
        self.docs: dict[str, Doc] = {}
        self.stamps: dict[str, Stamp] = {}
        self.floor: Stamp = NEVER
        self.present = False

    def put(self, stamp: Stamp, id: str, doc: Doc | None) -> bool:
        """Take a document, or its deletion, unless a later writer was here; True if taken."""
        if stamp <= self.stamps.get(id, self.floor):
            return False
        self.stamps[id] = stamp
        self.present = True
        if doc is None:
            self.docs.pop(id, None)
        else:
            self.docs[id] = doc
        return True

    def drop(self, stamp: Stamp) -> list[str]:
        """Forget every document written before `stamp`; returns their ids."""
        self.floor = max(self.floor, stamp)
        gone = [id for id in self.docs if self.stamps[id] <= self.floor]
        for id in gone:
            del self.docs[id]
        self.present = bool(self.docs)
        return gone
