"""One corpus for every program that is compared: dispatches of 2 to 4 kB, the same at each run.

Words are drawn from 20,000 made ones, the n-th as often as 1/(n+3); names stand between them; a rare
word is in exactly ten dispatches, a common name in about five of six.
"""

import random
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

RARE, COMMON = "zarqonite", "Daesh"
_NAMES = (
    "Baghdad", "Hashd al-Sha’abi", "Popular Mobilization Units", "Anbar", "Adel Abdul-Mahdi",
    "al-Jazeera", "the “Will of Victory”", "United Nations",
)  # fmt: skip
_LETTERS = "etaoinshrdlucmfwypvbgk"


class Dispatch(NamedTuple):
    """One of them; `at` in seconds since 1970."""

    number: int
    title: str
    body: str
    at: int


def dispatches(count: int) -> Iterator[Dispatch]:
    """So many dispatches, seven minutes apart."""
    rng = random.Random(7)
    words = ["".join(rng.choices(_LETTERS, k=rng.randint(2, 10))) for _ in range(20_000)]
    drawn = rng.choices(words, [1 / (n + 3) for n in range(len(words))], k=2_000_000)
    step = max(1, count // 10)
    for number in range(count):
        length, at = rng.randint(2000, 4000), rng.randrange(len(drawn) - 1000)
        said: list[str] = []
        used = 0
        while used < length:
            piece = drawn[at : at + 14]
            at += 14
            piece.append(rng.choice(_NAMES))
            said.append(" ".join(piece).capitalize() + ".")
            used += len(said[-1]) + 1
        if number % 6:
            said[len(said) // 2] += f" {COMMON} again."
        if number % step == 0 and number // step < 10:
            said[-1] += f" The {RARE}."
        body = "\n\n".join(" ".join(said[n : n + 4]) for n in range(0, len(said), 4))
        yield Dispatch(number, f"D{number:06} {said[0][:60]}", body, 1_500_000_000 + 420 * number)


def as_feeds(folder: Path, count: int, feeds: int) -> list[Path]:
    """Write the dispatches as RSS, the n-th into feed n modulo `feeds`."""
    paths = [folder / f"feed{n:03}.xml" for n in range(feeds)]
    files = [path.open("w", encoding="utf-8") for path in paths]
    for n, file in enumerate(files):
        file.write(f'<?xml version="1.0"?><rss version="2.0"><channel><title>F{n:03}</title>\n')
    for it in dispatches(count):
        body = escape(escape(it.body).replace("\n\n", "<p>"))
        files[it.number % feeds].write(
            f"<item><title>{escape(it.title)}</title><guid>g{it.number}</guid>"
            f"<link>http://localhost/{it.number}</link><pubDate>{formatdate(it.at)}</pubDate>"
            f"<description>{body}</description></item>\n"
        )
    for file in files:
        file.write("</channel></rss>\n")
        file.close()
    return paths
