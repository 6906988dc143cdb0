"""Currencies as news text writes them, with their ISO 4217 codes.

A code stands only where the writing tells one currency. "$" and "dollars" alone are taken for USD:
the agencies' style books write A$, C$, HK$ for the others. "pounds" alone is GBP. "Rs", "rupees",
"shillings", "dinars", "riyals", "pesos", "francs", "krone", "kwacha" and "¥" are used in several
lands and have none.
"""

SIGNS = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": None, "₦": "NGN", "₹": "INR", "₽": "RUB", "₩": "KRW",
    "₪": "ILS", "₫": "VND", "₱": "PHP", "₺": "TRY", "₴": "UAH", "₵": "GHS", "₸": "KZT", "฿": "THB",
    "₡": "CRC", "₭": "LAK", "₮": "MNT", "₼": "AZN", "₾": "GEL", "¢": None,
}  # fmt: skip
"""Signs that stand before a number, or straight after it."""

DOLLARS = {
    "US": "USD", "U.S.": "USD", "USD": "USD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD",
    "CAD": "CAD", "NZ": "NZD", "HK": "HKD", "S": "SGD", "SG": "SGD", "NT": "TWD", "R": "BRL",
    "N": "NAD", "J": "JMD", "TT": "TTD", "EC": "XCD", "G": "GYD", "FJ": "FJD", "MX": "MXN",
    "Bds": "BBD", "L": "LRD", "Z": None, "ZW": None, "B": None, "BZ": "BZD", "GH": "GHS",
    "E": "EGP", "AUD": "AUD", "LE": "EGP",
}  # fmt: skip
"""Letters that stand before a sign and tell whose it is."""

LETTERS = {
    "Rs": None, "Re": None, "Rupees": None, "rupees": None, "rupee": None, "Tk": "BDT",
    "RM": "MYR", "Rp": "IDR", "Sh": None, "Shs": None, "KSh": "KES", "Ksh": "KES", "KShs": "KES",
    "Kshs": "KES", "TSh": "TZS", "Tsh": "TZS", "TShs": "TZS", "USh": "UGX", "Ush": "UGX",
    "UShs": "UGX", "Shs.": None, "FCFA": None, "CFA": None, "Dh": None, "Dhs": None, "GHC": "GHS",
    "LE": "EGP", "GH": "GHS",
}  # fmt: skip
"""Letters that stand before a number by themselves."""

SHORT_LETTERS = {"R": "ZAR", "N": "NGN"}
"""One letter is money only before a scale or thousands: R1.2bn, N50,000, but not N95."""

_CODES = (
    "USD EUR GBP JPY CNY RMB CHF AUD CAD NZD HKD SGD TWD SEK NOK DKK ISK PLN CZK HUF RON BGN RUB"
    " UAH BYN KZT UZS AMD AZN ILS JOD LBP SYP IQD IRR SAR AED QAR KWD BHD OMR YER EGP LYD TND DZD"
    " SDG SSP ETB KES UGX TZS RWF BIF CDF XAF XOF NGN GHS SLL LRD GMD GNF MZN MWK ZMW ZWL ZWG BWP"
    " NAD ZAR LSL SZL AOA MUR SCR MGA INR PKR BDT LKR NPR BTN AFN THB VND IDR MYR PHP KHR LAK MMK"
    " BND MNT KRW KPW BRL ARS CLP PYG UYU BOB VES MXN GTQ HNL NIO CRC DOP HTG JMD TTD BBD FJD PGK"
)
CODES = tuple(_CODES.split())
"""ISO 4217 codes that are no words: TOP, ALL, TRY, COP and CUP are left out."""

GLUED_CODES = ("CUP", "COP", "TRY", "MAD", "PEN")
"""Codes that are words too: they count only straight after a number ("12CUP")."""

NAMES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "naira": "NGN",
    "rupiah": "IDR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rand": "ZAR", "baht": "THB",
    "won": "KRW", "ringgit": "MYR", "rouble": "RUB", "ruble": "RUB", "shekel": "ILS",
    "birr": "ETB", "taka": "BDT", "cedi": "GHS", "zloty": "PLN", "hryvnia": "UAH", "tenge": "KZT",
    "dong": "VND", "reais": "BRL", "afghani": "AFN", "cent": "USD", "pence": "GBP", "lira": None,
    "rupee": None, "shilling": None, "dinar": None, "riyal": None, "rial": None, "peso": None,
    "franc": None, "krone": None, "kroner": None, "kronor": "SEK", "dirham": None, "kwacha": None,
    "bolivar": "VES", "metical": "MZN", "meticais": "MZN", "pula": "BWP", "kyat": "MMK",
    "forint": "HUF", "marks": None, "guilder": None, "bitcoin": None, "ouguiya": "MRU",
    "dalasi": "GMD", "leone": None, "quetzal": "GTQ", "lempira": "HNL", "gourde": "HTG",
    "deutschemark": None, "drachma": None, "ariary": "MGA", "riel": "KHR",
}  # fmt: skip
"""Names that stand after a number, without the "s" of the plural."""

HUNDREDTHS = frozenset({"cent", "pence"})

WHOSE = {
    "U.S": "USD", "U.S.": "USD", "US": "USD", "American": "USD", "Australian": "AUD",
    "Canadian": "CAD", "Hong Kong": "HKD", "New Zealand": "NZD", "Singapore": "SGD",
    "Taiwan": "TWD", "Namibian": "NAD", "Jamaican": "JMD", "Zimbabwean": None, "Zimbabwe": None,
    "Liberian": "LRD", "Egyptian": "EGP", "Syrian": "SYP", "Lebanese": "LBP", "Sudanese": "SDG",
    "South Sudanese": "SSP", "British": "GBP", "Turkish": "TRY", "Cypriot": None, "Iraqi": "IQD",
    "Iranian": "IRR", "Kuwaiti": "KWD", "Jordanian": "JOD", "Bahraini": "BHD", "Tunisian": "TND",
    "Algerian": "DZD", "Libyan": "LYD", "Serbian": "RSD", "Saudi": "SAR", "Qatari": "QAR",
    "Omani": "OMR", "Yemeni": "YER", "Indian": "INR", "Pakistani": "PKR", "Sri Lankan": "LKR",
    "Nepalese": "NPR", "Nepali": "NPR", "Mauritian": "MUR", "Kenyan": "KES", "Ugandan": "UGX",
    "Tanzanian": "TZS", "Somali": "SOS", "Mexican": "MXN", "Colombian": "COP", "Cuban": "CUP",
    "Chilean": "CLP", "Argentine": "ARS", "Philippine": "PHP", "Uruguayan": "UYU",
    "Dominican": "DOP", "Swiss": "CHF", "CFA": None, "Congolese": "CDF", "Rwandan": "RWF",
    "Burundian": "BIF", "Guinean": "GNF", "French": "FRF", "Belgian": "BEF", "Norwegian": "NOK",
    "Danish": "DKK", "Swedish": "SEK", "Czech": "CZK", "Emirati": "AED", "UAE": "AED",
    "Moroccan": "MAD", "Zambian": "ZMW", "Malawian": "MWK", "Japanese": "JPY", "Chinese": "CNY",
    "Korean": "KRW", "South Korean": "KRW", "South African": "ZAR", "Nigerian": "NGN",
    "Ghanaian": "GHS", "Russian": "RUB", "Malaysian": "MYR", "Indonesian": "IDR",
}  # fmt: skip
"""Words before a currency's name that tell whose it is."""

SCALES = {
    "hundred": 2, "thousand": 3, "lakh": 5, "lakhs": 5, "million": 6, "crore": 7, "crores": 7,
    "billion": 9, "trillion": 12, "k": 3, "m": 6, "mn": 6, "mln": 6, "mil": 6, "b": 9, "bn": 9,
    "bln": 9, "tn": 12, "trn": 12,
}  # fmt: skip
"""What a word or letters after a number multiply it by: powers of ten."""
