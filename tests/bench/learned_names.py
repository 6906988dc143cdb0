"""What the reader's own names bring to the articles read after they were learned.

    python tests/bench/learned_names.py SET.jsonl.gz ... [--orders N] [--articles N] [--verbose]

A set is JSON lines, plain or gzipped: documents {"text", "spans": [[start, end, label], ...],
"covered"?: [[start, end], ...]}, or token lists {"sents": [[tokens, tags], ...]} with BIO tags, read
as text with one sentence a line, the tokens joined by blanks.

The articles are read in random orders. After each one the reader corrects names that were missed or
of the wrong type, and rejects what is no name; what passes the guard is learned for every article.
Each article is scored, before it is corrected, with the names learned so far and without any:
exact span and type, PERSON ORG LOC (with GPE and FAC) NORP.
"""

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from store.article import Name
from store.corrections import occurrences
from store.entities import recognise
from store.entities.guard import objection
from store.entities.own import OwnNames
from store.teaching import name_id

COARSE = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
    "NORP": "NORP",
}  # fmt: skip
Found = tuple[int, int, str]


class Gold(NamedTuple):
    """An article with its names: (start, end, coarse label); `covered` is what was annotated."""

    text: str
    names: frozenset[Found]
    covered: tuple[tuple[int, int], ...]


def read(path: Path) -> Iterator[Gold]:
    """The articles of a set."""
    data = path.read_bytes()
    text = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    for line in text.decode("utf-8").splitlines():
        doc = json.loads(line)
        yield _from_sentences(doc["sents"]) if "sents" in doc else _from_spans(doc)


def _from_spans(doc: dict) -> Gold:  # type: ignore[type-arg]
    names = _merged(doc["text"], [(a, b, COARSE.get(kind, "")) for a, b, kind in doc["spans"]])
    covered = doc.get("covered") or [[0, len(doc["text"])]]
    return Gold(doc["text"], names, tuple((a, b) for a, b in covered))


def _merged(text: str, spans: list[Found]) -> frozenset[Found]:
    """Without "the"; a country and the organisation straight after it are one name."""
    found: list[Found] = []
    for start, end, label in sorted(spans):
        if re.match(r"[Tt]he ", text[start:end]):
            start += 4
        last = found[-1] if found else (0, -9, "")
        if (label == "ORG" and last[2] == "LOC" and 0 < start - last[1] <= 1) or (
            label == "LOC"
            and last[2] == "ORG"
            and 0 < start - last[1] <= 1
            and (re.search(r"(?:of|for|the|’s|'s|in)$", text[last[0] : last[1]]))
        ):
            found[-1] = (last[0], end, "ORG")
        elif label:
            found.append((start, end, label))
    return frozenset(found)


def _from_sentences(sents: list[tuple[list[str], list[str]]]) -> Gold:
    text, names, at = "", set[Found](), 0
    for tokens, tags in sents:
        open_at, kind, end = -1, "", 0
        for token, tag in [*zip(tokens, tags, strict=True), ("", "O")]:
            if tag[:1] != "I" and open_at >= 0:
                names |= {(open_at, end, COARSE[kind])} if kind in COARSE else set()
                open_at = -1
            if tag[:1] == "B":
                open_at, kind = at, tag[2:]
            end, at = at + len(token), at + len(token) + 1
        text += " ".join(tokens) + "\n"
        at = len(text)
    return Gold(text, frozenset(names), ((0, len(text)),))


def recognised(gold: Gold, names: OwnNames) -> dict[tuple[int, int], tuple[str, str]]:
    """What is found where the article was annotated: bounds -> (coarse label, label)."""
    found = {}
    for it in recognise(gold.text, None, names):
        start = it.start + 4 * bool(re.match(r"[Tt]he ", gold.text[it.start : it.end]))
        coarse = COARSE.get(it.label)
        if coarse and any(a <= start and it.end <= b for a, b in gold.covered):
            found[start, it.end] = (coarse, it.label)
    return found


class Reader:
    """Reads one article after the other, and teaches what was wrong in each."""

    def __init__(self) -> None:
        self.learned: dict[str, Name] = {}
        self.said: dict[str, set[str | None]] = {}
        self.refused: dict[str, str] = {}
        self.read_texts: list[str] = []

    def correct(self, gold: Gold, found: dict[tuple[int, int], tuple[str, str]]) -> None:
        """Correct an article; what passes the guard is learned for every article."""
        self.read_texts.append(gold.text)
        right = {(a, b): label for a, b, label in gold.names}
        for (a, b), label in right.items():
            self.said.setdefault(gold.text[a:b], set()).add(label)
        for (a, b), (coarse, _) in found.items():
            touched = any(start < b and a < end for start, end in right)
            if (a, b) not in right and not touched:
                self._teach(gold.text[a:b], None)
            elif (a, b) in right and right[a, b] != coarse:
                self._teach(gold.text[a:b], right[a, b])
        for (a, b), label in right.items():
            if (a, b) not in found:
                self._teach(gold.text[a:b], label)

    def _teach(self, name: str, coarse: str | None) -> None:
        label = {"LOC": "GPE"}.get(coarse or "", coarse)
        name = " ".join(name.split())
        others = {{"LOC": "GPE"}.get(it or "", it) for it in self.said.get(name, ())}
        self.said.setdefault(name, set()).add(coarse)
        small = name.lower()
        seen_small = " " not in name and any(
            small in text and any(occurrences(text, small)) for text in self.read_texts
        )
        against = objection(name, label, others, seen_small)
        id = name_id(name)
        if against:
            self.refused[name] = against.why
        else:
            self.learned[id] = Name(name, label)
        if others - {label} and id in self.learned:
            del self.learned[id]  # two types: the reader is told, and takes it back


@cache
def unaided(gold: Gold) -> dict[tuple[int, int], tuple[str, str]]:
    """What is found without any names of the reader's."""
    return recognised(gold, OwnNames())


def f1(right: int, found: int, wanted: int) -> float:
    """F1 in percent."""
    return 200 * right / max(1, found + wanted)


def run(articles: list[Gold], seed: int, verbose: bool) -> tuple[float, float, int, int]:
    """Read the articles in one order; F1 without and with names, names learned and refused."""
    order = articles[:]
    random.Random(seed).shuffle(order)
    reader = Reader()
    counts = {"off": [0, 0, 0], "on": [0, 0, 0]}
    blame: dict[str, int] = {}
    for gold in order:
        own = OwnNames(reader.learned.values())
        before = unaided(gold)
        after = recognised(gold, own) if own.stamp(gold.text) else before
        for key, found in (("off", before), ("on", after)):
            got = {(a, b, coarse) for (a, b), (coarse, _) in found.items()}
            mine = counts[key]
            mine[0] += len(got & gold.names)
            mine[1] += len(got)
            mine[2] += len(gold.names)
        if verbose:
            _blame(gold, before, after, blame)
        reader.correct(gold, after)
    if verbose:
        for change in sorted(blame, key=lambda it: blame[it])[:40]:
            print(f"    {blame[change]:+d} {change}")
    return f1(*counts["off"]), f1(*counts["on"]), len(reader.learned), len(reader.refused)


def _blame(
    gold: Gold,
    before: dict[tuple[int, int], tuple[str, str]],
    after: dict[tuple[int, int], tuple[str, str]],
    blame: dict[str, int],
) -> None:
    """Count for each changed mention what it gained or lost."""
    for place in before.keys() | after.keys():
        was, now = before.get(place, ("-",))[0], after.get(place, ("-",))[0]
        if was != now:
            gain = ((*place, now) in gold.names) - ((*place, was) in gold.names)
            gain += ((was != "-") - (now != "-")) * (gain == 0)
            what = f"{gold.text[slice(*place)]!r} {was} > {now}"
            blame[what] = blame.get(what, 0) + gain


def main() -> int:
    """Print a line a set and order."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--orders", type=int, default=3)
    parser.add_argument("--articles", type=int, default=150, help="of each set, spread evenly")
    parser.add_argument("--verbose", action="store_true", help="what helped least")
    args = parser.parse_args()
    worst = 100.0
    print(f"{'set':<24}{'order':>6}{'off':>8}{'on':>8}{'gain':>7}{'learned':>9}{'refused':>9}")
    for path in args.sets:
        articles = list(read(path))
        articles = articles[:: max(1, len(articles) // args.articles)][: args.articles]
        for seed in range(args.orders):
            off, on, learned, refused = run(articles, seed, args.verbose)
            worst = min(worst, on - off)
            name = path.name.partition(".")[0]
            print(
                f"{name:<24}{seed:>6}{off:>8.2f}{on:>8.2f}{on - off:>+7.2f}{learned:>9}{refused:>9}",
                flush=True,
            )
    return 0 if worst >= 0 else 1


if __name__ == "__main__":
    sys.exit(main())
