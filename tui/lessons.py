"""The lessons of `dateline tutor`: what to do, and how it is known that it was done. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from store.article import Marks, Mention, Span


@dataclass(frozen=True)
class Seen:
    """The page and the library, as a lesson looks at them.

    Attributes:
        quote: the words selected.
        span: where they stand.
        moves: how often the selection has moved since the lesson began.
        mentions: what is named in the article.
        marks: what the reader made of it.
        before: the marks when the lesson began.
        reached: how far the next verb reaches.
        finding: what is being found.
        opened: what was opened in front of the page since the lesson began: keys, commands, entity.
        on_page: whether the article has the keys.
    """

    quote: str
    span: Span
    moves: int
    mentions: tuple[Mention, ...]
    marks: Marks
    before: Marks
    reached: str
    finding: str
    opened: frozenset[str]
    on_page: bool

    @property
    def decided(self) -> set[str | None]:
        """The labels of the corrections made since the lesson began."""
        known = {it.id: it for it in self.before.corrections}
        return {it.label for it in self.marks.corrections if known.get(it.id) != it}


@dataclass(frozen=True)
class Lesson:
    """One thing to do.

    Attributes:
        told: what to do, and why.
        done: whether it was done.
    """

    told: str
    done: Callable[[Seen], bool]


LESSONS = (
    Lesson(
        "This is a dispatch, and something in it is always selected. Press w a few times: the "
        "selection goes from word to word. b goes back.",
        lambda seen: seen.moves >= 3,
    ),
    Lesson(
        "s selects this sentence, then the next one; S goes back. Select any sentence.",
        lambda seen: seen.quote[-1:] in '.”"' and " " in seen.quote,
    ),
    Lesson(
        "A verb acts on the selection. 0 highlights it: press 0. What you do is on "
        "disk before the next key is read.",
        lambda seen: len(seen.marks.highlights) > len(seen.before.highlights),
    ),
    Lesson(
        "u takes back whatever you did last, and says what; U does it again. Press u.",
        lambda seen: len(seen.marks.highlights) < len(seen.before.highlights),
    ),
    Lesson(
        "c writes a note on the selection. Press c, type a few words, and keep them with Enter.",
        lambda seen: len(seen.marks.notes) > len(seen.before.notes),
    ),
    Lesson(
        "v grows the selection: word, name, clause, sentence, paragraph. V shrinks it back. Press "
        "b for a single word, then v until it is more than three words.",
        lambda seen: seen.moves >= 3 and len(seen.quote.split()) > 3,
    ),
    Lesson(
        "Names are found for you: people, places, organisations, dates. They are suggestions until "
        "you decide. f selects the next one not decided yet. Press f.",
        lambda seen: any(
            (it.start, it.end) == (seen.span.start, seen.span.end) for it in seen.mentions
        ),
    ),
    Lesson(
        "a accepts the suggestion and goes on to the next. Accept two.",
        lambda seen: (
            len(seen.decided - {None}) >= 1
            and len(seen.marks.corrections) >= len(seen.before.corrections) + 2
        ),
    ),
    Lesson(
        "x rejects one: it names nothing. Reject the one that is selected now.",
        lambda seen: None in seen.decided,
    ),
    Lesson(
        "/ finds. Type /Dae and press Enter: the find is the selection now, n and N go from match "
        "to match, Esc drops the find.",
        lambda seen: seen.finding.lower().startswith("dae") and seen.quote == "Daesh",
    ),
    Lesson(
        "* takes all places of these words, and says how many; * again takes in the other articles "
        "of the list. Press * once.",
        lambda seen: seen.reached == "article",
    ),
    Lesson(
        "A digit says what a name is: 1 a person, 2 an organisation, 3 a country or town, 4 "
        "another place. Press 2: all nine are organisations, and one u takes all nine back.",
        lambda seen: "ORG" in seen.decided,
    ),
    Lesson(
        "Edges move: press l, and the right one goes out by a word. h takes it in; L and H move "
        "the left one; z makes the steps letters.",
        lambda seen: seen.moves >= 1,
    ),
    Lesson(
        "t tags the article. Press t, type a word, and take it with Enter.",
        lambda seen: len(seen.marks.tags) > len(seen.before.tags),
    ),
    Lesson(
        "? shows every key, to be searched by typing; : runs any of them by name. Press ?, look, "
        "and close it with Esc.",
        lambda seen: bool(seen.opened) and seen.on_page,
    ),
    Lesson(
        "q goes one step back: from the article to the list. In the list, j and k move, / finds, "
        "Enter opens. Press q until you see the list.",
        lambda seen: not seen.on_page,
    ),
)
THE_END = (
    "That is all you need; ? has the rest. This was a practice library: nothing of it is kept. "
    "q leaves; then read your own dispatches with `dateline PATH`."
)
