"""doccano's import, as a schema: its labels are [start, end, label] with a label of a letter or more."""

import json

import jsonschema
import pytest
from exported import SHIFTS, export, records, seed_record
from hypothesis import given, settings

from store.exporters import Record

SCHEMA = {
    "type": "object",
    "properties": {
        "text": {"type": "string", "minLength": 1},
        "label": {
            "type": "array",
            "items": {
                "prefixItems": [
                    {"type": "integer", "minimum": 0},
                    {"type": "integer", "minimum": 1},
                    {"type": "string", "minLength": 1},
                ],
                "minItems": 3,
                "maxItems": 3,
            },
        },
        "Comments": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["text", "label"],
}


def check(record: Record) -> None:
    line = json.loads(export("doccano", [record])[0][""])
    jsonschema.Draft202012Validator(SCHEMA).validate(line)
    for start, end, _ in line["label"]:
        assert start < end <= len(line["text"])


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_seed_is_taken(shift: str) -> None:
    check(seed_record(shift))


@settings(max_examples=100)
@given(records())
def test_anything_is_taken(record: Record) -> None:
    check(record)
