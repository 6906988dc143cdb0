"""`dateline compare`: how far two readers agree over the same articles, and what not in."""

import argparse
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from store.comparing import Comparison, compare
from store.comparing.agreement import Figures
from store.comparing.readers import Reader, read
from store.log.line import Doc
from store.settings import library_path
from store.visible import json_line, one_line

_HEAD = (
    *("A", "B", "exact", "overlap", "exact-F1", "overlap-F1", "kappa-labelled", "kappa-all"),
    "of",
)
"""What the columns are; the last is a label, `all labels`, or an article."""
_ALL = "all labels"


def compare_two(args: argparse.Namespace) -> int:
    """`dateline compare`."""
    a, b = read(args.a), read(args.b)
    for notice in dict.fromkeys((*a.notices, *b.notices)):
        _say(notice)
    found = compare(a, b, [_texts(args)], args.all)
    if args.json:
        print(json_line(as_json(found, a, b, args.by_article)))
    else:
        _print(found, args.by_article)
    narrate(found, args.all)
    return _settle(args, found, (a, b)) if args.settle else 0


def _settle(args: argparse.Namespace, found: Comparison, readers: tuple[Reader, Reader]) -> int:
    """Step through the disagreements, in the library that is chosen."""
    from ..app import run
    from ..settler import Place, settler_of
    from . import need_a_terminal
    from .opening import open_library

    need_a_terminal()
    with open_library(args) as library:
        places = [
            Place(it.id, at)
            for it in found.articles
            if library.catalogue.number(it.id) is not None
            for at in it.disagreements
        ]
        if not places:
            _say("there is no disagreement to settle in this library")
            return 0
        a, b = (reader.path.name for reader in readers)
        screen = settler_of(places, (a or "A", b or "B"))
        ending = run(library, theme=args.theme, mouse=not args.no_mouse, screen=screen)
    return 0 if ending.well else 2


def _texts(args: argparse.Namespace) -> Any:
    """What looks for texts in the library, without opening it: that would write there."""

    def find(wanted: Iterable[str]) -> Mapping[str, Doc]:
        path, wanted = library_path(args.library), set(wanted)
        if not wanted or not os.path.lexists(path / "articles.jsonl"):
            return {}
        return read(path).texts(wanted)

    return find


def narrate(found: Comparison, everything: bool) -> None:
    """Say on standard error what the figures do not hold, and where there are none."""
    said = [
        f"{count} opened or marked by {who} only"
        for count, who in ((found.only_a, "A"), (found.only_b, "B"))
        if count
    ]
    if said:
        how = "counted too" if everything else "left out (--all counts them)"
        _say(f"articles {', '.join(said)}: {how}")
    if found.without_text:
        _say(
            f"articles without a text, left out: {found.without_text}; "
            "--library names the library that has them"
        )
    if not found.articles:
        _say("there is nothing to compare: no article was opened or marked by both")
    elif not found.labels.labels and not found.highlights.labels:
        _say(f"no label and no highlight in {_articles(len(found.articles))}: no figures")
    else:
        places = found.disagreements
        said_so = f"{places} place{'s' * (places != 1)}" if places else "no place"
        _say(f"{_articles(len(found.articles))} compared; the two differ in {said_so}")


def _articles(count: int) -> str:
    return f"{count:,} article{'s' * (count != 1)}"


def _say(line: str) -> None:
    print(f"dateline: {one_line(line)}", file=sys.stderr)


# -- printing --------------------------------------------------------------------------------------


def as_json(found: Comparison, a: Reader, b: Reader, by_article: bool) -> dict[str, Any]:
    """All of it as one JSON object; figures that cannot be had are null."""
    whole: dict[str, Any] = {
        "a": str(a.path),
        "b": str(b.path),
        "articles": {
            "compared": len(found.articles),
            "only_a": found.only_a,
            "only_b": found.only_b,
            "without_text": found.without_text,
        },
        "disagreements": found.disagreements,
        "all": _figures(found.total),
        "labels": [{"label": it.label, **_figures(it)} for it in found.rows],
    }
    if by_article:
        whole["by_article"] = [
            {
                "id": it.id,
                "title": it.title,
                "disagreements": len(it.disagreements),
                **_figures(it.figures),
            }
            for it in found.articles
        ]
    return whole


def _figures(it: Figures) -> dict[str, Any]:
    return {name: value for name, value in asdict(it).items() if name != "label"}


def _print(found: Comparison, by_article: bool) -> None:
    if not found.labels.labels and not found.highlights.labels:
        return
    rows = [_cells(it, it.label) for it in found.rows]
    if found.labels.labels:
        rows.insert(0, _cells(found.total, _ALL))
    if by_article:
        rows += [_cells(it.figures, f"{it.id}  {it.title}") for it in found.articles]
    if sys.stdout.isatty():
        _print_table(rows)
        return
    widths = [max(len(name), 5) for name in _HEAD[:-1]]
    for row in [_HEAD, *rows]:
        numbers = (f"{cell:>{width}}" for cell, width in zip(row, widths, strict=False))
        print("  ".join([*numbers, row[-1]]))


def _cells(it: Figures, of: str) -> tuple[str, ...]:
    shares = (it.exact_f1, it.overlap_f1, it.kappa_labelled, it.kappa_all)
    told = ("-" if share is None else f"{share:.3f}" for share in shares)
    return (*map(str, (it.a, it.b, it.exact, it.overlap)), *told, one_line(of))


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in _HEAD[:-1]:
        table.add_column(Text(name.replace("-", "\n")), justify="right", vertical="bottom")
    table.add_column(Text(_HEAD[-1]), overflow="ellipsis", no_wrap=True)
    for row in rows:
        style = "bold" if row[-1] == _ALL else ""
        table.add_row(*(Text(cell, style=style) for cell in row))
    Console(highlight=False, markup=False, emoji=False).print(table)
