"""What a deed does: pure functions that give the act. No widget, no library."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from store import marks as acts
from store import teaching
from store.article import Highlight, Name, Note, Span
from store.corrections import ARTICLE
from store.errors import BadRequest
from store.fold import fold
from store.marks import Act, mark_at, short

from .target import HERE, Deed, Opened, Target

NO_MARK = "no highlight, note or correction of yours is under the selection"
NOT_EVERYWHERE = "only what a name is can hold in every article; * once or twice reaches less far"
NOTHING = Act("", {})
"""What changes nothing, since all is so already."""
UNNAMED = "nothing in this article is named so"
NO_TARGET = "nothing is selected; w, s or e selects again"


def act(deed: Deed, opened: Opened, target: Target, others: Iterable[Opened] = ()) -> Act:
    """What a deed does to the open article, and to the others that the target reaches.

    Raises:
        BadRequest: when the target is empty, or holds nothing that the verb can act on.
    """
    if target.span.start >= target.span.end:
        raise BadRequest(NO_TARGET)
    if deed.verb not in RULINGS:
        return _marked(deed, opened, target, others)
    ruling = RULINGS[deed.verb](deed, opened, target.span)
    if target.reach == HERE:
        return _ruled_here(deed, opened, target.span, ruling)
    return _ruled_widely(opened, target, ruling, others)


def accept_all(opened: Opened) -> Act:
    """Every suggestion of the article that is not decided yet is right."""
    pending = [it for it in opened.mentions if it.status == "suggested"]
    accepted = [
        teaching.correct(opened.article, (it.start, it.end), it.label, (), opened.mentions)
        for it in pending
    ]
    return acts.joined(accepted, f"accepted {_counted(len(accepted), 'suggestion')}")


def learned(deed: Deed, opened: Opened, span: Span) -> Name:
    """What a deed says, as a name for every article.

    Raises:
        BadRequest: when its words make no name, or the verb says nothing of names.
    """
    if deed.verb not in RULINGS:
        raise BadRequest(NOT_EVERYWHERE)
    ruling = RULINGS[deed.verb](deed, opened, span)
    return Name(teaching.clean_name(opened.quote(span)), ruling.label, ruling.same_as)


# -- what something names --------------------------------------------------------------------------


@dataclass(frozen=True)
class Ruling:
    """What a name is: its label, None for no name, and another name of the same thing."""

    label: str | None
    same_as: str | None = None


def _label(deed: Deed, opened: Opened, span: Span) -> Ruling:
    known = opened.correction_at(span)
    return Ruling(deed.word, known.same_as if known else None)


def _accept(_: Deed, opened: Opened, span: Span) -> Ruling:
    known = opened.correction_at(span)
    return Ruling(opened.touched(span).label, known.same_as if known else None)


def _reject(_: Deed, opened: Opened, span: Span) -> Ruling:
    opened.touched(span)
    return Ruling(None)


def _same(deed: Deed, opened: Opened, span: Span) -> Ruling:
    return Ruling(opened.touched(span).label, teaching.clean_name(deed.word))


RULINGS: dict[str, Callable[[Deed, Opened, Span], Ruling]] = {
    "label": _label, "accept": _accept, "reject": _reject, "same": _same,
}  # fmt: skip
"""The verbs that say what something names."""


def _ruled_here(deed: Deed, opened: Opened, span: Span, ruling: Ruling) -> Act:
    known = opened.correction_at(span)
    if deed.verb == "label":
        if known and known.label == ruling.label:
            if not deed.toggles:
                return NOTHING
            return teaching.withdraw(known)  # what the reader called so already, is so no more
        return _correct(opened, span, ruling)
    mention = opened.touched(span)
    whole = Span(mention.start, mention.end)
    if deed.verb == "same":
        return _joined(opened, whole, ruling)
    inside = whole.start <= span.start and span.end <= whole.end
    mends = deed.verb == "accept" and not (inside and len(opened.quote(span).split()) == 1)
    return _correct(opened, span if mends else whole, ruling)


def _joined(opened: Opened, place: Span, ruling: Ruling) -> Act:
    """One name of a thing that has another one; what is nowhere in the article is said to be so."""
    act, name = _correct(opened, place, ruling), ruling.same_as or ""
    named = (opened.quote(Span(it.start, it.end)) for it in opened.mentions)
    if fold(name) in map(fold, named):
        return act
    return replace(act, did=f"{act.did}; {UNNAMED}, but it may be elsewhere")


def _ruled_widely(opened: Opened, target: Target, ruling: Ruling, others: Iterable[Opened]) -> Act:
    """One correction an article, for every place of the same words."""
    words = opened.quote(target.span)
    here = _correct(opened, target.span, ruling, ARTICLE)
    done, places = [here], len(opened.places(target))
    for other in others:
        if found := other.places_of(words):
            done.append(_correct(other, found[0], ruling, ARTICLE))
            places += len(found)
    where = "this article" if len(done) == 1 else _counted(len(done), "article")
    said = f"{teaching.said(ruling.label, words)}: {_counted(places, 'place')} in {where}"
    return acts.joined(done, said)


def _correct(opened: Opened, place: Span, ruling: Ruling, reach: str | None = None) -> Act:
    known, mentions = opened.marks.corrections, opened.mentions
    at = (place.start, place.end)
    return teaching.correct(
        opened.article, at, ruling.label, known, mentions, reach, ruling.same_as
    )


# -- marks -----------------------------------------------------------------------------------------


def _marked(deed: Deed, opened: Opened, target: Target, others: Iterable[Opened]) -> Act:
    """A deed on each of the stretches that a target means."""
    words = opened.quote(target.span)
    done = _each(deed, opened, opened.places(target))
    for other in others:
        done += _each(deed, other, other.places_of(words))
    if not done and not deed.toggles and deed.verb == "highlight":
        return NOTHING
    if not done:
        raise BadRequest(NO_MARK)
    if len(done) == 1:
        return done[0]
    number = len({id for it in done for docs in it.change.values() for id in docs})
    said = {
        "highlight": f"{done[0].did.split(' “')[0]} {len(done)} × “{short(words)}”",
        "note": f"noted on {len(done)} × “{short(words)}”: {short(deed.word)}",
        "tag": f"tags {short(deed.word)} on {len(done)} × “{short(words)}”",
        "delete": f"deleted {_counted(number, 'mark')} on “{short(words)}”",
    }
    return acts.joined(done, said[deed.verb])


def _each(deed: Deed, opened: Opened, places: list[Span]) -> list[Act]:
    if deed.verb == "highlight":
        bare = [it for it in places if not opened.highlight_at(it)]
        places = bare or places  # when all have one, all are taken back
    return [found for it in places if (found := _MARKS[deed.verb](deed, opened, it)).change]


def _highlight(deed: Deed, opened: Opened, place: Span) -> Act:
    known = opened.highlight_at(place)
    if known and not deed.toggles:
        return NOTHING
    return acts.delete(known) if known else acts.highlight(opened.article, place.start, place.end)


def _note(deed: Deed, opened: Opened, place: Span) -> Act:
    return noted(opened, deed.word, place, opened.note_on(place))


def noted(opened: Opened, text: str, place: Span | None, known: Note | None) -> Act:
    """A note on a stretch or on the article; `known` is the one that is changed.

    What bears no mark yet is highlighted too: there is one thing to see, and one to undo.
    """
    at = (place.start, place.end) if place else None
    note = acts.note(opened.article, text, at, known)
    if at is None or known or not note.change or mark_at(opened.marks, *at):
        return note
    return acts.joined([acts.highlight(opened.article, *at), note], note.did)


def _tag(deed: Deed, opened: Opened, place: Span) -> Act:
    """Tags on a highlight; what is not highlighted yet, is so then."""
    mark = mark_at(replace(opened.marks, notes=()), place.start, place.end)
    if isinstance(mark, Highlight):
        return acts.retag_highlight(opened.article, mark, [deed.word])
    add, _ = acts.tag_words([deed.word])
    if not add:
        raise BadRequest("no tags are on this stretch")
    made = acts.highlight(opened.article, place.start, place.end, tags=add)
    return Act(f"tagged {short(', '.join(add))} on “{short(opened.quote(place))}”", made.change)


def _delete(_: Deed, opened: Opened, place: Span) -> Act:
    if mark := mark_at(opened.marks, place.start, place.end):
        return acts.delete(mark)
    if correction := opened.correction_at(place):
        return teaching.withdraw(correction)
    return NOTHING


_MARKS: dict[str, Callable[[Deed, Opened, Span], Act]] = {
    "highlight": _highlight, "note": _note, "tag": _tag, "delete": _delete,
}  # fmt: skip


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"
