"""`dateline recognise` and `index`: what is derived of all articles, now; it can be stopped."""

import argparse
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from types import FrameType
from typing import Any

from store.errors import LibraryError
from store.indexing import index_all
from store.library import Library
from store.likening import like_all
from store.naming import index_names
from store.recognised import Findings
from store.recognising import Outcome, Progress, alone, recognise_all
from store.visible import json_line

from .opening import open_library, tell_trouble

LOOKS_AGAIN = 0.3
"""Seconds between two looks whether another program is done."""
NICE = 10
"""How far the work behind a reader gives way to others."""

Stop = Callable[[], bool]


def recognise(args: argparse.Namespace) -> int:
    """`dateline recognise`."""
    if args.for_reader:
        return _for_reader(args)
    with open_library(args) as library, _stoppable() as stop:
        outcome = _do(library, stop, bool(args.json))
        tell_trouble(library)
    if args.json:
        print(json_line(outcome._asdict()))
    else:
        print(_told(outcome), file=sys.stderr)
    return 130 if not outcome.done else 1 if outcome.failed else 0


def index(args: argparse.Namespace) -> int:
    """`dateline index`."""
    with open_library(args) as library, _stoppable() as stop:
        _may_keep(library, "the index")
        with _alone(library, stop) as may, _shown("indexing", args.json) as progress:
            steps = (index_all, like_all, index_names)
            done = may and all(step(library, progress, stop) for step in steps)
        count = len(library.catalogue.heads.ids)
    if args.json:
        print(json_line({"articles": count, "done": done}))
    elif done:
        print(f"the words of {count:,} articles are in the index", file=sys.stderr)
    else:
        print("stopped; `dateline index` goes on from there", file=sys.stderr)
    return 0 if done else 130


def _may_keep(library: Library, what: str) -> None:
    if library.logs.read_only:
        why = f"{library.path} may only be read ({library.logs.read_only})"
        raise LibraryError(f"cannot keep {what}: {why}")


@contextmanager
def _alone(library: Library, stop: Stop) -> Iterator[bool]:
    """Wait until no other program is at it; False when stopped before."""
    said = False
    while True:
        try:
            with alone(library):
                yield True
                return
        except TimeoutError:
            if not said:
                what = "another window is recognising just now; waiting for it (Ctrl-C stops)"
                print(f"dateline: {what}", file=sys.stderr, flush=True)
                said = True
        if stop():
            yield False
            return
        time.sleep(LOOKS_AGAIN)


def _told(outcome: Outcome) -> str:
    said = f"{outcome.recognised:,} articles recognised"
    if outcome.failed:
        said += f"; the recogniser failed on {outcome.failed:,} of them"
    if not outcome.done:
        return f"{said}, then stopped; `dateline recognise` goes on from there"
    return f"{said}, all are done" if outcome.recognised else "all articles were recognised already"


def _do(library: Library, stop: Stop, quiet: bool) -> Outcome:
    _may_keep(library, "mentions")
    with _alone(library, stop) as may, _shown("recognising", quiet) as progress:
        return recognise_all(library, progress, stop) if may else Outcome(0, 0, 0, False)


@contextmanager
def _stoppable() -> Iterator[Stop]:
    """Have the first Ctrl-C stop in good order; the second one ends at once.

    In the middle of an article, which may be long, nothing is being written: it stops right there.
    """
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        asked.append(number)
        signal.signal(signal.SIGINT, before)
        while frame:
            if frame.f_code is Findings.anew.__code__:
                raise KeyboardInterrupt
            frame = frame.f_back

    before: Any = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _shown(what: str, quiet: bool) -> Iterator[Progress]:
    """Show progress on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, of: bar.update(task_id=task, completed=done, total=of)


# -- behind a reader -------------------------------------------------------------------------------


def _for_reader(args: argparse.Namespace) -> int:
    """Work for the reader at the other end of the pipes; a line at each step: what, done, of."""
    threading.Thread(target=_end_with_the_reader, daemon=True).start()
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(NICE)
    with open_library(args) as library:
        if library.logs.read_only:
            return 0
        with suppress(TimeoutError), alone(library):  # else another window's child is at it
            index_all(library, partial(print, "indexing", flush=True))
            like_all(library, partial(print, "comparing", flush=True))
            recognise_all(library, partial(print, "recognising", flush=True))
            index_names(library, partial(print, "naming", flush=True))
    return 0


def _end_with_the_reader() -> None:
    """Wait for the end of standard input: it comes when the reader ends, in whatever way."""
    with nullcontext(sys.stdin.fileno()) as descriptor, suppress(OSError):
        while os.read(descriptor, 1024):
            pass
    os._exit(0)  # what was found until half a second ago is kept
