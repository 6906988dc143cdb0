"""RSS, Atom and RDF: each entry an article, read by feedparser, whatever state the feed is in."""

import time
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.sax import SAXException

from ..errors import Refusal
from .draft import LIMIT, Draft, Fields, Refused, carried, check_size
from .markup import one_plain_line, plain_text


def read(stream: BinaryIO, source: str, _: Fields) -> Iterator[Draft | Refused]:
    """The entries of a feed; `source#3` is the third.

    Raises:
        Refusal: when it is too large, or no feed.
    """
    raw = stream.read(LIMIT + 1)
    check_size(len(raw))
    yield from entries(raw, source)


def entries(
    raw: bytes, source: str, headers: dict[str, str] | None = None
) -> Iterator[Draft | Refused]:
    """The entries of a feed that was fetched; `headers` are those that it came with.

    Raises:
        Refusal: when it is no feed.
    """
    import feedparser

    try:
        feed = feedparser.parse(
            raw, response_headers=headers or {}, sanitize_html=False, resolve_relative_uris=False
        )
    except (RecursionError, MemoryError):
        raise
    except Exception as error:  # its parsers are many, and what comes is anybody's
        raise Refusal("damaged", f"no feed: {type(error).__name__}") from error
    if not feed.get("version") and not feed.entries:
        raise Refusal("no feed", "not a feed: neither RSS, Atom nor RDF")
    if not feed.entries and isinstance(feed.get("bozo_exception"), SAXException):
        raise Refusal("damaged", "the feed is damaged, or cut off: there is no entry in it")
    outlet = one_plain_line(feed.feed.get("title", ""))[:300]
    for number, entry in enumerate(feed.entries, start=1):
        here = f"{source}#{number}"
        try:
            yield _draft(entry, outlet, here)
        except Refusal as refusal:
            yield Refused.by(here, refusal)


def _draft(entry: Any, outlet: str, source: str) -> Draft:
    title = one_plain_line(entry.get("title", ""))[:300]
    written = [it.get("value", "") for it in entry.get("content", [])]
    bodies = [plain_text(it) for it in (*written, entry.get("summary", "")) if it]
    text = max(bodies, key=len, default="") or title
    link = entry.get("link", "")
    stated = {
        "title": title,
        "outlet": outlet or one_plain_line(entry.get("source", {}).get("title", "")),
        "byline": one_plain_line(entry.get("author", ""))[:300],
        "language": _language(entry),
        "source_url": link,
        **_dates(entry),
    }
    key = entry.get("id") or link or (f"{title} {stated.get('published', '')}" if title else "")
    return carried(
        text,
        source,
        key=f"feed:{key}" if key else "",
        stated={name: value for name, value in stated.items() if value},
        tags=(),
        warnings=() if any(bodies) else ("the feed gives the headline only",),
        extra=_extra(entry),
    )


def _dates(entry: Any) -> dict[str, str]:
    """When it was published and updated; feedparser has brought both to UTC."""
    dates = {}
    for name, field in (("published", "published_parsed"), ("updated", "updated_parsed")):
        when = entry.get(field) if field in entry else None
        if isinstance(when, time.struct_time) and 1900 < when.tm_year < 2200:
            dates[name] = time.strftime("%Y-%m-%dT%H:%M", when)
            dates[f"{name}_tz"] = "UTC"
    if "updated" in dates and "published" not in dates:
        dates = {"published": dates["updated"], "published_tz": "UTC"}
    return dates | ({"published_from": "feed"} if dates else {})


def _language(entry: Any) -> str:
    for detail in (*entry.get("content", []), entry.get("summary_detail", {})):
        if detail.get("language"):
            return str(detail["language"])[:20]
    return ""


def _extra(entry: Any) -> dict[str, Any]:
    """The subjects an entry is filed under: somebody else's, so no tags of the reader's."""
    subjects = [it.get("term") for it in entry.get("tags", []) if it.get("term")]
    return {"subjects": subjects[:50]} if subjects else {}
