"""Which language a dispatch is written in: by its script, then by its most common small words."""

import re

_SCRIPTS = {
    "ar": "\u0600-\u06ff",
    "he": "\u0590-\u05ff",
    "ru": "\u0400-\u04ff",
    "el": "\u0370-\u03ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7af",
    "zh": "\u4e00-\u9fff",
}
# Letters that tell a neighbour from the language its script stands for.
_NEIGHBOURS = {"ar": (("ur", "ٹڈڑے"), ("fa", "پچژگ")), "ru": (("uk", "іїєґ"),)}
_SMALL_WORDS = {
    "en": "the of and to in a is was for that on with said by at from has its it as were have",
    "es": "de la que el en y los del se las por un una con para su al es fue como más",
    "fr": "de la le et les des en du un une que est pour dans qui sur au par il a été ont aux",
    "pt": "de a o que e do da em um para com uma os no se na por mais as dos foi ao não são",
    "it": "di e il la che in un per del è una con della da le dei al si nel alla sono ha gli",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als wurde",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er door om ook bij werd",
}
_SPEAKERS: dict[str, list[str]] = {}
for _language, _words in _SMALL_WORDS.items():
    for _word in _words.split():
        _SPEAKERS.setdefault(_word, []).append(_language)
_WORDS = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_SCRIPT = {language: re.compile(f"[{letters}]") for language, letters in _SCRIPTS.items()}
_SAMPLE = 600  # code points


def detect_language(text: str, start: int = 0) -> str | None:
    """The ISO 639-1 code of the language of `text`; None when too little speaks for one.

    Args:
        text: The dispatch.
        start: Where to begin, in code points; some 600 from there on are looked at.
    """
    sample = text[start : start + _SAMPLE]
    words = _WORDS.findall(sample.lower())
    foreign = len(_FOREIGN.findall(sample))
    if foreign >= 12 and 2 * foreign > sum(map(len, words)):
        return _by_script(sample)
    return _by_small_words(words)


def _by_small_words(words: list[str]) -> str | None:
    scores = dict.fromkeys(_SMALL_WORDS, 0)
    hits = dict.fromkeys(_SMALL_WORDS, 0)
    for word in words:
        speakers = _SPEAKERS.get(word, ())
        for language in speakers:
            # A word of several languages ("de", "que") speaks for each far less than its own.
            scores[language] += 60 // len(speakers) ** 2
            hits[language] += 1
    best, second = sorted(scores, key=lambda language: scores[language], reverse=True)[:2]
    clear = scores[best] > 1.3 * scores[second]
    return best if clear and hits[best] >= max(3, len(words) / 10) else None


def _by_script(sample: str) -> str | None:
    counts = {language: len(script.findall(sample)) for language, script in _SCRIPT.items()}
    if counts["ja"] * 10 > counts["zh"]:
        counts["zh"] = 0  # kana among the ideographs: Japanese
    best = max(counts, key=lambda language: counts[language])
    for neighbour, letters in _NEIGHBOURS.get(best, ()):
        if sum(map(sample.count, letters)) >= 2:
            return neighbour
    return best
