"""What goes out is read back: by spaCy, the csv module, XML, and brat's rules remade.

Readers that are heavier have their own tests in `tests/conformance`.
"""

import csv
import io
import itertools
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from xml.etree import ElementTree

import bratreader
import pytest
import spacy
from exported import NASTY, SHIFTS, export, record_of, records, seed_record
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.training import offsets_to_biluo_tags
from spacy.training.converters import conll_ner_to_docs

from store.article import Mention
from store.errors import BadRequest
from store.exporters import EXPORTERS, Record
from store.exporters.annotations import Annotation, marked, named, sound
from store.exporters.markdown import renewed
from support import LONG

many = settings(max_examples=1000 if LONG else 60)
BLANK = spacy.blank("en")
Found = list[tuple[str, str]]


def wanted(record: Record, which: str) -> Found:
    """Quote and label of what should go out, edges without white space, in order of the text."""
    text = sound(record.article.text)
    every = [
        *marked(record),
        *(it for it in named(record) if which == "all" or it.status != "suggested"),
    ]
    found = [(text[it.start : it.end], sound(it.shown_label)) for it in ordered(every)]
    return [(quote.strip(), label) for quote, label in found if quote.strip()]


def ordered(found: Sequence[Annotation]) -> list[Annotation]:
    return sorted(found, key=lambda it: (it.start, it.end))


def read_jsonl(record: Record) -> tuple[Found, Counter[str]]:
    made, lost = export("jsonl", [record])
    line = json.loads(made[""])
    doc = BLANK.make_doc(line["text"])
    found = []
    for span in line["spans"]:
        quote = line["text"][span["start"] : span["end"]]
        assert doc.char_span(span["start"], span["end"], alignment_mode="expand") is not None
        found.append((quote, span["label"]))
    return found, lost


# -- the seed ----------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:.*W030")
@pytest.mark.parametrize("shift", SHIFTS)
def test_spacy_finds_each_span_of_the_seed_where_its_quote_is(shift: str) -> None:
    record = seed_record(shift)
    found, lost = read_jsonl(record)
    line = json.loads(export("jsonl", [record])[0][""])
    assert line["text"] == record.article.text
    doc = BLANK.make_doc(line["text"])
    aligned = [doc.char_span(it["start"], it["end"]) for it in line["spans"]]
    whole = [span.text for span in aligned if span is not None]
    assert len(whole) > 0.8 * len(aligned)  # its tokens are not ours: "area.Iraq"
    assert ("Syrian Arab Army (SAA) and Iraqi PMU forces", "HIGHLIGHT") in found
    assert ("joint operation", "WEAPON OF WAR") in found
    assert lost["mentions that a highlight covers"] == 5
    apart = [it for it in line["spans"] if it["source"] != "reader"]
    offsets_to_biluo_tags(doc, [(it["start"], it["end"], it["label"]) for it in apart])
    assert {it["status"] for it in line["spans"]} == {"suggested", "accepted", "mine"}
    assert line["meta"]["tags"] == ["iraq", "follow up"]


@pytest.mark.parametrize("shift", SHIFTS)
def test_doccano_gets_sorted_spans_that_do_not_overlap(shift: str) -> None:
    record = seed_record(shift)
    made, lost = export("doccano", [record])
    line = json.loads(made[""])
    labels = line["label"]
    assert all(0 <= start < end <= len(line["text"]) and label for start, end, label in labels)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(labels))
    quotes = {(line["text"][start:end], label) for start, end, label in labels}
    assert quotes <= set(wanted(record, "decided"))
    assert ("Syrian Arab Army (SAA) and Iraqi PMU forces", "HIGHLIGHT") in quotes
    assert lost["suggested mentions"] == sum(it.status == "suggested" for it in record.mentions)
    assert len(wanted(record, "decided")) == len(labels) + lost["annotations that overlap others"]


@pytest.mark.parametrize("shift", SHIFTS)
def test_label_studio_tells_decisions_from_suggestions(shift: str) -> None:
    record = seed_record(shift)
    made, lost = export("label-studio", [record])
    (task,) = json.loads(made[""])
    text = task["data"]["text"]
    for kind in ("annotations", "predictions"):
        for result in task[kind][0]["result"]:
            value = result["value"]
            if result["type"] == "labels":
                assert text[value["start"] : value["end"]] == value["text"]
    labels = [it["value"] for it in task["annotations"][0]["result"] if it["type"] == "labels"]
    found = sorted((it["text"].strip(), it["labels"][0]) for it in labels)
    assert found == sorted(wanted(record, "decided"))
    assert len(task["predictions"][0]["result"]) == sum(
        it.status == "suggested" for it in record.mentions
    )
    config = ElementTree.fromstring(made["config.xml"])
    declared = {it.get("value") for it in config.iter("Label")}
    assert {label for _, label in found} <= declared
    assert {it.get("value") for it in config.iter("Choice")} == {"iraq", "follow up"}
    assert not lost


@pytest.mark.parametrize("shift", SHIFTS)
def test_brat_finds_the_text_of_each_annotation_at_its_place(shift: str) -> None:
    record = seed_record(shift)
    made, lost = export("brat", [record])
    id = record.article.id
    txt, ann = made[f"{id}.txt"].encode(), made[f"{id}.ann"].encode()
    read = bratreader.read(txt, ann)
    assert len(read.text) == len(record.article.text)
    respelt = {"WEAPON OF WAR": "WEAPON_OF_WAR", "=OP": "_OP"}
    expected = [(quote, respelt.get(label, label)) for quote, label in wanted(record, "all")]
    assert sorted((it.text, it.type) for it in read.bounds.values()) == sorted(expected)
    assert Counter(value for _, value in read.attributes.values()) == Counter(
        it.status for it in record.mentions
    )
    assert any(r"=two\nlines" in said for notes in read.comments.values() for said in notes)
    aliases = [{read.bounds[id].text for id in group} for group in read.equivs]
    assert {"Popular Mobilization Units", "PMU"} & set().union(*aliases)
    assert "WEAPON_OF_WAR" in made["annotation.conf"]
    assert lost == {
        "tags of articles": 2,
        "notes on articles": 1,
        "labels as spelt": 2,
        "edges of white space": 1,
    }


@pytest.mark.parametrize("shift", SHIFTS)
def test_spacy_reads_the_columns_back_as_the_same_names(shift: str) -> None:
    record = seed_record(shift)
    made, lost = export("conll", [record, record])
    docs = list(conll_ner_to_docs(made[""], no_print=True))
    assert len(docs) == 2
    found = [("".join(it.text.split()), it.label_) for it in docs[0].ents]
    every = {
        ("".join(quote.split()), label.replace(" ", "_")) for quote, label in wanted(record, "all")
    }
    assert set(found) <= every
    assert {("jointoperation", "WEAPON_OF_WAR"), ("Daesh", "ORG")} <= set(found)
    assert "".join(token.text for token in docs[0]) == "".join(record.article.text.split())
    assert lost["highlights without a label"] == 2  # one in each of the two


@pytest.mark.parametrize("shift", SHIFTS)
def test_web_annotations_quote_the_text_at_their_position(shift: str) -> None:
    record = seed_record(shift)
    text = record.article.text
    made, _ = export("webannotation", [record])
    collection = json.loads(made[""])
    items = collection["first"]["items"]
    assert collection["total"] == len(items)
    found = []
    for item in items:
        if "selector" in item["target"]:
            quote, place = item["target"]["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert around in text
            labels = [it["value"] for it in item.get("body", []) if it["purpose"] == "tagging"]
            found.append((quote["exact"].strip(), labels[:1]))
    assert sorted(quote for quote, _ in found) == sorted(q for q, _ in wanted(record, "decided"))
    whole = [it["body"][0]["value"] for it in items if "selector" not in it["target"]]
    assert sorted(whole) == ["follow up", "iraq", "of the whole"]
    assert len({it["id"] for it in items}) == len(items)
    assert export("webannotation", [record])[0] == made, "the same ids in every export"


@pytest.mark.parametrize("shift", SHIFTS)
def test_a_spreadsheet_gets_cells_and_never_a_formula(shift: str) -> None:
    record = seed_record(shift)
    made, lost = export("csv", [record])
    assert made[""].startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(made[""].removeprefix("\ufeff"), newline="")))
    stretches = [row for row in rows if row["Highlight"]]
    for row in stretches:
        assert record.article.text[int(row["Start"]) : int(row["End"])] == row["Highlight"]
    found = sorted((row["Highlight"].strip(), row["Label"] or "HIGHLIGHT") for row in stretches)
    assert found == sorted((q, label.replace("=", "'=")) for q, label in wanted(record, "decided"))
    assert not any(cell[:1] in tuple("=+-@\t\r") for row in rows for cell in row.values() if cell)
    assert lost["cells as they were: begun with ' so that they are no formula"] == 2
    assert any(row["Note"] == '\'=two\nlines, «quoted» "so"' for row in rows)


# -- anything ----------------------------------------------------------------------------------------


@many
@given(records())
def test_json_formats_give_back_the_text_and_each_quote(record: Record) -> None:
    text = sound(record.article.text)
    found, lost = read_jsonl(record)
    covered = lost["mentions that a highlight covers"]
    assert len(found) + covered == len(wanted(record, "all"))
    assert not Counter(found) - Counter(wanted(record, "all"))
    line = json.loads(export("doccano", [record])[0][""])
    assert line["text"] == text
    pieces = [(text[start:end], label) for start, end, label in line["label"]]
    assert not Counter(pieces) - Counter(wanted(record, "decided"))
    (task,) = json.loads(export("label-studio", [record])[0][""])
    assert task["data"]["text"] == text
    for kind in ("annotations", "predictions"):
        for result in (it for made in task[kind] for it in made["result"]):
            if result["type"] != "labels":
                continue
            place = result["value"]
            assert text[place["start"] : place["end"]] == place["text"]


@many
@given(records())
def test_brat_takes_any_text_and_any_label(record: Record) -> None:
    made, lost = export("brat", [record])
    id = record.article.id
    read = bratreader.read(made[f"{id}.txt"].encode(), made[f"{id}.ann"].encode())
    assert read.text == re.sub("\r", " ", sound(record.article.text))
    squeezed = ["".join(it.text.split()) for it in read.bounds.values()]
    expected = ["".join(quote.split()) for quote, _ in wanted(record, "all")]
    assert sorted(squeezed) == sorted(expected)
    types = {label for _, label in wanted(record, "all")}
    assert len({it.type for it in read.bounds.values()}) == len(types), "two labels stay two"
    assert all(it.type in made["annotation.conf"].split("\n") for it in read.bounds.values())
    if any(it.type not in types for it in read.bounds.values()):
        assert lost["labels as spelt"]


@many
@given(records())
def test_columns_hold_every_letter_and_only_whole_names(record: Record) -> None:
    made, lost = export("conll", [record])
    tokens = [line.split(" ") for line in made[""].split("\n") if line]
    assert all(len(token) == 4 and not re.search(r"\s", "".join(token)) for token in tokens)
    letters = "".join(token[0] for token in tokens[1:])
    text = record.article.text
    plain = "".join(text.split())
    assert len(letters) == len(plain)
    assert all(a == b for a, b in zip(letters, plain, strict=True) if b.isprintable())
    names = sum(token[3].startswith("B-") for token in tokens[1:])
    labelled = [it for it in marked(record) if it.label]
    total = sum(bool(text[it.start : it.end].strip("\0")) for it in (*labelled, *named(record)))
    gone = sum(
        lost[what]
        for what in (
            "annotations that overlap others",
            "annotations of white space only",
            "annotations over several sentences",
        )
    )
    assert names + gone >= total
    for sentence in made[""].split("\n\n"):
        before = "O"
        for line in sentence.splitlines():
            tag = line.split(" ")[3]
            assert tag[:1] != "I" or before[2:] == tag[2:], "an I- that follows nothing"
            before = tag
    if made[""].count("B-") and letters.isascii():
        docs = list(conll_ner_to_docs(made[""], no_print=True))
        assert sum(len(doc.ents) for doc in docs) == names


@many
@given(records())
def test_cells_and_annotations_of_any_text_are_read_back(record: Record) -> None:
    made = export("csv", [record])[0][""].removeprefix("\ufeff")
    made.encode("utf-8")
    rows = list(csv.DictReader(io.StringIO(made, newline=""), strict=True))
    every = [*marked(record), *(it for it in named(record) if it.status != "suggested")]
    for row, it in zip(rows, every, strict=False):
        quote = record.article.text[it.start : it.end]
        read = row["Highlight"].removeprefix("'") if quote[:1] != "'" else row["Highlight"]
        assert len(read) == len(quote)
        assert all(a in (b, "\ufffd", " ") for a, b in zip(read, quote, strict=True))
        assert not re.match(r"\s*[=+\-@]", row["Highlight"])
    items = json.loads(export("webannotation", [record])[0][""])["first"]["items"]
    text = sound(record.article.text)
    for item in items:
        if "selector" in item["target"]:
            quote, place = item["target"]["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"]


@many
@given(records())
@pytest.mark.parametrize("name", sorted(EXPORTERS.keys() - {"xmi"}))
def test_every_export_is_utf_8_and_the_json_ones_obey_no_terminal(
    name: str, record: Record
) -> None:
    made, lost = export(name, [record, record])
    for text in made.values():
        text.encode("utf-8")  # no lone surrogate
        assert "\0" not in text
        if EXPORTERS[name].suffix.startswith("json"):
            assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert all(count > 0 for count in lost.values())


@many
@given(st.lists(st.text(st.sampled_from(NASTY), min_size=1, max_size=12), min_size=1, max_size=3))
def test_braces_of_a_bibliography_are_balanced_whatever_a_tag_says(tags: list[str]) -> None:
    made, _ = export("bibtex", [record_of("AMMAN — A text.", tags=tuple(tags), on_article=tags)])
    depth = 0
    for character in made[""]:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    assert made[""].count("@") == 1 + "".join(tags).count("@") * 2


# -- Markdown ----------------------------------------------------------------------------------------

FREE = st.binary(max_size=40).filter(lambda it: b"dateline:" not in it)


@many
@given(before=FREE, after=FREE, one=records(), ends=st.sampled_from(["\n", "\r\n"]))
def test_a_new_export_touches_only_its_own_region(
    before: bytes, after: bytes, one: Record, ends: str
) -> None:
    text = one.article.text
    bare = record_of(text)
    (there,) = export("markdown", [bare])[0].values()
    (made,) = export("markdown", [one])[0].values()
    file = before + b"\n" + there.replace("\n", ends).encode() + after
    fresh = renewed(file, made)
    assert fresh is not None
    begin, end = (f"<!-- dateline:{it} {one.article.id} -->".encode() for it in ("begin", "end"))
    assert fresh[: fresh.index(begin)] == file[: file.index(begin)]
    assert fresh[fresh.index(end) :] == file[file.index(end) :]
    inside = made[made.index("<!-- dateline:begin") : made.index("<!-- dateline:end")]
    assert fresh[fresh.index(begin) : fresh.index(end)] == inside.replace("\n", ends).encode()
    assert renewed(fresh, made) == fresh
    assert renewed(fresh, there) == file, "and back"


def test_a_region_that_is_not_whole_is_left_alone() -> None:
    (made,) = export("markdown", [record_of("AMMAN — One.")])[0].values()
    (other,) = export("markdown", [record_of("AMMAN — Two.")])[0].values()
    assert renewed(b"# mine\n", made) is None
    for there in (
        made + made,
        made.replace("dateline:end", "x"),
        made.replace("dateline:begin", "x"),
    ):
        with pytest.raises(BadRequest, match="not whole"):
            renewed(there.encode(), made)
    with pytest.raises(BadRequest, match="another article"):
        renewed(other.encode(), made)


def test_block_ids_stay_when_a_mark_comes_before() -> None:
    text = "AMMAN — One two three."
    first = record_of(text, highlights=[(12, 15, None)])
    (one,) = export("markdown", [first])[0].values()
    (block,) = re.findall(r"\^a-\w+$", one, re.MULTILINE)
    both = record_of(text, highlights=[(12, 15, None), (8, 11, "X")])
    (two,) = export("markdown", [both])[0].values()
    assert f"> two {block}" in two


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("[[link]] ![x](javascript:1)", r"\[\[link\]\] !\[x\](javascript:1)"),
        ("#tag $x$ %%c%% ==h== a::b", r"\#tag \$x\$ \%%c\%% \==h\== a\::b"),
        ("<script>&lt;", r"\<script\>\&lt;"),
        ("<!-- dateline:end 0 -->", r"\<!-- dateline:end 0 --\>"),
        ("1. x\n- y\n+ z", "1\\. x\n  \\- y\n  \\+ z"),
        ("~~x~~ `q` *b* _i_ | ^ \\", r"\~\~x\~\~ \`q\` \*b\* \_i\_ \| ^ \\"),
    ],
)
def test_a_note_in_markdown_is_only_text(text: str, escaped: str) -> None:
    record = record_of("AMMAN — A text.", on_article=[text])
    (made,) = export("markdown", [record])[0].values()
    assert f"- **Note:** {escaped}\n" in made


# -- the table ---------------------------------------------------------------------------------------


def test_two_labels_that_are_spelt_alike_stay_two() -> None:
    record = record_of("AMMAN — A text.", highlights=[(8, 9, "a b"), (10, 14, "a_b")])
    made, lost = export("brat", [record])
    types = re.findall(r"^T\d+\t(\S+) ", made[f"{record.article.id}.ann"], re.MULTILINE)
    assert types == ["a_b", "a_b_2"]
    assert lost["labels as spelt"] == 2
    assert "# a_b: a b\n" in made["annotation.conf"]


@pytest.mark.parametrize("sign", "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029")
def test_a_stretch_over_a_line_end_of_any_kind_goes_to_brat_in_fragments(sign: str) -> None:
    record = record_of(
        f"AMMAN — One {sign} two.", highlights=[(8, 18, "X")], notes=[(8, 18, sign + "x")]
    )
    made, _ = export("brat", [record])
    id = record.article.id
    read = bratreader.read(made[f"{id}.txt"].encode(), made[f"{id}.ann"].encode())
    (bound,) = read.bounds.values()
    assert bound.text == ("One   two." if sign == "\r" else "One two.")
    assert len(bound.spans) == (1 if sign == "\r" else 2)


def test_a_name_over_two_sentences_stays_out_of_the_columns_and_this_is_said() -> None:
    text = "AMMAN — One two.\nThree four."
    made, lost = export("conll", [record_of(text, highlights=[(12, 22, "X")])])
    assert "B-X" not in made[""]
    assert lost == {"annotations over several sentences": 1}


def test_a_mention_that_only_touches_a_highlight_goes_out() -> None:
    mentions = [
        Mention(8, 11, "ORG", "a"),
        Mention(14, 17, "ORG", "b"),
        Mention(12, 13, "GPE", "c"),
    ]
    record = record_of("AMMAN — OneTwoSix.", highlights=[(11, 14, None)], mentions=mentions)
    for name in ("jsonl", "doccano"):
        made, lost = export(name, [replace_status(record)])
        assert "One" in made[""]
        assert sum(lost.values()) == 1, name
    spans = json.loads(export("jsonl", [record])[0][""])["spans"]
    assert [(it["start"], it["end"]) for it in spans] == [(8, 11), (11, 14), (14, 17)]
    labels = json.loads(export("doccano", [replace_status(record)])[0][""])["label"]
    assert labels == [[8, 11, "ORG"], [11, 14, "HIGHLIGHT"], [14, 17, "ORG"]]


def replace_status(record: Record) -> Record:
    """The same with every mention accepted."""
    return replace(record, mentions=tuple(replace(it, status="accepted") for it in record.mentions))


def test_a_token_is_cut_where_a_name_ends_inside_it_and_this_is_said() -> None:
    mention = Mention(13, 18, "NORP", "norp:iraq")
    made, lost = export("conll", [record_of("AMMAN — then-Iraqi troops.", mentions=[mention])])
    assert "then- -X- -X- O\nIraqi -X- -X- B-NORP\n" in made[""]
    assert lost == {"tokens as they were: cut at the edge of a name": 1}


@pytest.mark.parametrize("name", sorted(EXPORTERS.keys() - {"xmi"}))
def test_no_article_is_a_valid_file_too(name: str) -> None:
    made, lost = export(name, [])
    assert not lost
    if "" in made and EXPORTERS[name].suffix in ("json", "jsonld"):
        json.loads(made[""])
