"""Dateline beside newsboat, stock TinyDB and a bare Textual app: one command, a table at the end.

    python tests/bench/compare.py [--sizes 1000,10000,100000] [--rounds 3] [--keep DIR]

CPU is that of the process, all threads, in milliseconds; medians. newsboat comes from Debian's
packages (`apt-get install newsboat`); where it is missing its columns are empty. Its second column is
after `ANALYZE` has been run on its cache once, without which it reads the whole table for each feed.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench import rivals  # the repository is on the path only now
from tests.bench.ours import dateline
from tests.bench.rivals import Figures

ROWS = {
    "start": "start to the first full list, ms",
    "first": "bytes of that screen",
    "key": "one key down in the list, ms / bytes",
    "open": "open an article, ms",
    "rare": "find a word that 10 articles have, ms",
    "common": "find a word that 5 of 6 have, ms",
    "tag": "tag one, on disk, ms",
    "many": "tag 8,000 as one step, ms",
    "memory": "memory, MB",
}


def row(name: str, columns: list[Figures]) -> str:
    """A line of the table."""
    cells = [_cell(it.get(name)) for it in columns]
    return "| " + " | ".join([ROWS[name], *cells]) + " |"


def _cell(figures: tuple[float, ...] | None) -> str:
    if not figures:
        return "-"
    return " / ".join(f"{it:,.0f}" if it >= 20 else f"{it:.1f}" for it in figures)


def measured(size: int, root: Path, rounds: int, bare: Figures) -> list[str]:
    """The lines for one size."""
    runs: dict[str, Callable[[], Figures]] = {"Dateline": partial(dateline, root, size, rounds)}
    if rivals.newsboat_version():
        folder = root / f"newsboat{size}"
        for name, analyze in (("newsboat", False), ("newsboat, ANALYZE", True)):
            runs[name] = partial(rivals.newsboat, folder, size, rounds, analyze)
    runs["stock TinyDB"] = partial(rivals.tinydb, root / f"tinydb{size}.json", size)
    columns = []
    for name, run in runs.items():
        columns.append(run())
        print(f"{size:,} {name}: {columns[-1]}", flush=True)
    columns.append(bare)
    heads = [f"{size:,} articles", *runs, "bare Textual"]
    lines = [f"| {' | '.join(heads)} |", f"|---|{'--:|' * len(columns)}"]
    return [*lines, *(row(name, columns) for name in ROWS), ""]


def main() -> None:
    """Make the libraries, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the libraries, to be used again")
    args = parser.parse_args()
    os.chdir(Path(__file__).parents[2])
    root = args.keep or Path(tempfile.mkdtemp())
    root.mkdir(parents=True, exist_ok=True)
    try:
        bare = rivals.bare(args.rounds)
        lines = [line for size in map(int, args.sizes.split(","))
                 for line in measured(size, root, args.rounds, bare)]  # fmt: skip
    finally:
        if not args.keep:
            shutil.rmtree(root)
    print()
    print("\n".join(lines))
    versions = [f"{name} {version(name.lower())}" for name in ("Textual", "TinyDB")]
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    print("; ".join([machine, f"Python {platform.python_version()}", *versions,
                     rivals.newsboat_version() or "no newsboat"]))  # fmt: skip


if __name__ == "__main__":
    main()
