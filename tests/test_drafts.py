"""A note that is being written survives the window, however that ends, and is offered again."""

import json
import os
import signal
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_reading import WIDE, press, read_seed, reader, screen_text, selected, settle

from store import marks
from store.drafts import Drafts, NoteDraft
from store.errors import LibraryError
from store.library import Library
from support import add_text
from tui.app import DatelineApp
from tui.ending import Ending, Loss
from window import Window

DRAFT = NoteDraft("a" * 16, 3, 9, None, "half a no\nte \ud800", "quoted")


def left(folder: Path) -> list[NoteDraft]:
    """What a window that starts now would offer."""
    drafts = Drafts(folder)
    try:
        return [it.draft for it in drafts.left_behind()]
    finally:
        drafts.close(lambda _: True)


def die(drafts: Drafts) -> None:
    """What the system does when a window is killed: its lock is freed, nothing else happens."""
    assert drafts._file
    drafts._file.release()


# -- on disk -------------------------------------------------------------------------------------


def test_a_draft_is_offered_once_its_window_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    drafts = Drafts(folder, now=lambda: 17)
    drafts.keep(DRAFT)
    assert left(folder) == []
    die(drafts)
    assert left(folder) == [replace(DRAFT, at=17)]


def test_nothing_typed_leaves_no_folder(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.left_behind() == []
    drafts.drop(DRAFT.place)
    drafts.close(lambda _: True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("umask", [0, 0o077, 0o277])
def test_drafts_are_private_under_any_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        Drafts(tmp_path / "drafts").keep(DRAFT)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "drafts").stat().st_mode) == 0o700
    names = list((tmp_path / "drafts").iterdir())
    assert len(names) == 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in names} == {0o600}


def test_the_last_draft_takes_its_files_with_it(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(DRAFT)
    drafts.keep(replace(DRAFT, start=None, end=None))
    drafts.drop(DRAFT.place)
    assert len(list(tmp_path.iterdir())) == 2
    drafts.drop((DRAFT.article, None, None))
    assert list(tmp_path.iterdir()) == []


def test_two_windows_that_start_are_not_given_the_same_draft(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(DRAFT)
    die(drafts)
    first, second = Drafts(tmp_path), Drafts(tmp_path)
    (offered,) = first.left_behind()
    assert second.left_behind() == []
    first.put_off(offered)
    assert [it.draft.text for it in second.left_behind()] == [DRAFT.text]


def test_what_is_taken_over_stays_on_disk_and_is_nobody_elses(tmp_path: Path) -> None:
    gone = Drafts(tmp_path)
    gone.keep(DRAFT)
    gone.keep(replace(DRAFT, start=None, end=None))
    die(gone)
    drafts = Drafts(tmp_path)
    first, second = drafts.left_behind()
    drafts.take(first)
    drafts.put_off(second)
    assert left(tmp_path) == [second.draft]
    assert drafts.get(first.draft.place) == first.draft
    drafts.close(lambda _: True)
    assert {it.place for it in left(tmp_path)} == {first.draft.place, second.draft.place}


@pytest.mark.parametrize(
    "found",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": "dateline draft 1", "drafts": 3}',
        b'{"format": "dateline draft 1", "drafts": [3, {"text": "x"}]}',
        b'{"format": "dateline draft 9", "drafts": []}',
    ],
)
def test_what_is_damaged_or_foreign_is_left_alone(tmp_path: Path, found: bytes) -> None:
    (tmp_path / "x.json").write_bytes(found)
    (tmp_path / "notes.txt").write_bytes(b"mine")
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    assert left(tmp_path) == []
    assert (tmp_path / "x.json").read_bytes() == found
    assert (tmp_path / "notes.txt").read_bytes() == b"mine"


def test_a_full_disk_leaves_the_last_draft_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    drafts = Drafts(tmp_path)
    drafts.keep(DRAFT)
    with monkeypatch.context() as patch:
        patch.setattr("os.fdatasync", full)
        with pytest.raises(LibraryError, match="No space left"):
            drafts.keep(replace(DRAFT, text="half a note and mo"))
        held = drafts.get(DRAFT.place)
        assert held
        assert held.text == "half a note and mo"
    die(drafts)
    assert [it.text for it in left(tmp_path)] == [DRAFT.text]


# -- in the reader -------------------------------------------------------------------------------


def on_disk(library: Library) -> list[str]:
    """The texts in every draft file, whether its window lives or not."""
    found = sorted((library.path / "drafts").glob("*.json"))
    return [draft["text"] for path in found for draft in json.loads(path.read_bytes())["drafts"]]


def leave_behind(library: Library, id: str, text: str, span: tuple[int, int] | None) -> None:
    """What a window leaves that is killed while a note is being written."""
    quote = library.article(id).text[slice(*span)] if span else ""
    drafts = Drafts(library.path / "drafts", library.now)
    drafts.keep(NoteDraft(id, *(span or (None, None)), None, text, quote))
    die(drafts)


def note_texts(library: Library, id: str) -> list[str]:
    return [note.text for note in library.marks_of(library.article(id)).notes]


async def test_what_is_typed_is_on_disk_within_a_second(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c")
        await pilot.pause(0.7)
        assert not (seeded.path / "drafts").exists()
        await press(pilot, *"ask")
        await pilot.pause(0.7)
        assert on_disk(seeded) == ["ask"]
        await press(pilot, "enter")
        assert note_texts(seeded, seed_id) == ["ask"]
        assert list((seeded.path / "drafts").iterdir()) == []


async def test_the_note_is_on_disk_before_its_draft_goes(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    real = Drafts.drop

    def drop(self: Drafts, place: object) -> None:
        seen.append(note_texts(Library.open(seeded.path), seed_id))
        real(self, place)  # type: ignore[arg-type]

    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c", *"ask")
        await pilot.pause(0.7)
        monkeypatch.setattr(Drafts, "drop", drop)
        await press(pilot, "enter")
    assert seen == [["ask"]]


async def test_escape_leaves_the_note_and_c_brings_back_what_was_typed(
    seeded: Library, seed_id: str
) -> None:
    seeded.apply(marks.note(seeded.article(seed_id), "as it was", None, None))
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "C", *" and more", "escape")
        assert note_texts(seeded, seed_id) == ["as it was"]
        assert "c brings back" in screen_text(pilot)
        assert on_disk(seeded) == ["as it was and more"]
        await press(pilot, "w", "c", "escape")
        assert "c brings back" not in screen_text(pilot)
        await press(pilot, "C")
        assert "as it was and more" in screen_text(pilot)
        assert "is back" in screen_text(pilot)
        await press(pilot, "enter")
        assert note_texts(seeded, seed_id) == ["as it was and more"]
        await press(pilot, "w", "c", *"away", "escape", "q", "q")
    assert list((seeded.path / "drafts").iterdir()) == []


async def test_an_unfinished_note_is_offered_and_gone_on_with(
    seeded: Library, seed_id: str
) -> None:
    span = (
        seeded.article(seed_id).text.index("Anbar"),
        seeded.article(seed_id).text.index("Anbar") + 5,
    )
    leave_behind(seeded, seed_id, "half a no", span)
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await settle(pilot)
        shown = screen_text(pilot)
        assert "An unfinished note on “Anbar” (" in shown
        assert "half a no" in shown
        assert "throw it away" in shown
        await press(pilot, "j", "t", "x", "c")
        assert selected(pilot) == "Anbar"
        assert "Note on “Anbar”" in screen_text(pilot)
        assert len(on_disk(seeded)) == 1
        await press(pilot, *"te", "enter")
        assert note_texts(seeded, seed_id) == ["half a note"]
        assert seeded.row(seed_id).tags == ()
    assert on_disk(seeded) == []


async def test_an_unfinished_note_can_wait(seeded: Library, seed_id: str) -> None:
    leave_behind(seeded, seed_id, "later", None)
    for _ in range(2):
        async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
            await settle(pilot)
            assert "An unfinished note (" in screen_text(pilot)
            await press(pilot, "escape")
            assert "An unfinished note" not in screen_text(pilot)
            assert pilot.app.focused is reader(pilot).list
            await press(pilot, "j", "q")
    assert on_disk(seeded) == ["later"]


async def test_an_unfinished_note_can_be_thrown_away(seeded: Library, seed_id: str) -> None:
    leave_behind(seeded, seed_id, "no use", None)
    leave_behind(seeded, seed_id, "second", (0, 4))
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "second" in screen_text(pilot)
        await press(pilot, "escape")
        assert "no use" in screen_text(pilot)
        await press(pilot, "d")
        assert "thrown away" in screen_text(pilot)
        await press(pilot, "q")
    assert on_disk(seeded) == ["second"]


async def test_a_window_that_is_alive_keeps_its_draft_to_itself(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c", *"mine")
        await pilot.pause(0.7)
        assert on_disk(seeded) == ["mine"]
        assert left(seeded.path / "drafts") == []
        pilot.app.exit()
    assert [it.text for it in left(seeded.path / "drafts")] == ["mine"]


@pytest.mark.parametrize("gone", ["article", "span"])
async def test_a_draft_whose_place_is_gone_is_not_lost(
    seeded: Library, seed_id: str, gone: str
) -> None:
    drafts = Drafts(seeded.path / "drafts")
    if gone == "article":
        drafts.keep(NoteDraft("0" * 16, 0, 4, None, "precious", "gone"))
    else:
        drafts.keep(NoteDraft(seed_id, 5, 99_999, "no such note", "precious", "other words"))
    die(drafts)
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert "precious" in screen_text(pilot)
        await press(pilot, "enter")
        assert "precious" in screen_text(pilot)
        await press(pilot, "enter")
        if gone == "article":
            assert "not in this library" in screen_text(pilot)
            await press(pilot, "escape", "q")
    if gone == "article":
        assert on_disk(seeded) == ["precious"]
    else:
        assert note_texts(seeded, seed_id) == ["precious"]
        assert on_disk(seeded) == []


async def test_a_disk_that_takes_no_draft_is_said_and_the_editor_goes_on(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c", *"pre")
        with monkeypatch.context() as patch:
            patch.setattr("store.log.disk.replace", full)
            await press(pilot, "c")
            for _ in range(50):
                await pilot.pause(0.1)
                if "put aside on disk: No space left" in screen_text(pilot):
                    break
            assert "put aside on disk: No space left" in screen_text(pilot)
        await press(pilot, *"ious")
        assert "precious" in screen_text(pilot)
        for _ in range(50):
            await pilot.pause(0.1)
            if on_disk(seeded) == ["precious"]:
                break
        assert on_disk(seeded) == ["precious"]
        await press(pilot, "enter")
    assert note_texts(seeded, seed_id) == ["precious"]


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


async def test_leaving_with_a_note_that_is_on_no_disk_is_asked_twice(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DatelineApp(seeded)
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        monkeypatch.setattr("store.log.disk.replace", full)
        await press(pilot, "c", *"prec", "ctrl+q")
        assert "not on disk; Ctrl-Q again throws it away" in screen_text(pilot)
        await press(pilot, *"ious", "ctrl+q")
        assert "not on disk; Ctrl-Q again throws it away" in screen_text(pilot)
        assert pilot.app.is_running
        await press(pilot, "ctrl+q")
        assert not pilot.app.is_running
    assert app.return_code == 0
    assert app.loss == Loss(("precious",), False)
    assert Ending(True, app.loss).said(seeded.path / "drafts") == []


async def test_a_disk_that_has_room_again_takes_the_note_when_leaving(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DatelineApp(seeded)
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        with monkeypatch.context() as patch:
            patch.setattr("store.log.disk.replace", full)
            await press(pilot, "c", *"precious")
            await pilot.pause(0.7)
            await press(pilot, "ctrl+q")
            assert pilot.app.is_running
        await press(pilot, "ctrl+q")
        assert not pilot.app.is_running
    assert app.loss is None
    assert on_disk(seeded) == ["precious"]


async def test_an_earlier_part_that_is_kept_is_called_so(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DatelineApp(seeded)
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c", *"prec")
        await pilot.pause(0.7)
        monkeypatch.setattr("store.log.disk.replace", full)
        await press(pilot, *"ious", "ctrl+q", "ctrl+q")
    (said,) = Ending(True, app.loss).said(seeded.path / "drafts")
    assert "only an earlier part of the note is kept" in said
    assert on_disk(seeded) == ["prec"]


async def test_an_undo_takes_no_draft_away(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c", *"precious")
        await pilot.pause(0.7)
        await press(pilot, "ctrl+t")
        assert "precious" not in screen_text(pilot)
        await pilot.pause(0.7)
        assert on_disk(seeded) == ["precious"]
        await press(pilot, "ctrl+y")
        assert "precious" in screen_text(pilot)
        await press(pilot, *"ly", "enter")
        assert note_texts(seeded, seed_id) == ["preciously"]
        assert on_disk(seeded) == []


async def test_an_undo_goes_no_further_back_than_the_note_as_it_was(
    seeded: Library, seed_id: str
) -> None:
    seeded.apply(marks.note(seeded.article(seed_id), "as it was", None, None))
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c", *"another", "escape", "C", "ctrl+t", "ctrl+t")
        assert "as it was" in screen_text(pilot)
        await press(pilot, *" and", "ctrl+t", "ctrl+t", "enter")
    assert note_texts(seeded, seed_id) == ["as it was"]


async def test_a_note_goes_to_its_article_whatever_is_open_by_then(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "C", *"for this one")
        other = next(row.id for row in seeded.select() if row.id != seed_id)
        reader(pilot).open(other)
        await press(pilot, "enter")
    assert note_texts(seeded, seed_id) == ["for this one"]
    assert note_texts(seeded, other) == []


async def test_an_editor_that_moves_on_puts_aside_what_stood_in_it(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c", *"first")
        reader(pilot).page.focus()
        await press(pilot, "w", "c", *"second", "enter", "b", "c")
        assert "first" in screen_text(pilot)
        await press(pilot, "enter")
    assert sorted(note_texts(seeded, seed_id)) == ["first", "second"]


async def test_two_drafts_of_one_place_are_both_kept(seeded: Library, seed_id: str) -> None:
    leave_behind(seeded, seed_id, "from one window", None)
    leave_behind(seeded, seed_id, "from another", None)
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await press(pilot, "c", "escape", "c")
        await press(pilot, "enter")
    assert note_texts(seeded, seed_id) == ["from one window\n\nfrom another"]


# -- in a terminal -------------------------------------------------------------------------------


@pytest.fixture
def open_window(tmp_path: Path) -> Iterator[Callable[..., Window]]:
    opened: list[Window] = []

    def open_window(*words: str, **more: str) -> Window:
        opened.append(Window(tmp_path / "library", *words, **more))  # type: ignore[arg-type]
        return opened[-1]

    yield open_window
    for window in opened:
        window.done()


def half_a_note(open_window: Callable[..., Window], library: Path, pause: float) -> Window:
    with Library.open(library) as made:
        add_text(made, "A title\n\nAMMAN (Petra) — Some words to write about.")
    window = open_window()
    window.wait_for("A title", "? keys")
    window.type("\rcwho told the")
    window.wait_for("Note on “", "who told the")
    window.type("m")
    window.wait_for("who told them")
    window.pause(pause)
    return window


def is_offered(open_window: Callable[..., Window]) -> None:
    again = open_window()
    again.wait_for("An unfinished note on “", "who told them")
    again.type("c so?\r")
    again.wait_for("noted: who told them so?")
    again.type("qq")
    again.ended(time.monotonic())
    assert again.code == 0


def test_killed_outright_loses_at_most_a_second(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    window = half_a_note(open_window, tmp_path / "library", pause=1.2)
    window.kill(signal.SIGKILL)
    is_offered(open_window)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_the_note_and_gives_the_terminal_back(
    open_window: Callable[..., Window], tmp_path: Path, number: int
) -> None:
    window = half_a_note(open_window, tmp_path / "library", pause=0)
    assert window.modes != window.before
    assert window.kill(number) < 2
    assert window.code == 0
    assert window.modes == window.before
    for on, off in ((b"?1049h", b"?1049l"), (b"?1000h", b"?1000l"), (b"?1003h", b"?1003l"),
                    (b"?25l", b"?25h"), (b"?2004h", b"?2004l"), (b"?7l", b"?7h")):  # fmt: skip
        assert window.sent.rfind(b"\x1b[" + off) > window.sent.rfind(b"\x1b[" + on) >= 0
    is_offered(open_window)


def test_a_closed_terminal_keeps_the_note(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    window = half_a_note(open_window, tmp_path / "library", pause=0)
    assert window.close_terminal() < 2.5
    is_offered(open_window)


def test_a_program_that_hangs_gives_the_terminal_back_all_the_same(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    with Library.open(tmp_path / "library") as made:
        add_text(made, "A title\n\nAMMAN (Petra) — Some words to write about.")
    code = (
        "import sys, time\nfrom tui.cli import main\nfrom tui.dialogs.note import NoteArea\n"
        "NoteArea.action_new_line = lambda self: time.sleep(30)\n"
        "sys.exit(main(['--library', sys.argv[1]]))"
    )
    window = open_window(str(tmp_path / "library"), code=code)
    window.wait_for("A title", "? keys")
    window.type("\rcwho told them")
    window.wait_for("who told them")
    window.pause(0.8)
    window.type("\n")
    window.pause(0.3)
    assert window.kill(signal.SIGTERM) < 2
    assert window.modes == window.before
    assert window.sent.rstrip().endswith(b"\x1b[?1049l\x1b[?25h\x1b[?1004l")
    is_offered(open_window)


def test_a_terminal_that_takes_nothing_more_does_not_keep_the_program(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    window = half_a_note(open_window, tmp_path / "library", pause=0.8)
    window.type("\x1b\x1b" + "j" * 10)
    os.kill(window.pid, signal.SIGTERM)  # and nobody reads what it has to say
    assert window.ended(time.monotonic()) < 2.5
    assert left(tmp_path / "library" / "drafts")


def test_a_byte_that_is_no_text_comes_as_a_stand_in(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    window = half_a_note(open_window, tmp_path / "library", pause=0.2)
    window.type(b" caf\xe9 \xff.\r")
    window.wait_for("noted: who told them caf\N{REPLACEMENT CHARACTER}")
    window.type("qq")
    window.ended(time.monotonic())
    assert window.code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("earlier", [False, True])
def test_a_signal_hands_over_a_note_that_no_disk_took(
    open_window: Callable[..., Window], tmp_path: Path, number: int, earlier: bool
) -> None:
    with Library.open(tmp_path / "library") as made:
        add_text(made, "A title\n\nAMMAN (Petra) — Some words to write about.")
    room = 1 if earlier else 0
    code = (
        "import sys\nfrom tui.cli import main\nfrom store.drafts import _File\n"
        "wrote, write = [], _File.write\n"
        "def writes(self):\n"
        f"    if len(wrote) >= {room}: raise OSError(28, 'No space left on device')\n"
        "    wrote.append(write(self))\n"
        "_File.write = writes\n"
        "sys.exit(main(['--library', sys.argv[1]]))"
    )
    window = open_window(str(tmp_path / "library"), code=code)
    window.wait_for("A title", "? keys")
    window.type("\rcwho told")
    window.wait_for("who told")
    if earlier:
        window.pause(0.8)
    window.type("\nthem \x1b[200~\N{RIGHT-TO-LEFT OVERRIDE}so\x1b[201~")
    window.wait_for("put aside on disk: No space left")
    assert window.kill(number) < 2
    assert window.code == 2
    assert window.modes == window.before
    after = window.sent.rpartition(b"\x1b[?1049l")[2].decode()
    stand_in = "\N{REPLACEMENT CHARACTER}"
    assert f"not be put on disk:\r\nwho told\r\nthem {stand_in}so\r\n" in after
    assert ("only an earlier part of the note is kept" in after) == earlier
    assert [it.text for it in left(tmp_path / "library" / "drafts")] == ["who told"] * room


def test_ctrl_z_in_the_editor_goes_to_the_shell(
    open_window: Callable[..., Window], tmp_path: Path
) -> None:
    window = half_a_note(open_window, tmp_path / "library", pause=0.8)
    window.type("\x1a")
    window.pause(0.3)
    assert os.waitpid(window.pid, os.WNOHANG | os.WUNTRACED)[0] == window.pid
    os.kill(window.pid, signal.SIGCONT)
    window.wait_for("Note on “", "who told them")
    window.type("\x14")
    window.pause(0.7)
    window.type("\x19 so?\r")
    window.wait_for("noted: who told them so?")
