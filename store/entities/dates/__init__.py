"""Dates and times of a text, with what they mean.

forms: how they are written -> expressions: where they stand -> tense: past or to come
absolute, values, holidays: what one means by itself, or seen from the day of publication
timeline: what it means where it stands
"""

from .timeline import meanings

__all__ = ["meanings"]
