"""A table of articles as CSV or TSV: the first row names the columns, one of them holds texts."""

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import Refusal
from .draft import LIMIT, Draft, Fields, Refused
from .records import drafts_of
from .text import decode


def read(stream: BinaryIO, source: str, fields: Fields) -> Iterator[Draft | Refused]:
    """The articles in a stream, read as it goes; `source#3` is the third row below the names."""
    head = stream.peek(1 << 16) if isinstance(stream, io.BufferedReader) else b""
    decode(head[:4096])  # refuses what is binary
    encoding = "utf-8-sig"
    try:
        head.rpartition(b"\n")[0].decode("utf-8")
    except UnicodeDecodeError:
        encoding = "cp1252"
    lines = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    csv.field_size_limit(LIMIT)
    try:
        first = head.partition(b"\n")[0]
        rows = csv.DictReader(lines, delimiter=max("\t;,", key=lambda c: first.count(c.encode())))
        yield from drafts_of(_records(rows, source), fields)
    except csv.Error as error:
        raise Refusal("damaged", f"no table: {error}") from error
    finally:
        lines.detach()


def _records(rows: "csv.DictReader[str]", source: str) -> Iterator[tuple[str, Any]]:
    for number, row in enumerate(rows, start=1):
        yield f"{source}#{number}", {name: value for name, value in row.items() if name}
