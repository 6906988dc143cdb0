"""A database in `.cache` that costs time only, whatever happens to it.

What is damaged, or of another form, is deleted and made anew; what is locked, or cannot be written,
is done without. The file is opened for each question, so it may go away between two of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..log import disk

if TYPE_CHECKING:
    from sqlite3 import Connection

Answer = TypeVar("Answer")

_OURS = 0x64746C6E
"""What says that a database was made here: "dtln"."""
_BUSY, _GENERIC, _CORRUPT, _TOO_BIG, _MISMATCH, _NO_DATABASE = 5, 1, 11, 18, 20, 26
"""SQLite's primary error codes, https://sqlite.org/rescode.html; generic: no such table."""
_DAMAGE = (_GENERIC, _CORRUPT, _TOO_BIG, _MISMATCH, _NO_DATABASE)


class Unusable(Exception):
    """The database cannot be read or written just now; its words say why."""


class _Damaged(Exception):
    """The file is not what it should be."""


class Database:
    """One such database.

    Args:
        path: the file; made, mode 0600, when something is written.
        form: the stamp of its tables; one of another form is deleted.
        tables: the statements that make them.
        may_write: whether it may be made, written and deleted.
    """

    def __init__(self, path: Path, form: int, tables: Iterable[str], may_write: bool) -> None:
        self.path, self._form, self._tables = path, form, tuple(tables)
        self._may_write = may_write

    def ask(self, act: Callable[[Connection], Answer], nothing: Answer, patience: float) -> Answer:
        """Ask a question.

        Args:
            act: asks it.
            nothing: the answer when there is no database, or none any more.
            patience: seconds to wait for another program's write.

        Raises:
            Unusable: when it cannot be had just now.
        """

        def read(db: Connection) -> Answer:
            return nothing if self._is_new(db) else act(db)

        if not os.path.lexists(self.path):
            return nothing
        try:
            return self._with(read, patience)
        except _Damaged as error:
            self._delete(error)
            return nothing

    def write(self, act: Callable[[Connection], Answer], patience: float) -> Answer:
        """Write in one transaction, all or nothing.

        Raises:
            Unusable: when it cannot be done just now.
        """

        def write(db: Connection) -> Answer:
            db.execute("BEGIN IMMEDIATE")
            with db:
                if self._is_new(db):
                    self._make(db)
                return act(db)

        if not self._may_write:
            raise Unusable("it may only be read")
        try:
            return self._with(write, patience)
        except _Damaged as error:
            self._delete(error)
        try:
            return self._with(write, patience)
        except _Damaged as error:
            raise Unusable(str(error)) from error

    def _with(self, act: Callable[[Connection], Answer], patience: float) -> Answer:
        try:
            import sqlite3
        except ImportError as error:  # some Pythons are built without
            raise Unusable("this Python has no SQLite") from error
        try:
            url = self._url()
            with closing(sqlite3.connect(url, patience, isolation_level=None, uri=True)) as db:
                db.text_factory = bytes  # damage may leave text that is no UTF-8
                db.execute("PRAGMA synchronous = OFF")  # a power cut costs time only
                return act(db)
        except OSError as error:
            raise Unusable(error.strerror or type(error).__name__) from error
        except (UnicodeError, OverflowError, MemoryError) as error:  # damage that it stumbled over
            raise _Damaged(type(error).__name__) from error
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _DAMAGE:
                raise _Damaged(str(error)) from error
            why = "another program holds it" if code == _BUSY else str(error)
            raise Unusable(why) from error

    def _url(self) -> str:
        if not os.path.lexists(self.path) and self._may_write:
            if not self.path.parents[1].is_dir():  # nor may a library be begun by what it derives
                raise Unusable("its library is gone")
            disk.make_inside(self.path.parent)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
            os.close(os.open(self.path, flags, 0o600))
        elif not os.path.isfile(self.path):  # noqa: PTH113  # no error where it may not look; to open a pipe might take for ever
            raise Unusable(f"{self.path.name} is not a plain file")
        return f"{self.path.absolute().as_uri()}?mode={'rw' if self._may_write else 'ro'}"

    def _is_new(self, db: Connection) -> bool:
        """Whether nothing is in it yet.

        Raises:
            _Damaged: when it is of another form.
        """
        (whose,) = db.execute("PRAGMA application_id").fetchone()
        (form,) = db.execute("PRAGMA user_version").fetchone()
        if (whose, form) == (_OURS, self._form):
            return False
        if db.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
            raise _Damaged("of another form")
        return True

    def _make(self, db: Connection) -> None:
        db.execute(f"PRAGMA application_id = {_OURS}")
        db.execute(f"PRAGMA user_version = {self._form}")
        for table in self._tables:
            db.execute(table)

    def _delete(self, why: Exception) -> None:
        if not self._may_write:
            raise Unusable(str(why)) from why
        for path in (self.path, self.path.with_name(f"{self.path.name}-journal")):
            with suppress(OSError):
                path.unlink()
