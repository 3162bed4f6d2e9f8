"""The command line answers in Chinese, in one sentence, with the right exit code, and loads only what it needs."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from commands.main import COMMANDS
from config.settings import CHECKOUT
from tests.terminal import duban


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_says_what_it_does(name: str) -> None:
    entry = COMMANDS[name]
    function = getattr(import_module(entry.module), entry.function)
    assert function.__doc__
    assert any("一" <= character <= "鿿" for character in function.__doc__)


def test_help_lists_every_command(home: Path) -> None:
    said = duban("--help", home=home)
    assert said.code == 0
    assert all(f"  {name} " in said.out and entry.meaning in said.out for name, entry in COMMANDS.items())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["asign"], "没有命令“asign”。是不是想用 duban assign？"),
        (["register"], "缺少 公文号"),
        (["sweep", "--on", "昨天"], "的值不对"),
        (["status", "--colour"], "没有选项 --colour"),
    ],
)
def test_wrong_usage_is_one_sentence_and_code_two(words: list[str], sentence: str, home: Path) -> None:
    said = duban(*words, home=home)
    assert said.code == 2
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_a_refusal_is_one_sentence_and_code_one(home: Path) -> None:
    said = duban("status", home=home)
    assert said.code == 1
    assert said.err.startswith("这个数据文件夹里还没有办公室")
    assert said.out == ""


@pytest.mark.parametrize(
    "written",
    [
        "postgres://duban:hush@127.0.0.1/duban",  # as other programs write it
        "postgresql://duban:hush@127.0.0.1/duban",  # would ask for a driver that is not ours
        "mysql://duban:hush@127.0.0.1/duban",
        "postgresql+psycopg://duban:hush@127.0.0.1:port/duban",
        "duban:hush",
    ],
)
def test_an_address_of_the_database_that_is_none_is_told_with_how_it_is_written(
    written: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUBAN_DATABASE_URL", written)
    for words in (("status",), ("backup",)):
        said = duban(*words, home=home)
        assert said.code == 1
        assert "postgresql+psycopg://用户:口令@" in said.err
        assert "hush" not in said.err
    assert "postgresql+psycopg://用户:口令@" in duban("doctor", home=home).out


@pytest.mark.long
@pytest.mark.parametrize(
    "module", ["commands.main", "commands.deadlines", "commands.indicators", "commands.read"]
)
def test_reading_waits_for_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    heavy = {"prefect", "matplotlib", "numpy", "sqlmodel", "fastapi", "apprise", "openpyxl", "docx", "httpx"}
    assert not heavy & set(loaded.stdout.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_is_chinese(name: str, home: Path) -> None:
    said = duban(name, "--help", home=home)
    assert said.code == 0
    assert said.out.startswith(f"用法：duban {name}")
    for word in ("Usage", "Options", "Arguments", "[required]", "<", "Show this"):
        assert word not in said.out


def test_every_option_says_what_it_is_for(home: Path) -> None:
    for name in COMMANDS:
        told = duban(name, "--help", home=home).out.partition("选项：")[2]
        for line in told.splitlines():
            assert not line.strip() or any("一" <= character <= "鿿" for character in line), (name, line)
