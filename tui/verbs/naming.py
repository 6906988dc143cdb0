"""`dateline names`: the names of the whole library."""

import argparse
import sys

from store.naming import names_behind
from store.things import Things
from store.visible import json_line, one_line

from .opening import open_library

MOST = 50
"""Names printed when it is not said how many."""


def names(args: argparse.Namespace) -> int:
    """`dateline names`."""
    with open_library(args) as library:
        things = Things(library)
        found, count = things.listed(" ".join(args.name), args.limit or MOST)
        behind = names_behind(library)
        for it in found[: args.limit or MOST]:
            if args.json:
                aliases = dict(things.page(it).aliases)
                print(json_line({**it._asdict(), "aliases": aliases}))
            else:
                dates = f"{it.first or '-':<10} {it.last or '-':<10}"
                facts = f"{it.mentions:>7} {it.articles:>7}  {dates}"
                print(f"{facts}  {it.label:<7}  {one_line(it.name)}")
    if not args.json:
        print(f"{len(found):,} of {count:,} names: mentions, articles, dates", file=sys.stderr)
    if behind:
        what = f"{behind:,} articles are not in it yet, or not as they are now"
        print(f"{what}; `dateline recognise`, then `dateline index`", file=sys.stderr)
    return 0
