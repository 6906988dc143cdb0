"""A one-line input at the bottom of the screen, with completion where there is a choice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from store.fold import fold
from store.query.completing import last_word

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
        known_first: whether what is known stands before what was typed, even as a whole word.
        new: what is said of what was typed where it is not known.
        complete: what was typed -> what its last word may become; Tab puts one in its place, Enter
            takes what stands there.
    """

    purpose: str
    label: str
    value: str = ""
    known: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    completes: bool = False
    hint: str = ""
    known_first: bool = False
    new: str = "new"
    complete: Callable[[str], Sequence[str]] | None = None


@dataclass(frozen=True)
class Choice:
    """One completion; `new` says that it is no known name but what was typed."""

    name: str
    new: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it is what was typed, and nothing known."""
        return bool(self.new)

    def __str__(self) -> str:
        return f"{self.name} ({self.new})" if self.new else self.name


def completions(question: Question, typed: str) -> list[Choice]:
    """What Enter may take for `typed`, best first."""
    minus, name = ("-", typed[1:]) if typed.startswith("-") else ("", typed)
    name = " ".join(name.split())
    pool = question.present if minus else question.known
    wanted = fold(name)
    if not name and not minus:
        return []
    begins = [item for item in pool if fold(item).startswith(wanted)]
    holds = [item for item in pool if wanted in fold(item) and item not in begins]
    exact = [item for item in pool if item == name]
    items = exact + [item for item in begins + holds if item not in exact]
    if not name or minus or exact:
        return [Choice(minus + item) for item in items]
    # "anb" is on the way to "anbar"; "iraq" is a name of its own beside "iraq-war".
    midword = any(item[len(name) : len(name) + 1].isalnum() for item in begins)
    new, old = [Choice(name, question.new)], [Choice(item) for item in items]
    return old + new if midword or question.known_first else new + old


class Ask(Widget):
    """Asks one question at a time; hidden while there is none."""

    BINDINGS = [
        Binding("enter", "take", "take", id="ask.take",
                tooltip="Take the marked completion, or what was typed"),
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
        self._choices: list[Choice] = []
        self._chosen = 0
        self._typed, self._put = "", False

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

    def complain(self, sentence: str, is_wrong: bool = True) -> None:
        """Say what is wrong with what was typed, or what it lacks yet; the input stays."""
        style = "$error" if is_wrong else "$quiet"
        self.query_one("#choices", Static).update(plain(sentence, style))

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
        chosen = self._choices[self._chosen].name if self._choices else event.value
        value = event.value if self._question.complete else chosen
        self.post_message(self.Answered(self._question.purpose, value))

    async def action_take(self) -> None:
        """Take the answer; the input has this key, and does the same."""
        await self.query_one("#answer", Input).action_submit()

    def action_cancel(self) -> None:
        """Drop the question."""
        self.post_message(self.Cancelled(self._question.purpose))

    def action_next(self) -> None:
        """Choose the next completion."""
        self._step(1)

    def action_previous(self) -> None:
        """Choose the previous completion."""
        self._step(-1)

    def _step(self, by: int) -> None:
        if not self._question.complete:
            self._choose(self._chosen + by)
        elif self._choices:
            at = self._chosen + by if self._put else 0
            self._choose(at)
            self._put_in(self._choices[self._chosen].name)

    def _put_in(self, word: str) -> None:
        """Let a completion take the place of the last word; the same completions stay."""
        field = self.query_one("#answer", Input)
        self._put = True
        with self.prevent(Input.Changed):
            field.value = self._typed[: len(self._typed) - len(last_word(self._typed))] + word
        field.cursor_position = len(field.value)
        self.post_message(self.Edited(self._question.purpose, field.value))

    def _complete(self, typed: str) -> None:
        self._typed, self._put = typed, False
        if self._question.complete:
            self._choices = [Choice(it) for it in self._question.complete(typed)]
        else:
            self._choices = completions(self._question, typed) if self._question.completes else []
        self._choose(0)

    def _choose(self, at: int) -> None:
        self._chosen = at % len(self._choices) if self._choices else 0
        takes = "Tab puts in " if self._question.complete else "Enter takes "
        parts = [plain(takes, "$quiet")]
        for number, choice in enumerate(self._choices):
            style = "reverse" if number == self._chosen else "$quiet"
            parts += [plain(f" {choice} ", style), Content(" ")]
        line = plain(self._question.hint, "$quiet")
        self.query_one("#choices", Static).update(
            Content.assemble(*parts) if self._choices else line
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a next completion only where there is something to choose."""
        has_choices = self._question.completes or self._question.complete is not None
        return action not in ("next", "previous") or has_choices
