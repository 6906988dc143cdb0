"""A question that one key answers, above the status line; as many rows as it needs."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from ..plain import plain


class Confirm(Widget, can_focus=True):
    """Asks one question at a time; hidden while there is none."""

    BINDINGS = [
        Binding("y,enter", "answer(True)", "yes", key_display="y/Enter", id="confirm.yes",
                tooltip="Yes"),
        Binding("n,escape", "answer(False)", "no", key_display="n/Esc", id="confirm.no",
                tooltip="No: all is left as it was"),
    ]  # fmt: skip

    @dataclass
    class Answered(Message):
        """Yes or no."""

        purpose: str
        yes: bool

    def __init__(self) -> None:
        super().__init__(id="confirm")
        self._purpose = ""
        self._question = Static(id="question")

    def compose(self) -> ComposeResult:
        """The question."""
        yield self._question

    def ask(self, purpose: str, question: str, why: str = "") -> None:
        """Show a question, with what speaks for or against it after it, and take the keys."""
        self._purpose = purpose
        asked = plain(question, "bold $accent")
        self._question.update(Content.assemble(asked, plain(f"  {why}" if why else "")))
        self.display = True
        self.focus()

    def on_key(self, event: events.Key) -> None:
        """Until it is answered, no other key does anything behind its back."""
        active = self.screen.active_bindings.get(event.key)
        answers = active is not None and active.node is self
        if not answers and not event.key.startswith("ctrl+"):
            event.stop()

    def action_answer(self, yes: bool) -> None:
        """Hand the answer on."""
        self.post_message(self.Answered(self._purpose, yes))
