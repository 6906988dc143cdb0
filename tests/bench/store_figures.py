"""What the store costs without a screen: open, read, mark, and the memory it takes.

    python tests/bench/store_figures.py LIBRARY

Works on a copy. CPU of this process, in milliseconds; medians where something is done many times.
"""

import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from store import marks  # the repository is on the path only now
from store.library import Library


def cost(do: Callable[[], object]) -> float:
    """Milliseconds of CPU."""
    begun = time.process_time()
    do()
    return (time.process_time() - begun) * 1000


def main(path: Path) -> None:
    """Measure the library in `path`, print a line a figure."""
    import store.log.table  # noqa: F401  # paid once in a process, whatever the size

    opened: list[Library] = []
    rows = cost(lambda: opened.append(Library.open(path)))
    library = opened[0]
    first = cost(lambda: (list(library.select().rows[:40]), library.select().unread))
    loaded = cost(lambda: library.marks.storage.read())
    print(f"rows {rows:.1f} ms, first 40 and unread count {first:.1f} ms, marks {loaded:.1f} ms")
    ids = [row.id for row in random.Random(1).sample(library.select().rows, 200)]
    reading = [cost(lambda id=id: library.marks_of(library.article(id))) for id in ids]  # type: ignore[misc]
    print(f"open an article with its marks {median(reading):.2f} ms, slowest {max(reading):.2f} ms")
    tagging = [cost(lambda n=n: library.apply(marks.tag(ids[n], [f"t{n}"]))) for n in range(200)]  # type: ignore[misc]
    print(f"a durable tag {median(tagging):.2f} ms, the first of a day {tagging[0]:.1f} ms")
    many = [row.id for row in library.select().rows[:8000]]
    act = marks.Act("tagged", {"tags": {f"{id}:x": {"article": id, "tag": "x"} for id in many}})
    print(
        f"tag {len(many)} articles {cost(lambda: library.apply(act)):.0f} ms, undo it {cost(library.undo):.0f} ms"
    )
    print(f"leave {cost(library.close):.0f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")
    shutil.rmtree(path / ".cache")
    print(f"open without .cache {cost(lambda: Library.open(path)):.0f} ms")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "library"
        shutil.copytree(sys.argv[1], copy)
        with Library.open(copy):
            pass  # a copied file is read through once
        main(copy)
