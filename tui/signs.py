"""How a label is told apart: a group that gives its hue and text style, and a letter.

Knows no Textual, so that `dateline show` can use it.
"""


class _Groups(dict[str, str]):
    """Label -> group; a label that this program does not know is of the group of the others."""

    def __missing__(self, label: str) -> str:
        return "other"


GROUPS = _Groups(
    {
        "PERSON": "person",
        "ORG": "org",
        "GPE": "place",
        "LOC": "place",
        "FAC": "place",
        "NORP": "norp",
        "EVENT": "event",
        "DATE": "date",
        "TIME": "date",
        "MONEY": "number",
        "PERCENT": "number",
        "MISC": "other",
    }
)
"""Label -> group."""

LETTERS = {
    "person": "P",
    "org": "O",
    "place": "L",
    "norp": "N",
    "event": "E",
    "date": "D",
    "number": "#",
    "other": "*",
}
"""Group -> the letter that stands for it beside the text."""

HEADINGS = {
    "person": "People",
    "org": "Organisations",
    "place": "Places",
    "norp": "Peoples",
    "event": "Events",
    "date": "Dates",
    "number": "Amounts",
    "other": "Others",
}
"""Group -> its heading in the side pane, in the order shown there."""

PRINTED = {
    "person": "bold yellow",
    "org": "underline blue",
    "place": "italic green",
    "norp": "italic cyan",
    "event": "underline2 magenta",
    "date": "dim magenta",
    "number": "dim cyan",
    "other": "underline cyan",
}
"""Group -> the Rich style of `dateline show`."""
