"""Bringing the index of words up to date: after an import, or when it was lost."""

from __future__ import annotations

from array import array
from collections.abc import Callable

from .derived.database import Unusable
from .derived.words import Entry, Words
from .documents import head_of
from .errors import LibraryError
from .fold import words
from .library import Library
from .log.line import Doc

_AT_ONCE = 500
"""Articles put in at a time: a search meanwhile waits no longer than that takes."""

Progress = Callable[[int, int], None]
"""Told how many articles are done, and of how many."""


def behind(library: Library) -> int:
    """How many articles are not in the index yet."""
    ids = library.catalogue.heads.ids

    def count(index: Words | None) -> int:
        return len(ids) - (index.count if index else 0)

    return library.finder.words.ask(ids, count)


def index_all(
    library: Library,
    progress: Progress = lambda done, of: None,
    stop: Callable[[], bool] = lambda: False,
) -> bool:
    """Have the words of every article in the index; False when stopped before that.

    Args:
        library: the library.
        progress: called after each few hundred articles.
        stop: asked as often; what is in the index by then stays.

    Raises:
        LibraryError: when the index cannot be written.
    """
    try:
        ids = library.catalogue.heads.ids[:]
        done = library.finder.words.count(ids)
        while done < len(ids):
            if stop():
                return False
            progress(done, len(ids))
            library.finder.words.put(ids, done, _entries(library, ids, done))
            done = min(done + _AT_ONCE, len(ids))
    except Unusable as error:
        raise LibraryError(f"cannot keep the index in {library.logs.cache}: {error}") from error
    return True


def _entries(library: Library, ids: array[int], first: int) -> list[Entry | None]:
    docs, heads = library.articles.storage.read().get("articles", {}), library.catalogue.heads
    return [
        _entry(docs[heads.id(n)]) if heads.shown(n) else None
        for n in range(first, min(first + _AT_ONCE, len(ids)))
    ]


def _entry(doc: Doc) -> Entry:
    head = head_of(doc)
    outlet = head.outlet or head.agency
    parts = (doc["text"], head.title, outlet, head.place, head.agency, head.language)
    return Entry(*(" ".join(words(part)) if part else "" for part in parts))
