"""What scrolls sideways inside a page is reached without a mouse, whatever fonts the reader's machine has."""

import re
from pathlib import Path

BOARD = Path(__file__).parents[1] / "board"
_SCROLLS = re.compile(r"([^{}]+)\{[^}]*\boverflow(?:-x)?: *(?:auto|scroll)\b[^}]*\}")


def _classes_that_scroll() -> set[str]:
    """The class at the end of every selector whose box scrolls sideways."""
    selectors = [
        one
        for sheet in sorted((BOARD / "styles").glob("*.css"))
        for found in _SCROLLS.findall(sheet.read_text())
        for one in found.split(",")
    ]
    return {last.group(1) for one in selectors if (last := re.search(r"\.([\w-]+)\s*$", one))}


def test_every_box_that_scrolls_takes_the_keyboard_and_says_what_it_is() -> None:
    scrolling = _classes_that_scroll()
    assert {"scroll", "across", "kanban"} <= scrolling
    mute = [
        f"{template.name}: {tag}"
        for template in sorted((BOARD / "templates").rglob("*.html"))
        for tag, names in re.findall(r'(<\w+ class="([^"]*)"[^>]*)', template.read_text())
        if scrolling & set(names.split()) and not ('tabindex="0"' in tag and "aria-label" in tag)
    ]
    assert mute == []
