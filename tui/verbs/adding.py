"""Taking inputs into the library, for the command line: one result an input, never silent."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store import importers
from store.errors import BadRequest
from store.importers import Draft, Refused
from store.importers.draft import Fields
from store.importers.records import NAMES
from store.library import Library
from store.taking import Outcome, Taking
from store.visible import json_line, one_line

from .files import write_private

if TYPE_CHECKING:
    from store.fetching.fetcher import Fetcher

WORDS = {
    "added": "added",
    "new version": "of them new versions",
    "near-duplicate": "added beside another version",
    "same": "already there",
    "refused": "refused",
}
"""What became of inputs -> how their number is said."""


FORESEEN = {
    "added": "new",
    "new version": "of them new versions",
    "near-duplicate": "new beside another version",
    "same": "already there",
    "refused": "refused",
}
"""What a dry run says instead."""


def drafts(
    paths: Iterable[str], fields: Fields | None = None, fetcher: "Fetcher | None" = None
) -> Iterator[Draft | Refused]:
    """What all paths mean; - is standard input. Without a fetcher, addresses are refused."""
    for path in paths:
        if "://" not in path:
            yield from importers.drafts(path, fields or {})
        elif fetcher is None:
            yield Refused(path, "address", "an address is fetched with --fetch only")
        else:
            from store.fetching.arriving import arrived

            yield from arrived(fetcher, path)


def fields_of(words: Iterable[str]) -> Fields:
    """What `--field NAME=FIELD` says.

    Raises:
        BadRequest: when one is of another form.
    """
    fields = {}
    for word in words:
        wanted, sign, name = word.partition("=")
        if not sign or not name or wanted not in NAMES:
            raise BadRequest(f"--field wants NAME=FIELD, with NAME one of {', '.join(NAMES)}")
        fields[wanted] = name
    return fields


def take(
    library: Library, items: Iterable[Draft | Refused], tell: Callable[[Outcome], object]
) -> list[Outcome]:
    """Add everything, telling each outcome as it comes; returns them all, in order."""
    taking = Taking(library)
    outcomes = []
    with _progress() as advance:
        for outcome in taking.take(items):
            outcomes.append(outcome)
            advance(outcome)
            tell(outcome)
    tell_if_blind(taking)
    return outcomes


def tell_if_blind(taking: Taking) -> None:
    """Say that what was taken was not compared, where that is so."""
    if taking.is_blind:
        said = "versions of one story are grouped once `dateline index` was run"
        print(f"dateline: {said}", file=sys.stderr)


@contextmanager
def _progress() -> Iterator[Callable[[Outcome], None]]:
    """Count what is taken in on standard error, where that is a terminal; the lines go above it."""
    if not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("taken in"), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda outcome: bar.advance(task)


def as_json(outcome: Outcome) -> dict[str, str]:
    """An outcome as one JSON object: path, result, and what more there is to say."""
    said = {
        "path": outcome.source,
        "result": outcome.result,
        "id": outcome.id,
        "of": outcome.of,
        "revises": outcome.revises,
        "said": outcome.said,
        "reason": outcome.reason,
        "code": outcome.code,
        "warning": "; ".join(outcome.warnings),
    }
    return {name: value for name, value in said.items() if value}


def print_outcome(outcome: Outcome, title: str, is_json: bool) -> None:
    """Print one outcome: data on standard output, refusals and warnings on standard error."""
    if is_json:
        print(json_line(as_json(outcome)))
        return
    source = one_line(outcome.source)
    if outcome.result == "refused":
        print(f"refused  {source}: {one_line(outcome.reason)}", file=sys.stderr)
    elif outcome.revises:
        print(f"{'version':<8} {outcome.id}  {one_line(title)}  (was {outcome.revises})")
    elif outcome.result == "near-duplicate":
        print(f"{'similar':<8} {outcome.id}  {one_line(title)}  (to {outcome.of})")
    else:
        print(f"{outcome.result:<8} {outcome.id}  {one_line(title)}")
    if outcome.said:
        print(f"         {one_line(outcome.said)}")  # what became of marks, or of a feed
    for warning in outcome.warnings:
        print(f"warning  {source}: {one_line(warning)}", file=sys.stderr)


def tell_news(library: Library, outcome: Outcome, is_json: bool) -> None:
    """Print an outcome as it comes; what was there already is no news."""
    title = library.row(outcome.id).title if outcome.id else ""
    if is_json:
        print(json_line({**as_json(outcome), "title": title}), flush=True)
    elif outcome.result != "same":
        print_outcome(outcome, title, False)
        sys.stdout.flush()


def report(path: Path | None, outcomes: Iterable[Outcome]) -> None:
    """Write the outcomes as JSON lines, where that is wanted.

    Raises:
        BadRequest: when it cannot be written.
    """
    if path:
        write_private(path, (json_line(as_json(it)) + "\n" for it in outcomes))


def summary(outcomes: Iterable[Outcome], words: Mapping[str, str] = WORDS) -> str:
    """Counts of what became of the inputs, or of what would, as one line."""
    outcomes = list(outcomes)
    counts = {key: sum(it.result == key for it in outcomes) for key in words}
    counts["new version"] = sum(bool(it.revises) for it in outcomes)
    said = (f"{count:,} {words[key]}" for key, count in counts.items() if count)
    return ", ".join(said) or "nothing to add"


def exit_code(outcomes: Iterable[Outcome]) -> int:
    """0, or 1 when an input was refused."""
    return 1 if any(it.result == "refused" for it in outcomes) else 0


def name_of(source: str) -> str:
    """A source as short as it can be said."""
    return Path(source).name or source
