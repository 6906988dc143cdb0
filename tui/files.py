"""Files that the reader asked for: private, whole or not at all, never over one that is there."""

import os
from pathlib import Path

from store.errors import BadRequest


def write_private(path: Path, text: str) -> None:
    """Write a new file, mode 0600, whole or not at all; never over one that is there.

    Raises:
        BadRequest: when there is one, or it cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except FileExistsError as error:
        raise BadRequest(f"{path} is there already; choose another name") from error
    except OSError as error:
        raise BadRequest(f"cannot write {path}: {error.strerror}") from error
