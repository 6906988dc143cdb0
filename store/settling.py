"""Settling where two readers disagree: what holds at a place, as one act in the library."""

from collections.abc import Iterable
from hashlib import blake2b

from . import marks, teaching
from .agreement import HIGHLIGHT, Disagreement, Labelled
from .article import Article, Marks
from .log.line import Doc
from .marks import Act, short

TABLE = "settled"


def settle(article: Article, there: Marks, at: Disagreement, chosen: Iterable[Labelled]) -> Act:
    """Have just these stretches labelled at a place; what else is marked there goes.

    Args:
        article: the article.
        there: its marks in the library.
        at: the place.
        chosen: what holds there.
    """
    chosen = list(chosen)
    wanted = {it.said for it in chosen}
    acts = list[Act]()
    kept = set[tuple[int, int, str]]()
    for mark in there.highlights:
        said = mark.start, mark.end, mark.label or HIGHLIGHT
        if mark.start < at.end and at.start < mark.end:
            kept |= {said} & wanted
            acts += [marks.delete(mark)] if said not in wanted else []
    for it in there.corrections:
        if it.label and it.start < at.end and at.start < it.end:
            said = it.start, it.end, it.label
            kept |= {said} & wanted
            acts += [teaching.withdraw(it)] if said not in wanted else []
    for one in chosen:
        if one.said not in kept:
            acts.append(_act(article, one))
    docs: dict[str, Doc | None] = {_id(at): {"article": article.id, "settled": True}}
    did = f"settled “{short(article.text[at.start : at.end])}”"
    return marks.joined([*acts, Act("", {TABLE: docs})], did)


def is_settled(docs: Iterable[str], at: Disagreement) -> bool:
    """Whether a place was settled; `docs` are the ids in the table of what is."""
    return _id(at) in docs


def _act(article: Article, it: Labelled) -> Act:
    if it.is_name:
        return teaching.correct(article, (it.start, it.end), it.label)
    label = None if it.label == HIGHLIGHT else it.label
    return marks.highlight(article, it.start, it.end, label)


def _id(at: Disagreement) -> str:
    """The same for the same disagreement, whichever reader is named first."""
    sides = sorted(repr(sorted(it.said for it in side)) for side in (at.one, at.other))
    return f"{at.article}:{blake2b(''.join(sides).encode(), digest_size=8).hexdigest()}"
