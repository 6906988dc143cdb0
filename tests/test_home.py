"""The library's folder goes away, or another one comes in its place, while the library is open."""

import shutil
import signal
import time
from pathlib import Path

import pytest
from piloting import WIDE, press, read_seed, screen_text

from store import marks
from store.drafts import Drafts, NoteDraft
from store.errors import LibraryError
from store.importers import draft
from store.library import Library
from store.log.home import Home
from support import add_text
from tui.app import DatelineApp
from window import Window

WAYS = ["renamed", "deleted", "another"]


def take_away(folder: Path, way: str) -> Path:
    """Take a library's folder away; returns where it is now."""
    aside = folder.with_name("aside")
    if way == "deleted":
        shutil.copytree(folder, aside)
        shutil.rmtree(folder)
    else:
        folder.rename(aside)
    if way == "another":
        with Library.open(folder) as other:
            add_text(other, "Another title\n\nBEIRUT — Other words.")
            other.apply(marks.tag(other.select().rows[0].id, ["other"]))
    return aside


def files(*folders: Path) -> dict[Path, bytes]:
    """What is in all files of some folders, but for what is derived."""
    found = [it for folder in folders for it in folder.rglob("*") if it.is_file()]
    found = [it for it in found if it.name != ".lock" and it.parent.name != ".cache"]
    return {it: it.read_bytes() for it in found}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("fresh", [False, True])
def test_nothing_is_written_in_its_place(tmp_path: Path, way: str, fresh: bool) -> None:
    folder = tmp_path / "library"
    with Library.open(folder) as made:
        id = add_text(made, "A title\n\nAMMAN (Petra) — Some words.")
        made.apply(marks.tag(id, ["first"]))
    library = Library.open(folder)
    if not fresh:  # some of it was read, and so is known
        assert library.marks_of(library.article(id)).tags == ("first",)
    aside = take_away(folder, way)
    before = files(tmp_path)
    for write in (
        lambda: library.apply(marks.tag(id, ["second"])),
        lambda: library.undo(),
        lambda: library.add([draft(b"Third\n\nAMMAN - More words.", "-")]),
        lambda: library.marks.storage.transact(lambda _: {"tags": {"x": {"n": 1}}}),
        lambda: Drafts(folder / "drafts", home=library.logs.home).keep(
            NoteDraft(id, None, None, None, "typed")
        ),
    ):
        with pytest.raises(LibraryError, match="nothing was written: the library’s folder is gone"):
            write()
    with pytest.raises(LibraryError, match="gone"):
        library.refresh()
    library.close()
    assert files(tmp_path) == before
    assert folder.exists() == (way == "another")
    with Library.open(aside) as found:
        assert found.row(id).tags == ("first",)


def test_a_folder_that_comes_back_is_written_to(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder) as library:
        id = add_text(library, "A title\n\nAMMAN (Petra) — Some words.")
        aside = take_away(folder, "renamed")
        with pytest.raises(LibraryError):
            library.apply(marks.tag(id, ["first"]))
        aside.rename(folder)
        library.apply(marks.tag(id, ["first"]))
        assert library.row(id).tags == ("first",)


def test_where_folders_have_no_numbers_nothing_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.log.home._number", lambda _: None)
    home = Home(tmp_path / "library")
    home.check()


@pytest.mark.parametrize("way", WAYS)
async def test_a_note_that_has_no_library_stays_in_the_editor(
    seeded: Library, seed_id: str, way: str
) -> None:
    folder = seeded.path
    app = DatelineApp(seeded)
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c", *"precious")
        aside = take_away(folder, way)
        before = files(folder)
        await press(pilot, "enter")
        shown = screen_text(pilot)
        assert "nothing was written: the library’s folder is gone" in shown
        assert "precious" in shown
        await pilot.pause(1.2)
        assert files(folder) == before
        await press(pilot, "ctrl+q")
        assert "not on disk; Ctrl-Q again" in screen_text(pilot)
        if way == "another":
            shutil.rmtree(folder)
        if way != "deleted":  # a copy is another folder
            aside.rename(folder)
            await press(pilot, "enter")
            assert "noted: precious" in screen_text(pilot)
    if way != "deleted":
        (note,) = seeded.marks_of(seeded.article(seed_id)).notes
        assert note.text == "precious"
    else:
        assert not folder.exists(), list(folder.rglob("*"))


def test_a_reader_whose_library_was_moved_makes_no_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder) as made:
        add_text(made, "A title\n\nAMMAN (Petra) — Some words to write about.")
    window = Window(folder)
    try:
        window.wait_for("A title", "? keys")
        window.type("\r")
        window.wait_for("Some words", "0%")
        aside = take_away(folder, "renamed")
        window.type("cprecious\r")
        window.wait_for("nothing was written", "precious")
        window.pause(2)
        assert window.kill(signal.SIGTERM) < 2
        assert window.code == 2
        assert b"precious" in window.sent.rpartition(b"\x1b[?1049l")[2]
    finally:
        window.done()
    time.sleep(0.5)  # for what still went on in the background
    assert not folder.exists(), list(folder.rglob("*"))
    with Library.open(aside) as library:
        (row,) = library.select()
        assert library.marks_of(library.article(row.id)).notes == ()
