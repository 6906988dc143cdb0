"""Where a stretch of a text lies in a later version of that text.

The two are aligned word by word first. A stretch whose words all stand in one unchanged run, with
enough of its surroundings, has moved there for sure, and so has one whose whole sentence stands
elsewhere; but only where each of the two texts has these words once: of two rows that differ in
their date nobody knows which one is left. What is found otherwise, by its quote and context or only
in part, is doubtful and wants to be asked.
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
_AROUND = 40
"""Words on a side that are looked at to tell a place from others."""
_LONGEST = 3000
"""Words on a side that are aligned at once; longer changed parts are doubtful as a whole."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_STOP = re.compile(r"(?<=[.!?…])['\")\]]*\s+|\n")
_FAR = 1000
"""Code points on a side in which the ends of a sentence are looked for."""
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
    def _words_of(self) -> tuple[list[str], list[str]]:
        return (
            [self._old[start:end] for start, end in self._from],
            [self._new[start:end] for start, end in self._to],
        )

    @cached_property
    def _joined(self) -> tuple[str, str]:
        old, new = self._words_of
        return f" {' '.join(old)} ", f" {' '.join(new)} "

    @cached_property
    def _runs(self) -> list[tuple[int, int, int]]:
        """The unchanged runs of words: where in the old ones, where in the new, how many."""
        old, new = self._words_of
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
        there = None
        for i, j, count in self._runs:
            if i <= first and last <= i + count and count - (last - first) >= self._enough(count):
                there = self._place(start, end, first, last, j - i)
                if count == len(self._from) or self._is_placed(i, count, first, last):
                    return Fate(MOVED, there)
        elsewhere = self._with_sentence(start, end)
        if elsewhere:
            return Fate(MOVED, elsewhere)
        return Fate(DOUBTFUL, there) if there else self._doubtful(start, end, first, last)

    def _is_placed(self, i: int, count: int, first: int, last: int) -> bool:
        """Whether words [first, last) of a run were there and nowhere else, seen from both sides.

        Beside what was put in or taken out, a run goes on by chance where two rows are alike.
        """
        before, after = max(i, first - _AROUND), min(i + count, last + _AROUND)
        return self._is_alone(before, first + 1) and self._is_alone(last - 1, after)

    def _is_alone(self, first: int, last: int) -> bool:
        """Whether both texts have these words of the old one once."""
        words = f" {' '.join(self._words_of[0][first:last])} "
        return all(_has_once(text, words) for text in self._joined)

    def _with_sentence(self, start: int, end: int) -> Span | None:
        """By the sentence that it stands in, where both texts have that once."""
        far = max(0, start - _FAR)
        before = max((it.end() for it in _STOP.finditer(self._old, far, start)), default=far)
        stop = _STOP.search(self._old, end, end + _FAR)
        after = stop.start() if stop else min(len(self._old), end + _FAR)
        sentence = self._old[before:after]
        is_enough = len(sentence) - (end - start) > CONTEXT
        if is_enough and _has_once(self._old, sentence) and _has_once(self._new, sentence):
            at = self._new.index(sentence)
            if not self._new[at - 1 : at].isalnum():  # 8 July is no 28 July
                return Span(at + start - before, at + end - before)
        return None

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
        """By its quote, where it stands most alike, else by the words of it that are left."""
        places = list(_occurrences(self._new, self._old[start:end]))
        if places:
            before = self._old[max(0, start - CONTEXT) : start]
            after = self._old[end : end + CONTEXT]
            size = end - start

            def context(at: int) -> int:
                return _alike(before[::-1], self._new[max(0, at - CONTEXT) : at][::-1]) + _alike(
                    after, self._new[at + size : at + size + CONTEXT]
                )

            best = max(places, key=context)
            return Fate(DOUBTFUL, Span(best, best + size))
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


def _has_once(text: str, words: str) -> bool:
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0


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
