"""An article as the document that the library keeps, and back.

The text and where it came from are kept as they came. The parse is kept beside them, stamped with
the parser's version, so that the list opens without parsing; another version parses anew.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from . import dispatch
from .article import Article, Block, Dispatch, Head
from .importers import Draft
from .log.line import Doc

_SOMETIMES = ("warnings", "stated", "key", "extra")
"""The fields that a document has only where they say something."""


def is_article(doc: Doc) -> bool:
    """Whether a document is of a form that this program knows."""
    kinds = {"text": str, "sha256": str, "source": str, "added": int}
    return all(isinstance(doc.get(name), kind) for name, kind in kinds.items())


def article_id(doc: Doc) -> str:
    """The id of an article: the first 16 hex digits of the hash of its bytes."""
    return str(doc["sha256"][:16])


def head_of(doc: Doc) -> Head:
    """The head of the article that a document keeps; its spans may be left out."""
    parse: Any = doc.get("parse")
    try:
        if parse["v"] == dispatch.VERSION:
            return _head_from({**parse["head"], "spans": {}})
    except (TypeError, KeyError, AttributeError):
        pass  # written by hand, or by another program
    return dispatch_of(doc["text"], _stated(doc)).head


def article_from(id: str, doc: Doc) -> Article:
    """The article that a document keeps."""
    extra = doc.get("extra")
    return Article(
        id,
        doc["text"],
        doc["sha256"],
        doc["source"],
        doc["added"],
        _dispatch_from(doc),
        extra if isinstance(extra, dict) else {},
    )


def article_doc(draft: Draft, at: int) -> Doc:
    """The document of a draft added at `at`, in milliseconds since 1970."""
    doc = {
        "text": draft.text,
        "sha256": hashlib.sha256(draft.raw).hexdigest(),
        "source": draft.source,
        "added": at,
        "parse": _parse_doc(draft.text, draft.stated),
        "warnings": list(draft.warnings),
        "stated": dict(draft.stated),
        "key": draft.key,
        "extra": dict(draft.extra),
    }
    return {name: value for name, value in doc.items() if value or name not in _SOMETIMES}


def dispatch_of(text: str, stated: Mapping[str, str]) -> Dispatch:
    """What the text says of itself, and over it what the carrier states."""
    parsed = dispatch.parse(text)
    if not stated:
        return parsed
    head = parsed.head
    said: dict[str, Any] = {
        name: value for name, value in stated.items() if name in Head.__dataclass_fields__
    }
    if "title" in said:
        said["title_derived"] = False
    if "published" in said:
        said = {"published_tz": None, "published_partial": None, **said}
    if "updated" in said:
        said = {"updated_tz": None, **said}
    spans = {name: span for name, span in head.spans.items() if name not in said}
    return replace(parsed, head=replace(head, **said, spans=spans))


def _parse_doc(text: str, stated: Mapping[str, str]) -> Doc:
    """The parse as it is kept beside the text: derived, and stamped with its version."""
    parsed = dispatch_of(text, stated)
    head = {name: getattr(parsed.head, name) for name in Head.__dataclass_fields__}
    return {
        "v": dispatch.VERSION,
        "head": {name: value for name, value in head.items() if value not in (None, {})},
        "blocks": [[block.start, block.end, block.kind] for block in parsed.blocks],
    }


def _dispatch_from(doc: Doc) -> Dispatch:
    parse: Any = doc.get("parse")
    try:
        if parse["v"] == dispatch.VERSION:
            blocks = tuple(Block(*block) for block in parse["blocks"])
            return Dispatch(_head_from(parse["head"]), blocks)
    except (TypeError, KeyError, AttributeError, ValueError):
        pass  # written by hand, or by another program
    return dispatch_of(doc["text"], _stated(doc))


def _stated(doc: Doc) -> dict[str, str]:
    stated = doc.get("stated")
    pairs = stated.items() if isinstance(stated, dict) else ()
    return {name: said for name, said in pairs if isinstance(said, str)}


def _head_from(head: Doc) -> Head:
    spans = {name: (start, end) for name, (start, end) in head.get("spans", {}).items()}
    said = {name: value for name, value in head.items() if name != "spans"}
    if not all(isinstance(value, str | bool) for value in said.values()):
        raise TypeError("a head holds words")
    return Head(**said, spans=spans)
