"""The trained tagger: a linear-chain conditional random field, decoded in plain Python.

    sentence -> attributes -> sums of weights -> best sequence of labels -> proposals

(Lafferty, McCallum and Pereira, ICML 2001; Viterbi 1967.) The sums of whole words and of pairs of
words are kept, since most words come again; the search for the best sequence runs only where a
word is not certainly outside all names.
"""

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import exp
from typing import NamedTuple

from .features import Form, seen_around, seen_left, seen_right, standing, traits
from .labels import named
from .runs import Sentence
from .spans import Proposal
from .weights import Weights, load
from .wordlists import DATA

FILE = DATA / "tagger.bin"

_SLOPE = 0.3
"""How fast a label's weight (0.5 to 1) grows with its margin."""

_WORDS, _PAIRS = 8_000, 10_000
"""Words, and pairs of forms, whose sums are kept."""

_JOINT = 2
"""Words in a row inside a name that look as if they were in none, at most."""

Scores = tuple[int, ...]
"""A sum of weights for each label."""


class _Word(NamedTuple):
    """A word's form and what it adds to itself and to the words 1 and 2 to its right and left."""

    form: Form
    own: int
    right1: int
    left1: int
    right2: int
    left2: int


class Tagger:
    """Finds the names of a sentence with trained weights.

    Args:
        weights: as `weights.load` reads them; their labels are O, then B-X and I-X for each X.
        search_all: search for the best labels of every word, those certainly outside names, too.
    """

    def __init__(self, weights: Weights, search_all: bool = False) -> None:
        self._weights = weights
        self._labels = weights.labels
        self._begins = [i for i, label in enumerate(self._labels) if label[0] == "B"]
        self._inside = {i: self._labels.index("I" + self._labels[i][1:]) for i in self._begins}
        self._steps = weights.steps
        self._certain = sys.maxsize if search_all else self._most_gained()
        self._spread = max(max(to) - min(to) for to in zip(*self._steps, strict=True))
        self._words: dict[str, _Word] = {}
        self._pairs: dict[tuple[Form, Form], tuple[int, int]] = {}

    def propose(self, here: Sentence, guesses: Sequence[Proposal]) -> list[Proposal]:
        """Propose the names of a sentence, in order, without overlaps.

        Args:
            here: the sentence.
            guesses: what the rules propose for it.

        A proposal's `margin` is how far, in units of weight, the words score above the same words
        with the next best label or none, its neighbours as they are.
        """
        scores = self._scores(here, guesses)
        labels = self._best(scores)
        found, at = [], 0
        while at < len(labels):
            end = at + 1
            if labels[at]:
                inside = self._inside[labels[at]]
                while end < len(labels) and labels[end] == inside:
                    end += 1
                found.append(self._proposal(here, scores, labels, at, end))
            at = end
        return found

    # -- scores ----------------------------------------------------------------------------------

    def _scores(self, here: Sentence, guesses: Sequence[Proposal]) -> list[Scores]:
        """What each word scores for each label, but for the labels beside it."""
        words = [self._words.get(token.text) or self._word(token.text) for token in here.words]
        count = len(words)
        totals = [word.own for word in words]
        for at, signs in enumerate(standing(here, guesses)):
            totals[at] += self._weights.total(signs)
        for at in range(1, count):
            left, word = words[at - 1], words[at]
            to_left, to_right = self._pairs.get((left.form, word.form)) or self._pair(
                left.form, word.form
            )
            totals[at - 1] += word.left1 + to_left
            totals[at] += left.right1 + to_right
            if at > 1:
                before = words[at - 2]
                totals[at] += before.right2
                totals[at - 2] += word.left2
                around = seen_around(before.form, left.form, word.form)
                totals[at - 1] += self._weights.total((around,))
        return list(map(self._weights.lanes, totals))

    def _word(self, text: str) -> _Word:
        if len(self._words) > _WORDS:
            self._words.clear()
        its, weights = traits(text), self._weights

        def beside(offset: str) -> int:
            itself, *others = (offset + attribute for attribute in its.beside)
            return weights.of(itself) + weights.total(others)

        word = _Word(
            its.form,
            sum(map(weights.of, its.word)) + weights.total(its.own),
            beside("-1"),
            beside("+1"),
            weights.total(f"-2{attribute}" for attribute in its.far),
            weights.total(f"+2{attribute}" for attribute in its.far),
        )
        self._words[text] = word
        return word

    def _pair(self, left: Form, right: Form) -> tuple[int, int]:
        if len(self._pairs) > _PAIRS:
            self._pairs.clear()
        total = self._weights.total
        sums = total(seen_right(left, right)), total(seen_left(left, right))
        self._pairs[left, right] = sums
        return sums

    # -- the best sequence -----------------------------------------------------------------------

    def _best(self, scores: list[Scores]) -> list[int]:
        """The number of the best label for each word; 0 is O."""
        best = [0] * len(scores)
        for first, end in self._windows(scores):
            best[first:end] = self._search(scores, first, end)
        return best

    def _windows(self, scores: list[Scores]) -> Iterator[tuple[int, int]]:
        """The stretches of words that hold every name: from word to word that may be in one.

        No name consists only of words that O leads by more than the steps can make good; but a
        few of them may join the parts of a name ("of the").
        """
        first = end = 0
        for at, score in enumerate(scores):
            if score[0] - max(score[1:]) <= self._certain:
                if at - _JOINT > end and end:
                    yield first, end
                if at - _JOINT > end or not end:
                    first = at
                end = at + 1
        if end:
            yield first, end

    def _most_gained(self) -> int:
        """How much more the steps of a name can weigh for each of its words than those of O."""
        outside = self._steps[0][0]
        into = max(self._steps[0]) - outside
        out = max(step[0] for step in self._steps) - outside
        return max(map(max, self._steps)) - outside + into + out

    def _search(self, scores: list[Scores], first: int, end: int) -> list[int]:
        """The best labels of words [first, end), which lie between words outside all names."""
        steps = self._steps
        reached = self._first(scores[first], at_start=first == 0)
        came: list[list[int]] = []
        for score in scores[first + 1 : end]:
            now, back = [0] * len(score), [0] * len(score)
            least = max(reached) - self._spread
            live = [(it, steps[label], label) for label, it in enumerate(reached) if it >= least]
            for label in (0, *self._begins):
                now[label], back[label] = max([(it + step[label], was) for it, step, was in live])
                now[label] += score[label]
            for begin, inside in self._inside.items():
                from_begin = reached[begin] + steps[begin][inside]
                from_inside = reached[inside] + steps[inside][inside]
                now[inside] = max(from_begin, from_inside) + score[inside]
                back[inside] = begin if from_begin >= from_inside else inside
            reached = now
            came.append(back)
        if end < len(scores):
            reached = [so_far + step[0] for so_far, step in zip(reached, steps, strict=True)]
        labels = [reached.index(max(reached))]
        for back in reversed(came):
            labels.append(back[labels[-1]])
        return labels[::-1]

    def _first(self, score: Scores, at_start: bool) -> list[int]:
        reached = [it if at_start else it + self._steps[0][i] for i, it in enumerate(score)]
        for inside in self._inside.values():
            reached[inside] -= 1 << 28  # nothing goes on that has not begun
        return reached

    # -- proposals -------------------------------------------------------------------------------

    def _proposal(
        self, here: Sentence, scores: list[Scores], labels: list[int], at: int, end: int
    ) -> Proposal:
        options = [(0,) * (end - at)]
        options += [(begin, *[self._inside[begin]] * (end - at - 1)) for begin in self._begins]
        before = labels[at - 1] if at else None
        after = labels[end] if end < len(labels) else None
        sums = sorted(
            ((self._sum(scores[at:end], before, option, after), option) for option in options),
            reverse=True,
        )
        (top, chosen), (second, other) = sums[:2]
        words = [token.text for token in here.words[at:end]]
        margin = (top - second) / self._weights.scale
        return Proposal(
            here.words[at].start,
            here.words[end - 1].end,
            named(self._labels[chosen[0]][2:], words),
            weight=1 / (1 + exp(-min(margin * _SLOPE, 30.0))),
            source="tagger",
            margin=margin,
            rival=named(self._labels[other[0]][2:], words) if other[0] else "",
        )

    def _sum(
        self, scores: Sequence[Scores], before: int | None, option: Sequence[int], after: int | None
    ) -> int:
        total = sum(score[label] for score, label in zip(scores, option, strict=True))
        path = [label for label in (before, *option, after) if label is not None]
        for left, right in pairwise(path):
            total += self._steps[left][right]
        return total


@cache
def shipped() -> Tagger:
    """The tagger that comes with the program, read when first asked for."""
    return Tagger(load(FILE))
