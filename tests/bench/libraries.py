"""Libraries of any size for measuring, made from the seeds: every article's text is its own."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

from store.importers import Draft
from store.library import Library

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


def make(path: Path, count: int) -> Library:
    """A library of `count` articles in `path`; the one that is there, if it is."""
    library = Library.open(path)
    if not library.select():
        batch = list(drafts(count))
        for start in range(0, count, 1000):
            library.add(batch[start : start + 1000])
    return library
