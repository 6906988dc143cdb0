"""What is where on the screen, and how it comes to show what lies on the desk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import Screen

from store.article import Article, Entity, Mention
from store.errors import DatelineError
from store.library import Library

from .desk import Desk
from .panes.bars import Masthead, TitleBar
from .panes.foot import Foot
from .panes.list import ArticleList
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


class Stage(Screen[None]):
    """The panes, and the state of the desk shown in them."""

    @dataclass
    class Recognised(Message):
        """The recogniser is done with an article."""

        article: Article
        mentions: tuple[Mention, ...] = ()
        entities: list[Entity] = field(default_factory=list)
        fault: str = ""

    def __init__(self, library: Library, greeting: str = "") -> None:
        super().__init__()
        self.desk, self._greeting = Desk(library), greeting
        self.list, self.page, self.side, self.foot = ArticleList(), Page(), Side(), Foot()
        self._title, self._masthead = TitleBar(id="title"), Masthead(id="masthead")

    def compose(self) -> ComposeResult:
        """A bar above, the panes, the foot below."""
        yield self._title
        with Horizontal(id="panes"):
            yield self.list
            with Vertical(id="article"):
                yield self._masthead
                yield self.page
            yield self.side
        yield self.foot

    def on_mount(self) -> None:
        """List the articles, and look once a second for what other programs write."""
        self.page.letters = bool(getattr(self.app, "colourless", False))
        self.attempt(self.desk.reload)
        self.show_list()
        self._masthead.show(None, self.desk.marks)
        self.list.focus()
        self.set_interval(1.0, self._look)
        self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        greeting = self._greeting or ("" if self.desk.selection.rows else EMPTY)
        self.show_state()
        if greeting:
            self.foot.say(greeting)

    def on_resize(self) -> None:
        """Side by side when wide, one at a time when narrow."""
        self.set_class(self.size.width >= WIDE, "wide")
        self.set_class(self.size.width >= ROOMY, "roomy")
        self.set_class(self.size.width < TINY, "tiny")
        self.set_class(self.size.height < LOW, "low")
        self.call_after_refresh(self.show_state)

    def on_descendant_focus(self) -> None:
        """Whichever pane has the keys is in front where there is room for one."""
        if self.focused in (self.list, self.page):
            self.set_class(self.focused is self.page, "reading")
        self.set_class(self.focused is self.side, "aside")
        self.show_state()

    @property
    def pane(self) -> ArticleList | Page:
        """The pane that keys go back to when an input closes."""
        return self.page if self.has_class("reading") else self.list

    def back_to_pane(self) -> None:
        """Close whatever input is open."""
        self.foot.close()
        self.pane.focus()

    # -- showing what lies on the desk -----------------------------------------------------------

    def show_list(self) -> None:
        """Show what is listed."""
        self.list.show(self.desk.selection)
        self._title.show(self.desk.selection)

    def show_marks(self) -> None:
        """Show the marks of the open article."""
        self.page.learn_marks(self.desk.marks)
        self._masthead.show(self.desk.article, self.desk.marks)
        self.side.show(self.desk.entities, self.desk.marks)

    def show_state(self) -> None:
        """Say what is selected, and what the keys do now."""
        if self.pane is self.page:
            self.foot.show_page(self.page)
        else:
            self.foot.show_list(self.desk.selection, self.list.cursor)
        if self.focused in (self.list, self.page, self.side):
            self.foot.show_keys((self.focused, self))
        elif self.focused:
            self.foot.show_keys(self.focused.ancestors_with_self)

    def attempt(self, verb: Callable[[], object]) -> bool:
        """Do what may fail; when it does, say why. The library is then as it was."""
        try:
            verb()
        except DatelineError as error:
            self.foot.say(str(error), error=True)
            return False
        return True

    def do(self, verb: Callable[[], str]) -> bool:
        """Do one act of the reader: on disk, shown, and said; False when it failed."""
        said: list[str] = []
        done = self.attempt(lambda: said.append(verb()))
        if done:
            self.show_list()
            self.show_marks()
            self.foot.say(said[0])
        return done

    def _look(self) -> None:
        seen: list[bool] = []
        if self.attempt(lambda: seen.append(self.desk.look())) and seen[0]:
            self.show_list()
            self.show_marks()

    # -- opening ---------------------------------------------------------------------------------

    def open(self, id: str) -> bool:
        """Put an article on the page; its mentions follow when the recogniser has them."""
        opened: list[bool] = []
        if not self.attempt(lambda: opened.append(self.desk.open(id))):
            return False
        article = self.desk.article
        if opened[0] and article:
            self.page.show(article, self.desk.marks)
            self.show_marks()
            self.run_worker(
                partial(self._recognise, article), thread=True, exclusive=True, group="recognise"
            )
        return True

    def _recognise(self, article: Article) -> None:
        try:
            self.post_message(self.Recognised(article, *self.desk.recognise(article)))
        except Exception as error:  # a text that the recogniser fails on must still be readable
            self.post_message(self.Recognised(article, fault=type(error).__name__))

    def on_stage_recognised(self, message: Recognised) -> None:
        """Show the mentions, if their article is still open."""
        if message.article is self.desk.article:
            self.desk.entities = message.entities
            self.page.learn_mentions(message.mentions)
            self.side.show(self.desk.entities, self.desk.marks)
            self.show_state()
            if message.fault:
                self.foot.say(f"no entities: the recogniser failed ({message.fault})", error=True)
