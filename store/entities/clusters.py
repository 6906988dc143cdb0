"""Which words are used alike: Brown clusters, read when first asked for.

Each word of the table belongs to one of a thousand clusters; a cluster is the path to it in a
binary tree, as 0 and 1, the root last, so that the end of a path stands for a larger cluster. Where
they come from: `data/README.md`.
"""

import gzip
from collections.abc import Mapping
from functools import cache

from .wordlists import DATA


@cache
def _paths() -> Mapping[str, str]:
    text = gzip.decompress((DATA / "clusters.gz").read_bytes()).decode("utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        path, *words = line.split(" ")
        table.update(dict.fromkeys(words, path))
    return table


def cluster(word: str) -> str:
    """The path of a word's cluster, "" when the table does not hold the word.

    A word in capitals alone counts as its capitalised form where that is known.
    """
    paths = _paths()
    return paths.get(word) or (paths.get(word.capitalize(), "") if len(word) > 4 else "")
