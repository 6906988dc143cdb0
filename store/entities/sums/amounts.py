"""Sums of money and percentages: where they stand, and what they come to.

The value of a sum is "CODE NUMBER": the ISO 4217 code and a plain decimal number, as in "USD
5200000" for "$5.2 million"; without a code where the writing does not tell the currency ("500" for
"Rs 500"; see `currencies`). The value of a percentage is the plain number: "12.5", "0.5" for "half
a percent". A range has both ends, as in ISO 8601: "USD 5000000/7000000", "5/7". It is None where no
number is said ("millions of dollars").
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..dates.forms import COUNTING_WORDS
from ..spans import Proposal
from .currencies import (
    CODES,
    DOLLARS,
    GLUED_CODES,
    LETTERS,
    NAMES,
    SCALES,
    SHORT_LETTERS,
    SIGNS,
    WHOSE,
)
from .quantities import is_at_most, money, percentage


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


_ALL_SIGNS = "".join(SIGNS)
_NUMBER = (
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,4}(?!\d|,\d)|(?<![\w.])\.\d{1,6}"
    r"|\d{1,15}(?:,\d{2,3}){0,5}(?:\.\d{1,6}|,\d(?!\d))?"
)
_FRACTION = r"(?:\d{1,3}[\s-])?\d/[1-9]\d?|\d{0,3}[½¼¾]"
_NUM = rf"(?:{_FRACTION}|{_NUMBER})"
_SCALE = rf"(?:[\s-]?(?:{_any(SCALES)}|Mil|Mn|Bn|M|B|K|[MB]illion|Trillion)\b)"
_ONES = r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
_SPELT = rf"(?:(?:{'|'.join(COUNTING_WORDS)}){_ONES})"
_TO = r"(?:\s?[-–]\s?|\sto\s)(?=\d)"
_RANGE = rf"(?:{_NUM}{_TO}{_NUM}{_SCALE}|{_NUM}[-–](?=\d){_NUM})"
_QUANTITY = rf"(?:{_RANGE}|{_NUM}{_SCALE}{{0,2}})"
_WORDS = (
    rf"(?:(?:{_SPELT}|[Hh]alf\sa|[Aa]|[Ss]everal){_SCALE}{{1,2}}(?:\sand\s{_SPELT}{_SCALE}?)?|{_SPELT}"
    r"|[Aa](?=\s(?:dollar|euro|cent\b)))"
)
_SIGN = rf"(?:{_any(DOLLARS)}\s?)?[{_ALL_SIGNS}]"
_NAME = rf"(?:{_any(WHOSE)}\s)?{_any(NAMES)}s?\b"
_POINTS = r"(?:percentage[\s-]points?|percent|per\scent)"
_CENT = rf"(?:\s?%|[\s-]?(?:{_POINTS}|pct|pc)\b)"
_VAGUE = (
    r"(?:(?:[Tt]ens|[Hh]undreds|[Tt]housands)\sof\s)?"
    r"(?:[Hh]undreds|[Tt]housands|[Mm]illions|[Bb]illions|[Tt]rillions)\sof"
)
_LETTERS = rf"(?:{_any(LETTERS)}\.?|{_any(CODES)})"
_SHORT = rf"{_any(SHORT_LETTERS)}(?:{_NUM}{_SCALE}|\d{{1,3}}(?:[, ]\d{{3}})+(?!\d))"
_TRIGGER = (
    rf"\.?[\d{_ALL_SIGNS}½¼¾]|[A-Z][A-Za-z.]{{0,4}}\s?[\d{_ALL_SIGNS}]|[Rr]upees?\s\d|[Oo]ne|[Nn]ine"
    r"|[Tt](?:w|hree|en|hirt|housands\sof|rillions\sof)|[Ff](?:our|ive|ift|ort)|[Aa]\s[htmbdec]"
    r"|[Ss](?:ix|even|everal\s)|[Hh](?:alf\s|undred)|[Ee](?:ight|leven)|[Mm](?:ulti|illions\sof)"
    r"|[Bb]illions\sof|[Dd]ozen"
)
"""How an amount begins: what does not is passed over, which makes the search fast."""


@cache
def _pattern() -> re.Pattern[str]:
    spelt = rf"(?:[Hh]alf\s(?:an?|of\s(?:one|a))|[Aa]|{_SPELT}{_SCALE}?)"
    return re.compile(
        rf"(?<!\w)(?={_TRIGGER})(?<!\d[.,])(?:"
        rf"(?P<PERCENT>{_NUM}(?:{_TO}{_NUM})?{_CENT}"
        rf"|(?<=[Bb]etween\s){_NUM}(?=\sand\s{_NUM}{_CENT})|{spelt}[\s-]{_POINTS}\b)"
        rf"|(?P<MONEY>{_SIGN}\s?{_QUANTITY}(?:\s{_NAME})?"
        rf"|{_LETTERS}\s?{_QUANTITY}|{_SHORT}"
        rf"|(?:{_QUANTITY}[\s-]?|{_WORDS}[\s-]){_NAME}"
        rf"|{_QUANTITY}(?:\s?(?:[€₽]|{_any(CODES)}\b)|{_any(GLUED_CODES)}\b)"
        rf"|[Mm]ulti-?[mb]illion-{_NAME}|{_VAGUE}\s{_NAME}))(?!\w)"
    )


_WEIGHT = re.compile(r"\s(?:of|per\ssquare|heavier|lighter|overweight)\b")
_WEIGHED = re.compile(r"(?:weigh\w*|lost|gained)\s(?:\w+\s)?$")
_ALIKE = re.compile(rf"\s(?:to|and|or)\s(?P<sum>{_SIGN}\s?{_NUM})(?P<scale>{_SCALE})")


def amounts(text: str) -> Iterator[Proposal]:
    """Propose the sums of money and the percentages of a text, in order, with their values."""
    for match in _pattern().finditer(text):
        start, end, written = match.start(), match.end(), match.group()
        if match["PERCENT"]:
            yield Proposal(start, end, "PERCENT", 0.9, "rule", percentage(written))
        elif _is_money(text, start, end, written):
            alike = _ALIKE.match(text, end)
            scale = alike["scale"] if alike and is_at_most(written, alike["sum"]) else ""
            yield Proposal(start, end, "MONEY", 0.9, "rule", money(written, scale))


def _is_money(text: str, start: int, end: int, written: str) -> bool:
    """Rule out pounds that are a weight, and "three won" of a match."""
    if written.endswith(("pound", "pounds")):
        before = text[max(0, start - 20) : start]
        return not (_WEIGHT.match(text, end) or _WEIGHED.search(before))
    plain = re.fullmatch(r"(?:\d+|\w+)\s(?:won|marks?|real)", written)
    return plain is None
