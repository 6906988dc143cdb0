"""Plain text: bytes to characters, one rule for all, nothing dropped but a byte order mark."""

import codecs
from collections.abc import Iterator
from string import ascii_letters
from typing import BinaryIO

from ..errors import Refusal
from .draft import LIMIT, Draft, Fields, Refused, check_size, check_text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 1 << 16
"""Bytes from whose look an encoding is told."""
_OF_UTF8 = 4
"""Letters of several bytes to each damaged one that only UTF-8 has."""
_ENOUGH = 16
"""Of them above ASCII; fewer tell nothing."""
_LATIN = frozenset(ascii_letters.encode())


def read(stream: BinaryIO, source: str, _: Fields) -> Iterator[Draft | Refused]:
    """The one article that a stream is.

    Raises:
        Refusal: when it is too large, binary, or holds no text.
    """
    yield draft(stream.read(LIMIT + 1), source)


def draft(raw: bytes, source: str) -> Draft:
    """Turn the bytes of one text into a draft.

    Raises:
        Refusal: when they are too many, binary, or hold no text.
    """
    check_size(len(raw))
    text, warnings = decode(raw)
    check_text(text)
    return Draft(text, raw, source, warnings)


def decode(raw: bytes, stated: str = "") -> tuple[str, tuple[str, ...]]:
    """Decode bytes: by their byte order mark, as UTF-8, as is stated, by their look.

    Args:
        raw: the bytes.
        stated: the encoding that the carrier names; one that is not known is passed over.

    Returns:
        The text with its line ends as they came, and warnings for the reader.

    Raises:
        Refusal: when the bytes look binary.
    """
    mark, encoding = _marked(raw)
    if encoding == "utf-8" and not stated.lower().startswith("utf-"):
        _refuse_binary(raw[:8192])
    body = raw[len(mark) :]
    if mark:
        try:
            return body.decode(encoding), ()
        except UnicodeDecodeError:
            return body.decode(encoding, "replace"), (f"damaged {encoding}",)
    for known in filter(None, ("utf-8", stated)):
        try:
            return body.decode(known), ()
        except (UnicodeError, LookupError, ValueError):
            continue
    guessed = _by_look(body[:_LOOKED_AT], len(body) <= _LOOKED_AT)
    if guessed == "utf-8":
        return body.decode("utf-8", "replace"), ("damaged UTF-8",)
    name = guessed.replace("cp125", "Windows-125").replace("_", "-")
    return body.decode(guessed, "replace"), (f"not UTF-8; read as {name}",)


def encoding_of(head: bytes, is_json: bool = False) -> str:
    """The encoding of a stream, by its mark or its look; the codec leaves out the mark.

    Args:
        head: its first bytes, some thousands of them.
        is_json: whether it can be in nothing but a form of Unicode.

    Raises:
        Refusal: when they look binary.
    """
    mark, encoding = _marked(head)
    if mark:
        return "utf-8-sig" if encoding == "utf-8" else encoding.rpartition("-")[0]
    _refuse_binary(head[: 4 if is_json else 4096])  # of JSON each line is told by itself
    return "utf-8" if is_json else _by_look(head, is_whole=False)


def _marked(raw: bytes) -> tuple[bytes, str]:
    return next((it for it in _MARKS if raw.startswith(it[0])), (b"", "utf-8"))


def _refuse_binary(head: bytes) -> None:
    if b"\0" in head:
        raise Refusal("binary", "looks binary, not text")


def _by_look(raw: bytes, is_whole: bool) -> str:
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(raw, is_whole)
    damaged = text.count("\ufffd")
    if damaged * _OF_UTF8 <= sum(it > "\x7f" for it in text) - damaged:
        return "utf-8"
    return _of_another_script(raw) or "cp1252"


def _of_another_script(raw: bytes) -> str | None:
    """The encoding of a text that is mostly not in Latin letters; None for all others.

    Which of the encodings for Latin letters a text is in, nobody can tell from a few accents.
    """
    high = sum(byte > 127 for byte in raw)
    if high < _ENOUGH or high < sum(byte in _LATIN for byte in raw):
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_exclusion=["utf_16", "utf_32"]).best()
    if best is None:
        return None
    letters = [it for it in str(best) if it.isalpha()]
    return best.encoding if sum(it > "\u024f" for it in letters) > len(letters) / 2 else None
