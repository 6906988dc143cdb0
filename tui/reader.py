"""The one screen: its keys, its inputs, and what the keys do that work in every pane."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.binding import Binding

from store.row import Row

from .browsing import Browsing

if TYPE_CHECKING:
    from .dialogs.ask import Ask
    from .keys import Key

TAG_HINT = "a name; Enter takes the marked one, Tab the next; -name takes a tag away"


class Reader(Browsing):
    """Reads and annotates the articles of one library."""

    BINDINGS = [
        Binding("t", "tag", "tag", id="article.tag",
                tooltip="Give the article a tag; -name takes one away"),
        Binding("m", "star", "star", show=False, id="article.star",
                tooltip="Give the article a star, or take it away"),
        Binding("r", "toggle_read", "read/unread", show=False, id="article.read",
                tooltip="Mark as read, or as unread again"),
        Binding("u", "undo", "undo", id="undo", tooltip="Undo, saying what"),
        Binding("U", "redo", "redo", show=False, id="redo", tooltip="Redo, saying what"),
        Binding("y", "copy", "copy", show=False, id="article.copy",
                tooltip="Copy the citation; on the page the quote with it"),
        Binding("D", "versions", "versions", show=False, id="article.versions",
                tooltip="The versions of the story, and what differs between them"),
        Binding("M", "carried", "moved marks", show=False, id="article.carried",
                tooltip="Marks that came from an earlier version: settle where they stand"),
        Binding("o", "open_source", "source", show=False, id="article.source",
                tooltip="Open the source outside, in a browser"),
        Binding("J", "neighbour(1)", "next article", show=False, id="article.next",
                tooltip="Next article"),
        Binding("K", "neighbour(-1)", "previous article", show=False, id="article.previous",
                tooltip="Previous article"),
        Binding("n", "match(1)", "next", show=False, id="next",
                tooltip="Next match of the find; without one, next unread article"),
        Binding("N", "match(-1)", "previous", show=False, id="previous",
                tooltip="Previous match of the find; without one, previous unread article"),
        Binding("i", "side", "side pane", show=False, id="pane.side",
                tooltip="Show or hide the side pane"),
        Binding("Z", "zen", "reading only", show=False, id="pane.zen",
                tooltip="The article and nothing else, or all again"),
        Binding("p", "letters", "letters", show=False, id="pane.letters",
                tooltip="Show or hide the letters that tell types apart without colour"),
        Binding("tab", "other_pane", "other pane", show=False, id="pane.other",
                tooltip="To the article, to the side pane, back to the list"),
        Binding("ctrl+z", "app.suspend_process", "to the shell", show=False, id="suspend",
                tooltip="To the shell; fg comes back"),
        Binding("colon,ctrl+p", "commands", "commands", show=False, id="commands",
                tooltip="Run a command by its name"),
        Binding("question_mark", "help", "keys", key_display="?", id="help",
                tooltip="All the keys, to be searched"),
    ]  # fmt: skip

    _tagging: Sequence[str] = ()

    # -- inputs ----------------------------------------------------------------------------------

    def on_ask_edited(self, message: "Ask.Edited") -> None:
        """Find while the query is being typed."""
        if message.purpose == "query":
            self.find_as_typed(message.value)
        elif message.purpose == "find":
            self.find_here(message.value)

    def on_ask_answered(self, message: "Ask.Answered") -> None:
        """Take the answer: a query is kept, a tag given."""
        answer = message.value.strip()
        taken = self.search_answered(message)
        if taken is None and message.purpose == "tag" and answer:
            act = partial(self.desk.tag, self._tagging, [answer])
            taken = self.do_to_many(act, len(self._tagging), f"tag {answer}")
        if taken is False:  # what was typed stays in the input
            return
        self.back_to_pane()
        if message.purpose == "find" and not answer:
            self.page.drop_find(back=True)

    def on_ask_cancelled(self, message: "Ask.Cancelled") -> None:
        """Drop the question, and a query with it."""
        if message.purpose == "query":
            self.find("")
        elif message.purpose == "find":
            self.page.drop_find(back=True)
        self.back_to_pane()

    # -- actions that work in either pane --------------------------------------------------------

    @property
    def _row(self) -> Row | None:
        """The article that a key means: the one under the cursor, or the one that is read."""
        return self.list.current if self.pane is self.list else self.desk.row

    async def action_tag(self) -> None:
        """Ask for a tag."""
        if row := self._row:
            self._tagging = self.meant
            known = tuple(name for name, _ in self.desk.library.tags().most_common())
            many = len(self._tagging) > 1
            tags = known if many else row.tags
            label = f"tag{self.what_is_meant()}" if many or not tags else f"tag ({', '.join(tags)})"
            await self.foot.ask(
                "tag", label, known=known, present=tags, completes=True, hint=TAG_HINT
            )

    async def action_star(self) -> None:
        """Give a star, or take it away."""
        await self.turn("star")

    def action_undo(self) -> None:
        """Undo the newest act."""
        self.do(self.desk.undo)

    def action_redo(self) -> None:
        """Redo what was undone last."""
        self.do(self.desk.redo)

    async def action_toggle_read(self) -> None:
        """Mark as read, or as unread again."""
        await self.turn("read")

    def action_copy(self) -> None:
        """Hand the quote or the citation to the terminal, which has the reader's clipboard."""
        from .outside import copy

        if row := self._row:
            on_page = self.pane is self.page
            span = self.page.selected if on_page and self.page.article else None
            said: list[str] = []
            if self.attempt(lambda: said.append(self.desk.citation(row.id, span))):
                self.foot.say(copy(self.app, said[0]))

    def action_open_source(self) -> None:
        """Open the source in a browser, where there is one."""
        from .outside import browse

        if row := self._row:
            said: list[str] = []
            if self.attempt(lambda: said.append(browse(self.desk.source_of(row.id)))):
                self.foot.say(said[0])

    def action_versions(self) -> None:
        """Show the versions of the story."""
        if row := self._row:
            self.show_versions(row.id)

    def action_carried(self) -> None:
        """Show the marks that came from an earlier version."""
        if row := self._row:
            self.open(row.id)
            self.show_carried()

    def action_match(self, by: int) -> None:
        """Go to the next or previous match; without a find, to the next or previous unread."""
        if self.pane is not self.page or not self.page.query_found:
            self.action_neighbour(by, unread=True)
        elif not self.page.go_match(by):
            self.go_on_in_another(by)

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

    def action_zen(self) -> None:
        """Show the article and nothing else, or all again."""
        if self.pane is self.page:
            self.toggle_class("zen")

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
        """Show all the keys, those that work here first; one can be searched for and run."""
        self._choose("keys")

    def action_commands(self) -> None:
        """Show the commands that work here."""
        self._choose("commands")

    def _choose(self, what: str) -> None:
        from .dialogs.commands import Commands

        widget = self.focused or self.pane
        self.app.push_screen(
            Commands(what, widget, self.keyboard), partial(self._run_command, widget)
        )

    async def _run_command(self, widget: object, key: "Key | None") -> None:
        if key and key.owner:
            await self.app.run_action(key.action, key.owner)
