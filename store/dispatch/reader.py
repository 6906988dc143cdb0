"""A cursor over the top of a dispatch, and what has been found so far."""

from ..article import Block
from .calendar_words import Day
from .paragraphs import Stretch, before_blanks, lines

BOM = "\ufeff"


class Reader:
    """Reads a text from its top: each step of the head takes a piece of it and moves on.

    `pos` is where the next piece begins and `end` the end of its line, in code points, without the
    white space around them. `fields`, `spans`, `day` and `blocks` gather what was found.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.fields: dict[str, str] = {}
        self.spans: dict[str, Stretch] = {}
        self.blocks: list[Block] = []
        self.day: Day | None = None  # the dateline's
        self.in_story = False
        self.pos = self.end = int(text.startswith(BOM))
        self._next_line()

    @property
    def line(self) -> str:
        """The rest of the line."""
        return self.text[self.pos : self.end]

    def following(self) -> Stretch | None:
        """The next line that is not blank; None at the end of the text."""
        return next(lines(self.text, self.end, len(self.text)), None)

    def take(self, kind: str, end: int) -> None:
        """Make text[pos:end] a block of `kind` and move behind it."""
        self.blocks.append(Block(self.pos, before_blanks(self.text, self.pos, end), kind))
        while end < self.end and self.text[end].isspace():
            end += 1
        self.pos, self.new_line = end, False
        if end >= self.end:
            self._next_line()

    def note(self, name: str, start: int, end: int) -> None:
        """Fill a field with text[start:end], unless it is filled already."""
        if name not in self.fields:
            self.fields[name] = self.text[start:end]
            self.spans[name] = (start, end)

    def derive(self, name: str, value: str | None) -> None:
        """Fill a field with a value that is worded otherwise than the text."""
        if value:
            self.fields.setdefault(name, value)

    def _next_line(self) -> None:
        self.new_line = True
        self.pos, self.end = self.following() or (len(self.text), len(self.text))
