"""Label Studio's own SDK checks each task against the configuration that goes with it."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from exported import SHIFTS, export, records, seed_record
from hypothesis import given, settings
from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

from store.article import Marks
from store.exporters import Record


def check(record: Record) -> None:
    made, _ = export("label-studio", [record])
    interface = LabelInterface(made["config.xml"])
    interface.validate()
    (task,) = json.loads(made[""])
    text = task["data"]["text"]
    assert interface.validate_task({"data": task["data"]})
    for annotation in task["annotations"]:
        assert interface.validate_annotation(annotation), annotation
    for prediction in task["predictions"]:
        assert interface.validate_prediction(prediction), prediction
    for made_by in (*task["annotations"], *task["predictions"]):
        for it in made_by["result"]:
            if it["type"] == "labels":
                assert text[it["value"]["start"] : it["value"]["end"]] == it["value"]["text"]


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_seed_is_taken(shift: str) -> None:
    check(seed_record(shift))


@settings(max_examples=60)
@given(records())
def test_anything_is_taken(record: Record) -> None:
    check(record)


@pytest.mark.parametrize("shift", SHIFTS)
def test_its_converter_finds_the_names_where_they_are(shift: str, tmp_path: Path) -> None:
    seed = seed_record(shift)
    decided = tuple(replace(it, status="accepted") for it in seed.mentions)
    made, _ = export("label-studio", [Record(seed.article, Marks(), decided)])
    (task,) = json.loads(made[""])
    task["id"] = task["annotations"][0]["id"] = task["annotations"][0]["completed_by"] = 1
    (tmp_path / "tasks.json").write_text(json.dumps([task]), "utf-8")
    converter = Converter(made["config.xml"], str(tmp_path), download_resources=False)
    out = tmp_path / "out"
    converter.convert_to_conll2003(str(tmp_path / "tasks.json"), str(out), is_dir=False)
    found: Counter[tuple[str, str]] = Counter()
    name = ("", "")
    for line in [*(out / "result.conll").read_text("utf-8").splitlines(), ""]:
        *words, tag = line.split() or ("", "O")
        if tag[:1] == "I":
            name = (name[0] + words[0], name[1])
            continue
        found[name] += 1
        name = (words[0], tag[2:]) if tag[:1] == "B" else ("", "")
    # It cuts words at blanks only, so that names with signs around them come out longer.
    for it in decided:
        before, after = seed.article.text[it.start - 1], seed.article.text[it.end]
        if before.isspace() and after.isspace():
            quote = "".join(seed.article.text[it.start : it.end].split())
            assert found[quote, it.label], quote
