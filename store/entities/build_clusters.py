"""Build the table of word clusters. Not needed at run time.

    python -m store.entities.build_clusters OUT

writes OUT (`data/clusters.gz` as shipped) from the Brown clusters of spacy-lookups-data (MIT
licence; shipped: 1.0.5), which that project counted from a billion words of the open web. Words
that are rarer than `RAREST` are left out.

The table is text: a line for each cluster, its path and then its words, sorted, parted by blanks.
"""

import gzip
import json
import sys
from collections import defaultdict
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

RAREST = -17.0
"""Natural logarithm of a word's share of the text that the clusters were counted from."""


def main() -> None:
    """Write the table to the file named on the command line."""
    of, share = _table("cluster"), _table("prob")
    clusters: dict[str, list[str]] = defaultdict(list)
    for word, number in sorted(of.items()):
        if number and share.get(word, -99.0) > RAREST and not any(map(str.isspace, word)):
            clusters[f"{number:b}"].append(word)
    lines = [" ".join([path, *words]) for path, words in sorted(clusters.items())]
    Path(sys.argv[1]).write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{sum(map(len, clusters.values()))} words in {len(clusters)} clusters")
    print(f"spacy-lookups-data {version('spacy-lookups-data')}")


def _table(name: str) -> dict[str, Any]:
    file = files("spacy_lookups_data") / "data" / f"en_lexeme_{name}.json.gz"
    table: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes()))
    return table


if __name__ == "__main__":
    main()
