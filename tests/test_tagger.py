"""The trained tagger: its weights, its search, its training, what explains it."""

import gzip
import hashlib
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.entities import recognise, train
from store.entities.features import attributes
from store.entities.labels import named
from store.entities.names import propose
from store.entities.runs import sentence
from store.entities.sentences import split
from store.entities.tagger import FILE, Tagger
from store.entities.tokens import tokens
from store.entities.weights import load, save
from store.entities.why import why

SEEDS = Path(__file__).parent.parent / "seeds"
LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
WORDS = ("Anna", "Vunk", "left", "Zuvra", "al-Zuvra", "in", "May", "NATO", ".")
STEPS = [f"{a} {b}" for a in LABELS for b in LABELS]

a_sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
a_weight = st.integers(-3000, 3000).filter(bool)


def tagger(path: Path, rows: dict[str, dict[str, int]], steps: dict[str, int]) -> Tagger:
    save(path, {"labels": LABELS, "scale": 100}, rows, steps)
    return Tagger(load(path), search_all=True)


def proper(labels: tuple[str, ...]) -> bool:
    """Whether every name that goes on was begun."""
    before = ("O", *labels)
    return all(
        label[0] != "I" or last[1:] == label[1:]
        for last, label in zip(before, labels, strict=False)
    )


def best_by_trying(
    text: str, rows: dict[str, dict[str, int]], steps: dict[str, int]
) -> tuple[int, set[tuple[str, ...]]]:
    """The highest sum over all proper sequences of labels, and the sequences that reach it."""
    seen = attributes(sentence(text, tokens(text)))
    sums: dict[tuple[str, ...], int] = {}
    for labels in filter(proper, itertools.product(LABELS, repeat=len(seen))):
        total = sum(
            rows.get(attribute, {}).get(label, 0)
            for its, label in zip(seen, labels, strict=True)
            for attribute in its
        )
        total += sum(steps.get(f"{a} {b}", 0) for a, b in itertools.pairwise(labels))
        sums[labels] = total
    top = max(sums.values())
    return top, {labels for labels, total in sums.items() if total == top}


@st.composite
def a_case(draw: st.DrawFn) -> tuple[str, dict[str, dict[str, int]], dict[str, int]]:
    text = draw(a_sentence)
    seen = {one for its in attributes(sentence(text, tokens(text))) for one in its}
    row = st.dictionaries(st.sampled_from(LABELS), a_weight, min_size=1)
    rows = draw(st.dictionaries(st.sampled_from(sorted(seen)), row, max_size=12))
    return text, rows, draw(st.dictionaries(st.sampled_from(STEPS), a_weight, max_size=12))


@settings(max_examples=150, deadline=None)
@given(a_case())
def test_the_best_labels_are_found(
    tmp_path_factory: pytest.TempPathFactory,
    case: tuple[str, dict[str, dict[str, int]], dict[str, int]],
) -> None:
    text, rows, steps = case
    _, best = best_by_trying(text, rows, steps)
    its = tagger(tmp_path_factory.getbasetemp() / "weights", rows, steps)
    here = sentence(text, tokens(text))
    labels = ["O"] * len(here.words)
    found = {(one.start, one.end): one.label for one in its.propose(here, propose(here))}
    for (start, end), label in found.items():
        inside = [i for i, word in enumerate(here.words) if start <= word.start < end]
        trained = next(
            one
            for one in ("PER", "LOC")
            if named(one, [here.words[i].text for i in inside]) == label
        )
        for i in inside:
            labels[i] = ("B-" if i == inside[0] else "I-") + trained
    assert tuple(labels) in best


@settings(deadline=None)
@given(
    st.dictionaries(
        st.text(max_size=8), st.dictionaries(st.sampled_from(LABELS), a_weight, min_size=1),
        max_size=60,
    )
)  # fmt: skip
def test_weights_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, dict[str, int]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "rows"
    save(path, {"labels": LABELS, "scale": 10}, rows, {"O O": -7, "I-LOC I-LOC": 5})
    weights = load(path)
    assert (weights.steps[0][0], weights.steps[4][4]) == (-7, 5)
    level = weights.lanes(0)[0]
    for asked in (list(rows), list(rows)[:1], ["not there at all, ever"]):
        expected = [sum(rows.get(one, {}).get(label, 0) for one in asked) for label in LABELS]
        assert [lane - level for lane in weights.lanes(weights.total(asked))] == expected


def test_what_is_no_weight_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights"
    path.write_bytes(b'{"format": 99}\n')
    with pytest.raises(ValueError, match="another format"):
        load(path)


def test_the_shipped_weights_are_small_and_say_where_they_come_from() -> None:
    assert FILE.stat().st_size <= 1_000_000
    facts = load(FILE).facts
    assert facts["sources"] == train.SOURCES
    assert all(len(known) == 64 for known in train.SOURCES.values())


def test_to_pass_over_certain_words_changes_nothing() -> None:
    quick, slow = Tagger(load(FILE)), Tagger(load(FILE), search_all=True)
    for file in sorted(SEEDS.glob("*.txt")):
        text = file.read_text("utf-8")
        words = tokens(text)
        for start, end in split(text, words):
            here = sentence(text, [word for word in words if start <= word.start < end])
            assert quick.propose(here, propose(here)) == slow.propose(here, propose(here))


def a_set(folder: Path) -> dict[str, str]:
    """Write a small annotated set; give its name with its SHA-256."""
    people, places = ("Anna Vunk", "Omar Telvi", "Lisa Brandau"), ("Zuvra", "Hadbek", "Port Selm")
    documents = []
    for person, place in itertools.product(people, places):
        words = [*person.split(), "left", *place.split(), "on", "foot", "."]
        tags = ["B-PER", "I-PER", "O", "B-LOC", *["I-LOC"] * place.count(" "), "O", "O", "O"]
        documents.append({"doc": person + place, "sents": [[words, tags]] * 2})
    file = folder / "small.jsonl.gz"
    body = "".join(json.dumps(document) + "\n" for document in documents)
    file.write_bytes(gzip.compress(body.encode(), mtime=0))
    return {"small": hashlib.sha256(file.read_bytes()).hexdigest()}


def test_training_gives_the_same_bytes_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(train, "SOURCES", a_set(tmp_path))
    monkeypatch.setattr(train, "SMALLEST", 0.0)
    for name in ("one", "two"):
        monkeypatch.setattr("sys.argv", ["train", str(tmp_path), str(tmp_path / name)])
        train.main()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    told = capsys.readouterr().out
    assert hashlib.sha256((tmp_path / "one").read_bytes()).hexdigest() in told
    learned = Tagger(load(tmp_path / "one"))
    text = "Omar Vunk left Hadbek on foot."
    here = sentence(text, tokens(text))
    found = [text[it.start : it.end] for it in learned.propose(here, propose(here))]
    assert found == ["Omar Vunk", "Hadbek"]


def test_training_refuses_another_set_than_the_one_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train, "SOURCES", dict.fromkeys(a_set(tmp_path), "0" * 64))
    monkeypatch.setattr("sys.argv", ["train", str(tmp_path), str(tmp_path / "out")])
    with pytest.raises(SystemExit, match="SHA-256 differs"):
        train.main()
    assert not (tmp_path / "out").exists()


def test_a_label_is_explained() -> None:
    text = "Officials of the Velnor Relief Agency (VRA) met Prime Minister Nouri Vazil in Mosul."
    for one in recognise(text):
        lines = why(text, one.start)
        assert any(one.label in line for line in lines), text[one.start : one.end]
        assert lines[0].startswith(("tagger: ", "the head", "list of", "introduced"))
    assert why(text, 0) == []
    assert any("list of places: metro" in line for line in why(text, text.index("Mosul")))


@given(st.text(max_size=60), st.integers(0, 60))
def test_anything_can_be_explained(text: str, start: int) -> None:
    mentioned = any(one.start <= start < one.end for one in recognise(text))
    assert bool(why(text, start)) or not mentioned
