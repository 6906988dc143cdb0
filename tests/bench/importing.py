"""How fast articles come in: each importer beside reading its bytes, and 10,000 texts end to end.

    python tests/bench/importing.py

CPU time of this process, medians of five rounds; the end to end figure is another process, a
fresh library and its memory included.
"""

import io
import json
import mailbox
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from store.documents import dispatch_of  # noqa: E402
from store.duplicates import likeness  # noqa: E402
from store.importers import Draft, read, read_bytes  # noqa: E402

ROUNDS, COUNT, WHOLE = 5, 1000, 10_000
SEED = (ROOT / "seeds" / "000_68b17ba8da5cad87.txt").read_text("utf-8")
SENTENCES = [it.strip() + "." for it in SEED[88:].replace(".", ". ").split(". ") if len(it) > 40]


def texts(count: int) -> list[str]:
    """Dispatches of the seed's length and shape, each of other words."""
    random = Random(7)
    return [
        f"BAGHDAD (Dispatches) – In all {n} came. " + " ".join(_changed(random))
        for n in range(count)
    ]


def _changed(random: Random) -> list[str]:
    """The seed's sentences in another order, every third word one of its own."""
    order = random.sample(SENTENCES, len(SENTENCES))
    return [
        " ".join(
            f"{random.getrandbits(24):x}" if n % 3 == 1 and it.isalpha() else it
            for n, it in enumerate(sentence.split())
        )
        for sentence in order
    ]


def timed(work: Callable[[], object]) -> float:
    """CPU seconds, the median of some rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return statistics.median(found)


def taken(items: list[Draft | object]) -> None:
    """What is done with a draft before the library: parse, and what duplicates are told by."""
    for it in items:
        assert isinstance(it, Draft)
        dispatch_of(it.text, it.stated)


def main() -> None:
    """Print a line each."""
    written = texts(COUNT)
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        for n, text in enumerate(written):
            (base / f"{n}.txt").write_text(text)
        paths = sorted(base.glob("*.txt"))
        plain = timed(lambda: [path.read_bytes() for path in paths])
        ours = timed(lambda: [taken(list(read(path))) for path in paths])
        print(f".txt: {COUNT / ours:,.0f}/s, {ours / plain:.1f} x a plain read")
        lines = "".join(
            json.dumps({"text": it, "title": "A title"}) + "\n" for it in written
        ).encode()
        ours = timed(lambda: taken(list(read_bytes(lines, "a", "a.jsonl"))))
        print(f"JSONL: {COUNT / ours:,.0f}/s")
        ours = timed(lambda: [likeness(it) for it in written])
        print(f"duplicates: {1e6 * ours / COUNT:,.0f} µs an article")
        items = "".join(
            f"<item><guid>{n}</guid><title>T {n}</title><description>&lt;p&gt;{it}&lt;/p&gt;</description>"
            "<pubDate>Mon, 03 Feb 2020 10:00:00 GMT</pubDate></item>"
            for n, it in enumerate(written)
        )
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
        ours = timed(lambda: list(read_bytes(rss.encode(), "a", "a.xml")))
        print(f"feed: {COUNT / ours:,.0f} entries/s")
        box = mailbox.mbox(base / "a.mbox")
        for n, it in enumerate(written):
            message = EmailMessage()
            message["From"], message["Subject"], message["Message-ID"] = "a@x", f"T {n}", f"<{n}@x>"
            message.set_content(it)
            box.add(message)
        box.flush()
        mails = (base / "a.mbox").read_bytes()
        ours = timed(lambda: taken(list(read_bytes(mails, "a", "a.mbox"))))
        print(f"mbox: {COUNT / ours:,.0f}/s")
    end_to_end()


def end_to_end() -> None:
    """10,000 texts into a fresh library, by another process."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder) / "in"
        base.mkdir()
        for n, text in enumerate(texts(WHOLE)):
            (base / f"{n}.txt").write_text(text)
        command = [
            sys.executable,
            "-m",
            "tui",
            "--library",
            f"{folder}/library",
            "add",
            str(base),
            "--json",
        ]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        megabytes = after.ru_maxrss / 1024
        said = io.BytesIO(done.stderr).read().decode().strip()
        print(f"{WHOLE:,} texts end to end: {cpu:.1f} s CPU, {megabytes:.0f} MB ({said})")


if __name__ == "__main__":
    main()
