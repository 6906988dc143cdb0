"""Giving articles and marks away, for the command line."""

import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.dump import WHOLE
from store.errors import BadRequest
from store.exporters import EXPORTERS, SUFFIXES, Record
from store.library import Library
from store.namelist import lines_of
from store.selection import Selection

from .files import write_private
from .opening import tell_trouble


def write(library: Library, query: str, format: str, output: Path | None) -> str:
    """Write what answers `query` to a file, into a folder (one file an article), or to stdout.

    Returns:
        The sentence that says how much was written, and what the format has no place for.

    Raises:
        BadRequest: for an unknown format, a wrong query, or a file that is there already.
    """
    if format in WHOLE:
        return _write_whole(library, query, format, output)
    if format == "names":
        return _write_names(library, query, output)
    if format not in EXPORTERS:
        there = ", ".join([*EXPORTERS, "names", *WHOLE])
        raise BadRequest(f"no format {format}; there are {there}")
    chosen = library.select(query)
    if output is None:
        lost = EXPORTERS[format](_records(library, chosen), sys.stdout)
    elif output.is_dir():
        lost = Counter[str]()
        for record in _records(library, chosen):
            path = output / f"{record.article.id}.{SUFFIXES[format]}"
            lost += _write_one(format, [record], path)
    else:
        lost = _write_one(format, _records(library, chosen), output)
    return f"{chosen}" + "".join(f"; not in {format}: {n} {what}" for what, n in lost.items())


def _write_whole(library: Library, query: str, format: str, output: Path | None) -> str:
    """Everything, archived articles and undo steps included, or what answers a query."""
    chosen = library.select(query) if query else None
    pieces = WHOLE[format](library.logs, chosen)
    if output is None:
        sys.stdout.writelines(pieces)
    else:
        write_private(output, pieces)
    return f"{chosen}" if chosen is not None else "the whole library"


def _write_names(library: Library, query: str, output: Path | None) -> str:
    """The reader's own names."""
    if query:
        raise BadRequest("names belong to no article; export them without a query")
    names = library.names.names
    if output is None:
        sys.stdout.writelines(lines_of(names))
    else:
        write_private(output, lines_of(names))
    return f"{len(names)} name{'s' * (len(names) != 1)}"


def _records(library: Library, chosen: Selection) -> Iterator[Record]:
    for row in chosen:
        article = library.article(row.id)
        yield Record(article, library.marks_of(article), library.mentions(article))
    tell_trouble(library)


def _write_one(format: str, records: Iterable[Record], path: Path) -> Counter[str]:
    buffer = io.StringIO()
    lost = EXPORTERS[format](records, buffer)
    write_private(path, [buffer.getvalue()])
    return lost
