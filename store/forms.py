"""The forms of the reader's documents, table by table: what must be there to be understood."""

from types import UnionType

from .log.line import Doc

TABLES = (
    "tags", "notes", "highlights", "reading", "places", "stars", "archive", "corrections",
    "carried", "appearances", "settled",
)  # fmt: skip
"""The tables whose documents belong to one article each."""

# What a document must hold to be understood; others are left alone, whoever wrote them.
_ANCHOR: dict[str, type | UnionType] = {
    "start": int, "end": int, "quote": str, "prefix": str, "suffix": str
}  # fmt: skip
_MAYBE = str | None
_NEEDED: dict[str, dict[str, type | UnionType]] = {
    "tags": {"tag": str},
    "notes": {"text": str},
    "highlights": _ANCHOR,
    "reading": {"read": bool},
    "places": {"place": int},
    "stars": {"starred": bool},
    "archive": {"archived": bool},
    "corrections": {
        **_ANCHOR,
        "label": _MAYBE,
        "reach": str,
        "same_as": _MAYBE,
        "was": _MAYBE,
        "at": int,
    },
    "carried": {
        "table": str,
        "mark": str,
        "copy": str,
        "fate": str,
        "quote": str,
        "said": str,
        "start": int,
        "end": int,
        "settled": bool,
    },
    "appearances": {"source": str},
    "settled": {"settled": bool},
    "things": {"thing": str, "text": str},
    "feeds": {"url": str, "title": str},
    "searches": {"name": str, "query": str},
    "names": {"name": str, "label": _MAYBE, "same_as": _MAYBE},
    "acts": {"n": int, "after": int, "did": str, "restore": dict, "undone": bool},
}


OURS = {
    "article", "tag", "tags", "text", "label", "read", "place", "starred", "archived", "at",
    "reach", "same_as", "was", "name", "query", "thing", "table", "mark", "copy", "fate", "said",
    "settled", "source", "url", "title", *_ANCHOR,
}  # fmt: skip
"""The fields that this program writes."""


def holds(doc: Doc, table: str) -> bool:
    """Whether a document is of the form that this program knows for `table`."""
    return all(isinstance(doc.get(name), kind) for name, kind in _NEEDED[table].items())


def known_tables() -> frozenset[str]:
    """The tables that this program knows."""
    return frozenset(_NEEDED)
