"""``duban campaign``: set up, frozen, counted, published, ended."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.office import BoardOffice, establish
from tests.terminal import duban


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(day=date(2026, 7, 6))


@pytest.mark.long
def test_from_setting_up_to_the_figures(office: BoardOffice, home: Path, tmp_path: Path) -> None:
    made = duban("campaign", "make", "年度考核", "--unit", "市总工会", "--unit", "市人社局", home=home)
    assert made.code == 0, made.err
    assert "严禁录入涉密事项" in made.out
    [row] = duban("campaign", "--json", home=home).data
    assert (row["title"], row["kind"], row["status"], row["freezes"]) == ("年度考核", "年度考核", "筹备", 0)
    assert (
        "请先运行：duban campaign freeze 年度考核" in duban("campaign", "figures", "年度考核", home=home).err
    )
    [frozen] = duban("campaign", "freeze", "年度考核", "--as-of", "2026-07-01", "--json", home=home).data
    assert (frozen["number"], frozen["items"]) == (1, 2)
    file = tmp_path / "统计.xlsx"
    rows = duban("campaign", "figures", "年度考核", "--to", file, "--json", home=home).data
    assert [(row["unit"], row["due"], row["completion"]) for row in rows] == [
        ("总体", 2, "0.0%"), ("市总工会", 1, "0.0%"), ("市人社局", 1, "0.0%"),
    ]  # fmt: skip
    assert "分单位" in openpyxl.load_workbook(file).sheetnames
    assert "闭环率" in duban("campaign", "figures", "年度考核", home=home).out
    assert "已公布" in duban("campaign", "publish", "年度考核", home=home).out
    assert "已结束" in duban("campaign", "end", "年度考核", home=home).out


def test_a_special_inspection_of_what_is_red(office: BoardOffice, home: Path) -> None:
    assert duban("campaign", "make", "专项", "--kind", "专项督察", "--red", home=home).code == 0
    assert "2件" in duban("campaign", "freeze", "专项", home=home).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("make", "考核", "--kind", "月考"), "类型应为"),
        (("make", "考核", "--unit", "没有的局"), "名录里没有单位"),
        (("make", "考核", "--level", "星级"), "单位类别应为"),
        (("make", "考核", "--group", "没有的组"), "没有单位组"),
        (("make", "考核", "--from", "2026-05-01", "--until", "2026-04-01"), "早于第一天"),
        (("freeze", "没有的"), "没有名为"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(
    office: BoardOffice, home: Path, words: tuple[str, ...], said: str
) -> None:
    answer = duban("campaign", *words, home=home)
    assert answer.code == 1
    assert said in answer.err
