"""The acts by which a reader teaches: corrections of an article, and names for every article.

Each is one undo step, as all acts are (see `marks`). A name is one document, whose id is the name:
it has one meaning in the whole library.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .anchor import anchor
from .article import Article, Correction, Mention, Name
from .corrections import ARTICLE, LONGEST_NAME, MENTION
from .errors import BadRequest
from .forms import holds
from .log.line import Doc
from .marks import Act, short
from .visible import visible

if TYPE_CHECKING:
    from .entities.own import OwnNames

LABELS = (
    "PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "FAC", "DATE", "MISC",
    "TIME", "MONEY", "PERCENT",
)  # fmt: skip
"""The labels that a reader can give; the first nine have the digits 1 to 9."""
_ALSO = {"OTHER": "MISC", "PER": "PERSON"}
_WHERE = {MENTION: "", ARTICLE: ", in this article"}
EVERYWHERE = ", in every article"


def label_named(word: str) -> str:
    """The label that a person means by `word`, whatever its case.

    Raises:
        BadRequest: when there is none.
    """
    label = _ALSO.get(word.upper(), word.upper())
    if label not in LABELS:
        raise BadRequest(f"no label {visible(word[:20])}; there are {', '.join(LABELS)}")
    return label


def said(label: str | None, name: str) -> str:
    """What a correction says, in words: "ORG on “Daesh”"."""
    shown = "OTHER" if label == "MISC" else label
    return f"{shown} on “{short(name)}”" if label else f"“{short(name)}” names nothing"


# -- corrections of an article ---------------------------------------------------------------------


def correct(
    article: Article,
    place: tuple[int, int],
    label: str | None,
    known: Sequence[Correction] = (),
    mentions: Sequence[Mention] = (),
    reach: str | None = None,
    same_as: str | None = None,
) -> Act:
    """Say what a stretch names; what contradicts it among the reader's corrections goes.

    Args:
        article: the article.
        place: code points [start, end).
        label: an OntoNotes name, or None where the stretch names nothing.
        known: the article's corrections.
        mentions: what is recognised in the article.
        reach: mention or article; None for what the correction at this place had.
        same_as: another name of the same thing.

    Raises:
        BadRequest: when the stretch lies outside the text, or is white space only.
    """
    where = anchor(article.text, *place)
    if not where["quote"].strip():
        raise BadRequest("there is nothing but white space in this stretch")
    id = _id(article.id, place)
    here = next((it for it in known if it.id == id), None)
    reach = reach or (here.reach if here else MENTION)
    doc: Doc = {"article": article.id, **where, "label": label, "reach": reach}
    if was := here.was if here else _was(mentions, place):
        doc["was"] = was
    if same_as and label:
        doc["same_as"] = same_as
    docs: dict[str, Doc | None] = {
        it.id: None for it in known if _contradicts(it, place, reach, where["quote"])
    }
    sentence = f"{_told(doc, where['quote'])}{_WHERE.get(reach, '')}"
    return Act(sentence, {"corrections": {**docs, id: doc}})


def _was(mentions: Sequence[Mention], place: tuple[int, int]) -> str | None:
    """The label of what was recognised at a place."""
    touched = (it.label for it in mentions if it.start < place[1] and place[0] < it.end)
    return next(touched, None)


def _told(doc: Doc, name: str) -> str:
    same = f", the same as “{short(doc['same_as'])}”" if "same_as" in doc else ""
    return said(doc["label"], name) + same


def _id(article: str, place: tuple[int, int]) -> str:
    return f"{article}:{place[0]}-{place[1]}"


def _contradicts(other: Correction, place: tuple[int, int], reach: str, quote: str) -> bool:
    """Whether `other` goes when a new correction with this place, reach and quote comes."""
    same_name = other.quote.split() == quote.split()
    if other.reach == ARTICLE:
        return same_name and reach == ARTICLE
    touches = other.start < place[1] and place[0] < other.end
    return touches or (same_name and reach == ARTICLE)


def withdraw(correction: Correction) -> Act:
    """Take a correction back."""
    where = _WHERE.get(correction.reach, "")
    sentence = f"took back {said(correction.label, correction.quote)}{where}"
    return Act(sentence, {"corrections": {correction.id: None}})


def governing(corrections: Iterable[Correction], place: tuple[int, int], quote: str) -> (
    Correction | None
):  # fmt: skip
    """The correction that says what exactly this stretch is: its own, else its article's."""
    found = [it for it in corrections if (it.start, it.end) == place]
    found += [it for it in corrections if it.reach == ARTICLE and it.quote.split() == quote.split()]
    return max(found, key=lambda it: (it.reach != ARTICLE, it.at), default=None)


def clean_name(name: str) -> str:
    """A name as it is kept: one line, single blanks, nothing that acts on a terminal.

    Raises:
        BadRequest: when nothing is left, or too much, or it holds control characters.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or visible(name) != name:
        raise BadRequest(f"a name has 1 to {LONGEST_NAME} characters, none of them a control")
    return name


# -- names for every article -----------------------------------------------------------------------


def name_id(name: str) -> str:
    """The id of a name's document: the name with single blanks.

    Names are matched case and accents as written, so what differs in them is another name.
    """
    return " ".join(name.split())


def learn(names: Iterable[Name]) -> Act:
    """Have names mean something in every article."""
    docs: dict[str, Doc | None] = {}
    sentence, count = "", 0
    for name in names:
        doc: Doc = {"name": name.name, "label": name.label}
        doc |= {"same_as": name.same_as} if name.same_as else {}
        docs[name_id(name.name)] = doc
        sentence, count = f"{_told(doc, name.name)}{EVERYWHERE}", count + 1
    return Act(sentence if count == 1 else f"{count} names{EVERYWHERE}", {"names": docs})


def forget(name: Name) -> Act:
    """Have a name mean nothing particular any more."""
    sentence = f"forgot {said(name.label, name.name)}{EVERYWHERE}"
    return Act(sentence, {"names": {name_id(name.name): None}})


def both(first: Act, second: Act) -> Act:
    """Two acts as one undo step, with the sentence of the second."""
    return Act(second.did, {**first.change, **second.change})


def names_from(docs: Iterable[Doc]) -> tuple[Name, ...]:
    """The names that documents hold; those of another form are left alone."""
    return tuple(name for doc in docs if (name := name_from(doc)))


_made: "tuple[tuple[tuple[Name, ...], OwnNames], ...]" = ()
"""The last names that were made ready: by identity, since to compare thousands takes a while."""


def own_names(names: tuple[Name, ...]) -> "OwnNames":
    """Names, ready to be looked for in any text; the same object for the same tuple."""
    from .entities.own import OwnNames

    global _made
    for known, ready in _made:
        if known is names:
            return ready
    ready = OwnNames(names)
    _made = ((names, ready), *_made[:1])
    return ready


def name_from(doc: Doc) -> Name | None:
    """The name that a document holds; None when it is of another form."""
    if not holds(doc, "names") or not doc["name"]:
        return None
    return Name(doc["name"], doc.get("label") or None, doc.get("same_as") or None)
