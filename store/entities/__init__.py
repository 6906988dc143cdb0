"""Names, dates and sentences of a text, found by a trained tagger, rules and lists.

    text -> tokens -> sentences -> features: what the tagger looks at, the rules' guesses too
         -> tagger + weights: the best labels of each sentence
         -> passes: what the article says of its own names (`known_as`), what lists know for sure
         -> own: the reader's names, which outrank all of it
         -> dates, sums: with their values -> links: one entity for all mentions of one thing
    adapters: recognisers from elsewhere in the tagger's place; guard: which names may be learned
    why: the same steps, told for one mention
    stretches: name phrases and clauses, for selecting
    train, build_*: how the weights and lists were made; not needed at run time

Everything here is derived: it can be made again from the text at any time.
"""

from .links import group
from .recogniser import recognise
from .sentences import sentences
from .tokens import Token, tokens

VERSION = 3
"""Stamp of what is derived; it goes up whenever the same text may give other mentions."""

__all__ = ["VERSION", "Token", "group", "recognise", "sentences", "tokens"]
