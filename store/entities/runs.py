"""Runs of capitalised words: where a name can stand.

A run is words [first, last) of one sentence that follow each other with one space and look like a
name together: "Ministry of Health and Social Welfare", "Haider al-Abadi", "George W. Bush".
"""

import re
from dataclasses import dataclass

from .tokens import Token
from .wordlists import wordlist, wordset

LONGEST = 12
"""Words a run may have; what is longer is a heading in capitals, and is cut."""

ARABIC_NAME = re.compile(r"(?:[aA]l|[eE]l|[aA][nrsztd]|[aA]sh|[uU]l|[eE][dns])[-‐‑]['’‘ʿʼ`]?[A-Z]")


_HYPHEN = re.compile(r"[-‐‑](?=[a-z]+$)")


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence; `shouting` when nearly all its words are capitalised."""

    text: str
    words: list[Token]
    shouting: bool


def sentence(text: str, words: list[Token]) -> Sentence:
    """Look at the tokens of one sentence of `text`."""
    words = [part for word in words for part in _apart(word)]
    letters = [word.text for word in words if word.text[0].isalpha()]
    capitals = sum(1 for word in letters if word[0].isupper())
    return Sentence(text, words, len(letters) > 3 and capitals > 0.7 * len(letters))


def _apart(word: Token) -> tuple[Token, ...]:
    """Cut a name from what it is hyphened to: "Geneva-based", "al-Qaeda-linked"."""
    head, *tails = _HYPHEN.split(word.text)
    if not tails or tails[0] not in wordset("hyphen tails") or not is_capitalised(head or "-"):
        return (word,)
    cut = word.start + len(head)
    return Token(word.start, cut, head), Token(cut, word.end, word.text[len(head) :])


def is_capitalised(word: str) -> bool:
    """Whether a word is written as a name is: "Anbar", "al-Abadi", "eBay" is not."""
    return word[0].isupper() or (word[0] in "aeu" and ARABIC_NAME.match(word) is not None)


def runs(here: Sentence) -> list[tuple[int, int]]:
    """Find the runs of a sentence, as pairs of indices into its words."""
    found = []
    words = here.words
    i = 0
    while i < len(words):
        if not _opens(words[i].text):
            i += 1
            continue
        end = i + 1
        while end < len(words) and end - i < LONGEST:
            after = _next(here, i, end)
            if after == end:
                break
            end = after
        found.append((i, end))
        i = end
    return found


def _opens(word: str) -> bool:
    if not is_capitalised(word) or word in wordset("calendar") or word in wordset("not names"):
        return False
    # "I" of "I'm" opens no name either.
    return re.split(r"['’]", word, maxsplit=1)[0] not in wordset("openers")


def _spaced(here: Sentence, index: int) -> bool:
    """Whether one plain space stands before the word at `index`."""
    words = here.words
    left, right = words[index - 1].end, words[index].start
    return right - left == 1 and here.text[left] in " \u00a0"


def _next(here: Sentence, start: int, end: int) -> int:
    """Where the run [start, end) ends once it has taken in what follows; `end` if it cannot."""
    words = here.words
    word = words[end].text
    last = words[end - 1].text
    if word == "." and len(last) == 1 and words[end].start == words[end - 1].end:
        return end + 1 if _opens_after(here, end + 1) else end
    if last == ".":  # an initial's
        return end + 1 if _opens(word) else end
    if not _spaced(here, end):
        return end
    if _opens(word) or word in wordset("numerals"):
        return end + 1
    if end + 1 >= len(words):
        return end
    if word in wordset("particles"):
        skip = end + 1
        while skip < len(words) - 1 and words[skip].text in wordset("particles") and skip - end < 3:
            skip += 1
        return skip + 1 if _opens_after(here, skip) else end
    return _after_link(here, start, end, word)


def _after_link(here: Sentence, start: int, end: int, word: str) -> int:
    """Take in "of", "for", "and", "&" where they tie an organisation's name together."""
    words = here.words
    if word == "&":
        return end + 2 if _opens_after(here, end + 1) else end
    inside = [word.text for word in words[start:end]]
    if word in {"of", "for", "on", "to"}:
        if not _ties(inside, word):
            return end
        skip = end + 2 if words[end + 1].text == "the" else end + 1
        return skip + 1 if _opens_after(here, skip) else end
    joins = (
        word == "and"
        and _ordinary(inside[-1])
        and _ordinary(words[end + 1].text)
        and ("of" in inside or "for" in inside or _organisation_ahead(here, start, end + 1))
    )
    return end + 2 if joins and _opens_after(here, end + 1) else end


def _ties(inside: list[str], link: str) -> bool:
    """Whether "of", "for", "on" or "to" goes on with the name of which `inside` is the start."""
    last = inside[-1]
    if link in {"on", "to"}:
        loose = {"Government", "House", "Party"}
        return last in wordset("organisation starts") and last not in loose
    if last in wordset("organisation starts") or last in wordset("organisation heads"):
        return True
    further = ("of" in inside or "for" in inside) and _ordinary(last)
    lands = wordset("political heads") | wordset("place heads")
    return link == "of" and (further or last in lands or last == "Battle")


def _ordinary(word: str) -> bool:
    return word.lower() in wordlist("common_words")


def _organisation_ahead(here: Sentence, start: int, index: int) -> bool:
    """Whether "Food and Agriculture Organization" goes on from `index` to its head word."""
    before = {word.text for word in here.words[start : index - 1]}
    if before & (wordset("organisation heads") | wordset("titles")):
        return False
    last = index
    while last - index < 4 and _opens_after(here, last + 1):
        last += 1
    return last > index and here.words[last].text in wordset("organisation heads")


def _opens_after(here: Sentence, index: int) -> bool:
    return index < len(here.words) and _opens(here.words[index].text) and _spaced(here, index)
