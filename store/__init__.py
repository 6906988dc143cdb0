"""What an article is, how it is kept, found and exchanged. Knows no terminal.

The way an article goes:

    file, folder
      -> importers    decode; one Draft an article, or a Refusal with its reason
      -> taking       what of the library it is: new, there already, a later text (see `versions`)
      -> dispatch     head line, outlet, dateline, agency, title, byline, blocks
      -> library      one line in articles.jsonl (TinyDB; see `log`), or "already there"
      -> entities     mentions with labels and aliases, derived
      -> catalogue    one row for the list, derived (see `derived`)
      -> query        a question; selection: its answer, an immutable, ordered value
      -> marks        the reader's act: one line in marks.jsonl (TinyDB), one undo step
      -> exporters    a format that some other tool reads, with a loss report

The public names below are loaded when they are first asked for, so that a command line that needs
one of them does not pay for all.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .article import (
        Article,
        Block,
        Correction,
        Dispatch,
        Entity,
        Head,
        Highlight,
        Marks,
        Mention,
        Name,
        Note,
        Span,
    )
    from .dispatch import parse
    from .entities import recognise, sentences
    from .errors import DatelineError
    from .library import Library

_NOUNS = "Article Block Correction Dispatch Entity Head Highlight Marks Mention Name Note Span"
_HOMES = {
    **dict.fromkeys(_NOUNS.split(), "article"),
    "parse": "dispatch",
    "recognise": "entities",
    "sentences": "entities",
    "DatelineError": "errors",
    "Library": "library",
}

__all__ = [
    "Article",
    "Block",
    "Correction",
    "DatelineError",
    "Dispatch",
    "Entity",
    "Head",
    "Highlight",
    "Library",
    "Marks",
    "Mention",
    "Name",
    "Note",
    "Span",
    "parse",
    "recognise",
    "sentences",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
