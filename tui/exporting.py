"""Giving articles and marks away, for the command line."""

import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from store.errors import BadRequest
from store.exporters import EXPORTERS, SUFFIXES, Record
from store.library import Library
from store.selection import Selection

from .files import write_private


def write(library: Library, query: str, format: str, output: Path | None) -> str:
    """Write what answers `query` to a file, into a folder (one file an article), or to stdout.

    Returns:
        The sentence that says how much was written, and what the format has no place for.

    Raises:
        BadRequest: for an unknown format, a wrong query, or a file that is there already.
    """
    if format not in EXPORTERS:
        raise BadRequest(f"no format {format}; there are {', '.join(EXPORTERS)}")
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


def _records(library: Library, chosen: Selection) -> Iterator[Record]:
    for row in chosen:
        article = library.article(row.id)
        yield Record(article, library.marks_of(article), library.mentions(article))


def _write_one(format: str, records: Iterable[Record], path: Path) -> Counter[str]:
    buffer = io.StringIO()
    lost = EXPORTERS[format](records, buffer)
    write_private(path, buffer.getvalue())
    return lost
