"""Markdown as Obsidian and Readwise write it: front matter, then a quote a highlight.

Each quote bears a block id made from the highlight's own, so that links to it survive a new export.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TextIO

from ..article import Marks, Note
from ..visible import lines, one_line
from .record import Record

_SPECIAL = re.compile(r"([\\`*_\[\]<>|]|==|^[#+-])", re.MULTILINE)


def write(records: Iterable[Record], out: TextIO) -> Counter[str]:
    """Write one document an article, one after the other; returns what was left out."""
    lost: Counter[str] = Counter()
    for record in records:
        out.write("\n".join([*_front_matter(record), "", *_body(record), ""]) + "\n")
        lost["mentions that the program suggests"] += len(record.mentions)
        respelt = sum(_tag(tag) != tag for tag in record.marks.tags)
        lost["tags as spelt: Obsidian takes no blanks and signs"] += respelt
    return +lost


def _front_matter(record: Record) -> Iterator[str]:
    head = record.article.dispatch.head
    yield "---"
    yield f"title: {_quoted(head.title)}"
    yield f"id: {record.article.id}"
    for name, value in (
        ("date", head.published),
        ("outlet", head.outlet),
        ("agency", head.agency),
        ("place", head.place),
        ("source", head.source_url or record.article.source),
    ):
        if value:
            yield f"{name}: {_quoted(value)}"
    yield f"tags: [{', '.join(_quoted(_tag(tag)) for tag in record.marks.tags)}]"
    yield "---"


def _body(record: Record) -> Iterator[str]:
    yield f"# {_escaped(one_line(record.article.dispatch.head.title))}"
    for note in record.marks.notes:
        if note.start is None:
            yield ""
            yield from _note(note)
    for quote in _quotes(record.marks):
        yield ""
        yield "> " + _escaped(one_line(quote.text)) + f" ^{_block_id(quote.id)}"
        if quote.label:
            yield f"- **Label:** {quote.label}"
        if quote.tags:
            yield f"- **Tags:** {' '.join(f'#{_tag(tag)}' for tag in quote.tags)}"
        for note in record.marks.notes:
            if (note.start, note.end) == quote.place:
                yield from _note(note)


class _Quote(NamedTuple):
    place: tuple[int, int]
    id: str
    text: str
    label: str | None
    tags: tuple[str, ...] = ()


def _quotes(marks: Marks) -> list[_Quote]:
    """What is quoted, in the order of the text: highlights, and stretches that have only a note."""
    quotes = [
        _Quote((it.start, it.end), it.id, it.quote, it.label, it.tags) for it in marks.highlights
    ]
    taken = {quote.place for quote in quotes}
    for note in marks.notes:
        if note.start is not None and note.end is not None and (note.start, note.end) not in taken:
            quotes.append(_Quote((note.start, note.end), note.id, note.quote, None))
            taken.add((note.start, note.end))
    return sorted(quotes, key=lambda quote: (quote.place, quote.id))


def _note(note: Note) -> Iterator[str]:
    first, *rest = _escaped(lines(note.text)).split("\n")
    yield f"- **Note:** {first}"
    yield from (f"  {line}" for line in rest)


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
