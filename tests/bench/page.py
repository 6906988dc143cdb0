"""Measure the page of an article: keys, opening, resizing, idleness, memory, as a terminal has it.

    python tests/bench/page.py [--keys 60] [--rounds 5] [--openings 1000] [--keep DIR]

CPU is that of the whole process, all threads, from a key until it neither sends nor works for some
hundredths of a second. A key that changes nothing on the screen does not count. Bytes are what goes
to the terminal. `!` stands beside what is more than was asked for.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import cycle, islice
from math import ceil
from pathlib import Path
from statistics import median

import pyte

sys.path.insert(0, str(Path(__file__).parents[2]))

from store.library import Library
from tests.bench.long_texts import fill, marker, text
from tests.bench.terminal import COLUMNS, ESCAPES, ROWS, Program

SEED = Path(__file__).parents[2] / "seeds" / "000_68b17ba8da5cad87.txt"
KEYS = {
    "w next word": "w*",
    "e next entity": "e*",
    "l/h right edge": "l*h*",
    "s next sentence": "s*",
    "v grow": "v*v*v*v*VVVVw",
    "0 highlight (writes)": "0*w",
    "Space page down": " *",
}
"""What is measured -> the keys pressed round and round; those before a star count."""
SCROLLED = 3000
"""Bytes from which on a key has scrolled the page."""
GAP = 0.03
"""Seconds without bytes and work after which a key is done, and as long again before the next."""
WIDTHS = (100, COLUMNS)


@dataclass
class Text:
    """One of the texts: what to call it, its id, its place in the list, and its mark."""

    name: str
    id: str
    place: int
    marker: bytes


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[ceil(0.95 * len(values)) - 1]


def line(what: str, name: str, costs: list[float], sizes: list[int], asked: float | None,
         most: int | None = None, unit: str = "ms") -> None:  # fmt: skip
    """One row of the table; `asked` holds for the 95th percentile, `most` for the bytes."""
    over = asked is not None and p95(costs) > asked
    heavy = most is not None and bool(sizes) and p95(sizes) > most
    sent = f"{median(sizes):9,.0f} {p95(sizes):9,.0f}" if sizes else " " * 19
    limits = [f"{asked:g} {unit}"] if asked is not None else []
    limits += [f"{most} bytes"] if most is not None else []
    print(
        f"{what:<32} {name:<11} {median(costs):8.1f} {p95(costs):8.1f}{'!' if over else ' '}"
        f"{max(costs):8.1f} {sent}{'!' if heavy else ' '} {', '.join(limits):<18} n={len(costs)}",
        flush=True,
    )


def head() -> None:
    """The names of the columns."""
    print(
        f"{'what':<32} {'text':<11} {'median':>8} {'p95':>8}  {'most':>8} {'bytes':>9} {'p95':>9}  asked"
    )


def calibrate() -> None:
    """What a fixed loop costs in this process, to tell the noise of the machine."""
    costs = []
    for _ in range(15):
        begun = time.process_time()
        sum(at * at for at in range(500_000))
        costs.append((time.process_time() - begun) * 1000)
    line("a bare loop of 500,000", "", costs, [], None)


# -- the texts -----------------------------------------------------------------------------------


def make(path: Path) -> list[Text]:
    """The library of texts, each long one below a short one; all recognised."""
    short = [text(at, 2000, 20) for at in (0, 2, 4, 6)]
    long = {
        "2 kB": (1, text(1, 2_000, 20)),
        "200 kB": (3, text(3, 200_000, 2000)),
        "1 MB": (5, text(5, 1_000_000, 5000)),
        "1 MB 1 line": (7, text(7, 1_000_000, 5000, paragraph=0)),
    }
    if not (path / "articles.jsonl").exists():
        fill(path, [SEED.read_text("utf-8"), *(it for _, it in long.values()), *short])
    dateline(path, "recognise")
    with Library.open(path) as library:
        rows = library.select("").rows
        texts = {row.id: library.article(row.id).text for row in rows}
    made = {"seed": SEED.read_text("utf-8")} | {name: it for name, (_, it) in long.items()}
    found = []
    for name, body in made.items():
        place = next(at for at, row in enumerate(rows) if texts[row.id] == body)
        mark = marker(long[name][0]) if name in long else "\0"
        found.append(Text(name, rows[place].id, place, mark.encode()))
        shown = json.loads(dateline(path, "show", rows[place].id, "--json"))
        print(f"{name:<12} {len(body):>9,} characters {len(shown['mentions']):>6,} mentions")
    return found


def dateline(path: Path, *words: str) -> str:
    """What a verb of the command line prints."""
    command = [sys.executable, "-m", "tui", "--library", str(path), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def start(path: Path) -> Program:
    """The reader, at rest; nothing goes on in the background."""
    program = Program(sys.executable, "-m", "tui", "--library", str(path), "--theme", "dark")
    program.read(0.3, b"? keys")
    time.sleep(2.5)  # a second to load what the background needs, one to see that all is done
    program.rest(0.5)
    return program


def opened(path: Path, place: int) -> Program:
    """The reader with an article open, its entities known, at rest."""
    program = start(path)
    program.resize(COLUMNS - 1)  # drawn all anew below, for a screen of our own
    program.write(b"j" * place + b"\r")
    program.rest(0.5)
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    program.resize(COLUMNS)
    for _ in range(60):
        stream.feed(program.rest(0.5)[0])
        if re.search(r"entity \d+/\d+", "\n".join(screen.display)):
            return program
    raise TimeoutError("the entities are not known after a minute:\n" + "\n".join(screen.display))


# -- measuring -----------------------------------------------------------------------------------


def press(program: Program, pattern: str, wanted: int) -> tuple[list[float], list[int]]:
    """CPU milliseconds and bytes of so many keys; at the end of the text it begins again."""
    costs: list[float] = []
    sizes: list[int] = []
    for key, counts in islice(cycle(re.findall(r"([^*])(\*?)", pattern)), 10 * wanted):
        before = program.cpu()
        program.write(key.encode())
        sent, _ = program.rest(GAP)
        cost = (program.cpu() - before) * 1000
        if counts and sent:
            costs.append(cost)
            sizes.append(len(sent))
        elif counts and key != "v":
            program.write(b"g")
            program.rest(GAP)
        if len(costs) == wanted:
            break
        program.rest(GAP)
    return costs, sizes


def measure_keys(path: Path, of: Text, wanted: int) -> None:
    """Each motion and a verb that writes, one key at a time."""
    program = opened(path, of.place)
    for what, pattern in KEYS.items():
        program.write(b"g")
        program.rest(0.3)
        costs, sizes = press(program, pattern, wanted)
        if what.startswith("Space"):
            line(what, of.name, costs, sizes, 16, None)
            continue
        pairs = list(zip(costs, sizes, strict=True))
        still = [it for it in pairs if it[1] < SCROLLED]
        line(what, of.name, *map(list, zip(*still, strict=True)), 5, 800)  # type: ignore[arg-type]
        if moved := [it for it in pairs if it[1] >= SCROLLED]:
            line(
                f"  {len(moved)} of {len(pairs)} scrolled",
                of.name,
                *map(list, zip(*moved, strict=True)),
                16,
            )  # type: ignore[arg-type]
    program.leave(b"\x11")


def measure_opening(path: Path, of: Text, rounds: int, asked: float | None) -> None:
    """From Enter to the text, in a fresh process and again; its mentions are in the cache.

    The page follows the cursor once that rests, so Enter comes quickly after the step to it.
    """
    kinds = ("opening, first in a process", "opening, again")
    painted: dict[str, list[float]] = {kind: [] for kind in kinds}
    settled: dict[str, list[float]] = {kind: [] for kind in kinds}
    sizes: dict[str, list[int]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        program = start(path)
        program.write(b"j" * (of.place - 1))
        program.rest(0.5)
        for kind in kinds:
            program.write(b"j")
            if of.marker in ESCAPES.sub(b"", program.rest(0.02)[0]):
                raise RuntimeError("the page followed the list before Enter was pressed")
            before = program.cpu()
            program.write(b"\r")
            data, cost = program.until(of.marker)
            painted[kind].append((cost - before) * 1000)
            data += program.rest(0.1)[0]
            settled[kind].append((program.cpu() - before) * 1000)
            sizes[kind].append(len(data))
            program.write(b"qk")
            program.rest(0.5)
        program.leave(b"\x11")
    for kind in kinds:
        line(f"{kind}: painted", of.name, painted[kind], [], asked)
        line(f"{kind}: settled", of.name, settled[kind], sizes[kind], None)


def measure_rest(path: Path, of: Text, rounds: int) -> None:
    """Resizing, to and fro, and ten seconds of nothing."""
    program = opened(path, of.place)
    resized: list[tuple[int, float, float, int]] = []
    for width in WIDTHS * (rounds + 1):
        program.resize(width)
        begun, before = time.monotonic(), program.cpu()
        sent, last = program.rest(0.25)
        wall, used = (last - begun) * 1000, (program.cpu() - before) * 1000
        resized.append((width, wall, used, len(sent)))
    for width in WIDTHS:
        costs = [it for it in resized if it[0] == width][1:]  # the first one loads
        sizes = [sent for *_, sent in costs]
        line(f"resize to {width}: wall", of.name, [wall for _, wall, _, _ in costs], sizes, 200)
        line(f"resize to {width}: CPU", of.name, [cpu for _, _, cpu, _ in costs], sizes, 200)
    program.rest(0.5)
    before, begun = program.cpu(), time.monotonic()
    sent = program.idle(10)
    used = (program.cpu() - before) * 1000 / (time.monotonic() - begun)
    line("idle for 10 s, each second", of.name, [used], [sent // 10], None, 0)
    program.leave(b"\x11")


def measure_memory(path: Path, articles: int, openings: int) -> None:
    """What it holds after opening so many articles, one after another, to and fro."""
    if not (path / "articles.jsonl").exists():
        fill(path, (text(at, 2000, 20) for at in range(articles)))
    dateline(path, "recognise")
    program = opened(path, 0)
    before, parts = program.memory(), []
    keys = cycle([b"J"] * (articles - 1) + [b"K"] * (articles - 1))
    for number, key in enumerate(islice(keys, openings), 1):
        program.write(key)
        program.rest(0.015)
        if number % max(1, openings // 4) == 0:
            parts.append(f"{program.memory() - before:+.1f}")
    print(f"after each quarter of {openings} openings, from {before:.1f} MB: {' '.join(parts)} MB")
    line(f"{openings} openings, growth", f"{articles} texts", [program.memory() - before], [], 5,
         unit="MB")  # fmt: skip
    program.leave(b"\x11")


def main() -> None:
    """Make the texts, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keys", type=int, default=60, help="presses of each key")
    parser.add_argument("--rounds", type=int, default=5, help="openings and resizes of each text")
    parser.add_argument("--openings", type=int, default=1000)
    parser.add_argument("--keep", type=Path, help="a folder for the libraries, to be used again")
    args = parser.parse_args()
    os.chdir(Path(__file__).parents[2])
    root = args.keep or Path(tempfile.mkdtemp())
    try:
        texts = {it.name: it for it in make(root / "texts")}
        shutil.rmtree(used := root / "used", ignore_errors=True)
        shutil.copytree(root / "texts", used)  # the verb leaves marks
        head()
        calibrate()
        for name in ("seed", "200 kB", "1 MB", "1 MB 1 line"):
            measure_keys(used, texts[name], args.keys)
        for name, asked in (("2 kB", None), ("200 kB", 60), ("1 MB", None)):
            measure_opening(used, texts[name], args.rounds, asked)
        measure_rest(used, texts["1 MB"], args.rounds)
        measure_memory(root / "small", 200, args.openings)
        calibrate()
    finally:
        if not args.keep:
            shutil.rmtree(root)


if __name__ == "__main__":
    main()
