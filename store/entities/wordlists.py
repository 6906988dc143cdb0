"""The word lists beside this module, read when first asked for.

Long lists are files of their own in `data`, one entry a line, "#" begins a comment line. Small
closed lists of words stand together in `data/words.txt`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


_counted: list[Path] = []
"""The folder that holds other counted lists than the shipped ones, if any."""


def _lines(name: str) -> list[str]:
    file = DATA / f"{name}.txt"
    for folder in _counted:
        file = folder / file.name if (folder / file.name).exists() else file
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def wordlist(name: str) -> frozenset[str]:
    """Read a long list.

    Args:
        name: the file's name without ".txt".

    Returns:
        Its entries.

    Raises:
        FileNotFoundError: the package holds no such list.
    """
    return frozenset(_lines(name))


@cache
def _wordsets() -> dict[str, frozenset[str]]:
    sets: dict[str, list[str]] = {}
    words: list[str] = []
    for line in _lines("words"):
        if line.startswith("= "):
            words = sets[line[2 : line.index(":")]] = []
        else:
            words += line.split()
    return {name: frozenset(words) for name, words in sets.items()}


@cache
def wordset(name: str) -> frozenset[str]:
    """Give one of the small lists.

    Args:
        name: what stands between "=" and ":" in `words.txt`.

    Returns:
        Its words.

    Raises:
        KeyError: there is no such list.
    """
    return _wordsets()[name]


@contextmanager
def counted_in(folder: Path) -> Iterator[None]:
    """Take the lists that stand in a folder from there: for training, not for reading."""
    _counted.append(folder)
    wordlist.cache_clear()
    yield
    _counted.remove(folder)
    wordlist.cache_clear()
