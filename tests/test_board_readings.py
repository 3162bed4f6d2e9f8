"""Readings of indicators (填报值), keyed in on the page of the task."""

from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import select

from models import database
from models.task import Indicator, Reading
from tests.cast import DAY, Cast
from tests.office import BoardOffice, establish


def _with_indicator(cast: Cast) -> None:
    target = Decimal(1000)
    cast.session.add(
        Indicator(
            document_id=cast.document.id, task_id=1, name="新增高技能人才", relation=">=", target=target,
            measure="人", text="新增高技能人才1000人以上",
        )
    )  # fmt: skip


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_with_indicator)


ADDRESS = "/indicators/1/readings"


def _readings() -> list[Reading]:
    with database.reading() as session:
        return list(session.exec(select(Reading).order_by("id")))


def test_a_unit_reports_its_own_value_of_today(office: BoardOffice) -> None:
    unit = office.person("suwang")
    page = unit.sees(f"/tasks/{office.task}")
    assert f'action="{ADDRESS}"' in page
    assert 'name="unit"' not in page
    page = unit.does(ADDRESS, value="1,036.5", unit=str(office.labour))
    assert "已填报" in page
    assert "1036.5人" in page
    (reading,) = _readings()
    assert (reading.value, reading.as_of, reading.unit_id) == (Decimal("1036.5"), DAY, office.union)


def test_figures_typed_in_full_width_are_read(office: BoardOffice) -> None:
    office.person("suwang").does(ADDRESS, value="１，０３６．５")
    assert _readings()[0].value == Decimal("1036.5")


def test_a_clerk_keys_in_the_whole_or_the_value_of_a_unit_with_a_part(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.does(ADDRESS, value="80", as_of="2026-03-01")
    clerk.does(ADDRESS, value="20", as_of="2026-03-01", unit=str(office.labour))
    assert [(row.value, row.unit_id) for row in _readings()] == [
        (Decimal(80), None),
        (Decimal(20), office.labour),
    ]
    assert all("王敏" in row.reported_by for row in _readings())


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"value": ""}, "不是数"),
        ({"value": "许多"}, "不是数"),
        ({"value": "1e9"}, "不是数"),
        ({"value": "NaN"}, "不是数"),
        ({"value": "9" * 6000}, "不是数"),
        ({"value": "0.00001"}, "最多四位小数"),
        ({"as_of": "2026-03-10"}, "还没有到"),
        ({"as_of": "三月"}, "不是日期"),
        ({"unit": "3"}, "不承担这项任务"),
        ({"unit": "9" * 6000}, "不承担这项任务"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_with_the_way_out(
    office: BoardOffice, form: dict[str, str], sentence: str
) -> None:
    answer = office.person("wangmin").posts(ADDRESS, **{"value": "10", **form})
    assert answer.status_code == 409
    assert sentence in answer.text
    assert _readings() == []


def test_a_day_has_one_value_of_a_unit(office: BoardOffice) -> None:
    unit = office.person("suwang")
    unit.does(ADDRESS, value="10")
    assert unit.posts(ADDRESS, value="11").status_code == 409
    assert [row.value for row in _readings()] == [Decimal(10)]


def test_nobody_reports_what_is_not_theirs(office: BoardOffice) -> None:
    assert office.person("tianye").posts(ADDRESS, value="1").status_code == 404
    leader = office.person("zhouheng")
    assert "/readings" not in leader.sees(f"/tasks/{office.task}")
    assert leader.posts(ADDRESS, value="1").status_code == 409
    clerk = office.person("wangmin")
    assert clerk.posts("/indicators/9/readings", value="1").status_code == 404
    assert _readings() == []


def test_an_indicator_in_no_task_is_the_offices_and_is_reported_on_the_documents_page(home: Path) -> None:
    def loose(cast: Cast) -> None:
        cast.session.add(
            Indicator(
                document_id=cast.document.id, name="高技能人才占比", relation=">=", target=Decimal(30),
                measure="%", text="高技能人才占比达到30%以上",
            )
        )  # fmt: skip

    office = establish(loose)
    clerk, unit = office.person("wangmin"), office.person("suwang")
    assert f'action="{ADDRESS}"' in clerk.sees(f"/documents/{office.document}")
    page = clerk.does(ADDRESS, value="28.4")
    assert "28.4%" in page
    assert "任务以外的指标（1）" in page
    assert unit.posts(ADDRESS, value="29").status_code == 404
    assert [(row.value, row.unit_id) for row in _readings()] == [(Decimal("28.4"), None)]
