"""One journey in a real terminal: what only a terminal shows. Needs tmux."""

import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.library import Library
from support import ROOT, SEED, SEEDS

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Terminal:
    """A tmux server of the test's own, with one window."""

    def __init__(self, columns: int, rows: int, command: str, environment: str = "") -> None:
        self._name = f"dateline-{uuid.uuid4().hex[:8]}"
        # The shell stays when the program ends, so that its last screen can be looked at.
        script = f"cd {ROOT}; {environment} {command}; echo LEFT $?; exec cat"
        self._tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), script
        )

    def _tmux(self, *words: str) -> str:
        command = ["tmux", "-L", self._name, *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def keys(self, *keys: str) -> None:
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        self._tmux("send-keys", "-l", text)

    def resize(self, columns: int, rows: int) -> None:
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def screen(self, *options: str) -> str:
        return self._tmux("capture-pane", "-p", *options)

    def wait_for(self, *wanted: str, gone: str = "") -> str:
        """The screen, once it shows all that is wanted."""
        shown = ""
        for _ in range(150):
            shown = self.screen()
            if all(word in shown for word in wanted) and not (gone and gone in shown):
                return shown
            time.sleep(0.1)
        raise AssertionError(f"{wanted} never came, or {gone!r} stayed:\n{shown}")

    def close(self) -> None:
        self._tmux("kill-server")


Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Terminal] = []

    def start(columns: int, rows: int, *words: str, environment: str = "") -> Terminal:
        command = f"{sys.executable} -m tui --library {tmp_path}/library {' '.join(words)}"
        started.append(Terminal(columns, rows, command, f"env COLORTERM=truecolor {environment}"))
        return started[-1]

    yield start
    for terminal in started:
        terminal.close()


def test_a_newcomer_adds_reads_marks_leaves_and_finds_it_tomorrow(
    start: Start, tmp_path: Path
) -> None:
    terminal = start(120, 40, "seeds/")
    count = len(list(SEEDS.glob("*.txt")))
    terminal.wait_for(f"{count} articles", f"{count} added")
    terminal.keys("/")
    terminal.type("hatha al-youm")
    terminal.wait_for("1 article: “hatha”, “al youm”")
    terminal.keys("Enter")
    terminal.keys("Enter")
    terminal.wait_for("BAGHDAD (Dispatches) – Iraq’s pro-government", "match 1", "/2", "entity ")
    terminal.keys("Escape", "g", "e")
    terminal.wait_for("entity", gone="match")
    terminal.keys("s", "0")
    terminal.wait_for("▌", "highlighted “")
    terminal.keys("c")
    terminal.wait_for("Note on “", "Enter keep")
    terminal.type("ask Layla")
    terminal.keys("Enter")
    terminal.wait_for("noted: ask Layla", gone="Enter keep")
    terminal.keys("t")
    terminal.wait_for("Tab the next")
    terminal.type("anbar")
    terminal.keys("Enter")
    terminal.wait_for("tagged anbar", "[anbar]")
    terminal.resize(40, 15)
    terminal.wait_for("BAGHDAD (Dispatches) – Iraq’s\n")
    terminal.resize(80, 24)
    terminal.wait_for("BAGHDAD (Dispatches) – Iraq’s pro-government Popular Mobilization Units\n")
    terminal.keys("q")
    terminal.wait_for("Enter open")
    terminal.keys("q")
    terminal.wait_for("LEFT 0")

    with Library.open(tmp_path / "library") as library:
        (row,) = library.select("hatha al-youm")
        found = library.marks_of(library.article(row.id))
    assert found.tags == ("anbar",)
    assert [note.text for note in found.notes] == ["ask Layla"]
    assert len(found.highlights) == 1

    again = start(80, 24)
    again.wait_for(f"{count} articles", "[anbar]")


def test_keys_in_one_burst_go_where_they_were_meant(start: Start, tmp_path: Path) -> None:
    terminal = start(80, 24, f"seeds/{SEED}")
    terminal.wait_for("1 added")
    terminal.type("\r0tdaesh dead\rcnever again\r0qthatha\rq")
    terminal.wait_for("LEFT 0")
    with Library.open(tmp_path / "library") as library:
        (row,) = library.select()
        found = library.marks_of(library.article(row.id))
    assert found.tags == ("daesh dead", "hatha")
    assert [note.text for note in found.notes] == ["never again"]
    assert found.highlights == ()


@pytest.mark.parametrize("keys", ["q" + "jt?kx" * 20, "\x11" + "jk?" * 20])
def test_keys_typed_after_leaving_are_dropped(start: Start, keys: str) -> None:
    terminal = start(80, 24, f"seeds/{SEED}")
    terminal.wait_for("1 added")
    terminal.type(keys)
    shown = terminal.wait_for("LEFT 0")
    assert "Traceback" not in shown
    assert "exception" not in shown


def test_ctrl_z_goes_to_the_shell_and_fg_comes_back(tmp_path: Path) -> None:
    terminal = Terminal(80, 24, "bash --norc -i", "env PS1=SHELL:")
    try:
        terminal.wait_for("SHELL:")
        terminal.type(f"{sys.executable} -m tui --library {tmp_path}/library seeds/{SEED}\r")
        terminal.wait_for("1 added")
        terminal.keys("C-z")
        terminal.wait_for("Stopped")
        terminal.type("fg\r")
        terminal.wait_for("Enter open", "1 article", "BAGHDAD")
        terminal.keys("Enter")
        terminal.wait_for("entity")
    finally:
        terminal.close()


@pytest.mark.parametrize("name", ["TERM", "HUP"])
def test_a_signal_to_end_gives_the_terminal_back(start: Start, name: str) -> None:
    terminal = start(80, 24, f"seeds/{SEED}")
    terminal.wait_for("1 added")
    shell = terminal._tmux("display-message", "-p", "#{pane_pid}").strip()
    subprocess.run(["pkill", f"-{name}", "-P", shell], check=True)
    shown = terminal.wait_for("LEFT 0")
    assert "Enter open" not in shown
    assert terminal._tmux("display-message", "-p", "#{alternate_on} #{mouse_any_flag}") == "0 0\n"


def test_without_colour_nothing_is_coloured_and_types_have_letters(start: Start) -> None:
    terminal = start(90, 30, f"seeds/{SEED}", environment="NO_COLOR=1")
    terminal.wait_for("1 added")
    terminal.keys("Enter")
    shown = terminal.wait_for("Popular Mobilization Units", "entity")
    assert any(
        row.strip().startswith(("O ", "L ", "OL", "LO", "D ", "LD")) for row in shown.splitlines()
    )
    coloured = [
        part for part in terminal.screen("-e").split("\x1b[")[1:] if part[:3] in ("38;", "48;")
    ]
    assert coloured == []


def test_hostile_text_leaves_the_terminal_as_it_was(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    evil = "\x1b]2;PWNED\x07\x1b]52;c;aGVsbG8=\x07\x1b[2J\x1b[31m\x9b31m\x1bc"
    path.write_text(f"{evil} a [/] b\n\nAMMAN (Petra) — {evil} A text.\n")
    terminal = start(80, 24, str(path))
    terminal.wait_for("1 added")
    terminal.keys("Enter")
    terminal.wait_for("␛]52;c;aGVsbG8=␇", "a [/] b")
    title = terminal._tmux("display-message", "-p", "#{pane_title}")
    assert "PWNED" not in title
    assert "aGVsbG8" not in terminal._tmux("list-buffers")
