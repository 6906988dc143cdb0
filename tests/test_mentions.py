"""Mentions are derived: kept, believed only while they are right, and deleting them costs time only."""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import entities, teaching
from store.article import Article, Mention, Name
from store.derived.mentions import Found, pack, unpack
from store.entities import recognise
from store.errors import LibraryError
from store.library import Library
from store.recognising import Outcome, alone, recognise_all
from support import LONG, ROOT, SEEDS, add_text
from tests.bench.libraries import make
from tui.app import DatelineApp
from tui.background import Background
from tui.cli import main
from tui.reader import Reader
from window import Window

SENTENCES = [
    sentence
    for path in sorted(SEEDS.glob("*.txt"))
    for sentence in re.findall(r"[A-Z][^.\n]{40,220}\.", path.read_text("utf-8"))
]
TEXTS = st.lists(st.sampled_from(SENTENCES) | st.text(max_size=30), max_size=12).map(" ".join)


def db_of(library: Library) -> Path:
    return library.path / ".cache" / "mentions.db"


def truth(library: Library, article: Article) -> tuple[Mention, ...]:
    """What the recogniser finds, without any cache."""
    return tuple(recognise(article.text, article.dispatch.head.published, library.names))


def known(library: Library, article: Article) -> tuple[Mention, ...] | None:
    """What is kept of an article, and right."""
    return library.findings.known(article, library.names)


def articles(library: Library) -> list[Article]:
    return [library.article(row.id) for row in library.select()]


def all_right(library: Library) -> bool:
    return all(library.mentions(it) == truth(library, it) for it in articles(library))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were recognised from here on."""
    texts: list[str] = []

    def count(text: str, *more: Any) -> list[Mention]:
        texts.append(text)
        return recognise(text, *more)

    monkeypatch.setattr(entities, "recognise", count)
    return texts


# -- what is kept ----------------------------------------------------------------------------------


@given(text=TEXTS, published=st.sampled_from([None, "2019-07-09T07:55"]))
@settings(max_examples=1000 if LONG else 60)
def test_what_is_packed_comes_back_as_it_was(text: str, published: str | None) -> None:
    found = recognise(text, published)
    packed = pack(Found("0" * 16, "a state", found))
    assert unpack(packed, "0" * 16, "a state") == tuple(found)
    assert unpack(packed, "0" * 15 + "1", "a state") is None
    assert unpack(packed, "0" * 16, "another state") is None


@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
@settings(
    max_examples=300 if LONG else 15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_is_kept_is_what_the_recogniser_finds(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        for text in texts:
            add_text(library, "AMMAN — " + text.replace("\0", " "))
        assert recognise_all(library).done
        for article in articles(library):
            assert known(library, article) == truth(library, article)


def test_a_second_look_recognises_nothing(seeded: Library, counted: list[str]) -> None:
    count = len(seeded.select())
    assert recognise_all(seeded) == Outcome(count, count, 0, True)
    assert len(counted) == count
    assert recognise_all(seeded) == Outcome(0, 0, 0, True)
    assert all_right(seeded)
    with Library.open(seeded.path) as again:
        assert recognise_all(again) == Outcome(0, 0, 0, True)
        assert all_right(again)
    assert len(counted) == count
    assert stat.S_IMODE(db_of(seeded).stat().st_mode) == 0o600


def test_opening_an_article_keeps_what_was_found(
    seeded: Library, seed_id: str, counted: list[str]
) -> None:
    article = seeded.article(seed_id)
    assert known(seeded, article) is None
    found = seeded.mentions(article)
    assert known(seeded, article) == found == truth(seeded, article)
    assert counted == [article.text]
    assert recognise_all(seeded).recognised == len(seeded.select()) - 1


def test_only_new_articles_are_recognised(seeded: Library, counted: list[str]) -> None:
    recognise_all(seeded)
    counted.clear()
    add_text(seeded, "AMMAN (Petra) — King Abdullah II met Angela Merkel in Berlin.")
    assert recognise_all(seeded) == Outcome(1, 1, 0, True)
    assert len(counted) == 1


def test_the_newest_article_comes_first_and_progress_is_told(
    seeded: Library, counted: list[str]
) -> None:
    told: list[tuple[int, int]] = []
    recognise_all(seeded, lambda done, of: told.append((done, of)))
    rows = seeded.select().rows
    assert counted == [seeded.article(row.id).text for row in rows]
    assert told[0] == (0, len(rows))
    assert told[-1] == (len(rows), len(rows))


def test_archived_articles_are_recognised_too(seeded: Library, seed_id: str) -> None:
    from store import marks

    seeded.apply(marks.archive(seed_id, "title"))
    recognise_all(seeded)
    assert known(seeded, seeded.article(seed_id)) is not None


# -- what makes it old -----------------------------------------------------------------------------


def test_another_version_finds_everything_anew(
    seeded: Library, seed_id: str, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    recognise_all(seeded)
    count = len(counted)
    monkeypatch.setattr(entities, "VERSION", entities.VERSION + 1)
    assert known(seeded, seeded.article(seed_id)) is None
    assert recognise_all(seeded) == Outcome(count, count, 0, True)
    monkeypatch.setattr("store.dispatch.VERSION", "another parse gives other dates")
    assert known(seeded, seeded.article(seed_id)) is None
    assert recognise_all(seeded).recognised == count


def test_another_adapter_finds_everything_anew(seeded: Library) -> None:
    class Nothing:
        version = "nothing 1"

        def __call__(self, text: str) -> list[Any]:
            return []

    recognise_all(seeded)
    article = articles(seeded)[0]
    mine = type(seeded.findings)(seeded.path / ".cache")
    mine.adapter = Nothing()
    assert mine.known(article, seeded.names) is None
    assert mine.of(article, seeded.names) == tuple(
        recognise(article.text, article.dispatch.head.published, adapter=Nothing())
    )
    assert mine.known(article, seeded.names) is not None
    assert known(seeded, article) is None


def test_a_name_of_the_readers_finds_only_its_own_articles_anew(
    library: Library, counted: list[str]
) -> None:
    with_it = add_text(library, "AMMAN — They spoke of Zorvex today. Zorvex grows.")
    without = add_text(library, "BERLIN — Angela Merkel met King Abdullah II.")
    recognise_all(library)
    counted.clear()
    library.apply(teaching.learn([Name("Zorvex", "ORG")]))
    assert known(library, library.article(with_it)) is None
    assert known(library, library.article(without)) is not None
    assert recognise_all(library) == Outcome(2, 1, 0, True)
    assert counted == [library.article(with_it).text]
    found = known(library, library.article(with_it)) or ()
    assert [it.label for it in found if it.source == "reader"]
    assert all_right(library)
    counted.clear()
    library.undo()
    assert recognise_all(library) == Outcome(2, 1, 0, True)
    assert counted == [library.article(with_it).text]


def test_corrections_lie_over_what_is_kept(library: Library) -> None:
    id = add_text(library, "AMMAN — Angela Merkel met King Abdullah II in Berlin.")
    recognise_all(library)
    article = library.article(id)
    at = article.text.index("Berlin")
    library.apply(teaching.correct(article, (at, at + 6), None))
    assert (at, at + 6) not in {(it.start, it.end) for it in library.mentions(article)}
    assert known(library, article) == truth(library, article)
    library.undo()
    assert (at, at + 6) in {(it.start, it.end) for it in library.mentions(article)}


# -- stopping --------------------------------------------------------------------------------------


def test_what_was_found_before_a_stop_is_kept(seeded: Library, counted: list[str]) -> None:
    outcome = recognise_all(seeded, stop=lambda: len(counted) == 4)
    assert outcome == Outcome(4, 4, 0, False)
    counted.clear()
    assert recognise_all(seeded).recognised == len(seeded.select()) - 4


def test_a_fault_in_the_middle_loses_nothing_found(
    seeded: Library, monkeypatch: pytest.MonkeyPatch, counted: list[str]
) -> None:
    def ask() -> bool:
        if len(counted) == 3:
            raise KeyboardInterrupt
        return False

    with pytest.raises(KeyboardInterrupt):
        recognise_all(seeded, stop=ask)
    counted.clear()
    assert recognise_all(seeded).recognised == len(seeded.select()) - 3


def test_a_text_the_recogniser_fails_on_holds_up_nobody(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = seeded.article(seed_id).text

    def fails(text: str, *more: Any) -> list[Mention]:
        if text == bad:
            raise ZeroDivisionError
        return recognise(text, *more)

    monkeypatch.setattr(entities, "recognise", fails)
    count = len(seeded.select())
    assert recognise_all(seeded) == Outcome(count, count, 1, True)
    assert recognise_all(seeded) == Outcome(0, 0, 0, True)
    with pytest.raises(ZeroDivisionError):
        seeded.mentions(seeded.article(seed_id))


def test_a_line_that_cannot_be_read_holds_up_nobody(seeded: Library, seed_id: str) -> None:
    seeded.close()
    log = seeded.path / "articles.jsonl"
    raw = log.read_bytes()
    at = raw.index(seed_id.encode()) + 40
    log.write_bytes(raw[:at] + b"~" + raw[at + 1 :])
    with Library.open(seeded.path) as library:
        assert recognise_all(library).done
        assert recognise_all(library).looked_at == 0


# -- whatever happens to the file ------------------------------------------------------------------


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(0).randbytes(50_000))


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "something").write_text("in the way")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def dead_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere") / "at all")


def link_to_a_text(path: Path) -> None:
    path.unlink()
    other = path.with_name("other")
    other.write_text("precious")
    path.symlink_to(other)


def sql(*lines: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with sqlite3.connect(path) as db:
            for line in lines:
                db.execute(line)
        db.close()

    return run


def cut(size: int) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, size)


def zeros(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:4096] + bytes(len(raw) - 4096))


def other_tables(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE found (a TEXT)", "CREATE TABLE theirs (b TEXT)")(path)


def garbage_journal(path: Path) -> None:
    path.with_name(path.name + "-journal").write_bytes(random.Random(1).randbytes(9000))


def folder_for_a_journal(path: Path) -> None:
    path.with_name(path.name + "-journal").mkdir()


DAMAGE: dict[str, Callable[[Path], None]] = {
    "deleted": Path.unlink,
    "no cache": lambda path: shutil.rmtree(path.parent),
    "empty": cut(0),
    "one byte": cut(1),
    "half a header": cut(50),
    "one page": cut(4096),
    "half a page": cut(6000),
    "garbage": garbage,
    "text": lambda path: path.write_text("not a database at all\n" * 500),
    "zeros after the first page": zeros,
    "a folder": folder,
    "a pipe": pipe,
    "a dead link": dead_link,
    "a link to a text": link_to_a_text,
    "other tables": other_tables,
    "another form": sql("PRAGMA user_version = 99"),
    "another program's": sql("PRAGMA application_id = 1"),
    "no table": sql("DROP TABLE found"),
    "no other table": sql("DROP TABLE fresh"),
    "no columns": sql("DROP TABLE found", "CREATE TABLE found (id INTEGER PRIMARY KEY)"),
    "strange values": sql("UPDATE found SET packed = 'text', state = 5, looked = 'x'"),
    "nulls": sql("UPDATE found SET packed = NULL"),
    "rows of each other": sql("UPDATE found SET packed = (SELECT packed FROM found LIMIT 1)"),
    "no rows": sql("DELETE FROM found"),
    "strange freshness": sql("UPDATE fresh SET count = 'many', ids = x'ff'"),
    "two freshnesses": sql("INSERT INTO fresh VALUES (0, x'00', 1e99, NULL)"),
    "a garbage journal": garbage_journal,
    "a folder for a journal": folder_for_a_journal,
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_costs_time_only(seeded: Library, kind: str) -> None:
    recognise_all(seeded)
    DAMAGE[kind](db_of(seeded))
    before = time.monotonic()
    assert all_right(seeded)
    try:
        assert recognise_all(seeded).done
    except LibraryError as error:
        assert kind in ("a folder", "a pipe", "a dead link", "a folder for a journal")
        assert "cannot keep mentions in" in str(error)  # noqa: PT017  # either is right
    assert all_right(seeded)
    assert time.monotonic() < before + 5
    if (other := db_of(seeded).with_name("other")).exists():
        assert other.read_text() == "precious"


class Kept:
    """A library, what is right in it, and its database."""

    def __init__(self, path: Path) -> None:
        self.library = library = Library.open(path)
        for number in range(40):
            add_text(library, f"AMMAN — Item {number}. {' '.join(SENTENCES[number : number + 4])}")
        recognise_all(library)
        self.right = {it.id: truth(library, it) for it in articles(library)}
        self.whole = db_of(library).read_bytes()

    def holds(self, step: int = 1) -> bool:
        read = self.library.article
        return all(
            self.library.mentions(read(id)) == self.right[id] for id in list(self.right)[::step]
        )


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("kept") / "library")


@given(data=st.data())
@settings(max_examples=400 if LONG else 20)
def test_bytes_that_changed_are_not_believed(kept: Kept, data: st.DataObject) -> None:
    raw = bytearray(kept.whole)
    near = st.integers(0, 120) | st.integers(0, len(raw) - 1)  # the header more often
    for at in data.draw(st.lists(near, min_size=1, max_size=40)):
        raw[at] = data.draw(st.integers(0, 255))
    if data.draw(st.integers(0, 4)) == 0:
        del raw[data.draw(st.integers(0, len(raw))) :]
    db_of(kept.library).write_bytes(raw)
    assert kept.holds(data.draw(st.integers(1, 9)))
    assert recognise_all(kept.library).done
    assert kept.holds()


def test_a_table_whose_name_is_no_text_is_damage(kept: Kept) -> None:
    raw = bytearray(kept.whole)
    at = raw.index(b"found")
    raw[at : at + 5] = b"\xff\xfe\xff\xfe\xff"  # SQLite says it in its message, as it is
    db_of(kept.library).write_bytes(raw)
    assert kept.holds()
    assert recognise_all(kept.library).done
    assert kept.holds()


def test_a_locked_file_is_done_without(seeded: Library, seed_id: str) -> None:
    recognise_all(seeded)
    other = sqlite3.connect(db_of(seeded), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    article = seeded.article(seed_id)
    begun = time.monotonic()
    assert known(seeded, article) is None
    assert time.monotonic() < begun + 0.2
    assert seeded.mentions(article) == truth(seeded, article)
    other.close()
    assert known(seeded, article) == truth(seeded, article)


def test_a_full_disk_is_done_without(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def full(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if "mentions.db" in str(path):
            raise OSError(28, "No space left on device")
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", full)
    article = seeded.article(seed_id)
    assert seeded.mentions(article) == truth(seeded, article)
    with pytest.raises(LibraryError, match=r"cannot keep mentions in .*No space left"):
        recognise_all(seeded)


def test_a_library_that_may_only_be_read_uses_what_is_kept(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch, counted: list[str]
) -> None:
    recognise_all(seeded)
    seeded.close()
    raw = db_of(seeded).read_bytes()
    counted.clear()
    monkeypatch.setattr("store.logs.prepare", lambda *_: "Read-only file system")
    with Library.open(seeded.path) as library:
        assert library.logs.read_only
        assert all_right(library)
        assert counted == []
        monkeypatch.setattr(entities, "VERSION", 99)
        assert all_right(library)
        assert len(counted) == len(library.select())
        background = Background(library, lambda done, of: None)
        background.look()
        assert background._thread is None
    assert db_of(seeded).read_bytes() == raw


# -- several programs ------------------------------------------------------------------------------


def child_words(path: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "tui", "--library", str(path), "recognise", *words]


def test_two_programs_at_once(tmp_path: Path) -> None:
    path = make(tmp_path / "library", 60, marked=0)
    words = ["-c", "import sys\nfrom store.library import Library\nfrom store.recognising import *\n"
             "print(recognise_all(Library.open(sys.argv[1])).done)", str(path)]  # fmt: skip
    programs = [
        subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    with Library.open(path) as library:
        while any(program.poll() is None for program in programs):
            for row in library.select().rows[:3]:
                article = library.article(row.id)
                assert library.mentions(article) == truth(library, article)
        for program in programs:
            assert program.communicate()[0] == b"True\n"
        assert recognise_all(library).recognised == 0
        assert all_right(library)


def test_only_one_works_for_readers(seeded: Library) -> None:
    words = [*child_words(seeded.path, "--for-reader")]
    with alone(seeded):
        done = subprocess.run(words, cwd=ROOT, input=None, stdin=subprocess.PIPE, timeout=20,
                              capture_output=False, stdout=subprocess.PIPE, check=True)  # fmt: skip
        assert done.stdout == b""
        with pytest.raises(TimeoutError), alone(seeded):
            pass


def kept_count(path: Path) -> int:
    db = path / ".cache" / "mentions.db"
    if not db.exists():
        return 0
    with sqlite3.connect(f"{db.as_uri()}?mode=ro", 5, uri=True) as opened:
        try:
            count: int = opened.execute("SELECT count(*) FROM found").fetchone()[0]
        except sqlite3.OperationalError:  # not made yet
            return 0
    opened.close()
    return count


def until(holds: Callable[[], bool], seconds: float) -> float:
    """Wait; returns how long it took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() < begun + seconds, "it never came"
        time.sleep(0.01)
    return time.monotonic() - begun


def test_killed_in_the_middle_it_goes_on_from_there(tmp_path: Path) -> None:
    path = make(tmp_path / "library", 150, marked=0)
    for share in (1, 30, 60):
        child = subprocess.Popen(
            child_words(path, "--for-reader"), cwd=ROOT, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        with child:
            until(lambda share=share: kept_count(path) >= share, 30)  # type: ignore[misc]
            child.kill()
    there = kept_count(path)
    with Library.open(path) as library:
        outcome = recognise_all(library)
        assert outcome.done
        assert outcome.recognised == 150 - there
        assert all_right(library)


def is_running(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def children(pid: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            said = status.read_text()
        except OSError:
            continue
        if f"\nPPid:\t{pid}\n" in said and "\nState:\tZ" not in said:
            found.append(int(status.parent.name))
    return found


# -- the reader ------------------------------------------------------------------------------------


@pytest.fixture
def windows() -> Iterator[list[Window]]:
    opened: list[Window] = []
    yield opened
    for window in opened:
        window.done()


needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_the_child_ends_with_its_reader(
    tmp_path: Path, windows: list[Window], number: signal.Signals
) -> None:
    path = make(tmp_path / "library", 1000, marked=0)
    windows.append(window := Window(path))
    window.wait_for("recognising")
    (child,) = children(window.pid)
    assert os.getpriority(os.PRIO_PROCESS, child) > os.getpriority(os.PRIO_PROCESS, 0)
    window.kill(number)
    assert until(lambda: not is_running(child), 2) < 2


@needs_proc
def test_the_reader_shows_progress_then_mentions_and_then_nothing(
    tmp_path: Path, windows: list[Window]
) -> None:
    path = make(tmp_path / "library", 200, marked=0)
    windows.append(window := Window(path))
    window.wait_for("200 articles", "Item")
    window.wait_for("recognising")
    until(lambda: (window.pause(0.05), "recognising" not in window.shown)[1], 60)
    assert kept_count(path) == 200
    until(lambda: children(window.pid) == [], 5)
    window.type("\r")
    window.wait_for("entity")
    with Library.open(path) as other:  # another window, or a command
        add_text(other, f"AMMAN — {SENTENCES[0]}")
    until(lambda: (window.pause(0.05), kept_count(path) == 201)[1], 15)
    window.type("qq")
    window.ended(time.monotonic())
    assert window.code == 0


@needs_proc
def test_leaving_while_it_works_leaves_nobody_behind(tmp_path: Path, windows: list[Window]) -> None:
    path = make(tmp_path / "library", 1000, marked=0)
    windows.append(window := Window(path))
    window.wait_for("recognising")
    (child,) = children(window.pid)
    window.type("q")
    window.ended(time.monotonic())
    until(lambda: not is_running(child), 2)
    assert window.code == 0
    assert kept_count(path) > 0


async def test_what_is_kept_is_shown_with_the_article(seeded: Library, seed_id: str) -> None:
    recognise_all(seeded)
    async with DatelineApp(seeded).run_test(size=(132, 40)) as pilot:
        reader = pilot.app.screen
        assert isinstance(reader, Reader)
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        reader.read(seed_id)
        assert reader.desk.entities, "no thread was waited for"
        assert list(pilot.app.workers) == []
        await pilot.pause()
        assert reader.page.entity[1] > 0


def test_the_first_paint_waits_for_no_database(seeded: Library) -> None:
    recognise_all(seeded)
    seeded.close()
    code = """
import asyncio, sys
from store.library import Library
from tui.app import DatelineApp
async def look():
    async with DatelineApp(Library.open(sys.argv[1])).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert len(pilot.app.screen.list.selection) > 0
        print("sqlite3" in sys.modules, "store.entities" in sys.modules)
        for _ in range(100):
            if {"sqlite3", "store.entities"} <= sys.modules.keys():
                break
            await pilot.pause(0.05)
        print({"sqlite3", "store.entities"} <= sys.modules.keys())
asyncio.run(look())
"""
    words = [sys.executable, "-c", code, str(seeded.path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "True"]


def test_listing_loads_no_database(seeded: Library) -> None:
    seeded.close()
    code = (
        "import sys\nfrom tui.cli import main\nmain(['--library', sys.argv[1], 'list'])\n"
        "print('sqlite3' in sys.modules)"
    )
    words = [sys.executable, "-c", code, str(seeded.path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split()[-1] == "False"


# -- the verb --------------------------------------------------------------------------------------


def test_the_verb_says_what_it_did(seeded: Library, capsys: pytest.CaptureFixture[str]) -> None:
    seeded.close()
    words = ["--library", str(seeded.path), "recognise"]
    count = len(seeded.select())
    assert main([*words, "--json"]) == 0
    printed = capsys.readouterr()
    wanted = {"looked_at": count, "recognised": count, "failed": 0, "done": True}
    assert json.loads(printed.out) == wanted
    assert printed.err == ""
    assert main(words) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "all articles were recognised already\n")


def test_the_verb_waits_for_another_program(
    seeded: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.verbs import recognising as verb

    lock = alone(seeded)
    lock.__enter__()

    def let_go(_: float) -> None:
        lock.__exit__(None, None, None)

    monkeypatch.setattr(verb.time, "sleep", let_go)
    assert main(["--library", str(seeded.path), "recognise"]) == 0
    assert "waiting for it" in capsys.readouterr().err


def test_the_verb_refuses_what_it_cannot_keep(
    seeded: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    db_of(seeded).parent.mkdir(exist_ok=True)
    db_of(seeded).mkdir()
    assert main(["--library", str(seeded.path), "recognise"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "cannot keep mentions in" in said
    assert "not a plain file" in said


def test_ctrl_c_loses_nothing(tmp_path: Path, windows: list[Window]) -> None:
    path = make(tmp_path / "library", 1000, marked=0)
    code = "import sys\nfrom tui.cli import main\nsys.exit(main(sys.argv[1:]))"
    windows.append(window := Window(path, "--library", str(path), "recognise", code=code))
    window.wait_for("recognising", "/1000")
    until(lambda: (window.pause(0.02), kept_count(path) > 20)[1], 30)
    window.type("\x03")
    window.ended(time.monotonic())
    assert window.code == 130
    said = re.search(rb"([\d,]+) articles recognised, then stopped", window.sent)
    assert said
    assert int(said[1].replace(b",", b"")) == kept_count(path)
