"""A line to list a dispatch by, when its text has no title: made, and marked as derived."""

import re
from urllib.parse import unquote, urlsplit

from .paragraphs import is_abbreviation

UNTITLED = "(untitled)"

_LONGEST = 120  # code points
_SENTENCE = 80
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(?:html?|s?html|php\d?|aspx?|jsp|cms|ece|amp)$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_STOP = re.compile(r"[.!?…]+[)\]%”’»\"']*(?=\s+[^\w\s]?[^\W_])")
_LAST_WORD = re.compile(r"[^\W_]+$")


def derive_title(url: str | None, story: str) -> str:
    """One line of 1 to 120 code points: the words of the address, else the first sentence.

    Args:
        url: The address of the dispatch, as written in it.
        story: The first paragraph of its body; the first 400 code points are enough.
    """
    return (_from_url(url) if url else "") or _from_sentence(story) or UNTITLED


def hosts(url: str | None) -> frozenset[str]:
    """The labels of the address's host name but the last, hyphens off: {"todaynicaragua"}."""
    if not url:
        return frozenset()
    host = url.lower().partition("://")[2].partition("/")[0]
    return frozenset(host.replace("-", "").split(".")[:-1]) - {"www"}


def _from_url(url: str) -> str:
    try:
        path = urlsplit(url).path
    except ValueError:  # "http://[": brackets that close nothing
        return ""
    slug = _EXTENSION.sub("", unquote(path.rstrip("/").rpartition("/")[2]))
    words = _visible(_UUID.sub("", slug)).replace("-", " ").replace("_", " ").split()
    while words and not _LETTER.search(words[-1]) and len(words[-1]) > 4:
        words.pop()  # an article number, longer than a year
    while words and not _LETTER.search(words[0]) and len(words[0]) > 4:
        words.pop(0)
    line = " ".join(words)
    if sum(bool(_LETTER.search(word)) for word in words) < 2 or len(line) < 8:
        return ""  # "c.html", "14606901": says nothing
    return _cut(line[0].upper() + line[1:], _LONGEST)


def _from_sentence(story: str) -> str:
    line = " ".join(_visible(story[:400]).split())
    for stop in _STOP.finditer(line):
        before = _LAST_WORD.search(line, max(0, stop.start() - 16), stop.start())
        if not (before and is_abbreviation(before[0])):
            line = line[: stop.end()]
            break
    return _cut(line, _SENTENCE)


def _visible(text: str) -> str:
    """The text without control signs, halves of surrogate pairs and marks of no width."""
    return (
        text
        if text.isprintable()
        else "".join(sign if sign.isprintable() else " " for sign in text)
    )


def _cut(line: str, length: int) -> str:
    """The line, cut at a word end with "…" when it is longer than `length`."""
    if len(line) <= length:
        return line
    head = line[:length]
    return (head.rpartition(" ")[0] or head[:-1]).rstrip(" ,;:–—-") + "…"
