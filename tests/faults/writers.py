"""Promise: two programs that write to one library lose nothing, whatever becomes of either.

A third that stays open agrees with a fresh one. A writer that is killed while it holds the lock
holds up nobody; one that is stopped while it holds it makes the other say so, in one line, after
`disk.PATIENCE` seconds.
"""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from store import marks
from store.errors import LibraryError
from store.library import Library
from store.log import disk

from .child import Acknowledge, Child, Work
from .figures import Figures
from .memory import id_of, look, text
from .truth import derived_alike, rows

_ID = id_of(0)


def two_programs(folder: Path, size: int, seed: int) -> Figures:
    """Two programs write `size` marks each, and count one document up as often."""
    figures, path = Figures("two writers"), folder / "library"
    third = Library(path)
    third.add([text(0)])
    third.marks.storage.transact(lambda _: {"counts": {"both": {"n": 0}}})

    with Child(_writer(path, "one", size)) as one, Child(_writer(path, "two", size)) as two:
        for _ in range(10):
            one.hear(size // 10)
            third.refresh()
            mine = {tag for tag in third.marks_of(third.article(_ID)).tags if "one" in tag}
            figures.expect(len(mine) >= len(one.said), "the third program lags behind")
            figures.count("looks of a third program")
        codes = one.end(), two.end()
    figures.count("acknowledged", len(one.said) + len(two.said))
    figures.expect(codes == (0, 0), f"the programs ended with {codes}")
    expected = {f"{name} {number}" for name in ("one", "two") for number in range(size)}
    for opened in (third, Library(path)):
        opened.refresh()
        found = set(opened.marks_of(opened.article(_ID)).tags)
        figures.count("lost", len(expected - found))
        figures.expect(found == expected, f"lost {sorted(expected - found)[:3]}")
        n = opened.marks.storage.read()["counts"]["both"]["n"]
        figures.expect(n == 2 * size, f"counted to {n} of {2 * size}")
    figures.expect(rows(third) == rows(Library(path)), "the third program's rows are others")
    figures.expect(derived_alike(path) is None, "what is derived is not right")
    return figures


def _writer(path: Path, name: str, size: int) -> Work:
    def work(acknowledge: Acknowledge) -> None:
        library = Library(path)
        for number in range(size):
            library.apply(marks.tag(_ID, [f"{name} {number}"]), undoable=number % 2 > 0)
            counts = library.marks.table("counts")
            counts.update(lambda doc: doc.update(n=doc["n"] + 1), doc_ids=["both"])  # type: ignore[list-item]
            acknowledge(b".")
        library.close()

    return work


def _inside(stop: Callable[[], object]) -> None:
    """Have this program call `stop` in its next write, while it holds the lock."""
    append = disk.append

    def stopped(path: Path, data: bytes, size: int) -> None:
        stop()
        append(path, data, size)

    disk.append = stopped


def _waiting_in_the_lock(path: Path, number: int) -> Work:
    def work(acknowledge: Acknowledge) -> None:
        def wait() -> None:
            acknowledge(b"!")
            signal.pause()

        library = Library(path)
        library.apply(marks.tag(_ID, [f"before {number}"]))
        acknowledge(b".")
        _inside(wait)
        library.apply(marks.tag(_ID, ["never"]))

    return work


def _stopping_in_the_lock(path: Path, number: int) -> Work:
    def work(acknowledge: Acknowledge) -> None:
        def stop() -> None:
            acknowledge(b"!")
            os.kill(os.getpid(), signal.SIGSTOP)

        library = Library(path)
        _inside(stop)
        library.apply(marks.tag(_ID, [f"stopped {number}"]))
        acknowledge(b".")

    return work


def killed_in_the_lock(folder: Path, size: int, seed: int) -> Figures:
    """Kill a writer that holds the lock, `size` times; the other one goes on at once."""
    figures, path = Figures("killed holding the lock"), folder / "library"
    library, slowest = Library(path), 0.0
    library.add([text(0)])
    for number in range(size):
        with Child(_waiting_in_the_lock(path, number)) as child:
            figures.expect(child.hear(2) == b".!", "the program did not come to its write")
            child.kill()
        begun = time.monotonic()
        library.apply(marks.tag(_ID, [f"after {number}"]))
        slowest = max(slowest, time.monotonic() - begun)
        figures.count("kills")
    figures.count("ms for the slowest write after", round(1000 * slowest))
    figures.expect(slowest < 1, "the other program was held up for more than a second")
    both = {f"{when} {number}" for when in ("before", "after") for number in range(size)}
    found = set(Library(path).marks_of(library.article(_ID)).tags)
    figures.expect(found == both, f"lost or too many: {sorted(found ^ both)[:3]}")
    return figures


def stopped_in_the_lock(folder: Path, size: int, seed: int) -> Figures:
    """Stop a writer that holds the lock, `size` times; the other one says so and loses nothing."""
    figures, path = Figures("stopped holding the lock"), folder / "library"
    library, there = Library(path), set[str]()
    library.add([text(0)])
    patience, disk.PATIENCE = disk.PATIENCE, 0.2
    try:
        for number in range(size):
            with Child(_stopping_in_the_lock(path, number)) as child:
                child.hear()
                os.waitpid(child.pid, os.WUNTRACED)
                before = look(library)
                try:
                    library.apply(marks.tag(_ID, [f"other {number}"]))
                    figures.broken.append("a write came through a lock that another program holds")
                except LibraryError as error:
                    said = str(error)
                    figures.count("refused")
                    figures.expect("another program holds" in said and "\n" not in said, said)
                figures.expect(look(library) == before, "a refused write changed something")
                child.signal(signal.SIGCONT)
                figures.expect(child.end() == 0, "the stopped program did not end well")
                figures.expect(child.said == b"!.", "the stopped program did not finish its write")
            library.apply(marks.tag(_ID, [f"other {number}"]))
            there |= {f"stopped {number}", f"other {number}"}
            figures.count("acknowledged", 2)
    finally:
        disk.PATIENCE = patience
    found = set(Library(path).marks_of(library.article(_ID)).tags)
    figures.expect(found == there, f"lost or too many: {sorted(found ^ there)[:3]}")
    return figures
