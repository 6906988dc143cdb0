"""Adding articles from the reader, versions of a story, and marks that came with a new version."""

import asyncio
import json
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from piloting import NARROW, WIDE, listed, paste, press, reader, said, screen_text
from textual.pilot import Pilot
from textual.widgets import Static

from store import marks
from store.importers import draft
from store.library import Library
from store.taking import Taking
from store.taking.watching import Watched
from store.versions.revising import carried, revise
from support import SEED, SEEDS
from tui.app import DatelineApp
from tui.dialogs.adding import AddWindow
from tui.dialogs.exporting import ExportWindow
from tui.paths import completed


async def until(pilot: Pilot[None], step: str) -> Any:
    """Wait until the window that adds or exports is at a step, or closed; returns what is shown."""
    for _ in range(300):
        await pilot.pause()
        window = pilot.app.screen
        if (window._step if isinstance(window, AddWindow | ExportWindow) else "closed") == step:
            await pilot.pause(0.1)
            return window
        await asyncio.sleep(0.05)
    raise AssertionError(f"never {step}: {screen_text(pilot)}")


def state(window: AddWindow) -> str:
    return str(window.query_one("#count", Static).render())


async def test_a_folder_is_looked_at_and_then_added(seeded: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("AMMAN (Petra) - A ship came in on Monday with grain.")
    (folder / "b.json").write_text("[")
    (folder / "seed.txt").write_bytes((SEEDS / SEED).read_bytes())
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await press(pilot, "a")
        await paste(pilot, str(tmp_path / "i"))
        await press(pilot, "tab", "enter")
        window = await until(pilot, "looked")
        assert "Enter adds 1:" in state(window)
        assert "1 already there, 1 refused" in state(window)
        assert "✗ b.json: no JSON" in screen_text(pilot)
        assert len(seeded.select()) == 11  # nothing is added yet
        await press(pilot, "enter")
        await until(pilot, "closed")
        assert said(reader(pilot)) == "1 added, 1 already there, 1 refused"
        assert len(listed(pilot)) == 12


async def test_an_address_of_a_private_network_is_asked_after_another_enter(
    seeded: Library, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("AMMAN (Petra) - A ship came in on Monday with grain.")
    serve = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
            await press(pilot, "a")
            await paste(pilot, f"http://127.0.0.1:{server.server_port}/a.txt")
            await press(pilot, "enter")
            window = await until(pilot, "barred")
            assert "Enter asks it all the same" in state(window)
            await press(pilot, "enter")
            assert "Enter adds 1:" in state(await until(pilot, "looked"))
            await press(pilot, "enter")
            await until(pilot, "closed")
        server.shutdown()
    assert len(seeded.select()) == 12


async def test_a_text_that_is_pasted_is_an_article(seeded: Library) -> None:
    async with DatelineApp(seeded).run_test(size=NARROW) as pilot:
        await paste(pilot, "AMMAN (Petra) - A ship came in.\n\nIt left again.")
        window = await until(pilot, "looked")
        assert "Enter adds 1" in state(window)
        await press(pilot, "enter")
        await until(pilot, "closed")
        (row,) = seeded.select("ship left place:amman")
        assert seeded.article(row.id).source == "-"


@pytest.mark.parametrize(("typed", "says"), [("/nowhere/x.txt", "no such file"), ("https://x.example/", "")])  # fmt: skip
async def test_what_cannot_be_had_is_said_and_adds_nothing(
    seeded: Library, typed: str, says: str
) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await press(pilot, "a", *typed, "enter")
        for _ in range(300):
            await asyncio.sleep(0.05)
            await pilot.pause()
            window = pilot.app.screen
            assert isinstance(window, AddWindow)
            if window._step in ("looked", "asking") and "looking" not in state(window):
                break
        assert says in screen_text(pilot)
        await press(pilot, "enter", "escape")
        assert len(seeded.select()) == 11


def test_a_path_is_completed_as_a_shell_does(tmp_path: Path) -> None:
    for name in ("ports", "portraits", ".hidden"):
        (tmp_path / name).mkdir()
    (tmp_path / "one file.txt").touch()
    assert completed(f"{tmp_path}/p") == (f"{tmp_path}/port", ["portraits/", "ports/"])
    assert completed(f"{tmp_path}/o") == (f"{tmp_path}/one file.txt", [])
    assert completed(f"{tmp_path}/ports") == (f"{tmp_path}/ports/", [])
    assert completed(f"{tmp_path}/nothing") == (f"{tmp_path}/nothing", [])
    assert completed("https://x") == ("https://x", [])


@pytest.fixture
def revised(seeded: Library, seed_id: str) -> str:
    """The seed with marks, and a new version of it; returns the new one's id."""
    article = seeded.article(seed_id)
    for quote in ("Syrian Arab Army", "sporadic attacks by the group", "troopers, backed by military aircraft"):  # fmt: skip
        at = article.text.index(quote)
        seeded.apply(marks.highlight(article, at, at + len(quote)))
    text = (SEEDS / SEED).read_bytes().decode()
    text = text.replace("However, sporadic attacks by the group are still reported", "Nothing else was reported")  # fmt: skip
    text = text.replace("troopers, backed by military aircraft,", "soldiers, backed by planes,")
    (outcome,) = Taking(seeded).take([draft(text.encode(), "x")])
    tables = seeded.marks.storage.read()
    docs = seeded.logs.marked.documents(seed_id, tables)
    seeded.apply(revise(article, docs, seeded.article(outcome.id)))
    return outcome.id


async def test_marks_of_an_earlier_version_are_settled_by_key(seeded: Library, revised: str) -> None:  # fmt: skip
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        screen = reader(pilot)
        screen.read(revised)
        await pilot.pause(0.3)
        assert "new version; marks: " in screen_text(pilot)
        assert "M settles" in screen_text(pilot)
        found = {it.fate: it.quote for it in screen_carried(seeded, revised)}
        assert found == {
            "moved": "Syrian Arab Army", "gone": "sporadic attacks by the group",
            "doubtful": "troopers, backed by military aircraft",
        }  # fmt: skip
        await press(pilot, "M")
        assert "Doubtful: is this the place?" in screen_text(pilot)
        await press(pilot, "y")  # the doubtful one is right
        article = seeded.article(revised)
        quotes = {it.quote for it in seeded.marks_of(article).highlights}
        assert quotes == {"Syrian Arab Army", "soldiers, backed by planes"} or len(quotes) == 2
        await press(pilot, "y")  # the one that is gone has no place
        assert "it has no place" in screen_text(pilot)
        await press(pilot, "x", "Y")
        assert "all are settled" in screen_text(pilot)
        await press(pilot, "escape")
        assert "M settles" not in screen_text(pilot)
        assert screen_carried(seeded, revised) == []
        await press(pilot, "u")
        assert len(screen_carried(seeded, revised)) == 1


def screen_carried(library: Library, id: str) -> list[object]:
    tables = library.marks.storage.read()
    return list(carried(library.logs.marked.documents(id, tables), library.article(id)))


async def test_versions_are_shown_with_what_differs_and_read(
    seeded: Library, seed_id: str, revised: str
) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        screen = reader(pilot)
        screen.read(revised)
        await press(pilot, "D")
        shown = screen_text(pilot)
        assert "2 versions of one story" in shown
        assert "− soldiers," in shown
        assert "+ troopers," in shown
        await press(pilot, "enter")
        assert screen.desk.article
        assert screen.desk.article.id == seed_id
        other = next(row.id for row in seeded.select() if row.id != revised)
        screen.read(other)
        await press(pilot, "D")
        assert "no other version" in said(screen)


async def test_versions_stand_together_in_the_list(seeded: Library) -> None:
    text = (SEEDS / SEED).read_text("utf-8")
    drafts = [
        text.replace("2019-07-09 2019/07/09", f"20{year}-07-09 20{year}/07/09") for year in (11, 25)
    ]
    outcomes = list(Taking(seeded).take(draft(it.encode(), "x") for it in drafts))
    assert [it.result for it in outcomes] == ["near-duplicate"] * 2
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await pilot.pause(1.5)
        ids = listed(pilot)
        places = sorted(ids.index(it) for it in [outcomes[0].id, outcomes[1].id])
        assert places[1] - places[0] <= 2
        assert screen_text(pilot).count("≈3") == 3
        await press(pilot, "slash", *"is:version", "enter")
        assert len(listed(pilot)) == 3


async def test_a_file_that_comes_into_a_watched_folder_is_listed(seeded: Library, tmp_path: Path) -> None:  # fmt: skip
    folder = tmp_path / "in"
    folder.mkdir()
    app = DatelineApp(seeded)
    app.watched = folder
    async with app.run_test(size=WIDE) as pilot:
        await until_said(pilot, "watching")
        await asyncio.sleep(1)
        (folder / "late.txt").write_text("AMMAN (Petra) - A late ship came in with grain.")
        began = time.monotonic()
        await until_said(pilot, "came in: A late ship")
        assert len(listed(pilot)) == 12
        assert time.monotonic() - began < 10  # a busy machine; figures: tests/bench
        (folder / "late.part").write_text("not yet")
        (folder / "late.txt").unlink()
        await asyncio.sleep(1)
        assert len(listed(pilot)) == 12  # nothing is taken away


async def until_said(pilot: Pilot[None], what: str) -> None:
    for _ in range(200):
        await pilot.pause()
        if what in said(reader(pilot)):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(screen_text(pilot))


def test_a_file_is_taken_when_it_is_whole_and_again_when_it_changed(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    file = tmp_path / "deep" / "a.txt"
    file.parent.mkdir()
    file.write_text("some")
    assert watched.look() == []
    file.write_text("some more")  # it is still being written
    assert watched.look() == []
    assert watched.look() == [file]
    assert watched.look() == []
    file.write_text("other words, all of them")
    watched.look()
    assert watched.look() == [file]
    (tmp_path / "a.png").write_bytes(b"x")
    (tmp_path / ".a.txt").write_bytes(b"x")
    watched.look()
    assert watched.look() == []


async def test_what_is_selected_is_exported_after_a_look(seeded: Library, tmp_path: Path) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        chosen = listed(pilot)[:2]
        await press(pilot, "x", "x", "e")
        window = pilot.app.screen
        assert isinstance(window, ExportWindow)
        assert "Export 2 articles" in screen_text(pilot)
        await press(pilot, "ctrl+u")
        await paste(pilot, str(tmp_path / "out.jsonl"))
        for replaced in (False, True):
            await press(pilot, "enter")
            await until(pilot, "looked")
            assert ("REPLACES 1" in state(window)) == replaced
            assert "offsets: code points" in state(window)
            assert (tmp_path / "out.jsonl").exists() == replaced
            if not replaced:
                await press(pilot, "enter")
                await until(pilot, "closed")
                assert "2 articles" in said(reader(pilot))
                await press(pilot, "e")
                window = pilot.app.screen
                await press(pilot, "ctrl+u")
                await paste(pilot, str(tmp_path / "out.jsonl"))
        await press(pilot, "escape")
        lines = [json.loads(it) for it in (tmp_path / "out.jsonl").read_text().splitlines()]
        assert {it["meta"]["id"] for it in lines} == set(chosen)


async def test_an_export_that_cannot_be_written_says_why(seeded: Library, tmp_path: Path) -> None:
    async with DatelineApp(seeded).run_test(size=WIDE) as pilot:
        await press(pilot, "e", "ctrl+u")
        await paste(pilot, str(tmp_path / "no" / "folder" / "x"))
        await press(pilot, "enter")
        await until(pilot, "looked")
        await press(pilot, "enter")
        await until(pilot, "asking")
        assert "cannot write" in screen_text(pilot)
        await press(pilot, "escape")


HOSTILE = "\x1b[31m[red]T\u202e\x07\ud800\x9b2J\x1b]52;c;eA==\x07"


async def test_what_a_carrier_states_is_shown_as_it_is_and_obeyed_never(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from store.importers import read
    from tui.cli import main

    fields = ("title", "outlet", "author", "place", "agency", "url", "language", "date", "id", "x")
    texts = [
        "AMMAN - A ship came in on Monday with grain for the port of Aqaba.",
        "Other words. " * 30,
    ]
    (tmp_path / "a.jsonl").write_text(
        "".join(json.dumps({"text": it, "tags": [HOSTILE], **dict.fromkeys(fields, HOSTILE)}) + "\n" for it in [*texts, texts[1] + "More."])
    )  # fmt: skip
    outcomes = list(Taking(library).take(read(tmp_path / "a.jsonl")))
    assert [it.result for it in outcomes] == ["added", "added", "added"]  # one id, so a new version
    async with DatelineApp(library).run_test(size=WIDE) as pilot:
        await pilot.pause(0.3)
        for key in ("enter", "D", "M", "q", "a"):
            await press(pilot, key)
            assert not set(screen_text(pilot)) & set("\x1b\x07\x9b\u202e\ud800")
        await paste(pilot, str(tmp_path / "a.jsonl"))
        await press(pilot, "enter")
        await until(pilot, "looked")
        assert not set(screen_text(pilot)) & set("\x1b\x07\x9b\u202e\ud800")
        await press(pilot, "escape")
    capsys.readouterr()
    library.close()
    for words in (["list"], ["show", outcomes[0].id], ["add", str(tmp_path / "a.jsonl")], ["add", "--dry-run", str(tmp_path / "a.jsonl")]):  # fmt: skip
        main(["--library", str(library.path), *words])
        printed = "".join(capsys.readouterr())
        assert not set(printed.replace("\x1b[", "")) & set("\x1b\x07\x9b\u202e"), words
        assert "\x1b[31m" not in printed
        assert "\x1b[2J" not in printed
