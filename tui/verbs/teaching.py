"""The verbs of the command line that teach: corrections, and names for every article."""

import argparse
import sys

from store import teaching
from store.article import Article, Correction, Marks, Mention, Name
from store.corrections import ARTICLE
from store.errors import BadRequest, NotFound
from store.fold import fold
from store.library import Library
from store.marks import Act
from store.visible import json_line, one_line

from .opening import open_library


def correct(args: argparse.Namespace) -> int:
    """`dateline correct`."""
    label = teaching.label_named(args.label) if args.label is not None else None
    same_as = teaching.clean_name(args.same_as) if args.same_as is not None else None
    if args.reject and same_as:
        raise BadRequest("what names nothing is the same as nothing: --reject or --same-as")
    if not (label or args.accept or args.reject or args.back or same_as or args.reach):
        raise BadRequest(
            "say what is so: --label, --accept, --reject, --same-as, --reach or --back"
        )
    with open_library(args) as library:
        article = library.article(library.find(args.id))
        marks, mentions = library.marks_of(article), library.mentions(article)
        place, mention = _place(args.span, article, mentions)
        quote = article.text[place[0] : place[1]]
        known = teaching.governing(marks.corrections, place, quote)
        if args.back:
            if known is None:
                raise BadRequest(f"there is no correction of yours at {args.span}")
            return _say(library.apply(teaching.withdraw(known)))
        if not args.reject:
            label = label or _label(mention, known, args.span)
            same_as = same_as or (known.same_as if known else None)
        act = _act(library, article, marks, mentions, place, label, same_as, args.reach)
        if args.reach == "library":
            name = Name(teaching.clean_name(quote), label, same_as)
            act = teaching.both(act, teaching.learn([name]))
            _ask(library, name, args.yes, args.force)
        return _say(library.apply(act))


def _act(
    library: Library,
    article: Article,
    marks: Marks,
    mentions: tuple[Mention, ...],
    place: tuple[int, int],
    label: str | None,
    same_as: str | None,
    reach: str | None,
) -> Act:
    reach = ARTICLE if reach == "library" else reach
    return teaching.correct(
        article, place, label, marks.corrections, mentions, reach=reach, same_as=same_as
    )


def _place(
    words: str, article: Article, mentions: tuple[Mention, ...]
) -> tuple[tuple[int, int], Mention | None]:
    """The stretch that START[:END] means, and the mention that it touches."""
    start, colon, end = words.partition(":")
    if not (start.isdecimal() and (end.isdecimal() if colon else True)) or len(words) > 40:
        raise BadRequest(f"not START or START:END in code points: {words[:40]}")
    first = int(start)
    last = int(end) if colon else first + 1
    found = next((it for it in mentions if it.start < last and first < it.end), None)
    if colon:
        return (first, last), found
    if found is None:
        raise BadRequest(f"nothing is recognised at {first}; give START:END")
    return (found.start, found.end), found


def _label(mention: Mention | None, known: Correction | None, words: str) -> str | None:
    if mention is not None:
        return mention.label
    if known is not None:
        return known.label
    raise BadRequest(f"nothing is recognised at {words}; say what it is with --label")


def _ask(library: Library, name: Name, yes: bool, force: bool) -> None:
    """Ask before a name is learned for the whole library.

    Raises:
        BadRequest: when it may not be learned, or the person does not want it.
    """
    from store.survey import survey

    found = survey(library, name)
    against = found.against
    if against and (against.final or not force):
        todo = "" if against.final else "; --force learns it all the same"
        raise BadRequest(f"not learned for every article: {against.why}{todo}")
    if yes:
        print(one_line(str(found)), file=sys.stderr)
        return
    if not sys.stdin.isatty():
        raise BadRequest(f"{found}: say --yes to have it so everywhere")
    print(one_line(f"{found}. Have it so everywhere? y/n "), end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise BadRequest("nothing was changed")


def names(args: argparse.Namespace) -> int:
    """`dateline names`."""
    if not args.own:
        from .naming import names

        return names(args)
    with open_library(args) as library:
        own = library.names.names
    for it in own:
        if args.json:
            print(json_line({"name": it.name, "label": it.label, "same_as": it.same_as}))
        else:
            same = f"  = {one_line(it.same_as)}" if it.same_as else ""
            print(f"{one_line(it.label or 'no name'):<8}  {one_line(it.name)}{same}")
    if not args.json:
        print(f"{len(own)} name{'s' * (len(own) != 1)} of yours", file=sys.stderr)
    return 0


def forget(args: argparse.Namespace) -> int:
    """`dateline forget`."""
    with open_library(args) as library:
        id, like = teaching.name_id(args.name), fold(teaching.name_id(args.name))
        found = [it for it in library.names.names if fold(teaching.name_id(it.name)) == like]
        same = [it for it in found if teaching.name_id(it.name) == id]
        if len(same or found) != 1:
            why = "several names are spelt like" if found else "you taught no name"
            raise NotFound(f"{why} “{args.name[:60]}”; `dateline names --own` says which")
        return _say(library.apply(teaching.forget((same or found)[0])))


def take_names(args: argparse.Namespace) -> int:
    """`dateline import` with a file of names."""
    from store.namelist import compare, names_in

    wanted = names_in(args.file)
    with open_library(args, make=True) as library:
        found = compare(wanted, library.names.names, args.replace)
        if found.news:
            library.apply(teaching.learn(found.news))
    counts = {
        "new": len(found.news) - found.replaced,
        "replaced": found.replaced,
        "there already": found.same,
        "that you call otherwise (--replace takes the file's word)": found.kept,
        "refused": len(found.refused),
    }
    for line in found.refused:
        print(f"refused  {one_line(line)}", file=sys.stderr)
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    print(f"names: {told or 'none in the file'}", file=sys.stderr)
    return 1 if found.refused else 0


def _say(did: str | None) -> int:
    print(one_line(did or "nothing to change: it was so already"), file=sys.stderr)
    return 0
