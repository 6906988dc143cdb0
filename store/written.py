"""What the reader wrote and marked, folded and ready to be searched; of the whole library. Derived.

    .cache/written    the lines of all notes and highlights, valid for the tallies beside it

Changes since are kept in memory, by article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from . import fold
from .derived import packed
from .derived.lines import Line, Lines, columns_of
from .forms import holds
from .log.line import Doc, Tables
from .log.tail import Extent
from .query.holding import line, stands
from .query.tree import Term

if TYPE_CHECKING:
    from .logs import Logs

FIELDS = {"note": "notes", "highlight": "highlights"}
"""Field of the query language -> table of the documents."""
_KINDS = {field: number for number, field in enumerate(FIELDS)}
_VERSION = [1, fold.VERSION]

Found = dict[str, list[str]]
"""Field -> the lines of one article."""


class Written:
    """The lines of all notes and highlights, by article; looked at when they are first asked for.

    Args:
        logs: the library's files.
        path: the file in the cache.
        extents: how far the marks' log had been taken in when the tallies were saved.
    """

    def __init__(self, logs: Logs, path: Path, extents: Sequence[Extent]) -> None:
        self._logs, self._path, self._extents = logs, path, list(extents)
        self._base: Lines | None = None
        self._since: dict[str, Found] = {}
        self._touched: set[str] = set()
        self._is_ready = False

    def changed(self, articles: Iterable[str]) -> None:
        """Have the lines of these articles made anew when they are next asked for."""
        self._touched.update(articles)

    def forget(self) -> None:
        """Begin anew: the log was replaced."""
        self._base, self._since, self._extents, self._is_ready = None, {}, [], False

    def of(self, article: str, field: str) -> Iterable[str]:
        """The lines of one article: field is a key of `FIELDS`."""
        self._make_ready()
        if article in self._since:
            return self._since[article].get(field, ())
        return self._base.of(int(article, 16), _KINDS[field]) if self._base else ()

    def having(self, term: Term, field: str) -> Iterator[str]:
        """The ids of the articles in which a line has the words."""
        self._make_ready()
        if self._base:
            wanted = f" {term.phrase}{'' if term.begins else ' '}"
            found = (f"{id:016x}" for id in self._base.having(wanted, _KINDS[field]))
            yield from (id for id in found if id not in self._since)
        for article, lines in self._since.items():
            if any(stands(term, it) for it in lines.get(field, ())):
                yield article

    def _make_ready(self) -> None:
        tables = self._logs.marks.storage.read()
        if not self._is_ready:
            self._is_ready = True
            self._base = self._loaded()
            if self._base is None:
                self._touched.clear()
                self._since = _everything(tables)
        for article in self._touched:
            docs = self._logs.marked.documents(article, tables)
            self._since[article] = {
                field: [it for doc in docs.get(table, {}).values() for it in _lines(doc, table)]
                for field, table in FIELDS.items()
            }
        self._touched.clear()

    # -- the file --------------------------------------------------------------------------------

    def _loaded(self) -> Lines | None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            facts, columns, blob = packed.load(self._path)
            extents = [Extent(*extent) for extent in facts["extents"]]
            is_whole = facts["version"] == _VERSION and facts["blob"] == crc32(blob)
            if is_whole and extents == self._extents and extents:
                return Lines(columns, blob)
        return None

    def save(self, extents: Sequence[Extent]) -> None:
        """Renew the file, if the log went on since it was made.

        Raises:
            OSError: when it cannot be written.
        """
        if self._extents == extents and self._path.exists():
            return
        self._make_ready()
        columns, pieces = columns_of(self._all())
        blob = reduce(lambda crc, piece: crc32(piece, crc), pieces, 0)
        facts = {"version": _VERSION, "extents": list(extents), "blob": blob}
        packed.save(self._path, facts, columns, pieces)
        self._extents = list(extents)

    def _all(self) -> Iterator[Line]:
        if self._base:
            yield from (it for it in self._base if f"{it[0]:016x}" not in self._since)
        for article, lines in self._since.items():
            with suppress(ValueError):  # no id of an article
                number = int(article, 16)
                for field, found in lines.items():
                    yield from ((number, _KINDS[field], it) for it in found)


def _everything(tables: Tables) -> dict[str, Found]:
    made: dict[str, Found] = {}
    for field, table in FIELDS.items():
        for id, doc in tables.get(table, {}).items():
            for found in _lines(doc, table):
                made.setdefault(id.partition(":")[0], {}).setdefault(field, []).append(found)
    return made


def _lines(doc: Doc, table: str) -> Iterator[str]:
    if not holds(doc, table):
        return
    yield line(doc["text"] if table == "notes" else doc["quote"])
    tags = doc.get("tags")
    yield from (line(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
