"""A mailbox: mails one after the other, each begun by a line "From ". Read as it goes.

The form is RFC 4155's, with ">From " for a line of a mail that begins so.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import Refusal
from .draft import LIMIT, Draft, Fields, Refused, check_size
from .mail import mail

_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_BEGIN = re.compile(rb"From \S.*\d\d")


def read(stream: BinaryIO, source: str, _: Fields) -> Iterator[Draft | Refused]:
    """The mails in a stream; `source#3` is the third."""
    for number, raw in enumerate(_mails(stream), start=1):
        here = f"{source}#{number}"
        try:
            check_size(len(raw))
            yield mail(_QUOTED.sub(rb"\1", raw), here)
        except Refusal as refusal:
            yield Refused.by(here, refusal)


def _mails(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of each mail; of one that is too large as many as show that it is."""
    lines: list[bytes] = []
    size, blank = 0, True
    for line in iter(lambda: stream.readline(1 << 20), b""):
        if blank and _BEGIN.match(line):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        elif size <= LIMIT:
            lines.append(line)
            size += len(line)
        blank = not line.strip()
    if lines:
        yield b"".join(lines)
