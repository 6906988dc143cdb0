"""Annotations made by other tools, or by our own exports, coming in.

    a format's module    file -> `Foreign`, one an article, or `Unfit` with the reason
    units                which unit its offsets count, told by the words that it quotes
    attaching            which article is meant, and where; one undoable act a file

`READERS` names the formats; each is imported when it is used.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol

from ..errors import Refusal
from .foreign import Foreign, Stretch, Unfit

READERS = {
    "brat": ".ann files beside their .txt, or a folder of them",
    "jsonl": "Prodigy or spaCy: text and spans, a line an article",
    "doccano": "doccano: text and label, or entities, a line an article",
    "label-studio": "Label Studio: tasks with annotations",
    "webannotation": "W3C Web Annotation: one, a list, or a collection",
}
"""Format -> what its files are."""
_OUR_LOG = b'{"at":'
"""What a line of a library's log, and so a dump, begins with."""
LIMIT = 200_000_000
"""Bytes of one file."""

__all__ = ["LIMIT", "READERS", "Foreign", "Stretch", "Unfit", "format_of", "read"]


class _Reader(Protocol):
    def read(self, path: Path) -> Iterator[Foreign | Unfit]: ...


def read(path: Path, format: str) -> Iterator[Foreign | Unfit]:
    """The annotations in a file, or in a folder of brat's.

    Raises:
        Refusal: when it cannot be read, or is no file of this format.
    """
    try:
        if path.is_file() and path.stat().st_size > LIMIT:
            raise Refusal("too large", f"above {LIMIT / 1e6:.0f} MB")
        module: _Reader = import_module(f".{format.replace('-', '_')}", __package__)
        yield from module.read(path)
    except OSError as error:
        raise Refusal("unreadable", f"{path}: {error.strerror or 'cannot be read'}") from error
    except RecursionError as error:
        raise Refusal("damaged", f"{path} is nested too deeply") from error


def format_of(path: Path) -> str | None:
    """The format that a file or folder looks like; None for none of these."""
    if path.is_dir():
        return "brat" if any(path.glob("*.ann")) else None
    if path.suffix.lower() == ".ann":
        return "brat"
    try:
        with path.open("rb") as file:
            head = file.read(1 << 16).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError:
        return None
    if head[:1] not in (b"{", b"[") or head.startswith(_OUR_LOG):
        return None
    if b"anno.jsonld" in head or b'"Annotation' in head or b'"TextQuoteSelector"' in head:
        return "webannotation"
    if b'"data"' in head and (b'"annotations"' in head or b'"predictions"' in head):
        return "label-studio"
    if b'"spans"' in head:
        return "jsonl"
    if b'"text"' in head and (b'"label"' in head or b'"start_offset"' in head):
        return "doccano"
    return None
