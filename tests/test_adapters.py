"""A recogniser from elsewhere in place of our own: spaCy, chosen in the settings."""

import json
import random
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.training import Example

from store.article import Name
from store.entities import recognise
from store.entities.adapters import adapter_for
from store.entities.own import OwnNames
from store.entities.recogniser import Adapter
from store.errors import AdapterError
from store.settings import SETTINGS, read_settings
from support import Run

PEOPLE = ("Zorvan Kitely", "Mira Plenk", "Odo Farnese", "Tula Brix")
FIRMS = ("Velnor Foods", "Quasp Steel", "Brindle Air", "Otrix Bank")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline that has learned that people work for firms."""
    spacy.util.fix_random_seed(7)
    rng = random.Random(7)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("ner")
    examples = []
    for _ in range(60):
        person, firm = rng.choice(PEOPLE), rng.choice(FIRMS)
        start, *rest = rng.choice((("", " works for ", "."), ("Yesterday ", " left the ", ".")))
        text = start + person + rest[0] + firm + rest[1]
        at = text.index(firm)
        spans = [(len(start), len(start) + len(person), "PER"), (at, at + len(firm), "ORG")]
        examples.append(Example.from_dict(pipeline.make_doc(text), {"entities": spans}))
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(30):
        rng.shuffle(examples)
        pipeline.update(examples, sgd=optimizer)
    return saved(pipeline, tmp_path_factory.mktemp("trained"))


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline of patterns, with labels that only spaCy has."""
    pipeline = spacy.blank("en")
    patterns = [
        {"label": "WORK_OF_ART", "pattern": "Sea of Glass"},
        {"label": "WEAPON", "pattern": "Grad"},
        {"label": "DATE", "pattern": "Monday"},
        {"label": "ORG", "pattern": "the Quasp Union"},
        {"label": "a label with blanks", "pattern": "Oddity"},
    ]
    pipeline.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    return saved(pipeline, tmp_path_factory.mktemp("ruled"))


def saved(pipeline: spacy.Language, folder: Path) -> Path:
    pipeline.to_disk(folder / "model")
    return folder / "model"


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv(SETTINGS, str(tmp_path / "settings.toml"))
    return run


def choose(tmp_path: Path, recogniser: str) -> None:
    (tmp_path / "settings.toml").write_text(f"recogniser = {json.dumps(recogniser)}\n", "utf-8")


def add(run: Run, tmp_path: Path, text: str) -> str:
    (tmp_path / "one.txt").write_text(text, "utf-8")
    return str(json.loads(run("add", str(tmp_path / "one.txt"), "--json")[1])["id"])


def shown(run: Run, id: str) -> list[tuple[str, str, str]]:
    record = json.loads(run("show", id, "--json")[1])
    return [(it["text"], it["label"], it["source"]) for it in record["mentions"]]


TEXT = (
    "😀 é Yesterday Mira Plenk left the Otrix Bank.\n\nPlenk was paid $5 million on 4 July 2017.\n"
)


def test_the_chosen_model_finds_and_our_passes_dates_and_amounts_follow(
    run: Run, tmp_path: Path, trained: Path
) -> None:
    choose(tmp_path, f"spacy:{trained}")
    found = shown(run, add(run, tmp_path, TEXT))
    assert ("Mira Plenk", "PERSON", "tagger") in found
    assert ("Otrix Bank", "ORG", "tagger") in found
    assert ("$5 million", "MONEY") in [it[:2] for it in found]
    assert ("4 July 2017", "DATE") in [it[:2] for it in found]
    assert ("Plenk", "PERSON") in [it[:2] for it in found]


def test_another_model_means_that_articles_are_recognised_anew(
    run: Run, tmp_path: Path, trained: Path, ruled: Path
) -> None:
    choose(tmp_path, "builtin")
    id = add(run, tmp_path, "The Sea of Glass was hit by a Grad on Monday, the Quasp Union said.\n")
    ours = shown(run, id)
    choose(tmp_path, f"spacy:{ruled}")
    theirs = [it[:2] for it in shown(run, id)]
    assert ("Sea of Glass", "MISC") in theirs
    assert ("Grad", "WEAPON") in theirs
    assert ("Quasp Union", "ORG") in theirs
    assert ("Monday", "DATE") in theirs  # by our grammar
    assert run("show", id)[0] == 0  # with a colour for a label that nobody knows
    choose(tmp_path, "builtin")
    assert shown(run, id) == ours


def test_the_readers_names_outrank_the_model(ruled: Path) -> None:
    names = OwnNames([Name("Grad", "ORG"), Name("Sea of Glass", None)])
    text = "The Sea of Glass was hit by a Grad."
    found = recognise(text, names=names, adapter=adapter_for(f"spacy:{ruled}"))
    assert [(text[it.start : it.end], it.label) for it in found] == [("Grad", "ORG")]


@pytest.mark.parametrize(
    ("choice", "what"),
    [
        ("spacy:no_such_model", "python -m spacy download no_such_model"),
        ("spacy:/no/such/folder", "is not installed"),
        ("spacy:", "is not known"),
        ("gliner:x", "is not known"),
        ("", "is not known"),
        ("spacy:..", "is not installed"),
        ("spacy:\x1b[31m", "is not installed"),
    ],
)
def test_what_is_not_there_is_one_clear_line_and_ours_is_used(
    run: Run, tmp_path: Path, choice: str, what: str
) -> None:
    id = add(run, tmp_path, TEXT)
    ours = shown(run, id)
    choose(tmp_path, choice)
    code, _, err = run("show", id)
    assert code == 0
    assert what in err
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert shown(run, id) == ours


def test_a_model_that_cannot_be_loaded_or_fails_gives_way_to_ours(
    run: Run, tmp_path: Path, ruled: Path
) -> None:
    id = add(run, tmp_path, TEXT)
    ours = shown(run, id)
    broken = tmp_path / "broken"
    broken.mkdir()
    for meta in ("{}", "[", '{"version": "1"}'):
        (broken / "meta.json").write_text(meta)
        choose(tmp_path, f"spacy:{broken}")
        code, _, err = run("show", id)
        assert code == 0
        assert "broken" in err
        assert "Traceback" not in err
        assert shown(run, id) == ours


def test_the_version_says_which_model(trained: Path, ruled: Path) -> None:
    one, other = adapter_for(f"spacy:{trained}"), adapter_for(f"spacy:{ruled}")
    assert one
    assert other
    assert one.version != other.version
    assert spacy.__version__ in one.version
    with pytest.raises(AdapterError):
        adapter_for("spacy:no_such_model")
    assert adapter_for("builtin") is None


@pytest.fixture(scope="module")
def model(ruled: Path) -> Adapter:
    adapter = adapter_for(f"spacy:{ruled}")
    assert adapter
    return adapter


PIECES = st.sampled_from(
    ["Grad", "Sea of Glass", " ", "\n", "😀", "e\u0301", "the ", "\ud800", "."]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=30).map("".join))
def test_proposals_lie_in_the_text_in_order_and_apart(model: Adapter, text: str) -> None:
    end = 0
    for one in model(text):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] in {"Grad", "Sea of Glass"}
        end = one.end


def test_a_long_text_is_cut_and_the_offsets_hold(model: Adapter) -> None:
    text = "One Grad 😀 was found.\n" * 12_000
    found = model(text)
    assert len(found) == 12_000
    assert {text[it.start : it.end] for it in found} == {"Grad"}


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"recogniser = 3\n", "recogniser wants a text in quotes"),
        (b'recognizer = "builtin"\n', "“recognizer” is no setting"),
        (b"recogniser = \n", "no settings hold"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_settings_that_are_not_understood_are_said(
    run: Run, tmp_path: Path, body: bytes, complaint: str
) -> None:
    id = add(run, tmp_path, TEXT)
    (tmp_path / "settings.toml").write_bytes(body)
    assert read_settings().recogniser == "builtin"
    code, _, err = run("show", id)
    assert code == 0
    assert complaint in err
    assert str(tmp_path / "settings.toml") in err
    assert run("paths")[1].count("settings.toml") == 1
