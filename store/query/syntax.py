"""Reading a query: text in, a tree out, or what is wrong with it and where.

    query   all | all OR all ...          all     one one ...  (AND may stand between)
    one     -one | NOT one | ( query ) | field:( query ) | field:value | value
    value   word | word* | "a phrase" | “a phrase” | /expression/

OR, AND and NOT count in capitals only. A word that hides several, such as al-Shaabi, is a phrase.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..errors import BadRequest
from ..fold import fold, words
from .fields import DATES, FIELDS, ORDERS, STATES, TEXTS, dates
from .tree import All, Any, Key, Node, Not, Pattern, Query, State, Term

LONGEST = 2000
"""Characters of a query at most."""
_DEEPEST = 40

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=[^\s)])) |
      (?P<field>[A-Za-z]+:(?!//)) |
      ["“”„](?P<phrase>[^"“”„]*)(?P<closed>["“”„](?P<star>\*?))? |
      /(?P<pattern>(?:[^/\\]|\\.)*)(?P<ended>/(?=[\s)]|$))? |
      (?P<word>[^\s()"“”„]+)
    )""",
    re.VERBOSE,
)


class BadQuery(BadRequest):
    """A query that is not understood.

    Attributes:
        why: what is wrong.
        at: where in it, in code points.
        closing: what would end it well when it is only unfinished; "" when that is not known, None
            when it is wrong whatever follows.
    """

    def __init__(self, why: str, at: int, closing: str | None = None) -> None:
        super().__init__(f"{why} (at character {at + 1} of the query)")
        self.why, self.at, self.closing = why, at, closing


class _Token(NamedTuple):
    kind: str
    text: str
    at: int
    starred: bool = False


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        BadQuery: when it is not understood; says what is wrong, where, and what would be right.
    """
    if len(text) > LONGEST:
        raise BadQuery(f"a query has at most {LONGEST} characters", LONGEST)
    parser = _Parser(_tokens(text))
    node = parser.any_of(None, 0)
    if parser.now.kind == "close":
        raise BadQuery("a ) without its (", parser.now.at)
    return Query(" ".join(text.split()), node, tuple(parser.keys))


def _tokens(text: str) -> list[_Token]:
    found, at = [], 0
    while match := _TOKEN.match(text, at):
        kind = str(match.lastgroup)
        kind = {"closed": "phrase", "star": "phrase", "ended": "pattern"}.get(kind, kind)
        start, at = match.start() + len(match[0]) - len(match[0].lstrip()), match.end()
        if kind == "phrase" and match["closed"] is None:
            raise BadQuery("the phrase that begins here is not closed", start, '"')
        if kind == "pattern" and match["ended"] is None:
            raise BadQuery("the expression that begins here has no / at its end", start, "/")
        found.append(_Token(kind, match[kind], start, bool(match["star"])))
    return [*found, _Token("end", "", len(text))]


class _Parser:
    """Goes through the tokens once.

    Attributes:
        keys: what `sort:` said.
    """

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens, self._at = tokens, 0
        self.keys: list[Key] = []

    @property
    def now(self) -> _Token:
        return self._tokens[self._at]

    def _is(self, *words: str) -> bool:
        return self.now.kind == "word" and self.now.text in words

    def any_of(self, field: str | None, depth: int) -> Node:
        if depth > _DEEPEST:
            raise BadQuery(f"more than {_DEEPEST} parentheses in each other", self.now.at)
        found = [self._all_of(field, depth)]
        while self._is("OR"):
            self._at += 1
            self._expect("OR")
            found.append(self._all_of(field, depth))
        return found[0] if len(found) == 1 else Any(tuple(found))

    def _all_of(self, field: str | None, depth: int) -> Node:
        found: list[Node] = []
        if self._is("OR", "AND"):
            raise BadQuery(f"nothing stands before {self.now.text}", self.now.at)
        while self.now.kind not in ("end", "close") and not self._is("OR"):
            if self._is("AND"):
                self._at += 1
                self._expect("AND")
            if node := self._one(field, depth):
                found.append(node)
        return found[0] if len(found) == 1 else All(tuple(found))

    def _expect(self, after: str) -> None:
        if self.now.kind == "end":
            raise BadQuery(f"nothing stands after {after}", self.now.at, "")
        if self.now.kind == "close" or self._is("OR", "AND"):
            raise BadQuery(f"nothing stands after {after}", self.now.at)

    def _one(self, field: str | None, depth: int) -> Node | None:
        token = self.now
        self._at += 1
        if token.kind == "minus" or (token.kind == "word" and token.text == "NOT"):
            self._expect(token.text or "-")
            if depth > _DEEPEST:
                raise BadQuery("too many minus signs", token.at)
            node = self._one(field, depth + 1)
            if node is None:
                raise BadQuery("sort: cannot be denied; sort:-date turns it round", token.at)
            return Not(node)
        if token.kind == "open":
            node = self.any_of(field, depth + 1)
            if self.now.kind != "close":
                raise BadQuery("the ( that stands here is not closed", token.at, ")")
            self._at += 1
            return node
        if token.kind == "field":
            return self._field(token, field, depth)
        return self._value(token, field)

    def _field(self, token: _Token, outer: str | None, depth: int) -> Node | None:
        name = token.text[:-1].lower()
        if outer:
            raise BadQuery(f"{name}: stands inside {outer}:( )", token.at)
        if name not in FIELDS:
            known = " ".join(f"{it}:" for it in FIELDS)
            raise BadQuery(f"no field {name}:, in quotes it is words; there are {known}", token.at)
        value = self.now
        gap = value.at > token.at + len(token.text)
        if value.kind == "end" or gap or value.kind == "close":
            closing = "" if value.kind == "end" else None
            raise BadQuery(f"nothing stands after {name}:", token.at, closing)
        if name in TEXTS and value.kind == "open":
            return self._one(name, depth)
        self._at += 1
        if name in TEXTS:
            return self._value(value, name)
        if value.kind not in ("word", "minus", "phrase"):
            raise BadQuery(f"{name}: takes one value", value.at)
        said = value.text
        while value.kind == "minus":  # sort:-title, date:--07-09
            value, self._at = self.now, self._at + 1
            said += value.text or "-"
        return self._plain_field(name, said, token.at)

    def _plain_field(self, name: str, said: str, at: int) -> Node | None:
        if name in DATES:
            try:
                return dates(name, said)
            except ValueError as error:
                raise BadQuery(str(error), at) from error
        if name == "sort":
            self._sort(said, at)
            return None
        state = f"{name}:{said.lower()}"
        if state not in STATES:
            known = " ".join(it for it in STATES if it.startswith(name))
            raise BadQuery(f"no {state}; there are {known}", at, _begun(state, STATES))
        return State(state)

    def _sort(self, said: str, at: int) -> None:
        for part in said.split(","):
            name = part.removeprefix("-").lower()
            if name not in ORDERS:
                known = ", ".join(ORDERS)
                why = f"cannot sort by {name or 'nothing'}; sort by one of {known}"
                raise BadQuery(why, at, _begun(name, ORDERS))
            self.keys.append(Key(name, part.startswith("-")))

    def _value(self, token: _Token, field: str | None) -> Node:
        if token.kind == "pattern":
            if field:
                raise BadQuery(
                    f"an expression is looked for in the text, not in {field}:", token.at
                )
            return _pattern(token)
        text, begins = token.text, token.starred
        if token.kind == "word" and text.endswith("*"):
            text, begins = text[:-1], True
        if "*" in text and token.kind == "word":
            raise BadQuery("a star stands at the end of a word only", token.at + text.index("*"))
        found = tuple(words(text)) if field != "tag" else (fold(" ".join(text.split())),)
        if field == "tag" and found == ("",) and not begins:
            raise BadQuery("nothing stands after tag:", token.at)
        if not found:
            why = f"“{token.text[:20]}” has no letter or digit to look for"
            raise BadQuery(why, token.at, "" if token.kind != "phrase" else None)
        return Term(field, found, begins)


def _pattern(token: _Token) -> Pattern:
    import regex

    try:
        regex.compile(token.text)
    except (regex.error, RecursionError, OverflowError) as error:
        raise BadQuery(f"/{token.text[:30]}/ is no expression: {error}", token.at) from error
    if not token.text:
        raise BadQuery("an expression between the slashes is missing", token.at)
    return Pattern(token.text)


def _begun(said: str, known: object) -> str | None:
    """Whether something that is known begins so: then it is only unfinished."""
    assert isinstance(known, dict)
    return "" if any(it.startswith(said) for it in known) else None
