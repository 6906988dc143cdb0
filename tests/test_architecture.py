"""The house keeps its walls: imports, sizes, and that no text from outside is given as markup."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

PACKAGES = ("store", "tui")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
HEAVY = ("textual", "rich")


def loaded(code: str) -> set[str]:
    """The top-level packages loaded after running `code` in a fresh interpreter."""
    script = f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_whole_of_store_loads_no_terminal() -> None:
    code = "import store\nfor name in store.__all__: getattr(store, name)\n"
    assert not loaded(code) & {*HEAVY, "tui", "asyncio", "sqlite3"}


@pytest.mark.parametrize(
    "words", [["--version"], ["add", "SEED"], ["list"], ["paths"], ["export", "--format", "jsonl"]]
)
def test_the_command_line_loads_no_terminal(words: list[str], tmp_path: Path) -> None:
    argv = ["--library", str(tmp_path), *words]
    seed = str(next((ROOT / "seeds").glob("*.txt")))
    argv = [seed if word == "SEED" else word for word in argv]
    code = (
        "import io, contextlib\nfrom tui.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):\n"
        f"    try: main({argv!r})\n    except SystemExit: pass\n"
    )
    assert not loaded(code) & set(HEAVY)


def test_the_public_names_are_what_store_says() -> None:
    import store

    for name in store.__all__:
        assert getattr(store, name) is not None
    with pytest.raises(AttributeError, match="nothing"):
        store.nothing  # noqa: B018  # the access is the test


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_class_or_function_has_eaten_the_program(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert len(path.read_text("utf-8").splitlines()) <= 300
    for node in ast.walk(tree):
        lines = getattr(node, "end_lineno", 0) - getattr(node, "lineno", 0)
        if isinstance(node, ast.ClassDef):
            assert lines <= 230, node.name
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert lines <= 40, node.name


# What Textual parses as markup when it is given a str, and how text may come there instead.
MARKUP = {
    "Static",
    "Label",
    "Button",
    "Option",
    "Checkbox",
    "notify",
    "update",
    "Collapsible",
    "Tooltip",
}
SAFE = {"plain", "paragraphs", "assemble", "join", "truncate", "styled", "Content"}


def is_content(node: ast.expr, names: set[str]) -> bool:
    """Whether an argument is content by construction, or a name that holds one."""
    if isinstance(node, ast.IfExp):
        return is_content(node.body, names) and is_content(node.orelse, names)
    if isinstance(node, ast.Call):
        called = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        return called in SAFE or called == "_content"
    return isinstance(node, ast.Name) and node.id in names


@pytest.mark.parametrize(
    "path", [path for path in SOURCES if path.is_relative_to(ROOT / "tui")], ids=str
)
def test_no_str_from_outside_reaches_a_widget_as_markup(path: Path) -> None:
    for function in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(function, ast.FunctionDef):
            continue
        names = {
            target.id
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and is_content(node.value, set())
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                assert node.attr not in ("border_title", "border_subtitle", "tooltip"), ast.unparse(
                    node
                )
            if not isinstance(node, ast.Call):
                continue
            called = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            if called in MARKUP and "choices" not in ast.unparse(node.func):
                assert all(is_content(argument, names) for argument in node.args), ast.unparse(node)
            assert "from_markup" not in called
