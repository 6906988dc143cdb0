"""The process that looks for the story in a page: one page in, one line of JSON out, and again."""

import json
import re
import sys
from typing import Any

NO_STORY = "no story was found in this page"
_YEAR_ALONE = "-01-01"


def serve(megabytes: int) -> None:
    """Answer until the input ends.

    Each question is 8 bytes, big endian, of length, and the page; each answer is a line of JSON
    with `text` and `stated`, or with `refused`.
    """
    _limit(megabytes)
    while len(head := sys.stdin.buffer.read(8)) == 8:
        raw = sys.stdin.buffer.read(int.from_bytes(head, "big"))
        try:
            answer = story(raw)
        except ImportError as error:
            answer = {"refused": f"the extra html is not whole: {error}"}
        except (RecursionError, ValueError, TypeError, AttributeError, LookupError) as error:
            answer = {"refused": f"{NO_STORY} ({type(error).__name__})"}
        print(json.dumps(answer), flush=True)


def _limit(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has other ways; there the limit is on time alone
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000,) * 2)


def story(raw: bytes) -> dict[str, Any]:
    """The story of a page, and what the page states of it."""
    import trafilatura

    tree = trafilatura.load_html(raw)
    if tree is None:
        return {"refused": "it is no page"}
    stated = {"title": _title(tree), "language": _language(tree)}
    published = _meta(tree, "article:published_time")
    found: Any = trafilatura.bare_extraction(
        tree, fast=True, include_comments=False, with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": True},
    )  # fmt: skip
    if found is None or not (found.text or "").strip():
        return {"refused": NO_STORY}
    date = found.date or ""
    if date.endswith(_YEAR_ALONE) and not re.search(rb"01-01|[Jj]an", raw):
        date = ""  # made up of a bare year, as in a copyright notice
    stated |= {"byline": found.author, "outlet": found.sitename, "source_url": found.url}
    if date:
        stated |= {"published": date, "published_from": "meta"} | _to_the_minute(date, published)
    paragraphs = (line.strip() for line in found.text.split("\n"))
    return {"text": "\n\n".join(filter(None, paragraphs)), "stated": stated}


def _to_the_minute(date: str, said: str) -> dict[str, str]:
    """The time of day, where the page states one for this date."""
    from .stated_dates import stated_date

    moment = stated_date(said)
    if not moment or not moment[0].startswith(date) or "T" not in moment[0]:
        return {}
    return {"published": moment[0]} | ({"published_tz": moment[1]} if moment[1] else {})


def _title(tree: Any) -> str:
    title = _meta(tree, "og:title") or " ".join(tree.xpath("string(//head/title)").split())
    return title[:300]


def _meta(tree: Any, name: str) -> str:
    for it in tree.xpath("//meta[@property=$n or @name=$n]/@content", n=name):
        if said := " ".join(str(it).split()):
            return said
    return ""


def _language(tree: Any) -> str:
    root = tree.getroottree().getroot()
    return str(root.get("lang") or "").split("-")[0].lower()[:8]
