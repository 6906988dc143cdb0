"""Promise: a full or failing disk costs nothing that was acknowledged, and is said in one line.

`workloads.EVERYTHING` is done while the n-th call below the library's folder fails, once or for
good from then on: with ENOSPC, with EIO, or by writing only half (once: the program must write the
rest; for good: then comes ENOSPC). Out of the library comes a `DatelineError` of one line or
nothing. A step that failed was done or not, never half. When the fault is gone, the library that
was open all the time goes on, and a fresh one agrees with it.
"""

import errno
import os
from pathlib import Path
from typing import Any

from store.errors import DatelineError

from . import workloads
from .calls import Call, watched
from .figures import Figures
from .memory import Memory, Player, Step, after, between, look, possible
from .truth import in_one_line, told_apart, wrong

KINDS = ("ENOSPC", "EIO", "short")
_AFTERWARDS: list[Step] = [("add", 0), ("tag", workloads.A, "afterwards"), ("undo",), ("redo",)]


class Fault:
    """Fails the n-th call, and all later ones when it is for good."""

    def __init__(self, number: int, kind: str, for_good: bool) -> None:
        self._left, self._kind, self._for_good = number, kind, for_good
        self.on, self.met = True, False
        self.names: list[str] = []

    def __call__(self, call: Call) -> Any:
        if not self.on:
            return call.go()
        self.names.append(call.name)
        self._left -= 1
        if self._left >= 0 or (self.met and not self._for_good):
            return call.go()
        first, self.met = not self.met, True
        if self._kind == "short":
            if call.name == "write" and (first or not self._for_good):
                return call.half()
            if not self._for_good:
                return call.go()
        number = errno.EIO if self._kind == "EIO" else errno.ENOSPC
        raise OSError(number, os.strerror(number), call.path)


def every_call(folder: Path, size: int, seed: int) -> Figures:
    """Fail every call, or, when `size` is more than 1, one in so many; reads are calls, too."""
    figures, steps = Figures("fault at every file call"), workloads.EVERYTHING
    calls = _names(folder / "whole", steps)
    for number in range(seed % size, len(calls), size):
        figures.count("calls")
        for kind in KINDS:
            if kind == "short" and calls[number] != "write":
                continue
            for for_good in (False, True):
                lasting = "for good" if for_good else "once"
                where = f"{kind} {lasting} at call {number}, {calls[number]}"
                base = folder / where.replace(" ", "-")
                fault = Fault(number, kind, for_good)
                figures.count("runs")
                try:
                    with watched(base, fault, reads=True):
                        _run(base / "library", steps, fault, figures, where)
                except Exception as error:
                    figures.broken.append(f"{where}: {in_one_line(error)}")
                figures.expect(fault.met, f"{where}: was never met")
    return figures


def _names(base: Path, steps: list[Step]) -> list[str]:
    """The calls that are made when none fails."""
    never = Fault(10**9, "EIO", for_good=False)
    with watched(base, never, reads=True):
        _run(base / "library", steps, never, Figures("none"), "")
    return never.names


def _run(path: Path, steps: list[Step], fault: Fault, figures: Figures, where: str) -> None:
    player, memory = Player(path), Memory()
    for step in steps:
        memory = _step(player, memory, step, fault, figures, where)
    fault.on = False
    for step in _AFTERWARDS:
        player.do(step)
        memory = after(memory, step)
    seen = look(player.opened())
    figures.expect(seen == memory.seen, f"{where}: afterwards {told_apart(seen, memory)}")
    found = wrong(path, [memory])
    figures.expect(found is None, f"{where}: a fresh one: {found}")


def _step(
    player: Player, memory: Memory, step: Step, fault: Fault, figures: Figures, where: str
) -> Memory:
    """Do one step under the fault; returns what is to be remembered."""
    if not possible(memory, step):
        return memory
    wanted = after(memory, step)
    try:
        player.do(step)
        figures.count("acknowledged")
        allowed = [wanted]
    except DatelineError as error:
        figures.count("refused")
        figures.expect("\n" not in str(error), f"{where}: more than a line: {error}")
        allowed = between(memory, [step])
    if player.library is None:
        return memory
    fault.on = False
    seen = look(player.library)
    fault.on = True
    found = next((it for it in allowed if it.seen == seen), None)
    if found is None:
        figures.broken.append(f"{where}: after {step} {told_apart(seen, allowed[0])}")
        return allowed[0]
    if len(allowed) > 1 and found is not memory and wanted.seen != memory.seen:
        figures.count("refused, yet there")
    return found
