"""What an attacker found: each stays mended."""

import itertools
import time
from pathlib import Path

import pytest

from store import teaching
from store.article import Mention, Name
from store.corrections import apply
from store.entities import recognise
from store.entities.own import OwnNames
from store.errors import BadRequest
from store.library import Library
from store.settings import library_path, read_settings
from support import add_text
from tui.app import DatelineApp
from tui.cli import main
from tui.reader import Reader
from window import Window

NAMES = ["B" + "".join(it) for it in itertools.product("abcdefgh", repeat=4)]


def cost(work: object, *more: object) -> float:
    begun = time.process_time()
    work(*more)  # type: ignore[operator]
    return time.process_time() - begun


@pytest.mark.parametrize("sentence", ["John {} met Mary. ", "The Ministry of {} said so. "])
def test_many_names_with_one_first_word_take_no_longer_each(sentence: str) -> None:
    few, many = ("".join(sentence.format(name) for name in NAMES[:count]) for count in (500, 2000))
    recognise(few)
    ratio = min(cost(recognise, many) / cost(recognise, few) for _ in range(3))
    assert ratio < 9  # four times the text; sixteen where each name is compared with each


def test_many_own_names_with_one_first_word_take_no_longer_each() -> None:
    few, many = (
        (OwnNames(Name(f"John {it}", "PERSON") for it in NAMES[:count]),
         " ".join(f"John {it.lower()}x went." for it in NAMES[:count]))
        for count in (500, 2000)
    )  # fmt: skip
    ratio = min(cost(many[0].stamp, many[1]) / cost(few[0].stamp, few[1]) for _ in range(3))
    assert ratio < 9


def test_names_that_differ_in_case_or_accents_are_kept_apart(library: Library) -> None:
    for name, label in (
        ("Al-Qaida", "ORG"),
        ("Al-Qa’ida", "EVENT"),
        ("MARCH Group", "ORG"),
        ("March Group", "GPE"),
    ):
        library.apply(teaching.learn([Name(name, label)]))
    assert {(it.name, it.label) for it in library.names.names} == {
        ("Al-Qaida", "ORG"), ("Al-Qa’ida", "EVENT"), ("MARCH Group", "ORG"), ("March Group", "GPE"),
    }  # fmt: skip
    assert main(["--library", str(library.path), "forget", "al-qaida"]) == 2
    assert main(["--library", str(library.path), "forget", "Al-Qaida"]) == 0
    assert len(Library.open(library.path).names.names) == 3


@pytest.mark.parametrize("lost", ["emptied", "deleted"])
async def test_a_library_that_goes_away_does_not_end_the_reader(
    seeded: Library, seed_id: str, lost: str
) -> None:
    app = DatelineApp(seeded)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, Reader)
        screen.read(seed_id)
        await pilot.pause()
        path = seeded.path / "articles.jsonl"
        path.write_bytes(b"") if lost == "emptied" else path.unlink()
        screen._look()
        for key in "wx0jqjkr":
            await pilot.press(key)
        screen._look()
        await pilot.pause()
        assert app.is_running
        assert len(screen.desk.selection) == 0


@pytest.mark.parametrize(
    "content",
    ["a=" + "[" * 2000, "a=" + "9" * 5000, "a" + ".a" * 9000 + "=1", "[keys]\n" + "a" + ".a" * 3000 + "=1", "x" * 200_000],
    ids=["nested", "number", "dotted", "keys", "huge"],
)  # fmt: skip
def test_hostile_settings_are_complained_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content)
    monkeypatch.setenv("DATELINE_SETTINGS", str(path))
    assert cost(read_settings) < 30
    found = read_settings()
    assert len(found.complaints) == 1
    assert len(found.complaints[0]) < 400
    assert found.recogniser == "builtin"


def test_settings_and_libraries_that_are_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", "/dev/zero", "~nosuchuser/x", tmp_path):
        monkeypatch.setenv("DATELINE_SETTINGS", str(place))
        assert "cannot be read" in read_settings().complaints[0]
    with pytest.raises(BadRequest, match="no such home folder"):
        library_path("~nosuchuser/x")


def test_leaving_waits_for_no_recogniser(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        add_text(library, "A title\n\nAMMAN (Petra) — Some words.")
    code = (
        "import sys, time, tui.found\nfrom tui.cli import main\n"
        "tui.found.find = lambda *_: time.sleep(60)\n"
        "sys.exit(main(['--library', sys.argv[1], '--theme', 'dark']))"
    )
    window = Window(tmp_path / "library", str(tmp_path / "library"), code=code)
    window.wait_for("A title", "? keys")
    window.type("\r")
    window.wait_for("1-9 label")
    window.type("\x11")
    assert window.ended(time.monotonic()) < 3
    assert window.code == 0
    assert b"Traceback" not in window.sent
    window.done()


def test_a_file_of_nothing_and_one_of_neither_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file"
    for content, said in (
        (b"", "is empty"),
        (b"\nrubbish", "neither a dump of a library nor a file of names"),
    ):
        path.write_bytes(content)
        assert main(["--library", str(tmp_path / "library"), "import", str(path)]) == 2
        assert said in capsys.readouterr().err
    path.write_text('{"name": "Anbar", "label": "FOO"}\n{"name": "Basra", "label": "GPE"}\n')
    assert main(["--library", str(tmp_path / "library"), "import", str(path)]) == 1
    assert "“Anbar”: no label FOO" in capsys.readouterr().err


def test_many_names_that_are_the_same_take_no_longer_each() -> None:
    def joined(count: int) -> float:
        names = NAMES[:count]
        text = " ".join(f"John {it} came." for it in names)
        mentions = [
            Mention(at, at + 10, "PERSON", f"person:{number}")
            for number, at in enumerate(range(0, len(text), 16))
        ]
        return cost(apply, text, mentions, (), lambda name: "John B" + name[6:][::-1])

    assert min(joined(2000) / joined(500) for _ in range(3)) < 9
