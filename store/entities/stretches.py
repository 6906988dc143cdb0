"""The stretches between word and sentence that a reader selects: name phrases and clauses.

Nothing is judged here: a name phrase need not be a mention, and a clause is found by its signs and
small words. Where in doubt there is no cut: half a clause is worse than two in one piece.
"""

from collections.abc import Iterator
from itertools import pairwise

from .runs import LONGEST, Sentence, is_capitalised, runs, sentence
from .sentences import split
from .tokens import Token, tokens
from .wordlists import wordlist, wordset

_PARTNER = {")": "(", "]": "[", "}": "{", "”": "“", "»": "«"}
_OPENING = frozenset(_PARTNER.values())
_MARKS = _OPENING | set(_PARTNER) | {'"'}
_QUOTES = frozenset('"“”„«»')
_DASHES = frozenset({"-", "–", "—", "―", "--"})
_SEPARATORS = _DASHES | {";", "؛", ":"}
_COMMAS = frozenset({",", "،"})

_AT_LEAST = 2
"""Words of a clause."""
_PHRASE = 3
"""Words up to which what stands between two commas is taken for an item of a list."""


def name_phrases(text: str) -> list[tuple[int, int]]:
    """Find every run of capitalised words that may be a name, titles included.

    Args:
        text: a paragraph, or any text.

    Returns:
        Code points [start, end) of each, in order, without overlaps, each inside one sentence.
    """
    found = []
    for whole in _sentences(text):
        here = sentence(text, whole)
        for first, last in _joined(here):
            if last - first > 1 or not _opens_sentence(here.words, first):
                found.append((here.words[first].start, here.words[last - 1].end))
    return found


def clauses(text: str) -> list[tuple[int, int]]:
    """Cut every sentence into clauses.

    The cuts are at brackets and quotation marks, semicolons, colons and dashes, and at a comma
    before a word that begins a clause. What has fewer than two words is not cut off.

    Args:
        text: a paragraph, or any text.

    Returns:
        Code points [start, end) of each, in order, without overlaps, each inside one sentence,
        without white space, separators or unpaired marks at its ends. A sentence of nothing but
        these has none.
    """
    return [clause for words in _sentences(text) for clause in _Cutter(words).clauses()]


def _sentences(text: str) -> Iterator[list[Token]]:
    words = tokens(text)
    first = 0
    for _, end in split(text, words):
        last = first
        while last < len(words) and words[last].end <= end:
            last += 1
        yield words[first:last]
        first = last


# -- name phrases --------------------------------------------------------------------------------


def _joined(here: Sentence) -> list[tuple[int, int]]:
    """The runs, and those in one piece that "of" ties: "Treaty of Aveiro", “Will of Victory”."""
    heads = wordset("event heads") | wordset("event starts")
    found: list[tuple[int, int]] = []
    for first, last in runs(here):
        link = first - 1 if first and here.words[first - 1].text == "of" else -1
        if found and found[-1][1] == link and here.words[link - 1].text in heads:
            first = found.pop()[0]
        elif link > 1 and _quoted(here.words, link - 1, last):
            first = link - 1
        found.append((first, last))
    return found


def _quoted(words: list[Token], first: int, last: int) -> bool:
    """Whether a name that begins with a word like "Will" is all that a quotation holds."""
    if last - first > LONGEST or not is_capitalised(words[first].text):
        return False
    after = [word.text for word in words[last : last + 2]]
    closed = bool(after) and (after[0] in _QUOTES or (after[0] in ",." and after[-1] in _QUOTES))
    return words[first - 1].text in _QUOTES and closed


def _opens_sentence(words: list[Token], index: int) -> bool:
    """Whether an ordinary word has its capital from the beginning of its sentence only."""
    if any(word.text not in _MARKS for word in words[max(0, index - 2) : index]) or index > 2:
        return False
    word = words[index].text
    if word in wordset("lone organisations") or word in wordlist("first_names"):
        return False
    return word.lower() in wordlist("common_words") and word not in wordlist("peoples")


# -- clauses -------------------------------------------------------------------------------------


class _Cutter:
    """One sentence on its way into clauses. Pairs, pieces: indices [first, last) of its words."""

    def __init__(self, words: list[Token]) -> None:
        self._words = words
        self._partner = _partners(words)
        self._counts = [0]  # words before each token
        for word in words:
            self._counts.append(self._counts[-1] + word.text[0].isalnum())

    def clauses(self) -> Iterator[tuple[int, int]]:
        for first, last in self._segments():
            for piece in self._merged(self._pieces(first, last)):
                start, end = self._trimmed(*piece)
                if start < end and (self._count(start, end) or not self._counts[-1]):
                    yield self._words[start].start, self._words[end - 1].end

    def _count(self, first: int, last: int) -> int:
        return self._counts[last] - self._counts[first] if first < last else 0

    def _segments(self) -> Iterator[tuple[int, int]]:
        """What stands in and between the outermost pairs.

        A pair stays part of what is around it where the cut would leave one word inside it, or
        between it and the next pair: "The Syrian Arab Army (SAA) has come".
        """
        pairs, at, size = [], 0, len(self._words)
        while at < size:
            close = self._partner.get(at, -1)
            if close > at:
                pairs.append((at, close))
            at = max(at, close) + 1
        first = 0
        for number, (begin, end) in enumerate(pairs):
            before = pairs[number - 1][1] + 1 if number else 0
            after = pairs[number + 1][0] if number + 1 < len(pairs) else size
            sides = (before, begin), (end + 1, after)
            if self._count(begin, end) < _AT_LEAST or any(self._count(*it) == 1 for it in sides):
                continue
            yield from ((first, begin), (begin + 1, end))
            first = end + 1
        yield first, size

    def _pieces(self, first: int, last: int) -> list[tuple[int, int]]:
        """Cut at separators and commas; nothing inside a pair that stays part of the segment."""
        stops = []
        at = first
        while at < last:
            close = self._partner.get(at, -1)
            if at < close < last:
                at = close
            elif self._words[at].text in _COMMAS or self._separates(at, first, last):
                stops.append(at)
            at += 1
        starts, ends = [first, *(at + 1 for at in stops)], [*stops, last]
        found, begin, relative = [], first, False
        for number, at in enumerate(stops):
            comma = self._words[at].text in _COMMAS
            stretch = (starts[number], at), (at + 1, ends[number + 1])
            if comma and not self._begins(*stretch, relative, number > 0):
                continue
            found.append((begin, at))
            begin = at + 1
            relative = comma and self._is_relative(at + 1, last)
        return [*found, (begin, last)]

    def _separates(self, at: int, first: int, last: int) -> bool:
        words = self._words
        sign = words[at].text
        if sign in _MARKS:
            return at not in self._partner
        if sign not in _DASHES:
            return sign in _SEPARATORS
        before = words[at - 1] if at > first else None
        after = words[at + 1] if at + 1 < last else None
        if before is None or after is None:
            return True
        glued = before.end == words[at].start and before.text[-1].isalnum()
        if after.text[0].isdigit() and (before.text[0].isdigit() or after.start == words[at].end):
            return False  # 2014 – 2019, July 9–12, -5
        return not glued or sign not in {"-", "–"}

    def _begins(
        self, left: tuple[int, int], right: tuple[int, int], relative: bool, listed: bool
    ) -> bool:
        """Whether a clause begins with the stretch at the right of a comma.

        Args:
            left: the stretch before the comma, from the last comma or separator.
            right: the stretch after it, to the next one.
            relative: the clause before the comma is one of "who" or "which".
            listed: the stretch before it stands after a comma or separator itself.
        """
        words = [word.text for word in self._words[right[0] : min(right[1], right[0] + 2)]]
        word, after = [*words, "", ""][:2]
        if word in wordset("clause starts"):
            return (word, after) != ("as", "well")
        if self._is_relative(*right):
            return True
        if relative and (word in wordset("auxiliaries") or word in wordset("said")):
            return True
        if word in wordset("subjects"):
            return self._count(*left) > _PHRASE
        if word not in {"and", "or"} or self._count(*right) <= _AT_LEAST:
            return False
        item = listed and (self._count(*left) <= _PHRASE or self._only_names(*left))
        pronoun = after in wordset("subjects")
        return pronoun or not (item or self._only_names(*right))

    def _is_relative(self, first: int, last: int) -> bool:
        """Whether a stretch begins with "who", "of which", "six of which"."""
        words = [word.text for word in self._words[first : min(last, first + 3)]]
        if words and words[0] in wordset("relatives"):
            return True
        ties, relatives = wordset("before a relative"), wordset("relatives")
        return any(one in ties and other in relatives for one, other in pairwise(words))

    def _only_names(self, first: int, last: int) -> bool:
        words = (word.text for word in self._words[first:last] if word.text[0].isalpha())
        return all(is_capitalised(word) or word in wordset("inside names") for word in words)

    def _merged(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Give a piece that is too short to the one before it; the first, to the one after it."""
        found: list[tuple[int, int]] = []
        for piece in pieces:
            if found and min(self._count(*piece), self._count(*found[-1])) < _AT_LEAST:
                found[-1] = found[-1][0], piece[1]
            else:
                found.append(piece)
        return found

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Without separators, unpaired marks and a pair around all of it."""
        while first < last:
            partner = self._partner.get(first, -1)
            if partner == last - 1 and partner > first:
                first, last = first + 1, last - 1
            elif self._loose(first, first, last):
                first += 1
            elif self._loose(last - 1, first, last):
                last -= 1
            else:
                break
        return first, last

    def _loose(self, at: int, first: int, last: int) -> bool:
        sign = self._words[at].text
        paired = first <= self._partner.get(at, -1) < last
        return sign in _SEPARATORS or sign in _COMMAS or (sign in _MARKS and not paired)


def _partners(words: list[Token]) -> dict[int, int]:
    """The index of the other mark for each bracket and quotation mark that has one."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    order: list[int] = []  # the marks that are open, the innermost last
    for index, word in enumerate(words):
        sign = word.text
        wanted = '"' if sign == '"' else _PARTNER.get(sign)
        if wanted and opened.get(wanted):
            while True:  # what was opened inside and is not closed by now never will be
                begin = order.pop()
                opened[words[begin].text].pop()
                if words[begin].text == wanted:
                    break
            found[begin], found[index] = index, begin
        elif sign in _OPENING or sign == '"':
            opened.setdefault(sign, []).append(index)
            order.append(index)
    return found
