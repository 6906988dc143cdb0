"""Finding articles: a query to the columns and the index, and what they leave open to a search."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from .article import Article, Mention
from .columns import Answers, LibraryColumns
from .derived.database import Unusable
from .derived.names import NameIndex
from .derived.words import WordIndex, Words
from .fold import words as fold_words
from .logs import Logs
from .query import Query, parse
from .query.holding import Reading, line
from .query.tree import Term
from .query.weighing import Verdict, weigh
from .search import Search
from .selection import Selection


class Finder:
    """Finds in one library.

    Args:
        logs: the library's files.
        read: opens an article by its id.
        mentions: what an article names.

    Attributes:
        words: the index of words.
        names: the index of names.
    """

    def __init__(
        self,
        logs: Logs,
        read: Callable[[str], Article],
        mentions: Callable[[Article], Iterable[Mention]],
    ) -> None:
        self._logs, self._read, self._mentions = logs, read, mentions
        may_write = not logs.read_only
        self.words = WordIndex(logs.cache / "words.db", may_write)
        self.names = NameIndex(logs.cache / "names.db", may_write)
        self._answers = Answers()

    def select(self, query: str = "", order: str = "") -> Selection:
        """The articles that answer `query` (see `query`), however long that takes.

        Archived ones are left out, unless the query speaks of them. `order` is what `sort:` takes,
        for a query that does not say.

        Raises:
            BadRequest: when the query or the order is not understood; says what would be.
        """
        asked = parse(query)
        self._logs.catalogue.stories.refresh()
        if order and not asked.keys:
            asked = replace(asked, keys=parse(f"sort:{order}").keys)
        search = self.search(asked)
        search.go()
        return search.selection

    def search(self, query: Query) -> Search:
        """Begin to look for what answers a query; see `Search`."""
        catalogue = self._logs.catalogue

        def weighed(words: Words | None) -> Verdict:
            return weigh(query.node, self._columns(words))

        verdict = self.words.ask(catalogue.heads.ids, weighed)
        return Search(catalogue, query, verdict, self._reading)

    def _columns(self, words: Words | None) -> LibraryColumns:
        catalogue, written = self._logs.catalogue, self._logs.written
        return LibraryColumns(catalogue, written, words, self._named, self._answers)

    def _named(self, term: Term) -> tuple[list[int], int]:
        """The articles that name a thing called so, and how many articles that is known of."""
        also = {term.phrase}
        for it in self._logs.names:
            pair = {" ".join(fold_words(name)) for name in (it.name, it.same_as) if name}
            also |= pair if it.same_as and term.phrase in pair else set()
        try:
            _, count = self.names.count(self._logs.catalogue.heads.ids)
            ids = {id for name in also for id in self.names.called(name, term.begins)}
            return [it.article for it in self.names.stands(sorted(ids))], count
        except Unusable:
            return [], 0

    def _reading(self, n: int) -> Reading:
        row = self._logs.catalogue.row(n)

        def named() -> Iterable[str]:
            article = self._read(row.id)
            return {line(article.text[it.start : it.end]) for it in self._mentions(article)}

        return Reading(
            row, partial(self._read, row.id), partial(self._logs.written.of, row.id), named
        )
