"""What of a query the columns and the index tell, for all articles at once.

Each part of a tree comes out as two sets: the articles that surely answer, and those that may.
Between the two lie the articles that have to be read (see `holding`); without the index, that is
all of them for a word, and for an expression it always is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from . import masks
from .masks import Mask
from .tree import All, Any, Dates, Node, Not, Pattern, State, Term


class Verdict(NamedTuple):
    """The articles that surely answer, and those that may; the first are among the second."""

    sure: Mask
    possible: Mask


class Columns(Protocol):
    """What is known of all articles without reading any; sets of their numbers."""

    @property
    def size(self) -> int:
        """How many numbers there are."""

    def state(self, name: str) -> Mask:
        """Those in a state, a key of `fields.STATES`."""

    def dates(self, since: str, until: str) -> Mask:
        """Those published from `since` on, before `until`."""

    def beside(self, term: Term) -> Mask:
        """Those in whose tags, notes and highlights, as far as the field says, the words are."""

    def named(self, term: Term) -> Verdict:
        """Those that name a thing called so."""

    def indexed(self, terms: Iterable[Term]) -> Verdict:
        """Those in whose indexed words all of the terms are."""


def weigh(node: Node, columns: Columns) -> Verdict:
    """Weigh a tree."""
    size = columns.size
    match node:
        case All(nodes):
            return _together(nodes, columns)
        case Any(nodes):
            found = Verdict(masks.nothing(size), masks.nothing(size))
            for child in nodes:
                found = _joined(masks.either, found, weigh(child, columns))
            return found
        case Not(child):
            sure, possible = weigh(child, columns)
            return Verdict(masks.opposite(possible), masks.opposite(sure))
        case State(name):
            return _exactly(columns.state(name))
        case Dates(since, until):
            return _exactly(columns.dates(since, until))
        case Pattern():
            return Verdict(masks.nothing(size), masks.everything(size))
        case Term("tag" | "note" | "highlight"):
            return _exactly(columns.beside(node))
        case Term("entity"):
            return columns.named(node)
        case Term(None):
            beside = _exactly(columns.beside(node))
            return _joined(masks.either, beside, columns.indexed([node]))
        case Term():
            return columns.indexed([node])


def _together(nodes: Iterable[Node], columns: Columns) -> Verdict:
    """What holds together: the cheap parts first, words that only texts have in one question."""
    found = _exactly(masks.everything(columns.size))
    texts: list[Term] = []
    rest: list[Node] = []
    for node in nodes:
        if _only_in_texts(node, columns):
            assert isinstance(node, Term)
            texts.append(node)
        else:
            rest.append(node)
    for part in [texts, *sorted(rest, key=_cost)] if texts else sorted(rest, key=_cost):
        if masks.is_empty(found.possible):
            break
        verdict = columns.indexed(part) if isinstance(part, list) else weigh(part, columns)
        found = _joined(masks.both, found, verdict)
    return found


def _only_in_texts(node: Node, columns: Columns) -> bool:
    match node:
        case Term("tag" | "note" | "highlight" | "entity"):
            return False
        case Term(None):
            return masks.is_empty(columns.beside(node))
        case _:
            return isinstance(node, Term)


def _cost(node: Node) -> int:
    """States and dates before words, words before what is made of several."""
    return 0 if isinstance(node, State | Dates) else 1 if isinstance(node, Term) else 2


def _exactly(mask: Mask) -> Verdict:
    return Verdict(mask, mask)


def _joined(how: Callable[[Mask, Mask], Mask], one: Verdict, other: Verdict) -> Verdict:
    return Verdict(how(one.sure, other.sure), how(one.possible, other.possible))
