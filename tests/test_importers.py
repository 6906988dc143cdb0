"""Formats of inputs: what each gives, and that nothing of a hostile one is taken or lost in silence."""

import codecs
import gzip
import json
import mailbox
import os
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import importers
from store.importers import Draft, Refused, read_bytes
from store.importers.markup import plain_text
from store.importers.stated_dates import stated_date

STORY = (
    "A ship came in on Monday with grain for the port of Aqaba, the harbour master said, "
    "and it left again on Tuesday with phosphate for a buyer in the east."
)


def drafts(raw: bytes, name: str = "") -> list[Draft | Refused]:
    return list(read_bytes(raw, "in", name))


def one(raw: bytes, name: str = "") -> Draft:
    (draft,) = drafts(raw, name)
    assert isinstance(draft, Draft), draft
    return draft


def refused(raw: bytes, name: str = "") -> str:
    (it,) = drafts(raw, name)
    assert isinstance(it, Refused), it
    return it.code


# -- records ---------------------------------------------------------------------------------------


def test_json_lines_state_title_date_and_the_like_and_keep_the_rest() -> None:
    record = {
        "headline": "Ship comes in", "body": STORY, "url": "https://x.example/1",
        "publishedAt": "2020-02-03T04:05:06Z", "source": {"name": "Port Wire"}, "author": "L. Haddad",
        "tags": ["grain", "port"], "score": 3, "lang": "en",
    }  # fmt: skip
    it = one(json.dumps(record).encode() + b"\n", "a.jsonl")
    assert it.text == STORY
    assert it.stated == {
        "title": "Ship comes in", "source_url": "https://x.example/1", "byline": "L. Haddad",
        "published": "2020-02-03T04:05", "published_tz": "UTC", "published_from": "field",
        "outlet": "Port Wire", "language": "en",
    }  # fmt: skip
    assert it.tags == ("grain", "port")
    assert it.extra == {"score": 3}
    assert it.key == "record:https://x.example/1"


def test_lines_of_files_that_were_joined_may_each_begin_with_a_mark() -> None:
    line = codecs.BOM_UTF8 + json.dumps({"text": STORY}).encode() + b"\n"
    assert [getattr(it, "text", it) for it in drafts(line * 3, "a.jsonl")] == [STORY] * 3


def test_each_line_is_an_outcome_of_its_own() -> None:
    raw = b'{"text": "' + STORY.encode() + b'"}\n{"x": 1}\nnone\n\n[1]\n{"url": "http://x/"}\n'
    it = drafts(raw, "a.jsonl")
    assert [getattr(each, "code", "taken") for each in it] == [
        "taken", "no text", "damaged", "no object", "no text",
    ]  # fmt: skip
    assert [each.source for each in it] == ["in#1", "in#2", "in#3", "in#5", "in#6"]
    assert "dateline fetch" in it[-1].reason  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "whole",
    [
        [{"text": STORY}, {"text": STORY + " More."}],
        {"status": "ok", "articles": [{"content": STORY}, {"content": STORY + " More."}]},
        {"version": "https://jsonfeed.org/version/1.1", "title": "Port News",
         "items": [{"id": "1", "content_html": f"<p>{STORY}</p>"}, {"id": "2", "content_text": "More words."}]},
    ],
)  # fmt: skip
def test_arrays_objects_with_one_and_json_feeds(whole: object) -> None:
    first, second = drafts(json.dumps(whole, indent=1).encode(), "a.json")
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert first.text == STORY
    if "items" in whole:  # type: ignore[operator]
        assert first.stated["outlet"] == "Port News"
        assert (first.key, second.key) == ("record:1", "record:2")


def test_wallabag_carries_texts_as_html() -> None:
    record = {
        "title": "Ship", "url": "https://x.example/1", "is_archived": 1, "tags": ["sea"], "id": 7,
        "content": f"<p>{STORY}</p><p>It rained &amp; blew.</p>", "language": "en_GB",
        "created_at": "2020-02-03T04:05:06+0100", "published_at": "2020-02-01T00:00:00+01:00",
    }  # fmt: skip
    it = one(json.dumps([record]).encode(), "wallabag.json")
    assert it.text == f"{STORY}\n\nIt rained & blew."
    assert it.stated["published"] == "2020-02-01T00:00"
    assert it.stated["published_tz"] == "+01:00"


def test_omnivores_metadata_finds_its_texts_beside_it(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "ship-in.html").write_text(f"<p>{STORY}</p>")
    records = [
        {"id": "1", "slug": "ship-in", "title": "Ship", "url": "https://x.example/1",
         "labels": ["sea"], "savedAt": "2020-02-03T00:00:00Z", "state": "Active"},
        {"id": "2", "slug": "../../etc/passwd", "title": "No"},
    ]  # fmt: skip
    (tmp_path / "metadata_0_to_20.json").write_text(json.dumps(records))
    first, second = importers.read(tmp_path / "metadata_0_to_20.json")
    assert isinstance(first, Draft)
    assert (first.text, first.tags) == (STORY, ("sea",))
    assert isinstance(second, Refused)


def test_what_came_with_an_article_is_exported_again(tmp_path: Path) -> None:
    from tui.cli import main

    (tmp_path / "a.jsonl").write_text(json.dumps({"text": STORY, "score": 3, "who": {"a": [1]}}))
    library = ["--library", str(tmp_path / "l")]
    assert main([*library, "add", str(tmp_path / "a.jsonl")]) == 0
    assert main([*library, "export", "--format", "jsonl", "-o", str(tmp_path / "b.jsonl")]) == 0
    meta = json.loads((tmp_path / "b.jsonl").read_text())["meta"]
    assert meta["extra"] == {"score": 3, "who": {"a": [1]}}


def test_tables_with_a_column_of_texts() -> None:
    raw = f'\ufeffTitle;Text;Date\r\n"A; B";"{STORY}\n\nSecond ""paragraph""";2020-02-03\r\n'
    it = one(raw.encode(), "a.csv")
    assert it.stated["title"] == "A; B"
    assert it.text.endswith('Second "paragraph"')
    assert it.stated["published"] == "2020-02-03"
    assert refused(b"title,url\nA,http://x.example/\n", "pocket.csv") == "no text"


def test_a_field_has_the_name_that_the_reader_gives(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"words": STORY, "text": "", "head": "Ship"}))
    (it,) = importers.drafts(str(tmp_path / "a.jsonl"), {"text": "words", "title": "head"})
    assert isinstance(it, Draft)
    assert (it.text, it.stated["title"]) == (STORY, "Ship")


def test_front_matter_states_and_the_text_is_as_it_is() -> None:
    raw = f'---\ntitle: "Ship: in"\ndate: 2020-02-03\ntags:\n  - sea\n  - port\nmood: fine\n---\n\n# Ship\n\n{STORY}\n'
    it = one(raw.encode(), "a.md")
    assert it.text == f"# Ship\n\n{STORY}\n"
    assert it.stated["title"] == "Ship: in"
    assert (it.tags, it.extra) == (("sea", "port"), {"mood": "fine"})


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2020-02-03T04:05:06+03:00", ("2020-02-03T04:05", "+03:00")),
        ("2020-02-03", ("2020-02-03", None)),
        ("2020-02", ("2020-02", None)),
        ("2020/02/03 04:05", ("2020-02-03T04:05", None)),
        ("Mon, 03 Feb 2020 10:00:00 +0300", ("2020-02-03T10:00", "+03:00")),
        ("Mon, 03 Feb 2020 10:00:00 GMT", ("2020-02-03T10:00", "UTC")),
        (1580724300, ("2020-02-03T10:05", "UTC")),
        ("1580724300000", ("2020-02-03T10:05", "UTC")),
        ("yesterday", None),
        ("2020-13-03", None),
        (True, None),
        (7, None),
        (["2020"], None),
        ("9" * 400, None),
    ],
)
def test_dates_are_read_as_stated_and_never_guessed(said: object, read: object) -> None:
    assert stated_date(said) == read


@given(st.one_of(st.text(), st.integers(), st.floats(), st.none()))
def test_whatever_is_said_of_a_date_nothing_is_raised(said: object) -> None:
    stated_date(said)


LETTERS = {
    "windows-1256": "عمان - وصلت سفينة محملة بالحبوب إلى ميناء العقبة يوم الاثنين، حسبما قالت الوزارة.",
    "windows-1251": "МОСКВА - В порт в понедельник прибыло судно с зерном, сообщило министерство.",
    "koi8-r": "МОСКВА - В порт в понедельник прибыло судно с зерном, сообщило министерство.",
    "windows-1253": "ΑΘΗΝΑ - Ένα πλοίο με σιτηρά έφθασε τη Δευτέρα στο λιμάνι, ανακοίνωσε το υπουργείο.",
    "windows-1252": "PARIS – Un navire chargé de blé est arrivé lundi, a déclaré le ministère à l’AFP.",
    "iso-8859-1": "BERLIN - Das Schiff für Köln läuft am Montag ein, sagte das Außenministerium.",
    "cp1252": "AMMAN – A ship came in with grain; the owner of a café said “it is time”.",
}


@pytest.mark.parametrize(("encoding", "text"), LETTERS.items())
def test_bytes_of_no_stated_encoding_are_read_by_their_look(encoding: str, text: str) -> None:
    it = one(text.encode(encoding), "a.txt")
    assert it.text == text
    (warning,) = it.warnings
    assert warning.startswith("not UTF-8; read as ")


def test_a_damaged_letter_of_utf8_costs_itself_only() -> None:
    text = "ÅLESUND – Et skip kom inn på mandag, sa departementet; prisen på hvete økte."
    raw = text.encode().replace(b"\xc3\xb8", b"\xf8", 1)
    it = one(raw, "a.txt")
    assert it.text == text.replace("ø", "\ufffd")
    assert it.warnings == ("damaged UTF-8",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.tsv"])
def test_records_may_be_in_any_form_of_unicode(name: str, encoding: str) -> None:
    record = {"title": "Ålesund", "text": f"{STORY} – på"}
    apart = "\t" if name == "a.tsv" else ","
    table = apart.join(record) + "\r\n" + apart.join(f'"{it}"' for it in record.values())
    raw = (table if name[-2:] == "sv" else json.dumps(record)).encode(encoding)
    it = one(codecs.BOM_UTF16_LE + raw if encoding == "utf-16-le" else raw, name)
    assert (it.stated["title"], it.text) == ("Ålesund", f"{STORY} – på")


@given(st.binary(max_size=300).filter(lambda it: b"\0" not in it))
def test_any_bytes_become_text_or_a_refusal(raw: bytes) -> None:
    (it,) = drafts(raw, "a.txt")
    assert isinstance(it, Draft | Refused)
    if isinstance(it, Refused):
        assert it.code == "empty"


# -- tables ----------------------------------------------------------------------------------------


def test_a_quote_that_is_never_closed_is_said_and_swallows_nothing_in_silence() -> None:
    rows = [f"T{n},{STORY} {n}" for n in range(9)]
    rows[5] = f'T5,"{STORY} 5'
    found = drafts("\n".join(["title,text", *rows]).encode(), "a.csv")
    assert [it.source for it in found] == [f"in#{n}" for n in range(1, 7)]
    last = found[-1]
    assert isinstance(last, Refused)
    assert "never closed" in last.reason


def test_rows_that_run_together_at_a_stray_quote_are_warned_of() -> None:
    raw = f'title,text\nA,"{STORY}\nB,{STORY}\nC,"{STORY} C"\nD,"Two ships, ""both"" late"\n'
    found = drafts(raw.encode(), "a.csv")
    assert ["stray quote" in " ".join(getattr(it, "warnings", ())) for it in found] == [True, False]


# -- mails -----------------------------------------------------------------------------------------


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {
        "From": "Layá <l@x.example>",
        "Subject": "Schiff läuft ein",
        "Date": "Mon, 03 Feb 2020 10:00:00 +0300",
        "Message_ID": "<1@x>",
        **headers,
    }.items():
        message[name.replace("_", "-")] = value  # fmt: skip
    return message


def test_a_mail_gives_its_plain_text_and_its_headers() -> None:
    message = mail()
    message.set_content(STORY + "\n")
    message.add_alternative(f"<p>{STORY} HTML</p>", subtype="html")
    message.add_attachment(b"no text", maintype="text", subtype="plain", filename="a.txt")
    it = one(message.as_bytes(), "a.eml")
    assert it.text.split() == STORY.split()
    assert it.stated == {
        "title": "Schiff läuft ein", "byline": "Layá", "published": "2020-02-03T10:00",
        "published_tz": "+03:00", "published_from": "mail",
    }  # fmt: skip
    assert it.key == "mail:1@x"


def test_a_mail_of_html_alone_gives_its_words() -> None:
    message = mail()
    message.set_content(f"<style>p {{}}</style><p>{STORY}</p><p>Bye</p>", subtype="html")
    assert one(message.as_bytes()).text == f"{STORY}\n\nBye"


def test_a_mailbox_gives_each_mail(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    for number in range(3):
        message = mail(Message_ID=f"<{number}@x>")
        message.set_content(f"{STORY}\n\nFrom here on {number} ships left.\n")
        box.add(message)
    box.flush()
    found = list(importers.read(tmp_path / "box.mbox"))
    assert [it.key for it in found if isinstance(it, Draft)] == ["mail:0@x", "mail:1@x", "mail:2@x"]
    assert all("\nFrom here on" in it.text for it in found if isinstance(it, Draft))


def test_folders_too_deep_to_be_read_cost_themselves_only(tmp_path: Path) -> None:
    (tmp_path / "z.txt").write_text(STORY)
    at = os.getcwd()  # noqa: PTH109  # a path of all of them would be too long
    try:
        os.chdir(tmp_path)
        for _ in range(25):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
        Path("deep.txt").write_text(STORY + " Deep.")
    finally:
        os.chdir(at)
    taken = list(importers.drafts(str(tmp_path)))
    assert [it.source for it in taken if isinstance(it, Draft)] == [str(tmp_path / "z.txt")]
    assert {it.code for it in taken if isinstance(it, Refused)} == {"unreadable"}


def test_a_maildir_gives_each_mail_that_was_delivered(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    for number in range(3):
        message = mail(Message_ID=f"<{number}@x>")
        message.set_content(f"{STORY} {number}\n")
        box.add(message)
    seen = mailbox.MaildirMessage(mail(Message_ID="<3@x>"))
    seen.set_subdir("cur")
    seen.set_payload(STORY)
    seen.add_flag("S")
    box.add(seen)
    (tmp_path / "box" / "tmp" / "1.half").write_text("From: a@x\nTo: b@x\nSubject: half")
    found = list(importers.drafts(str(tmp_path / "box")))
    assert sorted(it.key for it in found if isinstance(it, Draft)) == [
        f"mail:{n}@x" for n in range(4)
    ]
    assert len(found) == 4


def test_parts_within_parts_are_refused() -> None:
    nested = STORY.encode()
    for depth in range(3000):
        edge = f"b{depth}".encode()
        nested = (
            b'Content-Type: multipart/mixed; boundary="' + edge + b'"\n\n--' + edge + b"\n" + nested
        )
    raw = b"From: a@x\nTo: b@x\nSubject: c\nMIME-Version: 1.0\n" + nested
    assert refused(raw, "a.eml") == "damaged"


# -- feeds -----------------------------------------------------------------------------------------

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Port News</title>
<item><title>Storm &amp;amp; rain</title><link>http://x.example/2</link><guid>g2</guid>
<description>&lt;p&gt;A storm hit.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;&lt;p&gt;Two ships left.&lt;/p&gt;</description>
<category>weather</category><pubDate>Mon, 03 Feb 2020 10:00:00 GMT</pubDate></item>
<item><title>Headline alone</title><link>http://x.example/3</link></item><item></item></channel></rss>"""


def test_a_feed_that_was_cut_off_before_its_entries_is_refused() -> None:
    assert refused(RSS.partition("<item>")[0].encode(), "feed.xml") == "damaged"
    empty = '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>'
    assert refused(empty.encode(), "feed.xml") == "empty"


@pytest.mark.parametrize("name", ["a.md", "a.jsonl", "a.eml", "a.xml"])
def test_a_title_of_a_carrier_has_the_length_of_a_line(name: str) -> None:
    title = "word " * 20_000
    raw = {
        "a.md": f"---\ntitle: {title}\n---\n{STORY}",
        "a.jsonl": json.dumps({"title": title, "text": STORY}),
        "a.eml": f"From: a@x\nTo: b@x\nSubject: {title}\n\n{STORY}",
        "a.xml": RSS.replace("Headline alone", title),
    }[name]
    assert all(len(it.stated["title"]) <= 300 for it in drafts(raw.encode(), name) if isinstance(it, Draft))  # fmt: skip


def test_a_feed_gives_each_entry() -> None:
    first, second, third = drafts(RSS.encode(), "feed.xml")
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert first.text == "A storm hit.\n\nTwo ships left."
    assert first.stated == {
        "title": "Storm & rain", "outlet": "Port News", "source_url": "http://x.example/2",
        "published": "2020-02-03T10:00", "published_tz": "UTC", "published_from": "feed",
    }  # fmt: skip
    assert (first.key, first.extra) == ("feed:g2", {"subjects": ["weather"]})
    assert second.text == "Headline alone"
    assert second.warnings
    assert isinstance(third, Refused)


def test_what_is_no_feed_is_refused() -> None:
    assert refused(b"<?xml version='1.0'?><note><to>x</to></note>", "a.xml") == "no feed"
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(
            b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n > 1 else b"&a;" * 10)
            for n in range(1, 10)
        )
        + b"]><rss version='2.0'><channel><item><title>&a9;</title></item></channel></rss>"
    )
    began = time.process_time()
    assert sum(len(getattr(it, "text", "")) for it in drafts(bomb, "a.xml")) < 10_000
    assert time.process_time() - began < 5


# -- markup ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<ul><li>a<li>b</ul>", "a\n\nb"),
        ("<header>h</header><head><title>t</title></head>b", "h\n\nb"),
        ("x <!-- c > d --> y", "x y"),
        ("1 < 2 &lt; 3 & 4", "1 < 2 < 3 & 4"),
        ("<script>if (a<b) '</p>'</script>seen", "seen"),
        ("<a href='x'>a link</a>, <b>bold</b>", "a link, bold"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
        ("<p>open", "open"),
        ("<script>never closed", ""),
    ],
)
def test_markup_becomes_what_a_browser_would_show(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<p", "<script>", "</", "<b><i>", "&", "&#x", "< "]
)
def test_broken_markup_takes_time_in_proportion_to_its_length(piece: str) -> None:
    began = time.process_time()
    plain_text(piece * 100_000)
    assert time.process_time() - began < 2  # quadratic would be minutes


@given(st.text())
def test_text_without_markup_keeps_its_words(text: str) -> None:
    text = text.replace("<", "").replace("&", "")
    assert plain_text(text).split() == text.split()


# -- what is what ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "format"),
    [
        (b"AMMAN - " + STORY.encode(), ""),
        (b'{"text": "' + STORY.encode() + b'"}', "jsonl"),
        (b'[{"text": "' + STORY.encode() + b'"}]', "json"),
        (RSS.encode(), "feed"),
        (b"From: a@x\nTo: b@x\nSubject: c\n\n" + STORY.encode(), "mail"),
        (b"From a@x Mon Feb  3 10:00:00 2020\nFrom: a@x\nSubject: c\n\n" + STORY.encode(), "mbox"),
        (b"---\ntitle: x\n---\n" + STORY.encode(), "markdown"),
    ],
)
def test_what_has_no_name_is_told_by_its_look(raw: bytes, format: str) -> None:
    found = drafts(raw)
    assert any(
        STORY in it.text or "A storm hit" in it.text for it in found if isinstance(it, Draft)
    )
    prefix = {"mail": "in", "mbox": "in#1"}.get(format)
    if prefix:
        assert found[0].source == prefix


def test_a_folder_gives_what_looks_like_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.json").write_text(json.dumps([{"text": STORY + " B"}]))
    (tmp_path / "c.md").write_text("# Notes\n\nwithout front matter")
    (tmp_path / "d.xml").write_text("<note/>")
    (tmp_path / "e.csv").write_text("a,b\n1,2\n")
    (tmp_path / "f.jsonl.part").write_text("{}")
    (tmp_path / "g.png").write_bytes(b"\x89PNG\0")
    named = {Path(it.source.partition("#")[0]).name for it in importers.drafts(str(tmp_path))}
    assert named == {"a.txt", "b.json"}


def test_a_pipe_of_any_format_is_told_by_its_look(tmp_path: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "tui", "--library", str(tmp_path / "l"), "add", "-", "--json"]
    done = subprocess.run(command, input=RSS.encode(), capture_output=True, check=False)
    assert [json.loads(line)["result"] for line in done.stdout.splitlines()] == [
        "added", "added", "refused",
    ]  # fmt: skip
    assert done.returncode == 1


@given(st.binary(max_size=400), st.sampled_from(["", *(f"a{it.suffixes[0]}" for name, it in importers.IMPORTERS.items() if name != "html")]))  # fmt: skip
def test_whatever_comes_is_taken_or_refused(raw: bytes, name: str) -> None:
    for it in drafts(raw, name):
        assert it.text if isinstance(it, Draft) else it.reason


@pytest.mark.parametrize(
    ("raw", "name", "code"),
    [
        (b"[" * 200_000, "a.json", "damaged"),
        (b"[" * 200_000, "a.jsonl", "damaged"),
        (b"x" * 10_000_001, "a.txt", "too large"),
        (b'{"text": "' + b"x" * 10_000_001 + b'"}', "a.jsonl", "too large"),
        (gzip.compress(b"x" * 1000, mtime=0) + b"\0" * 10, "a.csv", "binary"),
        (b"\0\1\2", "a.txt", "binary"),
        (b"\n\n", "a.txt", "empty"),
        (b"null", "a.json", "no articles"),
    ],
)
def test_what_is_hostile_is_refused_with_a_reason(raw: bytes, name: str, code: str) -> None:
    assert refused(raw, name) == code


def test_a_line_that_is_too_long_loses_itself_alone() -> None:
    raw = b"x" * 11_000_000 + b"\n" + json.dumps({"text": STORY}).encode() + b"\n"
    first, second = drafts(raw, "a.jsonl")
    assert isinstance(first, Refused)
    assert isinstance(second, Draft)
