"""`library.json`, the card of a library: what format its files have, in a stock TinyDB file."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from tinydb import TinyDB

from .errors import LibraryError

FORMAT = 1
"""The version of the files that this program writes."""


def prepare(path: Path, now: Callable[[], int]) -> None:
    """Make the directory and its card, or check the format on the card that is there.

    Args:
        path: the library's directory.
        now: the clock, in milliseconds since 1970.

    Raises:
        LibraryError: when the directory cannot be used, the card is damaged, or a newer Dateline
            made it. Nothing is changed then.
    """
    card = path / "library.json"
    try:
        if not path.is_dir():
            path.mkdir(mode=0o700, parents=True)
        if not card.exists():
            fresh = path / f".library-{secrets.token_hex(4)}.json"
            os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with TinyDB(fresh) as db:
                db.insert({"format": FORMAT, "id": secrets.token_hex(8), "created": now()})
            fresh.replace(card)
        with TinyDB(card, access_mode="r") as db:
            written = max(int(doc["format"]) for doc in db)  # none at all is damage, too
    except OSError as error:
        raise LibraryError(f"cannot use {path} as a library: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise LibraryError(f"{card} is damaged; move it away and start again") from error
    if written > FORMAT:
        raise LibraryError(
            f"{path} was made by a newer Dateline (format {written}, this one knows {FORMAT})"
        )
