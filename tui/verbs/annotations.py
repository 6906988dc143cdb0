"""`dateline import` of annotations that other tools made."""

import argparse
import sys

from store.annotations import READERS, Unfit, format_of, read
from store.annotations.attaching import Attaching
from store.errors import BadRequest
from store.visible import json_line, one_line

from .opening import open_library

_SAID = 20
"""Reasons that are printed; the others are counted."""


def is_annotations(args: argparse.Namespace) -> bool:
    """Whether the file is one of annotations, by its look or by the reader's word."""
    return bool(args.format) or format_of(args.file) is not None


def take_annotations(args: argparse.Namespace) -> int:
    """Attach the annotations in a file to their articles, as one undo step."""
    format = args.format or format_of(args.file)
    if format not in READERS:
        raise BadRequest(f"no format {one_line(str(format))}; there are {', '.join(READERS)}")
    with open_library(args) as library:
        done = Attaching(library).attach(read(args.file, format), args.file.name)
        if not args.dry_run:
            library.apply(done.act)
    for line in done.told:
        print(f"note     {one_line(line)}", file=sys.stderr)
    shown = done.unfit if args.json else done.unfit[:_SAID]
    for it in shown:
        _tell(it, args.json)
    if more := len(done.unfit) - len(shown):
        print(f"refused  ... and {more:,} more", file=sys.stderr)
    counts = [f"{count:,} {what}{'s' * (count != 1)}" for what, count in done.counts.items()]
    verb = "would take in" if args.dry_run else "took in"
    said = f"{verb} {', '.join(counts)}" if counts else "nothing new"
    said += f"; {done.known:,} there already" if done.known else ""
    said += f"; {len(done.unfit):,} that do not fit" if done.unfit else ""
    if args.json:
        facts = {"counts": done.counts, "known": done.known, "unfit": len(done.unfit)}
        print(json_line({"path": str(args.file), "format": format, **facts}))
    print(said, file=sys.stderr)
    return 1 if done.unfit else 0


def _tell(it: Unfit, is_json: bool) -> None:
    if is_json:
        print(json_line({"path": it.source, "result": "refused", "reason": it.reason}))
    else:
        print(f"refused  {one_line(it.source)}: {one_line(it.reason)}", file=sys.stderr)
