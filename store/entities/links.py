"""Which mentions are one thing: aliases of an article, and the entities they make.

Two names of one label are one thing when the text says so ("Syrian Arab Army (SAA)", "known as"),
when one is a short form of the other (surname, first and last name, bare initials, a name without
its "Organization" or "province"), or when they only spell it in two ways (Husayn, Hussein).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..article import Entity, Mention
from .gazetteer import key
from .known_as import Introduction, initials
from .passes import short_forms
from .spans import Proposal
from .wordlists import wordlist, wordset

_SAME_COUNTRY = {
    "us": "united states", "usa": "united states", "america": "united states",
    "united states of america": "united states",
    "uk": "united kingdom", "britain": "united kingdom", "great britain": "united kingdom",
    "uae": "united arab emirates", "drc": "dr congo", "democratic republic of congo": "dr congo",
    "democratic republic of the congo": "dr congo",
}  # fmt: skip

_SPELT = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"[ae][iy]|ie"), "i"),
    (re.compile(r"ou|oo|o|w(?=[^aeiou]|$)"), "u"),
    (re.compile(r"[ey]"), "i"),
    (re.compile(r"q"), "k"),
    (re.compile(r"(?<=a)h\b"), ""),
    (re.compile(r"\b(?:a[ldrnstz]|il|ish|ash|iz|id) (?=\w{3})"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""How newspapers differ when they write Arabic and other names in Latin letters."""

_SHORTEST_SPELT = 5

Node = tuple[str, str]
"""A label and a folded name."""


class _Groups:
    """Names that were found to be one, as a forest: each name points to the one it stands for."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}

    def root(self, node: Node) -> Node:
        path = []
        while (parent := self._parent.get(node, node)) != node:
            path.append(node)
            node = parent
        for passed in path:
            self._parent[passed] = node
        return node

    def join(self, alias: Node, name: Node) -> None:
        alias, name = self.root(alias), self.root(name)
        if alias != name:
            self._parent[alias] = name


def entity_ids(
    text: str, proposals: list[Proposal], introduced: Iterable[Introduction]
) -> list[str]:
    """Give each proposal the id of the thing it names: the same for all mentions of one thing.

    Args:
        text: the article.
        proposals: its mentions.
        introduced: the names that the text itself introduces with what they stand for.

    Returns:
        One id for each proposal, such as "org:popular mobilization units".
    """
    groups = _Groups()
    nodes = [_node(text, one) for one in proposals]
    for intro in introduced:
        if intro.stands_for:
            groups.join(_node(text, intro.proposal), _node(text, intro.stands_for))
    shorts, spelt = _short_names(text, proposals, nodes), dict[Node, Node]()
    for node in dict.fromkeys(nodes):
        if node in shorts:
            groups.join(node, shorts[node])
        if node[0] in {"person", "gpe", "loc", "org"} and (sound := _sound(node)):
            groups.join(node, spelt.setdefault(sound, node))
    return [":".join(groups.root(node)) for node in nodes]


def _node(text: str, one: Proposal) -> Node:
    label = one.label.lower()
    if one.value:
        return label, one.value
    name = key(text[one.start : one.end])
    if name.startswith("the ") and len(name) > 4:
        name = name[4:]
    if one.label == "GPE":
        name = _SAME_COUNTRY.get(name, name)
    if one.label == "NORP" and name.endswith("s") and name[:-1].title() in wordlist("peoples"):
        name = name[:-1]
    return label, name


def _sound(node: Node) -> Node | None:
    """A name without what transliterations differ in; None for one that is too short to tell."""
    label, name = node
    for pattern, instead in _SPELT:
        name = pattern.sub(instead, name)
    return (label, name) if len(name) >= _SHORTEST_SPELT else None


def _short_names(text: str, proposals: list[Proposal], nodes: list[Node]) -> dict[Node, Node]:
    """Map surnames and bare initials to the first full name in the article that they fit."""
    shorts: dict[Node, Node] = {}
    for one, node in zip(proposals, nodes, strict=True):
        words = text[one.start : one.end].split()
        if len(words) < 2:
            continue
        if one.label == "PERSON":
            for form in short_forms(words):
                shorts.setdefault(("person", key(form)), node)
            if len(words) > 2:
                shorts.setdefault(("person", key(f"{words[0]} {words[-1]}")), node)
        elif one.label == "ORG":
            if len(letters := initials(" ".join(words))) > 1:
                shorts.setdefault(("org", letters.lower()), node)
            if words[-1] in wordset("organisation heads"):
                shorts.setdefault(("org", key(" ".join(words[:-1]))), node)
        elif one.label in {"GPE", "LOC"} and words[-1].capitalize() in wordset("political heads"):
            shorts.setdefault((node[0], key(" ".join(words[:-1]))), node)
    return shorts


def group(text: str, mentions: Sequence[Mention]) -> list[Entity]:
    """Gather the mentions of an article into the things they name.

    Args:
        text: the article.
        mentions: its mentions, as `recognise` gives them.

    Returns:
        The entities, the most mentioned first, then by first offset. An entity's name is its
        fullest alias as first seen.
    """
    together: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: one.start):
        together[mention.entity].append(mention)
    entities = [_entity(text, name, found) for name, found in together.items()]
    return sorted(entities, key=lambda one: (-one.count, one.first))


def _entity(text: str, name: str, found: list[Mention]) -> Entity:
    forms: dict[str, str] = {}
    for mention in found:
        written = " ".join(text[mention.start : mention.end].split())
        forms.setdefault(key(written) or written, written)
    fullest = max(forms.values(), key=lambda form: (len(form.split()), len(form)))
    aliases = (fullest, *(form for form in forms.values() if form != fullest))
    return Entity(name, fullest, found[0].label, aliases, len(found), found[0].start)
