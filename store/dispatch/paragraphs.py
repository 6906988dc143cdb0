"""The paragraphs of a story, as stretches of its text.

Blank lines part paragraphs, and so do single newlines, unless the lines are plainly hard-wrapped.
Web pages copied without their markup also lose the break itself ("... of terrorists.The media
bureau ..."): a full stop directly followed by a capital is read as the break it was.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from .words import word_set

Stretch = tuple[int, int]

# Before a full stop, with a capital: the stop ends the abbreviation, not the sentence.
ABBREVIATIONS = word_set(
    "mr mrs ms dr st mt gen lt col maj capt cmdr sgt cpl brig adm prof rev hon gov sen rep pres no "
    "nos fig art jan feb mar apr jun jul aug sep sept oct nov dec messrs sra srta dra ing mgr mme "
    "mlle"
)
_INITIAL_TAIL = "hscz"  # Ch. Kh. Sh. Ts. Dz.: one letter in another alphabet
_BREAK = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(rf"[^{_BREAK}]+")
_NEWLINE = re.compile(rf"\r\n|[{_BREAK}]")
_GLUE = re.compile(r"""([.!?…]{1,3})([)\]”’»]{0,3})(["']?)["'“‘«(\[]?(?=([^\W\d_]))""")
_CLOSERS = """)]%"”’»'"""
_ADDRESS = re.compile(r"@|://|www\.")
_LAST_WORD = re.compile(r"[^\W_]+$")
_NEXT_WORD = re.compile(r"[^\W_]{1,20}")
_OPENING_APOSTROPHE = re.compile(r"(?<![\w.,!?])'(?=\w)")
_WRAP = range(50, 86)  # widths, in code points, at which mail and wire software folds lines


def lines(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The lines of text[start:end] that are not blank, without the white space around them."""
    for found in _LINE.finditer(text, start, end):
        line = found[0]
        if inner := line.strip():
            first = found.start() + len(line) - len(line.lstrip())
            yield first, first + len(inner)


def before_blanks(text: str, start: int, end: int) -> int:
    """The end of text[start:end] without the white space at its end."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def paragraphs(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The paragraphs of text[start:end], in order, as code points [start, end)."""
    rows = list(lines(text, start, end))
    for first, last in _unwrapped(text, rows):
        yield from _unglued(text, first, last)


def _unwrapped(text: str, rows: list[Stretch]) -> list[Stretch]:
    """Join the lines of each group between blank lines, when the text is plainly hard-wrapped."""
    width = max((end - start for start, end in rows), default=0)
    if width not in _WRAP:
        return rows
    joined, folds, full, closed = [rows[0]], 0, 0, 0
    for (start, end), (following, last) in pairwise(rows):
        if len(_NEWLINE.findall(text[end:following])) > 1:
            joined.append((following, last))
            continue
        folds += 1
        # A folded line is full: the first word of the next one would not have fitted.
        word = text[following:last].split(maxsplit=1)[0]
        column = end - start if folds > 1 else width  # the first line may begin after a dateline
        full += column + 1 + len(word) > width
        closed += text[end - 1] in '.!?:”"'
        joined[-1] = (joined[-1][0], last)
    wrapped = folds >= 2 and full >= 0.9 * folds and closed <= 0.4 * folds
    return joined if wrapped else rows


def _unglued(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Part text[start:end] where a full stop is directly followed by a new sentence."""
    quotes, counted = 0, start  # straight quotes of this paragraph, and how far they are counted
    for found in _GLUE.finditer(text, start, end):
        if not found[4].isupper() or not _ends_sentence(text, found.start(), found.end()):
            continue
        cut = found.end(2)
        if found[3] == '"':
            quotes += text.count('"', counted, cut)
            counted = cut
            cut += quotes % 2
        elif found[3]:
            cut += bool(_OPENING_APOSTROPHE.search(text, max(start, cut - 400), cut))
        yield start, cut
        start, quotes, counted = cut, 0, cut
    if start < end:
        yield start, end


def _ends_sentence(text: str, stop: int, following: int) -> bool:
    """Whether the stop at `stop` ends a sentence, with a capital letter at `following`."""
    if stop == 0 or not (text[stop - 1].isalnum() or text[stop - 1] in _CLOSERS):
        return False
    before = _LAST_WORD.search(text, max(0, stop - 16), stop)
    if before and text[stop] == "." and is_abbreviation(before[0]):
        return False
    after = _NEXT_WORD.match(text, following)
    word, then = (after[0], text[after.end() : after.end() + 1]) if after else ("", "")
    if then == "." and len(word) <= 2:
        return False  # "U.S." and initials
    if len(word) == 1 and word not in "AI" and then not in {"'", "’", "-"}:
        return False  # "BP.L"
    left, right = text[max(0, stop - 60) : stop], text[following : following + 60]
    token = left.rpartition(" ")[2] + right.partition(" ")[0]
    return not _ADDRESS.search(token)


def is_abbreviation(word: str) -> bool:
    """Whether a full stop after `word` belongs to it: "Gen", "U" (of U.S.), "Kh" (an initial)."""
    if not word[0].isupper():
        return False
    initial = len(word) == 1 or (len(word) == 2 and word[1] in _INITIAL_TAIL)
    return initial or word.lower() in ABBREVIATIONS
