"""What is done to a library while a harness breaks something: everything that writes a file."""

from .memory import TAGS, Step, id_of

A, B = id_of(0), id_of(1)

FIRST: list[Step] = [("add", 0), ("tag", A, "iraq"), ("note", A, "one"), ("close",)]
MARKS: list[Step] = [
    ("add", 0, 1),
    *(("tag", B, name) for name in TAGS),
    ("note", A, "one — نص"),
    ("edit", A, "one — نص", "two"),
    ("undo",),
    ("undo",),
    ("redo",),
    ("untag", B, "anbar"),
]
IMPORT: list[Step] = [("add", *range(6)), ("add", 4, 5, 6), ("tag", A, "iraq"), ("add", 7)]
DERIVED: list[Step] = [
    ("add", 0, 1),
    ("tag", A, "iraq"),
    ("close",),
    ("note", B, "one"),
    ("add", 2),
    ("close",),
    ("undo",),
    ("close",),
]
COMPACTION: list[Step] = [
    ("add", 0, 1),
    ("tag", A, "iraq"),
    ("untag", A, "iraq"),
    ("note", B, "one"),
    ("undo",),
    ("compact",),
    ("redo",),
    ("tag", A, "anbar"),
    ("compact",),
    ("tag", B, "iraq"),
]
BACKUP: list[Step] = [
    ("add", 0),
    ("tag", A, "iraq"),
    *(step for n in range(8) for step in (("day",), ("note", A, f"day {n}"))),
    ("undo",),
]
EVERYTHING: list[Step] = [
    ("add", 0, 1),
    ("tag", A, "iraq"),
    ("note", A, "one — نص"),
    ("close",),
    ("edit", A, "one — نص", "two"),
    ("undo",),
    ("day",),
    ("tag", B, "anbar"),
    ("compact",),
    ("add", 2),
    ("untag", A, "iraq"),
    ("close",),
]

ALL = {
    "first": FIRST,
    "marks": MARKS,
    "import": IMPORT,
    "derived": DERIVED,
    "compaction": COMPACTION,
    "backup": BACKUP,
    "everything": EVERYTHING,
}
