"""Where sentences begin and end.

Made for newswire that was pasted together without spaces ("area.Iraq's army"): a full stop ends a
sentence when a capital follows, with or without a space, unless it belongs to an initial or an
abbreviation. A line break always ends one.
"""

from .tokens import Token, tokens
from .wordlists import wordset

_STOPS = frozenset({".", "!", "?", "…", "..."})
_ALWAYS = frozenset("。！？؟۔।")
_CLOSING = frozenset("”’)]}»'\"")
_OPENING = frozenset("“‘([{«\"'")
_LAST_WORDS = frozenset(
    {"Inc.", "Corp.", "Co.", "Ltd.", "Bros.", "Jr.", "Sr.", "al.", "Ave.", "Rd.", "Blvd."}
)
"""Abbreviations that often end a sentence, as acronyms do."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut `text` into sentences.

    Args:
        text: any text.

    Returns:
        Code-point pairs (start, end) in order, without white space at their edges. They do not
        overlap, and together they hold everything that is not white space.
    """
    return split(text, tokens(text))


def split(text: str, words: list[Token]) -> list[tuple[int, int]]:
    """Do what `sentences` does for a text whose tokens are already known."""
    found: list[tuple[int, int]] = []
    first = 0
    quote_open = False  # an odd number of straight double quotes so far in this sentence
    i, count = 0, len(words)
    while i < count:
        token = words[i]
        last = i
        if token.text == '"':
            quote_open = not quote_open
        ends = False
        if token.text[-1] in ".!?…。！？؟۔।" or token.text in _STOPS:
            last = _after_closing(words, i, quote_open)
            ends = _ends(words, i, last)
            if any(word.text == '"' for word in words[i + 1 : last + 1]):
                quote_open = False
        if ends or (last + 1 < count and _line_break(text, words[last], words[last + 1])):
            found.append((words[first].start, words[last].end))
            first, quote_open = last + 1, False
        i = last + 1
    if first < count:
        found.append((words[first].start, words[-1].end))
    return found


def _line_break(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    return (len(gap) > 0 and gap != " " and len(gap.splitlines()) > 1) or gap.endswith("\n")


def _after_closing(words: list[Token], stop: int, quote_open: bool) -> int:
    """The index of the last closing quote or bracket that leans on the stop at index `stop`."""
    last = stop
    while last + 1 < len(words):
        nearer, sign = words[last], words[last + 1]
        if sign.text not in _CLOSING or sign.start != nearer.end:
            break
        if sign.text in "\"'" and not _leans_left(words, last + 1, quote_open):
            break
        last += 1
    return last


def _leans_left(words: list[Token], index: int, quote_open: bool) -> bool:
    """Whether the straight quote at `index` closes: nothing glued follows, or one is open."""
    glued = index + 1 < len(words) and words[index + 1].start == words[index].end
    return not glued or (quote_open and words[index].text == '"')


def _ends(words: list[Token], stop: int, last: int) -> bool:
    """Whether a sentence ends with the stop at index `stop`, whose closing signs end at `last`."""
    token = words[stop]
    if last + 1 >= len(words) or token.text in _ALWAYS:
        return True
    following = last + 1
    while following + 1 < len(words) and words[following].text in _OPENING:
        following += 1
    after = words[following]
    spaced = words[last + 1].start > words[last].end
    if len(token.text) > 1 and token.text not in _STOPS and not token.text.startswith(".."):
        # An acronym or an abbreviation.
        closes = token.text in _LAST_WORDS or token.text.count(".") > 1
        return spaced and closes and after.text in wordset("beginners")
    if token.text == "." and last == stop and _is_initial(words, stop):
        return False
    first_letter = after.text[0]
    if first_letter.isalpha():
        return not first_letter.islower() and (spaced or first_letter.isupper())
    return spaced and first_letter.isdigit() and not _is_numbering(words, stop)


def _is_initial(words: list[Token], stop: int) -> bool:
    before = words[stop - 1] if stop else None
    return (
        before is not None
        and len(before.text) == 1
        and before.text.isupper()
        and before.end == words[stop].start
    )


def _is_numbering(words: list[Token], stop: int) -> bool:
    return stop > 0 and words[stop - 1].text in {"No", "no", "p", "pp", "Art", "art"}
