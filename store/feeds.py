"""Feeds that the reader follows: documents like all that the reader makes."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .errors import BadRequest
from .forms import holds
from .log.line import Doc, Tables
from .marks import Act, short

LONGEST = 2000
"""Characters of an address."""


class Feed(NamedTuple):
    """A feed that is followed; `title` is "" where nobody has given one."""

    url: str
    title: str = ""


def checked(feed: Feed) -> Feed:
    """The feed, without blanks around its address.

    Raises:
        BadRequest: when the address is none of a feed.
    """
    url = feed.url.strip()
    if not url.startswith(("http://", "https://")) or len(url) > LONGEST:
        raise BadRequest(f"not an address of a feed: {short(url, 60)}")
    return feed._replace(url=url)


def follow(feeds: Iterable[Feed]) -> Act:
    """Follow some feeds, as one step.

    Raises:
        BadRequest: when an address is none of a feed.
    """
    docs: dict[str, Doc | None] = {}
    for feed in map(checked, feeds):
        docs[feed.url] = {"url": feed.url, "title": feed.title}
    what = short(next(iter(docs)), 60) if len(docs) == 1 else f"{len(docs)} feeds"
    return Act(f"follows {what}", {"feeds": docs})


def leave(url: str) -> Act:
    """Follow a feed no more; its articles stay."""
    return Act(f"follows {short(url, 60)} no more", {"feeds": {url: None}})


def feeds(tables: Tables) -> list[Feed]:
    """The feeds that are followed, by title; those of another form are left alone."""
    docs: Mapping[str, Doc] = tables.get("feeds", {})
    whole = (doc for doc in docs.values() if holds(doc, "feeds"))
    found = (Feed(doc["url"], doc["title"]) for doc in whole)
    return sorted(found, key=lambda it: (it.title.casefold() or it.url, it.url))
