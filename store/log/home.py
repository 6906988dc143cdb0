"""A library's folder, known again by its number however it is called."""

from pathlib import Path

from ..errors import LibraryError


class Home:
    """The folder that a library was opened in.

    Writing by its name alone would begin a new library where the folder was renamed or deleted.

    Args:
        path: the folder; None for one that nobody looks after.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._number = _number(path) if path else None

    def check(self) -> None:
        """See that the folder is where it was.

        Raises:
            LibraryError: when it is gone, or another one has its name.
        """
        if self._path and self._number and _number(self._path) != self._number:
            gone = f"the library’s folder is gone, or is another one: {self._path}"
            raise LibraryError(f"nothing was written: {gone}")


def _number(folder: Path) -> tuple[int, int] | None:
    """The device and the inode of a folder; None where it has none, as on some systems."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None
