"""JSON lines: one object a line, each an article. Files of any length, read as they go."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import Refusal
from .draft import LIMIT, Draft, Fields, Refused, check_size
from .jsons import load
from .recoding import as_utf8
from .records import drafts_of


def read(stream: BinaryIO, source: str, fields: Fields) -> Iterator[Draft | Refused]:
    """The articles in a stream; `source#3` is the third line."""
    lines = as_utf8(stream, is_json=True)
    numbered = enumerate(iter(lambda: lines.readline(LIMIT + 1), b""), start=1)
    skips = False
    for number, line in numbered:
        whole = line.endswith(b"\n") or len(line) <= LIMIT
        here = f"{source}#{number}"
        if skips or not whole:
            if not skips:
                yield Refused(here, "too large", f"a line above {LIMIT / 1e6:.0f} MB")
            skips = not line.endswith(b"\n")
            continue
        if not line.strip():
            continue
        try:
            check_size(len(line))
            record: Any = load(line)
        except Refusal as refusal:
            yield Refused.by(here, refusal)
            continue
        yield from drafts_of(iter([(here, record)]), fields)
