"""The command line through `main(argv)`: data on stdout, narration on stderr, exit codes."""

import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from store.library import Library
from support import ROOT, SEED, SEEDS, Run
from tui.cli import VERBS, main

HOSTILE = "a [/] b [@click=app.quit]x[/] \x1b]52;c;aGVsbG8=\x07 \x9b2J ‮"


@pytest.fixture
def seed_id(run: Run) -> str:
    code, out, _ = run("add", str(SEEDS / SEED), "--json")
    assert code == 0
    return str(json.loads(out)["id"])


def shown(run: Run, id: str) -> dict[str, object]:
    code, out, _ = run("show", id, "--json")
    assert code == 0
    return dict(json.loads(out))


# -- adding --------------------------------------------------------------------------------------


def test_add_says_what_became_of_every_input(run: Run, tmp_path: Path) -> None:
    good, binary, empty = (tmp_path / name for name in ("good.txt", "binary.txt", "empty.txt"))
    good.write_text("AMMAN — A text.")
    binary.write_bytes(b"\x7fELF\0\0")
    empty.write_text(" \n\n")
    gone = tmp_path / "gone.txt"
    code, out, err = run(
        "add", "--json", *map(str, (binary, good, gone, empty, good, tmp_path / "none"))
    )
    results = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [r["result"] for r in results] == [
        "refused",
        "added",
        "refused",
        "refused",
        "same",
        "refused",
    ]
    assert [r.get("reason", "") for r in results][:4] == [
        "looks binary, not text", "", "no such file or folder", "empty: there is no text in it",
    ]  # fmt: skip
    assert results[1]["id"] == results[4]["id"]
    assert err == "1 added, 1 already there, 4 refused\n"


def test_a_folder_means_the_txt_files_in_it(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "loop").symlink_to(folder)
    for name in ("one.txt", "deep/two.TXT", "notes.md", ".hidden.txt", "old.txt~"):
        (folder / name).write_text(f"AMMAN — {name}")
    code, out, _ = run("add", str(folder), "--json")
    assert code == 0
    assert {Path(json.loads(line)["path"]).name for line in out.splitlines()} == {
        "one.txt",
        "two.TXT",
    }
    empty = tmp_path / "nothing"
    empty.mkdir()
    assert "no .txt file" in run("add", str(empty))[2]


def test_odd_files_are_refused_in_one_line_while_others_are_taken(run: Run, tmp_path: Path) -> None:
    pipe, big, good = tmp_path / "pipe.txt", tmp_path / "big.txt", tmp_path / "good.txt"
    os.mkfifo(pipe)
    with big.open("wb") as file:
        file.truncate(11_000_000)
    good.write_text("AMMAN — A text.")
    code, out, err = run("add", *map(str, (pipe, big, "/dev/zero", good)))
    assert code == 1
    assert len(out.splitlines()) == 1
    refused = [line for line in err.splitlines() if line.startswith("refused")]
    assert [line.rpartition(": ")[2] for line in refused] == [
        "not a plain file", "11.0 MB, the limit is 10 MB", "not a plain file",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xef\xbb\xbfAMMAN", "AMMAN"),
        ("AMMAN — ü".encode("utf-16"), "AMMAN — ü"),
        (b"caf\xe9", "café"),
        ("الأنبار".encode(), "الأنبار"),
    ],
)
def test_bytes_become_text(run: Run, tmp_path: Path, raw: bytes, text: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(raw)
    _, out, _ = run("add", str(path), "--json")
    assert shown(run, json.loads(out)["id"])["text"] == text


def test_a_report_that_cannot_be_written_is_said_before_anything_is_added(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "report").write_text("mine")
    code, _, err = run("add", str(SEEDS / SEED), "--report", str(tmp_path / "report"))
    assert code == 2
    assert "is there already; choose another name" in err
    assert run("list")[0] == 2  # there is no library yet


def test_standard_input_is_a_dash(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("AMMAN — A text.".encode())))
    code, out, _ = run("add", "-", "--json")
    assert (code, json.loads(out)["path"]) == (0, "-")


def test_a_dry_run_prints_the_parse_and_adds_nothing(run: Run) -> None:
    code, out, _ = run("add", "--dry-run", str(SEEDS / SEED))
    assert code == 0
    assert "Hatha al-Youm" in out
    assert run("list")[1] == ""


def test_a_report_is_written_once_and_never_over_a_file(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.jsonl"
    assert run("add", str(SEEDS / SEED), "--report", str(report))[0] == 0
    assert json.loads(report.read_text())["result"] == "added"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    code, _, err = run("add", str(SEEDS / SEED), "--report", str(report))
    assert (code, "is there already" in err) == (2, True)


# -- looking -------------------------------------------------------------------------------------


def test_list_finds_sorts_and_limits(run: Run) -> None:
    run("add", str(SEEDS))
    _, out, err = run("list", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert len(rows) == len(list(SEEDS.glob("*.txt")))
    assert err == ""
    dates = [row["published"] for row in rows if row["published"][:1].isdigit()]
    assert dates == sorted(dates, reverse=True)
    assert len(run("list", "--limit", "2")[1].splitlines()) == 2
    _, out, err = run("list", "hatha", "place:baghdad", "is:unread", "-tag:iraq")
    assert len(out.splitlines()) == 1
    assert (
        err == "1 article: “hatha”, from “baghdad”, unread, not tagged “iraq”, the newest first\n"
    )
    assert run("list", '"flush out remaining"')[1] == out


def test_show_json_holds_what_the_contract_says(run: Run, seed_id: str) -> None:
    start = (SEEDS / SEED).read_text("utf-8").index("Popular Mobilization Units")
    span = f"{start}:{start + 26}"
    run("tag", seed_id, "+iraq")
    run("highlight", seed_id, span, "--label", "ORG")
    run("note", seed_id, "the PMU", "--span", span)
    found = shown(run, seed_id)
    text = str(found["text"])
    assert {
        "id", "text", "sha256", "title", "title_derived", "language", "published",
        "published_partial", "updated", "outlet", "section", "place", "region", "agency", "byline",
        "source_url", "spans", "blocks", "paragraphs", "mentions", "entities", "tags", "notes",
        "highlights", "corrections", "reading",
    } <= set(found)  # fmt: skip
    assert (found["outlet"], found["published"]) == ("Hatha al-Youm", "2019-07-09T07:55")
    (highlight,) = found["highlights"]  # type: ignore[misc]  # JSON
    assert (highlight["text"], highlight["label"], highlight["note"]) == (
        "Popular Mobilization Units", "ORG", "the PMU",
    )  # fmt: skip
    entities = {it["id"] for it in found["entities"]}  # type: ignore[attr-defined]  # JSON
    for mention in found["mentions"]:  # type: ignore[attr-defined]  # JSON
        assert text[mention["start"] : mention["end"]] == mention["text"]
        assert mention["status"] == "suggested"
        assert mention["entity"] in entities
    monday = [m for m in found["mentions"] if m["text"] == "Monday"]  # type: ignore[attr-defined]
    assert monday[0]["value"] == "2019-07-08"


def test_show_prints_the_article_its_tags_and_notes(run: Run, seed_id: str) -> None:
    run("tag", seed_id, "+iraq")
    run("note", seed_id, "ask Layla")
    _, out, _ = run("show", seed_id[:6])
    assert "BAGHDAD" in out
    assert "[iraq]" in out
    assert "[1]\n    ask Layla" in out
    assert "\x1b" not in out


# -- marking -------------------------------------------------------------------------------------


def test_tags_are_given_and_taken_to_many_as_one_step(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", str(SEEDS))
    ids = [json.loads(line)["id"] for line in run("list", "--json")[1].splitlines()]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(ids)))
    code, _, err = run("tag", "-", "+one", "+two")
    assert (code, err) == (0, f"tagged one, two on {len(ids)} articles\n")
    assert (
        run("tag", ids[0], "-one", "+hormuz-strait")[2] == "tagged hormuz-strait; took away one\n"
    )
    assert shown(run, ids[0])["tags"] == ["hormuz-strait", "two"]
    with Library.open(tmp_path / "library") as library:
        library.undo()
        library.undo()
        assert not any(row.tags for row in library.select())


def test_ids_that_stand_for_nothing_are_refused_and_the_others_taken(
    run: Run, seed_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{seed_id[:8]}\nzz\n"))
    code, _, err = run("tag", "-", "+iraq")
    assert code == 1
    assert "refused  no article begins with “zz”" in err
    assert shown(run, seed_id)["tags"] == ["iraq"]


def test_the_same_highlight_twice_is_one(run: Run, seed_id: str) -> None:
    for said in ("highlighted “Iraq”", "nothing to change"):
        assert said in run("highlight", seed_id, "88:92")[2]
    assert len(list(shown(run, seed_id)["highlights"])) == 1  # type: ignore[call-overload]  # JSON


def test_a_library_that_is_not_there_is_only_made_by_adding(run: Run, tmp_path: Path) -> None:
    for words in (("list",), ("show", "a"), ("tag", "a", "+x"), ("export", "--format", "jsonl")):
        code, _, err = run(*words)
        assert (code, "there is no library in" in err) == (2, True)
    assert not (tmp_path / "library").exists()
    assert main(["--library", "", "list"]) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("tag", "zz", "+x"),
        ("tag", "SEED", "+" + "x" * 101),
        ("list", "--limit", "9" * 5000),
        ("list", "is:blue"),
        ("tag", "SEED"),
        ("tag", "SEED", "+"),
        ("note", "SEED", "  "),
        ("note", "SEED", "x", "--span", "5:1"),
        ("note", "SEED", "x", "--span", "five"),
        ("highlight", "SEED", "0:999999"),
        ("highlight", "SEED", "-1:4"),
        ("list", "colour:red"),
        ("list", "--sort", "size"),
        ("export", "--format", "docx"),
        ("show", ""),
    ],
)
def test_wrong_use_is_one_clear_line_and_changes_nothing(
    run: Run, seed_id: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    before = {
        path.name: path.read_bytes() for path in (tmp_path / "library").iterdir() if path.is_file()
    }
    code, out, err = run(*(seed_id if word == "SEED" else word for word in words))
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith("dateline")
    assert "Traceback" not in err
    assert {
        path.name: path.read_bytes() for path in (tmp_path / "library").iterdir() if path.is_file()
    } == before


@pytest.mark.parametrize(
    "words", [("list", "--nope"), ("add",), ("list", "--limit", "x"), ("tag", "a", "--x")]
)
def test_unknown_options_are_usage_errors(run: Run, words: tuple[str, ...]) -> None:
    code, _, err = run(*words)
    assert code == 2
    assert "Traceback" not in err


# -- giving away ---------------------------------------------------------------------------------


def test_jsonl_spans_quote_the_text_and_outrank_suggestions(run: Run, seed_id: str) -> None:
    run("highlight", seed_id, "110:137")  # a trailing blank, which spaCy would refuse
    _, out, err = run("export", "--format", "jsonl")
    line = json.loads(out)
    spans = [(line["text"][s["start"] : s["end"]], s["label"], s["source"]) for s in line["spans"]]
    assert ("Popular Mobilization Units", "HIGHLIGHT", "reader") in spans
    assert "1 mentions that a highlight covers" in err
    assert line["meta"]["id"] == seed_id


def test_markdown_has_front_matter_quotes_and_notes(run: Run, seed_id: str, tmp_path: Path) -> None:
    run("tag", seed_id, "+follow up")
    run("note", seed_id, "two\nlines [[x]]", "--span", "88:92")
    target = tmp_path / "out.md"
    assert run("export", "--format", "markdown", "-o", str(target))[0] == 0
    text = target.read_text("utf-8")
    assert text.startswith("---\ntitle: ")
    assert 'tags: ["follow-up"]' in text
    assert "> Iraq ^a-" in text
    assert "- **Note:** two\n  lines \\[\\[x\\]\\]\n" in text
    assert run("export", "--format", "markdown", "-o", str(target))[0] == 0
    assert target.read_text("utf-8") == text


def test_a_folder_gets_one_file_an_article(run: Run, tmp_path: Path) -> None:
    run("add", str(SEEDS))
    folder = tmp_path / "notes"
    folder.mkdir()
    assert run("export", "--format", "markdown", "-o", str(folder))[0] == 0
    assert len(list(folder.glob("*.md"))) == len(list(SEEDS.glob("*.txt")))
    for path in folder.iterdir():
        assert path.read_text("utf-8").count("\n---\n") == 1


def test_paths_says_where_things_are(run: Run, tmp_path: Path) -> None:
    found = json.loads(run("paths", "--json")[1])
    assert found["marks"] == str(tmp_path / "library" / "marks.jsonl")
    assert not (tmp_path / "library").exists()


# -- safety --------------------------------------------------------------------------------------


def test_nothing_from_outside_acts_on_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "evil \x1b[2J.txt"
    path.write_text(f"{HOSTILE}\n\nAMMAN — {HOSTILE}")
    code, out, err = run("add", str(path))
    id = run("list")[1].split()[0]
    run("tag", id, f"+{HOSTILE}")
    run("note", id, HOSTILE)
    printed = out + err
    for words in (("list",), ("list", "--json"), ("show", id), ("show", id, "--json"),
                  ("export", "--format", "jsonl"), ("export", "--format", "markdown"),
                  ("tag", HOSTILE, "+x"), ("list", f"{HOSTILE}:x"), ("add", f"/no/{HOSTILE}"),
                  ("export", "--format", HOSTILE), ("lst", HOSTILE)):  # fmt: skip
        code, out, err = run(*words)
        assert code in (0, 1, 2)
        printed += out + err
    for character in printed:
        assert character == "\n" or ord(character) >= 32
        assert not "\x7f" <= character <= "\x9f"
        assert character not in "‪‫‬‭‮⁦⁧⁨⁩"


def test_a_fault_of_our_own_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret text of an article")

    monkeypatch.setattr(Library, "select", broken)
    code, _, err = run("list")
    assert code == 2
    assert "secret" not in err
    assert err.count("\n") == 1


# -- as a program --------------------------------------------------------------------------------


def program(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tui", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, **options)  # type: ignore[call-overload, no-any-return]  # options are subprocess's own


def test_python_m_tui_is_the_same_program(tmp_path: Path) -> None:
    done = program("--library", str(tmp_path), "add", str(SEEDS / SEED))
    assert (done.returncode, done.stderr) == (0, "1 added\n")
    assert program("--version").stdout.startswith("dateline")
    top = program("--help").stdout
    assert all(verb in top for verb in VERBS)
    for verb in VERBS:
        done = program(verb, "--help")
        assert done.returncode == 0
        assert done.stdout.startswith("usage: dateline")


def test_the_reader_without_a_terminal_says_so(tmp_path: Path) -> None:
    done = program("--library", str(tmp_path / "lib"), str(SEEDS), stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr


@pytest.mark.parametrize(
    ("redirection", "words", "said"),
    [
        (">&-", "list", "there is no standard output"),
        ("<&-", "add -", "empty: there is no text in it"),
        ("<&-", "tag - +x", "no ids on standard input"),
        (">/dev/full", "list", "No space left on device"),
        ("2>&-", "list nothing", ""),
    ],
)
def test_missing_and_full_streams_are_said_in_one_line(
    tmp_path: Path, redirection: str, words: str, said: str
) -> None:
    program("--library", str(tmp_path), "add", str(SEEDS / SEED))
    script = f"{sys.executable} -m tui --library {tmp_path} {words} {redirection}"
    done = subprocess.run(
        ["sh", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert said in done.stderr
    assert "fault" not in done.stderr
    assert "Traceback" not in done.stderr


def test_fifty_thousand_lines_are_shown(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n".join(f"line {n}" for n in range(50_000)))
    assert run("add", str(path))[0] == 0
    code, out, _ = run("show", run("list", "--json")[1].split('"id": "')[1][:16])
    assert code == 0
    assert out.count("\nline ") == 50_000  # the title is one, too


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    program("--library", str(tmp_path), "add", str(SEEDS))
    script = f"{sys.executable} -m tui --library {tmp_path} export --format jsonl | head -c 10"
    done = subprocess.run(
        ["sh", "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr
