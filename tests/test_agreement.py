"""Two readers compared: the figures against a naive recount and published ones, the sources, the verb."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import count, permutations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piloting import WIDE, press, screen_text

from store import marks, teaching
from store.clean import HIGHLIGHT
from store.comparing import compare
from store.comparing.agreement import (
    Disagreement,
    Tally,
    disagreements,
    f1,
    kappa,
    matched,
    tallies,
)
from store.comparing.decisions import ACCEPTED, OWN, Decided, Decision, decided
from store.comparing.readers import read
from store.comparing.settling import is_settled, settle
from store.corrections import ARTICLE
from store.dump import dump
from store.entities import tokens
from store.errors import BadRequest, NotFound, Refusal
from store.importers import draft
from store.library import Library
from store.log.line import encode
from support import add_text
from tui.app import DatelineApp
from tui.cli import main
from tui.dialogs.disagreements import DisagreementsWindow
from tui.settler import Place, settler_of

TEXT = "Anna met Bo in Oslo. Then Carl of the UN flew to Rome with Dae."
LABELS = ["ORG", "GPE", "PERSON", HIGHLIGHT]


def word(text: str, label: str, how: str = "own", of: str = TEXT) -> Decision:
    start = of.index(text)
    return Decision(start, start + len(text), label, how)


# -- figures ---------------------------------------------------------------------------------------

spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(
    lambda it: (it[0], min(len(TEXT), it[0] + it[1]))
)
readers = st.dictionaries(st.tuples(spans, st.sampled_from(LABELS)), st.none(), max_size=9).map(
    lambda found: Decided(tuple(sorted(Decision(*at, label, "own") for at, label in found)))
)


def most_pairs(a: list[Decision], b: list[Decision]) -> int:
    """The most pairs that overlap, one to one, by trying every order of the shorter side."""
    short, long = sorted((a, b), key=len)
    best = 0
    for chosen in permutations(long, len(short)):
        best = max(best, sum(x.touches(y) for x, y in zip(short, chosen, strict=True)))
    return best


@given(st.lists(spans, max_size=4), st.lists(spans, max_size=5))
def test_as_many_overlaps_are_paired_as_can_be(a: list[Any], b: list[Any]) -> None:
    mine, theirs = ([Decision(*at, "ORG", "own") for at in each] for each in (a, b))
    assert matched(mine, theirs, "ORG") == most_pairs(mine, theirs)
    assert matched(mine, theirs, "GPE") == 0


def naive_kappa(pairs: list[tuple[object, object]]) -> float | None:
    """Cohen's kappa by the book, from the pairs of labels one by one."""
    if not pairs:
        return None
    observed = sum(a == b for a, b in pairs) / len(pairs)
    kinds = {kind for pair in pairs for kind in pair}
    by_chance = 0.0
    for kind in kinds:
        of_a = sum(a == kind for a, _ in pairs) / len(pairs)
        of_b = sum(b == kind for _, b in pairs) / len(pairs)
        by_chance += of_a * of_b
    return 1.0 if len(kinds) == 1 else (observed - by_chance) / (1 - by_chance)


def labels_of(start: int, end: int, spans: Iterable[Decision]) -> frozenset[str]:
    return frozenset(it.label for it in spans if it.start < end and start < it.end)


@given(readers, readers)
def test_the_figures_are_those_of_a_naive_recount(a: Decided, b: Decided) -> None:
    of_labels, of_highlights = tallies(TEXT, a, b)
    for tally, plain in ((of_labels, False), (of_highlights, True)):
        mine, theirs = (
            [it for it in each.labelled if (it.label == HIGHLIGHT) is plain] for each in (a, b)
        )
        pairs = [
            (labels_of(it.start, it.end, mine), labels_of(it.start, it.end, theirs))
            for it in tokens(TEXT)
        ]
        exact = [x for x, y in product(mine, theirs) if x.what == y.what]
        found = tally.figures()
        assert (found.a, found.b, found.exact) == (len(mine), len(theirs), len(exact))
        total = len(mine) + len(theirs)
        assert found.exact_f1 == (2 * len(exact) / total if total else None)
        assert found.kappa_all == pytest.approx(naive_kappa([*pairs]))
        some = [pair for pair in pairs if pair[0] or pair[1]]
        assert found.kappa_labelled == pytest.approx(naive_kappa([*some]))
        for label in tally.labels:
            row = tally.figures(label)
            assert row.a == sum(it.label == label for it in mine)
            assert row.exact == sum(it.label == label for it in exact)
            assert row.kappa_all == pytest.approx(
                naive_kappa([(label in x, label in y) for x, y in pairs])
            )
            assert row.kappa_labelled == pytest.approx(
                naive_kappa([(label in x, label in y) for x, y in some])
            )
            assert row.exact <= row.overlap <= min(row.a, row.b)


@given(readers, readers)
def test_the_figures_do_not_ask_who_comes_first(a: Decided, b: Decided) -> None:
    for there, back in zip(tallies(TEXT, a, b), tallies(TEXT, b, a), strict=True):
        for label in ("", *there.labels):
            one, other = there.figures(label), back.figures(label)
            assert (one.a, one.b) == (other.b, other.a)
            assert one.exact_f1 == other.exact_f1
            assert one.overlap_f1 == other.overlap_f1
            assert one.kappa_labelled == other.kappa_labelled
            assert one.kappa_all == other.kappa_all
    assert [(it.start, it.end, it.a, it.b) for it in disagreements(a, b)] == [
        (it.start, it.end, it.b, it.a) for it in disagreements(b, a)
    ]


@given(readers)
def test_a_reader_agrees_with_himself(a: Decided) -> None:
    for tally in tallies(TEXT, a, a):
        for label in tally.labels and ["", *tally.labels]:
            it = tally.figures(label)
            assert (it.exact_f1, it.overlap_f1, it.kappa_all) == (1.0, 1.0, 1.0)
            assert it.kappa_labelled in (1.0, None)  # None: a span on white space only
    assert disagreements(a, a) == []


@given(readers, readers)
def test_every_span_that_is_not_shared_is_in_one_disagreement(a: Decided, b: Decided) -> None:
    shared = {it.what for it in a.labelled} & {it.what for it in b.labelled}
    found = disagreements(a, b)
    for side, each in ((0, a), (1, b)):
        told = [it for one in found for it in (one.a, one.b)[side]]
        assert sorted(told) == [it for it in each.labelled if it.what not in shared]
    for one in found:
        for it in (*one.a, *one.b):
            assert one.start <= it.start < it.end <= one.end


def table(counts: list[list[int]]) -> Counter[tuple[tuple[str, ...], tuple[str, ...]]]:
    """A table of counts, A's labels down, B's across."""
    found = {
        ((str(row),), (str(column),)): number
        for row, numbers in enumerate(counts)
        for column, number in enumerate(numbers)
    }
    return Counter(found)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # Worked by hand: 35 of 50 agree; by chance 25/50 * 30/50 + 25/50 * 20/50 = 0.5.
        ([[20, 5], [10, 15]], 0.4),
        # Same agreement, other margins: kappa tells them apart. 60 of 100; chance .54, and .46.
        ([[45, 15], [25, 15]], 0.06 / 0.46),
        ([[25, 35], [5, 35]], 0.14 / 0.54),
        # The example in scikit-learn's documentation of cohen_kappa_score.
        ([[2, 0, 0], [1, 1, 0], [0, 0, 1]], 0.6875),
        # Three categories, agreeing less than chance: .29 of all, .35 by chance.
        ([[25, 13, 12], [12, 2, 16], [3, 15, 2]], (0.29 - 0.35) / 0.65),
        ([[7, 0], [0, 0]], 1.0),
        ([[0, 7], [0, 0]], 0.0),
        ([[0, 5], [5, 0]], -1.0),
    ],
)
def test_kappa_of_tables_worked_by_hand(counts: list[list[int]], expected: float) -> None:
    assert kappa(table(counts)) == pytest.approx(expected)


def test_nothing_is_divided_by_nothing() -> None:
    assert kappa(Counter()) is None
    assert f1(0, 0, 0) is None
    it = Tally().figures()
    assert (it.exact_f1, it.overlap_f1, it.kappa_labelled, it.kappa_all) == (None,) * 4


def test_an_example_worked_by_hand() -> None:
    """17 tokens: A labels 5 of them, B 4; 3 alike, Oslo is LOC for B, Rome is A's alone."""
    a = Decided(tuple(word(*it) for it in (
        ("Anna", "PERSON"), ("Oslo", "GPE"), ("UN", "ORG"), ("Rome", "GPE"), ("Dae", "PERSON"),
    )))  # fmt: skip
    b = Decided(tuple(word(*it) for it in (
        ("Anna", "PERSON"), ("Oslo", "LOC"), ("the UN", "ORG"), ("Dae", "PERSON"),
    )))  # fmt: skip
    assert len(tokens(TEXT)) == 17
    found = tallies(TEXT, a, b)[0].figures()
    assert (found.a, found.b, found.exact, found.overlap) == (5, 4, 2, 3)
    assert found.exact_f1 == pytest.approx(4 / 9)
    assert found.overlap_f1 == pytest.approx(6 / 9)
    # Tokens: both PERSON 2, both ORG 1, GPE/LOC 1, GPE/- 1, -/ORG ("the") 1, -/- 11.
    # A: PERSON 2, GPE 2, ORG 1, none 12; B: PERSON 2, LOC 1, ORG 2, none 12.
    chance = (2 * 2 + 1 * 2 + 12 * 12) / 289
    assert found.kappa_all == pytest.approx((14 / 17 - chance) / (1 - chance))
    chance = (2 * 2 + 1 * 2 + 1 * 1) / 36  # "the" is none's for A, Rome for B
    assert found.kappa_labelled == pytest.approx((3 / 6 - chance) / (1 - chance))
    assert [it.kind for it in disagreements(a, b)] == ["label", "stretch", "only A"]


# -- what a reader decided -------------------------------------------------------------------------


def test_decisions_are_corrections_and_highlights_and_no_suggestions(library: Library) -> None:
    id = add_text(library, f"{TEXT} Oslo, Oslo and Anna.")
    article = library.article(id)

    def correct(name: str, label: str | None, reach: str | None = None) -> None:
        at = article.text.index(name)
        known = library.marks_of(article).corrections
        given = library.recognised(article, library.names)
        act = teaching.correct(article, (at, at + len(name)), label, known, given, reach)
        library.apply(act)

    assert library.mentions(article)  # suggestions, which nobody touched
    assert decided(article.text, library.marks_of(article)) == Decided()
    correct("Oslo", "GPE", ARTICLE)
    correct("Rome", None)
    library.apply(marks.highlight(article, 0, 8))
    library.apply(marks.highlight(article, 9, 11, "PERSON"))
    library.apply(marks.highlight(article, 9, 11, "PERSON"))
    found = decided(article.text, library.marks_of(article))
    told = [(article.text[it.start : it.end], it.label) for it in found.labelled]
    assert told == [
        ("Anna met", HIGHLIGHT), ("Bo", "PERSON"), ("Oslo", "GPE"), ("Oslo", "GPE"), ("Oslo", "GPE"),
    ]  # fmt: skip
    assert [(article.text[it.start : it.end], it.how) for it in found.rejected] == [
        ("Rome", "rejected")
    ]
    assert {it.how for it in found.labelled} >= {"highlight"}


# -- two readers on disk ---------------------------------------------------------------------------


class Two:
    """Two libraries with the same three articles; only the first is read by both."""

    def __init__(self, folder: Path, clock: Callable[[], int]) -> None:
        self.folder = folder
        self.a, self.b = Library(folder / "a", clock), Library(folder / "b", clock)
        texts = (TEXT, f"{TEXT} Again.", f"{TEXT} A third.")
        for library in (self.a, self.b):
            self.ids = [add_text(library, text) for text in texts]
        self.label(self.a, 0, "Anna", "PERSON")
        self.label(self.b, 0, "Anna", "PERSON")
        self.label(self.a, 0, "Oslo", "GPE")
        self.label(self.b, 0, "Oslo", "LOC")
        self.label(self.a, 1, "Rome", "GPE")
        self.b.apply(marks.read(self.ids[2]))

    def label(self, library: Library, number: int, name: str, label: str | None) -> None:
        article = library.article(self.ids[number])
        at = article.text.index(name)
        known = library.marks_of(article).corrections
        library.apply(teaching.correct(article, (at, at + len(name)), label, known))

    def dumped(self, library: Library) -> Path:
        path = self.folder / f"{library.path.name}.dump"
        path.write_text("".join(dump(library.logs)), "utf-8")
        return path


@pytest.fixture
def two(tmp_path: Path) -> Two:
    ticks = count(1_700_000_000_000)
    return Two(tmp_path, lambda: next(ticks))


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["compare", *map(str, words)])
    return code, *capsys.readouterr()


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(folder.rglob("*"))
    }  # fmt: skip


def test_a_library_its_marks_and_a_dump_give_the_same_figures(
    two: Two, capsys: pytest.CaptureFixture[str]
) -> None:
    forms_of_a = two.a.path, two.a.path / "marks.jsonl", two.dumped(two.a)
    forms_of_b = two.b.path, two.b.path / "marks.jsonl", two.dumped(two.b)
    before = tree(two.folder)
    for a, b in product(forms_of_a, forms_of_b):
        words = ["--library", two.a.path, "--json"]
        code, out, err = run(capsys, a, b, *words)
        found = json.loads(out)
        assert code == 0
        assert found["articles"] == {"compared": 1, "only_a": 1, "only_b": 1, "without_text": 0}
        assert (found["all"]["a"], found["all"]["b"], found["all"]["exact"]) == (2, 2, 1)
        assert found["all"]["exact_f1"] == 0.5
        assert [it["label"] for it in found["labels"]] == ["GPE", "LOC", "PERSON"]
        assert found["labels"][2]["kappa_all"] == 1.0
        assert found["disagreements"] == 1
        assert "1 opened or marked by A only, 1 opened or marked by B only: left out" in err
        assert "1 article compared; the two differ in 1 place" in err
    assert tree(two.folder) == before


def test_nothing_at_all_is_written_by_comparing(
    two: Two, capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = two.dumped(two.a), two.dumped(two.b)
    bare = [two.folder / name for name in ("x", "y")]
    for folder, library in zip(bare, (two.a, two.b), strict=True):
        folder.mkdir()
        for name in ("articles.jsonl", "marks.jsonl"):
            (folder / name).write_bytes((library.path / name).read_bytes())
    before = tree(two.folder)
    nowhere = two.folder / "nowhere"
    for readers in ((a, b), bare, (bare[0], b)):
        assert run(capsys, *readers, "--library", nowhere)[0] == 0
    assert tree(two.folder) == before
    assert not nowhere.exists()


def test_articles_of_one_reader_count_when_wanted(
    two: Two, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, two.a.path, two.b.path, "--all", "--json", "--by-article")
    found = json.loads(out)
    assert code == 0
    assert found["articles"]["compared"] == 3
    assert (found["all"]["a"], found["all"]["b"]) == (3, 2)
    by_id = {it["id"]: it for it in found["by_article"]}
    assert by_id[two.ids[1]]["exact_f1"] == 0.0
    assert by_id[two.ids[2]]["exact_f1"] is None
    assert by_id[two.ids[2]]["kappa_all"] == 1.0
    assert by_id[two.ids[1]]["disagreements"] == 1
    assert "counted too" in err


def test_a_pipe_gets_plain_columns(two: Two, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, two.a.path, two.b.path, "--by-article")
    head, every, gpe, *_, last = out.splitlines()
    assert code == 0
    assert head.split()[:4] == ["A", "B", "exact", "overlap"]
    assert every.split() == ["2", "2", "1", "1", "0.500", "0.500", "0.333", "0.730", "all", "labels"]  # fmt: skip
    assert gpe.split()[:6] == ["1", "0", "0", "0", "0.000", "0.000"]
    assert two.ids[0] in last
    assert "\x1b" not in out


def test_no_agreement_is_said_in_a_line(two: Two, capsys: pytest.CaptureFixture[str]) -> None:
    with Library(two.folder / "c") as empty:
        for text in (TEXT, f"{TEXT} Again."):
            add_text(empty, text)
        code, out, err = run(capsys, two.a.path, empty.path)
        assert (code, out) == (0, "")
        assert "nothing to compare: no article was opened or marked by both" in err
        empty.apply(marks.read(two.ids[2]))
    code, out, err = run(capsys, two.b.path, two.folder / "c")
    assert (code, out) == (0, "")
    with Library(two.folder / "c") as empty:
        add_text(empty, f"{TEXT} A third.")
        empty.apply(marks.read(two.ids[2]))
    code, out, err = run(capsys, two.b.path, two.folder / "c", "--json")
    assert code == 0
    assert json.loads(out)["all"]["exact_f1"] is None
    assert "no label and no highlight in 1 article: no figures" in err


def test_marks_without_texts_are_left_out_and_said(
    two: Two, capsys: pytest.CaptureFixture[str]
) -> None:
    logs = [library.path / "marks.jsonl" for library in (two.a, two.b)]
    code, out, err = run(capsys, *logs, "--library", two.folder / "none", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["articles"] == {"compared": 0, "only_a": 1, "only_b": 1, "without_text": 1}
    assert "articles without a text, left out: 1; --library names the library" in err


def test_what_was_taken_back_is_no_decision(two: Two) -> None:
    assert two.a.undo()
    assert two.a.undo()  # Rome, then Oslo
    found = compare(read(two.a.path), read(two.b.path))
    assert (found.total.a, found.only_a, found.only_b) == (1, 0, 1)


def test_a_file_that_is_named_like_another_is_not_part_of_it(two: Two) -> None:
    one, other = two.folder / "marks.jsonl", two.folder / "marks-b.jsonl"
    one.write_bytes((two.a.path / "marks.jsonl").read_bytes())
    other.write_bytes((two.b.path / "marks.jsonl").read_bytes())
    found = compare(read(one), read(other), [read(two.a.path).texts])
    assert found.total.exact_f1 == 0.5


# -- inputs that are not what they should be -------------------------------------------------------


def test_damaged_lines_are_named_and_the_others_hold(
    two: Two, capsys: pytest.CaptureFixture[str]
) -> None:
    log = two.a.path / "marks.jsonl"
    log.write_bytes(b"\0\xff garbage\n" + log.read_bytes() + b'{"at":1,"set":')
    code, out, err = run(capsys, two.a.path, two.b.path, "--json")
    assert code == 0
    assert json.loads(out)["all"]["exact"] == 1
    assert "lines that are damaged, and left out: 1" in err
    assert "\xff" not in err


def test_a_newer_library_is_read_and_said(two: Two, capsys: pytest.CaptureFixture[str]) -> None:
    card = two.a.path / "library.json"
    card.write_text(json.dumps({"_default": {"1": {"format": 99}}}))
    code, out, err = run(capsys, two.a.path, two.b.path, "--json")
    assert code == 0
    assert json.loads(out)["all"]["exact"] == 1
    assert err.count("a newer Dateline made it (format 99") == 1


def bad_inputs(folder: Path, good: bytes) -> dict[str, tuple[Path, type[Exception], str]]:
    def file(name: str, data: bytes) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    newer = encode(1, {"dump": {"dump": {"format": 2, "lines": 0}}})
    (folder / "empty").mkdir()
    return {
        "nothing": (folder / "nothing", NotFound, "there is nothing at"),
        "folder": (folder / "empty", NotFound, "there is no library in"),
        "empty": (file("0", b""), BadRequest, "is empty"),
        "text": (file("t", b"hello\nworld\n"), Refusal, "is neither a library, nor its marks"),
        "binary": (file("z", bytes(range(256)) * 9), Refusal, "is neither a library, nor its marks"),
        "newer": (file("n", newer), Refusal, "a newer Dateline made"),
        "cut": (file("c", good[: good.rindex(b"\n", 0, -1) + 1]), Refusal, "should hold"),
        "damaged": (file("d", good[:-40] + bytes([good[-40] ^ 1]) + good[-39:]), Refusal, "is damaged"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "kind", ["nothing", "folder", "empty", "text", "binary", "newer", "cut", "damaged"]
)
def test_what_is_no_reader_gets_one_line(
    two: Two, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good = two.dumped(two.a)
    path, error, said = bad_inputs(two.folder, good.read_bytes())[kind]
    with pytest.raises(error, match=said):
        read(path)
    for words in ((path, good), (good, path)):
        code, out, err = run(capsys, *words)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert said in err


def test_marks_of_a_strange_form_are_left_alone(two: Two) -> None:
    id = two.ids[0]
    strange: list[dict[str, Any]] = [
        {"article": id, "start": -9, "end": -5, "quote": TEXT[-9:-5], "prefix": "", "suffix": ""},
        {"article": id, "start": 0, "end": 4, "quote": "Anna", "prefix": "", "suffix": "", "label": 7},
        {"article": id, "start": "x", "end": None},
        {},
    ]  # fmt: skip
    docs = {f"{id}:{number}": doc for number, doc in enumerate(strange)}
    with (two.a.path / "marks.jsonl").open("ab") as log:
        log.write(encode(1_800_000_000_000, {"highlights": docs, "corrections": {f"{id}:x": {}}}))
    found = compare(read(two.a.path), read(two.b.path))
    assert [it.label for it in found.rows] == ["GPE", "LOC", "PERSON", HIGHLIGHT]
    assert found.rows[-1].a == 1


# -- settling --------------------------------------------------------------------------------------

IRAQ = "Iraq and Syria said on Monday that Daesh had left Anbar, the army of Iraq said in Baghdad."


@pytest.fixture
def anna_and_bert(tmp_path: Path) -> tuple[Path, Path, str]:
    """Two readers' libraries over one article; they differ in two places."""
    id = ""
    for name, spans in (
        ("anna", [(0, 4, "GPE"), (35, 40, "ORG"), (50, 55, "GPE")]),
        ("bert", [(0, 4, "GPE"), (35, 40, "NORP")]),
    ):
        with Library.open(tmp_path / name) as library:
            id = library.add([draft(IRAQ.encode(), "-")])[0][0]
            article = library.article(id)
            for start, end, label in spans:
                library.apply(marks.highlight(article, start, end, label))
    return tmp_path / "anna", tmp_path / "bert", id


def places(one: Path, other: Path) -> list[Place]:
    found = compare(read(one), read(other))
    return [Place(it.id, at) for it in found.articles for at in it.disagreements]


async def test_disagreements_are_settled_by_key_and_stay_so(
    anna_and_bert: tuple[Path, Path, str],
) -> None:
    anna, bert, id = anna_and_bert
    found = places(anna, bert)
    with Library.open(anna) as library:
        app = DatelineApp(library, screen=settler_of(found, ("anna", "bert")))
        async with app.run_test(size=WIDE) as pilot:
            await pilot.pause(0.3)
            window = pilot.app.screen
            assert isinstance(window, DisagreementsWindow)
            shown = screen_text(pilot)
            assert "1/2  open  (2 open)" in shown
            for key, at in (("j", 2), ("up", 1), ("n", 2), ("k", 1)):
                await press(pilot, key)
                assert f"{at}/2  open" in screen_text(pilot)
            assert "⟦Daesh⟧" in shown
            assert "ORG “Daesh”" in shown
            assert "NORP “Daesh”" in shown
            await pilot.press("b")
            await pilot.pause()
            highlights = library.marks_of(library.article(id)).highlights
            assert {(it.quote, it.label) for it in highlights} == {("Iraq", "GPE"), ("Daesh", "NORP"), ("Anbar", "GPE")}  # fmt: skip
            await pilot.press("u")
            await pilot.pause()
            assert "2 open" in screen_text(pilot)
            await pilot.press("N", "b", "x")
            await pilot.pause()
            assert "0 open" in screen_text(pilot)
            await pilot.press("o")
            await pilot.pause(0.2)
            assert not isinstance(pilot.app.screen, DisagreementsWindow)
        highlights = library.marks_of(library.article(id)).highlights
        assert {(it.quote, it.label) for it in highlights} == {("Iraq", "GPE"), ("Daesh", "NORP")}
        settled = library.marks.storage.read()["settled"]
        assert all(is_settled(settled, *it) for it in found)


def test_what_neither_takes_does_not_come_back_and_names_that_touch_stay_two(library: Library) -> None:  # fmt: skip
    id = add_text(library, IRAQ)
    article = library.article(id)
    suggested = Decision(0, 4, "GPE", ACCEPTED)
    at = Disagreement(0, 4, (suggested,), ())
    library.apply(settle(article, library.marks_of(article), at, []))
    (correction,) = library.marks_of(article).corrections
    assert (correction.quote, correction.label) == ("Iraq", None)
    one, other = Decision(0, 14, "ORG", OWN), Decision(9, 14, "GPE", OWN)
    at = Disagreement(0, 14, (one,), (other,))
    library.apply(settle(article, library.marks_of(article), at, [one, other]))
    tables = library.marks.storage.read()
    docs = library.logs.marked.documents(id, tables)
    found = decided(IRAQ, marks.marks_of(IRAQ, docs))
    assert {it.what for it in found.labelled} == {one.what, other.what}
    library.undo()
    assert library.marks_of(article).corrections == (correction,)
