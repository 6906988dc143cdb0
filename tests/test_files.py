"""The library as files: private, plain, mergeable, checked and repaired, copied daily, restored."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where

from store import marks, upkeep
from store.check import check, repair
from store.dump import WHOLE, restore
from store.errors import LibraryError, Refusal
from store.library import Library
from store.log.line import encode
from support import LONG, ROOT, add_text

DAY = 86_400_000


def contents(library: Library) -> dict[str, Any]:
    """All that a library holds, in a form that can be compared."""
    library.refresh()
    tables = {**library.articles.storage.read(), **library.marks.storage.read()}
    rows = {row.id: row for query in ("", "is:archived") for row in library.select(query)}
    docs = {name: {id: docs[id] for id in docs} for name, docs in tables.items()}
    found = [row.id for row in library.select("zebra OR highlight:border")]
    return {"docs": {name: it for name, it in docs.items() if it}, "rows": rows, "found": found}


# -- what is derived -----------------------------------------------------------------------------


def test_deleting_the_cache_changes_nothing_but_time(seeded: Library, seed_id: str) -> None:
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    seeded.apply(marks.highlight(seeded.article(seed_id), 88, 92))
    before = contents(seeded)
    seeded.close()
    kept = sorted(path.name for path in (seeded.path / ".cache").iterdir())
    assert kept == ["heads", "marks", "tallies", "written"]
    with Library.open(seeded.path) as library:
        assert {"articles", "marks"}.isdisjoint(vars(library.logs)), "rows need no log"
        assert library.select().unread == len(library.select())
        assert contents(library) == before
    for name in kept:
        (seeded.path / ".cache" / name).unlink()
        with Library.open(seeded.path) as library:
            assert contents(library) == before
        assert sorted(path.name for path in (seeded.path / ".cache").iterdir()) == kept
    shutil.rmtree(seeded.path / ".cache")
    assert contents(Library.open(seeded.path)) == before


@given(
    name=st.sampled_from(["heads", "marks", "tallies", "written"]),
    kind=st.sampled_from(["cut", "zeros", "noise"]),
    place=st.floats(0, 1, exclude_max=True),
)
@settings(max_examples=100)
def test_a_derived_file_that_is_damaged_is_not_believed(name: str, kind: str, place: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder))
        ids = [add_text(library, f"AMMAN — Text {n}.") for n in range(3)]
        library.apply(marks.tag(ids[0], ["iraq"]))
        library.apply(marks.read(ids[1]))
        library.apply(marks.note(library.article(ids[2]), "a zebra", None, None))
        before = contents(library)
        library.close()
        path = Path(folder) / ".cache" / name
        raw = path.read_bytes()
        at = int(place * len(raw))
        if name == "heads" and kind == "noise":  # one wrong letter of a title would be shown
            at = int(place * raw.index(b"\n"))
        damaged = {
            "cut": raw[:at],
            "zeros": raw[:at] + bytes(len(raw) - at),
            "noise": raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :],
        }[kind]
        path.write_bytes(damaged)
        seen = contents(Library.open(Path(folder)))
        if name == "heads" and any("unreadable" in row.title for row in seen["rows"].values()):
            seen = contents(Library.open(Path(folder)))  # told, and made anew at the next start
        assert seen == before


def test_a_log_that_was_edited_at_the_same_length_is_read_anew(
    seeded: Library, seed_id: str
) -> None:
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    seeded.apply(marks.tag(seed_id, ["anbar"]))
    seeded.close()
    path = seeded.path / "marks.jsonl"
    first, second = path.read_bytes().splitlines()
    entry = json.loads(first)
    entry["set"]["tags"] = {f"{seed_id}:iran": {"article": seed_id, "tag": "iran"}}
    edited = encode(entry["at"], entry["set"])
    padding = len(first) + 1 - len(edited)
    entry["set"]["tags"][f"{seed_id}:iran"]["x"] = "y" * (padding - 7)
    path.write_bytes(encode(entry["at"], entry["set"]) + second + b"\n")
    assert path.stat().st_size == len(first) + len(second) + 2
    assert Library.open(seeded.path).row(seed_id).tags == ("anbar", "iran")


def test_rows_are_not_counted_from_a_snapshot_that_is_younger_than_they_are(
    seeded: Library, seed_id: str
) -> None:
    article = seeded.article(seed_id)
    for text in ("one", "two"):
        seeded.apply(marks.note(article, text, None, None))
    seeded.close()
    early = Library.open(seeded.path)  # has the rows, and has not asked for the marks
    with Library.open(seeded.path) as library:
        library.apply(marks.delete(library.marks_of(article).notes[0]))
        for n in range(30):
            library.apply(marks.read(seed_id, bool(n % 2)), undoable=False)
        upkeep.compact(library.marks.storage, 0)
    assert len(early.marks_of(article).notes) == early.row(seed_id).notes == 1


# -- the files themselves ------------------------------------------------------------------------


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_everything_is_private_under_any_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with Library(tmp_path / "library", count(DAY, DAY).__next__) as library:
            id = add_text(library, "AMMAN — A text.")
            for name in ("one", "two"):
                library.apply(marks.tag(id, [name]))
    finally:
        os.umask(before)
    (tmp_path / "library" / "marks.jsonl").open("ab").write(b"noise\n")
    repair(tmp_path / "library")
    found = list((tmp_path / "library").rglob("*"))
    assert {path.name for path in found} >= {"backups", ".cache", "marks.jsonl", "set-aside"}
    for path in [tmp_path / "library", *found]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_links_stay_links(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "library").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "marks.jsonl").symlink_to(tmp_path / "synced.jsonl")
    with Library.open(tmp_path / "library") as library:
        id = add_text(library, "AMMAN — A text.")
        library.apply(marks.tag(id, ["iraq"]))
        upkeep.compact(library.marks.storage, 0)
    (tmp_path / "synced.jsonl").open("ab").write(b"noise\n")
    repair(tmp_path / "library")
    assert (tmp_path / "library").is_symlink()
    assert (tmp_path / "elsewhere" / "marks.jsonl").is_symlink()
    assert b"noise" not in (tmp_path / "synced.jsonl").read_bytes()
    assert Library.open(tmp_path / "library").row(id).tags == ("iraq",)


def test_a_library_that_may_only_be_read_is_read_and_says_so(
    seeded: Library, seed_id: str, tmp_path: Path
) -> None:
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    target = tmp_path / "mounted"
    target.mkdir()
    mounted = subprocess.run(
        f"mount --bind {seeded.path} {target} && mount -o remount,ro,bind {target}",
        shell=True, capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("mounting read-only needs root")
    try:
        with Library.open(target) as library:
            assert library.row(seed_id).tags == ("iraq",)
            assert "may only be read" in library.notices[0]
            with pytest.raises(LibraryError, match="not saved: nothing may be written"):
                library.apply(marks.tag(seed_id, ["anbar"]))
            assert library.marks_of(library.article(seed_id)).tags == ("iraq",)
    finally:
        subprocess.run(["umount", str(target)], check=True)


def test_the_marks_are_copied_once_a_day_and_seven_copies_are_kept(
    tmp_path: Path, clock: Callable[[], int]
) -> None:
    days = [*range(20_000, 20_012), 24_000, 24_001, *range(20_012, 20_015), 10_000, 20_015]
    now = [0]
    library = Library(tmp_path / "library", lambda: now[0])
    now[0] = days[0] * DAY
    id = add_text(library, "AMMAN — A text.")
    logs = [b""]
    for day in days:
        for hour in range(2):
            now[0] = day * DAY + (10 + hour) * DAY // 24
            library.apply(marks.tag(id, [f"{day} {hour}"]))
        logs.append((library.path / "marks.jsonl").read_bytes())
    copies = sorted((library.path / "backups").iterdir())
    # Each is the log as it was before the first change of its day, whatever the clock said.
    assert [copy.read_bytes() for copy in copies] == logs[-8:-1]
    assert copies[-1].name.endswith("2024-10-19-marks.jsonl")
    restored = Library.open(tmp_path / "restored")
    shutil.copy(copies[-1], restored.path / "marks.jsonl")
    assert len(restored.marks.table("tags")) == len(library.marks.table("tags")) - 2


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize("name", ["articles.jsonl", "marks.jsonl"])
def test_a_log_that_is_no_file_is_said_and_waited_for_by_nobody(
    seeded: Library, seed_id: str, name: str, make: Callable[[Path], None]
) -> None:
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    (seeded.path / name).unlink()
    make(seeded.path / name)
    with pytest.raises(LibraryError, match=f"cannot read .*{name}: not a plain file"):
        Library.open(seeded.path)
    with pytest.raises(LibraryError, match="not a plain file"):
        seeded.refresh()


# -- other programs ------------------------------------------------------------------------------


def test_the_copy_of_a_synchronising_program_is_read_too(seeded: Library, seed_id: str) -> None:
    fork = seeded.path.parent / "fork"
    seeded.apply(marks.tag(seed_id, ["both"]))
    shutil.copytree(seeded.path, fork)
    with Library.open(fork) as other:
        other.apply(marks.tag(seed_id, ["theirs"]))
        added = add_text(other, "AMMAN — Only there.")
        other.apply(marks.read(added))
    seeded.apply(marks.tag(seed_id, ["mine"]))
    before = (seeded.path / "marks.jsonl").read_bytes()
    for name in ("articles", "marks"):
        conflict = seeded.path / f"{name}.sync-conflict-20261123-101500-ABCDEFG.jsonl"
        shutil.copy(fork / f"{name}.jsonl", conflict)
    assert {seed_id, added} <= seeded.refresh()
    for library in (seeded, Library.open(seeded.path)):
        assert library.row(seed_id).tags == ("both", "mine", "theirs")
        assert library.row(added).read
        assert library.article(added).text == "AMMAN — Only there."
        assert len([line for line in library.notices if "is read too" in line]) == 2
    assert (seeded.path / "marks.jsonl").read_bytes() == before
    before = contents(seeded)
    seeded.close()
    assert contents(Library.open(seeded.path)) == before


def test_git_unites_two_libraries_that_went_apart(seeded: Library, seed_id: str) -> None:
    if not shutil.which("git"):
        pytest.skip("git is not installed")

    def git(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
        subprocess.run(["git", *who, *words], cwd=seeded.path, check=True, capture_output=True)

    def commit() -> None:
        git("add", "marks.jsonl", "articles.jsonl", "library.json", ".gitattributes")
        git("commit", "-m", "x")

    seeded.apply(marks.tag(seed_id, ["old", "kept"]))
    git("init", "-b", "one")
    (seeded.path / ".gitattributes").write_text("*.jsonl merge=union\n")
    commit()
    git("branch", "two")
    seeded.apply(marks.tag(seed_id, ["one"], ["old"]))
    article = seeded.article(seed_id)
    seeded.apply(marks.note(article, "from one", (88, 92), None))
    commit()
    git("checkout", "two")
    seeded.refresh()
    assert seeded.row(seed_id).tags == ("kept", "old")
    seeded.apply(marks.tag(seed_id, ["two"]))
    seeded.apply(marks.note(article, "from two", (88, 92), None))
    added = add_text(seeded, "AMMAN — Only on two.")
    commit()
    git("merge", "one")
    for library in (seeded, Library.open(seeded.path)):
        library.refresh()
        assert library.row(seed_id).tags == ("kept", "one", "two")
        assert {note.text for note in library.marks_of(article).notes} == {"from one", "from two"}
        assert library.row(added)
    assert check(seeded.path) == []
    for _ in range(5):
        assert seeded.undo()


def test_lines_mean_the_same_in_any_order(library: Library) -> None:
    id = add_text(library, "AMMAN — A text.")
    for act in (
        marks.tag(id, ["a"]),
        marks.tag(id, ["b"], ["a"]),
        marks.read(id),
        marks.tag(id, ["a"]),
    ):
        library.apply(act)
    library.undo()
    before, path = contents(library), library.path / "marks.jsonl"
    for lines in permutations(path.read_bytes().splitlines(keepends=True)):
        path.write_bytes(b"".join(lines))
        assert contents(Library.open(library.path)) == before


def test_line_ends_and_marks_that_editors_leave_do_no_harm(seeded: Library, seed_id: str) -> None:
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    path = seeded.path / "marks.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    library = Library.open(seeded.path)
    assert library.row(seed_id).tags == ("iraq",)
    assert library.notices == []
    assert check(seeded.path) == []
    assert library.undo() == "tagged iraq (Iraq’s pro-government Popular Mobilizat…)"


# -- check and repair ----------------------------------------------------------------------------


def test_check_names_each_damaged_line_and_repair_sets_it_aside(
    seeded: Library, seed_id: str
) -> None:
    for name in ("one", "two", "three"):
        seeded.apply(marks.tag(seed_id, [name]))
    seeded.close()
    path = seeded.path / "marks.jsonl"
    one, two, three = path.read_bytes().splitlines(keepends=True)
    newer = b'{"at":1795377730533,"put":[1]'
    newer += b',"crc":"%08x"}\n' % __import__("zlib").crc32(newer)
    wrong = [b"\0" * 40 + b"\n", b"<<<<<<< HEAD\n", two.replace(b"two", b"TWO"), b"nonsense\n"]
    path.write_bytes(b"".join([one, *wrong, newer, three, b'{"at":17']))
    findings = {(it.offset, it.length): it for it in check(seeded.path) if it.offset is not None}
    at = len(one)
    for line, what in zip(
        wrong, ("zeros", "conflict mark", "changed by hand", "no line"), strict=True
    ):
        assert what in findings[at, len(line) - 1].what
        assert "set-aside" in findings[at, len(line) - 1].todo
        at += len(line)
    assert "a newer one may" in findings[at, len(newer) - 1].what
    assert "unfinished" in findings[at + len(newer) + len(three), 8].what
    assert path.read_bytes() == b"".join([one, *wrong, newer, three, b'{"at":17'])
    assert Library.open(seeded.path).row(seed_id).tags == ("one", "three")

    done = repair(seeded.path)
    assert "5 damaged lines moved to set-aside/marks.jsonl-001" in done[0]
    assert path.read_bytes() == b"".join([one, newer, three])
    aside = (seeded.path / "set-aside" / "marks.jsonl-001").read_bytes()
    assert aside == b"".join([*wrong, b'{"at":17\n'])
    assert [it.what for it in check(seeded.path)] == [findings[at, len(newer) - 1].what]
    assert Library.open(seeded.path).row(seed_id).tags == ("one", "three")


def test_repair_makes_a_damaged_card_anew_and_never_a_newer_one(seeded: Library) -> None:
    card = seeded.path / "library.json"
    card.write_text("{")
    assert [it.file for it in check(seeded.path)] == ["library.json"]
    repair(seeded.path)
    assert (seeded.path / "set-aside" / "library.json-001").read_text() == "{"
    assert check(seeded.path) == []
    with TinyDB(card, access_mode="r") as db:
        assert db.all()[0]["format"] == 1
    newer = json.dumps({"_default": {"1": {"format": 2}}})
    card.write_text(newer)
    assert "newer" in check(seeded.path)[0].what
    repair(seeded.path)
    assert card.read_text() == newer


def test_unknown_documents_and_fields_are_kept(seeded: Library, seed_id: str) -> None:
    seeded.apply(marks.note(seeded.article(seed_id), "mine", (88, 92), None))
    (id,) = seeded.marks.storage.read()["notes"]
    known = seeded.marks.storage.read()["notes"][id]
    odd = {"notes": {id: {**known, "colour": "red"}}, "stars": {seed_id: {"n": 3}}}
    seeded.marks.storage.transact(lambda _: odd)
    assert [it.what for it in check(seeded.path)] == [
        "documents of a form that this program does not know: 1"
    ]
    upkeep.compact(seeded.marks.storage, 0)
    tables = Library.open(seeded.path).marks.storage.read()
    assert (tables["notes"][id]["colour"], tables["stars"][seed_id]) == ("red", {"n": 3})


def test_an_edited_note_keeps_the_fields_that_nobody_here_knows(
    seeded: Library, seed_id: str
) -> None:
    article = seeded.article(seed_id)
    seeded.apply(marks.note(article, "mine", (88, 92), None))
    (id,) = seeded.marks.storage.read()["notes"]
    doc = {**seeded.marks.storage.read()["notes"][id], "colour": "red"}
    seeded.marks.storage.transact(lambda _: {"notes": {id: doc}})
    (note,) = seeded.marks_of(article).notes
    seeded.apply(marks.note(article, "changed", (88, 92), note))
    assert seeded.marks.storage.read()["notes"][id]["colour"] == "red"
    assert seeded.marks_of(article).notes[0].text == "changed"


@pytest.mark.parametrize("n", [-1, 1 << 63, 1 << 70])
def test_an_act_with_an_absurd_number_is_left_alone(seeded: Library, seed_id: str, n: int) -> None:
    odd = {"n": n, "after": n, "did": "d", "restore": {}, "undone": False}
    seeded.marks.storage.transact(lambda _: {"acts": {"00000099-xx": odd}})
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    seeded.close()
    with Library.open(seeded.path) as library:
        assert (library.undo() or "").startswith("tagged iraq")
        assert library.undo() is None


def test_a_pipe_in_the_cache_is_not_waited_for(seeded: Library) -> None:
    seeded.close()
    for name in ("heads", "marks", "tallies"):
        (seeded.path / ".cache" / name).unlink(missing_ok=True)
        os.mkfifo(seeded.path / ".cache" / name)
    with Library.open(seeded.path) as library:
        assert len(library.select()) == 11


# -- dumps ---------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8).filter(
    lambda text: any(c.isalpha() for c in text)
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "tag", "untag", "note", "mark", "read", "away", "undo"]), st.integers(0, 3), TEXTS),
    max_size=8,
)  # fmt: skip


def act(library: Library, id: str, what: str, n: int, text: str) -> marks.Act:
    name = " ".join(text.split()).strip("+-") or "x"
    if what == "tag":
        return marks.tag(id, [name])
    if what == "untag":
        return marks.tag(id, [], [name])
    if what == "note":
        return marks.note(library.article(id), text, None, None)
    if what == "mark":
        return marks.highlight(library.article(id), 0, 1)
    if what == "read":
        return marks.read(id, bool(n % 2))
    return marks.archive(id, text, bool(n % 2))


def live(library: Library, steps: list[tuple[str, int, str]]) -> None:
    """Do what a person might."""
    ids = [add_text(library, "AMMAN — A text with a few words.")]
    for what, n, text in steps:
        if what == "add":
            ids.append(add_text(library, text.replace("\0", "o")))
        elif what == "undo":
            library.undo()
        else:
            library.apply(act(library, ids[n % len(ids)], what, n, text))


@given(steps=STEPS)
@settings(max_examples=1000 if LONG else 40, deadline=None)
def test_a_dump_restores_an_identical_library(steps: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, ticks = Path(folder), count(1)
        library = Library(root / "one", lambda: next(ticks))
        live(library, steps)
        (root / "dump").write_text("".join(WHOLE["dump"](library.logs, None)), "utf-8")
        other = Library(root / "two", lambda: next(ticks))
        restore(other.logs, root / "dump")
        assert contents(other) == contents(library)
        assert restore(other.logs, root / "dump").new == 0
        assert other.undo() == library.undo()
        assert other.redo() == library.redo()
        (root / "tiny.json").write_text("".join(WHOLE["tinydb"](library.logs, None)), "utf-8")
        with TinyDB(root / "tiny.json") as stock:
            for name, docs in contents(library)["docs"].items():
                found = {doc["id"]: doc for doc in stock.table(name)}
                there = {
                    id: {"id": id, **doc} for id, doc in contents(library)["docs"][name].items()
                }
                assert found == there or name == "acts", docs


def test_stock_tinydb_asks_an_export(seeded: Library, seed_id: str, tmp_path: Path) -> None:
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    path = tmp_path / "export.json"
    path.write_text("".join(WHOLE["tinydb"](seeded.logs, None)), "utf-8")
    with TinyDB(path) as stock:
        (tag,) = stock.table("tags").search(where("tag") == "iraq")
        (article,) = stock.table("articles").search(where("id") == tag["article"])
        assert article["text"] == seeded.article(seed_id).text
        stock.table("tags").insert({"tag": "by hand"})


def test_a_dump_of_some_articles_has_their_marks_and_no_others(
    seeded: Library, seed_id: str, tmp_path: Path
) -> None:
    others = [row.id for row in seeded.select() if row.id != seed_id]
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    seeded.apply(marks.tag(others[0], ["other"]))
    path = tmp_path / "dump"
    path.write_text("".join(WHOLE["dump"](seeded.logs, seeded.select("tag:iraq"))), "utf-8")
    with Library.open(tmp_path / "other") as other:
        assert restore(other.logs, path) == (1, 1, 2)
        assert [(row.id, row.tags) for row in other.select()] == [(seed_id, ("iraq",))]


@pytest.mark.parametrize("at", [0, 1, 2, -1])
def test_a_dump_that_is_not_whole_is_refused_and_nothing_of_it_taken(
    seeded: Library, tmp_path: Path, at: int
) -> None:
    lines = list(WHOLE["dump"](seeded.logs, None))
    path = tmp_path / "dump"
    with Library.open(tmp_path / "other") as other:
        for damaged in (
            [*lines[:at], *lines[at:][1:]],
            [*lines[:at], lines[at].replace('"at"', '"At"'), *lines[at:][1:]],
            [*lines[:at], lines[at][:20]],
        ):
            path.write_text("".join(damaged), "utf-8")
            with pytest.raises(Refusal, match=r"neither a dump|damaged|should hold"):
                restore(other.logs, path)
        path.unlink()
        with pytest.raises(Refusal, match="No such file"):
            restore(other.logs, path)
        assert contents(other)["rows"] == {}


def test_a_dump_goes_through_the_command_line(
    seeded: Library, seed_id: str, tmp_path: Path
) -> None:
    seeded.apply(marks.archive(seed_id, "a title"))
    seeded.close()

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tui", *words]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    library, other, dump = str(seeded.path), str(tmp_path / "other"), str(tmp_path / "dump")
    assert run("--library", library, "export", "--format", "dump", "-o", dump).returncode == 0
    assert run("--library", library, "export", "--format", "dump", "-o", dump).returncode == 2
    assert stat.S_IMODE(Path(dump).stat().st_mode) == 0o600
    done = run("--library", other, "import", dump)
    assert (done.returncode, done.stderr) == (
        0,
        "11 articles and 1 lines of marks, 12 of them new\n",
    )
    assert (
        run("--library", other, "undo").stderr
        == "undid: archived “a title” (Iraq’s pro-government Popular Mobilizat…)\n"
    )
    assert run("--library", other, "check").stderr == "all is well\n"
    assert contents(Library.open(Path(other)))["docs"]["articles"].keys() == {
        row.id for row in seeded.select()
    } | {seed_id}
