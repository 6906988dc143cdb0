"""How far two readers agree on what they marked in the same articles, and where they do not.

What is compared are labelled stretches: highlights with their label (`HIGHLIGHT` for those without
one) and what the reader said a name is (accepted, relabelled or own). What nobody has touched is no
agreement. F1 is the harmonic mean of the two shares that match, so it is the same both ways; kappa
is Cohen's (A Coefficient of Agreement for Nominal Scales, 1960), over tokens.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from . import marks
from .corrections import ARTICLE, occurrences
from .entities.tokens import tokens
from .log.line import Doc

HIGHLIGHT = "HIGHLIGHT"
TABLES = frozenset(("highlights", "corrections"))
"""The tables that are compared."""
_NONE = "O"


class Labelled(NamedTuple):
    """A stretch that a reader labelled: code points [start, end); whether it says what is named."""

    start: int
    end: int
    label: str
    is_name: bool = False

    @property
    def said(self) -> tuple[int, int, str]:
        """What is compared of it."""
        return self.start, self.end, self.label


@dataclass
class Tally:
    """Counts of one label, or of all: each reader's stretches, those in both, those that touch."""

    one: int = 0
    other: int = 0
    exact: int = 0
    one_overlaps: int = 0
    other_overlaps: int = 0

    @property
    def exact_f1(self) -> float | None:
        """F1 of stretches with the same edges and label; None where there are none."""
        total = self.one + self.other
        return 2 * self.exact / total if total else None

    @property
    def overlap_f1(self) -> float | None:
        """F1 of stretches that touch one of the same label; None where there are none."""
        if not self.one + self.other:
            return None
        if not self.one or not self.other:
            return 0.0
        p, r = self.one_overlaps / self.one, self.other_overlaps / self.other
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class Agreement:
    """The figures over some articles.

    Attributes:
        articles: how many were compared.
        labels: label -> its counts; "" is all of them.
        pairs: (label of one, label of other) -> tokens, "O" for none.
    """

    articles: int = 0
    labels: dict[str, Tally] = field(default_factory=dict)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, text: str, one: Sequence[Labelled], other: Sequence[Labelled]) -> None:
        """Take in what two readers said of one text."""
        self.articles += 1
        first, second = {it.said for it in one}, {it.said for it in other}
        for labels in (*{label for *_, label in first | second}, ""):
            tally = self.labels.setdefault(labels, Tally())
            mine = [it for it in first if labels in ("", it[2])]
            theirs = [it for it in second if labels in ("", it[2])]
            tally.one += len(mine)
            tally.other += len(theirs)
            tally.exact += len(set(mine) & set(theirs))
            tally.one_overlaps += _touching(mine, theirs)
            tally.other_overlaps += _touching(theirs, mine)
        self.pairs.update(_pairs(text, sorted(first), sorted(second)))

    def kappa(self, labelled: bool) -> float | None:
        """Cohen's kappa over tokens; None where there are none.

        Args:
            labelled: over those only that at least one reader labelled.
        """
        pairs = {
            pair: count
            for pair, count in self.pairs.items()
            if not labelled or pair != (_NONE, _NONE)
        }
        total = sum(pairs.values())
        if not total:
            return None
        agreed = sum(count for (a, b), count in pairs.items() if a == b) / total
        ones, others = Counter[str](), Counter[str]()
        for (a, b), count in pairs.items():
            ones[a] += count
            others[b] += count
        chance = sum(ones[it] * others[it] for it in ones) / total**2
        return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)


def labelled(text: str, docs: Mapping[str, Mapping[str, Doc]]) -> list[Labelled]:
    """What a reader labelled in a text, in order.

    Args:
        text: the article's.
        docs: table -> id -> document, of this article.
    """
    found = marks.marks_of(text, docs)
    said = {Labelled(it.start, it.end, it.label or HIGHLIGHT) for it in found.highlights}
    for it in found.corrections:
        if it.label is None:
            continue
        here = [(it.start, it.end)]
        if it.reach == ARTICLE:
            here += [(span.start, span.end) for span in occurrences(text, it.quote)]
        said |= {Labelled(start, end, it.label, True) for start, end in here}
    return sorted(said)


class Disagreement(NamedTuple):
    """A place where two readers say different things: what each says there, in code points."""

    article: str
    start: int
    end: int
    one: tuple[Labelled, ...]
    other: tuple[Labelled, ...]


def disagreements(
    article: str, one: Sequence[Labelled], other: Sequence[Labelled]
) -> list[Disagreement]:
    """The places where two readers differ: stretches that touch each other are one place."""
    everything = sorted({*one, *other})
    groups: list[list[Labelled]] = []
    reach = -1
    for it in everything:
        if it.start >= reach:
            groups.append([])
        groups[-1].append(it)
        reach = max(reach, it.end)
    found = []
    for group in groups:
        mine, theirs = (tuple(it for it in group if it in said) for said in (one, other))
        if {it.said for it in mine} != {it.said for it in theirs}:
            start, end = group[0].start, max(it.end for it in group)
            found.append(Disagreement(article, start, end, mine, theirs))
    return found


def _touching(some: Iterable[tuple[int, int, str]], others: Iterable[tuple[int, int, str]]) -> int:
    """How many of some stretches touch one of the others with the same label."""
    by_label: dict[str, list[tuple[int, int]]] = {}
    for start, end, label in others:
        by_label.setdefault(label, []).append((start, end))
    return sum(
        any(a < end and start < b for a, b in by_label.get(label, ())) for start, end, label in some
    )


def _pairs(
    text: str, one: Sequence[tuple[int, int, str]], other: Sequence[tuple[int, int, str]]
) -> Counter[tuple[str, str]]:
    """What both say of each token; of several labels on one the longest stretch's."""
    places = [(it.start, it.end) for it in tokens(text)]
    return Counter(zip(_labels(places, one), _labels(places, other), strict=True))


def _labels(places: Sequence[tuple[int, int]], said: Sequence[tuple[int, int, str]]) -> list[str]:
    labels = [_NONE] * len(places)
    lengths = [0] * len(places)
    starts = [start for start, _ in places]
    for start, end, label in said:
        at = max(0, bisect_left(starts, start) - 1)
        while at < len(places) and places[at][0] < end:
            if places[at][1] > start and end - start > lengths[at]:
                labels[at], lengths[at] = label, end - start
            at += 1
    return labels
