"""The fields of the query language, each with what it means; help, completion and errors use it."""

import re
from calendar import monthrange

from .tree import Dates

TEXTS = {
    "title": "words of the title",
    "outlet": "words of the outlet's name",
    "place": "words of the place in the dateline",
    "agency": "words of the agency's name",
    "lang": "the language, such as en",
    "tag": "the whole tag; tag:ir* for those that begin so",
    "note": "words of a note",
    "highlight": "words of a highlight, or its tag",
    "entity": "a thing that is named, by any of its names",
}
"""Fields that hold words."""

DATES = {
    "date": "2019, 2019-07, 2019-07-09, a range such as 2019-07..2019-09; 10-07 of no known year",
    "before": "published before that day, month or year",
    "after": "published after that day, month or year",
}

STATES = {
    "is:read": "was read",
    "is:unread": "was not read yet",
    "is:starred": "has a star",
    "is:archived": "was put away; without it, these are left out",
    "is:version": "has other versions of its story in the library",
    "has:note": "has a note",
    "has:highlight": "has a highlight",
    "has:tag": "has a tag",
}

ORDERS = {
    "date": "the newest first",
    "added": "what came last first",
    "title": "by title",
    "outlet": "by outlet",
    "place": "by place",
    "marks": "the most notes and highlights first",
    "unread": "the unread first",
}
"""Keys to sort by; -title and the like turn one round."""

FIELDS = (*TEXTS, *DATES, "is", "has", "sort")
"""All field names."""

_WITHOUT_YEAR = re.compile(r"(?:--)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def dates(field: str, value: str) -> Dates:
    """What a field of `DATES` with this value means.

    Raises:
        ValueError: when the value is no date, or an empty range; says what would be one.
    """
    if field == "date" and _WITHOUT_YEAR.fullmatch(value):
        day = value.removeprefix("--")
        return Dates(f"--{day}", f"--{day}~")
    first, dots, last = value.partition("..")
    if field != "date" and dots:
        raise ValueError(f"{field}: takes one date; a range is date:{value}")
    if not dots:
        last = first
    if not first and not last:
        raise ValueError("a range needs a date on one side of the dots")
    if field == "before":
        return Dates("", first if _checked(first) else "")
    if field == "after":
        return Dates(_after(first), "")
    if first and last and _after(last) <= (first if _checked(first) else ""):
        raise ValueError(f"{last} lies before {first}")
    return Dates(first if first and _checked(first) else "", _after(last) if last else "")


def _checked(date: str) -> tuple[int, int, int]:
    """Year, month and day, 0 for what is not given."""
    match = _DAY.fullmatch(date)
    if not match or not date.isascii():
        raise ValueError(f"“{date[:20]}” is no date; there are 2019, 2019-07 and 2019-07-09")
    year, month, day = (int(part or 0) for part in match.groups())
    if match[2] and not 1 <= month <= 12:
        raise ValueError(f"there is no month {match[2]}")
    if match[3] and not 1 <= day <= monthrange(max(year, 1), month)[1]:
        raise ValueError(f"{match[1]}-{match[2]} has no day {match[3]}")
    return year, month, day


def _after(date: str) -> str:
    """The first day, month or year that lies behind a date."""
    year, month, day = _checked(date)
    if day and day < monthrange(max(year, 1), month)[1]:
        return f"{year:04}-{month:02}-{day + 1:02}"
    if month and month < 12:
        return f"{year:04}-{month + 1:02}"
    return f"{year + 1:04}"
