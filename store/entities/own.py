"""The reader's own names: what was learned from corrections, laid over what was recognised.

A name is matched as whole words, case as written. It labels a place where

- a proposal has exactly its bounds: the reader's label stands, whatever the proposal said; or
- it has several words and covers every proposal that it touches, or touches none, and no further
  capitalised word goes on before or after it: "Anbar Province" is no place of "Anbar".

Inside a longer proposal, or across the edge of one, it says nothing; and one word that is part of a
full name in the article is that person, not the place "Paris". A name that is to name nothing
takes away proposals of exactly its bounds.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from zlib import crc32

from ..article import Name
from .runs import is_capitalised, sentence
from .spans import Proposal, overlay
from .tokens import Token, tokens
from .wordlists import wordlist, wordset

_WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
_NO_PART = ("openers", "calendar", "not names", "titles")
"""Lists of words that belong to no name, though a capital begins them."""

_ENDS = frozenset('.!?:“”"')
"""Signs after which a sentence begins."""

_Match = tuple[int, int, Name]
"""Words [first, last) that are a name."""


def spelling(name: str) -> str:
    """A name as it is compared: single blanks, straight apostrophes."""
    return " ".join(name.split()).translate(_APOSTROPHES)


class OwnNames:
    """The reader's names, ready to be looked for in any text."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self.names = tuple(sorted(names, key=lambda name: (name.name, name.label or "")))

    @cached_property
    def _by_first_word(self) -> dict[str, list[tuple[int, dict[str, Name]]]]:
        """First word -> for each number of words, the most first, spelling -> name."""
        found: dict[str, dict[int, dict[str, Name]]] = {}
        for name in self.names:
            spelt = spelling(name.name)
            if words := tokens(spelt):
                of_length = found.setdefault(words[0].text, {}).setdefault(len(words), {})
                of_length.setdefault(spelt, name)
        return {first: sorted(names.items(), reverse=True) for first, names in found.items()}

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        found = (_WORD.search(spelling(name.name)) for name in self.names)
        return frozenset(match[0] for match in found if match)

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {spelling(name.name): name.same_as for name in self.names if name.same_as}

    def same_as(self, name: str) -> str | None:
        """The other name of the thing that the reader gave for this one."""
        return self._aliases.get(spelling(name)) if self._aliases else None

    def stamp(self, text: str) -> str:
        """What the mentions of `text` depend on: "" when none of the names occurs in it."""
        if self._beginnings.isdisjoint(_WORD.findall(text)):
            return ""
        there = {name for _, _, name in self._matches(text, sentence(text, tokens(text)).words)}
        if not there:
            return ""
        said = sorted((name.name, name.label or "") for name in there)
        return f"{crc32(repr(said).encode('utf-8', 'surrogatepass')):08x}"

    def _matches(self, text: str, words: list[Token]) -> Iterator[_Match]:
        """Every place of a name, the longest name at each word; none overlaps another."""
        index, names = 0, self._by_first_word
        while index < len(words):
            step = 1
            for count, spelt in names.get(words[index].text.translate(_APOSTROPHES), ()):
                if index + count > len(words):
                    continue
                written = text[words[index].start : words[index + count - 1].end]
                name = spelt.get(spelling(written))
                if name and written.count("\n") < 2:
                    yield index, index + count, name
                    step = count
                    break
            index += step

    def settle(self, text: str, words: list[Token], proposals: list[Proposal]) -> list[Proposal]:
        """Lay the names over the proposals.

        Args:
            text: the article.
            words: its tokens.
            proposals: sorted, without overlaps.

        Returns:
            The proposals that stand, sorted, without overlaps; the reader's have source reader.
        """
        if self._beginnings.isdisjoint(_WORD.findall(text)):
            return proposals
        words = sentence(text, words).words
        place = _Place(text, words, proposals)
        mine: list[Proposal] = []
        gone: set[int] = set()
        full: list[Proposal] = []
        for first, last, name in self._matches(text, words):
            start, end = words[first].start, words[last - 1].end
            if name.label != "PERSON" and place.is_part_of_a_person(text[start:end]):
                continue
            if name.label is None:
                gone |= {start} if place.is_proposed(start, end) else set()
            elif place.admits(first, last):
                mine.append(Proposal(start, end, name.label, 1.0, "reader"))
                full += mine[-1:] if name.label == "PERSON" and last - first > 1 else []
        if full:
            mine += _surnames(text, full, overlay(proposals, mine), mine)
        kept = [one for one in proposals if one.start not in gone]
        return overlay(kept, mine) if mine else kept


class _Place:
    """What stands around a name in one article."""

    def __init__(self, text: str, words: list[Token], proposals: list[Proposal]) -> None:
        self._text, self._words, self._proposals = text, words, proposals
        self._bounds = {one.start: one.end for one in proposals}
        self._ends = [one.end for one in proposals]
        self._people = [one for one in proposals if one.label == "PERSON"]

    def is_proposed(self, start: int, end: int) -> bool:
        """Whether a proposal has exactly these bounds."""
        return self._bounds.get(start) == end

    def is_part_of_a_person(self, name: str) -> bool:
        """Whether a full name in the article has this word in it: Paris, where Paris Hilton is."""
        return name in self._parts

    @cached_property
    def _parts(self) -> frozenset[str]:
        names = (self._text[one.start : one.end].split() for one in self._people)
        return frozenset(part for parts in names if len(parts) > 1 for part in parts)

    def admits(self, first: int, last: int) -> bool:
        """Whether a name may stand on words [first, last)."""
        start, end = self._words[first].start, self._words[last - 1].end
        if self.is_proposed(start, end):
            return True
        at = bisect_left(self._ends, start + 1)
        while at < len(self._ends) and self._proposals[at].start < end:
            one = self._proposals[at]
            if last - first == 1 or one.start < start or end < one.end:
                return False
            at += 1
        return not self._goes_on(first - 1, first) and not self._goes_on(last, last)

    def _goes_on(self, index: int, right: int) -> bool:
        """Whether the word at `index` belongs to the same run of capitals as its neighbour."""
        words = self._words
        if not (0 <= index < len(words) and 0 < right < len(words)):
            return False
        word, gap = words[index], (words[right - 1].end, words[right].start)
        if not is_capitalised(word.text) or self._text[slice(*gap)] not in (" ", "\u00a0"):
            return False
        apart = word.start in self._bounds if index == right else word.end in self._ends
        if apart or any(word.text in wordset(name) for name in _NO_PART):
            return False
        return index == right or not self._opens_with_a_common_word(index)

    def _opens_with_a_common_word(self, index: int) -> bool:
        """Whether the word at `index` has its capital from the sentence that it begins."""
        before = self._words[index - 1].text if index else "."
        return before in _ENDS and self._words[index].text.lower() in wordlist("common_words")


def _surnames(
    text: str, full: list[Proposal], settled: list[Proposal], mine: list[Proposal]
) -> list[Proposal]:
    """Let a bare surname that was taken for another kind of thing be the person of the full name.

    A place or a people that the lists know surely stays what it is.
    """
    from .gazetteer import key
    from .passes import short_forms

    forms = {key(form) for one in full for form in short_forms(text[one.start : one.end].split())}
    taken = {one.start for one in mine}
    return [
        Proposal(one.start, one.end, "PERSON", 0.9, "reader")
        for one in settled
        if one.label != "PERSON" and one.start not in taken
        if not (one.source == "list" and one.weight >= 0.85)
        if key(text[one.start : one.end]) in forms
    ]
