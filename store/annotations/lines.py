"""JSON lines, or one JSON array, of records: what two formats have in common."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..errors import Refusal
from ..importers.jsons import load
from .foreign import Unfit


def records(path: Path) -> Iterator[tuple[str, Mapping[str, Any]] | Unfit]:
    """The objects in a file, each with where it stands."""
    with path.open("rb") as file:
        head = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
        file.seek(0)
        if head[:1] == b"[":
            whole = load(file.read())
            yield from _listed(whole, path)
            return
        for number, line in enumerate(file, start=1):
            here = f"{path}#{number}"
            if not line.strip():
                continue
            try:
                record = load(line)
            except Refusal as refusal:
                yield Unfit(here, str(refusal))
                continue
            yield (here, record) if isinstance(record, Mapping) else Unfit(here, "no object")


def _listed(whole: Any, path: Path) -> Iterator[tuple[str, Mapping[str, Any]] | Unfit]:
    for number, record in enumerate(whole if isinstance(whole, list) else [whole], start=1):
        here = f"{path}#{number}"
        yield (here, record) if isinstance(record, Mapping) else Unfit(here, "no object")


def text_of(record: Mapping[str, Any]) -> str | None:
    """The text of a record; None where it has none."""
    text = record.get("text")
    return text if isinstance(text, str) and text else None
