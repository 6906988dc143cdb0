"""brat's rules for an annotation file, remade as a check.

The rules are those of `TextAnnotations` in brat's `server/src/annotation.py`: the file is read by
lines as Unicode has them, line ends of any system are one character in the text, an id is followed
by a tab, fragments of a stretch do not touch, and the text behind the second tab is that of the
stretch, fragments joined by one blank.
"""

import re
from typing import NamedTuple


class Bound(NamedTuple):
    type: str
    spans: list[tuple[int, int]]
    text: str


class Read(NamedTuple):
    text: str
    bounds: dict[str, Bound]
    attributes: dict[str, tuple[str, str]]
    comments: dict[str, list[str]]
    equivs: list[list[str]]


def read(txt: bytes, ann: bytes) -> Read:
    text = txt.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    found = Read(text, {}, {}, {}, [])
    seen: set[str] = set()
    for line in ann.decode("utf-8").splitlines():
        id, tab, rest = line.partition("\t")
        assert tab, line
        assert id == "*" or re.fullmatch(r"([A-Za-z]+|#[A-Za-z]*)[0-9]+", id), id
        assert id == "*" or id not in seen, f"{id} twice"
        seen.add(id)
        data, tab, tail = rest.partition("\t")
        if id[0] == "T":
            found.bounds[id] = _bound(text, data, tail)
        elif id[0] == "A":
            kind, target, value = data.split(" ")
            found.attributes[target] = (kind, value)
        elif id[0] == "#":
            kind, target = data.split()
            assert kind == "AnnotatorNotes"
            found.comments.setdefault(target, []).append(tail)
        elif id == "*":
            kind, *members = data.split(" ")
            assert kind == "Equiv"
            assert len(members) > 1
            found.equivs.append(members)
        else:
            raise AssertionError(f"no annotation: {line}")
    targets = {*found.attributes, *found.comments, *(it for ids in found.equivs for it in ids)}
    assert targets <= found.bounds.keys()
    return found


def _bound(text: str, data: str, tail: str) -> Bound:
    type, _, rest = data.partition(" ")
    assert re.fullmatch(r"[A-Za-z0-9_-]+", type), type
    spans: list[tuple[int, int]] = []
    for piece in rest.split(";"):
        start, end = map(int, piece.split(" "))
        assert 0 <= start < end <= len(text)
        assert not any(end >= before and start < after for before, after in spans), "overlap"
        spans.append((start, end))
    assert tail == " ".join(text[start:end] for start, end in spans)
    return Bound(type, spans, tail)
