"""The day of the year on which a holiday falls."""

from collections.abc import Callable
from datetime import date, timedelta


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _weekday(month: int, weekday: int, nth: int) -> Callable[[int], date]:
    """The nth such weekday (Monday is 0) of a month; nth -1 is the last one."""

    def day(year: int) -> date:
        if nth > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        last = date(year, month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return day


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda year: _easter(year) + timedelta(days=days)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    Source: the anonymous algorithm printed in Nature, 20 April 1876, in Meeus, Astronomical
    Algorithms (1991), chapter 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


_HOLIDAYS = (
    ("new year's eve", _fixed(12, 31)),
    ("new year", _fixed(1, 1)),
    ("christmas eve", _fixed(12, 24)),
    ("christmas", _fixed(12, 25)),
    ("boxing", _fixed(12, 26)),
    ("valentine", _fixed(2, 14)),
    ("may day", _fixed(5, 1)),
    ("halloween", _fixed(10, 31)),
    ("veterans", _fixed(11, 11)),
    ("thanksgiving", _weekday(11, 3, 4)),
    ("memorial", _weekday(5, 0, -1)),
    ("labor", _weekday(9, 0, 1)),
    ("columbus", _weekday(10, 0, 2)),
    ("good friday", _after_easter(-2)),
    ("easter monday", _after_easter(1)),
    ("palm", _after_easter(-7)),
    ("easter", _after_easter(0)),
)
"""Which word tells a holiday, and its day. Days that go by one name on many days of the year, such
as Independence Day, Labour Day and Election Day, are left out."""


def holiday(low: str) -> Callable[[int], date] | None:
    """Give what says on which day of a year a holiday falls.

    Args:
        low: the expression in small letters, with straight apostrophes.

    Returns:
        A function from a year (1583 to 9999) to the day; None for a holiday of no known day.
    """
    return next((day for word, day in _HOLIDAYS if word in low), None)
