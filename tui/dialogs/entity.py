"""The page of a named thing: its aliases, its quotes in this article, the articles it stands in."""

import asyncio

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from ..panes.chooser import Chooser, Item, heading
from ..plain import plain
from ..signs import GROUPS
from ..story import Quote, Story


class EntityPage(ModalScreen[Quote | None]):
    """Shows a story; Enter goes to a quote."""

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", "close", id="entity.close", tooltip="Close it"),
    ]

    def __init__(self, story: Story) -> None:
        super().__init__()
        self._story = story
        self._rows = Chooser("quotes")
        self._others: list[Quote] = []

    def compose(self) -> ComposeResult:
        """The name above, the rows below."""
        entity = self._story.entity
        with Vertical(id="entity-box"):
            label = "OTHER" if entity.label == "MISC" else entity.label
            yield Static(plain(f"{entity.name}  {label}", f"bold ${GROUPS[entity.label]}"))
            yield self._rows

    def on_mount(self) -> None:
        """Show what is here; what is elsewhere follows."""
        self._fill("looking in the other articles ...")
        self._rows.focus()
        self.run_worker(self._look(), exclusive=True)

    async def _look(self) -> None:
        for found in self._story.elsewhere:
            if found:
                self._others.append(found)
            else:
                await asyncio.sleep(0.005)
        self._fill("")

    def _fill(self, pending: str) -> None:
        entity, here = self._story.entity, self._story.here
        others = entity.aliases[1:]
        items = (
            [heading("Also"), *(Item(((f"  {it}", "text"),)) for it in others)] if others else []
        )
        items += [Item(()), heading(f"In this article: {len(here)}")]
        items += [Item(((f"  {it.words}", "text"),), it) for it in here]
        count = f": {len(self._others)}" if not pending else f"   {pending}"
        items += [Item(()), heading(f"In other articles listed{count}")]
        items += [Item(((f"  {it.title}", "unread"), (f"  {it.words}", "quiet")), it)
                  for it in self._others]  # fmt: skip
        self._rows.fill(items)

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Go there."""
        message.stop()
        if isinstance(message.value, Quote):
            self.dismiss(message.value)
