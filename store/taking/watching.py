"""A folder that is looked at again and again: which of its files are new or changed, and whole.

Polling works on every file system, over a network too. A file counts as whole when its size and
time were the same at two looks.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from ..importers.inputs import is_passed_over, taken

Stamp = tuple[int, int]
"""Size in bytes, time of change in nanoseconds."""


class Watched:
    """A folder, and what of it was seen.

    Args:
        folder: the folder; folders below it are looked at too.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[str, Stamp] = {}
        self._known: dict[str, Stamp] = {}

    def look(self) -> list[Path]:
        """The files that came or changed since and are whole now, in the order of their names.

        Raises:
            OSError: when the folder cannot be read.
        """
        now = dict(_stamps(self.folder))
        whole = [
            path
            for path, stamp in now.items()
            if self._seen.get(path) == stamp and self._known.get(path) != stamp
        ]
        self._seen = now
        self._known |= {path: now[path] for path in whole}
        return sorted(path for it in whole if taken(path := Path(it)))


def _stamps(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Every file that may be an article; what goes away meanwhile is passed over."""
    seen: set[tuple[int, int]] = set()
    waiting = [os.fspath(folder)]
    os.stat(folder)  # noqa: PTH116  # says why it cannot be read
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if is_passed_over(entry.name):
                        continue
                    status = entry.stat()
                    if entry.is_dir():
                        number = (status.st_dev, status.st_ino)
                        waiting += [entry.path] if number not in seen else []
                        seen.add(number)
                    else:
                        yield entry.path, (status.st_size, status.st_mtime_ns)
        except OSError:
            continue
