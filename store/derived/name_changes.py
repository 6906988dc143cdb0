"""Putting what articles name into the index of names, and taking it out again; see `names`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from .. import fold
from ..log.line import dumps, loads

if TYPE_CHECKING:
    from sqlite3 import Connection


class Named(NamedTuple):
    """A thing in one article: label, the code point of its first mention, alias -> mentions."""

    label: str
    at: int
    aliases: Mapping[str, int]


class Entry(NamedTuple):
    """What one article names.

    `stamp` stands for all that this depends on; `date` is ISO 8601 or "".
    """

    article: int
    stamp: int
    corrected: bool
    date: str
    things: Mapping[str, Named]


class Change:
    """One transaction: articles taken out and put in, then all totals made right at once."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._numbers: dict[str, int] = {}
        self._aliases: Counter[tuple[int, str]] = Counter()
        self._articles: Counter[int] = Counter()
        self._dates: dict[int, tuple[str, str]] = {}
        self._redated: set[int] = set()

    def take_out(self, article: int) -> None:
        """Take out what is known of an article."""
        row = self._db.execute("SELECT aliases FROM articles WHERE article = ?", (article,))
        known = row.fetchone()
        if known is None:
            return
        counted = loads(known[0])
        for thing, alias, mentions in counted:
            self._aliases[thing, alias] -= mentions
        things = {thing for thing, _, _ in counted}
        self._articles.subtract(things)
        self._redated |= things
        self._db.execute("DELETE FROM stands WHERE article = ?", (article,))
        self._db.execute("DELETE FROM articles WHERE article = ?", (article,))

    def put_in(self, entry: Entry) -> None:
        """Put in what an article names."""
        counted, stands = [], []
        for id, named in entry.things.items():
            thing = self._numbers.get(id) or self._number(id, named.label)
            stands.append((thing, entry.article, sum(named.aliases.values()), named.at))
            for alias, mentions in named.aliases.items():
                self._aliases[thing, alias] += mentions
                counted.append((thing, alias, mentions))
            self._articles[thing] += 1
            if entry.date:
                first, last = self._dates.get(thing, (entry.date, entry.date))
                self._dates[thing] = min(first, entry.date), max(last, entry.date)
        self._db.executemany("INSERT OR REPLACE INTO stands VALUES (?, ?, ?, ?)", stands)
        row = (entry.article, entry.stamp, entry.corrected, entry.date, dumps(counted))
        self._db.execute("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?)", row)

    def _number(self, id: str, label: str) -> int:
        row = self._db.execute("SELECT thing FROM things WHERE id = ?", (id,)).fetchone()
        if row is None:
            sql = "INSERT INTO things VALUES (NULL, ?, ?, '', 0, 0, '', '')"
            row = (self._db.execute(sql, (id, label)).lastrowid,)
        self._numbers[id] = row[0]
        return int(row[0])

    def settle(self) -> None:
        """Have aliases, totals, names and dates be right."""
        run, many = self._db.execute, self._db.executemany
        many(
            "INSERT INTO aliases VALUES (?, ?, ?, ?)"
            " ON CONFLICT (thing, alias) DO UPDATE SET mentions = mentions + excluded.mentions",
            ((thing, alias, _line(alias), more)
             for (thing, alias), more in self._aliases.items() if more),
        )  # fmt: skip
        if self._redated:
            run("DELETE FROM aliases WHERE mentions <= 0")
        many(
            "UPDATE things SET articles = articles + ? WHERE thing = ?",
            ((more, thing) for thing, more in self._articles.items()),
        )
        many(
            "UPDATE things SET first = CASE WHEN first = '' THEN ?1 ELSE min(first, ?1) END,"
            " last = max(last, ?2) WHERE thing = ?3",
            ((*dates, thing) for thing, dates in self._dates.items()),
        )
        for thing in self._redated:
            sql = (
                "SELECT coalesce(min(date), ''), coalesce(max(date), '') FROM stands"
                " JOIN articles USING (article) WHERE thing = ? AND date != ''"
            )
            run("UPDATE things SET (first, last) = (" + sql + ") WHERE thing = ?", (thing, thing))
        for thing in {thing for thing, _ in self._aliases}:
            self._name(thing)

    def _name(self, thing: int) -> None:
        """Call it as its id does, where it is written so; else as it is written most often."""
        run = self._db.execute
        (id,) = run("SELECT id FROM things WHERE thing = ?", (thing,)).fetchone()
        best = run(
            "SELECT alias, sum(mentions) OVER () FROM aliases WHERE thing = ?"
            " ORDER BY folded = ? DESC, mentions DESC, alias LIMIT 1",
            (thing, _line(text(id).partition(":")[2])),
        ).fetchone()
        if best is None:
            run("DELETE FROM things WHERE thing = ?", (thing,))
        else:
            sql = "UPDATE things SET name = ?, mentions = ? WHERE thing = ?"
            run(sql, (text(best[0]), best[1], thing))


def _line(alias: str) -> str:
    """The folded words of an alias, a blank around each, so that whole words can be looked for."""
    return f" {' '.join(fold.words(alias))} "


def text(value: object) -> str:
    """What the database holds as text; damage may have left something else."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
