"""Getting articles in: one module a format, each turning an input into drafts or a refusal.

`IMPORTERS` maps a format's name to its reader; the command line, its help and the documentation
read this table.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import Refusal
from . import text

LIMIT = 10_000_000
"""Bytes one text may have."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article about to be added.

    `text` is the decoded text, `raw` the bytes it came as, `source` a path or "-".
    """

    text: str
    raw: bytes
    source: str
    warnings: tuple[str, ...] = ()


Reader = Callable[[bytes], tuple[str, tuple[str, ...]]]

IMPORTERS: dict[str, Reader] = {"txt": text.read}


def draft(raw: bytes, source: str) -> Draft:
    """Turn the bytes of one input into a draft.

    Raises:
        Refusal: when they are too many, binary, or hold no text.
    """
    if len(raw) > LIMIT:
        size = f"{len(raw) / 1e6:.1f} MB" if len(raw) < 1e12 else "endless"
        raise Refusal("too large", f"{size}, the limit is {LIMIT / 1e6:.0f} MB")
    decoded, warnings = IMPORTERS["txt"](raw)
    return Draft(decoded, raw, source, warnings)


def read_file(path: Path) -> Draft:
    """Read one file.

    Raises:
        Refusal: when it is missing, unreadable, not a plain file, or not an article.
    """
    try:
        if not path.exists():
            raise Refusal("missing", "no such file or folder")
        if not path.is_file():
            raise Refusal("not a file", "not a plain file")
        with open(path, "rb", opener=_unblocked) as file:
            raw = file.read(LIMIT + 1) or b""
    except OSError as error:
        raise Refusal("unreadable", error.strerror or "cannot be read") from error
    if len(raw) > LIMIT:
        raise Refusal(
            "too large", f"{path.stat().st_size / 1e6:.1f} MB, the limit is {LIMIT / 1e6:.0f} MB"
        )
    return draft(raw, str(path))


def _unblocked(path: str, flags: int) -> int:
    """Some files of /proc would keep a reader waiting for ever; they are refused instead."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def files(path: Path) -> Iterator[Path]:
    """The files that adding `path` means: itself, or every .txt in a folder and below.

    Hidden files, backups ending in ~ and anything but .txt in a folder are passed over; a folder
    reached twice through links is walked once.

    Raises:
        Refusal: when the folder cannot be read, or holds no .txt file.
    """
    if not path.is_dir():
        yield path
        return
    found = False
    for found_path in _walk(path, set()):
        found = True
        yield found_path
    if not found:
        raise Refusal("empty folder", "no .txt file in this folder")


def _walk(folder: Path, seen: set[Path]) -> Iterator[Path]:
    try:
        real = folder.resolve()
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise Refusal("unreadable", error.strerror or "cannot be read") from error
    if real in seen:
        return
    seen.add(real)
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        if entry.is_dir():
            yield from _walk(entry, seen)
        elif entry.suffix.lower() == ".txt":
            yield entry
