"""JSON lines as Prodigy and spaCy read them: one object an article.

`text` is the text; a span's `start` and `end` are code points of it, without white space at the
edges, which spaCy refuses. `spans` holds what the reader marked (source "reader"; label HIGHLIGHT
when it has none; `tags` and `notes` with it; `kind` highlight, or note for a stretch with only
notes) and the mentions, where nothing that the reader marked
overlaps them. A span's `status` tells the suggested mentions from the decided ones. Two marks of
the reader's may overlap, which Prodigy's `spans` interfaces take and its `ner` ones do not.
Tags, notes, the head of the article and what came with it (`extra`) go into `meta`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ..visible import json_line
from .annotations import Annotation, marked, named, sound, trimmed
from .format import File
from .record import Record

_COVERED = "mentions that a highlight covers"


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make the one file; see `Format.files`."""
    yield File("", (_line(record, lost) for record in records))


def _line(record: Record, lost: Counter[str]) -> str:
    text = sound(record.article.text, lost)
    mine = sorted(trimmed(text, marked(record), lost), key=lambda it: (it.start, it.end))
    spans = mine + _uncovered(mine, list(trimmed(text, named(record, lost), lost)), lost)
    spans.sort(key=lambda it: (it.start, it.end))
    entry = {
        "text": text,
        "spans": [_span(it) for it in spans],
        "meta": _meta(record),
        "answer": "accept",
    }
    return json_line(entry) + "\n"


def _uncovered(
    mine: list[Annotation], mentions: list[Annotation], lost: Counter[str]
) -> list[Annotation]:
    """The mentions that touch none of the reader's marks; both are in the order of the text."""
    kept, at, reach = [], 0, 0
    for it in mentions:
        while at < len(mine) and mine[at].start < it.end:
            reach, at = max(reach, mine[at].end), at + 1
        if reach <= it.start:
            kept.append(it)
    lost[_COVERED] += len(mentions) - len(kept)
    return kept


def _span(it: Annotation) -> dict[str, Any]:
    found: dict[str, Any] = {
        "start": it.start,
        "end": it.end,
        "label": sound(it.shown_label),
        "source": it.source,
        "kind": it.kind,
        "status": it.status,
    }
    more = {"tags": list(it.tags), "notes": [sound(note) for note in it.notes], "value": it.value}
    return found | {name: value for name, value in more.items() if value}


def _meta(record: Record) -> dict[str, Any]:
    head = record.article.dispatch.head
    return {
        "id": record.article.id,
        "title": sound(head.title),
        "published": head.published,
        "outlet": head.outlet,
        "place": head.place,
        "source": sound(record.article.source),
        **({"extra": dict(record.article.extra)} if record.article.extra else {}),
        "tags": [sound(tag) for tag in record.marks.tags],
        "notes": [
            {"text": sound(note.text), "start": note.start, "end": note.end}
            for note in record.marks.notes
        ],
    }
