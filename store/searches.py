"""Searches that the reader saved under a name: documents like all that the reader makes."""

from collections.abc import Mapping
from typing import NamedTuple

from .errors import BadRequest
from .forms import holds
from .log.line import Tables
from .marks import Act, short
from .query import parse

LONGEST_NAME = 60
"""Characters of a name."""


class Saved(NamedTuple):
    """A saved search."""

    name: str
    query: str


def save(name: str, query: str) -> Act:
    """Save a search; one of the same name is replaced.

    Raises:
        BadRequest: when the name is empty or too long, or the query is not understood.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise BadRequest(f"the name of a search has 1 to {LONGEST_NAME} characters")
    query = parse(query).text
    if not query:
        raise BadRequest("nothing is being searched for: / begins a search")
    return Act(
        f"saved the search {short(name)}", {"searches": {name: {"name": name, "query": query}}}
    )


def forget(name: str) -> Act:
    """Delete a saved search; the articles stay as they are."""
    return Act(f"deleted the search {short(name)}", {"searches": {name: None}})


def searches(tables: Tables) -> list[Saved]:
    """The saved searches, by name; those of another form are left alone."""
    docs: Mapping[str, Mapping[str, object]] = tables.get("searches", {})
    whole = (doc for doc in docs.values() if holds(dict(doc), "searches"))
    found = (Saved(str(doc["name"]), str(doc["query"])) for doc in whole)
    return sorted(found, key=lambda it: it.name.casefold())
