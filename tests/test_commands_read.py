"""What ``duban read`` and ``duban indicators`` print."""

import json
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from commands.main import main

PLAN = (
    "关于开展排查的通知\n各单位：\n一、任务\n1.开展排查。全面摸排，覆盖率不低于90%，6月底前完成。（责任单位：市住建局）\n"
    "2.开展整改。及时上报情况。（市住建局牵头，市财政局配合）\n市政府办公室\n2024年3月8日\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "通知.txt"
    file.write_bytes(PLAN.encode())
    return file


def duban(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["duban", *words])
    code = main()
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_json_is_one_object_with_the_fields_of_the_contract(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = duban(capsys, monkeypatch, "read", str(plan), "--json")
    found: dict[str, Any] = json.loads(out)
    assert code == 0
    assert found["document"]["title"] == "关于开展排查的通知"
    assert found["document"]["issued_on"] == "2024-03-08"
    assert found["document"]["kind"] == "通知"
    first, second = found["tasks"]
    assert (first["code"], first["units"], first["lead"]) == ("一1", ["市住建局"], [])
    assert (second["lead"], second["supporting"]) == (["市住建局"], ["市财政局"])
    (deadline,) = first["deadlines"]
    assert deadline["due"] == ["2024-06-30"]
    assert PLAN[deadline["start"] : deadline["end"]] == deadline["phrase"]
    assert set(deadline) == {
        "phrase", "start", "end", "due", "recurrence", "from", "until", "ongoing", "alternatives", "problem", "reading",
    }  # fmt: skip
    (indicator,) = first["indicators"]
    assert (indicator["relation"], indicator["value"], indicator["measure"]) == (">=", 90, "%")
    assert PLAN[first["start"] : first["end"]].startswith("1.开展排查")


def test_the_date_of_issue_can_be_given(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, out, _ = duban(capsys, monkeypatch, "read", str(plan), "--json", "--issued-on", "2025-01-10")
    assert json.loads(out)["tasks"][0]["deadlines"][0]["due"] == ["2025-06-30"]


@pytest.mark.long
def test_text_is_printed_byte_for_byte(plan: Path) -> None:
    text = "第一行\r\n第二行\t完"
    plan.write_bytes(text.encode())
    script = "import sys; from commands.main import main; sys.exit(main())"
    run = subprocess.run(
        [sys.executable, "-c", script, "read", str(plan), "--text"],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert run.stdout == text.encode()


def test_without_a_flag_a_table_names_tasks_units_and_doubts(
    plan: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = duban(capsys, monkeypatch, "read", str(plan))
    assert code == 0
    assert "一1" in out
    assert "关于开展排查的通知" in out


def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_code_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    code, out, err = duban(capsys, monkeypatch, "read", str(empty), "--json")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1


def test_indicators_answer_line_by_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        {"text": "到2025年，建成10个站。", "on": "2023-01-01"},
        {"text": "没有数字。", "on": "2023-01-01"},
    ]
    monkeypatch.setattr(
        sys, "stdin", TextIOWrapper(BytesIO("\n".join(json.dumps(line) for line in lines).encode()))
    )
    code, out, _ = duban(capsys, monkeypatch, "indicators", "--json")
    first, second = (json.loads(line) for line in out.splitlines())
    assert code == 0
    (indicator,) = first["indicators"]
    assert (indicator["name"], indicator["value"], indicator["by"]) == ("建成站", 10, "2025-12-31")
    assert second == {"indicators": []}


def test_a_bad_line_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        sys, "stdin", TextIOWrapper(BytesIO("""{"text": "好", "on": "2023-01-01"}\n{"text": 1""".encode()))
    )
    code, _, err = duban(capsys, monkeypatch, "indicators", "--json")
    assert code == 1
    assert "第2行" in err
