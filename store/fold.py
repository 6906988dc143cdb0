"""The one folding that finding, names and duplicates share.

Two spellings that a reader would call the same word fold to the same string: case, accents, curly
and straight quotes, the signs for ayn and hamza, hyphens, Arabic letter forms.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache

VERSION = 1
"""Stamp of everything derived through this folding."""

_POSSESSIVE = re.compile(r"(?<=\w)['’‘ʼ]s\b", re.IGNORECASE)
_BETWEEN_LETTERS = re.compile(r"(?<=\w)['’‘ʼʿʾ`´](?=\w)|\B[‘ʿʾ`](?=\w)")
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
        "þ": "th", "ð": "d",
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-",
        "‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"',
        "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None,
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Fold `text` to what is compared. The result may be shorter: offsets do not carry over."""
    text = _BETWEEN_LETTERS.sub("", _POSSESSIVE.sub("", text))
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return text.casefold()


def words(text: str) -> list[str]:
    """The folded words of `text`; a hyphenated word counts as its parts."""
    return re.findall(r"\w+", fold(text))


_SIGNS = frozenset("'’‘ʼʿʾ`´")
_PLAIN = re.compile(r"[\x00-&(-_a-\x7f]+")
"""What folds to itself, but for its case."""


@lru_cache(4096)
def _folded(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    mapped = decomposed.translate(_LETTERS).translate(_CAPITALS)
    return "".join(c for c in mapped if not unicodedata.combining(c))


_CAPITALS = str.maketrans({"Ø": "O", "Ł": "L", "Đ": "D", "Æ": "AE", "Œ": "OE", "Þ": "Th"})


def fold_in_place(text: str) -> tuple[str, Sequence[int]]:
    """Fold `text` for a find in it: accents, quotes and hyphens as in `fold`, the case kept.

    An apostrophe, ayn or hamza before a letter is left out, so that al-Shaabi finds al-Sha’abi;
    a possessive stays.

    Returns:
        The folded text, and for each of its characters the offset in `text`, one more at the end.
    """
    if _PLAIN.fullmatch(text):
        return text, range(len(text) + 1)
    parts, offsets = list[str](), array("L")
    at = 0
    while at < len(text):
        if run := _PLAIN.match(text, at):
            parts.append(run[0])
            offsets.extend(range(at, run.end()))
            at = run.end()
            continue
        sign = text[at] in _SIGNS and text[at + 1 : at + 2].isalpha()
        part = "" if sign else _folded(text[at])
        parts.append(part)
        offsets.extend([at] * len(part))
        at += 1
    offsets.append(len(text))
    return "".join(parts), offsets
