"""W3C Web Annotations: one AnnotationCollection in JSON-LD, one annotation a mark.

Positions are code points of the article's text, as the specification wants; each place is given
twice, by its quote with 32 code points on both sides and by its position. The source of an article
is `urn:dateline:<id>`, its address, where the text names one, the `scope`. Plain highlights have no
body; labels and tags are bodies with purpose tagging, notes with purpose commenting. Tags and notes
of the article have a target without selector. `dateline:kind` tells our import mentions, and labels
from tags; no other reader minds it. Suggested mentions stay out; the text itself is not
part of an annotation.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ..visible import json_line
from .addresses import web_address
from .annotations import Annotation, decided, marked, sound
from .format import File
from .record import Record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
KIND = "dateline:kind"
"""A property of our own: mention or note of an annotation, label of a body."""
_AROUND = 32
"""Code points of a quote's prefix and suffix."""


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make the one file; see `Format.files`."""
    yield File("", _pieces(records, lost))


def _pieces(records: Iterable[Record], lost: Counter[str]) -> Iterator[str]:
    total, ids = 0, []
    yield f'{{"@context": "{CONTEXT}", "type": "AnnotationCollection", "first": '
    yield '{"type": "AnnotationPage", "startIndex": 0, "items": ['
    for record in records:
        ids.append(record.article.id)
        for annotation in _annotations(record, lost):
            yield ("," if total else "") + "\n" + json_line(annotation)
            total += 1
    page = json_line(_uuid("page " + " ".join(ids)))
    own = f'"id": {json_line(_uuid("collection " + " ".join(ids)))}, "total": {total}'
    part_of = f'{{"type": "AnnotationCollection", {own}}}'
    yield f'\n], "id": {page}, "partOf": {part_of}}}, {own}}}\n'


def _annotations(record: Record, lost: Counter[str]) -> Iterator[dict[str, Any]]:
    text = sound(record.article.text, lost)
    lost["texts of articles"] += 1
    for it in (*marked(record), *decided(record, lost)):
        motivation = "commenting" if it.notes else "tagging" if it.label else "highlighting"
        made = _annotation(it.id, motivation, _bodies(it), _target(record, text, it))
        yield made if it.kind == "highlight" else made | {KIND: it.kind}
    whole = _target(record, text, None)
    for note in record.marks.notes:
        if note.start is None:
            yield _annotation(note.id, "commenting", [_body(note.text, "commenting")], whole)
    for tag in record.marks.tags:
        id = f"{record.article.id}:{tag}"
        yield _annotation(id, "tagging", [_body(tag, "tagging")], whole)


def _annotation(
    id: str, motivation: str, bodies: list[dict[str, str]], target: dict[str, Any]
) -> dict[str, Any]:
    made = {"id": _uuid(id), "type": "Annotation", "motivation": motivation}
    return made | ({"body": bodies} if bodies else {}) | {"target": target}


def _bodies(it: Annotation) -> list[dict[str, str]]:
    bodies = [_body(note, "commenting") for note in it.notes]
    bodies += [_body(it.label, "tagging") | {KIND: "label"}] if it.label else []
    bodies += [_body(tag, "tagging") for tag in it.tags]
    return bodies + ([_body(it.value, "describing")] if it.value else [])


def _body(value: str, purpose: str) -> dict[str, str]:
    body = {"type": "TextualBody", "value": sound(value), "format": "text/plain"}
    return body | {"purpose": purpose}


def _target(record: Record, text: str, it: Annotation | None) -> dict[str, Any]:
    """The article, or a stretch of it."""
    source = f"urn:dateline:{record.article.id}"
    target: dict[str, Any] = {"type": "SpecificResource", "source": source}
    if it is not None:
        target["selector"] = [
            {
                "type": "TextQuoteSelector",
                "exact": text[it.start : it.end],
                "prefix": text[max(0, it.start - _AROUND) : it.start],
                "suffix": text[it.end : it.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": it.start, "end": it.end},
        ]
    address = web_address(record.article.dispatch.head.source_url)
    return target | ({"scope": address} if address else {})


def _uuid(name: str) -> str:
    """An identifier that is the same in every export."""
    return uuid5(NAMESPACE_URL, f"urn:dateline:{sound(name)}").urn
