"""Searching: queries typed, searched on between keys, sorted, saved; verbs on what was selected."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from store.bulk import counted
from store.errors import DatelineError
from store.query import BadQuery
from store.query.fields import ORDERS

from .annotating import Annotating

if TYPE_CHECKING:
    from .dialogs.ask import Ask
    from .panes.searches import Searches

FIELDS = 'words, "a phrase", pre*, -not, OR, tag: entity: place: date:2019-07 is:unread has:note'
SORTED = "one or more, with commas: -title turns one round; nothing for the newest first"
SAVED_AS = "a name for it; f lists the saved searches"
_SLICE = 0.012
"""Seconds of search between two keys."""
_MANY = 2000
"""Articles from which on an act takes so long that it is said before it is done."""
_SHOWN_EVERY = 12
"""Slices after which what was found is shown."""


class Searching(Annotating):
    """Finds among the articles."""

    # -- the query -------------------------------------------------------------------------------

    async def ask_for_query(self) -> None:
        """Ask for a query."""
        text = self.desk.query.text
        await self.foot.ask("query", "/", text, complete=self.desk.completed, hint=FIELDS)

    def find_as_typed(self, text: str) -> None:
        """List what a query finds while it is being typed; say what is wrong with it."""
        try:
            self.desk.find(text, is_typed=True)
        except BadQuery as error:
            self.foot.complain(str(error), is_wrong=error.closing is None)
        except DatelineError as error:
            self.foot.complain(str(error))
        else:
            self._show_found()

    def find(self, query: str) -> bool:
        """List what answers a query; False when it is not understood, and the list stays."""
        found = self.attempt(partial(self.desk.find, query))
        if found:
            self._show_found()
        return found

    def keep_query(self, typed: str) -> bool:
        """Keep what is listed for what was typed; False when that is not understood."""
        try:
            self.desk.find(typed, is_typed=True, is_kept=True)
        except DatelineError as error:
            self.foot.complain(str(error))
            return False
        self._show_found()
        return True

    def _show_found(self) -> None:
        self.show_list()
        self.show_state()
        if self.desk.searching:
            self.run_worker(self._search_on(), group="search", exclusive=True)
        else:
            self.workers.cancel_group(self, "search")
            self.title_bar.work("")

    async def _search_on(self) -> None:
        """Search on, a slice between two keys."""
        slices = 0
        while (far := self.desk.searching) is not None:
            self.title_bar.work(f"searching {far[0]:,} of {far[1]:,}")
            if not self.attempt(partial(self.desk.go_on, _SLICE)):
                self.desk.give_up()
            slices += 1
            if slices % _SHOWN_EVERY == 0:
                self.show_list()
            await asyncio.sleep(0.004)
        self.title_bar.work("")
        self.show_list()
        self.show_state()

    def go_on_in_another(self, by: int) -> None:
        """Go to the first hit of the next article listed that has one, or the last one before."""
        found: list[str | None] = []
        if self.attempt(lambda: found.append(self.desk.neighbour_with_hits(by))):
            if found[0] is None:
                self.foot.say(f"no match in an article {'after' if by > 0 else 'before'} this one")
            else:
                self.read(found[0], last_hit=by < 0)

    # -- the order -------------------------------------------------------------------------------

    async def ask_for_order(self) -> None:
        """Ask what to sort by."""
        now = ",".join(("-" if it.backward else "") + it.name for it in self.desk.query.keys)
        await self.foot.ask("sort", f"sort by ({', '.join(ORDERS)})", now, hint=SORTED)

    def sort(self, keys: str) -> bool:
        """Sort what is listed; False when there is no such order."""
        try:
            self.desk.sort(keys)
        except BadQuery as error:
            self.foot.complain(error.why)
            return False
        self._show_found()
        return True

    # -- saved searches --------------------------------------------------------------------------

    _searches: "Searches | None" = None

    @property
    def searches(self) -> "Searches":
        """The pane of the saved searches."""
        if self._searches is None:
            from .panes.searches import Searches

            self._searches = Searches()
            self._panes.mount(self._searches, before=self.list)
        return self._searches

    def show_searches(self) -> None:
        """Show the saved searches, or hide them."""
        if self.has_class("searches"):
            self.hide_searches()
            return
        self.searches.show(self.desk.saved(), self.desk.query.text)
        self.add_class("searches")
        self.searches.focus()
        self._count_unread()

    def hide_searches(self) -> None:
        """Back to the list alone."""
        self.remove_class("searches")
        self.list.focus()

    def _count_unread(self) -> None:
        self.run_worker(self._count_each(), group="saved", exclusive=True)

    async def _count_each(self) -> None:
        for saved in self.desk.saved():
            await asyncio.sleep(0.01)
            self.searches.count(saved.name, self.desk.unread_of(saved))

    async def ask_for_name_of_search(self) -> None:
        """Ask for a name for the search that is on."""
        if not self.desk.query.text:
            self.foot.say("nothing is being searched for: / begins a search")
            return
        known = tuple(it.name for it in self.desk.saved())
        text = self.desk.query.text
        await self.foot.ask("save search", "save as", text[:60], known=known, hint=SAVED_AS)

    def save_search(self, name: str) -> bool:
        """Save the search that is on."""
        return self.do(partial(self.desk.save_search, name), then=self._refill_searches)

    def _refill_searches(self) -> None:
        if self._searches:
            self._searches.show(self.desk.saved(), self.desk.query.text)
            if self.has_class("searches"):
                self._count_unread()

    def on_searches_run(self, message: "Searches.Run") -> None:
        """Run a saved search."""
        if self.find(message.query):
            self.list.focus()
            if not self.has_class("wide"):
                self.hide_searches()

    def on_searches_forgotten(self, message: "Searches.Forgotten") -> None:
        """Delete a saved search."""
        self.do(partial(self.desk.forget_search, message.name), then=self._refill_searches)

    def on_searches_left(self) -> None:
        """Back to the list."""
        self.hide_searches()

    # -- what is selected ------------------------------------------------------------------------

    @property
    def meant(self) -> list[str]:
        """The articles that a verb means: those selected, the one at the cursor, the open one."""
        if self.pane is self.list:
            return self.list.picked
        return [self.desk.row.id] if self.desk.row else []

    async def turn(self, verb: str) -> None:
        """Star, mark as read or archive what is meant, or take it back; many only when asked."""
        ids = self.meant
        if len(ids) > 1:
            await self.foot.ask(verb, self.desk.will(verb, ids), hint="Enter does it, Esc does not")
        elif ids:
            self.do_turn(verb)

    def do_turn(self, verb: str) -> None:
        """Do it; where it takes a while, that is said before."""
        ids = self.meant
        act = self.desk.archive if verb == "archive" else partial(self.desk.turn, verb)
        self.do_to_many(partial(act, ids), len(ids), self.desk.will(verb, ids))

    def do_to_many(self, verb: Callable[[], str], count: int, what: str) -> bool:
        """Do one act on so many articles; True when it is done, or is to be done next."""
        if count < _MANY:
            return self.do(verb)
        self.foot.say(f"{what} ...")
        self.call_after_refresh(self.do, verb)
        return True

    def what_is_meant(self) -> str:
        """How many articles a verb means, where it is more than one."""
        return f" {counted(len(self.meant))}" if self.pane is self.list and self.list.picks else ""

    # -- inputs ----------------------------------------------------------------------------------

    def search_answered(self, message: "Ask.Answered") -> bool | None:
        """Take the answer to a question of this page; None when it is none of them."""
        answer = message.value
        match message.purpose:
            case "query":
                return self.keep_query(answer)
            case "sort":
                return self.sort(answer)
            case "save search":
                return self.save_search(answer)
            case "star" | "read" | "archive":
                self.do_turn(message.purpose)
                return True
        return None
