"""The verbs of the command line that mark an article, and take marks back."""

import argparse
import sys

from store import marks
from store.errors import BadRequest, NotFound
from store.library import Library
from store.visible import one_line

from .opening import open_library


def tag(args: argparse.Namespace) -> int:
    """`dateline tag`."""
    if not args.words:
        raise BadRequest("say which tags: +word gives one, -word takes one away")
    add, remove = marks.tag_words(args.words)  # a bad name is wrong use, whatever the ids
    with open_library(args) as library:
        if args.id != "-":
            id = library.find(args.id)
            _say(library.apply(marks.retag(id, args.words, library.row(id).tags)))
            return 0
        found, missing = _find_all(library, sys.stdin.read().split())
        acts = [marks.tag(id, add, remove) for id in found]
        change = {"tags": {key: doc for act in acts for key, doc in act.change["tags"].items()}}
        if acts:
            _say(library.apply(marks.Act(f"{acts[0].did} on {len(acts)} articles", change)))
    for line in missing:
        print(f"refused  {one_line(line)}", file=sys.stderr)
    return 1 if missing else 0


def archive(args: argparse.Namespace) -> int:
    """`dateline archive`."""
    with open_library(args) as library:
        id = library.find(args.id)
        _say(library.apply(marks.archive(id, library.row(id).title, not args.back)))
    return 0


def star(args: argparse.Namespace) -> int:
    """`dateline star`."""
    with open_library(args) as library:
        id = library.find(args.id)
        _say(library.apply(marks.star(id, library.row(id).title, not args.back)))
    return 0


def undo(args: argparse.Namespace) -> int:
    """`dateline undo`."""
    with open_library(args) as library:
        did = library.undo()
    print(one_line(f"undid: {did}" if did else "nothing to undo"), file=sys.stderr)
    return 0


def redo(args: argparse.Namespace) -> int:
    """`dateline redo`."""
    with open_library(args) as library:
        did = library.redo()
    print(one_line(f"did again: {did}" if did else "nothing to redo"), file=sys.stderr)
    return 0


def _find_all(library: Library, prefixes: list[str]) -> tuple[list[str], list[str]]:
    """The ids that stand for articles, and a line for each that does not.

    Raises:
        BadRequest: when there are none at all.
    """
    if not prefixes:
        raise BadRequest("no ids on standard input")
    found, missing = [], []
    for prefix in prefixes:
        try:
            found.append(library.find(prefix))
        except NotFound as error:
            missing.append(str(error))
    return found, missing


def note(args: argparse.Namespace) -> int:
    """`dateline note`."""
    with open_library(args) as library:
        article = library.article(library.find(args.id))
        span = _span(args.span) if args.span else None
        text = sys.stdin.read() if args.text == "-" else args.text
        if not text.strip():
            raise BadRequest("the note is empty")
        _say(library.apply(marks.note(article, text, span, None)))
    return 0


def highlight(args: argparse.Namespace) -> int:
    """`dateline highlight`."""
    with open_library(args) as library:
        article = library.article(library.find(args.id))
        wanted = (*_span(args.span), args.label)
        there = ((it.start, it.end, it.label) for it in library.marks_of(article).highlights)
        act = marks.highlight(article, *wanted)
        _say(None if wanted in there else library.apply(act))
    return 0


def _span(text: str) -> tuple[int, int]:
    start, colon, end = text.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal()):
        raise BadRequest(f"not START:END in code points: {text}")
    return int(start), int(end)


def _say(did: str | None) -> None:
    print(one_line(did or "nothing to change: it was so already"), file=sys.stderr)
