"""From a text to its mentions: tagger, passes over the article, names of the reader's, dates."""

from collections.abc import Callable
from typing import Protocol

from ..article import Mention
from .dates import meanings
from .links import entity_ids
from .names import propose
from .own import OwnNames
from .passes import PASSES
from .reading import Reading
from .runs import Sentence, sentence
from .sentences import split
from .spans import Proposal, overlay
from .sums import amounts
from .tagger import shipped
from .tokens import Token, tokens


class Adapter(Protocol):
    """A recogniser from elsewhere that finds the names of a text: text in, spans out.

    `version` says which one it is; mentions are recognised anew when it changes.
    """

    version: str

    def __call__(self, text: str) -> list[Proposal]:
        """Propose the names of a text with OntoNotes labels, sorted, without overlaps."""


NO_NAMES = OwnNames()

Watcher = Callable[[str, Reading], None]
"""Is told after each step its name and what there is by then; after each sentence, with no name.

What it raises ends the reading.
"""

_SURE_DATES = frozenset({"iso", "numeric", "full", "month_year", "holiday"})
"""Kinds of date that no name is mistaken for."""


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
    return mentions_of(read(text, published, names, adapter, _nobody))


def mentions_of(reading: Reading) -> list[Mention]:
    """The mentions of a text that was read to the end."""
    found = reading.proposals
    ids = entity_ids(reading.text, found, reading.introduced)
    return [
        Mention(one.start, one.end, one.label, entity, one.value, one.source)
        for one, entity in zip(found, ids, strict=True)
    ]


def read(
    text: str, published: str | None, names: OwnNames, adapter: Adapter | None, watch: Watcher
) -> Reading:
    """Go all the steps, and tell `watch` of each."""
    words = tokens(text)
    if adapter:
        reading = Reading(text, words, adapter(text), [])
    else:
        reading = Reading(text, words, [], [])
        tagger = shipped()
        for here in _sentences(text, words):
            guesses = propose(here)
            reading.guesses += guesses
            reading.proposals += tagger.propose(here, guesses)
            watch("", reading)
    watch("tagger", reading)
    for name, improve in PASSES:
        improve(reading)
        watch(name, reading)
    reading.proposals = names.settle(text, words, reading.proposals)
    watch("your own names", reading)
    reading.proposals = _with_numbers(text, reading.proposals, published)
    watch("dates and amounts", reading)
    return reading


def _nobody(step: str, reading: Reading) -> None:
    """Watch nothing."""


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
    sure, others = list(amounts(text)), list[Proposal]()
    for said, meaning in meanings(text, published):
        one = Proposal(said.start, said.end, said.label, 0.9, "rule", meaning)
        (sure if said.kind in _SURE_DATES else others).append(one)
    return overlay(overlay(others, names), _apart(sure))


def _apart(proposals: list[Proposal]) -> list[Proposal]:
    """Sort, and leave out what overlaps an earlier or longer one."""
    kept: list[Proposal] = []
    for one in sorted(proposals, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
