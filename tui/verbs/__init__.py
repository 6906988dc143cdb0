"""What each verb of the command line does: one function a verb, arguments in, exit code out.

The verbs that mark are in `marking`.
"""

import argparse
import gc
import sys
from pathlib import Path

from store.article import Article
from store.errors import BadRequest, NotFound
from store.library import Library
from store.settings import library_path
from store.visible import json_line, one_line

from .. import crash
from .about import keys, paths
from .add import add
from .adding import drafts, name_of, print_outcome, summary, take
from .marking import archive, highlight, note, redo, star, tag, undo
from .opening import open_library, tell_trouble
from .teaching import correct, forget, names, take_names
from .watching import watch

# -- the web ---------------------------------------------------------------------------------------


def fetch(args: argparse.Namespace) -> int:
    """`dateline fetch`."""
    from .fetching import fetch

    return fetch(args)


def manage_feeds(args: argparse.Namespace) -> int:
    """`dateline feeds`."""
    from .fetching import manage_feeds

    return manage_feeds(args)


# -- reading -------------------------------------------------------------------------------------


def need_a_terminal() -> None:
    """Refuse what needs a person at a terminal, where there is none.

    Raises:
        BadRequest: then.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadRequest("the reader needs a terminal; `dateline list` prints the articles instead")


def read(args: argparse.Namespace) -> int:
    """`dateline [PATH ...]`: add the paths, then open the reader."""
    need_a_terminal()
    if args.watch and not args.watch.is_dir():
        raise BadRequest(f"{one_line(str(args.watch))} is no folder")
    gc.disable()  # nothing of the start is garbage; the reader lets the collector go again
    with open_library(args, make=True) as library:
        outcomes = take(library, drafts(args.paths), lambda outcome: None) if args.paths else []
        refused = [it for it in outcomes if it.result == "refused"]
        for it in refused:
            print_outcome(it, "", False)
        if refused and len(refused) == len(outcomes):
            return 1
        greeting = summary(outcomes) if outcomes else ""
        if refused:
            greeting += f" ({name_of(refused[0].source)}: {refused[0].reason})"
        greeting = "; ".join(filter(None, [greeting, *map(one_line, library.notices)]))
        from ..app import run

        ending = run(library, greeting, theme=args.theme, mouse=not args.no_mouse, watch=args.watch)
        crash.tell(ending.said(library.path / "drafts"))
    return 2 if not ending.well else 1 if refused else 0


def tutor(args: argparse.Namespace) -> int:
    """`dateline tutor`: the reader on a practice library that goes away with it."""
    from tempfile import TemporaryDirectory

    need_a_terminal()
    from store.importers import read_file

    from ..app import run
    from ..tutor import DISPATCH, Tutor

    with (
        TemporaryDirectory(prefix="dateline-tutor-") as folder,
        Library.open(Path(folder) / "library") as library,
    ):
        library.add([read_file(DISPATCH)])
        ending = run(library, theme=args.theme, mouse=not args.no_mouse, screen=Tutor)
    return 0 if ending.well else 2


def list_articles(args: argparse.Namespace) -> int:
    """`dateline list`."""
    with open_library(args) as library:
        selection = library.select(" ".join(args.query), args.sort)
    rows = selection.rows[: args.limit]
    for row in rows:
        if args.json:
            print(json_line(row._asdict()))
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

    with open_library(args) as library:
        article = library.article(library.find(args.id))
        if args.why is not None:
            return _why(library, article, args.why)
        record = Record(article, library.marks_of(article), library.mentions(article))
        tell_trouble(library)
    if args.json:
        print(json_line(record.as_json()))
        return 0
    from .printing import print_article

    print_article(record, plain=args.plain)
    return 0


def _why(library: Library, article: Article, start: int) -> int:
    """`dateline show --why`."""
    from store.explaining import explain

    if not 0 <= start < len(article.text):
        raise BadRequest(f"--why {start}: the text has {len(article.text)} characters")
    for line in explain(library, article, start):
        print(one_line(line))
    return 0


def compare(args: argparse.Namespace) -> int:
    """`dateline compare`."""
    from .comparing import compare_two

    return compare_two(args)


# -- giving away ---------------------------------------------------------------------------------


def export(args: argparse.Namespace) -> int:
    """`dateline export`."""
    from .exporting import choose, write

    query = " ".join(args.query)
    ids = sys.stdin.read().split() if args.ids else None
    with open_library(args) as library:
        if args.dry_run:
            from .foreseeing import foresee

            said, there = foresee(library, choose(library, query, ids), args.format, args.output)
            print(json_line({"said": said, "there": there}) if args.json else one_line(said))
            return 0
        said = write(library, query, args.format, args.output, args.overwrite, ids)
    print(one_line(said), file=sys.stderr)
    return 0


def restore(args: argparse.Namespace) -> int:
    """`dateline import`."""
    from store.dump import restore
    from store.namelist import is_names_file

    if args.file.exists() and not (args.file.is_file() or args.file.is_dir()):
        raise BadRequest(f"{args.file} is no plain file; write it to one first")
    if args.file.is_file() and not args.file.stat().st_size:
        raise BadRequest(f"{args.file} is empty: there is nothing to take in")
    if is_names_file(args.file):
        return take_names(args)
    from .annotations import is_annotations, take_annotations

    if is_annotations(args):
        return take_annotations(args)
    if args.replace:
        raise BadRequest("--replace goes with a file of names; this is none")
    with open_library(args, make=True) as library:
        took = restore(library.logs, args.file)
    said = f"{took.articles} articles and {took.marks} lines of marks, {took.new} of them new"
    print(said, file=sys.stderr)
    return 0


def recognise(args: argparse.Namespace) -> int:
    """`dateline recognise`."""
    from .recognising import recognise

    return recognise(args)


def index(args: argparse.Namespace) -> int:
    """`dateline index`."""
    from .recognising import index

    return index(args)


def check(args: argparse.Namespace) -> int:
    """`dateline check`."""
    from store.check import check, repair

    path = library_path(args.library)
    if not path.is_dir():
        raise NotFound(f"there is no library in {path}; `dateline add` makes one")
    if args.repair:
        for line in repair(path):
            print(one_line(line), file=sys.stderr)
    findings = check(path)
    for it in findings:
        where = "" if it.offset is None else f", byte {it.offset} ({it.length} bytes)"
        if args.json:
            print(json_line(it._asdict()))
        else:
            print(one_line(f"{it.file}{where}: {it.what}; {it.todo}"))
    if not findings:
        print("all is well", file=sys.stderr)
    return 1 if findings else 0


RUN = {
    "add": add,
    "watch": watch,
    "fetch": fetch,
    "feeds": manage_feeds,
    "list": list_articles,
    "show": show,
    "tag": tag,
    "note": note,
    "highlight": highlight,
    "correct": correct,
    "names": names,
    "forget": forget,
    "archive": archive,
    "star": star,
    "undo": undo,
    "redo": redo,
    "export": export,
    "compare": compare,
    "import": restore,
    "recognise": recognise,
    "index": index,
    "check": check,
    "paths": paths,
    "keys": keys,
    "tutor": tutor,
}
"""Verb -> what it does."""
