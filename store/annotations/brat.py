"""brat's standoff: `.ann` beside the `.txt` that it is of; see `exporters.brat` for ours.

A text-bound annotation may have fragments; the stretch is from the first to the last. Notes are
AnnotatorNotes; the attribute Status of ours tells decided mentions from suggested ones.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from ..errors import Refusal
from .foreign import Foreign, Stretch, Unfit, label_of

_BOUND = re.compile(r"(T\S+)\t(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)\t(.*)")
_NOTE = re.compile(r"#\S*\tAnnotatorNotes (\S+)\t(.*)")
_STATUS = re.compile(r"[AM]\S+\tStatus (\S+) (\w+)")
_KNOWN = re.compile(r"[TEARMN#*]")


def read(path: Path) -> Iterator[Foreign | Unfit]:
    """The documents of a folder, or the one that a file is of.

    Raises:
        Refusal: when there is none.
    """
    found = sorted(path.glob("*.ann")) if path.is_dir() else [path]
    if not found:
        raise Refusal("empty folder", f"{path}: no .ann file in this folder")
    for ann in found:
        beside = ann.with_suffix(".txt")
        try:
            said = ann.read_bytes().decode("utf-8", "replace")
            text = beside.read_bytes().decode("utf-8", "replace") if beside.is_file() else None
        except OSError as error:
            yield Unfit(str(ann), error.strerror or "cannot be read")
            continue
        yield _foreign(ann, said, text)


def _foreign(path: Path, said: str, text: str | None) -> Foreign:
    bound: dict[str, tuple[int, int, str, str]] = {}
    notes: dict[str, list[str]] = {}
    status: dict[str, str] = {}
    unfit = list[str]()
    for number, line in enumerate(said.split("\n"), start=1):
        line = line.rstrip("\r")
        if found := _BOUND.fullmatch(line):
            numbers = [int(it) for it in re.split("[ ;]", found[3])]
            bound[found[1]] = min(numbers), max(numbers), found[2], found[4]
        elif found := _NOTE.fullmatch(line):
            notes.setdefault(found[1], []).append(found[2])
        elif found := _STATUS.fullmatch(line):
            status[found[1]] = found[2]
        elif line.strip() and not (_KNOWN.match(line) and line[0] not in "T"):
            unfit.append(f"line {number} is none of brat's")
    stretches = list[Stretch]()
    for name, (start, end, label, quote) in bound.items():
        if status.get(name) == "suggested":
            continue
        written, tags = _said(notes.get(name, ()))
        try:
            kind = "mention" if name in status else "highlight"
            stretches.append(Stretch(start, end, label_of(label), quote, kind, written, tags))
        except ValueError as error:
            unfit.append(f"{name}: {error}")
    return Foreign(str(path), text, path.stem, stretches=tuple(stretches), unfit=tuple(unfit))


def _said(notes: "list[str] | tuple[str, ...]") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was written on a stretch, and its tags; the value of a date is no note."""
    written, tags = list[str](), list[str]()
    for note in notes:
        if note.startswith("tags: "):
            tags += [it for it in note.removeprefix("tags: ").split(", ") if it.strip()]
        elif not note.startswith("value: ") and note.strip():
            written.append(re.sub(r"\\(n|\\)", lambda it: "\n" if it[1] == "n" else "\\", note))
    return tuple(written), tuple(tags)
