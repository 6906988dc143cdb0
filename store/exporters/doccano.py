"""JSON lines as doccano's sequence labelling takes them: one object an article.

`label` holds `[start, end, label]`, in code points of `text`, sorted, without overlaps (a project
allows them only when told to): what the reader marked comes before the mentions, the earlier before
the later. Suggested mentions cannot be told apart there and stay out. doccano keeps the other
columns (`id`, `title`, `tags` ...) beside the text; `Comments` are the notes, which its import
keeps likewise.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from ..visible import json_line
from .annotations import STRETCH_NOTES, STRETCH_TAGS, apart, decided, marked, sound, trimmed
from .format import File
from .record import Record


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make the one file; see `Format.files`."""
    yield File("", (_line(record, lost) for record in records))


def _line(record: Record, lost: Counter[str]) -> str:
    text, head = sound(record.article.text, lost), record.article.dispatch.head
    mine = marked(record)
    found = trimmed(text, [*mine, *decided(record, lost)], lost)
    kept = apart(found, lost)
    lost[STRETCH_TAGS] += sum(len(it.tags) for it in mine)
    lost[f"{STRETCH_NOTES}, as comments on the text"] += sum(len(it.notes) for it in mine)
    entry = {
        "id": record.article.id,
        "text": text,
        "label": [[it.start, it.end, sound(it.shown_label)] for it in kept],
        "Comments": [sound(note.text) for note in record.marks.notes],
        "title": sound(head.title),
        "published": head.published,
        "tags": [sound(tag) for tag in record.marks.tags],
    }
    return json_line(entry) + "\n"
