"""Names that the text itself introduces: "the operation, dubbed ...", "Syrian Arab Army (SAA)"."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .labels import head_label, is_organisation_phrase
from .spans import Proposal
from .tokens import Token
from .wordlists import wordset


class Introduction(NamedTuple):
    """A name that the text introduces, and the span (start, end) that it stands for, if named."""

    proposal: Proposal
    stands_for: Proposal | None


_PHRASE = re.compile(
    r"\b(?:(?:also|better|widely|locally|formerly|previously|commonly)\s)?"
    r"(?:known\sas|dubbed|called|nicknamed|code-?named)\s(?:the\s)?(?P<quote>[\"“‘'])?"
)
_NOUNS = tuple(
    (label, re.compile(rf"\b(?:{nouns})\b", re.IGNORECASE))
    for label, nouns in (
        ("EVENT", r"(?:operation|offensive|campaign|exercise|drill|summit|festival|conference)s?"),
        ("ORG", r"(?:force|unit|group|militia|brigade|network|faction)s?|army|movement|party"
                r"|company|coalition|alliance|organi[sz]ation|agency|council|committee"),
        ("GPE", "village|town|city|province|district|country"),
        ("LOC", r"(?:area|region|mountain|river|valley|desert|island)s?"),
    )
)  # fmt: skip
_QUOTED = re.compile(r"[A-Z][^\"”“\n]{1,60}?(?=[,.]?[\"”’'])")
_REACH = 70
"""Code points before "known as" in which the noun is looked for."""


def introductions(text: str, proposals: list[Proposal]) -> Iterator[Introduction]:
    """Find names after "known as", "dubbed" and the like, labelled by the noun before."""
    by_start = {one.start: one for one in proposals}
    by_end = {one.end: one for one in proposals}
    for phrase in _PHRASE.finditer(text):
        before = re.split(r"[.!?\n]\s", text[max(0, phrase.start() - _REACH) : phrase.start()])[-1]
        label = _label(before)
        name = by_start.get(phrase.end())
        if phrase["quote"]:
            quoted = _QUOTED.match(text, phrase.end())
            if quoted and label:
                name = Proposal(*quoted.span(), label, 0.95)
        if name is None:
            continue
        subject = _subject(text, phrase.start(), by_end)
        if label is None and subject is None:
            continue
        label = label or (subject.label if subject else name.label)
        introduced = Proposal(name.start, name.end, label, 0.97)
        same = subject is not None and subject.label == label
        yield Introduction(introduced, subject if same else None)


def _label(before: str) -> str | None:
    """The label that the noun nearest before the phrase calls for."""
    hits = [(found.end(), label) for label, noun in _NOUNS for found in noun.finditer(before)]
    return max(hits)[1] if hits else None


def _subject(text: str, start: int, by_end: dict[int, Proposal]) -> Proposal | None:
    """The name that ends straight before `start`, but for a comma, dash, bracket or space."""
    end = start
    while end > 0 and start - end < 4 and text[end - 1] in " ,(–—-":
        end -= 1
    return by_end.get(end)


def acronyms(text: str, words: list[Token], proposals: list[Proposal]) -> Iterator[Introduction]:
    """Find "Syrian Arab Army (SAA)": a name and its acronym in brackets."""
    by_end = {one.end: one for one in proposals}
    by_start = {one.start: one for one in proposals}
    for index, (bracket, word) in enumerate(pairwise(words)):
        if (
            bracket.text != "("
            or not 2 <= len(word.text) <= 8
            or sum(map(str.isupper, word.text)) < 2
        ):
            continue
        if index + 2 >= len(words) or words[index + 2].text != ")" or index == 0:
            continue
        end = words[index - 1].end
        name = by_end.get(end)
        spelt, short = _spelt_out(words, index, word.text), by_start.get(word.start)
        if name is None or not stands_for(word.text, text[name.start : name.end]):
            if spelt is None or not _is_organisation(text[spelt:end].split(), short):
                continue
            name = Proposal(spelt, end, "ORG", 0.95)
        surer = short if short and short.weight > name.weight else name
        label = "ORG" if surer.label in {"PERSON", "NORP"} else surer.label
        full = Proposal(name.start, name.end, label, 0.95)
        yield Introduction(full, None)
        yield Introduction(Proposal(word.start, word.end, label, 0.95), full)


def _is_organisation(words: list[str], short: Proposal | None) -> bool:
    """Whether words before their acronym name an organisation, not a thing: "(CAD)", "(GCA)"."""
    return (
        (short is not None and short.label == "ORG")
        or head_label(words) == "ORG"
        or is_organisation_phrase(words)
    )


def _spelt_out(words: list[Token], bracket: int, acronym: str) -> int | None:
    """Where the capitalised words before the bracket begin whose initials make the acronym."""
    letters = [letter for letter in acronym.upper() if letter.isalpha()]
    index = bracket
    while index > 0 and bracket - index < 12:
        index -= 1
        word = words[index].text
        if word.lower() in wordset("links"):
            continue
        if not word[0].isupper() or not letters or word[0].upper() != letters.pop():
            return None
        if not letters:
            return words[index].start
    return None


def initials(name: str) -> str:
    """The initials of the words of a name that count: "Ministry of Defence" gives "MD"."""
    return "".join(
        word[0] for word in re.findall(r"\w[\w'’]*", name) if word.lower() not in wordset("links")
    ).upper()


def stands_for(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym occur in a name in order, its first letters mostly."""
    letters = [letter for letter in acronym.rstrip("s").upper() if letter.isalpha()]
    first = initials(name)
    if not letters or not first or letters[0] != first[0] or len(first) < 2:
        return False
    place = 0
    low = name.upper()
    for letter in letters:
        place = low.find(letter, place) + 1
        if not place:
            return False
    return sum(letter in first for letter in letters) * 2 > len(letters)
