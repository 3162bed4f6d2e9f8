"""``duban bulletin`` and ``duban proofread`` on the terminal and for programs."""

from pathlib import Path

from supervision.bulletins.recording import Past, record
from supervision.bulletins.series import add_series
from tests.cast import DAY, Cast, at
from tests.office import establish
from tests.terminal import duban


def _past(cast: Cast) -> None:
    series = add_series(cast.session, "改革快报", "市产改办", cast.clerk, at(DAY))
    for number in (1, 3):
        record(cast.session, series, Past(2025, number, 20 + number), cast.clerk, DAY, at(DAY))


def _founded(cast: Cast) -> None:
    add_series(cast.session, "改革快报", "市产改办", cast.clerk, at(DAY))


def test_the_audit_names_what_is_missing_and_ends_with_1(home: Path) -> None:
    establish(_past)
    answer = duban("bulletin", "audit", "--json", home=home)
    assert answer.code == 1
    assert [(row["kind"], row["years"], row["says"]) for row in answer.data] == [
        ("缺期", [2025], "2025年缺第2期。")
    ]
    assert "2025年缺第2期" in duban("bulletin", "audit", home=home).out
    assert [row["reference"] for row in duban("bulletin", "--json", home=home).data] == [
        "2025年第3期（总第23期）",
        "2025年第1期（总第21期）",
    ]


def test_a_series_in_order_says_what_comes_next(home: Path) -> None:
    establish(_founded)
    answer = duban("bulletin", "audit", home=home)
    assert answer.code == 0
    assert "下一期：2026年第1期（总第1期）" in answer.out
    assert duban("bulletin", "sing", home=home).code == 1


def test_a_file_is_read_for_mistakes_and_left_as_it_is(home: Path, tmp_path: Path) -> None:
    establish()
    file = tmp_path / "稿.txt"
    file.write_text("参赛100人，其中党员120人。\n一是甲。二是乙。二是丙。", "utf-8")
    answer = duban("proofread", file, "--json", home=home)
    assert answer.code == 1
    assert [(row["kind"], row["passage"]) for row in answer.data] == [("合计", "120人"), ("序号", "二是")]
    assert "2处要核对" in duban("proofread", file, home=home).out
    file.write_text("参赛100人。", "utf-8")
    assert duban("proofread", file, home=home).code == 0
    assert file.read_text("utf-8") == "参赛100人。"
