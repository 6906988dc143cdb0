"""Annotations that come in: from our own exports, from other tools, and from those that mean harm."""

import json
import random
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import marks
from store.annotations import READERS, Foreign, Stretch, Unfit, format_of, read
from store.annotations.attaching import Attached, Attaching
from store.annotations.units import in_code_points
from store.errors import BadRequest, Refusal
from store.exporters import EXPORTERS, Record
from store.library import Library
from store.teaching import correct
from support import LONG, SEED, SEEDS, Run, add_text

STORY = "😀 AMMAN (Petra) — Une de\u0301pe\u0302che: le Mufti\r\nof Jordan met Egypt’s envoy in Aqaba. Egypt left."


def take(library: Library, path: Path, format: str = "") -> Attached:
    done = Attaching(library).attach(read(path, format or format_of(path) or ""), path.name)
    library.apply(done.act)
    return done


def exported(library: Library, id: str, format: str, folder: Path) -> Path:
    """What an export of one article writes; the file, or the folder of brat's."""
    article = library.article(id)
    record = Record(article, library.marks_of(article), library.mentions(article))
    path = folder
    for file in EXPORTERS[format].files([record], Counter()):
        path = folder / (file.name or f"x.{EXPORTERS[format].suffix}")
        path.write_bytes("".join(file.pieces).encode("utf-8"))
        if not file.beside and format != "brat":
            keep = path
    return folder if format == "brat" else keep


def shown(library: Library, id: str) -> dict[str, Any]:
    """What the reader has of an article, as sets."""
    article = library.article(id)
    found = library.marks_of(article)
    return {
        "highlights": {(it.start, it.end, it.label) for it in found.highlights},
        "notes": {(it.start, it.end, it.text) for it in found.notes},
        "tags": set(found.tags),
        "decided": {
            (it.start, it.end, it.label)
            for it in library.mentions(article)
            if it.status in ("accepted", "mine")
        },
    }


def marked(library: Library) -> str:
    """An article with a highlight, a label with a note, a decided mention and a tag."""
    id = add_text(library, STORY)
    article = library.article(id)
    places = {
        quote: article.text.index(quote) for quote in ("de\u0301pe\u0302che", "Mufti", "Aqaba")
    }
    acts = [
        marks.highlight(article, places["de\u0301pe\u0302che"], places["de\u0301pe\u0302che"] + 10),
        marks.highlight(article, places["Mufti"], places["Mufti"] + 5, "TITLE"),
        marks.note(article, "who \\ is\nit?", (places["Mufti"], places["Mufti"] + 5), None),
        marks.tag(id, ["gulf", "of note"]),
        correct(article, (places["Aqaba"], places["Aqaba"] + 5), "GPE"),
    ]
    for act in acts:
        library.apply(act)
    return id


@pytest.mark.parametrize("format", READERS)
def test_what_is_exported_comes_in_as_it_was(library: Library, tmp_path: Path, format: str) -> None:
    id = marked(library)
    before = shown(library, id)
    (tmp_path / "out").mkdir()
    path = exported(library, id, format, tmp_path / "out")
    assert format_of(path) == format
    again = take(library, path)
    assert again.counts == {}
    assert again.unfit == []
    with Library(tmp_path / "other", library.now) as other:
        add_text(other, "\ufeff" + STORY if format == "brat" else STORY)
        other_id = add_text(other, STORY)
        done = take(other, path)
        assert done.unfit == []
        after = shown(other, other_id)
        if format == "doccano":  # which cannot say that it was a mention
            after["decided"] |= {it for it in after["highlights"] if it[2] == "GPE"}
            after["highlights"] -= after["decided"]
        if format == "brat":  # which has no place for tags of articles
            after["tags"] = before["tags"]
        if format == "doccano":  # whose comments are of the whole text
            after["notes"] = before["notes"]
        assert after == before
        assert take(other, path).counts == {}
        assert other.undo()
        assert shown(other, other_id)["highlights"] == set()


WORDS = st.lists(
    st.sampled_from(["Iraq", "😀", "de\u0301pêche", "سفينة", "船", "a-b", "“q”", "\r\n", "left", "ﬁn"]),
    min_size=6, max_size=40,
)  # fmt: skip


@settings(max_examples=300 if LONG else 25, deadline=None)
@given(WORDS, st.data())
def test_export_then_import_is_the_identity(words: list[str], data: st.DataObject) -> None:
    text = "AMMAN - " + " ".join(words) + "."
    format = data.draw(
        st.sampled_from(["jsonl", "label-studio", "webannotation", "brat"]), "format"
    )
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "a") as library:
        id = add_text(library, text)
        article = library.article(id)
        taken: set[tuple[int, int]] = set()
        for _ in range(data.draw(st.integers(1, 4), "marks")):
            start = data.draw(st.integers(0, len(text) - 2))
            end = data.draw(st.integers(start + 1, min(len(text), start + 30)))
            quote = text[start:end]
            if quote != quote.strip() or (start, end) in taken:
                continue
            taken.add((start, end))
            library.apply(marks.highlight(article, start, end, data.draw(st.sampled_from([None, "ORG", "X_1"]))))  # fmt: skip
            if data.draw(st.booleans()):
                library.apply(marks.note(article, "noted " + data.draw(st.sampled_from(["a", "b\nc", "\\n"])), (start, end), None))  # fmt: skip
        (Path(folder) / "out").mkdir()
        path = exported(library, id, format, Path(folder) / "out")
        before = shown(library, id)
        assert take(library, path, format).counts == {}
        with Library.open(Path(folder) / "b") as other:
            add_text(other, text)
            assert take(other, path, format).unfit == []
            assert shown(other, id) == before


@settings(max_examples=300 if LONG else 25, deadline=None)
@given(WORDS, st.data())
def test_an_export_says_nothing_new_to_its_own_library(
    words: list[str], data: st.DataObject
) -> None:
    text = "AMMAN - " + " ".join(words) + "."
    labels = st.sampled_from([None, "ORG", "MY LABEL", "Ärzte", "x.y"])
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "a") as library:
        id = add_text(library, text)
        article = library.article(id)
        for _ in range(data.draw(st.integers(1, 6), "marks")):
            start = data.draw(st.integers(0, len(text) - 2))
            end = data.draw(st.integers(start + 1, min(len(text), start + 30)))
            act = data.draw(st.sampled_from(["highlight", "highlight", "note", "correct"]), "act")
            if not text[start:end].strip():
                continue
            if act == "highlight":
                tags = data.draw(st.sampled_from([[], ["to check"]]))
                library.apply(marks.highlight(article, start, end, data.draw(labels), tags))
            elif act == "note":
                library.apply(marks.note(article, "noted", (start, end), None))
            else:
                with suppress(BadRequest):
                    library.apply(correct(article, (start, end), data.draw(st.sampled_from(["GPE", None]))))  # fmt: skip
        for format in READERS:
            (Path(folder) / format).mkdir()
            done = take(library, exported(library, id, format, Path(folder) / format), format)
            assert (done.counts, done.unfit) == ({}, []), format


def test_a_span_that_a_file_has_five_times_is_one(library: Library, tmp_path: Path) -> None:
    add_text(library, STORY)
    span = {"start": 0, "end": 4, "label": "X"}
    assert take(library, write(tmp_path / "a.jsonl", {"text": STORY, "spans": [span] * 5})).counts == {"highlight": 1}  # fmt: skip


@pytest.mark.parametrize("spans", ["abc", {"a": 1}, 5])
@pytest.mark.parametrize("format", ["jsonl", "doccano"])
def test_spans_that_are_no_list_are_said(
    library: Library, tmp_path: Path, format: str, spans: object
) -> None:
    add_text(library, STORY)
    record = {"text": STORY, "spans" if format == "jsonl" else "label": spans}
    assert take(library, write(tmp_path / "a.jsonl", record), format).unfit


# -- from other tools ------------------------------------------------------------------------------


def write(path: Path, *records: object) -> Path:
    path.write_text("\n".join(json.dumps(it) for it in records))
    return path


def test_a_file_of_somebody_elses_finds_its_article_by_its_letters(
    library: Library, tmp_path: Path
) -> None:
    id = add_text(library, (SEEDS / SEED).read_text("utf-8"))
    text = library.article(id).text
    theirs = " ".join(text.replace("’", "'").split())
    at = theirs.index("Syrian Arab Army")
    path = write(
        tmp_path / "a.jsonl",
        {"text": theirs, "label": [[at, at + 16, "ORG"], [3, 2, "X"], [0, 9**9, "X"], "y"]},
    )
    done = take(library, path)
    (mark,) = library.marks_of(library.article(id)).highlights
    assert (mark.quote, mark.label) == ("Syrian Arab Army", "ORG")
    assert len(done.unfit) == 3


def test_utf16_units_and_bytes_are_told_by_the_quotes(library: Library, tmp_path: Path) -> None:
    id = add_text(library, STORY)
    text = library.article(id).text
    for quote in ("Mufti", "Aqaba"):
        start = len(text[: text.index(quote)].encode("utf-16-le")) // 2
        value = {"start": start, "end": start + 5, "text": quote, "labels": ["PERSON"]}
        result = {"id": quote, "from_name": "l", "to_name": "t", "type": "labels", "value": value}
        path = write(
            tmp_path / f"{quote}.json",
            [{"data": {"text": text}, "annotations": [{"result": [result]}]}],
        )
        done = take(library, path)
        assert "UTF-16" in "".join(done.told)
    assert {it.quote for it in library.marks_of(library.article(id)).highlights} == {
        "Mufti",
        "Aqaba",
    }
    start = len(text[: text.index("envoy")].encode())
    (stretch,), unit = in_code_points(text, [Stretch(start, start + 5, "X", "envoy")])
    assert (text[stretch.start : stretch.end], unit) == ("envoy", "bytes of UTF-8")


def test_a_quote_with_its_surroundings_is_enough_for_w3c(library: Library, tmp_path: Path) -> None:
    add_text(library, "CAIRO - Egypt left. Egypt came back to Cairo in the evening of that day.")
    id = add_text(library, STORY)
    annotation = {
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "http://x/1",
        "motivation": "commenting", "body": {"type": "TextualBody", "value": "who?"},
        "target": {"source": "http://elsewhere.example/", "selector": {
            "type": "TextQuoteSelector", "exact": "Egypt’s envoy", "prefix": "of Jordan met ", "suffix": " in Aqaba. Egypt"}},
    }  # fmt: skip
    done = take(library, write(tmp_path / "a.jsonld", annotation))
    assert done.unfit == []
    (note,) = library.marks_of(library.article(id)).notes
    assert (note.text, note.quote) == ("who?", "Egypt’s envoy")


def test_relations_form_of_doccano_and_fragments_of_brat(library: Library, tmp_path: Path) -> None:
    id = add_text(library, "AMMAN - The Arab\nLeague met in Amman.")
    write(
        tmp_path / "a.jsonl",
        {
            "text": library.article(id).text,
            "entities": [{"id": 1, "label": "GPE", "start_offset": 31, "end_offset": 36}],
            "relations": [],
        },
    )
    take(library, tmp_path / "a.jsonl")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.txt").write_text(library.article(id).text)
    (tmp_path / "b" / "x.ann").write_text(
        "T1\tORG 12 16;17 23\tArab League\nE1\tMeet:T1\nR1\tIn Arg1:T1 Arg2:T2\n*\tEquiv T1 T2\n"
        "#1\tAnnotatorNotes T1\ta \\\\ b\\nc\nnonsense\nT2\tORG x y\tz\n"
    )
    done = take(library, tmp_path / "b")
    assert len(done.unfit) == 2
    found = library.marks_of(library.article(id))
    assert {(it.start, it.end, it.label) for it in found.highlights} == {
        (12, 23, "ORG"),
        (31, 36, "GPE"),
    }
    assert found.notes[0].text == "a \\ b\nc"


def test_a_text_that_has_changed_takes_what_is_sure_and_says_the_rest(
    library: Library, tmp_path: Path
) -> None:
    words = [f"w{n}" for n in range(200)]
    theirs = " ".join(words)
    id = add_text(library, " ".join(["NEW", *words[:100], "cut", *words[103:]]))
    stretches = [
        {"start": theirs.index(it), "end": theirs.index(it) + len(it), "label": "X"} for it in ("w50", "w101", "w150")
    ]  # fmt: skip
    path = write(tmp_path / "a.jsonl", {"text": theirs, "spans": stretches, "meta": {"id": id}})
    done = take(library, path)
    assert {it.quote for it in library.marks_of(library.article(id)).highlights} == {"w50", "w150"}
    assert [it.reason for it in done.unfit if "gone" in it.reason]


def test_an_article_that_is_not_there_is_said_and_nothing_is_written(
    library: Library, tmp_path: Path
) -> None:
    done = take(
        library,
        write(
            tmp_path / "a.jsonl", {"text": STORY, "spans": [{"start": 0, "end": 1, "label": "X"}]}
        ),
    )
    assert "add that first" in done.unfit[0].reason
    assert library.undo() is None


# -- those that mean harm --------------------------------------------------------------------------

ODD: list[Any] = [
    None,
    True,
    -1,
    1e300,
    2**70,
    "x",
    "\x1b[31m",
    [],
    {},
    [[]],
    {"a": {}},
    "\ud800",
    10**6 * "y",
]


@pytest.mark.parametrize("format", [it for it in READERS if it != "brat"])
def test_whatever_stands_in_a_file_it_is_taken_or_said(
    library: Library, tmp_path: Path, format: str
) -> None:
    id = add_text(library, STORY)
    chance = random.Random(format)
    shapes = {
        "jsonl": lambda: {"text": pick(), "spans": [{"start": pick(), "end": pick(), "label": pick(), "notes": pick(), "status": pick()}, pick()], "meta": {"id": pick(), "notes": pick(), "tags": pick()}},
        "doccano": lambda: {"text": pick(), "label": [[pick(), pick(), pick()], [pick()], pick()], "entities": pick(), "Comments": pick(), "id": pick()},
        "label-studio": lambda: {"data": {"text": pick()}, "meta": pick(), "annotations": [{"result": [{"id": pick(), "value": {"start": pick(), "end": pick(), "labels": pick(), "text": pick(), "choices": pick()}}, pick()]}, pick()]},
        "webannotation": lambda: {"@context": "anno.jsonld", "target": {"source": pick(), "selector": [{"type": "TextQuoteSelector", "exact": pick(), "prefix": pick()}, {"type": "TextPositionSelector", "start": pick(), "end": pick()}, pick()]}, "body": [pick(), {"value": pick(), "purpose": pick()}]},
    }  # fmt: skip

    def pick() -> Any:
        return chance.choice([*ODD, STORY, id, "urn:dateline:" + id, 3, 5, "tagging", "commenting"])

    path = tmp_path / "a.json"
    for _ in range(60):
        path.write_text(json.dumps([shapes[format]() for _ in range(5)]))
        done = take(library, path, format)
        for it in done.unfit:
            assert it.reason
            assert "\n" not in it.reason
            assert not re.search(r"unpack|attribute|NoneType|' object|Traceback", it.reason)
    assert library.marks_of(library.article(id))  # still readable


@pytest.mark.parametrize(
    "raw", [b"", b"[" * 100_000, b"{}", b"[1, 2]", b'{"target": ' * 5000, b"\xff\xfe\0", b"null"]
)
@pytest.mark.parametrize("format", READERS)
def test_what_is_no_such_file_is_refused_in_a_line(
    library: Library, tmp_path: Path, raw: bytes, format: str
) -> None:
    path = tmp_path / "a.ann"
    path.write_bytes(raw)
    with suppress(Refusal):
        items = list(read(path, format))
        assert all(isinstance(it, Unfit | Foreign) for it in items)


def test_many_spans_take_no_more_than_their_time(library: Library, tmp_path: Path) -> None:
    import time

    text = " ".join(f"word{n}" for n in range(5000))
    id = add_text(library, text)
    spans = [{"start": n, "end": n + 3, "label": "X"} for n in range(0, 20_000, 4)]
    began = time.process_time()
    take(library, write(tmp_path / "a.jsonl", {"text": text, "spans": spans, "meta": {"id": id}}))
    assert time.process_time() - began < 20


def test_the_command_line_says_what_it_took(run: Run, tmp_path: Path) -> None:
    run("add", str(SEEDS))
    text = (SEEDS / SEED).read_text("utf-8")
    at = text.index("Mehdi") if "Mehdi" in text else text.index("Iraqi Prime")
    path = write(
        tmp_path / "a.jsonl",
        {
            "text": text,
            "spans": [
                {"start": at, "end": at + 5, "label": "X"},
                {"start": 9**9, "end": 2, "label": "X"},
            ],
        },
    )
    code, out, err = run("import", "--dry-run", str(path))
    assert (code, out) == (1, "")
    assert "would take in 1 highlight; 1 that do not fit" in err
    assert run("undo")[2].startswith("nothing")
    code, out, err = run("import", str(path), "--json")
    assert json.loads(out.splitlines()[-1])["counts"] == {"highlight": 1}
    assert "took in 1 highlight" in err
    assert "took in 1 highlight from a.jsonl" in run("undo")[2]
    assert run("import", str(path), "--format", "xml")[0] == 2
