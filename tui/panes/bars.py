"""The one-row bars: what is listed, what the article is, what is selected, what the keys do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from store.article import Article, Marks
from store.fold import fold
from store.selection import Selection
from store.visible import one_line_kept

from ..looks import look
from ..plain import plain

Part = tuple[str, str]
"""(text, name of a look)."""

APART = "  ·  "
"""What stands between facts."""
_ROOM = 38
"""Cells of the key bar for the keys that change with the selection."""


class Bar(Widget):
    """One row; of a new one only the cells that are others are sent."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._left: Sequence[Part] = ()
        self._right = ""
        self._shown: Strip | None = None
        self._ground: Style | None = None

    def fill(self, left: Iterable[Part], right: str = "") -> None:
        """Show parts at the left, and a quiet text at the right edge."""
        self._left, self._right = tuple(left), right
        if self._shown is None or not self.content_size.width:
            self._shown = None
            self.refresh()
            return
        before, self._shown = self._shown, self._drawn()
        if changed := _changed(before, self._shown):
            self.refresh(changed)

    def on_resize(self) -> None:
        """Another width shows more, or less."""
        self._shown = None
        self.refresh()

    def notify_style_update(self) -> None:
        """A new theme."""
        self._shown = self._ground = None
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """The row."""
        if self._shown is None:
            self._shown = self._drawn()
        return self._shown

    def _look(self, name: str) -> Style:
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground + look(self.app, name)

    def _fitted(self, _: int) -> tuple[Sequence[Part], str]:
        """What to show in so many cells: at the left, and at the right edge."""
        return self._left, self._right

    def _drawn(self) -> Strip:
        """The left part, cut where the right one begins."""
        width, quiet = self.content_size.width, self._look("quiet")
        parts, aside = self._fitted(width)
        right = Strip([Segment(one_line_kept(aside), quiet)] if aside else [])
        left = Strip([Segment(one_line_kept(text), self._look(name)) for text, name in parts])
        room = max(1, width - right.cell_length - 2) if aside else width
        if left.cell_length > room:
            left = Strip.join([left.crop(0, room - 1), Strip([Segment("…", quiet)])])
        left = left.adjust_cell_length(max(0, width - right.cell_length), self._look("quiet"))
        return Strip.join([left, right]).adjust_cell_length(width)


def _changed(before: Strip, now: Strip) -> Region:
    """The cells that are others, from the first one on that is, to the last; none: no region."""
    if before.cell_length != now.cell_length:
        return Region(0, 0, max(before.cell_length, now.cell_length), 1)
    old, new = list(before), list(now)
    left = right = 0
    while old and new and old[0] == new[0]:
        left += old.pop(0).cell_length
        new.pop(0)
    while old and new and old[-1] == new[-1]:
        right += old.pop().cell_length
        new.pop()
    return Region(left, 0, now.cell_length - left - right, 1) if old or new else Region()


class TitleBar(Bar):
    """What is listed, and what goes on in the background."""

    @dataclass
    class Working(Message, bubble=False):
        """What is being done, for how many articles and of how many; 0 of 0 at the end."""

        what: str
        done: int
        of: int

    _work = _search = ""

    def work(self, said: str) -> None:
        """Say how far a search is, "" when it is over."""
        if said != self._search:
            self._search = said
            self._fill()

    def on_title_bar_working(self, message: Working) -> None:
        """Say how far it is."""
        self._work = f"{message.what} {message.done:,} of {message.of:,}" if message.of else ""
        self._fill()

    def show(self, selection: Selection) -> None:
        """Say how many articles there are, how many unread, and for which query."""
        self._left = [("dateline", "brand"), (f"  {selection}", "quiet")]
        if selection.unread:
            self._left.append((f"   {selection.unread:,} unread", "tag"))
        self._fill()

    def _fill(self) -> None:
        """What is listed comes first where there is no room for both."""
        work = self._search or self._work
        taken = sum(len(text) for text, _ in self._left) + len(work) + 2
        width = self.content_size.width
        self.fill(self._left, work if not width or taken <= width else "")


class Masthead(Static):
    """The article's title and head line, above the page."""

    def show(self, article: Article | None, marks: Marks, notice: str = "") -> None:
        """Say what the article says of itself; a title of our making is in italics.

        `notice` is what waits for the reader in this article.
        """
        said = self._content(article, marks, notice)
        if said != self._shown:  # a new size would lay out all of the screen
            self._shown = said
            self.update(said)

    _shown: Content | None = None

    def _content(self, article: Article | None, marks: Marks, notice: str) -> Content:
        if article is None:
            return plain("Nothing is open. Enter opens an article, ? shows the keys.", "$quiet")
        head = article.dispatch.head
        title = plain(head.title, "italic" if head.title_derived else "bold")
        place = ", ".join(part for part in (head.place, head.region) if part)
        published = (head.published or head.published_partial or "").replace("T", " ")
        zone = f" {head.published_tz}" if head.published_tz else ""
        outlet, section, agency = _once(head.outlet, head.section, head.agency)
        outlet = " | ".join(part for part in (outlet, section) if part)
        facts = (place, published + zone, outlet, agency, head.byline)
        line = [plain(APART.join(fact for fact in facts if fact), "$quiet")]
        line += [Content.assemble("  ", plain(f"[{tag}]", "$accent")) for tag in marks.tags]
        waits = [plain(notice, "bold $warning"), Content("\n")] if notice else []
        return Content.assemble(title, "\n", *waits, *line)


def _once(*names: str | None) -> list[str]:
    """Names, "" for one that another of them holds, or that stood there before."""
    folded = [f" {fold(name or '')} " for name in names]
    kept = []
    for at, name in enumerate(names):
        others = (it for number, it in enumerate(folded) if number < at or it != folded[at])
        kept.append("" if any(folded[at] in it for it in others) else name or "")
    return kept


class KeyBar(Bar):
    """The keys of the present state."""

    _keys: tuple[tuple[str, str], ...] = ()
    _apart = 0

    def show(self, keys: Iterable[tuple[str, str]], apart: int = 0) -> None:
        """Show (key, what it does) pairs, as many as fit, and the last one always.

        The first `apart` of them have a room of their own, so that the others stay where they are.
        """
        keys = tuple(keys)
        if (keys, apart) != (self._keys, self._apart):
            self._keys, self._apart = keys, apart
            self.fill(self._parts())

    def on_resize(self) -> None:
        """As many keys as fit; the bar's own is called next."""
        self._left = self._parts()

    def _parts(self) -> list[Part]:
        *keys, last = self._keys or (("", ""),)
        width = self.content_size.width
        parts: list[Part] = []
        used = 0
        for number, (key, does) in enumerate(keys):
            if number == self._apart and self._apart and width >= 2 * _ROOM:
                parts.append((" " * (_ROOM - used), "quiet"))
                used = max(used, _ROOM)
            cells = len(key) + len(does) + 4
            if used + cells + len(last[0]) + len(last[1]) + 1 > width:
                break
            parts += [(key, "key"), (f" {does}   ", "quiet")]
            used += cells
        return [*parts, (last[0], "key"), (f" {last[1]}", "quiet")]
