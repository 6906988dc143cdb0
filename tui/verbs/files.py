"""Files that the reader asked for: private, whole or not at all, over another only when told to."""

import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from store.errors import BadRequest


class ThereAlready(BadRequest):
    """A file stands where another was to be written; it is as it was."""


def write_private(path: Path, pieces: Iterable[str], overwrite: bool = False) -> None:
    """Write a file, mode 0600, whole or not at all.

    Args:
        path: where; never a link, and what is there is replaced only with `overwrite`.
        pieces: the text, written as UTF-8.
        overwrite: whether a plain file that is there may be replaced.

    Raises:
        ThereAlready: when something is there that may not be replaced.
        BadRequest: when it cannot be written.
    """
    if is_there(path) and not overwrite:
        raise ThereAlready(f"{path} is there already; choose another name, or say --overwrite")
    encoded = (piece.encode("utf-8", "backslashreplace") for piece in pieces)
    _write(path, encoded, 0o600, overwrite)


def refuse(path: Path | None) -> None:
    """Say that a file cannot be written there, before the work whose fruit it is.

    Raises:
        ThereAlready: when something is there.
    """
    if path is not None and is_there(path):
        raise ThereAlready(f"{path} is there already; choose another name")


def is_there(path: Path) -> bool:
    """Whether there is a plain file.

    Raises:
        ThereAlready: when there is something that is none, which is never replaced.
        BadRequest: when that cannot be known.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _trouble(path, error) from error
    if stat.S_ISLNK(mode):
        raise ThereAlready(f"{path} is a link; name the file itself")
    if not stat.S_ISREG(mode):
        raise ThereAlready(f"{path} is there already, and is no plain file")
    return True


def renew(path: Path, before: os.stat_result, content: bytes) -> None:
    """Put new content into a file that was read a moment ago; its mode stays.

    Args:
        path: a plain file, no link.
        before: what the system said of it when it was read.
        content: all of its new content.

    Raises:
        BadRequest: when somebody else wrote it in the meantime, or it cannot be written.
    """
    try:
        now = path.lstat()
    except OSError as error:
        raise _trouble(path, error) from error
    if (now.st_ino, now.st_size, now.st_mtime_ns) != (
        before.st_ino,
        before.st_size,
        before.st_mtime_ns,
    ):
        raise BadRequest(f"{path} was changed just now by another program; export it again")
    _write(path, [content], stat.S_IMODE(before.st_mode), True)


def _write(path: Path, pieces: Iterable[bytes], mode: int, replaces: bool) -> None:
    """Write beside `path`, then give it the name, so that no one ever sees a half of it."""
    fresh = path.with_name(f".dateline-{secrets.token_hex(8)}.new")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
    except OSError as error:
        raise _trouble(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            fresh.chmod(mode)  # whatever the umask
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if replaces:
            fresh.replace(path)
        else:
            _name(fresh, path)
    except BaseException as error:
        with suppress(OSError):
            fresh.unlink()
        if isinstance(error, OSError):
            raise _trouble(path, error) from error
        raise


def _name(fresh: Path, path: Path) -> None:
    """Give a file its name unless something has it by now."""
    try:
        os.link(fresh, path)
    except FileExistsError as error:
        raise ThereAlready(f"{path} is there already; choose another name") from error
    except OSError:  # a file system without hard links: the name is only looked up first
        refuse(path)
        fresh.rename(path)
    else:
        fresh.unlink()


def _trouble(path: Path, error: OSError) -> BadRequest:
    return BadRequest(f"cannot write {path}: {error.strerror}")


_BINARY = getattr(os, "O_BINARY", 0)
