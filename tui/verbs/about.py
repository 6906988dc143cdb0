"""The verbs that tell of the program itself: where things are, and what its keys do."""

import argparse
import sys

from store.settings import library_path, settings_path
from store.visible import json_line, one_line


def paths(args: argparse.Namespace) -> int:
    """`dateline paths`."""
    root = library_path(args.library)
    found = {
        "library": str(root),
        "articles": str(root / "articles.jsonl"),
        "marks": str(root / "marks.jsonl"),
        "backups": str(root / "backups"),
        "cache": str(root / ".cache"),
        "settings": str(settings_path()),
    }
    if args.json:
        print(json_line(found))
    else:
        for name, path in found.items():
            print(f"{name:<10} {one_line(path)}")
    return 0


def keys(args: argparse.Namespace) -> int:
    """`dateline keys`."""
    from store.settings import read_settings

    from ..keys import Keyboard

    keyboard = Keyboard(read_settings())
    for complaint in keyboard.complaints:
        print(f"dateline: {one_line(complaint)}", file=sys.stderr)
    for entry in keyboard.table():
        if args.json:
            print(json_line(entry))
        else:
            print(f"{entry['key']:<18} {entry['id']:<18} {entry['does']}")
    return 0
