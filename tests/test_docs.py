"""The README says what the program does: every verb, every key, every command it can be copied from."""

import json
import re

import pytest

from store.exporters import EXPORTERS
from store.importers import IMPORTERS
from store.settings import Settings
from support import ROOT, SEEDS
from tui.cli import VERBS, main
from tui.keys import Keyboard
from tui.theme import THEMES

GROUPS = Keyboard(Settings()).groups()
README = (ROOT / "README.md").read_text("utf-8")


def test_every_verb_and_format_is_in_the_readme() -> None:
    for verb in VERBS:
        assert f"dateline {verb}" in README, verb
    for name in (*EXPORTERS, *IMPORTERS, *THEMES):
        assert name in README, name


@pytest.mark.parametrize(("heading", "keys"), GROUPS.items(), ids=list(GROUPS))
def test_every_key_is_in_the_readme_with_what_it_does(heading: str, keys: list) -> None:  # type: ignore[type-arg]
    rows = [line.strip("| ").partition(" | ") for line in README.splitlines() if line[:1] == "|"]
    table = {(key.replace("`", ""), does) for key, _, does in rows}
    for key in keys:
        assert (key.shown, key.does) in table, (heading, key)


def test_every_binding_has_an_id_and_says_what_it_does() -> None:
    ids = [key.id for keys in GROUPS.values() for key in keys]
    assert len(ids) == len(set(ids))
    for keys in GROUPS.values():
        for key in keys:
            assert re.fullmatch(r"[a-z]+([._][a-z_0-9]+)*", key.id), key
            assert key.does[:1].isupper(), key


def test_the_keys_verb_prints_the_same_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "--json"]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [entry["id"] for entry in printed] == [
        key.id for keys in GROUPS.values() for key in keys
    ]


def test_the_samples_are_said_to_be_samples() -> None:
    notes = (SEEDS / "README.md").read_text("utf-8")
    for path in SEEDS.glob("*.txt"):
        assert path.name in notes


def test_the_original_dispatch_is_as_it_came() -> None:
    from hashlib import sha256

    raw = (SEEDS / "000_68b17ba8da5cad87.txt").read_bytes()
    assert (
        sha256(raw).hexdigest()
        == "dd14606751de558179b6b0713769d66a0ba0d459e46007e7ab5dd823f0e4b93f"
    )
    assert len(raw) == 2117


def test_the_documents_that_a_person_looks_for_are_there() -> None:
    for name in ("CHANGELOG.md", "LICENSE", "CONTRIBUTING.md", "Makefile", ".ci/run"):
        assert (ROOT / name).is_file(), name
    picture = re.search(r"!\[[^]]*\]\(([^)]+\.svg)\)", README)
    assert picture
    assert (ROOT / picture[1]).read_text("utf-8").count("<svg") == 1


def test_no_key_needs_alt_or_shift_with_an_arrow_or_what_a_terminal_keeps() -> None:
    for keys in GROUPS.values():
        for key in keys:
            plain = [
                name
                for name in key.keys
                if not re.match(
                    r"alt\+|shift\+(up|down|left|right)|ctrl\+(s|q|c)$|meta|super", name
                )
            ]
            assert plain, key
            assert plain != ["shift+tab"] or key.id == "ask.previous"
