"""Why a place in an article has its label: the recogniser's steps, then the reader's word."""

from .article import Article
from .library import Library
from .sameness import joins


def explain(library: Library, article: Article, start: int) -> list[str]:
    """Say how a place came to its label.

    Args:
        library: the library that holds the article.
        article: the article.
        start: a code point of its text.

    Returns:
        A line for each step that had a say, the first one first; what holds now comes last.
    """
    from .entities.why import why

    text, published = article.text, article.dispatch.head.published
    lines = why(text, start, published, library.names, library.findings.adapter)
    for one in library.marks_of(article).corrections:
        if one.start <= start < one.end:
            said = f"{one.label}" if one.label else "names nothing"
            lines.append(f"your correction, for this {one.reach}: {said}")
    mentions = library.mentions(article)
    now = next((it for it in mentions if it.start <= start < it.end), None)
    if now is None:
        return [*lines, "names nothing"] if lines else ["nothing was ever proposed here"]
    said_same = library.names.same_as
    for name, other, where in joins(
        text, mentions, library.marks_of(article).corrections, said_same, now.entity
    ):
        lines.append(f"your word, {where}: “{name}” is the same as “{other}”")
    quote = " ".join(text[now.start : now.end].split())
    return [*lines, f"so “{quote}” is {now.label}, {now.status}; its entity is {now.entity}"]
