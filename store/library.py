"""The one door to the library on disk. The only module beside `log` that knows TinyDB.

    <library>/
      articles.jsonl   one line an article, written once
      marks.jsonl      one line a change to the reader's own work: the file to back up
      library.json     a stock TinyDB file: format, id, created
      .lock            held only during one write

The interface is small on purpose (rows, article, apply, undo, refresh), so that a server could
stand behind it.
"""

import os
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from . import catalogue, marks
from . import query as queries
from .article import Article, Marks, Mention
from .card import prepare
from .catalogue import Row
from .documents import article_doc, article_from, is_article
from .errors import NotFound
from .fold import fold
from .history import History
from .importers import Draft
from .line import Doc, Tables
from .log import LogDB, LogStorage, milliseconds
from .marks import Act
from .selection import Selection


class Library:
    """All articles and all that the reader made of them.

    Args:
        path: the library's directory; made, with mode 0700, when it is not there.
        now: the clock, in milliseconds since 1970.

    Raises:
        LibraryError: when the directory cannot be used, or a newer Dateline made it.
    """

    def __init__(self, path: Path, now: Callable[[], int] = milliseconds) -> None:
        self.path, self._now = path, now
        prepare(path, now)
        self.articles = LogDB(path / "articles.jsonl", path / ".lock", now)
        self.marks = LogDB(path / "marks.jsonl", path / ".lock", now)
        self._index = marks.Index()
        self._rows: dict[str, Row] = {}
        self._folded: dict[str, str] = {}
        self._history = History()
        self.refresh()

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> "Library":
        """Open the library in directory `path`; a context manager."""
        return cls(Path(path))

    def close(self) -> None:
        """Let go of the files; every change is on disk already."""
        self.articles.close()
        self.marks.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- articles --------------------------------------------------------------------------------

    def add(self, drafts: Iterable[Draft]) -> list[tuple[str, bool]]:
        """Add articles, all of them in one write; an article that is there already is left alone.

        Returns:
            For each draft its article's id, and whether it is new.
        """
        results: list[tuple[str, bool]] = []
        drafts = list(drafts)
        if not drafts:
            return []  # and a library that may only be read is not asked for its lock

        def build(tables: Tables) -> dict[str, dict[str, Doc]]:
            known, new, at = tables.get("articles", {}), dict[str, Doc](), self._now()
            for draft in drafts:
                doc = article_doc(draft, at)
                id = doc["sha256"][:16]
                results.append((id, id not in known and id not in new))
                if results[-1][1]:
                    new[id] = doc
            return {"articles": new} if new else {}

        self.articles.storage.transact(build)
        self.refresh()
        return results

    def article(self, id: str) -> Article:
        """Open an article by its id.

        Raises:
            NotFound: when there is none.
        """
        doc = self.articles.storage.read().get("articles", {}).get(id)
        if doc is None or not is_article(doc):
            raise NotFound(f"no article {id} in {self.path}")
        return article_from(id, doc)

    def find(self, prefix: str) -> str:
        """The id that begins with `prefix`.

        Raises:
            NotFound: when no id does, or more than one.
        """
        found = [id for id in self._rows if id.startswith(prefix)] if prefix else []
        if len(found) != 1:
            why = f"{len(found)} articles begin with" if found else "no article begins with"
            raise NotFound(f"{why} “{prefix}”; `dateline list` shows the ids")
        return found[0]

    def row(self, id: str) -> Row:
        """The row of one article.

        Raises:
            KeyError: when there is none.
        """
        return self._rows[id]

    def select(self, query: str = "", order: str = "date") -> Selection:
        """The articles that answer `query` (see `query`), sorted by a key of `catalogue.ORDERS`.

        Raises:
            BadRequest: when the query or the order is not understood; says what would be.
        """
        asked = queries.parse(query)
        rows = [row for row in self._rows.values() if asked.holds(row, self._folded_text)]
        return Selection(tuple(catalogue.ordered(rows, order)), asked.text)

    def _folded_text(self, id: str) -> str:
        if id not in self._folded:
            self._folded[id] = fold(self.article(id).text)
        return self._folded[id]

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """What the recogniser finds in an article; safe to call from another thread."""
        from .entities import recognise

        return tuple(recognise(article.text, article.dispatch.head.published))

    # -- marks -----------------------------------------------------------------------------------

    def marks_of(self, article: Article) -> Marks:
        """All that the reader made of one article."""
        return marks.marks_of(article.text, self._index.of(article.id, self.marks.storage.read()))

    def tags(self) -> Counter[str]:
        """Every tag in use, with the number of articles that bear it."""
        return Counter(tag for row in self._rows.values() for tag in row.tags)

    def apply(self, act: Act, undoable: bool = True) -> str | None:
        """Do one act; it is on disk when this returns.

        Args:
            act: what to do.
            undoable: False for what the program does by itself, such as marking as read.

        Returns:
            The sentence that says what was done; None when all was so already, and nothing is
            written.

        Raises:
            LibraryError: when it could not be saved; the library is as it was.
        """
        written: list[str] = []

        def build(tables: Tables) -> dict[str, dict[str, Doc | None]]:
            change = marks.news(tables, act.change, self._now())
            if not change:
                return {}
            written.append(act.did)
            if not undoable:
                return change
            self.refresh()
            n, after = self._history.next()
            step = {"n": n, "after": after, "did": act.did, "undone": False}
            step["restore"] = marks.present(tables, change)
            return {**change, "acts": {f"{n:08d}-{secrets.token_hex(4)}": step}}

        self.marks.storage.transact(build)
        self.refresh()
        return act.did if written else None

    def undo(self) -> str | None:
        """Take back the newest act; returns its sentence, None when nothing is left to undo."""
        return self._swap(lambda: self._history.to_undo())

    def redo(self) -> str | None:
        """Do again what was undone last; returns its sentence, None when there is nothing."""
        return self._swap(lambda: self._history.to_redo())

    def _swap(self, choose: Callable[[], str | None]) -> str | None:
        did: list[str] = []

        def build(tables: Tables) -> dict[str, dict[str, Doc | None]]:
            self.refresh()
            id = choose()
            if id is None:
                return {}
            step = tables["acts"][id]
            did.append(step["did"])
            swapped = {**step, "restore": marks.present(tables, step["restore"])}
            swapped["undone"] = not step["undone"]
            return {**step["restore"], "acts": {id: swapped}}

        self.marks.storage.transact(build)
        self.refresh()
        return did[0] if did else None

    # -- what others wrote -----------------------------------------------------------------------

    def refresh(self) -> set[str]:
        """Take in what this or another program wrote; costs one look at each file when nothing did.

        Returns:
            The ids of the articles whose row changed, appeared or went.
        """
        changed = self._learn_marks() | self._learn_articles()
        texts = self.articles.storage.read().get("articles", {})
        for id in changed:
            if id in texts and is_article(texts[id]):
                doc = texts[id]
                article = self.article(id)
                self._rows[id] = catalogue.row(
                    id, article.dispatch.head, doc["added"], self.marks_of(article)
                )
            else:
                self._rows.pop(id, None)
        return changed

    def _learn_marks(self) -> set[str]:
        storage = self.marks.storage
        tables = storage.read()
        for table, id in storage.touched:
            if table == "acts":
                self._history.learn(id, tables.get(table, {}).get(id))
        changed = self._index.learn(storage.touched, tables)
        storage.touched.clear()
        return changed

    def _learn_articles(self) -> set[str]:
        storage = self.articles.storage
        storage.catch_up()
        changed = {id for table, id in storage.touched if table == "articles"}
        storage.touched.clear()
        return changed

    @property
    def damaged(self) -> list[str]:
        """A line for each damaged place in the files. They are left as they are."""
        return [*_damage(self.articles.storage), *_damage(self.marks.storage)]


def _damage(storage: LogStorage) -> Iterator[str]:
    name = storage.path.name
    for offset, length in storage.damaged:
        yield f"{name}: {length} bytes at byte {offset} are damaged and left out"
    if storage.unfinished:
        yield f"{name}: the last {storage.unfinished} bytes are unfinished and left out"
