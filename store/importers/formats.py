"""The formats that articles come in, a row each: the command line, its help and the README read it.

A format's module has `read(stream, source, fields)`: the drafts in a binary stream, and what of it
is refused. It is imported when the first input of its kind comes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO

from .draft import Draft, Fields, Refused

Reader = Callable[[BinaryIO, str, Fields], Iterator[Draft | Refused]]


@dataclass(frozen=True)
class Format:
    """A format of inputs.

    Attributes:
        does: what it is, for a person.
        module: the module in this package that reads it.
        suffixes: what its files end in.
        found: whether a file in a folder is taken by its ending alone; if not, it has to look like
            the format too, since such files are often something else.
    """

    does: str
    module: str
    suffixes: tuple[str, ...]
    found: bool = True

    @property
    def read(self) -> Reader:
        """What reads it."""
        reader: Reader = import_module(f".{self.module}", __package__).read
        return reader


IMPORTERS = {
    "txt": Format("plain text, one dispatch a file", "text", (".txt",)),
    "markdown": Format("Markdown with front matter", "markdown", (".md", ".markdown"), False),
    "jsonl": Format("one JSON object a line", "jsonl", (".jsonl", ".ndjson")),
    "json": Format("a JSON array or object, JSON Feed, wallabag", "jsons", (".json",), False),
    "csv": Format("a table with a column of texts", "table", (".csv", ".tsv"), False),
    "mail": Format("a mail", "mail", (".eml",)),
    "mbox": Format("a mailbox", "mbox", (".mbox",)),
    "feed": Format("RSS, Atom or RDF", "feed", (".rss", ".atom", ".rdf", ".xml"), False),
    "html": Format("a saved page (needs the extra html)", "page", (".html", ".htm", ".xhtml")),
}
"""Name -> format."""


def format_of(name: str, head: bytes) -> str | None:
    """The name of the format of a file.

    Args:
        name: of the file; its ending counts, "" is for one that has none.
        head: its first bytes; a few hundred are enough.

    Returns:
        A key of `IMPORTERS`; None where it looks like none of them.
    """
    format = _by_ending(name)
    if format not in (None, "feed"):
        return format
    looks = _looks_like(head)
    return looks if format is None or looks == "html" else format


def is_taken(name: str, head: Callable[[], bytes]) -> bool:
    """Whether a file in a folder is taken: by its ending, where that is enough, or by its look."""
    format = _by_ending(name)
    return format is not None and (IMPORTERS[format].found or _looks_like(head()) == format)


def _by_ending(name: str) -> str | None:
    small = name.lower()
    return next((it for it, format in IMPORTERS.items() if small.endswith(format.suffixes)), None)


def _looks_like(head: bytes) -> str | None:
    head = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    small = head[:1024].lower()
    if small.startswith((b"<!doctype html", b"<html")):
        return "html"
    if small.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:rdf", b"<!doctype rss")):
        return "html" if b"<html" in small else "feed"
    if small[:1] in (b"{", b"["):
        first = head.partition(b"\n")[0].rstrip()
        whole = first.endswith((b"}", b"},")) and first[:1] == b"{" and not first.endswith(b",")
        return "jsonl" if whole and head.partition(b"\n")[2].lstrip()[:1] in (b"{", b"") else "json"
    if head.startswith(b"---\n") or head.startswith(b"---\r\n"):
        return "markdown"
    if head.startswith(b"From ") and b"\n" in head and b":" in head.split(b"\n")[1][:80]:
        return "mbox"
    if _looks_like_mail(head):
        return "mail"
    return None


_OF_MAIL = (b"from", b"to", b"subject", b"date", b"received", b"return-path", b"message-id",
            b"mime-version", b"delivered-to", b"content-type")  # fmt: skip


def _looks_like_mail(head: bytes) -> bool:
    """Whether the first lines are the headers of a mail: at least three that mails have."""
    seen = set()
    for line in head.split(b"\n")[:40]:
        name = line.partition(b":")[0].lower()
        if line[:1] in (b" ", b"\t"):
            continue
        if not line.strip() or b":" not in line or b" " in name:
            break
        seen.add(name)
    return len(seen.intersection(_OF_MAIL)) >= 3
