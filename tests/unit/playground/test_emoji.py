"""The page draws the emoji that the app sends: many machines have no font for them."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
_EMOJI = re.compile("[\u231a-\u23ff\u2600-\u27bf\U0001f300-\U0001faff]")


def emoji_of_the_app() -> set[str]:
    """Those in the words of the app, and not in its comments."""
    return {
        emoji
        for path in (ROOT / "bot" / "blocks").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for emoji in _EMOJI.findall(node.value)
    }


def test_every_emoji_that_the_app_sends_is_drawn() -> None:
    art = (ROOT / "playground" / "page" / "files" / "emoji_art.js").read_text(encoding="utf-8")
    drawn = set(re.findall(r'^  "(.)": \[', art, re.MULTILINE))

    assert emoji_of_the_app() >= {"✅", "⛔"}
    assert emoji_of_the_app() - drawn == set()
