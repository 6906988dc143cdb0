"""Names in the sentences of a text, proposed by rules: the part that a trained tagger can replace.

Whoever proposes spans gives `Proposal`s; `passes` then makes one article of them.
"""

from .gazetteer import key, longest_match
from .labels import Clues, head_label, is_organisation_phrase, judge, place_label
from .runs import Sentence, runs
from .spans import Proposal
from .wordlists import wordlist, wordset


def propose(here: Sentence) -> list[Proposal]:
    """Propose the names of one sentence, in order, without overlaps."""
    found: list[Proposal] = []
    for first, last in runs(here):
        _Run(here, first, last, found).read()
    return found


_LINKS = frozenset({"of", "for", "on", "to", "and", "&", "the"})


class _Run:
    """One run of capitalised words, read from left to right in pieces."""

    def __init__(self, here: Sentence, first: int, last: int, found: list[Proposal]) -> None:
        self.here = here
        self.words = [token.text for token in here.words[first:last]]
        self.keys = [key(word) for word in self.words]
        self.first = first
        self.found = found
        self.titled = False

    def read(self) -> None:
        at = self._skip_opening()
        while at < len(self.words):
            at = self._people(at) or self._titles(at) or self._piece(at)

    def _skip_opening(self) -> int:
        """Give 1 when the first word is an ordinary one with the capital of its sentence, or 0."""
        words = self.words
        if self.first or len(words) == 1 or not _ordinary(words[0]):
            return 0
        named = (
            words[0] in wordset("titles")
            or self._personal(0)
            or longest_match(self.keys, 0)
            or head_label(words) == "ORG"
            or is_organisation_phrase(words)
            or self._after_head(0, len(words)) < len(words)
        )
        return 0 if named else 1

    def _people(self, at: int) -> int:
        """Read "Iraqi" before anything that it only describes. Gives the next index, or 0."""
        words = self.words
        for size in (3, 2, 1):
            end = at + size
            if end <= len(words) and " ".join(words[at:end]) in wordlist("peoples"):
                place = longest_match(self.keys, at)
                if (place and place[0] > end) or (
                    end < len(words) and self._organisation_end(at) == len(words)
                ):
                    return 0
                if end + 1 == len(words) and head_label(words[at:]) in {"LOC", "GPE", "EVENT"}:
                    return 0  # "Western Hemisphere", "Syrian Desert", "French Open"
                self._add(at, end, "NORP", 0.95, "list")
                return end
        return 0

    def _organisation_end(self, at: int) -> int:
        """Where the organisation that begins at `at` ends, or 0: its head word comes last."""
        stop = self._title_at(at + 1) or len(self.words)
        words = self.words[at:stop]
        if head_label(words) == "ORG" or is_organisation_phrase(words):
            return stop
        return 0

    def _title_at(self, at: int) -> int:
        """The first index from `at` where a person's title begins inside this run, or 0."""
        titles, weak = wordset("titles"), wordset("weak titles")
        for index in range(max(at, 1), len(self.words) - 1):
            if self.words[index] in titles and self.words[index + 1] not in {"of", "for"}:
                begin = index
                if self.words[index] in weak and self.words[index + 1] not in titles:
                    continue
                return begin
        return 0

    def _titles(self, at: int) -> int:
        titles, weak = wordset("titles"), wordset("weak titles")
        words = self.words
        end = at
        while end < len(words) and words[end] in titles:
            end += 1
        if end == at:
            return 0
        strong = any(word not in weak for word in words[at:end])
        if end < len(words) and words[end] in {"of", "for"}:
            return 0
        if end - at == 1 and not strong and end < len(words) and not self._personal(end):
            return 0
        if self._organisation_end(at) == len(words) and not strong:
            return 0
        self.titled = end < len(words)
        return end

    def _personal(self, at: int) -> bool:
        return self.words[at] in wordlist("first_names")

    def _piece(self, at: int) -> int:
        """Read the next piece: up to the next title, or a known place before more words."""
        words = self.words
        if words[at] in _LINKS:
            return at + 1
        stop = self._title_at(at + 1) or len(words)
        while words[stop - 1] in _LINKS:  # "Office of" before "President"
            stop -= 1
        if at + 1 < stop and _ordinary(words[at]) and self._personal(at + 1):
            self.titled = True  # "Striker Alan Shearer", "Secretary of State John Kerry"
            return at + 1
        place = longest_match(self.keys[at:stop], 0)
        if self.here.shouting and not place:
            if _ordinary(words[at]) and not self._organisation_end(at):
                return at + 1
            stop = self._before_ordinary(at, stop)
        if place and not self.titled:
            size, kind = place
            end = at + size
            if end < stop and self._splits(at, end, stop, kind):
                self._add(at, end, place_label(kind), 0.8, "list")
                return end
        stop = self._after_head(at, stop)
        verdict = judge(words[at:stop], self._clues(at, stop))
        if verdict:
            self._add(at, stop, verdict.label, verdict.weight, verdict.source)
        self.titled = False
        return stop

    def _after_head(self, at: int, stop: int) -> int:
        """Where an organisation ends that more capitals follow: "Royal Air Force Tornado"."""
        words = self.words[at:stop]
        if self.titled or self._personal(at) or head_label(words) or is_organisation_phrase(words):
            return stop
        heads = wordset("organisation heads")
        inside = (end for end in range(stop - 1, at + 1, -1) if self.words[end - 1] in heads)
        return next(inside, stop)

    def _before_ordinary(self, at: int, stop: int) -> int:
        """In a heading, a name that is no organisation's ends before the next ordinary word."""
        if self._organisation_end(at):
            return stop
        return next((i for i in range(at + 1, stop) if _ordinary(self.words[i])), stop)

    def _splits(self, at: int, end: int, stop: int, kind: str) -> bool:
        """Whether the place [at, end) stands apart from the rest of its run."""
        words = self.words
        if head_label(words[at:stop]) or is_organisation_phrase(words[at:stop]):
            return False
        if " ".join(words[end:stop]) in wordlist("peoples"):
            return True
        if words[at] in wordlist("first_names") and end == at + 1:
            return False
        return kind == "country" or self._personal(end)

    def _clues(self, at: int, stop: int) -> Clues:
        tokens = self.here.words
        left, right = self.first + at - 1, self.first + stop
        return Clues(
            before=tokens[left].text if left >= 0 else "",
            after=tokens[right].text if right < len(tokens) else "",
            ahead=tuple(token.text for token in tokens[right + 1 : right + 7]),
            titled=self.titled,
            opening=self.first + at == 0,
            shouting=self.here.shouting,
        )

    def _add(self, at: int, end: int, label: str, weight: float, source: str) -> None:
        tokens = self.here.words
        start, stop = tokens[self.first + at].start, tokens[self.first + end - 1].end
        self.found.append(Proposal(start, stop, label, weight, source))


def _ordinary(word: str) -> bool:
    return word in wordset("openers") or word.lower() in wordlist("common_words")
