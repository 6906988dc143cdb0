"""The one door to the library on disk. Behind it, `logs` knows the files.

    <library>/
      articles.jsonl   one line an article, written once
      marks.jsonl      one line a change to the reader's own work: the file to back up
      library.json     a stock TinyDB file: format, id, created
      backups/         copies of marks.jsonl, one a day, the last seven
      drafts/          notes that are being written just now
      .cache/          what is derived: delete freely
      .lock            held only during one write

The interface is small on purpose (rows, article, apply, undo, refresh), so that a server could
stand behind it.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from . import marks, upkeep
from .article import Article, Marks, Mention
from .catalogue import Catalogue
from .documents import article_doc, article_from, article_id, is_article
from .errors import LibraryError, NotFound
from .finder import Finder
from .history import History, told
from .importers import Draft
from .log.line import Change, Doc, Tables, milliseconds
from .logs import Logs
from .marks import Act
from .recognised import Findings
from .row import Row
from .selection import Selection
from .settings import read_settings
from .teaching import own_names

if TYPE_CHECKING:
    from .entities.own import OwnNames
    from .log.table import LogDB


class Library:
    """All articles and all that the reader made of them.

    Args:
        path: the library's directory; made, with mode 0700, when it is not there.
        now: the clock, in milliseconds since 1970.

    Raises:
        LibraryError: when the directory cannot be used.
    """

    def __init__(self, path: Path, now: Callable[[], int] = milliseconds) -> None:
        self.path, self.now = path, now
        self.logs = Logs(path, now)
        self.finder = Finder(self.logs, self._read, self.mentions)
        self.findings = Findings(self.logs.cache, may_write=not self.logs.read_only)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> "Library":
        """Open the library in directory `path`; a context manager."""
        return cls(Path(path))

    def close(self) -> None:
        """Renew what is derived; every change of the reader's is on disk already."""
        self.logs.close()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def articles(self) -> "LogDB":
        """The articles as TinyDB: one table, whose documents are read from the file when wanted."""
        return self.logs.articles

    @property
    def marks(self) -> "LogDB":
        """All that the reader made, as TinyDB."""
        return self.logs.marks

    @property
    def catalogue(self) -> Catalogue:
        """The rows of all articles, archived ones too."""
        return self.logs.catalogue

    @property
    def notices(self) -> list[str]:
        """What the reader should know of the files: a line each; nothing is changed by looking."""
        trouble = [self.findings.trouble] if self.findings.adapter is None else []
        settings = read_settings().complaints
        return [*upkeep.notices(self.logs), *settings, *filter(None, trouble)]

    def refresh(self) -> set[str]:
        """Take in what this or another program wrote; costs one look at each file when nothing did.

        Returns:
            The ids of the articles whose row changed, appeared or went.
        """
        return self.logs.refresh()

    def _show_what_was_saved(self) -> None:
        with suppress(LibraryError):  # it is on disk; the next look says what is wrong
            self.logs.take_in()

    # -- articles --------------------------------------------------------------------------------

    def add(self, drafts: Iterable[Draft]) -> list[tuple[str, bool]]:
        """Add articles with one flush; an article that is there already is left alone.

        Returns:
            For each draft its article's id, and whether it is new.
        """
        results: list[tuple[str, bool]] = []
        drafts = list(drafts)
        if not drafts:
            return []  # and a library that may only be read is not asked for its lock

        def build(tables: Tables) -> Change:
            known, new, at = tables.get("articles", {}), dict[str, Doc](), self.now()
            for draft in drafts:
                doc = article_doc(draft, at)
                id = article_id(doc)
                results.append((id, id not in known and id not in new))
                if results[-1][1]:
                    new[id] = doc
            return {"articles": new} if new else {}

        self.articles.storage.transact(build)
        self._show_what_was_saved()
        return results

    def article(self, id: str) -> Article:
        """Open an article by its id.

        Raises:
            NotFound: when there is none.
        """
        self.logs.take_in()  # rows and texts are to be of one moment
        return self._read(id)

    def _read(self, id: str) -> Article:
        doc = self.articles.storage.read().get("articles", {}).get(id)
        if doc is None or not is_article(doc) or article_id(doc) != id:
            raise NotFound(f"no article {id} in {self.path}")
        return article_from(id, doc)

    def find(self, prefix: str) -> str:
        """The id that begins with `prefix`.

        Raises:
            NotFound: when no id does, or more than one.
        """
        found = self.catalogue.heads.beginning(prefix) if prefix else []
        if len(found) != 1:
            why = f"{len(found)} articles begin with" if found else "no article begins with"
            raise NotFound(f"{why} “{prefix}”; `dateline list` shows the ids")
        return self.catalogue.heads.id(found[0])

    def row(self, id: str) -> Row:
        """The row of one article.

        Raises:
            KeyError: when there is none.
        """
        n = self.catalogue.number(id)
        if n is None:
            raise KeyError(id)
        return self.catalogue.row(n)

    def select(self, query: str = "", order: str = "") -> Selection:
        """The articles that answer `query`, however long that takes; see `Finder.select`."""
        return self.finder.select(query, order)

    @property
    def names(self) -> "OwnNames":
        """The reader's own names, ready to be looked for; `logs.names` has them as values."""
        return own_names(self.logs.names)

    def recognised(self, article: Article, names: "OwnNames") -> tuple[Mention, ...]:
        """What the recogniser finds in an article; safe to call from another thread."""
        return self.findings.of(article, names)

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """What an article names: what is recognised, and the reader's corrections over it."""
        from .corrections import apply

        names = self.names
        corrections = self.marks_of(article).corrections
        return apply(article.text, self.recognised(article, names), corrections, names.same_as)

    # -- marks -----------------------------------------------------------------------------------

    def marks_of(self, article: Article) -> Marks:
        """All that the reader made of one article."""
        tables = self.marks.storage.read()
        return marks.marks_of(article.text, self.logs.marked.documents(article.id, tables))

    def tags(self) -> Counter[str]:
        """Every tag in use, with the number of articles that bear it."""
        return self.catalogue.tags()

    def tags_of_stretches(self) -> Counter[str]:
        """Every tag in use on a stretch of an article, with the number of stretches."""
        docs = self.marks.storage.read().get("highlights", {}).values()
        return Counter(tag for doc in docs if doc.get("tags") for tag in marks.tags_of(doc))

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

        def build(tables: Tables) -> Change:
            change = marks.news(tables, act.change, self.now())
            if not change:
                return {}
            written.append(act.did)
            if not undoable:
                return change
            restore = marks.present(tables, change)
            return {**change, **self.logs.marked.history.step(told(act, self._title), restore)}

        self._write(build)
        return act.did if written else None

    def _write(self, build: Callable[[Tables], Change]) -> None:
        self.logs.home.check()
        self.logs.backups.make(self.now())
        self.marks.storage.transact(build)
        self._show_what_was_saved()

    def _title(self, id: str) -> str:
        n = self.catalogue.number(id)
        return "" if n is None else self.catalogue.row(n).title

    def undo(self) -> str | None:
        """Take back the newest act; returns its sentence, None when nothing is left to undo."""
        return self._swap(History.to_undo)

    def redo(self) -> str | None:
        """Do again what was undone last; returns its sentence, None when there is nothing."""
        return self._swap(History.to_redo)

    def _swap(self, choose: Callable[[History], str | None]) -> str | None:
        did: list[str] = []

        def build(tables: Tables) -> Change:
            id = choose(self.logs.marked.history)
            if id is None:
                return {}
            step = tables["acts"][id]
            did.append(step["did"])
            swapped = {**step, "restore": marks.present(tables, step["restore"])}
            swapped["undone"] = not step["undone"]
            return {**step["restore"], "acts": {id: swapped}}

        self._write(build)
        return did[0] if did else None
