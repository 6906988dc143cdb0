import pytest

from store.fold import fold, words


@pytest.mark.parametrize(
    "spelling", ["Hashd al-Sha’abi", "Hashd al-Sha'abi", "Hashd al-Sha‘abi", "HASHD AL-SHAABI"]
)
def test_the_spellings_of_one_name_fold_to_one(spelling: str) -> None:
    assert fold(spelling) == "hashd al-shaabi"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łódź", "lodz"),
        ("São Tomé", "sao tome"),
        ("Ørsted", "orsted"),
        ("Iraq’s", "iraq"),
        ("“quoted”", '"quoted"'),
        ("الحَشد", "الحشد"),
        ("مدرسة", "مدرسه"),
        ("al–Anbar", "al-anbar"),
    ],
)
def test_pairs_that_a_reader_would_call_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_words_are_folded_and_hyphens_part_them() -> None:
    assert words("The Iraqi-Syrian border’s end") == ["the", "iraqi", "syrian", "border", "end"]
