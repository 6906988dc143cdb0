r"""Standoff as brat reads it: `<id>.txt`, `<id>.ann` beside it, one `annotation.conf` for all.

Offsets are code points of the .txt. Carriage returns in it are blanks, one for one, since brat and
others count a Windows line end as one character when they read it. A stretch over several lines, or
over a tab, is written in fragments. All mentions go out; the attribute Status tells the suggested
ones from the decided ones. A note is an AnnotatorNotes line, its line ends written `\n`; tags and
values of dates and sums stand in it too. Aliases of one thing are joined by Equiv.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..visible import one_line
from .annotations import (
    ARTICLE_NOTES,
    ARTICLE_TAGS,
    Annotation,
    Speller,
    marked,
    named,
    sound,
    trimmed,
)
from .format import File
from .record import Record

_BREAKS = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")
"""Where brat, or a reader of its lines, would take the text of a stretch for ended."""

_CONF = """[entities]
{labels}

[relations]
Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive

[events]

[attributes]
Status\tArg:<ENTITY>, Value:suggested|accepted|mine
"""


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make two files an article, and the configuration; see `Format.files`."""
    speller = Speller(r"[^A-Za-z0-9_-]")
    for record in records:
        text = sound(record.article.text, lost).replace("\r", " ")
        yield File(f"{record.article.id}.txt", (text,))
        yield File(f"{record.article.id}.ann", _lines(text, record, speller, lost))
    yield File("annotation.conf", (_conf(speller),), beside=True)


def _lines(text: str, record: Record, speller: Speller, lost: Counter[str]) -> Iterator[str]:
    lost[ARTICLE_TAGS] += len(record.marks.tags)
    lost[ARTICLE_NOTES] += sum(it.start is None for it in record.marks.notes)
    found = list(trimmed(text, [*marked(record), *named(record, lost)], lost))
    found.sort(key=lambda it: (it.start, it.end, it.id))
    notes = statuses = 0
    for number, it in enumerate(found, start=1):
        parts = _fragments(text, it.start, it.end)
        places = ";".join(f"{start} {end}" for start, end in parts)
        quote = " ".join(text[start:end] for start, end in parts)
        yield f"T{number}\t{speller(it.shown_label, lost)} {places}\t{quote}\n"
        if it.kind == "mention":
            statuses += 1
            yield f"A{statuses}\tStatus T{number} {it.status}\n"
        for said in _said(it):
            notes += 1
            yield f"#{notes}\tAnnotatorNotes T{number}\t{said}\n"
    for group in _aliases(text, found):
        yield "*\tEquiv " + " ".join(f"T{number}" for number in group) + "\n"


def _fragments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch without white space at its edges, cut where a line ends, the white space left out.

    Two fragments touch nowhere, since at least one character was left out between them.
    """
    parts, last = [], start
    for gap in _BREAKS.finditer(text, start, end):
        parts.append((last, gap.start()))
        last = gap.end()
    return [*parts, (last, end)]


def _said(it: Annotation) -> Iterator[str]:
    for note in it.notes:
        yield one_line(note.strip().replace("\\", "\\\\").replace("\n", "\\n"))
    if it.tags:
        yield one_line("tags: " + ", ".join(it.tags))
    if it.value:
        yield one_line(f"value: {it.value}")


def _aliases(text: str, found: list[Annotation]) -> Iterator[list[int]]:
    """The first mention of each alias of a thing that has more than one, by number."""
    things: dict[str, dict[str, int]] = {}
    for number, it in enumerate(found, start=1):
        if it.entity:
            name = " ".join(text[it.start : it.end].split())
            things.setdefault(it.entity, {}).setdefault(name, number)
    for names in things.values():
        if len(names) > 1:
            yield list(names.values())


def _conf(speller: Speller) -> str:
    """The configuration; a label that had to be respelt stands above as a comment."""
    labels = []
    for label, spelling in speller.spelt.items():
        if label != spelling:
            labels.append(f"# {spelling}: {one_line(label)}")
        labels.append(spelling)
    return _CONF.format(labels="\n".join(labels))
