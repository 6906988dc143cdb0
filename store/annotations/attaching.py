"""Foreign annotations put where they belong in the library: one act; what does not fit is said.

An article is found by its id, by the hash of its text, by its letters, by its address, or by a
quote with what stands around it. Where its text differs from the file's, places are carried over
(`carrying`): what has moved for sure is taken, the rest is said. What is there already is not
written again.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from .. import marks
from ..article import Article, Highlight, Marks, Mention
from ..clean import clean_tag
from ..derived.database import Unusable
from ..duplicates import likeness
from ..errors import BadRequest, NotFound
from ..library import Library
from ..likening import catch_up, likenesses
from ..marks import Act, short
from ..teaching import LABELS, correct
from ..versions.carrying import MOVED, Carrier
from .foreign import Foreign, Stretch, Unfit
from .units import POINTS, fits, in_code_points

_ID = re.compile(r"[0-9a-f]{16}")
_SIGNS = re.compile(r"[^A-Za-z0-9_-]")
_CANDIDATES = 50
"""Articles that a quote is looked for in."""


@dataclass
class Attached:
    """What became of a file.

    Attributes:
        act: what is to be done; it changes nothing where all was there already.
        counts: what was taken: highlights, mentions, notes, tags.
        known: how much of it was there already.
        unfit: what was not taken: where, and why.
        told: what else the reader should know, a line each.
    """

    act: Act = field(default_factory=lambda: Act("", {}))
    counts: dict[str, int] = field(default_factory=dict)
    known: int = 0
    unfit: list[Unfit] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


class Attaching:
    """Attaches what comes in to the articles of one library.

    Args:
        library: the library.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._by_address: dict[str, str] | None = None
        catch_up(library)

    def attach(self, items: Iterable[Foreign | Unfit], name: str) -> Attached:
        """Find the places of everything in a file; nothing is written.

        Args:
            items: what the file holds.
            name: what it is called, for the sentence that says what was done.
        """
        done, acts = Attached(), list[Act]()
        for it in items:
            if isinstance(it, Unfit):
                done.unfit.append(it)
                continue
            done.unfit += [Unfit(it.source, reason) for reason in it.unfit]
            article = self._article(it)
            if article is None:
                why = "its article is not in the library; add that first"
                done.unfit.append(Unfit(it.source, why))
            else:
                acts += self._acts(article, it, done)
        counts = [f"{count} {what}{'s' * (count != 1)}" for what, count in done.counts.items()]
        said = f"took in {', '.join(counts)} from {short(name)}" if counts else ""
        done.act = marks.joined(acts, said)
        return done

    # -- the article -----------------------------------------------------------------------------

    def _article(self, it: Foreign) -> Article | None:
        for id in self._ids(it):
            try:
                return self._library.article(id)
            except NotFound:
                continue
        return None

    def _ids(self, it: Foreign) -> Iterable[str]:
        library = self._library
        if _ID.fullmatch(it.id):
            yield it.id
        if it.text is not None:
            raw = it.text.encode("utf-8", "surrogatepass")
            yield sha256(raw).hexdigest()[:16]
            try:
                (found,) = likenesses(library).look([likeness(it.text)])
                yield from (library.catalogue.heads.id(n) for n in found.lettered)
            except Unusable:
                pass
        if it.address:
            yield from self._at(it.address)
        if it.text is None:
            yield from self._quoting(it)

    def _at(self, address: str) -> Iterable[str]:
        """The article that came from an address."""
        if self._by_address is None:
            self._by_address = {}
            for row in self._library.select("is:archived OR -is:archived"):
                head = self._library.article(row.id).dispatch.head
                if head.source_url:
                    self._by_address.setdefault(head.source_url, row.id)
        return [found] if (found := self._by_address.get(address)) else []

    def _quoting(self, it: Foreign) -> Iterable[str]:
        """The one article in which the first quotes stand, with what is around them."""
        for stretch in it.stretches[:5]:
            whole = f"{stretch.prefix}{stretch.quote or ''}{stretch.suffix}"
            words = whole.replace('"', " ").replace("\\", " ").split()[1:-1]
            if not stretch.quote or len(words) < 4:
                continue
            try:
                rows = list(self._library.select(f'"{" ".join(words)}"'))[:_CANDIDATES]
            except BadRequest:
                continue
            if len(rows) == 1:
                yield rows[0].id
                return

    # -- the places ------------------------------------------------------------------------------

    def _acts(self, article: Article, it: Foreign, done: Attached) -> list[Act]:
        there = self._library.marks_of(article)
        mentions = self._library.mentions(article)
        acts = list[Act]()
        for stretch in dict.fromkeys(self._placed(article, it, done)):
            acts += self._of_stretch(article, stretch, there, mentions, done)
        tags = _clean(it.tags)
        done.known += len([tag for tag in tags if tag in there.tags])
        if new := [tag for tag in tags if tag not in there.tags]:
            acts.append(marks.tag(article.id, new))
            _count(done, "tag", len(new))
        written = {note.text for note in there.notes}
        for note in dict.fromkeys(note.strip() for note in it.notes):
            acts += self._note(article, note, None, note in written, done)
        return acts

    def _placed(self, article: Article, it: Foreign, done: Attached) -> list[Stretch]:
        """The stretches in code points of the article's text; the others are said to be unfit."""
        theirs = article.text if it.text is None else it.text
        stretches, unit = in_code_points(theirs, it.stretches)
        if unit != POINTS:
            done.told.append(f"{it.source}: its offsets count {unit}")
        alike = len(theirs) == len(article.text) and _alike(theirs, article.text)
        carrier = None if alike else Carrier(theirs, article.text)
        placed = []
        for stretch in stretches:
            stretch = _found(theirs, stretch)
            why = _wrong(theirs, stretch)
            if not why and carrier:
                fate = carrier.carry(stretch.start, stretch.end)
                if fate.what != MOVED or not fate.span:
                    why = f"in our text its place is {fate.what}"
                else:
                    stretch = _at(stretch, fate.span.start, fate.span.end)
            if why:
                done.unfit.append(Unfit(it.source, f"{_told(stretch)}: {why}"))
            else:
                placed.append(stretch)
        return placed

    def _of_stretch(
        self, article: Article, it: Stretch, there: Marks, mentions: tuple[Mention, ...],
        done: Attached,
    ) -> list[Act]:  # fmt: skip
        acts = list[Act]()
        if _is_there(article.text, it, there, mentions):
            done.known += 1
        elif it.kind == "mention" and it.label in LABELS:
            acts.append(correct(article, (it.start, it.end), it.label, there.corrections, mentions))
            _count(done, "mention", 1)
        elif it.kind != "note":
            acts.append(marks.highlight(article, it.start, it.end, it.label, _clean(it.tags)))
            _count(done, "highlight", 1)
        place = _bare(article.text, it.start, it.end)
        written = {text for text, at in _noted(article.text, there) if at == place}
        for note in dict.fromkeys(note.strip() for note in it.notes):
            acts += self._note(article, note, (it.start, it.end), note in written, done)
        return acts

    def _note(
        self, article: Article, text: str, span: tuple[int, int] | None, known: bool, done: Attached
    ) -> list[Act]:
        if known:
            done.known += 1
            return []
        _count(done, "note", 1)
        return [marks.note(article, text, span, None)]


def _count(done: Attached, what: str, more: int) -> None:
    done.counts[what] = done.counts.get(what, 0) + more


def _alike(one: str, other: str) -> bool:
    """Whether two texts of one length differ in characters only that exports put for others."""
    return all(
        a == b or (a in " \ufffd" and (b.isspace() or not b.isprintable()))
        for a, b in zip(one, other, strict=True)
    )


def _found(text: str, it: Stretch) -> Stretch:
    """A stretch that its quote alone places, with what stands around it, or does so better."""
    if it.quote is None or (it.start >= 0 and fits(text, it)):
        return it
    for before, after in ((it.prefix, it.suffix), ("", "")):
        wanted = before + it.quote + after
        at = text.find(wanted)
        if at >= 0 and text.find(wanted, at + 1) < 0:
            start = at + len(before)
            return _at(it, start, start + len(it.quote))
    return it


def _wrong(text: str, it: Stretch) -> str:
    """Why a stretch has no place in a text; "" where it has one."""
    if it.start < 0:
        return "its quote does not stand there, or more than once"
    if not it.start < it.end <= len(text):
        return f"{it.start}:{it.end} is no stretch of this text (0 to {len(text)})"
    if not text[it.start : it.end].strip():
        return "white space only"
    return "" if fits(text, it) else "other words stand there"


def _is_there(text: str, it: Stretch, there: Marks, mentions: tuple[Mention, ...]) -> bool:
    """Whether a mark, or a decision, says as much as a stretch: some formats keep less of it.

    White space at the edges does not count, nor how a label is spelt; a stretch without a label
    says no more than any mark of its place.
    """
    place = _bare(text, it.start, it.end)
    said: list[Highlight | Mention] = list(there.highlights)
    said += [at for at in mentions if at.status in ("accepted", "mine")]
    labels = [at.label for at in said if _bare(text, at.start, at.end) == place]
    if it.label is not None:
        return any(at and it.label in (at, _SIGNS.sub("_", at)) for at in labels)
    return bool(labels) or any(at == place for _, at in _noted(text, there))


def _noted(text: str, there: Marks) -> Iterator[tuple[str, tuple[int, int]]]:
    """The notes on stretches, each with its place."""
    for note in there.notes:
        if note.start is not None and note.end is not None:
            yield note.text, _bare(text, note.start, note.end)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without white space at its edges."""
    quote = text[start:end]
    return start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())


def _at(it: Stretch, start: int, end: int) -> Stretch:
    return replace(it, start=start, end=end)


def _told(it: Stretch) -> str:
    quote = f" “{short(it.quote, 30)}”" if it.quote else ""
    return f"{it.label or 'a mark'} at {it.start}:{it.end}{quote}"


def _clean(tags: Iterable[str]) -> list[str]:
    """Tags as they can be kept; what cannot is left out."""
    cleaned = []
    for tag in tags:
        try:
            cleaned.append(clean_tag(tag))
        except BadRequest:
            continue
    return list(dict.fromkeys(cleaned))
