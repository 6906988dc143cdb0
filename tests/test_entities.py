"""Names in an article, and which of them are one thing."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.article import Mention
from store.entities import group, recognise

SEED = Path(__file__).parent.parent / "seeds" / "000_68b17ba8da5cad87.txt"
LABELS = {
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "EVENT", "DATE", "TIME", "MONEY", "PERCENT", "MISC",
}  # fmt: skip


def names(text: str, *labels: str) -> list[tuple[str, str]]:
    return [
        (text[one.start : one.end], one.label)
        for one in recognise(text, "2019-07-09")
        if not labels or one.label in labels
    ]


def entity_of(text: str, written: str) -> set[str]:
    return {one.entity for one in recognise(text) if text[one.start : one.end] == written}


@pytest.fixture(scope="module")
def seed() -> str:
    return SEED.read_text(encoding="utf-8")


def test_the_names_of_a_dispatch(seed: str) -> None:
    found = names(seed)
    assert found.count(("Daesh", "ORG")) == 9
    assert found.count(("Iraq", "GPE")) == 7
    assert found.count(("Anbar", "GPE")) == 3
    assert found.count(("Popular Mobilization Units", "ORG")) == 2
    assert found.count(("Hashd al-Sha’abi", "ORG")) == 2
    assert {
        ("Hatha al-Youm", "ORG"), ("Iraq News", "ORG"), ("BAGHDAD", "GPE"), ("PMU", "ORG"),
        ("al-Jazeera", "LOC"), ("al-‘Awinah", "LOC"), ("Will of Victory", "EVENT"),
        ("Syrian Arab Army", "ORG"), ("SAA", "ORG"), ("Adel Abdul-Mahdi", "PERSON"),
        ("Haider al-Abadi", "PERSON"), ("Euphrates River", "LOC"), ("U.S.", "GPE"),
        ("Fallujah", "GPE"), ("Salahaddin", "GPE"), ("Nineveh", "GPE"), ("Iraqi", "NORP"),
    } <= set(found)  # fmt: skip


def test_the_dates_of_a_dispatch(seed: str) -> None:
    values = [one.value for one in recognise(seed, "2019-07-09") if one.label in {"DATE", "TIME"}]
    assert values == [
        "2019-07-09", "2019-07-09", "2019-07-09T07:55", "2019-07-08", "2019-07-07",
        "2019-07-07TMO", "2019-05", "2019-02", "2014", "2017-07", "PAST_REF",
    ]  # fmt: skip


def test_the_entities_of_a_dispatch(seed: str) -> None:
    entities = group(seed, recognise(seed, "2019-07-09"))
    assert (entities[0].name, entities[0].count) == ("Daesh", 9)
    by_name = {entity.name: entity for entity in entities}
    assert by_name["Popular Mobilization Units"].aliases == ("Popular Mobilization Units", "PMU")
    assert by_name["Syrian Arab Army"].aliases == ("Syrian Arab Army", "SAA")
    order = [(-entity.count, entity.first) for entity in entities]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Iraqi-Syrian border was shut.", [("Iraqi", "NORP"), ("Syrian", "NORP")]),
        ("The then-Iraqi leader left.", [("Iraqi", "NORP")]),
        ("The US-led coalition left.", [("US", "GPE")]),
        ("A Geneva-based group left.", [("Geneva", "GPE")]),
        ("Prime Minister Nouri Vazil left.", [("Nouri Vazil", "PERSON")]),
        ("Lt. Gen. Paul Vunk left Mosul.", [("Paul Vunk", "PERSON"), ("Mosul", "GPE")]),
        ("The Ministry of Health and Welfare agreed.", [("Ministry of Health and Welfare", "ORG")]),
        ("Troops moved towards Al-Zuvra village.", [("Al-Zuvra", "GPE")]),
        ("He crossed the Euphrates River.", [("Euphrates River", "LOC")]),
        ("He landed at Baghdad International Airport.", [("Baghdad International Airport", "FAC")]),
        ("He left Saudi Arabia.", [("Saudi Arabia", "GPE")]),
        ("He left northern Port-au-Prince.", [("Port-au-Prince", "GPE")]),
        ("It hit Jabhat al-Velvan there.", [("Jabhat al-Velvan", "ORG")]),
        ("It began Operation Inherent Resolve there.", [("Operation Inherent Resolve", "EVENT")]),
        ("The offensive, code-named “Long Night”, ended.", [("Long Night", "EVENT")]),
        ("However, they left. Police came.", []),
        ("I’m glad. The NGOs and MPs watched TV.", []),
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


def test_the_head_of_a_dispatch() -> None:
    text = "(Nahar Daily | World News)- MOSUL (Agency) – Soldiers came."
    assert names(text) == [
        ("Nahar Daily", "ORG"), ("World News", "ORG"), ("MOSUL", "GPE"), ("Agency", "ORG"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The Syrian Arab Army (SAA) came. The SAA left.", "Syrian Arab Army", "SAA"),
        ("Popular Mobilization Units came. The PMU left.", "Popular Mobilization Units", "PMU"),
        ("Haider al-Abadi came. Later Abadi left.", "Haider al-Abadi", "Abadi"),
        ("Haider al-Abadi came. Later al-Abadi left.", "Haider al-Abadi", "al-Abadi"),
        ("John Barnewell said so. Barnewell left.", "John Barnewell", "Barnewell"),
        ("Hashd al-Sha’abi came. Hashd al-Sha'abi left.", "Hashd al-Sha’abi", "Hashd al-Sha'abi"),
        ("The United States agreed, and the U.S. paid.", "United States", "U.S."),
        ("One Iraqi came, then many Iraqis.", "Iraqi", "Iraqis"),
        ("He left Sulaymaniyah. Then Sulaimaniyah fell.", "Sulaymaniyah", "Sulaimaniyah"),
        ("Hussein Tarwan came. Husayn Tarwan left.", "Hussein Tarwan", "Husayn Tarwan"),
        ("George Walker Tilden came. George Tilden left.", "George Walker Tilden", "George Tilden"),
        ("The Badr Organization came. Fighters of Badr left.", "Badr Organization", "Badr"),
        ("The Badr Organization, known as Al-Badria, came.", "Badr Organization", "Al-Badria"),
    ],
)
def test_aliases_are_one_entity(text: str, one: str, other: str) -> None:
    assert entity_of(text, one) == entity_of(text, other) != set()


def test_a_person_and_a_place_of_one_name_stay_apart() -> None:
    text = "President Jordan Whitlock flew to Jordan. Whitlock landed in Jordan."
    assert len(entity_of(text, "Jordan")) == 1
    assert not entity_of(text, "Jordan") & entity_of(text, "Whitlock")


def test_the_name_of_an_entity_is_its_fullest_alias() -> None:
    text = "SAA troops came. The Syrian Arab Army (SAA) left.  The Syrian\u00a0Arab Army won."
    entity = next(one for one in group(text, recognise(text)) if "SAA" in one.aliases)
    assert entity.name == entity.aliases[0] == "Syrian Arab Army"
    assert entity.first == 0
    assert entity.count == 4


ODD = st.text(alphabet=st.characters(), max_size=80)
PIECES = st.sampled_from(
    ["Ministry", "of", "Iraq", "al-", "Haider", "(", ")", "SAA", "known as", "dubbed", '"', "’s", ".",
     " ", "\n", "May", "2019-07-09", "07:55", "U.S.", "Mr", "and", "the", "-", "$5", "\x00", "\ud800"]
)  # fmt: skip
NEWSY = st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join)


@given(ODD | NEWSY, st.none() | st.just("2019-07-09") | st.text(max_size=5))
def test_mentions_are_sound(text: str, published: str | None) -> None:
    mentions = recognise(text, published)
    end = 0
    for one in mentions:
        assert end <= one.start < one.end <= len(text)
        written = text[one.start : one.end]
        assert written == written.strip()
        assert one.label in LABELS
        assert one.entity
        assert one.source in {"rule", "list", "tagger"}
        end = one.end
    entities = group(text, mentions)
    assert sum(entity.count for entity in entities) == len(mentions)
    assert {entity.id for entity in entities} == {one.entity for one in mentions}


@pytest.mark.parametrize(
    "text", ["", " \n", "....", "وقال الرئيس", "\x00\x1b[31m", "\ud800 \udfff"]
)
def test_nothing_to_name(text: str) -> None:
    assert recognise(text) == []
    assert group(text, []) == []


def _cost(make: Callable[[int], str], size: int) -> float:
    best = float("inf")
    for _ in range(3):
        text = make(size)
        begin = time.process_time()
        group(text, recognise(text, "2019-07-09"))
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize(
    "piece",
    [
        "a", "A", ".", '"', "(ABC) ", "Ministry of ", "Ministry of Health and ", "A.", "A-", "Iraq-",
        "known as ", 'dubbed "A ', "1,111", "May 2, ", "early ", "John Smith said Smith. ", " ", "\n",
    ],
)  # fmt: skip
def test_four_times_the_text_takes_about_four_times_the_time(piece: str) -> None:
    def make(size: int) -> str:
        return (piece * size)[:size]

    recognise("Warm Words in Iraq.")
    assert _cost(make, 40_000) < 8 * _cost(make, 10_000) + 0.02


def test_one_line_of_a_megabyte(seed: str) -> None:
    line = seed.replace("\n", " ")
    text = (line * (1_000_000 // len(line) + 1))[:1_000_000]
    mentions: list[Mention] = recognise(text, "2019-07-09")
    assert len(mentions) > 20_000
    assert len(group(text, mentions)) < 200
