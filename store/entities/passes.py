"""Passes over a whole article: what one mention says about the others.

They run in the order of `PASSES` after whoever proposed the spans, the tagger or an adapter, and
never look at more than the proposals and the words around them, so that time stays in proportion to
the text.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from .dateline import head_names
from .gazetteer import key
from .known_as import acronyms, introductions
from .listed import know_peoples, know_places
from .reading import Reading
from .runs import LONGEST, is_capitalised
from .spans import Proposal
from .tokens import Token
from .wordlists import wordset

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_FINER, _TRUSTED = 0.7, 0.8
"""Weight of a rule's guess from which it says which kind of place a place is, or finds one; and
from which it stands for any other name that the tagger passed over."""

_SURE = 0.8
"""Weight of a mention from which the same words elsewhere are the same name."""

_PLURAL = re.compile(r"[A-Z]{2,}s")
_ARTICLE = re.compile(r"^(?:[aA]l|[eE]l|[aA][nrstdz]|[aA]sh)[-‐‑]['’‘ʿ]?")


def read_head(reading: Reading) -> None:
    """Take outlet, section, place and agency from the head of the dispatch."""
    reading.lay(head_names(reading.text))


def follow_introductions(reading: Reading) -> None:
    """Take what the text introduces: "known as", "dubbed", "Syrian Arab Army (SAA)"."""
    said = list(introductions(reading.text, reading.proposals))
    reading.lay(one.proposal for one in said)
    spelt = list(acronyms(reading.text, reading.words, reading.proposals))
    reading.lay(one.proposal for one in spelt)
    reading.introduced += said + spelt


def agree(reading: Reading) -> None:
    """Let the same string have one label: mentions vote with their weights.

    What a list of places or peoples says of a well-known name stays as it is.
    """
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    keys = [key(reading.written(one)) for one in reading.proposals]
    for name, one in zip(keys, reading.proposals, strict=True):
        votes[name][one.label] += one.weight
    for name, one in zip(keys, reading.proposals, strict=True):
        if one.source == "list" and one.weight >= 0.85:
            continue
        label = max(votes[name], key=lambda each: votes[name][each])
        if label != one.label:
            one.label, one.source = label, "rule"


def know_again(reading: Reading) -> None:
    """Find a sure name where the tagger passed over it, if it is never an ordinary word here."""
    by_first: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    small = {word.text for word in reading.words if word.text.islower()}
    starts = {word.start: i for i, word in enumerate(reading.words)}
    for one in reading.proposals:
        at = starts.get(one.start)
        if one.weight < _SURE or at is None or one.label == "MISC":
            continue
        end = at
        while end < len(reading.words) and reading.words[end].end <= one.end:
            end += 1
        words = tuple(word.text for word in reading.words[at:end])
        if len(words) > LONGEST or len(reading.written(one)) <= 2:
            continue
        if any(word.lower() not in small for word in words):
            by_first[words[0]].setdefault(words, one.label)
        if one.label == "PERSON" and len(words) > 1 and words[-1].lower() not in small:
            by_first[words[-1]].setdefault(words[-1:], one.label)
    reading.fill(_again(reading.words, by_first))


def _again(
    words: list[Token], by_first: dict[str, dict[tuple[str, ...], str]]
) -> Iterator[Proposal]:
    # Thousands of names may share a first word: each is looked up by its length, not one by one.
    order = {name: at for names in by_first.values() for at, name in enumerate(names)}
    lengths = {first: {len(name) for name in names} for first, names in by_first.items()}
    for at, word in enumerate(words):
        names = by_first.get(word.text, {})
        found = (
            tuple(one.text for one in words[at : at + length])
            for length in lengths.get(word.text, ())
        )
        there = [name for name in found if name in names]
        for name in sorted(there, key=order.__getitem__):
            end, label = at + len(name), names[name]
            inside = (at and _runs_on(words[at - 1], word)) or (
                end < len(words) and _runs_on(words[end - 1], words[end])
            )
            if not inside:
                yield Proposal(word.start, words[end - 1].end, label, 0.7)


def _runs_on(left: Token, right: Token) -> bool:
    """Whether two words are both capitalised with one space between."""
    return right.start - left.end == 1 and is_capitalised(left.text) and is_capitalised(right.text)


def trust_rules(reading: Reading) -> None:
    """Take a rule's finer label of a place, and its sure guess where the tagger found nothing."""
    guesses = {(one.start, one.end): one for one in reading.guesses if one.weight >= _FINER}
    for one in reading.proposals:
        guess = guesses.get((one.start, one.end))
        if guess and (
            (one.label in _PLACES and guess.label in _PLACES)
            or (one.label == "PERSON" and guess.label == "ORG" and guess.weight >= _TRUSTED)
        ):
            one.label = guess.label
    reading.fill(
        replace(one)
        for one in reading.guesses
        if one.weight >= (_FINER if one.label in _PLACES else _TRUSTED)
    )


def drop_common_nouns(reading: Reading) -> None:
    """Leave out what is no name though its letters are capitals: MPs, NGOs, mid-March."""
    met = {reading.written(one) for one in reading.proposals}
    reading.proposals = [
        one for one in reading.proposals if not _is_common_noun(reading.written(one), met)
    ]


def _is_common_noun(written: str, met: set[str]) -> bool:
    if _PLURAL.fullmatch(written):
        return written[:-1] not in met
    return all(
        part in wordset("calendar") or part.lower() in {"early", "late", "mid"}
        for part in re.split(r"[\s-]+", written)
    )


def know_surnames(reading: Reading) -> None:
    """Let a bare surname be the person whose full name the article gives."""
    surnames: set[str] = set()
    for one in reading.proposals:
        if one.label == "PERSON":
            words = reading.written(one).split()
            if len(words) > 1:
                surnames.update(map(key, short_forms(words)))
    for one in reading.proposals:
        if one.label == "NORP" or (one.source == "list" and one.weight >= 0.9):
            continue
        name = reading.written(one)
        if " " not in name and one.label != "PERSON" and key(name) in surnames:
            one.label, one.weight, one.source = "PERSON", max(one.weight, 0.8), "rule"


def short_forms(words: list[str]) -> set[str]:
    """Give the forms in which a full name comes back: its surname, with and without al-."""
    last = words[-1]
    bare = _ARTICLE.sub("", last)
    return {last, bare} if len(bare) > 2 else {last}


PASSES: tuple[tuple[str, Callable[[Reading], None]], ...] = (
    ("the head of the dispatch", read_head),
    ("rules", trust_rules),
    ("no name but a common noun", drop_common_nouns),
    ("list of peoples", know_peoples),
    ("list of places", know_places),
    ("introduced in the text", follow_introductions),
    ("the same words elsewhere in the article", agree),
    ("surname of a person in the article", know_surnames),
    ("a name met elsewhere in the article", know_again),
)
"""The passes in their order, each with what it is called when it explains a label."""
