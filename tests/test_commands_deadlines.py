import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from commands.deadlines import deadlines, found
from commands.indicators import indicators
from commands.json_lines import answers
from config.refusal import Refusal

ROOT = Path(__file__).parents[1]


def lines(*requests: object) -> list[bytes]:
    return [json.dumps(request).encode() for request in requests]


def test_each_line_of_input_has_one_line_of_output() -> None:
    answered = list(
        answers(
            lines(
                {"text": "请于6月15日前报送。", "on": "2023-05-06"},
                {"text": "今天天气好。", "on": "2023-05-06"},
            ),
            found,
        )
    )
    first, second = map(json.loads, answered)
    assert second == {"deadlines": []}
    assert first["deadlines"][0] | {"reading": "", "kind": ""} == {
        "phrase": "6月15日前", "start": 2, "end": 8, "due": ["2023-06-15"], "recurrence": None, "from": None,
        "until": None, "ongoing": False, "alternatives": [], "problem": None, "reading": "", "kind": "", "provisional": False, "slots": []}  # fmt: skip


def test_the_bounds_of_a_recurrence_are_called_from_and_until() -> None:
    (line,) = answers(lines({"text": "2024至2026年，每年12月底前报送。", "on": "2023-05-06"}), found)
    (reading,) = json.loads(line)["deadlines"]
    assert (reading["recurrence"], reading["from"], reading["until"]) == (
        "yearly",
        "2024-01-01",
        "2026-12-31",
    )


@pytest.mark.parametrize(
    "line",
    [b"nonsense", b"[]", b'{"on": "2023-05-06"}', b'{"text": 5, "on": "2023-05-06"}', b'{"text": "x"}',
     b'{"text": "x", "on": "2023-13-01"}', b"\xff\xfe", b"[" * 200_000],
)  # fmt: skip
def test_a_bad_line_is_named_by_its_number(line: bytes) -> None:
    good = b'{"text": "x", "on": "2023-05-06"}'
    with pytest.raises(Refusal, match="第2行"):
        list(answers([good, line], found))


def test_half_a_surrogate_pair_does_not_stop_the_run() -> None:
    (line,) = answers([b'{"text": "\\u53ca\\u65f6\\u5c06\\ud800\\u62a5\\u9001", "on": "2023-05-06"}'], found)
    assert line.encode()
    assert json.loads(line)["deadlines"][0]["phrase"] == "及时将\ud800报送"


def test_the_command_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO('{"text": "6月底前完成", "on": "2023-05-06"}\n\n'.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    deadlines(as_json=True)
    assert json.loads(capsys.readouterr().out)["deadlines"][0]["due"] == ["2023-06-30"]


def test_a_person_gets_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    deadlines("6月底前完成", on="2023-05-06")
    assert "2023-06-30" in capsys.readouterr().out
    deadlines("今天天气好", on="2023-05-06")
    assert "没有读到时限" in capsys.readouterr().out


def test_a_person_who_gives_no_date_is_told_how() -> None:
    with pytest.raises(typer.BadParameter, match="--on"):
        deadlines("6月底前完成")
    with pytest.raises(Refusal, match="2026-03-01"):
        deadlines("6月底前完成", on="6月")


def test_the_targets_of_a_sentence_are_asked_for_in_the_same_way(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = '{"text": "到2030年，覆盖率达到90%以上。", "on": "2026-03-01"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(asked.encode())))
    indicators(as_json=True)
    (target,) = json.loads(capsys.readouterr().out)["indicators"]
    assert (target["value"], target["by"]) == (90, "2030-12-31")
    with pytest.raises(typer.BadParameter, match="--on"):
        indicators("覆盖率达到90%以上")


def test_the_command_loads_neither_the_engine_nor_the_database() -> None:
    script = "import sys, commands.deadlines; print([m for m in ('prefect', 'sqlmodel', 'matplotlib', 'fastapi') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
