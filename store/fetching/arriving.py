"""What came from an address, as drafts: the entries of a feed, a page, a text."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from ..errors import Refusal
from ..importers import Draft, Refused, feed, page, read_bytes
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
        yield page.page(came.body, came.address, came.address)
    elif format == "feed":
        content_type = {"content-type": came.headers.get("content-type", "")}
        yield from feed.entries(came.body, came.address, content_type)
    else:
        name = urlsplit(came.address).path.rpartition("/")[2] or "x"
        known = f"x.{format}" if format in ("json", "jsonl", "csv") else ""
        for item in read_bytes(came.body, came.address, known or (name if not format else "")):
            alone = isinstance(item, Draft) and item.source == came.address and not item.key
            if alone and isinstance(item, Draft):
                stated = {"source_url": came.address, **item.stated}
                item = replace(item, key=f"page:{came.address}", stated=stated)
            yield item


def _whole(fetcher: Fetcher, entry: Draft) -> Draft:
    """An entry with the story of its page, where it carries a headline only."""
    link = entry.stated.get("source_url", "")
    if not link or not entry.warnings:
        return entry
    try:
        came = fetcher.get(link, is_own=False)
        story = page.page(came.body, came.address, came.address)
    except Refusal as refusal:
        return replace(entry, warnings=(*entry.warnings, f"its page was not taken: {refusal}"))
    stated = {**story.stated, **entry.stated}
    return replace(story, source=entry.source, stated=stated, key=entry.key, extra=entry.extra)
