"""What comes in: the annotations of one article, as a file has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..clean import HIGHLIGHT, clean_label
from ..errors import BadRequest


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that is marked.

    Attributes:
        start: its first offset, in the unit of the file; -1 where it is told by its quote alone.
        end: the offset after it.
        label: None for a plain mark.
        quote: its words as the file has them; None where it has none.
        kind: highlight; mention, for what says what a name is; note, for a stretch with only notes.
        notes: what was written on it.
        tags: its tags.
        prefix: what stands before it, where the file says.
        suffix: what stands after it.
    """

    start: int
    end: int
    label: str | None = None
    quote: str | None = None
    kind: str = "highlight"
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """The annotations of one article.

    Attributes:
        source: where they stand, to be said.
        text: the text that they are of; None where the file has none.
        id: the article's id, as the file says; "" for none.
        address: the article's address; "" for none.
        stretches: what is marked.
        tags: of the article.
        notes: on the article.
        unfit: what of it was not understood, a line each.
    """

    source: str
    text: str | None = None
    id: str = ""
    address: str = ""
    stretches: tuple[Stretch, ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfit:
    """A part of a file that was not understood."""

    source: str
    reason: str


def offset(value: Any) -> int | None:
    """A count as JSON has it; None for what is none."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 40:
        return None
    return value


def words(value: Any) -> tuple[str, ...]:
    """The texts in a value: one, or a list of them; nothing else."""
    listed = value if isinstance(value, list) else [value]
    return tuple(it for it in listed if isinstance(it, str) and it.strip())


def label_of(value: Any) -> str | None:
    """A label as it is kept: one line of printable characters; None for a plain highlight."""
    if not isinstance(value, str):
        raise ValueError("a label that is no text")
    try:
        label = clean_label(value)
    except BadRequest as error:
        raise ValueError(str(error)) from error
    return None if label == HIGHLIGHT else label


def field(record: Any, name: str) -> Mapping[str, Any]:
    """The object that a field holds; an empty one where it holds none."""
    value = record.get(name) if isinstance(record, Mapping) else None
    return value if isinstance(value, Mapping) else {}
