"""Where a stretch of a text lies in a later version of that text.

The two are aligned word by word first. A stretch whose words all stand in one unchanged run, with
enough of its surroundings, has moved there for sure. What alignment does not place is looked for by
its quote and context; whatever is found so, or only in part, is doubtful and wants to be asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from ..anchor import CONTEXT
from ..article import Span

SURE = 8
"""Unchanged words beside a stretch, before and after it together, that make its new place sure."""
_LONGEST = 3000
"""Words on a side that are aligned at once; longer changed parts are doubtful as a whole."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ALIKE = str.maketrans("’‘ʼ`´“”„«»–—‒‑‐", "'''''\"\"\"\"\"-----")

MOVED, DOUBTFUL, GONE = "moved", "doubtful", "gone"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a stretch: moved to `span`, doubtful (perhaps there), or gone (None)."""

    what: str
    span: Span | None


class Carrier:
    """Carries stretches of one text over to another one.

    Args:
        old: the text that the stretches are of.
        new: the later one.
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old.translate(_ALIKE), new.translate(_ALIKE)
        self._from = [match.span() for match in _TOKEN.finditer(self._old)]
        self._to = [match.span() for match in _TOKEN.finditer(self._new)]

    @cached_property
    def _runs(self) -> list[tuple[int, int, int]]:
        """The unchanged runs of words: where in the old ones, where in the new, how many."""
        old = [self._old[start:end] for start, end in self._from]
        new = [self._new[start:end] for start, end in self._to]
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        runs = [(0, 0, head)] if head else []
        middle, other = old[head : len(old) - tail], new[head : len(new) - tail]
        if len(middle) <= _LONGEST and len(other) <= _LONGEST:
            matcher = SequenceMatcher(None, middle, other, autojunk=False)
            runs += [(head + i, head + j, n) for i, j, n in matcher.get_matching_blocks() if n]
        else:
            runs += [(head + i, head + j, n) for i, j, n in _by_rare_runs(middle, other)]
        if tail:
            runs.append((len(old) - tail, len(new) - tail, tail))
        return _merged(runs)

    def carry(self, start: int, end: int) -> Fate:
        """Say what became of code points [start, end) of the old text."""
        first, last = self._words(start, end)
        if first >= last:
            return Fate(GONE, None)
        for i, j, count in self._runs:
            beside = count - (last - first)
            if i <= first and last <= i + count and beside >= self._enough(count):
                return Fate(MOVED, self._place(start, end, first, last, j - i))
        return self._doubtful(start, end, first, last)

    def _enough(self, count: int) -> int:
        """How many words beside it a run must have; a text that is unchanged has no more."""
        return 0 if count == len(self._from) else SURE

    def _words(self, start: int, end: int) -> tuple[int, int]:
        """The words that a stretch touches."""
        first = next((n for n, (_, e) in enumerate(self._from) if e > start), len(self._from))
        last = first
        while last < len(self._from) and self._from[last][0] < end:
            last += 1
        return first, last

    def _place(self, start: int, end: int, first: int, last: int, shift: int) -> Span:
        """The new place of a stretch whose words have moved by so many words.

        Its edges keep their distance from the edges of its words: they may lie within one.
        """
        before = start - self._from[first][0]
        after = self._from[last - 1][1] - end
        new_start, new_end = self._to[first + shift][0], self._to[last - 1 + shift][1]
        return Span(
            max(0, new_start + before) if before > 0 else new_start,
            new_end - after if after > 0 else new_end,
        )

    def _doubtful(self, start: int, end: int, first: int, last: int) -> Fate:
        """By its quote and what stands around it, else by the words of it that are left."""
        places = list(_occurrences(self._new, self._old[start:end]))
        if places:
            before = self._old[max(0, start - CONTEXT) : start]
            after = self._old[end : end + CONTEXT]
            size = end - start

            def context(at: int) -> int:
                return _alike(before[::-1], self._new[max(0, at - CONTEXT) : at][::-1]) + _alike(
                    after, self._new[at + size : at + size + CONTEXT]
                )

            best = sorted(places, key=context, reverse=True)
            whole = context(best[0]) == len(before) + len(after) and bool(before or after)
            span = Span(best[0], best[0] + size)
            alone = len(best) == 1 or context(best[1]) < context(best[0])
            sure = whole and alone and len(before + after) > CONTEXT
            return Fate(MOVED if sure else DOUBTFUL, span)
        left = [
            j + n - i
            for i, j, count in self._runs
            for n in range(max(i, first), min(i + count, last))
        ]
        if len(left) * 2 < last - first:
            return Fate(GONE, None)
        return Fate(DOUBTFUL, Span(self._to[left[0]][0], self._to[left[-1]][1]))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two lists begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _alike(one: str, other: str) -> int:
    return _common(one, other)


def _merged(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Runs that follow each other directly, on both sides, as one."""
    merged: list[tuple[int, int, int]] = []
    for i, j, count in runs:
        if merged:
            pi, pj, before = merged[-1]
            if pi + before == i and pj + before == j:
                merged[-1] = (pi, pj, before + count)
                continue
        merged.append((i, j, count))
    return merged


def _occurrences(text: str, quote: str) -> "list[int]":
    places, at = list[int](), text.find(quote)
    while at >= 0 and len(places) < 1000:
        places.append(at)
        at = text.find(quote, at + 1)
    return places if quote else []


def _by_rare_runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Align long texts by runs of words that each of them has once: linear in their length."""
    size = 8

    def once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
        seen: dict[tuple[str, ...], int] = {}
        for n in range(len(words) - size + 1):
            run = tuple(words[n : n + size])
            seen[run] = -1 if run in seen else n
        return {run: n for run, n in seen.items() if n >= 0}

    there = once(new)
    runs: list[tuple[int, int, int]] = []
    for run, i in once(old).items():
        j = there.get(run)
        if j is None or (runs and i < runs[-1][0] + runs[-1][2]):
            continue
        if runs and j < runs[-1][1] + runs[-1][2]:
            continue  # it was moved about: not a matter of alignment
        count = size + _common(old[i + size :][:_LONGEST], new[j + size :][:_LONGEST])
        runs.append((i, j, count))
    return runs
