"""The fault harnesses at a small size; `make faults` runs them at full size."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from faults import fulldisk, killpoints, powercut, workloads
from faults.__main__ import HARNESSES
from store.log import disk

SMALL = {
    "kills": 25,
    "commands": 4,
    "killpoints": 12,
    "failing": 17,
    "powercut": 17,
    "tails": 37,
    "fulldisk": 2,
    "filesize": 2,
    "writers": 60,
    "killedlock": 3,
    "stoppedlock": 1,
    "windows": 250,
    "caches": 101,
    "clocks": 100,
    "endoftime": 2,
    "order": 10,
    "syncs": 25,
    "replaced": 25,
    "monkey": 12,
}


@pytest.mark.parametrize("name", HARNESSES)
def test_no_promise_is_broken(name: str, tmp_path: Path) -> None:
    harness, _ = HARNESSES[name]
    try:
        figures = harness(tmp_path, SMALL[name], 1)
    except fulldisk.CannotMount as reason:
        pytest.skip(str(reason))
    assert not figures.broken, "\n".join([str(figures), *figures.broken])


# -- that the harnesses would see it -------------------------------------------------------------


@pytest.fixture
def small_workload(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workloads, "ALL", {"marks": workloads.MARKS[:3]})
    monkeypatch.setattr(workloads, "EVERYTHING", workloads.MARKS[:3])


@pytest.mark.usefixtures("small_workload")
def test_without_a_flush_of_the_data_the_power_cut_loses_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unflushed(descriptor: int, parts: Iterable[bytes]) -> None:
        for part in parts:
            disk.os.write(descriptor, part)

    monkeypatch.setattr(disk, "_write_all", unflushed)
    assert powercut.anywhere(tmp_path, 1, 0).broken


@pytest.mark.usefixtures("small_workload")
def test_without_a_flush_of_the_names_the_power_cut_loses_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "sync_folder", lambda folder: None)
    assert powercut.anywhere(tmp_path, 1, 0).broken


@pytest.mark.usefixtures("small_workload")
def test_what_is_written_past_the_watched_calls_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "append", lambda path, data, size: path.write_bytes(data))
    with pytest.raises(AssertionError, match="written past"):
        powercut.anywhere(tmp_path, 1, 0)


@pytest.mark.usefixtures("small_workload")
def test_a_file_that_is_written_over_in_place_is_caught_by_the_kills(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = disk.append

    def over(path: Path, data: bytes, size: int) -> None:
        old = path.read_bytes() if size else b""
        if size:
            path.unlink()
        real(path, old + data, 0)

    monkeypatch.setattr(disk, "append", over)
    assert killpoints.every_call(tmp_path, 1, 0).broken
