"""`dateline fetch` and `dateline feeds`: what comes from the web, and what is asked for it."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from store import feeds as following
from store.errors import BadRequest, NotFound, Refusal
from store.feeds import Feed, feeds
from store.fetching import opml
from store.fetching.arriving import arrived
from store.fetching.fetcher import Fetcher
from store.fetching.memory import Memory
from store.importers import LIMIT
from store.library import Library
from store.taking import Outcome, Taking
from store.visible import json_line, one_line

from .adding import exit_code, report, summary, tell_if_blind, tell_news
from .files import refuse, write_private
from .opening import open_library

_NONE = "no feed is followed; `dateline feeds ADDRESS` follows one"


def fetch(args: argparse.Namespace) -> int:
    """`dateline fetch`."""
    refuse(args.report)
    with _library(args) as library:
        known = [feed.url for feed in feeds(library.marks.storage.read())]
        addresses = args.address or known
        if not addresses:
            raise BadRequest(_NONE)
        memory = Memory(library.logs.cache)
        fetcher, taking = Fetcher(memory, args.private), Taking(library)
        unchanged, outcomes = 0, list[Outcome]()
        for address in addresses:
            # taken one by one: what came is on disk and on the screen before the next is asked
            came = list(taking.take(arrived(fetcher, address, address in known, args.full)))
            for outcome in came:
                tell_news(library, outcome, args.json)
            outcomes += came
            unchanged += not came
            if address in known and not any(_is_refused(it, address) for it in came):
                memory.keep(address)
        tell_if_blind(taking)
    report(args.report, outcomes)
    quiet = f", {unchanged:,} unchanged" if unchanged else ""
    print((summary(outcomes) if outcomes else "nothing new") + quiet, file=sys.stderr)
    return exit_code(outcomes)


def _library(args: argparse.Namespace) -> Library:
    """The library; one is made for addresses that are given, as there is none to follow feeds."""
    try:
        return open_library(args, make=bool(args.address))
    except NotFound as error:
        raise BadRequest(_NONE) from error


def _is_refused(outcome: Outcome, address: str) -> bool:
    """Whether the address itself was refused, rather than an entry of it."""
    return outcome.result == "refused" and outcome.source == address


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


def follow_list(library: Library | None, path: Path) -> Iterator[Outcome]:
    """Follow the feeds that an OPML file lists; one outcome each.

    Without a library it is said what would become of them, in one where none is followed.
    """
    try:
        wanted = []
        for feed in opml.read(_raw(path)):
            try:
                wanted.append(following.checked(feed))
            except BadRequest as error:
                yield Outcome(feed.url, "refused", reason=str(error), code="bad address")
        for feed, is_new in follow(library, wanted) if library else ((it, True) for it in wanted):
            said = f"the feed {feed.title or feed.url} {'is' if library else 'can be'} followed"
            yield Outcome(feed.url, "added" if is_new else "same", said=said)
    except Refusal as refusal:
        yield Outcome(str(path), "refused", reason=str(refusal), code=refusal.code)
    except OSError as error:
        why = error.strerror or "cannot be read"
        yield Outcome(str(path), "refused", reason=why, code="unreadable")


def _raw(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise Refusal("not a file", "not a plain file")
    with path.open("rb") as file:
        return file.read(LIMIT + 1)
