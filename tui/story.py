"""What is known of a named thing: its quotes here and elsewhere. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from store.article import Article, Entity, Mention, Span
from store.visible import one_line_kept

AROUND = 36
"""Code points of text shown on each side of a name at most."""


@dataclass(frozen=True)
class Quote:
    """A place to go to: a stretch of an article, or the article as it was left."""

    article: str
    title: str
    before: str
    name: str
    after: str
    span: Span | None = None

    def framed(self, width: int) -> tuple[tuple[str, str], ...]:
        """The name in the middle of so many cells, as much around it as there is room for."""
        room = max(4, width // 2 - len(self.name) // 2 - 6)
        before = self.before if len(self.before) <= room else f"…{self.before[-room:]}"
        return (before, "quiet"), (self.name, "unread"), (self.after, "quiet")


@dataclass(frozen=True)
class Story:
    """What is known of a named thing.

    Attributes:
        entity: the thing, as the open article names it.
        here: its mentions in the article, each with the sentence around it.
        elsewhere: other articles that name it; None whenever a slice of time is over.
        aliases: its other names: those in the article, then those that the reader gave it.
    """

    entity: Entity
    here: list[Quote]
    elsewhere: Iterator[Quote | None]
    aliases: Sequence[str] = ()


def quote(article: Article, span: Span) -> Quote:
    """A stretch with the words around it, in one line."""
    text = article.text
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - AROUND)
    stop = text.find("\n", span.end)
    end = min(stop if stop >= 0 else len(text), span.end + AROUND)
    before = "…" if start and text[start - 1] not in "\r\n" else ""
    after = "…" if end < len(text) and text[end] not in "\r\n" else ""
    parts = (text[start : span.start], text[span.start : span.end], text[span.end : end])
    left, name, right = (one_line_kept(" ".join(part.splitlines())) for part in parts)
    title = article.dispatch.head.title
    return Quote(article.id, title, before + left, name, right + after, span)


def told(
    article: Article,
    entity: Entity,
    mentions: Iterable[Mention],
    elsewhere: Iterator[Quote | None],
    same: Iterable[str] = (),
) -> Story:
    """The story of a thing that an article names; `same` are names that the reader gave it."""
    here = (Span(it.start, it.end) for it in mentions if it.entity == entity.id)
    given = (it for it in dict.fromkeys(same) if it not in entity.aliases)
    aliases = (*entity.aliases[1:], *(f"{it} (by your word)" for it in given))
    return Story(entity, [quote(article, span) for span in here], elsewhere, aliases)
