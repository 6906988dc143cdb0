"""The side pane: the article's tags, notes and highlights, and its entities by type; each a way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message

from store.article import Entity, Highlight, Marks, Note, Span

from ..signs import GROUPS, HEADINGS, LETTERS
from .chooser import Chooser, Item, heading


@dataclass(frozen=True)
class Tag:
    """A tag, as a way to the articles that bear it."""

    name: str


class Side(Chooser):
    """What the program and the reader found in the article."""

    BINDINGS = [
        Binding("q,escape", "leave", "back", id="side.back", tooltip="Back to the article"),
    ]

    @dataclass
    class SpanChosen(Message):
        """The reader wants to go to a stretch of the article."""

        span: Span

    @dataclass
    class EntityChosen(Message):
        """The reader wants to go to the next mention of a thing."""

        entity: Entity

    @dataclass
    class TagChosen(Message):
        """The reader wants to see what bears a tag."""

        tag: str

    class Left(Message):
        """The reader wants to go back to the article."""

    def __init__(self) -> None:
        super().__init__("side")

    def show(self, entities: Iterable[Entity], marks: Marks) -> None:
        """Show what was found."""
        entities = list(entities)
        items = [*_section("Tags", _tags(marks)), *_section("Notes", _notes(marks))]
        items += _section("Highlights", _highlights(marks))
        for group, title in HEADINGS.items():
            members = (it for it in entities if GROUPS[it.label] == group)
            items += _section(f"{LETTERS[group]}  {title}", _members(members, group))
        self.fill(items[:-1])

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Say what was chosen."""
        message.stop()
        if isinstance(message.value, Span):
            self.post_message(self.SpanChosen(message.value))
        elif isinstance(message.value, Entity):
            self.post_message(self.EntityChosen(message.value))
        elif isinstance(message.value, Tag):
            self.post_message(self.TagChosen(message.value.name))

    def action_leave(self) -> None:
        """Go back to the article."""
        self.post_message(self.Left())


def _section(title: str, rows: Iterable[Item]) -> list[Item]:
    """A heading with its rows and a blank row after them; nothing when there are none."""
    found = list(rows)
    return [heading(title), *found, Item(())] if found else []


def _tags(marks: Marks) -> Iterator[Item]:
    for tag in marks.tags:
        yield Item(((f"  {tag}", "tag"),), Tag(tag))


def _notes(marks: Marks) -> Iterator[Item]:
    for note in marks.notes:
        first, *rest = note.text.split("\n")
        at = None
        if note.start is not None and note.end is not None:
            at = Span(note.start, note.end)
            yield Item(
                ((f"  “{note.quote}”", "quiet"), (_tagged(marks, note), "tag")), at, "", True
            )
        yield Item(((f"  {first}", "text"),), at)
        for line in rest:
            yield Item(((f"  {line}", "text"),))


def _highlights(marks: Marks) -> Iterator[Item]:
    noted = {(note.start, note.end) for note in marks.notes}
    for mark in marks.highlights:
        if (mark.start, mark.end) not in noted:
            parts = ((f"  {mark.quote}", "text"), (_tagged(marks, mark), "tag"))
            yield Item(parts, Span(mark.start, mark.end), keeps_end=True)


def _tagged(marks: Marks, mark: Highlight | Note) -> str:
    """The tags of the stretch that a mark is on."""
    return "".join(f" [{tag}]" for tag in marks.tags_on(mark))


def _members(members: Iterable[Entity], group: str) -> Iterator[Item]:
    for it in members:
        yield Item(((f"  {it.name}", group),), it, str(it.count))
