"""The dates whose words alone say which they are, as ISO 8601 or TIMEX3 values.

Each rule takes the expression in small letters with straight apostrophes. A rule may raise
ValueError for a day that no calendar has.
"""

import re
from collections.abc import Callable
from datetime import date

from .forms import NUMBERS, ORDINALS, TENS

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MANY_YEARS = {"decade": "0", "century": "00"}
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}


def _iso(low: str) -> str:
    year, month, day = map(int, re.findall(r"\d+", low)[:3])
    _, _, clock = low.partition("t")
    return date(year, month, day).isoformat() + (f"T{clock.rstrip('z')}" if clock else "")


def _numeric(low: str) -> str | None:
    first, second, year = map(int, re.findall(r"\d+", low))
    if first > 12:
        return date(year, second, first).isoformat()
    if second > 12 or first == second:
        return date(year, first, second).isoformat()
    return None  # 3/4/2019: read differently on two sides of an ocean


def _month_year(low: str) -> str:
    return f"{year_in(low):04d}-{month_in(low):02d}"


def _year(low: str) -> str:
    return f"{year_in(low):04d}"


def _decade(low: str) -> str:
    if name := next((name for name in TENS if name in low), None):
        return f"19{TENS[name]}X"
    digits = re.findall(r"\d+", low)[0][:-1]
    return f"{digits if len(digits) == 3 else '19' + digits}X"


def _century(low: str) -> str:
    digits = re.findall(r"\d+", low)
    place = (
        int(digits[0])
        if digits
        else ORDINALS[max((word for word in ORDINALS if word in low), key=len)]
    )
    return f"{place - 1}XX"


def _season(low: str) -> str:
    return f"{year_in(low):04d}-{next(SEASONS[word] for word in SEASONS if word in low)}"


def _years(low: str) -> str | None:
    first, last = re.findall(r"\d+", low)
    last = first[:2] + last if len(last) == 2 else last
    return f"{first}/{last}" if first < last else None


def _recent(low: str) -> str:
    return "FUTURE_REF" if low.startswith("coming") else "PAST_REF"


def _some_units(low: str) -> str:
    number, unit = re.split(r"\s", low)[-2:]
    count = "1" if number in {"past", "coming"} else number_in(number) or "X"
    unit = "century" if unit == "centuries" else unit.rstrip("s")
    if unit == "hour":
        return f"PT{count}H"
    if unit in _MANY_YEARS:
        return "PXY" if count == "X" else f"P{count}{_MANY_YEARS[unit]}Y"
    return f"P{count}{UNITS[unit]}"


def year_in(low: str) -> int | None:
    """The first four digits that stand alone; None where there are none."""
    found = re.search(r"\b\d{4}\b", low)
    return int(found.group()) if found else None


def month_in(low: str) -> int:
    """The number of the first month that is named, 1 to 12; IndexError where none is."""
    return first_of(_MONTHS, low) + 1


def first_of(names: tuple[str, ...], low: str) -> int:
    """The place in `names` of the first word that begins with one of them."""
    return names.index(re.findall(r"\b(?:" + "|".join(names) + r")", low)[0])


def number_in(word: str) -> str | None:
    """A number in digits or as a word, in digits; None for any other word."""
    return str(int(word)) if word.isdigit() else str(NUMBERS[word]) if word in NUMBERS else None


ABSOLUTE: dict[str, Callable[[str], str | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "month_year": _month_year,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "years": _years,
    "past_units": _recent,
    "some_units": _some_units,
}
