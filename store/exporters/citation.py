"""What is cited of an article, for the formats that cite; and what those have no place for."""

from collections import Counter
from dataclasses import dataclass

from .addresses import web_address
from .annotations import DECIDED, STRETCH_NOTES, STRETCH_TAGS, SUGGESTED, named, printable
from .record import Record

DERIVED = " [headline from text]"
"""Stands after a title that the article does not give itself."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The facts of a citation, as one line each; empty for what the article does not say.

    `date` holds the year, and the month and day as far as they are known. `tags` are the reader's,
    `note` what the reader wrote on the article.
    """

    id: str
    title: str
    date: tuple[int, ...]
    author: str
    outlet: str
    section: str
    place: str
    url: str
    language: str
    tags: tuple[str, ...]
    note: str


def cited(record: Record, lost: Counter[str]) -> Cited:
    """Gather what is cited; what annotates stretches is counted as lost."""
    head, marks = record.article.dispatch.head, record.marks
    names = named(record, lost)
    lost["highlights"] += len(marks.highlights)
    lost[STRETCH_TAGS] += sum(len(it.tags) for it in marks.highlights)
    lost[STRETCH_NOTES] += sum(it.start is not None for it in marks.notes)
    lost[SUGGESTED] += sum(it.status == "suggested" for it in names)
    lost[DECIDED] += sum(it.status != "suggested" for it in names)
    lost["dates without a year"] += bool(head.published_partial and not head.published)
    day = (head.published or "").partition("T")[0]
    return Cited(
        id=f"dateline-{record.article.id}",
        title=_line(head.title) + (DERIVED if head.title_derived else ""),
        date=tuple(int(part) for part in day.split("-") if part.isascii() and part.isdigit()),
        author=_line(head.byline or head.agency),
        outlet=_line(head.outlet),
        section=_line(head.section),
        place=_line(head.place),
        url=web_address(head.source_url),
        language=_line(head.language),
        tags=tuple(_line(tag) for tag in marks.tags),
        note=printable("\n\n".join(it.text for it in marks.notes if it.start is None)),
    )


def _line(text: str | None) -> str:
    return printable(" ".join((text or "").split()))
