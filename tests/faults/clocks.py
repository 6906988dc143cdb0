"""Promise: a clock that steps does no harm.

Two windows write in turns while the clock goes back an hour and a year, forward ten years and back,
and to 1970. The last act wins, undo goes back act by act in the order in which they were done, and
of the daily copies of the marks the last seven that were made are kept.
"""

from pathlib import Path
from random import Random

from store import marks
from store.errors import DatelineError
from store.library import Library
from store.log.line import encode
from store.upkeep import COPIES

from .figures import Figures
from .memory import BIRTH, DAY, Memory, after, do, id_of, look, story, text
from .truth import derived_alike, told_apart

HOUR, YEAR = DAY // 24, 365 * DAY
_STEPS = (0, 0, 1, -1, -HOUR, HOUR, -DAY, DAY, -YEAR, YEAR, 10 * YEAR, -10 * YEAR)


class SteppingClock:
    """Shows any time between 1970 and 50 years after `BIRTH`."""

    def __init__(self, random: Random) -> None:
        self._random, self._now = random, BIRTH

    def step(self) -> None:
        by = self._random.choice(_STEPS)
        if self._random.random() < 0.02:
            by = -self._now
        self._now = min(max(self._now + by, 0), BIRTH + 50 * YEAR)

    def __call__(self) -> int:
        return self._now


def stepping(folder: Path, size: int, seed: int) -> Figures:
    """Do `size` steps in two windows on one library."""
    figures, random = Figures("clock that steps"), Random(seed)
    path, clock, memory = folder / "library", SteppingClock(random), Memory()
    windows = [Library(path, clock), Library(path, clock)]
    newest: list[bytes] = []
    for number, step in enumerate(story(memory, random, size)):
        clock.step()
        which = random.randrange(2)
        before = _copies(path)
        do(windows[which], step)
        if step in (("close",), ("compact",)):
            windows[which] = Library(path, clock)
        memory = after(memory, step)
        figures.count("steps")
        fresh = [it for it in _copies(path) if it not in before]
        figures.count("daily copies", len(fresh))
        newest = [*newest, *((path / "backups" / it).read_bytes() for it in fresh)][-COPIES:]
        kept = [(path / "backups" / it).read_bytes() for it in _copies(path)]
        figures.expect(kept == newest, f"step {number}: the copies are not the last ones made")
        for window in windows:
            seen = look(window)
            if not figures.expect(
                seen == memory.seen, f"step {number}, {step}: {told_apart(seen, memory)}"
            ):
                return figures
    odd = derived_alike(path)
    figures.expect(odd is None, f"{odd}")
    _undo_all(windows, clock, memory, figures)
    return figures


def _copies(path: Path) -> list[str]:
    return sorted(it.name for it in (path / "backups").glob("[0-9]*"))


def _undo_all(
    windows: list[Library], clock: SteppingClock, memory: Memory, figures: Figures
) -> None:
    while memory.past:
        clock.step()
        windows[len(memory.past) % 2].undo()
        memory = after(memory, ("undo",))
        figures.count("undone")
        seen = look(windows[0])
        if not figures.expect(seen == memory.seen, f"undo: {told_apart(seen, memory)}"):
            return
    figures.expect(windows[0].undo() is None, "something is left to undo")


def at_the_end_of_time(folder: Path, size: int, seed: int) -> Figures:
    """Write over what another device wrote in the last `size` milliseconds that a line can have.

    A write that cannot be later is refused; what is acknowledged is there.
    """
    figures = Figures("end of time")
    for before in range(size):
        path, id = folder / f"{before}", id_of(0)
        library = Library(path, lambda: BIRTH)
        library.add([text(0)])
        doc = {"article": id, "tag": "other"}
        line = encode((1 << 47) - 1 - before, {"tags": {f"{id}:other": doc}})
        (path / "marks.sync-conflict-1.jsonl").write_bytes(line)
        for number in range(size + 1):
            has = "other" in library.marks_of(library.article(id)).tags
            try:
                library.apply(marks.tag(id, *(([], ["other"]) if has else (["other"], []))))
            except DatelineError:
                figures.count("refused")
                continue
            figures.count("acknowledged")
            for window in (library, Library(path)):
                there = "other" in window.marks_of(window.article(id)).tags
                figures.expect(there != has, f"write {number}, {before} ms before the end: lost")
    return figures
