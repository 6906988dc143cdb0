"""Dates and times in running text: one grammar, compiled when first used.

What a found expression means is worked out in `values`. The kinds of expression, the order in which
they are tried and the ties follow TimeML (TIMEX3) practice.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from .wordlists import wordset


class Expression(NamedTuple):
    """A date or time as written: code points [start, end), its kind, DATE or TIME.

    `ahead` says that the words before it speak of what is to come ("will ... on Tuesday").
    """

    start: int
    end: int
    kind: str
    label: str
    text: str
    ahead: bool = False


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d,]\d|\d|[-/]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d.:,]\d|\d|%)"
_CLOCK = (
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s?(?:[ap]\.m\b\.?|[ap]m\b|hours|hrs))"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![:\d]|\.\d)"
    r"|(?:1[0-2]|0?[1-9])\s?(?:[ap]\.m\b\.?|[ap]m\b)"
)
_ZONE = r"(?:\s\(?(?:GMT|UTC|EDT|EST|PST|PDT|CET|BST|[Ll]ocal\stime)\)?)"
_PART = r"(?:morning|afternoon|evening|night)"
_EDGE = r"(?:[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Ll]ater)[\s-]"
_UNIT = (
    r"(?:day|week|weekend|month|quarter|year|decade|century|night|spring|summer|fall|autumn|winter)"
)
_UNITS = r"(?:hours|days|weeks|months|years|decades)"
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(word for word in NUMBERS if len(word) > 2)})"
_HOLIDAY = r"(?:Christmas(?:\s(?:Day|Eve))?|New\sYear['’]s\s(?:Day|Eve)|Valentine['’]s\sDay)"

_DIGITS = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY_WORD = r"(?:[Dd]ay\s(?:before\syesterday|after\stomorrow)|[Yy]esterday|[Tt]oday|[Tt]omorrow)"
_ROUGHLY = r"(?:(?:[Aa]bout|[Aa]lmost|[Nn]early|[Oo]ver|more\sthan)\s)?"
_SPAN = r"(?:[Pp]ast|[Ll]ast|[Nn]ext|[Cc]oming|[Pp]revious)"

_KINDS = (
    ("iso", r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
            r"(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?Z?)?(?!\d)"),
    ("numeric", rf"{_DIGITS}(?:-{_DIGITS}-|/{_DIGITS}/|\.{_DIGITS}\.)(?:19|20)\d\d(?!\d)"),
    ("full", rf"(?:{_WEEKDAY},?\s)?(?:(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?"
             rf"|(?:{_EDGE})?{_MONTH}\s{_DAY}(?:,?\s{_YEAR})?)"),
    ("month_year", rf"(?:(?:the\s)?(?:{_EDGE}|end\sof\s))?{_MONTH},?\s(?:of\s)?{_YEAR}"),
    ("clock", rf"(?:{_CLOCK}){_ZONE}?(?:\s(?:on\s)?{_WEEKDAY})?"),
    ("clock_word", r"(?:midnight|noon|midday|dawn|dusk)\b"),
    ("weekday_part", rf"(?:{_EDGE})?(?:[Oo]n\s(?={_WEEKDAY}\s{_PART}))?{_WEEKDAY}\s{_PART}"),
    ("weekday", rf"(?:(?:{_EDGE}|[Ll]ast|[Nn]ext|[Tt]his)\s?)?{_WEEKDAY}"),
    ("month", rf"(?:(?:{_EDGE}|[Ll]ast|[Nn]ext|[Tt]his)\s?)?{_MONTH}"),
    ("decade", rf"(?:the\s)?(?:{_EDGE})?(?:1[5-9]\d0s|20[0-2]0s|['’][2-9]0s)"),
    ("century", r"(?:the\s)?(?:1\d|20|21)(?:th|st)[\s-]century"),
    ("day_word", rf"(?:[Tt]he\s)?{_DAY_WORD}(?:\s{_PART})?"),
    ("this_part", rf"[Tt]onight|(?:[Ll]ast|[Tt]omorrow)\snight|(?:(?:{_EDGE})?[Tt]his)\s{_PART}"),
    ("past_units", rf"(?:the\s)?(?:[Rr]ecent|[Cc]oming)\s(?:{_NUMBER}\s)?{_UNITS}"),
    ("some_units", rf"(?:the\s)?{_SPAN}\s(?:{_NUMBER}|few|several|couple\sof)\s{_UNITS}"),
    ("relative", rf"(?:(?:{_EDGE})?(?:[Ll]ast|[Tt]his|[Nn]ext)"
                 rf"|the\s(?:past|previous|following|same|current))\s{_UNIT}(?!\w)"),
    ("ago", rf"{_ROUGHLY}(?:{_NUMBER}|[Aa]n?|several|a\sfew|a\scouple\sof)\s"
            rf"(?:hour|minute|day|week|month|year|decade|century)s?\s(?:ago|earlier)"),
    ("year", rf"(?:the\syear\s|(?:{_EDGE}))?{_YEAR}(?!\w|['’]s|-\w)"),
    ("holiday", _HOLIDAY),
)  # fmt: skip

_AHEAD_KINDS = frozenset({"weekday", "weekday_part", "clock", "month", "full"})
_TO_COME = re.compile(r"\b(?:will|shall|scheduled|due|to be|plans? to|until|expected|set for)\b")
_CLAUSE_END = re.compile(r"[.!?\n]\s|\bsaid\b")
_TIMES = frozenset({"clock", "clock_word", "weekday_part", "this_part"})
_CLIPPED = re.compile(r"(?:the|[Oo]n)\s")
_LAST_WORD = re.compile(r"(?:\w+|[^\w\s])(?=\s*$)")


@cache
def _pattern() -> re.Pattern[str]:
    kinds = "|".join(f"(?P<{kind}>{form})" for kind, form in _KINDS)
    return re.compile(rf"(?<![\w.,:$£€/-])(?:{kinds})(?!\w)")


def expressions(text: str) -> Iterator[Expression]:
    """Find the dates and times of a text, in order, without overlaps."""
    for match in _pattern().finditer(text):
        kind = match.lastgroup
        assert kind is not None  # every alternative is named
        start, end = match.span()
        written = match.group()
        clipped = _CLIPPED.match(written)
        if clipped and kind != "full":
            start += clipped.end()
            written = written[clipped.end() :]
        if _is_meant(text, start, kind, written):
            ahead = kind in _AHEAD_KINDS and _looks_ahead(text, start)
            yield Expression(start, end, kind, _label(kind, written), written, ahead)


def _looks_ahead(text: str, start: int) -> bool:
    clause = _CLAUSE_END.split(text[max(0, start - 70) : start])[-1]
    return _TO_COME.search(clause) is not None


def _label(kind: str, written: str) -> str:
    if kind in _TIMES or (kind == "day_word" and re.search(_PART, written)):
        return "TIME"
    if kind == "iso" and "T" in written:
        return "TIME"
    return "TIME" if kind == "ago" and re.search("hour|minute", written) else "DATE"


def _is_meant(text: str, start: int, kind: str, written: str) -> bool:
    """Rule out "May" the name and the verb, and four digits that are no year."""
    if kind == "month" and written in wordset("month-like"):
        return _word_before(text, start).lower() in wordset("before a month")
    if kind == "year" and written.isdigit():
        before = _word_before(text, start)
        return before.lower() in wordset("before a year") or before.endswith(("(", ",", "-", "–"))
    return True


def _word_before(text: str, start: int) -> str:
    found = _LAST_WORD.search(text[max(0, start - 20) : start])
    return found.group() if found else ""
