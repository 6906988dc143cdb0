"""Comma-separated values: one row a highlight, note or name.

RFC 4180 with a byte order mark, which spreadsheets and Zotero's own files have, every cell quoted.
The first columns are those that Readwise imports; Location is the code point where the stretch
begins, Start and End are code points of the text. Tags of a stretch stand in Note as `.tag`, which
is how Readwise reads them, and in Tags. A cell that a spreadsheet would take for a formula gets a
`'` before it, and is counted. Suggested mentions stay out.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from .addresses import web_address
from .annotations import Annotation, decided, marked, printable
from .format import File
from .record import Record

COLUMNS = (
    "Highlight", "Title", "Author", "URL", "Note", "Location", "Date",
    "Kind", "Label", "Status", "Tags", "Start", "End", "Article",
)  # fmt: skip
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
_NEUTRALISED = "cells as they were: begun with ' so that they are no formula"


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make the one file; see `Format.files`."""
    yield File("", _rows(records, lost))


def _rows(records: Iterable[Record], lost: Counter[str]) -> Iterator[str]:
    yield "\ufeff" + _line(COLUMNS, lost)
    for record in records:
        for row in _of(record, lost):
            yield _line([row.get(name, "") for name in COLUMNS], lost)


def _of(record: Record, lost: Counter[str]) -> Iterator[dict[str, str]]:
    """The rows of an article: its stretches, then its notes, then its tags."""
    text, head = record.article.text, record.article.dispatch.head
    whole = {
        "Title": head.title,
        "Author": head.byline or head.agency or head.outlet or "",
        "URL": web_address(head.source_url),
        "Date": (head.published or "").partition("T")[0],
        "Article": record.article.id,
    }
    for it in (*marked(record), *decided(record, lost)):
        yield whole | _stretch(text[it.start : it.end], it)
    for note in record.marks.notes:
        if note.start is None:
            yield whole | {"Kind": "article note", "Note": note.text}
    if record.marks.tags:
        yield whole | {"Kind": "article tags", "Tags": ", ".join(record.marks.tags)}


def _stretch(quote: str, it: Annotation) -> dict[str, str]:
    tags = " ".join("." + re.sub(r"\s+", "-", tag) for tag in it.tags)
    return {
        "Highlight": quote,
        "Note": "\n\n".join(filter(None, [tags, *it.notes])),
        "Location": str(it.start),
        "Kind": it.kind,
        "Label": it.label or "",
        "Status": it.status,
        "Tags": ", ".join(it.tags),
        "Start": str(it.start),
        "End": str(it.end),
    }


def _line(cells: Iterable[str], lost: Counter[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(
        [_inert(cell, lost) for cell in cells]
    )
    return out.getvalue()


def _inert(cell: str, lost: Counter[str]) -> str:
    cell = printable(cell, lost)
    if not _FORMULA.match(cell):
        return cell
    lost[_NEUTRALISED] += 1
    return "'" + cell
