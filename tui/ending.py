"""How the reader ended, and what is to be said of a note that was being written."""

from dataclasses import dataclass
from pathlib import Path

from store.drafts import is_waiting
from store.visible import lines


@dataclass(frozen=True)
class Loss:
    """Notes that were being written, and could not be put on disk.

    Attributes:
        texts: the notes, as far as they were typed.
        has_earlier: whether an earlier part of one of them is on disk.
    """

    texts: tuple[str, ...]
    has_earlier: bool


@dataclass(frozen=True)
class Ending:
    """An end of the reader.

    Attributes:
        well: whether the person left; False after a fault, or a signal that cost a note.
        loss: what is on no disk now; None when all is.
    """

    well: bool
    loss: Loss | None = None

    def said(self, drafts: Path) -> list[str]:
        """The lines to say; `drafts` is the folder of the drafts.

        Who threw a note away knows what it said; whoever did not choose the end is given it here.
        """
        told: list[str] = []
        if self.loss and not self.well:
            for text in self.loss.texts:
                told += ["dateline: this note could not be put on disk:", *lines(text).split("\n")]
        if self.loss and self.loss.has_earlier:
            told.append("only an earlier part of the note is kept; the next start offers it")
        elif self.well and is_waiting(drafts):
            told.append("an unfinished note is kept; the next start offers it")
        return told
