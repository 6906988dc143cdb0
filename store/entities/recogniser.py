"""From a text to its mentions: proposals, passes over the article, dates, entities."""

from typing import Protocol

from ..article import Mention
from .amounts import amounts
from .dateline import head_names
from .dates import expressions
from .links import entity_ids
from .names import propose
from .own import OwnNames
from .passes import refine
from .runs import Sentence, sentence
from .sentences import split
from .spans import Proposal, overlay
from .tokens import Token, tokens
from .values import full_date, published_day, value


class Adapter(Protocol):
    """A recogniser from elsewhere that finds the names of a text: text in, spans out.

    `version` says which one it is; mentions are recognised anew when it changes.
    """

    version: str

    def __call__(self, text: str) -> list[Proposal]:
        """Propose the names of a text with OntoNotes labels, sorted, without overlaps."""


NO_NAMES = OwnNames()

_SURE_DATES = frozenset({"iso", "numeric", "full", "month_year"})
"""Kinds of date that no name is mistaken for."""

_NEAR = 5
"""Code points that may lie between a full date and the time of day that belongs to it."""


def recognise(
    text: str,
    published: str | None = None,
    names: OwnNames = NO_NAMES,
    adapter: Adapter | None = None,
) -> list[Mention]:
    """Find what a text names.

    Args:
        text: any text; odd input gives few mentions, never an error.
        published: the day (and time) of publication in ISO 8601, for "Monday" and the like;
            without it only absolute dates have a value.
        names: the reader's own names, which outrank everything.
        adapter: finds the names in place of the tagger that comes with the program.

    Returns:
        The mentions in order, without overlaps. Offsets are code points in `text`.
    """
    words = tokens(text)
    if adapter:
        proposals = adapter(text)
    else:
        proposals = [one for here in _sentences(text, words) for one in propose(here)]
    proposals, introduced = refine(text, words, overlay(proposals, head_names(text)))
    proposals = names.settle(text, words, proposals)
    proposals = _with_numbers(text, proposals, published)
    ids = entity_ids(text, proposals, introduced)
    return [
        Mention(one.start, one.end, one.label, entity, one.value, one.source)
        for one, entity in zip(proposals, ids, strict=True)
    ]


def _sentences(text: str, words: list[Token]) -> list[Sentence]:
    found, first = [], 0
    for _, end in split(text, words):
        last = first
        while last < len(words) and words[last].end <= end:
            last += 1
        found.append(sentence(text, words[first:last]))
        first = last
    return found


def _with_numbers(text: str, names: list[Proposal], published: str | None) -> list[Proposal]:
    """Add dates, times and amounts: amounts and full dates beat names, names the other dates."""
    today = published_day(published)
    sure, others = list(amounts(text)), list[Proposal]()
    before, before_end = None, -1
    for said in expressions(text):
        near = before if said.start - before_end <= _NEAR else None
        meaning = value(said, today, near)
        one = Proposal(said.start, said.end, said.label, 0.9, "rule", meaning)
        (sure if said.kind in _SURE_DATES else others).append(one)
        if day := full_date(said):
            before, before_end = day, said.end
    return overlay(overlay(others, names), _apart(sure))


def _apart(proposals: list[Proposal]) -> list[Proposal]:
    """Sort, and leave out what overlaps an earlier or longer one."""
    kept: list[Proposal] = []
    for one in sorted(proposals, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
