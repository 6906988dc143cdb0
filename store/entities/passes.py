"""Passes over a whole article: what one mention says about the others.

They run in a fixed order after whoever proposed the spans, rules or tagger, and never look at more
than the proposals and the words around them, so that time stays in proportion to the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from .gazetteer import key, places
from .known_as import Introduction, acronyms, introductions
from .labels import place_label
from .spans import Proposal, overlay
from .tokens import Token
from .wordlists import wordlist

LEAST = 0.4
"""Weight below which a proposal is no mention."""

_HYPHEN = re.compile(r"[-‐‑–]")


def refine(
    text: str, words: list[Token], proposals: list[Proposal]
) -> tuple[list[Proposal], list[Introduction]]:
    """Make one article of the proposals of its sentences.

    Args:
        text: the article.
        words: its tokens.
        proposals: sorted, without overlaps.

    Returns:
        The proposals that stand, and the introductions found, for whoever links aliases.
    """
    proposals = overlay(proposals, compounds(words))
    found = list(introductions(text, proposals))
    proposals = _lay(proposals, found)
    spelt = list(acronyms(text, words, proposals))
    proposals = _lay(proposals, spelt)
    agree(text, proposals)
    spread_surnames(text, proposals)
    return [one for one in proposals if one.weight >= LEAST], found + spelt


def _lay(proposals: list[Proposal], found: list[Introduction]) -> list[Proposal]:
    by_start: dict[int, Proposal] = {}
    end = 0
    for one in sorted((intro.proposal for intro in found), key=lambda one: one.start):
        if one.start >= end:
            by_start[one.start] = one
            end = one.end
    return overlay(proposals, by_start.values())


def compounds(words: list[Token]) -> Iterator[Proposal]:
    """Propose the peoples and countries inside hyphens: Iraqi-Syrian, then-Iraqi, US-led."""
    peoples, kinds = wordlist("peoples"), places()
    for word in words:
        parts = _HYPHEN.split(word.text)
        if len(parts) == 1 or word.text in peoples or key(word.text) in kinds:
            continue
        at = word.start
        all_known = all(map(_stands_alone, parts))
        for part in parts:
            if part in peoples:
                yield Proposal(at, at + len(part), "NORP", 0.95, "list")
            elif all_known and part[:1].isupper() and kinds.get(key(part), "city") != "city":
                yield Proposal(at, at + len(part), place_label(kinds[key(part)]), 0.9, "list")
            at += len(part) + 1


def _stands_alone(part: str) -> bool:
    """Whether a part of a hyphenated word is a place, a people or an ordinary word."""
    return part.islower() or part in wordlist("peoples") or key(part) in places()


def agree(text: str, proposals: list[Proposal]) -> None:
    """Let the same string have one label: mentions vote with their weights.

    What a list of places or peoples says of a well-known name stays as it is.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    keys = [key(text[one.start : one.end]) for one in proposals]
    for name, one in zip(keys, proposals, strict=True):
        votes[name][one.label] += one.weight
    for name, one in zip(keys, proposals, strict=True):
        if one.source == "list" and one.weight >= 0.85:
            continue
        label = max(votes[name], key=lambda each: votes[name][each])
        strongest = votes[name][label]
        if label != one.label or (one.weight < LEAST and strongest >= 0.5):
            one.label, one.source = label, "rule"
            one.weight = max(one.weight, min(strongest, 0.7))


def spread_surnames(text: str, proposals: list[Proposal]) -> None:
    """Let a bare surname be the person whose full name the article gives; a first name, too."""
    surnames: set[str] = set()
    first_names: set[str] = set()
    for one in proposals:
        if one.label == "PERSON" and one.weight >= 0.5:
            words = text[one.start : one.end].split()
            if len(words) > 1:
                surnames.update(map(key, short_forms(words)))
                first_names.add(words[0])
    for one in proposals:
        if one.label == "NORP" or (one.source == "list" and one.weight >= 0.9):
            continue
        name = text[one.start : one.end]
        if " " not in name and key(name) in surnames:
            one.label, one.weight, one.source = "PERSON", max(one.weight, 0.8), "rule"
        elif one.weight < LEAST and name in first_names:
            one.label, one.weight = "PERSON", 0.6


def short_forms(words: list[str]) -> set[str]:
    """Give the forms in which a full name comes back: its surname, with and without al-."""
    last = words[-1]
    bare = re.sub(r"^(?:[aA]l|[eE]l|[aA][nrstdz]|[aA]sh)[-‐‑]['’‘ʿ]?", "", last)
    return {last, bare} if len(bare) > 2 else {last}
