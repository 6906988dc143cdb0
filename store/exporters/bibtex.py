r"""BibTeX, which biblatex reads too: one entry an article.

Nothing of stretches is in it. `date` and `entrysubtype` are biblatex's, `year` and `month`
BibTeX's own. Letters stay as they are (UTF-8); what TeX would obey is written so that it prints: a
brace, which would unbalance an entry even behind a backslash, as `\textbraceleft{}`. Titles and
proper names are braced, so that no style changes their case. A title that the article does not give
itself is marked as made from its text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from .citation import Cited, cited
from .format import File
from .record import Record

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_OBEYED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: "\\" + sign for sign in "%$#&_"},
}
_SIGNS = re.compile("[" + re.escape("".join(_OBEYED)) + "]")


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make the one file; see `Format.files`."""
    yield File("", (_entry(cited(record, lost)) for record in records))


def _entry(it: Cited) -> str:
    kind = "article" if it.outlet else "misc"
    lines = [f"@{kind}{{{it.id},"]
    lines += [f"  {name} = {value}," for name, value in _fields(it)]
    return "\n".join([*lines, "}", "", ""])


def _fields(it: Cited) -> Iterator[tuple[str, str]]:
    yield "title", "{{" + _printed(it.title) + "}}"
    if it.author:
        yield "author", "{{" + _printed(it.author) + "}}"
    if it.outlet:
        yield "journal", "{{" + _printed(it.outlet) + "}}"
        yield "entrysubtype", "{newspaper}"
    if it.date:
        yield "date", "{" + "-".join(f"{part:02}" for part in it.date) + "}"
        yield "year", "{" + str(it.date[0]) + "}"
    if len(it.date) > 1 and 1 <= it.date[1] <= 12:
        yield "month", _MONTHS[it.date[1] - 1]
    if it.place:
        yield "address", "{{" + _printed(it.place) + "}}"
    if it.url:
        yield "url", "{" + it.url.replace("%", r"\%").replace("#", r"\#") + "}"
    if it.language:
        yield "langid", "{" + _printed(it.language) + "}"
    if it.tags:
        yield "keywords", "{" + _printed(", ".join(it.tags)) + "}"
    if it.note:
        yield "annote", "{" + _printed(" ".join(it.note.split())) + "}"


def _printed(text: str) -> str:
    """A text as TeX prints it; its braces are balanced."""
    return _SIGNS.sub(lambda sign: _OBEYED[sign[0]], text)
