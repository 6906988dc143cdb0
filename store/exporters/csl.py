"""CSL-JSON: one item an article, as Zotero, pandoc and citeproc read it.

Nothing of stretches is in it. The reader's tags are the keywords, notes on the article the note. A
title that the article does not give itself is marked as made from its text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ..visible import json_line
from .citation import cited
from .format import File
from .record import Record


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make the one file; see `Format.files`."""
    yield File("", _items(records, lost))


def _items(records: Iterable[Record], lost: Counter[str]) -> Iterator[str]:
    before = "["
    for record in records:
        yield before + "\n" + json_line(_item(record, lost))
        before = ","
    yield "\n]\n" if before == "," else "[]\n"


def _item(record: Record, lost: Counter[str]) -> dict[str, Any]:
    it = cited(record, lost)
    item: dict[str, Any] = {"id": it.id, "type": "article-newspaper", "title": it.title}
    facts = {
        "author": [{"literal": it.author}] if it.author else None,
        "container-title": it.outlet,
        "section": it.section,
        "publisher-place": it.place,
        "issued": {"date-parts": [list(it.date)]} if it.date else None,
        "URL": it.url,
        "language": it.language,
        "keyword": ", ".join(it.tags),
        "note": it.note,
    }
    return item | {name: fact for name, fact in facts.items() if fact}
