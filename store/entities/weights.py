"""The tagger's weights: how they lie in a file, and how they are summed.

A file is one line of JSON and a compressed body of columns: the hashes of the attributes in
ascending order, for each a mask of the labels that it has a weight for, the weights themselves,
where the weights of every `BLOCK`th row begin, and last the weights of label after label. Nothing
is worked out when it is read: rows are found by bisection.

Weights are whole numbers, `scale` to one unit. Those of one attribute for all labels are kept as
one Python integer with a lane of `LANE` bits for each label, so that to add up an attribute's
weights for every label is one addition. A lane's sum may be negative and then borrows from the next
one; `lanes` gives that back.
"""

import json
import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

FORMAT = 1
LANE = 32
BLOCK = 16

_KNOWN = 15_000
"""Attributes whose weights are kept."""


class _Lanes(dict[int, tuple[int, ...]]):
    """A mask of labels -> how far each of their lanes is shifted."""

    def __missing__(self, mask: int) -> tuple[int, ...]:
        lanes = tuple(LANE * bit for bit in range(mask.bit_length()) if mask >> bit & 1)
        self[mask] = lanes
        return lanes


_LANES = _Lanes()

Column: TypeAlias = "array[int]"

Row = Mapping[str, int]
"""Weights of one attribute by label."""


def hashed(attribute: str) -> int:
    """The number that stands for an attribute: 32 bits, the same on every machine."""
    return zlib.crc32(attribute.encode("utf-8", "surrogatepass"))


class Weights:
    """All weights, read from a file.

    Args:
        facts: `labels`, "O" first; `scale`, the weight that counts as one; what else was written.
        keys: hashes of the attributes, ascending; a row for each.
        masks: for each row the labels it has weights for, as bits.
        values: the weights of the rows, one after the other.
        starts: where in `values` the rows 0, `BLOCK`, 2 `BLOCK` ... begin.
        steps: weight of label j after label i, at i * number of labels + j.
    """

    def __init__(
        self, facts: Mapping[str, Any], keys: Column, masks: Column, values: Column,
        starts: Column, steps: Column,
    ) -> None:  # fmt: skip
        self.facts = facts
        self.labels: tuple[str, ...] = tuple(facts["labels"])
        self.scale: int = facts["scale"]
        count = len(self.labels)
        self.steps = [steps[i * count : (i + 1) * count].tolist() for i in range(count)]
        self._keys, self._masks, self._values, self._starts = keys, masks, values, starts
        self._known: dict[str, int] = {}
        self._lanes = struct.Struct(f"<{count}I")
        self._level = sum(1 << (LANE * label + LANE - 1) for label in range(count))

    def total(self, attributes: Iterable[str]) -> int:
        """The sum of the weights of attributes, one lane a label.

        The weights of each attribute are kept for the next time.
        """
        known, total = self._known, 0
        for attribute in attributes:
            weights = known.get(attribute)
            if weights is None:
                if len(known) > _KNOWN:
                    known.clear()
                weights = known[attribute] = self.of(attribute)
            total += weights
        return total

    def of(self, attribute: str) -> int:
        """The weights of one attribute, one lane a label."""
        key = hashed(attribute)
        row = bisect_left(self._keys, key)
        return self._packed(row) if row < len(self._keys) and self._keys[row] == key else 0

    def _packed(self, row: int) -> int:
        first = row - row % BLOCK
        at = self._starts[row // BLOCK]
        for before in self._masks[first:row]:
            at += before.bit_count()
        packed = 0
        for lane in _LANES[self._masks[row]]:
            packed += self._values[at] << lane
            at += 1
        return packed

    def lanes(self, total: int) -> tuple[int, ...]:
        """The sums for each label, all raised by the same amount."""
        return self._lanes.unpack((total + self._level).to_bytes(self._lanes.size, "little"))


def save(path: Path, facts: Mapping[str, Any], rows: Mapping[str, Row], steps: Row) -> None:
    """Write weights.

    Args:
        path: the file.
        facts: see `Weights`; the number of rows and values is added.
        rows: attribute -> weights by label, whole numbers of 16 bits, none of them 0.
        steps: weight by "label label", for one label after another.

    Of two attributes with the same hash the one with the larger weights stays.
    """
    labels = list(facts["labels"])
    by_hash: dict[int, Row] = {}
    for attribute in sorted(rows, key=lambda one: (sum(map(abs, rows[one].values())), one)):
        by_hash[hashed(attribute)] = rows[attribute]
    keys = array("I", sorted(by_hash))
    masks, values, starts = array("H"), array("h"), array("I")
    for key in keys:
        if len(masks) % BLOCK == 0:
            starts.append(len(values))
        row = {labels.index(label): weight for label, weight in by_hash[key].items()}
        masks.append(sum(1 << label for label in row))
        values.extend(row[label] for label in sorted(row))
    table = array("h", (steps.get(f"{a} {b}", 0) for a in labels for b in labels))
    head = {"format": FORMAT, **facts, "rows": len(keys), "values": len(values)}
    body = b"".join(_planes(column) for column in (keys, masks, values, starts, table))
    path.write_bytes(json.dumps(head).encode() + b"\n" + zlib.compress(body, 9))


def load(path: Path) -> Weights:
    """Read weights.

    Raises:
        OSError: when the file cannot be read.
        ValueError: when it is not such a file.
    """
    line, _, packed = path.read_bytes().partition(b"\n")
    facts = json.loads(line)
    if facts.get("format") != FORMAT:
        raise ValueError(f"{path}: weights of another format")
    body, at, columns = zlib.decompress(packed), 0, []
    rows, labels = facts["rows"], len(facts["labels"])
    counts = (rows, rows, facts["values"], -(-rows // BLOCK), labels * labels)
    for code, count in zip("IHhIh", counts, strict=True):
        size = array(code).itemsize * count
        columns.append(_column(code, body[at : at + size]))
        at += size
    return Weights(facts, *columns)


def _planes(column: Column) -> bytes:
    """The bytes of a column sorted by their rank, lowest first: the upper ones compress away."""
    data = _little(column).tobytes()
    return b"".join(data[rank :: column.itemsize] for rank in range(column.itemsize))


def _column(code: str, planes: bytes) -> Column:
    column = array(code)
    count = len(planes) // column.itemsize
    data = bytearray(len(planes))
    for rank in range(column.itemsize):
        data[rank :: column.itemsize] = planes[rank * count : (rank + 1) * count]
    column.frombytes(bytes(data))
    return _little(column)


def _little(column: Column) -> Column:
    if struct.pack("=H", 1) == struct.pack(">H", 1):
        column = column[:]
        column.byteswap()
    return column
