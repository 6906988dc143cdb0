"""Opening the library that the command line means, saying what the person should know of it."""

import argparse
import os
import sys

from store.errors import NotFound
from store.library import Library
from store.settings import library_path
from store.visible import one_line

_LONG = 50_000_000
"""Bytes of articles from which on reading them all anew takes more than a moment."""


def open_library(args: argparse.Namespace, make: bool = False) -> Library:
    """Open the library; only what adds articles makes one that is not there.

    Raises:
        NotFound: when there is none.
    """
    path = library_path(args.library)
    if not make and not os.path.lexists(path / "library.json"):
        raise NotFound(f"there is no library in {path}; `dateline add` makes one")
    articles, rows = path / "articles.jsonl", path / ".cache" / "heads"
    if not os.path.exists(rows) and os.path.exists(articles) and os.path.getsize(articles) > _LONG:  # noqa: PTH110, PTH202  # says no where it may not look
        print("dateline: making the list anew, once …", file=sys.stderr, flush=True)
    library = Library.open(path)
    for line in library.notices:
        print(f"dateline: {one_line(line)}", file=sys.stderr)
    return library


def tell_trouble(library: Library) -> None:
    """Say what kept the chosen recogniser from being used, where that showed only at its work."""
    if library.findings.adapter and library.findings.trouble:
        print(f"dateline: {one_line(library.findings.trouble)}", file=sys.stderr)
