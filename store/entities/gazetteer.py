"""The table of places: is this run of words a known place, and of what class?

The table derives from GeoNames, Unicode CLDR and ISO 3166-2 (see `data/README.md`); it is read when
first asked for. Its keys were folded with `store.fold`: build it again when that folding changes.
"""

import gzip
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ..fold import fold
from .wordlists import DATA, wordlist

CLASSES = ("country", "region", "state", "metro", "city")
"""country to city are political places (GPE), a region is not (LOC); a city is not widely known."""

LONGEST = 5
"""Words in the longest key."""


@lru_cache(4096)
def key(name: str) -> str:
    """Fold a name to its key: no case, accents, apostrophes, hyphens or full stops."""
    return " ".join(fold(name).replace("-", " ").replace(".", "").replace("'", "").split())


@cache
def places() -> Mapping[str, str]:
    """Read the table: the class of each key."""
    packed = (DATA / "places.gz").read_bytes()
    table: dict[str, str] = {}
    for section in reversed(gzip.decompress(packed).decode("utf-8").split("=")[1:]):
        kind, *keys = section.rstrip("\n").split("\n")
        table.update(dict.fromkeys(keys, kind))
    for kind in ("city", "state", "region", "country"):  # the last one wins
        table.update(dict.fromkeys(wordlist(f"more_{kind}"), kind))
    return table


def longest_match(words: Sequence[str], start: int) -> tuple[int, str] | None:
    """Find the longest place that begins at a word.

    Args:
        words: folded words, as `key` gives them.
        start: index of the word to begin at.

    Returns:
        The index after the last word and the class, or None.
    """
    table = places()
    for end in range(min(start + LONGEST, len(words)), start, -1):
        kind = table.get(" ".join(words[start:end]))
        if kind:
            return end, kind
    return None
