"""Promise: whatever is pressed, pasted, clicked or resized, nothing is raised and nothing is lost.

A monkey sits before the reader: mostly keys that do something, some that do not, texts that are
pasted, the mouse anywhere, terminals down to one cell. Every change that the log acknowledged is
written down beside it; in the end a fresh library must hold just that.
"""

import asyncio
import json
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from store.importers import draft, files, read_file
from store.library import Library
from store.log.line import Doc
from store.log.storage import LogStorage
from store.settings import Settings
from support import SEEDS
from tui.app import DatelineApp
from tui.keys import Keyboard

from .figures import Figures
from .truth import in_one_line

Tables = dict[str, dict[str, Doc]]

SIZES = [
    (120, 40),
    (80, 24),
    (40, 15),
    (132, 30),
    (20, 6),
    (9, 3),
    (4, 2),
    (2, 2),
    (1, 1),
    (3, 40),
    (200, 1),
]
PASTED = [
    "words", "tag:iraq is:unread", "-anbar", "(", '"', "]", "[red]", "\x1b[2J", "two\nlines", "é👩‍👩‍👧",
    "\ud800", "x" * 3000, "/[", "is:nothing", "السلام", "\t", "Daesh", "y", "#",
]  # fmt: skip
_TEXT = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,-é’"
_TYPED = {"enter": "\r", "tab": "\t", "escape": "\x1b"}
_NOT = {"ctrl+q", "ctrl+z", "ctrl+c"}
"""Keys that end the program, or put it aside."""


def sits_down(folder: Path, size: int, seed: int) -> Figures:
    """Let a monkey press for `size` seconds."""
    figures = Figures("a monkey at the keyboard")
    held: Tables = {}
    library = Library.open(folder / "library")
    with _written_down(held):
        library.add(read_file(path) for path in files(SEEDS))
        odd = "e\u0301 👩‍👩‍👧 שלום Anbar ‮ \x07\x1b[31m " * 40 + "\n" + "nowhitespace" * 200
        library.add([draft(odd.encode(), "odd"), draft(b"x", "short")])
        end, random = time.monotonic() + size, Random(seed)
        while time.monotonic() < end and not figures.broken:  # it leaves now and then
            figures.count("sessions")
            try:
                asyncio.run(_press(library, figures, end, random))
            except (Exception, asyncio.CancelledError) as error:
                figures.expect(False, f"seed {seed}: {in_one_line(error)}")
            library.close()
            library = Library.open(folder / "library")
        library.close()
    with Library.open(folder / "library") as fresh:
        found = {
            **{name: dict(docs) for name, docs in fresh.marks.storage.read().items()},
            **{name: dict(docs) for name, docs in fresh.articles.storage.read().items()},
        }
        for table in found.keys() | held.keys():
            one, other = found.get(table, {}), held.get(table, {})
            for id in one.keys() | other.keys():
                same = one.get(id) == other.get(id)
                figures.expect(
                    same, f"seed {seed}: {table} {id}: {one.get(id)}, not {other.get(id)}"
                )
    return figures


@contextmanager
def _written_down(held: Tables) -> Iterator[None]:
    """Have every acknowledged change kept in `held`."""
    real = LogStorage.transact

    def transact(self: LogStorage, build: Any) -> Any:
        made: list[Any] = []

        def told(tables: Any) -> Any:
            made.append(build(tables))
            return made[-1]

        result = real(self, told)
        for table, docs in made[-1].items():
            for id, doc in docs.items():
                if doc is None:
                    held.setdefault(table, {}).pop(id, None)
                else:
                    held.setdefault(table, {})[id] = json.loads(json.dumps(doc))
        return result

    with patch.object(LogStorage, "transact", transact):
        yield


async def _press(library: Library, figures: Figures, end: float, random: Random) -> None:
    app = DatelineApp(library, theme=random.choice(["dark", "ansi-dark"]))
    keys = [
        key
        for keys in Keyboard(Settings()).groups().values()
        for one in keys
        for key in one.keys
        if key not in _NOT
    ]
    async with app.run_test(size=(100, 30)) as pilot:
        while time.monotonic() < end and app.is_running:
            await _once(pilot, keys, random, figures)
            if not app.is_running or app.return_value is not None or app._exit:
                break
        figures.expect(not app._exception, f"raised: {app._exception!r}")


async def _once(pilot: Pilot[None], keys: list[str], random: Random, figures: Figures) -> None:
    """Do one thing."""
    app, chance = pilot.app, random.random()
    width, height = app.size
    if chance < 0.86:
        key = random.choice(keys) if random.random() < 0.85 else random.choice(_TEXT)
        if key in ("q", "escape") and not _may_leave(pilot):
            return
        figures.count("keys")
        app.post_message(_event(key))
    elif chance < 0.91:
        figures.count("pastes")
        app.post_message(events.Paste(random.choice(PASTED)))
    elif chance < 0.96:
        figures.count("clicks")
        await _click(pilot, random, width, height)
    else:
        figures.count("resizes")
        await pilot.resize_terminal(*random.choice(SIZES))
    if random.random() < 0.5:
        await pilot.pause()


async def _click(pilot: Pilot[None], random: Random, width: int, height: int) -> None:
    at = (random.randrange(width), random.randrange(height))
    if random.random() < 0.7:
        await pilot.click(offset=at)
    else:
        await pilot.mouse_down(offset=at)
        await pilot.hover(offset=(random.randrange(width), random.randrange(height)))
        await pilot.mouse_up(offset=at)


def _may_leave(pilot: Pilot[None]) -> bool:
    """Whether `q` would not leave the program: the monkey has to stay."""
    screen = pilot.app.screen
    return getattr(screen, "pane", None) is not getattr(screen, "list", 0)


def _event(key: str) -> events.Key:
    """A key as the terminal's driver would tell of it."""
    name = _character_to_key(key) if len(key) == 1 else key
    try:
        character = key if len(key) == 1 else unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        character = _TYPED.get(name)
    return events.Key(name, character)
