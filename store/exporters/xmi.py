"""UIMA CAS as XMI, for INCEpTION and other tools of UIMA; dkpro-cassis writes it.

Offsets are UTF-16 units, as UIMA wants; dkpro-cassis counts them. One file an article, and
`TypeSystem.xml` for all. Decided mentions are the NamedEntity of DKPro Core, sentences and tokens
are its Sentence and Token; id, title, tags and notes of the article are its MetaDataStringField.
What the reader marked is `custom.Mark` with `label`, `tags` (a line each), `note` and `kind`; a
project of INCEpTION has that layer once `TypeSystem.xml` was imported as layers. Suggested mentions
stay out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from cassis import Cas, TypeSystem
from cassis.typesystem import TYPE_NAME_ANNOTATION, TYPE_NAME_STRING

from ..entities import sentences, tokens
from .annotations import decided, marked, printable
from .format import File
from .record import Record

_CORE = "de.tudarmstadt.ukp.dkpro.core.api."
MARK = "custom.Mark"
SENTENCE = _CORE + "segmentation.type.Sentence"
TOKEN = _CORE + "segmentation.type.Token"
ENTITY = _CORE + "ner.type.NamedEntity"
FIELD = _CORE + "metadata.type.MetaDataStringField"
_TYPES = {
    SENTENCE: (),
    TOKEN: (),
    ENTITY: ("value",),
    FIELD: ("key", "value"),
    MARK: ("label", "tags", "note", "kind"),
}
"""The types that are used, with their features, all of which are strings."""


def files(records: Iterable[Record], lost: Counter[str]) -> Iterator[File]:
    """Make a file an article, and the type system; see `Format.files`."""
    types = TypeSystem()
    for name, features in _TYPES.items():
        made = types.create_type(name, supertypeName=TYPE_NAME_ANNOTATION)
        for feature in features:
            types.create_feature(made, feature, TYPE_NAME_STRING)
    for record in records:
        yield File(f"{record.article.id}.xmi", (_xmi(record, types, lost),))
    yield File("TypeSystem.xml", (types.to_xml(),), beside=True)


def _xmi(record: Record, types: TypeSystem, lost: Counter[str]) -> str:
    text = printable(record.article.text, lost)
    cas = Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = text, "text/plain"

    def add(name: str, start: int, end: int, **facts: str | None) -> None:
        said = {feature: printable(fact) for feature, fact in facts.items() if fact}
        cas.add(types.get_type(name)(begin=start, end=end, **said))

    for key, value in _fields(record):
        add(FIELD, 0, len(text), key=key, value=value)
    for start, end in sentences(text):
        add(SENTENCE, start, end)
    for token in tokens(text):
        add(TOKEN, token.start, token.end)
    for it in decided(record, lost):
        add(ENTITY, it.start, it.end, value=it.label)
    for it in marked(record):
        tags, note = "\n".join(it.tags), "\n\n".join(it.notes)
        add(MARK, it.start, it.end, label=it.label, tags=tags, note=note, kind=it.kind)
    return str(cas.to_xmi())


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    """What is said of the whole article."""
    yield "id", record.article.id
    yield "title", record.article.dispatch.head.title
    for tag in record.marks.tags:
        yield "tag", tag
    for note in record.marks.notes:
        if note.start is None:
            yield "note", note.text
