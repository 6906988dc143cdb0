"""What a format is: what it is for, what it counts in, and which module makes its files."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from .. import extras
from ..errors import BadRequest

if TYPE_CHECKING:
    from .record import Record


class File(NamedTuple):
    """A file to be written, its text in pieces; they are made while they are asked for.

    `name` is empty for the one file that holds all articles. `beside` says that the file only
    goes with others: a configuration, a type system.
    """

    name: str
    pieces: Iterable[str]
    beside: bool = False


@dataclass(frozen=True)
class Format:
    """A format that some other tool reads.

    Attributes:
        purpose: what it is for, in one line.
        suffix: the ending of its files, without a full stop.
        unit: what its offsets count.
        mentions: which mentions go out: all, decided (accepted, or marked by the reader), none.
        module: the module beside this one whose `files` makes them, imported when it is used.
        each: one article a file, so that more than one article needs a folder.
        folder: several files an article, so that even one needs a folder.
        renews: whether a file of ours that is there is brought up to date in its own region.
        extra: the extra that has to be installed for it, if any.
    """

    purpose: str
    suffix: str
    unit: str
    mentions: str
    module: str
    each: bool = False
    folder: bool = False
    renews: bool = False
    extra: str = ""

    def files(self, records: Iterable["Record"], lost: Counter[str]) -> Iterator[File]:
        """Make the files of some articles; each is to be written before the next is asked for.

        Args:
            records: the articles, with all that is known of them.
            lost: takes in what the format has no place for, by kind; it is full at the end.

        Raises:
            BadRequest: when the extra that the format needs is not installed.
        """
        made: Iterator[File] = self.load().files(records, lost)
        return made

    def load(self) -> ModuleType:
        """The module that makes the files.

        Raises:
            BadRequest: when the extra that the format needs is not installed.
        """
        try:
            return import_module(f"{__package__}.{self.module}")
        except ModuleNotFoundError as error:
            if not self.extra or (error.name or "").startswith("store"):
                raise
            needs = f"this format needs {error.name}: {extras.command(self.extra)}"
            raise BadRequest(needs) from error

    def renewed(self, there: bytes, made: str) -> bytes | None:
        """A file of ours that is there, with its region as in `made`; None where it has none.

        Raises:
            BadRequest: when the region cannot be told from the rest.
        """
        if not self.renews:
            return None
        known: bytes | None = self.load().renewed(there, made)
        return known
