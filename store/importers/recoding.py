"""Streams of records as UTF-8, whatever encoding their first bytes speak of."""

import codecs
import io
from typing import BinaryIO

from .text import encoding_of

_AT_ONCE = 1 << 16


def as_utf8(stream: BinaryIO, is_json: bool = False) -> BinaryIO:
    """The same stream in UTF-8; a byte order mark is left out.

    Args:
        stream: the stream.
        is_json: whether it can be in nothing but a form of Unicode.

    Raises:
        Refusal: when it looks binary.
    """
    head = stream.peek(_AT_ONCE) if isinstance(stream, io.BufferedReader) else b""
    encoding = encoding_of(head, is_json)
    return stream if encoding == "utf-8" else io.BufferedReader(_Recoded(stream, encoding))


class _Recoded(io.RawIOBase):
    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        raw = b"more"
        while raw and not self._ready:
            raw = self._stream.read(_AT_ONCE)
            self._ready = self._decoder.decode(raw, final=not raw).encode("utf-8", "surrogatepass")
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size
