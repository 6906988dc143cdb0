"""Days and hours as dispatches write them: "July 8", "21 ene", "2019/07/09", "3:21 PM EET".

Months are known in English, Spanish, French, Portuguese, Italian, German, Russian and Arabic. A
date that only looks like one (month 13, year 0, digits other than 0-9) is read as a date whose
value is unknown: its letters still belong to the head, but nothing is claimed about it.
"""

import re
from dataclasses import dataclass
from datetime import date

from .words import word_set

_MONTHS = (
    "january february march april may june july august september october november december",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
_WEEKDAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun lunes martes miércoles jueves viernes sábado domingo lundi mardi mercredi jeudi "
    "vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag"
)


def _month_words() -> dict[str, int]:
    """Map every month name, and every prefix of three letters or more, to its number."""
    numbers: dict[str, set[int]] = {}
    for names in _MONTHS:
        for number, name in enumerate(names.split(), 1):
            for length in range(min(3, len(name)), len(name) + 1):
                numbers.setdefault(name[:length], set()).add(number)
    # "jui" is both juin and juillet: a prefix of two months says neither.
    return {word: min(found) for word, found in numbers.items() if len(found) == 1}


MONTHS = _month_words()

_WORD = r"([^\W\d_]{3,12})\.?"
_YEAR = r"(\d{4})(?!\d)"
_NUMERIC = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMERIC_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:de\s+|of\s+)?{_WORD}"
    rf"(?:(?:,?\s+|-)(?:de\s+)?{_YEAR})?"
)
_MONTH_DAY = re.compile(
    rf"{_WORD}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d)"
    rf"(?:,?\s+{_YEAR}|\s+Juche\s+\d+\s+\((\d{{4}})\))?"
)
_WEEKDAY = re.compile(r"([^\W\d_]{3,10})\.?,?\s+")
_CLOCK = re.compile(
    r"(\d{1,2})[:h](\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(?![\d:])(?:\s*([AaPp])\.?[Mm]\b\.?)?"
)
_ZONE = re.compile(
    r"\s*((?:GMT|UTC|MSK|WIB|[A-Z]{1,4}T)(?:[+-]\d{1,2}(?::?\d{2})?)?(?!\w)|Z(?!\w)|[+-]\d\d:?\d\d)"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as written. `end` is the code point after it; `year` is None when none is written.

    `month` is 0 when what is written is no day of the calendar.
    """

    end: int
    year: int | None
    month: int
    day: int

    @property
    def iso(self) -> str | None:
        """The day as "YYYY-MM-DD"; None when the year or the day is unknown."""
        known = self.month and self.year is not None
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if known else None

    @property
    def partial(self) -> str | None:
        """The day as "--MM-DD" when only its year is missing."""
        return f"--{self.month:02d}-{self.day:02d}" if self.month and self.year is None else None


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour: "HH:MM" or "HH:MM:SS" (None: no such hour), and its zone as written."""

    end: int
    value: str | None
    zone: str | None


def is_weekday(word: str) -> bool:
    """Whether `word` names a day of the week."""
    return word.lower().rstrip(".,") in _WEEKDAYS


def read_day(text: str, pos: int, end: int) -> Day | None:
    """The date, with or without a weekday, that begins at `pos`; None if there is none.

    Args:
        text: The dispatch.
        pos: Where the date would begin, in code points.
        end: Where to stop reading.
    """
    weekday = _WEEKDAY.match(text, pos, end)
    if weekday and is_weekday(weekday[1]):
        pos = weekday.end()
    if text[pos : pos + 1].isdecimal():
        return _numeric_day(text, pos, end) or _day_month(text, pos, end)
    return _month_day(text, pos, end)


def _numeric_day(text: str, pos: int, end: int) -> Day | None:
    if found := _NUMERIC.match(text, pos, end):
        return _day(found.end(), found[1], found[3], found[4])
    if found := _NUMERIC_DAY_FIRST.match(text, pos, end):
        first, sign, second = found[1], found[2], found[3]
        # 03/04/2022 is March or April according to the country: the page does not say.
        clear = sign == "." or first == second or int(first) > 12
        return _day(found.end(), found[4], second if clear else "0", first)
    return None


def _day_month(text: str, pos: int, end: int) -> Day | None:
    found = _DAY_MONTH.match(text, pos, end)
    month = MONTHS.get(found[2].lower()) if found else None
    return _day(found.end(), found[3], str(month), found[1]) if found and month else None


def _month_day(text: str, pos: int, end: int) -> Day | None:
    found = _MONTH_DAY.match(text, pos, end)
    month = MONTHS.get(found[1].lower()) if found else None
    return (
        _day(found.end(), found[3] or found[4], str(month), found[2]) if found and month else None
    )


def _day(end: int, year: str | None, month: str, day: str) -> Day:
    """The day, when the calendar has it and its year is one of 1000 to 2999."""
    written = (year or "2000") + month + day  # 2000 had a 29 February: it stands for any year
    if not written.isascii() or not "1000" <= (year or "2000") <= "2999":
        return Day(end, None, 0, 0)
    try:
        date(int(year or "2000"), int(month), int(day))
    except ValueError:
        return Day(end, None, 0, 0)
    return Day(end, int(year) if year else None, int(month), int(day))


def read_clock(text: str, pos: int, end: int) -> Clock | None:
    """The hour and zone that begin at `pos` (code points); None if there are none."""
    found = _CLOCK.match(text, pos, end)
    if not found:
        return None
    zone = _ZONE.match(text, found.end(), end)
    hour, minute, second = int(found[1]), found[2], found[3]
    if found[4]:
        hour = hour % 12 + (12 if found[4] in "Pp" else 0) if 1 <= hour <= 12 else 99
    value = None
    if found[0].isascii() and hour < 24 and minute < "60" and (second or "00") < "60":
        value = f"{hour:02d}:{minute}" + (f":{second}" if second else "")
    return Clock(zone.end() if zone else found.end(), value, zone[1] if zone else None)
