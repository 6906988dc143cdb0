"""Which articles tell the same: of the same letters, or versions of one story. Derived.

    .cache/likenesses.db   texts: one row an article     probes: where a hash of a sketch is found

A sketch is looked for by every fourth of its hashes: two that share half of 64 miss each other so
once in ten thousand times. `story` is the number of the first article of a story, its own for one
that stands alone. Articles are put in in the order of their numbers; `upto` is as in `words`.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import duplicates
from ..duplicates import Likeness
from .database import Database, Unusable

if TYPE_CHECKING:
    from sqlite3 import Connection

_TABLES = (
    "CREATE TABLE texts (article INTEGER PRIMARY KEY, key BLOB, letters BLOB, sketch BLOB,"
    " story INTEGER, parent INTEGER)",
    "CREATE INDEX by_key ON texts (key) WHERE key IS NOT NULL",
    "CREATE INDEX by_letters ON texts (letters)",
    "CREATE INDEX by_story ON texts (story) WHERE story != article",
    "CREATE TABLE probes (hash INTEGER, article INTEGER, PRIMARY KEY (hash, article))"
    " WITHOUT ROWID",
    "CREATE TABLE upto (one INTEGER PRIMARY KEY, count INTEGER, ids INTEGER)",
)
_FORM = 10 * duplicates.VERSION + 1
_PATIENCE = 5.0
_SHORT_PATIENCE = 0.05
_PROBED = 4
_SHARED = 3
"""Probes that two sketches share at least, of about 16, before they are compared."""
_MOST = 200
"""Articles with one probe that are looked at; a phrase of all articles says little of any."""
_LOOKED_AT = 12
"""Candidates compared with a text: the likeliest ones."""


class Found(NamedTuple):
    """What is known already of a text: numbers of articles, the first one first.

    `keyed` have its key, `lettered` its letters; `nearest` resembles it most, `resemblance` says
    how much.
    """

    keyed: tuple[int, ...] = ()
    lettered: tuple[int, ...] = ()
    nearest: int | None = None
    resemblance: float = 0.0


class Likenesses:
    """The file.

    Args:
        path: where it is; made when something is put in.
        may_write: whether it may be made, written and deleted.
    """

    def __init__(self, path: Path, may_write: bool = True) -> None:
        self._db = Database(path, _FORM, _TABLES, may_write)

    def count(self, ids: array[int]) -> int:
        """How many articles are in it, from the first on; `ids` are those of all.

        Raises:
            Unusable: when that cannot be known.
        """
        return self._db.ask(lambda db: _count(db, ids), 0, _PATIENCE)

    def put(self, ids: array[int], first: int, texts: Sequence[Likeness | None]) -> None:
        """Put articles in, all or nothing; each is compared with those before it.

        Args:
            ids: of all articles, as numbers, in the order of theirs.
            first: the number of the first of these, as many as are in it; 0 begins anew.
            texts: what is known of each; None for one that is not there.

        Raises:
            Unusable: when it cannot be done now.
        """

        def write(db: Connection) -> None:
            if first == 0:
                for table in ("texts", "probes", "upto"):
                    db.execute(f"DELETE FROM {table}")
            elif _count(db, ids) != first:
                raise Unusable("another program is making it")
            for number, it in enumerate(texts, first):
                if it:
                    _put(db, number, it)
            count = first + len(texts)
            crc = zlib.crc32(ids[:count])
            db.execute("INSERT OR REPLACE INTO upto VALUES (1, ?, ?)", (count, crc))

        self._db.write(write, _PATIENCE)

    def look(self, texts: Sequence[Likeness]) -> list[Found]:
        """What is known already of each of some texts.

        Raises:
            Unusable: when that cannot be known.
        """
        nothing = [Found()] * len(texts)
        return self._db.ask(lambda db: [_look(db, it) for it in texts], nothing, _PATIENCE)

    def resemblance(self, number: int, sketch: array[int]) -> float:
        """How much an article that is in it resembles a sketch.

        Raises:
            Unusable: when that cannot be known.
        """
        return self._db.ask(
            lambda db: duplicates.resemblance(_sketch(db, number), sketch), 0.0, _PATIENCE
        )

    def parents(self, numbers: Sequence[int]) -> dict[int, int]:
        """Those of some articles that are a version of an earlier one -> that one.

        Raises:
            Unusable: when that cannot be known.
        """
        sql = "SELECT parent FROM texts WHERE article = ?"

        def ask(db: Connection) -> dict[int, int]:
            rows = ((n, db.execute(sql, (n,)).fetchone()) for n in numbers)
            return {n: row[0] for n, row in rows if row and row[0] is not None}

        return self._db.ask(ask, {}, _PATIENCE)

    def stories(self) -> dict[int, int]:
        """The articles that are no first of their story -> its first; asked between two keys.

        Raises:
            Unusable: when that cannot be known.
        """
        sql = "SELECT article, story FROM texts WHERE story != article"
        return self._db.ask(lambda db: dict(db.execute(sql).fetchall()), {}, _SHORT_PATIENCE)

    def versions(self, number: int) -> list[int]:
        """The articles of one story, the first one first; one alone where it has no others.

        Raises:
            Unusable: when that cannot be known.
        """

        def ask(db: Connection) -> list[int]:
            row = db.execute("SELECT story FROM texts WHERE article = ?", (number,)).fetchone()
            story = row[0] if row else number
            sql = "SELECT article FROM texts WHERE story = ? AND story != article ORDER BY article"
            return [story, *(n for (n,) in db.execute(sql, (story,)))]

        return self._db.ask(ask, [number], _PATIENCE)


def _look(db: Connection, it: Likeness) -> Found:
    near, resemblance = _nearest(db, it.sketch) or (None, 0.0)
    return Found(_having(db, "key", it.key), _having(db, "letters", it.letters), near, resemblance)


def _having(db: Connection, column: str, value: bytes | None) -> tuple[int, ...]:
    sql = f"SELECT article FROM texts WHERE {column} = ? ORDER BY article LIMIT 100"
    return tuple(n for (n,) in db.execute(sql, (value,))) if value else ()


def _put(db: Connection, number: int, it: Likeness) -> None:
    near = _nearest(db, it.sketch)
    parent = near[0] if near and near[1] >= duplicates.NEAR else None
    if parent is None:
        parent = next(iter(_having(db, "letters", it.letters)), None) if it.sketch else None
    story = number
    if parent is not None:
        (story,) = db.execute("SELECT story FROM texts WHERE article = ?", (parent,)).fetchone()
    row = (number, it.key, it.letters, it.sketch.tobytes(), story, parent)
    db.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?, ?, ?, ?)", row)
    probes = ((probe, number) for probe in _probes(it.sketch))
    db.executemany("INSERT OR IGNORE INTO probes VALUES (?, ?)", probes)


def _nearest(db: Connection, sketch: array[int]) -> tuple[int, float] | None:
    shared, probes = Counter[int](), _probes(sketch)
    sql = "SELECT article FROM probes WHERE hash = ? LIMIT ?"
    for probe in probes:
        shared.update(n for (n,) in db.execute(sql, (probe, _MOST)))
    wanted = min(_SHARED, len(probes))
    found = [n for n, count in shared.most_common(_LOOKED_AT) if count >= wanted]
    best = ((n, duplicates.resemblance(sketch, _sketch(db, n))) for n in found)
    return max(best, key=lambda it: (it[1], -it[0]), default=None)


def _probes(sketch: Iterable[int]) -> list[int]:
    return [it for it in sketch if it % _PROBED == 0]


def _sketch(db: Connection, number: int) -> array[int]:
    row = db.execute("SELECT sketch FROM texts WHERE article = ?", (number,)).fetchone()
    sketch = array("I")
    if row and isinstance(row[0], bytes) and len(row[0]) % sketch.itemsize == 0:
        sketch.frombytes(row[0])
    return sketch


def _count(db: Connection, ids: array[int]) -> int:
    row = db.execute("SELECT count, ids FROM upto").fetchone()
    count = row[0] if row and isinstance(row[0], int) and 0 < row[0] <= len(ids) else 0
    return count if count and zlib.crc32(ids[:count]) == row[1] else 0
