"""Leaving because the system asks: the terminal is given back, and in time, whatever hangs.

Textual gives the terminal back when its tasks have ended and its output is written. Neither may
ever happen when the terminal is gone, or when a disk does not answer; so a thread waits a moment,
and then does the least that must be done.
"""

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

PATIENCE = 1.5
"""Seconds that an orderly end may take."""
_GIVE_BACK = b"".join(
    b"\x1b[" + code
    for code in (
        *(b"?2004l", b"?7h", b"?1000l", b"?1003l", b"?1015l", b"?1006l"),
        *(b"<u", b"?1049l", b"?25h", b"?1004l"),
    )
)
"""Bracketed paste, mouse, keyboard protocol and the other screen off; line wrap and cursor on."""


class Leaving:
    """Ends the program when a signal asks for it.

    Args:
        leave: called on the main thread at each request; begins the orderly end.

    Attributes:
        code: the exit code when the orderly end takes too long.
    """

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave, self.code = leave, 0
        self._attributes = _attributes()
        self._asked = False
        self._screen_is_ours = True

    def __enter__(self) -> "Leaving":
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        """The terminal is given back; what is still to be closed has the rest of the time."""
        self._screen_is_ours = False

    def _on_signal(self, *_: object) -> None:
        self.begin()

    def begin(self) -> None:
        """Ask for the end; a second request changes nothing."""
        if not self._asked:
            self._asked = True
            threading.Thread(target=self._insist, daemon=True).start()
            self._leave()

    def _insist(self) -> None:
        time.sleep(PATIENCE)
        if self._screen_is_ours:
            self._give_back()
        os._exit(self.code)

    def _give_back(self) -> None:
        with suppress(OSError, ValueError):
            if select.select([], [2], [], 0)[1]:
                os.write(2, _GIVE_BACK)
        if self._attributes:
            with suppress(Exception):  # the terminal is gone
                import termios

                termios.tcsetattr(0, termios.TCSANOW, self._attributes)


def _attributes() -> list[Any] | None:
    """How the terminal was; None where that cannot be known."""
    if sys.platform == "win32":
        return None
    import termios

    try:
        return termios.tcgetattr(0)
    except (termios.error, ValueError):
        return None
