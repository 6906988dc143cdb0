"""The reader's own names as a file that can be shared: one JSON object a line.

{"name": "PMU", "label": "ORG", "same_as": "Popular Mobilization Units"}
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .article import Name
from .errors import BadRequest, Refusal
from .teaching import LABELS, clean_name, name_from, name_id
from .visible import json_line, visible

_MOST_BYTES = 50_000_000
"""A file of names above this is none."""


class Taken(NamedTuple):
    """What became of the names of a file: those to be learned, and counts of the others.

    `refused` says for each name that may not be learned why.
    """

    news: list[Name]
    same: int
    kept: int
    replaced: int
    refused: list[str]


def lines_of(names: Iterable[Name]) -> Iterator[str]:
    """The names as JSON lines, newline included."""
    for it in names:
        yield json_line({"name": it.name, "label": it.label, "same_as": it.same_as}) + "\n"


def is_names_file(path: Path) -> bool:
    """Whether a file begins like one of names."""
    try:
        with path.open("rb") as file:
            return _read(file.readline(100_000)) is not None
    except OSError:
        return False  # whoever reads it will say why


def names_in(path: Path) -> list[Name]:
    """Read a file of names.

    Raises:
        Refusal: when it cannot be read, or a line of it is no name; names the line.
    """
    found = []
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise Refusal("too large", f"{path} has more than {_MOST_BYTES // 1_000_000} MB")
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            name = _read(line)
            if name is None and line.strip():
                raise Refusal("damaged", f"line {number} of {path} is no name; nothing was taken")
            found += [name] if name else []
    except OSError as error:
        raise Refusal("unreadable", f"{path}: {error.strerror or 'cannot be read'}") from error
    return found


def _read(line: bytes) -> Name | None:
    try:
        doc = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return name_from(doc) if isinstance(doc, dict) and "label" in doc else None


def compare(names: Iterable[Name], own: Iterable[Name], replace: bool = False) -> Taken:
    """Sort the names of a file by what is known of them already.

    Args:
        names: those of the file; of two for one name the later one counts.
        own: the reader's own.
        replace: whether a name that says something else than the reader's own takes its place.
    """
    known = {name_id(it.name): it for it in own}
    news, refused, same, conflicts = list[Name](), list[str](), 0, 0
    for id, it in {name_id(it.name): it for it in names}.items():
        if why := _why_not(it):
            refused.append(f"“{visible(it.name[:60])}”: {why}")
        elif known.get(id) == it:
            same += 1
        else:
            conflicts += id in known
            news += [it] if id not in known or replace else []
    kept, replaced = (0, conflicts) if replace else (conflicts, 0)
    return Taken(news, same, kept, replaced, refused)


def _why_not(name: Name) -> str | None:
    """Why a name may not be learned, whoever says so; None when it may."""
    from .entities.guard import objection

    if name.label is not None and name.label not in LABELS:
        return f"no label {visible(name.label[:20])}"
    try:
        clean_name(name.same_as or "-")
    except BadRequest as error:
        return str(error)
    against = objection(name.name, name.label)
    return against.why if against and against.final else None
