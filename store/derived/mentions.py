"""What the recogniser found, one row an article, in a database that may be deleted at any time.

    .cache/mentions.db    found:  id | looked | state | packed      fresh:  whole | count | ids

`state` is what the mentions depend on beside the text (see `recognised`); a row of another state is
not used. `looked` stands for the state of the whole library in which the row was last found to be
right, and `fresh` says up to which article all rows are. The texts never change, so nothing else
makes a row old. Every row bears a checksum: SQLite has none.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..article import Mention
from ..log.line import dumps, loads
from .database import Database, Unusable

if TYPE_CHECKING:
    from sqlite3 import Connection

_FORM = 1
"""The stamp of the tables, and of a row's form."""
_TABLES = (
    "CREATE TABLE found (id INTEGER PRIMARY KEY, looked INTEGER, state BLOB, packed BLOB)",
    "CREATE TABLE fresh (one INTEGER PRIMARY KEY, whole BLOB, count INTEGER, ids INTEGER)",
)
_AT_ONCE = 0.05
"""Seconds that somebody who waits for an article waits for another program's write."""
_PATIENCE = 5.0
"""Seconds that work in the background waits for it."""
_ALL = (1 << 64) - 1


class Found(NamedTuple):
    """What is kept of one article.

    `state` is what the mentions depend on beside the text; `mentions` is None when the recogniser
    failed on it.
    """

    id: str
    state: str
    mentions: Sequence[Mention] | None


class MentionCache:
    """The rows of all articles.

    Args:
        path: the file; made when something is kept.
        may_write: whether it may be made, written and deleted.
    """

    def __init__(self, path: Path, may_write: bool = True) -> None:
        self._db = Database(path, _FORM, _TABLES, may_write)

    # -- for whoever waits for an article --------------------------------------------------------

    def get(self, id: str, state: str) -> tuple[Mention, ...] | None:
        """The mentions kept for this state; None when there are none, or none can be had now."""
        sql, wanted = "SELECT packed FROM found WHERE id = ? AND state = ?", (_key(id), _raw(state))
        with suppress(Unusable):
            row = self._db.ask(lambda db: db.execute(sql, wanted).fetchone(), None, _AT_ONCE)
            return unpack(row[0], id, state) if row else None
        return None

    def many(self, states: Sequence[tuple[str, str]]) -> dict[str, tuple[Mention, ...]]:
        """The mentions of many articles, each an id and its state, as far as they are kept.

        Raises:
            Unusable: when they cannot be had.
        """
        sql = "SELECT packed FROM found WHERE id = ? AND state = ?"

        def ask(db: Connection) -> dict[str, tuple[Mention, ...]]:
            rows = ((id, state, db.execute(sql, (_key(id), _raw(state))).fetchone())
                    for id, state in states)  # fmt: skip
            found = ((id, unpack(row[0], id, state)) for id, state, row in rows if row)
            return {id: mentions for id, mentions in found if mentions is not None}

        return self._db.ask(ask, {}, _PATIENCE)

    def checksums(self, ids: Sequence[str] | None = None) -> dict[str, int]:
        """What stands for all that is kept of an article, for these or for all.

        Raises:
            Unusable: when they cannot be had.
        """
        sql = "SELECT id, substr(packed, 1, 4) FROM found"

        def ask(db: Connection) -> list[Any]:
            if ids is None:
                return list(db.execute(sql))
            wanted = (db.execute(f"{sql} WHERE id = ?", (_key(id),)).fetchone() for id in ids)
            return [row for row in wanted if row]

        rows: list[Any] = self._db.ask(ask, [], _PATIENCE)
        return {f"{id & _ALL:016x}": _told(packed) for id, packed in rows}

    def put(self, whole: str, found: Found) -> None:
        """Keep what was found; when it cannot be kept, it is found anew the next time."""
        with suppress(Unusable):
            self._db.write(lambda db: _keep(db, whole, [found]), _AT_ONCE)

    def fresh(self, whole: str, ids: array[int]) -> int:
        """How many articles, from the first on, need not be looked at.

        Args:
            whole: what the mentions of the whole library depend on beside the texts.
            ids: of all articles as numbers, in the order in which they are numbered.
        """
        sql = "SELECT whole, count, ids FROM fresh"
        row = None
        with suppress(Unusable):
            row = self._db.ask(lambda db: db.execute(sql).fetchone(), None, _AT_ONCE)
        if not row or row[0] != _raw(whole) or not isinstance(row[1], int):
            return 0
        count = row[1] if 0 < row[1] <= len(ids) else 0
        return count if zlib.crc32(ids[:count]) == row[2] else 0

    # -- for the work in the background ----------------------------------------------------------

    def looked_at(self, whole: str) -> set[str]:
        """The ids of the articles that were looked at in this state of the whole library.

        Raises:
            Unusable: when they cannot be had.
        """
        sql, wanted = "SELECT id FROM found WHERE looked = ?", (_number(whole),)
        rows: list[Any] = self._db.ask(lambda db: db.execute(sql, wanted).fetchall(), [], _PATIENCE)
        return {f"{id & _ALL:016x}" for (id,) in rows}

    def right(self, states: Sequence[tuple[str, str]]) -> set[str]:
        """Which of these articles, each an id and its state, have mentions kept for that state.

        Raises:
            Unusable: when that cannot be known.
        """
        sql = "SELECT packed FROM found WHERE id = ? AND state = ?"

        def ask(db: Connection) -> set[str]:
            rows = ((id, state, db.execute(sql, (_key(id), _raw(state))).fetchone())
                    for id, state in states)  # fmt: skip
            return {id for id, state, row in rows if row and _content(row[0], id, state)}

        return self._db.ask(ask, set(), _PATIENCE)

    def keep(self, whole: str, found: Sequence[Found], same: Iterable[str] = ()) -> None:
        """Keep what was found in this state of the whole library, all or nothing.

        Args:
            whole: what the mentions of the whole library depend on beside the texts.
            found: what is new.
            same: ids of articles that were looked at, and whose row is right as it is.

        Raises:
            Unusable: when it cannot be kept.
        """
        number = _number(whole)

        def write(db: Connection) -> None:
            _keep(db, whole, found)
            sql = "UPDATE found SET looked = ? WHERE id = ?"
            db.executemany(sql, [(number, _key(id)) for id in same])

        self._db.write(write, _PATIENCE)

    def settle(self, whole: str, ids: array[int], least: int) -> bool:
        """Have it known that all articles are fresh; False when that is not so.

        Args:
            whole: what the mentions of the whole library depend on beside the texts.
            ids: of all articles as numbers, in the order in which they are numbered.
            least: how many of them must have been looked at.

        Raises:
            Unusable: when it cannot be written.
        """

        def write(db: Connection) -> bool:
            looked = db.execute("SELECT count(*) FROM found WHERE looked = ?", (_number(whole),))
            if looked.fetchone()[0] < least:  # rows were lost meanwhile, or all of the file
                db.execute("DELETE FROM fresh")
                return False
            row = (_raw(whole), len(ids), zlib.crc32(ids))
            db.execute("INSERT OR REPLACE INTO fresh VALUES (1, ?, ?, ?)", row)
            return True

        return self._db.write(write, _PATIENCE)


def _keep(db: Connection, whole: str, found: Iterable[Found]) -> None:
    number = _number(whole)
    rows = [(_key(it.id), number, _raw(it.state), pack(it)) for it in found]
    db.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?)", rows)


def _key(id: str) -> int:
    """An article's id as SQLite counts: 64 bits with a sign."""
    value = int(id, 16)
    return value - (1 << 64) if value >> 63 else value


def _number(whole: str) -> int:
    return zlib.crc32(_raw(whole))


def _raw(state: str) -> bytes:
    return state.encode("utf-8", "surrogatepass")


# -- one row ---------------------------------------------------------------------------------------


def pack(found: Found) -> bytes | None:
    """Pack the mentions of one article, with a checksum over them, the id and the state.

    Gap to the one before, length, number of what is said, three numbers a mention; then what is
    said, in columns, each combination once.
    """
    if found.mentions is None:
        return None
    said: dict[tuple[str, str, str | None, str, str], int] = {}
    places, at = [], 0
    for it in found.mentions:
        what = (it.label, it.entity, it.value, it.source, it.status)
        places += [it.start - at, it.end - it.start, said.setdefault(what, len(said))]
        at = it.end
    content = zlib.compress(dumps([places, *zip(*said, strict=True)]))
    return _checksum(content, found.id, found.state) + content


def unpack(packed: object, id: str, state: str) -> tuple[Mention, ...] | None:
    """The mentions that `pack` packed; None when they are damaged, or another article's."""
    content = _content(packed, id, state)
    if not content:
        return None
    places, *columns = loads(zlib.decompress(content))
    said = list(zip(*columns, strict=True))
    numbers, at, found = iter(places), 0, []
    for gap, size, what in zip(numbers, numbers, numbers, strict=True):
        start, at = at + gap, at + gap + size
        label, entity, value, source, status = said[what]
        found.append(Mention(start, at, label, entity, value, source, status))
    return tuple(found)


def _content(packed: object, id: str, state: str) -> bytes:
    """What follows the checksum; empty when that does not fit."""
    if not isinstance(packed, bytes) or packed[:4] != _checksum(packed[4:], id, state):
        return b""
    return packed[4:]


def _told(packed: object) -> int:
    """A row's own checksum, as a number."""
    return int.from_bytes(packed[:4], "big") if isinstance(packed, bytes) else 0


def _checksum(content: bytes, id: str, state: str) -> bytes:
    return zlib.crc32(content, zlib.crc32(_raw(f"{id} {state}"))).to_bytes(4, "big")
