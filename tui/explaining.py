"""What is known of a mention: why it has its label, and what it names."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from store.article import Span
from store.visible import one_line

from .learning import Learning

if TYPE_CHECKING:
    from .dialogs.told import Told
    from .story import Quote

AT_ONCE = 0.03
"""Seconds that a key waits for the reasons; most articles are short enough."""

Reasons = Callable[[Callable[[], object]], list[str]]
"""Finds the reasons, and calls every now and then what it is given."""


class _Dropped(Exception):
    """Nobody waits any more."""


class Explaining(Learning):
    """Tells what is known of a mention."""

    @dataclass
    class Explained(Message):
        """The reasons were found."""

        dialog: "Told"
        reasons: list[str]

    _one_at_a_time = threading.Lock()

    def tell_why(self, span: Span) -> None:
        """Tell the steps that led to the label; they can be long in coming."""
        from .dialogs.told import Told

        heading = f"Why “{one_line(self.desk.quote(span))}” is labelled as it is"
        dialog = Told(heading, self.keyboard)
        # A thread of our own, that nobody waits for when the reader leaves.
        thread = threading.Thread(
            target=self._explain, args=(dialog, self.desk.why(span)), daemon=True
        )
        thread.start()
        thread.join(AT_ONCE)
        self.app.push_screen(dialog)

    def _explain(self, dialog: "Told", find: Reasons) -> None:
        def go_on() -> None:
            if dialog.was_closed:
                raise _Dropped

        with self._one_at_a_time:
            try:
                go_on()
                reasons = find(go_on)
            except _Dropped:
                return
            except Exception as error:
                reasons = [f"it cannot be told: the recogniser failed ({type(error).__name__})"]
        with suppress(RuntimeError):  # the screen may be gone
            self.post_message(self.Explained(dialog, reasons))

    def on_explaining_explained(self, message: Explained) -> None:
        """Show them, unless nobody wants to know any more."""
        message.dialog.tell(message.reasons)

    def tell_of_entity(self, span: Span) -> None:
        """Tell what a mention names: its aliases, its quotes here, the articles it is in."""
        from .dialogs.entity import EntityPage

        entity = self.desk.entity_at(span)
        if entity is None:
            self.foot.say("nothing is named here; 1 to 9 say what it names", error=True)
        else:
            window = EntityPage(self.desk.told_of(entity), self.keyboard)
            self.app.push_screen(window, self._go_to_quote)

    def _go_to_quote(self, place: "Quote | None") -> None:
        if place is None:
            return
        self.read(place.article)
        if place.span:
            self.page.selected = place.span
