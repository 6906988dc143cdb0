"""Whether one article answers a query: by reading it. Needs no index, and is what the index means.

Words are looked for in lines: the folded words of one piece of writing, a blank before, between and
after them, so that a phrase is a part of the line and never crosses into another one.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from ..article import Article
from ..errors import BadRequest
from ..fold import fold, words
from ..row import Row
from .tree import All, Any, Dates, Node, Not, Pattern, State, Term

if TYPE_CHECKING:
    from regex import Pattern as Expression

SLOWEST = 0.25
"""Seconds that an expression may take on one article."""


def line(text: str) -> str:
    """The folded words of a text, ready to be looked at."""
    return f" {' '.join(words(text))} "


def stands(term: Term, line: str) -> bool:
    """Whether the words stand in a line."""
    return f" {term.phrase}{'' if term.begins else ' '}" in line


def is_tag(term: Term, tag: str) -> bool:
    """Whether a tag is the one that a term of the field `tag` means."""
    folded = fold(tag)
    return folded.startswith(term.phrase) if term.begins else folded == term.phrase


class Reading:
    """One article, read as far as it is asked about.

    Args:
        row: its row.
        article: reads it.
        written: field `note` or `highlight` -> the lines of the reader's notes and highlights.
        named: the lines of the names that it names.
    """

    def __init__(
        self,
        row: Row,
        article: Callable[[], Article],
        written: Callable[[str], Iterable[str]],
        named: Callable[[], Iterable[str]],
    ) -> None:
        self.row, self._article, self._written, self._named = row, article, written, named

    @cached_property
    def text(self) -> str:
        """The text as it came."""
        return self._article().text

    @cached_property
    def _text_line(self) -> str:
        return line(self.text)

    def _lines(self, field: str | None) -> Iterable[str]:
        match field:
            case None:
                yield from self._lines("tag")
                for name in ("title", "outlet", "place", "agency", "note", "highlight"):
                    yield from self._lines(name)
                yield self._text_line
            case "title":
                yield line(self.row.title)
            case "outlet":
                yield line(self.row.outlet)
            case "place":
                yield line(self.row.place)
            case "lang":
                yield line(self.row.language)
            case "agency":
                yield line(self._article().dispatch.head.agency or "")
            case "tag":
                yield from map(line, self.row.tags)
            case "entity":
                yield from self._named()
            case _:
                yield from self._written(field)

    def holds(self, node: Node) -> bool:
        """Whether the article answers.

        Raises:
            BadRequest: when an expression takes too long on it.
        """
        match node:
            case All(nodes):
                return all(map(self.holds, nodes))
            case Any(nodes):
                return any(map(self.holds, nodes))
            case Not(child):
                return not self.holds(child)
            case Term("tag"):
                return any(is_tag(node, it) for it in self.row.tags)
            case Term(field):
                return any(stands(node, it) for it in self._lines(field))
            case Pattern(source):
                return _matches(source, self.text)
            case Dates(since, until):
                date = self.row.published
                has_year = date[:1].isdigit()
                if not date or has_year == since.startswith("--"):
                    return False
                return since <= date and (not until or date < until)
            case State(name):
                return _STATES[name](self.row)


_STATES: dict[str, Callable[[Row], bool]] = {
    "is:read": lambda row: row.read,
    "is:unread": lambda row: not row.read,
    "is:archived": lambda row: row.archived,
    "is:starred": lambda row: row.starred,
    "is:version": lambda row: row.versions > 1,
    "has:note": lambda row: row.notes > 0,
    "has:highlight": lambda row: row.highlights > 0,
    "has:tag": lambda row: bool(row.tags),
}


def _matches(source: str, text: str) -> bool:
    try:
        return compiled(source).search(text, timeout=SLOWEST) is not None
    except TimeoutError:
        raise BadRequest(f"the expression /{source[:40]}/ takes too long on a text") from None


def compiled(source: str) -> "Expression[str]":
    """An expression; case counts when it holds a capital."""
    import regex

    plain = regex.sub(r"\\.", "", source)
    small = plain == plain.lower()
    return regex.compile(source, regex.IGNORECASE if small else 0)
