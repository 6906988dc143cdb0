"""Records to be exported, for the tests of exporters and for the conformance tests."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from hypothesis import strategies as st

from store import parse, recognise
from store.article import Article, Highlight, Marks, Mention, Note
from store.exporters import EXPORTERS, Record
from support import SEED, SEEDS

SHIFTS = {"as it came": "", "shifted": "\U0001f600 cafe\u0301 \U0001f1ee\U0001f1f6\r\n\r\n"}
"""What stands in front of the seed: an emoji, a decomposed accent, a flag and Windows line ends."""


def article_of(text: str) -> Article:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(digest[:16], text, digest, "a path", 0, parse(text))


def record_of(
    text: str,
    highlights: Sequence[tuple[int, int, str | None]] = (),
    mentions: Sequence[Mention] = (),
    notes: Sequence[tuple[int, int, str]] = (),
    tags: tuple[str, ...] = (),
    on_article: Sequence[str] = (),
    stretch_tags: tuple[str, ...] = (),
) -> Record:
    article = article_of(text)
    marks = Marks(
        tags=tags,
        highlights=tuple(
            Highlight(f"{article.id}:h{n}", start, end, text[start:end], label, stretch_tags)
            for n, (start, end, label) in enumerate(highlights)
        ),
        notes=(
            *(Note(f"{article.id}:a{n}", said) for n, said in enumerate(on_article)),
            *(
                Note(f"{article.id}:n{n}", said, start, end, text[start:end])
                for n, (start, end, said) in enumerate(notes)
            ),
        ),
    )
    return Record(article, marks, tuple(mentions))


def seed_record(shift: str) -> Record:
    """The original dispatch with something of everything on it."""
    text = SHIFTS[shift] + (SEEDS / SEED).read_bytes().decode("utf-8")

    def place(quote: str) -> tuple[int, int]:
        start = text.index(quote)
        return start, start + len(quote)

    mentions = [
        replace(it, status=("suggested", "accepted", "mine")[n % 3])
        for n, it in enumerate(recognise(text))
    ]
    army = place("Syrian Arab Army (SAA) and Iraqi PMU forces ")
    return record_of(
        text,
        highlights=[
            (*army, None),
            (*place("joint operation"), "WEAPON OF WAR"),
            (*place("operation clearing"), "=OP"),
        ],
        mentions=mentions,
        notes=[(*place("Daesh terrorists"), '=two\nlines, «quoted» "so"'), (*army, "on a mark")],
        tags=("iraq", "follow up"),
        on_article=["of the whole"],
        stretch_tags=("to check", "ir#aq"),
    )


def export(name: str, records: Sequence[Record]) -> tuple[dict[str, str], Counter[str]]:
    """Run an exporter; the name of each file with its text, and what was lost."""
    lost: Counter[str] = Counter()
    made = {file.name: "".join(file.pieces) for file in EXPORTERS[name].files(records, lost)}
    return made, +lost


# -- anything ----------------------------------------------------------------------------------------

NASTY = (
    "ab Z9.\t\r\n\0\x0b\x1b\x85\u2028\u2029\u202e\u200d\ufeff\ud800\udfff\U0001f600e\u0301-=+@|"
    "\"'<>&{}\\[]#%$~^_,;:`*/()\u00a0\u3000"
)
TEXTS = st.text(st.sampled_from(NASTY), min_size=1, max_size=40) | st.text(min_size=1, max_size=30)
LABELS = st.text(st.sampled_from("AB ab-_\n\t|<&\"'é\ud800\0"), min_size=1, max_size=6)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any text with any marks: they overlap, begin with blanks, bear any label."""
    text = draw(TEXTS)

    def spans(most: int) -> list[tuple[int, int]]:
        edges = st.integers(0, len(text))
        pairs = draw(st.lists(st.tuples(edges, edges), max_size=most, unique=True))
        return [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]

    taken, mentions = 0, []
    for start, end in sorted(set(spans(5))):
        if start >= taken:  # mentions never overlap
            status = draw(st.sampled_from(["suggested", "accepted", "mine"]))
            label = draw(st.sampled_from(["ORG", "GPE"]))
            mentions.append(
                Mention(start, end, label, draw(st.sampled_from("xy")), None, "rule", status)
            )
            taken = end
    return record_of(
        text,
        highlights=[(*span, draw(st.none() | LABELS)) for span in sorted(set(spans(4)))],
        mentions=mentions,
        notes=[(*span, draw(TEXTS)) for span in sorted(set(spans(2)))],
        tags=tuple(draw(st.lists(LABELS.filter(str.strip), max_size=2, unique=True))),
        on_article=draw(st.lists(TEXTS, max_size=1)),
    )
