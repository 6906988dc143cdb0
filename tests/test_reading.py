"""Journeys with the keyboard, asserting what the library then holds."""

import os
import re
from pathlib import Path

import pytest
from piloting import (
    NARROW,
    SMALL,
    WIDE,
    press,
    read_seed,
    reader,
    screen_text,
    selected,
    settle,
)  # fmt: skip

from store import marks
from store.library import Library
from support import add_text
from tui.app import DatelineApp
from tui.dialogs.ask import Question, completions
from tui.reader import Reader

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW, SMALL, (20, 6), (8, 3)])


@pytest.fixture
def app(seeded: Library) -> DatelineApp:
    return DatelineApp(seeded)


# -- reading -------------------------------------------------------------------------------------


@SIZES
async def test_every_size_lists_and_opens(
    app: DatelineApp, seed_id: str, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, *"wwesSjkvVlhLH}{][gG0ciiqq"[:-2], "escape", "escape")
        assert reader(pilot).pane is reader(pilot).list


async def test_the_list_shows_what_there_is_to_know(
    app: DatelineApp, seeded: Library, seed_id: str
) -> None:
    seeded.apply(marks.tag(seed_id, ["anbar"]))
    seeded.apply(marks.note(seeded.article(seed_id), "a note", None, None))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        reader(pilot).list.go_to(seed_id)
        await settle(pilot)
        shown = screen_text(pilot)
        for wanted in (
            "●",
            "2019-07-09",
            "BAGHDAD",
            "Hatha al-Youm",
            "Iraq’s pro-g",
            "[anbar]",
            " 1",
        ):
            assert wanted in shown


async def test_opening_marks_as_read_and_glancing_does_not(
    app: DatelineApp, seeded: Library, seed_id: str
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.pause(0.2)
        for row in seeded.select().rows[:3]:
            glanced = reader(pilot).desk.article
            assert glanced is not None
            assert glanced.id == row.id
            await press(pilot, "j")
            await pilot.pause(0.2)
            await settle(pilot)
        glanced = reader(pilot).desk.article
        assert glanced is not None
        assert not any(row.read for row in seeded.select())
        await press(pilot, "enter")
        assert seeded.row(glanced.id).read
        await press(pilot, "r")
        assert not Library.open(seeded.path).row(glanced.id).read


async def test_the_page_shows_head_line_paragraphs_and_entities(
    app: DatelineApp, seed_id: str
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        shown = screen_text(pilot)
        assert "Hatha al-Youm | Iraq News" in shown
        assert "Organisations" in shown
        assert "Daesh terrorists.The" not in shown
        assert "BAGHDAD (Dispatches) – Iraq’s pro-government" in shown


async def test_entities_differ_by_more_than_colour(app: DatelineApp, seed_id: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        page = reader(pilot).page
        looks = {}
        for group in ("person", "org", "place", "event", "date"):
            style = page.look(group)
            looks[group] = (style.bold, style.italic, style.underline, style.underline2, style.dim)
        assert len(set(looks.values())) == len(looks)
        await press(pilot, "p")
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        gutters = {row[:3].strip() for row in screen_text(pilot).splitlines()[4:-3]}
        assert {"O", "L"} <= {letter for gutter in gutters for letter in gutter}


async def test_motions_select_what_they_land_on(app: DatelineApp, seed_id: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        steps = [
            ("w", "pro-government"),
            ("b", "Iraq"),
            ("s", "Iraq’s pro-government Popular Mobilization Units fighters have launched the second "
                  "phase of a military operation to purge the country’s western province of Anbar "
                  "along the border with Syria of Daesh terrorists."),
        ]  # fmt: skip
        for key, expected in steps:
            await press(pilot, key)
            assert selected(pilot) == expected
        await press(pilot, "e")
        first = selected(pilot)
        await press(pilot, "e")
        second = selected(pilot)
        await press(pilot, "E")
        assert selected(pilot) == first != second
        await press(pilot, "g")
        await press(pilot, "v", "v")
        grown = selected(pilot)
        await press(pilot, "V", "V")
        assert grown.startswith(selected(pilot))
        await press(pilot, "l", "l", "h")
        assert len(selected(pilot).split()) == 2


async def test_the_selection_is_never_out_of_view(app: DatelineApp, seed_id: str) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await read_seed(pilot, seed_id)
        page = reader(pilot).page
        for key in "jjjjjjjjjjjjGkkgeeeeeeee}}}{":
            await press(pilot, key)
            assert page._painter
            row = page._painter.layout.row_of(page.selected.start)
            assert 0 <= row - page.scroll_offset.y < page.size.height


async def test_next_and_previous_articles(app: DatelineApp, seeded: Library) -> None:
    rows = seeded.select().rows
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "enter")
        opened = []
        for key in ("J", "J", "K", "n", "N"):
            await press(pilot, key)
            article = reader(pilot).desk.article
            assert article
            opened.append(article.id)
        assert opened[:4] == [rows[1].id, rows[2].id, rows[1].id, rows[3].id]


async def test_find_narrows_the_list_as_it_is_typed(app: DatelineApp, seed_id: str) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "slash", *"hatha")
        assert [row.id for row in reader(pilot).list.selection] == [seed_id]
        await press(pilot, "enter")
        assert reader(pilot).pane is reader(pilot).list
        assert app.focused is reader(pilot).list
        await press(pilot, "escape")
        assert len(reader(pilot).list.selection) > 1
        await press(pilot, "slash", *"colour:red")
        assert "no field colour:" in screen_text(pilot)


# -- marking -------------------------------------------------------------------------------------


async def test_tag_note_highlight_delete_undo_redo(
    app: DatelineApp, seeded: Library, seed_id: str
) -> None:
    article = seeded.article(seed_id)

    def on_disk() -> tuple[tuple[str, ...], list[str], list[str]]:
        found = Library.open(seeded.path).marks_of(article)
        return (
            found.tags,
            [note.text for note in found.notes],
            [mark.quote for mark in found.highlights],
        )

    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "t", *"anbar", "enter")
        assert on_disk() == (("anbar",), [], [])
        await press(pilot, "l", "l", "l", "l", "0")
        assert on_disk()[2] == ["Iraq’s pro-government Popular Mobilization Units"]
        await press(pilot, "w", "c", *"who?", "ctrl+j", *"ask", "enter")
        assert on_disk()[1] == ["who?\nask"]
        assert "who?" in screen_text(pilot)
        await press(pilot, "c", "enter")
        assert on_disk()[1] == ["who?\nask"]
        await press(pilot, "C", *"on all", "enter")
        assert on_disk()[1] == ["on all", "who?\nask"]
        await press(pilot, "d")
        assert on_disk()[1] == ["on all"]
        await press(pilot, "u")
        assert on_disk()[1] == ["on all", "who?\nask"]
        assert "undid: deleted the note" in screen_text(pilot)
        await press(pilot, "u", "u", "u")
        assert on_disk() == (("anbar",), [], [])
        await press(pilot, "U")
        assert on_disk()[2] == ["Iraq’s pro-government Popular Mobilization Units"]
        assert "[anbar]" in screen_text(pilot)


async def test_all_is_there_tomorrow_and_in_a_second_window(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "0", "t", *"iraq", "enter")
        second = DatelineApp(Library.open(seeded.path))
    async with second.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        assert "[iraq]" in screen_text(pilot)
        assert "▌" in screen_text(pilot)
        other = Library.open(seeded.path)
        other.apply(marks.tag(seed_id, ["from elsewhere"]))
        await pilot.pause(1.2)
        await settle(pilot)
        assert "[from elsewhere]" in screen_text(pilot)


async def test_tag_completion_takes_the_best_match(
    app: DatelineApp, seeded: Library, seed_id: str
) -> None:
    other = seeded.select().rows[0].id
    seeded.apply(marks.tag(other, ["anbar", "shipping"]))
    async with app.run_test(size=NARROW) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, *"tanb", "enter")
        assert seeded.row(seed_id).tags == ("anbar",)
        await press(pilot, *"tan", "tab", "enter")
        assert seeded.row(seed_id).tags == ("an", "anbar")
        await press(pilot, *"t-anb", "enter")
        assert seeded.row(seed_id).tags == ("an",)
        await press(pilot, *"tsh", "escape")
        assert seeded.row(seed_id).tags == ("an",)
        assert app.focused is reader(pilot).page


def test_what_is_typed_in_full_wins_over_what_it_begins() -> None:
    question = Question("tag", "tag", known=("iraq-war", "anbar", "follow up"), completes=True)

    def first(typed: str) -> tuple[str, bool]:
        choice = completions(question, typed)[0]
        return choice.name, choice.is_new

    assert first("anb") == ("anbar", False)
    assert first("iraq") == ("iraq", True)
    assert first("iraq-w") == ("iraq-war", False)
    assert first("follow") == ("follow", True)
    assert first("ANBAR") == ("ANBAR", True)
    assert first("anbar") == ("anbar", False)


async def test_the_next_entity_may_lie_inside_the_selection(app: DatelineApp, seed_id: str) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "s", "w", "s", "e")
        assert selected(pilot) == "Hashd al-Sha’abi"


async def test_the_side_pane_shows_counts_scrolls_and_gives_way(
    app: DatelineApp, seed_id: str
) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "i")
        assert "Haider al-Abadi" in screen_text(pilot)
        assert re.search(r"Daesh +9", screen_text(pilot))
        await press(pilot, "space", "space")
        assert "Haider al-Abadi" not in screen_text(pilot)
        await press(pilot, "q")
        assert app.focused is reader(pilot).page
        assert "BAGHDAD (Dispatches)" in screen_text(pilot)
        await pilot.resize_terminal(*NARROW)
        await press(pilot, "i", "tab")
        assert app.focused is reader(pilot).side
        await press(pilot, "tab")
        assert app.focused is reader(pilot).list


async def test_a_highlight_again_takes_it_back(
    app: DatelineApp, seeded: Library, seed_id: str
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "0")
        assert seeded.row(seed_id).highlights == 1
        await press(pilot, "0")
        assert seeded.row(seed_id).highlights == 0
        await press(pilot, "d")
        assert "no highlight, note" in screen_text(pilot)


async def test_what_cannot_be_saved_is_said_and_the_note_stays(
    app: DatelineApp, seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(fd: int) -> None:
        raise OSError(28, "No space left on device")

    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c", *"precious")
        with monkeypatch.context() as patch:
            patch.setattr("os.fdatasync", full)
            await press(pilot, "enter")
            assert "No space left on device" in screen_text(pilot)
            assert "precious" in screen_text(pilot)
            assert seeded.row(seed_id).notes == 0
        await press(pilot, "enter")
        assert [note.text for note in seeded.marks_of(seeded.article(seed_id)).notes] == [
            "precious"
        ]


# -- safety --------------------------------------------------------------------------------------

EVIL = "a [/] b [@click=app.quit]x[/] [bold red] [link=http://e.vil]l[/link] [/nope]"
ESCAPES = "\x1b]52;c;aGVsbG8=\x07 \x1b[2J \x9b31m \x01 ‮evil‬ \u2028"


async def test_text_from_outside_is_literal_everywhere(library: Library) -> None:
    id = add_text(library, f"{EVIL}\n\nAMMAN (Petra) — {ESCAPES} {EVIL}")
    article = library.article(id)
    library.apply(marks.tag(id, [EVIL, ESCAPES]))
    library.apply(marks.note(article, f"{EVIL} {ESCAPES} \ud800", (0, 9), None))
    library.apply(marks.highlight(article, 0, len(article.text)))
    app = DatelineApp(library, greeting=f"{EVIL} {ESCAPES}")
    async with app.run_test(size=WIDE, notifications=True, tooltips=True) as pilot:
        await press(pilot, "enter", "e", "s", "t", "escape", "c", "escape", "i", "i")
        shown = screen_text(pilot)
        assert shown.count("[@click=app.quit]x[/]") >= 3
        for y, row in enumerate(shown.splitlines()):
            at = row.find("[@click=app.quit]x[/]")
            if at >= 0:
                for x in (at, at + 3, at + 17, at + 19):
                    await pilot.click(offset=(x, y))
        await settle(pilot)
        assert app.is_running
        for character in shown + screen_text(pilot):
            assert character == "\n" or ord(character) >= 32
            assert not "\x7f" <= character <= "\x9f"
            assert character not in "‪‫‬‭‮⁦⁧⁨⁩\ud800\u2028"


async def test_typed_and_pasted_text_is_literal_too(
    app: DatelineApp, seeded: Library, seed_id: str
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "t", *"[/]", "enter")
        assert seeded.row(seed_id).tags == ("[/]",)
        await press(pilot, "q", "slash", *'tag:"[/]"')
        assert [row.id for row in reader(pilot).list.selection] == [seed_id]


async def test_an_empty_library_says_what_to_do(library: Library) -> None:
    async with DatelineApp(library).run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "dateline add" in screen_text(pilot)
        await press(
            pilot, *"jkgGtrnNJKiu", "enter", "slash", "x", "escape", "question_mark", "escape"
        )
        assert pilot.app.is_running


async def test_the_help_lists_every_key(app: DatelineApp) -> None:
    async with app.run_test(size=(100, 190)) as pilot:
        await press(pilot, "question_mark")
        shown = screen_text(pilot)
        for sentence in (
            "Next entity",
            "Undo, saying what",
            "Highlight the selection",
            "Close the keys",
        ):
            assert sentence in shown
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Reader)


async def test_q_leaves_from_the_list(app: DatelineApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, "enter", "q")
        assert app.is_running
        await press(pilot, "q")
    assert not app.is_running


async def test_a_fault_of_our_own_leaves_two_lines_without_anybodys_notes(
    app: DatelineApp,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def broken(_: object) -> None:
        secret = "the reader's note"
        raise ZeroDivisionError(secret)

    monkeypatch.setattr(Reader, "action_help", broken)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012  # run_test raises it again at its end
        async with app.run_test(size=NARROW) as pilot:
            await pilot.press("question_mark")
            await pilot.pause()
    assert app.return_code == 1
    what, where = capsys.readouterr().err.splitlines()
    assert "a fault in Dateline itself (ZeroDivisionError)" in what
    assert str(tmp_path) in where
    assert "reader's note" not in what + where


@pytest.mark.usefixtures("no_child")
async def test_a_text_the_recogniser_fails_on_can_still_be_read(
    app: DatelineApp, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Library, "recognised", broken)
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        for _ in range(50):
            if "the recogniser failed" in screen_text(pilot):
                break
            await pilot.pause(0.1)
        assert "the recogniser failed" in screen_text(pilot)
        assert "pro-government" in screen_text(pilot)


async def test_a_library_that_may_only_be_read_is_read_and_keeps_what_is_typed(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def read_only(path: object, flags: int, *rest: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(30, "Read-only file system")
        return real(path, flags, *rest)  # type: ignore[arg-type]  # a path

    monkeypatch.setattr(os, "open", read_only)
    library = Library.open(seeded.path)
    assert library.add([]) == []
    async with DatelineApp(library).run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "c", *"precious", "enter")
        assert "Read-only file system" in screen_text(pilot)
        assert "precious" in screen_text(pilot)
        assert "pro-government" in screen_text(pilot)


async def test_an_archived_article_leaves_the_list_and_comes_back(
    app: DatelineApp, seeded: Library
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        count, row = len(seeded.select()), reader(pilot).list.current
        assert row is not None
        await press(pilot, "d")
        assert len(seeded.select()) == count - 1
        assert seeded.row(row.id).archived
        assert row.title not in [it.title for it in reader(pilot).list.selection.rows]
        await press(pilot, "slash", *"is:archived", "enter", "d")
        assert not seeded.row(row.id).archived
        assert len(reader(pilot).list.selection) == 0
        await press(pilot, "u", "escape")
        assert seeded.row(row.id).archived
        await press(pilot, "u")
        assert len(reader(pilot).list.selection) == count


async def test_undo_in_the_list_says_what_wherever_the_cursor_comes_to_stand(
    app: DatelineApp, seeded: Library
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        for keys, said in (
            (("j", "j", "d"), "archived “"),
            (("u",), "undid: archived “"),
            (("U",), "did again: archived “"),
            (("G", "d"), "archived “"),
            (("u",), "undid: archived “"),
        ):
            await press(pilot, *keys)
            assert said in screen_text(pilot)


async def test_a_note_that_another_window_changed_is_not_overwritten_in_silence(
    app: DatelineApp, seeded: Library, seed_id: str
) -> None:
    article = seeded.article(seed_id)
    seeded.apply(marks.note(article, "first", None, None))
    (note,) = seeded.marks_of(article).notes
    async with app.run_test(size=WIDE) as pilot:
        await read_seed(pilot, seed_id)
        await press(pilot, "C", *" mine")
        with Library.open(seeded.path) as other:
            other.apply(marks.note(article, "theirs", None, note))
        await press(pilot, "enter")
        assert "another window had changed it" in screen_text(pilot)
        assert [it.text for it in seeded.marks_of(article).notes] == ["first mine"]
        await press(pilot, "u")
        assert [it.text for it in seeded.marks_of(article).notes] == ["theirs"]
