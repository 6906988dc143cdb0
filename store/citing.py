"""A citation of an article, or of a quote from it, as one line of plain text."""

from .article import Article, Span
from .visible import one_line


def citation(article: Article, span: Span | None = None) -> str:
    """Cite an article.

    Args:
        article: the article.
        span: what is quoted from it; None for the article as a whole.

    Returns:
        `“Quote” — “Title”, outlet, place, 2019-07-09, address`, as far as the text says so; nothing
        in it acts on a terminal.
    """
    head = article.dispatch.head
    date = (head.published or head.published_partial or "").partition("T")[0]
    facts = [f"“{head.title}”", head.outlet or head.agency, head.place, date, head.source_url]
    cited = ", ".join(fact for fact in facts if fact)
    quote = article.text[span.start : span.end].strip() if span else ""
    return one_line(f"“{quote}” — {cited}" if quote else cited)
