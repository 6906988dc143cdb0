"""Promise: a torn, flipped or zeroed end of a log costs its last line only.

The last line of each log is cut off at every byte, has a bit flipped in every byte, or is NUL from
every byte on, with and without what `.cache` remembers of it. All earlier lines count, the library
can be written and opened again, and what is derived is as if `.cache` had never been there.

One thing is counted, not promised: a bit that was flipped in place, in a line that `.cache` knows,
is seen at once; but when a program then writes and dies before it renews `.cache`, the next one
takes the file for one that only grew, and knows the damaged line again.
"""

from collections.abc import Iterator
from pathlib import Path

from .figures import Figures
from .memory import Memory, Player, Step, id_of, memories
from .truth import wrong

_A = id_of(0)
ENDS: dict[str, list[Step]] = {
    "marks": [("add", 0), ("tag", _A, "iraq"), ("note", _A, "one — نص")],
    "articles": [("add", 0), ("tag", _A, "iraq"), ("add", 1)],
}


def every_byte(folder: Path, size: int, seed: int) -> Figures:
    """Damage every byte, or one in `size`."""
    figures = Figures("torn, flipped and zeroed ends")
    for name, steps in ENDS.items():
        *_, before, after = memories(Memory(), steps)
        for cached in (True, False):
            path = folder / f"{name}-{cached}"
            player = Player(path)
            for step in [*steps, ("close",)] if cached else steps:
                player.do(step)
            whole = {file: file.read_bytes() for file in path.rglob("*") if file.is_file()}
            log = path / f"{name}.jsonl"
            data = whole[log]
            last = data.rindex(b"\n", 0, -1) + 1
            for at in range(last + seed % size, len(data), size):
                for kind, damaged in _damaged(data, at):
                    put_back(path, {**whole, log: damaged})
                    rot = cached and kind == "flipped"
                    states = [after if damaged == data else before]
                    found = wrong(path, states, write=not rot)
                    figures.count(kind)
                    if rot and wrong(path, states):
                        figures.count("flips hidden by an old .cache once the log had grown")
                    where = f"{name}, {kind} at byte {at - last} of {len(data) - last}"
                    where += " with .cache" if cached else ""
                    figures.expect(found is None, f"{where}: {found}")
    return figures


def put_back(path: Path, files: dict[Path, bytes]) -> None:
    """Have these files in a library, and no others; files that are there are written in place."""
    for file in path.rglob("*"):
        if file.is_file() and file not in files:
            file.unlink()
    for file, content in files.items():
        file.write_bytes(content)


def _damaged(data: bytes, at: int) -> Iterator[tuple[str, bytes]]:
    yield "cut", data[:at]
    yield "zeroed", data[:at] + bytes(len(data) - at)
    for bit in (0, 6):
        yield "flipped", data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]
