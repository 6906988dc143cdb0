"""A fragment of HTML, as feeds and mails carry it, to plain text.

Not for whole pages, whose frame has to be told from the story (`page`). Every step is linear in
the length of what comes, however it is broken.
"""

import html
import re

_TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<[!?/][^<>]*>|([^<]+|<)")
_UNSEEN = ("script", "style", "template", "noscript", "svg", "head", "iframe", "object", "video")
_PARAGRAPHS = frozenset(
    (
        "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre",
        "blockquote", "section", "article", "figure", "figcaption", "header", "footer", "main",
        "aside", "table", "tr", "hr", "form", "address", "center",
    )
)  # fmt: skip
_CELLS = frozenset(("td", "th"))
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")


def looks_marked_up(text: str) -> bool:
    """Whether a text is a fragment of HTML rather than plain."""
    return bool(re.search(r"</?(?:p|br|div|a|b|i|em|strong|span|h[1-6]|ul|img|blockquote)\b", text))


def plain_text(markup: str) -> str:
    """The text that a browser would show: paragraphs parted by blank lines, entities resolved."""
    if "<" in markup:
        for name in _UNSEEN:
            markup = _without(markup, f"<{name}", f"</{name}")
        markup = _without(markup, "<!--", "--", "-->")
    pieces: list[str] = []
    for found in _TOKEN.finditer(markup):
        _, name, text = found.groups()
        if text:
            pieces.append(_BLANKS.sub(" ", html.unescape(text)))
        elif name and name.lower() in _PARAGRAPHS:
            pieces.append("\n\n")
        elif name and name.lower() == "br":
            pieces.append("\n")
        elif name and name.lower() in _CELLS:
            pieces.append(" ")
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def one_plain_line(markup: str) -> str:
    """The same, as one line: a title."""
    return " ".join(plain_text(markup).split())


def _without(text: str, begin: str, end: str, closing: str = ">") -> str:
    """Cut out every stretch from `begin` to the `closing` after `end`, to the end if there is none.

    A name is a whole one: `<head` does not begin `<header`.
    """
    small = text.replace("\u0130", "I").lower()  # the one letter whose small form is longer
    kept, at = [], 0
    while (start := small.find(begin, at)) >= 0:
        after = start + len(begin)
        if begin[-1].isalpha() and small[after : after + 1].isalnum():
            kept.append(text[at:after])
            at = after
            continue
        kept.append(text[at:start])
        stop = small.find(end, after)
        stop = small.find(closing, stop) if stop >= 0 else -1
        at = stop + len(closing) if stop >= 0 else len(text)
    kept.append(text[at:])
    return "".join(kept)
