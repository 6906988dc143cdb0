"""The one screen: its keys, and what follows from the messages of its panes."""

from functools import partial
from typing import TYPE_CHECKING

from textual.binding import Binding

from store.library import Library

from .correcting import Correcting
from .panes.list import ArticleList

if TYPE_CHECKING:
    from .dialogs.ask import Ask
    from .panes.page import Page

GLANCE = 0.12
"""Seconds the cursor of the list rests before the article beside it follows."""
FIELDS = 'words, "a phrase", -not, tag:  place:  outlet:  date:2019-07  is:unread  has:note'


class Reader(Correcting):
    """Reads and annotates the articles of one library."""

    BINDINGS = [
        Binding("t", "tag", "tag", id="article.tag",
                tooltip="Give the article a tag; -name takes one away"),
        Binding("u", "undo", "undo", id="undo", tooltip="Undo, saying what"),
        Binding("U", "redo", "redo", show=False, id="redo", tooltip="Redo, saying what"),
        Binding("r", "toggle_read", "read/unread", show=False, id="article.read",
                tooltip="Mark as read, or as unread again"),
        Binding("J", "neighbour(1)", "next article", show=False, id="article.next",
                tooltip="Next article"),
        Binding("K", "neighbour(-1)", "previous article", show=False, id="article.previous",
                tooltip="Previous article"),
        Binding("n", "neighbour(1, True)", "next unread", show=False, id="article.next_unread",
                tooltip="Next unread article"),
        Binding("N", "neighbour(-1, True)", "previous unread", show=False,
                id="article.previous_unread", tooltip="Previous unread article"),
        Binding("i", "side", "entities", id="pane.side", tooltip="Show or hide the side pane"),
        Binding("p", "letters", "letters", show=False, id="pane.letters",
                tooltip="Show or hide the letters that tell types apart without colour"),
        Binding("tab", "other_pane", "other pane", show=False, id="pane.other",
                tooltip="To the article, to the side pane, back to the list"),
        Binding("ctrl+z", "app.suspend_process", "to the shell", show=False, id="suspend",
                tooltip="To the shell; fg comes back"),
        Binding("question_mark", "help", "keys", key_display="?", id="help",
                tooltip="All the keys"),
    ]  # fmt: skip

    def __init__(self, library: Library, greeting: str = "") -> None:
        super().__init__(library, greeting)
        self._tagging = ""

    def on_mount(self) -> None:
        """Let the page follow the list, from the first article on."""
        self._glance = self.set_timer(GLANCE, self._follow_list)

    # -- the list --------------------------------------------------------------------------------

    def _follow_list(self) -> None:
        if self.has_class("wide") and self.pane is self.list and self.list.current:
            self.open(self.list.current.id)

    def on_article_list_moved(self) -> None:
        """The article beside the list follows, once the cursor rests."""
        self._glance.stop()
        self._glance = self.set_timer(GLANCE, self._follow_list)
        if self.pane is self.list:
            self.foot.show_list(self.desk.selection, self.list.cursor)

    def on_article_list_opened(self, message: ArticleList.Opened) -> None:
        """Read it."""
        self.read(message.id)

    def on_article_list_archive_wanted(self, message: ArticleList.ArchiveWanted) -> None:
        """Archive, or bring back."""
        self.do(partial(self.desk.toggle_archived, message.row))

    async def on_article_list_find_wanted(self) -> None:
        """Ask for a query."""
        await self.foot.ask("find", "/", self.desk.selection.query, hint=FIELDS)

    def on_article_list_find_dropped(self) -> None:
        """List all."""
        self._find("")

    def _find(self, query: str) -> None:
        if self.attempt(partial(self.desk.find, query)):
            self.show_list()
            self.show_state()

    def on_article_list_left(self) -> None:
        """Leave: everything is on disk already."""
        self.app.exit()

    # -- the page --------------------------------------------------------------------------------

    def on_sheet_selected(self) -> None:
        """Say what is selected."""
        if self.pane is self.page:
            self.foot.show_page(self.page)

    def on_page_left(self) -> None:
        """Back to the list."""
        self.set_class(False, "reading")
        self.list.focus()

    def on_page_highlight_wanted(self, message: "Page.HighlightWanted") -> None:
        """Highlight."""
        self.do(partial(self.desk.highlight, message.span))

    def on_page_delete_wanted(self, message: "Page.DeleteWanted") -> None:
        """Delete what is under the selection."""
        correction = self.desk.correction_at(self.page.selected)
        if message.mark:
            self.do(partial(self.desk.delete, message.mark))
        elif correction:
            self.do(partial(self.desk.take_back, correction))
        else:
            self.foot.say("no highlight, note or correction of yours is under the selection")

    # -- inputs ----------------------------------------------------------------------------------

    def on_ask_edited(self, message: "Ask.Edited") -> None:
        """Find while the query is being typed."""
        if message.purpose == "find":
            if error := self.desk.why_not(message.value):
                self.foot.complain(error)
            else:
                self._find(message.value)

    def on_ask_answered(self, message: "Ask.Answered") -> None:
        """Take the answer: a query is kept, a tag given."""
        answer = message.value.strip()
        if message.purpose == "tag" and answer:
            self._close_after(partial(self.desk.tag, self._tagging, [answer]))
        else:
            self.back_to_pane()

    def on_ask_cancelled(self, message: "Ask.Cancelled") -> None:
        """Drop the question, and a query with it."""
        if message.purpose == "find":
            self._find("")
        self.back_to_pane()

    def _close_after(self, verb: partial[str]) -> None:
        """Close the input once the act is on disk; else what was typed stays in it."""
        if self.do(verb):
            self.back_to_pane()

    # -- actions that work in either pane --------------------------------------------------------

    async def action_tag(self) -> None:
        """Ask for a tag."""
        row = self.list.current if self.pane is self.list else self.desk.row
        if row:
            self._tagging = row.id
            known = tuple(name for name, _ in self.desk.library.tags().most_common())
            present = f"tag ({', '.join(row.tags)})" if row.tags else "tag"
            hint = "a name; Enter takes the marked one, Tab the next; -name takes a tag away"
            await self.foot.ask(
                "tag", present, known=known, present=row.tags, completes=True, hint=hint
            )

    def action_undo(self) -> None:
        """Undo the newest act."""
        self.do(self.desk.undo)

    def action_redo(self) -> None:
        """Redo what was undone last."""
        self.do(self.desk.redo)

    def action_toggle_read(self) -> None:
        """Mark as read, or as unread again."""
        row = self.list.current if self.pane is self.list else self.desk.row
        if row:
            self.do(partial(self.desk.toggle_read, row))

    def action_neighbour(self, by: int, unread: bool = False) -> None:
        """Go to the next or previous article, or unread one: to read it, or in the list only."""
        here = self.list.current.id if self.pane is self.list and self.list.current else None
        id = self.desk.neighbour(by, unread, here)
        if id is None:
            kind, where = "unread article" if unread else "article", "after" if by > 0 else "before"
            self.foot.say(f"no {kind} {where} this one")
        elif self.pane is self.list:
            self.list.go_to(id)
        else:
            self.read(id)

    def action_side(self) -> None:
        """Show or hide the side pane; where it takes the article's place, it takes the keys too."""
        if self.side.has_focus:
            self.pane.focus()
        self.toggle_class("no-side" if self.has_class("roomy") else "side")
        if self.has_class("tiny") and self.has_class("side"):
            self.side.focus()

    def on_side_left(self) -> None:
        """Back to the article."""
        if self.has_class("tiny"):
            self.remove_class("side")
        self.pane.focus()

    def action_letters(self) -> None:
        """Show or hide the letters in the gutter."""
        self.page.letters = not self.page.letters

    def action_other_pane(self) -> None:
        """Go round: the list, the article, the side pane where it is shown."""
        side = self._side if self._side and self._side.display else None
        if (side and side.has_focus) or (self.pane is not self.list and not side):
            self.on_page_left()
        elif side and self.pane is not self.list:
            side.focus()
        elif self.list.current:
            self.read(self.list.current.id)

    def action_help(self) -> None:
        """Show all the keys."""
        from .dialogs.told import Told, the_keys
        from .keys import groups

        self.app.push_screen(Told(the_keys(groups())))
