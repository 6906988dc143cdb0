"""A one-line input at the bottom of the screen, with completion where there is a choice."""

from dataclasses import dataclass, field

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from store.fold import fold

from ..plain import plain


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        purpose: a word that comes back with the answer.
        label: what stands before the input.
        value: what stands in it at first.
        known: what can be completed, best first.
        present: what can be taken away by a leading minus.
        hint: a line above the input while there is nothing to complete.
    """

    purpose: str
    label: str
    value: str = ""
    known: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    completes: bool = False
    hint: str = ""


@dataclass
class _Choices:
    """The completions of what was typed, and which one Enter would take."""

    items: list[str] = field(default_factory=list)
    at: int = 0
    new: bool = False

    @property
    def chosen(self) -> str:
        return self.items[self.at] if self.items else ""


def completions(question: Question, typed: str) -> tuple[list[str], bool]:
    """What Enter may take for `typed`, best first, and whether the last one is a new name."""
    minus, name = ("-", typed[1:]) if typed.startswith("-") else ("", typed)
    name = " ".join(name.split())
    pool = question.present if minus else question.known
    wanted = fold(name)
    if not name and not minus:
        return [], False
    begins = [item for item in pool if fold(item).startswith(wanted)]
    holds = [item for item in pool if wanted in fold(item) and item not in begins]
    exact = [item for item in pool if item == name]
    items = exact + [item for item in begins + holds if item not in exact]
    is_new = bool(name) and not minus and not exact
    return [minus + item for item in items] + ([name] if is_new else []), is_new


class Ask(Widget):
    """Asks one question at a time; hidden while there is none."""

    BINDINGS = [
        Binding("escape", "cancel", "drop", id="ask.cancel", tooltip="Drop this input"),
        Binding("tab", "next", "next completion", id="ask.next", tooltip="Next completion"),
        Binding("shift+tab", "previous", "previous", show=False, id="ask.previous",
                tooltip="Previous completion"),
    ]  # fmt: skip

    @dataclass
    class Answered(Message):
        """Enter: the answer, completed."""

        purpose: str
        value: str

    @dataclass
    class Edited(Message):
        """Another character was typed."""

        purpose: str
        value: str

    @dataclass
    class Cancelled(Message):
        """Escape."""

        purpose: str

    def __init__(self) -> None:
        super().__init__(id="ask")
        self.display = False
        self._question = Question("", "")
        self._choices = _Choices()

    def compose(self) -> ComposeResult:
        """The completions above, the input below."""
        yield Static(id="choices")
        yield Static(id="label")
        yield Input(id="answer", compact=True, select_on_focus=False)

    def ask(self, question: Question) -> None:
        """Show a question and take the keys."""
        self._question = question
        self.query_one("#label", Static).update(plain(question.label + " ", "bold $accent"))
        field = self.query_one("#answer", Input)
        field.cursor_blink = False
        with self.prevent(Input.Changed):
            field.value = question.value
        field.cursor_position = len(question.value)
        self.display = True
        self._complete(question.value)
        field.focus()

    def complain(self, sentence: str) -> None:
        """Say what is wrong with what was typed; the input stays."""
        self.query_one("#choices", Static).update(plain(sentence, "$error"))

    def close(self) -> None:
        """Hide."""
        self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Complete what was typed."""
        event.stop()
        self._complete(event.value)
        self.post_message(self.Edited(self._question.purpose, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the chosen completion."""
        event.stop()
        value = (
            self._choices.chosen
            if self._question.completes and event.value.strip()
            else event.value
        )
        self.post_message(self.Answered(self._question.purpose, value))

    def action_cancel(self) -> None:
        """Drop the question."""
        self.post_message(self.Cancelled(self._question.purpose))

    def action_next(self) -> None:
        """Choose the next completion."""
        self._choose(self._choices.at + 1)

    def action_previous(self) -> None:
        """Choose the previous completion."""
        self._choose(self._choices.at - 1)

    def _complete(self, typed: str) -> None:
        items, new = completions(self._question, typed) if self._question.completes else ([], False)
        self._choices = _Choices(items, 0, new)
        self._choose(0)

    def _choose(self, at: int) -> None:
        choices = self._choices
        choices.at = at % len(choices.items) if choices.items else 0
        parts = []
        for number, item in enumerate(choices.items):
            is_new = choices.new and number == len(choices.items) - 1
            style = "reverse" if number == choices.at else "$quiet"
            parts += [plain(f" {item}{' (new)' if is_new else ''} ", style), Content(" ")]
        line = Content.assemble(*parts) if parts else plain(self._question.hint, "$quiet")
        self.query_one("#choices", Static).update(line)
