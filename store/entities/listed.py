"""Passes that know something for sure: the lists of peoples and of places."""

import re
from collections.abc import Iterator
from itertools import pairwise

from .gazetteer import LONGEST, key, longest_match, places
from .labels import place_label
from .reading import Reading
from .runs import is_capitalised
from .spans import Proposal, overlay
from .tokens import Token
from .wordlists import wordlist, wordset

_HYPHEN = re.compile(r"[-‐‑–]")


def know_peoples(reading: Reading) -> None:
    """Let a nationality, people or faith be one, inside a hyphen, too: Iraqi-Syrian, US-led."""
    peoples = wordlist("peoples")
    for one in reading.proposals:
        if one.label not in {"NORP", "PERSON"} and reading.written(one) in peoples:
            one.label, one.source, one.weight = "NORP", "list", 0.95
    inside = [one for one in reading.proposals if " " in reading.written(one)]
    reading.lay(overlay(list(_compounds(reading.words)), inside))
    reading.fill(
        Proposal(word.start, word.end, "NORP", 0.9, "list")
        for word in reading.words
        if word.text in peoples and word.text[0].isupper()
    )


def _compounds(words: list[Token]) -> Iterator[Proposal]:
    """Propose the peoples and countries inside hyphens: Iraqi-Syrian, then-Iraqi, US-led."""
    peoples, kinds = wordlist("peoples"), places()
    for word in words:
        if not _HYPHEN.search(word.text):
            continue
        parts = _HYPHEN.split(word.text)
        if word.text in peoples or key(word.text) in kinds:
            continue
        if not all(map(_stands_alone, parts)):
            continue
        at = word.start
        for part in parts:
            if part in peoples:
                yield Proposal(at, at + len(part), "NORP", 0.95, "list")
            elif part[:1].isupper() and (
                kinds.get(key(part), "city") != "city" or parts[-1] == "based"
            ):
                yield Proposal(at, at + len(part), place_label(kinds[key(part)]), 0.9, "list")
            at += len(part) + 1


def _stands_alone(part: str) -> bool:
    """Whether a part of a hyphenated word is a place, a people or an ordinary word."""
    return part.islower() or part in wordlist("peoples") or key(part) in places()


def know_places(reading: Reading) -> None:
    """Let the name of a country be one, and find countries and provinces that were passed over."""
    kinds, before = places(), _words_before(reading)
    for one in reading.proposals:
        kind = kinds.get(key(reading.written(one)))
        if kind not in {"country", "region", "state"} or _is_other_thing(reading.written(one)):
            continue
        titled = before.get(one.start, "") in wordset("titles")
        if one.label in {"ORG", "MISC"} or (
            one.label == "PERSON" and kind != "state" and not titled
        ):
            one.label, one.source, one.weight = place_label(kind), "list", 0.9
    known = list(_known_places(reading.words))
    reading.fill(known)
    longer = {one.start: one.end for one in known if " " in reading.written(one)}
    parts = [one for one in reading.proposals if one.end < longer.get(one.start, 0)]
    reading.lay(one for one in known if one.start in {part.start for part in parts})


def _words_before(reading: Reading) -> dict[int, str]:
    """For each start of a word the word before it."""
    words = reading.words
    return {here.start: left.text for left, here in pairwise(words)}


def _is_other_thing(written: str) -> bool:
    return written.lower() in wordset("ambiguous") or written == "Us"


def _known_places(words: list[Token]) -> Iterator[Proposal]:
    at = 0
    while at < len(words):
        if not is_capitalised(words[at].text):
            at += 1
            continue
        end = at + 1
        while end < len(words) and end - at < LONGEST and is_capitalised(words[end].text):
            end += 1
        found = longest_match([key(word.text) for word in words[at:end]], 0)
        size, kind = found or (1, "")
        alone = at + size == end and (at == 0 or not is_capitalised(words[at - 1].text))
        if kind == "country" or (kind in {"region", "state"} and alone):
            start, stop = words[at].start, words[at + size - 1].end
            name = " ".join(word.text for word in words[at : at + size])
            if not _is_other_thing(name) and (kind == "country" or not name.isupper()):
                yield Proposal(start, stop, place_label(kind), 0.9, "list")
        at = end
