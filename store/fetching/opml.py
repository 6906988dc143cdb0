"""OPML: lists of feeds, in and out (http://opml.org/spec2.opml)."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from ..errors import Refusal
from ..feeds import Feed
from ..importers.draft import check_size


class _Undefined(ElementTree.TreeBuilder):
    """Ends at definitions, in whatever encoding they come, before the first of them is read."""

    def doctype(self, *_: object) -> None:
        raise Refusal("damaged", "an OPML file with definitions of its own is not read")


def read(raw: bytes) -> list[Feed]:
    """The feeds in a list, in its order, each once.

    Raises:
        Refusal: when it is no OPML, too large, or brings definitions of its own.
    """
    check_size(len(raw))
    try:
        root = ElementTree.fromstring(raw, ElementTree.XMLParser(target=_Undefined()))
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        raise Refusal("damaged", f"no OPML: {error}") from error
    if root.tag != "opml":
        raise Refusal("no feeds", "no OPML: its first element is another one")
    found: dict[str, Feed] = {}
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or "").strip()
        if url:
            title = " ".join((outline.get("title") or outline.get("text") or "").split())
            found.setdefault(url, Feed(url, title[:300]))
    return list(found.values())


def write(feeds: Iterable[Feed]) -> Iterator[str]:
    """The pieces of an OPML file of these feeds."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'
    yield "<head><title>Dateline</title></head>\n<body>\n"
    for feed in feeds:
        name = quoteattr(feed.title or feed.url)
        yield f'<outline type="rss" text={name} title={name} xmlUrl={quoteattr(feed.url)}/>\n'
    yield "</body>\n</opml>\n"
