"""What is listed: the search that is on, what it found, and the places where its words stand.

The first half of the desk (see `desk`). No widget.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from store import searches
from store.article import Article, Span
from store.derived.database import Unusable
from store.errors import LibraryError, NotFound
from store.excerpts import Excerpts
from store.fold import words
from store.library import Library
from store.log import disk
from store.query import BadQuery, parse
from store.query.completing import completed, last_word
from store.query.hits import Hits, snippet
from store.query.tree import Key, Query, Term, leaves
from store.search import Search
from store.searches import Saved
from store.selection import ALL, Selection

AT_ONCE = 0.04
"""Seconds for which a search may hold up the keys when it begins."""
_SNIPPET = 240
"""Characters of a text shown around its first hit."""
_OFFERED = 60
"""Names looked at for a completion."""
_TOLD = ("body", "standfirst", "caption")
"""Blocks whose words say more than those of a head, which the row shows anyway."""
_SHORTEST = 2
"""Letters from which on a word that is being typed stands for longer ones."""


class Listing:
    """The articles listed, in one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.selection = Selection()
        self.query = ALL
        self._search: Search | None = None
        self._hits = Hits(ALL.node)
        self._count = 0
        self._snippet = lru_cache(400)(self._make_snippet)

    # -- searching -------------------------------------------------------------------------------

    def find(self, text: str, is_typed: bool = False, is_kept: bool = False) -> None:
        """List what answers a query; the first slice of it, `go_on` is the rest.

        Args:
            text: the query.
            is_typed: whether it is still being typed: a phrase may be open, and the last word
                stands for longer ones when there are no articles with it as it is.
            is_kept: whether nothing more will be typed; before, a single letter says nothing.

        Raises:
            BadQuery: when the query is not understood; the list stays.
        """
        asked = _closed(text) if is_typed else parse(text)
        if is_typed and not is_kept and _has_just_begun(asked):
            return
        self._begin(asked)
        if is_typed and not self.selection and self.searching is None:
            longer = _gone_on(asked)
            if longer:
                self._begin(longer)

    def _begin(self, query: Query) -> None:
        self._search = search = self.library.finder.search(query)
        search.go(AT_ONCE)
        if query != self.query:
            self._hits = Hits(query.node)
            self._snippet.cache_clear()
        self.query = query
        self._take(search)

    def _take(self, search: Search) -> None:
        self.selection = search.selection
        if search.is_done:
            self._search = None
        self._count = len(self.library.catalogue.heads.ids)

    def go_on(self, seconds: float) -> bool:
        """Search on for so long; True while there is more to be read."""
        if self._search:
            self._search.go(seconds)
            self._take(self._search)
        return self._search is not None

    def give_up(self) -> None:
        """Read no more: what was found stays listed."""
        self._search = None

    @property
    def searching(self) -> tuple[int, int] | None:
        """How many texts were read and of how many; None when nothing is left to be read."""
        return (self._search.looked, self._search.of) if self._search else None

    def excerpts(self, text: str) -> Excerpts:
        """The highlights and notes of the articles that answer a query.

        Raises:
            BadQuery: when it is not understood.
        """
        search = self.library.finder.search(_closed(text))
        search.go(AT_ONCE)
        return Excerpts(self.library, search.selection)

    def relist(self) -> None:
        """Search again: articles came, or went, or were brought back."""
        self._begin(self.query)

    def keep_up(self, changed: Sequence[str]) -> None:
        """Search again, if what changed may belong into the list and is not there.

        What is listed stays, though it may answer no more: a list of the unread that lost each
        article as it is read could not be read.
        """
        new = len(self.library.catalogue.heads.ids) != self._count
        if new or any(self.selection.position(id) is None for id in changed[:_SNIPPET]):
            self.relist()

    def sort(self, keys: str) -> None:
        """List the same in another order: what `sort:` takes; "" for the newest first.

        Raises:
            BadQuery: when it is no order; says which ones there are.
        """
        order = parse(f"sort:{keys}").keys if keys.strip() else ()
        text = " ".join([*_without_sort(self.query.text), *_said(order)])
        self._begin(replace(self.query, text=text, keys=order))

    # -- where the reader was --------------------------------------------------------------------

    def remember(self, id: str) -> None:
        """Keep which article the cursor is on, for the next start; losing it costs nothing."""
        if not self.library.logs.read_only:
            with suppress(OSError, LibraryError):
                self.library.logs.home.check()
                disk.make_inside(self.library.logs.cache)
                disk.replace(self.library.logs.cache / "last", [id.encode("ascii", "ignore")])

    @property
    def remembered(self) -> str:
        """The article that the cursor was on; "" when that is not known."""
        path = self.library.logs.cache / "last"
        if not os.path.isfile(path):  # noqa: PTH113  # a pipe might take for ever
            return ""
        with suppress(OSError):
            return path.read_bytes()[:16].decode("ascii", "ignore")
        return ""

    # -- where the words stand -------------------------------------------------------------------

    @property
    def shows_hits(self) -> bool:
        """Whether the query has words that stand in texts."""
        return bool(self._hits)

    def hits_in(self, article: Article) -> list[Span]:
        """Where the words of the query stand in an article."""
        return self._hits.spans(article.text)

    def snippet(self, id: str) -> Sequence[tuple[str, bool]]:
        """The words around the first hit in an article, each piece with whether it is a hit."""
        return self._snippet(id)

    def _make_snippet(self, id: str) -> Sequence[tuple[str, bool]]:
        try:
            article = self.library.article(id)
        except NotFound:
            return ()
        spans = self._hits.spans(article.text, most=20)
        told = [it for it in article.dispatch.blocks if it.kind in _TOLD]
        inside = [it for it in spans if any(at.start <= it.start < at.end for at in told)]
        return snippet(article.text, inside or spans, _SNIPPET)

    def completed(self, typed: str) -> Sequence[str]:
        """What the last word of a query that is being typed may become."""
        tags, catalogue = self.library.tags(), self.library.catalogue
        return completed(
            last_word(typed),
            {
                "tag": lambda begun: (tag for tag, _ in tags.most_common()),
                "outlet": lambda begun: catalogue.common("outlet"),
                "place": lambda begun: catalogue.common("place"),
                "entity": self._named,
            },
        )

    def _named(self, begun: str) -> list[str]:
        try:
            found, _ = self.library.finder.names.listed(" ".join(words(begun)), _OFFERED)
        except Unusable:  # another program is at it
            return []
        return [it.name for it in found]

    # -- saved searches --------------------------------------------------------------------------

    def saved(self) -> list[Saved]:
        """The saved searches, by name."""
        return searches.searches(self.library.marks.storage.read())

    def unread_of(self, saved: Saved) -> int | None:
        """How many unread articles a saved search finds; None if that takes long."""
        try:
            search = self.library.finder.search(parse(f"({saved.query}) is:unread"))
        except BadQuery:
            return None
        return len(search.selection) if search.go(AT_ONCE) else None


def _closed(text: str) -> Query:
    """A query that is being typed, closed where it is open."""
    for _ in range(8):
        try:
            return parse(text)
        except BadQuery as error:
            if not error.closing:
                raise
            text += error.closing
    return parse(text)


def _gone_on(query: Query) -> Query | None:
    """The same with its last word standing for longer ones; None when it ends in no word."""
    try:
        longer = parse(f"{query.text}*")
    except BadQuery:
        return None
    last = leaves(longer.node)[-1:]
    grown = [it for it in last if isinstance(it, Term) and it.begins]
    return longer if grown and len(grown[0].words[-1]) >= _SHORTEST else None


def _has_just_begun(query: Query) -> bool:
    """Whether the last word is a single letter yet: it says nothing."""
    last = leaves(query.node)[-1:]
    return any(isinstance(it, Term) and it.phrase.isascii() and len(it.phrase) < _SHORTEST
               for it in last)  # fmt: skip


def _without_sort(text: str) -> list[str]:
    return [word for word in text.split() if not word.lower().startswith("sort:")]


def _said(keys: Sequence[Key]) -> list[str]:
    names = ",".join(f"{'-' if key.backward else ''}{key.name}" for key in keys)
    return [f"sort:{names}"] if names else []
