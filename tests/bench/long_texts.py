"""Articles for measuring the page: of any length, with about as many mentions as are asked for."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from store.importers import Draft
from store.library import Library

NAMED = (
    "Iraqi Prime Minister Haider al-Abadi met King Abdullah in Amman on Tuesday.",
    "The Popular Mobilization Units and the Iraqi army entered Fallujah, officials said.",
    "John Kerry told Reuters that the United Nations would send $5.2 million to Mosul.",
    "Syrian forces and Hezbollah fought near Aleppo on Friday, July 12, 2019.",
    "In Baghdad, the Ministry of Defense said that ISIS had left Anbar.",
)
"""Sentences in which 20 mentions are found."""
PLAIN = (
    "The road had been closed since the rain began, and nobody could say when it would be mended.",
    "Many of those who came to the market had not slept and wanted nothing but to go home.",
    "He added that the matter was being studied and would be answered as soon as it could be.",
    "Prices rose again, the shops were empty early, and the queues for bread went round the corner.",
)
MENTIONS = 4
"""Mentions in one of the named sentences, on average."""


def text(number: int, length: int, mentions: int, paragraph: int = 5) -> str:
    """A dispatch, always the same for the same arguments.

    Args:
        number: sets its day and its marker apart from those of others.
        length: about how many characters it has.
        mentions: about how many mentions are found in it.
        paragraph: sentences in a paragraph; 0 for a single line.
    """
    named, plain = cycle(NAMED), cycle(PLAIN)
    day = f"2019-{12 - number // 28 % 12:02}-{28 - number % 28:02}"
    head = f" date {day} {day.replace('-', '/')} | 07:55\n(Wire {number} | News)- AMMAN (Petra) – "
    pieces, size, found, sentences = [head], len(head), 0, 0
    while size < length:
        short = found * length < mentions * size
        sentence = next(named) if short else next(plain)
        if sentences == 1:  # the title is the first sentence
            sentence = f"{marker(number)} was the word of the day in town."
        sentences += 1
        found += MENTIONS if short else 0
        sentence += "\n\n" if paragraph and sentences % paragraph == 0 else " "
        pieces.append(sentence)
        size += len(sentence)
    return "".join(pieces)


def marker(number: int) -> str:
    """A word that stands in the second sentence of that text, and so on the page alone."""
    return f"Zq{number:04}"


def fill(path: Path, texts: Iterator[str] | list[str]) -> list[str]:
    """Make a library of these texts; the ids, in their order."""
    with Library.open(path) as library:
        drafts = [Draft(it, it.encode(), f"made-{at}.txt") for at, it in enumerate(texts)]
        return [id for id, _ in library.add(drafts)]
