"""The one-row bars: what is listed, what the article is, what is selected, what the keys do."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from store.article import Article, Marks
from store.selection import Selection

from ..plain import plain


class Bar(Widget):
    """One row, filled when it is drawn: by then its width is known."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._left, self._right = Content(""), Content("")

    def fill(self, left: Content, right: Content | None = None) -> None:
        """Show contents at the left and at the right edge."""
        content = left, right or Content("")
        if content != (self._left, self._right):
            self._left, self._right = content
            self.refresh()

    def render(self) -> Content:
        """The left part, cut where the right one begins."""
        end, width = self._right, self.content_size.width
        start = self._left.truncate(max(1, width - end.cell_length - 2), ellipsis=True)
        gap = max(1, width - start.cell_length - end.cell_length)
        return Content.assemble(start, " " * gap, end) if end else start


class TitleBar(Bar):
    """What is listed, and what goes on in the background."""

    @dataclass
    class Recognising(Message, bubble=False):
        """How many articles are recognised, and of how many; 0 of 0 at the end."""

        done: int
        of: int

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._work = Content("")

    def on_title_bar_recognising(self, message: Recognising) -> None:
        """Say how far it is."""
        said = f"recognising {message.done:,} of {message.of:,}" if message.of else ""
        self._work = plain(said, "$quiet")
        self.fill(self._left, self._work)

    def render(self) -> Content:
        """What is listed comes first where there is no room for both."""
        if self.content_size.width < self._left.cell_length + self._right.cell_length + 2:
            return self._left
        return super().render()

    def show(self, selection: Selection) -> None:
        """Say how many articles there are, how many unread, and for which query."""
        parts = [plain("dateline", "bold $primary"), plain(f"  {selection}")]
        if selection.unread:
            parts.append(plain(f"   {selection.unread} unread", "$accent"))
        self.fill(Content.assemble(*parts), self._work)


class Masthead(Static):
    """The article's title and head line, above the page."""

    def show(self, article: Article | None, marks: Marks) -> None:
        """Say what the article says of itself; a title of our making is in italics."""
        said = self._content(article, marks)
        if said != self._shown:  # a new size would lay out all of the screen
            self._shown = said
            self.update(said)

    _shown: Content | None = None

    def _content(self, article: Article | None, marks: Marks) -> Content:
        if article is None:
            return plain("Nothing is open. Enter opens an article, ? shows the keys.", "$quiet")
        head = article.dispatch.head
        title = plain(head.title, "italic" if head.title_derived else "bold")
        place = ", ".join(part for part in (head.place, head.region) if part)
        published = (head.published or head.published_partial or "").replace("T", " ")
        zone = f" {head.published_tz}" if head.published_tz else ""
        outlet = " | ".join(part for part in (head.outlet, head.section) if part)
        facts = (place, published + zone, outlet, head.agency, head.byline)
        line = [plain("  ·  ".join(fact for fact in facts if fact), "$quiet")]
        line += [Content.assemble("  ", plain(f"[{tag}]", "$accent")) for tag in marks.tags]
        return Content.assemble(title, "\n", *line)


class StatusBar(Bar):
    """What is selected, or what just happened."""

    def show(self, left: Iterable[Content], right: str) -> None:
        """Show contents at the left and a short text at the right edge."""
        self.fill(Content.assemble(*left), plain(right, "$quiet"))


class KeyBar(Bar):
    """The keys of the present state."""

    def __init__(self, id: str) -> None:
        super().__init__(id)
        self._keys: tuple[tuple[str, str], ...] = ()

    def show(self, keys: Iterable[tuple[str, str]]) -> None:
        """Show (key, what it does) pairs, as many as fit, and the last one always."""
        shown = tuple(keys)
        if shown != self._keys:
            self._keys = shown
            self.refresh()

    def render(self) -> Content:
        """As many keys as fit."""
        parts = [
            Content.assemble(plain(key, "bold"), " ", plain(does, "$quiet"), "   ")
            for key, does in self._keys
        ]
        last = parts.pop() if parts else Content("")
        room = self.content_size.width - last.cell_length + 3
        while parts and sum(part.cell_length for part in parts) > room:
            parts.pop()
        return Content.assemble(*parts, last)
