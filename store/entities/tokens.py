"""Words, numbers and signs of a text, with their places.

A full stop stays apart from the word before it, except in acronyms ("U.S."), listed abbreviations
("Gen."), decimals and addresses: that is what lets sentences glued together ("area.Iraq's") come
apart. A possessive "'s" is a token of its own. Hyphenated words are one token.
"""

import re
from functools import cache
from typing import NamedTuple

from .wordlists import wordset

_LETTER = (
    r"[\w\u0300-\u036f\u064b-\u065f]"  # `\w` knows no combining accents, no Arabic vowel signs
)


class Token(NamedTuple):
    """A word, number or sign: `text` stands at code points [start, end)."""

    start: int
    end: int
    text: str


@cache
def _pattern() -> re.Pattern[str]:
    # Longest first: "Lt" must not hide "Ltd".
    abbreviations = "|".join(sorted(map(re.escape, wordset("abbreviations")), reverse=True))
    return re.compile(
        rf"""
        (?:https?://|www\.)[^\s<>"”]*[\w/]
      | (?:[^\W\d_]\.){{2,}}                                # U.S. a.m. e.g.
      | [A-Z]\.[A-Z]\b                                      # U.S at the end of a clause
      | (?:{abbreviations})\.(?=[\s,])
      | \d+(?:[.,:]\d+)+(?:st|nd|rd|th|[ap]m)?              # 1,250.5  07:55
      | ['’ʼ]s\b
      | {_LETTER}+(?:(?:['’ʼ‘`](?!s\b)|[-‐‑]['’‘ʿʼ`]?|&){_LETTER}+)*
      | \.{{2,}} | -{{2,}} | \S
        """,
        re.VERBOSE,
    )


def tokens(text: str) -> list[Token]:
    """Cut `text` into tokens.

    Args:
        text: any text.

    Returns:
        The tokens in order. Offsets are code points; between two tokens lies only white space.
    """
    return [Token(*match.span(), match.group()) for match in _pattern().finditer(text)]
