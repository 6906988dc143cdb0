"""Measure, side by side in one run: start, keys, idleness and the store, beside a bare Textual app.

    python tests/bench/run.py [--sizes 1000,10000,100000] [--rounds 5] [--keep DIR]

CPU is that of the whole process, all threads; medians. Absolute figures move with the machine: the
ratios are what to compare.
"""

import argparse
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.libraries import make  # the repository is on the path only now
from tests.bench.terminal import Program

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self): yield Static("READY")
Bare().run()
"""


def start_cost(marker: bytes, leave: bytes, *command: str) -> tuple[float, float, float]:
    """Seconds of CPU until a program has shown `marker`, and until it fell silent; MB it holds."""
    program = Program(*command)
    shown = program.shown(marker)
    program.read(0.4)
    settled, memory = program.cpu(), program.memory()
    program.leave(leave)
    return shown, settled, memory


def measure_start(libraries: dict[int, Path], rounds: int) -> None:
    """Start to the first full list, in turn with a bare app."""
    bare: list[tuple[float, float, float]] = []
    ours: dict[int, list[tuple[float, float, float]]] = {size: [] for size in libraries}
    for _ in range(rounds):
        bare.append(start_cost(b"READY", b"\x11", sys.executable, "-c", BARE))
        for size, path in libraries.items():
            command = (sys.executable, "-m", "tui", "--library", str(path))
            ours[size].append(start_cost(b"? keys", b"q", *command))
    base = median(settled for _, settled, _ in bare)
    print(f"start of a bare Textual app               {base * 1000:6.0f} ms CPU")
    for size, costs in ours.items():
        first, settled, memory = (median(column) for column in zip(*costs, strict=True))
        ratios = [shown / settled for (shown, *_), (_, settled, _) in zip(costs, bare, strict=True)]
        print(
            f"start to the first full list, {size:>7} articles {first * 1000:6.0f} ms CPU"
            f"  {median(ratios):.2f} x bare; settled {settled * 1000:.0f} ms, {memory:.0f} MB"
        )


def measure_store(path: Path, size: int) -> None:
    """The library alone, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "tests/bench/store_figures.py", str(path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    for line in done.stdout.splitlines():
        print(f"{size:>7} articles: {line}")


def measure_keys(size: int, path: Path) -> None:
    """Keys in the list and on the page, and what it does while nobody touches it."""
    program = Program(sys.executable, "-m", "tui", "--library", str(path), "--theme", "dark")
    program.read(0.25, b"? keys")
    table = [("list: down", b"j"), ("list: page down", b"\x1b[6~")]
    rows = [(what, *program.key(key)) for what, key in table]
    program.write(b"g\r")
    program.read(0.5)
    for what, key in (
        ("page: next word", b"w"),
        ("page: next entity", b"e"),
        ("page: next sentence", b"s"),
    ):
        rows.append((what, *program.key(key)))
    for what, cost, sent in rows:
        print(f"{what:<20} {size:>7} articles {cost:6.1f} ms CPU {sent:8.0f} bytes")
    before = program.cpu()
    sent = 0
    end = time.monotonic() + 5
    while time.monotonic() < end:
        if select.select([program.fd], [], [], 0.5)[0]:
            sent += len(os.read(program.fd, 65536))
    used = (program.cpu() - before) * 1000 / 5
    print(f"{'idle':<20} {size:>7} articles {used:6.1f} ms CPU/s {sent / 5:6.0f} bytes/s")
    program.leave(b"qq")


def main() -> None:
    """Make the libraries, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="a folder for the libraries, to be used again")
    args = parser.parse_args()
    os.chdir(Path(__file__).parents[2])
    root = args.keep or Path(tempfile.mkdtemp())
    try:
        libraries = {size: root / str(size) for size in map(int, args.sizes.split(","))}
        for size, path in libraries.items():
            begun = time.process_time()
            make(path, size)
            print(f"made, {size:>7} articles: {time.process_time() - begun:8.2f} s CPU")
        measure_start(libraries, args.rounds)
        for size, path in libraries.items():
            measure_keys(size, path)
        for size, path in libraries.items():
            measure_store(path, size)
    finally:
        if not args.keep:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
