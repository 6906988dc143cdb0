"""A query in words, for the bar above the list: unread, tagged iraq, since 2019-07."""

from .fields import ORDERS
from .tree import All, Any, Dates, Key, Node, Not, Pattern, Query, State, Term

_OF_TERM = {"tag": "tagged {}", "entity": "naming {}", "place": "from {}", "outlet": "in {}"}
_OF_STATE = {
    "is:read": "read", "is:unread": "unread", "is:starred": "starred", "is:archived": "archived",
    "is:version": "versions of a story",
    "has:note": "with notes", "has:highlight": "with highlights", "has:tag": "with tags",
}  # fmt: skip


def described(query: Query) -> str:
    """What a query asks for; "" when it asks for nothing and sorts as usual."""
    node = query.node
    parts = [_said(it) for it in (node.nodes if isinstance(node, All) else (node,))]
    parts += [_ordered(key) for key in query.keys]
    return ", ".join(parts)


def _ordered(key: Key) -> str:
    return f"{ORDERS[key.name]}, turned round" if key.backward else ORDERS[key.name]


def _said(node: Node) -> str:
    match node:
        case All(nodes):
            return "(" + " and ".join(map(_said, nodes)) + ")"
        case Any(nodes):
            return "(" + " or ".join(map(_said, nodes)) + ")"
        case Not(child):
            return f"not {_said(child)}"
        case State(name):
            return _OF_STATE[name]
        case Dates(since, until):
            return _between(since, until)
        case Pattern(source):
            return f"/{source}/"
        case Term(field, words, begins):
            quoted = f"“{' '.join(words)}{'…' if begins else ''}”"
            return _OF_TERM.get(field or "", f"{field or ''} {{}}").format(quoted).strip()


def _between(since: str, until: str) -> str:
    if since and until:
        return f"from {since} to before {until}"
    return f"since {since}" if since else f"before {until}"
