import json
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from store.visible import json_line, lines, one_line, visible

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@given(ANY_TEXT)
@example("\x1b]52;c;aGk=\x07")
@example("‮evil‬")
@example("\x9b31m")
@example("\ud800")
def test_what_is_shown_never_acts_on_a_terminal_and_keeps_its_length(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    for character in shown:
        joiner = character in "\u200c\u200d"
        assert joiner or unicodedata.category(character)[0] != "C"
        assert unicodedata.category(character) not in ("Zl", "Zp")


def test_ordinary_text_is_shown_as_it_is() -> None:
    text = "Łódź – São Tomé, “الحشد الشعبي” 👩‍👩‍👧 12 %"
    assert visible(text) == text


def test_stand_ins_tell_controls_apart() -> None:
    assert visible("\x1b\x00\x7f") == "␛␀␡"


@given(ANY_TEXT)
def test_one_line_has_no_line_end(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_lines_keep_line_feeds_only() -> None:
    assert lines("a\tb\nc\rd") == "a    b\nc␍d"


@given(ANY_TEXT)
@example("\x85  ‮\x9b\ud800")
def test_a_json_line_is_the_same_value_and_inert(text: str) -> None:
    dumped = json_line({"text": text})
    assert json.loads(dumped) == json.loads(json.dumps({"text": text}))
    assert visible(dumped) == dumped
