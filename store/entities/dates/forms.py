"""The forms in which news text writes dates and times: a grammar, as regular expressions.

The kinds of expression and the order in which they are tried follow TimeML (TIMEX3) practice. Where
they are looked for stands in `dates`, what they mean in `values`.
"""

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100,
}  # fmt: skip
"""The numbers that are written as words before a unit."""

COUNTING_WORDS = tuple(
    f"[{word[0].upper()}{word[0]}]{word[1:]}"
    for word in sorted(NUMBERS, key=len, reverse=True)
    if len(word) > 2
)
"""The same as forms, without the article."""

TENS = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
        "eighties": 8, "nineties": 9}  # fmt: skip
"""The decades of the last century that go by a name."""

ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
"""The places of a quarter, a half and a century."""

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d,]\d|\d|[-/]\d)"
_DIGITS = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY = rf"{_DIGITS}(?:st|nd|rd|th)?(?![\d.:,]\d|\d|%)"
_ZONES = r"(?:GMT|UTC|EDT|EST|PST|PDT|CET|BST|[Ll]ocal\stime)"
_ZONE = rf"(?:\s{_ZONES}|\s\({_ZONES}\))"
_PART = r"(?:morning|afternoon|evening|night)"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s?(?:[ap]\.m\b\.?|[ap]m\b|hours|hrs))"
    r"|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![:\d]|\.\d)"
    r"|(?:1[0-2]|0?[1-9])\s?(?:[ap]\.m\b\.?|[ap]m\b)"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s(?:GMT|UTC))"
    r"|(?:1[0-2]|[1-9])(?=\so['’]clock)"
    rf"|(?<=at\s)(?:1[0-2]|[1-9])(?=\sin\sthe\s{_PART}))"
    rf"(?:\so['’]clock)?(?:\s(?:in\sthe|this)\s{_PART})?"
)
_EDGE = r"(?:[Ee]arly|[Ll]ate|[Mm]id)[\s-]"
_EDGES = r"(?:[Ee]arly|[Ll]ate|[Mm]id|[Ee]arlier|[Ll]ater)[\s-]"
_LIMIT = r"(?:[Ee]nd|[Bb]eginning|[Ss]tart|[Mm]iddle)\sof\s"
_WHICH = r"(?:[Ll]ast|[Nn]ext|[Tt]his)"
_SEASON = r"(?:spring|summer|fall|autumn|winter)"
_UNIT = rf"(?:day|week|weekend|month|quarter|year|decade|century|night|{_SEASON})"
_UNITS = r"(?:hours|days|weeks|months|years|decades)"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(COUNTING_WORDS)})"
_ROUGHLY = r"(?:(?:[Aa]bout|[Aa]lmost|[Nn]early|[Oo]ver|[Mm]ore\sthan)\s)?"
_OVER = r"(?:[Pp]ast|[Ll]ast|[Nn]ext|[Cc]oming|[Pp]revious|[Ff]ollowing)"
_PLACE = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)"
_THE = r"(?:[Tt]he\s)?"
_HOLIDAY = (
    r"(?:Christmas(?:\s(?:Day|Eve))?|New\sYear['’]s\s(?:Day|Eve)|Valentine['’]s\sDay|Boxing\sDay"
    r"|Thanksgiving(?:\sDay)?|Good\sFriday|Easter(?:\s(?:Sunday|Monday))?|Palm\sSunday|May\sDay"
    r"|Labou?r\sDay|Memorial\sDay|Independence\sDay|Veterans\sDay|Columbus\sDay|Halloween"
    r"|Election\sDay)"
)
_OF_YEAR = rf"(?:of\s)?(?:{_YEAR}|(?:last|this|next|the)\syear)"

KINDS = (
    ("iso", r"(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])"
            r"(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?Z?)?(?!\d)"),
    ("numeric", rf"{_DIGITS}(?:-{_DIGITS}-|/{_DIGITS}/|\.{_DIGITS}\.)(?:19|20)\d\d(?!\d)"),
    ("full", rf"(?:(?:[Tt]his\s)?(?:{_WEEKDAY}|{_SHORT_WEEKDAY}),?\s)?"
             rf"(?:{_THE}{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s(?:of\s)?{_YEAR})?"
             rf"|{_DIGITS}(?P<sep>[-/]){_SHORT_MONTH}(?P=sep){_YEAR}"
             rf"|(?:{_EDGE})?{_MONTH}\s(?:the\s)?{_DAY}(?:,?\s{_YEAR})?)"),
    ("week_of", rf"(?:the\s)?[Ww]eek\sof\s(?:{_MONTH}\s{_DAY}|{_DAY}\s{_MONTH})(?:,?\s{_YEAR})?"),
    ("month_year", rf"(?:{_THE}(?:{_EDGE}|{_LIMIT}))?{_MONTH},?\s(?:of\s)?{_YEAR}"),
    ("clock", rf"{_CLOCK}{_ZONE}?(?:\s(?:on\s)?{_WEEKDAY}(?!\w))?"),
    ("clock_word", rf"(?:midnight|noon|midday|dawn|dusk)\b(?:\s(?:on\s)?{_WEEKDAY}(?!\w))?"),
    ("weekday_part", rf"(?:{_EDGE})?(?:[Oo]n\s(?={_WEEKDAY}\s{_PART}))?"
                     rf"(?:{_WHICH}\s)?{_WEEKDAY}\s{_PART}"),
    ("weekday", rf"(?:{_EDGE}|{_WHICH}\s(?:(?:past|coming)\s)?)?{_WEEKDAY}"),
    ("month", rf"(?:{_THE}(?:{_EDGE}|{_LIMIT})|{_WHICH}\s(?:past\s|coming\s)?)?"
              rf"{_MONTH}(?!\.?\s{_DAY}\b)"),
    ("quarter", rf"{_THE}{_PLACE}[\s-](?:quarter(?!\sof\sthe\s(?!year)|\s?-?finals?)"
                rf"(?:\s{_OF_YEAR})?|half\s{_OF_YEAR})|Q[1-4]\s(?:of\s)?{_YEAR}"
                rf"|(?:{_THE}(?:latest|current)|the)\squarter(?!\sof\b|[\w-])"),
    ("fiscal", rf"{_THE}[Ff]iscal\s(?:year\s)?{_YEAR}"
               rf"|(?:the|{_THE}(?:last|this|next|current|previous))\sfiscal\syear(?!\w)"),
    ("season", rf"{_THE}(?:{_EDGE})?(?:[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)"
               rf"\s(?:of\s)?{_YEAR}"),
    ("decade", rf"{_THE}(?:{_EDGE})?(?:1[5-9]\d0s|20[0-2]0s|['’][2-9]0s)"
               rf"|the\s(?:{_EDGE})?(?:{'|'.join(TENS)})"),
    ("century", rf"{_THE}(?:{_EDGE})?(?:(?:1\d|20|21)(?:th|st)"
                rf"|{'|'.join(word for word in ORDINALS if ORDINALS[word] > 4)})[\s-]century"),
    ("day_word", rf"{_THE}(?:[Dd]ay\s(?:before\syesterday|after\stomorrow)|[Yy]esterday|[Tt]oday"
                 rf"|[Tt]omorrow)(?:\s{_PART})?"),
    ("this_part", rf"[Tt]onight|(?:{_EDGE})?(?:[Ll]ast|[Tt]omorrow)\snight"
                  rf"|(?:{_EDGE}|[Ll]ater\s)?[Tt]his\s{_PART}"),
    ("then_part", rf"(?:{_EDGES})?[Tt]hat\s{_PART}|[Tt]he\s(?:next|following)\s{_PART}"),
    ("past_units", rf"{_THE}(?:[Rr]ecent|[Cc]oming)\s(?:{_COUNT}\s)?{_UNITS}"),
    ("some_units", rf"{_THE}{_OVER}\s(?:{_COUNT}|few|several|couple\sof)\s{_UNITS}"
                   rf"|the\s(?:past|coming)\s(?:hour|day|week|month|year|decade|century)(?!\w)"),
    ("limit", rf"{_THE}{_LIMIT}(?:(?:the|this|last|next)\s)(?:week|month|quarter|year|decade"
              rf"|century)(?!\w)|[Yy]ear-end(?:\s{_YEAR})?(?!\w)|year['’]s\send"
              rf"|(?:[Ee]arly|[Ee]arlier|[Ll]ate|[Ll]ater)\sin\sthe\s(?:week|month|year)(?!\w)"),
    ("then", rf"(?:{_EDGES})?[Tt]hat\s(?:same\s)?(?:day|week|weekend|month|year)(?![\w-]|\safter\b)"
             rf"|[Tt]he\s(?:same|next|following|previous)\s(?:day|week|month|year)(?![\w-])"
             rf"|(?:{_COUNT}|[Aa]n?)\s(?:day|week|month|year)s?\slater"),
    ("weekend", r"[Tt]he\s(?:past\s|coming\s)?weekend(?!\w)"),
    ("relative", rf"(?:(?:{_EDGES})?{_WHICH}\s(?:past\s|coming\s)?"
                 rf"|the\s(?:past|previous|following|same|current)\s){_UNIT}(?![\w-])"),
    ("ago", rf"{_ROUGHLY}(?:{_COUNT}|(?:[Hh]alf\s)?[Aa]n?|[Ss]everal|[Mm]any|[Aa]\sfew"
            r"|[Aa]\scouple\sof)\s"
            r"(?:hour|minute|day|week|month|year|decade|century|centurie)s?\s(?:ago|earlier)"
            r"|(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades|[Cc]enturies)\sago"),
    ("year_ago", r"[Yy]ear-(?:ago|earlier)(?:\s(?:quarter|period))?"),
    ("years", r"(?:19|20)\d\d[-–](?:(?:19|20)\d\d|\d\d)(?![-–/\d]|\.\d)"),
    ("year", rf"(?:the\syear\s|(?:{_EDGE}))?{_YEAR}(?!\w|['’]s\b|-\w)"),
    ("holiday", rf"(?:{_WHICH}\s)?{_HOLIDAY}(?!\s(?:[Ww]eek|[A-Z]))"),
)  # fmt: skip
"""The kinds of expression with their forms, in the order in which they are tried."""

TRIGGERS = (
    r"\d|['’]\d0s|Q[1-4]\s|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[dsnru]|\b)"
    rf"|{_SHORT_MONTH}(?:[a-z]|\b)|Sept"
    r"|[Tt]he\s(?:\d|past|last|next|coming|previous|following|same|current|latest|recent|quarter"
    r"|week|year|day\s|early|late|mid|end\s|beginning\s|start\s|middle\s|first|second|third"
    r"|fourth|fif|sixt|sevent|eight|ninet|twent|thirt|fort|fiscal|spring|summer|fall|autumn|winter"
    r")"
    r"|[Aa](?:n?\s(?:few|couple|hour|minute|day|week|month|year|decade|century)|bout\s|lmost\s)"
    r"|[Tt](?:his|hat)\s|[Tt](?:oday|onight|omorrow|wo|hree|en|welve|hird|hirteen|hirty|wenty)"
    r"|[Ll]a(?:st|te|ter)[\s-]|[Ee](?:arl|nd\s|ight|leven)|[Nn](?:ext\s|early\s|ine|oon)"
    r"|[Mm]id|[Mm]iddle\s|[Mm]ore\sthan\s|[Mm]any\s|[Hh](?:alf\sa|undred)|[Dd]ozen|[Oo](?:ne\s|ver\s|n\s)|[Pp](?:ast|revious)\s"
    r"|[Cc]oming\s|[Rr]ecent\s|[Ff](?:irst|our|ive|ift|ort|iscal\s|ollowing\s|all\s)"
    r"|[Ss](?:econd|even|ix|pring|ummer|everal\s|tart\s)|[Bb]eginning\s|dawn|dusk"
    r"|[Yy](?:esterday|ear)|[Dd]ay\s|[Ww]eek\sof\s|(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Dd]ecades|[Cc]enturies)\sago"
    r"|[Ww]inter|[Aa]utumn"
    r"|Christmas|New\sYear|Valentine|Boxing|Thanksgiving|Good\sF|Easter|Palm\s|Labou?r\s|Memorial"
    r"|Independence|Veterans|Columbus|Halloween|Election\s"
)
"""How the forms begin. A word that does not is passed over: this is what makes the search fast."""
