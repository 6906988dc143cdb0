"""Date lines: " date 2019-07-09 2019/07/09 | 07:55", "Updated 3:21 PM EET, September 11, 2024"."""

import re
from dataclasses import dataclass, field

from .calendar_words import Clock, Day, read_clock, read_day

_LABEL = re.compile(
    r"(?:(date|dated)"
    r"|((?:first\s+)?(?:published|posted)|publié|publicado|pubblicato|veröffentlicht)"
    r"|((?:last\s+)?(?:updated|modified)|mis à jour|actualizado|atualizado|aggiornato))"
    r"\b(?:\s+(?:on|at|le|el)\b)?",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(source|editor)\s*:\s*([^\s|][^|\n\r]{0,59}?)\s*(?=\||$)", re.IGNORECASE)
_FILLER = re.compile(r"[\s.,:|;)·•–—-]+|(?:at|on|le|el|um|à)(?=\s)|T(?=\d)")


@dataclass(slots=True)
class Moment:
    """A day and an hour that stand together; either may be missing."""

    day: Day | None = None
    clock: Clock | None = None

    @property
    def value(self) -> str | None:
        """ISO 8601 to the precision given; None when the year or the day is unknown."""
        iso = self.day.iso if self.day else None
        return f"{iso}T{self.clock.value}" if iso and self.clock and self.clock.value else iso

    @property
    def zone(self) -> str | None:
        """The zone as written, when it belongs to a value with an hour."""
        return self.clock.zone if self.clock and self.clock.value and self.value else None

    def add(self, day: Day) -> None:
        """Take the first day with a value: a second one on the line repeats it."""
        if self.day is None or not self.day.month:
            self.day = day


@dataclass(slots=True)
class Stamp:
    """What a date line says. `end` is the code point after its last sign."""

    end: int
    published: Moment = field(default_factory=Moment)
    updated: Moment = field(default_factory=Moment)
    source: tuple[int, int] | None = None


def read_stamp(text: str, pos: int, end: int) -> Stamp | None:
    """The date line at `pos`; None when it is none.

    Made of dates, hours and their labels only, it must fill the line, or begin with "Published"
    or "Updated" (pages copied into one line go on with the story).

    Args:
        text: The dispatch.
        pos: Where the date line would begin, in code points.
        end: The end of the line.
    """
    pos += text.startswith("(", pos)
    stamp = Stamp(pos)
    moment, labelled, start = stamp.published, False, pos
    limit = min(end, pos + 200)
    while pos < limit:
        if filler := _FILLER.match(text, pos, limit):
            pos = filler.end()
        elif label := _LABEL.match(text, pos, limit):
            pos = label.end()
            labelled = labelled or (not label[1] and label.start() == start)
            moment = stamp.updated if label[3] else stamp.published
        elif source := _SOURCE.match(text, pos, limit):
            pos = source.end()
            if source[1].lower() == "source":
                stamp.source = source.span(2)
        elif day := read_day(text, pos, limit):
            pos = day.end
            moment.add(day)
        elif clock := read_clock(text, pos, limit):
            pos = clock.end
            moment.clock = moment.clock or clock
        else:
            break
    stamp.end = pos
    dated = stamp.published.day or stamp.updated.day
    return stamp if dated and (pos >= end or labelled) else None
