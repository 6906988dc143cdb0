"""The two logs of a library, each opened when it is first needed, and the rows derived of them."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .article import Name
from .card import prepare
from .catalogue import Catalogue
from .derived.marked import Marked
from .derived.tallies import tally_of
from .log.home import Home
from .log.line import milliseconds
from .log.shelf import Watcher
from .log.tail import Damage, Extent, family, goes_on, is_current, reach
from .teaching import names_from
from .upkeep import Backups, close, collector_off
from .written import Written

if TYPE_CHECKING:
    from .log.storage import LogStorage
    from .log.table import LogDB

_MANY = 2000
"""Articles read from the log alone that are worth saving at once."""


class Logs:
    """Articles and marks on disk, and what is derived from them.

    Args:
        path: the library's directory; made, with mode 0700, when it is not there.
        now: the clock, in milliseconds since 1970.
        cache: the folder of the derived files; None for the library's own.

    Attributes:
        read_only: why nothing may be written; None when it may.
        home: the directory as it was opened.
        catalogue: the rows of all articles, archived ones too.
        written: the reader's notes and highlights, to be searched.
        backups: the daily copies of the marks.

    Raises:
        LibraryError: when the directory cannot be used.
    """

    def __init__(
        self, path: Path, now: Callable[[], int] = milliseconds, cache: Path | None = None
    ) -> None:
        self.path, self.now = path, now
        self.read_only = prepare(path, now)
        self.home = Home(path)
        self.cache = cache or path / ".cache"
        self.catalogue = Catalogue(self.cache)
        self.backups = Backups(path)
        self._news: set[str] = set()
        self.written = self._written()
        self.refresh()
        if self.catalogue.heads.unsaved > _MANY and not self.read_only:
            self._begin_lightly()

    def _begin_lightly(self) -> None:
        """Save what was derived of everything, and take it from the disk, where it may stay."""
        self.close()
        for opened in ("articles", "marks", "marked"):
            vars(self).pop(opened, None)
        self.catalogue = Catalogue(self.cache)
        self.written = self._written()
        self.refresh()

    @cached_property
    def articles(self) -> "LogDB":
        """The articles as TinyDB: one table, whose documents are read from the file when wanted."""
        heads = self.catalogue.heads
        return self._log(
            "articles", heads, far={"articles": lambda: heads}, line_each=True, resume=heads
        )

    @cached_property
    def marked(self) -> Marked:
        """Which marks belong to which article, and what can be undone."""
        return Marked(self.cache / "marks", self._uncount)

    @cached_property
    def marks(self) -> "LogDB":
        """All that the reader made, as TinyDB."""
        counted, files = self.catalogue.tallies.extents, family(self.path / "marks.jsonl")
        # Another window may have renewed the log and the snapshot since our tallies were counted.
        if not (reach(counted, self.marked.extents) and goes_on(files, counted)):
            self.marked.forget()
        db = self._log("marks", self.marked, resume=self.marked, bases=self.marked.tables)
        vars(self)["marks"] = db
        self.take_in()  # what the snapshot does not have is to be counted
        return db

    def _written(self) -> Written:
        return Written(self, self.cache / "written", self.catalogue.tallies.extents)

    def _uncount(self) -> None:
        self.catalogue.tallies.forget()
        self.written.forget()

    @property
    def names(self) -> tuple[Name, ...]:
        """The reader's own names; another object whenever any of them changed."""
        marked = self.marked
        if marked.names is None:
            tables = self.marks.storage.read()
            marked.names = names_from(tables.get("names", {}).values())
        return marked.names

    def _log(self, name: str, watcher: Watcher, **options: Any) -> "LogDB":
        from .log.table import LogDB

        path, lock = self.path / f"{name}.jsonl", self.path / ".lock"
        db = LogDB(path, lock, now=self.now, watcher=watcher, **options)
        db.storage.read_only, db.storage.home = self.read_only, self.home
        return db

    def _read(self, name: str, extents: Sequence[Extent]) -> None:
        """Take in what a log has beyond `extents`; a log that has nothing more is not opened."""
        if name not in vars(self) and is_current(family(self.path / f"{name}.jsonl"), extents):
            return
        with collector_off():
            getattr(self, name).storage.catch_up()

    def refresh(self) -> set[str]:
        """Take in what this or another program wrote; costs one look at each file when nothing did.

        Returns:
            The ids of the articles whose row changed, appeared or went.
        """
        self.take_in()
        news, self._news = self._news, set()
        return news

    def take_in(self) -> None:
        """Have the rows as the logs are now; `refresh` will tell what that changed.

        Raises:
            LibraryError: when a file cannot be read, or the directory is another one.
        """
        self.home.check()
        heads, tallies = self.catalogue.heads, self.catalogue.tallies
        self._read("articles", heads.extents)
        changed, heads.changed = heads.changed, set()
        self._news |= changed
        if heads.renumbered:
            heads.renumbered = False
            tallies.clear(0)
            if "marks" in vars(self):
                self.marked.changed |= self.marked.articles()
        self.catalogue.grow()
        self._read("marks", [] if changed & tallies.strangers else tallies.extents)
        if "marks" not in vars(self):
            return
        touched = self.marked.changed | changed
        self.marked.changed = set()
        self.written.changed(touched)
        self._news |= touched
        tables = self.marks.storage.read() if touched else {}
        for id in touched:
            n = heads.number(id)
            if n is None:
                tallies.strangers.add(id)
            else:
                tallies.set(n, tally_of(self.marked.documents(id, tables)))

    @property
    def damaged(self) -> dict[Path, list[Damage]]:
        """What was not understood or is unfinished, by file."""
        found: dict[Path, list[Damage]] = {}
        known = {"articles": self.catalogue.heads.damaged, "marks": self.catalogue.tallies.damaged}
        for name, damaged in known.items():
            if name in vars(self):
                storage: LogStorage = getattr(self, name).storage
                damaged = storage.damaged + storage.unfinished
            for damage in damaged:
                found.setdefault(damage.path, []).append(damage)
        return found

    def close(self) -> None:
        """Renew what is derived; every change of the reader's is on disk already."""
        close(self)
