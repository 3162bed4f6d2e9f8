"""The board as a process."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from board import __main__ as program
from config.settings import settings


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
    style = (Path(program.__file__).parent / "static" / "board.css").read_text(encoding="utf-8")
    later = (":is(", ":where(", ":has(", "aspect-ratio", "inset:", "accent-color", "color-mix", "@container")
    rules = style.split("*/", 1)[1]
    assert [word for word in later if word in rules] == []
    assert "url(" not in rules
    assert "@import" not in rules
