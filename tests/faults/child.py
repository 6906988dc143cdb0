"""A program that acknowledges on a pipe what returned, and that may be killed at any moment."""

import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import NoReturn

Acknowledge = Callable[[bytes], object]
Work = Callable[[Acknowledge], object]


class Child:
    """Runs `work` in a process of its own.

    Args:
        work: is given a function, to be called with one byte for every acknowledgement.

    Attributes:
        said: what was acknowledged, as far as it was read.
    """

    def __init__(self, work: Work) -> None:
        self._from, to = os.pipe()
        self.said = b""
        self.pid = os.fork()
        if not self.pid:
            os.close(self._from)
            _run(work, to)
        os.close(to)

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        if self._from >= 0:
            self.kill()

    def hear(self, count: int = 1) -> bytes:
        """Wait for so many bytes; fewer when the program is gone."""
        heard = b""
        while len(heard) < count and (piece := os.read(self._from, count - len(heard))):
            heard += piece
        self.said += heard
        return heard

    def signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> int:
        """Kill it with SIGKILL; returns as `end`."""
        self.signal(signal.SIGKILL)
        return self.end()

    def end(self) -> int:
        """Hear it to the end; returns its exit code, or minus the signal that killed it."""
        while self.hear(4096):
            pass
        os.close(self._from)
        self._from = -1
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def _run(work: Work, to: int) -> NoReturn:
    code, write = 70, os.write
    try:
        work(lambda byte: write(to, byte))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)
