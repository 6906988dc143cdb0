"""One line of a log: a transaction as JSON with a checksum.

    {"at":1795377730533,"set":{"tags":{"68b1…:iraq":{"tag":"iraq"},"68b1…:old":null}},"crc":"5c1bd761"}

`at` is milliseconds since 1970; null deletes a document; a null table drops it; `crc` is the CRC-32
of all bytes before `,"crc"`. The last writer of a document wins by `at`, so lines may be merged in
any order.
"""

import json
import time
import zlib
from collections.abc import Mapping
from typing import Any

import orjson

Doc = dict[str, Any]
Tables = Mapping[str, Mapping[str, Doc]]
Change = Mapping[str, Mapping[str, Doc | None] | None]

Stamp = int
"""When a line was written, and its checksum, which settles a tie: at << 32 | crc."""

NEVER: Stamp = -1
END_OF_TIME = 1 << 47
"""Milliseconds since 1970 that no line may bear: past the year 6400."""
TORN = b" torn"
"""What closes a line that was cut off: nothing that ends so can verify."""
DIRT = b"\xef\xbb\xbf\r"
"""What editors add around lines; the checksum says whether it matters."""
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
    crc = zlib.crc32(head)
    if tail != b',"crc":"%08x"}' % crc:
        return None
    try:
        entry = loads(line)
        if _is_rounded(entry):
            entry = json.loads(line)
        at, change = entry["at"], entry["set"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if type(at) is not int or not 0 <= at < END_OF_TIME or not _is_change(change):
        return None
    return at << 32 | crc, change


def understand(line: bytes) -> tuple[Stamp, Change] | None:
    """Read one line as `decode` does, whatever an editor put around it."""
    return decode(line) or decode(line.strip(DIRT))


def loads(data: bytes | memoryview) -> Any:
    """Read JSON, lone surrogates included.

    Raises:
        ValueError, RecursionError: when it is not JSON.
    """
    try:
        return orjson.loads(data)
    except ValueError:
        return json.loads(bytes(data))


def _is_rounded(value: object) -> bool:
    """Whether a number is in it that orjson may have rounded: whole ones past 64 bits."""
    if type(value) is dict:
        return any(map(_is_rounded, value.values()))
    if type(value) is list:
        return any(map(_is_rounded, value))
    return type(value) is float and abs(value) >= 2.0**63


def dumps(value: object) -> bytes:
    """Write JSON, compact, as `loads` reads it."""
    return json.dumps(value, separators=(",", ":")).encode()


def milliseconds() -> int:
    """The wall clock, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def stamp_time(stamp: Stamp) -> int:
    """The `at` of a stamp, in milliseconds since 1970."""
    return stamp >> 32


def _is_change(change: object) -> bool:
    if not isinstance(change, dict):
        return False
    for docs in change.values():
        if docs is None:
            continue
        if not isinstance(docs, dict):
            return False
        for doc in docs.values():
            if doc is not None and not isinstance(doc, dict):
                return False
    return True
