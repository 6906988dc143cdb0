"""Prodigy's and spaCy's JSON lines; see `exporters.jsonl` for ours.

A span of ours says by `kind` what it is, and by `status` whether a mention was decided; suggested
ones are the recogniser's, and stay out. A span of somebody else's is a highlight.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .foreign import Foreign, Stretch, Unfit, field, label_of, offset, words
from .lines import records, text_of


def read(path: Path) -> Iterator[Foreign | Unfit]:
    """The articles of a file; rejected and ignored answers stay out."""
    for it in records(path):
        if isinstance(it, Unfit):
            yield it
        elif it[1].get("answer", "accept") == "accept":
            yield _foreign(*it)


def _foreign(source: str, record: Mapping[str, Any]) -> Foreign:
    meta = field(record, "meta")
    stretches, unfit = list[Stretch](), list[str]()
    spans, notes = record.get("spans"), meta.get("notes")
    if spans is not None and not isinstance(spans, list):
        unfit.append("its spans are no list")
    for span in spans if isinstance(spans, list) else ():
        try:
            if stretch := _stretch(span):
                stretches.append(stretch)
        except ValueError as error:
            unfit.append(f"a span that is none: {error}")
    listed = (it for it in notes if isinstance(it, Mapping)) if isinstance(notes, list) else ()
    whole = (text for it in listed if it.get("start") is None for text in words(it.get("text")))
    return Foreign(
        source,
        text_of(record),
        str(meta.get("id") or ""),
        stretches=tuple(stretches),
        tags=words(meta.get("tags") or []),
        notes=tuple(whole),
        unfit=tuple(unfit),
    )


def _stretch(span: Any) -> Stretch | None:
    if not isinstance(span, Mapping):
        raise ValueError("it is no object")
    start, end = offset(span.get("start")), offset(span.get("end"))
    if start is None or end is None:
        raise ValueError("its start and end are no counts")
    if span.get("status") == "suggested":
        return None
    kind = span.get("kind")
    quote = span.get("text")
    return Stretch(
        start, end, label_of(span.get("label")), quote if isinstance(quote, str) else None,
        kind if kind in ("mention", "note") else "highlight",
        words(span.get("notes") or []), words(span.get("tags") or []),
    )  # fmt: skip
