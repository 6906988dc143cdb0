"""What an importer makes: drafts of articles, and inputs that were refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from ..errors import Refusal

Fields = Mapping[str, str]
"""What is wanted of a record -> the name it has there, for the formats that are made of such."""
LIMIT = 10_000_000
"""Bytes one text may have."""
_LINE, _LONGEST = 300, {"source_url": 4000}
"""Code points that a stated field may have; those that may have others."""
FEW_WORDS = 25
"""Below so many words a text does not tell which dispatch it is: "Morning briefing" comes daily."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article about to be added.

    Attributes:
        text: the decoded text.
        raw: the bytes that the article's id is the hash of: as they came, where the input is the
            text; the text in UTF-8, where it was taken out of something else.
        source: a path, an address or "-"; `path#3` is the third thing in a container.
        warnings: what the reader should know of it.
        stated: fields of `Head` that the carrier states, such as a feed's title and date. They
            outrank what the text says.
        key: what stays the same when the publisher changes the text; "" where nothing does.
        tags: what it was tagged with where it comes from.
        extra: what else came with it, kept and exported again.
    """

    text: str
    raw: bytes
    source: str
    warnings: tuple[str, ...] = ()
    stated: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    tags: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Cut what a carrier states to the length of a line; it may be anything."""
        short = {name: str(said)[: _LONGEST.get(name, _LINE)] for name, said in self.stated.items()}
        object.__setattr__(self, "stated", short)

    @property
    def id(self) -> str:
        """The id of the article that it becomes."""
        return sha256(self.raw).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Refused:
    """An input, or a part of one, that was not taken.

    `code` is a short, stable word for scripts, `reason` the sentence for a person.
    """

    source: str
    code: str
    reason: str

    @classmethod
    def by(cls, source: str, refusal: Refusal) -> "Refused":
        """What was refused, and why."""
        return cls(source, refusal.code, str(refusal))


def carried(text: str, source: str, *, key: str = "", **more: Any) -> Draft:
    """A draft of a text that was taken out of something else.

    Raises:
        Refusal: when it is too large, or there is no text.
    """
    raw = text.encode("utf-8", "surrogatepass")
    check_size(len(raw))
    check_text(text)
    if key and len(text) < FEW_WORDS * 20 and len(text.split()) < FEW_WORDS:
        raw = key.encode("utf-8", "surrogatepass") + b"\0" + raw
    return Draft(text, raw, source, key=key, **more)


def check_text(text: str) -> None:
    """Refuse what has no letter in it.

    Raises:
        Refusal: when it has none.
    """
    if not any(character.isalpha() for character in text):
        raise Refusal("empty", "empty: there is no text in it")


def check_size(size: int, limit: int = LIMIT) -> None:
    """Refuse what is larger than `limit` bytes.

    Raises:
        Refusal: when it is.
    """
    if size > limit:
        said = f"{size / 1e6:.1f} MB" if size < 1e12 else "endless"
        raise Refusal("too large", f"{said}, the limit is {limit / 1e6:.0f} MB")
