"""Where sentences and words begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.entities import sentences, tokens

ODD = st.text(alphabet=st.characters(), max_size=60)
NEWSY = st.lists(
    st.sampled_from(
        ["Iraq", "U.S.", "Mr.", "Gen.", ".", "?", '"', "“", "”", ")", "(", " ", "\n", "’s", "al-‘A", "3.5", "in"]
    ),
    max_size=30,
).map("".join)  # fmt: skip
TEXTS = ODD | NEWSY


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


APART = [
    ["They left the area.", "Iraq's army stayed."],
    ["It was cleared in the region.", "The forces added nothing."],
    ["He spoke.", '"We won," he said.', "They left."],
    ["“We won.”", "They left."],
    ["(It was over.)", "Then he left."],
    ["Was it over?", "It was!", "He left."],
    ["Some 1.5 million fled.", "Others stayed."],
]


@pytest.mark.parametrize("parts", [*APART, ["He moved to the U.S.", "The visa came later."]])
def test_sentences_apart(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


@pytest.mark.parametrize("parts", APART)
def test_sentences_glued_together(parts: list[str]) -> None:
    assert cut("".join(parts)) == parts


def test_a_line_break_ends_a_sentence() -> None:
    assert cut("A heading without a stop\nA sentence.") == [
        "A heading without a stop",
        "A sentence.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In recent years, the U.S. and its allies have been there.",
        "Lt. Gen. Paul Funk met Mr. Smith and Dr. Jones.",
        "The words of George W. Bush were read by J. K. Rowling.",
        "Prices rose 3.5 percent to 1,250.75 dinars.",
        "He asked 'why now?' and left at 5 p.m. on Monday.",
        "See www.example.org/a.B for the rest of it.",
        "Troops of the U.S. Army came.",
    ],
)
def test_stops_inside_a_sentence(text: str) -> None:
    assert cut(text) == [text]


def test_white_space_belongs_to_no_sentence() -> None:
    assert cut("\n  One.  Two.\t\n\n Three \n") == ["One.", "Two.", "Three"]
    assert sentences("") == sentences(" \n\t") == []


def test_arabic_sentences() -> None:
    assert len(cut("قال الرئيس ذلك. ثم غادر المدينة؟ نعم")) == 3


@given(TEXTS)
def test_sentences_cover_the_text_in_order(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert not text[end:start].strip()
        assert start < stop
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()


@given(TEXTS)
def test_tokens_reproduce_the_text(text: str) -> None:
    end = 0
    for token in tokens(text):
        assert not text[end : token.start].strip()
        assert text[token.start : token.end] == token.text
        assert token.text
        end = token.end
    assert not text[end:].strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Iraq’s army", ["Iraq", "’s", "army"]),
        ("Hashd al-Sha’abi", ["Hashd", "al-Sha’abi"]),
        ("al-‘Awinah area.Iraq", ["al-‘Awinah", "area", ".", "Iraq"]),
        ("U.S. and AT&T", ["U.S.", "and", "AT&T"]),
        ("at 07:55, 1,250.5 (3%)", ["at", "07:55", ",", "1,250.5", "(", "3", "%", ")"]),
        ("O'Brien -- don't", ["O'Brien", "--", "don't"]),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert [token.text for token in tokens(text)] == words
