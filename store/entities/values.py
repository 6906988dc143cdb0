"""What a date or time means, as ISO 8601 or TIMEX3, seen from the day of publication.

Ties: a bare weekday is the latest such day, the day of publication included, or the coming one
after "will" and the like; a bare month is the latest one, the next month allowed; a day of a month
without a year is the nearest one, the past favoured.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from .dates import NUMBERS, Expression

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_CLOCK_WORDS = {
    "midnight": "T24:00", "noon": "T12:00", "midday": "T12:00", "dawn": "TMO", "dusk": "TEV",
}  # fmt: skip
_HOLIDAYS = (("new year's eve", "12-31"), ("new year", "01-01"), ("eve", "12-24"),
             ("christmas", "12-25"), ("valentine", "02-14"))  # fmt: skip
_FUTURE_COST = 1.6
"""How much farther a coming day counts than a past one when the nearest is sought."""


def published_day(published: str | None) -> date | None:
    """Read the day out of an ISO date or date-time; None for anything else."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def value(said: Expression, today: date | None, written_before: date | None = None) -> str | None:
    """Say what an expression means.

    Args:
        said: as `dates.expressions` found it.
        today: the day of publication, if known.
        written_before: the full date written straight before it, for a bare time of day.

    Returns:
        An ISO 8601 or TIMEX3 value, or None where it cannot be told.
    """
    low = said.text.lower().replace("’", "'")
    try:
        if said.kind in _ABSOLUTE:
            return _ABSOLUTE[said.kind](low)
        day = (written_before if said.kind.startswith("clock") else None) or today
        full = said.kind == "full" and _year_in(low) is not None
        if day is None and not full:
            return None
        return _RELATIVE[said.kind](low, day or date.min, said.ahead)
    except (ValueError, OverflowError):  # "31 February", the year 0
        return None


def full_date(said: Expression) -> date | None:
    """The day that an absolute date names, if it names one."""
    if said.kind not in {"iso", "numeric", "full"}:
        return None
    return published_day(value(said, None))


# Absolute: the text alone says it. Each takes the expression in small letters.


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
    return f"{_year_in(low):04d}-{_month_in(low):02d}"


def _year(low: str) -> str:
    return f"{_year_in(low):04d}"


def _decade(low: str) -> str:
    digits = re.findall(r"\d+", low)[0][:-1]
    return f"{digits if len(digits) == 3 else '19' + digits}X"


def _century(low: str) -> str:
    return f"{int(re.findall(r'[0-9]+', low)[0]) - 1}XX"


def _recent(low: str) -> str:
    return "FUTURE_REF" if low.startswith("coming") else "PAST_REF"


def _some_units(low: str) -> str:
    number, unit = re.split(r"\s", low)[-2:]
    count = str(number if number.isdigit() else NUMBERS.get(number, "X"))
    if unit == "hours":
        return f"PT{count}H"
    if unit == "decades":
        return "PXY" if count == "X" else f"P{count}0Y"
    return f"P{count}{_UNITS[unit.rstrip('s')]}"


# Relative: seen from a day. Each takes the small letters, that day, whether the text looks ahead.


def _full(low: str, today: date, ahead: bool) -> str:
    month, year = _month_in(low), _year_in(low)
    day = next(int(number) for number in re.findall(r"\d+", low) if len(number) < 3)
    if year:
        return date(year, month, day).isoformat()
    return _nearest(today, month, day)


def _nearest(today: date, month: int, day: int) -> str:
    def distance(one: date) -> float:
        days = (one - today).days
        return days * _FUTURE_COST if days > 0 else -days

    years = (year for year in range(today.year - 1, today.year + 2) if _exists(year, month, day))
    return min((date(year, month, day) for year in years), key=distance).isoformat()


def _month(low: str, today: date, ahead: bool) -> str:
    month, first, year = _month_in(low), low.split()[0], today.year
    if first == "next" or ahead:
        year += month < today.month + (first == "next")
    elif first == "last":
        year -= month >= today.month
    elif month > today.month + 1:
        year -= 1
    return f"{year:04d}-{month:02d}"


def _weekday(low: str, today: date, ahead: bool) -> str:
    back = (today.weekday() - _first_of(_WEEKDAYS, low)) % 7
    first = low.split()[0]
    if first == "last":
        back = back or 7
    elif first == "next" or (ahead and back):
        back -= 7
    return (today - timedelta(days=back)).isoformat() + _part_in(low)


def _clock(low: str, today: date, ahead: bool) -> str:
    digits = re.findall(r"\d+", re.split(r"[^\d:.]", low)[0])
    hour = int(digits[0])
    if re.search(r"[\d\s]p\.?m", low) and hour < 12:
        hour += 12
    elif re.search(r"[\d\s]a\.?m", low) and hour == 12:
        hour = 0
    day = _weekday(low.split()[-1], today, ahead) if low.endswith("day") else today.isoformat()
    return f"{day}T" + ":".join([f"{hour:02d}", *(digits[1:] or ["00"])])


def _clock_word(low: str, today: date, ahead: bool) -> str:
    return today.isoformat() + _CLOCK_WORDS[low]


def _day_word(low: str, today: date, ahead: bool) -> str:
    steps = {"yesterday": -1, "tomorrow": 1, "last": -1}
    shift = next((step for word, step in steps.items() if word in low), 0)
    shift *= 2 if "before" in low or "after " in low else 1
    part = "TNI" if low == "tonight" else _part_in(low)
    return (today + timedelta(days=shift)).isoformat() + part


def _relative(low: str, today: date, ahead: bool) -> str | None:
    words = set(re.split(r"[\s-]", low))
    unit = re.split(r"\s", low)[-1]
    step = bool(words & {"next", "following"}) - bool(words & {"last", "past", "previous"})
    if unit in _SEASONS:
        over = step < 0 and today.month > (6 if unit == "spring" else 9)
        return f"{today.year + (0 if over else step):04d}-{_SEASONS[unit]}"
    return _shifted(today, unit, step)


def _ago(low: str, today: date, ahead: bool) -> str | None:
    number, unit, _ = re.split(r"\s", low)[-3:]
    unit = "century" if unit == "centuries" else unit.rstrip("s")
    if not (number.isdigit() or number in NUMBERS):
        return "PAST_REF"
    count = int(number) if number.isdigit() else NUMBERS[number]
    if unit in {"hour", "minute"}:
        return today.isoformat()
    return f"{today.year - 10 * count:04d}" if unit == "decade" else _shifted(today, unit, -count)


def _holiday(low: str, today: date, ahead: bool) -> str:
    month, day = next(day for name, day in _HOLIDAYS if name in low).split("-")
    return _nearest(today, int(month), int(day))


# Shared by the rules.


def _shifted(today: date, unit: str, step: int) -> str | None:
    """The calendar unit that lies `step` units from today, to the precision of the unit."""
    if unit in {"day", "night"}:
        return (today + timedelta(days=step)).isoformat() + ("TNI" if unit == "night" else "")
    if unit in {"week", "weekend"}:
        year, week, _ = (today + timedelta(weeks=step)).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit in {"month", "quarter"}:
        months = today.year * 12 + today.month - 1 + step * (3 if unit == "quarter" else 1)
        year, month = divmod(months, 12)
        return f"{year:04d}-{month + 1:02d}" if unit == "month" else f"{year:04d}-Q{month // 3 + 1}"
    years = {"year": (1, ""), "decade": (10, "X"), "century": (100, "XX")}
    size, unknown = years[unit]
    return f"{today.year // size + step:0{4 - len(unknown)}d}{unknown}"


def _first_of(names: tuple[str, ...], low: str) -> int:
    return names.index(re.findall(r"\b(?:" + "|".join(names) + r")", low)[0])


def _month_in(low: str) -> int:
    return _first_of(_MONTHS, low) + 1


def _year_in(low: str) -> int | None:
    found = re.search(r"\b\d{4}\b", low)
    return int(found.group()) if found else None


def _part_in(low: str) -> str:
    return next((code for part, code in _PARTS.items() if part in low), "")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


_ABSOLUTE: dict[str, Callable[[str], str | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "month_year": _month_year,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "past_units": _recent,
    "some_units": _some_units,
}
_RELATIVE: dict[str, Callable[[str, date, bool], str | None]] = {
    "full": _full,
    "month": _month,
    "weekday": _weekday,
    "weekday_part": _weekday,
    "clock": _clock,
    "clock_word": _clock_word,
    "day_word": _day_word,
    "this_part": _day_word,
    "relative": _relative,
    "ago": _ago,
    "holiday": _holiday,
}
