"""Taking inputs into the library, for the command line: one result an input, never silent."""

import sys
from collections.abc import Iterator
from pathlib import Path

from store import importers
from store.errors import Refusal
from store.importers import Draft
from store.library import Library
from store.visible import json_line, one_line

BATCH = 500
"""Articles written in one go: a stopped import keeps whole batches."""

Result = dict[str, str]
"""What became of one input: path, result (added, same, refused), and id, reason or warning."""


def drafts(paths: list[str]) -> Iterator[Draft | Result]:
    """A draft, or the result of a refusal, for every input `paths` mean; - is standard input."""
    for path in paths:
        try:
            if not path:
                raise Refusal("missing", "an empty path")
            for file in ["-"] if path == "-" else importers.files(Path(path)):
                try:
                    yield _read(file)
                except Refusal as refusal:
                    yield _refused(str(file), refusal)
        except Refusal as refusal:
            yield _refused(path, refusal)


def _read(file: Path | str) -> Draft:
    if isinstance(file, Path):
        return importers.read_file(file)
    return importers.draft(sys.stdin.buffer.read(importers.LIMIT + 1), file)


def _refused(path: str, refusal: Refusal) -> Result:
    return {"path": path, "result": "refused", "reason": str(refusal)}


def take(library: Library, paths: list[str]) -> Iterator[Result]:
    """Add everything that `paths` mean, in batches; one result an input, in order."""
    batch: list[Draft | Result] = []
    for item in drafts(paths):
        batch.append(item)
        if len(batch) == BATCH:
            yield from _take_batch(library, batch)
            batch = []
    yield from _take_batch(library, batch)


def _take_batch(library: Library, batch: list[Draft | Result]) -> Iterator[Result]:
    added = iter(library.add(item for item in batch if isinstance(item, Draft)))
    for item in batch:
        if isinstance(item, Draft):
            id, is_new = next(added)
            result = {"path": item.source, "result": "added" if is_new else "same", "id": id}
            yield result | ({"warning": "; ".join(item.warnings)} if item.warnings else {})
        else:
            yield item


def print_result(result: Result, title: str, as_json: bool) -> None:
    """Print one result: data on standard output, refusals and warnings on standard error."""
    if as_json:
        print(json_line(result))
    elif result["result"] == "refused":
        print(f"refused  {one_line(result['path'])}: {one_line(result['reason'])}", file=sys.stderr)
    else:
        print(f"{result['result']:<8} {result['id']}  {one_line(title)}")
    if "warning" in result and not as_json:
        print(f"warning  {one_line(result['path'])}: {result['warning']}", file=sys.stderr)


def summary(results: list[Result]) -> str:
    """Counts of what became of the inputs, as one line."""
    words = {
        "added": "added",
        "readable": "can be added",
        "same": "already there",
        "refused": "refused",
    }
    counts = [(sum(r["result"] == key for r in results), word) for key, word in words.items()]
    return ", ".join(f"{count} {word}" for count, word in counts if count) or "nothing to add"
