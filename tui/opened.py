"""Opening articles, and finding what they name while they are being read."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from store.article import Article

from .stage import Stage

if TYPE_CHECKING:
    from .found import Found


class Opening(Stage):
    """Puts articles on the page."""

    _hits_of = ""
    """The query whose hits the page was given last."""

    @dataclass
    class Recognised(Message):
        """The recogniser is done with an article."""

        article: Article
        found: "Found | None" = None
        fault: str = ""

    def show_marks(self) -> None:
        """Show the marks, and recognise anew where the reader's own names are others now."""
        super().show_marks()
        if self.desk.article and self.desk.is_stale:
            self._begin_to_recognise(self.desk.article)

    def open(self, id: str, last_hit: bool = False) -> bool:
        """Put an article on the page; its mentions follow when the recogniser has them.

        Where the list was searched for words, it lands on the first one, or on the last.
        """
        opened: list[bool] = []
        if not self.attempt(lambda: opened.append(self.desk.open(id))):
            return False
        article = self.desk.article
        if not article:
            return True
        if opened[0]:
            self.page.show(article, self.desk.marks)
        self._show_hits(article, opened[0], last_hit)
        if opened[0]:
            self.show_marks()
            self._begin_to_recognise(article)
        return True

    def _show_hits(self, article: Article, is_new: bool, last_hit: bool) -> None:
        """Have the page show where the words of the query stand, once for each query.

        Whoever has dropped them there does not want them back.
        """
        wanted = self.desk.query.text if self.desk.shows_hits else ""
        if is_new or wanted != self._hits_of:
            if wanted:
                self.page.show_hits(wanted, self.desk.hits_in(article), last_hit)
            elif self.page.goes_on:
                self.page.drop_find(back=False)
        self._hits_of = wanted

    def _begin_to_recognise(self, article: Article) -> None:
        from .found import find, known

        own, corrections = self.desk.library.logs.names, self.desk.marks.corrections
        if found := known(self.desk.library, article, own, corrections):
            self.on_opening_recognised(self.Recognised(article, found))  # with the first paint
            return
        work = partial(find, self.desk.library, article, own, corrections)
        # A thread of our own, that nobody waits for when the reader leaves.
        threading.Thread(target=self._recognise, args=(article, work), daemon=True).start()

    def read(self, id: str, last_hit: bool = False) -> None:
        """Open an article to be read: it has the keys, and counts as read."""
        if self.open(id, last_hit):
            self.bring_forward(reading=True)
            self.page.focus()
            self.list.go_to(id)
            if self.attempt(self.desk.mark_read):
                self.show_list()

    def _recognise(self, article: Article, work: "Callable[[], Found]") -> None:
        try:
            self.post_message(self.Recognised(article, work()))
        except Exception as error:  # a text that the recogniser fails on must still be readable
            self.post_message(self.Recognised(article, fault=type(error).__name__))

    def on_opening_recognised(self, message: Recognised) -> None:
        """Show the mentions, if their article is still open."""
        if message.article is self.desk.article:
            self.desk.take(message.found)
            self.page.learn_mentions(self.desk.mentions)
            self.show_side()
            self.show_state()
            if message.fault:
                self.foot.say(f"no entities: the recogniser failed ({message.fault})", error=True)
            elif trouble := self.desk.new_trouble():
                self.foot.say(trouble, error=True)
