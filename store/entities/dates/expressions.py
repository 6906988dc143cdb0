"""Dates and times in running text: where they stand, and of which kind they are.

The forms stand in `date_forms`. What a found expression means is worked out in `values`, and with
the whole article in view in `timeline`.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..wordlists import wordset
from .forms import KINDS, TRIGGERS
from .tense import looks_ahead


class Expression(NamedTuple):
    """A date or time as written: code points [start, end), its kind, DATE or TIME.

    `ahead` says that the words around it speak of what is to come ("will ... on Tuesday").
    """

    start: int
    end: int
    kind: str
    label: str
    text: str
    ahead: bool = False


_AHEAD_KINDS = frozenset(
    {"weekday", "weekday_part", "clock", "month", "full", "quarter", "weekend", "holiday"}
)
_TIMES = frozenset({"clock", "clock_word", "weekday_part", "this_part", "then_part"})
_KEEPS_ARTICLE = frozenset({"full", "then", "then_part", "weekend", "week_of"})
"""Kinds whose "the" belongs to the expression: TimeML leaves it in where it is what points."""

_OPENERS = frozenset(
    {"On", "At", "The", "Since", "Until", "Before", "After", "By", "For", "From", "In"}
)
_LONG_MONTHS = frozenset({"March", "April", "May", "June", "August"})
_CLIPPED = re.compile(r"(?:[Tt]he|[Oo]n)\s")
_LAST_WORD = re.compile(r"(?:\w+|[^\w\s])(?=\s*$)")
_OF_A_THING = re.compile(r"\s(?!\w*(?:miles?|met|km|tons?|feet|kg|strong|people|men)\b)[a-z]{3}")
_MORE_OF_IT = re.compile(
    r"\b(?:(?:quarter|third|half)\sof|(?P<many>hundreds?|thousands?|[mb]illions?))\s$"
)
"""What would have to be counted with what follows: "a quarter of a century ago"."""

_PARTS = re.compile(r"morning|afternoon|evening|night")


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{form})" for kind, form in KINDS)
    return re.compile(rf"(?<![\w.,:$£€/-])(?={TRIGGERS})(?:{kinds})(?!\w)")


def expressions(text: str) -> Iterator[Expression]:
    """Find the dates and times of a text, in order, without overlaps."""
    for match in _pattern().finditer(text):
        kind = match.lastgroup
        assert kind is not None  # every alternative is named
        start, end = match.span()
        written = match.group()
        clipped = _CLIPPED.match(written)
        if clipped and kind not in _KEEPS_ARTICLE:
            start += clipped.end()
            written = written[clipped.end() :]
        if _is_meant(text, start, end, kind, written):
            ahead = kind in _AHEAD_KINDS and looks_ahead(
                text, start, end, unless_past=written[:5].lower() == "this "
            )
            yield Expression(start, end, kind, _label(kind, written), written, ahead)


def _label(kind: str, written: str) -> str:
    if kind in _TIMES or (kind == "day_word" and _PARTS.search(written)):
        return "TIME"
    if kind == "iso" and "T" in written:
        return "TIME"
    return "TIME" if kind == "ago" and ("hour" in written or "minute" in written) else "DATE"


def _is_meant(text: str, start: int, end: int, kind: str, written: str) -> bool:
    """Rule out "May" the name and the verb, four digits that are no year, a quarter of a town."""
    if kind == "month" and written in wordset("month-like"):
        before = _word_before(text, start).lower()
        if before == "the" and written in _LONG_MONTHS:
            return _OF_A_THING.match(text, end) is not None
        return before in wordset("before a month")
    if kind == "years" or (kind == "year" and written.isdigit()):
        before = _word_before(text, start).lower()
        if before in {"a", "its", "his", "her", "their"} and written >= "19":
            return kind == "years" or _OF_A_THING.match(text, end) is not None
        return before in wordset("before a year") or before in {"(", ",", "-", "–"}
    if kind == "ago":
        more = _MORE_OF_IT.search(text[max(0, start - 20) : start])
        return more is None or (more["many"] is not None and written.count(" ") > 1)
    if kind == "holiday":  # not "Mary Easter"
        before = _word_before(text, start)
        if written[:1].islower():  # "last Christmas"
            return True
        return before.islower() or not before[:1].isalpha() or before in _OPENERS
    if kind == "quarter" and written == "quarter":
        return _word_before(text, start - 4).lower() in {"for", "in", "during", "of", "from"}
    return True


def _word_before(text: str, start: int) -> str:
    found = _LAST_WORD.search(text[max(0, start - 20) : max(0, start)])
    return found.group() if found else ""
