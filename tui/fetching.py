"""`dateline fetch` and `dateline feeds`: what comes from the web, and what is asked for it."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from store import feeds as following
from store.errors import BadRequest, Refusal
from store.feeds import Feed, feeds
from store.fetching import opml
from store.fetching.arriving import arrived
from store.fetching.fetcher import Fetcher
from store.fetching.memory import Memory
from store.importers import Draft, Refused
from store.library import Library
from store.taking import Outcome
from store.visible import json_line, one_line

from .adding import as_json, exit_code, print_outcome, summary, take
from .files import write_private
from .opening import open_library


def fetch(args: argparse.Namespace) -> int:
    """`dateline fetch`."""
    with open_library(args, make=True) as library:
        followed = feeds(library.marks.storage.read())
        addresses = args.address or [feed.url for feed in followed]
        if not addresses:
            raise BadRequest("no feed is followed; `dateline feeds ADDRESS` follows one")
        known = {feed.url for feed in followed}
        memory = Memory(library.logs.cache)
        fetcher = Fetcher(memory, args.private)
        quiet: list[str] = []

        def items() -> Iterator[Draft | Refused]:
            for address in addresses:
                came = 0
                for item in arrived(fetcher, address, address in known, args.full):
                    came += 1
                    yield item
                if not came:
                    quiet.append(address)

        def tell(outcome: Outcome) -> None:
            title = library.row(outcome.id).title if outcome.id else ""
            if args.json:
                print(json_line({**as_json(outcome), "title": title}), flush=True)
            elif outcome.result != "same":
                print_outcome(outcome, title, False)

        outcomes = take(library, items(), tell)
        refused = {it.source for it in outcomes if it.result == "refused"}
        for address in known.difference(refused).intersection(addresses):
            memory.keep(address)  # what it gave is on disk
    if args.report:
        write_private(args.report, (json_line(as_json(it)) + "\n" for it in outcomes))
    unchanged = f", {len(quiet):,} unchanged" if quiet else ""
    print((summary(outcomes) if outcomes else "nothing new") + unchanged, file=sys.stderr)
    return exit_code(outcomes)


def manage_feeds(args: argparse.Namespace) -> int:
    """`dateline feeds`."""
    with open_library(args, make=bool(args.address)) as library:
        if args.address and args.remove:
            for address in args.address:
                did = library.apply(following.leave(address))
                print(one_line(did or f"{address} is not followed"), file=sys.stderr)
        elif args.address:
            for feed, is_new in follow(library, [Feed(it) for it in args.address]):
                said = "now" if is_new else "already"
                print(f"{said} followed: {one_line(feed.url)}", file=sys.stderr)
        listed = feeds(library.marks.storage.read())
    if args.opml:
        write_private(args.opml, opml.write(listed))
    elif args.json:
        sys.stdout.writelines(json_line(feed._asdict()) + "\n" for feed in listed)
    elif not args.address:
        for feed in listed:
            print(f"{one_line(feed.url)}  {one_line(feed.title)}".rstrip())
    return 0


def follow(library: Library, wanted: Iterable[Feed]) -> Iterator[tuple[Feed, bool]]:
    """Follow feeds, as one step; each with whether it is a new one."""
    wanted = list(wanted)
    known = {feed.url for feed in feeds(library.marks.storage.read())}
    new = [feed for feed in wanted if feed.url not in known]
    if new:
        library.apply(following.follow(new))
    for feed in wanted:
        yield feed, feed in new


def follow_list(library: Library, path: Path) -> Iterator[Outcome]:
    """Follow the feeds that an OPML file lists; one outcome each."""
    try:
        for feed, is_new in follow(library, opml.read(path.read_bytes())):
            result = "added" if is_new else "same"
            yield Outcome(feed.url, result, said=f"the feed {feed.title or feed.url} is followed")
    except (Refusal, BadRequest) as error:
        yield Outcome(str(path), "refused", reason=str(error), code=getattr(error, "code", "bad"))
    except OSError as error:
        why = error.strerror or "cannot be read"
        yield Outcome(str(path), "refused", reason=why, code="unreadable")
