"""The reader's work in the background: another process indexes and recognises what is new.

A thread would take the interpreter from the keys. The process ends when its standard input does:
when the reader ends, in whatever way.
"""

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from store.errors import DatelineError
from store.indexing import behind
from store.library import Library
from store.likening import unlike
from store.naming import names_behind

from . import child, crash

if TYPE_CHECKING:
    from array import array

    from store.entities.own import OwnNames

Tell = Callable[[str, int, int], object]
"""Told what is done, for how many articles and of how many, 0 of 0 at the end; from a thread."""

_NEEDED = ("store.entities", "sqlite3", "filelock", "tui.panes.page")
"""Modules that take a while to load."""
_WORDS = ("recognise", "--for-reader")


class Background:
    """Recognises the articles of one library, whenever there are some to recognise.

    Args:
        library: the library.
        tell: see `Tell`.
    """

    def __init__(self, library: Library, tell: Tell) -> None:
        self._library, self._tell = library, tell
        self._thread: threading.Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._lock, self._ended = threading.Lock(), False
        self._seen: object = None

    def look(self) -> None:
        """Begin, if articles or names came since the last look; costs next to nothing if not."""
        if self._ended or self._library.logs.read_only:
            return
        if self._thread and self._thread.is_alive():
            return
        if not sys.modules.keys() >= set(_NEEDED):  # loading them here would hold up the keys
            if not self._thread:
                self._begin(_load)
            return
        try:
            self._library.logs.home.check()
            own, ids = self._library.logs.names, self._library.catalogue.heads.ids
        except DatelineError:  # the screen looks at the same files, and tells
            return
        if (own, len(ids)) != self._seen:
            self._seen = (own, len(ids))
            self._begin(partial(self._recognise, self._library.names, ids[:]))

    def _begin(self, work: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=_survive, args=(work,), daemon=True)
        self._thread.start()

    def end(self) -> None:
        """End the process, if there is one; what it found is kept."""
        with self._lock:
            self._ended = True
            if self._child:
                self._child.kill()

    def _recognise(self, names: "OwnNames", ids: "array[int]") -> None:
        library = self._library
        missing = behind(library) or names_behind(library) or unlike(library)
        if missing or not library.findings.all_kept(ids, names):
            self._follow()

    def _follow(self) -> None:
        """Start the process, and tell of its progress until it ends."""
        with self._lock:
            if self._ended:
                return
            self._child = process = child.start(self._library.path.absolute(), _WORDS)
        with process:
            assert process.stdout
            for line in process.stdout:
                with suppress(ValueError, RuntimeError):  # the screen may be gone
                    what, done, of = line.decode("ascii").split()
                    self._tell(what, int(done), int(of))
        with suppress(RuntimeError):
            self._tell("", 0, 0)


def _load() -> None:
    for name in _NEEDED:
        import_module(name)


def _survive(work: Callable[[], None]) -> None:
    """What fails here is to disturb nobody: articles are recognised as they are opened."""
    try:
        work()
    except (OSError, ImportError):
        pass  # no process, no pipe or no SQLite to be had
    except Exception as error:
        crash.report(error)
