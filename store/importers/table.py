"""A table of articles as CSV or TSV: the first row names the columns, one of them holds texts."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from ..errors import Refusal
from .draft import LIMIT, Draft, Fields, Refused
from .recoding import as_utf8
from .records import drafts_of

STRAY = "a stray quote: rows may have run together here"


def read(stream: BinaryIO, source: str, fields: Fields) -> Iterator[Draft | Refused]:
    """The articles in a stream, read as it goes; `source#3` is the third row below the names."""
    lines = _Lines(as_utf8(stream))
    csv.field_size_limit(LIMIT)
    try:
        yield from _drafts(lines, source, fields)
    except csv.Error as error:
        raise Refusal("damaged", f"no table: {error}") from error


def _drafts(lines: "_Lines", source: str, fields: Fields) -> Iterator[Draft | Refused]:
    first = lines.peek()
    rows = csv.DictReader(lines, delimiter=max("\t;,", key=first.count))
    lines.row()
    for number, row in enumerate(rows, start=1):
        here, raw = f"{source}#{number}", lines.row()
        if lines.have_ended:  # in the middle of a row
            yield Refused(here, "damaged", "its quote is never closed: what follows is not read")
            return
        record = {name: value for name, value in row.items() if name}
        for item in drafts_of(iter([(here, record)]), fields):
            if isinstance(item, Draft) and not _is_strict(raw, rows.reader.dialect.delimiter):
                item = replace(item, warnings=(*item.warnings, STRAY))
            yield item


def _is_strict(raw: list[str], delimiter: str) -> bool:
    try:
        return len(list(csv.reader(raw, delimiter=delimiter, strict=True))) < 2
    except csv.Error:
        return False


class _Lines:
    """The lines of a stream, with those of the present row kept.

    Attributes:
        have_ended: whether more lines were asked for than there are.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = io.TextIOWrapper(stream, "utf-8", errors="replace", newline="")
        self._row: list[str] = []
        self._next: str | None = None
        self.have_ended = False

    def peek(self) -> str:
        """The next line."""
        if self._next is None:
            self._next = self._lines.readline()
        return self._next

    def row(self) -> list[str]:
        """The lines that were taken since the last call."""
        row, self._row = self._row, []
        return row

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line, self._next = self.peek(), None
        if not line:
            self.have_ended = True
            raise StopIteration
        self._row.append(line)
        return line
