"""doccano's JSON lines: `label` as triples, or `entities` with `start_offset` and `end_offset`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .foreign import Foreign, Stretch, Unfit, label_of, offset, words
from .lines import records, text_of


def read(path: Path) -> Iterator[Foreign | Unfit]:
    """The articles of a file."""
    for it in records(path):
        yield it if isinstance(it, Unfit) else _foreign(*it)


def _foreign(source: str, record: Mapping[str, Any]) -> Foreign:
    stretches, unfit = list[Stretch](), list[str]()
    for place in _places(record):
        try:
            if not isinstance(place, list | tuple) or len(place) != 3:
                raise ValueError("it is not of three: start, end, label")
            start, end = offset(place[0]), offset(place[1])
            if start is None or end is None:
                raise ValueError("its offsets are no counts")
            stretches.append(Stretch(start, end, label_of(place[2])))
        except ValueError as error:
            unfit.append(f"a label that is none: {error}")
    id = record.get("id")
    return Foreign(
        source, text_of(record), id if isinstance(id, str) else "", stretches=tuple(stretches),
        tags=words(record.get("tags") or []),
        notes=words(record.get("Comments") or record.get("comments") or []), unfit=tuple(unfit),
    )  # fmt: skip


def _places(record: Mapping[str, Any]) -> Iterator[Any]:
    for name in ("label", "labels"):
        listed = record.get(name)
        yield from listed if isinstance(listed, list) else [listed] if listed else []
    entities = record.get("entities")
    for it in entities if isinstance(entities, list) else ():
        if isinstance(it, Mapping):
            yield it.get("start_offset"), it.get("end_offset"), it.get("label")
