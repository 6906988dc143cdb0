"""Whether the words around a date speak of what is to come: "will ... on Tuesday".

A name of a day or month without a year says nothing of before or after; its clause does. The word
straight before it decides first ("said Tuesday"), then the clause up to it ("could come"), then,
where the date opens the clause, the first verb after it.
"""

import re

_BEFORE = 110
_AFTER = 90
"""Code points of text that are looked at on either side."""

_CLAUSE_END = re.compile(r"(?<![A-Z])[.!?]['\"”’)]*\s|\n\s|[;:]\s|\b(?:said|says|told)\b")
_WILL = r"will|won['’]t|(?<=['’])ll|shall|(?:is|are)\sto|due|set\s(?:for|to)|going\sto|to\sbe"
_PLANS = r"plans\s(?:to|on|an?)|intends?|hopes?\sto|(?:begin|start|open|end|expire|resume|convene)s"
_NOW = (
    rf"{_WILL}|{_PLANS}|(?:is|are)\s(?:also\s)?(?:scheduled|slated|expected|due|planning)|expects?"
)
_BACKSHIFTED = (
    r"(?:would|might|may|can)(?!\s(?:not\s)?have)|could(?!\s(?:not\s)?(?:have|be)\b)|scheduled"
    r"|slated|expected|expecting|upcoming|ahead\sof|deadline|(?:was|were|not|about)\sto"
    r"|plann(?:ed|ing)\s(?:to|for|on|an?)|plan\s(?:to|for)|prepar(?:es?|ing)\s(?:to|for)"
    r"|as\s(?:early|soon|late)\sas|postponed|vow(?:s|ed)\sto"
)
_CUE = re.compile(rf"\b(?:{_NOW}|{_BACKSHIFTED})\b")
_DEPENDS = re.compile(
    r"\b(?:when|if|once|unless|before)\b[^,]{0,60}\b(?:is|are|(?!was|has)\w+s)\b[^,]*$"
)
_PAST = (
    r"(?:was|were|had|did|has|have|said|told|began|came|went|took|held|made|met|left|led|won|lost"
    r"|broke|struck|shot|fell|rose|gave|wrote|found|got|saw|spoke|sent|hit|\w{2,}ed)"
)
_JUST_PAST = re.compile(
    rf"\b(?<!\bbe\s)(?!(?:scheduled|slated|expected|planned|postponed)\b){_PAST}"
    r"\s(?:(?:on|in|early|late|that|here)\s)*$|\blast\s$"
)
_PAST_FOLLOWS = re.compile(rf"\s(?!(?:is|are)\b){_PAST}\b")
_OF_IT = re.compile(r"['’]s\b")
_UP_TO = re.compile(r"\b(?:for|until|before|ahead\sof)\s$")
_FIRST_VERB = re.compile(rf"\b(?:(?P<come>{_NOW})|{_PAST})\b|[.!?;\n]\s")
_OPENS = re.compile(r"(?:^|[.!?,“\"`]\s?)\s*(?:(?:[Oo]n|[Ii]n|[Bb]ut|[Aa]nd|[Ee]arly|[Ll]ate)\s)*$")


def looks_ahead(text: str, start: int, end: int, *, unless_past: bool = False) -> bool:
    """Say whether the clause around code points [start, end) speaks of what is to come.

    `unless_past` is the answer where the clause does not tell: "this Friday" looks ahead, "they met
    this Friday" does not.
    """
    before = text[max(0, start - _BEFORE) : start]
    if _JUST_PAST.search(before) or _PAST_FOLLOWS.match(text, end):
        return False
    clause = _CLAUSE_END.split(before)[-1]
    if _OF_IT.match(text, end):
        return _UP_TO.search(clause) is not None
    if _CUE.search(clause) or _DEPENDS.search(clause):
        return True
    verb = _FIRST_VERB.search(text, end, end + _AFTER) if _OPENS.search(clause) else None
    return unless_past if verb is None else verb["come"] is not None
