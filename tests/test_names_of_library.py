"""The names of the whole library: what is counted, joined, parted, and kept up to date."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store import teaching, things
from store.article import Article, Name
from store.entities import group
from store.errors import BadRequest
from store.importers import Draft
from store.library import Library
from store.naming import NAMES, index_names, names_behind
from store.recognising import recognise_all
from store.things import Things, timeline

PEOPLE = ("Adel Abdul-Mahdi", "Haider al-Abadi", "Amina Tolvanen")


def text(number: int, *names: str) -> str:
    told = " ".join(f"On Monday {name} spoke." for name in names)
    return f"date 2019-07-{number + 1:02}\nBAGHDAD (Reuters) - {told}"


def filled(path: Path, texts: list[str]) -> Library:
    library = Library.open(path)
    library.add(Draft(it, it.encode(), "made") for it in texts)
    recognise_all(library)
    assert index_names(library)
    return library


def counted(library: Library) -> Counter[str]:
    """The mentions of each thing, counted anew from every article."""
    total: Counter[str] = Counter()
    for row in library.select():
        article = library.article(row.id)
        for entity in group(article.text, library.mentions(article)):
            if entity.label in NAMES:
                total[entity.id] += entity.count
    return total


def in_index(library: Library) -> Counter[str]:
    found, count = library.finder.names.listed("", 10_000)
    assert len(found) == count
    return Counter({it.id: it.mentions for it in found})


def test_what_is_counted_is_what_is_there(seeded: Library) -> None:
    recognise_all(seeded)
    index_names(seeded)
    assert in_index(seeded) == counted(seeded)
    assert names_behind(seeded) == 0
    daesh = Things(seeded).called("Daesh")
    assert daesh
    assert (daesh.label, daesh.mentions, daesh.articles) == ("ORG", 9, 1)
    assert (daesh.first, daesh.last) == ("2019-07-09", "2019-07-09")


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_index_follows_every_change(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Articles that come, corrections, own names, undo: the counts are those of counting anew."""
    names = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3)
    texts = [text(number, *data.draw(names)) for number in range(3)]
    with filled(tmp_path_factory.mktemp("names") / "library", texts) as library:
        for step in range(data.draw(st.integers(1, 4))):
            _change(library, data, step)
            recognise_all(library)
            assert index_names(library)
            assert in_index(library) == counted(library)
            assert names_behind(library) == 0


def _change(library: Library, data: st.DataObject, step: int) -> None:
    what = data.draw(st.sampled_from(["add", "reject", "relabel", "learn", "undo"]))
    article = library.article(library.select().rows[0].id)
    if what == "add":
        more = text(20 + step, data.draw(st.sampled_from(PEOPLE)))
        library.add([Draft(more, more.encode(), "made")])
    elif what == "learn":
        name = data.draw(st.sampled_from(PEOPLE))
        library.apply(teaching.learn([Name(name, "ORG", data.draw(st.sampled_from(PEOPLE)))]))
    elif what == "undo":
        library.undo()
    else:
        _correct(library, article, None if what == "reject" else "ORG")


def _correct(library: Library, article: Article, label: str | None) -> None:
    mentions = library.mentions(article)
    if mentions:
        place = (mentions[0].start, mentions[0].end)
        known = library.marks_of(article).corrections
        library.apply(teaching.correct(article, place, label, known, mentions, "article"))


def test_two_are_joined_at_once_renamed_and_parted(tmp_path: Path) -> None:
    texts = [text(1, PEOPLE[0]), text(2, PEOPLE[1]), text(3, PEOPLE[0], PEOPLE[1])]
    with filled(tmp_path / "library", texts) as library:
        known = Things(library)
        one, other = known.called(PEOPLE[0]), known.called(PEOPLE[1])
        assert one
        assert other
        assert one.articles == other.articles == 2
        library.apply(things.merge(one, other.name))
        joined = known.whole(one.id)
        assert (joined.name, joined.articles, joined.mentions) == (other.name, 3, 4)
        assert [it.name for it in known.listed("", 100)[0]].count(one.name) == 0
        page = known.page(joined)
        assert dict(page.aliases) == {PEOPLE[0]: 2, PEOPLE[1]: 2}
        assert [it.article for it in page.stands] == [2, 1, 0]
        assert {row.id for row in library.select(f'entity:"{PEOPLE[0]}"')} == {
            row.id for row in library.select(f'entity:"{PEOPLE[1]}"')
        }
        recognise_all(library)
        index_names(library)
        again = Things(library).called(PEOPLE[1])
        assert again
        assert (again.articles, again.mentions) == (3, 4)
        library.apply(things.part(again, PEOPLE[0]))
        recognise_all(library)
        index_names(library)
        parted = Things(library).called(PEOPLE[0])
        assert parted
        assert (parted.articles, parted.mentions) == (2, 2)
        library.undo()
        library.undo()
        recognise_all(library)
        index_names(library)
        library.apply(things.merge(one, "The Prime Minister"))
        assert known.whole(one.id).name == "The Prime Minister"
        with pytest.raises(BadRequest, match="called"):
            things.merge(known.whole(one.id), "the prime minister")


def test_an_alias_that_was_joined_by_the_text_can_be_parted(tmp_path: Path) -> None:
    told = "The Northern River Authority (NRA) met. The NRA went home."
    with filled(tmp_path / "library", [f"date 2019-07-01\n{told}"]) as library:
        thing = Things(library).called("Northern River Authority")
        assert thing
        assert dict(Things(library).page(thing).aliases)["NRA"] == 2
        library.apply(things.part(thing, "NRA"))
        recognise_all(library)
        index_names(library)
        parted = Things(library).called("NRA")
        assert parted
        assert parted.id != thing.id
        assert "NRA" not in dict(Things(library).page(thing).aliases)
        with pytest.raises(BadRequest, match="stays"):
            things.part(parted, parted.name)


def test_a_note_on_a_thing_is_kept_and_undone(seeded: Library) -> None:
    recognise_all(seeded)
    index_names(seeded)
    known = Things(seeded)
    thing = known.called("Daesh")
    assert thing
    seeded.apply(things.note(thing, "also ISIL"))
    with Library.open(seeded.path) as again:
        assert Things(again).note(thing.id) == "also ISIL"
    seeded.undo()
    assert known.note(thing.id) == ""


def test_a_damaged_index_of_names_is_made_anew(seeded: Library) -> None:
    recognise_all(seeded)
    index_names(seeded)
    whole = in_index(seeded)
    path = seeded.logs.cache / "names.db"
    for damage in (b"", b"nothing" * 1000, path.read_bytes()[:9000]):
        path.write_bytes(damage)
        Things(seeded).listed("", 10)
        assert index_names(seeded)
        assert in_index(seeded) == whole


def test_a_timeline_has_months_or_years_in_order() -> None:
    assert timeline([]) == []
    assert timeline(["2019-07-09"]) == [("2019-07", 1)]
    assert timeline(["2019-12-31", "2020-02-01"]) == [
        ("2019-12", 1), ("2020-01", 0), ("2020-02", 1),
    ]  # fmt: skip
    assert timeline(["2010-01-01", "2012-05-05"]) == [("2010", 1), ("2011", 0), ("2012", 1)]
    assert sum(count for _, count in timeline(["1900", "1950-01-01", "2020-01-01"])) == 3
    assert len(timeline(["1900-01-01", "2020-01-01"])) <= 24
