"""Recognising what is not recognised yet: after an import, with a new recogniser, with new names.

The newest articles come first, since those are read first. What is found is kept every half second,
so that whoever stops this, or pulls the plug, loses no more than that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from .article import Article
from .derived.database import Unusable
from .derived.mentions import Found
from .errors import DatelineError, LibraryError
from .library import Library
from .log import disk

KEPT_EVERY = 0.5
"""Seconds between two times when what was found is kept, and progress told."""
_ARTICLES_AT_ONCE, _CHARACTERS_AT_ONCE = 200, 1_000_000
"""How much is read before the rows of it are looked up in one go."""

Progress = Callable[[int, int], None]
"""Told how many articles are done, and of how many."""


class Outcome(NamedTuple):
    """What came of it: articles looked at, recognised anew, failed on; whether all are done."""

    looked_at: int
    recognised: int
    failed: int
    done: bool


def pending(library: Library) -> list[str]:
    """The ids of the articles to be looked at, the newest first.

    Raises:
        LibraryError: when the cache cannot be read.
    """
    cache, whole = library.findings.cache, library.findings.whole(library.names)
    heads = library.catalogue.heads
    fresh = cache.fresh(whole, heads.ids)
    if fresh == len(heads.ids):
        return []
    with _told(library):
        looked_at = cache.looked_at(whole)
    newest = map(heads.id, (n for n in library.catalogue.newest_first() if n >= fresh))
    return [id for id in newest if id not in looked_at]


def recognise_all(
    library: Library,
    progress: Progress = lambda done, of: None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Have the mentions of every article in the cache; articles that come meanwhile, too.

    Args:
        library: the library; looked at anew in between.
        progress: called about every half second, and at the end.
        stop: asked after each article; what was found until then is kept.

    Raises:
        LibraryError: when the cache cannot be written.
    """
    work = _Work(library, progress, stop)
    before: list[str] = []
    while True:
        library.refresh()
        todo = pending(library)
        if not todo and work.settle():
            return work.outcome(done=True)
        if stop() or (todo and todo == before):  # what is kept does not stay
            return work.outcome(done=False)
        work.do(todo)
        before = todo


@contextmanager
def alone(library: Library) -> Iterator[None]:
    """Be the only program that recognises in this library.

    Raises:
        OSError: when no lock can be had, TimeoutError when another program is at it.
    """
    folder = library.logs.cache
    disk.make_inside(folder)
    with disk.locked(folder / "mentions.lock", patience=0):
        yield


@contextmanager
def _told(library: Library) -> Iterator[None]:
    try:
        yield
    except Unusable as error:
        why = f"cannot keep mentions in {library.logs.cache}: {error}"
        raise LibraryError(why) from error


class _Work:
    """One run over the articles, with what is not kept yet."""

    def __init__(self, library: Library, progress: Progress, stop: Callable[[], bool]) -> None:
        self._library, self._progress, self._stop = library, progress, stop
        self._findings, self._cache = library.findings, library.findings.cache
        self._names, self._whole = library.names, ""
        self._found: list[Found] = []
        self._same: list[str] = []
        self._kept_at = time.monotonic()
        self._looked_at = self._recognised = self._failed = self._of = 0

    def outcome(self, done: bool) -> Outcome:
        return Outcome(self._looked_at, self._recognised, self._failed, done)

    def settle(self) -> bool:
        """Note that all is done; False when it is not so after all."""
        catalogue, names = self._library.catalogue, self._library.names
        ids = catalogue.heads.ids
        if self._findings.all_kept(ids, names):
            return True
        with _told(self._library):
            whole = self._findings.whole(names)
            return self._cache.settle(whole, ids, len(catalogue.newest_first()))

    def do(self, ids: Sequence[str]) -> None:
        """Look at these articles, and recognise those whose mentions are not kept."""
        self._names = self._library.names
        self._whole = self._findings.whole(self._names)
        self._of = self._looked_at + len(ids)
        self._progress(self._looked_at, self._of)
        try:
            for articles in self._read(ids):
                self._look_at(articles)
                if self._stop():
                    break
        except KeyboardInterrupt:  # in the middle of an article
            if not self._stop():
                raise
        finally:
            self._keep()

    def _read(self, ids: Iterable[str]) -> Iterator[list[Article]]:
        """The articles, as many at a time as fit in little memory."""
        articles: list[Article] = []
        room = _CHARACTERS_AT_ONCE
        for id in ids:
            try:
                articles.append(self._library.article(id))
            except DatelineError:  # its line is damaged; `check` tells
                self._found.append(Found(id, "", None))
                self._looked_at += 1
                continue
            room -= len(articles[-1].text)
            if room < 0 or len(articles) == _ARTICLES_AT_ONCE:
                yield articles
                articles, room = [], _CHARACTERS_AT_ONCE
        yield articles

    def _look_at(self, articles: list[Article]) -> None:
        states = [(it.id, self._findings.state(it.text, self._names)) for it in articles]
        with _told(self._library):
            right = self._cache.right(states)
        for article in articles:
            if article.id in right:
                self._same.append(article.id)
            else:
                self._recognise(article)
            self._looked_at += 1
            if time.monotonic() > self._kept_at + KEPT_EVERY:
                self._keep()
            if self._stop():
                return

    def _recognise(self, article: Article) -> None:
        try:
            self._found.append(self._findings.anew(article, self._names))
        except Exception:  # a text that the recogniser fails on; who opens it is told
            self._failed += 1
            self._found.append(Found(article.id, "", None))
        self._recognised += 1

    def _keep(self) -> None:
        with _told(self._library):
            self._cache.keep(self._whole, self._found, self._same)
        self._found, self._same = [], []
        self._kept_at = time.monotonic()
        self._progress(self._looked_at, self._of)
