"""The reader's acts as values: what to set, and the sentence that says so.

An act is one transaction and one undo step. Its inverse needs no code of its own: the library
keeps, in the same line as the act, the documents that it replaced. To undo is to put those back and
keep what they replaced in turn; to redo is to do the same once more.

Documents are small, one fact each, so that two programs' edits commute. Their ids begin with the
article's: `<article>:<tag>` for tags, `<article>` for reading, places, stars and archive, for
corrections `<article>:<start>-<end>`, `<article>:<unique>` for the others. The reader's own names
belong to no article: their id is the name. The acts on those two are in `teaching`.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .anchor import anchor, locate
from .article import Article, Correction, Highlight, Marks, Note, Span
from .clean import clean_label, clean_tag
from .forms import OURS, holds
from .log.line import Doc, Tables


@dataclass(frozen=True)
class Act:
    """One undo step.

    Attributes:
        did: what was done, as a short sentence without a full stop.
        change: table -> id -> document, or None to delete it.
    """

    did: str
    change: Mapping[str, Mapping[str, Doc | None]]


def tag(article: str, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Act:
    """Give an article tags and take others away.

    Raises:
        BadRequest: for a tag that is empty or holds white space only.
    """
    added, removed = [clean_tag(name) for name in add], [clean_tag(name) for name in remove]
    docs: dict[str, Doc | None] = {
        f"{article}:{name}": {"article": article, "tag": name} for name in added
    }
    docs |= {f"{article}:{name}": None for name in removed}
    said = [f"tagged {short(', '.join(added))}"] if added else []
    said += [f"took away {short(', '.join(removed))}"] if removed else []
    return Act("; ".join(said), {"tags": docs})


def tag_words(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """What `+word` or `word` adds, and what `-word` takes away.

    Raises:
        BadRequest: for a tag without a name.
    """
    words = list(words)
    add = [clean_tag(word.removeprefix("+")) for word in words if not word.startswith("-")]
    return add, [clean_tag(word[1:]) for word in words if word.startswith("-")]


def retag(article: str, words: Iterable[str], present: Iterable[str]) -> Act:
    """`tag` with what `words` say, as far as it is not so already.

    Raises:
        BadRequest: for a tag without a name.
    """
    (add, remove), present = tag_words(words), set(present)
    return tag(
        article, [it for it in add if it not in present], [it for it in remove if it in present]
    )


def note(article: Article, text: str, span: tuple[int, int] | None, known: Note | None) -> Act:
    """Write a note on a stretch of the text, or on the whole article when `span` is None.

    Args:
        article: the article.
        text: what the reader wrote; empty deletes the note.
        span: code points [start, end).
        known: the note that is being changed, if there is one.

    Raises:
        BadRequest: when the stretch lies outside the text.
    """
    text = text.strip()
    id = known.id if known else _new_id(article.id)
    if not text:
        return delete(known) if known else Act("left no note", {})
    place = anchor(article.text, *span) if span else {}
    verb = "changed a note" if known else "noted"
    doc = {"article": article.id, "text": text, **place}
    return Act(f"{verb}: {short(text)}", {"notes": {id: doc}})


def highlight(
    article: Article, start: int, end: int, label: str | None = None, tags: Iterable[str] = ()
) -> Act:
    """Mark a stretch of the text.

    Raises:
        BadRequest: when the stretch lies outside the text, for a tag without a name, or for a label
            that is none.
    """
    doc = {"article": article.id, **anchor(article.text, start, end)}
    if label:
        doc["label"] = label = clean_label(label)
    if names := sorted({clean_tag(name) for name in tags}):
        doc["tags"] = names
    what = f"{label} on" if label else "highlighted"
    return Act(f"{what} “{short(doc['quote'])}”", {"highlights": {_new_id(article.id): doc}})


def retag_highlight(article: Article, mark: Highlight, words: Iterable[str]) -> Act:
    """Give a highlight tags; a leading minus takes one away.

    Raises:
        BadRequest: for a tag without a name.
    """
    add, remove = tag_words(words)
    tags = sorted({*mark.tags, *add} - set(remove))
    made = highlight(article, mark.start, mark.end, mark.label, tags)
    (doc,) = made.change["highlights"].values()
    said = [f"tagged {short(', '.join(add))}"] if add else []
    said += [f"took away {short(', '.join(remove))}"] if remove else []
    did = f"{'; '.join(said)} on “{short(mark.quote)}”"
    return Act(did, {"highlights": {mark.id: doc}})


def delete(mark: Highlight | Note) -> Act:
    """Take back a highlight or a note."""
    if isinstance(mark, Note):
        return Act(f"deleted the note “{short(mark.text)}”", {"notes": {mark.id: None}})
    return Act(f"deleted the highlight “{short(mark.quote)}”", {"highlights": {mark.id: None}})


def read(article: str, is_read: bool = True) -> Act:
    """Say that an article was read, or was not."""
    doc = {"article": article, "read": is_read}
    return Act(f"marked {'read' if is_read else 'unread'}", {"reading": {article: doc}})


def place(article: str, offset: int) -> Act:
    """Keep where the reader stopped reading: a code point of the text."""
    return Act("kept the place", {"places": {article: {"article": article, "place": offset}}})


def star(article: str, title: str, is_starred: bool = True) -> Act:
    """Give an article a star, or take it away."""
    doc = {"article": article, "starred": is_starred}
    verb = "starred" if is_starred else "took the star from"
    return Act(f"{verb} “{short(title)}”", {"stars": {article: doc}})


def archive(article: str, title: str, is_archived: bool = True) -> Act:
    """Put an article away, or bring it back; nothing of it is ever deleted."""
    doc = {"article": article, "archived": is_archived}
    verb = "archived" if is_archived else "brought back"
    return Act(f"{verb} “{short(title)}”", {"archive": {article: doc}})


def joined(acts: Iterable[Act], did: str) -> Act:
    """Several acts as one undo step; of two that write one document the later one holds."""
    change: dict[str, dict[str, Doc | None]] = {}
    for act in acts:
        for table, docs in act.change.items():
            change.setdefault(table, {}).update(docs)
    return Act(did, change)


def marks_of(text: str, docs: Mapping[str, Mapping[str, Doc]]) -> Marks:
    """Assemble the marks of one article.

    Args:
        text: the article's text.
        docs: table -> id -> document, of this article only. A mark whose place is gone from the
            text is kept as a note on the article, never dropped.
    """
    notes, highlights, corrections = [], [], []
    for id, doc in _whole(docs, "notes"):
        span = locate(text, doc) if holds(doc, "highlights") else None
        start, end = (span.start, span.end) if span else (None, None)
        notes.append(Note(id, doc["text"], start, end, doc.get("quote", "")))
    for id, doc in _whole(docs, "highlights"):
        span = locate(text, doc)
        if span:
            tags = tags_of(doc)
            found = Highlight(id, span.start, span.end, doc["quote"], doc.get("label"), tags)
            highlights.append(found)
        else:
            notes.append(Note(id, f"highlight without a place: {doc['quote']}"))
    for id, doc in _whole(docs, "corrections"):
        span = locate(text, doc)
        if span and 0 <= span.start < span.end <= len(text):
            corrections.append(_correction(id, doc, span))
        else:
            what = doc.get("label") or "no name"
            notes.append(Note(id, f"{what} without a place: {doc['quote']}"))
    return Marks(
        tags=tuple(sorted(doc["tag"] for _, doc in _whole(docs, "tags"))),
        notes=tuple(sorted(notes, key=lambda note: (note.start or -1, note.id))),
        highlights=tuple(sorted(highlights, key=lambda mark: (mark.start, mark.end, mark.id))),
        read=any(doc["read"] for _, doc in _whole(docs, "reading")),
        starred=any(doc["starred"] for _, doc in _whole(docs, "stars")),
        place=next(
            (doc["place"] for _, doc in _whole(docs, "places") if 0 <= doc["place"] < len(text)), 0
        ),
        corrections=tuple(sorted(corrections, key=lambda it: (it.start, it.end, it.id))),
    )


def tags_of(doc: Doc) -> tuple[str, ...]:
    """The tags of a highlight; what is no list of texts is left alone."""
    tags = doc.get("tags")
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        return ()
    return tuple(tags)


def _correction(id: str, doc: Doc, span: Span) -> Correction:
    label, same_as, was = (doc.get(name) or None for name in ("label", "same_as", "was"))
    return Correction(
        id, span.start, span.end, doc["quote"], label, doc["reach"], same_as, was, doc.get("at", 0)
    )


def _whole(docs: Mapping[str, Mapping[str, Doc]], table: str) -> Iterator[tuple[str, Doc]]:
    return ((id, doc) for id, doc in docs.get(table, {}).items() if holds(doc, table))


def news(
    tables: Tables, change: Mapping[str, Mapping[str, Doc | None]], at: int
) -> dict[str, dict[str, Doc | None]]:
    """What of `change` is not so already, each document stamped with the time.

    Fields of a document that this program does not know stay in it.
    """
    news: dict[str, dict[str, Doc | None]] = {}
    for table, docs in change.items():
        for id, doc in docs.items():
            known = tables.get(table, {}).get(id)
            if doc is not None and known is not None:
                doc = {**{name: known[name] for name in known.keys() - OURS}, **doc}
            if doc != (known and {name: known[name] for name in known if name != "at"}):
                news.setdefault(table, {})[id] = doc and {**doc, "at": at}
    return news


def present(
    tables: Tables, change: Mapping[str, Iterable[str]]
) -> dict[str, dict[str, Doc | None]]:
    """The documents that `change` would replace, as they are now."""
    return {
        table: {id: tables.get(table, {}).get(id) for id in docs} for table, docs in change.items()
    }


def mark_at(marks: Marks, start: int, end: int) -> Highlight | Note | None:
    """The smallest mark that touches code points [start, end); of two alike the note."""

    def length(mark: Highlight | Note) -> int:
        return (mark.end or 0) - (mark.start or 0)

    everything: list[Highlight | Note] = [*marks.notes, *marks.highlights]
    touching = [
        mark
        for mark in everything
        if mark.start is not None and mark.end is not None and mark.start < end and start < mark.end
    ]
    return min(touching, key=length, default=None)


def _new_id(article: str) -> str:
    return f"{article}:{secrets.token_hex(6)}"


def short(text: str, most: int = 40) -> str:
    """A text as one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
