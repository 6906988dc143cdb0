"""Settling where two readers disagree: what is to hold at a place, as one act in the library."""

from collections.abc import Iterable
from hashlib import blake2b

from .. import marks, teaching
from ..article import Article, Marks
from ..clean import HIGHLIGHT
from ..log.line import Doc
from ..marks import Act, short
from .agreement import Disagreement
from .decisions import ACCEPTED, HIGHLIGHTED, REJECTED, RELABELLED, Decision

TABLE = "settled"


def settle(article: Article, there: Marks, at: Disagreement, chosen: Iterable[Decision]) -> Act:
    """Have just these decisions at a place; what else the reader decided or marked there goes.

    A name that was suggested and is not chosen is rejected, so that the suggestion does not come
    back. Of two names that touch each other the second is marked as a highlight: names do not
    overlap.

    Args:
        article: the article.
        there: its marks in the library.
        at: the place.
        chosen: what is to hold there.
    """
    chosen = list(dict.fromkeys(chosen))
    wanted, kept = {it.what for it in chosen}, set[tuple[int, int, str]]()
    acts = list[Act]()
    for mark in there.highlights:
        if mark.start < at.end and at.start < mark.end and _is_of(at, mark.label or HIGHLIGHT):
            what = mark.start, mark.end, mark.label or HIGHLIGHT
            kept |= {what} & wanted
            acts += [] if what in wanted else [marks.delete(mark)]
    for it in there.corrections:
        if it.start < at.end and at.start < it.end and _names(at):
            what = it.start, it.end, it.label or ""
            kept |= {what} & wanted
            acts += [] if what in wanted else [teaching.withdraw(it)]
    acts += _made(article, [it for it in chosen if it.what not in kept])
    acts += _rejected(article, at, chosen)
    docs: dict[str, Doc | None] = {_id(article.id, at): {"article": article.id, "settled": True}}
    did = f"settled “{short(article.text[at.start : at.end])}”"
    return marks.joined([*acts, Act("", {TABLE: docs})], did)


def is_settled(ids: Iterable[str], article: str, at: Disagreement) -> bool:
    """Whether a place was settled; `ids` are those of the documents in `TABLE`."""
    return _id(article, at) in ids


def _names(at: Disagreement) -> bool:
    return any(it.how != HIGHLIGHTED for it in (*at.a, *at.b))


def _is_of(at: Disagreement, label: str) -> bool:
    """Whether a highlight has a part in a disagreement: plain ones are none with names."""
    return any((it.label == HIGHLIGHT) == (label == HIGHLIGHT) for it in (*at.a, *at.b))


def _made(article: Article, chosen: list[Decision]) -> list[Act]:
    acts, names = list[Act](), list[Decision]()
    for it in chosen:
        if it.how == HIGHLIGHTED or any(map(it.touches, names)):
            label = None if it.label == HIGHLIGHT else it.label
            acts.append(marks.highlight(article, it.start, it.end, label))
        else:
            names.append(it)
            acts.append(teaching.correct(article, (it.start, it.end), it.label or None))
    return acts


def _rejected(article: Article, at: Disagreement, chosen: list[Decision]) -> list[Act]:
    suggested = {
        (it.start, it.end) for it in (*at.a, *at.b) if it.how in (ACCEPTED, RELABELLED, REJECTED)
    }
    return [
        teaching.correct(article, place, None)
        for place in sorted(suggested)
        if not any(it.start < place[1] and place[0] < it.end for it in chosen)
    ]


def _id(article: str, at: Disagreement) -> str:
    """The same for the same disagreement, whichever reader is named first."""
    sides = sorted(repr(sorted(it.what for it in side)) for side in (at.a, at.b))
    return f"{article}:{blake2b(''.join(sides).encode(), digest_size=8).hexdigest()}"
