"""Addresses of articles, as far as other programs may follow them."""

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f\ud800-\udfff]+", re.IGNORECASE)


def web_address(found: str | None) -> str:
    """An address of the web as it was found; empty for none, and for one of any other kind."""
    return found if found and _ADDRESS.fullmatch(found) else ""
