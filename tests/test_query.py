"""The query language: what it means, what it complains of, and that the index changes nothing."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from store import marks
from store.article import Span
from store.importers import Draft
from store.indexing import behind, index_all
from store.library import Library
from store.query import BadQuery, parse
from store.query.completing import completed, last_word
from store.query.describing import described
from store.query.fields import FIELDS, ORDERS, STATES
from store.query.hits import Hits, snippet
from store.query.syntax import LONGEST
from store.row import Row
from tui.panes.entries import pieces, snippet_line

TEXTS = (
    "date 2019-07-09 2019/07/09 | 07:55\n(Hatha al-Youm | Iraq News)- BAGHDAD (Dispatches) – Hashd "
    "al-Sha’abi fighters have purged Anbar of Daesh. Iraq’s army went on.",
    "GENEVA, July 3, 2019 (Reuters) - The state of the dollar is strong; al-Shaabi said “so be it”.",
    "PARIS, 2018-05-04 — Café owners met in Łódź. Daesh was not there, nor were Iraqis.",
    "TOKYO, 1 February 2020 (Kyodo) -- 習近平 met the prime minister. It cost 5.2 million.",
    "Nothing is known of this one but al-Sha'abi, and the al-Sha‘abi of old. E-mail was sent.",
)


def draft(text: str) -> Draft:
    return Draft(text, text.encode(), "made")


@pytest.fixture
def few(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "few") as library:
        library.add(map(draft, TEXTS))
        yield library


def found(library: Library, query: str) -> list[int]:
    """The numbers of `TEXTS` that answer, in the order of the list."""
    ids = [library.catalogue.heads.id(n) for n in range(len(TEXTS))]
    return [ids.index(row.id) for row in library.select(query)]


@pytest.mark.parametrize("is_indexed", [False, True])
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("daesh", {0, 2}),
        ("DAESH anbar", {0}),
        ("daesh -anbar", {2}),
        ("daesh NOT anbar", {2}),
        ("anbar OR dollar", {0, 1}),
        ("anbar OR dollar strong", {0, 1}),
        ("(anbar OR dollar) strong", {1}),
        ("-(anbar OR dollar)", {2, 3, 4}),
        ("daesh AND anbar", {0}),
        ('"the state of the dollar"', {1}),
        ("“the state of the dollar”", {1}),
        ('"so be it"', {1}),
        ("the dollar state", {1}),
        ('"dollar state"', set()),
        ("al-Shaabi", {0, 1, 4}),
        ("al-Sha’abi", {0, 1, 4}),
        ("al-Sha'abi", {0, 1, 4}),
        ("al-Sha‘abi", {0, 1, 4}),
        ("iraq", {0}),
        ("iraq*", {0, 2}),
        ("iraq's", {0}),
        ('"hashd al-sha"*', {0}),
        ("cafe lodz", {2}),
        ("mail", {4}),
        ("近平", {3}),
        ("平近", set()),
        ("5.2", {3}),
        ("place:baghdad", {0}),
        ("outlet:youm", {0}),
        ("lang:en daesh", {0, 2}),
        ("title:café", {2}),
        ("date:2019", {0, 1}),
        ("date:2019-07-09", {0}),
        ("date:2019-07..", {0, 1, 3}),
        ("date:..2018", {2}),
        ("date:2018-05-04..2019-07-03", {1, 2}),
        ("before:2019-07-09", {1, 2}),
        ("after:2019-07-03", {0, 3}),
        (r"/al-Sha.abi/", {0, 4}),
        (r"/AL-sha.abi/", set()),
        (r"daesh /\bLODZ|łódź/", set()),
        (r"daesh /łódź/", {2}),
        ("-/e/", set()),
        ("is:unread", {0, 1, 2, 3, 4}),
        ("is:archived", set()),
    ],
)
def test_what_a_query_finds(few: Library, is_indexed: bool, query: str, wanted: set[int]) -> None:
    if is_indexed:
        assert index_all(few)
        assert behind(few) == 0
    assert set(found(few, query)) == wanted


def test_marks_and_states_are_asked_for(few: Library) -> None:
    ids = [few.catalogue.heads.id(n) for n in range(len(TEXTS))]
    index_all(few)
    few.apply(marks.tag(ids[0], ["Anbar war", "iraq"]))
    few.apply(marks.tag(ids[2], ["iraq-war", "C++"]))
    few.apply(marks.note(few.article(ids[1]), "ask Zeinab of the border", None, None))
    few.apply(marks.highlight(few.article(ids[3]), 0, 5, None, ["to quote"]))
    few.apply(marks.read(ids[4]))
    few.apply(marks.star(ids[4], ""))
    assert found(few, "tag:iraq") == [0]
    assert set(found(few, "tag:iraq*")) == {0, 2}
    assert found(few, 'tag:"anbar war"') == [0]
    assert found(few, "tag:anbar") == []
    assert found(few, "tag:c++") == [2]
    assert found(few, "tag:(c++ OR iraq) -anbar") == [2]
    assert found(few, "zeinab") == [1]
    assert found(few, "note:border") == [1]
    assert found(few, "zeinab dollar") == [1]
    assert found(few, "highlight:tokyo") == [3]
    assert found(few, 'highlight:"to quote"') == [3]
    assert found(few, "war -iraqis") == [0]
    assert found(few, "is:read") == found(few, "is:starred") == [4]
    assert set(found(few, "has:note OR has:highlight")) == {1, 3}
    assert set(found(few, "has:tag")) == {0, 2}
    assert 4 not in found(few, "is:unread")


def test_archived_articles_are_found_only_when_asked_for(few: Library) -> None:
    id = few.catalogue.heads.id(0)
    few.apply(marks.archive(id, ""))
    assert found(few, "anbar") == []
    assert found(few, "anbar is:archived") == [0]
    assert found(few, "anbar (is:archived OR -is:archived)") == [0]
    assert 0 in found(few, "-dollar is:archived")


def test_the_order(few: Library) -> None:
    newest = [3, 0, 1, 2, 4]
    assert found(few, "") == newest
    assert found(few, "sort:date") == newest
    assert found(few, "sort:-date") == [2, 1, 0, 3, 4]
    assert found(few, "sort:place")[:3] == [0, 1, 2]
    assert found(few, "sort:place") == found(few, "sort:place,-date")
    assert found(few, "sort:-place")[-1] == 4
    few.apply(marks.note(few.article(few.catalogue.heads.id(2)), "x", None, None))
    assert found(few, "sort:marks,-date") == [2, 1, 0, 3, 4]
    few.apply(marks.read(few.catalogue.heads.id(3)))
    assert found(few, "sort:unread") == [0, 1, 2, 4, 3]


@pytest.mark.parametrize(
    ("query", "at", "says"),
    [
        ('daesh "so be', 6, "not closed"),
        ("(anbar OR", 9, "after OR"),
        ("(anbar", 0, "not closed"),
        ("anbar)", 5, "without its ("),
        ("OR anbar", 0, "before OR"),
        ("a AND OR b", 6, "after AND"),
        ("anbar -", 6, "no letter or digit"),
        ("colour:red", 0, "no field colour:"),
        ("tag:", 0, "nothing stands after tag:"),
        ("tag: iraq", 0, "nothing stands after tag:"),
        ("is:red", 0, "is:read is:unread"),
        ("date:2019-13", 0, "no month 13"),
        ("date:2019-02-30", 0, "no day 30"),
        ("date:yesterday", 0, "2019-07-09"),
        ("date:2019..2018", 0, "lies before"),
        ("date:..", 0, "one side"),
        ("before:2018..2019", 0, "one date"),
        ("sort:size", 0, "date, added"),
        ("-sort:date", 0, "cannot be denied"),
        ("/a(/", 0, "is no expression"),
        ("/abc", 0, "no / at its end"),
        ("//", 0, "missing"),
        ("tag:/x/", 4, "in the text"),
        ("a*b", 1, "star stands at the end"),
        ("title:(tag:x)", 7, "inside title:"),
        ("&", 0, "no letter or digit"),
        ("(" * 60 + "a" + ")" * 60, 41, "parentheses"),
        ("x" * (LONGEST + 1), LONGEST, "at most"),
    ],
)
def test_a_wrong_query_says_what_and_where(few: Library, query: str, at: int, says: str) -> None:
    with pytest.raises(BadQuery) as caught:
        few.select(query)
    assert caught.value.at == at
    assert says in str(caught.value)
    assert f"at character {at + 1} " in str(caught.value)


@pytest.mark.parametrize("words", ["and", "or", "not", "a or b", "rock AND roll", "un-real"])
def test_small_words_are_words(words: str) -> None:
    assert parse(words).text == words


@given(st.text(st.sampled_from('ab"“”()-*:/\\.OR tagdatesi201[]{}^$|?+'), max_size=40))
@settings(max_examples=400, deadline=None)
def test_any_typing_is_understood_or_complained_of(text: str) -> None:
    with suppress(BadQuery):
        query = parse(text)
        described(query)
        Hits(query.node).spans("a text of ab and 201 tagdates")


WORD = st.sampled_from(
    ["daesh", "al-Sha’abi", "iraq", "the", "state", "dollar", "café", "平", "nil"]
)
LEAF = st.one_of(
    WORD,
    WORD.map(lambda word: f"{word[:2]}*"),
    st.tuples(WORD, WORD).map(lambda two: f'"{two[0]} {two[1]}"'),
    st.sampled_from(
        ["tag:war", "tag:w*", "note:dollar", "place:baghdad", "title:café", "is:unread", "has:note",
         "date:2019", "after:2019", "/sha.abi/", "lang:en", "outlet:youm", "highlight:the"]
    ),
)  # fmt: skip
QUERY = st.recursive(
    LEAF,
    lambda part: st.one_of(
        st.tuples(part, part).map(" ".join),
        st.tuples(part, part).map(lambda two: f"({two[0]} OR {two[1]})"),
        part.map(lambda one: f"-({one})"),
    ),
    max_leaves=6,
)


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_index_finds_what_reading_finds(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """With an index of none, some or all of the articles the answer is the same."""
    folder = tmp_path_factory.mktemp("query")
    texts = data.draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5, unique=True))
    more = data.draw(st.lists(st.lists(WORD, min_size=1, max_size=6).map(" ".join), max_size=4))
    with Library.open(folder / "library") as library:
        library.add(map(draft, texts))
        index_all(library)
        library.add(draft(f"{text} {number}") for number, text in enumerate(more))
        for number, row in enumerate(library.select()):
            if number % 2:
                library.apply(marks.tag(row.id, data.draw(st.sampled_from([["war"], ["peace"]]))))
            if number % 3 == 0:
                library.apply(marks.note(library.article(row.id), "the dollar", None, None))
        for query in data.draw(st.lists(QUERY, min_size=1, max_size=6)):
            partly = [row.id for row in library.select(query)]
            (library.logs.cache / "words.db").rename(folder / "aside")
            read = [row.id for row in library.select(query)]
            (folder / "aside").rename(library.logs.cache / "words.db")
            assert partly == read, query
            with suppress(BadQuery):
                parse(f"({query}) -({query})")
                assert not library.select(f"({query}) -({query})")


def test_a_slow_expression_is_stopped(few: Library) -> None:
    few.add([draft("a" * 40_000 + " end")])
    with pytest.raises(Exception, match="takes too long"):
        few.select("/(a+a+)+b/")


# -- the index -----------------------------------------------------------------------------------


def test_a_damaged_index_is_made_anew(few: Library) -> None:
    index_all(few)
    path = few.logs.cache / "words.db"
    whole = path.read_bytes()
    for damage in (b"", b"not a database" * 100, whole[:5000], bytes(len(whole))):
        path.write_bytes(damage)
        assert set(found(few, "daesh")) == {0, 2}
        assert index_all(few)
        assert behind(few) == 0
        assert set(found(few, "daesh")) == {0, 2}
    torn = bytearray(whole)
    torn[4096:9000] = bytes(4904)
    path.write_bytes(torn)
    assert set(found(few, "daesh")) == {0, 2} or behind(few)


def test_the_index_of_other_articles_is_not_believed(few: Library, tmp_path: Path) -> None:
    index_all(few)
    with Library.open(tmp_path / "other") as other:
        other.logs.cache.mkdir(exist_ok=True)
        other.add([draft("Daesh alone"), draft("Nobody"), draft("Somebody else")])
        (few.logs.cache / "words.db").rename(other.logs.cache / "words.db")
        assert behind(other) == 3
        assert [row.title for row in other.select("nobody")] == ["Nobody"]
        assert index_all(other)
        assert [row.title for row in other.select("nobody")] == ["Nobody"]


def test_indexing_goes_on_where_it_was_stopped(few: Library) -> None:
    few.add(draft(f"number {number} of many") for number in range(1200))
    asked: list[int] = []
    assert not index_all(few, lambda done, of: asked.append(done), lambda: len(asked) == 2)
    assert behind(few) == 1205 - 1000
    assert len(few.select("many")) == 1200
    assert index_all(few, lambda done, of: asked.append(done))
    assert asked == [0, 500, 1000]
    assert len(few.select("many")) == 1200


def test_a_search_goes_a_slice_at_a_time(few: Library) -> None:
    few.add(draft(f"number {number} of many") for number in range(300))
    search = few.finder.search(parse("/number 2\\d\\d /"))
    assert search.of == 305
    while not search.go(0):
        assert len(search.selection) <= 100
    assert len(search.selection) == 100


# -- hits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "text", "wanted"),
    [
        ("iraq", "Iraq’s Iraqi IRAQ", ["Iraq", "IRAQ"]),
        ("al-shaabi", "the al-Sha’abi, al-Shaabi", ["al-Sha’abi", "al-Shaabi"]),
        ("cafe", "Café or cafe\u0301s, cafe\u0301", ["Café", "cafe\u0301"]),
        ("terror*", "terrorists and terror", ["terrorists", "terror"]),
        ('"so be it"', "so, be it", ["so, be it"]),
        ("a -b", "a b", ["a"]),
        ("/b+/", "abb b", ["bb", "b"]),
        ("近平", "習近平", ["近平"]),
        ("tag:a", "a", []),
        ("one OR two", "two one", ["two", "one"]),
    ],
)
def test_where_the_words_stand(query: str, text: str, wanted: list[str]) -> None:
    spans = Hits(parse(query).node).spans(text)
    assert [text[it.start : it.end] for it in spans] == wanted


@given(st.text(max_size=200), st.lists(WORD, min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_hits_lie_in_the_text_and_never_overlap(text: str, wanted: list[str]) -> None:
    text = f"{text} {' '.join(wanted)} {text}"
    spans = Hits(parse(" OR ".join(f"{it}*" for it in wanted)).node).spans(text)
    assert spans
    for one, other in pairwise(spans):
        assert 0 <= one.start < one.end <= other.start < other.end <= len(text)


def test_a_snippet_shows_the_first_hits() -> None:
    text = "x " * 100 + "the Daesh men and Daesh"
    spans = Hits(parse("daesh").node).spans(text)
    pieces = snippet(text, spans, 60)
    assert [piece for piece, is_hit in pieces if is_hit] == ["Daesh", "Daesh"]
    assert pieces[0] == ("…", False)
    assert snippet(text, [], 60) == []
    assert snippet("Daesh", [Span(0, 5)], 60)[1:] == [("", False), ("Daesh", True), ("", False)]


# -- words about it ------------------------------------------------------------------------------


def test_a_query_describes_itself() -> None:
    said = described(parse("is:unread tag:iraq date:2019-07.. -x sort:-title"))
    assert said == "unread, tagged “iraq”, since 2019-07, not “x”, by title, turned round"
    assert described(parse("")) == ""


def test_what_may_be_typed_is_offered() -> None:
    known = {"tag": lambda begun: ["iraq", "to quote", 'a "b"'], "place": lambda begun: ["Kyiv"]}
    assert completed("ta", known) == ["tag:"]
    assert completed("tag:I", known) == ["tag:iraq"]
    assert completed('tag:"to', known) == ['tag:"to quote"']
    assert completed("tag:a", known) == ['tag:"a  b "']
    assert completed("is:un", known) == ["is:unread"]
    assert completed("sort:p", known) == ["sort:place"]
    assert completed("place:", known) == ["place:Kyiv"]
    assert completed("nothing", known) == []
    assert last_word('a "b c') == '"b c'
    assert last_word("a -tag:x") == "tag:x"
    assert last_word("(place:b") == "place:b"
    assert last_word("al-sha") == "al-sha"


def test_all_that_is_offered_is_understood() -> None:
    for state in STATES:
        parse(state)
    for order in ORDERS:
        parse(f"sort:{order},-{order}")
    assert {"tag", "entity", "before", "sort"} <= set(FIELDS)


# -- the rows ------------------------------------------------------------------------------------

WRITING = st.text(
    st.one_of(st.characters(), st.sampled_from("日本語한국👩‍👩‍👧🇮🇶e\u0301ابت‏\u200b\t")), max_size=60
)


@given(
    texts=st.tuples(WRITING, WRITING, WRITING),
    tags=st.lists(WRITING.filter(str.strip), max_size=3),
    width=st.integers(20, 160),
    picked=st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_no_writing_shifts_a_column(
    texts: tuple[str, str, str], tags: list[str], width: int, picked: bool
) -> None:
    title, outlet, place = texts
    row = Row("0" * 16, title, True, "2019-07-09", outlet, place, "en", 0, tuple(tags), 1, 2,
              False, False, True)  # fmt: skip
    for line in (0, 1, None) if width >= 76 else (0, 1):
        shown = pieces(row, line, width, picked)
        assert sum(cell_len(text) for text, _ in shown) <= width
        assert not any(character in text for text, _ in shown for character in "\n\r\t\x1b\u200b")
    before = [cell_len(text) for text, _ in pieces(row, None, 100)][:4]
    plain = row._replace(title="plain", outlet="Plain", place="PLAIN")
    assert before == [cell_len(text) for text, _ in pieces(plain, None, 100)][:4]
    found = [(title, False), (outlet, True), (place, False)]
    assert sum(cell_len(text) for text, _ in snippet_line(found, width)) <= width
