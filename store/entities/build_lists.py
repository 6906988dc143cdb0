"""Derive the word lists from openly licensed text with marked names. Not needed at run time.

    python -m store.entities.build_lists TRAINING_FOLDER OUT_FOLDER

TRAINING_FOLDER holds ``*.jsonl.gz``, one document a line: ``{"doc", "sents": [[tokens, tags]]}``
with the tags B-/I- PER, ORG, LOC, NORP, MISC and O. Sources and licences: `data/README.md`.

A word or name enters a list when it was seen often enough and nearly always in that part, so that
the lists are counts of usage, not copies of any text.
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

Sentence = tuple[list[str], list[str]]
Counts = dict[str, Counter[str]]


def main() -> None:
    """Read the folder named first, write the lists into the folder named second."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    documents = (one for file in sorted(source.glob("*.jsonl.gz")) for one in read_documents(file))
    for name, size in write_lists((one for document in documents for one in document), out).items():
        print(f"{name}: {size}")


def write_lists(sentences: Iterator[Sentence], out: Path) -> dict[str, int]:
    """Count sentences and write the lists into a folder; returns the sizes of the lists."""
    words, names = count(sentences)
    lists = {
        "common_words": sorted(word for word, parts in words.items() if is_common(word, parts)),
        "first_names": chosen(words, "first", least=1, share=0.6),
        "surnames": chosen(words, "last", least=2, share=0.6),
        "organisations": chosen(names, "ORG", least=2, share=0.75),
    }  # fmt: skip
    for name, entries in lists.items():
        body = "".join(f"{entry}\n" for entry in entries)
        (out / f"{name}.txt").write_text(f"# Made by build_lists; see README.md\n{body}", "utf-8")
    return {name: len(entries) for name, entries in lists.items()}


def read_documents(file: Path) -> Iterator[list[Sentence]]:
    """Give the documents of one training file, each as its sentences."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield [(words, tags) for words, tags in json.loads(line)["sents"]]


def count(sentences: Iterator[Sentence]) -> tuple[Counts, Counts]:
    """Count the parts each word plays, and the labels each name has."""
    words: Counts = defaultdict(Counter)
    names: Counts = defaultdict(Counter)
    for tokens, tags in sentences:
        for i, (token, tag) in enumerate(zip(tokens, tags, strict=True)):
            if tag == "O":
                if token.islower():
                    words[token]["lower"] += 1
                elif i:  # the first word of a sentence says nothing
                    words[token]["upper"] += 1
                    words[token.lower()]["upper"] += 1
            elif tag.startswith("B"):
                end = i + 1
                while end < len(tags) and tags[end].startswith("I"):
                    end += 1
                names[" ".join(tokens[i:end])][tag[2:]] += 1
                count_parts(words, tokens[i:end], tag[2:])
    return words, names


def count_parts(words: Counts, name: list[str], label: str) -> None:
    """Count what each word of one name is: first or last of a person, or part of another name."""
    for i, token in enumerate(name):
        if label != "PER":
            part = label
        elif i == 0 and len(name) > 1:
            part = "first"
        else:
            part = "last" if i == len(name) - 1 else "middle"
        words[token][part] += 1


def is_common(word: str, parts: Counter[str]) -> bool:
    """Whether a lower-cased word is an ordinary word rather than a name typed carelessly."""
    return word.isalpha() and parts["lower"] >= 3 and parts["lower"] > parts["upper"]


def chosen(counts: Counts, part: str, least: int, share: float) -> list[str]:
    """Give the capitalised entries seen at least `least` times as `part`, with at least `share`."""
    return sorted(
        entry
        for entry, parts in counts.items()
        if parts[part] >= least
        and parts[part] >= share * sum(parts.values())
        and len(entry) > 1
        and entry[0].isupper()
        and entry.replace(" ", "").replace("-", "").replace("'", "").replace(".", "").isalpha()
    )


if __name__ == "__main__":
    main()
