"""Dateline's own figures for the table of `compare.py`."""

import os
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median

from store import bulk, marks
from store.importers import Draft
from store.indexing import index_all
from store.library import Library
from tests.bench.corpus import COMMON, RARE, Dispatch, dispatches
from tests.bench.terminal import Program

Figures = dict[str, tuple[float, ...]]


def _text(it: Dispatch) -> str:
    day = time.strftime("%Y-%m-%d", time.gmtime(it.at))
    return f"{it.title}\n\ndate {day}\n\nAMMAN (Wire) – {it.body}"


def library_of(path: Path, count: int) -> Path:
    """A library of the corpus with its index, made unless it is there."""
    if (path / "articles.jsonl").exists():
        return path
    flush, os.fdatasync = os.fdatasync, lambda descriptor: None  # made to be measured, not kept
    try:
        with Library.open(path) as library:
            made = (_text(it) for it in dispatches(count))
            while batch := list(islice(made, 2000)):
                library.add(Draft(text, text.encode(), "made") for text in batch)
            index_all(library)
    finally:
        os.fdatasync = flush
    return path


def dateline(root: Path, count: int, rounds: int) -> Figures:
    """Start, key, open, find in the reader; finds and tags through the library."""
    path = library_of(root / f"dateline{count}", count)
    rows: dict[str, list[tuple[float, ...]]] = {}
    for _ in range(rounds):
        for name, figures in _reader(path).items():
            rows.setdefault(name, []).append(figures)
    found = {name: tuple(map(median, zip(*it, strict=True))) for name, it in rows.items()}
    return found | _store(path, count, rounds)


def _reader(path: Path) -> Figures:
    """One run of the reader; recognition in the background is another process."""
    program = Program(sys.executable, "-m", "tui", "--library", str(path))
    shown, _ = program.until(b"? keys")
    found: Figures = {"start": (program.cpu() * 1000,)}
    found["first"] = (len(shown),)
    program.read(0.4)
    program.rest()
    found["key"] = program.key(b"j")
    program.rest()
    program.write(b"g")
    program.rest()
    found["open"] = (_cost(program, b"\r"),)
    program.write(b"q")
    program.rest()
    found["memory"] = (program.memory(),)
    program.leave(b"\x11")
    return found


def _cost(program: Program, keys: bytes) -> float:
    before = program.cpu()
    program.write(keys)
    program.rest()
    return (program.cpu() - before) * 1000


def _store(path: Path, count: int, rounds: int) -> Figures:
    """What a find costs till its first forty rows can be drawn, and what a tag costs on disk."""
    found: Figures = {}
    with Library.open(path) as library:
        library.select("warm")
        for name, word in (("rare", RARE), ("common", COMMON)):
            found[name] = (_timed(lambda w=word: list(library.select(w).rows[:40]), rounds),)  # type: ignore[misc]
        ids = [row.id for row in library.select().rows[: min(8000, count)]]
        numbers = iter(range(1000))
        library.apply(marks.tag(ids[0], ["first of a day"]))
        found["tag"] = (
            _timed(lambda: library.apply(marks.tag(ids[0], [f"t{next(numbers)}"])), 20),
        )
        costs = []
        for _ in range(rounds):
            costs.append(_timed(lambda: library.apply(bulk.retag(ids, [f"m{next(numbers)}"])), 1))
            library.undo()
        found["many"] = (median(costs),)
    return found


def _timed(act: Callable[[], object], times: int) -> float:
    """Median milliseconds of CPU."""
    costs = []
    for _ in range(times):
        begun = time.process_time()
        act()
        costs.append((time.process_time() - begun) * 1000)
    return median(costs)
