"""The note editor: a few lines at the bottom of the screen."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TextArea

from ..plain import plain


class NoteArea(TextArea):
    """A text area where Enter keeps and Ctrl-J begins a new line."""

    BINDINGS = [
        Binding("enter", "keep", "keep", priority=True, id="note.keep", tooltip="Keep the note"),
        Binding("ctrl+j", "new_line", "new line", priority=True, id="note.newline",
                tooltip="Begin a new line"),
        Binding("escape", "drop", "drop", priority=True, id="note.drop",
                tooltip="Close and leave the note as it was"),
        Binding("ctrl+t", "undo", "undo", show=False, id="note.undo",
                tooltip="Take back what was typed last"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__(
            id="note", compact=True, show_line_numbers=False, highlight_cursor_line=False
        )
        # Textual's undo; here as everywhere it is the way to the shell, wherever that was moved to.
        self._bindings.key_to_bindings.pop("ctrl+z")

    class Kept(Message):
        """Enter."""

    class Dropped(Message):
        """Escape."""

    def action_keep(self) -> None:
        """Keep what was written."""
        self.post_message(self.Kept())

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    def action_drop(self) -> None:
        """Close."""
        self.post_message(self.Dropped())


class NoteEditor(Widget):
    """Writes one note at a time; hidden while there is none to write."""

    @dataclass
    class Kept(Message):
        """The reader wants this note kept; an empty one means deleted."""

        text: str

    class Dropped(Message):
        """The reader wants all as it was."""

    class Edited(Message):
        """Something was typed."""

    def __init__(self) -> None:
        super().__init__(id="note-editor")
        self.display = False
        self.quote = ""
        self._label = Static(id="note-label")
        self._area = NoteArea()

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self._area.text

    def compose(self) -> ComposeResult:
        """What the note is on, and the note."""
        yield self._label
        yield self._area

    def edit(self, quote: str, text: str) -> None:
        """Show a note to be written, on `quote` or on the whole article, and take the keys."""
        label = f"Note on “{quote}”" if quote else "Note on the article"
        self.quote = quote
        self._label.update(plain(label, "bold $accent"))
        lines = self._area
        lines.cursor_blink = False
        lines.text = text
        lines.move_cursor(lines.document.end)
        self.display = True
        lines.focus()
        self.call_after_refresh(lines.scroll_cursor_visible)  # once it has a size

    def close(self) -> None:
        """Hide."""
        self.display = False

    def on_text_area_changed(self) -> None:
        """Say that there is something new."""
        self.post_message(self.Edited())

    def on_note_area_kept(self) -> None:
        """Hand the note on."""
        self.post_message(self.Kept(self.text))

    def on_note_area_dropped(self) -> None:
        """Leave all as it was."""
        self.post_message(self.Dropped())
