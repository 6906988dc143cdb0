"""An object of fields, as corpora and other programs export them, to a draft.

Fields are known by the names that such exports use; the reader may name others
(`--field text=story`). What is not understood is kept beside the article and exported again.

Names seen in: NewsAPI, GDELT and Common Crawl news dumps, JSON Feed 1.1, wallabag 2 exports,
doccano and Prodigy files, Omnivore and Readwise Reader exports (the last two as far as known).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..errors import Refusal
from .draft import Draft, Fields, Refused, carried
from .markup import looks_marked_up, one_plain_line, plain_text
from .stated_dates import stated_date

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "content_text", "content_html", "article", "maintext",
             "fulltext", "full_text", "story", "description", "summary"),
    "title": ("title", "headline", "given_title", "resolved_title"),
    "published": ("published", "date_published", "published_at", "publishedat", "date_publish",
                  "pub_date", "pubdate", "date", "datetime", "created_at", "published date"),
    "updated": ("updated", "date_modified", "updated_at", "updatedat", "date_modify"),
    "outlet": ("outlet", "publisher", "site_name", "sitename", "domain_name", "source_domain",
               "source.name", "publication", "newspaper", "source"),
    "byline": ("byline", "author", "authors", "creator"),
    "place": ("place", "dateline", "location"),
    "agency": ("agency", "wire"),
    "language": ("language", "lang"),
    "source_url": ("source_url", "url", "link", "permalink", "external_url", "given_url"),
    "key": ("guid", "id", "key", "uid", "doc_id", "docid"),
    "tags": ("tags", "labels", "keywords", "document tags"),
}  # fmt: skip
"""What is wanted -> the names it goes by, the likeliest first; a dot goes into an object."""
_DATES = ("published", "updated")


def draft_of(record: Mapping[str, Any], source: str, fields: Fields | None = None) -> Draft:
    """The article in a record.

    Args:
        record: name -> value, as read from JSON or a table.
        source: where it came from.
        fields: what is wanted -> its name in the record, in place of the usual ones.

    Raises:
        Refusal: when it holds no text.
    """
    found = _Found(record, fields or {})
    text, url = found.said("text"), _line(found.said("source_url"))
    if text is None:
        raise Refusal("no text", _no_text(record, url))
    stated: dict[str, str] = {"source_url": url} if url else {}
    for what in ("title", "outlet", "byline", "place", "agency", "language"):
        if line := _line(found.said(what)):
            stated[what] = line
    warnings = []
    for what in _DATES:
        value = found.said(what)
        if date := stated_date(value):
            stated |= _dated(what, date)
        elif value is not None:
            warnings.append(f"no date: {what} {str(value)[:40]!r}")
    key = _line(found.said("key")) or url
    return carried(
        plain_text(text) if looks_marked_up(text) else text,
        source,
        key=f"record:{key}" if key else "",
        stated=stated,
        tags=_words(found.said("tags")),
        warnings=tuple(warnings),
        extra={name: value for name, value in record.items() if name not in found.used},
    )


class _Found:
    """The fields of a record by what they say; `used` are the names of those that said it."""

    def __init__(self, record: Mapping[str, Any], fields: Fields) -> None:
        self._record, self._fields = record, fields
        self._names = {name.casefold(): name for name in record}
        self.used: set[str] = set()

    def said(self, what: str) -> Any:
        """The first value there is; None where nothing is said."""
        chosen = self._fields.get(what)
        for wanted in (chosen.casefold(),) if chosen else NAMES[what]:
            first, _, rest = wanted.partition(".")
            name = self._names.get(wanted) or self._names.get(first if rest else "")
            value = self._record[name] if name else None
            if isinstance(value, Mapping) and rest and wanted not in self._names:
                value = value.get(rest)
            if name and value not in (None, "", [], {}) and (what != "text" or _is_text(value)):
                self.used.add(name)
                return value
        return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def drafts_of(
    records: Iterator[tuple[str, Any]], fields: Fields | None = None
) -> Iterator[Draft | Refused]:
    """The drafts of many records, each with its source; what holds no article is refused."""
    for source, record in records:
        try:
            if not isinstance(record, Mapping):
                raise Refusal("no object", "it is no object of fields")
            yield draft_of(record, source, fields)
        except Refusal as refusal:
            yield Refused.by(source, refusal)


def _dated(what: str, date: tuple[str, str | None]) -> dict[str, str]:
    stated = {what: date[0]} | ({f"{what}_tz": date[1]} if date[1] else {})
    return stated | ({"published_from": "field"} if what == "published" else {})


def _no_text(names: Iterable[str], url: str) -> str:
    if url:
        return f"an address without a text: {url[:200]}; `dateline fetch` gets such"
    some = ", ".join(list(names)[:8]) or "none"
    return f"no text in its fields ({some}); --field text=NAME says which it is"


def _line(value: Any) -> str:
    """A value as one line of plain text; "" where it is none."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_line, value)))
    if isinstance(value, Mapping):
        return _line(value.get("name", value.get("title", "")))
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    said = str(value)
    return one_plain_line(said) if looks_marked_up(said) else " ".join(said.split())


def _words(tags: Any) -> tuple[str, ...]:
    if isinstance(tags, str):
        tags = tags.replace("|", ",").split(",")
    if not isinstance(tags, list):
        return ()
    found = (_line(tag) for tag in tags[:100])
    return tuple(dict.fromkeys(tag[:64] for tag in found if tag))
