"""Why a mention has its label: on the command line, and by a key in the reader."""

import asyncio
import json
import threading
import time
from pathlib import Path

import pytest

from store.library import Library
from support import SEED, SEEDS, Run, add_text
from tui.app import DatelineApp
from tui.reader import Reader
from window import Window


@pytest.fixture
def id(run: Run) -> str:
    return str(json.loads(run("add", str(SEEDS / SEED), "--json")[1])["id"])


def test_the_steps_the_lists_and_the_readers_word_are_told(run: Run, id: str) -> None:
    record = json.loads(run("show", id, "--json")[1])
    start = record["text"].index("Fallujah")
    code, out, _ = run("show", id, "--why", str(start))
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("tagger: GPE on “Fallujah”, by ")
    assert "“Fallujah” is on the list of places: city" in lines
    assert lines[-1].startswith("so “Fallujah” is GPE, suggested")

    run("correct", id, str(start), "--label", "ORG")
    lines = run("show", id, "--why", str(start))[1].splitlines()
    assert "your correction, for this mention: ORG" in lines
    assert lines[-1].startswith("so “Fallujah” is ORG, accepted")

    run("correct", id, str(start), "--reject")
    lines = run("show", id, "--why", str(start))[1].splitlines()
    assert lines[-2:] == ["your correction, for this mention: names nothing", "names nothing"]


def test_what_was_never_proposed_says_so(run: Run, id: str) -> None:
    text = json.loads(run("show", id, "--json")[1])["text"]
    code, out, _ = run("show", id, "--why", str(text.index(" operation")))
    assert (code, out) == (0, "nothing was ever proposed here\n")


@pytest.mark.parametrize("start", ["-1", "x", "999999", "9" * 30])
def test_a_place_outside_the_text_is_one_clear_line(run: Run, id: str, start: str) -> None:
    code, out, err = run("show", id, f"--why={start}")
    assert (code, out) == (2, "")
    assert "--why" in err
    assert "Traceback" not in err


async def shown(app: DatelineApp, wanted: str) -> str:
    """What the dialog shows, once that is in it."""
    for _ in range(100):
        await asyncio.sleep(0.02)
        written = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        if wanted in written:
            return written
    raise AssertionError(f"{wanted} never came:\n{written}")


async def test_a_key_tells_why(seeded: Library, seed_id: str) -> None:
    app = DatelineApp(seeded)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, Reader)
        screen.read(seed_id)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("e", "e", "W")
        assert "Why “" in await shown(app, "so “")
        await pilot.press("escape")
        assert app.screen is screen


async def test_what_takes_long_can_be_dropped_and_asked_again(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = list[int](), threading.Event()

    def slow(text: str, start: int, *_: object) -> list[str]:
        begun.append(start)
        assert go_on.wait(10)
        return [f"a step for {start}"]

    monkeypatch.setattr("store.entities.why.why", slow)
    app = DatelineApp(seeded)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, Reader)
        screen.read(seed_id)
        await pilot.pause()
        for _ in range(3):
            await pilot.press("e", "W")
            await shown(app, "reading the whole article")
            await pilot.press("escape")
            await shown(app, "a accept")
            assert app.screen is screen
        await pilot.press("e", "W")
        await shown(app, "reading the whole article")
        here = screen.page.selected.start
        go_on.set()
        await shown(app, f"a step for {here}")
        assert len(begun) == 2  # those dropped before their turn were never begun


async def test_a_recogniser_that_fails_is_said(
    seeded: Library, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> list[str]:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("store.entities.why.why", broken)
    app = DatelineApp(seeded)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, Reader)
        screen.read(seed_id)
        await pilot.press("e", "W")
        assert "secret" not in await shown(app, "the recogniser failed (ZeroDivisionError)")


def test_leaving_waits_for_no_reasons(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as made:
        add_text(made, "A title\n\nAMMAN (Petra) — Some words from Baghdad.")
    code = (
        "import sys\nfrom tui.cli import main\nfrom store.entities import why\n"
        "def slow(*_):\n    while True: pass\n"
        "why.why = slow\n"
        "sys.exit(main(['--library', sys.argv[1]]))"
    )
    window = Window(tmp_path / "library", str(tmp_path / "library"), code=code)
    try:
        window.wait_for("A title", "? keys")
        window.type("\reW")
        window.wait_for("reading the whole article")
        begun = time.monotonic()
        window.type("\x11")
        assert window.ended(begun) < 3
        assert window.code == 0
    finally:
        window.done()
