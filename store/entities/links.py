"""Which mentions are one thing: aliases of an article, and the entities they make."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..article import Entity, Mention
from .gazetteer import key
from .known_as import Introduction, initials
from .passes import short_forms
from .spans import Proposal
from .wordlists import wordlist

_SAME_COUNTRY = {
    "us": "united states", "usa": "united states", "america": "united states",
    "united states of america": "united states",
    "uk": "united kingdom", "britain": "united kingdom", "great britain": "united kingdom",
    "uae": "united arab emirates", "drc": "dr congo", "democratic republic of congo": "dr congo",
    "democratic republic of the congo": "dr congo",
}  # fmt: skip

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
    shorts = _short_names(text, proposals, nodes)
    for node in set(nodes):
        if node in shorts:
            groups.join(node, shorts[node])
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
        elif one.label == "ORG" and len(letters := initials(" ".join(words))) > 1:
            shorts.setdefault(("org", letters.lower()), node)
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
