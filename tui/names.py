"""The names of the library, for the windows that show them: what is asked, and what is done."""

from collections.abc import Iterator

from store import things
from store.article import Span
from store.derived.names import Stand, Thing
from store.errors import NotFound
from store.marks import Act
from store.naming import names_behind
from store.things import Page, Things

from .desk import Desk
from .story import Quote, quote

MOST = 500
"""Names listed at a time; typing narrows them."""
QUOTES = 200
"""Articles of a thing whose sentences are shown."""


class Names:
    """The names of the library on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._library = desk, desk.library
        self._things = Things(desk.library)

    def listed(self, wanted: str) -> tuple[list[Thing], int]:
        """The things named most often whose name has what is wanted, and how many there are."""
        return self._things.listed(wanted, MOST)

    @property
    def behind(self) -> int:
        """How many articles the names do not hold yet, or not as they are now."""
        return names_behind(self._library)

    def page(self, thing: Thing) -> Page:
        """All that is known of a thing.

        Raises:
            DatelineError: when it cannot be had just now.
        """
        return self._things.page(thing)

    def together(self, thing: Thing) -> list[tuple[Thing, int]]:
        """The things that stand in the same articles most often, and in how many."""
        return self._things.together(thing)

    def again(self, thing: Thing) -> Thing:
        """A thing as it is now, after something was done to it."""
        return self._things.whole(thing.id)

    def called(self, name: str) -> Thing | None:
        """The thing called so; None when there is none."""
        return self._things.called(name)

    def quotes(self, page: Page) -> Iterator[Quote]:
        """The sentence around the first mention in each article, the newest article first."""
        for stand in page.stands[:QUOTES]:
            if found := self._quote(stand):
                yield found

    def _quote(self, stand: Stand) -> Quote | None:
        catalogue = self._library.catalogue
        try:
            article = self._library.article(catalogue.heads.id(stand.article))
        except NotFound:  # its line is damaged, or another window took it
            return None
        known = self._library.findings.known(article, self._library.names) or ()
        ends = [it.end for it in known if it.start == stand.at]
        end = ends[0] if ends else article.text.find(" ", stand.at + 1)
        return quote(article, Span(stand.at, max(end, stand.at + 1)))

    # -- acting ----------------------------------------------------------------------------------

    def merge(self, thing: Thing, other: str) -> str:
        """Have a thing be the same as another one, or be called otherwise."""
        return self._do(things.merge(thing, other))

    def part(self, thing: Thing, alias: str) -> str:
        """Have an alias be a thing of its own."""
        return self._do(things.part(thing, alias))

    def note(self, thing: Thing, text: str) -> str:
        """Write a note on a thing."""
        return self._do(things.note(thing, text))

    def undo(self) -> str:
        """Undo the newest act."""
        return self._desk.undo()

    def _do(self, act: Act) -> str:
        return self._desk.do(act)
