"""TinyDB's own `TinyDB`, `Table` and `Document` in front of a log.

The overriding of `Table._update_table` follows TinyDB 4.9: it hands the storage what changed, where
TinyDB would hand it every document of every table.
"""

import json
import secrets
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from .line import Change, Doc, Tables
from .storage import LogStorage


class _Overlay(MutableMapping[str, Doc]):
    """A table to be changed: reads through to the live one, copies a document when touched."""

    def __init__(self, live: Mapping[str, Doc]) -> None:
        self._live = live
        self._mine: dict[str, Doc | None] = {}

    def __getitem__(self, id: object) -> Doc:
        key = str(id)
        if key not in self._mine:
            self._mine[key] = json.loads(json.dumps(self._live[key]))
        doc = self._mine[key]
        if doc is None:
            raise KeyError(id)
        return doc

    def __setitem__(self, id: object, doc: Doc) -> None:
        self._mine[str(id)] = doc

    def __delitem__(self, id: object) -> None:
        if id not in self:
            raise KeyError(id)
        self._mine[str(id)] = None

    def __contains__(self, id: object) -> bool:
        key = str(id)
        return self._mine[key] is not None if key in self._mine else key in self._live

    def __iter__(self) -> Iterator[str]:
        yield from (id for id in self._live if id in self)
        yield from (
            id for id, doc in self._mine.items() if doc is not None and id not in self._live
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self) -> dict[str, Doc | None]:
        """What was set or deleted, documents that came out equal left out."""
        return {id: doc for id, doc in self._mine.items() if self._live.get(id) != doc}


class LogTable(Table):
    """A TinyDB table: its ids are strings, its writes cost what changed, not what is there."""

    document_id_class = str  # type: ignore[assignment]  # typed int, meant to be overridden
    _storage: LogStorage

    def __init__(self, storage: Storage, name: str, **options: Any) -> None:
        # TinyDB's query cache cannot know that another program wrote.
        super().__init__(storage, name, **{**options, "cache_size": 0})

    def _get_next_id(self) -> str:
        """An id that was never used and never will be, whoever else writes."""
        return secrets.token_hex(8)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        def build(tables: Tables) -> Change:
            overlay = _Overlay(tables.get(self.name, {}))
            updater(overlay)
            changes = overlay.changes()
            return {self.name: changes} if changes or self.name not in tables else {}

        self._storage.transact(build)


class LogDB(TinyDB):
    """TinyDB over a `LogStorage`, whose arguments it takes."""

    table_class = LogTable  # type: ignore[assignment]  # declared as a variable, meant as a hook
    storage: LogStorage

    def __init__(self, path: Path, lock: Path, **options: Any) -> None:
        super().__init__(path, lock, storage=LogStorage, **options)
