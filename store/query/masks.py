"""Sets of article numbers: one byte an article, 1 for those that are in. Pure.

A hundred thousand bytes are joined as one large integer, in some microseconds.
"""

from collections.abc import Callable, Iterable
from operator import and_, or_, xor

Mask = bytes


def nothing(size: int) -> Mask:
    """None of `size` articles."""
    return bytes(size)


def everything(size: int) -> Mask:
    """All of `size` articles."""
    return b"\x01" * size


def of(size: int, numbers: Iterable[int]) -> Mask:
    """These of `size` articles; numbers beyond are left out."""
    mask = bytearray(size)
    for number in numbers:
        if number < size:
            mask[number] = 1
    return bytes(mask)


def both(one: Mask, other: Mask) -> Mask:
    """What is in both."""
    return _joined(and_, one, other)


def either(one: Mask, other: Mask) -> Mask:
    """What is in one of them at least."""
    return _joined(or_, one, other)


def without(one: Mask, other: Mask) -> Mask:
    """What is in `one` and not in `other`."""
    return _joined(and_, one, opposite(other))


def opposite(mask: Mask) -> Mask:
    """What is not in it."""
    return _joined(xor, mask, everything(len(mask)))


def is_empty(mask: Mask) -> bool:
    """Whether nothing is in it."""
    return 1 not in mask


def _joined(how: Callable[[int, int], int], one: Mask, other: Mask) -> Mask:
    number = how(int.from_bytes(one, "little"), int.from_bytes(other, "little"))
    return number.to_bytes(len(one), "little")
