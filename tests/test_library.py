"""What the reader makes: on disk at once, undoable, shared by open programs, never overwritten."""

import json
import re
import shutil
import stat
import tempfile
from itertools import count
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tinydb import TinyDB, where

from store import marks, upkeep
from store.article import Article
from store.errors import BadRequest, LibraryError, NotFound
from store.importers import draft, files, read_file
from store.library import Library
from support import LONG, SEED, SEEDS, add_text


def reopened(library: Library) -> Library:
    return Library.open(library.path)


# -- articles ------------------------------------------------------------------------------------


def test_the_id_of_an_article_comes_from_its_bytes(library: Library) -> None:
    one = add_text(library, "AMMAN — A text.")
    assert library.add([draft("AMMAN — A text.".encode(), "elsewhere.txt")]) == [(one, False)]
    assert reopened(library).article(one).source == "-"
    assert library.article(one).sha256.startswith(one)


def test_the_text_is_kept_as_it_came(library: Library) -> None:
    text = "\r\nAMMAN — A “text”\twith \x1b[2J controls.\r\n\r\n\u2028 And more.\r"
    article = reopened(library).article(add_text(library, text)) if library else None
    assert article is not None
    assert article.text == text


def test_the_seed_is_read_as_an_article(seeded: Library, seed_id: str) -> None:
    head = seeded.article(seed_id).dispatch.head
    assert (head.outlet, head.section, head.place) == ("Hatha al-Youm", "Iraq News", "BAGHDAD")
    assert head.published == "2019-07-09T07:55"
    assert seeded.article(seed_id).text == (SEEDS / SEED).read_bytes().decode()


def test_the_same_files_twice_are_the_same_articles(seeded: Library) -> None:
    rows = len(seeded.select())
    assert not any(new for _, new in seeded.add(read_file(path) for path in files(SEEDS)))
    assert len(reopened(seeded).select()) == rows


def test_a_parse_of_another_version_is_made_anew(library: Library) -> None:
    id = add_text(library, "AMMAN, July 8 (Petra) — A text.")
    path = library.path / "articles.jsonl"
    doc = library.articles.storage.read()["articles"][id]
    stale = {**doc, "parse": {"v": -1, "head": {"title": "stale"}, "blocks": []}}
    library.articles.storage.transact(lambda _: {"articles": {id: stale}})
    assert "stale" in path.read_text("utf-8")
    assert reopened(library).article(id).dispatch.head.place == "AMMAN"


def test_an_id_may_be_shortened_while_it_is_unambiguous(library: Library) -> None:
    ids = [add_text(library, f"AMMAN — Text number {n}.") for n in range(40)]
    assert library.find(ids[0]) == ids[0]
    assert library.find(ids[0][:12]) == ids[0]
    letters = {id[0] for id in ids if sum(other[0] == id[0] for other in ids) > 1}
    with pytest.raises(NotFound, match="articles begin with"):
        library.find(letters.pop())
    for nothing in ("", "zz"):
        with pytest.raises(NotFound, match="no article"):
            library.find(nothing)
    with pytest.raises(NotFound):
        library.article("0000000000000000")


# -- marks ---------------------------------------------------------------------------------------


def test_every_mark_is_there_tomorrow(seeded: Library, seed_id: str) -> None:
    article = seeded.article(seed_id)
    start = article.text.index("Daesh")
    seeded.apply(marks.tag(seed_id, ["iraq", "follow  up"]))
    seeded.apply(marks.note(article, "ask Layla\nabout this", (start, start + 5), None))
    seeded.apply(marks.note(article, "on all of it", None, None))
    seeded.apply(marks.highlight(article, start, start + 5, "ORG"))
    seeded.apply(marks.read(seed_id), undoable=False)
    found = reopened(seeded).marks_of(article)
    assert found == seeded.marks_of(article)
    assert found.tags == ("follow up", "iraq")
    assert [note.text for note in found.notes] == ["on all of it", "ask Layla\nabout this"]
    assert [(mark.quote, mark.label) for mark in found.highlights] == [("Daesh", "ORG")]
    row = reopened(seeded).row(seed_id)
    assert (row.tags, row.notes, row.highlights, row.read) == (("follow up", "iraq"), 2, 1, True)


def test_marks_are_plain_tinydb_documents(seeded: Library, seed_id: str) -> None:
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    tags = reopened(seeded).marks.table("tags")
    assert [doc["article"] for doc in tags.search(where("tag") == "iraq")] == [seed_id]
    tags.insert({"article": seed_id, "tag": "by hand"})


def test_an_act_that_changes_nothing_is_not_written(seeded: Library, seed_id: str) -> None:
    assert seeded.apply(marks.tag(seed_id, ["iraq"])) == "tagged iraq"
    size = (seeded.path / "marks.jsonl").stat().st_size
    assert seeded.apply(marks.tag(seed_id, ["iraq"], ["never there"])) is None
    assert (seeded.path / "marks.jsonl").stat().st_size == size


@pytest.mark.parametrize("name", ["", "  ", "\n", "-x", "+x"])
def test_a_tag_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(BadRequest):
        marks.tag("id", [name])


@pytest.mark.parametrize("span", [(0, 0), (5, 4), (-1, 3), (0, 10**9)])
def test_a_mark_outside_the_text_is_refused(
    seeded: Library, seed_id: str, span: tuple[int, int]
) -> None:
    with pytest.raises(BadRequest, match="not a stretch"):
        marks.highlight(seeded.article(seed_id), *span)


def test_undo_and_redo_walk_back_and_forth_across_a_restart(seeded: Library, seed_id: str) -> None:
    article = seeded.article(seed_id)
    states = [seeded.marks_of(article)]
    for act in (
        marks.tag(seed_id, ["iraq"]),
        marks.tag(seed_id, ["anbar"], ["iraq"]),
        marks.highlight(article, 88, 92),
        marks.note(article, "a note", (88, 92), None),
    ):
        seeded.apply(act)
        states.append(seeded.marks_of(article))
    seeded.apply(marks.read(seed_id), undoable=False)
    library = reopened(seeded)
    for state in states[-2::-1]:
        assert library.undo()
        assert library.marks_of(article).tags == state.tags
        assert library.marks_of(article).notes == state.notes
        assert library.marks_of(article).highlights == state.highlights
    assert library.undo() is None
    library = reopened(library)
    assert [library.redo() is not None for _ in range(5)] == [True, True, True, True, False]
    assert library.marks_of(article).notes == states[-1].notes
    assert library.row(seed_id).read


def test_after_a_new_act_there_is_nothing_to_redo(seeded: Library, seed_id: str) -> None:
    seeded.apply(marks.tag(seed_id, ["one"]))
    seeded.undo()
    seeded.apply(marks.tag(seed_id, ["two"]))
    assert seeded.redo() is None
    assert seeded.undo() == "tagged two (Iraq’s pro-government Popular Mobilizat…)"
    assert (seeded.redo() or "").startswith("tagged two")


def test_editing_a_note_keeps_it_one_note_and_emptying_it_deletes_it(
    seeded: Library, seed_id: str
) -> None:
    article = seeded.article(seed_id)
    seeded.apply(marks.note(article, "first", (88, 92), None))
    (note,) = seeded.marks_of(article).notes
    seeded.apply(marks.note(article, "second", (88, 92), note))
    assert [it.text for it in seeded.marks_of(article).notes] == ["second"]
    seeded.apply(marks.note(article, "  ", (88, 92), note))
    assert seeded.marks_of(article).notes == ()
    seeded.undo()
    assert [it.text for it in seeded.marks_of(article).notes] == ["second"]


def test_a_second_window_shows_what_the_first_one_wrote(seeded: Library, seed_id: str) -> None:
    second = reopened(seeded)
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    assert second.refresh() == {seed_id}
    assert second.refresh() == set()
    assert second.row(seed_id).tags == ("iraq",)
    assert (second.undo() or "").startswith("tagged iraq")
    seeded.refresh()
    assert seeded.row(seed_id).tags == ()
    added = add_text(second, "AMMAN — Another.")
    assert seeded.refresh() == {added}


# -- the library on disk -------------------------------------------------------------------------


def test_the_library_is_private_and_says_what_it_is(library: Library) -> None:
    add_text(library, "AMMAN — A text.")
    assert stat.S_IMODE(library.path.stat().st_mode) == 0o700
    for path in library.path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    with TinyDB(library.path / "library.json") as card:
        assert card.all()[0]["format"] == 1


def test_a_library_of_a_newer_program_is_read_and_never_written(
    seeded: Library, seed_id: str
) -> None:
    card = seeded.path / "library.json"
    newer = json.dumps({"_default": {"1": {"format": 99}}})
    for damaged in (
        newer,
        "not json",
        "",
        "[]",
        '{"format": 99}',
        '{"_default": {"1": {"format": "x"}}}',
    ):
        card.write_text(damaged)
        before = {path: path.read_bytes() for path in seeded.path.glob("*.json*")}
        with reopened(seeded) as library:
            assert len(library.select()) == len(seeded.select())
            why = "a newer Dateline made it" if damaged == newer else r"library\.json is damaged"
            assert re.search(f"may only be read: .*{why}", library.notices[0])
            with pytest.raises(LibraryError, match=f"not saved: .*{why}"):
                library.apply(marks.tag(seed_id, ["iraq"]))
            with pytest.raises(LibraryError, match="not saved"):
                add_text(library, "AMMAN — Another.")
        assert {path: path.read_bytes() for path in seeded.path.glob("*.json*")} == before


def test_a_place_that_cannot_be_a_library_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="cannot use"):
        Library.open(tmp_path / "file")


def test_what_is_damaged_or_unfinished_is_said_and_left(seeded: Library, seed_id: str) -> None:
    seeded.apply(marks.tag(seed_id, ["iraq"]))
    assert reopened(seeded).notices == []
    with (seeded.path / "marks.jsonl").open("ab") as file:
        file.write(b"scribble\n")
    scribbled = (seeded.path / "marks.jsonl").read_bytes()
    at = len(scribbled) - 9
    assert reopened(seeded).notices == [
        f"marks.jsonl: 8 bytes at byte {at} were not understood; they are left as they are (see `dateline check`)"
    ]
    with (seeded.path / "marks.jsonl").open("ab") as file:
        file.write(b"half a li")
    assert "2 lines were not understood" in reopened(seeded).notices[0]
    reopened(seeded).apply(marks.tag(seed_id, ["anbar"]))
    assert (seeded.path / "marks.jsonl").read_bytes().startswith(scribbled + b"half a li torn\n")


def test_documents_of_an_odd_form_are_left_alone(seeded: Library, seed_id: str) -> None:
    odd = {"article": seed_id, "text": 5, "tag": None, "start": "x", "n": "1", "quote": {}}
    tables = ("tags", "notes", "highlights", "reading", "acts")
    seeded.marks.storage.transact(lambda _: {table: {f"{seed_id}:odd": odd} for table in tables})
    seeded.articles.storage.transact(lambda _: {"articles": {"odd": odd}})
    library = reopened(seeded)
    assert library.marks_of(library.article(seed_id)) == marks.Marks()
    assert library.undo() is None
    library.apply(marks.tag(seed_id, ["iraq"]))
    assert library.marks.storage.read()["tags"][f"{seed_id}:odd"] == odd
    with pytest.raises(NotFound):
        library.article("odd")


# -- against a model -----------------------------------------------------------------------------

TAGS = st.sampled_from(["iraq", "\x1b[31m", "a [/] b", "الأنبار", "x:y"])
NOTES = st.text(st.characters(exclude_categories=()), min_size=1, max_size=12).filter(str.strip)


class Model(RuleBasedStateMachine):
    """A library, step by step beside what a person would remember of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.ticks = count(1)
        self.path = Path(self.folder.name) / "library"
        self.articles: list[Article] = []
        self.now: dict[tuple[str, str], str] = {}
        self.past: list[dict[tuple[str, str], str]] = []
        self.future: list[dict[tuple[str, str], str]] = []
        self.open()
        self.other = Library(self.path, lambda: next(self.ticks))
        for _ in range(3):
            self.add()

    def open(self) -> None:
        self.library = Library(self.path, lambda: next(self.ticks))

    def teardown(self) -> None:
        self.folder.cleanup()

    def did(self, new: dict[tuple[str, str], str]) -> None:
        if new != self.now:
            self.past.append(self.now)
            self.now, self.future = new, []

    def one(self, n: int) -> Article:
        return self.articles[n % len(self.articles)]

    # -- what a person does ----------------------------------------------------------------------

    @rule()
    def add(self) -> None:
        added = draft(f"AMMAN — Text {len(self.articles)}.".encode(), "-")
        ((id, new),) = self.library.add([added])
        assert new
        assert self.library.add([added]) == [(id, False)]
        self.articles.append(self.library.article(id))

    @rule(n=st.integers(0, 9), tag=TAGS, add=st.booleans(), elsewhere=st.booleans())
    def tag(self, n: int, tag: str, add: bool, elsewhere: bool) -> None:
        id = self.one(n).id
        library = self.other if elsewhere else self.library
        library.apply(marks.tag(id, [tag] if add else [], [] if add else [tag]))
        key = (id, f"tag {tag}")
        self.did({**self.now, key: ""} if add else {k: v for k, v in self.now.items() if k != key})

    @rule(n=st.integers(0, 9), text=NOTES)
    def note(self, n: int, text: str) -> None:
        article = self.one(n)
        known = next((it for it in self.library.marks_of(article).notes), None)
        self.library.apply(marks.note(article, text, (0, 5), known))
        self.did({**self.now, (article.id, "note"): text.strip()})

    @rule(n=st.integers(0, 9))
    def delete_note(self, n: int) -> None:
        article = self.one(n)
        for note in self.library.marks_of(article).notes:
            self.library.apply(marks.delete(note))
        self.did({k: v for k, v in self.now.items() if k != (article.id, "note")})

    @rule(n=st.integers(0, 9), away=st.booleans())
    def archive(self, n: int, away: bool) -> None:
        id = self.one(n).id
        self.library.apply(marks.archive(id, "a title", away))
        key = (id, "archived")
        if self.now.get(key, "False") != str(away) or key not in self.now:
            self.did({**self.now, key: str(away)})

    @rule()
    def undo(self) -> None:
        assert (self.library.undo() is not None) == bool(self.past)
        if self.past:
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        assert (self.library.redo() is not None) == bool(self.future)
        if self.future:
            self.past.append(self.now)
            self.now = self.future.pop()

    # -- what happens to a library ---------------------------------------------------------------

    @rule()
    def crash(self) -> None:
        self.open()

    @rule()
    def leave_and_come_back(self) -> None:
        self.library.close()
        self.open()

    @rule()
    def leave_after_compaction(self) -> None:
        with patch.object(upkeep, "_WASTE", -1), patch.object(upkeep, "_worth_it", lambda _: True):
            self.library.marks.storage.catch_up()
            self.library.close()
        self.open()

    @rule()
    def lose_the_cache(self) -> None:
        shutil.rmtree(self.path / ".cache", ignore_errors=True)
        self.open()

    @rule(tail=st.binary(max_size=30))
    def torn_write_of_a_killed_program(self, tail: bytes) -> None:
        with (self.path / "marks.jsonl").open("ab") as file:
            file.write(b'{"at":9' + tail.replace(b"\n", b""))

    @precondition(lambda self: hasattr(self, "other"))
    @invariant()
    def same(self) -> None:
        for library in (self.library, self.other):
            library.refresh()
            found: dict[tuple[str, str], str] = {}
            for article in self.articles:
                there = library.marks_of(article)
                found |= {(article.id, f"tag {tag}"): "" for tag in there.tags}
                for note in there.notes:
                    found[article.id, "note"] = note.text
                row = library.row(article.id)
                assert (row.tags, row.notes) == (there.tags, len(there.notes))
                if (article.id, "archived") in self.now:
                    found[article.id, "archived"] = str(row.archived)
                else:
                    assert not row.archived
                assert library.article(article.id) == article
            assert found == self.now
            listed = {row.id for row in library.select()} | {
                row.id for row in library.select("is:archived")
            }
            assert listed == {article.id for article in self.articles}


Model.TestCase.settings = settings(
    max_examples=1000 if LONG else 35, stateful_step_count=50 if LONG else 25, deadline=None
)
TestModel = Model.TestCase
