"""The tutor: the reader on a practice library, with a lesson above the panes until it is done."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from store.article import Marks
from store.library import Library
from store.settings import LABELS, Settings

from .lessons import LESSONS, THE_END, Seen
from .plain import plain
from .reader import Reader

if TYPE_CHECKING:
    from .keys import Key

DISPATCH = Path(__file__).with_name("dispatch.txt")
"""The original dispatch, a copy of the one in `seeds/`: an installed program has no seeds."""


class Tutor(Reader):
    """Tells what to do, watches, and goes on when it was done."""

    def __init__(
        self, library: Library, greeting: str = "", settings: Settings | None = None
    ) -> None:
        settings = replace(settings or Settings(), labels=LABELS)  # a lesson speaks of these
        super().__init__(library, greeting, settings)
        self._told = Static(id="lesson")
        self._at, self._moves = 0, 0
        self._opened: set[str] = set()
        self._before = Marks()
        self._place: object = None

    def compose(self) -> ComposeResult:
        """The lesson, then the reader."""
        self._tell()
        first, *rest = super().compose()
        yield first
        yield self._told
        yield from rest

    def on_mount(self) -> None:
        """Open the dispatch: the first lesson is on its page."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self.list.current:
            self.read(self.list.current.id)

    def _tell(self) -> None:
        if self._at < len(LESSONS):
            number = plain(f"{self._at + 1}/{len(LESSONS)}  ", "bold $accent")
            told = plain(self.keyboard.named(LESSONS[self._at].told))
            self._told.update(Content.assemble(number, told))
        else:
            self._told.update(plain(self.keyboard.named(THE_END), "bold $success"))

    def show_state(self) -> None:
        """Whatever was done has come to this: look whether it was what the lesson wanted."""
        super().show_state()
        self._look_on()

    async def _run_command(self, widget: object, key: "Key | None") -> None:
        self._opened.add("keys")
        await super()._run_command(widget, key)
        self._look_on()

    def _look_on(self) -> None:
        page = self._page
        if page is None or page.article is None or self._at >= len(LESSONS):
            return
        at = page.selected
        if at != self._place:
            self._place, self._moves = at, self._moves + 1
        seen = Seen(
            page.article.text[at.start : at.end], at, self._moves, self.desk.mentions,
            self.desk.marks, self._before, page.reached, page.query_found,
            frozenset(self._opened), self.pane is page,
        )  # fmt: skip
        if LESSONS[self._at].done(seen):
            self._at, self._moves, self._opened = self._at + 1, 0, set()
            self._before = self.desk.marks
            self._tell()
