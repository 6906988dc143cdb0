"""What differs between two versions of a story, word by word."""

from difflib import SequenceMatcher
from typing import NamedTuple

BESIDE = 10
"""Words of what both have that are kept on each side of what differs."""
_LONGEST = 8000
"""Words of a version that are compared; what follows them is not."""


class Piece(NamedTuple):
    """A stretch of words: `same` in both, `gone` from the first, `new` in the second.

    Of long stretches that are the same the middle is left out, "…" standing for it.
    """

    kind: str
    text: str


def differences(one: str, other: str) -> list[Piece]:
    """What has to be done to `one` to make `other` of it; white space does not count.

    Returns:
        The pieces in order; none when both have the same words.
    """
    old, new = one.split()[:_LONGEST], other.split()[:_LONGEST]
    if old == new:
        return []
    pieces: list[Piece] = []
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > 4000)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            at_start, at_end = i == 0 and j == 0, i_end == len(old) and j_end == len(new)
            pieces.append(Piece("same", _elided(old[i:i_end], at_start, at_end)))
        else:
            if i < i_end:
                pieces.append(Piece("gone", " ".join(old[i:i_end])))
            if j < j_end:
                pieces.append(Piece("new", " ".join(new[j:j_end])))
    return pieces


def _elided(words: list[str], at_start: bool, at_end: bool) -> str:
    first = [] if at_start else words[:BESIDE]
    last = [] if at_end else words[-BESIDE:]
    if len(first) + len(last) >= len(words):
        return " ".join(words)
    return " ".join([*first, "…", *last])
