"""Name phrases and clauses: what a growing selection takes in between a word and a sentence."""

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.entities import sentences, tokens
from store.entities.stretches import clauses, name_phrases
from support import SEED, SEEDS

TEXT = (SEEDS / SEED).read_text("utf-8")
PIECES = st.sampled_from(
    ["Anbar", ".", " ", ", ", "and ", "which ", "(", ")", "“", "”", " – ", "2,100", "Daesh",
     "the men", ";", "\n", "’s", "\ud800", "👩‍👩‍👧", "السلام", "e\u0301"]
)  # fmt: skip


@pytest.mark.parametrize(
    "phrase",
    [
        "Popular Mobilization Units", "Hashd al-Sha’abi", "Iraqi Prime Minister Adel Abdul-Mahdi",
        "SAA", "Haider al-Abadi", "Anbar", "Euphrates River", "Syrian Arab Army",
    ],
)  # fmt: skip
def test_name_phrases_of_the_original_dispatch(phrase: str) -> None:
    assert phrase in {TEXT[start:end] for start, end in name_phrases(TEXT)}


def test_names_that_are_glued_together_come_apart() -> None:
    text = "fighters in Anbar.Daesh terrorists (SAA) and then-Iraqi troops"
    found = [text[start:end] for start, end in name_phrases(text)]
    assert found[:3] == ["Anbar", "Daesh", "SAA"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He said he was concerned about it, where they lost their last stronghold.",
            ["He said he was concerned about it", "where they lost their last stronghold."],
        ),
        ("The Syrian Arab Army (SAA) has entered the town.", None),
        (
            "It came on July 9, 2019, from Salahaddin, Nineveh, and Anbar, with 1,250 men.",
            ["It came on July 9, 2019, from Salahaddin, Nineveh, and Anbar", "with 1,250 men."],
        ),
        (
            "The forces – known as Hashd – said so (not for the first time) again and again.",
            [
                "The forces",
                "known as Hashd",
                "said so",
                "not for the first time",
                "again and again.",
            ],
        ),
    ],
)
def test_clauses(text: str, expected: list[str] | None) -> None:
    assert [text[start:end] for start, end in clauses(text)] == (expected or [text])


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ('the operation, dubbed "Will of Victory," began', ["Will of Victory"]),
        ("“Will of Victory” ended. “Will he go?”", ["Will of Victory"]),
        ("set up under the Treaty of Aveiro", ["Treaty of Aveiro"]),
        (
            "the Ministry of Health and Social Welfare said",
            ["Ministry of Health and Social Welfare"],
        ),
        ("However, he left. Engineers had warned Iraq's army.", ["Iraq"]),
        ("“Reporting was hard,” said Tolvanen", ["Tolvanen"]),
        ("Parliament and Mali met. Daesh fled.", ["Parliament", "Mali", "Daesh"]),
        ("a river is about to leave its bed", []),
    ],
)
def test_name_phrases(text: str, phrases: list[str]) -> None:
    assert [text[start:end] for start, end in name_phrases(text)] == phrases


# One bar where a clause ends: a separator or mark goes, a comma goes, other text stays.
@pytest.mark.parametrize(
    "barred",
    [
        # brackets and quotations, whole or not at all
        "BAGHDAD (Dispatches)| – |Iraq’s fighters have launched it.",
        "a common body, the Northern River Authority (NRA), and a fund of $75 million to pay",
        'the operation, dubbed| "|Will of Victory|," |began early and was meant to clear it',
        'The method, dubbed "Czujka," or sentry, compares images.',
        "“|We promised water by the rains|, |and the rains are late|,” |Tolvanen said.",
        "“|We promised water. |They came.|”",
        "He wrote| “|a long letter|”.",
        "He (the tall man in the hall) left the town.",
        "said so| (|at the gate [of the old town], in the rain|) |and then left",
        "(|Reporting by Nino Kavtaradze|; |Editing by Peter Oyelaran|)",
        # dashes: spaced or long, never a range or a minus
        "the tug Samaka| - |the name is Arabic| - |reached the ship",
        "known as Hashd al-Sha’abi| –|announced in a statement",
        "from 2014–2019 and July 9 – 12, 2019, at -5 degrees in well-known places",
        # commas: relative clauses, closed by the verb that goes on; conjunctions; lists
        "Joaquim dos Prazeres|, |who runs the market|, |said it would reopen.",
        "It cost $18.4 million|, |of which 60 percent came from a loan.",
        "two aircraft and 19 boats|, |six of which floated.",
        "It is what one hears most often|, |and it is true.",
        "by Salahaddin, Nineveh, and Anbar and toward the border further west",
        "It was signed by the Northern River Authority, the Red Dune Brigade, and the Nets.",
        "On July 9, 2019|, |when 1,250 men left|, |but not before",
        "In May, he left, as well as they.",
    ],
)
def test_where_clauses_are_cut(barred: str) -> None:
    text = barred.replace("|", "")
    pieces = [one.strip() for one in barred.split("|")]
    expected = [one for one in pieces if any(map(str.isalnum, one))]
    assert [text[start:end] for start, end in clauses(text)] == expected


@given(st.lists(PIECES).map("".join) | st.text())
def test_stretches_are_in_order_and_inside_their_sentence(text: str) -> None:
    whole = sentences(text)
    for found in (clauses(text), name_phrases(text)):
        assert all(0 <= start < end <= len(text) for start, end in found)
        assert all(one[1] <= other[0] for one, other in pairwise(found))
        for start, end in found:
            assert text[start:end] == text[start:end].strip()
            assert any(first <= start and end <= last for first, last in whole)


@given(st.lists(PIECES).map("".join) | st.text())
def test_a_clause_is_clean_at_its_ends_and_no_lone_word(text: str) -> None:
    whole = sentences(text)
    for start, end in clauses(text):
        first, last = text[start], text[end - 1]
        assert not {first, last} & set(",،;:")
        assert first not in ")]”»"
        assert last not in "([“«"
        count = sum(1 for it in tokens(text[start:end]) if it.text[0].isalnum())
        around = next(it for it in whole if it[0] <= start and end <= it[1])
        inside = sum(1 for it in tokens(text[slice(*around)]) if it.text[0].isalnum())
        assert count >= 2 or count == inside


@pytest.mark.parametrize("cut", [clauses, name_phrases])
@pytest.mark.parametrize(
    "unit",
    ["(a b ", '"', "“", "a ) ", "; ", "x, and ", "he, which – ", "Ann of ", "A. ", "Food and "],
)
def test_the_work_grows_with_the_text_only(
    cut: Callable[[str], list[tuple[int, int]]], unit: str
) -> None:
    def steps(times: int) -> int:
        """Lines of Python gone through: unlike seconds, the same on a busy machine."""
        count = 0

        def trace(frame: FrameType, event: str, arg: object) -> Any:
            nonlocal count
            count += 1
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            cut(unit * times)
        finally:
            sys.settrace(before)
        return count

    cut(unit)  # the lists are read
    assert steps(800) < 3 * steps(400)
