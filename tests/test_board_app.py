"""The board as a process."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from board import __main__ as program
from board.assets import FOREVER
from config.settings import settings
from tests.office import establish


@pytest.mark.long
def test_the_board_is_served_where_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    served: dict[str, Any] = {}

    def run(app: FastAPI, **how: Any) -> None:
        served.update(how, app=app)

    monkeypatch.setenv("DUBAN_BOARD_HOST", "127.0.0.2")
    monkeypatch.setenv("DUBAN_BOARD_PORT", "9001")
    settings.cache_clear()
    monkeypatch.setattr("uvicorn.run", run)
    program.main()
    assert (served["host"], served["port"]) == ("127.0.0.2", 9001)
    assert isinstance(served["app"], FastAPI)


def test_the_style_uses_nothing_that_old_browsers_do_not_know() -> None:
    """Chromium 86 is the oldest that offices use; what came later is named here with its version."""
    sheets = sorted((Path(program.__file__).parent / "styles").glob("*.css"))
    assert sheets
    style = "\n".join(re.sub(r"(?s)/\*.*?\*/", "", file.read_text(encoding="utf-8")) for file in sheets)
    later = (":is(", ":where(", ":has(", "aspect-ratio", "inset:", "accent-color", "color-mix", "@container")
    assert [word for word in later if word in style] == []
    assert "url(" not in style
    assert "@import" not in style


def test_a_colour_is_written_among_the_tokens_alone_so_that_the_dark_tone_is_whole() -> None:
    sheets = sorted((Path(program.__file__).parent / "styles").glob("*.css"))
    for file in sheets:
        if file.stem != "tokens":
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b", file.read_text(encoding="utf-8")) == [], file.name
    tokens = (Path(program.__file__).parent / "styles" / "tokens.css").read_text(encoding="utf-8")
    named = set(re.findall(r"--[a-z-]+(?=:)", tokens))
    used = {
        name for file in sheets for name in re.findall(r"var\((--[a-z-]+)", file.read_text(encoding="utf-8"))
    }
    assert used <= named


def test_a_part_of_the_page_is_kept_for_good_under_its_digest_and_asked_for_again_without(home: Path) -> None:
    client = establish().stranger()
    page = client.get("/sign-in").text
    for name in ("board.css", "board.js", "favicon.svg"):
        address = next(word for word in re.findall(r'"(/static/[^"]+)"', page) if name in word)
        assert client.get(address).headers["cache-control"] == FOREVER
        assert client.get(f"/static/{name}?v=000000000000").headers["cache-control"] == "no-cache"
    assert client.get("/static/office.toml").status_code == 404
    assert client.get("/static/../app.py").status_code == 404


def test_a_name_of_the_style_belongs_to_one_sheet_so_that_two_pages_do_not_dress_each_other() -> None:
    own: dict[str, set[tuple[str, str]]] = {}
    for file in sorted((Path(program.__file__).parent / "styles").glob("*.css")):
        if file.stem in ("page", "narrow", "print"):
            continue  # these say of every part how it looks there
        text = re.sub(r"(?s)/\*.*?\*/|@media[^{]+\{.*?\n\}", "", file.read_text(encoding="utf-8"))
        for rule in re.findall(r"([^{}]+)\{", text):
            for tag, name in re.findall(r"(?m)(?:^|,)\s*([a-z0-9]*)(\.[a-z-]+)\s*(?=,|$)", rule.strip()):
                own.setdefault(name, set()).add((tag, file.name))
    twice = {
        name
        for name, places in own.items()
        for tag, file_name in places
        for other_tag, other in places
        if other != file_name and (tag == other_tag or not tag or not other_tag)
    }
    assert twice == set()
