"""Exporting what is listed: a format, a place, what would be written; then it is written."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from store.exporters import EXPORTERS
from store.visible import one_line

from ..child import Child
from ..formats import OTHERS
from ..keys import Keyboard
from ..panes.chooser import Chooser, Item
from ..paths import completed
from ..plain import plain
from .dialog import Dialog

Begin = Callable[
    [Sequence[str], Callable[[str], object], Callable[[int, str], object], bytes], Child
]
"""Starts another `dateline`: its words, what its lines and its end are told to, its input."""
_LAST: dict[str, str] = {}
"""The format and the place that were chosen last, as long as the reader is open."""


class FormatRows(Chooser):
    """The formats; the input above has the keyboard."""

    can_focus = False

    @property
    def shows_cursor(self) -> bool:
        """The cursor is seen although the keyboard is elsewhere."""
        return True


class ExportWindow(Dialog[str | None]):
    """Asks for a format and a place, shows what would be written, and writes it.

    Args:
        begin: starts another `dateline`.
        keyboard: all keys.
        ids: of the articles.
    """

    BINDINGS = [
        Binding("enter", "go", "look, then write", priority=True, id="export.go",
                tooltip="Look at what would be written; then write it"),
        Binding("down,ctrl+n", "move(1)", "format", priority=True, key_display="Up/Down",
                id="export.down", tooltip="Next format"),
        Binding("up,ctrl+p", "move(-1)", "previous", priority=True, show=False, id="export.up",
                tooltip="Previous format"),
        Binding("tab", "complete", "complete", priority=True, id="export.complete",
                tooltip="Complete the path"),
        Binding("escape", "drop", "drop", priority=True, id="export.drop",
                tooltip="Write nothing more"),
    ]  # fmt: skip

    @dataclass
    class Line(Message):
        """The other `dateline` said what would be written."""

        child: int
        said: dict[str, Any]

    @dataclass
    class Ended(Message):
        """The other `dateline` has ended, with this code and last words."""

        child: int
        code: int
        said: str

    def __init__(self, begin: Begin, keyboard: Keyboard, ids: Sequence[str]) -> None:
        super().__init__()
        self._begin, self._keyboard, self._ids = begin, keyboard, ids
        self._field = Input(id="wanted", compact=True, select_on_focus=False)
        self._state = Static(id="count")
        self._rows = FormatRows("formats")
        self._offered = ""
        self._child: Child | None = None
        self._number = self._there = 0
        self._step = "asking"  # then looking, looked, writing

    def compose(self) -> ComposeResult:
        """The place above, the formats below."""
        with Vertical(id="command-box"):
            count = len(self._ids)
            said = f"Export {count:,} article{'s' * (count != 1)}"
            yield Static(plain(said, "bold $heading"))
            yield self._field
            yield self._state
            yield self._rows
        yield self.key_bar(self._keyboard)

    def on_mount(self) -> None:
        """Offer the format and place of the last time."""
        items = [
            Item(((f"{name:<14}", "text"), (f"  {it.purpose}", "quiet")), name)
            for name, it in EXPORTERS.items()
        ]
        items += [
            Item(((f"{name:<14}", "text"), (f"  {it}", "quiet")), name)
            for name, it in OTHERS.items()
        ]
        self._rows.fill(items)
        names = [it.value for it in items]
        if _LAST.get("format") in names:
            self._rows.action_move(names.index(_LAST["format"]))
        self._field.cursor_blink = False
        self._field.focus()
        self._offer()

    @property
    def format(self) -> str:
        """The marked format."""
        return str(self._rows.chosen)

    def _offer(self) -> None:
        """Offer a place, unless the reader has typed another one."""
        form = EXPORTERS.get(self.format)
        if self._field.value == self._offered:
            many = form and (form.folder or (form.each and len(self._ids) > 1))
            suffix = form.suffix if form else "json" if self.format == "tinydb" else "jsonl"
            ending = "" if many else f".{suffix}"
            folder = _LAST.get("folder", "")
            self._offered = f"{folder}dateline-{self.format}{ending}"
            self._field.value = self._offered
            self._field.cursor_position = len(self._offered)
        self._forget()
        self._say("Enter looks first: it says what would be written, and over what")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another place: nothing is known of it."""
        event.stop()
        if self._step != "writing":
            self._forget()

    def action_move(self, by: int) -> None:
        """Mark another format."""
        if self._step != "writing":
            self._rows.action_move(by)
            self._offer()

    def action_complete(self) -> None:
        """Complete the path as far as it is certain."""
        value, _ = completed(self._field.value)
        self._field.value = value
        self._field.cursor_position = len(value)

    def action_go(self) -> None:
        """Say what would be written; what was said is written."""
        if self._step == "looked":
            words = ["--overwrite"] if self._there else []
            self._start("writing", words)
        elif self._step == "asking" and self._field.value.strip():
            self._start("looking", ["--dry-run", "--json"])

    def _start(self, step: str, words: list[str]) -> None:
        self._step = step
        self._say(f"{step} ...")
        self._number += 1
        number = self._number
        place = Path(self._field.value.strip()).expanduser()
        words = ["export", "--ids", "--format", self.format, "-o", str(place.absolute()), *words]

        def line(text: str) -> None:
            try:
                self.post_message(self.Line(number, json.loads(text)))
            except ValueError:
                return

        def end(code: int, said: str) -> None:
            self.post_message(self.Ended(number, code, said))

        given = "\n".join(self._ids).encode("ascii")
        self._child = self._begin(words, line, end, given)

    def _forget(self) -> None:
        self._number += 1  # what an earlier one still says is of no interest
        if self._child:
            self._child.stop()
        self._child, self._step, self._there = None, "asking", 0

    def on_export_window_line(self, message: Line) -> None:
        """Say what would be written."""
        if message.child == self._number and self._step == "looking":
            self._there = int(message.said.get("there", 0))
            self._step = "looked"
            then = "Enter writes"
            if self._there:
                then = f"Enter REPLACES {self._there:,} that are there already"
            self._say(f"{then}:  {one_line(str(message.said.get('said', '')))}", "accent")

    def on_export_window_ended(self, message: Ended) -> None:
        """Leave when it is written; say what is wrong when it is not."""
        if message.child != self._number or self._step == "looked":
            return
        said = one_line(message.said).removeprefix("dateline: ")
        if self._step == "writing" and message.code == 0:
            place = self._field.value.strip()
            folder = place.rpartition("/")
            _LAST.update(format=self.format, folder=folder[0] + folder[1])
            self.dismiss(f"exported to {place}: {said}")
        else:
            self._forget()
            self._say(said or "that did not work", "error")

    def _say(self, sentence: str, look: str = "quiet") -> None:
        self._state.update(plain(sentence, f"bold ${look}"))

    def action_drop(self) -> None:
        """Close it."""
        is_writing = self._step == "writing"
        self._forget()
        self.dismiss("stopped; what was written so far is there" if is_writing else None)
