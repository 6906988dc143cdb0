"""Dates, times, money and percentages: what is found, and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.article import Mention
from store.entities import recognise

TUESDAY = "2019-07-09"


def found(text: str, published: str | None = TUESDAY) -> list[tuple[str, str, str | None]]:
    kinds = {"DATE", "TIME", "MONEY", "PERCENT"}
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
    ],
)
def test_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "written", "label"),
    [
        ("It cost $3.5 million in all.", "$3.5 million", "MONEY"),
        ("It cost US$1,250 in all.", "US$1,250", "MONEY"),
        ("It cost €20bn in all.", "€20bn", "MONEY"),
        ("It cost 500 million Iraqi dinars in all.", "500 million Iraqi dinars", "MONEY"),
        ("It rose by 12.5 percent there.", "12.5 percent", "PERCENT"),
        ("It rose by 40% there.", "40%", "PERCENT"),
        ("It rose by 3 per cent there.", "3 per cent", "PERCENT"),
    ],
)
def test_amounts(text: str, written: str, label: str) -> None:
    assert found(text) == [(written, label, None)]


@given(st.dates().map(str), st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_any_digits_and_any_day_of_publication(day: str, year: int, month: int, date: int) -> None:
    text = (
        f"On {year:04d}-{month:02d}-{date:02d}, last month, {date} May, next year, a century ago."
    )
    for one in recognise(text, day):
        assert isinstance(one, Mention)
