"""What each verb of the command line does: one function a verb, arguments in, exit code out."""

import argparse
import sys
from pathlib import Path

from store import marks
from store.article import Head
from store.errors import BadRequest, NotFound
from store.importers import Draft
from store.library import Library
from store.settings import library_path
from store.visible import json_line, one_line

from .adding import Result, drafts, print_result, summary, take
from .files import write_private


def _library(args: argparse.Namespace, make: bool = False) -> Library:
    """Open the library; only what adds articles makes one that is not there.

    Raises:
        NotFound: when there is none.
    """
    path = library_path(args.library)
    if not make and not (path / "library.json").exists():
        raise NotFound(f"there is no library in {path}; `dateline add` makes one")
    library = Library.open(path)
    for line in library.notices:
        print(f"dateline: {line}", file=sys.stderr)
    return library


# -- adding ----------------------------------------------------------------------------------------


def add(args: argparse.Namespace) -> int:
    """`dateline add`."""
    if args.dry_run and args.report:
        raise BadRequest("a dry run adds nothing, so there is nothing to report")
    if args.dry_run:
        return _dry_run(args)
    results = []
    with _library(args, make=True) as library:
        for result in take(library, args.paths):
            results.append(result)
            title = library.row(result["id"]).title if "id" in result else ""
            print_result(result, title, args.json)
    if args.report:
        write_private(args.report, "".join(json_line(result) + "\n" for result in results))
    print(summary(results), file=sys.stderr)
    return _exit_code(results)


def _dry_run(args: argparse.Namespace) -> int:
    from store.dispatch import parse

    results = []
    for item in drafts(args.paths):
        if not isinstance(item, Draft):
            results.append(item)
            print_result(item, "", args.json)
            continue
        results.append({"result": "readable"})
        head = parse(item.text).head
        fields = {
            name: getattr(head, name) for name in Head.__dataclass_fields__ if name != "spans"
        }
        if args.json:
            print(json_line({"path": item.source, **fields}))
        else:
            print(one_line(item.source))
            for name, value in fields.items():
                if value not in (None, False):
                    print(f"  {name:<18} {one_line(str(value))}")
    print(summary(results), file=sys.stderr)
    return _exit_code(results)


def _exit_code(results: list[Result]) -> int:
    return 1 if any(result["result"] == "refused" for result in results) else 0


# -- reading -------------------------------------------------------------------------------------


def read(args: argparse.Namespace) -> int:
    """`dateline [PATH ...]`: add the paths, then open the reader."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadRequest("the reader needs a terminal; `dateline list` prints the articles instead")
    with _library(args, make=True) as library:
        results = list(take(library, args.paths))
        refused = [result for result in results if result["result"] == "refused"]
        for result in refused:
            print_result(result, "", False)
        if refused and len(refused) == len(results):
            return 1
        greeting = summary(results) if results else ""
        if refused:
            first = refused[0]
            greeting += f" ({Path(first['path']).name}: {first['reason']})"
        from .app import run

        well = run(library, greeting, theme=args.theme, mouse=not args.no_mouse)
    return 2 if not well else 1 if refused else 0


def list_articles(args: argparse.Namespace) -> int:
    """`dateline list`."""
    with _library(args) as library:
        selection = library.select(" ".join(args.query), args.sort)
    rows = selection.rows[: args.limit]
    for row in rows:
        if args.json:
            print(json_line({name: getattr(row, name) for name in row.__dataclass_fields__}))
        else:
            tags = "".join(f" [{one_line(tag)}]" for tag in row.tags)
            unread = " " if row.read else "*"
            date = row.published[:10] or "-"
            place = one_line(row.place or "-")
            print(f"{row.id} {unread} {date:<10}  {place}  {one_line(row.title)}{tags}")
    if not args.json:
        some = f"{len(rows)} of " if len(rows) < len(selection) else ""
        print(f"{some}{one_line(str(selection))}", file=sys.stderr)
    return 0


def show(args: argparse.Namespace) -> int:
    """`dateline show`."""
    from store.exporters import Record

    with _library(args) as library:
        article = library.article(library.find(args.id))
        record = Record(article, library.marks_of(article), library.mentions(article))
    if args.json:
        print(json_line(record.as_json()))
        return 0
    from .printing import print_article

    print_article(record, plain=args.plain)
    return 0


# -- marking -------------------------------------------------------------------------------------


def tag(args: argparse.Namespace) -> int:
    """`dateline tag`."""
    if not args.words:
        raise BadRequest("say which tags: +word gives one, -word takes one away")
    add = [word.removeprefix("+") for word in args.words if not word.startswith("-")]
    remove = [word[1:] for word in args.words if word.startswith("-")]
    marks.tag("", add, remove)  # a bad name is wrong use, whatever the ids
    with _library(args) as library:
        if args.id != "-":
            _say(library.apply(marks.tag(library.find(args.id), add, remove)))
            return 0
        found, missing = _find_all(library, sys.stdin.read().split())
        acts = [marks.tag(id, add, remove) for id in found]
        change = {"tags": {key: doc for act in acts for key, doc in act.change["tags"].items()}}
        if acts:
            _say(library.apply(marks.Act(f"{acts[0].did} on {len(acts)} articles", change)))
    for line in missing:
        print(f"refused  {one_line(line)}", file=sys.stderr)
    return 1 if missing else 0


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
    with _library(args) as library:
        article = library.article(library.find(args.id))
        span = _span(args.span) if args.span else None
        text = sys.stdin.read() if args.text == "-" else args.text
        if not text.strip():
            raise BadRequest("the note is empty")
        _say(library.apply(marks.note(article, text, span, None)))
    return 0


def highlight(args: argparse.Namespace) -> int:
    """`dateline highlight`."""
    with _library(args) as library:
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


# -- giving away ---------------------------------------------------------------------------------


def export(args: argparse.Namespace) -> int:
    """`dateline export`."""
    from .exporting import write

    with _library(args) as library:
        print(
            one_line(write(library, " ".join(args.query), args.format, args.output)),
            file=sys.stderr,
        )
    return 0


def paths(args: argparse.Namespace) -> int:
    """`dateline paths`."""
    root = library_path(args.library)
    found = {
        "library": str(root),
        "articles": str(root / "articles.jsonl"),
        "marks": str(root / "marks.jsonl"),
    }
    if args.json:
        print(json_line(found))
    else:
        for name, path in found.items():
            print(f"{name:<10} {one_line(path)}")
    return 0


def keys(args: argparse.Namespace) -> int:
    """`dateline keys`."""
    from .keys import table

    for entry in table():
        if args.json:
            print(json_line(entry))
        else:
            print(f"{entry['key']:<18} {entry['id']:<18} {entry['does']}")
    return 0


RUN = {
    "add": add,
    "list": list_articles,
    "show": show,
    "tag": tag,
    "note": note,
    "highlight": highlight,
    "export": export,
    "paths": paths,
    "keys": keys,
}
"""Verb -> what it does."""
