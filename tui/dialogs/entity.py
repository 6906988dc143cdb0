"""The page of a named thing: its aliases, its quotes in this article, the articles it stands in."""

import asyncio

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from ..keys import Keyboard
from ..panes.chooser import Chooser, Item, heading
from ..plain import plain
from ..signs import GROUPS
from ..story import Quote, Story
from .dialog import Dialog


class EntityPage(Dialog[Quote | None]):
    """Shows a story; Enter goes to a quote."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", "close", id="entity.close", tooltip="Close it"),
    ]

    def __init__(self, story: Story, keyboard: Keyboard) -> None:
        super().__init__()
        self._keyboard = keyboard
        self._story = story
        self._rows = Chooser("quotes")
        self._others: list[Quote] = []
        self._pending = ""

    def compose(self) -> ComposeResult:
        """The name above, the rows below."""
        entity = self._story.entity
        with Vertical(id="entity-box"):
            label = "OTHER" if entity.label == "MISC" else entity.label
            yield Static(plain(f"{entity.name}  {label}", f"bold ${GROUPS[entity.label]}"))
            yield self._rows
        yield self.key_bar(self._keyboard)

    def on_mount(self) -> None:
        """Show what is here; what is elsewhere follows."""
        self._fill("looking in them ...")
        self._rows.focus()
        self.run_worker(self._look(), exclusive=True)

    async def _look(self) -> None:
        for found in self._story.elsewhere:
            if found:
                self._others.append(found)
            else:
                await asyncio.sleep(0.005)
        self._fill("")

    def on_resize(self) -> None:
        """Another width shows more of each quote, or less."""
        self._fill(self._pending)

    def _fill(self, pending: str) -> None:
        self._pending = pending
        width = self._rows.size.width or 80
        items: list[Item] = []
        if others := self._story.aliases:
            items += [heading("Also"), *(Item(((f"  {it}", "text"),)) for it in others), Item(())]
        items.append(heading(f"In this article: {len(self._story.here)}"))
        items += [Item((("  ", "text"), *it.framed(width)), it) for it in self._story.here]
        count = f": {len(self._others)}" if not pending else f"   {pending}"
        items += [Item(()), heading(f"In other articles listed{count}")]
        for it in self._others:
            title = Item(((f"  {it.title}", "unread"),), it)
            items += [title, Item((("    ", "text"), *it.framed(width)), it)]
        self._rows.fill(items)

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Go there."""
        message.stop()
        if isinstance(message.value, Quote):
            self.dismiss(message.value)
