"""What an amount comes to: a number, and the currency of a sum of money."""

import re
from decimal import Decimal

from ..dates.forms import NUMBERS
from .currencies import (
    CODES,
    DOLLARS,
    GLUED_CODES,
    HUNDREDTHS,
    LETTERS,
    NAMES,
    SCALES,
    SHORT_LETTERS,
    SIGNS,
    WHOSE,
)

_DIGITS = re.compile(
    r"(?:(\d{1,3})[\s-])?(\d)/([1-9]\d?)|(\d{0,3})([½¼¾])"
    r"|(?:(?<![\w.])\.)?\d[\d,. \u00a0\u202f]*"
)
_SIGNED = re.compile(rf"([A-Za-z.]*)\s?([{''.join(SIGNS)}])")
_HALVES = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def percentage(written: str) -> str | None:
    """Give the number of a percentage as written: "12.5" for "12.5 percent"; a range as "5/7"."""
    numbers, _ = _numbers(written)
    return _told(numbers or _spelt(written.lower()))


def money(written: str, scale: str = "") -> str | None:
    """Give the value of a sum as written: "USD 5200000" for "$5.2 million".

    Args:
        written: the sum, as `amounts` finds it.
        scale: the word after the second sum of "$5 to $7 million", which holds for the first.

    Returns:
        The ISO 4217 code, if it is told, and the number; None where no number is said.
    """
    numbers, rest = _numbers(written)
    words = re.findall(r"[a-z]+", rest.lower() if numbers else written.lower())
    power = sum(SCALES[word] for word in words if word in SCALES) if numbers else 0
    if numbers and not power and scale:
        power = SCALES[scale.strip(" -").lower()]
    name = next((bare for word in words for bare in (word, word.rstrip("s")) if bare in NAMES), "")
    each = Decimal(10) ** (power - 2 * (name in HUNDREDTHS))
    number = _told([one * each for one in numbers or _spelt(written.lower())])
    code = _code(written, name)
    return f"{code} {number}" if code and number else number


def is_at_most(one: str, other: str) -> bool:
    """Say whether the first number of `one` is no greater than that of `other`, scales aside."""
    (first, _), (second, _) = _numbers(one), _numbers(other)
    return bool(first and second) and first[0] <= second[0]


def _numbers(written: str) -> tuple[list[Decimal], str]:
    """The numbers in digits, and what is written after the last of them."""
    found = list(_DIGITS.finditer(written))
    return [_number(one) for one in found], written[found[-1].end() :] if found else ""


def _number(found: re.Match[str]) -> Decimal:
    whole, over, under, before, half = found.groups()
    if under:
        return Decimal(whole or 0) + round(Decimal(over) / Decimal(under), 6)
    if half:
        return Decimal(before or 0) + _HALVES[half]
    digits = re.sub(r"\s", "", found.group()).rstrip(",.")
    if re.fullmatch(r"\d+,\d{1,2}", digits):  # "2,25 billion": a decimal comma
        digits = digits.replace(",", ".")
    return Decimal(digits.replace(",", ""))


def _spelt(low: str) -> list[Decimal]:
    """A number in words: "twenty-five million", "half a percent"; none for "millions"."""
    total = Decimal(0)
    if "several" in low:
        return []
    for word in re.findall(r"[a-z]+", low):
        if word == "half":
            total = Decimal("0.5")
        elif word in SCALES and word not in "kmb":
            total = (total or 1) * Decimal(10) ** SCALES[word]
        elif word in NUMBERS and not (word in {"a", "an"} and total) and total != Decimal("0.5"):
            total += NUMBERS[word]
    return [total] if total else []


def _told(numbers: list[Decimal]) -> str | None:
    """Plain decimal numbers without needless zeros; the two ends of a range stand around "/"."""
    return "/".join(_plain(one) for one in numbers[:2]) or None


def _plain(number: Decimal) -> str:
    told = format(number, "f")
    return told.rstrip("0").rstrip(".") if "." in told else told


def _code(written: str, name: str) -> str | None:
    if whose := next((one for one in WHOSE if f"{one} " in written), None):
        return WHOSE[whose]
    if signed := _SIGNED.search(written):
        before, sign = signed.groups()
        return DOLLARS.get(before, SIGNS[sign]) if before else SIGNS[sign]
    if letters := re.match(r"[A-Za-z]+", written):
        known = LETTERS | SHORT_LETTERS
        if letters.group() in known:
            return known[letters.group()]
    code = next((code for code in (*CODES, *GLUED_CODES) if code in written), None)
    return "CNY" if code == "RMB" else code or NAMES.get(name)
