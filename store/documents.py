"""An article as the document that the library keeps, and back.

The text and where it came from are kept as they came. The parse is kept beside them, stamped with
the parser's version, so that the list opens without parsing; another version parses anew.
"""

import hashlib

from . import dispatch
from .article import Article, Block, Dispatch, Head
from .importers import Draft
from .line import Doc


def is_article(doc: Doc) -> bool:
    """Whether a document is of a form that this program knows."""
    kinds = {"text": str, "sha256": str, "source": str, "added": int}
    return all(isinstance(doc.get(name), kind) for name, kind in kinds.items())


def article_from(id: str, doc: Doc) -> Article:
    """The article that a document keeps."""
    return Article(id, doc["text"], doc["sha256"], doc["source"], doc["added"], _dispatch_from(doc))


def article_doc(draft: Draft, at: int) -> Doc:
    """The document of a draft added at `at`, in milliseconds since 1970."""
    doc = {
        "text": draft.text,
        "sha256": hashlib.sha256(draft.raw).hexdigest(),
        "source": draft.source,
        "added": at,
        "parse": _parse_doc(draft.text),
    }
    return {**doc, "warnings": list(draft.warnings)} if draft.warnings else doc


def _parse_doc(text: str) -> Doc:
    """The parse as it is kept beside the text: derived, and stamped with its version."""
    parsed = dispatch.parse(text)
    head = {name: getattr(parsed.head, name) for name in Head.__dataclass_fields__}
    return {
        "v": dispatch.VERSION,
        "head": {name: value for name, value in head.items() if value not in (None, {})},
        "blocks": [[block.start, block.end, block.kind] for block in parsed.blocks],
    }


def _dispatch_from(doc: Doc) -> Dispatch:
    parse = doc.get("parse", {})
    if parse.get("v") != dispatch.VERSION:
        return dispatch.parse(doc["text"])
    head = dict(parse["head"])
    head["spans"] = {name: (start, end) for name, (start, end) in head.get("spans", {}).items()}
    return Dispatch(Head(**head), tuple(Block(*block) for block in parse["blocks"]))
