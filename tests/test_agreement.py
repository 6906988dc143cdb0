"""Two readers over the same articles: how far they agree, and settling where they do not."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piloting import WIDE, screen_text

from store import marks
from store.agreement import HIGHLIGHT, Agreement, Labelled, disagreements, labelled
from store.errors import Refusal
from store.importers import draft
from store.library import Library
from store.reading_marks import MarksFile
from store.settling import is_settled
from store.teaching import correct
from tui.app import DatelineApp
from tui.comparing import Compared
from tui.dialogs.disagreements import DisagreementsWindow
from tui.settler import settler_of

TEXT = "Iraq and Syria said on Monday that Daesh had left Anbar, the army of Iraq said in Baghdad."

places = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12), st.sampled_from(["ORG", "GPE", HIGHLIGHT])),
    max_size=8,
).map(lambda found: [Labelled(a, min(len(TEXT), a + n), label) for a, n, label in found])  # fmt: skip


def agreement(one: list[Labelled], other: list[Labelled]) -> Agreement:
    found = Agreement()
    found.add(TEXT, one, other)
    return found


@given(places, places)
def test_the_figures_are_those_of_a_naive_count_and_the_same_both_ways(
    one: list[Labelled], other: list[Labelled]
) -> None:
    found, turned = agreement(one, other), agreement(other, one)
    first, second = {it.said for it in one}, {it.said for it in other}
    total = found.labels.get("")
    assert total is not None
    assert (total.one, total.other, total.exact) == (len(first), len(second), len(first & second))
    touching = [sum(any(a[2] == b[2] and a[0] < b[1] and b[0] < a[1] for b in y) for a in x) for x, y in ((first, second), (second, first))]  # fmt: skip
    assert [total.one_overlaps, total.other_overlaps] == touching
    for label in found.labels:
        assert found.labels[label].exact_f1 == turned.labels[label].exact_f1
        assert found.labels[label].overlap_f1 == pytest.approx(turned.labels[label].overlap_f1)
    for only in (True, False):
        assert found.kappa(only) == pytest.approx(turned.kappa(only))
        kappa = found.kappa(only)
        assert kappa is None or -1 <= kappa <= 1
    assert (not disagreements("a", one, other)) == (first == second)


@given(places)
def test_a_reader_agrees_with_itself(one: list[Labelled]) -> None:
    found = agreement(one, one)
    if one:
        assert found.labels[""].exact_f1 == found.labels[""].overlap_f1 == 1.0
        assert found.kappa(True) in (1.0, None)  # None: white space alone holds no token
        assert found.kappa(False) == 1.0
    assert disagreements("a", one, one) == []


def test_kappa_is_that_of_a_table_worked_out_by_hand() -> None:
    """Wikipedia's example: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no gives 0.4."""
    found = Agreement()
    found.pairs.update({("Y", "Y"): 20, ("Y", "N"): 5, ("N", "Y"): 10, ("N", "N"): 15})
    assert found.kappa(False) == pytest.approx(0.4)
    assert Agreement().kappa(True) is None


def test_what_a_reader_labelled_is_marks_and_decisions_not_suggestions(library: Library) -> None:
    id = library.add([draft(TEXT.encode(), "-")])[0][0]
    article = library.article(id)
    library.apply(marks.highlight(article, 0, 4, "GPE"))
    library.apply(marks.highlight(article, 9, 14))
    library.apply(correct(article, (35, 40), "ORG"))
    library.apply(correct(article, (50, 55), None))
    tables = library.marks.storage.read()
    said = labelled(TEXT, library.logs.marked.documents(id, tables))
    assert [it.said for it in said] == [(0, 4, "GPE"), (9, 14, HIGHLIGHT), (35, 40, "ORG")]


# -- files -----------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path, str]:
    """Two readers' libraries over one article; they differ in two places."""
    id = ""
    for name, spans in (
        ("anna", [(0, 4, "GPE"), (35, 40, "ORG"), (50, 55, "GPE")]),
        ("bert", [(0, 4, "GPE"), (35, 40, "NORP")]),
    ):
        with Library.open(tmp_path / name) as library:
            id = library.add([draft(TEXT.encode(), "-")])[0][0]
            article = library.article(id)
            for start, end, label in spans:
                library.apply(marks.highlight(article, start, end, label))
    return tmp_path / "anna", tmp_path / "bert", id


def files(folder: Path) -> dict[Path, tuple[int, int]]:
    return {
        it: (it.stat().st_mtime_ns, it.stat().st_size) for it in folder.rglob("*") if it.is_file()
    }


def test_libraries_marks_and_dumps_are_read_and_nothing_is_written(
    two: tuple[Path, Path, str], tmp_path: Path
) -> None:
    from tui.cli import main

    anna, bert, id = two
    assert (
        main(["--library", str(bert), "export", "--format", "dump", "-o", str(tmp_path / "d")]) == 0
    )
    before = files(anna), files(bert)
    for one, other in (
        (anna, bert),
        (anna / "marks.jsonl", tmp_path / "d"),
        (tmp_path / "d", anna),
    ):
        compared = Compared(one, other, tmp_path / "nothing", False)
        total = compared.agreement.labels[""]
        assert total.exact == 1
        assert {total.one, total.other} == {2, 3}
        assert [len(it.one) + len(it.other) for it in compared.disagreements()] == [2, 1]
    assert (files(anna), files(bert)) == before
    assert MarksFile(anna).texts({id}) == {id: TEXT}


def test_an_undone_mark_is_none_and_the_latest_writing_holds(two: tuple[Path, Path, str]) -> None:
    anna, _, id = two
    with Library.open(anna) as library:
        library.undo()
    found = labelled(TEXT, MarksFile(anna).of(id))
    assert [it.said for it in found] == [(0, 4, "GPE"), (35, 40, "ORG")]


@pytest.mark.parametrize("raw", [b"", b"hello\n", b"{}\n", b"\xff" * 100, b'{"at":1,"set":{}}\n'])
def test_what_holds_no_marks_is_refused(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(raw)
    with pytest.raises(Refusal, match="holds no marks"):
        MarksFile(tmp_path / "x")
    with pytest.raises(Refusal):
        MarksFile(tmp_path / "nothing")


Run = Callable[..., tuple[int, str, str]]


def test_the_verb_prints_figures_for_people_and_for_scripts(
    two: tuple[Path, Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    from tui.cli import main

    anna, bert, _ = two
    assert main(["compare", str(anna), str(bert)]) == 0
    out = capsys.readouterr().out
    assert "GPE                  2       1       1     0.667" in out
    assert "Cohen's kappa" in out
    assert main(["compare", str(anna), str(bert), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["labels"]["all"]["exact_f1"] == 0.4
    assert found["disagreements"] == 2
    assert main(["compare", str(anna), str(anna.parent / "no")]) == 2
    assert main(["compare", str(anna), str(bert), "--settle"]) == 2  # no terminal here


async def test_disagreements_are_settled_by_key_and_stay_so(two: tuple[Path, Path, str]) -> None:
    anna, bert, id = two
    found = list(Compared(anna, bert, anna, False).disagreements())
    with Library.open(anna) as library:
        app = DatelineApp(library, screen=settler_of(found, ("anna", "bert")))
        async with app.run_test(size=WIDE) as pilot:
            await pilot.pause(0.3)
            window = pilot.app.screen
            assert isinstance(window, DisagreementsWindow)
            shown = screen_text(pilot)
            assert "1/2  open  (2 open)" in shown
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
        assert all(is_settled(settled, it) for it in found)
        turned = list(Compared(bert, anna, anna, False).disagreements())
        assert not any(is_settled(settled, it) for it in turned)  # anna has changed since
