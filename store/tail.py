"""A file that grows at its end: read on from where the last look ended, afresh once replaced.

A file is taken for the one that was read when the bytes just before the place reached are the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from .errors import LibraryError

CHUNK = 1 << 22
"""Bytes read at a time."""
_PRINT = 64
"""Bytes before the place reached that must be the same: they hold the last line's checksum."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a file was read: its name, the bytes taken in, and what stands before their end."""

    name: str
    size: int
    print: str


@dataclass(frozen=True, slots=True)
class Damage:
    """A line that was not understood, and left as it is: byte offset and length in bytes."""

    path: Path
    offset: int
    length: int

    def read(self) -> bytes:
        """The line.

        Raises:
            OSError: when it cannot be read.
        """
        with self.path.open("rb") as file:
            file.seek(self.offset)
            return file.read(self.length)


class Progress(Protocol):
    """How far a log was read by an earlier run, and what of it was not understood."""

    @property
    def extents(self) -> list[Extent]:
        """How far each file was read."""

    @property
    def damaged(self) -> list[Damage]:
        """The lines that were not understood."""


class Tail:
    """One growing file.

    Attributes:
        path: the file; it need not be there.
        position: bytes taken in so far; always the beginning of a line.
        size: bytes the file had at the last look.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.forget()

    def forget(self) -> None:
        """Begin again at the beginning."""
        self.position = self.size = 0
        self._print = b""
        self._seen: tuple[int, int, int] | None = (0, 0, 0)

    def extent(self) -> Extent:
        """How far the file was taken in."""
        return Extent(self.path.name, self.position, self._print.hex())

    def resume(self, extent: Extent) -> bool:
        """Go on from `extent`, which an earlier run reached; False when the file is another one."""
        self.position, self._print = extent.size, bytes.fromhex(extent.print)
        self._seen = None
        same = not self.replaced()
        if not same:
            self.forget()
        return same

    def replaced(self) -> bool:
        """Look at the file: True when it is not the one that was read so far.

        Raises:
            LibraryError: when it cannot be looked at.
        """
        try:
            status = self.path.stat()
            seen = (status.st_ino, status.st_size, status.st_mtime_ns)
            if seen == self._seen:
                return False
            before, self._seen, self.size = self._seen, seen, status.st_size
            if before and before[0]:
                another, in_place = before[0] != seen[0], before[1] == seen[1]
                if another or in_place:
                    return True
            return self.size < self.position or self._before(self.position) != self._print
        except FileNotFoundError:
            self._seen, self.size = (0, 0, 0), 0
            return self.position > 0
        except OSError as error:
            raise LibraryError(f"cannot read {self.path}: {error.strerror}") from error

    def _before(self, position: int) -> bytes:
        """The bytes that stand just before a place."""
        if not position:
            return b""
        with self.path.open("rb") as file:
            file.seek(max(0, position - _PRINT))
            return file.read(min(_PRINT, position))

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Take in the whole lines that are not taken in yet: byte offset, line without newline.

        Raises:
            LibraryError: when the file cannot be read.
        """
        try:
            yield from self._lines()
        except OSError as error:
            raise LibraryError(f"cannot read {self.path}: {error.strerror}") from error

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        if self.size == self.position:
            return
        with self.path.open("rb") as file:
            file.seek(self.position)
            rest = b""
            while chunk := file.read(CHUNK):
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    start, self.position = self.position, self.position + len(line) + 1
                    self._print = line[1 - _PRINT :] + b"\n"
                    yield start, line
            # What follows the last newline is a torn write, or one that is going on just now.
            self.size = self.position + len(rest)
            if len(self._print) < _PRINT:
                self._print = self._before(self.position)

    def read(self, offset: int, length: int) -> bytes:
        """Read a stretch again.

        Raises:
            LibraryError: when the file cannot be read.
        """
        try:
            with self.path.open("rb") as file:
                file.seek(offset)
                return file.read(length)
        except OSError as error:
            raise LibraryError(f"cannot read {self.path}: {error.strerror}") from error


def family(path: Path) -> list[Path]:
    """`path` first, then the files beside it that a synchronising program named after it.

    For ``marks.jsonl`` that is every other ``marks*.jsonl``, by name.
    """
    pattern = f"{path.stem}*{path.suffix}"
    return [path, *sorted(other for other in path.parent.glob(pattern) if other.name != path.name)]


def goes_on(paths: Sequence[Path], extents: Sequence[Extent]) -> bool:
    """Whether files begin with what `extents` say was read of them; there may be more files."""
    if [path.name for path in paths[: len(extents)]] != [extent.name for extent in extents]:
        return False
    return all(Tail(path).resume(extent) for path, extent in zip(paths, extents, strict=False))


def is_current(paths: Sequence[Path], extents: Sequence[Extent]) -> bool:
    """Whether files are just as far as `extents` say, not a byte more."""
    sizes = [path.stat().st_size if path.exists() else 0 for path in paths]
    return sizes == [extent.size for extent in extents] and goes_on(paths, extents)


def reach(extents: Sequence[Extent], others: Sequence[Extent]) -> bool:
    """Whether files were read at least as far as `others` say, and those somewhere at all."""
    if not others or len(extents) < len(others):
        return False
    return all(one.size >= other.size for one, other in zip(extents, others, strict=False))


def folder_time(folder: Path) -> int:
    """When a name last came into a folder or went, in nanoseconds since 1970; -1 if it is gone."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return -1
