"""A fault of our own: two lines and a log, and in neither a word of anybody's text."""

import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.drafts import Drafts
from store.library import Library
from support import add_text
from tui import crash
from window import Window

SECRET = "the minister's cousin"


@pytest.fixture(autouse=True)
def _logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def raised() -> Exception:
    note = SECRET
    try:
        try:
            raise KeyError(note)
        except KeyError as error:
            raise ZeroDivisionError(f"while at {note}") from error
    except ZeroDivisionError as error:
        return error


def logs(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "state").rglob("crash-*.log"))


def test_a_fault_is_two_lines_and_a_private_log_without_anybodys_words(tmp_path: Path) -> None:
    what, where = crash.report(raised())
    (log,) = logs(tmp_path)
    assert what.startswith("dateline: a fault in Dateline itself (ZeroDivisionError); ")
    assert str(log) in where
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    said = log.read_text()
    assert "ZeroDivisionError\n" in said
    assert "KeyError\n" in said
    assert re.search(r"test_crash\.py:\d+ raised\n", said)
    for name in ("textual ", "python ", "dateline"):
        assert name in said
    assert "cousin" not in what + where + said
    assert "while at" not in said
    assert "raise " not in said


def test_the_newest_ten_logs_stay(tmp_path: Path) -> None:
    for _ in range(13):
        last = crash.report(raised())[1]
    assert len(logs(tmp_path)) == 10
    assert str(logs(tmp_path)[-1]) in last


def test_a_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    _, where = crash.report(raised())
    assert "cannot be written down" in where
    assert "DATELINE_DEBUG=1" in where


# What a person does not see coming: where it is raised, and which key brings it about.
FAULTS = {
    "key": "from tui.reader import Reader; Reader.action_toggle_read = broken",
    "priority key": "from tui.dialogs.note import NoteArea; NoteArea.action_new_line = broken",
    "message": "from tui.noting import Noting; Noting.on_note_editor_edited = broken",
    "timer": (
        "from tui.dialogs.note import NoteArea; NoteArea.action_new_line = "
        "lambda self: self.set_timer(0.05, lambda: broken(self))"
    ),
    "thread": (
        "import threading; from tui.dialogs.note import NoteArea; NoteArea.action_new_line = "
        "lambda self: threading.Thread(target=broken, args=(self,)).start()"
    ),
    "worker": (
        "from tui.dialogs.note import NoteArea; NoteArea.action_new_line = "
        "lambda self: self.run_worker(lambda: broken(self), thread=True)"
    ),
    "drawing": (
        "from tui.panes.bars import KeyBar; draw = KeyBar.render_line\n"
        "KeyBar.render_line = lambda self, y: broken(self) if 'keep' in str(self._keys) else draw(self, y)"
    ),
    "stray task": (
        "import asyncio, gc; from tui.dialogs.note import NoteArea\n"
        "async def later(self): broken(self)\n"
        "def start(self): asyncio.create_task(later(self)); self.set_timer(0.2, gc.collect)\n"
        "NoteArea.action_new_line = start"
    ),
}


@pytest.fixture
def windows() -> Iterator[list[Window]]:
    opened: list[Window] = []
    yield opened
    for window in opened:
        window.done()


def broken_window(library: Path, fault: str, **more: str) -> Window:
    """A reader on one article, with a fault put into it."""
    with Library.open(library) as made:
        add_text(made, f"A title\n\nAMMAN (Petra) — Some words on {SECRET}.")
    code = (
        "import sys\nfrom tui.cli import main\n"
        "def broken(self, *_):\n"
        f"    noted = {SECRET!r}\n"
        "    raise ZeroDivisionError(noted, self)\n"
        f"{fault}\n"
        "sys.exit(main(['--library', sys.argv[1]]))"
    )
    return Window(library, str(library), code=code, **more)


def test_who_looks_for_the_fault_is_shown_all_of_it(tmp_path: Path, windows: list[Window]) -> None:
    window = broken_window(tmp_path / "library", FAULTS["key"], DATELINE_DEBUG="1")
    windows.append(window)
    window.wait_for("A title", "? keys")
    window.type("r")
    window.ended(time.monotonic())
    assert b"Traceback" in window.sent
    assert logs(tmp_path) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_a_terminal_shows_no_note(
    tmp_path: Path, windows: list[Window], name: str
) -> None:
    library = tmp_path / "library"
    window = broken_window(library, FAULTS[name])
    windows.append(window)
    window.wait_for("A title", "? keys")
    window.type("\r")
    if name == "key":
        window.type("r")
    else:
        window.type(f"c{SECRET}\n")
    window.ended(time.monotonic())
    assert window.code == 2
    assert window.modes == window.before
    after = window.sent.rpartition(b"\x1b[?1049l")[2].decode()
    said = re.sub(r"\x1b\[[0-9;?<=>]*[a-zA-Z]", "", after).strip().splitlines()
    assert len(said) == 2, said
    assert "(ZeroDivisionError)" in said[0]
    (log,) = logs(tmp_path)
    assert str(log) in said[1]
    for told in (after, log.read_text()):
        assert "cousin" not in told
        assert "minister" not in told
        assert "Traceback" not in told
    if name not in ("key", "message", "drawing"):
        (left,) = Drafts(library / "drafts").left_behind()
        assert left.draft.text.startswith("the minister")
