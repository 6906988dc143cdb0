"""Getting articles and marks out: one module a format that some other tool reads.

`EXPORTERS` maps a format's name to its writer; the command line, its help and the documentation
read this table.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TextIO

from . import jsonl, markdown
from .record import Record

__all__ = ["EXPORTERS", "SUFFIXES", "Exporter", "Record"]

Exporter = Callable[[Iterable[Record], TextIO], Counter[str]]
"""Writes records to a stream; returns what the format could not hold, with counts."""

EXPORTERS: dict[str, Exporter] = {"jsonl": jsonl.write, "markdown": markdown.write}
SUFFIXES = {"jsonl": "jsonl", "markdown": "md"}
"""Format -> the ending of its files."""
