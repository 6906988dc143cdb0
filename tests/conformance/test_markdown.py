"""A YAML loader reads the front matter; Markdown's own parser finds text where text was written."""

import re

import pytest
import yaml
from exported import SHIFTS, export, record_of, records, seed_record
from hypothesis import given, settings
from markdown_it import MarkdownIt

from store.exporters import Record


def matter(text: str) -> tuple[dict[str, object], str]:
    found = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    assert found
    loaded = yaml.safe_load(found[1])
    assert isinstance(loaded, dict)
    return loaded, text[found.end() :]


@pytest.mark.parametrize("shift", SHIFTS)
def test_yaml_loads_the_front_matter_of_the_seed(shift: str) -> None:
    record = seed_record(shift)
    head = record.article.dispatch.head
    (text,) = export("markdown", [record])[0].values()
    loaded, _ = matter(text)
    assert loaded["title"] == head.title
    assert loaded["id"] == record.article.id
    assert loaded.get("date") == head.published, "a text, not a date of YAML's own making"
    assert loaded["tags"] == ["iraq", "follow-up"]


def rendered(markdown: str) -> tuple[str, set[str]]:
    """The text that a reader of Markdown shows, and the kinds of what is in it."""
    shown, kinds = [], set()
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown):
        kinds.add(token.type)
        for child in token.children or ():
            kinds.add(child.type)
            shown.append(child.content if child.type == "text" else "\n")
    return "".join(shown), kinds


@pytest.mark.parametrize("shift", SHIFTS)
def test_each_quote_is_shown_as_it_is(shift: str) -> None:
    record = seed_record(shift)
    (text,) = export("markdown", [record])[0].values()
    shown, _ = rendered(matter(text)[1])
    for mark in record.marks.highlights:
        block = mark.id.partition(":")[2]
        assert f"{mark.quote.strip()} ^a-{block}" in shown
    for note in record.marks.notes:
        assert all(line in shown for line in note.text.split("\n"))


@settings(max_examples=150)
@given(records())
def test_nothing_that_was_written_becomes_more_than_text(record: Record) -> None:
    (text,) = export("markdown", [record])[0].values()
    loaded, body = matter(text)
    assert loaded["id"] == record.article.id
    _, kinds = rendered(body)
    assert not kinds & {
        "link_open",
        "image",
        "html_inline",
        "code_inline",
        "fence",
        "table_open",
        "em_open",
        "s_open",
    }
    strong = body.count("**Note:**") + body.count("**Label:**") + body.count("**Tags:**")
    tokens = [it for token in MarkdownIt().parse(body) for it in token.children or ()]
    assert sum(it.type == "strong_open" for it in tokens) == strong
    blocks = [it for it in MarkdownIt("commonmark").parse(body) if it.type == "html_block"]
    assert "".join(it.content for it in blocks).count("<!--") == 2


ADDRESSES = "see http://e.example/x, (https://e.example/?a=b) www.example.com ftp://e.example mailto:a@example.com a@example.com example.com [x](http://e.example) <http://e.example>"


def test_no_address_in_a_text_becomes_a_link_of_its_own() -> None:
    record = record_of(ADDRESSES + " A text.", highlights=[(0, len(ADDRESSES), None)], on_article=[ADDRESSES])  # fmt: skip
    (text,) = export("markdown", [record])[0].values()
    tokens = MarkdownIt("gfm-like").parse(matter(text)[1])
    children = [it for token in tokens for it in token.children or ()]
    assert not [it for it in children if it.type == "link_open"]
    assert ADDRESSES in "".join(it.content for it in children if it.type == "text")
