"""What lies open: the articles listed, the one being read, its marks. No widget.

The screen asks the desk, and the desk alone asks the library. Every verb is on disk when its method
returns, and gives back the sentence that says what was done.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from store import marks as acts
from store.article import Article, Entity, Marks, Mention, Span
from store.catalogue import Row
from store.drafts import Drafts
from store.errors import BadRequest, NotFound
from store.library import Library
from store.marks import Act
from store.query import parse
from store.selection import Selection
from store.teaching import own_names

if TYPE_CHECKING:
    from .found import Found

NOTHING = "nothing to change: it was so already"


class Desk:
    """One reader's view of one library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.drafts = Drafts(library.path / "drafts", library.now)
        self.selection = Selection()
        self.article: Article | None = None
        self.marks = Marks()
        self.found: Found | None = None
        self._query = ""
        self._trouble = library.findings.trouble

    # -- looking ---------------------------------------------------------------------------------

    def find(self, query: str) -> None:
        """List what answers `query`.

        Raises:
            BadRequest: when the query is not understood; the list stays.
        """
        self.selection = self.library.select(query)
        self._query = query

    def why_not(self, query: str) -> str | None:
        """What is wrong with a query, None when nothing is."""
        try:
            parse(query)
        except BadRequest as error:
            return str(error)
        return None

    def look(self) -> bool:
        """Take in what this or another program wrote since the last look; True if anything was."""
        changed = bool(self.library.refresh()) or self.is_stale
        if changed:
            self.reload()
        return changed

    def reload(self) -> None:
        """List again, and take the open article's marks as they are now."""
        self.find(self._query)
        if self.article:
            self.marks = self.library.marks_of(self.article)
        self.take(self.found)

    def take(self, found: "Found | None") -> None:
        """Have what an article names, with its corrections as they are now."""
        corrections = self.marks.corrections
        if found and self.article and found.corrections != corrections:
            from .found import settle

            found = settle(self.article, found.recognised, found.own, corrections)
        self.found = found

    def open(self, id: str) -> bool:
        """Take an article from the library; False if it lies open already.

        Raises:
            NotFound: when it is gone.
        """
        if self.article and self.article.id == id:
            return False
        self.article = self.library.article(id)
        self.marks = self.library.marks_of(self.article)
        self.found = None
        return True

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """What the open article names, as far as it is recognised yet."""
        return self.found.mentions if self.found else ()

    @property
    def entities(self) -> list[Entity]:
        """The things that the open article names."""
        return self.found.entities if self.found else []

    @property
    def is_stale(self) -> bool:
        """Whether the open article was recognised with other names than the reader's present."""
        if self.found is None or self.article is None:
            return False
        own, text = self.library.logs.names, self.article.text
        if own is self.found.own:
            return False
        if own_names(self.found.own).stamp(text) != own_names(own).stamp(text):
            return True
        self.found = replace(self.found, own=own)  # none of the new ones occurs in it
        return False

    def new_trouble(self) -> str:
        """What keeps the chosen recogniser from being used, once; "" when it was said already."""
        known, self._trouble = self._trouble, self.library.findings.trouble
        return "" if self._trouble == known else self._trouble

    @property
    def row(self) -> Row | None:
        """The row of the open article; None when it is not listed."""
        at = self.selection.position(self.article.id) if self.article else None
        return None if at is None else self.selection.rows[at]

    def title(self, id: str) -> str | None:
        """The title of an article; None when there is no such article."""
        try:
            return self.library.row(id).title
        except KeyError:
            return None

    def quote(self, span: Span | None) -> str:
        """The words of the open article that a note is on; empty for a note on all of it."""
        return self._open.text[span.start : span.end] if span else ""

    def citation(self, id: str, span: Span | None = None) -> str:
        """A citation of an article, or of a stretch of the open one."""
        from store.citing import citation

        return citation(self._open if span else self.library.article(id), span)

    def source_of(self, id: str) -> str:
        """The address that an article came from.

        Raises:
            NotFound: when its text names none.
        """
        address = self.library.article(id).dispatch.head.source_url or ""
        if not address.startswith(("http://", "https://")):
            raise NotFound("the text of this article names no address that it came from")
        return address

    def neighbour(self, by: int, unread: bool = False, here: str | None = None) -> str | None:
        """The id of the next or previous article listed, or unread one; None when there is none.

        Args:
            by: 1 for onward, -1 for back.
            unread: pass over those that were read.
            here: the article to start from; None for the open one.
        """
        rows = self.selection.rows
        here = here or (self.article.id if self.article else None)
        at = self.selection.position(here) if here else None
        start = at if at is not None else (-1 if by > 0 else len(rows))
        onward = rows[start + 1 :] if by > 0 else rows[:start][::-1]
        return next((row.id for row in onward if not (unread and row.read)), None)

    # -- acting ----------------------------------------------------------------------------------

    def do(self, act: Act, undoable: bool = True) -> str:
        """Do one act."""
        did = self.library.apply(act, undoable)
        self.reload()
        return did or NOTHING

    def tag(self, id: str, words: list[str]) -> str:
        """Give an article tags; a leading minus takes one away."""
        return self.do(acts.retag(id, words, self.library.row(id).tags))

    def toggle_read(self, row: Row) -> str:
        """Mark as read, or as unread again."""
        return self.do(acts.read(row.id, not row.read))

    def toggle_starred(self, row: Row) -> str:
        """Give an article a star, or take it away."""
        return self.do(acts.star(row.id, row.title, not row.starred))

    def toggle_archived(self, row: Row) -> str:
        """Put an article away, or bring it back."""
        return self.do(acts.archive(row.id, row.title, not row.archived))

    def leave_at(self, offset: int) -> None:
        """Keep where the open article was left; it is no undo step, and shows in no list."""
        if self.article and offset != self.marks.place:
            self.library.apply(acts.place(self.article.id, offset), undoable=False)
            self.marks = replace(self.marks, place=offset)

    def mark_read(self) -> None:
        """The open article counts as read; no undo step, since the program does it."""
        self.do(acts.read(self._open.id), undoable=False)

    def undo(self) -> str:
        """Undo the newest act."""
        did = self.library.undo()
        self.reload()
        return f"undid: {did}" if did else "nothing to undo"

    def redo(self) -> str:
        """Redo what was undone last."""
        did = self.library.redo()
        self.reload()
        return f"did again: {did}" if did else "nothing to redo"

    @property
    def _open(self) -> Article:
        if self.article is None:
            raise NotFound("no article is open")
        return self.article
