"""Promise: a disk that fills up costs nothing that was acknowledged, and the program goes on.

Once on a tmpfs of 64 kB, which only root can mount, and once under a limit to the size of a file.
Marks are written until one is refused; all acknowledged ones are there, in the open program and in
a fresh one; room is made, and the same program writes on.
"""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from store import marks
from store.errors import LibraryError
from store.library import Library

from .child import Acknowledge, Child
from .figures import Figures
from .memory import id_of, look, text
from .truth import derived_alike

_MOST = 5000


class CannotMount(Exception):
    """This system does not let us mount a tmpfs."""


@contextmanager
def small_disk(at: Path, size: str = "64k") -> Iterator[Path]:
    """A file system of its own in folder `at`.

    Raises:
        CannotMount: when that is not allowed here.
    """
    at.mkdir()
    options = f"size={size},mode=700"
    try:
        command = ["mount", "-t", "tmpfs", "-o", options, "none", os.fspath(at)]
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise CannotMount(f"no tmpfs of {size}: {error.strerror}") from error
    if done.returncode:
        raise CannotMount(f"no tmpfs of {size}: {done.stderr.strip()}")
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", os.fspath(at)], check=True)


def small_tmpfs(folder: Path, size: int, seed: int) -> Figures:
    """Fill a small disk `size` times, making room after each.

    Raises:
        CannotMount: when this system does not allow one.
    """
    figures = Figures("full disk")
    with small_disk(folder / "disk") as disk:
        ballast = [disk / f"ballast {number}" for number in range(size)]
        for file in ballast:
            file.write_bytes(bytes(32768 // size))
        _fill(disk / "library", [file.unlink for file in ballast], figures)
    return figures


def small_files(folder: Path, size: int, seed: int) -> Figures:
    """Reach a limit to the size of a file `size` times, raising it after each."""
    figures = Figures("file at its limit")
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]

    def limit(kilobytes: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, hard))

    def work(acknowledge: Acknowledge) -> None:
        inner = Figures("")
        rooms = [lambda n=n: limit(12 * n) for n in range(2, size + 2)]
        limit(12)
        _fill(folder / "library", rooms, inner)
        limit(1 << 20)
        lines = [f"{times} {what}" for what, times in inner.counts.items()]
        lines += [f"! {line}" for line in inner.broken]
        acknowledge("\n".join(lines).encode())

    with Child(work) as child:
        code = child.end()
    figures.expect(code == 0, f"the program failed, {code}")
    for line in child.said.decode().splitlines():
        times, _, what = line.partition(" ")
        if figures.expect(times != "!", what):
            figures.count(what, int(times))
    return figures


def _fill(path: Path, rooms: Sequence[Callable[[], object]], figures: Figures) -> None:
    """Write until it is refused, make room, and so on; at the end a few more are taken."""
    library = Library(path)
    library.add([text(0)])
    id, there = id_of(0), set[str]()
    for make_room in [*rooms, None]:
        for number in range(len(there), len(there) + (_MOST if make_room else 5)):
            try:
                library.apply(marks.tag(id, [f"tag {number}"]), undoable=number % 2 > 0)
            except LibraryError as error:
                figures.count("refused")
                figures.expect("\n" not in str(error), f"more than a line: {error}")
                break
            there.add(f"tag {number}")
            figures.count("acknowledged")
        refused = number not in {int(tag[4:]) for tag in there}
        figures.expect(refused == bool(make_room), "refused at the end, or never before it")
        expected = frozenset({id}), frozenset((id, "tag", tag) for tag in there)
        for which, opened in (("the open", library), ("a fresh", Library(path))):
            seen = look(opened)
            figures.count("lost", len(expected[1] - seen[1]))
            figures.expect(seen == expected, f"{which} program does not show what was acknowledged")
            opened.close()
        if make_room:
            make_room()
    figures.expect(derived_alike(path) is None, "what is derived is not right")
