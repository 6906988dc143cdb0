"""What servers said of their last answers, so that they are asked for news only. Derived.

Kept in `.cache/fetched.json`: address -> ETag and date. Losing it costs one full answer each.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..log import disk

_LONGEST = 500
_ASKED_BY = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


class Memory:
    """The file.

    Args:
        cache: the folder it is in; None to remember nothing.
    """

    def __init__(self, cache: Path | None) -> None:
        self._path = cache / "fetched.json" if cache else None
        self._known = self._read()
        self._fresh: dict[str, dict[str, str]] = {}

    def _read(self) -> dict[str, dict[str, str]]:
        if self._path is None:
            return {}
        try:
            known = json.loads(self._path.read_bytes())
            return {
                address: {name: said[name] for name in _ASKED_BY if isinstance(said.get(name), str)}
                for address, said in known.items()
            }
        except (OSError, ValueError, AttributeError, TypeError, RecursionError):
            return {}

    def asking(self, address: str) -> dict[str, str]:
        """The headers that ask for news only."""
        known = self._known.get(address, {})
        fit = (
            (name, said) for name, said in known.items() if said.isascii() and said.isprintable()
        )
        return {_ASKED_BY[name]: said for name, said in fit}

    def note(self, address: str, headers: Mapping[str, str]) -> None:
        """Take in what a server said of its answer; it is kept by `keep`."""
        said = {name: headers[name][:_LONGEST] for name in _ASKED_BY if headers.get(name)}
        self._fresh[address] = said

    def keep(self, address: str) -> None:
        """What this address gave is in the library now: keep what was said of it."""
        if self._path and address in self._fresh:
            self._known[address] = self._fresh.pop(address)
            with suppress(OSError):
                disk.make_inside(self._path.parent)
                disk.replace(self._path, [json.dumps(self._known).encode()])
