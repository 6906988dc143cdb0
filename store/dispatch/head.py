"""The head of a dispatch, step by step: what stands above the story, and the dateline.

Each step looks at the piece under the reader's cursor. It takes the piece and says True, or leaves
everything as it is and says False.
"""

import re
from collections.abc import Callable
from itertools import islice

from .calendar_words import MONTHS, Day, is_weekday
from .dateline import Dateline, read_dateline
from .paragraphs import lines
from .reader import Reader
from .stamps import read_stamp
from .tails import is_button, is_caption
from .titles import hosts
from .words import word_set

_HEADLINE = 110  # code points; longer first lines are standfirsts
_PARAGRAPH = 130  # code points; a line longer than this is a paragraph of the story
_STANDFIRST = 300

_URL = re.compile(r"(?:(?:url|link|source)\s*:\s*)?(https?://\S+)", re.IGNORECASE)
_URL_DAY = re.compile(
    r"/([12]\d{3})(?:(\d\d)(\d\d)|[/-](\d\d)(?:[/-]?(\d\d))?)(?=[/-]|$)", re.ASCII
)
_OUTLET = re.compile(
    r"\(\s*([^\s|()][^|()\n\r]{0,59}?)\s*\|\s*([^\s|()][^|()\n\r]{0,59}?)\s*\)\s*[-–—]*"
)
_BY = re.compile(
    r"(?:(?:[Ww]ritten |[Rr]eported |[Ss]tory )?(?:By|BY|by)|Por|POR|Par|PAR|Von|VON|Texte de)\b"
    r"\s*([:.]?)\s+"
)
_ROLE = re.compile(
    r",\s+[^,]*\b(?:writer|reporter|correspondent|editor|staff|press|bureau)s?$", re.IGNORECASE
)
_DESK = re.compile(
    r"(?:[A-Z][\w’']*\s+){0,3}(?i:desk|reporter|correspondent|bureau|news\s+service|agencies)",
)
_JOINERS = word_set("and & y e et und de da di del of the for in at bin ibn van von der la")
_BAR = re.compile(r"\|")
_GAP = re.compile(r"[ \t\xa0]{2,}")
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r])[ \t\xa0]*[\n\r\u2028\u2029]")
_CLOSED = (".", "…", ":", ";", ",", ".”", '."', ".’", ",”")


def take_url(reader: Reader) -> bool:
    """Take an address that stands alone on its line."""
    found = _URL.fullmatch(reader.text, reader.pos, reader.end)
    if not found or "source_url" in reader.fields:
        return False
    reader.note("source_url", *found.span(1))
    reader.take("head", reader.end)
    return True


def take_stamp(reader: Reader) -> bool:
    """Take a date line: when the dispatch was published and updated, and its source."""
    stamp = read_stamp(reader.text, reader.pos, reader.end)
    if not stamp:
        return False
    if stamp.published.value:
        reader.derive("published_from", "header")
        reader.derive("published_tz", stamp.published.zone)
    reader.derive("published", stamp.published.value)
    if stamp.published.day:
        reader.derive("published_partial", stamp.published.day.partial)
    reader.derive("updated", stamp.updated.value)
    reader.derive("updated_tz", stamp.updated.zone)
    if stamp.source:
        reader.note("outlet", *stamp.source)
    reader.take("head", stamp.end)
    return True


def take_outlet(reader: Reader) -> bool:
    """Take "(Outlet | Section)-"."""
    found = _OUTLET.match(reader.text, reader.pos, reader.end)
    if not found:
        return False
    reader.note("outlet", *found.span(1))
    reader.note("section", *found.span(2))
    reader.take("head", found.end())
    return True


def take_byline(reader: Reader) -> bool:
    """Take "By NAME", "By . NAME .", "Written by NAME | ..." or "Staff Reporter"."""
    name = _byline(reader.text, reader.pos, reader.end)
    if not name or "byline" in reader.fields:
        return False
    start, end, after = name
    reader.note("byline", start, end)
    reader.take("byline", after)
    return True


def take_button(reader: Reader) -> bool:
    """Take a word of the page around the story ("Share")."""
    if not is_button(reader.text, reader.pos, reader.end) or not reader.following():
        return False
    reader.take("furniture", reader.end)
    return True


def take_caption(reader: Reader) -> bool:
    """Take the caption of a picture that stands above the dateline or the byline."""
    if not is_caption(reader.text, reader.pos, reader.end) or not _announced(reader):
        return False
    reader.take("caption", reader.end)
    return True


def take_dateline(reader: Reader) -> bool:
    """Take the dateline: the story begins behind it."""
    line = _dateline(reader, reader.pos, reader.end)
    if not line or not (line.strong or not _is_headline(reader)):
        return False
    for name in ("outlet", "place", "region", "agency"):
        if span := getattr(line, name):
            reader.note(name, *span)
    reader.day = line.day
    reader.take("dateline", line.end)
    reader.in_story = True
    return True


def take_title(reader: Reader) -> bool:
    """Take a headline: a short first line, or what stands before a gap and a dateline."""
    if not reader.new_line or reader.fields.keys() & {"title", "byline"}:
        return False
    end = _end_before_gap(reader) or (reader.end if _is_headline(reader) else 0)
    if not end:
        return False
    reader.note("title", reader.pos, end)
    reader.take("title", end)
    return True


def take_standfirst(reader: Reader) -> bool:
    """Take a line that sums the story up between the title and the dateline or byline."""
    taken = any(block.kind == "standfirst" for block in reader.blocks)
    if taken or not reader.new_line or reader.end - reader.pos > _STANDFIRST:
        return False
    if not _announced(reader):
        return False
    reader.take("standfirst", reader.end)
    return True


STEPS: tuple[Callable[[Reader], bool], ...] = (
    take_url,
    take_stamp,
    take_outlet,
    take_byline,
    take_button,
    take_caption,
    take_dateline,
    take_title,
    take_standfirst,
)
_MOST_PIECES = 16


def read_head(reader: Reader) -> None:
    """Take the head, piece by piece, until the story begins."""
    for _ in range(_MOST_PIECES):
        if reader.in_story or not any(step(reader) for step in STEPS):
            break
    _date(reader)


def _date(reader: Reader) -> None:
    """Date the dispatch by its dateline, with the address to vouch for the year."""
    day = reader.day
    if not day or "published" in reader.fields:
        pass
    elif day.iso:
        reader.derive("published_from", "dateline")
        reader.derive("published", day.iso)
    elif day.partial and (year := _year(reader.fields.get("source_url", ""), day)):
        reader.derive("published_from", "url+dateline")
        reader.derive("published", year + day.partial[1:])
    else:
        reader.derive("published_partial", day.partial)
    if "published" in reader.fields:
        reader.fields.pop("published_partial", None)


def _year(url: str, day: Day) -> str | None:
    """The year in the address's path, when its month (and its day, if any) is the dateline's."""
    for found in _URL_DAY.finditer(url):
        month, written = found[2] or found[4], found[3] or found[5]
        if int(month) == day.month and (not written or int(written) == day.day):
            return found[1]
    return None


def _dateline(reader: Reader, start: int, end: int) -> Dateline | None:
    return read_dateline(reader.text, start, end, hosts(reader.fields.get("source_url")))


def _is_headline(reader: Reader) -> bool:
    """Whether the line is a title: short, not closed like a sentence, and set off from the next."""
    following = reader.following()
    line = reader.line
    if not following or not reader.new_line or len(line) > _HEADLINE or line.endswith(_CLOSED):
        return False
    start, end = following
    apart = _BLANK_LINE.search(reader.text, reader.end, start) or end - start > _PARAGRAPH
    return len(line.split()) > 1 and bool(apart or _announced(reader))


def _end_before_gap(reader: Reader) -> int | None:
    """Where the headline ends in "Headline  CITY (Agency) - Story"."""
    for gap in _GAP.finditer(reader.text, reader.pos, min(reader.end, reader.pos + _PARAGRAPH)):
        line = _dateline(reader, gap.end(), reader.end)
        if line and line.strong:
            return gap.start()
    return None


def _announced(reader: Reader) -> bool:
    """Whether the next line, but for buttons, stands between a title and the story."""
    rows = islice(lines(reader.text, reader.end, len(reader.text)), 3)
    start, end = next((row for row in rows if not is_button(reader.text, *row)), (0, 0))
    if start == end:
        return False
    if _byline(reader.text, start, end) or read_stamp(reader.text, start, end):
        return True
    line = _dateline(reader, start, end)
    return bool(line and (line.strong or _in_capitals(reader.text, line.place)))


def _in_capitals(text: str, span: tuple[int, int] | None) -> bool:
    return span is not None and text[slice(*span)].isupper()


def _byline(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Where the name in a byline begins and ends, and where the byline itself ends."""
    by = _BY.match(text, start, end)
    if not by:
        return (start, end, end) if _DESK.fullmatch(text, start, end) else None
    name, reach = by.end(), min(end, by.end() + _PARAGRAPH)
    stop = text.find(" . " if by[1] == "." else "|", name, reach)
    if stop < 0 and end > reach:
        return None
    words = _ROLE.sub("", text[name : reach if stop < 0 else stop].rstrip(" .|\t\xa0"))
    after = _behind_byline(text, stop, end)
    return (name, name + len(words), after) if after and _is_name(words) else None


def _behind_byline(text: str, stop: int, end: int) -> int | None:
    """Where a byline ends whose name ends at `stop` (-1: with the line); None if it is none.

    What stands behind a bar is a piece of its own only when it is a date line.
    """
    if stop < 0:
        return end
    if text[stop] != "|":
        return stop + 3
    limit = min(end, stop + _PARAGRAPH)
    bars = (found.end() for found in _BAR.finditer(text, stop, limit))
    return next((bar for bar in bars if read_stamp(text, bar, end)), end if limit == end else None)


def _is_name(name: str) -> bool:
    words = name.replace(",", " ").split()
    return (
        0 < len(words) <= 12
        and not (words[1:] == [] and (words[0].lower() in MONTHS or is_weekday(words[0])))
        and words[0] not in _JOINERS
        and not any(sign.isdecimal() or sign in "?!:;" for sign in name)
        and all(not word[0].islower() or word in _JOINERS or "-" in word for word in words)
    )
