"""A reader's marks as they lie in a file, without opening its library: nothing is made or written.

The file is a `marks.jsonl`, the one of a library's folder, or a dump. Of each document the writing
with the latest stamp holds, as in the library.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .errors import Refusal
from .forms import TABLES
from .log.line import Doc, understand

MARKS, ARTICLES = "marks.jsonl", "articles.jsonl"


class MarksFile:
    """The marks of one reader.

    Args:
        path: a library's folder, a `marks.jsonl`, or a dump.

    Attributes:
        tables: table -> id -> document, those of articles only.
        damaged: how many lines were not understood.

    Raises:
        Refusal: when it cannot be read, or holds no marks.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tables: dict[str, dict[str, Doc]] = {name: {} for name in TABLES}
        self.damaged = 0
        stamps: dict[tuple[str, str], Any] = {}
        entries = 0
        for stamp, change in self._entries(path / MARKS if path.is_dir() else path):
            entries += 1
            for table in self.tables.keys() & change.keys():
                for id, doc in (change[table] or {}).items():
                    if stamps.get((table, id), -1) <= stamp:
                        stamps[table, id] = stamp
                        self.tables[table].pop(id, None)
                        if isinstance(doc, dict):
                            self.tables[table][id] = doc
        if not entries:
            why = f"{path} holds no marks: a library, a marks.jsonl or a dump is wanted"
            raise Refusal("no marks", why)

    def _entries(self, path: Path) -> Iterator[tuple[Any, dict[str, Any]]]:
        try:
            with path.open("rb") as file:
                for line in file:
                    entry = understand(line.rstrip(b"\r\n"))
                    if entry is None:
                        self.damaged += bool(line.strip())
                    else:
                        yield entry[0], dict(entry[1])
        except OSError as error:
            raise Refusal("unreadable", f"{path}: {error.strerror or 'cannot be read'}") from error

    def of(self, article: str) -> dict[str, dict[str, Doc]]:
        """Table -> id -> document, of one article."""
        return {
            table: {
                id: doc for id, doc in docs.items() if id == article or id.startswith(f"{article}:")
            }
            for table, docs in self.tables.items()
        }

    def articles(self, tables: frozenset[str]) -> set[str]:
        """The ids of the articles that have documents in some tables."""
        return {id.partition(":")[0] for table in tables for id in self.tables.get(table, {})}

    def texts(self, wanted: set[str]) -> dict[str, str]:
        """The texts of some articles, as far as they lie beside the marks."""
        path = self.path / ARTICLES if self.path.is_dir() else self.path
        beside = path.with_name(ARTICLES) if path.name == MARKS else path
        found: dict[str, str] = {}
        if not beside.is_file():
            return found
        for _, change in self._entries(beside):
            for id, doc in (change.get("articles") or {}).items():
                if id in wanted and isinstance(doc, dict) and isinstance(doc.get("text"), str):
                    found[id] = doc["text"]
        return found
