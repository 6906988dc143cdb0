"""A program in a pseudo terminal, watched from outside: what it sends, what it costs."""

import fcntl
import os
import pty
import re
import select
import struct
import termios
import time
from pathlib import Path
from statistics import median

ROWS, COLUMNS = 40, 120
ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-_])")
_STILL, _IDLE = 0.0003, 0.02
"""Seconds of CPU, and the share of one CPU, that are no work: threads that wait, timers."""


class Program:
    """A program in a pseudo terminal of 120 by 40."""

    def __init__(self, *command: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            keep = {"PATH", "HOME"}
            environment = {name: os.environ[name] for name in keep if name in os.environ}
            environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            os.execve(command[0], command, environment)
        self.resize(COLUMNS)

    def resize(self, columns: int) -> None:
        """Give the terminal another width; the program is told."""
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))

    def write(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.fd, keys)

    def cpu(self) -> float:
        """Seconds of CPU used so far, all threads, those that ended too.

        This is the clock that clock_getcpuclockid(3) names; /proc/PID/task/*/schedstat, of which it
        is the sum, loses a thread that ends, and can be read amid a change of threads.
        """
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self) -> float:
        """Resident MB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]

    def shown(self, marker: bytes) -> float:
        """Seconds of CPU used when `marker` is first on the screen."""
        return self.until(marker)[1]

    def read(self, quiet: float, marker: bytes = b"") -> bytes:
        """What it sends until it is silent for `quiet` seconds, and `marker` has been shown."""
        data = b""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            if select.select([self.fd], [], [], quiet)[0]:
                try:
                    data += os.read(self.fd, 65536)
                except OSError:
                    break
            elif marker in ESCAPES.sub(b"", data):
                break
        return data

    def until(self, marker: bytes, most: float = 60) -> tuple[bytes, float]:
        """What it sends until `marker` is on the screen, and the CPU seconds used by then."""
        data, end = b"", time.monotonic() + most
        while marker not in ESCAPES.sub(b"", data):
            if time.monotonic() > end:
                raise TimeoutError(f"{marker!r} was not shown within {most:.0f} s")
            if select.select([self.fd], [], [], 0.5)[0]:
                data += os.read(self.fd, 65536)
        return data, self.cpu()

    def idle(self, seconds: float) -> int:
        """How many bytes it sends in so many seconds."""
        sent, end = 0, time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                sent += len(os.read(self.fd, 65536))
        return sent

    def rest(self, pause: float = 0.03, most: float = 60) -> tuple[bytes, float]:
        """What it sends until it neither sends nor works for `pause`, and when it last did."""
        data, used, last = b"", self.cpu(), time.monotonic()
        end = last + most
        while time.monotonic() < end:
            if select.select([self.fd], [], [], pause)[0]:
                data += os.read(self.fd, 65536)
                last = time.monotonic()
            now, passed = self.cpu(), time.monotonic() - last
            if now - used >= _STILL + _IDLE * passed:
                used, last = now, time.monotonic()
            elif passed >= pause:
                return data, last
        raise TimeoutError(f"it did not come to rest within {most:.0f} s")

    def key(self, key: bytes, times: int = 20) -> tuple[float, float]:
        """Median milliseconds of CPU and bytes sent for one press of `key`."""
        costs, sizes = [], []
        for _ in range(times):
            before = self.cpu()
            self.write(key)
            sizes.append(len(self.read(0.05)))
            costs.append((self.cpu() - before) * 1000)
        return median(costs), median(sizes)

    def leave(self, keys: bytes) -> None:
        """Press the keys that leave, and wait for the end."""
        self.write(keys)
        self.read(0.2)
        os.waitpid(self.pid, 0)
        os.close(self.fd)
