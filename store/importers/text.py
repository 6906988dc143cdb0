"""Plain text: bytes to characters, one rule for all, nothing dropped but a byte order mark."""

import codecs

from ..errors import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode `raw`: by its byte order mark, else as UTF-8, else as Windows-1252 with a warning.

    Returns:
        The text with its line ends as they came, and warnings for the reader.

    Raises:
        Refusal: when the bytes look binary, or hold no letter or digit.
    """
    warnings: tuple[str, ...] = ()
    mark, encoding = next((m for m in _MARKS if raw.startswith(m[0])), (b"", "utf-8"))
    if b"\0" in raw[:8192] and encoding == "utf-8":
        raise Refusal("binary", "looks binary, not text")
    body = raw[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        if mark:
            text, warnings = body.decode(encoding, "replace"), (f"damaged {encoding}",)
        else:
            text = body.decode("cp1252", "replace")
            warnings = ("not UTF-8; read as Windows-1252",)
    if not any(c.isalnum() for c in text):
        raise Refusal("empty", "empty: there is no text in it")
    return text, warnings
