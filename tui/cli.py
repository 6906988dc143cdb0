"""The command line. Standard output is data, standard error narration; no traceback reaches a user.

Exit codes: 0 done; 1 some inputs were refused; 2 wrong use, or a clear error.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from store.errors import BadRequest, DatelineError
from store.visible import one_line

Verb = Callable[[argparse.Namespace], int]

VERBS = {
    "add": "add articles to the library",
    "fetch": "fetch the feeds that are followed, or some addresses",
    "feeds": "print the feeds that are followed; follow one more, or one less",
    "watch": "add the files of a folder as they come",
    "list": "print the articles, newest first",
    "show": "print one article with its highlights",
    "tag": "give an article tags (+word) or take them away (-word)",
    "note": "write a note on an article, or on a stretch of it",
    "highlight": "mark a stretch of an article",
    "correct": "say what a stretch names, or that it names nothing",
    "names": "print the names of the whole library, the most mentioned first",
    "forget": "take one of your own names away",
    "archive": "put an article away, or bring it back (nothing is deleted)",
    "star": "give an article a star, or take it away (is:starred lists them)",
    "undo": "take back the newest act, of any window, saying what",
    "redo": "do again what was undone last, saying what",
    "export": "write articles and marks in a form other tools read",
    "compare": "say how far two readers agree, and settle where they do not",
    "import": "take in a dump, a file of names, or annotations of other tools",
    "recognise": "find the people, places and dates of all articles now, not in the background",
    "index": "have the words of all articles found at once now, not in the background",
    "check": "verify every line of the library, and repair it",
    "paths": "print where things are",
    "keys": "print the keys of the reader",
    "tutor": "learn the keys in five minutes, on a practice library",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if sys.stdin is None:  # closed by whoever started us
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    if sys.stderr is None:
        sys.stderr = io.StringIO()
    if sys.stdout is None:
        return complain("there is no standard output", 2)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        args = parse(words)
        code: int = args.run(args)
        sys.stdout.flush()
        return code
    except DatelineError as error:
        return complain(str(error), 2)
    except BrokenPipeError:  # the reader of a pipe, such as `head`, had enough
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        return complain(f"cannot go on: {error.strerror or type(error).__name__}", 2)
    except KeyboardInterrupt:
        return complain("interrupted", 130)
    except Exception as error:
        from . import crash

        if crash.debugging():
            raise
        crash.tell(crash.report(error))
        return 2


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that leaving does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def complain(message: str, code: int) -> int:
    """Say one line on standard error; returns `code`."""
    print(f"dateline: {one_line(message)}", file=sys.stderr)
    return code


def parse(words: list[str]) -> argparse.Namespace:
    """Read the command line; `run` in the result is the verb's function.

    Raises:
        SystemExit: with code 2 for wrong use, 0 after --help or --version.
    """
    settings, rest = _global_parser().parse_known_args(words)
    for word in rest:
        if word[:1] == "-" and word[1:2].isdigit() and ":" in word:
            raise BadRequest(f"a stretch cannot begin before the text: {word[:20]}")
    if (rest and rest[0] in VERBS) or {"-h", "--help", "--version"} & set(rest):
        rest, minus = _without_minus_words(rest)
        args = build_parser().parse_args(rest, settings)
        for name in {"words", "query"} & set(vars(args)):
            getattr(args, name).extend(minus)
        return args
    return _reader_parser().parse_args(rest, settings)


def _without_minus_words(words: list[str]) -> tuple[list[str], list[str]]:
    """Set aside what begins with a minus and is no option: a tag to take away, a word to miss."""
    if words[0] not in ("tag", "list", "export"):
        return words, []
    options = {"-h", "-o"} if words[0] == "export" else {"-h"}
    minus = [w for w in words if len(w) > 1 and w[0] == "-" != w[1] and w not in options]
    return [word for word in words if word not in minus], minus


class _Parser(argparse.ArgumentParser):
    """Complains without repeating what could act on the terminal."""

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))


def _global_parser() -> argparse.ArgumentParser:
    """What may stand before a verb or after it."""
    parser = _Parser(prog="dateline", add_help=False, allow_abbrev=False)
    parser.add_argument("--library", metavar="DIR", help="the library to use ($DATELINE_LIBRARY)")
    parser.add_argument(
        "--theme",
        metavar="NAME",
        help="a theme: see the README ($DATELINE_THEME)",
    )
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    return parser


def _reader_parser() -> argparse.ArgumentParser:
    from . import verbs

    parser = _Parser(prog="dateline", usage="dateline [--watch DIR] [PATH ...]", allow_abbrev=False)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--watch", metavar="DIR", type=Path)
    parser.set_defaults(run=verbs.read)
    return parser


def build_parser() -> argparse.ArgumentParser:
    """The parser of all verbs, which also writes the help."""
    from . import verbs
    from .verbs.arguments import declare

    parser = _Parser(
        prog="dateline",
        parents=[_global_parser()],
        allow_abbrev=False,
        usage="dateline [--watch DIR] [PATH ...]\n       dateline VERB ...",
        description="Read and annotate news dispatches in the terminal. "
        "Without a verb: add the paths, then open the reader.",
        epilog="`dateline VERB --help` says more. A file named like a verb: ./list",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(metavar="VERB", title="verbs")
    made = {}
    for name, does in VERBS.items():
        made[name] = commands.add_parser(
            name, help=does, description=f"{does[0].upper()}{does[1:]}.", prog=f"dateline {name}",
            allow_abbrev=False,
        )  # fmt: skip
        made[name].set_defaults(run=verbs.RUN[name])
    declare(made)
    return parser


class _Version(argparse.Action):
    """`--version`, looked up only when asked."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"dateline {version('dateline')}")
        except PackageNotFoundError:
            print("dateline, not installed")
        parser.exit()
