"""Bringing the index of names up to date, from what is kept of each article and its corrections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from zlib import crc32

from .article import Article, Mention
from .corrections import apply
from .derived.database import Unusable
from .derived.name_changes import Entry, Named
from .errors import DatelineError, LibraryError
from .fold import words
from .library import Library
from .log.line import dumps, loads

_AT_ONCE = 500
"""Articles put in at a time."""
_IN_PART = "in part"
NAMES = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "EVENT", "MISC"})
"""Labels of names; dates, times and sums are none."""

Progress = Callable[[int, int], None]
"""Told how many articles are done, and of how many."""


def names_behind(library: Library) -> int:
    """How many articles are not in the index of names, or not as they are now; quick."""
    ids = library.catalogue.heads.ids
    try:
        whole, count = library.finder.names.count(ids)
        stale = _corrected(library)
    except Unusable:
        return 0
    if whole != _whole(library):
        return len(ids)
    return len(ids) - count + len(stale)


def index_names(
    library: Library,
    progress: Progress = lambda done, of: None,
    stop: Callable[[], bool] = lambda: False,
) -> bool:
    """Have the names of every recognised article in the index; False when stopped before that.

    Args:
        library: the library.
        progress: called after each few hundred articles.
        stop: asked as often; what is in the index by then stays.

    Raises:
        LibraryError: when the index cannot be written.
    """
    ids, index, whole = library.catalogue.heads.ids[:], library.finder.names, _whole(library)
    try:
        known, count = index.count(ids)
        if not count:
            index.clear()
        in_part = not library.findings.all_kept(ids, library.names)
        if in_part:  # so that what is recognised later is looked for
            whole = _whole(library, _IN_PART)
        changed = set(_corrected(library))
        if count and (in_part or known != whole):
            changed |= _stale(library) | _joined_otherwise(library, known, whole)
        todo = sorted({n for n in changed if n < count}) + list(range(count, len(ids)))
        for first in range(0, len(todo), _AT_ONCE):
            if stop():
                return False
            progress(first, len(todo))
            batch = todo[first : first + _AT_ONCE]
            last = first + _AT_ONCE >= len(todo)
            reached = max(count, batch[-1] + 1)
            index.put(_entries(library, batch), (whole if last else known, reached), ids)
        if not todo and known != whole:
            index.put([], (whole, count), ids)
    except Unusable as error:
        raise LibraryError(f"cannot keep the names in {library.logs.cache}: {error}") from error
    return True


def _whole(library: Library, made_of: str = "") -> str:
    """What all rows are made of, with the names that the reader has joined to others."""
    joined = [[it.name, it.same_as] for it in library.names.names if it.same_as]
    return dumps([made_of or library.findings.whole(library.names), joined]).decode()


def _joined_otherwise(library: Library, known: str, whole: str) -> set[int]:
    """The articles with a name that was joined to another one, or is no more, since `known`."""
    before, now = (
        {(name, other) for name, other in loads(it.encode())[1]} if it else set()
        for it in (known, whole)
    )
    names = {" ".join(words(name)) for name, _ in before ^ now}
    index = library.finder.names
    ids = {id for name in names for id in index.called(name)}
    return {it.article for it in index.stands(sorted(ids))}


def _stamps(library: Library, numbers: Sequence[int], corrected: set[int]) -> dict[int, int]:
    """What the names of articles depend on: what is recognised in each, and its corrections."""
    ids = {n: library.catalogue.heads.id(n) for n in numbers}
    kept = library.findings.cache.checksums(list(ids.values()))
    return {n: _stamp(library, id, kept.get(id, 0), n in corrected) for n, id in ids.items()}


def _stamp(library: Library, id: str, kept: int, is_corrected: bool) -> int:
    if not is_corrected:
        return kept
    docs = library.logs.marked.documents(id, library.marks.storage.read()).get("corrections", {})
    said = repr(sorted((key, sorted(doc.items(), key=repr)) for key, doc in docs.items()))
    return crc32(said.encode("utf-8", "surrogatepass"), kept)


def _stale(library: Library) -> set[int]:
    """The articles in the index whose rows were made of something else than what is there now."""
    known, heads = library.finder.names.stamps(), library.catalogue.heads
    kept = library.findings.cache.checksums()
    corrected = _with_corrections(library)
    ids = ((n, heads.id(n), stamp) for n, (stamp, _) in known.items())
    return {n for n, id, stamp in ids
            if stamp != _stamp(library, id, kept.get(id, 0), n in corrected)}  # fmt: skip


def _corrected(library: Library) -> list[int]:
    """The articles in the index whose corrections are others now."""
    known = library.finder.names.corrected()
    corrected = _with_corrections(library)
    numbers = sorted(corrected | known.keys())
    now = _stamps(library, numbers, corrected) if numbers else {}
    return [n for n in numbers if known.get(n) != now[n]]


def _with_corrections(library: Library) -> set[int]:
    docs = library.marks.storage.read().get("corrections", {})
    articles = {id.partition(":")[0] for id in docs}
    return {n for id in articles if (n := library.catalogue.number(id)) is not None}


def _entries(library: Library, numbers: Sequence[int]) -> list[Entry]:
    heads, names = library.catalogue.heads, library.names
    articles: dict[int, Article] = {}
    for n in numbers:
        with suppress(DatelineError):  # its line is damaged; `check` tells
            articles[n] = library.article(heads.id(n))
    states = [(it.id, library.findings.state(it.text, names)) for it in articles.values()]
    found = library.findings.cache.many(states)
    corrected = _with_corrections(library)
    stamps = _stamps(library, numbers, corrected)
    entries = []
    for n in numbers:
        date, article = heads.head(n).published[:10], articles.get(n)
        things: dict[str, Named] = {}
        if article and article.id in found:
            marks = library.marks_of(article).corrections if n in corrected else ()
            mentions = apply(article.text, found[article.id], marks, names.same_as)
            things = _things(article.text, mentions)
        day = date if date[:1].isdigit() else ""
        entries.append(Entry(n, stamps[n], n in corrected, day, things))
    return entries


def _things(text: str, mentions: Iterable[Mention]) -> dict[str, Named]:
    things: dict[str, tuple[str, int, Counter[str]]] = {}
    for it in mentions:
        if it.label in NAMES and it.status != "rejected":
            _, _, aliases = things.setdefault(it.entity, (it.label, it.start, Counter()))
            aliases[" ".join(text[it.start : it.end].split())] += 1
    return {id: Named(*found) for id, found in things.items()}
