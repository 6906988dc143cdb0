"""The one folding that finding, names and duplicates share.

Two spellings that a reader would call the same word fold to the same string: case, accents, curly
and straight quotes, the signs for ayn and hamza, hyphens, Arabic letter forms.
"""

import re
import unicodedata

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
