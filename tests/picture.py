"""Make the README's picture: the program itself draws its screen as SVG.

python tests/picture.py tests/pictures/reader.svg [--size 132x40] [--theme light] [--list] [--keys "e e"]
"""

import argparse
import asyncio
import re
import tempfile
from pathlib import Path

from store import marks
from store.importers import files, read_file
from store.library import Library
from tui.app import DatelineApp

SEEDS = Path(__file__).parent.parent / "seeds"


def filled_library(path: Path) -> Library:
    """A library of the seeds, with a few marks as a reader would make them."""
    library = Library.open(path)
    added = library.add(read_file(file) for file in files(SEEDS))
    first = library.article(added[0][0])
    clause = first.text.index("sporadic attacks")
    name = first.text.index("Hashd al-Sha’abi")
    library.apply(marks.tag(first.id, ["anbar", "follow up"]))
    library.apply(marks.highlight(first, clause, clause + len("sporadic attacks by the group")))
    library.apply(marks.note(first, "the PMU by another name", (name, name + 16), None))
    for id, _ in added[3:6]:
        library.apply(marks.read(id))
    for id, _ in added[2:3]:
        library.apply(marks.tag(id, ["shipping"]))
    return library


async def picture(size: tuple[int, int], theme: str, only_list: bool, keys: list[str]) -> str:
    """The screen as SVG after some keys, without the font addresses that Textual puts in."""
    with tempfile.TemporaryDirectory() as folder, filled_library(Path(folder)) as library:
        app = DatelineApp(library, theme=theme)
        async with app.run_test(size=size) as pilot:
            first = min(library.select("hatha"), key=lambda row: row.added).id
            app.screen.list.go_to(first)
            await pilot.pause()
            if not only_list:
                await pilot.press("enter")
                await app.workers.wait_for_complete()
                await pilot.press(*keys)
            await pilot.pause(0.3)
            svg = app.export_screenshot(title="dateline")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--size", default="132x40")
    parser.add_argument("--theme", default="dark")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--keys", default="e e", help="pressed on the page, blanks between them")
    args = parser.parse_args()
    columns, rows = map(int, args.size.split("x"))
    svg = asyncio.run(picture((columns, rows), args.theme, args.list, args.keys.split()))
    args.output.parent.mkdir(parents=True, exist_ok=True)
    args.output.write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
