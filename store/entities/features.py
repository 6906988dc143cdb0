"""What the tagger looks at: attributes of each word of a sentence, as short strings.

The same functions feed training and reading, so a word looks alike to both. An attribute depends on
one word (`Traits`), on a pair or triple of neighbours, or on the sentence (`standing`); that
division lets `tagger` keep the sums of weights of whole words and pairs.

The templates are those of section 6 of Ratinov and Roth, "Design challenges and misconceptions in
named entity recognition" (CoNLL 2009), without its document features: words, shapes, affixes, word
clusters (Brown et al. 1992), gazetteers; to them come what the rules of `names` propose.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from .clusters import cluster
from .gazetteer import key, longest_match
from .names import propose
from .runs import ARABIC_NAME, Sentence
from .spans import Proposal
from .wordlists import wordlist, wordset

_LISTS = (
    "titles", "weak titles", "title nouns", "said", "organisation heads", "organisation starts",
    "organisation nouns", "foreign organisation starts", "lone organisations", "place heads",
    "political heads", "facility heads", "facility starts", "event heads", "event starts",
    "land starts", "town starts", "calendar", "particles", "site nouns", "fighters", "directions",
    "place prepositions", "openers", "not names", "generic",
)  # fmt: skip
_STRAIGHT = str.maketrans("’‘ʼ`“”–—‐‑", "''''\"\"----")
_LETTER = re.compile(r"[^\W\d_]")
_AGAIN = re.compile(r"(.)\1+")
_AFFIX_BITS = (4, 6, 8)
"""Bits of a cluster's path that stand for coarser clusters."""


class Form(NamedTuple):
    """What pairs and triples of words are seen by.

    `shape` is a word's squeezed shape ("Xx"), `cluster` the end of its cluster's path.
    """

    shape: str
    cluster: str


class Traits(NamedTuple):
    """The attributes of a word by itself.

    `word` are those that no other word has, and `own` the others; `beside` are for its neighbours,
    the word itself first, `far` for those two words away. (Pairs of words, and words two away, were
    tried: they learn the training texts by heart and do worse on others.)
    """

    word: tuple[str, ...]
    own: tuple[str, ...]
    beside: tuple[str, ...]
    far: tuple[str, ...]
    form: Form


def traits(written: str) -> Traits:
    """Look at one word, as written."""
    word = written.translate(_STRAIGHT)
    low = word.lower()
    shape = word.translate(_SIGNS)
    squeezed = _AGAIN.sub(r"\1", shape)
    own = [f"q={squeezed}"]
    if len(word) <= 6:
        own.append(f"s={shape}")
    own += [f"p{n}={low[:n]}" for n in (2, 3, 4) if len(low) > n]
    own += [f"x{n}={low[-n:]}" for n in (1, 2, 3, 4) if len(low) > n]
    own += [name for name, has in _flags(word) if has]
    if "-" in word:
        head, _, tail = word.partition("-")
        own += [f"h={head.lower()}", f"t={tail.lower()}"]
        own += ["people-"] if head in wordlist("peoples") else []
    listed = [f"l={name}" for name in _lists(written)]
    path = cluster(word)
    coarse = [f"c{bits}={path[-bits:]}" for bits in _AFFIX_BITS if len(path) > bits]
    exact = [f"c={path}"] if path else []
    beside = [f"w={low}", f"q={squeezed}", f"x3={low[-3:]}", *listed, *exact, *coarse[1:2]]
    far = [f"q={squeezed}", *exact]
    form = Form(squeezed, path[-6:])
    itself = f"w={low}", f"W={word}"
    return Traits(itself, (*own, *listed, *exact, *coarse), tuple(beside), tuple(far), form)


class _Signs(dict[int, str]):
    """A character -> its sign in a shape: X or x for a letter, d for a digit, or itself."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if sign.isdecimal():
            shown = "d"
        elif _LETTER.fullmatch(sign):
            shown = "X" if sign.isupper() else "x"
        else:
            shown = sign
        self[code] = shown
        return shown


_SIGNS = _Signs()


def _flags(word: str) -> tuple[tuple[str, bool], ...]:
    return (
        ("capital", word[0].isupper()),
        ("capitals", word.isupper()),
        ("digit", any(map(str.isdigit, word))),
        ("hyphen", "-" in word),
        ("arabic", ARABIC_NAME.match(word) is not None),
    )


@lru_cache(4096)
def _lists(word: str) -> tuple[str, ...]:
    """The lists that hold a word."""
    listed = [name for name in _LISTS if word in wordset(name)]
    if word in wordlist("peoples"):
        listed.append("people")
    if key(word) in wordlist("groups"):
        listed.append("group")
    return tuple(listed)


def seen_left(left: Form, here: Form) -> tuple[str, str]:
    """A word together with the one before it: their shapes, their clusters."""
    return f"-q={left.shape} {here.shape}", f"-c={left.cluster} {here.cluster}"


def seen_right(here: Form, right: Form) -> tuple[str, str]:
    """A word together with the one after it: their shapes, their clusters."""
    return f"+q={here.shape} {right.shape}", f"+c={here.cluster} {right.cluster}"


def seen_around(left: Form, here: Form, right: Form) -> str:
    """The attribute of a word between two others."""
    return f"qqq={left.shape} {here.shape} {right.shape}"


def standing(here: Sentence, guesses: Iterable[Proposal]) -> list[tuple[str, ...]]:
    """The attributes that come from the sentence: its edges, its case, places, what rules guess."""
    words = [token.text for token in here.words]
    last = len(words) - 1
    case = ["shout"] if here.shouting else []
    if len(words) > 1 and all(word.isupper() for word in words if word[0].isalpha()):
        case.append("all capitals")
    places, said = _places(words), _guessed(here, guesses)
    found = []
    for at in range(len(words)):
        signs = list(case)
        if at == 0:
            signs.append("first")
        if at == last:
            signs.append("last")
        before, after = max(at - 1, 0), min(at + 1, last)
        if places[before] or places[at] or places[after]:
            signs += _marks("g", places, at)
        if said[before] or said[at] or said[after]:
            signs += _marks("r", said, at)
            signs += [f"-r={said[at - 1] if at else ''} {said[at]}"]
            signs += [f"+r={said[at]} {said[at + 1] if at < last else ''}"]
        found.append(tuple(signs))
    return found


def _marks(sign: str, marks: Sequence[str], at: int) -> list[str]:
    found = [f"{sign}={marks[at]}"] if marks[at] else []
    if at and marks[at - 1]:
        found.append(f"{sign}-1={marks[at - 1]}")
    if at + 1 < len(marks) and marks[at + 1]:
        found.append(f"{sign}+1={marks[at + 1]}")
    return found


def _places(words: Sequence[str]) -> list[str]:
    """For each word the class of the longest place that it is part of, or nothing."""
    marks = [""] * len(words)
    keys = [
        key(word) if word[0].isupper() or word[:3].lower() in {"al-", "el-"} else ""
        for word in words
    ]
    at = 0
    while at < len(words):
        found = longest_match(keys, at) if keys[at] else None
        if found is None:
            at += 1
            continue
        end, kind = found
        size = "m" if end - at > 1 else ""
        marks[at:end] = [f"B{size} {kind}", *[f"I{size} {kind}"] * (end - at - 1)]
        at = end
    return marks


def _guessed(here: Sentence, guesses: Iterable[Proposal]) -> list[str]:
    """For each word what the rules say of it, and how sure they are, or nothing."""
    marks = [""] * len(here.words)
    at = 0
    for one in guesses:
        while here.words[at].start < one.start:
            at += 1
        sure = "" if one.weight >= 0.8 else "?" if one.weight >= 0.4 else "??"
        part = "B"
        while at < len(here.words) and here.words[at].end <= one.end:
            marks[at] = f"{part} {one.label}{sure}"
            part, at = "I", at + 1
    return marks


def attributes(here: Sentence) -> list[list[str]]:
    """All attributes of each word of a sentence, as training wants them."""
    seen = [traits(token.text) for token in here.words]
    found = []
    for at, signs in enumerate(standing(here, propose(here))):
        own = [*seen[at].word, *seen[at].own, *signs]
        for by in (-1, 1):
            if 0 <= at + by < len(seen):
                own += [f"{by:+d}{it}" for it in seen[at + by].beside]
            if 0 <= at + 2 * by < len(seen):
                own += [f"{2 * by:+d}{it}" for it in seen[at + 2 * by].far]
        if at:
            own += seen_left(seen[at - 1].form, seen[at].form)
        if at + 1 < len(seen):
            own += seen_right(seen[at].form, seen[at + 1].form)
            if at:
                own.append(seen_around(*(one.form for one in seen[at - 1 : at + 2])))
        found.append(own)
    return found
