"""Run the harnesses at their full size: `PYTHONPATH=tests python -m faults [NAME ...] [--seed N]`.

One line of figures each; exit code 1 when a promise was broken.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from . import (
    caches,
    clocks,
    failing,
    fulldisk,
    killpoints,
    kills,
    monkey,
    powercut,
    syncs,
    tails,
    windows,
    writers,
)
from .figures import Figures
from .truth import in_one_line

_SHOWN = 8
"""Broken promises that are named, of each harness."""
Harness = Callable[[Path, int, int], Figures]

HARNESSES: dict[str, tuple[Harness, int]] = {
    "kills": (kills.at_random, 600),
    "commands": (kills.of_commands, 100),
    "killpoints": (killpoints.every_call, 1),
    "failing": (failing.every_call, 1),
    "powercut": (powercut.anywhere, 1),
    "tails": (tails.every_byte, 1),
    "fulldisk": (fulldisk.small_tmpfs, 8),
    "filesize": (fulldisk.small_files, 8),
    "writers": (writers.two_programs, 500),
    "killedlock": (writers.killed_in_the_lock, 50),
    "stoppedlock": (writers.stopped_in_the_lock, 20),
    "windows": (windows.in_turns, 3000),
    "caches": (caches.every_byte, 2),
    "clocks": (clocks.stepping, 1500),
    "endoftime": (clocks.at_the_end_of_time, 5),
    "order": (syncs.any_order, 200),
    "syncs": (syncs.while_open, 500),
    "replaced": (syncs.replaced, 500),
    "monkey": (monkey.sits_down, 1800),
}
"""Name -> harness, and its full size."""


def workplace() -> str | None:
    """A folder in memory, where the system has one: no harness asks what a real disk keeps."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def run(name: str, size: int | None, seed: int) -> Figures:
    """Run one harness; what comes out of it as an exception is a broken promise, too."""
    harness, full = HARNESSES[name]
    with tempfile.TemporaryDirectory(dir=workplace(), prefix=f"faults-{name}-") as folder:
        try:
            return harness(Path(folder), full if size is None else size, seed)
        except fulldisk.CannotMount as reason:
            return Figures(f"{name}: left out ({reason})")
        except Exception as error:
            return Figures(name, broken=[in_one_line(error)])


def main() -> int:
    """Run what was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(HARNESSES))
    parser.add_argument("--size", type=int, help="instead of the full size")
    parser.add_argument("--seed", type=int, default=1, help="of what is chosen at random")
    args = parser.parse_args()
    if unknown := set(args.names) - set(HARNESSES):
        parser.error(f"no harness {', '.join(sorted(unknown))}; there are {', '.join(HARNESSES)}")
    failed = False
    for name in args.names or HARNESSES:
        begun = time.monotonic()
        figures = run(name, args.size, args.seed)
        print(f"{figures} ({time.monotonic() - begun:.0f} s)", flush=True)
        for line in figures.broken[:_SHOWN]:
            print(f"    {line}", flush=True)
        failed |= bool(figures.broken)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
