"""Promise: files that a synchronising program leaves beside a log are read as part of it.

Two copies of a library went different ways. Their lines, in any order, in any number of files, in
any order of the files, make one and the same library; and a program that is open while such a file
appears, grows, changes or vanishes shows what a fresh one shows.
"""

import shutil
from pathlib import Path
from random import Random

from store import marks
from store.library import Library

from .figures import Figures
from .memory import DAY, Memory, Player, after, id_of, look, possible, story
from .truth import LATER, clock, derived_alike, rows, told_apart

NAMES = ("marks.sync-conflict-1.jsonl", "marks.sync-conflict-2.jsonl", "marks (copy).jsonl")


def any_order(folder: Path, size: int, seed: int) -> Figures:
    """Deal the lines of two copies to one to three files, `size` times."""
    figures, random = Figures("lines in any order"), Random(seed)
    lines, base = _diverged(folder, random)
    for number in range(size):
        path = folder / f"dealt {number}"
        shutil.copytree(base, path)
        files: list[list[bytes]] = [[] for _ in range(random.randint(1, 3))]
        for line in random.sample(lines, len(lines)):
            random.choice(files).append(line)
            if random.random() < 0.1:  # the same line in two files
                random.choice(files).append(line)
        for name, content in zip(("marks.jsonl", *NAMES), files, strict=False):
            (path / name).write_bytes(b"".join(content))
        library = Library(path, clock())
        if number == 0:
            expected = look(library), rows(library)
        figures.count("deals")
        figures.expect(
            (look(library), rows(library)) == expected, f"deal {number}: another library"
        )
        with library:
            library.close()
        odd = derived_alike(path)
        figures.expect(odd is None, f"deal {number}: {odd}")
        shutil.rmtree(path)
    figures.count("lines in each", len(lines))
    return figures


def _diverged(folder: Path, random: Random) -> tuple[list[bytes], Path]:
    """The lines of two copies' marks, and a library without marks."""
    base = folder / "base"
    Player(base).do(("add", 0, 1, 2))
    start = Memory(articles=tuple(id_of(n) for n in range(3)))
    lines: list[bytes] = []
    for number in range(2):
        path = folder / f"copy {number}"
        shutil.copytree(base, path)
        player, memory = Player(path, LATER - (number + 1) * DAY), start
        for step in story(memory, random, 40, first=1000 * (number + 1)):
            if step[0] not in ("add", "close", "compact") and possible(memory, step):
                player.do(step)
                memory = after(memory, step)
        lines += (path / "marks.jsonl").read_bytes().splitlines(keepends=True)
    return lines, base


def while_open(folder: Path, size: int, seed: int) -> Figures:
    """Let files come, grow, change and go beside an open library, `size` times."""
    figures, random = Figures("files that come and go"), Random(seed)
    lines, path = _diverged(folder, random)
    library = Library(path, clock())
    for number in range(size):
        what = random.choice(("appear", "appear", "grow", "change", "vanish", "write", "close"))
        file = path / random.choice(NAMES)
        if what == "write":
            library.apply(marks.tag(id_of(0), [f"tag {number}"]))
        elif what == "close":
            library.close()
        elif what == "vanish":
            file.unlink(missing_ok=True)
        elif what == "grow":
            with file.open("ab") as opened:
                opened.write(b"".join(random.sample(lines, 3)))
        else:
            fresh = path / "arriving"
            fresh.write_bytes(b"".join(random.sample(lines, random.randint(1, len(lines)))))
            fresh.replace(file)
        figures.count("changes")
        seen, fresh_one = look(library), Library(path)
        there = look(fresh_one)
        told = told_apart(seen, Memory(tuple(there[0]), there[1]))
        figures.expect(seen == there, f"change {number}, {what}: {told}")
        same = rows(library) == rows(fresh_one)
        figures.expect(same, f"change {number}, {what}: the rows of a fresh one are others")
        odd = derived_alike(path)
        figures.expect(odd is None, f"change {number}, {what}: {odd}")
    return figures


def replaced(folder: Path, size: int, seed: int) -> Figures:
    """Put other logs in the place of those of an open library, `size` times: older, of other order.

    That is what a restored copy does, or `git checkout`.
    """
    figures, random = Figures("logs put in the place of others"), Random(seed)
    lines, path = _diverged(folder, random)
    pools = {"marks": lines, "articles": (path / "articles.jsonl").read_bytes().splitlines(True)}
    library = Library(path, clock())
    for number in range(size):
        what = random.choice(("marks", "articles", "write", "close"))
        ids = sorted(look(library)[0])
        if what == "write" and ids:
            library.apply(marks.tag(random.choice(ids), [f"tag {number}"]))
        elif what == "close":
            library.close()
        elif what in pools:
            some = random.sample(pools[what], random.randint(0, len(pools[what])))
            (path / "arriving").write_bytes(b"".join(some))
            (path / "arriving").replace(path / f"{what}.jsonl")
        figures.count("changes")
        figures.counts["logs replaced"] += what in pools
        fresh = Library(path)
        same = look(library) == look(fresh) and rows(library) == rows(fresh)
        figures.expect(same, f"change {number}, {what}: a fresh one shows other things")
        odd = derived_alike(path)
        figures.expect(odd is None, f"change {number}, {what}: {odd}")
    return figures
