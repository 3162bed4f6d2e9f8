"""Demonstration points, experience and honours at the desk, and what a unit sees of them."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import select

from models import database
from models.example import DemonstrationPoint, Experience, Honour
from models.task import Indicator, Reading
from tests.cast import DAY, Cast
from tests.office import BoardOffice, Person, establish

POINT = {
    "name": "一号示范点",
    "tier": "provincial",
    "kind": "示范点",
    "since": "2025-05-01",
    "theme": "智能制造",
    "person": "赵工",
    "phone": "555",
    "results": "接待12批。",
    "review_on": "2026-03-09",
}


def _target(cast: Cast) -> None:
    cast.session.add(
        Indicator(
            document_id=cast.document.id,
            name="建设示范点",
            relation=">=",
            target=Decimal(10),
            measure="个",
            text="建设示范点10个",
        )
    )


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_target)


def latest(table: type[DemonstrationPoint] | type[Experience] | type[Honour] | type[Indicator]) -> int:
    with database.reading() as session:
        return max(session.exec(select(table.id)).all())


def registered(clerk: Person, office: BoardOffice, **changed: str) -> str:
    clerk.does("/examples/points", **{**POINT, "unit": str(office.union), **changed})
    return f"/examples/points/{latest(DemonstrationPoint)}"


@pytest.mark.long
def test_a_point_is_registered_reviewed_and_ended(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    here = registered(clerk, office)
    assert "示范点到期复核（1）" in clerk.sees("/today")
    clerk.does(f"{here}/review", results="运行良好。", next_on=(DAY + timedelta(365)).isoformat())
    assert "示范点到期复核" not in clerk.sees("/today")
    page = clerk.does(f"{here}/ending", reason="到期摘牌")
    assert "到期摘牌" in page
    assert clerk.posts(f"{here}/review", results="再看", next_on="").status_code == 409


def test_points_stand_in_three_tiers_and_are_found_by_filters(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    registered(clerk, office)
    registered(clerk, office, name="二号", tier="national", unit=str(office.labour))
    page = clerk.sees("/examples")
    assert page.index("全国（1）") < page.index("省级（1）") < page.index("市县级（0）")
    only = clerk.sees("/examples?tier=national")
    assert "二号" in only
    assert "一号示范点" not in only
    assert "一号示范点" not in clerk.sees(f"/examples?unit={office.labour}")
    assert "没有符合条件" in clerk.sees("/examples?q=没有这样的")
    assert clerk.status_of("/examples?tier=x&unit=y&year=z&state=w") == 200


def test_a_target_is_read_off_the_register_with_the_names(office: BoardOffice) -> None:
    clerk, indicator = office.person("wangmin"), latest(Indicator)
    registered(clerk, office, indicator=str(indicator))
    page = clerk.sees("/examples")
    assert "名册在册1个" in page
    clerk.does(f"/examples/readings/{indicator}")
    with database.reading() as session:
        reading = session.exec(select(Reading).where(Reading.indicator_id == indicator)).one()
    assert (reading.value, reading.text, reading.unit_id) == (Decimal(1), "一号示范点", None)
    assert clerk.posts(f"/examples/readings/{indicator}").status_code == 409


def test_a_unit_sees_its_own_and_what_it_may_learn_from(office: BoardOffice) -> None:
    clerk, union, labour = office.person("wangmin"), office.person("suwang"), office.person("jiming")
    point = registered(clerk, office)
    clerk.does(
        "/examples/experience",
        title="以赛促训",
        text="做法。",
        unit=str(office.union),
        tags="素质提升",
        state="found",
    )
    experience = f"/examples/experience/{latest(Experience)}"
    assert (union.status_of(point), labour.status_of(point)) == (200, 404)
    assert (union.status_of(experience), labour.status_of(experience)) == (200, 404)
    clerk.does(f"{experience}/state", state="promoted", rule="")
    assert "以赛促训" in labour.sees("/examples")
    assert labour.status_of(experience) == 200
    assert "修改" not in labour.sees(experience)
    assert office.person("zhouheng").status_of(experience) == 200


def test_a_unit_proposes_of_its_own_accord(office: BoardOffice) -> None:
    union, clerk = office.person("suwang"), office.person("wangmin")
    assert "自愿填写" in union.sees("/examples")
    union.does("/examples/proposals", title="夜校进车间", text="自办夜校。")
    assert "夜校进车间" in clerk.sees("/examples/experience")
    assert clerk.posts("/examples/proposals", title="题", text="文").status_code == 404
    assert union.posts("/examples/proposals", title="", text="文").status_code == 409


def test_an_experience_goes_into_a_draft_of_a_bulletin_and_is_noted_where_it_was_published(
    office: BoardOffice,
) -> None:
    clerk = office.person("wangmin")
    clerk.does(
        "/examples/experience",
        title="以赛促训",
        text="做法。",
        unit=str(office.union),
        tags="一、二",
        state="found",
    )
    here = f"/examples/experience/{latest(Experience)}"
    assert "省产改专报" in clerk.does(f"{here}/publications", medium="省产改专报", on="2026-03-01", title="")
    assert clerk.posts(f"{here}/publications", medium="报", on="2027-03-01", title="").status_code == 409
    clerk.does("/bulletins/series", name="改革快报", editor="市产改办", sections="重点推荐")
    clerk.does("/bulletins", series="1", title="三月")
    assert "编入“三月”" in clerk.sees(here)
    assert "以赛促训" in clerk.does("/bulletins/1/items", experience=str(latest(Experience)), section="")
    assert clerk.posts(f"{here}/state", state="made_rule", rule="").status_code == 409


def test_honours_are_counted_with_the_names_and_corrected(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    form = {
        "tier": "national",
        "kind": "工人先锋号",
        "unit": str(office.union),
        "awarded_on": "2026-03-01",
        "reference": "",
    }
    for holder in ("一班", "二班"):
        clerk.does("/examples/honours", holder=holder, **form)
    assert "二班、一班" in clerk.sees("/examples/honours")
    page = clerk.does(f"/examples/honours/{latest(Honour)}", holder="三班", **form)
    assert "三班、一班" in page
    assert clerk.posts("/examples/honours", holder="一班", **form).status_code == 409
    assert "没有符合条件" in clerk.sees("/examples/honours?year=2020")


def test_the_registers_go_out_and_come_back_as_excel(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    registered(clerk, office)
    content = clerk.client.get("/examples/sheet").content
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["示范点", "典型经验", "荣誉"]
    sheet = book["示范点"]
    last = sheet.max_row
    for column, cell in enumerate(list(sheet.iter_rows())[last - 1], 1):
        sheet.cell(last + 1, column, cell.value if column > 1 else "新的示范点")
    changed = BytesIO()
    book.save(changed)
    clerk.posts("/examples/sheet", files={"file": ("册.xlsx", changed.getvalue())})
    assert "新的示范点" in clerk.sees("/examples")
    assert clerk.posts("/examples/sheet", files={"file": ("册.xlsx", b"no")}).status_code == 409
    assert office.person("suwang").status_of("/examples/sheet") == 404
