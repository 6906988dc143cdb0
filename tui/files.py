"""Files that the reader asked for: private, whole or not at all, never over one that is there."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from store.errors import BadRequest


def write_private(path: Path, pieces: Iterable[str]) -> None:
    """Write a new file, mode 0600, whole or not at all; never over one that is there.

    Raises:
        BadRequest: when there is one, or it cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BadRequest(f"{path} is there already; choose another name") from error
    except OSError as error:
        raise BadRequest(f"cannot write {path}: {error.strerror}") from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            path.chmod(0o600)  # whatever the umask
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
    except BaseException as error:
        with suppress(OSError):
            path.unlink()
        if isinstance(error, OSError):
            raise BadRequest(f"cannot write {path}: {error.strerror}") from error
        raise
