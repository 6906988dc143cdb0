"""Names, dates and sentences of a text, found by rules and lists that come with the program.

    text -> tokens -> sentences -> runs of capitals -> names: proposals, each with a weight
         -> known_as, passes: what the article says of its own names
         -> dates + values, amounts -> links: one entity for all mentions of one thing

Everything here is derived: it can be made again from the text at any time.
"""

from .links import group
from .recogniser import recognise
from .sentences import sentences
from .tokens import Token, tokens

VERSION = 1
"""Stamp of what is derived; it goes up whenever the same text may give other mentions."""

__all__ = ["VERSION", "Token", "group", "recognise", "sentences", "tokens"]
