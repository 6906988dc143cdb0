"""Columns as CoNLL-2003 has them, the names in IOB2: every name begins with B-.

`TOKEN -X- -X- NER`, a blank line after each sentence; `-DOCSTART- -X- O O`, as spaCy splits on it,
before each article. No offsets. For training: suggested mentions go out as well. Stretches that the
reader labelled come first, then mentions; plain highlights name nothing and stay out. A token is
cut where a name begins or ends inside it, which is counted.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..entities import sentences, tokens
from .annotations import (
    ARTICLE_NOTES,
    ARTICLE_TAGS,
    STRETCH_NOTES,
    STRETCH_TAGS,
    Annotation,
    Speller,
    apart,
    marked,
    named,
    printable,
    trimmed,
)
from .format import File
from .record import Record

_OVER = "annotations over several sentences"
_PLAIN = "highlights without a label"
_CUT = "tokens as they were: cut at the edge of a name"


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make the one file; see `Format.files`."""
    speller = Speller(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
    yield File("", (piece for record in records for piece in _article(record, speller, lost)))


def _article(record: Record, speller: Speller, lost: Counter[str]) -> Iterator[str]:
    _count(record, lost)
    text = printable(record.article.text, lost)
    bounds = sentences(text)
    starts = [start for start, _ in bounds]
    labelled = [it for it in marked(record) if it.label]
    names = []
    for it in apart(trimmed(text, [*labelled, *named(record, lost)], lost), lost):
        within = bisect_right(starts, it.start) - 1
        if within >= 0 and it.end <= bounds[within][1]:
            names.append(it)
        else:
            lost[_OVER] += 1
    yield "-DOCSTART- -X- O O\n\n"
    pieces = _cut(text, names, lost)
    first = 0
    for _, end in bounds:
        last = first
        while last < len(pieces) and pieces[last][0] < end:
            last += 1
        for start, stop in pieces[first:last]:
            yield f"{text[start:stop]} -X- -X- {_tag(names, start, speller, lost)}\n"
        if last > first:
            yield "\n"
        first = last


def _cut(text: str, names: list[Annotation], lost: Counter[str]) -> list[tuple[int, int]]:
    """The places of the tokens, cut at the edges of names; they hold all but white space."""
    edges = sorted({edge for it in names for edge in (it.start, it.end)})
    pieces = []
    for token in tokens(text):
        inside = edges[bisect_right(edges, token.start) : bisect_left(edges, token.end)]
        lost[_CUT] += bool(inside)
        bounds = [token.start, *inside, token.end]
        pieces += list(pairwise(bounds))
    return pieces


def _tag(names: list[Annotation], start: int, speller: Speller, lost: Counter[str]) -> str:
    at = bisect_right(names, start, key=lambda it: it.start) - 1
    if at < 0 or names[at].end <= start:
        return "O"
    label = names[at].shown_label
    if names[at].start == start:
        return "B-" + speller(label, lost)
    return "I-" + speller(label, Counter())


def _count(record: Record, lost: Counter[str]) -> None:
    """Count what has no place in columns."""
    lost[ARTICLE_TAGS] += len(record.marks.tags)
    lost[ARTICLE_NOTES] += sum(it.start is None for it in record.marks.notes)
    lost[STRETCH_NOTES] += sum(it.start is not None for it in record.marks.notes)
    lost[STRETCH_TAGS] += sum(len(it.tags) for it in record.marks.highlights)
    lost[_PLAIN] += sum(not it.label for it in record.marks.highlights)
