"""What the last word of a query may become: fields, and the values that a library has for them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..fold import fold
from .fields import FIELDS, ORDERS, STATES

MOST = 12
"""Completions offered."""

Known = Mapping[str, Callable[[str], Iterable[str]]]
"""Field -> folded beginning of a value -> values, the commonest first."""


def completed(word: str, known: Known) -> Sequence[str]:
    """What a word that is being typed may become; nothing while there are too many.

    Args:
        word: the last word of a query.
        known: the values of the fields that have some.
    """
    field, colon, value = word.partition(":")
    if not colon:
        names = [f"{name}:" for name in FIELDS if word and name.startswith(word.lower())]
        return names[:MOST]
    begun = fold(value.lstrip('“”„"'))
    name = field.lower()
    if name in ("is", "has"):
        return [state for state in STATES if state.startswith(f"{name}:{begun}")]
    if name == "sort":
        return [f"sort:{order}" for order in ORDERS if order.startswith(begun)]
    if name not in known:
        return []
    found = [it for it in known[name](begun) if fold(it).startswith(begun)][:MOST]
    return [f"{name}:{quoted(it)}" for it in found]


def last_word(typed: str) -> str:
    """What was typed since the last blank that stands in no phrase: what may be completed."""
    blank, quoted = 0, False
    for at, character in enumerate(typed):
        quoted ^= character in '“”„"'
        if (
            not quoted
            and (character.isspace() or character in "(-")
            and (character != "-" or at == blank)
        ):
            blank = at + 1
    return typed[blank:]


def quoted(value: str) -> str:
    """A value as it is typed: in quotes when it holds a blank or a sign of the language."""
    plain = value and not any(c.isspace() or c in '()"“”„*/' for c in value)
    return value if plain else '"' + value.translate(dict.fromkeys(map(ord, '"“”„'), " ")) + '"'
