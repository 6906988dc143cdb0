"""What the terminal sends, made safe before it becomes keys: pastes, and sequences that are none.

Textual 8.2 ends a paste at any escape in it and runs the rest as keys, which write marks; it ends
the program on numbers that a terminal never sends; it takes Esc and a letter that come in one
packet, as they do over a slow line, for Alt and that letter. Whatever is wrong on the line, the
text of a paste is text, a sequence that makes no sense is nothing, and Esc is Esc.
"""

import codecs
import re
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial

from textual._parser import Parser
from textual._xterm_parser import BRACKETED_PASTE_START as START
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste, Resize
from textual.message import Message

from store.visible import visible

LOST = 1.0
"""Seconds without a byte after which a paste that has no end is taken to have lost it."""
LATE = 0.25
"""Seconds within which the next piece of a mark that began is waited for."""
LARGEST = 4096
"""Cells a side of the largest terminal that is believed."""

_GOES_ON = "[O]PX^_Nfb"
"""What goes on a sequence that an escape began; f and b are Alt with an arrow on some keyboards."""
_MARKS = re.compile("\x1b\\[20[01]~")
_CONTROLS = (*range(32), *range(127, 160))
_INERT = {n: visible(chr(n)) for n in _CONTROLS if chr(n) not in "\n\t"} | {0: ""}


class Incoming(XTermParser):
    """Textual's parser, with what is pasted kept from it, and its faults from the program."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._matched = 0  # characters of a start mark that came; its escape alone was passed on
        self._depth = 0  # start marks whose end has not come
        self._pasted: list[str] = []
        self._tail = ""  # the end of what was pasted so far, where it may begin a mark
        self._heard = 0.0
        self._sizes = self.terminal_size, self.terminal_pixel_size, self.mouse_pixels

    def feed(self, data: str) -> Iterator[Message]:
        """Take in what came; gives what it means. Nothing at all is the end of the input."""
        if not data:
            yield from super().feed(data)
        self._heard = time.monotonic()
        while data:
            before, data = data, ""
            if self._depth:
                data = self._paste(before)
                if not self._depth:
                    yield self._delivered()
                continue
            for at, character in enumerate(before, 1):
                yield from self._typed(character)
                if self._depth:
                    data = before[at:]
                    break

    def tick(self) -> Iterator[Message]:
        """Look at the time, ten times a second: what is waited for may have been lost."""
        quiet = time.monotonic() - self._heard
        if self._depth:
            if quiet > LOST:
                yield self._delivered()
            return
        if self._matched and quiet > LATE:
            held, self._matched = START[1 : self._matched], 0
            yield from self._parsed(held)
        if self._matched < 2:  # an escape alone is a key, as soon as Textual says so
            yield from self._guarded(super().tick())

    # -- keys, the mouse, sizes ------------------------------------------------------------------

    def _typed(self, character: str) -> Iterator[Message]:
        """Pass on one character, unless it goes on a start mark; that is passed on to nobody."""
        if character == START[self._matched]:
            self._matched += 1
            if self._matched == len(START):
                self._matched, self._depth = 0, 1
                Parser.__init__(self)  # which had the escape
            elif self._matched == 1:
                yield from self._parsed(character)
            return
        if self._matched == 1 and character.isprintable() and character not in _GOES_ON:
            Parser.__init__(self)
            yield Key("escape", START[0])
        held = START[1 : self._matched]
        self._matched = int(character == START[0])
        yield from self._parsed(held + character)

    def _parsed(self, text: str) -> Iterator[Message]:
        for character in text:
            yield from self._guarded(super().feed(character))

    def _guarded(self, messages: Iterable[Message]) -> Iterator[Message]:
        """What Textual makes of it; where it fails, nothing, and it begins afresh."""
        try:
            for message in messages:
                if not isinstance(message, Resize) or self._is_believed(message):
                    yield message
        except Exception:
            Parser.__init__(self)

    def _is_believed(self, resize: Resize) -> bool:
        """Whether a terminal can have such a size; if not, the mouse is read by the last one."""
        if not all(0 < side <= LARGEST for side in resize.size):
            self.terminal_size, self.terminal_pixel_size, self.mouse_pixels = self._sizes
            return False
        # A terminal that does not know its size in pixels tells the mouse's place in cells.
        self.terminal_pixel_size = resize.pixel_size or None
        self._sizes = self.terminal_size, self.terminal_pixel_size, self.mouse_pixels
        return True

    # -- pastes ----------------------------------------------------------------------------------

    def _paste(self, data: str) -> str:
        """Take in text up to the end mark that closes the paste; returns what follows that."""
        data, at = self._tail + data, 0
        self._tail = ""
        for mark in _MARKS.finditer(data):
            self._pasted.append(data[at : mark.start()])
            at = mark.end()
            self._depth += 1 if mark[0] == START else -1
            if not self._depth:
                return data[at:]
        cut = data.find(START[0], max(at, len(data) - len(START) + 1))
        cut = len(data) if cut < 0 else cut
        self._pasted.append(data[at:cut])
        self._tail = data[cut:]
        return ""

    def _delivered(self) -> Paste:
        """What was pasted: newlines and tabs as they are, every other control as a stand-in."""
        text = "".join(self._pasted) + self._tail
        self._pasted, self._tail, self._depth = [], "", 0
        return Paste(text.replace("\r\n", "\n").replace("\r", "\n").translate(_INERT))


def listen() -> None:
    """Have Textual's drivers read by `Incoming`, and a byte that is no UTF-8 as a stand-in.

    Textual 8.2 ends on such a byte, typed or pasted.
    """
    if sys.platform == "win32":
        from textual.drivers import win32

        vars(win32)["XTermParser"] = Incoming
    else:
        from textual.drivers import linux_driver

        decoder = codecs.getincrementaldecoder("utf-8")
        vars(linux_driver)["XTermParser"] = Incoming
        vars(linux_driver)["getincrementaldecoder"] = lambda _: partial(decoder, "replace")
