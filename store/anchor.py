"""Where a mark sits: offsets, and the words it stands on, so that it can be found again.

The fields are those of a W3C text-quote selector (exact, prefix, suffix) beside its text-position
selector (start, end), in code points.
"""

from collections.abc import Mapping
from typing import Any

from .article import Span
from .errors import BadRequest

CONTEXT = 32
"""Code points of context kept on each side of a quote."""


def anchor(text: str, start: int, end: int) -> dict[str, Any]:
    """Describe the stretch [start, end) of `text` so that `locate` finds it again.

    Returns:
        A document with start, end, quote, prefix and suffix.

    Raises:
        BadRequest: when the stretch is empty or not inside the text.
    """
    if not 0 <= start < end <= len(text):
        raise BadRequest(f"{start}:{end} is not a stretch of this text (0 to {len(text)})")
    return {
        "start": start,
        "end": end,
        "quote": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }


def locate(text: str, anchor: Mapping[str, Any]) -> Span | None:
    """Find an anchor in `text`: at its offsets, else at the one place with its quote and context.

    Returns:
        The span, or None when the quote is gone or could be meant twice.
    """
    quote, start = anchor["quote"], anchor["start"]
    if text[start : anchor["end"]] == quote:
        return Span(start, anchor["end"])
    for prefix, suffix in ((anchor["prefix"], anchor["suffix"]), ("", "")):
        wanted = prefix + quote + suffix
        at = text.find(wanted)
        if at >= 0 and text.find(wanted, at + 1) < 0:
            return Span(at + len(prefix), at + len(prefix) + len(quote))
    return None
