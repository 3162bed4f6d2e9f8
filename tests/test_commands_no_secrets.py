"""严禁录入涉密事项: every command that takes a file in says so."""

import inspect
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest

from commands.main import COMMANDS
from tests.office import establish
from tests.terminal import duban

# They show a file and store nothing, write files, look at a folder, or put back what the office had.
STORE_NOTHING = {"read", "report", "verify-log", "case", "log", "return-form", "backup", "restore"}


def _takes_a_file(name: str) -> bool:
    entry = COMMANDS[name]
    hints = get_type_hints(getattr(import_module(entry.module), entry.function))
    return any("Path" in str(hint) for hint in hints.values())


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in STORE_NOTHING])
def test_whoever_reads_a_file_says_it(name: str) -> None:
    if _takes_a_file(name) or name == "list":
        assert "warn_of_secrets" in inspect.getsource(import_module(COMMANDS[name].module))


def test_the_walk_finds_the_commands() -> None:
    assert {"import", "review", "found", "roll-over"} <= {name for name in COMMANDS if _takes_a_file(name)}


def test_a_person_reads_it_and_a_program_does_not(home: Path, tmp_path: Path) -> None:
    establish()
    file = tmp_path / "通知.txt"
    file.write_text("关于印发方案的通知\n\n6月底前办好职工技能竞赛。\n", encoding="utf-8")
    assert "涉密" not in duban("import", file, "--json", home=home).out
    assert "严禁录入涉密事项。" in duban("import", file, home=home).out
