"""Dates and times: what is found, and what it means."""

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import Mention, recognise
from store.entities.spans import Proposal

TUESDAY = "2019-07-09"


def found(text: str, published: str | None = TUESDAY) -> list[tuple[str, str, str | None]]:
    kinds = {"DATE", "TIME"}
    return [
        (text[one.start : one.end], one.label, one.value)
        for one in recognise(text, published)
        if one.label in kinds
    ]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("It ended on 2019-07-09.", "2019-07-09", "2019-07-09"),
        ("It ended on 2019/07/09.", "2019/07/09", "2019-07-09"),
        ("It ended on 31/12/2018.", "31/12/2018", "2018-12-31"),
        ("It may be 3/4/2019.", "3/4/2019", None),
        ("It ended on July 4, 2017.", "July 4, 2017", "2017-07-04"),
        ("It ended on 4 July 2017.", "4 July 2017", "2017-07-04"),
        ("It ended on Tuesday, 4 July 2017.", "Tuesday, 4 July 2017", "2017-07-04"),
        ("It ended on 31 February 2019.", "31 February 2019", None),
        ("It ended on Dec. 5.", "Dec. 5", "2018-12-05"),
        ("On July 2017 it ended.", "July 2017", "2017-07"),
        ("It began in 2014, they say.", "2014", "2014"),
        ("It began in the 1990s.", "1990s", "199X"),
        ("It began in the 19th century.", "19th century", "18XX"),
        ("They spoke on Monday.", "Monday", "2019-07-08"),
        ("They spoke on Tuesday.", "Tuesday", "2019-07-09"),
        ("They spoke last Tuesday.", "last Tuesday", "2019-07-02"),
        ("They will speak on Friday.", "Friday", "2019-07-12"),
        ("They speak next Monday.", "next Monday", "2019-07-15"),
        ("In May, it ended.", "May", "2019-05"),
        ("west.In May, it ended.", "May", "2019-05"),
        ("In February it ended.", "February", "2019-02"),
        ("In December it ended.", "December", "2018-12"),
        ("In August it ends.", "August", "2019-08"),
        ("It ended yesterday.", "yesterday", "2019-07-08"),
        ("It ended the day before yesterday.", "day before yesterday", "2019-07-07"),
        ("It ended last week.", "last week", "2019-W27"),
        ("It ended last month.", "last month", "2019-06"),
        ("It ended late last year.", "late last year", "2018"),
        ("It ended three days ago.", "three days ago", "2019-07-06"),
        ("It ended two years ago.", "two years ago", "2017"),
        ("It ended a decade ago.", "a decade ago", "2009"),
        ("In recent years it grew.", "recent years", "PAST_REF"),
        ("It grew over the past 20 years.", "past 20 years", "P20Y"),
        ("It ended at Christmas.", "Christmas", "2018-12-25"),
    ],
)
def test_dates(text: str, written: str, value: str | None) -> None:
    assert found(text) == [(written, "DATE", value)]


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("It began early Sunday morning.", "early Sunday morning", "2019-07-07TMO"),
        ("It began last night.", "last night", "2019-07-08TNI"),
        ("It began at 4 p.m. and ended.", "4 p.m.", "2019-07-09T16:00"),
        ("It began at 12:15 a.m. in Basra.", "12:15 a.m.", "2019-07-09T00:15"),
        ("It began at 07:55 GMT.", "07:55 GMT", "2019-07-09T07:55"),
        ("It began at noon.", "noon", "2019-07-09T12:00"),
    ],
)
def test_times(text: str, written: str, value: str) -> None:
    assert found(text) == [(written, "TIME", value)]


def test_a_time_of_day_takes_the_date_written_before_it() -> None:
    text = "date 2018-01-02 | 07:55"
    assert found(text)[-1] == ("07:55", "TIME", "2018-01-02T07:55")
    assert found(text, None)[-1] == ("07:55", "TIME", "2018-01-02T07:55")


def test_without_a_publication_date_only_absolute_dates_have_a_value() -> None:
    text = "On Monday and on 4 July 2017, in recent years, in May, at 4 p.m., two weeks ago."
    values = {written: value for written, _, value in found(text, None)}
    assert values.pop("4 July 2017") == "2017-07-04"
    assert values.pop("recent years") == "PAST_REF"
    assert set(values.values()) == {None}


@pytest.mark.parametrize("published", ["2019-07-09T07:55", "2019-07-09"])
def test_the_day_of_publication_may_have_a_time(published: str) -> None:
    assert found("They spoke on Monday.", published) == [("Monday", "DATE", "2019-07-08")]


def test_an_unreadable_publication_date_is_no_date() -> None:
    assert found("They spoke on Monday.", "soon") == [("Monday", "DATE", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May spoke for long.",
        "The troops march on.",
        "They may come.",
        "Some 2014 people came.",
        "They won 3-2 at home.",
        "The second phase ended now.",
        "They sailed to Easter Island at last.",
        "A word with Mary Easter was had.",
    ],
)
def test_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("It fell in the third quarter.", "third quarter", "2019-Q3"),
        ("It fell in the fourth quarter.", "fourth quarter", "2018-Q4"),
        ("It fell in the first quarter of 2018.", "first quarter of 2018", "2018-Q1"),
        ("It fell in the second quarter of last year.", "second quarter of last year", "2018-Q2"),
        ("It fell in the first half of 2018.", "first half of 2018", "2018-H1"),
        ("It fell in fiscal 2018.", "fiscal 2018", "FY2018"),
        ("It fell in the fiscal year.", "fiscal year", "FY2019"),
        ("It began in the summer of 2018.", "summer of 2018", "2018-SU"),
        ("It began last winter.", "last winter", "2018-WI"),
        ("It began at the end of March.", "end of March", "2019-03"),
        ("It ends by the end of this year.", "end of this year", "2019"),
        ("It ended in mid-March.", "mid-March", "2019-03"),
        ("It began in the mid-1990s.", "mid-1990s", "199X"),
        ("It began in the nineties.", "nineties", "199X"),
        ("It began early this year.", "early this year", "2019"),
        ("It began in the twentieth century.", "twentieth century", "19XX"),
        ("It takes the next few months.", "next few months", "PXM"),
        ("It took the past two years.", "past two years", "P2Y"),
        ("It took the past decade.", "past decade", "P10Y"),
        ("It ran in the 1996-97 season.", "1996-97", "1996/1997"),
        ("They talked over the weekend.", "the weekend", "2019-W27-WE"),
        ("It began in the week of March 4.", "the week of March 4", "2019-W10"),
        ("It ended years ago.", "years ago", "PAST_REF"),
        ("It ended half a century ago.", "half a century ago", "1969"),
        ("They came last October.", "last October", "2018-10"),
        ("They come this Friday.", "this Friday", "2019-07-12"),
        ("They met this Friday.", "this Friday", "2019-07-05"),
        ("They met this Friday, July 5.", "this Friday, July 5", "2019-07-05"),
        ("It rose from that of a week earlier.", "a week earlier", "2019-W27"),
        ("They came this past Friday.", "this past Friday", "2019-07-05"),
        ("A 1996 law says so.", "1996", "1996"),
        ("They met on Tue, 09 Jul 2019.", "Tue, 09 Jul 2019", "2019-07-09"),
    ],
)
def test_dates_of_calendars_seasons_and_accounts(text: str, written: str, value: str) -> None:
    assert found(text) == [(written, "DATE", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They said Friday that they will go.", "2019-07-05"),
        ("They planned to leave on Friday.", "2019-07-12"),
        ("They could come as early as Friday.", "2019-07-12"),
        ("On Friday, the court is scheduled to sit.", "2019-07-12"),
        ("On Friday, officials said the court will sit.", "2019-07-05"),
        ("The deadline was postponed until Friday.", "2019-07-12"),
        ("They would meet, he said. They arrested ten on Friday.", "2019-07-05"),
        ("They would look at Friday's ruling.", "2019-07-05"),
        ("The talks will be held on Friday.", "2019-07-12"),
    ],
)
def test_the_clause_says_whether_a_weekday_is_past_or_to_come(text: str, value: str) -> None:
    assert found(text) == [("Friday", "DATE", value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They came on 4 March. The next day they left.", ["2019-03-04", "2019-03-05"]),
        ("It began in June 2016 and ended later that year.", ["2016-06", "2016"]),
        ("On 4 March 2016 it began; two weeks later it ended.", ["2016-03-04", "2016-W11"]),
        ("The next day they left.", [None]),
        ("It began in 2016. That night it ended.", ["2016", None]),
        ("It blew up at 10:35 a.m. (0735 GMT) Friday.",
         ["2019-07-05T10:35", "2019-07-05T07:35", "2019-07-05"]),
        ("On Friday, at 3 p.m., it ended.", ["2019-07-05", "2019-07-05T15:00"]),
        ("It began in February last year.", ["2018-02", "2018"]),
        ("Profit in the second quarter was $5 million, up from $3 million a year earlier.",
         ["2019-Q2", "2018-Q2"]),
        ("Profit in the first quarter doubled; for the quarter it paid $3.", ["2019-Q1"] * 2),
    ],
)  # fmt: skip
def test_what_stands_around_it_tells_what_it_is_seen_from(
    text: str, values: list[str | None]
) -> None:
    assert [value for _, _, value in found(text)] == values


@pytest.mark.parametrize(
    ("written", "published", "value"),
    [
        ("Thanksgiving", "2018-12-01", "2018-11-22"),
        ("last Thanksgiving", "2000-02-10", "1999-11-25"),
        ("Easter", "2024-04-05", "2024-03-31"),
        ("Good Friday", "2025-04-30", "2025-04-18"),
        ("Memorial Day", "2019-06-01", "2019-05-27"),
        ("Labor Day", "2019-09-10", "2019-09-02"),
        ("Independence Day", "2016-11-20", None),
        ("New Year's Eve", "2019-01-09", "2018-12-31"),
        ("Christmas Eve", "2019-01-09", "2018-12-24"),
    ],
)
def test_holidays(written: str, published: str, value: str | None) -> None:
    assert found(f"They met on {written}.", published)[-1][2] == value


FORMATS = (
    "{:%Y-%m-%d}", "{:%Y/%m/%d}", "{:%Y.%m.%d}", "{:%B} {day}, {:%Y}", "{day} {:%B} {:%Y}",
    "{:%b}. {day}, {:%Y}", "{:%A}, {:%B} {day}, {:%Y}", "{:%A}, {day} {:%B} {:%Y}",
    "{:%a}, {:%d} {:%b} {:%Y}", "{:%d}-{:%b}-{:%Y}", "{:%d} {:%b} {:%Y}",
    "{day} of {:%B} {:%Y}", "{:%Y-%m-%dT00:00}",
)  # fmt: skip
"""How a day is written; "{day}" is the day of the month without a zero before it."""


def written_as(form: str, day: date) -> str:
    written = re.sub(r"\{:(.+?)\}", lambda code: day.strftime(code[1]), form)
    return written.replace("May.", "May").format(day=day.day)


@given(st.dates(date(1900, 1, 1), date(2059, 12, 31)), st.sampled_from(FORMATS), st.dates())
def test_any_date_is_found_whole_and_resolves_to_itself(
    day: date, form: str, published: date
) -> None:
    written = written_as(form, day)
    (one,) = found(f"They met there on {written} for long.", str(published))
    assert one[0] == written
    assert one[2] is not None
    assert one[2][:10] == str(day)


PIECES = (
    "the a last next this that past Early late mid- end of March May Mar. Sunday Fri weekend week"
    " quarter first half Q3 fiscal 2018 1996-97 31 0 00 3rd 29 February :30 7:30 p.m. o'clock GMT"
    " in morning night noon ago later earlier years decade century twenty hundred few couple"
    " Easter Thanksgiving Election Day yesterday before after tomorrow will , . - / ( ) % $ ½ ² ٣"
    " said until next following same year-earlier nineties '90s twenty-first 9999 0000"
)


@given(
    st.lists(st.sampled_from(PIECES.split()), max_size=12),
    st.sampled_from(["", " "]),
    st.dates().map(str),
)
def test_no_text_makes_it_raise(pieces: list[str], glue: str, published: str) -> None:
    text = glue.join(pieces)
    for one in recognise(text, published):
        assert isinstance(one, Mention)
        assert 0 <= one.start < one.end <= len(text)


@given(st.text(max_size=80))
def test_nor_does_any_other(text: str) -> None:
    assert all(text[one.start : one.end] for one in recognise(text, TUESDAY))


class NoNames:
    """Finds no names, so that the time is that of the dates and amounts."""

    version = "none"

    def __call__(self, text: str) -> list[Proposal]:
        return []


@pytest.mark.parametrize(
    "piece",
    ["9", "1,", "a ", "the ", "  ", "1 000 ", "1/2", "2019-", "the past ", "five-", "$1 to ", "3:"],
)
def test_time_grows_with_the_length_of_the_text_only(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        taken = []
        for _ in range(3):
            begin = time.process_time()
            recognise(text, TUESDAY, adapter=NoNames())
            taken.append(time.process_time() - begin)
        return min(taken)

    seconds(100)  # what is compiled and read once
    assert seconds(4000) < 3 * 8 * max(seconds(500), 0.002)  # the square would be 64 times
