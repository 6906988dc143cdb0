"""Promise: what is derived may be lost, old or garbage; it is not believed then.

Each file of `.cache` is cut off, zeroed from, or has a bit flipped at, every byte; each is missing,
in every combination; each is one that was made at another time, or for another library.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from .figures import Figures
from .memory import Memory, Player, Step, id_of, memories
from .tails import put_back
from .truth import wrong

_A, _B = id_of(0), id_of(1)
_STEPS: list[Step] = [
    ("add", 0, 1),
    ("tag", _A, "iraq"),
    ("note", _B, "one — نص"),
    ("undo",),
    ("close",),
    ("add", 2),
    ("tag", _B, "anbar"),
    ("tag", id_of(2), "iraq"),
    ("compact",),
    ("untag", _A, "iraq"),
    ("close",),
    ("redo",),
    ("note", _A, "two"),
]


def every_byte(folder: Path, size: int, seed: int) -> Figures:
    """Damage every byte, or one in `size`."""
    figures, whole = Figures("derived files"), folder / "whole"
    memory = memories(Memory(), _STEPS)[-1]
    ages = _made(whole)
    files = {file: file.read_bytes() for file in whole.rglob("*") if file.is_file()}
    for kind, changed in [*_damaged(whole / ".cache", size, seed), *_mixed(ages)]:
        now = {**files, **{whole / ".cache" / name: data for name, data in changed.items()}}
        put_back(whole, {file: data for file, data in now.items() if data is not None})
        found = wrong(whole, [memory])
        figures.count(kind.partition(" at ")[0].partition(":")[0])
        figures.expect(found is None, f"{kind}: {found}")
    return figures


def _made(path: Path) -> dict[str, list[bytes | None]]:
    """Make a library; returns every version of each of its derived files, None for a missing one."""
    player, ages = Player(path), dict[str, list[bytes | None]]()
    for step in _STEPS:
        player.do(step)
        for file in (path / ".cache").glob("[!.]*"):
            versions = ages.setdefault(file.name, [None])
            if file.read_bytes() not in versions:
                versions.append(file.read_bytes())
    return ages


def _damaged(cache: Path, size: int, seed: int) -> Iterator[tuple[str, dict[str, bytes | None]]]:
    for file in sorted(cache.iterdir()):
        data = file.read_bytes()
        for at in range(seed % size, len(data), size):
            flipped = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
            yield f"cut at {at} of {len(data)}, {file.name}", {file.name: data[:at]}
            zeros = data[:at] + bytes(len(data) - at)
            yield f"zeroed at {at} of {len(data)}, {file.name}", {file.name: zeros}
            yield f"flipped at {at} of {len(data)}, {file.name}", {file.name: flipped}


def _mixed(ages: dict[str, list[bytes | None]]) -> Iterator[tuple[str, dict[str, bytes | None]]]:
    for chosen in product(*(range(len(versions)) for versions in ages.values())):
        files = {name: ages[name][age] for name, age in zip(ages, chosen, strict=True)}
        told = ", ".join(f"{name} {age}" for name, age in zip(ages, chosen, strict=True))
        yield f"of other ages: {told}", files
