"""A file that grows at its end: read on from where the last look ended, afresh once replaced.

A file is taken for the one that was read when its number, its times and the bytes just before the
place reached say so; where number or time are others, all that was read is compared.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import EINVAL
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple, Protocol
from zlib import crc32

from ..errors import LibraryError

CHUNK = 1 << 22
"""Bytes read at a time."""
_PRINT = 64
"""Bytes before the place reached that must be the same: they hold the last line's checksum."""


class Extent(NamedTuple):
    """How far a file was read, and by what to know it again.

    Attributes:
        name: the file's name.
        size: bytes taken in.
        print: what stands just before their end, in hex.
        crc: the CRC-32 of all of them.
        inode, time: the file's number, and when it was last changed, in nanoseconds since 1970.
    """

    name: str
    size: int
    print: str
    crc: int
    inode: int
    time: int


class Damage(NamedTuple):
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
        self.position = self.size = self._crc = 0
        self._print = b""
        self._seen = (0, 0, 0)

    def extent(self) -> Extent:
        """How far the file was taken in."""
        inode, _, time = self._seen
        return Extent(self.path.name, self.position, self._print.hex(), self._crc, inode, time)

    def resume(self, extent: Extent) -> bool:
        """Go on from `extent`, which an earlier run reached; False when the file is another one.

        A file that was copied, or written to at the same length, is read through and compared.

        Raises:
            LibraryError: when it cannot be read.
        """
        with self._reading():
            try:
                inode, size, time = self._look()
                same = extent.size <= size and self._before(extent.size).hex() == extent.print
                moved = inode != extent.inode or (size == extent.size and time != extent.time)
                if same and moved:
                    same = self._crc_of(extent.size) == extent.crc
            except FileNotFoundError:
                same = extent.size == 0
        if same:
            self.position, self._crc = extent.size, extent.crc
            self._print = bytes.fromhex(extent.print)
        return same

    def is_at(self, extent: Extent) -> bool:
        """Whether the file is untouched since an earlier run took in all of it."""
        try:
            untouched = self._look() == (extent.inode, extent.size, extent.time)
            return untouched and self._before(extent.size).hex() == extent.print
        except OSError:
            return False

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LibraryError(f"cannot read {self.path}: {error.strerror}") from error

    def _look(self) -> tuple[int, int, int]:
        status = self.path.stat()
        if not S_ISREG(status.st_mode):  # to open a pipe might take for ever
            raise OSError(EINVAL, "not a plain file")
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _crc_of(self, size: int) -> int:
        crc = 0
        with self.path.open("rb") as file:
            while size and (chunk := file.read(min(CHUNK, size))):
                crc, size = crc32(chunk, crc), size - len(chunk)
        return crc

    def replaced(self) -> bool:
        """Look at the file: True when it is not the one that was read so far.

        Raises:
            LibraryError: when it cannot be looked at.
        """
        with self._reading():
            try:
                seen = self._look()
                if seen == self._seen:
                    return False
                before, self._seen, self.size = self._seen, seen, seen[1]
                another = before[0] not in (0, seen[0])
                in_place = before[:2] == seen[:2]
                if another or in_place or self.size < self.position:
                    return True
                return self._before(self.position) != self._print
            except FileNotFoundError:
                self._seen, self.size = (0, 0, 0), 0
                return self.position > 0

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
        with self._reading():
            yield from self._lines()

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        if self.size == self.position:
            return
        with self.path.open("rb") as file:
            file.seek(self.position)
            rest = b""
            while chunk := file.read(CHUNK):
                data = rest + chunk
                *lines, rest = data.split(b"\n")
                self._crc = crc32(memoryview(data)[: len(data) - len(rest)], self._crc)
                for line in lines:
                    start, self.position = self.position, self.position + len(line) + 1
                    yield start, line
            # What follows the last newline is a torn write, or one that is going on just now.
            self.size = self.position + len(rest)
            self._print = self._before(self.position)

    def read(self, offset: int, length: int) -> bytes:
        """Read a stretch again.

        Raises:
            LibraryError: when the file cannot be read.
        """
        with self._reading(), self.path.open("rb") as file:
            file.seek(offset)
            return file.read(length)


def family(path: Path) -> list[Path]:
    """`path` first, then the files beside it that a synchronising program named after it.

    For ``marks.jsonl`` that is every other ``marks*.jsonl``, by name.
    """
    pattern = f"{path.stem}*{path.suffix}"
    return [path, *sorted(other for other in path.parent.glob(pattern) if other.name != path.name)]


def is_current(paths: Sequence[Path], extents: Sequence[Extent]) -> bool:
    """Whether files are just as `extents` say, and untouched since."""
    if [path.name for path in paths] != [extent.name for extent in extents]:
        return False
    return all(Tail(path).is_at(it) for path, it in zip(paths, extents, strict=True))


def goes_on(paths: Sequence[Path], extents: Sequence[Extent]) -> bool:
    """Whether files begin with what `extents` say was read of them; there may be more files.

    Raises:
        LibraryError: when one cannot be read.
    """
    if [path.name for path in paths[: len(extents)]] != [extent.name for extent in extents]:
        return False
    return all(Tail(path).resume(it) for path, it in zip(paths, extents, strict=False))


def moved(extents: Sequence[Extent], others: Sequence[Extent]) -> bool:
    """Whether these are other files, or the same ones touched, though they hold the same."""
    return [(it.name, it.inode) for it in extents] != [(it.name, it.inode) for it in others] or (
        [it.size for it in extents] == [it.size for it in others]
        and [it.time for it in extents] != [it.time for it in others]
    )


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
