"""bibtexparser and citeproc read the citations; a style prints them."""

import json
import re

import bibtexparser
import jsonschema
import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from exported import SHIFTS, export, record_of, records, seed_record
from hypothesis import given, settings

from store.exporters import Record
from store.exporters.citation import DERIVED
from support import DATA

SCHEMA = DATA / "formats" / "csl-data.json"
STYLE = "harvard-cite-them-right"


def entries(text: str) -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert not [it for it in library.blocks if it not in library.entries], "only entries"
    return {it.key: {f.key: f.value for f in it.fields} for it in library.entries}


@pytest.mark.parametrize("shift", SHIFTS)
def test_bibtexparser_reads_the_entry(shift: str) -> None:
    record = seed_record(shift)
    (entry,) = entries(export("bibtex", [record])[0][""]).values()
    head = record.article.dispatch.head
    assert entry["title"].strip("{}") == head.title + DERIVED * head.title_derived
    assert entry["keywords"] == "iraq, follow up"
    assert entry["annote"] == "of the whole"
    if head.published:
        assert entry["date"] == head.published[:10]
        assert entry["year"] == head.published[:4]
        assert entry["month"] in ("7", "jul", "07")


@settings(max_examples=60)
@given(records())
def test_bibtexparser_reads_an_entry_of_anything(record: Record) -> None:
    found = entries(export("bibtex", [record, record_of("AMMAN — A text.")])[0][""])
    assert set(found) == {
        f"dateline-{record.article.id}",
        f"dateline-{record_of('AMMAN — A text.').article.id}",
    }


def printed(text: str) -> list[str]:
    items = json.loads(text)
    source = CiteProcJSON(items)
    style = CitationStylesStyle(STYLE, validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return [str(line) for line in bibliography.bibliography()]


@pytest.mark.parametrize("shift", SHIFTS)
def test_citeproc_prints_the_item(shift: str) -> None:
    record = seed_record(shift)
    head = record.article.dispatch.head
    (line,) = printed(export("csl", [record])[0][""])
    assert (
        re.sub(r"\W+", "", head.title.rstrip("…")).casefold() in re.sub(r"\W+", "", line).casefold()
    )
    if head.published:
        assert head.published[:4] in line


@settings(max_examples=40)
@given(records())
def test_citeproc_prints_an_item_of_anything(record: Record) -> None:
    assert len(printed(export("csl", [record])[0][""])) == 1


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of CSL is not beside the project")
@settings(max_examples=40)
@given(records())
def test_items_hold_to_the_schema_of_csl(record: Record) -> None:
    items = json.loads(export("csl", [record, seed_record("shifted")])[0][""])
    assert len(items) == 2
    jsonschema.validate(items, json.loads(SCHEMA.read_bytes()))
