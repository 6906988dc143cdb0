"""Which unit the offsets of a file count, told by the words that it quotes."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from .foreign import Stretch

POINTS = "code points"


def in_code_points(text: str, stretches: Sequence[Stretch]) -> tuple[list[Stretch], str]:
    """The same stretches in code points, and the unit that they were in.

    Code points are what most formats mean. UTF-16 units, which JavaScript counts, and bytes of
    UTF-8 are taken where every stretch has a quote, and all of them fit there and not here.
    """
    quoted = [it for it in stretches if it.quote is not None and it.start >= 0]
    if not quoted or text.isascii() or all(fits(text, it) for it in quoted):
        return list(stretches), POINTS
    for unit, width in (("UTF-16 units", _utf16), ("bytes of UTF-8", _utf8)):
        starts = _starts(text, width)
        moved = [_moved(it, starts) for it in stretches]
        if all(it and fits(text, it) for it in moved if it is None or it.quote is not None):
            return [it for it in moved if it], unit
    return list(stretches), POINTS


def fits(text: str, it: Stretch) -> bool:
    """Whether the quote of a stretch is what stands there; white space does not count."""
    if it.quote is None:
        return True
    return _solid(text[it.start : it.end]) == _solid(it.quote)


def _solid(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _utf16(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1


def _utf8(character: str) -> int:
    return len(character.encode("utf-8", "surrogatepass"))


def _starts(text: Iterable[str], width: Callable[[str], int]) -> "array[int]":
    """Where each code point begins in another unit, and where the last one ends."""
    starts, at = array("Q", [0]), 0
    for character in text:
        at += width(character)
        starts.append(at)
    return starts


def _moved(it: Stretch, starts: "array[int]") -> Stretch | None:
    """A stretch in code points; None where it cuts one in two, or ends after the text."""
    if it.start < 0:
        return it
    start, end = bisect_left(starts, it.start), bisect_left(starts, it.end)
    if end >= len(starts) or starts[start] != it.start or starts[end] != it.end:
        return None
    return replace(it, start=start, end=end)
