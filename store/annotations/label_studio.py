"""Label Studio's tasks: annotations are the reader's, predictions stay out.

Results with one id are of one region: its labels, a note, its tags; see `exporters.label_studio`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .foreign import Foreign, Stretch, Unfit, field, label_of, offset, words
from .lines import records

_OUR_MENTION = "m"
"""What the id of a region of ours begins with, where it is a mention."""


def read(path: Path) -> Iterator[Foreign | Unfit]:
    """The tasks of a file."""
    for it in records(path):
        yield it if isinstance(it, Unfit) else _foreign(*it)


def _foreign(source: str, task: Mapping[str, Any]) -> Foreign:
    data, meta = field(task, "data"), field(task, "meta")
    text = data.get("text")
    if not isinstance(text, str):
        text = next((it for it in data.values() if isinstance(it, str) and len(it) > 20), None)
    regions: dict[str, list[Mapping[str, Any]]] = {}
    unfit = list[str]()
    listed = task.get("annotations", task.get("completions"))
    for annotation in listed if isinstance(listed, list) else ():
        if field({"it": annotation}, "it").get("was_cancelled"):
            continue
        results = field({"it": annotation}, "it").get("result")
        for number, result in enumerate(results if isinstance(results, list) else ()):
            if isinstance(result, Mapping):
                regions.setdefault(str(result.get("id", f"#{number}")), []).append(result)
            else:
                unfit.append("a result that is no object")
    stretches, tags, notes = list[Stretch](), list[str](), list[str]()
    for id, results in regions.items():
        try:
            if stretch := _stretch(id, results):
                stretches.append(stretch)
                continue
        except ValueError as error:
            unfit.append(f"region {id[:20]!r}: {error}")
            continue
        for result in results:
            value = field(result, "value")
            tags += words(value.get("choices") or [])
            notes += words(value.get("text") or [])
    return Foreign(
        source, text, str(meta.get("id") or ""), stretches=tuple(stretches), tags=tuple(tags),
        notes=tuple(notes), unfit=tuple(unfit),
    )  # fmt: skip


def _stretch(id: str, results: list[Mapping[str, Any]]) -> Stretch | None:
    """The stretch of a region; None where its results are of the whole text."""
    label: str | None = None
    place: tuple[int, int] | None = None
    quote: str | None = None
    notes, tags = list[str](), list[str]()
    for result in results:
        value = field(result, "value")
        if "start" not in value:
            continue
        start, end = offset(value.get("start")), offset(value.get("end"))
        if start is None or end is None:
            raise ValueError("its offsets are no counts")
        place = start, end
        if isinstance(value.get("text"), str):
            quote = value["text"]
        if "labels" in value or "hypertextlabels" in value:
            named = words(value.get("labels", value.get("hypertextlabels")) or [])
            label = label_of(named[0]) if named else None
            tags += named[1:]
        elif isinstance(value.get("text"), list):
            (tags if result.get("from_name") == "tags" else notes).extend(words(value["text"]))
    if place is None:
        return None
    is_mention = id.startswith(_OUR_MENTION) and id[1:].replace("-", "").isdecimal()
    kind = "mention" if is_mention else "highlight"
    return Stretch(*place, label, quote, kind, tuple(notes), tuple(tags))
