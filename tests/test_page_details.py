"""What the article screen says and shows: the status line, questions, windows, narrow terminals."""

import re
import time
from pathlib import Path

import pytest
from piloting import read_seed, screen_text
from rich.cells import cell_len
from test_page import opened, press, quote, reader, said, select, settle
from textual.pilot import Pilot
from textual.widgets import Static, TextArea

from store import teaching
from store.article import Name
from store.importers import files, read_file
from store.library import Library
from store.recognising import recognise_all
from store.settings import LABELS, Settings, read_settings
from support import ROOT, SEEDS, add_text
from tui.app import DatelineApp
from tui.dialogs.confirm import Confirm
from tui.keys import Keyboard
from tui.looks import look
from tui.panes.bars import KeyBar
from tui.panes.status import LEAST, StatusBar, fitted
from tui.reader import Reader
from tui.tutor import DISPATCH, Tutor
from window import Window

FOOD = "ROME (Petra) — The World Food Programme came. Nobody thanked the World Food Programme."


def status(screen: Reader) -> str:
    """The status line as it is on the screen."""
    return screen.foot.query_one(StatusBar).render_line(0).text.strip()


def keys(pilot: Pilot[None]) -> str:
    """The last line of the screen."""
    return "".join(bar.render_line(0).text for bar in pilot.app.screen.query(KeyBar))


def side(screen: Reader) -> list[str]:
    """The rows of the side pane as they are on the screen."""
    return [screen.side.render_line(y).text.rstrip() for y in range(screen.side.size.height)]


# -- the question after * * * ----------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80, 120])
async def test_the_question_for_every_article_is_all_there_and_one_key_answers(
    library: Library, width: int
) -> None:
    id = add_text(library, FOOD)
    add_text(library, "ROME — The World Food Programme left.")
    async with DatelineApp(library).run_test(size=(width, 24)) as pilot:
        screen = await opened(pilot, id)

        async def ask() -> str:
            if screen.page.reached != "here":
                await press(pilot, "escape")
            select(screen, "World Food Programme")
            await press(pilot, "asterisk", "asterisk", "asterisk", "1")
            question = screen.query_one("#question", Static)
            shown = " ".join(question.render_line(y).text for y in range(question.size.height))
            return " ".join(shown.split())

        asked = await ask()
        assert asked.startswith("Have PERSON on “World Food Programme” everywhere?")
        assert asked.endswith("2 articles, 3 places")
        assert "y/Enter yes" in keys(pilot)
        assert "n/Esc no" in keys(pilot)
        await press(pilot, "w", "0", "n")
        assert library.names.names == ()
        assert library.marks_of(library.article(id)).highlights == ()
        assert said(screen) == "left as it was"
        for key in ("escape", "enter", "u", "y"):
            if key != "u":
                await ask()
            await press(pilot, key)
            learned = [Name("World Food Programme", "PERSON")] * (key in ("enter", "y"))
            assert list(library.names.names) == learned, key
        assert said(screen).startswith("PERSON on “World Food Programme”, in every article")
        assert said(screen).endswith("3 places in 2 articles")


async def test_a_doubt_comes_before_the_question_and_says_why(library: Library) -> None:
    id = add_text(library, "ROME (Petra) — Apple came. The apple fell. Then Apple went.")
    async with DatelineApp(library).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot, id)
        select(screen, "Apple")
        await press(pilot, "asterisk", "asterisk", "asterisk", "2")
        asked = str(screen.query_one("#question", Static).render())
        assert asked.startswith("Learn it all the same?")
        assert "ordinary word" in asked
        await press(pilot, "y")
        assert str(screen.query_one("#question", Static).render()).startswith("Have ORG on “Apple”")
        await press(pilot, "y")
        assert [it.name for it in library.names.names] == ["Apple"]
        assert screen.query_one(Confirm).display is False


# -- the settings ----------------------------------------------------------------------------------


def test_the_settings_in_the_readme_work_as_they_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    first = next(at for at, line in enumerate(lines) if line.startswith("    theme ="))
    example = "\n".join(line[4:] for line in lines[first : lines.index("", first)])
    assert "[keys]" in example
    path = tmp_path / "settings.toml"
    path.write_text(example, "utf-8")
    monkeypatch.setenv("DATELINE_SETTINGS", str(path))
    keyboard = Keyboard(read_settings())
    assert keyboard.complaints == []
    assert keyboard.moved
    assert keyboard.settings.labels != LABELS


async def test_of_several_complaints_the_first_is_said_and_where_the_others_are(
    seeded: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('measure = 5\nlabels = ["x"]\n[keys]\npage.nothing = "q"\n', "utf-8")
    monkeypatch.setenv("DATELINE_SETTINGS", str(path))
    async with DatelineApp(seeded, settings=read_settings()).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        shown = status(reader(pilot))
        assert shown.startswith("settings.toml: measure wants")
        assert shown.endswith("; 2 more: `dateline keys` prints them")


def test_the_help_leaves_out_digits_without_a_label() -> None:
    keyboard = Keyboard(Settings(labels=("PERSON", "ORG", "GPE", "LOC")))
    ids = {row["id"] for row in keyboard.table()}
    assert "page.label_4" in ids
    assert "page.label_5" not in ids
    assert not any("no label" in row["does"] for row in keyboard.table())
    from tui.panes.page import Page  # noqa: F401  # the page's keys are known once it is there

    assert keyboard.hints(["page.label_1"]) == [("1-4", "label")]


# -- windows in front ------------------------------------------------------------------------------


def test_a_window_closes_as_fast_as_the_help(tmp_path: Path) -> None:
    with Library(tmp_path / "library") as library:
        library.add(read_file(path) for path in files(SEEDS))
    window = Window(tmp_path / "library", columns=120)
    window.wait_for("unread")
    window.type("\r")
    window.wait_for("1-9 label", "entity ")
    window.type("f")
    window.wait_for("suggested")
    for key, mark in (("\r", "In this article"), ("W", "Why “")):
        window.type(key)
        window.wait_for(mark)
        window.pause(1.2)  # whatever opening it left to do
        begun = time.monotonic()
        window.type("q")
        while mark in window.shown and time.monotonic() < begun + 5:
            window._read(0.01)
        assert time.monotonic() - begun < 0.7, mark
    window.type("\x11")
    window.ended(time.monotonic())
    window.done()


async def test_a_window_offers_its_own_keys(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        select(screen, "Daesh")
        for key, *offered in (
            ("enter", "Enter go there", "Esc close"),
            ("W", "j down", "Esc close"),
            ("question_mark", "Enter run it", "Esc close"),
        ):
            await press(pilot, key)
            assert pilot.app.screen is not screen
            assert all(it in keys(pilot) for it in offered), keys(pilot)
            assert "highlight" not in keys(pilot)
            bar = pilot.app.screen.query_one(KeyBar)
            assert bar.region.y == 39
            await press(pilot, "escape")


# -- the status line -------------------------------------------------------------------------------


def test_the_quote_gives_way_and_the_label_stays() -> None:
    quoted, label, state = ("“" + "x" * 60 + "”", "quote"), ("  PERSON", "person"), ("  yours", "")
    for width in range(25, 90):
        shown = fitted([quoted, label, state], 0, width)
        assert "".join(text for text, _ in shown).endswith("  PERSON  yours")
        assert sum(cell_len(text) for text, _ in shown) <= width
        assert cell_len(shown[0][0]) >= LEAST
    note = ("  note: " + "y" * 90, "tag")
    shown = fitted([quoted, label, state, note], 0, 80)
    assert cell_len("".join(text for text, _ in shown[:3])) < 60


async def test_a_narrow_status_line_keeps_the_label_and_says_things_in_short(
    library: Library,
) -> None:
    id = add_text(library, "ROME (Petra) — " + "The World Food Programme met Daesh in Rome. " * 9)
    add_text(library, "ROME (Petra) — Daesh left.")
    async with DatelineApp(library).run_test(size=(40, 15)) as pilot:
        screen = await opened(pilot, id)
        select(screen, "World Food Programme")
        await settle(pilot)
        assert "ORG  suggested" in status(screen)
        assert status(screen).startswith("“World Food")
        assert "entity" not in status(screen)
        select(screen, "Daesh")
        for wanted in ("9 × “Daesh”; * again: all listed", "9 here, 1 in 1 other; *: everywhere",
                       "every article: now 1 to 9, a, x or ="):  # fmt: skip
            await press(pilot, "asterisk")
            assert status(screen) == wanted
        await press(pilot, "escape", "A")
        assert status(screen).startswith("A again accepts ")
        assert "…" not in status(screen)


async def test_facts_at_the_edge_are_apart(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        assert "% · entity " in status(screen)


async def test_nothing_elsewhere_is_said_in_a_sentence(library: Library) -> None:
    id = add_text(library, FOOD)
    async with DatelineApp(library).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, id)
        select(screen, "World Food Programme")
        await press(pilot, "asterisk", "asterisk")
        assert said(screen).startswith("2 here, none elsewhere in the list; * again")


async def test_the_mark_that_d_would_delete_is_named(library: Library) -> None:
    id = add_text(library, FOOD)
    async with DatelineApp(library).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, id)
        select(screen, "thanked")
        await press(pilot, "c", *"why", "enter")
        select(screen, "Nobody thanked the World Food Programme.")
        await settle(pilot)
        assert "note on “thanked”: why" in status(screen)
        await press(pilot, "d")
        assert library.marks_of(library.article(id)).notes == ()
        await press(pilot, "b")
        select(screen, "Nobody thanked the World Food Programme.")
        await settle(pilot)
        assert "highlight “thanked”" in status(screen)


async def test_what_was_accepted_and_what_is_selected_then_are_both_said(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        await press(pilot, "f")
        first = quote(screen)
        await press(pilot, "a")
        assert status(screen).index(f"on “{first}”") < status(screen).index(f"“{quote(screen)}”")
        assert status(screen).endswith("suggested")
        await pilot.resize_terminal(40, 15)
        await settle(pilot)
        assert f"on “{first}”" in status(screen)
        assert "suggested" not in status(screen)


async def test_what_was_said_does_not_stay_under_the_editor_or_the_side_pane(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        select(screen, "Daesh")
        await press(pilot, "0")
        assert said(screen).startswith("highlighted “Daesh”")
        await press(pilot, "c")
        assert status(screen).startswith("“Daesh”")
        await press(pilot, "escape", "0")
        assert said(screen).startswith("deleted")
        await press(pilot, "tab")
        assert screen.focused is screen.side
        assert status(screen).startswith("“Daesh”")


async def test_a_repeated_verb_takes_nothing_back(seeded: Library, seed_id: str) -> None:
    article = seeded.article(seed_id)
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        select(screen, "Daesh")
        await press(pilot, "4", "full_stop", "full_stop")
        assert [it.label for it in seeded.marks_of(article).corrections] == ["LOC"]
        assert "it was so already" in said(screen)
        await press(pilot, "0", "full_stop")
        assert len(seeded.marks_of(article).highlights) == 1
        assert "it was so already" in said(screen)
        await press(pilot, "0", "4")
        assert seeded.marks_of(article).highlights == ()
        assert seeded.marks_of(article).corrections == ()


# -- tags of stretches -----------------------------------------------------------------------------


async def test_tags_of_a_noted_stretch_are_shown_and_completed(library: Library) -> None:
    id = add_text(library, FOOD)
    async with DatelineApp(library).run_test(size=(140, 40)) as pilot:
        screen = await opened(pilot, id)
        select(screen, "thanked")
        await press(pilot, "T", *"lea", "enter", "c", *"why", "enter", "w")
        select(screen, "thanked")
        await settle(pilot)
        assert "[lea]  note: why" in status(screen)
        assert "  “thanked” [lea]" in side(screen)
        select(screen, "Nobody thanked the World Food Programme.")
        await press(pilot, "T", *"le")
        assert "lea" in str(screen.query_one("#choices", Static).render())
        await press(pilot, "tab", "shift+tab", "enter")
        marked = library.marks_of(library.article(id)).highlights
        assert [it.tags for it in marked] in ([("lea",), ("lea",)], [("lea",)])
        assert any(row.endswith("[lea]") and "…" in row for row in side(screen)) or len(marked) == 1


# -- the tutor -------------------------------------------------------------------------------------


async def test_the_tutor_names_the_keys_as_the_settings_have_them(library: Library) -> None:
    library.add([read_file(DISPATCH)])
    moved = Settings(keys={"page.next_word": "F2", "page.previous_word": "F3"}, labels=("ORG",))
    app = DatelineApp(library, settings=moved, screen=Tutor)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await settle(pilot)
        tutor = app.screen
        assert isinstance(tutor, Tutor)
        assert "Press F2 a few times" in str(tutor._told.render())
        assert "F3 goes back" in str(tutor._told.render())
        assert not tutor.keyboard.complaints
        await press(pilot, "f2", "f2", "f2")
        assert str(tutor._told.render()).startswith("2/")


async def test_the_tutor_goes_on_when_the_help_is_looked_at_from_the_list(
    library: Library,
) -> None:
    library.add([read_file(DISPATCH)])
    app = DatelineApp(library, screen=Tutor)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await settle(pilot)
        tutor = app.screen
        assert isinstance(tutor, Tutor)
        tutor._at = 13
        await press(pilot, "t", *"x", "enter")
        assert str(tutor._told.render()).startswith("15/")
        await press(pilot, "tab")
        assert tutor.focused is tutor.list
        await press(pilot, "question_mark")
        await press(pilot, "escape")
        assert not str(tutor._told.render()).startswith("15/")


# -- small and colourless terminals ----------------------------------------------------------------


async def test_a_long_note_opens_where_it_is_written_on(library: Library) -> None:
    id = add_text(library, FOOD)
    async with DatelineApp(library).run_test(size=(40, 15)) as pilot:
        screen = await opened(pilot, id)
        select(screen, "thanked")
        await press(pilot, "c")
        screen.query_one("#note", TextArea).text = "\n".join(f"line {it}" for it in range(30))
        await press(pilot, "enter", "c")
        area = screen.query_one("#note", TextArea)
        shown = [area.render_line(y).text.strip() for y in range(area.size.height)]
        assert "line 29" in shown


@pytest.mark.parametrize("size", [(120, 40), (60, 20), (40, 15)])
async def test_a_first_mark_leaves_every_row_where_it_is(
    seeded: Library, seed_id: str, size: tuple[int, int]
) -> None:
    async with DatelineApp(seeded).run_test(size=size) as pilot:
        screen = await opened(pilot, seed_id)
        assert screen.page._painter
        before = screen.page._painter.layout.starts
        await press(pilot, "w", "c", *"why", "enter")
        await pilot.resize_terminal(size[0], size[1] + 1)
        await settle(pilot)
        assert screen.page._painter.layout.starts == before


async def test_without_colours_what_was_decided_differs_from_what_is_suggested(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = DatelineApp(seeded)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, seed_id)
        for kind in ("person", "org", "place", "norp", "event", "date", "number", "other"):
            suggested = look(app, "text") + look(app, "title") + look(app, kind)
            assert suggested + look(app, "decided") != suggested, kind


# -- joining, and the head line --------------------------------------------------------------------


async def test_a_join_is_seen_where_one_asks_why(library: Library) -> None:
    id = add_text(library, "CAIRO (Petra) — Egypt and Jordan met in Aqaba. Egypt left.")
    async with DatelineApp(library).run_test(size=(160, 40)) as pilot:
        screen = await opened(pilot, id)
        select(screen, "Egypt")
        await press(pilot, "equals_sign", *"Port", "space", "S")
        choices = str(screen.query_one("#choices", Static).render())
        assert "Port S (nothing in this article is named so)" in choices
        await press(pilot, "enter")
        assert "the same as “Port S”; nothing in this article is named so" in said(screen)
        article = library.article(id)
        second = article.text.rindex("Egypt")
        reasons = screen.desk.why(screen.page.selected)(lambda: None)
        assert "your word, in this article: “Egypt” is the same as “Port S”" in reasons
        mention = next(it for it in library.mentions(article) if it.start == second)
        assert mention.entity.endswith(":port s")
        await press(pilot, "enter")
        rows = "".join(str(it.parts) for it in pilot.app.screen.query_one("#quotes").items)  # type: ignore[attr-defined]
        assert "Port S (by your word)" in rows
        await press(pilot, "escape", "u", "equals_sign", *"Jor", "enter")
        assert said(screen).endswith("the same as “Jordan”")
        library.apply(teaching.learn([Name("Egypt", "GPE", "Jordan")]))
        reasons = screen.desk.why(screen.page.selected)(lambda: None)
        assert any("in every article" in line for line in reasons)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (
            "(Port Observer | Shipping Desk)- AQABA (Port Observer) – ",
            "Port Observer | Shipping Desk",
        ),
        ("(Port Observer | Red Sea)- AQABA (Petra) – ", "Port Observer | Red Sea  ·  Petra"),
    ],
)
async def test_the_head_line_says_an_outlet_once(library: Library, head: str, line: str) -> None:
    id = add_text(library, f" date 2019-07-09 2019/07/09 | 07:55\n{head}A ship came in on Monday.")
    async with DatelineApp(library).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, id)
        shown = str(screen.query_one("#masthead", Static).render()).splitlines()[1]
        assert shown.split("07:55  ·  ")[-1] == line


async def test_an_article_that_opens_says_how_much_of_it_is_in_view(
    seeded: Library, seed_id: str
) -> None:
    recognise_all(seeded)  # nothing is found later, that would have it said anew
    async with DatelineApp(seeded).run_test(size=(60, 14)) as pilot:
        await read_seed(pilot, seed_id)
        await pilot.pause(0.2)
        last = screen_text(pilot).splitlines()[-2]
        assert re.search(r" [1-9]\d?%", last), last
        assert "100%" not in last
