"""Whether two texts are one: the same letters, or much the same wording.

`sketch` keeps the 64 smallest hashes of a text's runs of five words; the share that two sketches
have in common estimates the share of runs that the texts have in common (Broder, "On the
resemblance and containment of documents", 1997). Wire versions of one story, cut, extended or with
another head, share at least half of them; stories that merely tell of one event share none.
"""

import zlib
from array import array
from hashlib import blake2b
from typing import NamedTuple

from . import fold

VERSION = 10 * fold.VERSION + 1
"""The stamp of what is derived here."""
RUN = 5
"""Words that are hashed together."""
KEPT = 64
"""Hashes that a sketch has at most."""
NEAR = 0.5
"""From this resemblance on, two texts are versions of one story."""
RELATED = 0.3
"""From this resemblance on, they share passages."""
FEWEST = 20
"""Words below which a text resembles nothing: too many short ones are alike."""


class Likeness(NamedTuple):
    """What of a text is compared with others.

    `key` is a hash, 8 bytes, of what stays the same when the publisher changes the text (see
    `importers.Draft`), None where nothing does; `letters` and `sketch` are those of the functions
    of these names.
    """

    key: bytes | None
    letters: bytes
    sketch: "array[int]"


def likeness(text: str, key: str = "") -> Likeness:
    """What of a text is compared with others."""
    words = fold.words(text)
    return Likeness(_hash(key) if key else None, letters(words), sketch(words))


def letters(words: list[str]) -> bytes:
    """A hash, 8 bytes, of the letters and digits of a text.

    White space, quotes, dashes, case and accents do not count.

    Args:
        words: the text's, folded (`fold.words`).
    """
    return _hash("".join(words))


def _hash(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def sketch(words: list[str]) -> "array[int]":
    """The smallest hashes of the runs of words, in order; none for a text that is too short.

    Args:
        words: the text's, folded (`fold.words`).
    """
    if len(words) < FEWEST:
        return array("I")
    hashes = {zlib.crc32(it.encode("utf-8", "surrogatepass")) for it in _runs(words, RUN)}
    return array("I", sorted(_mixed(it) for it in hashes)[:KEPT])


def _mixed(value: int) -> int:
    """A hash whose size says nothing of the text; like endings have like checksums."""
    value = (value ^ (value >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    return (value ^ (value >> 15)) * 0x2C1B3C6D & 0xFFFFFFFF


def is_related(one: str, other: str) -> bool:
    """Whether one text may be the other at another time: the shorter one's wording is in both.

    An article that grew holds what there was of it; a share of both would be small.
    """
    texts = [fold.words(one), fold.words(other)]
    is_short = min(map(len, texts)) < FEWEST
    small, large = sorted((_runs(it, 1 if is_short else RUN) for it in texts), key=len)
    return len(small & large) >= (NEAR if is_short else RELATED) * len(small)


def _runs(words: list[str], length: int) -> set[str]:
    return {" ".join(words[n : n + length]) for n in range(len(words) - length + 1)}


def resemblance(one: "array[int]", other: "array[int]") -> float:
    """The share of runs that two texts have in common, estimated from their sketches: 0 to 1."""
    if not one or not other:
        return 0.0
    size = min(KEPT, max(len(one), len(other)))
    both = {*one, *other}
    smallest = sorted(both)[:size]
    return len({*one} & {*other} & {*smallest}) / len(smallest)
