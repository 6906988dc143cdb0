"""Plain text: bytes to characters, one rule for all, nothing dropped but a byte order mark."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import Refusal
from .draft import LIMIT, Draft, Fields, Refused, check_size

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


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
    if not any(character.isalnum() for character in text):
        raise Refusal("empty", "empty: there is no text in it")
    return Draft(text, raw, source, warnings)


def decode(raw: bytes, stated: str = "") -> tuple[str, tuple[str, ...]]:
    """Decode bytes: by their byte order mark, as UTF-8, as is stated, as Windows-1252.

    Args:
        raw: the bytes.
        stated: the encoding that the carrier names; one that is not known is passed over.

    Returns:
        The text with its line ends as they came, and warnings for the reader.

    Raises:
        Refusal: when the bytes look binary.
    """
    mark, encoding = next((m for m in _MARKS if raw.startswith(m[0])), (b"", "utf-8"))
    if b"\0" in raw[:8192] and encoding == "utf-8" and not stated.lower().startswith("utf-"):
        raise Refusal("binary", "looks binary, not text")
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
    return body.decode("cp1252", "replace"), ("not UTF-8; read as Windows-1252",)
