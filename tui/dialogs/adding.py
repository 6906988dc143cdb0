"""Adding articles: what is typed or pasted is looked at first, and taken in when that is wanted."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from store.marks import short
from store.visible import one_line

from ..child import Child
from ..keys import Keyboard
from ..panes.lines import Lines, Paragraph
from ..paths import completed
from ..plain import plain
from .dialog import Dialog

Begin = Callable[
    [Sequence[str], Callable[[str], object], Callable[[int, str], object], bytes], Child
]
"""Starts another `dateline`: its words, what its lines and its end are told to, its input."""

HINT = "a file, a folder or an address; or paste a text.  Enter looks at it, Tab completes"
_BARRED = "private"
"""Why an address in the reader's own network is refused."""
_LISTED = 500
"""Inputs that are listed; more are counted."""
_LOOKS = {"added": "success", "near-duplicate": "tag", "same": "quiet", "refused": "error"}
_SAID = {
    "added": "new",
    "near-duplicate": "new, a version of a story that is there",
}


class PathInput(Input):
    """An input for a path, which a text of several lines may be pasted into."""

    @dataclass
    class Pasted(Message):
        """A text of several lines was pasted."""

        text: str

    def _on_paste(self, event: events.Paste) -> None:
        if "\n" in event.text.strip():
            event.prevent_default()
            event.stop()
            self.post_message(self.Pasted(event.text))


class AddWindow(Dialog[str | Path | None]):
    """Asks what to add, shows what would become of it, and adds it.

    Its result is what was done, in words; a folder that is to be watched; or None.

    Args:
        begin: starts another `dateline`.
        keyboard: all keys.
        pasted: a text that was pasted, to begin with; "" to ask for a path.
    """

    BINDINGS = [
        Binding("enter", "go", "look, then add", priority=True, id="add.go",
                tooltip="Look at what is to be added; then add it"),
        Binding("tab", "complete", "complete", priority=True, id="add.complete",
                tooltip="Complete the path"),
        Binding("ctrl+g", "watch", "watch the folder", priority=True, id="add.watch",
                tooltip="Have the files of this folder come in by themselves from now on"),
        Binding("escape", "drop", "drop", priority=True, id="add.drop",
                tooltip="Add nothing; what is being added stays as far as it came"),
        Binding("down,ctrl+n", "scroll(1)", "down", priority=True, show=False, id="add.down",
                tooltip="One row down"),
        Binding("up,ctrl+p", "scroll(-1)", "up", priority=True, show=False, id="add.up",
                tooltip="One row up"),
    ]  # fmt: skip

    @dataclass
    class Line(Message):
        """The other `dateline` said something of one input."""

        child: int
        said: dict[str, Any]

    @dataclass
    class Ended(Message):
        """The other `dateline` has ended, with this code and complaint."""

        child: int
        code: int
        said: str

    def __init__(self, begin: Begin, keyboard: Keyboard, pasted: str = "") -> None:
        super().__init__()
        self._begin, self._keyboard, self._pasted = begin, keyboard, pasted
        self._field = PathInput(id="wanted", compact=True, placeholder="path, address or paste")
        self._state = Static(id="count")
        self._rows = Lines("adding", [])
        self._shown: list[Paragraph] = []
        self._known: list[Paragraph] = []
        self._counts: Counter[str] = Counter()
        self._child: Child | None = None
        self._number = 0
        self._step = "asking"  # then looking, looked or barred, adding
        self._private: list[str] = []  # how an address in the reader's own network is asked

    def compose(self) -> ComposeResult:
        """The input above what is known of it."""
        with Vertical(id="command-box"):
            yield self._field
            yield self._state
            yield self._rows
        yield self.key_bar(self._keyboard)

    def on_mount(self) -> None:
        """Ask, or look at what was pasted."""
        self._field.cursor_blink = False
        self._field.focus()
        self._say(HINT)
        if self._pasted:
            self._look_at_paste(self._pasted)

    # -- what is to be added ---------------------------------------------------------------------

    def on_path_input_pasted(self, message: PathInput.Pasted) -> None:
        """Look at a text that was pasted."""
        self._look_at_paste(message.text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another path: nothing is known of it."""
        event.stop()
        if self._step == "adding" or (self._pasted and not event.value):
            return
        self._pasted = ""
        self._forget()
        self._say(HINT)

    def _look_at_paste(self, text: str) -> None:
        self._pasted = text
        self._field.clear()
        self._look(["-"], text.encode("utf-8", "surrogatepass"))

    def action_complete(self) -> None:
        """Complete the path as far as it is certain."""
        value, others = completed(self._field.value)
        if value != self._field.value:
            self._field.value = value
            self._field.cursor_position = len(value)
        if others:
            self._rows.show([(one_line(it), "quiet", 2) for it in others])

    def action_go(self) -> None:
        """Look at it; what was looked at is added."""
        path = self._field.value.strip()
        if self._step == "looked" and self._counts["added"] + self._counts["near-duplicate"]:
            self._add()
        elif self._step in ("asking", "looked", "barred") and (path or self._pasted):
            self._private = ["--private"] if self._step == "barred" else []
            self._look(*self._meant(path))

    def _meant(self, path: str) -> tuple[list[str], bytes]:
        """The words of the command line for it, and what is on its standard input."""
        if self._pasted:
            return ["-"], self._pasted.encode("utf-8", "surrogatepass")
        if "://" in path:
            return ["--fetch", *self._private, path], b""
        return [str(Path(path).expanduser())], b""

    # -- the other dateline ----------------------------------------------------------------------

    def _look(self, words: list[str], given: bytes = b"") -> None:
        self._forget()
        self._step = "looking"
        self._say("looking ...")
        self._start(["add", "--dry-run", "--json", *words], given)

    def _add(self) -> None:
        words, given = self._meant(self._field.value.strip())
        self._shown, self._known, self._counts = [], [], Counter()
        self._step = "adding"
        self._say("adding ...")
        self._start(["add", "--json", *words], given)

    def _start(self, words: list[str], given: bytes) -> None:
        self._number += 1
        number = self._number

        def line(text: str) -> None:
            try:
                said = json.loads(text)
            except ValueError:
                return
            self.post_message(self.Line(number, said))

        def end(code: int, said: str) -> None:
            self.post_message(self.Ended(number, code, said))

        self._child = self._begin(words, line, end, given)

    def _forget(self) -> None:
        self._number += 1  # what an earlier one still says is of no interest
        if self._child:
            self._child.stop()
        self._child, self._step = None, "asking"
        self._shown, self._known, self._counts = [], [], Counter()
        self._rows.show([])

    def on_add_window_line(self, message: Line) -> None:
        """Show what is known of one more input."""
        if message.child != self._number:
            return
        result = str(message.said.get("result", ""))
        self._counts[_BARRED if message.said.get("code") == _BARRED else result] += 1
        known = self._known if result == "same" else self._shown
        if len(known) < _LISTED:
            known += _told(message.said)
            self._rows.show([*self._shown, *self._known])  # what is news stands first
        verb = "adding" if self._step == "adding" else "looking"
        self._say(f"{verb} ... {self._counts.total():,}")

    def on_add_window_ended(self, message: Ended) -> None:
        """Say what may be done now; or leave, when it is done."""
        if message.child != self._number:
            return
        self._child = None
        if self._step == "adding":
            self.dismiss(_one(message.said))
        elif message.code > 1 or not self._counts:
            self._step = "asking"
            self._say(_one(message.said).removeprefix("dateline: "), "error")
        elif self._counts[_BARRED]:
            self._step = "barred"
            self._say("it is in a private network; Enter asks it all the same", "accent")
        else:
            self._step = "looked"
            can = self._counts["added"] + self._counts["near-duplicate"]
            then = f"Enter adds {can:,}" if can else "nothing to add"
            self._say(f"{then}:  {_one(message.said)}", "accent" if can else "quiet")

    def _say(self, sentence: str, look: str = "quiet") -> None:
        self._state.update(plain(sentence, f"bold ${look}"))

    def action_scroll(self, rows: int) -> None:
        """Scroll the inputs."""
        self._rows.action_scroll_by(rows)

    def action_watch(self) -> None:
        """Have the folder watched."""
        folder = Path(self._field.value.strip()).expanduser()
        if self._field.value.strip() and folder.is_dir():
            self._forget()
            self.dismiss(folder)
        else:
            self._say("only a folder can be watched", "error")

    def action_drop(self) -> None:
        """Close it; what is being added stays as far as it came."""
        is_adding = self._step == "adding"
        self._forget()
        self.dismiss("stopped; what was added so far is there" if is_adding else None)


def _one(said: str) -> str:
    return one_line(said) or "that did not work"


def _told(said: dict[str, Any]) -> list[Paragraph]:
    """What is known of one input."""
    result = str(said.get("result", ""))
    look = _LOOKS.get(result, "text")
    source = Path(str(said.get("path", ""))).name or str(said.get("path", ""))
    if result == "refused":
        return [(f"✗ {source}: {said.get('reason', '')}", look, 0)]
    if result == "same":
        there = "in the archive" if said.get("said") else "already there"
        return [(f"{there}: {short(str(said.get('title') or source), 60)}", look, 0)]
    kind = "a new version of an article" if said.get("revises") else _SAID.get(result, result)
    facts = (said.get("published"), said.get("place"), said.get("outlet"))
    beside = "  ·  ".join(str(it) for it in facts if it)
    lines: list[Paragraph] = [(f"{said.get('title') or source}", "text", 0)]
    lines.append((f"{kind}{'  ·  ' if beside else ''}{beside}  ·  {source}", look, 2))
    if said.get("warning"):
        lines.append((str(said["warning"]), "quiet", 2))
    return lines
