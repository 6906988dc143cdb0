"""The colours. Text styles and letters, which tell labels apart without colour, are in `signs`."""

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="dark",
    primary="#8ab4d8",
    secondary="#9fb3a0",
    accent="#e0b060",
    warning="#e0b060",
    error="#e07a6a",
    success="#8fbf8f",
    foreground="#d7d4cc",
    background="#16181c",
    surface="#1b1e23",
    panel="#22262d",
    boost="#2a2f37",
    dark=True,
    variables={
        "quiet": "#858b95",
        "person": "#f0b48a",
        "org": "#8fc3ee",
        "place": "#9dd39a",
        "norp": "#c9cf8a",
        "event": "#e29ac0",
        "date": "#b5a7e6",
        "number": "#8fd0cb",
        "other": "#c8b59c",
        "mark": "#5c4a16",
        "note": "#3c3560",
        "selected": "#2f4a66",
        "cursor-row": "#2a3442",
        "cursor-row-off": "#20252c",
    },
)

LIGHT = Theme(
    name="light",
    primary="#235a8c",
    secondary="#3f6244",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a5301f",
    success="#2f6b2f",
    foreground="#24262a",
    background="#fbf9f4",
    surface="#f4f1ea",
    panel="#ebe7dd",
    boost="#e2ddd0",
    dark=False,
    variables={
        "quiet": "#6b6a64",
        "person": "#9a4400",
        "org": "#0f5797",
        "place": "#1f6a26",
        "norp": "#5f6300",
        "event": "#96215f",
        "date": "#54409e",
        "number": "#0b6660",
        "other": "#6b5330",
        "mark": "#ffe58a",
        "note": "#dcd3fa",
        "selected": "#bcd8f2",
        "cursor-row": "#dfe6ee",
        "cursor-row-off": "#efece4",
    },
)

_ANSI_VARIABLES = {
    "quiet": "ansi_bright_black",
    "person": "ansi_yellow",
    "org": "ansi_blue",
    "place": "ansi_green",
    "norp": "ansi_cyan",
    "event": "ansi_magenta",
    "date": "ansi_magenta",
    "number": "ansi_cyan",
    "other": "ansi_cyan",
    "mark": "ansi_default",
    "note": "ansi_default",
    "selected": "ansi_default",
    "cursor-row": "ansi_default",
    "cursor-row-off": "ansi_default",
}


def _ansi(name: str) -> Theme:
    theme = BUILTIN_THEMES[name]
    return replace(theme, variables={**theme.variables, **_ANSI_VARIABLES})


THEMES = {theme.name: theme for theme in (DARK, LIGHT, _ansi("ansi-dark"), _ansi("ansi-light"))}
"""Name -> theme. The ansi ones leave every colour to the terminal; they serve NO_COLOR too."""
