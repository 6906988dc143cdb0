"""Why a mention has its label: on the command line, and by a key in the reader."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from store.library import Library
from support import SEED, SEEDS
from tui.app import DatelineApp
from tui.cli import main
from tui.dialogs.told import Told
from tui.reader import Reader

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main(["--library", str(tmp_path / "library"), *words])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run


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


async def test_a_key_tells_why(seeded: Library, seed_id: str) -> None:
    app = DatelineApp(seeded)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, Reader)
        screen.read(seed_id)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("e", "e", "W")
        await pilot.pause()
        assert isinstance(app.screen, Told)
        written = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Why “" in written
        assert "so “" in written
        await pilot.press("escape")
        assert app.screen is screen
