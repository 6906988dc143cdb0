"""Text from outside, made inert: what could act on a terminal is shown as a stand-in instead.

One character stands for one, so offsets in the shown text are offsets in the text.
"""

import json
import re
import unicodedata
from functools import lru_cache
from typing import Any

_ASCII_SAFE = re.compile(r"[\x20-\x7e]*\Z")
_UNSAFE_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"  # they shape Persian and Indic words and emoji, and move nothing
_SOFT_HYPHEN = "\u00ad"


@lru_cache(maxsize=4096)
def _stand_in(character: str) -> str:
    """What is shown for one character."""
    if character < "\x20":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "\u2421"
    if character == _SOFT_HYPHEN:
        return "\u00b7"
    if character in _JOINERS or unicodedata.category(character) not in _UNSAFE_CATEGORIES:
        return character
    return "\ufffd"


def visible(text: str) -> str:
    """Map every control, escape, bidi control, surrogate and the like to a visible stand-in.

    Args:
        text: any string; line ends and tabs are controls here, and get stand-ins too.

    Returns:
        A string of the same length that a terminal shows and never obeys.
    """
    return text if _ASCII_SAFE.match(text) else "".join(map(_stand_in, text))


def one_line(text: str) -> str:
    """`visible` for a title, tag or note in one row: white space becomes single blanks."""
    return visible(" ".join(text.split()))


def one_line_kept(text: str) -> str:
    """`one_line`, but blanks at the beginning and the end stay."""
    inner = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    after = len(text) - len(text.rstrip(" ")) if inner else 0
    return " " * before + one_line(inner) + " " * after


def lines(text: str) -> str:
    """`visible` for text of several lines: line feeds stay, tabs become blanks."""
    return "\n".join(visible(line.replace("\t", "    ")) for line in text.split("\n"))


def json_line(value: Any) -> str:
    """One JSON value in one line, with everything `visible` would map written as an escape.

    The value is unchanged; only a terminal that shows the line is spared.
    """
    dumped = json.dumps(value, ensure_ascii=False)
    if _ASCII_SAFE.match(dumped):
        return dumped
    return "".join(c if _stand_in(c) == c else json.dumps(c)[1:-1] for c in dumped)
