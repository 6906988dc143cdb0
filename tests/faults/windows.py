"""Promise: windows on one library that do not look at each other for a while agree in the end.

Three windows do steps in turns, and are looked at only now and then; some close and are opened
again, which renews what is derived, though others wrote meanwhile. After every closing, and at
every look, a fresh library, with `.cache` and without, shows what was done.
"""

from pathlib import Path
from random import Random

from store.library import Library

from .figures import Figures
from .memory import Memory, after, do, look, story
from .truth import clock, rows, told_apart, wrong


def in_turns(folder: Path, size: int, seed: int) -> Figures:
    """Do `size` steps in three windows."""
    figures, random = Figures("three windows in turns"), Random(seed)
    path, memory = folder / "library", Memory()
    windows = [Library(path, clock()) for _ in range(3)]
    for number, step in enumerate(story(memory, random, size)):
        which = random.randrange(3)
        do(windows[which], step)
        memory = after(memory, step)
        figures.count("steps")
        where = f"step {number}, {step}"
        if step in (("close",), ("compact",)):
            windows[which] = Library(path, clock())
            figures.count("closings")
            found = wrong(path, [memory], write=False)
            if not figures.expect(found is None, f"{where}: {found}"):
                return figures
        if random.random() < 0.1:
            window, fresh = random.choice(windows), Library(path)
            figures.count("looks")
            seen = look(window)
            figures.expect(seen == memory.seen, f"{where}: {told_apart(seen, memory)}")
            same = rows(window) == rows(fresh)
            figures.expect(same, f"{where}: the rows of a fresh one are others")
    return figures
