"""The stretches between word and sentence that a reader selects: name phrases and clauses."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from .runs import runs, sentence
from .sentences import sentences
from .tokens import Token, tokens

_SEPARATORS = frozenset(';:—–()[]“”"«»')
_CLOSING = frozenset(')]”»"')
_STARTS = frozenset({
    "and", "but", "or", "nor", "so", "yet", "which", "who", "whom", "whose", "where", "when",
    "while", "after", "before", "because", "since", "although", "though", "as", "if", "unless",
    "until", "that", "whereas", "including", "according", "with", "without", "by", "for",
    "then", "adding", "saying", "he", "she", "it", "they", "we", "i", "there", "this", "these",
    "those", "his", "her", "its", "their",
})  # fmt: skip
"""Words that begin a clause after a comma; a comma in a list or a date is followed by others."""
_AT_LEAST = 2
"""Words of a clause."""


def name_phrases(text: str) -> list[tuple[int, int]]:
    """Find every run of capitalised words that may be a name, titles included.

    Args:
        text: a paragraph, or any text.

    Returns:
        Code points [start, end) of each, in order, without overlaps.
    """
    words = tokens(text)
    found = []
    for start, end in sentences(text):
        here = sentence(text, list(_within(words, start, end)))
        for first, last in runs(here):
            found.append((here.words[first].start, here.words[last - 1].end))
    return found


def clauses(text: str) -> list[tuple[int, int]]:
    """Cut every sentence into clauses.

    The cuts are at semicolons, colons, dashes, brackets, quotation marks, and at a comma before a
    word that begins a clause.

    Args:
        text: a paragraph, or any text.

    Returns:
        Code points [start, end) of each, in order, without overlaps, each inside one sentence.
    """
    words = tokens(text)
    return [
        clause
        for start, end in sentences(text)
        for clause in _cut(list(_within(words, start, end)), (start, end))
    ]


def _within(words: Sequence[Token], start: int, end: int) -> Iterator[Token]:
    at = bisect_left(words, start, key=lambda it: it.start)
    while at < len(words) and words[at].start < end:
        yield words[at]
        at += 1


def _cut(words: list[Token], whole: tuple[int, int]) -> list[tuple[int, int]]:
    """The clauses of one sentence."""
    pieces: list[list[Token]] = [[]]
    separators: list[Token] = []
    for at, word in enumerate(words):
        if _separates(word, *words[at + 1 : at + 3]):
            separators.append(word)
            pieces.append([])
        else:
            pieces[-1].append(word)
    kept: list[list[Token]] = []
    joins_next = False
    for number, piece in enumerate(pieces):
        before = separators[number - 1] if number else None
        short = sum(1 for it in piece if it.text[0].isalnum()) < _AT_LEAST
        if kept and before and (joins_next or (short and before.text not in _CLOSING)):
            kept[-1] += [before, *piece]
        else:
            kept.append([*piece])
        after = separators[number] if number < len(separators) else None
        joins_next = short and (not number or (after is not None and after.text in _CLOSING))
    found = [(it[0].start, it[-1].end) for it in map(_trimmed, kept) if it]
    return found or [whole]


def _separates(word: Token, after: Token | None = None, then: Token | None = None) -> bool:
    if word.text in _SEPARATORS:
        return True
    if after and then and after.text in ("and", "or") and not then.text[0].islower():
        return False  # the end of a list of names or numbers
    return word.text == "," and after is not None and after.text in _STARTS


def _trimmed(words: list[Token]) -> list[Token]:
    """Without separators at its ends, and without a comma there."""
    ends = _SEPARATORS | {",", "-"}
    first, last = 0, len(words)
    while first < last and words[first].text in ends:
        first += 1
    while first < last and words[last - 1].text in ends:
        last -= 1
    return words[first:last]
