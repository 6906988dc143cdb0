"""Finding in the reader: what is typed is listed, hits are shown and gone to, many are acted on."""

import pytest
from piloting import NARROW, WIDE, press, reader, screen_text, settle
from textual.pilot import Pilot

from store.indexing import index_all
from store.library import Library
from store.naming import index_names
from store.recognising import recognise_all
from tui.app import DatelineApp


def listed(pilot: Pilot[None]) -> list[str]:
    return [row.id for row in reader(pilot).desk.selection]


@pytest.fixture
def indexed(seeded: Library) -> Library:
    recognise_all(seeded)
    index_all(seeded)
    index_names(seeded)
    return seeded


async def test_what_is_typed_is_listed_and_kept(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=NARROW) as pilot:
        await press(pilot, "slash", *"d")
        assert len(listed(pilot)) == 11  # a letter says nothing yet
        await press(pilot, *"aes")
        assert listed(pilot) == [seed_id]  # the word may go on
        await press(pilot, "enter")
        assert reader(pilot).desk.query.text == "daes*"
        assert "border with Syria of Daesh" in screen_text(pilot)
        await press(pilot, "slash", *" is:read", "enter")
        assert listed(pilot) == []
        assert "nothing is listed" in screen_text(pilot)
        await press(pilot, "escape")
        assert len(listed(pilot)) == 11


async def test_what_is_wrong_is_said_and_the_list_stays(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"daesh", "enter", "slash", *" is:red")
        assert "no is:red" in screen_text(pilot)
        await press(pilot, "enter")
        assert reader(pilot).focused is not reader(pilot).list  # what was typed can be mended
        await press(pilot, *["backspace"] * 3, *"unread", "enter")
        assert listed(pilot) == [seed_id]
        await press(pilot, "slash", *'"the second pha')
        assert listed(pilot) == [seed_id]  # an open phrase is closed meanwhile


async def test_tab_completes(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await press(pilot, "t", *"anbar war", "enter", "slash", *"ta", "tab")
        screen = reader(pilot)
        await press(pilot, *"anb")
        assert 'tag:"anbar war"' in screen_text(pilot)
        await press(pilot, "tab", "enter")
        assert screen.desk.query.text == 'tag:"anbar war"'
        assert len(listed(pilot)) == 1


async def test_an_article_opens_at_the_hit_and_n_goes_on(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"province* OR lake", "enter", "enter")
        screen = reader(pilot)
        first = screen.desk.article
        assert first
        hits = screen.desk.hits_in(first)
        assert screen.page.selected.start <= hits[0].start < screen.page.selected.end
        assert f"match 1/{len(hits)}" in screen_text(pilot)
        for _ in hits:
            if screen.desk.article is first:
                await press(pilot, "n")
        assert screen.desk.article.id == listed(pilot)[1]
        assert "match 1/" in screen_text(pilot)
        await press(pilot, "N")
        assert screen.desk.article.id == first.id
        assert f"match {len(hits)}/{len(hits)}" in screen_text(pilot)
        await press(pilot, "escape")
        assert "match" not in screen_text(pilot)


async def test_hits_are_those_of_the_whole_query_though_the_article_was_shown_before(
    seeded: Library, seed_id: str
) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await press(pilot, "slash", *"hatha")
        await pilot.pause(0.4)  # the article is shown beside the list
        assert reader(pilot).desk.article.id == seed_id
        await press(pilot, *" al-youm", "enter", "enter")
        assert "“Hatha al-Youm”" in screen_text(pilot)
        assert "match 1–2/2" in screen_text(pilot)
        await press(pilot, "q", "q", "escape")
        await pilot.pause(0.4)
        await press(pilot, "slash", *"hatha", "enter", "enter")
        assert "match 1/1" in screen_text(pilot)


async def test_what_is_listed_stays_while_it_is_read(seeded: Library) -> None:
    async with DatelineApp(seeded).run_test(size=NARROW) as pilot:
        await press(pilot, "slash", *"is:unread", "enter", "enter")
        assert len(listed(pilot)) == 11
        await press(pilot, "t", *"seen", "enter", "q")
        assert len(listed(pilot)) == 11
        await press(pilot, "slash", "enter")
        assert len(listed(pilot)) == 10
        assert seeded.tags()["seen"] == 1


async def test_many_are_selected_and_acted_on_in_one_step(seeded: Library) -> None:
    async with DatelineApp(seeded).run_test(size=NARROW) as pilot:
        await press(pilot, "x", "x", "t", *"two", "enter")
        assert seeded.tags()["two"] == 2
        await press(pilot, "X")
        assert "11 articles selected" in screen_text(pilot)
        await press(pilot, "m")
        assert "star 11 articles" in screen_text(pilot)
        assert not any(row.starred for row in seeded.select())
        await press(pilot, "escape")
        assert not any(row.starred for row in seeded.select())
        await press(pilot, "m", "enter")
        assert all(row.starred for row in seeded.select())
        assert "starred 11 articles" in screen_text(pilot)
        await press(pilot, "u")
        assert not any(row.starred for row in seeded.select())
        await press(pilot, "u")
        assert "two" not in seeded.tags()
        await press(pilot, "escape", "g", "x", "x", "d", "enter")
        assert len(seeded.select()) == len(listed(pilot)) == 9
        await press(pilot, "u")
        assert len(seeded.select()) == len(listed(pilot)) == 11


async def test_the_order_is_chosen_and_said(seeded: Library) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await press(pilot, "S", *"-title", "enter")
        titles = [row.title.casefold() for row in reader(pilot).desk.selection]
        assert titles == sorted(titles, reverse=True)
        assert "by title, turned round" in screen_text(pilot)
        await press(pilot, "S", *"nonsense", "enter")
        assert "cannot sort by" in screen_text(pilot)
        await press(pilot, "escape", "S", *["backspace"] * 8, "enter")
        assert listed(pilot) == [row.id for row in seeded.select()]


async def test_searches_are_saved_counted_run_and_deleted(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await press(pilot, "F")
        assert "nothing is being searched for" in screen_text(pilot)
        await press(pilot, "slash", *"daesh", "enter", "F", *["backspace"] * 5, *"the war", "enter")
        assert "saved the search the war" in screen_text(pilot)
        await press(pilot, "escape", "f")
        await settle(pilot)
        shown = screen_text(pilot)
        assert "All articles" in shown
        assert "the war" in shown
        await press(pilot, "j", "enter")
        assert listed(pilot) == [seed_id]
        await press(pilot, "f", "f", "G", "d")
        assert "deleted the search the war" in screen_text(pilot)
        await press(pilot, "escape", "u", "f")
        assert "the war" in screen_text(pilot)


async def test_the_cursor_is_where_it_was(seeded: Library) -> None:
    async with DatelineApp(seeded).run_test(size=NARROW) as pilot:
        await press(pilot, "j", "j", "j")
        at = reader(pilot).list.current
    async with DatelineApp(seeded).run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert reader(pilot).list.current == at


async def test_names_of_the_library_are_searched_opened_joined(indexed: Library) -> None:
    async with DatelineApp(indexed).run_test(size=WIDE) as pilot:
        await press(pilot, "E")
        assert "Northern River Authority" in screen_text(pilot)
        await press(pilot, *"daesh")
        await settle(pilot)
        assert "1 name" in screen_text(pilot)
        await press(pilot, "enter")
        shown = screen_text(pilot)
        assert "9 in 1 article" in shown
        assert "Together with" in shown
        await press(pilot, "c", *"the group", "enter")
        assert "the group" in screen_text(pilot)
        await press(pilot, "r", *["backspace"] * 5, *"Islamic State", "enter")
        assert "Islamic State   ORG, 9 in 1 article" in screen_text(pilot)
        assert [it.same_as for it in indexed.names.names] == ["Islamic State"]
        await press(pilot, "u")
        assert "Daesh   ORG" in screen_text(pilot)
        assert not indexed.names.names
        await press(pilot, "equals_sign", *"iraq", "enter")
        assert "16 in 1 article" in screen_text(pilot)
        await press(pilot, "q")
        await press(pilot, "escape")
        assert reader(pilot).focused is reader(pilot).list


async def test_a_name_leads_to_its_articles(indexed: Library) -> None:
    async with DatelineApp(indexed).run_test(size=WIDE) as pilot:
        await press(pilot, "E", *"tolvanen")
        await settle(pilot)
        await press(pilot, "enter", "j", "j", "enter")
        screen = reader(pilot)
        article = screen.desk.article
        assert article
        at = screen.page.selected
        assert "Tolvanen" in article.text[at.start : at.end]
        assert screen.focused is screen.page


async def test_highlights_and_notes_are_gathered(seeded: Library, seed_id: str) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await press(pilot, "enter", "s", "c", *"ask whom", "enter", "J", "s", "0", "q")
        await press(pilot, "H")
        shown = screen_text(pilot)
        assert "3 highlights and notes in 2 articles" in shown
        assert "ask whom" in shown
        await press(pilot, *"note:whom")
        assert "1 highlight and notes in 1 article" in screen_text(pilot)
        await press(pilot, "enter")
        screen = reader(pilot)
        assert screen.focused is screen.page
        (note,) = screen.desk.marks.notes
        assert (screen.page.selected.start, screen.page.selected.end) == (note.start, note.end)


async def test_entities_are_asked_for(indexed: Library, seed_id: str) -> None:
    async with DatelineApp(indexed).run_test(size=NARROW) as pilot:
        await press(pilot, "slash", *'entity:"Adel Abdul-Mahdi"', "enter")
        assert listed(pilot) == [seed_id]
