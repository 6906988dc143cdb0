"""What came from an address, as drafts: the entries of a feed, a page, a text."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email.message import Message
from urllib.parse import urlsplit

from ..errors import Refusal
from ..importers import IMPORTERS, Draft, Refused, feed, page, read_bytes
from ..importers.formats import format_of
from .fetcher import Fetched, Fetcher

_KINDS = {
    "text/html": "html", "application/xhtml+xml": "html", "application/rss+xml": "feed",
    "application/atom+xml": "feed", "application/rdf+xml": "feed", "application/xml": "feed",
    "text/xml": "feed", "application/feed+json": "json", "application/json": "json",
    "text/plain": "", "application/x-ndjson": "jsonl", "message/rfc822": "mail", "": "",
    "application/octet-stream": "", "text/markdown": "markdown", "text/csv": "csv",
}  # fmt: skip
"""Media type -> format; "" is told by its look."""


def arrived(
    fetcher: Fetcher, address: str, wants_feed: bool = False, full: bool = False
) -> Iterator[Draft | Refused]:
    """Fetch an address, and read what came; nothing when nothing has changed since.

    Args:
        fetcher: fetches.
        address: given by the reader.
        wants_feed: whether it is a feed that is asked for news.
        full: whether the pages of entries that carry a headline only are fetched too.
    """
    try:
        came = fetcher.get(address, is_own=True, conditional=wants_feed)
        if not came.is_news:
            return
        for item in _read(came, wants_feed):
            yield _whole(fetcher, item) if full and isinstance(item, Draft) else item
    except Refusal as refusal:
        yield Refused.by(address, refusal)


def _read(came: Fetched, wants_feed: bool) -> Iterator[Draft | Refused]:
    kind = came.headers.get("content-type", "").partition(";")[0].strip().lower()
    looks = format_of("", came.body[:4096])
    if kind not in _KINDS:
        if not (kind.startswith("text/") or kind.endswith(("+xml", "+json")) or looks):
            raise Refusal("wrong type", f"neither a feed nor a page nor a text: {kind[:60]}")
        format = looks or ""
    else:
        format = _KINDS[kind] or looks or ""
        if looks == "feed" or (format == "feed" and looks == "html"):
            format = looks  # many servers call everything XML, or HTML
    if wants_feed and format not in ("feed", "json"):
        raise Refusal("no feed", "not a feed: a page or something else was sent")
    if format == "html":
        yield _page(came)
    elif format == "feed":
        said = came.headers.get("content-type", "")
        headers = {"content-type": said, "content-location": came.address}  # of relative links
        yield from feed.entries(came.body, came.address, headers)
    else:
        name = urlsplit(came.address).path.rpartition("/")[2] or "x"
        known = f"x{IMPORTERS[format].suffixes[0]}" if format else name
        for item in read_bytes(_in_utf8(came), came.address, known):
            alone = isinstance(item, Draft) and item.source == came.address and not item.key
            if alone and isinstance(item, Draft):
                stated = {"source_url": came.address, **item.stated}
                item = replace(item, key=f"page:{came.address}", stated=stated)
            yield item


def _page(came: Fetched) -> Draft:
    return page.page(_in_utf8(came), came.address, came.address)


def _in_utf8(came: Fetched) -> bytes:
    """The body; where it is not in UTF-8 by itself, by the encoding that the server states.

    That outranks what a page says of itself, as it does in browsers.
    """
    body, said = came.body, Message()
    said["content-type"] = came.headers.get("content-type", "")
    with suppress(UnicodeDecodeError):
        if not body.decode().isascii():
            return body
    try:
        return body.decode(said.get_content_charset("utf-8")).encode()
    except (LookupError, ValueError):  # an encoding that is none, or another one than it is
        return body


def _whole(fetcher: Fetcher, entry: Draft) -> Draft:
    """An entry with the story of its page, where it carries a headline only."""
    link = entry.stated.get("source_url", "")
    if not link or not entry.warnings:
        return entry
    try:
        came = fetcher.get(link, is_own=False)
        story = _page(came)
    except Refusal as refusal:
        return replace(entry, warnings=(*entry.warnings, f"its page was not taken: {refusal}"))
    stated = {**story.stated, **entry.stated}
    return replace(story, source=entry.source, stated=stated, key=entry.key, extra=entry.extra)
