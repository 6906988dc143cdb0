"""Why a place in an article has its label: the recogniser's steps, then the reader's word."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from .article import Article, Correction, Mention
from .library import Library
from .sameness import joins

if TYPE_CHECKING:
    from .entities.own import OwnNames
    from .entities.recogniser import Adapter


def explain(library: Library, article: Article, start: int) -> list[str]:
    """Say how a place came to its label.

    Args:
        library: the library that holds the article.
        article: the article.
        start: a code point of its text.

    Returns:
        A line for each step that had a say, the first one first; what holds now comes last.
    """
    corrections, adapter = library.marks_of(article).corrections, library.findings.adapter
    mentions = library.mentions(article)
    return reasons(article, start, library.names, adapter, corrections, mentions)


def reasons(
    article: Article,
    start: int,
    names: "OwnNames",
    adapter: "Adapter | None",
    corrections: Sequence[Correction],
    mentions: Sequence[Mention],
    go_on: Callable[[], object] = bool,
) -> list[str]:
    """The same, of what was taken from the library before; touches no file of its own.

    Args:
        article: the article.
        start: a code point of its text.
        names: the reader's own names.
        adapter: as `entities.why.why` takes it.
        corrections: the reader's of this article.
        mentions: what it names, the corrections laid over it.
        go_on: likewise.
    """
    from .entities.why import why

    text, published = article.text, article.dispatch.head.published
    lines = why(text, start, published, names, adapter, go_on)
    for one in corrections:
        if one.start <= start < one.end:
            said = f"{one.label}" if one.label else "names nothing"
            lines.append(f"your correction, for this {one.reach}: {said}")
    now = next((it for it in mentions if it.start <= start < it.end), None)
    if now is None:
        return [*lines, "names nothing"] if lines else ["nothing was ever proposed here"]
    for name, other, where in joins(text, mentions, corrections, names.same_as, now.entity):
        lines.append(f"your word, {where}: “{name}” is the same as “{other}”")
    quote = " ".join(text[now.start : now.end].split())
    return [*lines, f"so “{quote}” is {now.label}, {now.status}; its entity is {now.entity}"]
