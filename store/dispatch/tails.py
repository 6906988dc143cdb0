"""What stands around a story without being it: captions, closing marks, the buttons of a page."""

import re

from .paragraphs import Stretch, before_blanks
from .words import word_set

_CAPTION = re.compile(
    r"in this (?:[\w,.]+ ){0,6}?(?:picture|photo|photograph|image|handout)\b"
    r"|file (?:photo|picture|image)\b|file ?[-–—] |\(?(?:ap|afp|reuters) photo/|photo(?: by)?:"
    r"|pictured?:",
    re.IGNORECASE,
)
_BUTTONS = word_set(
    "share|save|print|listen|tweet|email|comments|comment|follow|subscribe|advertisement|"
    "share this|share this article|read more|listen to article|copy link|facebook|twitter|"
    "whatsapp|telegram|linkedin|for immediate release",
    "|",
)
_TAIL = re.compile(
    r"(?:^|(?<=[\s.!?…”\"’)]))(?:"
    r"(?-i:Enditem|ENDITEM|ENDS)|-\s?0\s?-|-\s?30\s?-|#{3}"
    r"|\(\s?(?:(?:additional )?reporting|writing|compiled|editing|edited) by\b.{0,400}\)"
    r"|\[\+\d+ chars\]"
    r"|our standards: the thomson reuters trust principles\.?"
    r"|(?:copyright\b|©)[^\n\r]{0,160}all rights reserved\.?"
    r")\.?\Z",
    re.IGNORECASE | re.DOTALL,
)
_RELEASE = re.compile(r"(?:(?:press|news) )?release(?:\s*(?:#|no\b).*)?", re.IGNORECASE)
_BUTTON_LENGTH = 40
_MOST_TAILS = 8
_TAIL_REACH = 500  # code points


def is_caption(text: str, start: int, end: int) -> bool:
    """Whether the paragraph [start, end) describes a picture."""
    return _CAPTION.match(text, start, end) is not None


def is_button(text: str, start: int, end: int) -> bool:
    """Whether the line [start, end) is a word of the page around the story ("Share")."""
    if end - start > _BUTTON_LENGTH:
        return False
    return (
        text[start:end].strip(" .:").lower() in _BUTTONS
        or _RELEASE.fullmatch(text, start, end) is not None
    )


def find_tail(text: str, start: int, end: int) -> int | None:
    """Where the closing mark of the paragraph [start, end) begins; None when it has none.

    Closing marks are "Enditem", "-0-", "(Reporting by ...; Editing by ...)", "[+472 chars]".
    """
    reach = max(start, end - _TAIL_REACH)
    found = _TAIL.search(text[reach:end])
    if found and found.start() == 0 and reach > start:
        return None  # the mark would begin where our sight does
    return reach + found.start() if found else None


def split_tails(text: str, story: list[Stretch]) -> list[tuple[int, int, str]]:
    """Say of each paragraph whether it is body, caption or furniture, cutting closing marks off.

    Closing marks and captions are looked for from the end, and only while some story remains.

    Args:
        text: The dispatch.
        story: Its paragraphs after the head, in order, as code points [start, end).
    """
    tail: list[tuple[int, int, str]] = []
    rest = list(story)
    for _ in range(min(len(rest), _MOST_TAILS)):
        start, end = rest[-1]
        mark = find_tail(text, start, end)
        if mark is not None and mark > start:
            rest[-1] = (start, before_blanks(text, start, mark))
            tail.append((mark, end, "furniture"))
        elif len(rest) > 1 and (mark is not None or is_button(text, start, end)):
            tail.append((start, end, "furniture"))
            rest.pop()
        elif len(rest) > 1 and is_caption(text, start, end):
            tail.append((start, end, "caption"))
            rest.pop()
        else:
            break
    body = [(s, e, "furniture" if is_button(text, s, e) else "body") for s, e in rest]
    return body + tail[::-1]
