"""What goes out of an article as annotations of stretches: one list for all formats.

Offsets are code points of the text as it came, end exclusive.
"""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..clean import HIGHLIGHT
from .record import Record

ARTICLE_TAGS, ARTICLE_NOTES = "tags of articles", "notes on articles"
STRETCH_TAGS, STRETCH_NOTES = "tags of stretches", "notes on stretches"
SUGGESTED, DECIDED = "suggested mentions", "decided mentions"
REJECTED, EDGES = "rejected mentions", "edges of white space"
OVERLAPS, BLANK = "annotations that overlap others", "annotations of white space only"
RESPELT = "labels as spelt"
_UNSOUND = "characters that are no text, written as U+FFFD or blanks"

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_NO_PRINT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch that goes out.

    `kind` is highlight (the reader's mark), note (a stretch that has nothing but notes) or mention.
    `label` is None for a plain highlight and for a note. `status` is suggested, accepted or mine;
    `tags` and `notes` are the reader's; `entity` and `value` are those of a mention.
    """

    id: str
    start: int
    end: int
    kind: str
    label: str | None
    status: str = "mine"
    source: str = "reader"
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    entity: str = ""
    value: str | None = None

    @property
    def shown_label(self) -> str:
        """The label, or HIGHLIGHT."""
        return self.label or HIGHLIGHT


def marked(record: Record) -> list[Annotation]:
    """What the reader marked: highlights, and stretches with only a note, in order.

    A note goes with the first highlight of just its stretch.
    """
    notes: dict[tuple[int, int], list[str]] = {}
    ids: dict[tuple[int, int], str] = {}
    for note in record.marks.notes:
        if note.start is not None and note.end is not None:
            notes.setdefault((note.start, note.end), []).append(note.text)
            ids.setdefault((note.start, note.end), note.id)
    found = [
        Annotation(
            it.id, it.start, it.end, "highlight", it.label, tags=it.tags,
            notes=tuple(notes.pop((it.start, it.end), ())),
        )
        for it in record.marks.highlights
    ]  # fmt: skip
    found += [
        Annotation(ids[place], *place, "note", None, notes=tuple(said))
        for place, said in notes.items()
    ]
    return sorted(found, key=lambda it: (it.start, it.end, it.id))


def named(record: Record, lost: Counter[str] | None = None) -> list[Annotation]:
    """The mentions, in order; those that the reader rejected are left out and counted as lost."""
    if lost is not None:
        lost[REJECTED] += sum(it.label is None for it in record.marks.corrections)
    return [
        Annotation(
            f"{record.article.id}:m{it.start}-{it.end}", it.start, it.end, "mention", it.label,
            it.status, it.source, entity=it.entity, value=it.value,
        )
        for it in record.mentions
        if it.status != "rejected"
    ]  # fmt: skip


def decided(record: Record, lost: Counter[str]) -> list[Annotation]:
    """The mentions that the reader accepted or made; the suggested ones are counted as lost."""
    every = named(record, lost)
    kept = [it for it in every if it.status != "suggested"]
    lost[SUGGESTED] += len(every) - len(kept)
    return kept


def trimmed(text: str, found: Iterable[Annotation], lost: Counter[str]) -> Iterator[Annotation]:
    """The same without white space at their edges; those of nothing else are counted as lost."""
    for it in found:
        quote = text[it.start : it.end]
        start = it.start + len(quote) - len(quote.lstrip())
        end = it.end - (len(quote) - len(quote.rstrip()))
        if start < end:
            lost[EDGES] += (start, end) != (it.start, it.end)
            yield replace(it, start=start, end=end)
        else:
            lost[BLANK] += 1


def apart(found: Iterable[Annotation], lost: Counter[str]) -> list[Annotation]:
    """Those that overlap none before them, sorted by place; the others are counted as lost."""
    taken: list[tuple[int, int]] = []
    kept = []
    for it in found:
        at = bisect_left(taken, (it.end,)) - 1
        if at >= 0 and taken[at][1] > it.start:
            lost[OVERLAPS] += 1
            continue
        insort(taken, (it.start, it.end))
        kept.append(it)
    return sorted(kept, key=lambda it: it.start)


def sound(text: str, lost: Counter[str] | None = None) -> str:
    """A text that every tool takes: lone surrogates and NUL become U+FFFD, one for one."""
    return _replaced(_NO_TEXT, text, lost)


def printable(text: str, lost: Counter[str] | None = None) -> str:
    """A text that XML takes and no terminal obeys, one character for one.

    Controls too become U+FFFD, those that are white space a blank; tabs and line ends stay.
    """
    return _replaced(_NO_PRINT, text, lost)


def _replaced(pattern: re.Pattern[str], text: str, lost: Counter[str] | None) -> str:
    clean, count = pattern.subn(lambda it: " " if it[0].isspace() else "\ufffd", text)
    if lost is not None:
        lost[_UNSOUND] += count
    return clean


class Speller:
    """Spells labels as a format takes them: two that differ stay two."""

    def __init__(self, refused: str) -> None:
        """Take a regular expression of the characters that a label may not have."""
        self._refused = re.compile(refused)
        self.spelt: dict[str, str] = {}
        self._taken: set[str] = set()

    def __call__(self, label: str, lost: Counter[str]) -> str:
        """The spelling of a label, the same each time; one that differs is counted as lost."""
        if label not in self.spelt:
            spelling = first = self._refused.sub("_", label) or "_"
            number = 2
            while spelling in self._taken:
                spelling, number = f"{first}_{number}", number + 1
            self._taken.add(spelling)
            self.spelt[label] = spelling
        lost[RESPELT] += self.spelt[label] != label
        return self.spelt[label]
