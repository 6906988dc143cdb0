"""Promise: what was acknowledged survives `kill -9` at any moment, and the library opens.

A program does steps to a library, closing and compacting it now and then, and is killed 0 to
`LONGEST` seconds after its first acknowledgement. The same library goes on over all kills; at the
end every step is undone, back to the beginning.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from store.library import Library

from .child import Acknowledge, Child, Work
from .figures import Figures
from .memory import (
    BIRTH,
    DAY,
    Memory,
    Player,
    Step,
    after,
    between,
    id_of,
    look,
    memories,
    story,
    text,
)
from .truth import clock, derived_alike, in_one_line, told_apart

LONGEST = 0.06
_STEPS = 150


def at_random(folder: Path, size: int, seed: int) -> Figures:
    """Kill a program `size` times."""
    figures, random = Figures("kill -9 at random"), Random(seed)
    path, memory = folder / "library", Memory()
    for number in range(size):
        steps = story(memory, random, _STEPS, first=number * _STEPS)
        begun = BIRTH + number * DAY // 48  # so that no undo step is too old to be kept
        with Child(_work(path, begun, steps)) as child:
            child.hear()
            time.sleep(random.uniform(0, LONGEST))
            code = child.kill()
        figures.expect(code in (0, -signal.SIGKILL), f"kill {number}: the program failed, {code}")
        done = len(child.said)
        states = between(memories(memory, steps)[done], steps[done:])
        figures.count("kills")
        figures.count("acknowledged", done)
        figures.counts["lost"] += 0
        figures.counts["unreadable"] += 0
        try:
            seen = look(Library(path))
            found = next((state for state in states if state.seen == seen), None)
            if found is None:
                figures.count("lost")
                figures.broken.append(f"kill {number}: {told_apart(seen, states[0])}")
                return figures
            memory = found
            odd = derived_alike(path)
            figures.expect(odd is None, f"kill {number}: {odd}")
        except Exception as error:
            figures.count("unreadable")
            figures.broken.append(f"kill {number}: {in_one_line(error)}")
            return figures
    _walk_back(path, memory, figures)
    return figures


def _work(path: Path, begun: int, steps: list[Step]) -> Work:
    def work(acknowledge: Acknowledge) -> None:
        player = Player(path, begun)
        for step in steps:
            player.do(step)
            acknowledge(b".")

    return work


def _walk_back(path: Path, memory: Memory, figures: Figures) -> None:
    """Undo everything; compare now and then, and at the end."""
    library = Library(path, clock())
    while memory.past:
        memory = after(memory, ("undo",))
        if not figures.expect(library.undo() is not None, "nothing is left to undo too early"):
            return
        figures.count("undone")
        if len(memory.past) % 100 == 0:
            seen = look(library)
            figures.expect(seen == memory.seen, f"undo: {told_apart(seen, memory)}")
    figures.expect(library.undo() is None, "something is left to undo")
    left = list((path / ".cache").glob(".*.new")) + list(path.glob(".*.new"))
    library.close()
    left = [it for it in left if it.exists()]
    figures.expect(not left, f"left behind: {left}")


def of_commands(folder: Path, size: int, seed: int) -> Figures:
    """Kill `dateline tag` `size` times; exit code 0 is the acknowledgement."""
    figures, random = Figures("kill -9 of commands"), Random(seed)
    path = folder / "library"
    with Library(path) as library:
        library.add([text(0)])
    command = [sys.executable, "-m", "tui", "--library", os.fspath(path), "tag", id_of(0)]
    begun = time.monotonic()
    subprocess.run(
        [*command, "first"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    takes, tags = time.monotonic() - begun, {"first"}
    for number in range(size):
        run = subprocess.Popen(
            [*command, f"tag {number}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(random.uniform(0.4, 1.2) * takes)
        run.kill()
        code = run.wait()
        figures.count("kills" if code else "ended before")
        with Library(path) as library:
            found = set(library.marks_of(library.article(id_of(0))).tags)
        if code == 0:
            tags.add(f"tag {number}")
            figures.count("acknowledged")
        figures.expect(code in (0, -signal.SIGKILL), f"command {number}: exit code {code}")
        figures.expect(found >= tags, f"command {number}: lost {sorted(tags - found)}")
        figures.expect(found <= tags | {f"tag {number}"}, f"command {number}: more than was asked")
        tags = found
    odd = derived_alike(path)
    figures.expect(odd is None, f"{odd}")
    return figures
