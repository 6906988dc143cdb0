"""The page's keyboard: what each key selects, does and says, and what the library then holds."""

import base64
import os
import re
import signal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes
from rich.style import Style
from textual.pilot import Pilot

from store.article import Marks, Span
from store.documents import article_doc, article_from
from store.entities import sentences
from store.importers import draft
from store.library import Library
from store.settings import Settings, read_settings
from store.visible import visible
from support import add_text
from tui.app import DatelineApp
from tui.dialogs.commands import Commands
from tui.dialogs.entity import EntityPage
from tui.keys import Keyboard
from tui.layout import Layout
from tui.motions import Motions
from tui.paint import Painter
from tui.reader import Reader
from window import Window


def reader(pilot: Pilot[None]) -> Reader:
    screen = pilot.app.screen
    assert isinstance(screen, Reader)
    return screen


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def opened(pilot: Pilot[None], id: str) -> Reader:
    await settle(pilot)
    screen = reader(pilot)
    screen.read(id)
    await settle(pilot)
    return screen


def quote(screen: Reader) -> str:
    page = screen.page
    assert page.article
    return page.article.text[page.selected.start : page.selected.end]


def said(screen: Reader) -> str:
    return "".join(text for text, _ in screen.foot._status._left)


def select(screen: Reader, words: str) -> None:
    page = screen.page
    assert page.article
    start = page.article.text.index(words)
    page.selected = Span(start, start + len(words))


# -- finding -------------------------------------------------------------------------------------


async def test_a_find_that_fails_leaves_no_target(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        await press(pilot, "w", "w")
        before = screen.page.selected
        await press(pilot, "slash", *"nowhere", "enter", "0")
        assert quote(screen) == ""
        assert "nothing is selected" in said(screen)
        await press(pilot, "1", "c")
        assert seeded.marks_of(seeded.article(seed_id)) == Marks(read=True)
        await press(pilot, "escape", "w")
        assert quote(screen)
        await press(pilot, "slash", *"nowhere", "escape")
        assert screen.page.selected.start >= before.start


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hashd al-sha'abi", "Hashd al-Sha’abi"),
        ("al-shaabi", "Hashd al-Sha’abi"),
        ("al-'awinah", "al-‘Awinah"),
        ("mobiliz", "Popular Mobilization Units"),
        ("Iraq's army", "Iraq's army"),
    ],
)
async def test_a_find_folds_and_snaps(
    seeded: Library, seed_id: str, typed: str, expected: str
) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        await press(pilot, "slash")
        await pilot.press(
            *[{" ": "space", "'": "apostrophe", "-": "minus"}.get(c, c) for c in typed]
        )
        await press(pilot, "enter")
        assert quote(screen) == expected


async def test_n_steps_round_the_matches_and_then_through_the_unread(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        await press(pilot, "slash", *"Daesh", "enter")
        places = []
        for _ in range(10):
            places.append(screen.page.selected.start)
            await press(pilot, "n")
        assert len(set(places)) == 9
        assert places[0] == places[9]
        await press(pilot, "N")
        assert screen.page.selected.start == places[9]
        await press(pilot, "escape")
        assert screen.page.article is not None
        assert screen.page.article.id == seed_id
        await press(pilot, "n")
        assert screen.page.article.id != seed_id


# -- what is selected ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("Anbar.Daesh has", ["Anbar"]),
        ("SAA", ["SAA"]),
        ("Mobilization", ["Mobilization", "Popular Mobilization Units"]),
        ("Victory", ["Victory", "Will of Victory"]),
    ],
)
async def test_growing_takes_names_by_our_own_splitter(
    seeded: Library, seed_id: str, words: str, path: list[str]
) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        text = seeded.article(seed_id).text
        at = text.index(words) if words in text else text.index(words.split(".")[0])
        screen.page.selected = Span(at, at)
        await press(pilot, "w")
        assert quote(screen) == path[0]
        for larger in path[1:]:
            await press(pilot, "v")
            assert quote(screen) == larger
        sizes = [len(quote(screen))]
        while True:
            await press(pilot, "v")
            if len(quote(screen)) == sizes[-1]:
                break
            sizes.append(len(quote(screen)))
        assert sizes[-1] > 100
        for size in sizes[-2::-1]:
            await press(pilot, "V")
            assert len(quote(screen)) == size


async def test_edges_move_by_words_and_by_letters(library: Library) -> None:
    id = add_text(library, "AMMAN (Petra) — The then-Iraqi cafe\u0301 owner of 👩‍👩‍👧 came.")
    async with DatelineApp(library).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, id)
        select(screen, "then-Iraqi")
        await press(pilot, "z", *"LLLLL", "6")
        text = library.article(id).text
        assert [text[it.start : it.end] for it in library.marks_of(library.article(id)).corrections] == ["Iraqi"]  # fmt: skip
        select(screen, "cafe\u0301")
        await press(pilot, "h")
        assert quote(screen) == "caf"
        await press(pilot, "l")
        assert quote(screen) == "cafe\u0301"
        select(screen, "of")
        await press(pilot, "l", "l")
        assert quote(screen) == "of 👩‍👩‍👧"
        await press(pilot, "z", "H")
        assert quote(screen) == "owner of 👩‍👩‍👧"


# -- the cell under the cursor -------------------------------------------------------------------

PIECES = st.sampled_from(
    ["word", " ", "  ", "\n", "\t", "\r\n", "漢字", "e\u0301", "👩‍👩‍👧", "🇮🇶", "☎\ufe0f", "שלום", "سلام", "ﷺ",
     "\u200b", "\u202e", "\x1b", "\ud800", "’", "a-b", ".", "Anbar", "é", "\xad", "\u2028"]
)  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(PIECES, min_size=1, max_size=40).map("".join),
    st.integers(4, 30),
    st.booleans(),
    st.data(),
)
def test_the_cells_drawn_as_selected_are_the_characters_selected(
    text: str, width: int, as_it_came: bool, data: st.DataObject
) -> None:
    if not text.strip():
        return
    doc = article_doc(draft(("words " + text).encode("utf-8", "surrogatepass"), "-"), 0)
    article = article_from("0" * 16, doc)
    edges = [0, *(end for _, end, _ in split_graphemes(visible(article.text))[0])]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(edges), st.sampled_from(edges))))
    layout = Layout(article.text, None if as_it_came else article.dispatch.blocks, width)
    chosen = Style(bgcolor="#123456")
    painter = Painter(
        article, layout, lambda name: chosen if name == "selection" else Style(), letters=False
    )
    drawn = ""
    for row in range(len(layout)):
        strip = painter.strip(row, Span(start, end), width + 2)
        assert strip.cell_length == width + 2
        x, left, right = 0, [], []
        for segment in strip:
            if segment.style and segment.style.bgcolor == chosen.bgcolor:
                drawn += segment.text
                left.append(x)
                right.append(x + cell_len(segment.text))
            x += cell_len(segment.text)
        if left:
            assert layout.extent(row, Span(start, end)) == (left[0] - 2, right[-1] - 2)
    rows = [range(*it) for it in zip(layout.starts, layout.ends, strict=True)]
    shown = {at for row in rows for at in row if start <= at < end}
    wanted = (
        visible(article.text[at]) for at in sorted(shown) if article.text[at] not in " \t\r\n"
    )
    assert "".join(wanted) == drawn.replace(" ", "")


# -- verbs on many -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        (["0"], lambda marks: len(marks.highlights)),
        (["c", *"why", "enter"], lambda marks: len(marks.notes)),
        (["T", *"who", "enter"], lambda marks: sum("who" in it.tags for it in marks.highlights)),
    ],
)
async def test_a_star_before_a_mark_marks_all_places_as_one_step(
    seeded: Library, seed_id: str, keys: list[str], count: object
) -> None:
    other = add_text(seeded, "KIRKUK — Zorblax fighters met Daesh in Kirkuk, and Daesh again.")
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)

        def counts() -> tuple[int, int]:
            return tuple(count(seeded.marks_of(seeded.article(id))) for id in (seed_id, other))  # type: ignore[operator,return-value]

        select(screen, "Daesh")
        await press(pilot, "asterisk", *keys)
        assert counts() == (9, 0)
        await press(pilot, "u")
        assert counts() == (0, 0)
        select(screen, "Daesh")
        await press(pilot, "asterisk", "asterisk", *keys)
        assert counts() == (9, 2)
        await press(pilot, "u")
        assert counts() == (0, 0)
        await press(pilot, "U")
        assert counts() == (9, 2)
        select(screen, "Daesh")
        await press(pilot, "asterisk", "asterisk", "d")
        assert sum(counts()) < 11
        await press(pilot, "u")
        assert counts() == (9, 2)


async def test_a_dot_repeats_the_last_verb_on_another_selection(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        await press(pilot, "full_stop")
        assert "nothing to repeat" in said(screen)
        select(screen, "military aircraft")
        await press(pilot, "T", *"arms", "enter")
        select(screen, "operation")
        await press(pilot, "full_stop")
        select(screen, "fighters")
        await press(pilot, "7")
        select(screen, "statement")
        await press(pilot, "full_stop")
        marks = seeded.marks_of(seeded.article(seed_id))
        assert [(it.quote, it.tags) for it in marks.highlights] == [
            ("operation", ("arms",)), ("military aircraft", ("arms",)),
        ]  # fmt: skip
        assert {(it.quote, it.label) for it in marks.corrections} == {
            ("fighters", "FAC"), ("statement", "FAC"),
        }  # fmt: skip


async def test_all_suggestions_are_accepted_after_the_count_was_shown(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        count = len(screen.desk.mentions)
        await press(pilot, "A")
        assert f"A again accepts {count} suggestions" in said(screen)
        await press(pilot, "w", "A")
        assert f"A again accepts {count} suggestions" in said(screen)
        assert not seeded.marks_of(seeded.article(seed_id)).corrections
        await press(pilot, "A")
        assert len(seeded.marks_of(seeded.article(seed_id)).corrections) == count
        await press(pilot, "A")
        assert "every suggestion of this article is decided" in said(screen)
        await press(pilot, "u")
        assert not seeded.marks_of(seeded.article(seed_id)).corrections


async def test_the_next_suggestion_is_the_next_undecided_one(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        first, second, third, fourth = list(screen.desk.mentions)[4:8]
        screen.page.selected = Span(second.start, second.end)
        await press(pilot, "a")
        assert screen.page.selected.start == third.start
        await press(pilot, "F")
        assert screen.page.selected.start == first.start
        await press(pilot, "f")
        assert screen.page.selected.start == third.start
        await press(pilot, "x")
        assert screen.page.selected.start == fourth.start


# -- around the page -----------------------------------------------------------------------------


async def test_the_place_is_remembered(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        select(screen, "Fallujah")
        await press(pilot, "q")
    with Library.open(seeded.path) as again:
        async with DatelineApp(again).run_test(size=(80, 12)) as pilot:
            screen = await opened(pilot, seed_id)
            assert quote(screen) == "Fallujah"
            page = screen.page
            assert page.scroll_offset.y > 0
            assert again.undo() is None


async def test_star_copy_and_source(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    id = add_text(seeded, "https://a.example/2021/x\n\nAMMAN (Petra) — Daesh \x1b[31mwords.")
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        await press(pilot, "m")
        assert [row.id for row in seeded.select("is:starred").rows] == [seed_id]
        select(screen, "Will of Victory")
        await press(pilot, "y")
        assert pilot.app.clipboard.startswith("“Will of Victory” — “Iraq’s pro-government")
        assert "2019-07-09" in pilot.app.clipboard
        await press(pilot, "o")
        assert "names no address" in said(screen)
        await press(pilot, "m", "u")
        assert seeded.row(seed_id).starred
        screen = await opened(pilot, id)
        select(screen, "\x1b[31mwords")
        await press(pilot, "y")
        assert "\x1b" not in pilot.app.clipboard
        await press(pilot, "o")
        assert "no browser here; the source is https://a.example/2021/x" in said(screen)


async def test_reading_only_and_the_text_as_it_came(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=(132, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        await press(pilot, "Z")
        assert not screen.list.display
        assert not screen._masthead.display
        assert screen.page.display
        await press(pilot, "Z")
        assert screen.list.display
        rows = screen.page.virtual_size.height
        select(screen, "Fallujah")
        await press(pilot, "R")
        assert screen.page.virtual_size.height != rows
        assert quote(screen) == "Fallujah"
        await press(pilot, "R")
        assert screen.page.virtual_size.height == rows


async def test_the_entity_page_tells_and_goes_to_a_quote(seeded: Library, seed_id: str) -> None:
    other = add_text(seeded, "KIRKUK — Zorblax fighters met Daesh in Kirkuk.")
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        select(screen, "Daesh")
        await press(pilot, "enter")
        page = pilot.app.screen
        assert isinstance(page, EntityPage)
        shown = "\n".join(strip.text for strip in page._compositor.render_strips())
        assert "In this article: 9" in shown
        assert "In other articles listed: 1" in shown
        await press(pilot, "G", "enter")
        assert screen.page.article is not None
        assert screen.page.article.id == other
        assert quote(screen) == "Daesh"


async def test_the_mouse_selects_extends_and_jumps(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=(132, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        page = screen.page
        select(screen, "launched")
        assert page._painter
        row, x = page._painter.layout.place(page.selected.start)
        at = (page.region.x + page._left + x, page.region.y + row - page.scroll_offset.y)
        await press(pilot, "g")
        await pilot.click(offset=(at[0] + 2, at[1]))
        await settle(pilot)
        assert quote(screen) == "launched"
        await pilot.mouse_down(offset=at)
        await pilot.hover(offset=(at[0] + 10, at[1]))
        await pilot.mouse_up(offset=(at[0] + 10, at[1]))
        await settle(pilot)
        assert quote(screen) == "launched the"
        side = screen.side
        names = [item.parts[0][0].strip() if item.parts else "" for item in side.items]
        await pilot.click(
            offset=(side.region.x + 3, side.region.y + names.index("Haider al-Abadi"))
        )
        await settle(pilot)
        assert quote(screen) == "Haider al-Abadi"


async def test_the_side_pane_jumps_by_keys(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=(132, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        select(screen, "Will of Victory")
        await press(pilot, "c", *"name", "enter", "tab", "g", "enter")
        assert quote(screen) == "Will of Victory"
        assert screen.focused is screen.page
        await press(pilot, "t", *"anbar", "enter", "tab", "g", "enter")
        assert screen.desk.query.text == 'tag:"anbar"'
        assert screen.focused is screen.list


# -- the keys themselves -------------------------------------------------------------------------


async def test_commands_are_found_by_name_and_run(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        await press(pilot, "colon", *"star", "enter")
        assert pilot.app.screen is screen
        assert seeded.row(seed_id).starred
        await press(pilot, "question_mark")
        assert isinstance(pilot.app.screen, Commands)
        await press(pilot, *"zzzz", "enter", "escape")
        assert pilot.app.screen is screen
        await press(pilot, "ctrl+p", *"highlight", "enter")
        assert len(seeded.marks_of(seeded.article(seed_id)).highlights) == 1


async def test_keys_labels_and_measure_come_from_the_settings(
    seeded: Library, seed_id: str
) -> None:
    chosen = Settings(
        keys={"page.note": "x", "page.reject": "F2", "help": "ctrl-g", "no.such": "a", "undo": "Ctrl-Q"},
        labels=("WEAPON", "ORG"), measure=40,
    )  # fmt: skip
    app = DatelineApp(seeded, settings=chosen)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        assert len(screen.keyboard.complaints) == 2
        assert screen.page._painter
        assert screen.page._painter.layout.width == 40
        select(screen, "military aircraft")
        await press(pilot, "1")
        (made,) = seeded.marks_of(seeded.article(seed_id)).corrections
        assert made.label == "WEAPON"
        await press(pilot, "3")
        assert len(seeded.marks_of(seeded.article(seed_id)).corrections) == 1
        await press(pilot, "x", *"why", "enter")
        assert [it.text for it in seeded.marks_of(seeded.article(seed_id)).notes] == ["why"]
        assert ("F2", "reject") in screen.keyboard.hints(["page.reject"])
        await press(pilot, "ctrl+g")
        assert isinstance(app.screen, Commands)


def test_a_key_has_one_meaning_in_one_place() -> None:
    moved = Keyboard(Settings(keys={"page.note": "x"}))
    assert moved.moved == {}
    assert "x is the key of page.reject already" in moved.complaints[0]
    swapped = Keyboard(Settings(keys={"page.note": "x", "page.reject": "c"}))
    assert swapped.moved == {"page.note": "x", "page.reject": "c"}
    for wrong in ("", "é\u0301", "ctrl+", "Ctrl-Q", "pgup pgdn", "\x1b"):
        assert Keyboard(Settings(keys={"page.note": wrong})).complaints


# -- what is drawn -------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_child")
async def test_what_is_sent_bit_by_bit_makes_the_whole_screen(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.compositor import RowsCompositor

    grid: list[list[str]] = []
    partial = RowsCompositor.render_partial_update

    def noted(self: RowsCompositor):  # type: ignore[no-untyped-def]
        update = partial(self)
        if update and grid:
            for y, line in enumerate(update.chops):
                for x, strip in line.items():
                    for segment in strip or ():
                        for character in segment.text:
                            width = cell_len(character)
                            grid[y][x : x + width] = [character, *[""] * (width - 1)]
                            x += width
        return update

    monkeypatch.setattr(RowsCompositor, "render_partial_update", noted)
    async with DatelineApp(seeded).run_test(size=(132, 30)) as pilot:
        screen = await opened(pilot, seed_id)
        await press(pilot, "0")
        grid[:] = [list(strip.text) for strip in screen._compositor.render_strips()]
        for key in (
            *"wwesvvVlhLH0",
            "asterisk",
            "2",
            "u",
            *"jkJ",
            "K",
            "i",
            "i",
            *"R",
            "space",
            "f",
            "x",
        ):
            await press(pilot, key)
            whole = [strip.text for strip in screen._compositor.render_strips()]
            if key in ("J", "K", "i"):  # a new layout is drawn whole
                grid[:] = [list(row) for row in whole]
            assert ["".join(row) for row in grid] == whole, key


def test_suspended_and_brought_back(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        add_text(library, "A title\n\nAMMAN (Petra) — Some words of Haider al-Abadi.")
    window = Window(tmp_path / "library")
    window.wait_for("A title", "? keys")
    window.type("\x1a")
    window.pause(0.5)
    os.kill(window.pid, signal.SIGCONT)
    window.pause(0.5)  # what is typed before the terminal is taken back is dropped
    window.type("\r")
    window.wait_for("1-9 label")
    window.type("0")
    window.wait_for("highlighted")
    window.type("y")
    window.wait_for("copied: “")
    (sent,) = re.findall(rb"\x1b]52;c;([A-Za-z0-9+/=]+)\x07", window.sent)
    assert base64.b64decode(sent).decode().endswith("— “A title”, Petra, AMMAN")
    window.done()


async def test_settings_that_make_no_sense_are_said_and_the_rest_holds(
    seeded: Library, seed_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'theme = "mauve"\nmeasure = 5\nlabels = ["x"]\n[keys]\npage.note = "q"\npage.find = 3\n',
        "utf-8",
    )
    monkeypatch.setenv("DATELINE_SETTINGS", str(path))
    chosen = read_settings()
    assert len(chosen.complaints) == 3
    assert all(str(path) in line for line in chosen.complaints)
    app = DatelineApp(seeded, settings=chosen)
    async with app.run_test(size=(250, 40)) as pilot:
        await settle(pilot)
        assert "no theme mauve; there are dark" in said(reader(pilot))
        await press(pilot, "enter", "c")
        assert reader(pilot).foot.editor is not None


def test_a_long_line_is_cut_as_a_short_one(tmp_path: Path) -> None:
    sentence = (
        "Gen. Smith of Anbar.Daesh said, while the (SAA) waited, that 1,250 men came on July 9. "
    )
    text = "AMMAN (Petra) — " + sentence * 200
    article = article_from("0" * 16, article_doc(draft(text.encode(), "-"), 0))
    motions = Motions(article)
    for stretches, whole in ((motions.sentences, sentences), (motions.words, None)):
        found, at = [], 0
        while (span := stretches.after(at)) and (not found or span != found[-1]):
            assert stretches.around(span.end - 1) == span
            found.append(span)
            at = span.start + 1
        for one, other in pairwise(found):
            assert one.end <= other.start
        if whole:
            block = article.dispatch.blocks[-1]
            ours = [
                (it.start - block.start, it.end - block.start)
                for it in found
                if it.start >= block.start
            ]
            assert ours == list(whole(text[block.start : block.end]))


async def test_a_dialog_that_is_chosen_from_twice_closes_once(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, seed_id)
        await press(pilot, "colon", *"star")
        dialog = pilot.app.screen
        assert isinstance(dialog, Commands)
        dialog.action_take()
        dialog.action_take()
        dialog.dismiss(None)
        await settle(pilot)
        assert pilot.app.screen is screen
        assert seeded.row(seed_id).starred


async def test_a_motion_that_finds_nothing_says_so(library: Library) -> None:
    id = add_text(library, "A title\n\nAMMAN (Petra) — some words, and no name at all after Anbar.")
    async with DatelineApp(library).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot, id)
        await press(pilot, "G", "f")
        assert "no undecided suggestion after this" in said(screen)
        await press(pilot, "left_square_bracket")
        assert "no mark of yours before this" in said(screen)


async def test_the_article_follows_a_find_that_leaves_the_cursor_where_it_is(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await press(pilot, "g", "slash", *"hatha", "enter")
        await pilot.pause(0.3)
        await settle(pilot)
        assert reader(pilot).desk.article is not None
        assert reader(pilot).desk.article.id == seed_id  # type: ignore[union-attr]
