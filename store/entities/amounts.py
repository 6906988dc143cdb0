"""Sums of money and percentages."""

import re
from collections.abc import Iterator
from functools import cache

from .spans import Proposal

_NUMBER = r"\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,4})?"
_SCALE = r"(?:[\s-]?(?:hundred|thousand|million|billion|trillion|mn|bn|m|b|k)\b)"
_CODES = r"(?:US|A|C|NZ|HK|S|Z|R|N|USD|EUR|GBP|Rs\.?|Sh|KSh|GH¢|Tk)"
_CURRENCY = (
    r"(?:(?:U\.?S\.?|Australian|Canadian|Iraqi|Syrian|Iranian|Saudi|Egyptian|Lebanese|Turkish|Kuwaiti"
    r"|Jordanian|Hong\sKong|New\sZealand)\s)?"
    r"(?:dollars?|euros?|pounds?|dinars?|riy?als?|naira|rupees?|rupiah|yen|yuan|renminbi|francs?|shillings?"
    r"|rands?|lira[s]?|pesos?|dirhams?|cents?|kwacha|cedis?|baht|won|ringgit|roubles?|rubles?|shekels?|birr|taka)\b"
)
_WORDS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|half\sa|a|several)"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<PERCENT>(?<![\w.,])(?:{_NUMBER}(?:\s?%|[\s-](?:percent(?:age\spoints?)?|per\scent|pct)\b)"
        rf"|{_WORDS}\s(?:percent|per\scent)\b))"
        rf"|(?P<MONEY>(?<!\w)(?:{_CODES}\s?)?[$£€¥₦₹]\s?{_NUMBER}{_SCALE}?"
        rf"|(?<![\w.,])(?:USD|EUR|GBP|Rs\.?|KSh|Sh)\s?{_NUMBER}{_SCALE}?"
        rf"|(?<![\w.,])(?:{_NUMBER}|{_WORDS}){_SCALE}?[\s-]{_CURRENCY})"
    )


def amounts(text: str) -> Iterator[Proposal]:
    """Propose the sums of money and the percentages of a text, in order."""
    for match in _pattern().finditer(text):
        label = "PERCENT" if match["PERCENT"] else "MONEY"
        yield Proposal(*match.span(), label, 0.9)
