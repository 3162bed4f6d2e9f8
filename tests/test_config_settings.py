"""Settings: the example names each of them, a mistake is one sentence."""

import tomllib
from pathlib import Path

import pytest

from config import settings as module
from config.refusal import Refusal
from config.settings import CHECKOUT, Settings, settings


def test_the_example_names_every_setting_with_its_default() -> None:
    example = tomllib.loads((CHECKOUT / "config" / "settings.example.toml").read_text(encoding="utf-8"))
    defaults = Settings().model_dump() | {"mail_url": ""}
    assert example == defaults | {"closing_steps": list(Settings().closing_steps), "ledger_columns": []}


def test_every_setting_says_what_it_is() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_environment_overrides_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("board_port = 9001\nsession_hours = 3\n", encoding="utf-8")
    monkeypatch.setenv("DUBAN_BOARD_PORT", "9002")
    assert (Settings().board_port, Settings().session_hours) == (9002, 3)


def test_the_data_folder_is_where_the_environment_says(home: Path) -> None:
    assert module.home() == home


def test_without_a_word_the_data_folder_lies_in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUBAN_HOME")
    assert module.home() == CHECKOUT / "var"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("board_port = 99999\n", r"设置 board_port 值不对（99999）"),
        ("colour = 1\n", "设置 colour 没有这一项设置"),
        ("board_port = \n", "settings.toml 不合 TOML 的写法"),
    ],
)
def test_a_mistake_in_the_settings_is_one_sentence(home: Path, text: str, said: str) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=said):
        settings()
