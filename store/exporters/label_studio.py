"""Tasks as Label Studio imports them, and the labelling configuration that goes with them.

Offsets are code points, and `value.text` is always filled: the editor's own unit changed between
versions, its converters slice code points. What the reader marked and decided is an annotation;
suggested mentions are predictions, which only this format keeps apart. A note is a second result
with the id of its region, tags of a stretch likewise; tags of the article are choices.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from ..clean import HIGHLIGHT
from ..visible import json_line
from .annotations import RESPELT, Annotation, marked, named, printable, sound
from .format import File
from .record import Record

_PARTS = {"from_name": "label", "to_name": "text", "type": "labels"}
_NOTE = {"from_name": "note", "to_name": "text", "type": "textarea"}
_TAGS = {"from_name": "tags", "to_name": "text", "type": "textarea"}
_ARTICLE_NOTE = {"from_name": "article_note", "to_name": "text", "type": "textarea"}
_ARTICLE_TAGS = {"from_name": "article_tags", "to_name": "text", "type": "choices"}


class _Seen:
    """The labels and tags that the configuration must declare, in the order they came."""

    def __init__(self) -> None:
        self.labels: dict[str, None] = {HIGHLIGHT: None}
        self.tags: dict[str, None] = {}


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make the tasks, then the configuration beside them; see `Format.files`."""
    seen = _Seen()
    yield File("", _tasks(records, seen, lost))
    yield File("config.xml", (_config(seen),), beside=True)


def _tasks(records: Iterable[Record], seen: _Seen, lost: Counter[str]) -> Iterator[str]:
    before = "["
    for record in records:
        yield before + "\n" + json_line(_task(record, seen, lost))
        before = ","
    yield "\n]\n" if before == "," else "[]\n"


def _task(record: Record, seen: _Seen, lost: Counter[str]) -> dict[str, Any]:
    text = sound(record.article.text, lost)
    every = [*marked(record), *named(record, lost)]
    for it in every:
        seen.labels[_name(it.shown_label)] = None
        lost[RESPELT] += _name(it.shown_label) != it.shown_label
    decided = [it for it in every if it.status != "suggested"]
    results = [result for it in decided for result in _region(text, it)]
    results += _of_the_article(record, seen)
    guesses = [it for it in every if it.status == "suggested"]
    predicted = [result for it in guesses for result in _region(text, it)]
    head = record.article.dispatch.head
    task: dict[str, Any] = {
        "data": {"text": text},
        "meta": {
            "id": record.article.id,
            "title": sound(head.title),
            "published": head.published,
        },
        "annotations": [],
        "predictions": [],
    }
    if results:
        task["annotations"] = [
            {"was_cancelled": False, "ground_truth": False, "result": results},
        ]
    if predicted:
        task["predictions"] = [{"model_version": "dateline", "result": predicted}]
    return task


def _region(text: str, it: Annotation) -> Iterator[dict[str, Any]]:
    """The results of one stretch, all with its id."""
    place = {"start": it.start, "end": it.end, "text": text[it.start : it.end]}
    id = it.id.partition(":")[2]
    origin = "prediction" if it.status == "suggested" else "manual"
    yield {
        "id": id,
        **_PARTS,
        "origin": origin,
        "value": {**place, "labels": [_name(it.shown_label)]},
    }
    for parts, said in ((_NOTE, it.notes), (_TAGS, it.tags)):
        if said:
            value = {**place, "text": [sound(one) for one in said]}
            yield {"id": id, **parts, "origin": origin, "value": value}


def _of_the_article(record: Record, seen: _Seen) -> Iterator[dict[str, Any]]:
    notes = [sound(it.text) for it in record.marks.notes if it.start is None]
    tags = [_name(tag) for tag in record.marks.tags]
    seen.tags.update(dict.fromkeys(tags))
    if notes:
        yield {"id": "notes", **_ARTICLE_NOTE, "origin": "manual", "value": {"text": notes}}
    if tags:
        yield {"id": "tags", **_ARTICLE_TAGS, "origin": "manual", "value": {"choices": tags}}


def _name(text: str) -> str:
    """A label or tag as an attribute of XML gives it back: one line, no controls."""
    return printable(" ".join(text.split())) or "_"


def _config(seen: _Seen) -> str:
    """The labelling configuration: blanks stay, every label and tag is declared."""
    labels = "\n".join(f"    <Label value={quoteattr(it)}/>" for it in seen.labels)
    tags = "\n".join(f"    <Choice value={quoteattr(it)}/>" for it in seen.tags)
    choices = (
        f'  <Choices name="article_tags" toName="text" choice="multiple">\n{tags}\n  </Choices>\n'
        if tags
        else ""
    )
    return f"""<View>
  <Labels name="label" toName="text">
{labels}
  </Labels>
  <View style="white-space: pre-wrap">
    <Text name="text" value="$text"/>
  </View>
  <TextArea name="note" toName="text" perRegion="true" editable="true"/>
  <TextArea name="tags" toName="text" perRegion="true" editable="true"/>
  <TextArea name="article_note" toName="text" editable="true"/>
{choices}</View>
"""
