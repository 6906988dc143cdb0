"""`dateline add`."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from store.article import Head
from store.documents import dispatch_of
from store.errors import BadRequest, NotFound
from store.importers import Draft, Refused
from store.library import Library
from store.taking import Outcome
from store.taking.foreseeing import foresee
from store.visible import json_line, one_line

from .adding import (
    FORESEEN,
    as_json,
    drafts,
    exit_code,
    fields_of,
    print_outcome,
    report,
    summary,
    take,
)  # fmt: skip
from .files import refuse
from .opening import open_library

if TYPE_CHECKING:
    from store.fetching.fetcher import Fetcher


def add(args: argparse.Namespace) -> int:
    """`dateline add`."""
    if args.dry_run and args.report:
        raise BadRequest("a dry run adds nothing, so there is nothing to report")
    refuse(args.report)
    fetcher = _fetcher(args) if args.fetch else None
    lists = [it for it in args.paths if it.lower().endswith(".opml") and "://" not in it]
    items = drafts((it for it in args.paths if it not in lists), fields_of(args.field), fetcher)
    if args.dry_run:
        return _dry_run(args, items, lists)
    with open_library(args, make=True) as library:

        def tell(outcome: Outcome) -> None:
            title = library.row(outcome.id).title if outcome.id else ""
            print_outcome(outcome, title, args.json)

        outcomes = take(library, items, tell)
        if lists:
            from .fetching import follow_list

            for outcome in (it for path in lists for it in follow_list(library, Path(path))):
                tell(outcome)
                outcomes.append(outcome)
    report(args.report, outcomes)
    print(summary(outcomes), file=sys.stderr)
    return exit_code(outcomes)


def _fetcher(args: argparse.Namespace) -> "Fetcher":
    from store.fetching.fetcher import Fetcher
    from store.fetching.memory import Memory

    return Fetcher(Memory(None), args.private)


def _dry_run(
    args: argparse.Namespace, items: Iterable[Draft | Refused], lists: Iterable[str]
) -> int:
    outcomes = []
    for item, outcome in _foreseen(args, items):
        outcomes.append(outcome)
        if isinstance(item, Refused):
            print_outcome(outcome, "", args.json)
            continue
        head = dispatch_of(item.text, item.stated).head
        fields = {
            name: getattr(head, name) for name in Head.__dataclass_fields__ if name != "spans"
        }
        if args.json:
            print(json_line({**as_json(outcome), **fields}))
            continue
        print(f"{one_line(item.source)}  ({FORESEEN[outcome.result]})")
        for name, value in fields.items():
            if value not in (None, False):
                print(f"  {name:<18} {one_line(str(value))}")
    for path in lists:
        from .fetching import follow_list

        for outcome in follow_list(None, Path(path)):
            print_outcome(outcome, "", args.json)
            outcomes.append(outcome)
    print(summary(outcomes, FORESEEN), file=sys.stderr)
    return exit_code(outcomes)


def _foreseen(
    args: argparse.Namespace, items: Iterable[Draft | Refused]
) -> Iterator[tuple[Draft | Refused, Outcome]]:
    """What would become of each, in the library if there is one; none is made."""
    try:
        library = open_library(args)
    except NotFound:
        with TemporaryDirectory() as folder, Library.open(folder) as nothing:
            yield from foresee(nothing, items)
        return
    with library:
        yield from foresee(library, items)
