"""The index of words: which articles hold a word, a phrase, or a word that begins so. Derived.

    .cache/words.db    words: SQLite's FTS5, one row an article, without the text      upto: one row

A row's id is the article's number. `upto` says how many articles, from the first on, are in it, and
for which ids that holds; texts never change, so nothing else makes the index old. Words are folded
and parted here, before FTS5 sees them: its "ascii" tokenizer then leaves them as they are.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .. import dispatch, fold
from .database import Database, Unusable

if TYPE_CHECKING:
    from sqlite3 import Connection

Answer = TypeVar("Answer")

COLUMNS = ("text", "title", "outlet", "place", "agency", "lang")
"""What of an article is in the index, each findable by itself."""
_FORM = 1000 * fold.VERSION + 10 * dispatch.VERSION + 1
"""The stamp: of the folding, of the parse that gives the columns, and of the tables."""
_TABLES = (
    f"CREATE VIRTUAL TABLE words USING fts5({', '.join(COLUMNS)}, content='', columnsize=0,"
    " tokenize='ascii')",
    "CREATE TABLE upto (one INTEGER PRIMARY KEY, count INTEGER, ids INTEGER)",
)
_PATIENCE = 0.2
"""Seconds that a question waits for the program that is building the index."""
_LONG_PATIENCE = 5.0


class Entry(NamedTuple):
    """The words of one article, `COLUMNS` in order: folded, single blanks between them."""

    text: str
    title: str = ""
    outlet: str = ""
    place: str = ""
    agency: str = ""
    lang: str = ""


class Words:
    """The index while it is open for one question.

    Attributes:
        count: articles in it, from the first on.
    """

    def __init__(self, db: Connection, count: int) -> None:
        self._db, self.count = db, count

    def having(self, wanted: str) -> Iterable[int]:
        """The numbers of the articles that answer an expression of FTS5, made by `asking`."""
        sql = "SELECT rowid FROM words WHERE words MATCH ?"
        return (number for (number,) in self._db.execute(sql, (wanted,)))


class WordIndex:
    """The file.

    Args:
        path: where it is; made when something is put in.
        may_write: whether it may be made, written and deleted.
    """

    def __init__(self, path: Path, may_write: bool = True) -> None:
        self._db = Database(path, _FORM, _TABLES, may_write)

    def ask(self, ids: array[int], act: Callable[[Words | None], Answer]) -> Answer:
        """Ask the index, or do without.

        Args:
            ids: of all articles as numbers, in the order in which they are numbered.
            act: is given the index, None when there is none that holds for these articles; called
                again with None when the index turns out to be damaged.
        """

        def look(db: Connection) -> tuple[Answer] | None:
            count = _count(db, ids)
            return (act(Words(db, count)),) if count else None

        try:
            answer = self._db.ask(look, None, _PATIENCE)
        except Unusable:
            answer = None
        return answer[0] if answer else act(None)

    def count(self, ids: array[int]) -> int:
        """How many articles are in it, from the first on.

        Raises:
            Unusable: when that cannot be known.
        """
        return self._db.ask(lambda db: _count(db, ids), 0, _LONG_PATIENCE)

    def put(self, ids: array[int], first: int, entries: Sequence[Entry | None]) -> None:
        """Put articles in, all or nothing.

        Args:
            ids: of all articles, as above.
            first: the number of the first of these articles: as many as are in it already, or 0 to
                begin anew.
            entries: their words; None for one that is not there.

        Raises:
            Unusable: when it cannot be done now.
        """
        sql = f"INSERT INTO words (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?)"

        def write(db: Connection) -> None:
            if first == 0:
                db.execute("INSERT INTO words (words) VALUES ('delete-all')")
            elif _count(db, ids) != first:  # another program was at it
                raise Unusable("another program is making it")
            rows = ((n, *it) for n, it in enumerate(entries, first) if it)
            db.executemany(sql, rows)
            count = first + len(entries)
            crc = zlib.crc32(ids[:count])
            db.execute("INSERT OR REPLACE INTO upto VALUES (1, ?, ?)", (count, crc))

        self._db.write(write, _LONG_PATIENCE)


def asking(words: Sequence[str], begins: bool, column: str | None = None) -> str:
    """The expression of FTS5 for words that stand side by side; folded, so no quote is in them."""
    phrase = f'"{" ".join(words)}"{" *" if begins else ""}'
    return f"{column} : {phrase}" if column else phrase


def _count(db: Connection, ids: array[int]) -> int:
    row = db.execute("SELECT count, ids FROM upto").fetchone()
    count = row[0] if row and isinstance(row[0], int) and 0 < row[0] <= len(ids) else 0
    return count if count and zlib.crc32(ids[:count]) == row[1] else 0
