"""What the reader wrote and marked, folded and ready to be searched; of the whole library, kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .forms import holds
from .log.line import Doc
from .query.holding import line, stands
from .query.tree import Term

if TYPE_CHECKING:
    from .logs import Logs

FIELDS = {"note": "notes", "highlight": "highlights"}
"""Field of the query language -> table of the documents."""


class Written:
    """The lines of all notes and highlights, by article; made when they are first asked for."""

    def __init__(self, logs: Logs) -> None:
        self._logs = logs
        self._lines: dict[str, dict[str, list[str]]] | None = None

    def changed(self, articles: Iterable[str]) -> None:
        """Have the lines of these articles made anew when they are next asked for."""
        if self._lines is None:
            return
        tables = self._logs.marks.storage.read()
        for article in articles:
            docs = self._logs.marked.documents(article, tables)
            for field, table in FIELDS.items():
                found = [it for doc in docs.get(table, {}).values() for it in _lines(doc, table)]
                self._lines[field].pop(article, None)
                if found:
                    self._lines[field][article] = found

    def of(self, article: str, field: str) -> Iterable[str]:
        """The lines of one article: field is a key of `FIELDS`."""
        return self._all[field].get(article, ())

    def having(self, term: Term, field: str) -> Iterator[str]:
        """The ids of the articles in which a line has the words."""
        for article, lines in self._all[field].items():
            if any(stands(term, it) for it in lines):
                yield article

    @property
    def _all(self) -> dict[str, dict[str, list[str]]]:
        if self._lines is None:
            made: dict[str, dict[str, list[str]]] = {field: {} for field in FIELDS}
            tables = self._logs.marks.storage.read()
            for field, table in FIELDS.items():
                for id, doc in tables.get(table, {}).items():
                    for found in _lines(doc, table):
                        made[field].setdefault(id.partition(":")[0], []).append(found)
            self._lines = made
        return self._lines


def _lines(doc: Doc, table: str) -> Iterator[str]:
    if not holds(doc, table):
        return
    yield line(doc["text"] if table == "notes" else doc["quote"])
    tags = doc.get("tags")
    yield from (line(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
