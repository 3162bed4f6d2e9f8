"""What a command prints of others' words does nothing on the terminal of the administrator who runs it."""

import ast
import json
import re
import sys
from pathlib import Path

import pytest

import commands
from commands.main import main
from commands.tables import say, show
from commands.terminal import complain
from models import database
from models.unit import Unit
from models.words import UserRole
from schedules import clock
from supervision.directory.accounts import create
from tests.cast import Cast
from tests.office import establish
from tests.test_config_log_lines import HOSTILE

_ACTS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
# Who writes to the terminal, and what is not others' words there.
_WRITERS = {
    "terminal.py": "the way to say it",
    "tables.py": "the way to say it",
    "main.py": "the help",
    "read.py": "every part through one_line or visible",
    "deadlines.py": "lines of JSON",
    "indicators.py": "lines of JSON",
}


def test_every_command_speaks_by_the_one_way() -> None:
    others = set()
    for file in sorted(Path(commands.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and re.search(
                r"^(print|Console|typer\.echo|sys\.std(out|err)(\.buffer)?\.write)$", ast.unparse(node.func)
            ):
                others.add(file.name)
    assert others == set(_WRITERS)


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_sentence_no_cell_and_no_complaint_acts(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    say(f"已立项：{said}")
    complain(f"没有立项：{said}")
    told = capsys.readouterr()
    for printed in (told.out, told.err):
        assert not _ACTS.search(printed)
        assert printed.count("\n") == 1
    show("任务", [{"title": said}], {"title": "任务"}, as_json=False)
    assert not _ACTS.search(capsys.readouterr().out)
    show("任务", [{"title": said}], {"title": "任务"}, as_json=True)
    printed = capsys.readouterr().out
    assert not _ACTS.search(printed)
    assert json.loads(printed) == [{"title": said}]


def _run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["duban", *words])
    return main()


def test_the_text_of_a_strangers_file_does_nothing_when_it_is_read(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        "关于印发竞赛方案的通知\n江发〔2026〕1号\n市总工会：\n一、市总工会牵头于2026年6月底前办好竞赛\u202e\u2066。\n"
        "二、尽快完成\u202e改革。\n江临市人民政府\n2026年3月1日\n"
    )
    (tmp_path / "\x1b[2Jx.txt").write_text(text, encoding="utf-8")
    for more in ([], ["--json"]):
        assert _run(monkeypatch, "read", str(tmp_path / "\x1b[2Jx.txt"), *more) == 0
        told = capsys.readouterr()
        assert "竞赛" in told.out
        assert not _ACTS.search(told.out + told.err)
    (tmp_path / "\x1b[2Jy.txt").write_bytes(bytes(100))
    assert _run(monkeypatch, "read", str(tmp_path / "\x1b[2Jy.txt")) == 1
    assert not _ACTS.search(capsys.readouterr().err)


def test_names_that_came_by_whatever_way_do_nothing_in_any_list(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = establish()
    with database.transaction() as session:
        session.get_one(Unit, office.union).name = f"市总工会{HOSTILE['an escape that clears the screen']}"
        create(
            session,
            "x",
            f"甲{HOSTILE['a line end'][:30]}",
            UserRole.CLERK,
            by=Cast(session).clerk.name,
            now=clock.now(),
        )
    for words in (
        ["status"],
        ["status", "--json"],
        ["plan"],
        ["letter", "list"],
        ["link", "list"],
        ["not-reached"],
    ):
        _run(monkeypatch, *words)
        told = capsys.readouterr()
        assert not _ACTS.search(told.out + told.err), words
        assert "\n2026-11-22 09:00" not in told.out
