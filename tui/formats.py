"""The formats that come in and go out, as the help of `dateline add` and `export` tells them."""

from store.exporters import EXPORTERS
from store.importers import IMPORTERS

OTHERS = {
    "names": "your own names, for `import`",
    "dump": "everything, undo steps included, for `import`",
    "tinydb": "everything, for a stock TinyDB",
}
"""What is written whole, and no form of some other tool's: what it is for."""


def inputs() -> str:
    """The formats that come in, a line each, for `dateline add --help`."""
    told = ["formats, told by a file's ending and its look:"]
    told += [f"  {name:<9} {it.does}  ({' '.join(it.suffixes)})" for name, it in IMPORTERS.items()]
    return "\n".join([*told, "  opml      a list of feeds to follow  (.opml)"])


def formats() -> str:
    """The formats, a line or two each, for `dateline export --help`."""
    told = ["formats:"]
    for name, it in EXPORTERS.items():
        facts = [f"offsets: {it.unit}", f"mentions: {it.mentions}"]
        facts += ["a folder"] if it.folder else ["a file an article"] if it.each else []
        facts += [f"extra {it.extra}"] if it.extra else []
        told += [f"  {name:<14} {it.purpose}", f"  {'':<14} ({'; '.join(facts)})"]
    told += [f"  {name:<14} {purpose}" for name, purpose in OTHERS.items()]
    return "\n".join(
        [
            *told,
            "",
            "Decided mentions are those that you accepted or marked yourself. What a format has no",
            "place for is counted on standard error. A file that is there is left alone but with",
            "--overwrite; one of markdown is renewed in its marked region only.",
        ]
    )
