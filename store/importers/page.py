"""A saved web page: its story, told from its frame by trafilatura, in another process.

Pages are written by anybody, and their parsers are large: one that takes too long, or too much, is
ended with its process, and the next page gets a new one.
"""

import atexit
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from .. import extras
from ..errors import Refusal
from .draft import LIMIT, Draft, Fields, Refused, carried, check_size

SECONDS = 10.0
"""That a page may take."""
MEGABYTES = 1000
"""That the process may have."""
_STARTS = 30.0
"""Seconds that the process may take to begin, beside those of the first page."""
_ROOT = Path(__file__).parents[2]
_CODE = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from store.importers.page_child import serve; serve(int(sys.argv[2]))"
)


def read(stream: BinaryIO, source: str, _: Fields) -> Iterator[Draft | Refused]:
    """The one article that a page is.

    Raises:
        Refusal: when it is too large, holds no story, takes too long, or the extra is missing.
    """
    raw = stream.read(LIMIT + 1)
    check_size(len(raw))
    yield page(raw, source)


def page(raw: bytes, source: str, address: str = "") -> Draft:
    """The article that a page is.

    Args:
        raw: its bytes.
        source: where it came from.
        address: its address, where it says none.

    Raises:
        Refusal: as `read`.
    """
    if find_spec("trafilatura") is None:
        raise Refusal("needs html", f"a page needs the extra html: {extras.command('html')}")
    if not raw.strip():
        raise Refusal("empty", "empty: there is no text in it")
    found = _extractor().ask(raw)
    if "refused" in found:
        raise Refusal("no story", found["refused"])
    stated = {name: str(said) for name, said in found["stated"].items() if said}
    if address and "source_url" not in stated:
        stated["source_url"] = address
    url = stated.get("source_url", "")
    return carried(found["text"], source, key=f"page:{url}" if url else "", stated=stated)


@cache
def _extractor() -> "_Extractor":
    extractor = _Extractor()
    atexit.register(extractor.end)
    return extractor


class _Extractor:
    """The other process; begun with the first page, and anew after one that ended it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def ask(self, raw: bytes) -> dict[str, Any]:
        """What it makes of a page; raises Refusal when it ends on it, or takes too long."""
        patience = SECONDS
        if self._process is None or self._process.poll() is not None:
            self._begin()
            patience += _STARTS
        process = self._process
        assert process
        assert process.stdin
        try:
            process.stdin.write(len(raw).to_bytes(8, "big") + raw)
            process.stdin.flush()
            answer = self._answers.get(timeout=patience)
        except queue.Empty:
            self.end()
            raise Refusal(
                "too slow", f"finding its story took longer than {SECONDS:.0f} s"
            ) from None
        except OSError:
            answer = b""
        if not answer:
            self.end()
            raise Refusal("damaged", f"finding its story failed, or took over {MEGABYTES} MB")
        found: dict[str, Any] = json.loads(answer)
        return found

    def _begin(self) -> None:
        answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._answers = answers
        self._process = process = subprocess.Popen(
            [sys.executable, "-P", "-c", _CODE, str(_ROOT), str(MEGABYTES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        output = process.stdout
        assert output

        def listen() -> None:
            for line in output:
                answers.put(line)
            answers.put(b"")  # it has ended

        threading.Thread(target=listen, daemon=True).start()

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process:
            with suppress(OSError):
                process.kill()
            with suppress(OSError):
                process.communicate(timeout=5)
