"""TinyDB's public operations give the same answers over the log as over TinyDB's MemoryStorage.

Ids differ on purpose (ours are strings and never counted), so answers are compared through the
documents, and ids through the documents they lead to.
"""

import tempfile
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tinydb import TinyDB, operations, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from store.log.table import LogDB
from support import LONG

KEYS = st.sampled_from(["n", "s", "deep"])
VALUES = st.integers(-3, 3) | st.text(max_size=3) | st.dictionaries(st.just("k"), st.integers(0, 2))
DOCS = st.dictionaries(KEYS, VALUES, max_size=3)
TABLES = st.sampled_from(["_default", "tags", "notes"])
UPDATES = st.sampled_from(
    [
        {"s": "set"},
        operations.delete("s"),
        operations.set("n", 7),
        operations.increment("n"),
        operations.decrement("n"),
        operations.add("n", 2),
        operations.subtract("n", 2),
        lambda doc: doc.update(s="by function"),
    ]
)
QUERIES = st.sampled_from(
    [
        where("n") > 0,
        where("n") == 7,
        where("s").exists(),
        (where("n") < 2) & ~where("s").exists(),
        (where("s") == "") | (where("n") == -1),
        where("s").matches("[a-z]+"),
        where("deep").k == 1,
        where("n").test(lambda n: isinstance(n, int) and n % 2 == 0),
        where("n").one_of([1, 2, "x"]),
        where("deep").fragment({"k": 1}),
    ]
)


def answer(operation: Any) -> Any:
    """What an operation gives: a value, or the kind of its error."""
    try:
        return operation()
    except (ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
        return type(error)


class Contract(RuleBasedStateMachine):
    """The same operations on both, step by step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.model = TinyDB(storage=MemoryStorage)
        self.reopen()
        # (our id, TinyDB's id) of documents that stand; forgotten where TinyDB may use an id again.
        self.ids: dict[str, list[tuple[Any, Any]]] = {}
        self.numbers = count(1000, 1000)

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule()
    def reopen(self) -> None:
        root = Path(self.folder.name)
        self.log = LogDB(root / "log.jsonl", root / ".lock")

    def both(self, name: str, operation: Any) -> tuple[Any, Any]:
        """Do one operation on a table of each; their answers."""
        mine = answer(lambda: operation(self.log.table(name)))
        theirs = answer(lambda: operation(self.model.table(name)))
        return mine, theirs

    @rule(name=TABLES, doc=DOCS)
    def insert(self, name: str, doc: dict[str, Any]) -> None:
        pair = self.both(name, lambda table: table.insert(doc))
        self.ids.setdefault(name, []).append(pair)

    @rule(name=TABLES, docs=st.lists(DOCS, max_size=3))
    def insert_multiple(self, name: str, docs: list[dict[str, Any]]) -> None:
        mine, theirs = self.both(name, lambda table: table.insert_multiple(docs))
        assert len(mine) == len(theirs)
        self.ids.setdefault(name, []).extend(zip(mine, theirs, strict=True))

    @rule(name=TABLES, doc=DOCS)
    def insert_with_id(self, name: str, doc: dict[str, Any]) -> None:
        number = next(self.numbers)
        for expected in (number, ValueError):
            mine, theirs = self.both(name, lambda table: table.insert(Document(doc, number)))
            assert mine == theirs == expected
        self.ids.setdefault(name, []).append((str(number), number))

    def check_update(self, name: str, operation: Any) -> None:
        """One that raises changes nothing here, and half of the documents in MemoryStorage."""
        before = self.log.table(name).all()
        mine, theirs = self.both(name, operation)
        if isinstance(theirs, list):
            assert len(mine) == len(theirs)
        else:
            assert mine is theirs
            assert self.log.table(name).all() == before
            self.truncate(name)

    @rule(name=TABLES, update=UPDATES, query=QUERIES)
    def update(self, name: str, update: Any, query: Any) -> None:
        self.check_update(name, lambda table: table.update(update, query))

    @rule(name=TABLES, update=UPDATES, query=QUERIES)
    def update_multiple(self, name: str, update: Any, query: Any) -> None:
        self.check_update(name, lambda table: table.update_multiple([(update, query)]))

    @rule(name=TABLES, doc=DOCS, query=QUERIES)
    def upsert(self, name: str, doc: dict[str, Any], query: Any) -> None:
        self.check_update(name, lambda table: table.upsert(doc, query))

    @rule(name=TABLES, query=QUERIES)
    def remove(self, name: str, query: Any) -> None:
        self.check_update(name, lambda table: table.remove(query))
        self.ids.pop(name, None)

    @precondition(lambda self: any(self.ids.values()))
    @rule(data=st.data(), update=UPDATES)
    def by_id(self, data: st.DataObject, update: Any) -> None:
        name = data.draw(st.sampled_from([name for name, ids in self.ids.items() if ids]))
        mine, theirs = data.draw(st.sampled_from(self.ids[name]))
        log, model = self.log.table(name), self.model.table(name)
        assert log.get(doc_id=mine) == model.get(doc_id=theirs)
        assert log.contains(doc_id=mine) == model.contains(doc_id=theirs)
        ids = {id(log): mine, id(model): theirs}
        self.check_update(name, lambda table: table.update(update, doc_ids=[ids[id(table)]]))
        if data.draw(st.booleans()):
            gone = answer(lambda: log.remove(doc_ids=[mine]))
            should = answer(lambda: model.remove(doc_ids=[theirs]))
            assert (gone is KeyError) == (should is KeyError)
            self.ids.pop(name, None)

    @rule(name=TABLES)
    def truncate(self, name: str) -> None:
        self.both(name, lambda table: table.truncate())
        self.ids.pop(name, None)

    @rule(name=TABLES)
    def drop_table(self, name: str) -> None:
        self.log.drop_table(name)
        self.model.drop_table(name)
        self.ids.pop(name, None)

    @rule()
    def drop_tables(self) -> None:
        self.log.drop_tables()
        self.model.drop_tables()
        self.ids.clear()

    @rule(name=TABLES, query=QUERIES)
    def questions(self, name: str, query: Any) -> None:
        for ask in (
            lambda table: table.search(query),
            lambda table: table.get(query),
            lambda table: table.contains(query),
            lambda table: table.count(query),
        ):
            mine, theirs = self.both(name, ask)
            assert mine == theirs

    @invariant()
    def same(self) -> None:
        assert self.log.tables() == self.model.tables()
        for name in self.model.tables():
            assert self.log.table(name).all() == self.model.table(name).all()
            assert len(self.log.table(name)) == len(self.model.table(name))
        assert len(self.log) == len(self.model)


Contract.TestCase.settings = settings(
    max_examples=1000 if LONG else 60, stateful_step_count=50 if LONG else 30, deadline=None
)
TestContract = Contract.TestCase


def test_an_id_is_never_used_twice(tmp_path: Path) -> None:
    db = LogDB(tmp_path / "log.jsonl", tmp_path / ".lock")
    first = db.insert({"n": 1})
    db.remove(doc_ids=[first])
    assert LogDB(tmp_path / "log.jsonl", tmp_path / ".lock").insert({"n": 2}) != first


def test_a_document_without_a_mapping_is_refused_as_tinydb_refuses_it(tmp_path: Path) -> None:
    db = LogDB(tmp_path / "log.jsonl", tmp_path / ".lock")
    with pytest.raises(ValueError, match="not a Mapping"):
        db.insert([1])  # type: ignore[arg-type]
