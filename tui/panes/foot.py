"""The foot of the screen: what is selected, what the keys do, and the inputs that open there."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widget import Widget

from store.article import Highlight, Mention, Note, Span
from store.marks import short
from store.selection import Selection

from ..signs import GROUPS
from .bars import KeyBar, Part
from .status import StatusBar

if TYPE_CHECKING:
    from ..dialogs.ask import Ask
    from ..dialogs.confirm import Confirm
    from ..dialogs.note import NoteEditor
    from ..dialogs.offer import Offer
    from .page import Page

_STATES = {"accepted": "accepted", "mine": "yours"}
"""Status of a mention -> how the status line says it."""
QUOTE = 200
"""Characters of the selection quoted at most."""
QUOTED = 24
"""Characters of the stretch of another mark quoted at most."""


class Foot(Widget):
    """Says things and asks things, one at a time."""

    def __init__(self) -> None:
        super().__init__(id="foot")
        self._ask: Ask | None = None
        self._confirm: Confirm | None = None
        self.editor: NoteEditor | None = None
        self._offer: Offer | None = None
        self._status, self._keys = StatusBar("status"), KeyBar("keys")
        self._state: object = None
        self._saying = False

    def compose(self) -> ComposeResult:
        """Two bars; inputs come above them when they are first needed."""
        yield self._status
        yield self._keys

    async def ask(self, purpose: str, label: str, value: str = "", **more: Any) -> None:
        """Ask a question; see `dialogs.ask.Question` for what may be said of it."""
        from ..dialogs.ask import Ask, Question

        if self._ask is None:
            self._ask = Ask()
            await self.mount(self._ask, before=self._status)
        self._ask.ask(Question(purpose, label, value, **more))

    async def confirm(self, purpose: str, question: str, why: str = "") -> None:
        """Ask for a yes or a no; one key answers."""
        from ..dialogs.confirm import Confirm

        if self._confirm is None:
            self._confirm = Confirm()
            await self.mount(self._confirm, before=self._status)
        self.hush()
        self._confirm.ask(purpose, question, why)

    def complain(self, sentence: str, is_wrong: bool = True) -> None:
        """Say what is wrong with what was typed as an answer, or what it lacks yet."""
        if self._ask:
            self._ask.complain(sentence, is_wrong)

    async def edit(self, quote: str, text: str) -> None:
        """Open the note editor, on `quote` or on the whole article."""
        from ..dialogs.note import NoteEditor

        if self.editor is None:
            self.editor = NoteEditor()
            await self.mount(self.editor, before=self._status)
        self.hush()
        self.editor.edit(quote, text)

    async def offer(self, quote: str, title: str, text: str) -> None:
        """Offer to go on with an unfinished note."""
        from ..dialogs.offer import Offer

        if self._offer is None:
            self._offer = Offer()
            await self.mount(self._offer, before=self._status)
        self._offer.offer(quote, title, text)

    def close(self) -> None:
        """Close whatever input is open."""
        for dialog in (self._ask, self._confirm, self.editor, self._offer):
            if dialog:
                dialog.display = False

    def say(self, sentence: str, error: bool = False, brief: str = "", after: str = "") -> None:
        """Say one thing; it stands until something else is selected.

        `brief` says the same where the sentence has no room; `after` stays when it is cut.
        """
        self._saying = True
        if brief and cell_len(sentence) > self._status.content_size.width:
            sentence = brief
        look = "error" if error else "success"
        self._status.say([(sentence, look), *([(after, look)] if after else [])])

    def say_and_show(self, sentence: str, page: "Page") -> None:
        """Say what was done and, where there is room, what is selected on the page now."""
        self._saying = True
        parts = [(f"{sentence}   ", "success"), *_selected(page)]
        self._status.say(parts, gives=1)

    def hush(self) -> None:
        """What was said has had its time: what is selected comes back."""
        self._saying = False

    def _may_describe(self, state: object) -> bool:
        if state != self._state:
            self._state, self._saying = state, False
        return not self._saying

    def show_page(self, page: "Page") -> None:
        """Say what is selected on the page, its label and state, and where in the article it is."""
        at, reached = page.selected, page.reached
        state = (page.article and page.article.id, at, reached, page.query_found, page.lamps)
        if page.article is None or not self._may_describe(state):
            return
        number, count = page.entity
        entity = (f"entity {number}/{count}",) if count else ()
        self._status.say(_selected(page), *page.lamps, f"{page.progress}%", *entity)

    def show_list(self, selection: Selection, cursor: int, picks: int = 0) -> None:
        """Say which article the cursor is on, and how many are selected for the next verb."""
        row = selection.rows[cursor] if selection.rows else None
        if not self._may_describe((row and row.id, len(selection), picks)):
            return
        if picks:
            many = f"{picks:,} article{'s' * (picks != 1)} selected"
            self._status.say([(many, "key"), ("  t m r d act on all of them", "quiet")])
            return
        if row:
            self._status.say([(row.title, "quote")], f"{cursor + 1:,}/{len(selection):,}")
        else:
            self._status.say([("nothing is listed; Esc shows all articles", "quiet")])

    def show_hints(self, hints: Iterable[tuple[str, str]], apart: int = 0) -> None:
        """Say what some keys do now; the first `apart` of them change with the selection."""
        self._keys.show(hints, apart)


def _selected(page: "Page") -> list[Part]:
    """What is selected: the quote, then its label and state, then the mark of the reader."""
    at = page.selected
    if page.article is None or at.start >= at.end:
        return [("nothing is selected", "error")]
    quote = page.article.text[at.start : min(at.end, at.start + QUOTE)]
    shown = quote if quote[:1] in "“\"‘'" else f"“{quote}”"
    mark = page.mark_at(at)
    return [(shown, "quote"), *_named(page.mention_at(at)), *_marked(mark, at, page.tags_of(mark))]


def _named(mention: Mention | None) -> list[Part]:
    if mention is None:
        return []
    label = "OTHER" if mention.label == "MISC" else mention.label
    value = f" {mention.value}" if mention.value else ""
    by = _STATES.get(mention.status, "your name" if mention.source == "reader" else "")
    state = (f"  {by}", "tag") if by else ("  suggested", "quiet")
    return [(f"  {label}{value}", GROUPS[mention.label]), state]


def _marked(mark: Highlight | Note | None, at: Span, tags: Iterable[str]) -> list[Part]:
    """The mark that a verb would delete; where it stands, when that is not the selection."""
    if mark is None:
        return []
    here = (mark.start, mark.end) == (at.start, at.end)
    tagged = "".join(f" [{tag}]" for tag in tags)
    if isinstance(mark, Note):
        where = "" if here else f" on “{short(mark.quote, QUOTED)}”"
        return [(f" {tagged}", "tag")] * bool(tagged) + [(f"  note{where}: {mark.text}", "tag")]
    return [(f"  highlight{'ed' if here else f' “{short(mark.quote, QUOTED)}”'}{tagged}", "tag")]
