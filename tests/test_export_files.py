"""Where exports go: standard output, a file, a folder; private, whole, never over what is another's."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from store import marks
from store.exporters import EXPORTERS
from store.library import Library
from support import SEEDS, Run
from tui.cli import main
from tui.formats import OTHERS
from tui.verbs import exporting, files

LIGHT = sorted(EXPORTERS.keys() - {"xmi"})


@pytest.fixture
def run(seeded: Library, run: Run) -> Run:
    """On the library of everything in seeds/."""
    seeded.close()
    return run


@pytest.mark.parametrize("name", LIGHT)
def test_each_format_is_written_privately_and_not_over_a_file_that_is_there(
    run, tmp_path: Path, name: str
) -> None:
    each, target = EXPORTERS[name].each, tmp_path / "out"
    old = os.umask(0)
    try:
        code, out, err = run("export", "--format", name, "-o", str(target))
    finally:
        os.umask(old)
    assert (code, out) == (0, "")
    assert err.startswith("11 articles")
    made = sorted(path for path in (target.iterdir() if each else tmp_path.glob("out*")))
    assert target.is_dir() == each
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    before = {path: path.read_bytes() for path in made}
    assert all(before.values())
    again, _, err = run("export", "--format", name, "-o", str(target))
    assert again == (0 if name == "markdown" else 2)
    assert name == "markdown" or "--overwrite" in err
    assert run("export", "--format", name, "-o", str(target), "--overwrite")[0] == 0
    assert {path: path.read_bytes() for path in made} == before
    assert not list(tmp_path.rglob("*.new"))


@pytest.mark.parametrize("name", LIGHT)
def test_one_article_goes_to_standard_output_where_one_file_holds_it(run, name: str) -> None:
    code, out, err = run("export", "sort:-date", "PMU", "fighters", "purge", "--format", name)
    assert err.startswith("dateline: this format" if name == "brat" else "1 article")
    assert (code, bool(out)) == ((2, False) if name == "brat" else (0, True))


@pytest.mark.parametrize("name", ["brat", "markdown"])
def test_more_articles_than_a_file_holds_are_refused_in_one_line(
    run, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_text("mine")
    for words in (
        (),
        ("-o", str(tmp_path / "file")),
        ("-o", str(tmp_path / "file"), "--overwrite"),
    ):
        code, out, err = run("export", "--format", name, *words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert "-o FOLDER" in err
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("overwrite", [(), ("--overwrite",)])
def test_an_export_follows_no_link_and_replaces_no_folder_or_pipe(
    run, tmp_path: Path, overwrite: tuple[str, ...]
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "link").symlink_to(precious)
    (tmp_path / "loose").symlink_to(tmp_path / "not there")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "loose", "pipe"):
        code, _, err = run("export", "--format", "jsonl", "-o", str(tmp_path / name), *overwrite)
        assert code == 2, name
        assert "link" in err or "no plain file" in err
    assert precious.read_text() == "mine"
    assert not (tmp_path / "not there").exists()
    folder = tmp_path / "folder"
    folder.mkdir()
    id = json.loads(run("list", "--json", "--limit", "1")[1])["id"]
    (folder / f"{id}.md").symlink_to(precious)
    code, _, err = run("export", "--format", "markdown", "-o", str(folder), *overwrite)
    assert code == 2
    assert "is a link" in err
    assert precious.read_text() == "mine"
    assert len(list(folder.iterdir())) == 11, "the others were written"


def test_a_markdown_file_that_is_not_ours_is_replaced_only_when_told_to(
    run, seeded: Library, seed_id: str, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    note = folder / f"{seed_id}.md"
    note.write_text("# Mine\n")
    code, _, err = run("export", "--format", "markdown", "-o", str(folder))
    assert (code, note.read_text()) == (2, "# Mine\n")
    assert str(note) in err
    assert run("export", "--format", "markdown", "-o", str(folder), "--overwrite")[0] == 0
    assert note.read_text("utf-8").startswith("---\n")


@pytest.mark.parametrize(
    "disguise", [("<!--", "  <!--"), ("<!--", "> <!--"), ("dateline:", "Dateline:"), ("\n", "\r")]
)
def test_a_region_whose_comments_were_changed_is_left_alone(
    run, seeded: Library, seed_id: str, tmp_path: Path, disguise: tuple[str, str]
) -> None:
    folder = tmp_path / "vault"
    assert run("export", "--format", "markdown", "-o", str(folder))[0] == 0
    note = folder / f"{seed_id}.md"
    mine = (note.read_text("utf-8").replace(*disguise) + "My thoughts").encode()
    note.write_bytes(mine)
    run("highlight", seed_id, "110:136", "--label", "ORG")
    code, _, err = run("export", "--format", "markdown", "-o", str(folder), "--overwrite")
    assert (code, note.read_bytes()) == (2, mine)
    assert "its region were changed" in err


def test_a_dry_run_says_what_the_writing_would_say(
    run, seeded: Library, seed_id: str, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name, said in (("link", "is a link"), ("pipe", "is no plain file")):
        for dry in ([], ["--dry-run"]):
            code, _, err = run("export", "--format", "csv", "-o", str(tmp_path / name), *dry)
            assert (code, said in err) == (2, True)
    folder = ["--format", "csv", "-o", str(tmp_path / "folder")]
    foreseen = json.loads(run("export", "--dry-run", "--json", *folder)[1])
    assert ("11 files" in foreseen["said"], foreseen["there"]) == (True, 0)
    run("export", *folder)
    assert len(list((tmp_path / "folder").iterdir())) == 11


def test_a_note_in_a_vault_keeps_what_was_written_around_its_region(
    run, seeded: Library, seed_id: str, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    assert run("export", "--format", "markdown", "-o", str(folder))[0] == 0
    note = folder / f"{seed_id}.md"
    note.chmod(0o644)
    mine = note.read_bytes() + "\r\n## My thoughts\n\xff".encode("latin-1")
    note.write_bytes(mine)
    untouched = {path: path.stat() for path in folder.iterdir() if path != note}
    run("highlight", seed_id, "110:136", "--label", "ORG")
    assert run("export", "--format", "markdown", "-o", str(folder))[0] == 0
    now = note.read_bytes()
    assert b"> Popular Mobilization Units ^a-" in now
    assert now.endswith(b"\r\n## My thoughts\n\xff")
    assert stat.S_IMODE(note.stat().st_mode) == 0o644, "its mode is the reader's too"
    for path, before in untouched.items():
        assert path.stat().st_mtime_ns == before.st_mtime_ns, "nothing new, not written"
    run("undo")
    run("export", "--format", "markdown", "-o", str(folder))
    assert note.read_bytes() == mine


def test_a_write_that_fails_leaves_nothing_and_the_old_file(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    for words in (("-o", str(target), "--overwrite"), ("-o", str(tmp_path / "new.jsonl"))):
        code, _, err = run("export", "--format", "jsonl", *words)
        assert code == 2
        assert "No space left" in err
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.jsonl"]
    assert target.read_text() == "old"


def test_a_file_that_came_in_the_meantime_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out"

    def slowly():  # type: ignore[no-untyped-def]
        yield "ours"
        target.write_text("theirs")

    with pytest.raises(files.ThereAlready):
        files.write_private(target, slowly())
    assert target.read_text() == "theirs"
    before = target.lstat()
    target.write_text("theirs, changed")
    with pytest.raises(files.BadRequest, match="changed just now"):
        files.renew(target, before, b"ours")
    assert target.read_text() == "theirs, changed"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_format_cannot_hold_is_said(run, seeded: Library, seed_id: str) -> None:
    run("tag", seed_id, "+follow up")
    run("highlight", seed_id, "110:136")
    _, _, err = run("export", "tag:follow*", "--format", "conll")
    assert "not in conll: 1 tags of articles" in err
    assert "1 highlights without a label" in err
    _, _, err = run("export", "tag:follow*", "--format", "label-studio")
    assert "config.xml (-o writes it beside)" in err


def test_a_terminal_is_shown_stand_ins_and_a_pipe_gets_the_text(
    seeded: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from support import add_text

    id = add_text(seeded, "AMMAN — An \u202eevil\u202c text.")
    article = seeded.article(id)
    seeded.apply(marks.highlight(article, 8, len(article.text)))
    seeded.apply(marks.tag(id, ["x"]))
    exporting.write(seeded, "tag:x", "csv", None)
    assert "\u202e" in capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    exporting.write(seeded, "tag:x", "csv", None)
    shown = capsys.readouterr().out
    assert "\u202e" not in shown
    assert "evil" in shown


def test_an_extra_that_is_not_installed_is_named(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    monkeypatch.delitem(sys.modules, "store.exporters.xmi", raising=False)
    run("add", str(SEEDS))
    code, _, err = run("export", "--format", "xmi", "-o", str(tmp_path / "out"))
    assert code == 2
    assert not (tmp_path / "out").exists()
    assert err.startswith("dateline: this format needs cassis: ")
    assert err.endswith(" -m pip install 'dateline[cas]'\n")


def test_the_help_tells_every_format_and_its_unit(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    shown = capsys.readouterr().out
    for name, form in EXPORTERS.items():
        assert f"  {name} " in shown
        assert form.purpose in shown
        assert f"offsets: {form.unit}" in shown
    assert all(f"  {name} " in shown for name in OTHERS)
    assert max(map(len, shown.splitlines())) <= 90


def test_the_readme_has_the_same_table() -> None:
    readme = (SEEDS.parent / "README.md").read_text("utf-8")
    for name, it in EXPORTERS.items():
        assert f"| `{name}` | {it.purpose} | {it.unit} | {it.mentions} |\n" in readme
