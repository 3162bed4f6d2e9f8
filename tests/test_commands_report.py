"""``duban report``: the papers of a campaign from the command line."""

from datetime import date
from pathlib import Path

import pytest

from models.evaluation_words import CampaignKind
from schedules.workdays import WorkCalendar
from supervision.campaigns.campaign import Plan, make
from supervision.campaigns.freezing import freeze
from tests.cast import DAY, Cast, at
from tests.kept_papers import LIMITS
from tests.office import establish
from tests.terminal import duban

TITLE = "2026年度考核"


@pytest.fixture
def office(home: Path) -> Path:
    establish(_frozen)
    return home


def _frozen(cast: Cast) -> None:
    for title in (TITLE, "没有数据的"):
        plan = Plan(CampaignKind.ANNUAL, title, date(2026, 1, 1), date(2026, 12, 31))
        campaign = make(cast.session, plan, "王敏", at(DAY))
        if title == TITLE:
            freeze(cast.session, campaign, DAY, "王敏", at(DAY), WorkCalendar(), LIMITS)


@pytest.mark.long
def test_a_campaign_gets_the_paper_of_its_kind_in_three_forms(office: Path, tmp_path: Path) -> None:
    files = duban("report", "--campaign", TITLE, "--to", tmp_path, "--json", home=office).data[0]["files"]

    name = "2026年度督办任务落实情况总结和2027年度工作计划（截至2026-03-09，第1稿）"
    assert [Path(file).name for file in files] == [f"{name}.{form}" for form in ("docx", "xlsx", "html")]
    assert all(Path(file).stat().st_size > 1000 for file in files)


@pytest.mark.long
def test_all_units_or_one_get_their_reports(office: Path, tmp_path: Path) -> None:
    said = duban("report", "--campaign", TITLE, "--unit", "市总工会", "--to", tmp_path, home=office)
    assert said.code == 0
    assert len(list(tmp_path.iterdir())) == 3

    said = duban("report", "--campaign", TITLE, "--kind", "单位报告", "--to", tmp_path, home=office)
    assert said.code == 0
    assert len(list(tmp_path.glob("*.docx"))) == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--campaign", "没有的"], "没有名为“没有的”的督察活动"),
        (["--campaign", "没有数据的"], "还没有冻结数据"),
        (["--campaign", TITLE, "--kind", "诗"], "请用 --kind 写明文种"),
        (["--campaign", TITLE, "--unit", "没有的局"], "没有名为“没有的局”的单位"),
        (["--campaign", TITLE, "--as-of", "2026-03-01"], "不能另选日期"),
        (["--kind", "年度总结"], "请用 --campaign 写明"),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_way_out(
    office: Path, words: list[str], sentence: str
) -> None:
    said = duban("report", *words, home=office)

    assert said.code == 1
    assert sentence in said.err
