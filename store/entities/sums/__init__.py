"""Sums of money and percentages of a text, with their values.

currencies: how they are written -> quantities: what a number is worth -> amounts: where they stand
"""

from .amounts import amounts

__all__ = ["amounts"]
