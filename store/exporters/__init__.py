"""Getting articles and marks out: one module a format that some other tool reads.

    Record: an article with all that is known of it
      -> annotations: what goes out of it as stretches, one list for all formats
      -> FORMAT.files(records, lost): files, as pieces of text; `lost` says what found no place

Offsets are code points of the text as it came, end exclusive, but where `unit` says otherwise. A
lone surrogate and NUL, which few tools take, are written as U+FFFD, one for one, and counted.

`EXPORTERS` maps a format's name to what it is; the command line, its help and the documentation
read this table.
"""

from typing import TYPE_CHECKING, Any

from .format import File, Format

if TYPE_CHECKING:
    from .record import Record

__all__ = ["EXPORTERS", "File", "Format", "Record"]

_POINTS, _NONE = "code points", "none"

EXPORTERS: dict[str, Format] = {
    "jsonl": Format(
        "spaCy and Prodigy: text, spans and notes, a line an article",
        "jsonl", _POINTS, "all", "jsonl",
    ),
    "doccano": Format(
        "doccano, sequence labelling: a line an article, no overlaps",
        "jsonl", _POINTS, "decided", "doccano",
    ),
    "label-studio": Format(
        "Label Studio: decisions as annotations, the rest predictions",
        "json", _POINTS, "all", "label_studio",
    ),
    "brat": Format(
        "brat standoff: .txt, .ann and annotation.conf in a folder",
        "ann", _POINTS, "all", "brat", each=True, folder=True,
    ),
    "conll": Format(
        "training of taggers: CoNLL-2003 columns in IOB2, no overlaps",
        "conll", "none (tokens)", "all", "conll",
    ),
    "webannotation": Format(
        "W3C Web Annotation: one collection in JSON-LD",
        "jsonld", _POINTS, "decided", "webannotation",
    ),
    "xmi": Format(
        "UIMA CAS XMI, for INCEpTION",
        "xmi", "UTF-16 units", "decided", "xmi", each=True, extra="cas",
    ),
    "markdown": Format(
        "Obsidian and Readwise: quotes and notes, in a region of ours",
        "md", _NONE, "none", "markdown", each=True, renews=True,
    ),
    "csv": Format(
        "spreadsheets, Readwise: a row a highlight, note or name",
        "csv", _POINTS, "decided", "spreadsheet",
    ),
    "csl": Format(
        "citing the articles: CSL-JSON, for Zotero and pandoc",
        "json", _NONE, "none", "csl",
    ),
    "bibtex": Format(
        "citing the articles: BibTeX and biblatex",
        "bib", _NONE, "none", "bibtex",
    ),
}  # fmt: skip
"""Format -> what it is for, and how it is made."""


def __getattr__(name: str) -> Any:
    """`Record`, which needs the recogniser's modules, is loaded when it is asked for."""
    if name != "Record":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .record import Record

    return Record
