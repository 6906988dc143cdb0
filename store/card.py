"""`library.json`, the card of a library: what format its files have, in a stock TinyDB file."""

import json
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from .errors import LibraryError
from .log import disk

FORMAT = 1
"""The version of the files that this program writes."""

_KNOWN = ("articles*.jsonl", "marks*.jsonl")


def prepare(path: Path, now: Callable[[], int]) -> str | None:
    """Make the directory and its card, or look at the card that is there.

    Args:
        path: the library's directory.
        now: the clock, in milliseconds since 1970.

    Returns:
        Why the library may only be read; None when it may be written.

    Raises:
        LibraryError: when the directory cannot be used. Nothing is changed then.
    """
    card = path / "library.json"
    try:
        disk.make_folder(path)
        if not card.exists():
            try:
                make(card, now)
            except OSError:
                if not any(found for known in _KNOWN for found in path.glob(known)):
                    raise
        return why_not(card) or _denied(path)
    except OSError as error:
        raise LibraryError(f"cannot use {path} as a library: {error.strerror}") from error


def make(card: Path, now: Callable[[], int]) -> None:
    """Write a new card, whole or not at all.

    Raises:
        OSError: when it cannot be written.
    """
    from tinydb import TinyDB
    from tinydb.storages import MemoryStorage

    with TinyDB(storage=MemoryStorage) as db:
        db.insert({"format": FORMAT, "id": secrets.token_hex(8), "created": now()})
        disk.replace(card, [json.dumps(db.storage.read()).encode()])


def why_not(card: Path) -> str | None:
    """Why a library with this card may only be read; None when it may be written.

    Raises:
        OSError: when the card cannot be read.
    """
    if not card.exists():
        return None
    try:
        tables = json.loads(card.read_bytes())
        written = max(int(doc["format"]) for doc in tables["_default"].values())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return f"{card} is damaged (`dateline check --repair` makes a new one)"
    if written > FORMAT:
        return f"a newer Dateline made it (format {written}, this one knows {FORMAT})"
    return None


def _denied(path: Path) -> str | None:
    return None if os.access(path, os.W_OK) else f"nothing may be written in {path}"
