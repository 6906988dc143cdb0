"""Eight tasks on the original dispatch, in a real terminal: what the library holds, in how many keys.

The tasks and the most keys that each may take are those by which SLATE, doccano and Prodigy were
timed. Each begins at the top of the article.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store import marks
from store.article import Mention
from store.importers import read_file
from store.library import Library
from support import SEED, SEEDS
from window import Window


class Task:
    """The original dispatch, open in a terminal."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "library"
        with Library.open(self.path) as library:
            self.id = library.add([read_file(SEEDS / SEED)])[0][0]
            library.apply(marks.tag(self.id, ["anbar-offensive"]))
            library.apply(marks.tag(self.id, remove=["anbar-offensive"]))
            other = library.add([read_file(next(it for it in SEEDS.iterdir() if it.name != SEED))])
            library.apply(marks.tag(other[0][0], ["anbar-offensive", "iraq"]))
        self.window = Window(self.path, columns=120)
        self.window.wait_for("2 articles")
        self.window.type("/hatha\r\r")
        self.window.wait_for("entity ")
        self.window.wait_for("suggested", "1-9")

    def press(self, keys: str, at_most: int, *then: str) -> None:
        """Press keys, one after the other; wait for what is to be on the screen then."""
        assert len(keys) <= at_most, f"{len(keys)} keys, not {at_most}"
        self.window.type(keys)
        self.window.wait_for(*then)

    def mentions(self, text: str) -> list[Mention]:
        """What the library holds of a name now, as another program sees it."""
        with Library.open(self.path) as library:
            article = library.article(self.id)
            found = library.mentions(article)
            return [it for it in found if article.text[it.start : it.end] == text]

    def all(self) -> tuple[Mention, ...]:
        """Every mention that the library holds."""
        with Library.open(self.path) as library:
            return library.mentions(library.article(self.id))

    def marks(self) -> marks.Marks:
        """What the reader made of the article."""
        with Library.open(self.path) as library:
            return library.marks_of(library.article(self.id))


@pytest.fixture
def task(tmp_path: Path) -> Iterator[Task]:
    task = Task(tmp_path)
    yield task
    task.window.done()


def test_1_label_a_name(task: Task) -> None:
    task.press("/Pop\r2", 7, "ORG on “Popular Mobilization Units”")
    first, second = task.mentions("Popular Mobilization Units")
    assert (first.label, first.status, first.source) == ("ORG", "accepted", "reader")
    assert second.status == "suggested"


def test_1_in_sequence(task: Task) -> None:
    task.press("w/Pop\r", 9, "suggested", "Popular Mobilization Units”")
    task.press("a", 1, "ORG on “Popular Mobilization Units”")
    assert task.mentions("Popular Mobilization Units")[0].status == "accepted"


def test_2_all_suggestions_but_a_wrong_one(task: Task) -> None:
    before = len(task.all())
    task.press("/Di\rxAA", 7, "accepted 6")
    assert not task.mentions("Dispatches")
    assert {it.status for it in task.all()} == {"accepted"}
    assert len(task.all()) == before - 1
    task.press("u", 1, "undid: accepted 6")
    assert {it.status for it in task.all()} == {"suggested"}


def test_3_the_name_without_its_title(task: Task) -> None:
    task.press("/Ad\ra", 7, "PERSON on “Adel Abdul-Mahdi”")
    (mention,) = task.mentions("Adel Abdul-Mahdi")
    assert (mention.label, mention.status) == ("PERSON", "accepted")


def test_3_in_sequence_edges_are_mended(task: Task) -> None:
    task.press("/Ad\rHHa[", 10, "“Prime Minister Adel Abdul-Mahdi”", "accepted")
    assert task.mentions("Prime Minister Adel Abdul-Mahdi")
    task.press("LLa", 3, "PERSON on “Adel Abdul-Mahdi”")
    assert not task.mentions("Prime Minister Adel Abdul-Mahdi")
    (mention,) = task.mentions("Adel Abdul-Mahdi")
    assert (mention.label, mention.status) == ("PERSON", "accepted")


def test_4_another_label(task: Task) -> None:
    task.press("/al-J\r2", 7, "ORG on “al-Jazeera”")
    task.press("4", 1, "LOC on “al-Jazeera”")
    (mention,) = task.mentions("al-Jazeera")
    assert (mention.label, mention.status) == ("LOC", "accepted")


def test_5_all_nine_at_once(task: Task) -> None:
    task.press("/Dae\r*2", 7, "9 places")
    assert [(it.label, it.status) for it in task.mentions("Daesh")] == [("ORG", "accepted")] * 9
    task.press("u", 1, "undid")
    assert [it.status for it in task.mentions("Daesh")] == ["suggested"] * 9


def test_5_in_sequence(task: Task) -> None:
    task.press("/Dae\r", 5, "match 1/9")
    task.press("*a", 2, "9 places")
    assert [(it.label, it.status) for it in task.mentions("Daesh")] == [("ORG", "accepted")] * 9


def test_6_a_sentence_with_a_note(task: Task) -> None:
    note = "who says so, and whe"
    assert len(note) == 20
    task.press(f"/How\rsc{note}\r", 28, "noted: who says so, and whe")
    with Library.open(task.path) as library:
        text = library.article(task.id).text
    (mark,), (written,) = task.marks().highlights, task.marks().notes
    assert text[mark.start : mark.end].startswith("However")
    assert text[mark.start : mark.end].endswith("countries.")
    assert (written.text, written.start, written.end) == (note, mark.start, mark.end)
    task.press("u", 1, "undid")
    assert not task.marks().notes
    assert not task.marks().highlights


def test_7_a_tag_that_is_there(task: Task) -> None:
    task.press("tanb\r", 5, "tagged anbar-offensive")
    assert task.marks().tags == ("anbar-offensive",)


def test_8_away_and_back(task: Task) -> None:
    task.press("s0", 2, "highlighted")
    (mark,) = task.marks().highlights
    task.press("d", 1, "deleted the highlight")
    assert not task.marks().highlights
    task.press("u", 1, "undid: deleted")
    assert task.marks().highlights == (mark,)
