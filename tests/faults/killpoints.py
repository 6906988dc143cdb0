"""Promise: what was acknowledged survives `kill -9` before, after and within any one file call.

A child does `workloads.EVERYTHING` and kills itself at the n-th call below the library's folder:
before it, after it, and, where the call is a write, when half the bytes are written.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import workloads
from .calls import Call, counted, watched
from .child import Acknowledge, Child, Work
from .figures import Figures
from .memory import Memory, Step, between, memories, played
from .truth import wrong


def every_call(folder: Path, size: int, seed: int) -> Figures:
    """Kill at every call, or, when `size` is more than 1, at one call in so many."""
    figures, steps = Figures("kill -9 at every file call"), workloads.EVERYTHING
    states = memories(Memory(), steps)
    calls = counted(folder / "whole", lambda: played(folder / "whole" / "library", steps, _nobody))
    for number in range(seed % size, len(calls), size):
        figures.count("calls")
        for moment in (
            ("before", "half", "after") if calls[number] == "write" else ("before", "after")
        ):
            base = folder / f"{number}-{moment}"
            with Child(_work(base, steps, number, moment)) as child:
                code = child.end()
            done = len(child.said)
            figures.count("kills")
            figures.count("acknowledged", done)
            where = f"{moment} call {number}, {calls[number]}, after {steps[done - 1] if done else 'nothing'}"
            figures.expect(code == -signal.SIGKILL, f"{where}: ended with {code}")
            found = wrong(base / "library", between(states[done], steps[done:]))
            figures.expect(found is None, f"{where}: {found}")
    return figures


def _nobody(done: int) -> None:
    """Is told of acknowledgements that nobody waits for."""


def _work(base: Path, steps: list[Step], number: int, moment: str) -> Work:
    def work(acknowledge: Acknowledge) -> None:
        with watched(base, _dying(number, moment)):
            played(base / "library", steps, lambda done: acknowledge(b"."))

    return work


def _dying(number: int, moment: str) -> Callable[[Call], Any]:
    """Let calls through, and die at the one of this number."""
    left = number

    def around(call: Call) -> Any:
        nonlocal left
        left -= 1
        if left >= 0:
            return call.go()
        if moment == "after":
            call.go()
        if moment == "half":
            call.half()
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("a killed program goes on")

    return around
