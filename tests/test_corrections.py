"""What the reader teaches: corrections at three reaches, and names for every article."""

import io
import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual.pilot import Pilot

from store import marks as acts
from store import teaching
from store.article import Article, Correction, Mention, Name, Span
from store.corrections import apply, occurrences, rejected
from store.entities import recognise, tokens
from store.entities.guard import objection
from store.entities.own import OwnNames
from store.entities.spans import Proposal
from store.errors import BadRequest, Refusal
from store.library import Library
from store.namelist import compare, lines_of, names_in
from support import SEED, SEEDS, Run, add_text
from tui.app import DatelineApp
from tui.reader import Reader


@pytest.fixture
def id(run: Run) -> str:
    """The original dispatch, in the library of `run`."""
    return str(json.loads(run("add", str(SEEDS / SEED), "--json")[1])["id"])


def shown(run: Run, id: str, text: str, key: str = "label") -> list[object]:
    mentions = json.loads(run("show", id, "--json")[1])["mentions"]
    return [it[key] for it in mentions if it["text"] == text]


def labels(library: Library, article: Article, quote: str) -> list[str]:
    found = library.mentions(article)
    return [it.label for it in found if article.text[it.start : it.end] == quote]


# -- laying corrections over mentions, as properties -----------------------------------------------

TEXT = "Anbar Bank and Bank of Anbar say Anbar-based Daesh, al-Anbar's Daesh. A (b+ c*) B. " * 2
OFFSETS = st.integers(0, len(TEXT))
LABELS = st.sampled_from(["PERSON", "ORG", "GPE", "DATE"])
PLACES = st.tuples(OFFSETS, OFFSETS).filter(lambda it: it[0] < it[1])
NAMES = st.sampled_from(["Daesh", "Bank of Anbar", "Anbar", "Nobody", "Bank"])
WORDS = st.sampled_from(
    [(it.start, it.end) for word in ("Anbar", "Bank of Anbar", "Daesh", "Bank", "A", "(b+ c*) B")
     for it in occurrences(TEXT, word)]
)  # fmt: skip


@st.composite
def mentions(draw: st.DrawFn) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for start, end in sorted(draw(st.lists(PLACES | WORDS, max_size=12))):
        if not found or start >= found[-1].end:
            label = draw(LABELS)
            entity = f"{label.lower()}:{TEXT[start:end].lower()}"
            found.append(Mention(start, end, label, entity, source="tagger"))
    return tuple(found)


@st.composite
def corrections(draw: st.DrawFn) -> tuple[Correction, ...]:
    found = {}
    for start, end in draw(st.lists(PLACES | WORDS, max_size=6)):
        found[start, end] = Correction(
            f"a:{start}-{end}", start, end, TEXT[start:end], draw(st.none() | LABELS),
            draw(st.sampled_from(["mention", "article", "galaxy"])), draw(st.none() | NAMES),
            draw(st.none() | LABELS), draw(st.integers(0, 3)),
        )  # fmt: skip
    return tuple(found.values())


@example(
    (),
    (
        Correction("a:128-133", 128, 133, "Daesh", "PERSON", same_as="Anbar"),
        Correction("a:23-28", 23, 28, "Anbar", "PERSON", same_as="Anbar"),
    ),
)
@given(mentions(), corrections())
def test_mentions_never_overlap_and_a_second_time_changes_nothing(
    found: tuple[Mention, ...], corrected: tuple[Correction, ...]
) -> None:
    once = apply(TEXT, found, corrected)
    assert all(left.end <= right.start for left, right in pairwise(once))
    assert all(0 <= it.start < it.end <= len(TEXT) and it.entity for it in once)
    assert apply(TEXT, once, corrected) == once
    gone = rejected(TEXT, once, corrected)
    assert not {(it.start, it.end) for it in gone} & {(it.start, it.end) for it in once}
    assert all(it.status == "rejected" for it in gone)


@given(mentions(), PLACES | WORDS, LABELS, st.booleans())
def test_the_last_word_on_a_stretch_is_the_readers(
    found: tuple[Mention, ...], place: tuple[int, int], label: str, reject: bool
) -> None:
    start, end = place
    one = Correction("a", start, end, TEXT[start:end], None if reject else label)
    after = {(it.start, it.end): it for it in apply(TEXT, found, [one])}
    if reject:
        assert (start, end) not in after
    else:
        touched = any(it.start < end and start < it.end for it in found)
        assert after[start, end].label == label
        assert after[start, end].source == "reader"
        assert after[start, end].status == ("accepted" if touched else "mine")


@given(st.text(max_size=30), st.text(max_size=60))
def test_an_occurrence_is_the_name_itself_whatever_it_looks_like(name: str, around: str) -> None:
    text = f"{around} {name} {around}"
    for span in occurrences(text, name):
        assert text[span.start : span.end].split() == name.split()


def test_whole_words_only() -> None:
    def found(text: str, name: str) -> list[int]:
        return [it.start for it in occurrences(text, name)]

    assert found("Anbar, al-Anbar, Anbars, Anbar-based, Anbar's, xAnbar", "Anbar") == [0, 25, 38]
    assert found("Bank\nof  Anbar", "Bank of Anbar") == [0]
    assert found("aaa", "a.*") == []
    assert found("x" * 1000, "x" * 1000) == []


# -- the library -----------------------------------------------------------------------------------


def test_a_correction_is_on_disk_undoable_and_seen_by_another_window(
    seeded: Library, seed_id: str
) -> None:
    article = seeded.article(seed_id)
    before = seeded.mentions(article)
    at = article.text.index("Daesh")
    other = Library.open(seeded.path)
    act = teaching.correct(article, (at, at + 5), "PERSON", mentions=before)
    assert seeded.apply(act) == "PERSON on “Daesh”"
    assert seed_id in other.refresh()
    assert labels(other, article, "Daesh")[:2] == ["PERSON", "ORG"]
    (kept,) = other.marks_of(article).corrections
    assert (kept.was, kept.reach, kept.quote) == ("ORG", "mention", "Daesh")
    wide = teaching.correct(article, (at, at + 5), "PERSON", [kept], before, reach="article")
    seeded.apply(wide)
    assert set(labels(seeded, article, "Daesh")) == {"PERSON"}
    assert len(labels(seeded, article, "Daesh")) == 9
    assert seeded.undo()
    assert seeded.undo()
    assert seeded.mentions(article) == before
    assert seeded.redo()
    assert labels(seeded, article, "Daesh")[:2] == ["PERSON", "ORG"]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2000), st.integers(1, 40), st.none() | LABELS,
            st.sampled_from([None, "mention", "article"]),
        ), min_size=1, max_size=5,
    )
)  # fmt: skip
def test_undo_restores_exactly(acts: list[tuple[int, int, str | None, str | None]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder, Library(Path(folder)) as library:
        from store.importers import read_file

        ((id, _),) = library.add([read_file(SEEDS / SEED)])
        article = library.article(id)
        before = [(library.mentions(article), library.marks_of(article))]
        done = 0
        for start, size, label, reach in acts:
            known = library.marks_of(article).corrections
            try:
                act = teaching.correct(article, (start, start + size), label, known, reach=reach)
            except BadRequest:
                continue
            if library.apply(act):
                before.append((library.mentions(article), library.marks_of(article)))
                done += 1
        for _ in range(done):
            assert (library.mentions(article), library.marks_of(article)) == before.pop()
            library.undo()
        assert (library.mentions(article), library.marks_of(article)) == before.pop()


def test_two_machines_that_contradict_each_other_the_later_one_holds(library: Library) -> None:
    article = library.article(add_text(library, "AMMAN — The Anbar Bank said so."))
    at = article.text.index("Anbar")
    library.apply(teaching.correct(article, (at, at + 5), "GPE"))
    library.apply(teaching.correct(article, (at, at + 10), "ORG"))  # knows nothing of the first
    assert len(library.marks_of(article).corrections) == 2
    found = {article.text[it.start : it.end]: it.label for it in library.mentions(article)}
    assert found["Anbar Bank"] == "ORG"
    assert "Anbar" not in found


def test_corrections_that_make_no_sense_change_nothing(library: Library) -> None:
    article = library.article(add_text(library, "AMMAN — Anbar."))
    for place in ((-1, 3), (3, 3), (5, 2), (0, 9999), (5, 6)):
        with pytest.raises(BadRequest):
            teaching.correct(article, place, "ORG")
    whole = library.mentions(article)
    strange = [
        {"start": -9, "end": -4, "quote": "Anbar", "reach": "mention", "label": "ORG"},
        {"start": 900, "end": 999, "quote": "gone", "reach": "mention", "label": "ORG"},
        {"start": 0, "end": 5, "quote": "AMMAN", "reach": 7, "label": "ORG"},
        {"start": 0, "end": 5, "quote": "AMMAN", "reach": "article", "label": ["x"]},
    ]
    for number, doc in enumerate(strange):
        full = {"article": article.id, "prefix": "", "suffix": "", **doc}
        change = {"corrections": {f"{article.id}:{number}": full}, "names": {"x": {"name": 7}}}
        library.apply(acts.Act("strange", change))
    at = article.text.index("Anbar")
    anywhere = [it.start for it in library.marks_of(article).corrections]
    assert anywhere == [at]  # found again by its words; the others are left alone
    assert len(library.mentions(article)) >= len(whole)
    assert library.names.names == ()
    gone = {"corrections": {"0123456789abcdef:1-2": {"article": "0123456789abcdef"}}}
    library.apply(acts.Act("of no article", gone))
    assert library.refresh() is not None


def test_the_same_as_joins_entities(seeded: Library, seed_id: str) -> None:
    article = seeded.article(seed_id)

    def entity(quote: str) -> set[str]:
        found = seeded.mentions(article)
        return {it.entity for it in found if article.text[it.start : it.end] == quote}

    assert entity("Daesh") != entity("Popular Mobilization Units")
    at = article.text.index("Daesh")
    same = "Popular Mobilization Units"
    seeded.apply(teaching.correct(article, (at, at + 5), "ORG", same_as=same))
    assert entity("Daesh") == entity(same)
    assert len(entity(same)) == 1
    seeded.apply(teaching.correct(article, (at, at + 5), "ORG", same_as="The Unnamed"))
    assert entity("Daesh") == {"org:the unnamed"}


# -- the reader's own names ------------------------------------------------------------------------


def named(text: str, *names: Name) -> dict[str, str]:
    return {text[it.start : it.end]: it.label for it in recognise(text, None, OwnNames(names))}


def test_own_names_outrank_the_recogniser_and_keep_out_of_longer_names() -> None:
    text = "ERBIL — The Hatha Brigades met Zorblax Nine in Anbar. Zorblax Nine left Zorblax Ninety."
    assert named(text, Name("Zorblax Nine", "ORG"))["Zorblax Nine"] == "ORG"
    assert "Anbar" in named(text)
    assert "Anbar" not in named(text, Name("Anbar", None))
    inside = "He works at the Mosul Dam Authority. Mosul Dam is old."
    assert named(inside, Name("Mosul Dam", "FAC"))["Mosul Dam"] == "FAC"
    assert named("The Anbar Bank of Iraq", Name("Bank", "ORG")) == named("The Anbar Bank of Iraq")
    assert named("they saw zorblax nine", Name("Zorblax Nine", "ORG")) == {}
    curly = named("He met Hashd al-Zo’rb today.", Name("Hashd al-Zo'rb", "EVENT"))
    assert curly["Hashd al-Zo’rb"] == "EVENT"


def test_one_word_of_a_full_name_in_the_article_is_that_person() -> None:
    text = "Paris Hilton sang. Paris left."
    paris = OwnNames([Name("Paris", "GPE")])
    found = [Proposal(0, 12, "PERSON", 0.9), Proposal(19, 24, "PERSON", 0.8)]
    assert [it.label for it in paris.settle(text, tokens(text), found)] == ["PERSON", "PERSON"]
    alone = paris.settle(text, tokens(text), found[1:])
    assert (alone[-1].start, alone[-1].label, alone[-1].source) == (19, "GPE", "reader")


def test_the_stamp_changes_with_the_names_that_occur_and_with_no_others() -> None:
    text = "Zorblax Nine left for Anbar."
    none, some = OwnNames(), OwnNames([Name("Zorblax Nine", "ORG")])
    assert (
        none.stamp(text) == OwnNames([Name("Other", "ORG"), Name("Zorblax", "x")]).stamp("") == ""
    )
    assert OwnNames([Name("Zorblax Ten", "ORG")]).stamp(text) == ""
    assert some.stamp(text)
    assert some.stamp(text) != OwnNames([Name("Zorblax Nine", "PERSON")]).stamp(text)
    assert some.stamp(text) == OwnNames([Name("Zorblax Nine", "ORG"), Name("Ur", "GPE")]).stamp(
        text
    )


@given(st.lists(st.tuples(st.text(min_size=1, max_size=8), st.none() | LABELS), max_size=5))
def test_any_names_leave_mentions_in_order_and_apart(pairs: list[tuple[str, str | None]]) -> None:
    names = [Name(name, label) for name, label in pairs] + [Name("Bank of Anbar", "FAC")]
    found = recognise(TEXT + "".join(name for name, _ in pairs), None, OwnNames(names))
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("name", "label", "final"),
    [
        ("daesh", "ORG", True), ("the Council", "ORG", True), ("Council", "ORG", True),
        ("Government", None, True), ("X", "ORG", True), ("Bank failing Anbar", "ORG", True),
        ("A\x1b]52;c;x\x07", "ORG", True), ("x" * 101, "ORG", True), ("", "ORG", True),
        ("Iraq's", "GPE", True), ("‮Evil", "ORG", True), ("Iraq", "PERSON", False),
        ("Zorblax", None, False), ("Zorblax Nine", None, None), ("US", "ORG", False),
        ("WHO", "ORG", None), ("Iraqi", "ORG", False), ("Summer", "PERSON", False),
        ("Daesh", "ORG", None), ("al-Qaeda", "ORG", None), ("Bank of Anbar", "ORG", None),
        ("Iraq", "GPE", None), (".*", "ORG", True), ("The Iraqi", "ORG", False),
    ],
)  # fmt: skip
def test_the_guard(name: str, label: str | None, final: bool | None) -> None:
    against = objection(name, label)
    assert (against and against.final) == final


def test_the_guard_knows_what_else_was_said() -> None:
    assert objection("Zorblax", "ORG", ["PERSON"])
    assert objection("Zorblax", "ORG", [None])
    assert not objection("Zorblax", "ORG", ["ORG"])
    assert objection("Zorblax", "ORG", [], seen_small=True)
    assert not objection("Zorblax Nine", "ORG", [], seen_small=True)


def test_five_thousand_names_cost_little(seeded: Library, seed_id: str) -> None:
    from time import process_time

    text = seeded.article(seed_id).text
    many = OwnNames(Name(f"Anbar{n} Zorblax{n % 70} {n}", "ORG") for n in range(5000))
    many.stamp(text)

    def cost(names: OwnNames) -> float:
        begun = process_time()
        for _ in range(5):
            recognise(text, None, names)
        return process_time() - begun

    recognise(text)
    ratios = sorted(cost(many) / cost(OwnNames()) for _ in range(5))
    assert ratios[0] < 1.15


# -- names as a file -------------------------------------------------------------------------------

OWN = st.builds(
    Name,
    st.sampled_from(["Zorblax Nine", "Daesh", "al-Qaeda", "Hashd al-Sha’abi", "Ünsal Öz", "O'Neill"]),
    st.none() | st.sampled_from(teaching.LABELS),
    st.none() | st.sampled_from(["PMU", "Popular Mobilization Units"]),
)  # fmt: skip


@given(st.lists(OWN, max_size=6, unique_by=lambda it: teaching.name_id(it.name)))
def test_names_go_round_through_a_file(names: list[Name]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names"
        path.write_text("".join(lines_of(names)), "utf-8")
        back = names_in(path)
    assert back == names
    taken = compare(back, [])
    assert taken.news == names
    assert compare(back, names) == ([], len(names), 0, 0, [])


def test_a_file_of_names_with_garbage_is_refused_by_its_line(
    run: Run, id: str, tmp_path: Path
) -> None:
    good = '{"name": "Zorblax Nine", "label": "ORG", "same_as": null}\n'
    path = tmp_path / "names.jsonl"
    for bad in (
        "garbage",
        "[]",
        '{"name": 7, "label": null}',
        '{"name": "x"}',
        "\x00",
        '{"a":' * 9999,
    ):
        path.write_text(good + bad + "\n")
        with pytest.raises(Refusal, match="line 2 "):
            names_in(path)
        code, _, err = run("import", str(path))
        assert code == 2
        assert err.count("\n") == 1
    assert run("names", "--own", "--json")[1] == ""
    path.write_text(
        good + '{"name":"the \\u001b[31m","label":"ORG"}\n{"name":"Ab Cd","label":"COLOUR"}\n'
    )
    code, _, err = run("import", str(path))
    assert code == 1
    assert err.count("refused") == 3
    assert "\x1b" not in err
    assert json.loads(run("names", "--own", "--json")[1])["name"] == "Zorblax Nine"


def test_shared_names_the_readers_own_word_stands_unless_replaced(
    run: Run, id: str, tmp_path: Path
) -> None:
    path = tmp_path / "names.jsonl"
    path.write_text('{"name":"Daesh","label":"ORG"}\n{"name":"Zorblax Nine","label":"ORG"}\n')
    assert run("import", str(path))[2] == "names: 2 new\n"
    assert run("import", str(path))[2] == "names: 2 there already\n"
    path.write_text('{"name":"Daesh","label":"EVENT"}\n')
    assert "1 that you call otherwise" in run("import", str(path))[2]
    assert set(shown(run, id, "Daesh")) == {"ORG"}
    assert run("import", str(path), "--replace")[2] == "names: 1 replaced\n"
    assert set(shown(run, id, "Daesh")) == {"EVENT"}
    assert run("undo")[0] == 0
    assert set(shown(run, id, "Daesh")) == {"ORG"}
    assert run("forget", "Daesh")[0] == 0
    assert run("forget", "Daesh")[0] == 2
    code, out, _ = run("export", "--format", "names")
    assert (code, json.loads(out)["name"]) == (0, "Zorblax Nine")
    assert run("export", "iraq", "--format", "names")[0] == 2


# -- the command line ------------------------------------------------------------------------------


def test_correct_at_each_reach(run: Run, id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = json.loads(_added(run, monkeypatch, "KIRKUK — Zorblax fighters met Daesh."))["id"]
    code, _, err = run("correct", id, "281", "--label", "person")
    assert (code, err) == (0, "PERSON on “Daesh”\n")
    assert shown(run, id, "Daesh")[:2] == ["PERSON", "ORG"]
    assert run("correct", id, "281", "--label", "PERSON")[2].startswith("nothing to change")
    run("correct", id, "281", "--reach", "article")
    assert set(shown(run, id, "Daesh")) == {"PERSON"}
    assert shown(run, other, "Daesh") != ["PERSON"]
    assert run("correct", id, "281", "--reject", "--reach", "library", "--yes")[0] == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    code, _, err = run("correct", id, "281", "--reach", "library")
    assert code == 2
    assert "in 2 articles, 10 places (inside longer names it changes nothing): say --yes" in err
    assert run("correct", id, "281", "--reach", "library", "--yes")[0] == 0
    assert shown(run, other, "Daesh") == ["PERSON"]
    assert run("undo")[0] == 0
    assert shown(run, other, "Daesh") != ["PERSON"]
    assert set(shown(run, id, "Daesh")) == {"PERSON"}
    assert (
        run("correct", id, "281", "--back")[2] == "took back PERSON on “Daesh”, in this article\n"
    )
    assert set(shown(run, id, "Daesh")) == {"ORG"}


def _added(run: Run, monkeypatch: pytest.MonkeyPatch, text: str) -> str:
    class Standard:
        buffer = io.BytesIO(text.encode())

    monkeypatch.setattr("sys.stdin", Standard())
    return run("add", "-", "--json")[1]


def test_reject_accept_and_new_spans_are_in_the_record(run: Run, id: str) -> None:
    assert run("correct", id, "281", "--reject")[0] == 0
    assert run("correct", id, "88", "--accept")[0] == 0
    text = json.loads(run("show", id, "--json")[1])["text"]
    at = text.index("forces")
    assert run("correct", id, f"{at}:{at + 6}", "--label", "other")[0] == 0
    assert shown(run, id, "Daesh", "status")[:2] == ["rejected", "suggested"]
    assert shown(run, id, "Iraq", "status")[0] == "accepted"
    assert "mine" in shown(run, id, "forces", "status")
    assert "MISC" in shown(run, id, "forces")
    record = json.loads(run("show", id, "--json")[1])
    assert sorted(str(it["label"]) for it in record["corrections"]) == ["GPE", "MISC", "None"]
    spans = json.loads(run("export", "--format", "jsonl")[1])["spans"]
    assert 281 not in [it["start"] for it in spans]
    assert at in [it["start"] for it in spans]
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("281",), ("281", "--label", "COLOUR"), ("281", "--label", "\x1b[31m"), ("-5", "--accept"),
        ("0", "--accept"), ("281:999999", "--accept"), ("9" * 50, "--accept"), ("x:y", "--reject"),
        ("281", "--reject", "--same-as", "PMU"), ("281", "--same-as", "\x07"),
        ("281", "--same-as", "x" * 500), ("0:1", "--back"), ("²", "--accept"),
        ("88", "--label", "PERSON", "--reach", "library", "--yes"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_clear_line(run: Run, id: str, words: tuple[str, ...]) -> None:
    before = run("show", id, "--json")[1]
    code, out, err = run("correct", id, *words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert "\x1b" not in err
    assert run("show", id, "--json")[1] == before


def test_a_pipe_in_place_of_a_file_is_refused_not_waited_for(
    run: Run, id: str, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    code, _, err = run("import", str(tmp_path / "pipe"))
    assert code == 2
    assert "no plain file" in err


def test_a_dump_holds_what_was_taught(run: Run, id: str, tmp_path: Path) -> None:
    run("correct", id, "281", "--label", "EVENT", "--reach", "library", "--yes")
    dump = tmp_path / "dump"
    assert run("export", "--format", "dump", "-o", str(dump))[0] == 0
    with Library(tmp_path / "other") as other:
        from store.dump import restore

        restore(other.logs, dump)
        assert [it.label for it in other.names.names] == ["EVENT"]
        article = other.article(id)
        assert set(labels(other, article, "Daesh")) == {"EVENT"}
    again = Library.open(tmp_path / "other")  # from the snapshot
    assert [it.label for it in again.names.names] == ["EVENT"]


# -- the reader ------------------------------------------------------------------------------------


async def settle(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def open_seed(pilot: Pilot[None], id: str) -> Reader:
    screen = pilot.app.screen
    assert isinstance(screen, Reader)
    await settle(pilot)
    screen.list.go_to(id)
    await press(pilot, "enter")
    return screen


def select(screen: Reader, quote: str) -> None:
    article = screen.desk.article
    assert article
    at = article.text.index(quote)
    screen.page.selected = Span(at, at + len(quote))


def said(screen: Reader) -> str:
    return "".join(text for text, _ in screen.foot._status._left)


async def test_digits_label_and_the_same_digit_takes_it_back(seeded: Library, seed_id: str) -> None:
    article = seeded.article(seed_id)
    async with DatelineApp(seeded).run_test(size=(132, 40)) as pilot:
        screen = await open_seed(pilot, seed_id)
        select(screen, "Daesh")
        await press(pilot, "1")
        assert labels(Library.open(seeded.path), article, "Daesh")[0] == "PERSON"
        assert "PERSON on “Daesh”" in said(screen)
        assert screen.page.mention_at(screen.page.selected).label == "PERSON"  # type: ignore[union-attr]
        await press(pilot, "9")
        assert labels(seeded, article, "Daesh")[0] == "MISC"
        await press(pilot, "9")
        assert labels(seeded, article, "Daesh")[0] == "ORG"
        await press(pilot, "u")
        assert labels(seeded, article, "Daesh")[0] == "MISC"
        await press(pilot, "d")
        assert seeded.marks_of(article).corrections == ()


async def test_accept_and_reject_go_on_to_the_next(seeded: Library, seed_id: str) -> None:
    article = seeded.article(seed_id)
    first, second, third = seeded.mentions(article)[7:10]
    async with DatelineApp(seeded).run_test(size=(80, 24)) as pilot:
        screen = await open_seed(pilot, seed_id)
        screen.page.selected = Span(first.start, first.end)
        await press(pilot, "a")
        assert screen.page.selected.start == second.start
        await press(pilot, "x")
        assert screen.page.selected.start == third.start
        assert "names nothing" in said(screen)
    kept = {(it.start, it.end): it.label for it in seeded.marks_of(article).corrections}
    assert kept == {(first.start, first.end): first.label, (second.start, second.end): None}
    found = {it.start: it for it in seeded.mentions(article)}
    assert found[first.start].status == "accepted"
    assert second.start not in found


async def test_a_star_reaches_the_article_then_the_listed_ones_then_every_one(
    seeded: Library, seed_id: str
) -> None:
    article = seeded.article(seed_id)
    other = seeded.article(add_text(seeded, "KIRKUK — Zorblax fighters met Daesh in Kirkuk."))
    async with DatelineApp(seeded).run_test(size=(132, 40)) as pilot:
        screen = await open_seed(pilot, seed_id)
        await press(pilot, "asterisk", "escape")
        assert seeded.marks_of(article).corrections == ()
        select(screen, "Daesh")
        await press(pilot, "asterisk")
        assert "9 × “Daesh” here" in said(screen)
        await press(pilot, "6")
        assert "9 places in this article" in said(screen)
        assert set(labels(seeded, article, "Daesh")) == {"EVENT"}
        assert labels(seeded, other, "Daesh") != ["EVENT"]
        await press(pilot, "u")
        assert "EVENT" not in labels(seeded, article, "Daesh")
        select(screen, "Daesh")
        await press(pilot, "asterisk", "asterisk")
        assert "9 here, 1 in 1 other article" in said(screen)
        await press(pilot, "6")
        assert "10 places in 2 articles" in said(screen)
        assert labels(seeded, other, "Daesh") == ["EVENT"]
        await press(pilot, "u")
        assert "EVENT" not in labels(seeded, other, "Daesh") + labels(seeded, article, "Daesh")
        select(screen, "Daesh")
        await press(pilot, *["asterisk"] * 3, "6", "n")
        assert seeded.names.names == ()
        await press(pilot, "6", "y")
        assert labels(Library.open(seeded.path), other, "Daesh") == ["EVENT"]
        await press(pilot, "u")
        assert seeded.names.names == ()
        select(screen, "Iraq")
        await press(pilot, *["asterisk"] * 3, "1", "y", "y")
        assert [it.name for it in seeded.names.names] == ["Iraq"]
        select(screen, "forces")
        await press(pilot, *["asterisk"] * 3, "2")
        assert "not for every article" in said(screen)


async def test_the_same_entity_as(seeded: Library, seed_id: str) -> None:
    article = seeded.article(seed_id)
    async with DatelineApp(seeded).run_test(size=(132, 40)) as pilot:
        screen = await open_seed(pilot, seed_id)
        select(screen, "Daesh")
        await press(pilot, "equals_sign", *"Popular", "enter")
        (kept,) = seeded.marks_of(article).corrections
        assert kept.same_as == "Popular Mobilization Units"
        names = [it.name for it in screen.desk.entities]
        assert "Daesh" not in names


async def test_another_window_shows_what_was_taught_within_a_second(
    seeded: Library, seed_id: str
) -> None:
    other = Library.open(seeded.path)
    async with DatelineApp(seeded).run_test(size=(132, 40)) as pilot:
        screen = await open_seed(pilot, seed_id)
        other.apply(teaching.learn([Name("Daesh", "EVENT")]))
        await pilot.pause(1.3)
        await settle(pilot)
        select(screen, "Daesh")
        mention = screen.page.mention_at(screen.page.selected)
        assert mention
        assert mention.label == "EVENT"
        article = seeded.article(seed_id)
        at = article.text.index("Daesh")
        other.apply(teaching.correct(article, (at, at + 5), None))
        await pilot.pause(1.3)
        await settle(pilot)
        assert screen.page.mention_at(screen.page.selected) is None
