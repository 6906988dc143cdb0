"""Stars, the place where reading stopped, tags of a stretch; several acts as one."""

import json
from pathlib import Path

import pytest

from store import marks
from store.library import Library
from tui.cli import main


def test_a_star_is_given_and_taken_away_on_the_command_line(
    seeded: Library, seed_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--library", str(seeded.path)]
    assert main([*where, "star", seed_id[:8]]) == 0
    assert "starred “Iraq’s" in capsys.readouterr().err
    assert main([*where, "list", "is:starred", "--json"]) == 0
    (row,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (row["id"], row["starred"]) == (seed_id, True)
    assert main([*where, "star", seed_id, "--back"]) == 0
    assert main([*where, "undo"]) == 0
    with Library.open(seeded.path) as again:
        assert again.row(seed_id).starred
        assert again.marks_of(again.article(seed_id)).starred


def test_the_place_is_kept_and_is_no_undo_step(
    seeded: Library, seed_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seeded.apply(marks.place(seed_id, 700), undoable=False)
    assert seeded.undo() is None
    assert Library.open(seeded.path).marks_of(seeded.article(seed_id)).place == 700
    assert main(["--library", str(seeded.path), "show", seed_id, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["reading"] == {"read": False, "starred": False, "place": 700}
    seeded.apply(marks.place(seed_id, 10**6), undoable=False)
    assert seeded.marks_of(seeded.article(seed_id)).place == 0


def test_a_stretch_has_tags_of_its_own(seeded: Library, seed_id: str, tmp_path: Path) -> None:
    article = seeded.article(seed_id)
    seeded.apply(marks.highlight(article, 10, 20, "ORG", ["b", "a"]))
    (mark,) = seeded.marks_of(article).highlights
    assert (mark.label, mark.tags) == ("ORG", ("a", "b"))
    assert seeded.apply(marks.retag_highlight(article, mark, ["c", "-a"])) == (
        f"tagged c; took away a on “{' '.join(mark.quote.split())}”"
    )
    (again,) = Library.open(seeded.path).marks_of(article).highlights
    assert (again.id, again.label, again.tags) == (mark.id, "ORG", ("b", "c"))
    out = tmp_path / "out.md"
    assert (
        main(
            [
                "--library",
                str(seeded.path),
                "export",
                "hatha",
                "--format",
                "markdown",
                "-o",
                str(out),
            ]
        )
        == 0
    )
    assert "- **Tags:** #b #c" in out.read_text("utf-8")
    seeded.undo()
    assert seeded.marks_of(article).highlights == (mark,)


@pytest.mark.parametrize("tags", ["a", 3, [1], None, {"a": 1}])
def test_tags_of_another_form_are_read_as_none(seeded: Library, seed_id: str, tags: object) -> None:
    article = seeded.article(seed_id)
    act = marks.highlight(article, 10, 20)
    (id,) = act.change["highlights"]
    doc = {**(act.change["highlights"][id] or {}), "tags": tags}
    seeded.apply(marks.Act("odd", {"highlights": {id: doc}}))
    assert [it.tags for it in seeded.marks_of(article).highlights] == [()]


def test_joined_acts_are_one_step_and_the_later_document_holds(
    seeded: Library, seed_id: str
) -> None:
    first, second = marks.tag(seed_id, ["a", "b"]), marks.tag(seed_id, [], ["a"])
    assert (
        seeded.apply(marks.joined([first, second, marks.star(seed_id, "t")], "all of it"))
        == "all of it"
    )
    assert seeded.marks_of(seeded.article(seed_id)).tags == ("b",)
    assert seeded.undo() is not None
    assert seeded.marks_of(seeded.article(seed_id)).tags == ()
    assert not seeded.row(seed_id).starred
