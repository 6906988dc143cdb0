"""The arguments of each verb of the command line."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from ..formats import formats, inputs

_PRIVATE = "ask machines of your own network too"
Verbs = Mapping[str, argparse.ArgumentParser]
"""The name of a verb -> its parser."""


def declare(verbs: Verbs) -> None:
    """Give each verb its arguments."""
    for group in (_declare_inputs, _declare_marks, _declare_teaching, _declare_outputs):
        group(verbs)


def _declare_inputs(verbs: Verbs) -> None:
    add = verbs["add"]
    add.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file, a folder, - for standard input, or with --fetch an address",
    )
    add.formatter_class, add.epilog = argparse.RawDescriptionHelpFormatter, inputs()
    add.add_argument("--json", action="store_true", help="print one JSON object an input")
    add.add_argument("--fetch", action="store_true", help="fetch what is an address")
    add.add_argument("--private", action="store_true", help=_PRIVATE)
    fetch = verbs["fetch"]
    fetch.add_argument("address", nargs="*", metavar="ADDRESS", help="of a feed, a page or a text")
    fetch.add_argument("--full", action="store_true", help="the pages of bare headlines too")
    fetch.add_argument("--private", action="store_true", help=_PRIVATE)
    fetch.add_argument("--json", action="store_true", help="print one JSON object an article")
    fetch.add_argument(
        "--report", metavar="FILE", type=Path, help="write the results as JSON lines"
    )
    feeds = verbs["feeds"]
    feeds.add_argument("address", nargs="*", metavar="ADDRESS", help="of a feed to follow")
    feeds.add_argument("--remove", action="store_true", help="follow it no more")
    feeds.add_argument("--opml", metavar="FILE", type=Path, help="write the list as OPML")
    feeds.add_argument("--json", action="store_true", help="print one JSON object a feed")
    watch = verbs["watch"]
    watch.add_argument("folder", metavar="DIR", type=Path, help="the folder")
    watch.add_argument("--json", action="store_true", help="print one JSON object an input")
    watch.add_argument("--for-reader", action="store_true", help=argparse.SUPPRESS)
    add.add_argument("--dry-run", action="store_true", help="print what would be read, add nothing")
    add.add_argument(
        "--field", metavar="NAME=FIELD", action="append", default=[],
        help="what a field of records is called: text=story, title=head",
    )  # fmt: skip
    add.add_argument("--report", metavar="FILE", type=Path, help="write the results as JSON lines")


def _declare_marks(verbs: Verbs) -> None:
    for name in ("show", "tag", "note", "highlight", "archive", "star", "correct"):
        some = " (- reads ids from standard input)" if name == "tag" else ""
        verbs[name].add_argument(
            "id", metavar="ID", help=f"an article's id, or its beginning{some}"
        )
    verbs["show"].add_argument(
        "--json", action="store_true", help="print everything as one JSON object"
    )
    verbs["show"].add_argument("--plain", action="store_true", help="no colours")
    verbs["show"].add_argument(
        "--why", metavar="START", type=_offset, help="say why that place is labelled as it is"
    )
    verbs["tag"].add_argument(
        "words", nargs="*", metavar="+word|-word", help="a tag to give or take away"
    )
    verbs["note"].add_argument("text", metavar="TEXT", help="the note")
    verbs["note"].add_argument("--span", metavar="START:END", help="code points of the text")
    verbs["archive"].add_argument("--back", action="store_true", help="bring it back")
    verbs["star"].add_argument("--back", action="store_true", help="take the star away")
    verbs["highlight"].add_argument("span", metavar="START:END", help="code points of the text")
    verbs["highlight"].add_argument("--label", metavar="L", help="such as PERSON, ORG, GPE, LOC")


def _declare_teaching(verbs: Verbs) -> None:
    correct = verbs["correct"]
    correct.add_argument(
        "span", metavar="START[:END]", help="code points; START alone is the mention there"
    )
    what = correct.add_mutually_exclusive_group()
    what.add_argument("--label", metavar="L", help="such as PERSON, ORG, GPE, LOC, MISC")
    what.add_argument("--accept", action="store_true", help="it is what is suggested")
    what.add_argument("--reject", action="store_true", help="it names nothing")
    what.add_argument("--back", action="store_true", help="take the correction back")
    correct.add_argument("--same-as", metavar="NAME", help="another name of the same thing")
    correct.add_argument(
        "--reach", choices=("mention", "article", "library"), help="here, in all of it, everywhere"
    )
    correct.add_argument("--yes", action="store_true", help="do it in the library without asking")
    correct.add_argument("--force", action="store_true", help="though the name is a doubtful one")
    verbs["names"].add_argument("name", nargs="*", metavar="NAME", help="a part of the name")
    verbs["names"].add_argument("--limit", metavar="N", type=_count, help="print N, instead of 50")
    verbs["names"].add_argument("--own", action="store_true", help="those that you taught")
    verbs["names"].add_argument("--json", action="store_true", help="print one JSON object a name")
    verbs["forget"].add_argument("name", metavar="NAME", help="a name that `names --own` prints")


def _declare_outputs(verbs: Verbs) -> None:
    for name in ("list", "export"):
        verbs[name].add_argument(
            "query", nargs="*", metavar="QUERY", help="words, or fields such as tag:iraq is:unread"
        )
    verbs["list"].add_argument(
        "--json", action="store_true", help="print one JSON object an article"
    )
    verbs["list"].add_argument(
        "--sort",
        metavar="KEY",
        default="date",
        help="date, added, title, outlet, place, marks, unread; -title turns one round",
    )
    verbs["list"].add_argument("--limit", metavar="N", type=_count, help="print at most N")
    _declare_export(verbs["export"])
    _declare_import(verbs["import"])
    compare = verbs["compare"]
    compare.add_argument("a", metavar="A", type=Path, help="a library, a marks.jsonl or a dump")
    compare.add_argument("b", metavar="B", type=Path, help="likewise")
    compare.add_argument("--all", action="store_true", help="articles that only one has marked too")
    compare.add_argument("--by-article", action="store_true", help="a row an article too")
    compare.add_argument("--settle", action="store_true", help="step through the disagreements")
    compare.add_argument("--json", action="store_true", help="print one JSON object")
    verbs["recognise"].add_argument(
        "--json", action="store_true", help="print one JSON object at the end"
    )
    verbs["recognise"].add_argument("--for-reader", action="store_true", help=argparse.SUPPRESS)
    verbs["index"].add_argument(
        "--json", action="store_true", help="print one JSON object at the end"
    )
    verbs["check"].add_argument(
        "--repair", action="store_true", help="set damaged lines aside, renew what is derived"
    )
    verbs["check"].add_argument("--json", action="store_true", help="print one JSON object a line")
    verbs["paths"].add_argument("--json", action="store_true", help="print one JSON object")
    verbs["keys"].add_argument("--json", action="store_true", help="print one JSON object a key")


def _declare_import(take: argparse.ArgumentParser) -> None:
    take.add_argument("file", metavar="FILE", type=Path, help="a dump, names, annotations")
    take.add_argument(
        "--format", metavar="F", help="of annotations: brat, jsonl, doccano, label-studio ..."
    )
    take.add_argument(
        "--dry-run", action="store_true", help="annotations: say what would be taken in"
    )
    take.add_argument(
        "--json", action="store_true", help="annotations: print one JSON object a refusal"
    )
    take.add_argument(
        "--replace", action="store_true", help="names: take the file's word against your own"
    )


def _declare_export(export: argparse.ArgumentParser) -> None:
    export.formatter_class, export.epilog = argparse.RawDescriptionHelpFormatter, formats()
    export.add_argument("--format", metavar="F", required=True, help="one of those below")
    export.add_argument(
        "-o", "--output", metavar="PATH", type=Path, help="a file or folder, not standard output"
    )
    export.add_argument("--dry-run", action="store_true", help="say what would be written")
    export.add_argument("--json", action="store_true", help="with --dry-run: one JSON object")
    export.add_argument("--ids", action="store_true", help="ids from standard input, no query")
    export.add_argument("--overwrite", action="store_true", help="replace files that are there")


def _offset(text: str) -> int:
    """Read a count of code points."""
    if not text.isdecimal() or len(text) > 12:
        raise argparse.ArgumentTypeError(f"{text!r} is no count of code points")
    return int(text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"not a number of at most 9 digits: {text[:20]}")
    return int(text)
