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
        told: what to do, and why; the keys by the ids of their commands.
        done: whether it was done.
    """

    told: str
    done: Callable[[Seen], bool]


LESSONS = (
    Lesson(
        "This is a dispatch, and something in it is always selected. Press {page.next_word} a few "
        "times: the selection goes from word to word. {page.previous_word} goes back.",
        lambda seen: seen.moves >= 3,
    ),
    Lesson(
        "{page.next_sentence} selects this sentence, then the next one; {page.previous_sentence} "
        "goes back. Select any sentence.",
        lambda seen: seen.quote[-1:] in '.”"' and " " in seen.quote,
    ),
    Lesson(
        "A verb acts on the selection. {page.highlight} highlights it: press {page.highlight}. "
        "What you do is on disk before the next key is read.",
        lambda seen: len(seen.marks.highlights) > len(seen.before.highlights),
    ),
    Lesson(
        "{undo} takes back whatever you did last, and says what; {redo} does it again. Press "
        "{undo}.",
        lambda seen: len(seen.marks.highlights) < len(seen.before.highlights),
    ),
    Lesson(
        "{page.note} writes a note on the selection. Press {page.note}, type a few words, and keep "
        "them with {note.keep}.",
        lambda seen: len(seen.marks.notes) > len(seen.before.notes),
    ),
    Lesson(
        "{page.grow} grows the selection: word, name, clause, sentence, paragraph. {page.shrink} "
        "shrinks it back. Press {page.previous_word} for a single word, then {page.grow} until it "
        "is more than three words.",
        lambda seen: seen.moves >= 3 and len(seen.quote.split()) > 3,
    ),
    Lesson(
        "Names are found for you: people, places, organisations, dates. They are suggestions until "
        "you decide. {page.next_suggestion} selects the next one not decided yet. Press "
        "{page.next_suggestion}.",
        lambda seen: any(
            (it.start, it.end) == (seen.span.start, seen.span.end) for it in seen.mentions
        ),
    ),
    Lesson(
        "{page.accept} accepts the suggestion and goes on to the next. Accept two.",
        lambda seen: (
            len(seen.decided - {None}) >= 1
            and len(seen.marks.corrections) >= len(seen.before.corrections) + 2
        ),
    ),
    Lesson(
        "{page.reject} rejects one: it names nothing. Reject the one that is selected now.",
        lambda seen: None in seen.decided,
    ),
    Lesson(
        "{page.find} finds. Press {page.find}, type Dae, and press {ask.take}: the find is the "
        "selection now, {next} and {previous} go from match to match, {ask.cancel} drops the find.",
        lambda seen: seen.finding.lower().startswith("dae") and seen.quote == "Daesh",
    ),
    Lesson(
        "{page.all} takes all places of these words, and says how many; {page.all} again takes in "
        "the other articles of the list. Press {page.all} once.",
        lambda seen: seen.reached == "article",
    ),
    Lesson(
        "A digit says what a name is: {page.label_1} a person, {page.label_2} an organisation, "
        "{page.label_3} a country or town, {page.label_4} another place. Press {page.label_2}: all "
        "nine are organisations, and one {undo} takes all nine back.",
        lambda seen: "ORG" in seen.decided,
    ),
    Lesson(
        "Edges move: press {page.end_out}, and the right one goes out by a word. {page.end_in} "
        "takes it in; {page.start_in} and {page.start_out} move the left one; {page.characters} "
        "makes the steps letters.",
        lambda seen: seen.moves >= 1,
    ),
    Lesson(
        "{article.tag} tags the article. Press {article.tag}, type a word, and take it with "
        "{ask.take}.",
        lambda seen: len(seen.marks.tags) > len(seen.before.tags),
    ),
    Lesson(
        "{help} shows every key, to be searched by typing; {commands} runs any of them by name. "
        "Press {help}, look, and close it with {commands.close}.",
        lambda seen: bool(seen.opened),
    ),
    Lesson(
        "{page.back} goes one step back: from the article to the list. In the list, {list.down} "
        "and {list.up} move, {list.find} finds, {list.open} opens. Press {page.back} until you see "
        "the list.",
        lambda seen: not seen.on_page,
    ),
)
"""What stands in braces is the id of a command: its key is shown."""
THE_END = (
    "That is all you need; {help} has the rest. This was a practice library: nothing of it is "
    "kept. {list.quit} leaves; then read your own dispatches with `dateline PATH`."
)
