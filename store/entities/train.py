"""Train the tagger. Not needed at run time; needs the extra "train" (python-crfsuite).

    python -m store.entities.train DATA [OUT]

DATA holds the annotated sets of `SOURCES`, one document a line: ``{"doc", "sents": [[tokens,
tags]]}`` with the tags B-/I- PER, ORG, LOC, NORP, MISC and O. Writes OUT (`data/tagger.bin` as
shipped), the same bytes whenever the inputs, the word lists and the versions are the same, and
prints what it used.

The rules' proposals are attributes, and the rules read lists that `build_lists` counted in these
very sets; a name would always be on a list in training and seldom later. So each of `FOLDS` parts
of the documents is looked at with lists that were counted in the other parts only.

Weights: the averaged structured perceptron (Collins, EMNLP 2002) of Okazaki's CRFsuite, which did
better here than the likelihood (L-BFGS). What it learns hangs on the order of the sentences, so
the weights of `ORDERS` orders are averaged; then they are rounded, and what is small left out.
"""

import ctypes
import hashlib
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from . import wordlists
from .build_lists import Sentence, read_documents, write_lists
from .features import attributes
from .runs import sentence
from .tagger import FILE
from .tokens import tokens
from .weights import Row, save

Pair = tuple[str, str]
Learned = tuple[dict[Pair, float], dict[Pair, float]]
"""Weights of (attribute, label), and of (label, next label)."""
Example = tuple[Any, list[str]]
"""A sentence's attributes as CRFsuite holds them, and its tags."""

SOURCES = {
    "crossner": "ff4bbe0df2aef6c4a83702ad7dd75b3d8643c38636ea1481235e39949e84252c",
    "docred": "2bcc480548fa8d686349b942c5499622bf8be62175b4a37e2eacf04600b0b542",
    "ewt": "f5d082cd331943c4298492cd4414bbc6b882d4d9cf4fe2a250ff33b8093f8d0a",
    "gmb": "3a66554c29af11e4ca84a331937aca487c5af8bad32780d48451a31deb15a115",
    "gum": "84e2fa6ca0f33dc74c967e6c197d200a16cc4bfc4a79df42034fcc3dc5729a84",
    "pud": "81724114a7d978222160d7d9e7ffe9fba47b75e6090fceeb38fd4ed6fa58fa85",
    "wikigold": "b5e90c1700982b14c13d98166386b6d2e1326478a3c3074091f4fb9821658de8",
}
"""The sets, with the SHA-256 of their files: what the shipped weights were trained on."""

LABELS = (
    "O",
    *(f"{part}-{label}" for label in ("PER", "ORG", "LOC", "NORP", "MISC") for part in "BI"),
)
SETTINGS = {"max_iterations": 10, "feature.possible_transitions": True, "feature.minfreq": 2}
ORDERS = 3
FOLDS = 4
SCALE = 20
"""Steps in one unit of weight."""
SMALLEST = 0.3
"""Weight below which a weight is left out."""

_LONGEST_COPY = 25
"""Words of the longest sentence of which a copy in capitals is made."""


def main() -> None:
    """Train on the folder named first; write the file named second."""
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else FILE
    examples = look_at(list(numbered(Path(sys.argv[1]))))
    rows, steps = averaged([train(examples, order) for order in range(ORDERS)])
    count = sum(len(labels) for _, labels in examples)
    facts = {
        "labels": LABELS, "scale": SCALE, "sources": SOURCES, "words": count, "orders": ORDERS,
        "settings": SETTINGS, "crfsuite": version("python-crfsuite"),
    }  # fmt: skip
    save(out, facts, rows, steps)
    print(f"{count} words, {len(rows)} attributes, {out.stat().st_size} bytes")
    print(f"sha256 {hashlib.sha256(out.read_bytes()).hexdigest()}")


def numbered(data: Path) -> Iterator[tuple[int, list[Sentence]]]:
    """Give the documents of all sets, each with the number of its part.

    Raises:
        SystemExit: when a set is not the one that is named in `SOURCES`.
    """
    for name, known in SOURCES.items():
        file = data / f"{name}.jsonl.gz"
        if hashlib.sha256(file.read_bytes()).hexdigest() != known:
            raise SystemExit(f"{file}: not the set that SOURCES names; its SHA-256 differs")
        for number, document in enumerate(read_documents(file)):
            yield number % FOLDS, document


def look_at(documents: list[tuple[int, list[Sentence]]]) -> list[Example]:
    """Give the attributes and tags of all sentences, each part seen with the others' lists."""
    items: Any = import_module("pycrfsuite").ItemSequence
    examples: list[Example] = []
    with tempfile.TemporaryDirectory() as scratch:
        for fold in range(FOLDS):
            others = (one for part, document in documents if part != fold for one in document)
            write_lists(others, Path(scratch))
            mine = (one for part, document in documents if part == fold for one in document)
            with wordlists.counted_in(Path(scratch)):
                for copy in (copy for one in mine for copy in copies(one)):
                    seen, labels = aligned(*copy)
                    if labels:
                        examples.append((items(seen), labels))
    return examples


def train(examples: list[Example], order: int) -> Learned:
    """Train on the examples in one of many orders; give the weights of attributes and of steps."""
    crfsuite: Any = import_module("pycrfsuite")
    trainer = crfsuite.Trainer(algorithm="ap", params=SETTINGS, verbose=False)
    for seen, labels in examples:
        trainer.append(seen, labels)
    ctypes.CDLL(None).srand(order + 1)  # CRFsuite shuffles with the C library's rand()
    with tempfile.TemporaryDirectory() as scratch:
        model = str(Path(scratch) / "model")
        trainer.train(model)
        tagger = crfsuite.Tagger()
        tagger.open(model)
        learned = tagger.info()
    return learned.state_features, learned.transitions


def copies(one: Sentence) -> Iterator[Sentence]:
    """Give a sentence, and now and then the same as a headline: all capitals, or Each Word So."""
    words, tags = one
    yield one
    chance = hashlib.sha256(" ".join(words).encode()).digest()[0]
    if len(words) <= _LONGEST_COPY and chance < 16:
        yield [word.upper() for word in words], tags
    elif len(words) <= _LONGEST_COPY and chance < 26:
        yield [_capitalised(word) for word in words], tags


def _capitalised(word: str) -> str:
    return word.capitalize() if word.islower() and len(word) > 3 else word


def aligned(words: list[str], tags: list[str]) -> tuple[list[list[str]], list[str]]:
    """Cut a sentence as this program cuts text; give the attributes and tags of its words."""
    text = " ".join(words)
    here = sentence(text, tokens(text))
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    found: list[str] = []
    at = 0
    for token in here.words:
        while at + 1 < len(starts) and starts[at + 1] <= token.start:
            at += 1
        tail = token.text[0] == "-" and token.text[1:].islower()  # "-based"
        found.append("O" if tail else _goes_on(tags[at], token.start > starts[at], found))
    return attributes(here), found


def _goes_on(tag: str, inside: bool, before: list[str]) -> str:
    """The tag of a piece of a word: a name begins once, and goes on only after its own kind."""
    if tag == "O":
        return tag
    follows = bool(before) and before[-1][1:] == tag[1:]
    return ("I" if follows and (inside or tag[0] == "I") else "B") + tag[1:]


def averaged(runs: list[Learned]) -> tuple[dict[str, Row], Row]:
    """Average the weights of several runs and round them; what is small is left out."""
    states, steps = defaultdict[Pair, float](float), defaultdict[Pair, float](float)
    for learned, moved in runs:
        for weights, of_run in ((states, learned), (steps, moved)):
            for pair, weight in of_run.items():
                weights[pair] += weight / len(runs)
    rows: dict[str, dict[str, int]] = {}
    for (attribute, label), weight in sorted(states.items()):
        if abs(weight) >= SMALLEST:
            rows.setdefault(attribute, {})[label] = _rounded(weight)
    return dict(rows), {f"{a} {b}": _rounded(weight) for (a, b), weight in sorted(steps.items())}


def _rounded(weight: float) -> int:
    return max(-32767, min(32767, round(weight * SCALE)))


if __name__ == "__main__":
    main()
