"""Every change to a file of the library: appended or replaced, flushed, private to its owner.

Nothing else in `store` writes a library's files, but SQLite to what may be lost at any time, so the
fault harnesses of the tests know all the calls that can fail.
"""

import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE = 10.0
"""Seconds a writer waits for another one to be done."""


def make_folder(path: Path) -> None:
    """Make a folder and its parents, mode 0700 under any umask; what is there is left alone.

    Raises:
        OSError: when it cannot be made.
    """
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(mode=0o700)
    path.chmod(0o700)
    sync_folder(path.parent)


def make_inside(path: Path) -> None:
    """Make a folder in one that is there; what is derived of a library does not begin one.

    Raises:
        OSError: when it cannot be made, or the folder around it is gone.
    """
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
        path.chmod(0o700)
        sync_folder(path.parent)


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file `path`, which the system frees when its holder dies.

    Args:
        path: the lock file; made, mode 0600, when it is not there.
        patience: seconds to wait for another holder.

    Raises:
        OSError: when it cannot be had, TimeoutError after `patience` seconds.
    """
    from filelock import FileLock

    try:
        with FileLock(path, timeout=patience, mode=0o600).acquire(poll_interval=0.002):
            yield
    except NotImplementedError as error:
        raise OSError(0, "locks do not work in this folder") from error


def hold(path: Path) -> "BaseFileLock | None":
    """Take the lock file `path` until its `release`; None where locks do not work.

    Raises:
        TimeoutError: when another window has it.
        OSError: when it cannot be asked for.
    """
    from filelock import FileLock

    lock = FileLock(path, timeout=0, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except NotImplementedError:
        return None
    path.chmod(0o600)
    return lock


def append(path: Path, data: bytes, size: int) -> None:
    """Append `data` and flush it to the disk; the caller holds the lock.

    Args:
        path: the file; made, mode 0600, when it is not there.
        data: what to append.
        size: bytes the file has now. When the append fails it is cut back to this size; when even
            that fails, a half line stays, which the next writer closes.

    Raises:
        OSError: when not all of it is on the disk.
    """
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | _CLOSED_IN_CHILDREN
    descriptor = os.open(path, flags, 0o600)
    try:
        if not size:
            path.chmod(0o600)
        try:
            _write_all(descriptor, [data])
            if not size:
                sync_folder(path.parent)
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)


def replace(path: Path, parts: Iterable[bytes]) -> None:
    """Put a new file, mode 0600, in the place of `path`: whole or not at all.

    A link stays a link; what it points to is replaced.

    Raises:
        OSError: when it could not be done; the old file is as it was.
    """
    path = path.resolve()
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _CLOSED_IN_CHILDREN
    try:
        descriptor = os.open(fresh, flags, 0o600)
        try:
            fresh.chmod(0o600)
            _write_all(descriptor, parts)
        finally:
            os.close(descriptor)
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
    sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Remove what `replace` left behind when it was killed; the caller holds the lock."""
    for left in folder.glob(".*.new"):
        with suppress(OSError):
            left.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder as durable as the bytes of its files.

    Raises:
        OSError: when the system cannot promise that.
    """
    if os.name == "nt":  # which has no handle on a folder to flush
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_CLOSED_IN_CHILDREN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def _write_all(descriptor: int, parts: Iterable[bytes]) -> None:
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    _flush(descriptor)


def _flush(descriptor: int) -> None:
    """Have the disk hold what was written, its own cache included."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # some file systems know no such order
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    getattr(os, "fdatasync", os.fsync)(descriptor)
