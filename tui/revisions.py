"""Versions of a story, and marks that came with a new version, for the windows that show them."""

from dataclasses import dataclass

from store.article import Span
from store.row import Row
from store.versions import revising
from store.versions.differing import Piece, differences
from store.versions.revising import Carried

from .annotating_desk import AnnotatingDesk


@dataclass(frozen=True)
class Version:
    """One version of a story: its row, its length, and how it differs from the one before it."""

    row: Row
    words: int
    pieces: tuple[Piece, ...]


class Revisions:
    """What the desk knows of versions."""

    def __init__(self, desk: AnnotatingDesk) -> None:
        self._desk, self._library = desk, desk.library

    def versions(self, id: str) -> list[Version]:
        """The versions of the story that an article tells, that article first.

        Each differs as said from the article itself.
        """
        catalogue = self._library.catalogue
        catalogue.stories.refresh()
        number = catalogue.number(id)
        numbers = [] if number is None else list(catalogue.stories.versions(number))
        rows = [catalogue.row(n) for n in numbers if catalogue.heads.shown(n)]
        rows.sort(key=lambda row: (row.id != id, row.archived, row.published, row.added))
        texts = [self._library.article(row.id).text for row in rows]
        return [
            Version(row, len(text.split()), tuple(differences(texts[0], text)))
            for row, text in zip(rows, texts, strict=True)
        ]

    def carried(self) -> list[Carried]:
        """What became of the marks of the earlier version of the open article, if not settled."""
        article = self._desk.article
        if article is None:
            return []
        tables = self._library.marks.storage.read()
        return revising.carried(self._library.logs.marked.documents(article.id, tables), article)

    def settle(self, it: Carried, span: Span | None) -> str:
        """Place a mark, or leave it with the earlier version; returns what was done."""
        article = self._desk.article
        assert article
        tables = self._library.marks.storage.read()
        return self._desk.do(revising.settle(article, it, tables, span))

    def around(self, span: Span, most: int = 60) -> tuple[str, str, str]:
        """What stands before a stretch of the open article, the stretch, and what follows."""
        text = self._desk.article.text if self._desk.article else ""
        return (
            text[max(0, span.start - most) : span.start],
            text[span.start : span.end],
            text[span.end : span.end + most],
        )
