"""A library as one stream, and back: everything, or some of its articles with all their marks.

A dump is itself a log: a line that says how many follow, then the lines of the articles, then those
of the marks, each with the time of its last writer. To restore one is to merge logs, so it may be
taken into a library that has articles already: the later writer of a document wins.
"""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from .errors import Refusal
from .forms import TABLES
from .log.compaction import live_lines
from .log.line import Change, decode, encode, stamp_time
from .logs import Logs
from .selection import Selection

FORMAT = 1
"""The version of the dumps that this program writes."""
_AT_ONCE = 1000
"""Lines merged with one flush."""


class Restored(NamedTuple):
    """How many lines of each kind a dump held, and how many of them were news."""

    articles: int
    marks: int
    new: int


def dump(logs: Logs, chosen: Selection | None = None) -> Iterator[str]:
    """The lines of a dump, newline included: of all there is, or of some articles."""
    ids = None if chosen is None else {row.id for row in chosen}

    def keep(table: str, id: str) -> bool:
        if table == "articles" or table in TABLES:
            return ids is None or id.partition(":")[0] in ids
        return ids is None

    logs.refresh()
    articles, marks = logs.articles.storage, logs.marks.storage
    texts = articles.read().get("articles", {})
    wanted = [id for id in texts if keep("articles", id)]
    acts = list(live_lines(marks, keep))
    count = {"format": FORMAT, "lines": len(wanted) + len(acts)}
    yield encode(logs.now(), {"dump": {"dump": count}}).decode()
    for id in wanted:
        stamp = articles.shelves["articles"].stamp(id)
        yield encode(stamp_time(stamp), {"articles": {id: texts[id]}}).decode()
    for line in acts:
        yield line.decode()


def tinydb(logs: Logs, chosen: Selection | None = None) -> Iterator[str]:
    """Pieces of a file that a stock TinyDB opens: every table, each document with its id."""
    ids = None if chosen is None else {row.id for row in chosen}
    logs.refresh()
    tables = {**logs.articles.storage.read(), **logs.marks.storage.read()}
    yield "{"
    for number, (name, docs) in enumerate(tables.items()):
        yield f"{',' if number else ''}\n{json.dumps(name)}: {{"
        wanted = [id for id in docs if ids is None or id.partition(":")[0] in ids]
        for n, id in enumerate(wanted, start=1):
            doc = json.dumps({"id": id, **docs[id]}, ensure_ascii=False)
            yield f'{"," if n > 1 else ""}\n"{n}": {doc}'
        yield "}"
    yield "\n}\n"


WHOLE = {"dump": dump, "tinydb": tinydb}
"""Formats that hold whole documents, those that this program does not know included."""


_NEITHER = "is neither a dump of a library nor a file of names: its first line is none of either"


def restore(logs: Logs, path: Path) -> Restored:
    """Take in a dump: nothing of it when anything is wrong with it.

    Raises:
        Refusal: when the file cannot be read, is no dump, is damaged or cut short.
        LibraryError: when it could not be saved.
    """
    try:
        counts = dict.fromkeys(("articles", "marks"), 0)
        for kind, _ in lines_of(path):
            counts[kind] += 1
        new = 0
        lines = lines_of(path)
        while batch := list(islice(lines, _AT_ONCE)):
            for name, storage in (
                ("articles", logs.articles.storage),
                ("marks", logs.marks.storage),
            ):
                new += storage.merge([line for kind, line in batch if kind == name])
    except OSError as error:
        raise Refusal("unreadable", f"{path}: {error.strerror or 'cannot be read'}") from error
    logs.refresh()
    return Restored(**counts, new=new)


def lines_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """The lines of a dump after the first one, each with the log that it belongs to.

    Raises:
        Refusal: when the file is no dump, of a newer version, damaged or cut short.
        OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        head = _change(file.readline(), path, 1).get("dump")
        try:
            facts = (head or {})["dump"] or {}
            form, count = int(facts["format"]), int(facts["lines"])
        except (KeyError, ValueError, TypeError) as error:
            raise Refusal("no dump", f"{path} {_NEITHER}") from error
        if form > FORMAT:
            raise Refusal("newer", f"a newer Dateline made {path} (format {form})")
        number = 1
        for number, line in enumerate(file, start=2):
            change = _change(line, path, number)
            yield ("articles" if "articles" in change else "marks"), line
        if number - 1 != count:
            raise Refusal("cut short", f"{path} should hold {count} lines, it has {number - 1}")


def _change(line: bytes, path: Path, number: int) -> Change:
    entry = decode(line.rstrip(b"\r\n"))
    if entry is None or not line.endswith(b"\n"):
        if number == 1:
            raise Refusal("no dump", f"{path} {_NEITHER}")
        raise Refusal("damaged", f"line {number} of {path} is damaged; nothing was taken in")
    return entry[1]
