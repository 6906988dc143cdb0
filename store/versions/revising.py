"""A later version of an article: the reader's work moves with it, and what cannot is listed.

The earlier version is archived with all its marks, so nothing is lost; what was moved is copied to
the later one. Each mark with a place leaves a document in the table `carried`, by which it is
listed and settled: `moved` for sure, `doubtful` with a likely place, or `gone`.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..anchor import anchor
from ..article import Article, Span
from ..forms import holds
from ..log.line import Doc
from ..marks import Act, short
from .carrying import DOUBTFUL, GONE, MOVED, Carrier

PLACED = ("highlights", "notes", "corrections")
"""Tables whose documents have places."""
_WHOLE = ("reading", "stars", "places")
"""Tables with one document an article, whose id is the article's."""

Docs = Mapping[str, Mapping[str, Doc]]


@dataclass(frozen=True)
class Carried:
    """What became of one mark of an earlier version.

    Attributes:
        id: of the document that says so.
        table: highlights, notes or corrections.
        mark: the id of the mark in the earlier version.
        fate: moved, doubtful or gone.
        quote: what it stood on there.
        said: the note, or the label; "" for a plain highlight.
        span: where it stands now, or may; None where it is gone.
    """

    id: str
    table: str
    mark: str
    fate: str
    quote: str
    said: str
    span: Span | None


def revise(old: Article, docs: Docs, new: Article) -> Act:
    """Move the marks of an article to its later version, and archive it; one undo step.

    Args:
        old: the earlier version.
        docs: table -> id -> document: its marks.
        new: the later version.
    """
    carrier = Carrier(old.text, new.text)
    change: dict[str, dict[str, Doc | None]] = {}

    def put(table: str, id: str, doc: Doc) -> None:
        change.setdefault(table, {})[id] = doc

    for table, id, doc in _whole(docs):
        if table == "tags":
            put(table, f"{new.id}:{doc['tag']}", _of(new, doc))
        elif table in _WHOLE and table != "places":
            put(table, new.id, _of(new, doc))
        elif table == "notes" and not holds(doc, "highlights"):
            put(table, f"{new.id}:{secrets.token_hex(6)}", _of(new, doc))
        elif table in PLACED:
            for name, its_id, its_doc in _carry(carrier, table, id, doc, new):
                put(name, its_id, its_doc)
    change.setdefault("archive", {})[old.id] = {"article": old.id, "archived": True}
    fates = [str(doc["fate"]) for doc in change.get("carried", {}).values() if doc]
    return Act(_said(new.dispatch.head.title, fates), change)


def carried(docs: Docs, article: Article) -> list[Carried]:
    """What became of the marks of the earlier version, as far as it is not settled.

    Args:
        docs: table -> id -> document; those of the later version are enough.
        article: the later version.
    """
    found = []
    for id, doc in docs.get("carried", {}).items():
        if doc.get("article") != article.id or not holds(doc, "carried") or doc["settled"]:
            continue
        span = Span(doc["start"], doc["end"]) if doc["fate"] != GONE else None
        if span and not 0 <= span.start < span.end <= len(article.text):
            span = None
        found.append(
            Carried(id, doc["table"], doc["mark"], doc["fate"], doc["quote"], doc["said"], span)
        )
    return sorted(found, key=lambda it: (it.span.start if it.span else len(article.text), it.id))


def settle(article: Article, it: Carried, docs: Docs, span: Span | None) -> Act:
    """Say that a mark stands at `span` of the later version, or, with None, that it is to go.

    A mark that had moved stays where it is unless it is to go.

    Args:
        article: the later version.
        it: what became of the mark.
        docs: table -> id -> document, of the earlier version and the later one.
        span: code points of the later version.
    """
    change: dict[str, dict[str, Doc | None]] = {"carried": {it.id: None}}
    known = docs.get("carried", {}).get(it.id, {})
    copy = known.get("copy")
    source = docs.get(it.table, {}).get(it.mark)
    if span is None:
        if isinstance(copy, str) and copy:
            change[it.table] = {copy: None}
        did = f"left “{short(it.quote)}” with the earlier version"
    elif isinstance(copy, str) and copy:
        did = f"kept the place of “{short(it.quote)}”"
    else:
        id = _new_id(article, it.table, span)
        doc = _of(article, source or {"text": it.said})
        change[it.table] = {id: {**doc, **anchor(article.text, span.start, span.end)}}
        did = f"placed “{short(it.quote)}” in the new version"
    return Act(did, change)


def _carry(
    carrier: Carrier, table: str, id: str, doc: Doc, new: Article
) -> Iterator[tuple[str, str, Doc]]:
    """The document that says what became of a mark, and its copy where it has moved."""
    fate = carrier.carry(doc["start"], doc["end"])
    copy, span = "", fate.span
    if fate.what == MOVED and span:
        copy = _new_id(new, table, span)
        yield table, copy, {**_of(new, doc), **anchor(new.text, span.start, span.end)}
    yield (
        "carried",
        f"{new.id}:{secrets.token_hex(6)}",
        {
            "article": new.id,
            "table": table,
            "mark": id,
            "copy": copy,
            "fate": fate.what,
            "quote": doc["quote"],
            "said": str(doc.get("text") or doc.get("label") or ""),
            "start": span.start if span else 0,
            "end": span.end if span else 0,
            "settled": False,
        },
    )


def _new_id(article: Article, table: str, span: Span) -> str:
    if table == "corrections":
        return f"{article.id}:{span.start}-{span.end}"
    return f"{article.id}:{secrets.token_hex(6)}"


def _of(article: Article, doc: Doc) -> Doc:
    return {**doc, "article": article.id}


def _whole(docs: Docs) -> Iterator[tuple[str, str, Doc]]:
    for table in ("tags", *_WHOLE, *PLACED):
        for id, doc in docs.get(table, {}).items():
            if holds(doc, table):
                yield table, id, doc


def _said(title: str, fates: list[str]) -> str:
    counts = [(fates.count(what), what) for what in (MOVED, DOUBTFUL, GONE)]
    marks_said = ", ".join(f"{count} {what}" for count, what in counts if count)
    said = f"took in a new version of “{short(title)}”"
    return f"{said}: marks {marks_said}" if marks_said else said
