"""What every dialog in front of the panes has in common."""

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

from ..keys import Keyboard
from ..panes.bars import KeyBar

Result = TypeVar("Result")


class Dialog(ModalScreen[Result], Generic[Result]):
    """Opens in front of the panes; where the terminal has no room, it takes all of it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]

    _footer: tuple[Keyboard, KeyBar] | None = None

    def key_bar(self, keyboard: Keyboard) -> KeyBar:
        """The last row of the screen: the keys that work while this is open."""
        self._footer = keyboard, KeyBar("window-keys")
        return self._footer[1]

    def on_descendant_focus(self) -> None:
        """Say the keys of what has them now."""
        if self._footer and self.focused:
            keyboard, bar = self._footer
            bar.show(keyboard.of(self.focused, self.app))

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close it; a second click or key that comes while it closes changes nothing.

        Textual 8.2 would take the screen below away, and end.
        """
        return super().dismiss(result) if self.is_current else AwaitComplete()
