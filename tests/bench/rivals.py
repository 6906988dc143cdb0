"""The programs that Dateline is measured beside: newsboat, stock TinyDB, a bare Textual app."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.corpus import COMMON, RARE, as_feeds, dispatches
from tests.bench.terminal import Program

FEEDS = {1000: 10, 10_000: 20}
"""Articles -> feeds they come in; 100 for more."""
LISTED = b"D0"
"""What the title of every dispatch begins with."""
Figures = dict[str, tuple[float, ...]]

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    BINDINGS = [("j", "next", "")]
    at = 0
    def compose(self): yield Static("READY")
    def action_next(self):
        self.at += 1
        self.query_one(Static).update(f"READY {self.at}")
Bare().run()
"""


def bare(rounds: int) -> Figures:
    """A Textual app of one Static."""
    starts, keys, memory = [], [], 0.0
    for _ in range(rounds):
        program = Program(sys.executable, "-c", BARE)
        program.shown(b"READY")
        program.read(0.4)
        starts.append(program.cpu() * 1000)
        keys.append(program.key(b"j"))
        memory = program.memory()
        program.leave(b"\x11")
    cpu, sent = (median(column) for column in zip(*keys, strict=True))
    return {"start": (median(starts),), "key": (cpu, sent), "memory": (memory,)}


# -- newsboat --------------------------------------------------------------------------------------


def newsboat_version() -> str:
    """Its version, after it was installed where that is possible; "" where it cannot be had."""
    if not shutil.which("newsboat") and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "-y", "newsboat"], capture_output=True, check=False)
    if not shutil.which("newsboat"):
        return ""
    said = subprocess.run(["newsboat", "-v"], capture_output=True, text=True, check=False).stdout
    return said.split(" - ")[0]


def newsboat_cache(folder: Path, count: int) -> Path:
    """Its cache with the corpus in it, and one list of everything; made unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    cache, urls = folder / "cache.db", folder / "urls"
    (folder / "config").write_text("auto-reload no\nconfirm-exit no\nmax-items 0\n", "utf-8")
    if not cache.exists():
        paths = as_feeds(folder, count, FEEDS.get(count, 100))
        everything = '"query:All:unread = \\"yes\\" or unread = \\"no\\""'
        urls.write_text("\n".join([everything, *(f"file://{path}" for path in paths)]), "utf-8")
        subprocess.run([*_newsboat(folder), "-x", "reload"], check=True, capture_output=True)
    return cache


def _newsboat(folder: Path) -> list[str]:
    found = shutil.which("newsboat") or "newsboat"
    return [found, "-u", f"{folder}/urls", "-c", f"{folder}/cache.db", "-C", f"{folder}/config"]


def newsboat(folder: Path, count: int, rounds: int, analyze: bool) -> Figures:
    """Start, list, key, open, find: as shipped, or after `ANALYZE` has been run once."""
    fresh = folder.with_name(f"{folder.name}-now")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(newsboat_cache(folder, count).parent, fresh)
    if analyze:
        with sqlite3.connect(fresh / "cache.db") as db:
            db.execute("ANALYZE")
    rows: dict[str, list[tuple[float, ...]]] = {}
    for _ in range(rounds):
        for name, figures in _newsboat_once(_newsboat(fresh)).items():
            rows.setdefault(name, []).append(figures)
    return {name: tuple(map(median, zip(*it, strict=True))) for name, it in rows.items()}


def _newsboat_once(command: list[str]) -> Figures:
    program = Program(*command)
    program.until(b"F001", 120)
    program.write(b"\r")
    shown, _ = program.until(LISTED, 120)
    sent = len(shown) + len(program.read(0.3))
    found: Figures = {"start": (program.cpu() * 1000,), "first": (sent,)}
    found["memory"] = (program.memory(),)
    found["key"] = program.key(b"\x1b[B")
    found["open"] = (_cost(program, b"\r", b"Title:"),)
    program.write(b"q")
    program.read(0.3)
    for name, word in (("rare", RARE), ("common", COMMON)):
        program.write(b"/")
        program.read(0.2)
        program.write(word.encode())
        program.read(0.2)
        found[name] = (_cost(program, b"\r", LISTED),)
        program.write(b"q")
        program.read(0.3)
    program.leave(b"qqqq")
    return found


def _cost(program: Program, keys: bytes, marker: bytes) -> float:
    """Milliseconds of CPU until the answer to some keys stands."""
    before = program.cpu()
    program.write(keys)
    program.until(marker, 60)
    program.read(0.2)
    return (program.cpu() - before) * 1000


# -- TinyDB ----------------------------------------------------------------------------------------


def tinydb(path: Path, count: int) -> Figures:
    """The stock database: open, find, tag one, tag 8,000; each once, since it takes long."""
    from tinydb import TinyDB
    from tinydb.table import Document

    if not path.exists():
        with TinyDB(path, encoding="utf-8") as db:
            db.insert_multiple(it._asdict() for it in dispatches(count))
    fresh = path.with_suffix(".now.json")
    shutil.copy(path, fresh)
    db = TinyDB(fresh, encoding="utf-8")
    found: Figures = {}

    def timed(name: str, act: Any) -> None:
        begun = time.process_time()
        act()
        found[name] = ((time.process_time() - begun) * 1000,)

    timed("start", db.all)
    timed("rare", lambda: db.search(lambda it: RARE in it["body"]))
    timed("common", lambda: db.search(lambda it: COMMON in it["body"]))
    tags = db.table("tags")
    timed("tag", lambda: tags.insert({"article": 1, "tag": "iraq"}))
    many = min(8000, count)
    timed("many", lambda: tags.insert_multiple(
        Document({"article": n, "tag": "border"}, doc_id=n + 10) for n in range(many)))  # fmt: skip
    db.close()
    return found
