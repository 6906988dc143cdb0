"""Whether a name may be learned for every article: one bad name would spoil many good mentions."""

from collections.abc import Iterable
from typing import NamedTuple

from ..visible import visible
from .gazetteer import key, places
from .runs import is_capitalised
from .tokens import tokens
from .wordlists import wordlist, wordset

LONGEST = 100
"""Code points of a name that may be learned."""

_LONGEST_ACRONYM = 5
_SMALL = ("links", "particles")
"""Lists of small words that may stand inside a name."""
_GENERIC = (
    "organisation heads", "political heads", "place heads", "facility heads", "event heads",
    "titles", "generic", "directions", "lone organisations", "not names", "openers", "calendar",
    "organisation starts",
)  # fmt: skip
"""Lists of words that alone name another thing in every article."""


class Objection(NamedTuple):
    """Why a name should not be learned; `final` when not even the reader's word overrides it."""

    why: str
    final: bool


def objection(
    name: str, label: str | None, others: Iterable[str | None] = (), seen_small: bool = False
) -> Objection | None:
    """Say what speaks against learning a name for every article.

    Args:
        name: the name as written.
        label: an OntoNotes name; None where it is to name nothing.
        others: what the reader said of the same name before, here or elsewhere.
        seen_small: whether some article writes it in small letters.

    Returns:
        None when nothing does.
    """
    shown = visible(name[:40])
    if not name.strip() or len(name) > LONGEST or " ".join(visible(name).split()) != name:
        return Objection(f"a name is one line of at most {LONGEST} characters", True)
    words = [word.text for word in tokens(name) if word.text[0].isalnum()]
    if not words or not is_capitalised(words[0]):
        return Objection(f"“{shown}” does not begin with a capital", True)
    if sum(map(str.isalpha, name)) < 2:
        return Objection("one letter is no name", True)
    if tokens(name)[-1].text in ("'s", "’s", "ʼs"):
        return Objection(f"“{shown}” ends in a possessive; leave it out", True)
    if small := next((word for word in words if _is_content(word)), None):
        return Objection(f"“{visible(small)}” in it is an ordinary word", True)
    if all(any(word in wordset(of) for of in _GENERIC) for word in words) and len(words) == 1:
        return Objection(f"“{shown}” alone names something else in every article", True)
    if different := [it for it in others if it != label]:
        return Objection(f"you called it {different[0] or 'no name'} elsewhere", False)
    if label is None and len(words) == 1:
        return Objection(f"“{shown}” may well name something elsewhere", False)
    if known := _known_otherwise(name.removeprefix("The "), label):
        return Objection(f"“{shown}” is a well-known {known}, too", False)
    if len(words) == 1 and not _is_acronym(name) and (
        seen_small or name.lower() in wordlist("common_words")
    ):  # fmt: skip
        return Objection(f"“{shown.lower()}” is an ordinary word in small letters", False)
    return None


def _is_acronym(name: str) -> bool:
    """Whether a name is told from the word by its capitals: US, WHO."""
    return name.isupper() and len(name) <= _LONGEST_ACRONYM


def _is_content(word: str) -> bool:
    """Whether a word written small says something of itself: not "of", not "bin"."""
    return word[0].islower() and not is_capitalised(word) and not any(
        word in wordset(name) for name in _SMALL
    )  # fmt: skip


def _known_otherwise(name: str, label: str | None) -> str | None:
    """What a well-known name is, where the reader calls it something else."""
    if label != "NORP" and name in wordlist("peoples"):
        return "people"
    if label not in ("PERSON", None) and name in wordlist("first_names") | wordlist("surnames"):
        return "name of people"
    if label not in ("ORG", "NORP") and name in wordlist("organisations"):
        return "organisation"
    if label not in ("GPE", "LOC") and places().get(key(name), "city") != "city":
        return "place"
    return None
