"""What a path means: the files it names, and the drafts in each of them."""

import io
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from ..errors import Refusal
from . import text
from .draft import LIMIT, Draft, Fields, Refused, check_size
from .formats import IMPORTERS, format_of, is_taken

HEAD = 4096
"""Bytes looked at to tell a format."""
NONE: Fields = {}
_UNFINISHED = (".part", ".tmp", ".crdownload", ".download", "~")


def drafts(path: str, fields: Fields = NONE) -> Iterator[Draft | Refused]:
    """Everything that a path means; never raises: what is not taken comes as `Refused`.

    Args:
        path: a file, a folder, or "-" for standard input.
        fields: what is wanted of records -> its name there, where it is an unusual one.
    """
    try:
        if not path:
            raise Refusal("missing", "an empty path")
        if path == "-":
            yield from _guarded(sys.stdin.buffer, "-", "", fields)
            return
        unread = list[Refused]()
        for file in files(Path(path), unread):
            yield from read(file, fields)
        yield from unread
    except Refusal as refusal:
        yield Refused.by(path, refusal)


def read(path: Path, fields: Fields = NONE) -> Iterator[Draft | Refused]:
    """The drafts in one file, whatever its format; what is not taken comes as `Refused`."""
    try:
        with _opened(path) as stream:
            for item in _guarded(stream, str(path), path.name, fields):
                if isinstance(item, Draft) and item.source == str(path) and not item.key:
                    # the file stays the same when its text is changed
                    yield replace(item, key=f"path:{path.absolute()}")
                elif isinstance(item, Refused) and item.code == "too large":
                    check_size(path.stat().st_size)  # says how large
                    yield item
                else:
                    yield item
    except Refusal as refusal:
        yield Refused.by(str(path), refusal)


def read_bytes(raw: bytes, source: str, name: str = "") -> Iterator[Draft | Refused]:
    """The drafts in what was pasted or fetched.

    Args:
        raw: the bytes.
        source: where they came from, to be said of each.
        name: what a file of them would be called, where that is known.
    """
    yield from _guarded(io.BytesIO(raw), source, name, NONE)


def read_file(path: Path) -> Draft:
    """The one article that a file of plain text is.

    Raises:
        Refusal: when it is missing, unreadable, not a plain file, or not an article.
    """
    with _opened(path) as file:
        try:
            raw = file.read(LIMIT + 1)
        except OSError as error:
            raise Refusal("unreadable", error.strerror or "cannot be read") from error
    if len(raw) > LIMIT:
        check_size(path.stat().st_size)
    return text.draft(raw, str(path))


def _guarded(stream: BinaryIO, source: str, name: str, fields: Fields) -> Iterator[Draft | Refused]:
    """The drafts in a stream; whatever goes wrong in reading it is a refusal of the rest."""
    try:
        if isinstance(stream, io.BufferedReader):
            buffered = stream
        else:
            buffered = io.BufferedReader(_Plain(stream), 1 << 16)
        head = buffered.peek(HEAD)
        format = format_of(name, head) or "txt"
        is_empty = True
        for item in IMPORTERS[format].read(buffered, source, fields):
            is_empty = False
            yield item
        if is_empty:
            raise Refusal("empty", "empty: there is no article in it")
    except Refusal as refusal:
        yield Refused.by(source, refusal)
    except OSError as error:
        yield Refused(source, "unreadable", error.strerror or "cannot be read")
    except (RecursionError, MemoryError):
        yield Refused(source, "damaged", "it is nested too deeply, or damaged")


class _Plain(io.RawIOBase):
    """A stream as a raw one, so that its beginning can be looked at without being taken."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer)) or b""
        buffer[: len(data)] = data
        return len(data)


def _opened(path: Path) -> BinaryIO:
    try:
        if not path.is_file():
            if not path.exists():
                raise Refusal("missing", "no such file or folder")
            raise Refusal("not a file", "not a plain file")
        return open(path, "rb", opener=_unblocked)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None)
        raise Refusal("unreadable", said or "cannot be read") from error


def _unblocked(path: str, flags: int) -> int:
    """Some files of /proc would keep a reader waiting for ever; they are refused instead."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


# -- folders ---------------------------------------------------------------------------------------


def files(path: Path, unread: list[Refused] | None = None) -> Iterator[Path]:
    """The files that adding `path` means: itself, or every one in a folder and below it.

    In a folder, hidden files, unfinished ones and those of no known format are passed over; a
    folder reached twice through links is walked once. Of a Maildir every mail is taken that has
    been delivered.

    Args:
        path: a file or a folder.
        unread: takes the folders below it that cannot be read.

    Raises:
        Refusal: when the folder cannot be read, or holds no such file.
    """
    if not path.is_dir():
        yield path
        return
    found, trouble = False, list[Refused]() if unread is None else unread
    for found_path in _walk(path, trouble):
        found = True
        yield found_path
    if not found and not trouble:
        others = " ".join(it.suffixes[0] for it in IMPORTERS.values() if it.module != "text")
        raise Refusal("empty folder", f"no .txt file in this folder, nor any of {others}")


def _walk(top: Path, unread: list[Refused]) -> Iterator[Path]:
    """The files of a folder, then those of each folder in it."""
    waiting, seen = [(top, False)], set[tuple[int, int]]()
    while waiting:
        folder, is_mail = waiting.pop()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            entries = [it for it in sorted(folder.iterdir()) if not is_passed_over(it.name)]
            folders = {it for it in entries if it.is_dir()}
        except OSError as error:
            why = error.strerror or "cannot be read"
            unread.append(Refused(str(folder), "unreadable", why))
            continue
        yield from (it for it in entries if it not in folders and (is_mail or taken(it)))
        names = {it.name for it in folders}
        maildir = names >= {"cur", "new", "tmp"}
        for it in sorted(folders, reverse=True):
            if not (maildir and it.name == "tmp"):
                waiting.append((it, maildir and it.name in ("cur", "new")))


def is_passed_over(name: str) -> bool:
    """Whether a file or folder in a folder is hidden, or not finished yet."""
    return name.startswith(".") or name.lower().endswith(_UNFINISHED)


def taken(path: Path) -> bool:
    """Whether a file in a folder is taken for an article, or for many."""
    return is_taken(path.name, partial(_head, path))


def _head(path: Path) -> bytes:
    try:
        with _opened(path) as file:
            return file.read(HEAD)
    except (Refusal, OSError):
        return b""
