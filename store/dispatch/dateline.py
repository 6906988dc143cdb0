"""The dateline: PLACE [, REGION] [, DATE] [(AGENCY) or /AGENCY/.] and a dash or a colon.

With an agency or a date any separator counts. Without either, the dateline is weak: the place must
be short and in capitals or Title Case, and the story must go on with a capital, a digit or a quote.
"""

import re
from dataclasses import dataclass

from .calendar_words import MONTHS, Day, is_weekday, read_day
from .words import word_set

# What tells an agency from a region ("Damascus, SANA-") and from a place ("AFP - ...").
AGENCIES = word_set(
    "afp ap reuters tass xinhua kcna efe mena ips upi dpa ansa irna mna fna isna tasnim sana wafa "
    "wam spa kuna qna bna aps apa nina ani pti ians yonhap kyodo bernama antara montsame lusa "
    "belga interfax unian azertac cnn bbc gna inter-press-service prensa-latina associated-press"
)
# A lead that begins so is the story itself, or a rubric ("WE dedicate", "Exclusive:").
_NO_PLACE = word_set(
    "a an the this that these those we he she it they i you our my his her its their there here "
    "in on at for by from to of with as after before during while since until if when where who "
    "what why how and or but not no so more most all some many every last late early led is are "
    "president prime minister king queen pope mr mrs ms dr gen sen lt col capt prof sir "
    "exclusive analysis opinion breaking watch update updated correction editorial explainer video "
    "photo photos review interview comment note question answer live factbox timeline q read also "
    "tags keywords source editor summary advertisement file related topics copyright"
)
_PARTICLES = word_set(
    "of the and upon de del la las los el al du des le les sur am an der da do dos di en y e et "
    "van von bin und"
)
_MEDIA = word_set("news times herald post tribune gazette online press")

_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʼ.-][^\W\d_]+)*(?:\.(?=[\s,]))?")
_GAP = re.compile(r"[\s,.]*")
_AGENCY = re.compile(r"\(([^\W\d_][^()\n\r]{0,39})\)|/\s?([^\W\d_][^/\n\r]{0,29}?)\s?/")
_BRACKETED = re.compile(r"\[([^\W\d_][^\[\]\n\r]{0,39})\]")
_SEPARATOR = re.compile(r"[\s.]*(?:--+|[–—―]|-(?![\w-])|(?<=[\s.)/])-|:(?![\w/]))")
_STOP = re.compile(r"[\s.:]*")
_WINDOW = 160  # code points: no dateline is longer, and the story behind it may be


@dataclass(slots=True)
class Dateline:
    """Where the parts of a dateline stand, in code points. `end` is after the separator."""

    end: int = 0
    outlet: tuple[int, int] | None = None
    place: tuple[int, int] | None = None
    region: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None
    day: Day | None = None
    strong: bool = False


def read_dateline(text: str, pos: int, end: int, hosts: frozenset[str]) -> Dateline | None:
    """The dateline at `pos`; None when the line opens with the story itself.

    Args:
        text: The dispatch.
        pos: Where the dateline would begin, in code points.
        end: The end of the line.
        hosts: The labels of the host name the dispatch came from: they name the outlet.
    """
    limit = min(end, pos + _WINDOW)
    line = Dateline(end=pos)
    if not _read_lead(text, pos, limit, hosts, line):
        return None
    while _read_part(text, limit, line):
        pass
    line.strong = bool(line.agency or line.day)
    if not (line.place or line.outlet or line.agency) or not _close(text, limit, line):
        return None
    if line.outlet:
        # "afrol News, Cotonou, 10 Nov -": what follows the outlet is the place.
        line.place, line.region = line.region, None
    return line


def _read_lead(text: str, pos: int, limit: int, hosts: frozenset[str], line: Dateline) -> bool:
    """Read the first name, if any; False when it is no place, outlet or agency."""
    if text.startswith("(", pos):
        return _read_bracketed_lead(text, pos, limit, line)
    end = _read_name(text, pos, limit)
    while text.startswith("/", end) and not _AGENCY.match(text, end, limit):
        further = _read_name(text, end + 1, limit)  # "DUBAI/CAIRO"
        if further == end + 1:
            break
        end = further
    name, line.end = text[pos:end], end
    if _names_outlet(name, hosts):
        line.outlet = (pos, end)
    elif _is_agency(name):
        line.agency = (pos, end)
    elif name and not _is_place(name):
        return False
    elif name:
        line.place = (pos, end - (name.endswith(".") and "." not in name[:-1]))
    return True


def _read_bracketed_lead(text: str, pos: int, limit: int, line: Dateline) -> bool:
    """Read "(CNN) -- ...", "(ANSA) - ROMA, 25 LUG - ..." and "(Beirut, July 25, 2022) – ..."."""
    found = _AGENCY.match(text, pos, limit)
    if not found:
        return False
    line.end = found.end()
    if _is_agency(found[1]) or (found[1].isupper() and len(found[1]) <= 6):
        line.agency = found.span(1)
        start = _skip(_GAP, text, _skip(_SEPARATOR, text, line.end, limit), limit)
        end = _read_name(text, start, limit)
        day = read_day(text, _skip(_GAP, text, end, limit), limit)
        if day and _is_place(text[start:end]):
            line.place, line.day, line.end = (start, end), day, day.end
        return True
    end = _read_name(text, pos + 1, found.end(1))
    if not _is_place(text[pos + 1 : end]):
        return False
    line.place = (pos + 1, end)
    line.day = read_day(text, _skip(_GAP, text, end, limit), found.end(1))
    return (line.day.end if line.day else end) == found.end(1)


def _read_part(text: str, limit: int, line: Dateline) -> bool:
    """Read one more part after `line.end`: a date, an agency or a region. False when none is."""
    start = _skip(_GAP, text, line.end, limit)
    comma = "," in text[line.end : start]
    if line.day is None:
        dash = _skip(_SEPARATOR, text, line.end, limit)  # "CAIRO- 24 July 2022: ..."
        day = read_day(text, start, limit) or read_day(text, _skip(_GAP, text, dash, limit), limit)
        if day:
            line.day, line.end = day, day.end
            return True
    if line.agency is None and (found := _AGENCY.match(text, start, limit)):
        day = read_day(text, found.start() + 1, found.end() - 1)
        if day and line.day is None:
            line.day = day
        else:
            line.agency = found.span(1) if found[1] else found.span(2)
        line.end = found.end()
        return True
    if line.region is None and (bracketed := _BRACKETED.match(text, start, limit)):
        line.region, line.end = bracketed.span(1), bracketed.end()
        return True
    return comma and _read_region(text, start, limit, line)


def _read_region(text: str, start: int, limit: int, line: Dateline) -> bool:
    """Read a name after a comma: a region, or an agency ("Tehran, July 26, IRNA –")."""
    end = _read_name(text, start, limit)
    name = text[start:end]
    if line.agency is None and (_is_agency(name) or (line.day and name.isupper())):
        line.agency, line.end = (start, end), end
        return True
    if not _is_capitalised(name) or len(name.split()) > 4 or line.day:
        return False
    first = line.region[0] if line.region else start
    line.region, line.end = (first, end), end
    return True


def _close(text: str, limit: int, line: Dateline) -> bool:
    """Move past the separator; False when there is none, or too weak a one."""
    before = line.end
    found = _SEPARATOR.match(text, before, limit)
    if not line.strong:
        return found is not None and _close_weak(text, limit, line, found[0])
    if found:
        line.end = found.end()
    elif text[before - 1] == "/":
        line.end = _skip(_STOP, text, before, limit)
    elif text[before - 1] == ")":
        # "(PTI) The minister": without a dash, a date or a name we know must vouch for it.
        known = line.agency and _is_agency(text[slice(*line.agency)])
        return bool(known or (line.day and line.agency))
    else:
        # Alone on its line, above the story.
        return line.place is not None and not text[before:limit].strip(" \t.")
    return True


def _close_weak(text: str, limit: int, line: Dateline, separator: str) -> bool:
    """Judge a lead without agency or date by its length, its case and what follows."""
    lead = line.place or line.outlet or (0, 0)
    words = text[lead[0] : line.end]
    line.end += len(separator)
    follows = text[line.end : line.end + 2].strip()
    spaced = separator[:1].isspace() or text[line.end : line.end + 1].isspace()
    return (
        len(words.split()) <= (6 if line.region else 4)
        and lead[1] - lead[0] <= 32
        and (spaced or line.region is not None or words.isupper())
        and (spaced or separator != ":")
        and (line.outlet is not None or words != words.lower())  # letters without case say nothing
        and bool(follows)
        and not follows[0].islower()
    )


def _read_name(text: str, pos: int, limit: int) -> int:
    """The end of the words at `pos`, at most six and up to a date; `pos` when there are none."""
    end = start = pos
    for _ in range(6):
        word = _WORD.match(text, start, limit)
        if not word or read_day(text, start, limit):
            break
        end = word.end()
        if text[end : end + 1] not in {" ", "\xa0"}:
            break
        start = end + 1
    return end


def _is_capitalised(name: str) -> bool:
    """Whether every word but particles has a capital, or letters without case."""
    words = name.split()
    return bool(words) and all(
        not word[0].islower()
        or word in _PARTICLES
        or (word.split("-")[0] in _PARTICLES and not word.islower())
        for word in words
    )


def _is_place(name: str) -> bool:
    """Whether `name` may be a place: capitalised, and not the opening words of a sentence."""
    first = name.split()[0].lower().rstrip(".") if name else ""
    if name.lower() in {"the hague", "the valley", "the gambia"}:
        return True
    return (
        _is_capitalised(name)
        and first not in _NO_PLACE
        and first not in _PARTICLES - {"la", "los", "las", "el", "del", "le", "les", "der", "den"}
        and not (is_weekday(first) and len(first) > 3)  # there is a Sun City
        and name.lower() not in MONTHS
        and len(name) <= 40
    )


def _is_agency(name: str) -> bool:
    return name.lower().replace(" ", "-") in AGENCIES


def _names_outlet(name: str, hosts: frozenset[str]) -> bool:
    """Whether the words are the host name's: "TODAY NICARAGUA" on todaynicaragua.com."""
    words = name.lower().replace("-", " ").split()
    if words[:1] == ["the"]:
        words = words[1:]
    if "".join(words) in hosts:
        return True
    return len(words) > 1 and words[-1] in _MEDIA and "".join(words[:-1]) in hosts


def _skip(pattern: re.Pattern[str], text: str, pos: int, limit: int) -> int:
    """The end of `pattern` at `pos`, or `pos` when it does not stand there."""
    found = pattern.match(text, pos, limit)
    return found.end() if found else pos
