"""What learning a name would touch: looked up in the texts before the reader is asked."""

from typing import NamedTuple

from .article import Name
from .corrections import occurrences
from .entities.guard import Objection, objection
from .errors import NotFound
from .forms import holds
from .library import Library
from .marks import short
from .teaching import name_id, said


class Survey(NamedTuple):
    """A name in the library.

    `articles` and `places` count where it stands, in the newest `looked` of `total` articles.
    `against` is what speaks against learning it, if anything does.
    """

    name: Name
    articles: int
    places: int
    looked: int
    total: int
    against: Objection | None

    def __str__(self) -> str:
        what = said(self.name.label, self.name.name)
        where = f"{self.articles_told}, {self.places_told}"
        return f"{what} in {where} (inside longer names it changes nothing)"

    @property
    def question(self) -> str:
        """Whether it is to be so, in few words."""
        name, label, same_as = self.name.name, self.name.label, self.name.same_as
        what = f"{said(label, name)}" if label else f"“{short(name)}” name nothing"
        same = f", the same as “{short(same_as)}”," if same_as and label else ""
        return f"Have {what}{same} everywhere? {self.articles_told}, {self.places_told}"

    @property
    def articles_told(self) -> str:
        """How many articles have it, in words."""
        some = f" of the newest {self.looked:,}" if self.looked < self.total else ""
        return f"{self.articles:,}{some} article{'s' * (self.articles != 1)}"

    @property
    def places_told(self) -> str:
        """How many places there are, in words."""
        return f"{self.places:,} place{'s' * (self.places != 1)}"


def survey(library: Library, name: Name, most: int | None = None) -> Survey:
    """Count the places of a name, and say what speaks against learning it.

    Args:
        library: the library, archived articles included.
        name: the name, as it would be learned.
        most: articles to look at, the newest ones; None for all.
    """
    rows = library.catalogue.newest_first()
    looked = rows if most is None else rows[:most]
    articles = places = 0
    small = name.name.lower()
    seen_small = False
    alone = " " not in name.name and small != name.name
    for number in looked:
        try:
            text = library.article(library.catalogue.row(number).id).text
        except NotFound:
            continue
        if name.name.split()[0] in text and (found := sum(1 for _ in occurrences(text, name.name))):
            articles, places = articles + 1, places + found
        if alone and not seen_small and small in text:
            seen_small = any(True for _ in occurrences(text, small))
    against = objection(name.name, name.label, _said_before(library, name), seen_small)
    return Survey(name, articles, places, len(looked), len(rows), against)


def _said_before(library: Library, name: Name) -> list[str | None]:
    """What the reader said of the same name, as a name or in any article."""
    tables = library.marks.storage.read()
    own = tables.get("names", {}).get(name_id(name.name))
    found = [own.get("label")] if own and holds(own, "names") and own["name"] == name.name else []
    return found + [
        doc.get("label")
        for doc in tables.get("corrections", {}).values()
        if holds(doc, "corrections") and doc["quote"] == name.name
    ]
