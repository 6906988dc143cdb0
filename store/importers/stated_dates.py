"""Dates as carriers state them, in a handful of written forms; nothing is guessed."""

import re
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz

_ISO = re.compile(
    r"(\d{4})[-/](\d\d)(?:[-/](\d\d)(?:[T ]+(\d\d):(\d\d)(?::\d\d(?:[.,]\d+)?)?\s*"
    r"(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?)?",
    re.IGNORECASE,
)
_SECONDS = range(100_000_000, 10_000_000_000)
"""Seconds since 1970 that are taken for such: 1973 to 2286. Thousandths likewise."""


def stated_date(said: object) -> tuple[str, str | None] | None:
    """Read a date: ISO 8601, RFC 5322, or seconds or milliseconds since 1970.

    Returns:
        ISO 8601 to the precision stated, at most to the minute, in the zone stated; and that zone,
        as "+03:00" or "UTC", None where none is stated. None where it is no date.
    """
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        return None
    if isinstance(said, str) and not said.strip().isdecimal():
        said = said.strip()[:80]
        return _from_iso(said) or _from_mail(said)
    try:
        number = float(said)
    except (ValueError, OverflowError):
        return None
    if number >= _SECONDS.stop:
        number /= 1000
    if not _SECONDS.start <= number < _SECONDS.stop:
        return None
    moment = datetime(1970, 1, 1) + timedelta(seconds=number)
    return moment.isoformat(timespec="minutes"), "UTC"


def _from_iso(said: str) -> tuple[str, str | None] | None:
    found = _ISO.fullmatch(said)
    if not found:
        return None
    year, month, day, hour, minute, zone = found.groups()
    try:
        datetime(int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0))
    except ValueError:
        return None
    date = "-".join(filter(None, (year, month, day)))
    if hour is None:
        return date, None
    if zone:
        digits = zone.replace(":", "")
        zone = "UTC" if digits[0] not in "+-" else f"{digits[:3]}:{digits[3:]}"
    return f"{date}T{hour}:{minute}", zone


def _from_mail(said: str) -> tuple[str, str | None] | None:
    try:
        parts = parsedate_tz(said)
        if parts is None or not 1900 < parts[0] < 2200:
            return None
        moment = datetime(*parts[:5])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat(timespec="minutes"), _zone(parts[9], said)


def _zone(offset: int | None, said: str) -> str | None:
    if offset is None or (offset == 0 and not re.search(r"[+-]\d{4}|GMT|UTC?|Z$", said)):
        return None
    try:
        zone = timezone(timedelta(seconds=offset))
    except ValueError:
        return None
    return "UTC" if offset == 0 else zone.tzname(None).removeprefix("UTC")
