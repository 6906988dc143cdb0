"""`dateline watch`: articles come into the library as their files come into a folder."""

import argparse
import os
import sys
import threading
import time

from store import importers
from store.errors import BadRequest
from store.taking import Outcome, Taking
from store.taking.watching import Watched
from store.visible import one_line

from .adding import summary, tell_news
from .opening import open_library

EVERY = 0.5
"""Seconds between two looks at the folder; more where a look itself takes long."""
_SHARE = 10
"""A look is to take no more than one part in so many of the time."""


def watch(args: argparse.Namespace) -> int:
    """`dateline watch`."""
    if not args.folder.is_dir():
        raise BadRequest(f"{one_line(str(args.folder))} is no folder")
    if args.for_reader:
        threading.Thread(target=_end_with_the_reader, daemon=True).start()
    else:
        said = f"watching {one_line(str(args.folder))}; Ctrl-C ends it"
        print(f"dateline: {said}", file=sys.stderr, flush=True)
    outcomes: list[Outcome] = []
    try:
        _follow(args, Watched(args.folder), outcomes)
    except KeyboardInterrupt:
        print(summary(outcomes), file=sys.stderr)
    return 0


def _follow(args: argparse.Namespace, watched: Watched, outcomes: list[Outcome]) -> None:
    with open_library(args, make=True) as library:
        while True:
            began = time.monotonic()
            try:
                found = watched.look()
            except OSError as error:
                raise BadRequest(
                    f"{watched.folder}: {error.strerror or 'cannot be read'}"
                ) from error
            if found:
                library.refresh()
                items = (item for path in found for item in importers.read(path))
                for outcome in Taking(library).take(items):
                    outcomes.append(outcome)
                    tell_news(library, outcome, args.json)
            time.sleep(max(EVERY, _SHARE * (time.monotonic() - began)))


def _end_with_the_reader() -> None:
    """Wait for the end of standard input: it comes when the reader ends, in whatever way."""
    while sys.stdin.buffer.read(1024):
        pass
    os._exit(0)  # what was taken in is on disk
