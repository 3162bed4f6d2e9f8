"""What the checkup says of the files that an office may put beside those shipped."""

from pathlib import Path

import pytest

from supervision.checkup import findings


def _said() -> list[tuple[bool, str]]:
    return [(one.is_fine, one.sentence) for one in findings(is_by_hand=False) if one.what == "数据文件"]


def test_files_as_shipped_are_fine(home: Path) -> None:
    ((is_fine, _),) = _said()
    assert is_fine


@pytest.mark.parametrize("name", ["consequences.toml", "letters.toml", "score_layouts.toml"])
def test_a_mistake_in_an_offices_own_file_is_told_before_it_is_needed(home: Path, name: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / name).write_text("[[x\n", encoding="utf-8")
    ((is_fine, sentence),) = _said()
    assert not is_fine
    assert name in sentence
