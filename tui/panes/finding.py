"""A page that can be searched: the find, its hits, and the selection that each hit becomes."""

from collections.abc import Sequence

from store.article import Article, Marks, Span

from ..finding import Finder
from .pointing import Pointing


class Finding(Pointing):
    """Finds in the article.

    Attributes:
        query_found: what is being found; "" while nothing is.
        goes_on: whether what is found was asked of the list, and goes on in the next article.
    """

    query_found = ""
    goes_on = False
    _finder: Finder | None = None
    _found_from = Span(0, 0)

    def show(self, article: Article | None, marks: Marks) -> None:
        """Show an article; what was found in the last one is found here no more."""
        self._finder, self.query_found = Finder(article.text) if article else None, ""
        self.goes_on = False
        super().show(article, marks)

    def show_hits(self, asked: str, hits: Sequence[Span], last: bool = False) -> None:
        """Show where what was asked of the list stands in the article, and land on it.

        Args:
            asked: the query.
            hits: the places.
            last: land on the last one instead of the first.
        """
        if self.motions and hits:
            self.query_found, self.goes_on = asked, True
            self.learn_hits(hits)
            self.selected = self.motions.snapped(hits[-1 if last else 0])

    def begin_find(self) -> None:
        """What is found from now on is found from here."""
        self.goes_on = False
        self._found_from = self.selected

    def find(self, typed: str) -> int:
        """Select the first hit from where the find began, around the end; how many there are.

        Where there is none, nothing is selected.
        """
        if not self._finder or not self.motions:
            return 0
        hits = self._finder.hits(typed)
        self.query_found = typed if typed.strip() else ""
        self.learn_hits(hits)
        start = self._found_from.start
        if hits:
            first = self.motions.hits.after(start) or hits[0]
            self.selected = self.motions.snapped(first)
        else:
            self.selected = Span(start, start) if self.query_found else self._found_from
        return len(hits)

    def drop_find(self, back: bool) -> None:
        """Find nothing any more; `back` to where the find began."""
        self.query_found, self.goes_on = "", False
        self.learn_hits(())
        if back:
            self.selected = self._found_from

    def go_match(self, by: int) -> bool:
        """Select the next or previous hit; around the end, unless it goes on elsewhere: False."""
        if self.motions and (hits := self.motions.hits).spans:
            at = self.selected
            found = hits.after(max(at.end, at.start + 1)) if by > 0 else hits.before(at.start)
            if not found and self.goes_on:
                return False
            self.selected = self.motions.snapped(found or hits.spans[0 if by > 0 else -1])
        return True
