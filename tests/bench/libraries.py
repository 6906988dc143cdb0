"""Libraries of any size for measuring, made from the seeds: every article's text is its own."""

import os
import random
import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from store import marks
from store.importers import Draft
from store.library import Library

TAGS = ["iraq", "syria", "anbar", "follow up", "border", "to quote", "الأنبار", "PMU"]
SEEDS = Path(__file__).parents[2] / "seeds"


def drafts(count: int) -> Iterator[Draft]:
    """Dispatches of 2 to 4 kB, their sentences drawn from the seeds, their dates spread over years."""
    rng = random.Random(0)
    text = " ".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt")))
    sentences = re.findall(r"[A-Z][^.\n]{40,220}\.", text)
    for number in range(count):
        day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
        body = " ".join(rng.choices(sentences, k=rng.randint(14, 26)))
        made = f" date {day} {day.replace('-', '/')} | 07:55\n(Wire {number % 40} | News)- AMMAN (Petra) – Item {number}: {body}"
        yield Draft(made, made.encode(), f"made-{number}.txt")


def make(path: Path, count: int, marked: float = 0.47) -> Path:
    """A library of `count` articles in `path`, unless one is there; returns `path`.

    Args:
        path: its directory.
        count: how many articles, each of 2 to 4 kB.
        marked: the share of them that was read; of these some are tagged, highlighted or noted.
    """
    if (path / "articles.jsonl").exists():
        return path
    flush, os.fdatasync = os.fdatasync, lambda descriptor: None  # made to be measured, not kept
    try:
        with Library.open(path) as library:
            made = drafts(count)
            while batch := list(islice(made, 1000)):
                _mark(library, [id for id, _ in library.add(batch)], marked)
    finally:
        os.fdatasync = flush
    return path


def _mark(library: Library, ids: list[str], share: float) -> None:
    rng = random.Random(ids[0])
    for number, id in enumerate(rng.sample(ids, int(share * len(ids)))):
        if number % 3:
            library.apply(marks.read(id), undoable=False)
        if number % 2 == 0:
            library.apply(marks.tag(id, rng.sample(TAGS, rng.randint(1, 3))))
        if number % 10 == 0:
            article = library.article(id)
            library.apply(marks.highlight(article, 100, 140, "ORG"))
            library.apply(marks.note(article, f"ask about this: {number}", (100, 140), None))


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
