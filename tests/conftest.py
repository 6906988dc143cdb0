"""Shared pieces: a clock that ticks, an empty library, a library of the seeds."""

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from store.importers import files, read_file
from store.library import Library
from support import SEED, SEEDS, Run

settings.register_profile("ci", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")


def pytest_xdist_auto_num_workers() -> int:
    """Two a core: a test of the screen waits more than it computes."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see neither the person's library nor their taste in colours."""
    for name in ("DATELINE_LIBRARY", "DATELINE_THEME", "DATELINE_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def clock() -> Callable[[], int]:
    """Milliseconds that go on by one at every look."""
    ticks = count(1_700_000_000_000)
    return lambda: next(ticks)


@pytest.fixture
def no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader starts no other process that finds what is new."""
    monkeypatch.setattr("tui.background.Background.look", lambda _: None)


@pytest.fixture
def library(tmp_path: Path, clock: Callable[[], int]) -> Iterator[Library]:
    """An empty library."""
    with Library(tmp_path / "library", clock) as opened:
        yield opened


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command on a library of the test's own."""
    from tui.cli import main

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main(["--library", str(tmp_path / "library"), *words])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        return (code, *capsys.readouterr())

    return run


@pytest.fixture
def seeded(library: Library) -> Library:
    """A library of everything in seeds/."""
    library.add(read_file(path) for path in files(SEEDS))
    return library


@pytest.fixture
def seed_id(seeded: Library) -> str:
    """The id of the original dispatch."""
    return seeded.add([read_file(SEEDS / SEED)])[0][0]
