"""The log behind TinyDB: durable appends, torn tails, other writers, order of lines."""

import json
import os
import stat
from collections.abc import Callable
from itertools import count, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import where
from tinydb.table import Document

from store.errors import LibraryError
from store.log.line import decode, encode, stamp_time
from store.log.table import LogDB

WORDS = st.text(st.characters(exclude_categories=()), max_size=6)
DOCS = st.dictionaries(WORDS, st.none() | st.booleans() | st.integers() | WORDS, max_size=3)
IDS = st.sampled_from(["a", "b", "c", "ü:1"])
TABLES = st.sampled_from(["tags", "notes"])


@pytest.fixture
def clock() -> Callable[[], int]:
    ticks = count(1000)
    return lambda: next(ticks)


def open_log(folder: Path, now: Callable[[], int] = lambda: 1000) -> LogDB:
    return LogDB(folder / "marks.jsonl", folder / ".lock", now=now)


def put(db: LogDB, table: str, id: str, doc: dict[str, object] | None) -> None:
    db.storage.transact(lambda _: {table: {id: doc}})


def contents(db: LogDB) -> dict[str, dict[str, dict[str, object]]]:
    return {name: dict(docs) for name, docs in db.storage.read().items() if docs}


# -- lines ---------------------------------------------------------------------------------------


@given(st.integers(0, 2**45), st.dictionaries(TABLES, st.dictionaries(IDS, st.none() | DOCS)))
def test_a_line_comes_back_as_it_was_written(at: int, change: dict[str, dict[str, object]]) -> None:
    line = encode(at, change)  # type: ignore[arg-type]  # generated documents
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    stamp, found = decode(line[:-1]) or (-1, None)
    assert stamp_time(stamp) == at
    assert found == json.loads(json.dumps(change))


@given(st.data())
def test_a_line_with_one_wrong_byte_is_never_believed(data: st.DataObject) -> None:
    line = encode(1000, {"notes": {"a": {"text": "the note — ü"}}})[:-1]
    at = data.draw(st.integers(0, len(line) - 1))
    bit = data.draw(st.integers(0, 7))
    flipped = line[:at] + bytes([line[at] ^ 1 << bit]) + line[at + 1 :]
    assert decode(flipped) is None


@pytest.mark.parametrize(
    "head",
    [b"[]", b"1", b'{"at":"x","set":{}', b'{"at":1,"set":{"t":[]}', b'{"at":1,"set":{"t":{"a":1}}'],
)
def test_a_line_of_another_form_is_not_believed_even_with_a_right_checksum(head: bytes) -> None:
    import zlib

    assert decode(b'%b,"crc":"%08x"}' % (head, zlib.crc32(head))) is None


# -- one file ------------------------------------------------------------------------------------


def test_the_file_is_plain_json_lines_for_its_owner_only(tmp_path: Path) -> None:
    db = open_log(tmp_path)
    db.table("notes").insert(Document({"text": "ein Fund — möglich"}, "n1"))  # type: ignore[arg-type]
    path = tmp_path / "marks.jsonl"
    assert json.loads(path.read_text("utf-8"))["set"] == {
        "notes": {"n1": {"text": "ein Fund — möglich"}}
    }
    assert "möglich" in path.read_text("utf-8")
    for name in ("marks.jsonl", ".lock"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_every_write_is_flushed_before_it_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, flushed = open_log(tmp_path), []
    real = os.fdatasync
    monkeypatch.setattr(
        os, "fdatasync", lambda fd: (flushed.append(os.fstat(fd).st_size), real(fd))
    )
    put(db, "tags", "a", {"tag": "x"})
    assert flushed == [(tmp_path / "marks.jsonl").stat().st_size]


def test_an_updater_that_raises_leaves_nothing_behind(tmp_path: Path) -> None:
    db = open_log(tmp_path)
    table = db.table("notes")
    table.insert_multiple([{"n": 1}, {"n": 2}])
    before, size = contents(db), (tmp_path / "marks.jsonl").stat().st_size

    def half(doc: dict[str, object]) -> None:
        doc["n"] = 99
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        table.update(half)
    assert contents(db) == before
    assert (tmp_path / "marks.jsonl").stat().st_size == size


def test_what_cannot_be_flushed_is_not_acknowledged_and_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_log(tmp_path)
    put(db, "tags", "a", {"tag": "x"})
    before = (tmp_path / "marks.jsonl").read_bytes()

    def broken(fd: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fdatasync", broken)
    with pytest.raises(
        LibraryError, match=r"not saved: Input/output error, writing .*marks\.jsonl"
    ):
        put(db, "tags", "b", {"tag": "y"})
    assert contents(db) == {"tags": {"a": {"tag": "x"}}}
    assert (tmp_path / "marks.jsonl").read_bytes() == before
    monkeypatch.undo()
    put(db, "tags", "b", {"tag": "y"})
    assert set(contents(open_log(tmp_path))["tags"]) == {"a", "b"}


def test_a_short_write_on_a_full_disk_is_cut_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_log(tmp_path)
    put(db, "tags", "a", {"tag": "x"})
    before, real = (tmp_path / "marks.jsonl").read_bytes(), os.write
    calls = count()

    def full(fd: int, data: bytes) -> int:
        if next(calls):
            raise OSError(28, "No space left on device")
        return real(fd, data[:7])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(LibraryError, match="No space left"):
        put(db, "tags", "b", {"tag": "y"})
    assert (tmp_path / "marks.jsonl").read_bytes() == before


# -- torn tails ----------------------------------------------------------------------------------


@pytest.fixture
def three_lines(tmp_path: Path, clock: Callable[[], int]) -> tuple[Path, bytes, int]:
    """A log of three lines: its folder, its bytes, where the third line begins."""
    db = open_log(tmp_path, clock)
    for id in ("a", "b", "c"):
        put(db, "notes", id, {"text": f"note {id} —"})
    data = (tmp_path / "marks.jsonl").read_bytes()
    return tmp_path, data, data.rindex(b"\n", 0, -1) + 1


def check_survivors(folder: Path, clock: Callable[[], int], expected: set[str]) -> None:
    """Reading, writing on, and reading again: the tail stays gone, or stays whole."""
    db = open_log(folder, clock)
    assert set(contents(db)["notes"]) == expected
    put(db, "notes", "d", {"text": "after"})
    assert set(contents(db)["notes"]) == expected | {"d"}
    assert set(contents(open_log(folder))["notes"]) == expected | {"d"}


def test_a_tail_torn_at_any_byte_costs_that_line_only(
    three_lines: tuple[Path, bytes, int], clock: Callable[[], int]
) -> None:
    folder, data, last = three_lines
    for end in range(last, len(data)):
        (folder / "marks.jsonl").write_bytes(data[:end])
        check_survivors(folder, clock, {"a", "b"})


def test_a_tail_of_zeros_from_any_byte_costs_that_line_only(
    three_lines: tuple[Path, bytes, int], clock: Callable[[], int]
) -> None:
    folder, data, last = three_lines
    for end in range(last, len(data)):
        (folder / "marks.jsonl").write_bytes(data[:end] + bytes(len(data) - end))
        check_survivors(folder, clock, {"a", "b"})


def test_a_damaged_line_is_left_out_named_and_left_alone(
    three_lines: tuple[Path, bytes, int], clock: Callable[[], int]
) -> None:
    folder, data, last = three_lines
    first = data.index(b"\n") + 1
    damaged = data[:first] + data[first:last].replace(b"note b", b"note B") + data[last:]
    (folder / "marks.jsonl").write_bytes(damaged)
    db = open_log(folder, clock)
    assert set(contents(db)["notes"]) == {"a", "c"}
    (damage,) = db.storage.damaged
    assert (damage.offset, damage.length) == (first, last - first - 1)
    put(db, "notes", "d", {"text": "after"})
    assert (folder / "marks.jsonl").read_bytes().startswith(damaged)


# -- other programs ------------------------------------------------------------------------------


def test_two_open_programs_see_each_other_and_lose_nothing(tmp_path: Path) -> None:
    one, two = open_log(tmp_path), open_log(tmp_path)
    for n in range(20):
        put(one, "tags", f"one{n}", {"n": n})
        put(two, "tags", f"two{n}", {"n": n})
    assert len(one.table("tags")) == len(two.table("tags")) == 40
    assert one.table("tags").search(where("n") == 3) == two.table("tags").search(where("n") == 3)


def test_a_change_is_built_on_what_the_other_program_wrote(tmp_path: Path) -> None:
    one, two = open_log(tmp_path), open_log(tmp_path)
    one.table("counts").insert(Document({"n": 0}, "x"))  # type: ignore[arg-type]
    for db in (one, two) * 50:
        db.table("counts").update(lambda doc: doc.update(n=doc["n"] + 1), doc_ids=["x"])  # type: ignore[list-item]
    assert one.table("counts").get(doc_id="x") == {"n": 100}  # type: ignore[call-overload]


def test_a_file_replaced_under_an_open_program_is_read_anew(tmp_path: Path) -> None:
    db, path = open_log(tmp_path), tmp_path / "marks.jsonl"
    put(db, "tags", "a", {"tag": "x"})
    other = tmp_path / "other"
    other.write_bytes(encode(5, {"tags": {"b": {"tag": "y"}}}))
    other.replace(path)
    assert contents(db) == {"tags": {"b": {"tag": "y"}}}


def test_a_clock_that_steps_back_does_not_make_a_write_lose(tmp_path: Path) -> None:
    times = iter([5_000_000, 10])
    db = open_log(tmp_path, lambda: next(times))
    put(db, "tags", "a", {"tag": "old"})
    put(db, "tags", "a", {"tag": "new"})
    assert contents(open_log(tmp_path)) == {"tags": {"a": {"tag": "new"}}}


def test_lines_merged_in_any_order_give_one_result(tmp_path: Path) -> None:
    lines = [
        encode(1, {"tags": {"a": {"n": 1}, "b": {"n": 1}}}),
        encode(2, {"tags": {"a": None}}),
        encode(3, {"tags": None}),
        encode(4, {"tags": {"b": {"n": 4}}, "notes": {"x": {"n": 4}}}),
        encode(4, {"tags": {"b": {"n": 5}}}),
    ]
    results = []
    for number, order in enumerate(permutations(lines)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "marks.jsonl").write_bytes(b"".join(order))
        results.append(contents(open_log(folder)))
    assert all(result == results[0] for result in results)
    assert set(results[0]["tags"]) == {"b"}
