"""A mail: its plain text, else its HTML as text; the headers state title, date and sender."""

import email
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import BinaryIO

from ..errors import Refusal
from .draft import LIMIT, Draft, Fields, Refused, carried, check_size
from .markup import plain_text
from .stated_dates import stated_date
from .text import decode

DEPTH = 50
"""Parts within parts that are looked into."""


def read(stream: BinaryIO, source: str, _: Fields) -> Iterator[Draft | Refused]:
    """The one article that a stream is.

    Raises:
        Refusal: when it is too large, or holds no text.
    """
    yield mail(stream.read(LIMIT + 1), source)


def mail(raw: bytes, source: str) -> Draft:
    """The article that a mail is.

    Raises:
        Refusal: when it is too large, damaged, or holds no text.
    """
    check_size(len(raw))
    try:
        message = email.message_from_bytes(raw)
        text, warnings = _text(message)
        stated = _stated(message)
        key = _header(message, "message-id").strip("<> ")
    except RecursionError:
        raise Refusal("damaged", f"parts within parts, more than {DEPTH} deep") from None
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Refusal("damaged", f"no mail: {type(error).__name__}") from error
    return carried(text, source, key=f"mail:{key}" if key else "", stated=stated, warnings=warnings)


def _stated(message: Message) -> dict[str, str]:
    name, address = parseaddr(_header(message, "from"))
    stated = {"title": _header(message, "subject"), "byline": name or address}
    date = stated_date(_header(message, "date"))
    if date:
        stated |= {"published": date[0], "published_tz": date[1] or "", "published_from": "mail"}
    stated["source_url"] = _header(message, "archived-at").strip("<> ")
    return {name: value for name, value in stated.items() if value}


def _header(message: Message, name: str) -> str:
    """A header as one line, its encoded words read."""
    said = message.get(name)
    if said is None:
        return ""
    try:
        said = str(make_header(decode_header(said)))
    except (MessageError, ValueError, LookupError):
        said = str(said)
    return " ".join(said.split())[:300]


def _text(message: Message) -> tuple[str, tuple[str, ...]]:
    """The first part that is plain text, else the first that is HTML."""
    html: Message | None = None
    for part in _parts(message, DEPTH):
        if part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/plain":
            text, warnings = _decoded(part)
            if text.strip():
                return _flowed(part, text), warnings
        elif part.get_content_type() == "text/html" and html is None:
            html = part
    if html is None:
        raise Refusal("empty", "no part of this mail is text")
    text, warnings = _decoded(html)
    return plain_text(text), warnings


def _parts(message: Message, depth: int) -> Iterator[Message]:
    if not depth:
        raise Refusal("damaged", f"parts within parts, more than {DEPTH} deep")
    payload = message.get_payload()
    if isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from _parts(part, depth - 1)
    else:
        yield message


def _decoded(part: Message) -> tuple[str, tuple[str, ...]]:
    raw = part.get_payload(decode=True)
    charset = part.get_content_charset() or ""
    body = raw if isinstance(raw, bytes) else b""
    text, warnings = decode(body, charset)
    return text.replace("\r\n", "\n"), warnings


def _flowed(part: Message, text: str) -> str:
    """Lines that end in a blank go on in the next one, where the mail says so (RFC 3676)."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    return "\n".join(
        line if line == "-- " else line + "\0" if line.endswith(" ") else line
        for line in text.split("\n")
    ).replace("\0\n", "").replace("\0", "")  # fmt: skip
