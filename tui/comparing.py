"""`dateline compare`: how far two readers agree, and settling where they do not."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from store.agreement import TABLES, Agreement, Disagreement, Labelled, disagreements, labelled
from store.errors import BadRequest, NotFound, Refusal
from store.library import Library
from store.reading_marks import MarksFile
from store.settings import library_path
from store.visible import json_line, one_line

from .opening import open_library


class Compared:
    """Two readers' marks over the same articles.

    Args:
        one: a library, a `marks.jsonl` or a dump.
        other: likewise.
        library: where texts are that lie beside neither; need not be there.
        everything: whether articles are compared that only one of them has marked.

    Attributes:
        said: article -> its text, and what each reader labelled there.
        left_out: how many articles only one of them has marked.
        textless: how many have no text anywhere.

    Raises:
        BadRequest: when one of them cannot be read.
    """

    def __init__(self, one: Path, other: Path, library: Path, everything: bool) -> None:
        try:
            sides = MarksFile(one), MarksFile(other)
        except Refusal as refusal:
            raise BadRequest(str(refusal)) from refusal
        self.damaged = sum(side.damaged for side in sides)
        first, second = (side.articles(TABLES) for side in sides)
        wanted = first | second if everything else first & second
        self.left_out = len(first ^ second) if not everything else 0
        texts: dict[str, str] = {}
        for side in sides:
            texts |= side.texts(wanted - texts.keys())
        if missing := wanted - texts.keys():
            texts |= _texts(library, missing)
        self.textless = len(wanted - texts.keys())
        self.said: dict[str, tuple[str, list[Labelled], list[Labelled]]] = {
            id: (texts[id], *(labelled(texts[id], side.of(id)) for side in sides))  # type: ignore[misc]
            for id in sorted(wanted & texts.keys())
        }

    @property
    def agreement(self) -> Agreement:
        """The figures."""
        agreement = Agreement()
        for text, one, other in self.said.values():
            agreement.add(text, one, other)
        return agreement

    def disagreements(self) -> Iterator[Disagreement]:
        """The places where they differ, article by article."""
        for id, (_, one, other) in self.said.items():
            yield from disagreements(id, one, other)


def _texts(path: Path, wanted: set[str]) -> dict[str, str]:
    if not (path / "library.json").exists():
        return {}
    found = {}
    with Library.open(path) as library:
        for id in wanted:
            try:
                found[id] = library.article(id).text
            except NotFound:
                continue
    return found


def compare(args: argparse.Namespace) -> int:
    """`dateline compare`."""
    compared = Compared(args.one, args.other, library_path(args.library), args.all)
    agreement = compared.agreement
    if args.json:
        print(json_line(_as_json(agreement, compared)))
    else:
        _print(agreement)
        for line in _told(compared, agreement):
            print(line, file=sys.stderr)
    return _settle(args, compared) if args.settle else 0


def _as_json(agreement: Agreement, compared: Compared) -> dict[str, object]:
    rows = {
        label or "all": {
            "a": it.one, "b": it.other, "both": it.exact,
            "exact_f1": it.exact_f1, "overlap_f1": it.overlap_f1,
        }
        for label, it in sorted(agreement.labels.items())
    }  # fmt: skip
    return {
        "articles": agreement.articles,
        "left_out": compared.left_out,
        "without_text": compared.textless,
        "labels": rows,
        "kappa_labelled_tokens": agreement.kappa(labelled=True),
        "kappa_all_tokens": agreement.kappa(labelled=False),
        "disagreements": sum(1 for _ in compared.disagreements()),
    }


def _print(agreement: Agreement) -> None:
    """One row a label; columns of blanks, which a pipe can part too."""
    print(f"{'label':<14} {'A':>7} {'B':>7} {'both':>7} {'exact F1':>9} {'overlap F1':>11}")
    for label, it in sorted(agreement.labels.items(), key=lambda row: (row[0] == "", row[0])):
        name = one_line(label or "all")[:14]
        counts = f"{it.one:>7,} {it.other:>7,} {it.exact:>7,}"
        print(f"{name:<14} {counts} {_share(it.exact_f1):>9} {_share(it.overlap_f1):>11}")
    print(f"Cohen's kappa, tokens that either labelled: {_share(agreement.kappa(labelled=True))}")
    print(f"Cohen's kappa, all tokens: {_share(agreement.kappa(labelled=False))}")


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _told(compared: Compared, agreement: Agreement) -> Iterator[str]:
    yield f"{agreement.articles:,} articles compared"
    if compared.left_out:
        yield f"{compared.left_out:,} articles that only one has marked are left out (--all)"
    if compared.textless:
        yield f"{compared.textless:,} articles have no text here: --library says where it is"
    if compared.damaged:
        yield f"{compared.damaged:,} lines were not understood"
    if not agreement.labels:
        yield "neither has labelled anything in the same article: there is nothing to compare"


def _settle(args: argparse.Namespace, compared: Compared) -> int:
    from .app import run
    from .settler import settler_of
    from .verbs import need_a_terminal

    need_a_terminal()
    with open_library(args) as library:
        places = [it for it in compared.disagreements() if _is_there(library, it.article)]
        if not places:
            print("there is no disagreement to settle in this library", file=sys.stderr)
            return 0
        names = (args.one.name or "A", args.other.name or "B")
        ending = run(library, theme=args.theme, mouse=not args.no_mouse,
                     screen=settler_of(places, names))  # fmt: skip
    return 0 if ending.well else 2


def _is_there(library: Library, id: str) -> bool:
    return library.catalogue.number(id) is not None
