"""Name phrases and clauses: what a growing selection takes in between a word and a sentence."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.entities import sentences
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


@given(st.lists(PIECES).map("".join) | st.text())
def test_stretches_are_in_order_and_inside_their_sentence(text: str) -> None:
    whole = sentences(text)
    for found in (clauses(text), name_phrases(text)):
        assert all(0 <= start < end <= len(text) for start, end in found)
        assert all(one[1] <= other[0] for one, other in pairwise(found))
        for start, end in found:
            assert text[start:end] == text[start:end].strip()
            assert any(first <= start and end <= last for first, last in whole)
