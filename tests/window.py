"""Dateline in a pseudo terminal of the test's own, with what it sent and what its screen shows."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pyte

from support import ROOT


class Window:
    """One running reader."""

    def __init__(
        self, library: Path, *words: str, code: str = "", columns: int = 100, **more: str
    ) -> None:
        begin = ["-c", code, *words] if code else ["-m", "tui", "--library", str(library), *words]
        environment = (
            os.environ
            | more
            | {
                "TERM": "xterm-256color",
                "XDG_STATE_HOME": str(library.parent / "state"),
                "PYTHONPATH": str(ROOT),
            }
        )
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, columns, 0, 0))
        self.before = termios.tcgetattr(slave)
        self.pid = os.fork()
        if not self.pid:  # pragma: no cover
            os.close(master)
            os.login_tty(slave)
            os.chdir(ROOT)
            os.execve(sys.executable, [sys.executable, *begin], environment)
        self._master, self._slave = master, slave
        self.sent = b""
        self._screen = pyte.Screen(columns, 30)
        self._stream = pyte.ByteStream(self._screen)
        self.code: int | None = None

    def type(self, text: str | bytes) -> None:
        os.write(self._master, text.encode() if isinstance(text, str) else text)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.sent += data
        # pyte knows no private parameters with "<", ">" or "="
        self._stream.feed(data.replace(b"\x1b[<u", b"").replace(b"\x1b[>", b"\x1b[?"))
        return bool(data)

    @property
    def shown(self) -> str:
        return "\n".join(self._screen.display)

    def wait_for(self, *wanted: str, seconds: float = 15) -> str:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(0.05)
            if all(word in self.shown for word in wanted):
                return self.shown
        raise AssertionError(f"{wanted} never came:\n{self.shown}")

    def pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._read(0.05)

    def kill(self, number: int) -> float:
        """Send a signal; returns the seconds until the program had ended."""
        begun = time.monotonic()
        os.kill(self.pid, number)
        return self.ended(begun)

    def ended(self, begun: float) -> float:
        """Wait for the end; returns the seconds since `begun`."""
        while time.monotonic() < begun + 10:
            if self._master >= 0:
                self._read(0.02)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.code = os.waitstatus_to_exitcode(status)
                took = time.monotonic() - begun
                while self._master >= 0 and self._read(0.05):
                    pass
                return took
            time.sleep(0.01)
        raise AssertionError("it never ended")

    def close_terminal(self) -> float:
        """Close the window as a person closes a terminal; returns the seconds until the end."""
        begun = time.monotonic()
        os.close(self._slave)
        os.close(self._master)
        self._slave = self._master = -1
        return self.ended(begun)

    @property
    def modes(self) -> list[object]:
        """How the terminal's driver is set now."""
        return termios.tcgetattr(self._slave)

    def done(self) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        for descriptor in (self._master, self._slave):
            if descriptor >= 0:
                os.close(descriptor)
