"""The names of the whole library: every thing that articles name, and where. Derived.

    .cache/names.db   things: one row a thing     aliases: how it is written, how often
                      stands: in which article a thing stands, how often, where first
                      articles: what an article's rows were made of     upto: what all were made of

A thing is what mentions of one entity id name, in whatever article. Dates and sums are no names.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from .. import fold
from .database import Database
from .name_changes import Change, Entry, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection

Answer = TypeVar("Answer")

_FORM = 10 * fold.VERSION + 1
_TABLES = (
    "CREATE TABLE things (thing INTEGER PRIMARY KEY, id TEXT UNIQUE, label TEXT, name TEXT,"
    " mentions INTEGER, articles INTEGER, first TEXT, last TEXT)",
    "CREATE INDEX by_mentions ON things (mentions DESC, name)",
    "CREATE TABLE aliases (thing INTEGER, alias TEXT, folded TEXT, mentions INTEGER,"
    " PRIMARY KEY (thing, alias)) WITHOUT ROWID",
    "CREATE INDEX by_alias ON aliases (folded)",
    "CREATE TABLE stands (thing INTEGER, article INTEGER, mentions INTEGER, at INTEGER,"
    " PRIMARY KEY (thing, article)) WITHOUT ROWID",
    "CREATE INDEX by_article ON stands (article)",
    "CREATE TABLE articles (article INTEGER PRIMARY KEY, stamp INTEGER, corrected INTEGER,"
    " date TEXT, aliases BLOB)",
    "CREATE TABLE upto (one INTEGER PRIMARY KEY, whole TEXT, count INTEGER, ids INTEGER)",
)
_PATIENCE, _LONG_PATIENCE = 0.5, 10.0


class Thing(NamedTuple):
    """A thing in the library; dates are ISO 8601, "" where no article has one."""

    id: str
    label: str
    name: str
    mentions: int
    articles: int
    first: str
    last: str


class Stand(NamedTuple):
    """A thing in one article: the article's number, its mentions, the code point of the first."""

    article: int
    mentions: int
    at: int


_NONE: tuple[list[Thing], int] = ([], 0)


class NameIndex:
    """The file.

    Args:
        path: where it is; made when something is put in.
        may_write: whether it may be made, written and deleted.
    """

    def __init__(self, path: Path, may_write: bool = True) -> None:
        self._db = Database(path, _FORM, _TABLES, may_write)

    def _ask(self, act: Callable[[Connection], Answer], nothing: Answer) -> Answer:
        return self._db.ask(act, nothing, _PATIENCE)

    # -- how far it goes -------------------------------------------------------------------------

    def count(self, ids: array[int]) -> tuple[str, int]:
        """What all rows were made of, and how many articles, from the first on, are in it.

        Raises:
            Unusable: when that cannot be known.
        """
        row = self._ask(
            lambda db: db.execute("SELECT whole, count, ids FROM upto").fetchone(), None
        )
        if not row or not 0 < row[1] <= len(ids) or zlib.crc32(ids[: row[1]]) != row[2]:
            return "", 0
        return text(row[0]), row[1]

    def stamps(self) -> dict[int, tuple[int, bool]]:
        """Number of each article in it -> its stamp, and whether the reader corrected it."""
        sql = "SELECT article, stamp, corrected FROM articles"
        return self._ask(
            lambda db: {n: (stamp, bool(was)) for n, stamp, was in db.execute(sql)}, {}
        )

    def corrected(self) -> dict[int, int]:
        """Number of each article in it that the reader corrected -> its stamp."""
        sql = "SELECT article, stamp FROM articles WHERE corrected"
        return self._ask(lambda db: dict(db.execute(sql).fetchall()), {})

    def put(self, entries: Sequence[Entry], upto: tuple[str, int], ids: array[int]) -> None:
        """Put articles in, or what is new of them; all or nothing.

        Args:
            entries: the articles.
            upto: what all rows are made of now, and how many articles are in it.
            ids: of all articles as numbers.

        Raises:
            Unusable: when it cannot be done now.
        """

        def write(db: Connection) -> None:
            change = Change(db)
            for entry in entries:
                change.take_out(entry.article)
                change.put_in(entry)
            change.settle()
            row = (*upto, zlib.crc32(ids[: upto[1]]))
            db.execute("INSERT OR REPLACE INTO upto VALUES (1, ?, ?, ?)", row)

        self._db.write(write, _LONG_PATIENCE)

    def clear(self) -> None:
        """Begin anew.

        Raises:
            Unusable: when it cannot be done now.
        """

        def write(db: Connection) -> None:
            for table in ("things", "aliases", "stands", "articles", "upto"):
                db.execute(f"DELETE FROM {table}")

        self._db.write(write, _LONG_PATIENCE)

    # -- asking ----------------------------------------------------------------------------------

    def listed(self, wanted: str, most: int) -> tuple[list[Thing], int]:
        """The things with the most mentions, and how many there are.

        Args:
            wanted: folded; a part of an alias. "" for all.
            most: how many to give.
        """
        where, values = "", list[object]()
        if wanted:
            where = "WHERE thing IN (SELECT thing FROM aliases WHERE instr(folded, ?))"
            values = [wanted]
        columns = "id, label, name, mentions, articles, first, last"
        sql = f"SELECT {columns} FROM things {where} ORDER BY mentions DESC, name LIMIT ?"

        def look(db: Connection) -> tuple[list[Thing], int]:
            (count,) = db.execute(f"SELECT count(*) FROM things {where}", values).fetchone()
            return [_thing(row) for row in db.execute(sql, [*values, most])], count

        return self._ask(look, _NONE)

    def things(self, ids: Iterable[str]) -> list[Thing]:
        """The things with these ids, as far as there are such."""
        sql = "SELECT id, label, name, mentions, articles, first, last FROM things WHERE id = ?"

        def look(db: Connection) -> list[Thing]:
            rows = (db.execute(sql, (id,)).fetchone() for id in ids)
            return [_thing(row) for row in rows if row]

        return self._ask(look, [])

    def called(self, folded: str, begins: bool = False) -> list[str]:
        """The ids of the things called so; where none is, of those whose alias has the words."""
        whole = "SELECT DISTINCT id FROM aliases JOIN things USING (thing) WHERE folded"
        padded = f" {folded}" if begins else f" {folded} "

        def look(db: Connection) -> list[str]:
            rows = [] if begins else db.execute(f"{whole} = ?", (f" {folded} ",)).fetchall()
            rows = rows or db.execute(f"{whole} LIKE '%' || ? || '%'", (padded,)).fetchall()
            return [text(id) for (id,) in rows]

        return self._ask(look, [])

    def aliases(self, ids: Sequence[str]) -> list[tuple[str, int]]:
        """How things are written, and how often, the most frequent first."""
        sql = (
            "SELECT alias, sum(a.mentions) AS m FROM aliases a JOIN things USING (thing)"
            f" WHERE id IN ({_marks(ids)}) GROUP BY alias ORDER BY m DESC, alias"
        )
        return self._ask(
            lambda db: [(text(alias), m) for alias, m in db.execute(sql, list(ids))], []
        )

    def stands(self, ids: Sequence[str]) -> list[Stand]:
        """In which articles things stand."""
        sql = (
            "SELECT article, sum(s.mentions), min(at) FROM stands s JOIN things USING (thing)"
            f" WHERE id IN ({_marks(ids)}) GROUP BY article"
        )
        return self._ask(lambda db: [Stand(*row) for row in db.execute(sql, list(ids))], [])

    def together(self, ids: Sequence[str], most: int) -> list[tuple[Thing, int]]:
        """The things that stand in the same articles most often, with the number of those."""
        sql = (
            "SELECT id, label, name, t.mentions, articles, first, last, n FROM (SELECT other.thing,"
            " count(DISTINCT other.article) AS n FROM stands s JOIN things m USING (thing)"
            " JOIN stands other ON other.article = s.article"
            f" WHERE m.id IN ({_marks(ids)}) GROUP BY other.thing ORDER BY n DESC LIMIT ?) g"
            " JOIN things t ON t.thing = g.thing ORDER BY n DESC, name"
        )

        def look(db: Connection) -> list[tuple[Thing, int]]:
            rows = db.execute(sql, [*ids, most + len(ids)])
            found = [(_thing(row[:7]), row[7]) for row in rows]
            return [it for it in found if it[0].id not in ids][:most]

        return self._ask(look, [])


def _thing(row: Sequence[Any]) -> Thing:
    id, label, name, mentions, articles, first, last = row
    said = text(id), text(label), text(name)
    return Thing(*said, int(mentions), int(articles), text(first), text(last))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
