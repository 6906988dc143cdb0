"""What lies open: the article being read, its marks, beside what is listed. No widget.

The screen asks the desk, and the desk alone asks the library. Every verb is on disk when its method
returns, and gives back the sentence that says what was done.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from store import bulk, searches
from store import marks as acts
from store.article import Article, Entity, Marks, Mention, Span
from store.drafts import Drafts
from store.errors import NotFound
from store.library import Library
from store.marks import Act
from store.row import Row
from store.teaching import own_names

from .listing import Listing

if TYPE_CHECKING:
    from .found import Found

_FARTHEST = 300
"""Articles without a hit in their text that are passed over at most."""
NOTHING = "nothing to change: it was so already"
IS = {"star": "starred", "read": "read", "archive": "archived"}
"""Verb -> the fact of a row that it turns."""
BULK = {"star": bulk.star, "read": bulk.read, "archive": bulk.archive}
WILL = {
    "star": ("star", "take the star from"),
    "read": ("mark as read", "mark as unread"),
    "archive": ("archive", "bring back"),
}
"""Verb -> what it will do where not all are so, and where all are."""


class Desk(Listing):
    """One reader's view of one library."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.drafts = Drafts(library.path / "drafts", library.now, library.logs.home)
        self.article: Article | None = None
        self.marks = Marks()
        self.found: Found | None = None
        self._trouble = library.findings.trouble

    # -- looking ---------------------------------------------------------------------------------

    def look(self) -> bool:
        """Take in what this or another program wrote since the last look; True if anything was."""
        changed = self.library.refresh()
        if changed:
            self.keep_up(list(changed))
        if told := self.library.catalogue.stories.refresh():
            self.relist()
        if changed or told or self.is_stale:
            self.reload()
            return True
        return False

    def reload(self) -> None:
        """Take the open article's marks as they are now."""
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

    @property
    def waiting(self) -> str:
        """What became of the marks of the open article's earlier version, until it is settled."""
        tables = self.library.marks.storage.read()
        if not tables.get("carried") or self.article is None:
            return ""
        from store.versions.revising import carried

        docs = self.library.logs.marked.documents(self.article.id, tables)
        fates = Counter(it.fate for it in carried(docs, self.article))
        said = ", ".join(f"{count} {fate}" for fate, count in fates.items())
        return f"new version; marks: {said}; M settles" if said else ""

    def new_trouble(self) -> str:
        """What keeps the chosen recogniser from being used, once; "" when it was said already."""
        known, self._trouble = self._trouble, self.library.findings.trouble
        return "" if self._trouble == known else self._trouble

    @property
    def row(self) -> Row | None:
        """The row of the open article; None when none is open, or it is gone."""
        try:
            return self.library.row(self.article.id) if self.article else None
        except KeyError:
            return None

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

    def neighbour_with_hits(self, by: int) -> str | None:
        """The id of the next or previous article listed in which words of the query stand."""
        id = self.neighbour(by)
        for _ in range(_FARTHEST):
            if id is None or self.hits_in(self.library.article(id)):
                return id
            id = self.neighbour(by, here=id)
        return None

    # -- acting ----------------------------------------------------------------------------------

    def do(self, act: Act, undoable: bool = True) -> str:
        """Do one act."""
        did = self.library.apply(act, undoable)
        self.library.refresh()  # of our own doing the list need not be told
        self.reload()
        return did or NOTHING

    def tag(self, ids: Sequence[str], words: list[str]) -> str:
        """Give articles tags; a leading minus takes one away."""
        if len(ids) == 1:
            return self.do(acts.retag(ids[0], words, self.library.row(ids[0]).tags))
        return self.do(bulk.retag(ids, words))

    def will(self, verb: str, ids: Sequence[str]) -> str:
        """What `turn` would do, in words."""
        return f"{WILL[verb][self._all(verb, ids)]} {bulk.counted(len(ids))}"

    def turn(self, verb: str, ids: Sequence[str]) -> str:
        """Turn what all of these articles are, or else make all of them so: star, read, archive."""
        on = not self._all(verb, ids)
        if len(ids) == 1:
            return self.do(_one(verb, self.library.row(ids[0]), on))
        return self.do(BULK[verb](ids, on))

    def archive(self, ids: Sequence[str]) -> str:
        """Put articles away, or bring them back: they leave the list."""
        said = self.turn("archive", ids)
        self.selection = self.selection.without(ids)
        return said

    def _all(self, verb: str, ids: Sequence[str]) -> bool:
        row = self.library.row
        return all(getattr(row(id), IS[verb]) for id in ids)

    def save_search(self, name: str) -> str:
        """Save the search that is on under a name."""
        return self.do(searches.save(name, self.query.text))

    def forget_search(self, name: str) -> str:
        """Delete a saved search."""
        return self.do(searches.forget(name))

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
        self._relist()
        return f"undid: {did}" if did else "nothing to undo"

    def redo(self) -> str:
        """Redo what was undone last."""
        did = self.library.redo()
        self._relist()
        return f"did again: {did}" if did else "nothing to redo"

    def _relist(self) -> None:
        self.library.refresh()
        self.relist()
        self.reload()

    @property
    def _open(self) -> Article:
        if self.article is None:
            raise NotFound("no article is open")
        return self.article


def _one(verb: str, row: Row, on: bool) -> Act:
    if verb == "read":
        return acts.read(row.id, on)
    return {"star": acts.star, "archive": acts.archive}[verb](row.id, row.title, on)
