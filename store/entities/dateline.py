"""What the head of a dispatch names: outlet, section, place and agency.

    (Hatha al-Youm | Iraq News)- BAGHDAD (Dispatches) – Iraq's ...

A small rule of this package's own, so that names do not wait for the parse of a dispatch.
"""

import re
from collections.abc import Iterator

from .gazetteer import key, places
from .spans import Proposal

_HEAD = 3000
"""Code points at the start of a text in which a head is looked for."""

_OUTLET = re.compile(r"\((?P<outlet>[^()|\n]{2,60}?)\s?\|\s?(?P<section>[^()|\n]{2,60}?)\)\s?[-–—]")
_PLACE = re.compile(
    r"(?:^|\n|\)\s?[-–—]\s?)[ \t]*"
    r"(?P<place>[A-Z][A-Z.'’\-]{1,20}(?:\s[A-Z][A-Z.'’\-]{1,20}){0,3})(?P<rest>,\s[A-Z][a-zA-Z.]{2,20}(?:\s[A-Z][a-z]{2,15})?)?"
    r"(?:,\s\w{3,9}\.?\s\d{1,2})?\s?"
    r"(?:\((?P<agency>[A-Z][^()\n]{1,30})\)\s?[-–—_]|(?:\s[-–—_]|--|[–—])\s)"
)


def head_names(text: str) -> Iterator[Proposal]:
    """Propose the outlet, its section, the place of the dateline and the agency."""
    head = text[:_HEAD]
    outlet = _OUTLET.search(head)
    if outlet:
        yield _proposal(outlet, "outlet", "ORG")
        yield _proposal(outlet, "section", "ORG")
    place = _PLACE.search(head)
    if place and (place["agency"] or outlet or key(place["place"]) in places()):
        yield _proposal(place, "place", "GPE")
        if place["agency"]:
            yield _proposal(place, "agency", "ORG")


def _proposal(match: re.Match[str], group: str, label: str) -> Proposal:
    start = match.start(group)
    written = match[group]
    start += len(written) - len(written.lstrip())
    return Proposal(start, start + len(written.strip()), label, 0.97)
