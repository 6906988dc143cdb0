"""Tags and labels as they are kept."""

from .errors import BadRequest

LONGEST_TAG = 100
"""Characters of a tag: more is a note."""
LONGEST_LABEL = 60
"""Characters of a label."""
HIGHLIGHT = "HIGHLIGHT"
"""The label of a highlight that has none, where there must be one."""


def clean_tag(name: str) -> str:
    """A tag as it is kept: one line, single blanks, no blanks around it.

    Raises:
        BadRequest: when nothing is left, or the tag begins with + or -.
    """
    name = " ".join(name.split())
    if not name:
        raise BadRequest("a tag needs at least one letter")
    if len(name) > LONGEST_TAG:
        raise BadRequest(f"a tag has at most {LONGEST_TAG} characters, this one {len(name)}")
    if name[0] in "+-":
        raise BadRequest(f"a tag cannot begin with {name[0]}: {name}")
    return name


def clean_label(name: str) -> str:
    """A label as it is kept: one line of printable characters, single blanks.

    Raises:
        BadRequest: when it is none.
    """
    label = " ".join(name.split())
    if not label or not label.isprintable() or len(label) > LONGEST_LABEL:
        raise BadRequest(f"a label of 1 to {LONGEST_LABEL} printable characters is wanted")
    return label
