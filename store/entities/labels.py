"""What a run of capitalised words names: a cascade of rules, the surest first."""

import re
from typing import NamedTuple

from .gazetteer import key, places
from .runs import ARABIC_NAME
from .wordlists import wordlist, wordset


class Clues(NamedTuple):
    """What stands around a piece of a run, and what its spelling says.

    `before` and `after` are the words beside it ("" at the edge of the sentence), `ahead` the few
    that follow `after`; `titled` says that a title stands before it; `opening` that it opens its
    sentence; `shouting` that capitals mean nothing in this sentence.
    """

    before: str
    after: str
    ahead: tuple[str, ...]
    titled: bool
    opening: bool
    shouting: bool


class Verdict(NamedTuple):
    """A label with how sure it is (0 to 1) and where it comes from: "rule" or "list"."""

    label: str
    weight: float
    source: str = "rule"


_START_LISTS = (
    ("EVENT", "event starts"),
    ("ORG", "foreign organisation starts"),
    ("LOC", "land starts"),
    ("GPE", "town starts"),
    ("FAC", "facility starts"),
)
_HEAD_LISTS = (
    ("ORG", "organisation heads"),
    ("GPE", "political heads"),
    ("LOC", "place heads"),
    ("FAC", "facility heads"),
    ("EVENT", "event heads"),
)
_AGE = re.compile(r"[1-9]\d")
_CAMEL = re.compile(r"^(?!Mac|Mc|De|La|Le|Di|Da|Van|Fitz|Al|El|Abd)\w*[a-z][A-Z]")
_INITIAL = re.compile(r"[A-Z]\.?$")


HINT = 0.05
"""Weight of a guess that only stands when something else in the article speaks for it."""


def place_label(kind: str) -> str:
    """Give the label of a gazetteer class."""
    return "LOC" if kind == "region" else "GPE"


def named(trained: str, words: list[str]) -> str:
    """Give the label of a name that was tagged PER, ORG, LOC, NORP or MISC.

    The training data know no finer ones: what kind of place, and which other thing is an event, the
    gazetteer and the words of the name tell.
    """
    if trained == "PER":
        return "PERSON"
    if trained == "LOC":
        kind = places().get(key(" ".join(words)))
        if kind:
            return place_label(kind)
        if words[0] in wordset("directions"):
            return "LOC"
        label = _land_label(words) or head_label(words) or _start_label(words)
        return label if label in {"LOC", "FAC"} else "GPE"
    if trained == "MISC":
        return "EVENT" if "EVENT" in (_start_label(words), head_label(words)) else "MISC"
    return trained


def common(word: str) -> bool:
    """Whether a word is an ordinary one when written small."""
    return word.lower() in wordlist("common_words")


def head_label(words: list[str]) -> str | None:
    """Give the label that the last word of a name of two or more words calls for."""
    if len(words) < 2:
        return None
    last = words[-1]
    for label, name in _HEAD_LISTS:
        if last in wordset(name):
            return label
    return None


def is_organisation_phrase(words: list[str]) -> bool:
    """Whether the words read "Ministry of ...", "Center for ..."."""
    for link in ("of", "for", "on", "to"):
        if link in words:
            head = words[words.index(link) - 1]
            return head in wordset("organisation starts") or head in wordset("organisation heads")
    return False


def judge(words: list[str], clues: Clues) -> Verdict | None:
    """Say what a piece of a run names.

    Args:
        words: its words, as written.
        clues: what stands around it.

    Returns:
        The verdict, or None where nothing speaks for a name.
    """
    if clues.titled and len(words) <= 4 and head_label(words) in (None, "EVENT"):
        return Verdict("PERSON", 0.95)
    return (
        _by_lists(words, clues)
        or _by_words(words)
        or _by_person_words(words, clues)
        or _by_context(words, clues)
        or _by_shape(words, clues)
    )


def _by_lists(words: list[str], clues: Clues) -> Verdict | None:
    name = " ".join(words)
    if name in wordlist("peoples"):
        return Verdict("NORP", 0.95, "list")
    sited = clues.after in wordset("site nouns") and not clues.opening
    if (
        not sited
        and key(name) in wordlist("groups")
        and (len(words) > 1 or words[0][0].isupper() or "-" in name)
    ):
        return Verdict("ORG", 0.9, "list")
    kind = places().get(key(name))
    if not kind and words[0] in wordset("directions") and places().get(key(" ".join(words[1:]))):
        return Verdict("LOC", 0.85)
    if kind and name.lower() not in wordset("ambiguous") and name != "Us":
        if kind == "city" and len(words) == 1 and _person_beside(clues):
            return None
        return Verdict(place_label(kind), 0.6 if kind == "city" else 0.9, "list")
    if name in wordset("lone organisations") and not clues.opening and not clues.shouting:
        return Verdict("ORG", 0.6, "list")
    if clues.before == "the" and name in wordset("parts of the world"):
        return Verdict("LOC", 0.6, "list")
    if name in wordlist("organisations") and not (
        len(words) == 1 and common(name) and not name.isupper()
    ):
        return Verdict("ORG", 0.85, "list")
    return None


def _person_beside(clues: Clues) -> bool:
    return (
        clues.after in wordset("said")
        or clues.before in wordset("title nouns")
        or clues.before in wordset("said")
        or clues.after == "who"
        or (clues.after == "," and clues.ahead[:1] == ("who",))
    )


def _by_words(words: list[str]) -> Verdict | None:
    if len(words) > 1 and words[0] in wordset("event starts"):
        return Verdict("EVENT", 0.8)
    land = _land_label(words)
    if land:
        return Verdict(land, 0.85)
    if is_organisation_phrase(words):
        return Verdict("ORG", 0.9)
    label = _start_label(words) or head_label(words)
    return Verdict(label, 0.8) if label else None


def _land_label(words: list[str]) -> str | None:
    """Give the label of "Kingdom of Bahrain", "Sea of Galilee"."""
    if "of" not in words:
        return None
    cut = words.index("of")
    tail = words[cut + 2 :] if words[cut + 1 : cut + 2] == ["the"] else words[cut + 1 :]
    if words[cut - 1] in wordset("place heads") and not common(words[-1]):
        return "LOC"
    known = places().get(key(" ".join(tail)))
    return "GPE" if known and words[cut - 1] in wordset("political heads") else None


def _start_label(words: list[str]) -> str | None:
    """Give the label that the first word of a name calls for: "Jabhat al-Nusra", "Mount Ararat"."""
    if len(words) < 2:
        return None
    return next((label for label, name in _START_LISTS if words[0] in wordset(name)), None)


def _by_person_words(words: list[str], clues: Clues) -> Verdict | None:
    if not 2 <= len(words) <= 6 or any(map(_has_digit, words)):
        return None
    if words[0] in wordlist("first_names") and not (common(words[0]) and common(words[-1])):
        return Verdict("PERSON", 0.85)
    if any(
        ARABIC_NAME.match(word) or word in {"bin", "ibn", "Abu", "van", "von", "de"}
        for word in words
    ):
        return Verdict("PERSON", 0.75)
    if any(_INITIAL.match(word) for word in words[:-1]) and not common(words[-1]):
        return Verdict("PERSON", 0.8)
    if words[-1] in wordlist("surnames") and not common(words[0]):
        return Verdict("PERSON", 0.75)
    return None


def _by_context(words: list[str], clues: Clues) -> Verdict | None:
    ordinary = sum(1 for word in words if common(word))
    if ordinary == len(words):
        return Verdict("PERSON", HINT) if len(words) == 1 else None
    if _has_digit(words[-1]):
        return Verdict("ORG", HINT)
    if len(words) == 1 and is_acronym(words[0]):
        return None if clues.shouting else Verdict("ORG", 0.6)
    if any(map(_is_camel, words)) or (len(words) <= 3 and _organisation_beside(clues)):
        return Verdict("ORG", 0.6)
    if _person_beside(clues) and len(words) <= 3:
        return Verdict("PERSON", 0.7)
    if clues.after in wordset("fighters") and len(words) <= 3:
        return Verdict("ORG", 0.6)
    if clues.after in wordset("site nouns") and len(words) <= 2:
        return Verdict(
            "LOC" if clues.after in {"area", "region", "desert", "valley"} else "GPE", 0.75
        )
    if len(words) <= 2 and not ordinary:
        if clues.before in wordset("place prepositions"):
            return Verdict("GPE", 0.55)
        if clues.after == "," and clues.ahead and _AGE.fullmatch(clues.ahead[0]):
            return Verdict("PERSON", 0.8)
    return None


def _by_shape(words: list[str], clues: Clues) -> Verdict | None:
    ordinary = sum(1 for word in words if common(word))
    if clues.shouting and ordinary:
        return None
    if 2 <= len(words) <= 4 and not ordinary and not any(is_acronym(word) for word in words):
        return Verdict("PERSON", 0.5)
    if len(words) >= 2 and (ordinary < len(words) or words[0] in wordset("generic")):
        return Verdict("ORG", 0.35)
    if len(words) == 1:
        if words[0] in wordlist("surnames") or words[0] in wordlist("first_names"):
            return Verdict("PERSON", 0.4)
        return Verdict("PERSON", 0.1)
    return None


def _organisation_beside(clues: Clues) -> bool:
    """Whether a noun beside the name says "company": "newspaper X", "X, an online retailer"."""
    nouns = wordset("organisation nouns")
    if clues.before in nouns or clues.after in nouns:
        return True
    apposed = clues.after == "," and clues.ahead[:1] in (("a",), ("an",), ("the",))
    return apposed and not nouns.isdisjoint(clues.ahead)


def _is_camel(word: str) -> bool:
    """Whether a word has a capital inside: "TikTok", but not "McCain", "al-Abadi", "O'Neill"."""
    return _CAMEL.search(word) is not None


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals as "PMU", "AT&T", "MPs" are."""
    bare = word[:-1] if word.endswith("s") else word
    return len(bare) > 1 and bare.isupper() and len(word) <= 7 and "." not in word
