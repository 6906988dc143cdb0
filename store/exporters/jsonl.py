"""JSON lines as Prodigy and spaCy read them: one object an article.

`text` is the text as it came; a span's `start` and `end` are code points of it. `spans` holds the
reader's highlights (source "reader"; label HIGHLIGHT when they have none) and the recogniser's
mentions, where no highlight overlaps them. Tags, notes and the head go into `meta`.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TextIO

from ..visible import json_line
from .record import Record


def write(records: Iterable[Record], out: TextIO) -> Counter[str]:
    """Write one line an article; returns what was left out, with counts."""
    lost: Counter[str] = Counter()
    for record in records:
        spans = [
            _trimmed(record.article.text, mark.start, mark.end, mark.label or "HIGHLIGHT", "reader")
            for mark in record.marks.highlights
        ]
        lost["tags of highlights"] += sum(len(mark.tags) for mark in record.marks.highlights)
        taken = [(span["start"], span["end"]) for span in spans]
        for mention in record.mentions:
            if any(start < mention.end and mention.start < end for start, end in taken):
                lost["mentions that a highlight covers"] += 1
            else:
                spans.append(
                    _trimmed(
                        record.article.text,
                        mention.start,
                        mention.end,
                        mention.label,
                        mention.source,
                    )
                )
        spans.sort(key=lambda span: (span["start"], span["end"]))
        line = {"text": record.article.text, "spans": spans, "meta": _meta(record)}
        out.write(json_line(line) + "\n")
    return +lost


def _trimmed(text: str, start: int, end: int, label: str, source: str) -> dict[str, Any]:
    """A span without white space at its edges, which spaCy refuses."""
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    end = max(start, end - (len(quote) - len(quote.rstrip())))
    return {"start": start, "end": end, "label": label, "source": source}


def _meta(record: Record) -> dict[str, Any]:
    head = record.article.dispatch.head
    return {
        "id": record.article.id,
        "title": head.title,
        "published": head.published,
        "outlet": head.outlet,
        "place": head.place,
        "source": record.article.source,
        "tags": list(record.marks.tags),
        "notes": [
            {"text": note.text, "start": note.start, "end": note.end} for note in record.marks.notes
        ],
    }
