"""Markdown as Obsidian and Readwise write it: front matter, then a quote a highlight.

Each quote bears a block id made from the highlight's own, so that links to it survive a new export.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from ..article import Note
from ..visible import lines, one_line
from .record import Record

_SPECIAL = re.compile(r"([\\`*_\[\]<>|]|==|^[#+-])", re.MULTILINE)


def write(records: Iterable[Record], out: TextIO) -> Counter[str]:
    """Write one document an article, one after the other; returns what was left out."""
    lost: Counter[str] = Counter()
    for record in records:
        out.write("\n".join([*_front_matter(record), "", *_body(record), ""]) + "\n")
        lost["suggested mentions"] += len(record.mentions)
    return +lost


def _front_matter(record: Record) -> Iterator[str]:
    head = record.article.dispatch.head
    yield "---"
    yield f"title: {_quoted(head.title)}"
    yield f"id: {record.article.id}"
    for name, value in (
        ("date", head.published),
        ("outlet", head.outlet),
        ("place", head.place),
        ("source", head.source_url or record.article.source),
    ):
        if value:
            yield f"{name}: {_quoted(value)}"
    yield f"tags: [{', '.join(_quoted(_tag(tag)) for tag in record.marks.tags)}]"
    yield "---"


def _body(record: Record) -> Iterator[str]:
    yield f"# {_escaped(one_line(record.article.dispatch.head.title))}"
    marks = record.marks
    placed = {(note.start, note.end) for note in marks.notes} - {(None, None)}
    quotes = {(mark.start, mark.end, mark.quote, mark.label, mark.id) for mark in marks.highlights}
    taken = {(start, end) for start, end, *_ in quotes}
    for note in marks.notes:
        if note.start is not None and note.end is not None and (note.start, note.end) not in taken:
            quotes.add((note.start, note.end, note.quote, None, note.id))
            taken.add((note.start, note.end))
    for note in marks.notes:
        if note.start is None:
            yield from _note("", note)
    for start, end, quote, label, id in sorted(quotes, key=lambda quote: (*quote[:2], quote[4])):
        yield ""
        yield "> " + _escaped(one_line(quote)) + f" ^{_block_id(id)}"
        if label:
            yield f"- **Label:** {label}"
        if (start, end) in placed:
            for note in marks.notes:
                if (note.start, note.end) == (start, end):
                    yield from _note("", note)


def _note(indent: str, note: Note) -> Iterator[str]:
    first, *rest = _escaped(lines(note.text)).split("\n")
    yield f"{indent}- **Note:** {first}"
    yield from (f"{indent}  {line}" for line in rest)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar: JSON's form of a string is one."""
    return json.dumps(one_line(text), ensure_ascii=False)


def _tag(tag: str) -> str:
    """A tag as Obsidian takes it: letters, digits, _ - and /, no blanks."""
    return re.sub(r"[^\w/-]+", "-", tag).strip("-") or "tag"


def _block_id(id: str) -> str:
    return "a-" + re.sub(r"[^A-Za-z0-9-]+", "-", id.partition(":")[2])
