"""The nouns of Dateline. Open this file first.

Three kinds of data explain the whole program:

    the text as it came       `Article.text`                   written once, never changed
    what the program derives  `Head` `Block` `Mention` ...     rebuilt from the text at any time
    what the reader makes     `Highlight` `Note`, tags ...     precious, undoable, on disk at once

Every offset is a count of Unicode code points in `Article.text`, zero-based, end exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: code points [start, end)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a dispatch that is shown as one paragraph.

    `kind` is one of head, title, byline, dateline, standfirst, body, caption, furniture. Blocks
    come in the order of the text and never overlap; between two of them lies only white space.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a dispatch says of itself; None where the text does not say.

    `published` and `updated` are ISO 8601 to the precision given ("2019-07-09T07:55",
    "2022-07-24"); `published_partial` is "--MM-DD" when the year is unknown. Zones are kept as
    written. `published_from` is header, dateline or url+dateline. `spans` says where a field
    stands in the text. A derived title does not stand in the text.
    """

    title: str
    title_derived: bool = True
    language: str | None = None
    published: str | None = None
    published_tz: str | None = None
    published_from: str | None = None
    published_partial: str | None = None
    updated: str | None = None
    updated_tz: str | None = None
    outlet: str | None = None
    section: str | None = None
    place: str | None = None
    region: str | None = None
    agency: str | None = None
    byline: str | None = None
    source_url: str | None = None
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The parse of a text: its head and its blocks. Derived."""

    head: Head
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it came, with its parse.

    `id` is the first 16 hex digits of `sha256`, the hash of the bytes as they came. `source` says
    where they came from (a path, an address, or "-"). `added` is in milliseconds since 1970.
    `extra` is what else came with it, by name, kept and exported again.
    """

    id: str
    text: str
    sha256: str
    source: str
    added: int
    dispatch: Dispatch
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something.

    `label` is an OntoNotes name: PERSON NORP FAC ORG GPE LOC EVENT DATE TIME MONEY PERCENT, or MISC
    for what fits none. `entity` is the same for all mentions of one thing in one article. `value`
    is the ISO 8601 or TIMEX3 value of a date or time; of money the ISO 4217 code and a plain
    decimal number ("USD 5200000"), the number alone where the writing does not tell the currency;
    of a percentage the number ("12.5"); of a range both ends ("USD 5000000/7000000"); None where it
    cannot be told. `source` is rule, list, tagger or reader. `status` is suggested
    until the reader decides: accepted, rejected, or mine where the reader marked what the
    recogniser had not.
    """

    start: int
    end: int
    label: str
    entity: str
    value: str | None = None
    source: str = "rule"
    status: str = "suggested"


@dataclass(frozen=True, slots=True)
class Name:
    """What the reader says of a name in every article: it outranks the recogniser.

    `label` is an OntoNotes name, or None where the name is to name nothing. `same_as` is another
    name of the same thing, the one to show: PMU is the same as Popular Mobilization Units.
    """

    name: str
    label: str | None
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What the reader says of a stretch of one article: it outranks the recogniser.

    `label` is an OntoNotes name (MISC for what fits none), or None where the stretch names
    nothing. `reach` is mention (this stretch) or article (every whole-word occurrence of `quote`
    in the article). `same_as` is another name of the thing. `was` is the label that the
    recogniser had given, None where it had none; `at` the time of writing, in milliseconds since
    1970: of two that contradict each other the later one holds.
    """

    id: str
    start: int
    end: int
    quote: str
    label: str | None
    reach: str = "mention"
    same_as: str | None = None
    was: str | None = None
    at: int = 0


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that an article names, under one or more aliases. Derived from its mentions.

    `name` is the alias to show; `aliases` are all the forms seen, the name first; `count` is the
    number of mentions; `first` is the offset of the first one.
    """

    id: str
    name: str
    label: str
    aliases: tuple[str, ...]
    count: int
    first: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch of text that the reader marked, with tags of its own.

    `label` is None for a plain highlight.
    """

    id: str
    start: int
    end: int
    quote: str
    label: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What the reader wrote: on a stretch of text, or on the whole article (start and end None)."""

    id: str
    text: str
    start: int | None = None
    end: int | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """All that the reader made of one article, each kind in the order of the text.

    `place` is the code point where reading stopped, 0 where it has not begun.
    """

    tags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    read: bool = False
    starred: bool = False
    place: int = 0
    corrections: tuple[Correction, ...] = ()

    def tags_on(self, mark: Highlight | Note) -> tuple[str, ...]:
        """The tags of the stretch that a mark is on: those of the highlights of just it."""
        place = (mark.start, mark.end)
        here = (it for it in self.highlights if (it.start, it.end) == place)
        return tuple(dict.fromkeys(tag for it in here for tag in it.tags))
