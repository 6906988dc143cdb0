"""What follows from the messages of the list and of the page that are no deeds."""

from typing import TYPE_CHECKING

from store.errors import DatelineError
from store.excerpts import Excerpt
from store.row import Row

from .exchanging import Exchanging
from .panes.list import ArticleList
from .panes.picking import Picking

if TYPE_CHECKING:
    from .panes.page import Page
    from .panes.side import Side
    from .story import Quote

GLANCE = 0.12
"""Seconds the cursor of the list rests before the article beside it follows."""
SOUGHT = {"entity": "name", "suggestion": "undecided suggestion", "mark": "mark of yours"}
"""What a motion looks for -> what it is called where there is none."""
FIND_HINT = "Enter keeps the find (n and N step through it), Esc drops it"


class Browsing(Exchanging):
    """Goes between the list, the article and the side pane, and finds in each."""

    def on_mount(self) -> None:
        """Let the page follow the list, from the first article on."""
        self._glance = self.set_timer(GLANCE, self._follow_list)

    # -- the list --------------------------------------------------------------------------------

    def _follow_list(self) -> None:
        if self.has_class("wide") and self.pane is self.list and self.list.current:
            self.open(self.list.current.id)

    async def on_picking_wanted(self, message: Picking.Wanted) -> None:
        """Do, or ask, what the key is for."""
        match message.what:
            case "find":
                await self.ask_for_query()
            case "drop find":
                self.find("")
            case "archive":
                await self.turn("archive")
            case "fetch":
                self.fetch_feeds()
            case "export":
                self.export_articles()
            case "add":
                self.add_articles()
            case "sort":
                await self.ask_for_order()
            case "searches":
                self.show_searches()
            case "save search":
                await self.ask_for_name_of_search()
            case "names":
                self.show_names()
            case "marks":
                self.show_excerpts()
            case "count":
                self.show_state()
            case "leave":
                self.leave_article()
                if self.may_leave():
                    self.app.exit()

    def on_article_list_moved(self) -> None:
        """The article beside the list follows, once the cursor rests."""
        self._glance.stop()
        self._glance = self.set_timer(GLANCE, self._follow_list)
        if self.pane is self.list:
            self.show_state()

    def on_article_list_opened(self, message: ArticleList.Opened) -> None:
        """Read it."""
        self.read(message.id)

    def show_excerpts(self) -> None:
        """Show the highlights and notes of what is listed."""
        from .dialogs.excerpts import ExcerptsWindow

        window = ExcerptsWindow(self.desk.excerpts, self.desk.query.text)
        self.app.push_screen(window, self._come_from_excerpts)

    def _come_from_excerpts(self, place: "Excerpt | Row | None") -> None:
        if place is not None:
            self.read(place.article if isinstance(place, Excerpt) else place.id)
            if isinstance(place, Excerpt) and place.span:
                self.page.selected = place.span

    def show_names(self) -> None:
        """Show the names of the whole library."""
        from .dialogs.names import NamesWindow
        from .names import Names

        self.app.push_screen(NamesWindow(Names(self.desk)), self._come_from_names)

    def _come_from_names(self, quote: "Quote | None") -> None:
        self.show_list()
        self._go_to_quote(quote)

    # -- the page --------------------------------------------------------------------------------

    def on_sheet_selected(self) -> None:
        """Say what is selected."""
        if self.pane is self.page:
            self.show_state()

    def on_page_stuck(self, message: "Page.Stuck") -> None:
        """Say that there is none, where somebody looks for one."""
        way, _, what = message.motion.partition("_")
        if what in SOUGHT and what != "mark" and self.desk.found is None:
            self.foot.say("the names are still being looked for")
        elif what in SOUGHT:
            where = "after" if way == "next" else "before"
            self.foot.say(f"no {SOUGHT[what]} {where} this")

    async def on_page_asked(self, message: "Page.Asked") -> None:
        """Tell, or ask, what the key is for."""
        match message.what:
            case "repeat":
                self.repeat(message.target)
            case "why":
                self.tell_why(message.target.span)
            case "article note":
                await self.write_note(None)
            case "entity":
                self.tell_of_entity(message.target.span)
            case "find":
                self.page.begin_find()
                await self.foot.ask("find", "/", hint=FIND_HINT)

    def find_here(self, typed: str) -> None:
        """Find in the article while it is being typed; a find that fails leaves no target."""
        hits = self.page.find(typed)
        self.show_state()
        if typed.strip():
            self.foot.complain(f"{hits:,} found" if hits else "not found; nothing is selected")

    def on_page_left(self) -> None:
        """Back to the list."""
        self.leave_article()
        self.set_class(False, "zen")
        self.bring_forward(reading=False)
        self.list.focus()

    def leave_article(self) -> None:
        """Keep where reading stopped; whoever reads a note of a place must not wait for it."""
        page = self._page
        if page and page.article and self.desk.article is page.article:
            try:
                self.desk.leave_at(page.selected.start)
            except DatelineError:  # a library that may only be read has places all the same
                return

    # -- the side pane ---------------------------------------------------------------------------

    def on_side_left(self) -> None:
        """Back to the article."""
        if self.has_class("tiny"):
            self.remove_class("side")
        self.pane.focus()

    def on_side_span_chosen(self, message: "Side.SpanChosen") -> None:
        """Go to a place of the article."""
        if self.has_class("tiny"):
            self.remove_class("side")
        self.page.selected = message.span
        self.page.focus()

    def on_side_entity_chosen(self, message: "Side.EntityChosen") -> None:
        """Go to the next mention of a thing, around the end; the pane keeps the keys for more."""
        if span := self.desk.mention_after(message.entity, self.page.selected):
            self.page.selected = span
            if self.has_class("tiny"):
                self.on_side_left()

    def on_side_tag_chosen(self, message: "Side.TagChosen") -> None:
        """List what bears the tag."""
        self.find(f'tag:"{message.tag}"')
        self.on_page_left()
