"""The page of a thing that the library names: its aliases, dates, articles, and who is with it."""

import asyncio
from collections.abc import Iterator
from typing import Protocol

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from store.derived.names import Thing
from store.errors import DatelineError
from store.things import Page

from ..panes.chooser import Chooser, Item, heading
from ..plain import plain
from ..signs import GROUPS
from ..story import Quote
from .dialog import Dialog

_BARS = "▁▂▃▄▅▆▇█"
KEYS = "Enter goes there   = same as   r rename   x split off   c note   u undo   q back"
_ASKED = {
    "merge": "the same as",
    "rename": "call it",
    "note": "note",
}
"""What the line at the bottom asks for -> how."""


class Known(Protocol):
    """What this window asks, and what it does."""

    def page(self, thing: Thing) -> Page:
        """All that is known of a thing."""

    def together(self, thing: Thing) -> list[tuple[Thing, int]]:
        """The things in the same articles."""

    def again(self, thing: Thing) -> Thing:
        """A thing as it is now."""

    def called(self, name: str) -> Thing | None:
        """The thing called so."""

    def quotes(self, page: Page) -> Iterator[Quote]:
        """A sentence of each article."""

    def merge(self, thing: Thing, other: str) -> str:
        """Have a thing be the same as another one."""

    def part(self, thing: Thing, alias: str) -> str:
        """Have an alias be a thing of its own."""

    def note(self, thing: Thing, text: str) -> str:
        """Write a note on a thing."""

    def undo(self) -> str:
        """Undo the newest act."""


class ThingPage(Dialog[Quote | None]):
    """Shows a thing; Enter goes to an article, or to another thing."""

    BINDINGS = [
        Binding("escape,q", "back", "back", id="thing.back", tooltip="Back to the names"),
        Binding("equals_sign", "ask('merge')", "same as", key_display="=", id="thing.merge",
                tooltip="It is the same as another name, in every article"),
        Binding("r", "ask('rename')", "rename", id="thing.rename",
                tooltip="Call it otherwise, in every article"),
        Binding("x", "part", "split off", id="thing.part",
                tooltip="The marked alias is a thing of its own, in every article"),
        Binding("c", "ask('note')", "note", id="thing.note", tooltip="Write a note on it"),
        Binding("u", "undo", "undo", id="thing.undo", tooltip="Undo the newest act"),
    ]  # fmt: skip

    def __init__(self, names: Known, thing: Thing) -> None:
        super().__init__()
        self._names, self._thing = names, thing
        self._title, self._said = Static(id="thing-name"), Static(id="thing-said")
        self._rows = Chooser("quotes")
        self._field = Input(id="thing-answer", compact=True)
        self._asked = ""
        self._page: Page | None = None
        self._quotes: list[Quote] = []
        self._together: list[tuple[Thing, int]] = []

    def compose(self) -> ComposeResult:
        """The name above, the rows below, then a line to say and to ask things."""
        with Vertical(id="entity-box"):
            yield self._title
            yield self._rows
            yield self._said
            yield self._field

    def on_mount(self) -> None:
        """Show what is known; sentences follow."""
        self._field.display = False
        self._field.cursor_blink = False
        self._rows.focus()
        self._say(
            "Enter goes there   = same as   r rename   x split off   c note   u undo   q back"
        )
        self._look()

    def _look(self) -> None:
        try:
            self._page = self._names.page(self._thing)
        except DatelineError as error:
            self._say(str(error))
            return
        self._quotes, self._together = [], []
        self._fill()
        self.run_worker(self._follow(self._page), exclusive=True)

    async def _follow(self, page: Page) -> None:
        await asyncio.sleep(0.01)
        for number, quote in enumerate(self._names.quotes(page)):
            self._quotes.append(quote)
            if number % 20 == 19:
                self._fill()
                await asyncio.sleep(0.005)
        self._fill()
        await asyncio.sleep(0.01)
        self._together = self._names.together(self._thing)
        self._fill()

    def on_resize(self) -> None:
        """Another width shows more of each sentence, or less."""
        self._fill()

    # -- showing ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        if not self._page:
            return
        thing, page = self._thing, self._page
        label = "OTHER" if thing.label == "MISC" else thing.label
        articles = f"{thing.articles:,} article{'s' * (thing.articles != 1)}"
        facts = f"{label}, {thing.mentions:,} in {articles}"
        self._title.update(plain(f"{thing.name}   {facts}", f"bold ${GROUPS[thing.label]}"))
        width = self._rows.size.width or 80
        items: list[Item] = []
        if page.note:
            items += [
                heading("Note"),
                *(Item(((f"  {it}", "tag"),)) for it in page.note.split("\n")),
            ]
        if page.timeline:
            items += [heading("When"), Item((("  ", "quiet"), *_timeline(page.timeline)))]
        items += [heading("Written")]
        items += [Item(((f"  {alias}", "text"),), alias, f"{count:,}")
                  for alias, count in page.aliases[:40]]  # fmt: skip
        more = len(page.stands) - len(self._quotes)
        items += [Item(()), heading(f"In {articles}, the newest first")]
        for it in self._quotes:
            items.append(Item(((f"  {it.title}", "unread"),), it))
            items.append(Item((("    ", "text"), *it.framed(width)), it))
        if more > 0:
            items.append(
                Item(((f"  and {more:,} more: entity: in the list finds them all", "quiet"),))
            )
        if self._together:
            items += [Item(()), heading("Together with")]
            items += [Item(((f"  {it.name}", GROUPS[it.label]),), it, f"{count:,}")
                      for it, count in self._together]  # fmt: skip
        self._rows.fill(items)

    def _say(self, sentence: str) -> None:
        self._said.update(plain(sentence, "$quiet"))

    # -- acting ----------------------------------------------------------------------------------

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Go to the article, or to the other thing."""
        message.stop()
        if isinstance(message.value, Quote):
            self.dismiss(message.value)
        elif isinstance(message.value, Thing):
            self._thing = self._names.again(message.value)
            self._look()

    def action_back(self) -> None:
        """Drop the question; else close."""
        if self._asked:
            self._close_question()
        else:
            self.dismiss(None)

    def action_ask(self, what: str) -> None:
        """Ask for a name or for a note."""
        self._asked = what
        self._say(f"{_ASKED[what]} (Enter does it, Esc does not)")
        value = self._page.note if what == "note" and self._page else ""
        self._field.value = value if what == "note" else self._thing.name * (what == "rename")
        self._field.display = True
        self._field.focus()

    def _close_question(self) -> None:
        self._asked = ""
        self._field.display = False
        self._say(KEYS)
        self._rows.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do it."""
        event.stop()
        asked, value = self._asked, event.value.strip()
        self._close_question()
        try:
            if asked == "note":
                said = self._names.note(self._thing, value)
            else:
                other = self._names.called(value) if asked == "merge" else None
                said = self._names.merge(self._thing, other.name if other else value)
        except DatelineError as error:
            said = str(error)
        self._done(said)

    def action_part(self) -> None:
        """Have the marked alias be a thing of its own."""
        alias = self._rows.chosen
        if not isinstance(alias, str):
            self._say("mark one of its names first, under Written")
            return
        try:
            self._done(self._names.part(self._thing, alias))
        except DatelineError as error:
            self._say(str(error))

    def action_undo(self) -> None:
        """Undo the newest act."""
        self._done(self._names.undo())

    def _done(self, said: str) -> None:
        self._thing = self._names.again(self._thing)
        self._look()
        self._say(said)


def _timeline(columns: list[tuple[str, int]]) -> list[tuple[str, str]]:
    """Columns as bars between the first date and the last."""
    most = max(count for _, count in columns)
    bars = "".join(
        _BARS[(count * (len(_BARS) - 1) + most - 1) // most] if count else " "
        for _, count in columns
    )
    if len(columns) == 1:
        return [(columns[0][0], "quiet")]
    return [(f"{columns[0][0]} ", "quiet"), (bars, "tag"), (f" {columns[-1][0]}", "quiet")]
