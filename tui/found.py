"""What an open article names: what was recognised, and the reader's corrections over it. Pure."""

import sys
from dataclasses import dataclass

from store.article import Article, Correction, Entity, Mention, Name
from store.library import Library
from store.teaching import own_names

AT_ONCE = 20_000
"""Code points up to which an article's mentions are unpacked while a key waits."""


@dataclass(frozen=True)
class Found:
    """The names of one article.

    Attributes:
        recognised: what the recogniser found, the reader's own names included.
        own: the reader's own names that it knew.
        corrections: what was laid over it.
        mentions: what is shown.
        entities: the things they name, the most mentioned first.
    """

    recognised: tuple[Mention, ...]
    own: tuple[Name, ...]
    corrections: tuple[Correction, ...]
    mentions: tuple[Mention, ...]
    entities: list[Entity]


def find(
    library: Library, article: Article, own: tuple[Name, ...], corrections: tuple[Correction, ...]
) -> Found:
    """Recognise an article; slow for a long one, so meant for a thread of its own."""
    return settle(article, library.recognised(article, own_names(own)), own, corrections)


def known(
    library: Library, article: Article, own: tuple[Name, ...], corrections: tuple[Correction, ...]
) -> Found | None:
    """The same, where it is kept and takes but a moment; else None."""
    ready = sys.modules.keys() >= {"store.entities", "sqlite3"}
    if not ready or len(article.text) > AT_ONCE:
        return None
    kept = library.findings.known(article, own_names(own))
    return None if kept is None else settle(article, kept, own, corrections)


def settle(
    article: Article,
    recognised: tuple[Mention, ...],
    own: tuple[Name, ...],
    corrections: tuple[Correction, ...],
) -> Found:
    """Lay corrections over what was recognised."""
    from store.corrections import apply
    from store.entities import group  # loaded in the thread that needs it

    mentions = apply(article.text, recognised, corrections, own_names(own).same_as)
    return Found(recognised, own, corrections, mentions, group(article.text, mentions))
