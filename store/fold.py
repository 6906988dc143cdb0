"""The one folding that finding, names and duplicates share.

Two spellings that a reader would call the same word fold to the same string: case, accents, curly
and straight quotes, the signs for ayn and hamza, hyphens, Arabic letter forms.
"""

import re
import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache

VERSION = 2
"""Stamp of everything derived through this folding."""

_POSSESSIVE = re.compile(r"['’‘ʼ](?<=\w.)[sS]\b")
_BETWEEN_LETTERS = re.compile(r"['’‘ʼʿʾ`´](?<=\w.)(?=\w)|[‘ʿʾ`](?<!\w.)(?=\w)")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
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
        text = _NOT_ASCII.sub(_fold_run, text)
    return text.casefold()


def _fold_run(match: re.Match[str]) -> str:
    return _folded_run(match[0]) if len(match[0]) < 20 else _folded_run.__wrapped__(match[0])


@lru_cache(4096)
def _folded_run(run: str) -> str:
    decomposed = unicodedata.normalize("NFKD", run.casefold()).translate(_LETTERS)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_SOLID = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without blanks between words: each letter is a word, so that parts are found."""
_WORD = re.compile(f"[{_SOLID}]|[^\\W_{_SOLID}]+")
_BLANKS = bytes(byte if chr(byte).isalnum() or byte > 127 else 32 for byte in range(256)).decode(
    "latin-1"
)
LONGEST_WORD = 80
"""Characters of a word that count."""


def words(text: str) -> list[str]:
    """The folded words of `text`; a hyphenated word counts as its parts.

    A word is a run of letters and digits, of which `LONGEST_WORD` characters count; in Chinese,
    Japanese, Thai and their like each letter.
    """
    folded = fold(text)
    plain = folded.isascii()
    found = folded.translate(_BLANKS).split() if plain else _WORD.findall(folded)
    if max(map(len, found), default=0) > LONGEST_WORD:
        return [word[:LONGEST_WORD] for word in found]
    return found


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
