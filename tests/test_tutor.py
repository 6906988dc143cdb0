"""The tutor: every lesson is done by the keys it names, and only by them."""

import time
from pathlib import Path

import pytest

from store.importers import read_file
from store.library import Library
from support import SEED, SEEDS
from tui.app import DatelineApp
from tui.lessons import LESSONS, THE_END
from tui.tutor import DISPATCH, Tutor
from window import Window

KEYS = [
    ["w", "w", "w"], ["s"], ["0"], ["u"], ["c", *"why", "enter"], ["b", "v", "v", "v", "v"], ["f"],
    ["a", "a"], ["x"], ["slash", *"Dae", "enter"], ["asterisk"], ["2"], ["l"], ["t", *"x", "enter"],
    ["question_mark", "escape"], ["q", "q", "q"],
]  # fmt: skip
"""The keys of each lesson, in their order."""


@pytest.fixture
def practice(library: Library) -> Library:
    library.add([read_file(DISPATCH)])
    return library


async def test_each_lesson_is_done_by_its_keys(practice: Library) -> None:
    assert len(KEYS) == len(LESSONS)
    app = DatelineApp(practice, screen=Tutor)
    async with app.run_test(size=(120, 40)) as pilot:
        tutor = app.screen
        assert isinstance(tutor, Tutor)
        for _ in range(3):
            await pilot.pause()
            await app.workers.wait_for_complete()
        for number, keys in enumerate(KEYS):
            told = str(tutor._told.render())
            assert told.startswith(f"{number + 1}/{len(LESSONS)}"), (number, told)
            assert tutor.keyboard.named(LESSONS[number].told) in told
            if number == 1:  # what is not asked for leads nowhere
                await pilot.press("e", "E")
                assert str(tutor._told.render()) == told
            await pilot.press(*keys)
            await pilot.pause()
        assert str(tutor._told.render()) == tutor.keyboard.named(THE_END)
        assert tutor.pane is tutor.list


def test_the_dispatch_of_the_tutor_is_the_original_one() -> None:
    assert DISPATCH.read_bytes() == (SEEDS / SEED).read_bytes()


def test_the_verb_opens_it_and_leaves_no_trace(tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    code = "import sys\nfrom tui.cli import main\nsys.exit(main(['tutor']))"
    window = Window(tmp_path / "library", code=code, TMPDIR=str(folder))
    window.wait_for("1/16", "Press w", "1-9 label")
    window.type("www")
    window.wait_for("2/16")
    window.type("\x11")
    window.ended(time.monotonic())
    assert window.code == 0
    assert list(folder.iterdir()) == []
    window.done()
