"""What a date or time means, as ISO 8601 or TIMEX3, seen from a day.

Ties: a bare weekday is the latest such day, the day it is seen from included, or the coming one
after "will" and the like; a bare month is the latest one, the next month allowed; a day of a month
without a year is the nearest one, the past favoured; a bare quarter is the latest that has begun.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from .absolute import ABSOLUTE, SEASONS, first_of, month_in, number_in, year_in
from .expressions import Expression
from .forms import ORDINALS
from .holidays import holiday

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_STEPS = {"next": 1, "following": 1, "coming": 1, "last": -1, "past": -1, "previous": -1}
_CLOCK_WORDS = {
    "midnight": "T24:00", "noon": "T12:00", "midday": "T12:00", "dawn": "TMO", "dusk": "TEV",
}  # fmt: skip
_WRONG_SIDE_COST = 1.6
"""How much farther a coming day counts than a past one when the nearest is sought, or a past day
where the text looks ahead."""


def published_day(published: str | None) -> date | None:
    """Read the day out of an ISO date or date-time; None for anything else."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def value(said: Expression, day: date | None) -> str | None:
    """Say what an expression means.

    Args:
        said: as `dates.expressions` found it.
        day: the day that it is seen from: that of publication, or one that the text speaks of.

    Returns:
        An ISO 8601 or TIMEX3 value, or None where it cannot be told.
    """
    low = said.text.lower().replace("’", "'")
    try:
        if said.kind in ABSOLUTE:
            return ABSOLUTE[said.kind](low)
        if day is None and not _names_its_year(said.kind, low):
            return None
        return _RELATIVE[said.kind](low, day or date.min, said.ahead)
    except (ValueError, OverflowError):  # "31 February", the year 0
        return None


def _names_its_year(kind: str, low: str) -> bool:
    return kind in {"full", "week_of", "quarter", "fiscal"} and year_in(low) is not None


# Relative: seen from a day. Each takes the small letters, that day, whether the text looks ahead.


def _full(low: str, today: date, ahead: bool) -> str:
    month, year = month_in(low), year_in(low)
    day = next(int(number) for number in re.findall(r"\d+", low) if len(number) < 3)
    if year:
        return date(year, month, day).isoformat()
    return _nearest(today, lambda year: date(year, month, day), ahead)


def _nearest(today: date, day_of: Callable[[int], date], ahead: bool) -> str:
    def distance(one: date) -> float:
        days = (one - today).days
        return abs(days) * (_WRONG_SIDE_COST if (days > 0) != ahead else 1)

    years = range(today.year - 1, today.year + 2)
    return min((day for year in years if (day := _exists(day_of, year))), key=distance).isoformat()


def _month(low: str, today: date, ahead: bool) -> str:
    month, step, year = month_in(low), _step(low), today.year
    if step > 0 or ahead:
        year += month < today.month + (step > 0)
    elif step < 0:
        year -= month >= today.month
    elif month > today.month + 1 and "this" not in low.split():
        year -= 1
    return f"{year:04d}-{month:02d}"


def _weekday(low: str, today: date, ahead: bool) -> str:
    back, step = (today.weekday() - first_of(_WEEKDAYS, low)) % 7, _step(low)
    if step < 0:
        back = back or 7
    elif step > 0 or (ahead and back):
        back -= 7
    return (today - timedelta(days=back)).isoformat() + _part_in(low)


def _clock(low: str, today: date, ahead: bool) -> str:
    digits = re.findall(r"\d+", re.split(r"[^\d:.]", low)[0])
    if len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, part = int(digits[0]), _part_in(low)
    if (re.search(r"[\d\s]p\.?m", low) or part[1:] in {"AF", "EV", "NI"}) and hour < 12:
        hour += 12
    elif (re.search(r"[\d\s]a\.?m", low) or part == "TMO") and hour == 12:
        hour = 0
    day = _day_of_clock(low, today, ahead)
    return f"{day}T" + ":".join([f"{hour:02d}", *(digits[1:] or ["00"])])


def _clock_word(low: str, today: date, ahead: bool) -> str:
    return _day_of_clock(low, today, ahead) + _CLOCK_WORDS[low.split()[0]]


def _day_of_clock(low: str, today: date, ahead: bool) -> str:
    last = low.split()[-1]
    named = last.endswith("day") and last != "midday"
    return _weekday(last, today, ahead) if named else today.isoformat()


def _day_word(low: str, today: date, ahead: bool) -> str:
    steps = {"yesterday": -1, "tomorrow": 1, "last": -1}
    shift = next((step for word, step in steps.items() if word in low), 0)
    shift *= 2 if "before" in low or "after " in low else 1
    part = "TNI" if low == "tonight" else _part_in(low)
    return (today + timedelta(days=shift)).isoformat() + part


def _relative(low: str, today: date, ahead: bool) -> str | None:
    unit, step = re.split(r"\s", low)[-1], _step(low)
    if unit in SEASONS:
        over = step < 0 and today.month > (6 if unit == "spring" else 9)
        return f"{today.year + (0 if over else step):04d}-{SEASONS[unit]}"
    return _shifted(today, unit, step)


def _ago(low: str, today: date, ahead: bool) -> str | None:
    number, unit, _ = ["", *re.split(r"\s", low)][-3:]
    unit = "century" if unit == "centuries" else unit.rstrip("s")
    count = int(number_in(number) or 0)
    if not count:
        return "PAST_REF"
    if unit in {"hour", "minute"}:
        return today.isoformat()
    if low.startswith("half"):
        months = {"year": 6, "decade": 60, "century": 600}.get(unit)
        return (
            (_shifted(today, "month", -months) or "")[: 7 if months == 6 else 4] if months else None
        )
    return f"{today.year - 10 * count:04d}" if unit == "decade" else _shifted(today, unit, -count)


def _year_ago(low: str, today: date, ahead: bool) -> str | None:
    return _shifted(today, "year", -1)


def _then(low: str, today: date, ahead: bool) -> str | None:
    words = re.split(r"\s", low)
    if words[-1] == "later":
        return _shifted(today, words[-2].rstrip("s"), int(number_in(words[-3]) or 0))
    return _shifted(today, words[-1], _step(low))


def _week_of(low: str, today: date, ahead: bool) -> str | None:
    return _shifted(date.fromisoformat(_full(low, today, ahead)), "week", 0)


def _then_part(low: str, today: date, ahead: bool) -> str:
    return (today + timedelta(days=_step(low))).isoformat() + _part_in(low)


def _limit(low: str, today: date, ahead: bool) -> str | None:
    words = re.split(r"[\s-]", low)
    if year := year_in(low):
        return f"{year:04d}"
    return _shifted(today, "year" if words[0] in {"year", "year's"} else words[-1], _step(low))


def _weekend(low: str, today: date, ahead: bool) -> str | None:
    over = today.weekday() < 5 and not ahead and _step(low) < 1
    return _shifted(today, "weekend", -1 if over else 0)


def _quarter(low: str, today: date, ahead: bool) -> str | None:
    words = re.split(r"[\s-]", low)
    place = int(words[0][1]) if words[0][0] == "q" else ORDINALS.get(words[0])
    if place is None:
        return _shifted(today, "quarter", 0 if words[0] == "current" else -1)
    year, now = year_in(low), (today.month + 2) // 3
    if year is None:
        year = today.year + _step(low)
        if words[-1] == "quarter":
            year += (ahead and place < now) - (not ahead and place > now)
    return f"{year:04d}-{'H' if 'half' in words else 'Q'}{place}"


def _fiscal(low: str, today: date, ahead: bool) -> str:
    return f"FY{year_in(low) or today.year + _step(low):04d}"


def _holiday(low: str, today: date, ahead: bool) -> str | None:
    day_of, step = holiday(low), _step(low)
    if day_of is None or today.year < 1584:
        return None
    if not step:
        return _nearest(today, day_of, ahead)
    year = today.year
    if (day_of(year) > today) != (step > 0) or day_of(year) == today:
        year += step
    return day_of(year).isoformat()


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


def _part_in(low: str) -> str:
    return next((code for part, code in _PARTS.items() if part in low), "")


def _step(low: str) -> int:
    """Whether the words say next (1), last (-1) or neither (0)."""
    return next((_STEPS[word] for word in reversed(low.split()) if word in _STEPS), 0)


def _exists(day_of: Callable[[int], date], year: int) -> date | None:
    try:
        return day_of(year)
    except ValueError:  # 29 February
        return None


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
    "year_ago": _year_ago,
    "then": _then,
    "then_part": _then_part,
    "week_of": _week_of,
    "limit": _limit,
    "weekend": _weekend,
    "quarter": _quarter,
    "fiscal": _fiscal,
    "holiday": _holiday,
}
