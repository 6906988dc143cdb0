"""Money and percentages: what is found, and what it comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import recognise


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [
        (text[one.start : one.end], one.label, one.value)
        for one in recognise(text)
        if one.label in {"MONEY", "PERCENT"}
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("$3.5 million", "USD 3500000"),
        ("$5.2 million", "USD 5200000"),
        ("US$1,250", "USD 1250"),
        ("A$5", "AUD 5"),
        ("HK$30 million", "HKD 30000000"),
        ("N$2,25 billion", "NAD 2250000000"),
        ("$80B", "USD 80000000000"),
        ("€20bn", "EUR 20000000000"),
        ("50€", "EUR 50"),
        ("₹500 crore", "INR 5000000000"),
        ("GH¢20", "GHS 20"),
        ("GHS6.2billion", "GHS 6200000000"),
        ("N300m", "NGN 300000000"),
        ("R1.2bn", "ZAR 1200000000"),
        ("R50 000", "ZAR 50000"),
        ("Tk 5 lakh", "BDT 500000"),
        ("KSh 550", "KES 550"),
        ("Sh2.5 billion", "2500000000"),
        ("Rs 500", "500"),
        ("Rs 1,50,000", "150000"),
        ("12CUP", "CUP 12"),
        ("500 million Iraqi dinars", "IQD 500000000"),
        ("1.5 million Egyptian pounds", "EGP 1500000"),
        ("200 pounds", "GBP 200"),
        ("50 cents", "USD 0.5"),
        ("a dollar", "USD 1"),
        ("$.50", "USD 0.5"),
        ("Rs.500", "500"),
        ("a million dollars", "USD 1000000"),
        ("half a million euros", "EUR 500000"),
        ("seven hundred and fifty dollars", "USD 750"),
        ("twenty-five million yen", "JPY 25000000"),
        ("$5-7 million", "USD 5000000/7000000"),
        ("tens of millions of dollars", None),
        ("several million euros", None),
    ],
)
def test_money(written: str, value: str | None) -> None:
    assert found(f"It cost {written} in all.") == [(written, "MONEY", value)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12.5 percent", "12.5"),
        ("40%", "40"),
        (".5%", "0.5"),
        ("12,5 percent", "12.5"),
        ("3 per cent", "3"),
        ("half a percent", "0.5"),
        ("two percentage points", "2"),
        ("8 1/2 percent", "8.5"),
        ("2½ percent", "2.5"),
        ("5-7 percent", "5/7"),
        ("5 to 7 percent", "5/7"),
        ("twenty-five per cent", "25"),
    ],
)
def test_percent(written: str, value: str) -> None:
    assert found(f"It rose by {written} there.") == [(written, "PERCENT", value)]


def test_two_ends_that_stand_apart_are_two() -> None:
    assert found("It rose by between 5 and 7 percent there.") == [
        ("5", "PERCENT", "5"),
        ("7 percent", "PERCENT", "7"),
    ]
    assert [value for *_, value in found("It cost between $5 and $7 million, or $500 or $7 million.")] == [
        "USD 5000000", "USD 7000000", "USD 500", "USD 7000000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "They wore N95 masks.",
        "It takes 200 pounds of flour.",
        "He weighed 200 pounds.",
        "The seven won their match.",
        "The TOP 10 and COP 26 went on.",
        "Route R21 was shut.",
        "Shares of Tencent rose.",
    ],
)
def test_no_money(text: str) -> None:
    assert found(text) == []


NUMBERS = st.integers(0, 10**12) | st.decimals(0, 10**6, places=2).filter(lambda one: one % 1 != 0)
CURRENCIES = st.sampled_from(
    [
        ("${}", "USD"), ("US${}", "USD"), ("€{}", "EUR"), ("£ {}", "GBP"), ("₦{}", "NGN"),
        ("HK${}", "HKD"), ("KES {}", "KES"), ("{} euros", "EUR"), ("{} Iraqi dinars", "IQD"),
        ("{} naira", "NGN"), ("{} USD", "USD"), ("Rs {}", None), ("{} rupees", None),
    ]
)  # fmt: skip


@given(NUMBERS, CURRENCIES, st.sampled_from(["{:,}", "{}"]))
def test_any_amount_comes_back_as_the_same_number(
    number: int, currency: tuple[str, str | None], grouping: str
) -> None:
    form, code = currency
    written = form.format(grouping.format(number))
    (one,) = found(f"They paid {written} for it.")
    plain = str(number).rstrip("0").rstrip(".") if "." in str(number) else str(number)
    assert one == (written, "MONEY", f"{code} {plain}" if code else plain)


PIECES = (
    "$ US$ € R N Rs Tk GH¢ 5 1,000 1 000 2,25 0 1/2 ½ ² ٣ - – to and between million bn k hundred"
    " half a several of millions percent % pc point dollars pounds won cents Egyptian CUP USD . ,"
    " trillion trillion 999999999999999"
)


@given(
    st.lists(st.sampled_from(PIECES.split()), max_size=10),
    st.sampled_from(["", " "]),
)
def test_no_text_makes_it_raise(pieces: list[str], glue: str) -> None:
    for written, _, value in found(glue.join(pieces)):
        assert written
        assert value is None or value[-1].isdigit()
