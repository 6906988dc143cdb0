"""Whether a library on disk is what was acknowledged.

It opens; it shows the state after the last acknowledged step or after the one that was going on;
its rows are those that a library without `.cache` has; it can be written, and undone, and opened
again.
"""

import shutil
import tempfile
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from store import marks
from store.errors import DatelineError
from store.library import Library

from .memory import BIRTH, DAY, Made, Memory, look

LATER = BIRTH + 400 * DAY


def clock(start: int = LATER) -> Callable[[], int]:
    """A clock that ticks at every look."""
    ticks = iter(range(start, start + DAY))
    return lambda: next(ticks)


def in_one_line(error: BaseException) -> str:
    """What happened and where, for a line of the report."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return f"{type(error).__name__} at {where}: {str(error)[:100]}"


def rows(library: Library) -> list[object]:
    """All rows, newest first."""
    return [library.catalogue.row(n) for n in library.catalogue.newest_first()]


def derived_alike(path: Path) -> str | None:
    """What is wrong with `.cache`: the same library is opened with and without it."""
    with tempfile.TemporaryDirectory(prefix="bare") as folder:
        bare = Path(folder) / "library"
        shutil.copytree(path, bare, ignore=shutil.ignore_patterns(".cache", ".lock"))
        there, anew = Library(path), Library(bare)
        if rows(there) != rows(anew):
            return "rows are not those of a library without .cache"
        if look(there) != look(anew):
            return "marks are not those of a library without .cache"
        if rows(there) != rows(anew):
            return "rows are not those of a library without .cache, once it was looked at"
    return None


def wrong(
    path: Path, allowed: Sequence[Memory], derived: bool = True, write: bool = True
) -> str | None:
    """What is wrong with the library in `path`; None when nothing is.

    Args:
        path: the library's directory.
        allowed: the states it may be in.
        derived: whether a library without `.cache` must be in the same one.
        write: whether to write to it, too.
    """
    try:
        library = Library(path, clock())
        seen = look(library)
        memory = next((it for it in allowed if it.seen == seen), None)
        if memory is None:
            return told_apart(seen, allowed[0])
        odd = derived_alike(path) if derived else None
        return odd or (goes_on(path, library, memory) if write else None)
    except (Exception, DatelineError) as error:
        return in_one_line(error)


def told_apart(seen: tuple[frozenset[str], Made], memory: Memory) -> str:
    """What of a memory is not seen, and what is seen beside it."""
    lost = sorted(memory.seen[0] - seen[0]) + sorted(map(str, memory.seen[1] - seen[1]))
    more = sorted(seen[0] - memory.seen[0]) + sorted(map(str, seen[1] - memory.seen[1]))
    return f"lost {lost[:3]}, not asked for {more[:3]}"


def goes_on(path: Path, library: Library, memory: Memory) -> str | None:
    """Write one more mark, see it, take it back, take back one more."""
    if not memory.articles:
        return None
    id = memory.articles[0]
    library.apply(marks.tag(id, ["one more"]))
    more = frozenset(memory.articles), memory.made | {(id, "tag", "one more")}
    if look(library) != more or look(Library(path)) != more:
        return "a mark that was written afterwards is not there"
    again = Library(path, clock(LATER + 1000))
    again.undo()
    if look(again) != memory.seen:
        return "undo does not take back the mark that was written afterwards"
    if memory.past:
        again.undo()
        if look(again)[1] != memory.past[-1]:
            return "undo does not go back to what was before"
        again.redo()
        if look(Library(path))[1] != memory.made:
            return "redo does not bring back what was undone"
    return None
