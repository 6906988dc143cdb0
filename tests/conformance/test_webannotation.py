"""PyLD expands the collection with W3C's terms, and JSON Schema checks the model's MUSTs.

No network: the context below is the part of http://www.w3.org/ns/anno.jsonld (Web Annotation
Vocabulary, appendix A) that names the terms that Dateline writes, and the schema holds the
requirements of the Web Annotation Data Model (sections 3.1, 3.2, 4.2.4, 4.2.5) for them.
"""

import json
from typing import Any

import jsonschema
import pytest
from exported import SHIFTS, export, records, seed_record
from hypothesis import given, settings
from pyld import jsonld

from store.exporters import Record
from store.exporters.annotations import decided, marked, sound
from store.exporters.webannotation import CONTEXT

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LINK, WORD = {"@type": "@id"}, {"@type": "@vocab"}
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
            "start",
            "end",
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
    "total": AS + "totalItems",
    "startIndex": AS + "startIndex",
    "format": "http://purl.org/dc/elements/1.1/format",
    "value": RDF + "value",
}

COUNT = {"type": "integer", "minimum": 0}
IRI = {"type": "string", "format": "iri", "pattern": '^[a-z][a-z0-9+.-]*:[^\\s<>"{}|\\\\^`]+$'}
QUOTE = {
    "properties": {
        "type": {"const": "TextQuoteSelector"},
        **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
    },
    "required": ["type", "exact"],
}
PLACE = {
    "properties": {"type": {"const": "TextPositionSelector"}, "start": COUNT, "end": COUNT},
    "required": ["type", "start", "end"],
}
MOTIVATION = {"enum": ["highlighting", "commenting", "tagging", "describing"]}
BODY = {
    "properties": {
        "type": {"const": "TextualBody"},
        "value": {"type": "string"},
        "purpose": MOTIVATION,
    },
    "required": ["type", "value", "purpose"],
}
ANNOTATION = {
    "type": "object",
    "properties": {
        "id": IRI,
        "type": {"const": "Annotation"},
        "motivation": MOTIVATION,
        "body": {"type": "array", "minItems": 1, "items": BODY},
        "target": {
            "type": "object",
            "properties": {
                "source": IRI,
                "scope": IRI,
                "selector": {"type": "array", "minItems": 1, "items": {"oneOf": [QUOTE, PLACE]}},
            },
            "required": ["source"],
        },
    },
    "required": ["id", "type", "target"],
}
SCHEMA = {
    "type": "object",
    "properties": {
        "@context": {"const": CONTEXT},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "total": COUNT,
        "first": {
            "type": "object",
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": IRI,
                "startIndex": COUNT,
                "items": {"type": "array", "items": ANNOTATION},
            },
            "required": ["id", "type", "partOf", "items"],
        },
    },
    "required": ["@context", "id", "type", "first", "total"],
}


def load(address: str, _: Any) -> dict[str, Any]:
    assert address == CONTEXT, "only the one context is asked for"
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": TERMS}}


def expanded(record: Record) -> list[dict[str, Any]]:
    """The annotations, every term a full address."""
    document = json.loads(export("webannotation", [record])[0][""])
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    (collection,) = jsonld.expand(document, {"documentLoader": load})
    assert collection["@type"] == [AS + "OrderedCollection"]
    (page,) = collection[AS + "first"]
    (items,) = page[AS + "items"]
    assert collection[AS + "totalItems"] == [{"@value": len(items["@list"])}]
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
