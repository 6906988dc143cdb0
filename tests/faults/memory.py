"""What a person would remember of a library: a model, and the steps that change both alike.

A step is a tuple, a word and its arguments. `after` says what a step makes of the memory, `do` does
it to a library; `look` is what a library says of itself. Articles and clocks are made up from
numbers, so that a run repeats.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, combinations
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

from store import marks, upkeep
from store.documents import article_doc, article_id
from store.importers import Draft, draft
from store.library import Library

Step: TypeAlias = tuple[Any, ...]
Made: TypeAlias = frozenset[tuple[str, str, str]]
"""Article id, "tag" or "note", and what it says."""

TAGS = ("iraq", "anbar", "follow up", "a [/] b", "الأنبار", "x:y")
DAY = 86_400_000
BIRTH = 1_700_000_000_000


@dataclass(frozen=True)
class Memory:
    """Articles, what was made of them, and what undo and redo would bring back."""

    articles: tuple[str, ...] = ()
    made: Made = frozenset()
    past: tuple[Made, ...] = ()
    future: tuple[Made, ...] = ()

    @property
    def seen(self) -> tuple[frozenset[str], Made]:
        """What can be seen of it: see `look`."""
        return frozenset(self.articles), self.made


@cache
def text(n: int) -> Draft:
    """Article number `n`."""
    return draft(f"Text {n}\n\nAMMAN, July {n % 28 + 1} (Petra) — A text of news.\n".encode(), "-")


@cache
def id_of(n: int) -> str:
    """The id of article number `n`."""
    return article_id(article_doc(text(n), 0))


def after(memory: Memory, step: Step) -> Memory:
    """The memory once `step` was done."""
    match step:
        case ("add", *numbers):
            new = [id_of(n) for n in numbers if id_of(n) not in memory.articles]
            return replace(memory, articles=(*memory.articles, *dict.fromkeys(new)))
        case ("tag", id, name):
            return _did(memory, memory.made | {(id, "tag", name)})
        case ("untag", id, name):
            return _did(memory, memory.made - {(id, "tag", name)})
        case ("note", id, said):
            return _did(memory, memory.made | {(id, "note", said)})
        case ("edit", id, old, said):
            return _did(memory, memory.made - {(id, "note", old)} | {(id, "note", said)})
        case ("undo",) if memory.past:
            *past, made = memory.past
            return Memory(memory.articles, made, tuple(past), (*memory.future, memory.made))
        case ("redo",) if memory.future:
            *future, made = memory.future
            return Memory(memory.articles, made, (*memory.past, memory.made), tuple(future))
    return memory


def possible(memory: Memory, step: Step) -> bool:
    """Whether what a step is about is there; earlier ones may have been refused."""
    match step:
        case ("edit", id, old, _):
            return (id, "note", old) in memory.made
        case ("tag" | "untag" | "note", id, *_):
            return id in memory.articles
    return True


def _did(memory: Memory, made: Made) -> Memory:
    if made == memory.made:
        return memory
    return Memory(memory.articles, made, (*memory.past, memory.made), ())


def do(library: Library, step: Step) -> None:
    """Do a step to a library; "close" and "compact" leave it to be opened anew."""
    match step:
        case ("add", *numbers):
            library.add([text(n) for n in numbers])
        case ("tag", id, name):
            library.apply(marks.tag(id, [name]))
        case ("untag", id, name):
            library.apply(marks.tag(id, [], [name]))
        case ("note", id, said):
            library.apply(marks.note(library.article(id), said, (3, 6), None))
        case ("edit", id, old, said):
            article = library.article(id)
            known = next(note for note in library.marks_of(article).notes if note.text == old)
            library.apply(marks.note(article, said, (3, 6), known))
        case ("undo",):
            library.undo()
        case ("redo",):
            library.redo()
        case ("close",):
            library.close()
        case ("compact",):
            compacted(library)


def compacted(library: Library) -> None:
    """Close a library and write its marks anew, whether that is worth it or not."""
    worth, upkeep._worth_it = upkeep._worth_it, lambda storage: True
    try:
        library.close()
    finally:
        upkeep._worth_it = worth


def look(library: Library) -> tuple[frozenset[str], Made]:
    """The ids of all articles, and what was made of them."""
    library.refresh()
    made = set()
    heads = library.catalogue.heads
    ids = [heads.id(n) for n in library.catalogue.newest_first()]
    for id in ids:
        found = library.marks_of(library.article(id))
        made |= {(id, "tag", tag) for tag in found.tags}
        made |= {(id, "note", note.text) for note in found.notes}
        row = library.row(id)
        assert (row.tags, row.notes) == (found.tags, len(found.notes)), f"row and marks of {id}"
    return frozenset(ids), frozenset(made)


def choose(memory: Memory, random: Random, number: int) -> Step:
    """A step that makes sense; `number` is one that was not used before."""
    if not memory.articles or random.random() < 0.02:
        return ("add", number)
    id = random.choice(memory.articles[-8:])
    notes = sorted(said for other, kind, said in memory.made if (other, kind) == (id, "note"))
    kind = random.choices(
        ("tag", "untag", "note", "edit", "undo", "redo", "close", "compact"),
        (30, 15, 12, 20, 12, 6, 3, 2),
    )[0]
    if kind in ("tag", "untag"):
        return (kind, id, random.choice(TAGS))
    if kind in ("note", "edit"):
        said = f"note {number} — نص"
        full = len(notes) > 3 or (notes and kind == "edit")
        return ("edit", id, random.choice(notes), said) if full else ("note", id, said)
    return (kind,)


def story(memory: Memory, random: Random, length: int, first: int = 0) -> list[Step]:
    """Steps that make sense one after the other."""
    steps = []
    for number in range(first, first + length):
        steps.append(choose(memory, random, number))
        memory = after(memory, steps[-1])
    return steps


def memories(memory: Memory, steps: list[Step]) -> list[Memory]:
    """The memory before the first step, after it, after the second one, ..."""
    found = [memory]
    for step in steps:
        found.append(after(found[-1], step))
    return found


def between(memory: Memory, steps: list[Step]) -> list[Memory]:
    """The states a library may be in while the first of `steps` is being done, or none is left.

    An addition of several articles is a transaction for each of them, in no promised order.
    """
    if not steps:
        return [memory]
    step = steps[0]
    numbers = step[1:] if step[0] == "add" else ()
    some = chain.from_iterable(combinations(numbers, count) for count in range(1, len(numbers)))
    return [memory, after(memory, step), *(after(memory, ("add", *part)) for part in some)]


class Player:
    """Does steps to the library in `path`, which it opens when it must; its clock ticks."""

    def __init__(self, path: Path, now: int = BIRTH) -> None:
        self.path, self._now = path, now
        self.library: Library | None = None

    def now(self) -> int:
        self._now += 1
        return self._now

    def opened(self) -> Library:
        if self.library is None:
            self.library = Library(self.path, self.now)
        return self.library

    def do(self, step: Step) -> None:
        if step == ("day",):
            self._now += DAY
            return
        library = self.opened()
        if step in (("close",), ("compact",)):
            self.library = None
        do(library, step)


def played(path: Path, steps: list[Step], done: Callable[[int], object]) -> Player:
    """Do all steps; `done` is told how many returned."""
    player = Player(path)
    for number, step in enumerate(steps, start=1):
        player.do(step)
        done(number)
    return player
