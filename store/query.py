"""A question to the library: words and fields, all of which must hold.

    border "a phrase" -not tag:iraq outlet:youm place:baghdad lang:en date:2019-07 is:unread

Words are looked for in title, text, tags, outlet and place, folded (see `fold`), as parts of words.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from .article import Article
from .catalogue import Row
from .errors import BadRequest
from .fold import fold

Texts = Callable[[str], str]
"""Article id -> its folded text."""

Test = Callable[[Row, Texts], bool]

_TERM = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))')

_STATES: dict[str, Callable[[Row], bool]] = {
    "is:read": lambda row: row.read,
    "is:unread": lambda row: not row.read,
    "is:archived": lambda row: row.archived,
    "is:starred": lambda row: row.starred,
    "has:note": lambda row: row.notes > 0,
    "has:highlight": lambda row: row.highlights > 0,
    "has:tag": lambda row: bool(row.tags),
}
_FIELDS: dict[str, Callable[[Row], tuple[str, ...]]] = {
    "tag": lambda row: row.tags,
    "title": lambda row: (row.title,),
    "outlet": lambda row: (row.outlet,),
    "place": lambda row: (row.place,),
    "lang": lambda row: (row.language,),
}


_AT_ONCE = 30_000_000
"""Characters of folded text kept for the next query."""


class Folded:
    """Folded texts of articles, kept for the next query until they take too much room."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.size = 0

    def of(self, id: str, read: Callable[[str], Article]) -> str:
        """The folded text of an article; `read` opens the article."""
        text = self.texts.get(id)
        if text is None:
            if self.size > _AT_ONCE:
                self.texts.clear()
                self.size = 0
            text = self.texts[id] = fold(read(id).text)
            self.size += len(text)
        return text


class Query(NamedTuple):
    """A parsed query; `archived` says whether archived articles are asked for."""

    text: str
    tests: tuple[Test, ...]
    archived: bool = False

    def holds(self, row: Row, texts: Texts) -> bool:
        """Whether an article answers it."""
        return all(test(row, texts) for test in self.tests)


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        BadRequest: for a field that does not exist; says which ones do.
    """
    tests = []
    for match in _TERM.finditer(text):
        negated, field, phrase, word = match.groups()
        if word and word.endswith(":") and word[:-1] in {*_FIELDS, "date", "is", "has"}:
            continue  # a field whose value is still to be typed
        test = _test(field, phrase if phrase is not None else word)
        tests.append(_negate(test) if negated else test)
    text = " ".join(text.split())
    return Query(text, tuple(tests), "is:archived" in text)


def _test(field: str | None, value: str) -> Test:
    wanted = fold(value)
    if field is None:
        return lambda row, texts: wanted in _shown(row) or wanted in texts(row.id)
    if field == "date":
        return lambda row, texts: row.published.lstrip("-").startswith(value)
    if field in _FIELDS:
        values = _FIELDS[field]
        return lambda row, texts: any(wanted in fold(found) for found in values(row))
    state = _STATES.get(f"{field}:{value}")
    if state is not None:
        return lambda row, texts: state(row)
    if field in ("is", "has"):
        known = [state for state in _STATES if state.startswith(field)]
    else:
        known = [f"{name}:" for name in (*_FIELDS, "date", "is", "has")]
    raise BadRequest(f"cannot search by {field}:{value}; there are {' '.join(known)}")


def _negate(test: Test) -> Test:
    return lambda row, texts: not test(row, texts)


def _shown(row: Row) -> str:
    return fold(" ".join((row.title, row.outlet, row.place, *row.tags)))
