"""dkpro-cassis reads the XMI back; a plain XML parser that counts UTF-16 units agrees."""

from collections import Counter
from io import BytesIO
from xml.etree import ElementTree

import cassis
import pytest
from exported import SHIFTS, export, records, seed_record
from hypothesis import given, settings

from store.exporters import Record
from store.exporters.annotations import decided, marked, printable
from store.exporters.xmi import ENTITY, FIELD, MARK, SENTENCE, TOKEN


def check(record: Record) -> cassis.Cas:
    made, _ = export("xmi", [record])
    types = cassis.load_typesystem(BytesIO(made["TypeSystem.xml"].encode()))
    xmi = BytesIO(made[f"{record.article.id}.xmi"].encode())
    cas = cassis.load_cas_from_xmi(xmi, typesystem=types)
    text = printable(record.article.text)
    assert cas.sofa_string == text
    names = decided(record, Counter())
    assert sorted((it.get_covered_text(), it.value) for it in cas.select(ENTITY)) == sorted(
        (text[it.start : it.end], printable(it.shown_label)) for it in names
    )
    assert sorted(it.get_covered_text() for it in cas.select(MARK)) == sorted(
        text[it.start : it.end] for it in marked(record)
    )
    root = ElementTree.fromstring(made[f"{record.article.id}.xmi"].encode())
    units = text.encode("utf-16-le")
    quotes = Counter(text[it.start : it.end] for it in (*names, *marked(record)))
    raw: Counter[str] = Counter()
    for element in root:
        if element.tag.rpartition("}")[2] in ("NamedEntity", "Mark"):
            begin, end = int(element.attrib["begin"]), int(element.attrib["end"])
            raw[units[2 * begin : 2 * end].decode("utf-16-le")] += 1
    assert raw == quotes
    return cas


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_seed_is_read_back(shift: str) -> None:
    cas = check(seed_record(shift))
    (weapon,) = [it for it in cas.select(MARK) if it.label == "WEAPON OF WAR"]
    assert weapon.get_covered_text() == "joint operation"
    assert weapon.tags == "to check\nir#aq"
    (noted,) = [it for it in cas.select(MARK) if it.kind == "note"]
    assert noted.note == '=two\nlines, «quoted» "so"'
    fields = {(it.key, it.value) for it in cas.select(FIELD)}
    assert {("tag", "follow up"), ("note", "of the whole")} <= fields
    words = [it.get_covered_text() for it in cas.select(TOKEN)]
    assert words[-1] == cas.sofa_string.rstrip()[-1]
    assert all(it.get_covered_text().strip() for it in cas.select(SENTENCE))


@settings(max_examples=60)
@given(records())
def test_anything_is_read_back(record: Record) -> None:
    check(record)


def test_two_articles_share_no_annotations() -> None:
    one, two = (seed_record(shift) for shift in SHIFTS)
    made, _ = export("xmi", [one, two])
    alone, _ = export("xmi", [two])
    assert made[f"{two.article.id}.xmi"] == alone[f"{two.article.id}.xmi"]
