"""Settings: the example names each of them, a mistake is one sentence."""

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from config import settings as module
from config.channels import ChannelSettings, Kind
from config.refusal import Refusal
from config.settings import CHECKOUT, Settings, settings


def test_the_example_names_every_setting_with_its_default() -> None:
    example = tomllib.loads((CHECKOUT / "config" / "settings.example.toml").read_text(encoding="utf-8"))
    defaults = Settings().model_dump() | {"mail_url": ""}
    assert example == defaults | {"closing_steps": list(Settings().closing_steps), "ledger_columns": []}


def test_the_example_shows_every_kind_of_channel_and_all_that_can_be_written_of_one() -> None:
    lines = (CHECKOUT / "config" / "settings.example.toml").read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line == "[channels]")
    shown = [
        line.removeprefix("# ")
        for line in lines[start:]
        if line.startswith(("# [", "# ")) and (" = " in line or line.startswith("# ["))
    ]
    channels = tomllib.loads("\n".join(shown))["channels"]
    made = Settings(channels=channels).channels
    assert {one.kind for one in made.values()} == set(get_args(Kind)) - {"feishu"}
    assert {field for one in channels.values() for field in one} == set(ChannelSettings.model_fields)


def test_every_setting_says_what_it_is() -> None:
    fields = (*Settings.model_fields.values(), *ChannelSettings.model_fields.values())
    assert all(field.description for field in fields)


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
        ('[channels.a]\nkind = "fax"\nurl = "https://x/"\n', r"设置 channels.a.kind 值不对（fax）"),
        ('[channels.a]\nkind = "wecom"\n', r"设置 channels.a.url 没有写"),
        ('[channels.a]\nkind = "wecom"\nurl = "https://x/"\ncolour = 1\n', "channels.a.colour 没有这一项"),
        ('[channels.a]\nkind = "wecom"\nurl = "ftp://x/"\n', "设置 channels.a 的 url 写得不对"),
        ('[channels.a]\nkind = "wecom"\nurl = "https://"\n', "设置 channels.a 的 url 写得不对"),
        ('[channels.a]\nkind = "wecom"\nurl = "https://[x"\n', "设置 channels.a 的 url 写得不对"),
        ('[channels.a]\nkind = "email"\nurl = "https://x/"\n', "mailto:// 或 mailtos://"),
        ('[channels.a]\nkind = "wecom"\nurl = "https://x/"\nsecret = "s"\n', "设置 channels.a 不用 secret"),
        ('[channels.a]\nkind = "wecom"\nurl = "https://x/"\nbody = "s"\n', "设置 channels.a 不用 method"),
        ('[channels.sms]\nkind = "sms"\nurl = "https://x/?{phone}{text}"\n', "channels.sms 缺少 success"),
        ('[channels.sms]\nkind = "sms"\nurl = "https://x/"\nsuccess = "0"\n', r"\{phone\}"),
        ('[channels.sms]\nkind = "wecom"\nurl = "https://x/"\n', "channels 里 sms 的 kind 应是 sms"),
        ('[channels.slip]\nkind = "wecom"\nurl = "https://x/"\n', "channels 里不用写 slip"),
        ('[channels."工作 群"]\nkind = "wecom"\nurl = "https://x/"\n', "里的名字“工作 群”不行"),
        (
            "[channels.a]\nkind = 'wecom'\nurl = 'https://x/'\nper_minute = -1\n",
            "channels.a.per_minute 值不对（-1）",
        ),
    ],
)
def test_a_mistake_in_the_settings_is_one_sentence(home: Path, text: str, said: str) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal, match=said):
        settings()


@pytest.mark.parametrize(
    "text", ["kind = 'fax'", "kind = 'sms'", "url = ['k']", "headers = 'geheim-1'", "body = 3"]
)
def test_a_mistake_beside_a_secret_does_not_show_it(home: Path, text: str) -> None:
    home.mkdir()
    url = "" if text.startswith("url") else 'url = "https://x/?key=geheim-1"\n'
    kind = "" if text.startswith("kind") else 'kind = "wecom"\n'
    (home / "settings.toml").write_text(f"[channels.a]\n{kind}{url}{text}\n", encoding="utf-8")
    with pytest.raises(Refusal) as said:
        settings()
    assert "geheim-1" not in str(said.value)
