"""What recognition costs: reading weights and lists, an article, many articles, memory.

    python tests/bench/recogniser.py [TEXTS.jsonl.gz]

TEXTS holds one JSON object with a "text" a line; without it the seeds are read. A loop of plain
Python beside it says how busy the machine is: compare ratios, not seconds.
"""

import gzip
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

_LOAD = """
import time
start = time.process_time()
from store.entities import clusters, gazetteer, recognise, tagger, wordlists
imported = time.process_time()
tagger.shipped(), gazetteer.places(), clusters.cluster("Baghdad")
for name in ("common_words", "first_names", "surnames", "organisations", "peoples", "groups"):
    wordlists.wordlist(name)
print(1000 * (imported - start), 1000 * (time.process_time() - imported))
"""


def resident() -> float:
    """Megabytes of this process in memory (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def texts() -> list[str]:
    if len(sys.argv) > 1:
        lines = gzip.decompress(Path(sys.argv[1]).read_bytes()).decode("utf-8").splitlines()
        return [json.loads(line)["text"] for line in lines]
    return [file.read_text("utf-8") for file in sorted((ROOT / "seeds").glob("*.txt"))]


def loop() -> float:
    """Processor seconds of a million rounds of nothing."""
    start, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number & 7
    return time.process_time() - start


def main() -> None:
    loads = sorted(
        [float(it) for it in subprocess.run(
            [sys.executable, "-c", _LOAD], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.split()]
        for _ in range(5)
    )  # fmt: skip
    imported, load = loads[2]
    print(f"import {imported:.0f} ms, weights and lists {load:.0f} ms (median of 5, CPU)")

    before, given = resident(), texts()
    held = resident() - before
    from store.entities import recognise

    words = sum(len(text.split()) for text in given)
    start = time.process_time()
    for text in given:
        recognise(text, "2019-07-09")
    took = time.process_time() - start
    print(f"{words} words, {words / took:,.0f} a second; {resident() - before - held:.0f} MB added")

    article = " ".join((given[0] + " ".join(given)).split()[:350])
    times = []
    for _ in range(9):
        start = time.process_time()
        recognise(article, "2019-07-09")
        times.append(time.process_time() - start)
    print(f"350 words: first {1000 * times[0]:.1f} ms, then {1000 * sorted(times)[4]:.1f} ms")
    print(f"a million rounds of an empty loop beside it: {1000 * loop():.0f} ms")


if __name__ == "__main__":
    main()
