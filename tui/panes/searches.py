"""The pane of the saved searches: each with how many unread articles it finds; Enter runs it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message

from store.searches import Saved

from .chooser import Chooser, Item, heading

ALL_ARTICLES = Saved("All articles", "")


class Searches(Chooser):
    """The saved searches."""

    BINDINGS = [
        Binding("d", "forget", "delete", id="searches.delete",
                tooltip="Delete the saved search; the articles stay"),
        Binding("q,escape,f", "leave", "back", id="searches.back", tooltip="Back to the list"),
    ]  # fmt: skip

    @dataclass
    class Run(Message):
        """The reader wants to run a search."""

        query: str

    @dataclass
    class Forgotten(Message):
        """The reader wants a saved search away."""

        name: str

    class Left(Message):
        """The reader wants to go back to the list."""

    def __init__(self) -> None:
        super().__init__("searches")
        self._saved: Sequence[Saved] = ()
        self._unread: dict[str, int | None] = {}
        self._on = ""

    def show(self, saved: Sequence[Saved], on: str) -> None:
        """Show the searches; `on` is the query that is on."""
        self._saved, self._on = saved, on
        self._fill()

    def count(self, name: str, unread: int | None) -> None:
        """Say how many unread articles one of them finds; None when that is not known."""
        self._unread[name] = unread
        self._fill()

    def _fill(self) -> None:
        items = [heading("Searches")]
        for it in (ALL_ARTICLES, *self._saved):
            unread = self._unread.get(it.name)
            look = "unread" if it.query == self._on else "text"
            items.append(Item(((f"  {it.name}", look),), it, f"{unread:,}" if unread else ""))
        if not self._saved:
            items += [Item(()), Item((("  F saves the search", "quiet"),)),
                      Item((("  that is on", "quiet"),))]  # fmt: skip
        self.fill(items)

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Run it."""
        message.stop()
        if isinstance(message.value, Saved):
            self.post_message(self.Run(message.value.query))

    def action_forget(self) -> None:
        """Delete the one under the cursor."""
        if isinstance(self.chosen, Saved) and self.chosen is not ALL_ARTICLES:
            self.post_message(self.Forgotten(self.chosen.name))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())
