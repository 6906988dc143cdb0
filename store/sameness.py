"""Names that the reader says are of one thing: their mentions come to share an entity. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from .article import Correction, Mention


class Things:
    """Which thing each mention names, while things turn out to be the same."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text, self._mentions = text, mentions
        self._of = [it.entity for it in mentions]
        self._members: dict[str, list[int]] = {}
        for at, thing in enumerate(self._of):
            self._members.setdefault(thing, []).append(at)

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        from .entities.gazetteer import key

        found: dict[str, list[int]] = {}
        for at, it in enumerate(self._mentions):
            found.setdefault(key(self._text[it.start : it.end]), []).append(at)
        return found

    def join(self, at: int, name: str) -> None:
        """Let all mentions of what mention `at` names be mentions of `name`.

        Of several things called so, the first one with the mention's label is meant; when the
        article has no `name`, the thing is made of it. A name that is to be the same as itself is
        a thing of its own, whatever it was taken for.
        """
        from .entities.gazetteer import key

        label, wanted = self._mentions[at].label, key(name)
        if wanted == key(self._text[self._mentions[at].start : self._mentions[at].end]):
            self._part(at, wanted)
            return
        named = self._by_name.get(wanted, [])
        first = min(named, key=lambda it: (self._mentions[it].label != label, it), default=None)
        thing = f"{label.lower()}:{wanted}" if first is None else self._of[first]
        if thing != self._of[at]:
            moved = self._members.pop(self._of[at])
            for it in moved:
                self._of[it] = thing
            self._members.setdefault(thing, []).extend(moved)

    def _part(self, at: int, wanted: str) -> None:
        """Let the mentions called so be of a thing of their own."""
        thing = f"{self._mentions[at].label.lower()}:={wanted}"
        for it in self._by_name.get(wanted, ()):
            if self._of[it] != thing:
                self._members[self._of[it]].remove(it)
                self._members.setdefault(thing, []).append(it)
                self._of[it] = thing

    def mentions(self) -> tuple[Mention, ...]:
        """The mentions, with their things."""
        return tuple(
            it if it.entity == thing else replace(it, entity=thing)
            for it, thing in zip(self._mentions, self._of, strict=True)
        )


def joins(
    text: str,
    mentions: Iterable[Mention],
    corrections: Iterable[Correction],
    same_as: Callable[[str], str | None],
    entity: str,
) -> Iterator[tuple[str, str, str]]:
    """What the reader said that made a thing of several names.

    Args:
        text: the article's text.
        mentions: what it names, as shown.
        corrections: the article's.
        same_as: the other name that the reader gave a name in every article, if any.
        entity: the thing.

    Returns:
        (name, the other name, where that holds), each once.
    """
    members = {
        (it.start, it.end): text[it.start : it.end] for it in mentions if it.entity == entity
    }
    found = [
        (" ".join(it.quote.split()), it.same_as, "in this article")
        for it in corrections
        if it.same_as and it.label and (it.start, it.end) in members
    ]
    for name in members.values():
        if other := same_as(name):
            found.append((" ".join(name.split()), other, "in every article"))
    return (it for it in dict.fromkeys(found) if it[0] != it[1])
