"""What the dates and times of an article mean, each seen from what stands around it.

Most count from the day of publication. A time of day belongs to the day named beside it; "the next
day" and "a week later" count from the date that the text spoke of last; where figures of a quarter
are compared, "a year ago" is that quarter a year before.
"""

import re
from collections.abc import Iterator
from datetime import date

from .expressions import Expression, expressions
from .values import published_day, value

_NEAR_DATE = 5
"""Code points that may lie between a full date and the time of day that belongs to it."""

_SAME_SENTENCE = 80
_STILL_SPOKEN_OF = 500
_QUARTER_IN_VIEW = 400
"""Code points within which something said before still counts."""

_BREAK = re.compile(r"(?<![A-Z])[.!?]\W*\s\W*(?=[A-Z])|\n\s*\n")
_BESIDE = re.compile(r"\)?,?(?:\s\([^()]{3,20}\))?\s(?:on\s|of\s)?")
_OF_A_YEAR = re.compile(r",?\s(?:of\s)?")
_DAYS = frozenset({"iso", "numeric", "full", "weekday", "day_word", "weekday_part"})
_FULL = frozenset({"iso", "numeric", "full"})
_UNITS = ("year", "month", "day")
_EXACT = (("year", "year"), ("month", "month"), ("decade", "year"), ("century", "year"))
"""A unit that is counted in, and how exactly the date counted from must be known."""

_POINTING = frozenset({"then", "then_part"})


def meanings(text: str, published: str | None) -> Iterator[tuple[Expression, str | None]]:
    """Find the dates and times of an article, in order, each with its value.

    Args:
        text: the article.
        published: the day (and time) of publication in ISO 8601, if known.
    """
    article = _Article(text, published_day(published))
    found = list(expressions(text))
    for at, said in enumerate(found):
        after = next((one for one in found[at + 1 : at + 3] if one.kind != "clock"), None)
        meaning = article.meaning(said, after)
        article.remember(said, meaning)
        yield said, meaning


class _Article:
    """A text that is read from its beginning, with what it spoke of last."""

    def __init__(self, text: str, today: date | None) -> None:
        self._text, self._today = text, today
        self._day: date | None = None
        self._day_at, self._day_full = -1, False
        self._spoken: date | None = None
        self._spoken_at = -1
        self._spoken_to: tuple[str, ...] = ()
        self._quarter: str | None = None
        self._quarter_at = -1

    def meaning(self, said: Expression, after: Expression | None) -> str | None:
        """Work out the value of an expression; `after` is the one that follows it."""
        if said.kind in {"clock", "clock_word"}:
            return value(said, self._day_of_clock(said, after))
        if said.kind in _POINTING or said.text.endswith(" later"):
            return value(said, self._spoken_of(said))
        if said.kind == "quarter" and said.text.endswith(("quarter", "period")):
            return self._quarters(said)
        if said.kind == "year_ago" or (said.kind == "ago" and " year " in f" {said.text}"):
            return self._year_ago(said)
        if said.text.endswith(" earlier"):
            return value(said, self._spoken_of(said) or self._today)
        if said.kind in {"month", "full"} and after and after.text.endswith(" year"):
            return self._of_a_year(said, after)
        return value(said, self._today)

    def remember(self, said: Expression, meaning: str | None) -> None:
        """Keep what later expressions may count from."""
        day = published_day(meaning)
        if day and said.kind in _DAYS:
            self._day, self._day_at, self._day_full = day, said.end, said.kind in _FULL
        if spoken := day or _first_day(meaning):
            self._spoken, self._spoken_at = spoken, said.end
            to = 3 if day else 2 if "-" in (meaning or "") else 1
            self._spoken_to = _UNITS[:to]
        if meaning and "-Q" in meaning and said.kind == "quarter":
            self._quarter, self._quarter_at = meaning, said.end

    def _day_of_clock(self, said: Expression, after: Expression | None) -> date | None:
        if self._day and self._day_full and said.start - self._day_at <= _NEAR_DATE:
            return self._day
        if after and after.kind in _DAYS and _BESIDE.fullmatch(self._text, said.end, after.start):
            return published_day(value(after, self._today)) or self._today
        if self._today is None or self._day is None:
            return self._today
        return self._day if self._same_sentence(self._day_at, said.start) else self._today

    def _same_sentence(self, start: int, end: int) -> bool:
        return end - start <= _SAME_SENTENCE and not _BREAK.search(self._text, start, end + 1)

    def _spoken_of(self, said: Expression) -> date | None:
        """The date spoken of last, if it is still in view and told as exactly as is counted."""
        exact = next((sign for word, sign in _EXACT if word in said.text), "day")
        near = said.start - self._spoken_at <= _STILL_SPOKEN_OF
        return self._spoken if near and exact in self._spoken_to else None

    def _quarters(self, said: Expression) -> str | None:
        """A quarter that is named before is what "the quarter" and "a year ago" speak of."""
        if said.text == "quarter" and self._quarter_in_view(said):
            return self._quarter
        return value(said, self._today)

    def _quarter_in_view(self, said: Expression) -> bool:
        return self._quarter is not None and said.start - self._quarter_at <= _QUARTER_IN_VIEW

    def _year_ago(self, said: Expression) -> str | None:
        one = said.kind == "year_ago" or re.match(r"(?:an?|one) year", said.text.lower())
        if one and self._quarter and self._quarter_in_view(said):
            year, _, quarter = self._quarter.partition("-")
            return f"{int(year) - 1:04d}-{quarter}"
        earlier = said.text.endswith("earlier") and said.kind == "ago"
        return value(said, (self._spoken_of(said) if earlier else None) or self._today)

    def _of_a_year(self, said: Expression, after: Expression) -> str | None:
        """In "February this year" and "5 March of last year" the words after it give the year."""
        meaning, year = value(said, self._today), value(after, self._today)
        if not meaning or not year or not _OF_A_YEAR.fullmatch(self._text, said.end, after.start):
            return meaning
        return year + meaning[4:] if len(year) == 4 else meaning


def _first_day(meaning: str | None) -> date | None:
    """The first day of a month or year, for what counts from it."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?", meaning or "")
    return date(int(found[1]), int(found[2] or 1), 1) if found and found[1] > "0000" else None
