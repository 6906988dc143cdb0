"""Markdown as Obsidian and Readwise write it: front matter, then a region with a quote a highlight.

Each quote bears a block id made from the highlight's own, so that links to it survive a new export.
What stands between the two comments that bear the article's id is ours and is renewed by the next
export into the same file; everything around it, the front matter too, is the reader's from the
first export on. No offsets. Mentions stay out; line ends of a quote become blanks.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..article import Marks, Note
from ..errors import BadRequest
from ..visible import lines, one_line
from .annotations import DECIDED, SUGGESTED, named
from .format import File
from .record import Record

_SPECIAL = re.compile(
    r"([\\`*_\[\]<>|#$~&@]|==|%%|::|^[+-]"
    r"|(?<=:)/(?=/)|(?<=\w)\.(?=[a-z]{2}))",  # addresses, which some make links of their own
    re.MULTILINE,
)
_NUMBERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
_MARKER = re.compile(rb"^<!-- dateline:(begin|end) ([0-9a-f]+) -->[ \t]*(\r?)$", re.MULTILINE)
_DISGUISED = re.compile(rb"dateline:\s*(begin|end)\s+[0-9a-f]{16}", re.IGNORECASE)


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make a file an article; see `Format.files`."""
    for record in records:
        yield File(f"{record.article.id}.md", (_document(record),))
        names = named(record, lost)
        lost[SUGGESTED] += sum(it.status == "suggested" for it in names)
        lost[DECIDED] += sum(it.status != "suggested" for it in names)
        tags = [*record.marks.tags, *(tag for it in record.marks.highlights for tag in it.tags)]
        respelt = sum(_tag(tag) != tag for tag in tags)
        lost["tags as spelt: Obsidian takes no blanks and signs"] += respelt


def renewed(there: bytes, made: str) -> bytes | None:
    """A file that is there, with its region as in `made`; None where it has no region of ours.

    All around the region stays as it is, byte for byte; the region takes the line ends that the
    file has at its beginning.

    Raises:
        BadRequest: when it has a region of another article, or one that is not whole.
    """
    marks = list(_MARKER.finditer(there))
    if not marks:
        if _DISGUISED.search(there):
            raise BadRequest("the comments that mark its region were changed")
        return None
    fresh = made.encode("utf-8", "backslashreplace")
    begin, end = _MARKER.finditer(fresh)
    if begin[2] not in {it[2] for it in marks}:
        raise BadRequest("the marked region in it is another article's")
    if [it.group(1, 2) for it in marks] != [begin.group(1, 2), end.group(1, 2)]:
        raise BadRequest("the marked region in it is not whole, or not the only one")
    region = fresh[begin.start() : end.end()]
    if marks[0][3]:
        region = region.replace(b"\n", b"\r\n")
    last = marks[1].end() - len(marks[1][3])
    return there[: marks[0].start()] + region + there[last:]


def _document(record: Record) -> str:
    id = record.article.id
    return "\n".join(
        [
            *_front_matter(record),
            "",
            f"# {_escaped(one_line(record.article.dispatch.head.title))}",
            "",
            f"<!-- dateline:begin {id} -->",
            *_body(record),
            f"<!-- dateline:end {id} -->",
            "",
        ]
    )


def _front_matter(record: Record) -> Iterator[str]:
    head = record.article.dispatch.head
    yield "---"
    yield f"title: {_quoted(head.title)}"
    yield f"id: {_quoted(record.article.id)}"
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
    """What is renewed: the tags and notes of the article, then its quotes."""
    if record.marks.tags:
        yield f"**Tags:** {_tags(record.marks.tags)}"
        yield ""
    for note in record.marks.notes:
        if note.start is None:
            yield from _note(note)
            yield ""
    for quote in _quotes(record.marks):
        yield "> " + _escaped(one_line(quote.text)) + f" ^{_block_id(quote.id)}"
        yield ""
        if quote.label:
            yield f"- **Label:** {_escaped(one_line(quote.label))}"
        if quote.tags:
            yield f"- **Tags:** {_tags(quote.tags)}"
        for note in record.marks.notes:
            if (note.start, note.end) == quote.place:
                yield from _note(note)
        yield ""


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
    """A text that is only text: no link, tag, formula, comment or field, and no mark of ours."""
    return _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))


def _quoted(text: str) -> str:
    """A YAML double-quoted scalar: JSON's form of a string is one."""
    return json.dumps(one_line(text), ensure_ascii=False)


def _tags(tags: Iterable[str]) -> str:
    return " ".join(f"#{_tag(tag)}" for tag in tags)


def _tag(tag: str) -> str:
    """A tag as Obsidian takes it: letters, digits, _ - and /, no blanks, not digits only.

    An underscore stays inside a word only; elsewhere Markdown would take it for emphasis.
    """
    spelt = re.sub(r"[^\w/-]+|(?<![^\W_])_+|_+(?![^\W_])", "-", tag).strip("-/") or "tag"
    return f"tag-{spelt}" if spelt.isdecimal() else spelt


def _block_id(id: str) -> str:
    return "a-" + re.sub(r"[^A-Za-z0-9-]+", "-", id.partition(":")[2])
