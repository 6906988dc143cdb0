"""A derived file of columns: numbers side by side, as they stand in memory, and one blob of text.

    5c1bd761 {"form":…,"facts":…,"columns":[["ids","Q",800000],…]}   checksum, and a line of JSON
    the columns, one after the other
    the blob

Opening one maps the file into memory and looks at the columns' checksum; what is not asked for is
not read. The file may be deleted at any time.
"""

from __future__ import annotations

import mmap
import os
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from ..log import disk
from ..log.line import dumps, loads
from ..log.tail import Damage, Extent, Progress

Column: TypeAlias = "array[int] | bytearray"
_FORM = [sys.byteorder, array("Q").itemsize, array("I").itemsize, array("H").itemsize]


def save(
    path: Path, facts: Mapping[str, Any], columns: Mapping[str, Column], blob: Iterable[bytes] = ()
) -> None:
    """Write the file, whole or not at all.

    Args:
        path: the file; its folder is made, mode 0700, when it is not there.
        facts: anything JSON can hold; comes back from `load`.
        columns: name -> numbers.
        blob: pieces of the text that ends the file.

    Raises:
        OSError: when it cannot be written.
    """
    kinds = {name: getattr(column, "typecode", "B") for name, column in columns.items()}
    raw = [bytes(column) for column in columns.values()]
    header = {
        "form": _FORM,
        "facts": facts,
        "columns": [[name, kinds[name], len(it)] for name, it in zip(columns, raw, strict=True)],
    }
    head = dumps(header)
    check = zlib.crc32(head)
    for piece in raw:
        check = zlib.crc32(piece, check)
    disk.make_inside(path.parent)
    disk.replace(path, [b"%08x " % check, head, b"\n", *raw, *blob])


def load(path: Path) -> tuple[dict[str, Any], dict[str, memoryview], memoryview]:
    """Read the file: facts, columns and blob, all of them views of the file.

    Raises:
        OSError: when it cannot be read.
        ValueError: when it is damaged, or another machine made it. The blob is not looked at.
    """
    if not os.path.isfile(path):  # noqa: PTH113  # says no where it may not look; to open a pipe might take for ever
        raise ValueError("not a plain file")
    with path.open("rb") as file:
        line = file.readline()
        if os.name == "nt":  # which does not replace a file that is mapped
            view = memoryview(line + file.read())
        else:
            view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    check, _, head = line.rstrip(b"\n").partition(b" ")
    header = loads(head)
    if header["form"] != _FORM:
        raise ValueError("made by another kind of machine")
    columns: dict[str, memoryview] = {}
    at, crc = len(line), zlib.crc32(head)
    for name, kind, size in header["columns"]:
        piece = view[at : at + size]
        crc = zlib.crc32(piece, crc)
        columns[name] = piece.cast(kind)
        at += size
    if check != b"%08x" % crc:
        raise ValueError("damaged")
    return header["facts"], columns, view[at:]


def told(read: Progress) -> dict[str, Any]:
    """How far a log was read, as facts; see `progress`."""
    damaged = [[it.path.name, it.offset, it.length] for it in read.damaged]
    return {"extents": read.extents, "damaged": damaged}


def progress(path: Path, facts: Mapping[str, Any]) -> tuple[list[Extent], list[Damage]]:
    """How far a log had been read when the file `path` of its library's cache was made."""
    folder = path.parents[1]
    damaged = [Damage(folder / name, at, length) for name, at, length in facts["damaged"]]
    return [Extent(*extent) for extent in facts["extents"]], damaged


def numbers(column: memoryview) -> array[int]:
    """A copy of a column that may be changed."""
    copy: array[int] = array(column.format)
    copy.frombytes(column.cast("B"))
    return copy
