"""What one reader decided in one article: the stretches that bear a label by the reader's word.

A suggestion that nobody touched is no decision. Names taught for every article are none either:
they say what is to be suggested, and where.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..article import Correction, Highlight, Marks
from ..clean import HIGHLIGHT
from ..corrections import ARTICLE, apply, in_force, occurrences
from ..teaching import governing

ACCEPTED, RELABELLED, OWN = "accepted", "relabelled", "own"
REJECTED, HIGHLIGHTED = "rejected", "highlight"


@dataclass(frozen=True, order=True)
class Decision:
    """A stretch that a reader labelled, or, with an empty label, said to name nothing.

    `start` and `end` are code points of the article's text. `how` is accepted (the label that was
    suggested), relabelled, own (nothing was suggested there), highlight or rejected.
    """

    start: int
    end: int
    label: str
    how: str

    @property
    def what(self) -> tuple[int, int, str]:
        """What two readers must agree in: the stretch and its label, however it came to it."""
        return self.start, self.end, self.label

    def touches(self, other: "Decision") -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Decided:
    """All decisions of one reader in one article, in the order of the text.

    Of two on the same stretch with the same label there is one. `rejected` are the stretches that
    name nothing, where no labelled name touches them.
    """

    labelled: tuple[Decision, ...] = ()
    rejected: tuple[Decision, ...] = ()


def decided(text: str, marks: Marks) -> Decided:
    """Gather what a reader decided, from the corrections and highlights of an article.

    A correction that reaches over the article stands wherever its words do, as it does on the page,
    but for places that only the recogniser would know: it is not asked.
    """
    named = list(_named(text, marks.corrections))
    found = [*named, *_highlighted(text, marks.highlights)]
    labelled = {it.what: it for it in reversed(found)}
    refused = {
        it.what: it
        for it in _rejected(text, marks.corrections)
        if not any(it.touches(name) for name in named)
    }
    return Decided(tuple(sorted(labelled.values())), tuple(sorted(refused.values())))


def _named(text: str, corrections: tuple[Correction, ...]) -> Iterator[Decision]:
    for it in apply(text, (), corrections):
        rule = governing(corrections, (it.start, it.end), text[it.start : it.end])
        was = rule.was if rule else None
        how = OWN if was is None else ACCEPTED if was == it.label else RELABELLED
        yield Decision(it.start, it.end, it.label, how)


def _highlighted(text: str, highlights: Iterable[Highlight]) -> Iterator[Decision]:
    for it in highlights:
        if 0 <= it.start < it.end <= len(text):
            label = it.label if isinstance(it.label, str) and it.label else HIGHLIGHT
            yield Decision(it.start, it.end, label, HIGHLIGHTED)


def _rejected(text: str, corrections: Iterable[Correction]) -> Iterator[Decision]:
    single, whole = in_force(corrections)
    for one in (it for it in [*single, *whole] if it.label is None):
        yield Decision(one.start, one.end, "", REJECTED)
        if one.reach == ARTICLE:
            for span in occurrences(text, one.quote):
                yield Decision(span.start, span.end, "", REJECTED)
