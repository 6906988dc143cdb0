"""Two readers over the same articles: which articles, how far they agree, and in what not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from ..article import Marks
from ..clean import HIGHLIGHT
from ..documents import head_of
from ..log.line import Doc
from .agreement import Disagreement, Figures, Tally, disagreements, tallies
from .decisions import decided
from .readers import Reader


@dataclass(frozen=True)
class Compared:
    """One article that was compared.

    Attributes:
        id, title: the article's.
        labels: what was counted of the labels.
        highlights: what was counted of the highlights without a label.
        disagreements: where the two differ, in the order of the text.
    """

    id: str
    title: str
    labels: Tally
    highlights: Tally
    disagreements: tuple[Disagreement, ...]

    @property
    def figures(self) -> Figures:
        """How far the two agree in the labels of this article."""
        return self.labels.figures()


@dataclass(frozen=True)
class Comparison:
    """What came of comparing two readers.

    Attributes:
        articles: those that were compared, by id.
        only_a, only_b: how many articles only one of the two opened or marked.
        without_text: how many of those that were to be compared have no text anywhere.
    """

    articles: tuple[Compared, ...]
    only_a: int
    only_b: int
    without_text: int
    labels: Tally = field(default_factory=Tally)
    highlights: Tally = field(default_factory=Tally)

    @property
    def total(self) -> Figures:
        """How far the two agree in all labels."""
        return self.labels.figures()

    @property
    def rows(self) -> list[Figures]:
        """The same for each label, the plain highlights last."""
        plain = [self.highlights.figures(HIGHLIGHT)] if self.highlights.labels else []
        return [*map(self.labels.figures, self.labels.labels), *plain]

    @property
    def disagreements(self) -> int:
        """In how many places the two differ."""
        return sum(len(it.disagreements) for it in self.articles)


def compare(
    a: Reader,
    b: Reader,
    more: Iterable[Callable[[Iterable[str]], Mapping[str, Doc]]] = (),
    everything: bool = False,
) -> Comparison:
    """Compare two readers.

    Args:
        a: one reader.
        b: the other.
        more: where texts may be that neither of them has: wanted ids in, documents out.
        everything: compare the articles too that only one of them opened or marked.

    Raises:
        DatelineError: when a text cannot be read.
    """
    seen = (a.seen, b.seen)
    wanted = seen[0] | seen[1] if everything else seen[0] & seen[1]
    docs: dict[str, Doc] = {}
    for source in (a.texts, b.texts, *more):
        docs |= source(wanted - docs.keys())
    articles = [
        _compared(id, docs[id], a.marks(id, docs[id]["text"]), b.marks(id, docs[id]["text"]))
        for id in sorted(wanted & docs.keys())
    ]
    found = Comparison(
        tuple(articles), len(seen[0] - seen[1]), len(seen[1] - seen[0]), len(wanted - docs.keys())
    )
    for it in articles:
        found.labels.add(it.labels)
        found.highlights.add(it.highlights)
    return found


def _compared(id: str, doc: Doc, of_a: Marks, of_b: Marks) -> Compared:
    text = doc["text"]
    a, b = decided(text, of_a), decided(text, of_b)
    title = head_of(doc).title
    return Compared(id, title, *tallies(text, a, b), tuple(disagreements(a, b)))
