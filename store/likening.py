"""Bringing the likenesses of the articles up to date: after an import, or when they were lost."""

from collections.abc import Callable, Iterator, Mapping

from .derived.database import Unusable
from .derived.likenesses import Likenesses
from .duplicates import Likeness, likeness
from .errors import LibraryError
from .library import Library

_AT_ONCE = 500
_CATCHES_UP = 5000
"""Articles that are compared while somebody waits; more are left to `dateline index`."""

Progress = Callable[[int, int], None]
"""Told how many articles are done, and of how many."""


def likenesses(library: Library) -> Likenesses:
    """The file of a library."""
    return Likenesses(library.logs.cache / "likenesses.db", not library.logs.read_only)


def unlike(library: Library) -> int:
    """How many articles have not been compared yet; 0 where that cannot be known."""
    ids = library.catalogue.heads.ids
    try:
        return len(ids) - likenesses(library).count(ids)
    except Unusable:
        return 0


def like_all(
    library: Library,
    progress: Progress = lambda done, of: None,
    stop: Callable[[], bool] = lambda: False,
    ready: Mapping[str, Likeness] | None = None,
) -> bool:
    """Have every article compared with those before it; False when stopped before that.

    Args:
        library: the library.
        progress: called after each few hundred articles.
        stop: asked as often; what is done by then stays.
        ready: id -> what of an article is compared, where that is known already.

    Raises:
        LibraryError: when it cannot be kept.
    """
    kept, ids = likenesses(library), library.catalogue.heads.ids[:]
    try:
        done = kept.count(ids)
        while done < len(ids):
            if stop():
                return False
            progress(done, len(ids))
            last = min(done + _AT_ONCE, len(ids))
            kept.put(ids, done, list(_texts(library, range(done, last), ready or {})))
            done = last
    except Unusable as error:
        why = f"cannot keep in {library.logs.cache} what resembles what: {error}"
        raise LibraryError(why) from error
    return True


def catch_up(library: Library) -> bool:
    """Have what is missing compared now; False where that is too much, or cannot be kept."""
    if unlike(library) > _CATCHES_UP:
        return False
    try:
        return like_all(library)
    except LibraryError:
        return False


def _texts(
    library: Library, numbers: range, ready: Mapping[str, Likeness]
) -> Iterator[Likeness | None]:
    docs, heads = library.articles.storage.read().get("articles", {}), library.catalogue.heads
    for n in numbers:
        id = heads.id(n)
        if id in ready:
            yield ready[id]
        elif heads.shown(n):
            doc = docs[id]
            yield likeness(doc["text"], str(doc.get("key", "")))
        else:
            yield None
