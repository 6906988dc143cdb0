"""What is where on the screen, and how it comes to show what lies on the desk."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from store.errors import DatelineError
from store.library import Library
from store.settings import Settings

from . import hints
from .annotating_desk import AnnotatingDesk
from .background import Background
from .compositor import RowsCompositor
from .keys import Keyboard
from .panes.bars import Masthead, TitleBar
from .panes.foot import Foot
from .panes.list import ArticleList

if TYPE_CHECKING:
    from .panes.page import Page
    from .panes.side import Side

WIDE = 100
"""From this width on, list and page stand side by side."""
ROOMY = 124
"""From this width on, there is room for the side pane too."""
TINY = 60
"""Below this width, the side pane takes the place of the article."""
LOW = 20
"""Below this height, the head line and the note editor are kept short."""
EMPTY = "no articles yet: leave with q, then `dateline add FILE`"
FIRST = "Enter opens, ? shows all keys, `dateline tutor` teaches them in five minutes"
"""Said until the reader has made a first mark."""


class Stage(Screen[None]):
    """The panes, and the state of the desk shown in them.

    The page, the side pane and the inputs are made when they are first needed: what is not seen at
    the start does not delay it.
    """

    def __init__(
        self, library: Library, greeting: str = "", settings: Settings | None = None
    ) -> None:
        super().__init__()
        self._compositor = RowsCompositor()
        self.keyboard = Keyboard(settings or Settings())
        self.desk, self._greeting = AnnotatingDesk(library), greeting
        self.list, self.foot = ArticleList(), Foot()
        self.is_reading, self._wrong = False, ""
        self._page: Page | None = None
        self._side: Side | None = None
        self.title_bar, self._masthead = TitleBar("title"), Masthead(id="masthead")
        self._background = Background(
            library, lambda *how: self.title_bar.post_message(TitleBar.Working(*how))
        )
        self._article = Widget(self._masthead, id="article")
        self._panes = Widget(self.list, self._article, id="panes")

    def compose(self) -> ComposeResult:
        """A bar above, the panes, the foot below."""
        self._fit(*self.app.size)
        self.foot.show_list(self.desk.selection, 0)  # what is said from here on stands
        listed = self.attempt(self.desk.relist)
        if not self.has_class("wide"):
            self.list.likely_width = self.app.size.width - 2
        self.show_list()
        if not self._greeting:  # else there may be something new, at the top
            self.list.start_at(self.desk.remembered)
        self._masthead.show(None, self.desk.marks)
        self.foot.show_hints(self.keyboard.hints(hints.LIST))
        if listed:
            self.foot.show_list(self.desk.selection, self.list.cursor)
            first, more = self.keyboard.first_complaint
            said = filter(None, (self._greeting, first))
            if greeting := "; ".join(said) or self._hint():
                self.foot.say(greeting, after=more)
        yield self.title_bar
        yield self._panes
        yield self.foot

    def _hint(self) -> str:
        if not self.desk.selection.rows:
            return EMPTY
        return "" if (self.desk.library.path / "marks.jsonl").exists() else FIRST

    def on_mount(self) -> None:
        """Look once a second for what other programs write, and for what is to be recognised."""
        self.set_interval(1.0, self._look)

    def on_unmount(self) -> None:
        """End what goes on in the background, and keep where the cursor was."""
        if self.list.current:
            self.desk.remember(self.list.current.id)
        self._background.end()

    @property
    def page(self) -> "Page":
        """The article's text."""
        if self._page is None:
            from .panes.page import Page

            self._page = Page(self.keyboard.settings)
            self._page.letters = bool(getattr(self.app, "colourless", False))
            self._article.mount(self._page)
        return self._page

    @property
    def side(self) -> "Side":
        """What was found in the article."""
        if self._side is None:
            from .panes.side import Side

            self._side = Side()
            self._panes.mount(self._side)
            self._side.show(self.desk.entities, self.desk.marks)
        return self._side

    def on_resize(self) -> None:
        """Side by side when wide, one at a time when narrow."""
        self._fit(*self.size)
        if self.has_class("roomy") and not self.has_class("no-side") and not self._side:
            self._side = self.side

    def _fit(self, width: int, height: int) -> None:
        wide, roomy = width >= WIDE, width >= ROOMY
        front = self.is_reading and not wide  # side by side, nothing has to make room
        low, tiny = height < LOW, width < TINY
        self.update_classes(
            {"wide": wide, "roomy": roomy, "tiny": tiny, "low": low, "reading": front}
        )

    def on_descendant_focus(self) -> None:
        """Whichever pane has the keys is in front where there is room for one."""
        aside = self.focused is not None and self.focused is self._side
        self.set_class(aside, "aside")
        if aside:
            self.foot.hush()
        if self.focused in (self.list, self._page):
            self.bring_forward(self.focused is self._page)
        self.show_state()

    def bring_forward(self, reading: bool) -> None:
        """Have the article in front, or the list, where there is room for one of them."""
        self.is_reading = reading
        self.set_class(reading and not self.has_class("wide"), "reading")

    @property
    def pane(self) -> "ArticleList | Page":
        """The pane that keys go back to when an input closes."""
        return self.page if self.is_reading else self.list

    def back_to_pane(self) -> None:
        """Close whatever input is open."""
        self.foot.close()
        self.pane.focus()

    # -- showing what lies on the desk -----------------------------------------------------------

    def show_list(self) -> None:
        """Show what is listed."""
        desk = self.desk
        self.list.show(desk.selection, desk.snippet if desk.shows_hits else None)
        self.title_bar.show(desk.selection)

    def show_marks(self) -> None:
        """Show the marks of the open article, and what it names."""
        if self._page:
            self._page.learn_marks(self.desk.marks)
            if self._page.mentions is not self.desk.mentions:
                self._page.learn_mentions(self.desk.mentions)
        self._masthead.show(self.desk.article, self.desk.marks, self.desk.waiting)
        self.show_side()

    def show_side(self) -> None:
        """Show the side pane's rows, where there is one."""
        if self._side:
            self._side.show(self.desk.entities, self.desk.marks)

    def show_state(self) -> None:
        """Say what is selected, and what the keys do now."""
        on_page = self._page is not None and self.pane is self._page
        if self._page and on_page:
            self.foot.show_page(self._page)
        else:
            self.foot.show_list(self.desk.selection, self.list.cursor, self.list.picks)
        if self.focused and self.focused not in (self.list, self._page):
            self.foot.show_hints(self.keyboard.of(self.focused, self.foot))
        else:
            ids: tuple[str, ...] = hints.LIST
            apart = 0
            if self._page and on_page:
                ids, apart = self._page.hints, hints.CHANGING
            self.foot.show_hints(self.keyboard.hints(ids), apart)

    def attempt(self, verb: Callable[[], object]) -> bool:
        """Do what may fail; when it does, say why. The library is then as it was."""
        try:
            verb()
        except DatelineError as error:
            self.foot.say(str(error), error=True)
            return False
        return True

    def do(
        self,
        verb: Callable[[], str],
        then: Callable[[], object] | None = None,
        goes_on: bool = False,
    ) -> bool:
        """Do one act of the reader: on disk, shown, and said; False when it failed.

        `then` moves on before it is said, so that what is said stands; with `goes_on`, to another
        stretch of the page, which is said too.
        """
        said: list[str] = []
        done = self.attempt(lambda: said.append(verb()))
        if done:
            self.show_list()
            self.show_marks()
            if then:
                then()
            self.show_state()  # where the cursor stands now, so that what is said outlives it
            if goes_on:
                self.foot.say_and_show(said[0], self.page)
            else:
                self.foot.say(said[0])
        return done

    def _look(self) -> None:
        try:
            is_changed, wrong = self.desk.look(), ""
        except DatelineError as error:
            is_changed, wrong = False, str(error)
            if wrong != self._wrong:  # once: what the keys have to say is to be read, too
                self.foot.say(wrong, error=True)
        self._wrong = wrong
        if is_changed:
            self.show_list()
            self.show_marks()
        self._background.look()
