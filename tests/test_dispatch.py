"""What `parse` finds in a dispatch, rule by rule. The openings are written for these tests."""

import json
from hashlib import sha256
from pathlib import Path
from time import process_time

import pytest

from store.article import Head
from store.dispatch import parse
from support import DATA, SEED, SEEDS

STORY = "The ministry said on Monday that the bridge, which was built in May, is to open for good."
CASES = DATA / "ingest" / "datelines"


def head_of(text: str) -> dict[str, str]:
    """The fields of the head that are filled, title and language left out."""
    head = parse(text).head
    names = set(Head.__slots__) - {"title", "title_derived", "language", "spans"}
    return {name: getattr(head, name) for name in sorted(names) if getattr(head, name) is not None}


def pieces(text: str, kind: str = "body") -> list[str]:
    """The texts of the blocks of one kind."""
    return [text[b.start : b.end] for b in parse(text).blocks if b.kind == kind]


def dated(partial: str, **others: str) -> dict[str, str]:
    return {"published_partial": partial, **others}


def full(value: str, origin: str = "dateline", **others: str) -> dict[str, str]:
    return {"published": value, "published_from": origin, **others}


DATELINES = [
    ("OSLO, July 26 (Norlys) -- ", dated("--07-26", place="OSLO", agency="Norlys")),
    ("OSLO, July 26 (Norlys): ", dated("--07-26", place="OSLO", agency="Norlys")),
    ("Oslo, Jul. 26 (NRL) ", dated("--07-26", place="Oslo", agency="NRL")),
    ("Oslo /NORLYS/. ", {"place": "Oslo", "agency": "NORLYS"}),
    ("OSLO, June 27. /NRL/. ", dated("--06-27", place="OSLO", agency="NRL")),
    ("OSLO (Norlys) — ", {"place": "OSLO", "agency": "Norlys"}),
    ("OSLO (Norlys)-", {"place": "OSLO", "agency": "Norlys"}),
    ("Oslo, 26 ene (NRL).- ", dated("--01-26", place="Oslo", agency="NRL")),
    ("OSLO, 1er août (NRL) -- ", dated("--08-01", place="OSLO", agency="NRL")),
    ("OSLO, 26 de julio de 2022 (NRL) - ", full("2022-07-26", place="OSLO", agency="NRL")),
    ("OSLO, Jun 15 2022 (NRL) - ", full("2022-06-15", place="OSLO", agency="NRL")),
    ("OSLO, 26th July, 2022 (NRL) -- ", full("2022-07-26", place="OSLO", agency="NRL")),
    ("OSLO- 24 July 2022: ", full("2022-07-24", place="OSLO")),
    ("OSLO, Tuesday, July 26 – ", dated("--07-26", place="OSLO")),
    ("TROMSØ, Troms County--", {"place": "TROMSØ", "region": "Troms County"}),
    ("RICHMOND, Va. (Norlys) - ", {"place": "RICHMOND", "region": "Va.", "agency": "Norlys"}),
    ("NAIROBI, Kenya, Aug 3 – ", dated("--08-03", place="NAIROBI", region="Kenya")),
    ("NAIROBI, Kenya Aug 3 – ", dated("--08-03", place="NAIROBI", region="Kenya")),
    ("Pune [India], July 5 (NRL): ", dated("--07-05", place="Pune", region="India", agency="NRL")),
    ("OSLO- ", {"place": "OSLO"}),
    ("OSLO -", {"place": "OSLO"}),
    ("Oslo: ", {"place": "Oslo"}),
    ("PORT-AU-PRINCE — ", {"place": "PORT-AU-PRINCE"}),
    ("Sun City – ", {"place": "Sun City"}),
    ("THE HAGUE – ", {"place": "THE HAGUE"}),
    ("ST. JOHN'S – ", {"place": "ST. JOHN'S"}),
    ("OSLO/BERGEN (Norlys) - ", {"place": "OSLO/BERGEN", "agency": "Norlys"}),
    ("Damascus, SANA- ", {"place": "Damascus", "agency": "SANA"}),
    ("Tehran, July 26, IRNA – ", dated("--07-26", place="Tehran", agency="IRNA")),
    ("(Reuters) - ", {"agency": "Reuters"}),
    ("July 26 (Reuters) - ", dated("--07-26", agency="Reuters")),
    ("(CNN)", {"agency": "CNN"}),
    ("(ANSA) - ROMA, 25 LUG - ", dated("--07-25", place="ROMA", agency="ANSA")),
    ("(Beirut, July 25, 2022) – ", full("2022-07-25", place="Beirut")),
    ("القاهرة 25 يوليو (نور) - ", dated("--07-25", place="القاهرة", agency="نور")),
    ("Pyongyang, July 27 Juche 111 (2022) (KCNA) -- ",
     full("2022-07-27", place="Pyongyang", agency="KCNA")),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "expected"), DATELINES)
def test_dateline(opening: str, expected: dict[str, str]) -> None:
    text = opening + STORY
    assert head_of(text) == expected
    assert pieces(text, "dateline") == [opening.strip()]
    assert pieces(text) == [STORY]


@pytest.mark.parametrize(
    "text",
    [
        "WE dedicate this page to all who came to the harbour, and to those who did not.",
        "On Monday, Dec. 26, a convoy left the town of Vardø for the border, an officer said.",
        "On July 14 – the day of the flood – nobody slept, and nobody went to work.",
        "Monday, July 14 – The day of the flood was the longest that anybody could recall.",
        "Exclusive: The ministry is to move to the harbour, according to three officials.",
        "Harbour-Master Olsen said that the port would stay closed until the end of the week.",
        "Ole Olsen – who has led the port since May – said that it would stay closed for good.",
        "President Ole Olsen - The man of the hour was late for his own party on Sunday.",
        "Led by Ole Olsen (NRL) - The band came late, and played for the rest of the night.",
        "The Northern River Authority (NRA) said that it would close three pumping stations.",
        "قال الوزير - وهو في طريقه إلى المدينة - إن الجسر سيفتح قريبا",
        "It began at 10:30: The first boat left the harbour with nobody but a cat on board.",
    ],
)
def test_no_dateline_where_the_story_opens_at_once(text: str) -> None:
    assert head_of(text) == {}
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    ("address", "lead", "expected"),
    [
        ("https://fjordtoday.example/a/b", "FJORD TODAY – ", {"outlet": "FJORD TODAY"}),
        ("https://fjord-today.example/a", "Fjord Today: ", {"outlet": "Fjord Today"}),
        ("https://www.fjord.example/9", "fjord News, 10 Nov - ",
         dated("--11-10", outlet="fjord News")),
        ("https://www.fjord.example/9", "fjord News, Bodø, 10 Nov - ",
         dated("--11-10", outlet="fjord News", place="Bodø")),
        ("https://fjordtoday.example/a/b", "FJORD – ", {"place": "FJORD"}),
    ],
)  # fmt: skip
def test_a_lead_with_the_words_of_the_host_is_the_outlet(
    address: str, lead: str, expected: dict[str, str]
) -> None:
    text = f"{address}\n\n{lead}{STORY}"
    assert head_of(text) == {"source_url": address, **expected}
    assert pieces(text) == [STORY]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("2022/07/18/a-bridge", full("2022-07-18", "url+dateline")),
        ("20220718/c.html", full("2022-07-18", "url+dateline")),
        ("2022-07/18/c.html", full("2022-07-18", "url+dateline")),
        ("2022/07/a-bridge", full("2022-07-18", "url+dateline")),
        ("2022/07/20/a-bridge", dated("--07-18")),
        ("2022/08/a-bridge", dated("--07-18")),
        ("article/117716/a-bridge", dated("--07-18")),
    ],
)
def test_the_address_gives_the_year_when_it_agrees(path: str, found: dict[str, str]) -> None:
    text = f"https://news.example/{path}\n\nOSLO, July 18 (NRL) - {STORY}"
    known = {"source_url": f"https://news.example/{path}", "place": "OSLO", "agency": "NRL"}
    assert head_of(text) == known | found


@pytest.mark.parametrize(
    "date", ["July 45", "Feb 30, 2022", "2019-13-09", "0000-01-01", "3000-01-01", "٢٠١٩-٠٧-٠٩"]
)
def test_an_impossible_date_is_unknown(date: str) -> None:
    text = f"OSLO, {date} (NRL) – {STORY}"
    assert head_of(text) == {"place": "OSLO", "agency": "NRL"}
    assert pieces(text) == [STORY]


STAMPS = [
    ("date 2019-07-09 2019/07/09 | 07:55", full("2019-07-09T07:55", "header")),
    ("2022-07-25T10:30:00Z", full("2022-07-25T10:30:00", "header", published_tz="Z")),
    ("Published: 20th July 2022 05:00 AM  |   Last Updated: 21st July 2022 06:30 PM",
     full("2022-07-20T05:00", "header", updated="2022-07-21T18:30")),
    ("Updated 3:21 PM EET, September 11, 2024",
     {"updated": "2024-09-11T15:21", "updated_tz": "EET"}),
    ("July 25, 2022", full("2022-07-25", "header")),
    ("25.07.2022", full("2022-07-25", "header")),
    ("25/07/2022", full("2022-07-25", "header")),
    ("Mon, 25 Jul 2022 10:30:00 +0200",
     full("2022-07-25T10:30:00", "header", published_tz="+0200")),
    ("Source: Norlys| 2022-07-18 20:30|Editor: olsen",
     full("2022-07-18T20:30", "header", outlet="Norlys")),
    ("Published 12:30 AM, 1 March 2021", full("2021-03-01T00:30", "header")),
    ("03/04/2022", {}),
    ("date 2019-13-45 | 07:55", {}),
]  # fmt: skip


@pytest.mark.parametrize(("stamp", "expected"), STAMPS)
def test_date_line(stamp: str, expected: dict[str, str]) -> None:
    text = f"{stamp}\n{STORY}"
    assert head_of(text) == expected
    assert pieces(text, "head") == [stamp]
    assert pieces(text) == [STORY]


def test_a_page_copied_into_one_line() -> None:
    stamps = "PUBLISHED: . 14:11 EST, 25 October 2013 . | . UPDATED: . 15:36 EST, 25 October 2013"
    text = f"By . Ada Berg . {stamps} . {STORY}"
    assert head_of(text) == {
        "byline": "Ada Berg",
        **full("2013-10-25T14:11", "header", published_tz="EST"),
        "updated": "2013-10-25T15:36",
        "updated_tz": "EST",
    }
    assert pieces(text) == [STORY]


def test_outlet_and_section() -> None:
    text = f"(Fjord Post | Ports)- OSLO (NRL) – {STORY}"
    assert head_of(text) == {
        "outlet": "Fjord Post",
        "section": "Ports",
        "place": "OSLO",
        "agency": "NRL",
    }
    assert [b.kind for b in parse(text).blocks] == ["head", "dateline", "body"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By  ADA BERG", "ADA BERG"),
        ("By Ada Berg and Per al-Nour", "Ada Berg and Per al-Nour"),
        ("by Ada Berg", "Ada Berg"),
        ("By: Ada Berg", "Ada Berg"),
        ("Written by Ada Berg | Oslo | Updated: July 25, 2022 10:30 am", "Ada Berg"),
        ("By Ada Berg, Staff Writer", "Ada Berg"),
        ("Par Ada Berg", "Ada Berg"),
        ("Our Staff Reporter", "Our Staff Reporter"),
    ],
)
def test_byline(line: str, name: str) -> None:
    text = f"{line}\n\n{STORY}"
    assert parse(text).head.byline == name
    assert pieces(text) == [STORY]


@pytest.mark.parametrize(
    "line",
    ["By Monday the water had reached the door.", "By Monday", "By 10 votes", "Written by hand"],
)
def test_no_byline(line: str) -> None:
    assert parse(f"{line}\n\n{STORY}").head.byline is None


@pytest.mark.parametrize(
    "rest",
    [f"\n\n{STORY}", f"\nBy Ada Berg\n{STORY}", f"\nOSLO (NRL) - {STORY}", f"\n{STORY * 2}"],
)
def test_title_in_the_text(rest: str) -> None:
    text = "Bridge to open, minister says it was about time" + rest
    head = parse(text).head
    assert (head.title, head.title_derived) == (text[:47], False)
    assert head.spans["title"] == (0, 47)


def test_title_before_a_gap() -> None:
    text = f"Bridge to Open at Last  NEW ULM (NRL) - It is  done. {STORY}"
    assert parse(text).head.title == "Bridge to Open at Last"
    assert parse(text).head.place == "NEW ULM"
    assert pieces(text) == [text[text.index("It is") :]]


def test_a_headline_with_a_colon_is_no_dateline() -> None:
    text = f"Norway: Bridge to open\n\n{STORY}"
    assert parse(text).head.title == "Norway: Bridge to open"
    assert head_of(text) == {}


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("119392-the-bridge-is-open", "The bridge is open"),
        ("the_bridge_is_open.html", "The bridge is open"),
        ("the-bridge-1b4e28ba-2fa1-11d2-883f-b9a761bde3fb", "The bridge"),
        ("Olsen%E2%80%99s-bridge/", "Olsen’s bridge"),
        ("14606901", "It is open."),
        ("c.html", "It is open."),
    ],
)
def test_title_from_the_address(slug: str, title: str) -> None:
    head = parse(f"https://news.example/{slug}\n\nOSLO (NRL) - It is open. {STORY}").head
    assert (head.title, head.title_derived) == (title, True)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("It is open. " + STORY, "It is open."),
        ("Gen. Olsen opened it. " + STORY, "Gen. Olsen opened it."),
        (STORY, "The ministry said on Monday that the bridge, which was built in May, is to open…"),
        ("x" * 200, "x" * 79 + "…"),
        ("", "(untitled)"),
        ("\x00\x01", "(untitled)"),
    ],
)
def test_title_from_the_first_sentence(text: str, title: str) -> None:
    assert parse(text).head.title == title
    assert parse(text).head.title_derived


def test_standfirst_and_buttons_stand_before_the_dateline() -> None:
    standfirst = "According to the port, all the boats are to be moved to the eastern quay " * 2
    text = f"{standfirst.strip()}\n\nShare\nOSLO, June 27. /NRL/. {STORY}"
    assert pieces(text, "furniture") == ["Share"]
    assert pieces(text, "standfirst") == [standfirst.strip()]
    assert pieces(text) == [STORY]


GLUE = [
    "It is open.|The port said so.",
    "It is open.”|The port said so.",
    "It is open.|“The port said so.”",
    "“It is open.”|“The port said so.”",
    'He said "it is open."|The port said so.',
    'It is open.|"The port," he said.',
    "He said 'it is open.'|The port said so.",
    "It grew by 5%.|The port said so.",
    "It grew (slowly).|The port said so.",
    "It is open!|The port said so.",
    "It grew in 2020.|O’Brien said so.",
    "It is open.|A port said so.",
    "It is open. The port said so.",
    "The U.S. and the U.K. said so.",
    "Mr.Olsen and Gen.Berg said so.",
    "L.Oyun and Kh.Bold said so.",
    "Shares of BP.L fell.",
    "Write to Ada.Berg@news.Example now.",
    "See https://news.Example/a.B now.",
    "It is open.the port said so.",
]


@pytest.mark.parametrize("marked", GLUE)
def test_glued_paragraphs(marked: str) -> None:
    assert pieces(marked.replace("|", "")) == marked.split("|")


@pytest.mark.parametrize(
    "newline", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \t\xa0\n", "\u2028"]
)
def test_newlines_part_paragraphs(newline: str) -> None:
    lines = [f"{STORY} One.", f"{STORY} Two.", "Three."]
    assert pieces(newline.join(lines)) == lines


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    first = (
        "OSLO -- The ministry said on Monday that the bridge, which was built\n"
        "in May, is to open for good, and that nobody need fear the water any\n"
        "longer.\n"
    )
    second = (
        "Nobody did. The ferryman, who has crossed the fjord for forty years,\n"
        "said that the water was the one thing he had never been afraid of in\n"
        "all that time."
    )
    assert pieces(first + "\n" + second) == [first[8:-1], second]


def test_short_lines_are_not_taken_for_hard_wrapped_ones() -> None:
    lines = [f"The {word} boat left the harbour of the old town before noon." for word in "abcdef"]
    assert pieces("\n".join(lines)) == lines


TAILS = [
    ("\nEnditem", "Enditem"),
    (" Enditem\n", "Enditem"),
    ("\n-0-\n", "-0-"),
    ("\n\n(Reporting by Ada Berg (Oslo); Editing by Per Nour)",
     "(Reporting by Ada Berg (Oslo); Editing by Per Nour)"),
    (" And so… [+472 chars]", "[+472 chars]"),
]  # fmt: skip


@pytest.mark.parametrize(("tail", "mark"), TAILS)
def test_closing_marks_are_furniture(tail: str, mark: str) -> None:
    text = f"OSLO (NRL) - {STORY}{tail}"
    assert pieces(text, "furniture") == [mark]
    assert "".join(pieces(text)).startswith(STORY)
    assert mark not in "".join(pieces(text))


@pytest.mark.parametrize(
    "caption",
    [
        "In this file picture, boats lie in the harbour.",
        "In this July 9, 2019, file photo, boats lie in the harbour.",
        "FILE PHOTO: Boats lie in the harbour.",
        "File photo of boats in the harbour.",
        "(AP Photo/Ada Berg)",
    ],
)
def test_a_caption_at_the_end(caption: str) -> None:
    assert pieces(STORY + caption) == [STORY]
    assert pieces(f"{STORY}\n{caption}\nEnditem", "caption") == [caption]
    assert pieces(caption) == [caption], "a text that is all caption is still to be read"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (STORY, "en"),
        ("El ministro dijo que el puente se abrirá en la mañana y que no es el último.", "es"),
        ("Le ministre a dit que le pont est ouvert dans la ville et les villages du nord.", "fr"),
        (
            "O ministro disse que a ponte não é a última da cidade e do norte, mas uma das mais.",
            "pt",
        ),
        ("Der Minister hat gesagt, dass die Brücke nicht die letzte in der Stadt ist.", "de"),
        ("Il ministro ha detto che il ponte della città non è la sola via per gli abitanti.", "it"),
        ("قال الوزير إن الجسر سيفتح قريبا", "ar"),
        ("Министр сказал, что мост откроют завтра", "ru"),
        ("Ο υπουργός είπε ότι η γέφυρα ανοίγει", "el"),
        ("השר אמר שהגשר ייפתח מחר בבוקר", "he"),
        ("Bridge opens", None),
        ("", None),
        ("12 34 56", None),
        (f"{STORY} The word is سمكة, fish.", "en"),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert parse(text).head.language == language


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t\xa0\n"])
def test_blank_texts_have_no_blocks(text: str) -> None:
    assert parse(text).blocks == ()


def test_a_byte_order_mark_is_passed_over() -> None:
    text = f"\ufeffOSLO (NRL) - {STORY}"
    assert parse(text).head.spans["place"] == (1, 5)
    assert pieces(text) == [STORY]
    assert parse(text).blocks[0].start == 0


def _lines(count: int) -> str:
    return "The ministry said so.\n" * count


def _one_line(count: int) -> str:
    return "The ministry said so. " * count


@pytest.mark.parametrize("make", [_lines, _one_line])
def test_four_times_the_text_takes_four_times_the_time(make) -> None:  # type: ignore[no-untyped-def]
    def cost(text: str) -> float:
        begin = process_time()
        parse(text)
        return process_time() - begin

    once, four_times = make(10_000), make(40_000)
    # A quadratic step anywhere would make it 16; the room above 4 is for a busy machine.
    assert min(map(cost, [four_times] * 5)) < 8 * min(map(cost, [once] * 5))


SEED_HEADS = {
    "000": full("2019-07-09T07:55", "header", outlet="Hatha al-Youm", section="Iraq News",
                place="BAGHDAD", agency="Dispatches"),
    "001": dated("--03-14", place="NACALA", agency="Northwire"),
    "002": {"place": "AQABA", "region": "Jordan", "agency": "Altamar"},
    "003": dated("--09-02", place="ŁÓDŹ", agency="LUMEN"),
    "004": full("2021-06-18", "url+dateline", place="AVEIRO", agency="Northwire",
                source_url="https://harbour-gazette.example/2021/06/18/"
                           "nine-districts-sign-river-treaty-in-aveiro"),
    "005": {"place": "N’DJAMENA", "agency": "Northwire", "updated": "2023-11-09T18:05",
            "updated_tz": "WAT", "byline": "SOLANGE ABDERAMANE and PETER OYELARAN"},
    "006": full("2024-02-27T18:40", "header", outlet="Al-Marfa", section="Red Sea",
                place="PORT SUDAN", agency="Corvo"),
    "007": {"place": "TBILISI"},
    "008": {"place": "SÃO TOMÉ", "agency": "Corvo"},
    "009": full("2024-05-21", place="BATUMI", region="Georgia", agency="Northwire",
                byline="Peter Oyelaran"),
    "010": dated("--10-07", place="Montevideo", agency="Altamar"),
}  # fmt: skip
SEED_PARAGRAPHS = {"000": 10, "001": 7, "002": 7, "003": 7, "004": 6, "005": 6, "006": 6, "007": 6,
                   "008": 1, "009": 21, "010": 6}  # fmt: skip


@pytest.mark.parametrize("number", SEED_HEADS)
def test_seeds(number: str) -> None:
    text = next(SEEDS.glob(f"{number}_*.txt")).read_bytes().decode()
    assert head_of(text) == SEED_HEADS[number]
    assert parse(text).head.language == ("es" if number == "010" else "en")
    assert len(pieces(text)) == SEED_PARAGRAPHS[number]
    assert len(pieces(text, "caption")) == (number in {"000", "006"})


def test_seeds_are_as_they_were_written() -> None:
    hashes = {path.stem: sha256(path.read_bytes()).hexdigest() for path in SEEDS.glob("*.txt")}
    # The original came with its name, which is not its hash.
    assert hashes.pop(Path(SEED).stem)[:16] == "dd14606751de5581"
    assert all(name[4:] == found[:16] for name, found in hashes.items())


def test_every_seed_is_known() -> None:
    assert sorted(path.name[:3] for path in SEEDS.glob("*.txt")) == sorted(SEED_HEADS)


@pytest.mark.skipif(not CASES.is_dir(), reason="the collected openings are not beside the project")
def test_collected_openings() -> None:
    for path in sorted(CASES.glob("*.json")):
        expected = json.loads(path.read_bytes())["expect"]
        _agrees(path.with_suffix(".txt").read_bytes().decode(), expected, path)


def _agrees(text: str, expected: dict, path: Path) -> None:  # type: ignore[type-arg]
    head = parse(text).head
    for name in ("language", "source_url", "published_partial", "outlet", "section", "place",
                 "region", "agency", "byline"):  # fmt: skip
        assert getattr(head, name) == expected[name], (path.name, name)
    published, updated = expected["published"] or {}, expected["updated"] or {}
    assert head.published == published.get("value"), path.name
    assert head.published_tz == published.get("tz"), path.name
    assert head.updated == updated.get("value"), path.name
    assert head.title_derived == expected["title"]["derived"], path.name
    for name, span in expected["spans"].items():
        assert list(head.spans[name]) == span, (path.name, name)
    body = [[b.start, b.end] for b in parse(text).blocks if b.kind == "body"]
    assert [body[0][0], body[-1][1]] == expected["body"], path.name
    assert body == expected.get("paragraphs", body), path.name
