"""The page: the keys that move the selection on a sheet, and the verbs that act on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.message import Message

from store.article import Highlight, Note, Span
from store.settings import Settings

from ..hints import offered
from ..target import EVERYWHERE, HERE, LISTED, Deed, Target
from .finding import Finding


def _motion(key: str, name: str, does: str, **display: str) -> Binding:
    return Binding(key, f"go('{name}')", name.replace("_", " "), show=False, id=f"page.{name}",
                   tooltip=does, **display)  # type: ignore[arg-type]  # only key_display is given  # fmt: skip


def _label(number: int) -> Binding:
    return Binding(str(number), f"label({number})", "label", show=False, id=f"page.label_{number}",
                   key_display="1-9" if number == 1 else None,
                   tooltip=f"Label {number} of your labels; again: take it back")  # fmt: skip


class Page(Finding):
    """One article, with its keys."""

    BINDINGS = [
        Binding("a", "want('accept')", "accept", id="page.accept",
                tooltip="Accept the suggestion (edges moved first: mended), and go to the next"),
        Binding("x", "want('reject')", "reject", id="page.reject",
                tooltip="Reject the suggestion: it names nothing; and go to the next"),
        Binding("A", "accept_all", "accept all", show=False, id="page.accept_all",
                tooltip="Accept every suggestion of this article, after showing the count"),
        *map(_label, range(1, 10)),
        Binding("0", "want('highlight')", "highlight", id="page.highlight",
                tooltip="Highlight the selection; again: take it back"),
        Binding("c", "want('note')", "note", id="page.note",
                tooltip="Write a note on the selection"),
        Binding("C", "ask('article note')", "note on all", show=False, id="page.article_note",
                tooltip="Write a note on the article"),
        Binding("T", "want('tag')", "tag it", show=False, id="page.tag",
                tooltip="Tag the selection; -name takes a tag away"),
        Binding("equals_sign", "want('same')", "same as", show=False, id="page.same",
                tooltip="Say what it is the same as (PMU = Popular Mobilization Units)"),
        Binding("d", "want('delete')", "delete", id="page.delete",
                tooltip="Delete the highlight, note or correction under the selection"),
        Binding("asterisk", "reach", "all of them", show=False, id="page.all",
                tooltip="All places of these words here; again: in all listed articles; "
                "again: in every article, those to come included; then any verb"),
        Binding("full_stop", "ask('repeat')", "repeat", show=False, id="page.repeat",
                tooltip="Repeat the last verb on this selection"),
        Binding("enter", "ask('entity')", "entity", show=False, id="page.entity",
                tooltip="What it names: its aliases, its articles, its quotes"),
        Binding("W", "ask('why')", "why", show=False, id="page.why",
                tooltip="Why the mention has its label"),
        Binding("slash", "ask('find')", "find", key_display="/", id="page.find",
                tooltip="Find in the article; small letters stand for capitals too"),
        _motion("w", "next_word", "Next word"),
        _motion("b", "previous_word", "Previous word"),
        _motion("s", "next_sentence", "This, then the next sentence"),
        _motion("S", "previous_sentence", "This, then the previous sentence"),
        _motion("right_curly_bracket", "next_paragraph", "Next paragraph", key_display="}"),
        _motion("left_curly_bracket", "previous_paragraph", "Previous paragraph", key_display="{"),
        _motion("e", "next_entity", "Next entity"),
        _motion("E", "previous_entity", "Previous entity"),
        _motion("f", "next_suggestion", "Next suggestion that is not decided yet"),
        _motion("F", "previous_suggestion", "Previous suggestion that is not decided yet"),
        _motion("right_square_bracket", "next_mark", "Next mark of mine", key_display="]"),
        _motion("left_square_bracket", "previous_mark", "Previous mark of mine", key_display="["),
        _motion("v", "grow", "Grow: word, name, clause, sentence, paragraph"),
        _motion("V", "shrink", "Shrink back along the same path"),
        _motion("l,right", "end_out", "Right edge one word out"),
        _motion("h,left", "end_in", "Right edge one word in"),
        _motion("L", "start_in", "Left edge one word in"),
        _motion("H", "start_out", "Left edge one word out"),
        Binding("z", "characters", "by letter", show=False, id="page.characters",
                tooltip="Edges move by character; again: by word"),
        Binding("j,down", "row(1)", "down", show=False, id="page.down", tooltip="To the row below"),
        Binding("k,up", "row(-1)", "up", show=False, id="page.up", tooltip="To the row above"),
        _motion("g,home", "top", "To the beginning"),
        _motion("G,end", "bottom", "To the end"),
        Binding("R", "as_it_came", "as it came", show=False, id="page.as_it_came",
                tooltip="The text as it came, line by line; again: in paragraphs"),
        Binding("q,escape", "back", "back", key_display="q", id="page.back",
                tooltip="One step back: drop what * or / chose, then to the list"),
    ]  # fmt: skip

    @dataclass
    class Wanted(Message):
        """The reader wants this done to the target."""

        deed: Deed
        target: Target

    @dataclass
    class ReachWanted(Message):
        """The reader wants the next verb to reach further."""

        target: Target

    @dataclass
    class AcceptAllWanted(Message):
        """The reader wants all these suggestions accepted; `again` when it was said just now."""

        pending: Sequence[Span]
        again: bool

    @dataclass
    class Asked(Message):
        """The reader wants `what` of the target: repeat, why, entity, article note, find."""

        what: str
        target: Target

    @dataclass
    class Stuck(Message):
        """A motion has nowhere to go."""

        motion: str

    class Left(Message):
        """The reader wants to go back to the list."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("page", settings.measure)
        self.labels = settings.labels
        self._said_all = False

    def on_key(self, event: events.Key) -> None:
        """Another key than the one for all suggestions takes back that it was pressed."""
        self._said_all = self._said_all and event.character == "A"

    @property
    def lamps(self) -> tuple[str, ...]:
        """What holds now beside the selection, a few words each."""
        lamps = []
        if self.reached != HERE:
            wider = {LISTED: " and in the list", EVERYWHERE: ", everywhere"}.get(self.reached, "")
            lamps.append(f"all {len(self.spread)}{wider}")
        if self.motions and self.query_found:
            hits = self.motions.hits
            first, last = (hits.number(it - 1) for it in (self.selected.start, self.selected.end))
            several = f"{first + 1}–" if first + 1 < last else ""
            lamps.append(f"match {several}{last}/{len(hits)}")
        if self.motions and self.motions.by_character:
            lamps.append("by letter")
        if self.as_it_came:
            lamps.append("as it came")
        return tuple(lamps)

    @property
    def hints(self) -> tuple[str, ...]:
        """The ids of the commands that do most now."""
        at = self.selected
        finding, is_empty = bool(self.query_found), at.start >= at.end
        return offered(self.reached, finding, is_empty, self.mention_at(at), self.mark_at(at))

    def tags_of(self, mark: Highlight | Note | None) -> tuple[str, ...]:
        """The tags of the stretch that a mark is on."""
        return self._marks.tags_on(mark) if mark else ()

    # -- moving ----------------------------------------------------------------------------------

    def action_go(self, name: str) -> None:
        """Move the selection."""
        if self.motions:
            before, self.selected = self.selected, self.motions.go(name, self.selected)
            if before == self.selected:
                self.post_message(self.Stuck(name))

    def settle(self, onward: str = "") -> None:
        """Go on after a verb, where it goes on."""
        if onward and self.motions:
            self.selected = self.motions.go(onward, self.selected)

    def action_row(self, by: int) -> None:
        """Move the selection to the word nearest below or above."""
        if self._painter:
            self.selected = self.word_in_row(self.selected, by)

    def action_page(self, share: float) -> None:
        """Scroll by a share of the pane; the selection comes along."""
        if self._painter:
            step = max(1, int(abs(share) * (self.size.height - 1)))
            layout, top = self._painter.layout, self.scroll_offset.y
            row, x = layout.place(self.selected.start)
            row = min(max(0, row + (step if share > 0 else -step)), len(layout) - 1)
            self.scroll_row(max(0, top + (step if share > 0 else -step)))
            self.selected = self.word_at(row, x)

    def action_characters(self) -> None:
        """Edges move by character, or by word."""
        if self.motions:
            self.motions.by_character = not self.motions.by_character
            self.post_message(self.Selected(self.selected))

    def action_as_it_came(self) -> None:
        """Show the lines of the text, or its paragraphs."""
        self.as_it_came = not self.as_it_came

    # -- acting ----------------------------------------------------------------------------------

    def action_want(self, verb: str, word: str = "") -> None:
        """Ask for a verb."""
        if self.article:
            self.post_message(self.Wanted(Deed(verb, word), self.target))

    def action_label(self, number: int) -> None:
        """Say what the selection names."""
        if number <= len(self.labels):
            self.action_want("label", self.labels[number - 1])

    def action_reach(self) -> None:
        """Have the next verb reach further."""
        if self.article:
            self.post_message(self.ReachWanted(self.target))

    def action_accept_all(self) -> None:
        """Ask for all suggestions to be accepted: once for the count, again to do it."""
        if self.motions:
            pending = self.motions.pending.spans
            self.post_message(self.AcceptAllWanted(pending, again=self._said_all))
            self._said_all = not self._said_all

    def action_ask(self, what: str) -> None:
        """Ask for something about the target."""
        if self.article:
            self.post_message(self.Asked(what, self.target))

    def action_back(self) -> None:
        """Go one step back."""
        if self.reached != HERE:
            self.reach(HERE)
            self.post_message(self.Selected(self.selected))
        elif self.query_found:
            self.drop_find(back=False)
            self.post_message(self.Selected(self.selected))
        else:
            self.post_message(self.Left())
