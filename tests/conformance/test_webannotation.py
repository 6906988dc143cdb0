"""PyLD expands the collection with W3C's terms, and W3C's own test suite checks the model's MUSTs.

No network: where W3C's context and schemas do not lie beside the project, the terms below stand in
for the context (the part of http://www.w3.org/ns/anno.jsonld that names what Dateline writes), and
the schemas are skipped.
"""

import json
from typing import Any

import pytest
from exported import SHIFTS, export, records, seed_record
from hypothesis import given, settings
from jsonschema import Draft4Validator
from pyld import jsonld
from referencing import Registry
from referencing.jsonschema import DRAFT4

from store.exporters import Record
from store.exporters.annotations import decided, marked, sound
from store.exporters.webannotation import CONTEXT
from support import DATA

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LINK, WORD = {"@type": "@id"}, {"@type": "@vocab"}
COUNT = {"@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"}
TERMS = {
    "oa": OA,
    "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"},
    **{
        name: OA + name
        for name in [
            "Annotation",
            "TextualBody",
            "SpecificResource",
            "TextQuoteSelector",
            "TextPositionSelector",
            "commenting",
            "describing",
            "highlighting",
            "tagging",
            "exact",
            "prefix",
            "suffix",
        ]
    },
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "body": {**LINK, "@id": OA + "hasBody"},
    "target": {**LINK, "@id": OA + "hasTarget"},
    "source": {**LINK, "@id": OA + "hasSource"},
    "selector": {**LINK, "@id": OA + "hasSelector"},
    "scope": {**LINK, "@id": OA + "hasScope"},
    "motivation": {**WORD, "@id": OA + "motivatedBy"},
    "purpose": {**WORD, "@id": OA + "hasPurpose"},
    "items": {**LINK, "@id": AS + "items", "@container": "@list"},
    "partOf": {**LINK, "@id": AS + "partOf"},
    "first": {**LINK, "@id": AS + "first"},
    "total": {**COUNT, "@id": AS + "totalItems"},
    "startIndex": {**COUNT, "@id": AS + "startIndex"},
    "start": {**COUNT, "@id": OA + "start"},
    "end": {**COUNT, "@id": OA + "end"},
    "format": "http://purl.org/dc/elements/1.1/format",
    "value": RDF + "value",
}

W3C = DATA / "formats" / "w3c-annotation-tests"
CONTEXT_FILE = DATA / "formats" / "anno.jsonld"


def demands() -> dict[str, list[Draft4Validator]]:
    """The W3C working group's own assertions that an annotation, collection or page must pass."""
    files = {
        it: json.loads(it.read_bytes()) for it in W3C.rglob("*.json") if "tools" not in it.parts
    }
    known = [(it["id"], DRAFT4.create_resource(it)) for it in files.values() if "id" in it]
    registry: Registry[Any] = Registry().with_resources(known)
    found: dict[str, list[Draft4Validator]] = {"annotation": [], "collection": [], "page": []}
    for path, schema in sorted(files.items()):
        if schema.get("assertionType") == "must":
            assert schema["expectedResult"] == "valid"
            kind = "page" if "pages" in path.parts else path.relative_to(W3C).parts[0].rstrip("s")
            of = kind if kind in found else "annotation"
            found[of].append(Draft4Validator(schema, registry=registry))
    return found


def load(address: str, _: Any) -> dict[str, Any]:
    assert address == CONTEXT, "only the one context is asked for"
    document = (
        json.loads(CONTEXT_FILE.read_bytes()) if CONTEXT_FILE.exists() else {"@context": TERMS}
    )
    return {"contextUrl": None, "documentUrl": address, "document": document}


def expanded(record: Record) -> list[dict[str, Any]]:
    """The annotations, every term a full address."""
    document = json.loads(export("webannotation", [record])[0][""])
    (collection,) = jsonld.expand(document, {"documentLoader": load})
    assert collection["@type"] == [AS + "OrderedCollection"]
    (page,) = collection[AS + "first"]
    (items,) = page[AS + "items"]
    assert collection[AS + "totalItems"] == [{**COUNT, "@value": len(items["@list"])}]
    return list(items["@list"])


def quotes(record: Record) -> list[str]:
    """What is annotated, by position, after it was seen to be what is quoted."""
    text, found = sound(record.article.text), []
    for item in expanded(record):
        assert item["@type"] == [OA + "Annotation"]
        assert item[OA + "motivatedBy"][0]["@id"].startswith(OA)
        (target,) = item[OA + "hasTarget"]
        assert target[OA + "hasSource"] == [{"@id": f"urn:dateline:{record.article.id}"}]
        facts = {
            name: value[0]["@value"]
            for selector in target.get(OA + "hasSelector", ())
            for name, value in selector.items()
            if name != "@type"
        }
        if facts:
            quote = text[facts[OA + "start"] : facts[OA + "end"]]
            assert quote == facts[OA + "exact"]
            found.append(quote)
    return found


def wanted(record: Record) -> list[str]:
    from collections import Counter

    text = sound(record.article.text)
    every = [*marked(record), *decided(record, Counter())]
    return [text[it.start : it.end] for it in every]


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_seed_expands_to_the_vocabulary(shift: str) -> None:
    record = seed_record(shift)
    assert sorted(quotes(record)) == sorted(wanted(record))
    triples = jsonld.to_rdf(
        json.loads(export("webannotation", [record])[0][""]), {"documentLoader": load}
    )
    assert len(triples["@default"]) > 10 * len(wanted(record))


@settings(max_examples=40)
@given(records())
def test_anything_expands_to_the_vocabulary(record: Record) -> None:
    assert sorted(quotes(record)) == sorted(wanted(record))


@pytest.mark.skipif(not CONTEXT_FILE.exists(), reason="W3C's context is not beside the project")
def test_the_terms_are_those_of_w3c() -> None:
    def expanded_with(terms: Any) -> Any:
        return jsonld.expand({**document, "@context": terms})

    document = json.loads(export("webannotation", [seed_record("shifted")])[0][""])
    theirs = json.loads(CONTEXT_FILE.read_bytes())["@context"]
    assert expanded_with(TERMS) == expanded_with(theirs)


@pytest.mark.skipif(not W3C.exists(), reason="W3C's schemas are not beside the project")
@pytest.mark.parametrize("shift", SHIFTS)
def test_every_must_of_w3c_holds(shift: str) -> None:
    document = json.loads(export("webannotation", [seed_record(shift)])[0][""])
    context = {"@context": document["@context"]}
    page = document["first"]
    things = {"collection": [document], "page": [context | page], "annotation": page["items"]}
    wanted = demands()
    assert {kind: len(them) > 9 for kind, them in wanted.items()} == dict.fromkeys(things, True)
    for kind, each in things.items():
        for thing in each:
            for demand in wanted[kind]:
                demand.validate(context | thing)
