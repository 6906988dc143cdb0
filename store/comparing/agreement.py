"""How far two readers agree over the same articles: figures, and what they disagree in. Pure.

Three figures are given, since none tells all; each is the same whichever reader comes first.

- Exact F1: pairs with the same stretch and the same label; 2 pairs / (spans of A + spans of B). For
  spans, of which nobody knows how many there could be, it takes the place of kappa: Hripcsak and
  Rothschild, "Agreement, the F-measure, and reliability in information retrieval", JAMIA 12 (2005),
  296-298.
- Overlap F1: the same with pairs that share a code point and the label, matched one to one, as many
  as can be.
- Cohen's kappa over tokens: "A coefficient of agreement for nominal scales", Educational and
  Psychological Measurement 20 (1960), 37-46. A token has the labels of the spans that touch it;
  where one span ends and the next begins is not looked at. On all tokens it is high because most
  bear no label; on those that at least one of the two labelled it is low, since no token is left
  that both passed over. Brandsen et al., "Creating a dataset for named entity recognition in the
  archaeology domain", LREC 2020, give both for that reason.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

from ..clean import HIGHLIGHT
from ..entities import tokens
from .decisions import Decided, Decision

Labels = tuple[str, ...]
"""The labels of one token, in order; empty where it has none."""
Cells = Counter[tuple[Labels, Labels]]
"""How many tokens A gives the first labels, and B the second."""


@dataclass(frozen=True)
class Figures:
    """How far two readers agree in one label, or in all.

    Attributes:
        label: the label; "" for all labels together.
        a, b: spans of each reader.
        exact: pairs with the same stretch and label.
        overlap: pairs that overlap and have the same label, one to one, as many as can be.
        exact_f1, overlap_f1: from 0 to 1; None where neither has a span.
        kappa_labelled: Cohen's kappa on the tokens that at least one of them gave any label; None
            where there is no such token. It is at most 0, or 1, where there is one label only.
        kappa_all: the same on all tokens of the articles.
    """

    label: str
    a: int
    b: int
    exact: int
    overlap: int
    exact_f1: float | None
    overlap_f1: float | None
    kappa_labelled: float | None
    kappa_all: float | None


@dataclass(frozen=True)
class Tally:
    """What the figures are made of; those of several articles are added up.

    Each counts by label; `cells` counts tokens.
    """

    a: Counter[str] = field(default_factory=Counter)
    b: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    overlap: Counter[str] = field(default_factory=Counter)
    cells: Cells = field(default_factory=Counter)

    def add(self, other: "Tally") -> None:
        """Take in what another one counted."""
        for name in self.__dataclass_fields__:
            getattr(self, name).update(getattr(other, name))

    @property
    def labels(self) -> list[str]:
        """The labels that either reader gave."""
        return sorted(self.a.keys() | self.b.keys())

    def figures(self, label: str = "") -> Figures:
        """The figures of one label; those of all labels without one."""
        a, b, exact, overlap = (
            counts[label] if label else counts.total()
            for counts in (self.a, self.b, self.exact, self.overlap)
        )
        cells = _only(self.cells, label) if label else self.cells
        some = Counter({cell: count for cell, count in self.cells.items() if any(cell)})
        some = _only(some, label) if label else some
        f1s = f1(exact, a, b), f1(overlap, a, b)
        return Figures(label, a, b, exact, overlap, *f1s, kappa(some), kappa(cells))


def _only(cells: Cells, label: str) -> Cells:
    """The cells as they are when a token has this label, or none."""
    found: Cells = Counter()
    for (a, b), count in cells.items():
        found[(label,) * (label in a), (label,) * (label in b)] += count
    return found


def f1(pairs: int, a: int, b: int) -> float | None:
    """The F1 of `pairs` matched among `a` and `b` spans; None where there are no spans."""
    return 2 * pairs / (a + b) if a + b else None


def kappa(cells: Cells) -> float | None:
    """Cohen's kappa of a table of counts.

    Returns:
        At most 1; None for an empty table. Where both readers say the same one thing of every
        token, chance alone would do so too and kappa is 0 / 0: that is given as 1.
    """
    count = cells.total()
    if not count:
        return None
    of_a, of_b = Counter[Labels](), Counter[Labels]()
    for (a, b), number in cells.items():
        of_a[a] += number
        of_b[b] += number
    alike = sum(number for (a, b), number in cells.items() if a == b)
    by_chance = sum(number * of_b[labels] for labels, number in of_a.items())
    if by_chance == count * count:
        return 1.0
    return (alike * count - by_chance) / (count * count - by_chance)


# -- one article -----------------------------------------------------------------------------------


def tallies(text: str, a: Decided, b: Decided) -> tuple[Tally, Tally]:
    """Count in one article: its labels, and apart from them its plain highlights.

    The two are kept apart since a highlight may stand on a whole sentence with names in it.
    """
    words = tokens(text)
    starts, ends = [it.start for it in words], [it.end for it in words]

    def counted(wanted: Callable[[Decision], bool]) -> Tally:
        mine, theirs = ([it for it in each.labelled if wanted(it)] for each in (a, b))
        cells = _cells(len(words), *(_labels(starts, ends, some) for some in (mine, theirs)))
        alike = {it.what for it in mine} & {it.what for it in theirs}
        return Tally(
            Counter(it.label for it in mine),
            Counter(it.label for it in theirs),
            Counter(label for _, _, label in alike),
            Counter({label: matched(mine, theirs, label) for label in {it.label for it in mine}}),
            cells,
        )

    return counted(lambda it: it.label != HIGHLIGHT), counted(lambda it: it.label == HIGHLIGHT)


def _labels(starts: list[int], ends: list[int], spans: Iterable[Decision]) -> dict[int, Labels]:
    """The labels of each token that a span touches, by the token's number."""
    found: dict[int, set[str]] = {}
    for it in spans:
        for token in range(bisect_right(ends, it.start), bisect_left(starts, it.end)):
            found.setdefault(token, set()).add(it.label)
    return {token: tuple(sorted(labels)) for token, labels in found.items()}


def _cells(count: int, a: dict[int, Labels], b: dict[int, Labels]) -> Cells:
    touched = a.keys() | b.keys()
    cells: Cells = Counter((a.get(token, ()), b.get(token, ())) for token in touched)
    if count > len(touched):
        cells[(), ()] = count - len(touched)
    return cells


def matched(a: Iterable[Decision], b: Iterable[Decision], label: str) -> int:
    """How many pairs of one label overlap, each span in one pair at most, as many as can be.

    Whichever span ends first is paired with the one that ends first of those of the other reader
    that it touches. That is never worse than another choice: all that it touches hold its last code
    point, so of those the one that ends first touches the fewest of what comes later.
    """
    spans = [(it, side) for side, each in enumerate((a, b)) for it in each if it.label == label]
    waiting: list[list[tuple[int, int, int]]] = [[], []]  # by start, the nearest last
    for number, (it, side) in enumerate(spans):
        waiting[side].append((it.start, it.end, number))
    for each in waiting:
        each.sort(reverse=True)
    begun: list[list[tuple[int, int]]] = [[], []]  # heaps, by end
    done, pairs = set[int](), 0
    for number in sorted(range(len(spans)), key=lambda at: spans[at][0].end):
        if number in done:
            continue
        done.add(number)
        it, other = spans[number][0], 1 - spans[number][1]
        while waiting[other] and waiting[other][-1][0] < it.end:
            heappush(begun[other], waiting[other].pop()[1:])
        while begun[other] and begun[other][0][1] in done:
            heappop(begun[other])
        if begun[other]:
            done.add(heappop(begun[other])[1])
            pairs += 1
    return pairs


# -- disagreements ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Disagreement:
    """A place where two readers say different things.

    Attributes:
        start, end: from where their stretches begin to where they end, in code points.
        a, b: what each decided there, in the order of the text; empty where that is nothing. A
            rejection is given only where the reader labelled nothing there.
    """

    start: int
    end: int
    a: tuple[Decision, ...]
    b: tuple[Decision, ...]

    @property
    def kind(self) -> str:
        """What they differ in: label, stretch, label and stretch, only A or only B."""
        named = [[it for it in side if it.label] for side in (self.a, self.b)]
        if not all(named):
            return "only A" if named[0] else "only B"
        places = [{(it.start, it.end) for it in side} for side in named]
        labels = [{it.label for it in side} for side in named]
        if places[0] == places[1]:
            return "label"
        return "stretch" if labels[0] == labels[1] else "label and stretch"


def disagreements(a: Decided, b: Decided) -> list[Disagreement]:
    """Where two readers of one article differ, in the order of the text.

    Stretches that touch each other are one disagreement; plain highlights are none with names.
    """
    alike = {it.what for it in a.labelled} & {it.what for it in b.labelled}
    found = []
    for plain in (False, True):
        rest = [
            (it, side)
            for side, each in enumerate((a, b))
            for it in each.labelled
            if it.what not in alike and (it.label == HIGHLIGHT) is plain
        ]
        for group in _groups(sorted(rest)):
            sides = [tuple(it for it, of in group if of == side) for side in (0, 1)]
            found.append(_disagreement(sides, (a, b)))
    return sorted(found, key=lambda it: (it.start, it.end))


def _groups(rest: Sequence[tuple[Decision, int]]) -> list[list[tuple[Decision, int]]]:
    groups: list[list[tuple[Decision, int]]] = []
    reach = -1
    for it, side in rest:
        if it.start >= reach:
            groups.append([])
        groups[-1].append((it, side))
        reach = max(reach, it.end)
    return groups


def _disagreement(
    sides: Sequence[tuple[Decision, ...]], readers: tuple[Decided, Decided]
) -> Disagreement:
    both = [it for side in sides for it in side]
    start, end = min(it.start for it in both), max(it.end for it in both)
    if all(it.label != HIGHLIGHT for it in both):
        sides = [
            side or tuple(it for it in each.rejected if any(map(it.touches, both)))
            for side, each in zip(sides, readers, strict=True)
        ]
    return Disagreement(start, end, *sides)
