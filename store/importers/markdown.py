"""Markdown with front matter: the matter states title, date and the like; the rest is the text.

The text is kept as it is, its marks of Markdown included. Front matter is read as lines of
`name: value` and lists, which is what notes carry; it is no YAML processor.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from .draft import LIMIT, Draft, Fields, Refused, check_size
from .records import drafts_of
from .text import decode, draft

_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_][\w .-]*?)[ \t]*:(?:[ \t]+(.*))?$")


def read(stream: BinaryIO, source: str, fields: Fields) -> Iterator[Draft | Refused]:
    """The one article that a stream is."""
    raw = stream.read(LIMIT + 1)
    check_size(len(raw))
    text, _ = decode(raw)
    found = _MATTER.match(text)
    if not found:
        yield draft(raw, source)
        return
    record = {**_fields(found[1]), "text": text[found.end() :].lstrip("\r\n")}
    yield from drafts_of(iter([(source, record)]), {"text": "text", **fields})


def _fields(matter: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    last = ""
    for line in matter.splitlines():
        stripped = line.strip()
        if stripped.startswith("- ") and last:
            before = fields[last] if isinstance(fields[last], list) else []
            fields[last] = [*before, _value(stripped[2:])]
        elif (found := _FIELD.match(line)) and not line[:1].isspace():
            last = found[1]
            fields[last] = _value(found[2] or "")
    return fields


def _value(said: str) -> Any:
    said = said.strip()
    if said[:1] == "[" and said[-1:] == "]":
        return [_value(it) for it in said[1:-1].split(",") if it.strip()]
    if len(said) > 1 and said[0] == said[-1] == '"':
        return re.sub(r'\\(["\\/])', r"\1", said[1:-1])
    if len(said) > 1 and said[0] == said[-1] == "'":
        return said[1:-1].replace("''", "'")
    return said
