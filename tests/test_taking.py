"""What becomes of an input: added, same, near-duplicate or refused; and what of a changed text."""

import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import marks
from store.anchor import anchor
from store.article import Span
from store.importers import Draft, Refused, read_bytes
from store.importers.draft import carried
from store.library import Library
from store.taking import Outcome, Taking
from store.taking.foreseeing import foresee
from store.versions import revising
from store.versions.carrying import DOUBTFUL, GONE, MOVED, Carrier
from support import LONG, Run

WORDS = [
    f"{a}{b}" for a in ("ka", "lo", "mi", "ru", "te", "so") for b in ("ren", "dal", "vik", "pos")
]


def story(seed: int, count: int = 120) -> str:
    random = Random(seed)
    return " ".join(random.choice(WORDS) + str(random.randrange(50)) for _ in range(count)) + "."


def take(library: Library, *drafts: Draft) -> list[Outcome]:
    return list(Taking(library).take(drafts))


def text(text: str, source: str = "-", key: str = "") -> Draft:
    return carried(text, source, key=key)


def test_the_same_letters_are_not_kept_twice_and_the_other_place_is_noted(library: Library) -> None:
    (first,) = take(library, text(story(1), "a.txt"))
    again, glued = take(
        library, text(story(1), "a.txt"), text(story(1).replace(" ", "\n "), "b.txt")
    )
    assert (first.result, again.result, glued.result) == ("added", "same", "same")
    assert first.id == again.id == glued.id
    (doc,) = library.marks.storage.read()["appearances"].values()
    assert (doc["article"], doc["source"]) == (first.id, "b.txt")
    assert len(library.select()) == 1
    assert library.undo() is None  # nothing that the reader did


def test_two_in_one_batch_are_compared_too(library: Library) -> None:
    first, second, third = take(
        library, text(story(1), "a"), text(story(1) + "\n", "b"), text("LEAD - " + story(1), "c")
    )
    assert [it.result for it in (first, second, third)] == ["added", "same", "near-duplicate"]
    assert third.of == first.id


def test_versions_of_one_story_are_kept_and_say_of_which(library: Library) -> None:
    whole = story(1, 200)
    (first,) = take(library, text(whole))
    cut, longer, other = take(
        library, text(whole[: len(whole) * 7 // 10]), text("Lead. " + whole + story(2, 40)),
        text(story(3, 200)),
    )  # fmt: skip
    assert [it.result for it in (cut, longer, other)] == [
        "near-duplicate", "near-duplicate", "added",
    ]  # fmt: skip
    assert cut.of == first.id
    assert longer.of in (first.id, cut.id)
    assert len(library.select()) == 4


def test_an_open_library_of_before_is_compared_first(library: Library) -> None:
    library.add([text(story(1)), text(story(2))])
    (again,) = take(library, text("Lead. " + story(2)))
    assert again.result == "near-duplicate"


def test_short_texts_are_alike_by_chance_and_kept(library: Library) -> None:
    one = text("Morning briefing", "f#1", "feed:1")
    two = text("Morning briefing", "f#2", "feed:2")
    assert [it.result for it in take(library, one, two, one)] == ["added", "added", "same"]


def test_tags_from_elsewhere_become_tags_as_one_step(library: Library) -> None:
    (it,) = take(library, carried(story(1), "a", tags=("Sea ", "+port", "", "x" * 300)))
    assert library.row(it.id).tags[:2] == ("Sea", "port")
    assert library.undo()
    assert library.row(it.id).tags == ()


# -- another text of the same thing ----------------------------------------------------------------


def marked(library: Library, whole: str, quote: str, key: str = "feed:1") -> str:
    (it,) = take(library, text(whole, "a", key))
    article = library.article(it.id)
    at = article.text.index(quote)
    acts = [
        marks.highlight(article, at, at + len(quote), "ORG", ["x"]),
        marks.note(article, "ask Layla", (at, at + len(quote)), None),
        marks.note(article, "of the whole", None, None),
        marks.tag(it.id, ["iraq"]),
        marks.star(it.id, "", True),
    ]
    for act in acts:
        library.apply(act)
    return it.id


def test_a_changed_text_is_a_new_version_with_the_marks_moved(library: Library) -> None:
    whole = story(1, 200)
    quote = " ".join(whole.split()[100:103])
    earlier = marked(library, whole, quote)
    (it,) = take(library, text("UPDATE " + whole, "a", "feed:1"))
    assert (it.result, it.revises) == ("added", earlier)
    assert "2 moved" in it.said
    article = library.article(it.id)
    found = library.marks_of(article)
    (highlight,) = found.highlights
    assert article.text[highlight.start : highlight.end] == quote == highlight.quote
    assert (highlight.label, highlight.tags) == ("ORG", ("x",))
    assert {note.text for note in found.notes} == {"ask Layla", "of the whole"}
    assert (found.tags, found.starred) == (("iraq",), True)
    assert library.row(earlier).archived
    assert [row.id for row in library.select()] == [it.id]
    old = library.marks_of(library.article(earlier))
    assert len(old.highlights) == 1  # nothing is taken from it
    assert library.undo()
    assert not library.marks_of(article).highlights
    assert not library.row(earlier).archived


def test_what_is_gone_is_listed_and_settled(library: Library) -> None:
    whole = story(1, 200)
    quote = " ".join(whole.split()[100:103])
    marked(library, whole, quote)
    (it,) = take(library, text(whole.replace(quote, "nothing of it"), "a", "feed:1"))
    article = library.article(it.id)
    assert library.marks_of(article).highlights == ()
    tables = library.marks.storage.read()
    found = revising.carried(tables, article)
    assert [(each.fate, each.quote) for each in found] == [(GONE, quote)] * 2
    for each in found:
        library.apply(revising.settle(article, each, tables, Span(0, 5)))
    assert [mark.quote for mark in library.marks_of(article).highlights] == [article.text[:5]]
    assert "ask Layla" in {note.text for note in library.marks_of(article).notes}
    assert revising.carried(library.marks.storage.read(), article) == []


def test_a_path_given_to_another_story_is_no_new_version(library: Library) -> None:
    marked(library, story(1), story(1)[:10], "path:/a.txt")
    (it,) = take(library, text(story(2), "a", "path:/a.txt"))
    assert (it.result, it.revises) == ("added", "")
    assert len(library.select()) == 2


@pytest.mark.parametrize(
    "key", ["record:7", "feed:https://x.example/today", "page:https://x.example"]
)
def test_what_has_the_name_of_another_story_replaces_nothing(library: Library, key: str) -> None:
    """Corpora number their texts from 1; a page may tell of something else every day."""
    marked(library, story(1), story(1)[:10], key)
    (it,) = take(library, text(story(2), "b.jsonl#7", key))
    assert (it.result, it.revises) == ("added", "")
    assert len(library.select()) == 2


def test_a_text_that_comes_back_says_that_it_was_put_away(library: Library) -> None:
    earlier = marked(library, story(1), story(1)[:10])
    take(library, text("UPDATE " + story(1), "a", "feed:1"))
    (again,) = take(library, text(story(1), "a", "feed:1"))
    assert (again.result, again.id) == ("same", earlier)
    assert "archive" in again.said


def test_a_flash_that_grew_is_a_new_version_of_the_flash(library: Library) -> None:
    flash = story(1, 30)
    earlier = marked(library, flash, flash[:10])
    (it,) = take(library, text(f"{story(2, 200)} {flash} {story(3, 200)}", "a", "feed:1"))
    assert it.revises == earlier
    assert "2 moved" in it.said


def test_a_headline_alone_grows_too(library: Library) -> None:
    (first,) = take(library, text("Ship with grain reaches Aqaba", "a", "feed:1"))
    (other,) = take(library, text("Talks go on in Muscat", "b", "feed:1"))
    (it,) = take(library, text("Ship with grain reaches Aqaba. " + story(1), "a", "feed:1"))
    assert (other.revises, it.revises) == ("", first.id)


def test_a_key_that_comes_again_in_one_import_names_nothing(library: Library) -> None:
    changed = [text(f"{story(1)} {story(n, 12)}", f"a#{n}", "record:0") for n in range(2, 700)]
    outcomes = take(library, *changed)
    assert not any(it.revises for it in outcomes)
    assert len(library.select("is:archived")) == 0


stories = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(["", "Lead. ", "  "]), st.integers(0, 40), st.sampled_from(["", "", "record:1", "record:2", "path:/a"])),
    max_size=12,
)  # fmt: skip


@settings(max_examples=400 if LONG else 40)
@given(stories, stories)
def test_what_is_foreseen_comes_true(first: Any, second: Any) -> None:
    def drafts(said: Any) -> list[Draft | Refused]:
        told = [
            text(f"{lead}{story(n, 60)} {story(9 + n, more)}", f"{n}-{lead}", key)
            for n, lead, more, key in said
        ]
        return [*told, Refused("x", "empty", "empty")]  # fmt: skip

    def told(it: Outcome) -> tuple[str, str, bool]:
        return it.source, it.result, bool(it.revises or (it.result == "same" and it.said))

    with TemporaryDirectory() as folder, Library.open(folder) as library:
        list(Taking(library).take(drafts(first)))
        count = len(library.catalogue.heads.ids)
        foreseen = [told(it) for _, it in foresee(library, drafts(second))]
        assert len(library.catalogue.heads.ids) == count
        assert foreseen == [told(it) for it in Taking(library).take(drafts(second))]


def test_a_file_that_was_changed_is_a_new_version(tmp_path: Path, run: Run) -> None:  # fmt: skip
    (tmp_path / "a.txt").write_text(story(1))
    run("add", str(tmp_path / "a.txt"))
    (tmp_path / "a.txt").write_text(story(1) + " And more was said.")
    _, out, err = run("add", str(tmp_path / "a.txt"), "--json")
    assert json.loads(out)["revises"]
    assert "1 of them new versions" in err
    assert run("list")[1].count("\n") == 1


# -- carrying --------------------------------------------------------------------------------------

sentences = st.lists(
    st.lists(st.sampled_from(["Iraq", "said", "the", "port", "of", "Basra", "ships", "left", "on", "Monday", "army"]), min_size=3, max_size=14),
    min_size=1, max_size=12,
)  # fmt: skip


def written(sentences: list[list[str]]) -> str:
    return " ".join(" ".join(words) + "." for words in sentences)


@given(sentences)
def test_an_unchanged_text_moves_everything_to_where_it_was(said: list[list[str]]) -> None:
    whole = written(said)
    carrier = Carrier(whole, whole)
    for start in range(0, len(whole) - 4, 5):
        fate = carrier.carry(start, start + 4)
        if whole[start : start + 4].strip(" ."):
            assert fate.what == MOVED
            assert (
                whole[fate.span.start : fate.span.end].strip() == whole[start : start + 4].strip()
            )  # type: ignore[union-attr]


@settings(max_examples=2000 if LONG else 150)
@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=8, unique=True), st.data())
def test_what_is_said_to_have_moved_is_where_the_edits_put_it(seeds: list[int], data: st.DataObject) -> None:  # fmt: skip
    """Sentences of words that all differ, some dropped, shuffled or added to: the truth is known."""
    parts = [" ".join(f"w{seed}x{n}" for n in range(12)) + "." for seed in seeds]
    edited = [it for it in parts if data.draw(st.booleans(), "kept")]
    edited = data.draw(st.permutations(edited)) if data.draw(st.booleans(), "shuffled") else edited
    for at in sorted(data.draw(st.sets(st.integers(0, len(edited)), max_size=3)), reverse=True):
        edited.insert(at, f"New{at} words were put here by the editor today.")
    old, new = " ".join(parts), "  ".join(edited)
    carrier = Carrier(old, new)
    for part in parts:
        start = old.index(part) + len(part.split()[0]) + 1
        quote = " ".join(part.split()[1:4])
        fate = carrier.carry(start, start + len(quote))
        assert (fate.what == GONE) == (part not in edited)
        if fate.what == MOVED:
            assert fate.span == Span(new.index(quote), new.index(quote) + len(quote))


def row(day: int) -> str:
    return f"{day} July: 12 people killed in Mosul by Daesh, said the army."


@settings(max_examples=2000 if LONG else 200)
@given(st.lists(st.integers(10, 99), min_size=2, max_size=9, unique=True), st.data())
def test_of_rows_that_differ_in_a_number_none_is_taken_for_another(
    days: list[int], data: st.DataObject
) -> None:
    edited = data.draw(st.lists(st.sampled_from(days), unique=True))
    for at in data.draw(st.sets(st.integers(0, len(edited)), max_size=3)):
        edited.insert(at, 200 + at)
    apart = data.draw(st.sampled_from([" ", "\n", "\n\n"]))
    old = "Daily toll.\n\n" + apart.join(map(row, days))
    new = data.draw(st.sampled_from(["Daily toll.\n\n", "UPDATE 2\n"])) + apart.join(
        map(row, edited)
    )
    carrier = Carrier(old, new)
    for day in days:
        for quote in (f"{day} July", "people", "killed in Mosul", "Daesh, said", "the army"):
            start = old.index(row(day)) + row(day).index(quote)
            fate = carrier.carry(start, start + len(quote))
            if fate.what == MOVED:
                at = new.index(row(day)) + row(day).index(quote)  # there it is, or this fails
                assert fate.span == Span(at, at + len(quote))


def test_a_row_that_is_left_keeps_its_marks() -> None:
    old, new = "\n".join(map(row, range(1, 9))), "\n".join(map(row, (1, 2, 50, 4, 7, 8)))
    for day in (1, 2, 4, 7, 8):
        start = old.index(row(day)) + row(day).index("Daesh")
        assert Carrier(old, new).carry(start, start + 5).what == MOVED


def test_the_same_words_elsewhere_are_doubtful_never_moved() -> None:
    old = f"{story(1, 30)} The army of Iraq left Basra. {story(2, 30)}"
    new = f"{story(1, 30)} {story(2, 30)} Nobody knows where in Iraq they went."
    start = old.index("Iraq")
    assert Carrier(old, new).carry(start, start + 4).what == DOUBTFUL


def test_quotes_and_dashes_may_change_their_form() -> None:
    old = "The “Will of Victory” operation – led by Iraq’s army – began on Sunday in the desert."
    new = 'The "Will of Victory" operation - led by Iraq\'s army - began on Sunday in the desert.'
    start = old.index("Iraq’s")
    fate = Carrier(old, new).carry(start, start + 6)
    assert fate.what == MOVED
    assert new[fate.span.start : fate.span.end] == "Iraq's"  # type: ignore[union-attr]


def test_long_texts_are_carried_quickly() -> None:
    import time

    old = " ".join(f"word{n}" for n in range(40_000))
    new = old.replace("word100 ", "").replace("word30000 ", "changed ").replace("word200 ", "x y ")
    began = time.process_time()
    carrier = Carrier(old, new)
    start = old.index("word20000")
    fate = carrier.carry(start, start + 9)
    assert time.process_time() - began < 5
    assert fate.span == Span(new.index("word20000"), new.index("word20000") + 9)


def test_a_place_in_the_document_that_says_so_is_the_one_it_speaks_of(library: Library) -> None:
    """The anchor of what was moved is made anew: it is found again by its own words."""
    whole = story(1, 200)
    quote = " ".join(whole.split()[100:103])
    marked(library, whole, quote)
    (it,) = take(library, text("UPDATE " + whole, "a", "feed:1"))
    article = library.article(it.id)
    (doc,) = [
        d for d in library.marks.storage.read()["highlights"].values() if d["article"] == it.id
    ]
    start = article.text.index(quote)
    assert {name: doc[name] for name in ("start", "end", "quote", "prefix", "suffix")} == anchor(
        article.text, start, start + len(quote)
    )


def test_bytes_that_are_pasted_are_taken(library: Library) -> None:
    assert [it.result for it in Taking(library).take(read_bytes(story(1).encode(), "-"))] == [
        "added"
    ]
