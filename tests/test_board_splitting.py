"""A unit splits its duty on the board, its units below report to it, and it reports on the whole."""

import re
from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from models import database
from models.assignment import Assignment
from models.task import Indicator
from models.user import User
from models.words import Status, UserRole
from supervision.duties.acceptance import accept
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, Person, establish, hashed


def _more(cast: Cast) -> None:
    session = cast.session
    lead = session.exec(select(Assignment).where(Assignment.unit_id == cast.union.id)).one()
    accept(session, lead, cast.lead, DAY, at(DAY))
    for number, pilot in enumerate(cast.pilots):
        pilot.parent_id = cast.union.id
        session.add(
            User(
                login=f"chang{number}",
                name=f"厂{number}",
                role=UserRole.UNIT,
                unit_id=pilot.id,
                password_hash=hashed(),
            )
        )
    session.add(
        Indicator(
            document_id=cast.document.id,
            task_id=lead.task_id,
            name="累计参赛",
            relation=">=",
            target=Decimal(100),
            measure="人",
            kind="cumulative",
            text="累计参赛100人",
        )
    )
    session.flush()


class Split:
    """The office after 市总工会 has split its duty between the two enterprises."""

    def __init__(self) -> None:
        self.office: BoardOffice = establish(_more)
        self.page = f"/assignments/{self.office.lead_assignment}"
        self.unit = self.office.person("suwang")
        self.offered = re.findall(r'name="units" value="(\d+)"', self.unit.sees(self.page))
        self.said = self.unit.does(f"{self.page}/parts", units=self.offered, wording="组织本厂参赛")
        with database.reading() as session:
            rows = select(Assignment).where(Assignment.parent_id == self.office.lead_assignment)
            self.parts = [f"/assignments/{row.id}" for row in session.exec(rows.order_by(Assignment.id))]  # type: ignore[arg-type]

    def below(self, number: int) -> Person:
        return self.office.person(f"chang{number}")

    def closed(self, number: int) -> None:
        self.below(number).does(f"{self.parts[number]}/acceptance")
        self.below(number).does(f"{self.parts[number]}/submission", note="已参赛")
        self.unit.does(f"{self.parts[number]}/closure")


@pytest.fixture
def whole(home: object) -> Split:
    return Split()


def test_only_the_units_below_are_offered_and_each_gets_its_part(whole: Split) -> None:
    assert len(whole.offered) == 2
    assert "已分解下达" in whole.said
    assert "组织本厂参赛" in whole.said
    page = whole.below(0).sees("/")
    assert whole.parts[0] in page
    assert whole.parts[1] not in page
    part = whole.below(0).sees(whole.parts[0])
    assert "市总工会" in part
    assert "组织本厂参赛" in part
    assert f'href="{whole.page}"' not in part, "the whole is not theirs to see"


@pytest.mark.long
def test_a_part_is_reported_reviewed_returned_and_closed_by_the_unit_above(whole: Split) -> None:
    below, part = whole.below(0), whole.parts[0]
    below.does(f"{part}/acceptance")
    below.does(f"{part}/progress", percent="40", progress="报名30人", problems="场地小")
    assert "等待上级单位审核" in below.does(f"{part}/submission", note="办完了")
    assert "江临0厂申请销号</a>" in whole.unit.sees("/")
    seen = whole.unit.sees(part)
    for action in ("closure", "return", "withdrawal"):
        assert f'action="{part}/{action}"' in seen
    for action in ("progress", "submission", "acceptance", "parts", "coordination"):
        assert f'action="{part}/{action}"' not in seen
    assert "已退回" in whole.unit.does(f"{part}/return", reason="缺名单")
    below.does(f"{part}/submission", note="名单已补")
    assert "已销号" in whole.unit.does(f"{part}/closure")
    assert below.posts(f"{part}/closure").status_code == 409


def test_what_a_part_asks_for_waits_on_the_first_page_of_the_unit_above(whole: Split) -> None:
    below, part = whole.below(0), whole.parts[0]
    below.does(f"{part}/acceptance")
    assert "等待本单位答复" not in whole.unit.sees("/")
    below.does(f"{part}/measures", text="先选十人")
    with database.transaction() as session:
        session.get_one(Assignment, int(part.rsplit("/", 1)[1])).due_on = date(2026, 5, 31)
    below.does(f"{part}/extensions", proposed_on="2026-06-15", reason="场馆在修", progress="已报名")
    seen = whole.unit.sees("/")
    for words in ("等待本单位答复", "江临0厂上报落实措施</a>", "江临0厂申请延期</a>"):
        assert words in seen
    assert "等待本单位答复" not in below.sees("/")
    assert "等待市总工会答复" in whole.office.person("wangmin").sees(f"/units/{whole.office.union}")


def test_a_part_says_who_set_its_day_and_not_how_the_document_was_read(home: object) -> None:
    office = establish(_more)
    unit, page = office.person("suwang"), f"/assignments/{office.lead_assignment}"
    first = re.findall(r'name="units" value="(\d+)"', unit.sees(page))[0]
    unit.does(f"{page}/parts", units=first, wording="组织本厂参赛", due_on="2026-05-31")
    shown = office.person("chang0").sees("/")
    part = re.search(r'href="(/assignments/\d+)"', shown)
    assert part
    shown = office.person("chang0").sees(part[1])
    assert "市总工会分解时确定" in shown
    assert "年份取自成文日期" not in shown
    assert "年份取自成文日期" in unit.sees(page)


def test_what_is_reported_below_is_proposed_for_the_report_on_the_whole(whole: Split) -> None:
    below = whole.below(0)
    below.does(f"{whole.parts[0]}/acceptance")
    below.does(f"{whole.parts[0]}/progress", percent="41", progress="报名30人", to_coordinate="请开放场馆")
    page = whole.unit.sees(whole.page)
    form = page.split(f'action="{whole.page}/progress"')[1].split("</form>")[0]
    assert 'value="20"' in form
    assert "江临0厂：报名30人\n江临1厂：尚未反馈。" in form
    assert "江临0厂：请开放场馆" in form
    assert "请开放场馆" not in office_queue(whole), "only what the unit above passes on"


def office_queue(whole: Split) -> str:
    """What the office sees of matters to coordinate."""
    return whole.office.person("wangmin").sees("/coordination")


def test_figures_of_the_parts_are_added_and_taken_over(whole: Split) -> None:
    task = f"/tasks/{whole.office.task}"
    addresses = re.findall(r'action="(/indicators/\d+/readings)"', whole.below(0).sees(task))
    assert len(addresses) == 1
    for number in (0, 1):
        whole.below(number).does(addresses[0], value=str(30 + number))
    assert "合计61人" in whole.unit.sees(whole.page)
    whole.unit.does(addresses[0], value="61", as_of="2026-03-09")
    mine = whole.below(0).sees(task)
    assert "30人" in mine
    assert "31人" not in mine
    assert "61人" not in mine, "a unit below sees its own figure only"


def test_the_whole_waits_for_its_parts_or_gives_the_reason(whole: Split) -> None:
    whole.closed(0)
    refused = whole.unit.posts(f"{whole.page}/submission", note="全部办完")
    assert refused.status_code == 409
    assert "分解给江临1厂的还没有办结" in refused.text
    said = whole.unit.does(f"{whole.page}/submission", note="全部办完", despite="该厂停产")
    assert "理由：该厂停产" in said
    assert whole.office.status(whole.office.lead_assignment) is Status.SUBMITTED


def test_the_office_counts_the_whole_once(whole: Split) -> None:
    clerk = whole.office.person("wangmin")
    assert re.search(r"<b>2</b><span>全部交办</span>", clerk.sees("/matrix")), "the lead and the supporter"
    task = clerk.sees(f"/tasks/{whole.office.task}")
    assert whole.page in task
    assert whole.parts[0] not in task
    assert whole.parts[0] in clerk.sees(whole.page)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"wording": "办"}, "至少选一个"),
        ({"units": ["9" * 400], "wording": "办"}, "不在名录里"),
        ({"units": ["first"], "wording": " "}, "请写明要"),
        ({"units": ["first"], "wording": "办", "due_on": "六月"}, "不是日期"),
        ({"units": ["first"], "wording": "办", "due_on": "2027-01-01"}, "晚于本单位的时限"),
        ({"units": ["first", "first"], "wording": "办"}, "选了两次"),
        ({"units": ["labour"], "wording": "办"}, "不是本单位的下级单位"),
    ],
)
def test_a_split_that_makes_no_sense_is_refused_whole(
    home: object, form: dict[str, object], sentence: str
) -> None:
    office = establish(_more)
    unit, page = office.person("suwang"), f"/assignments/{office.lead_assignment}"
    first = re.findall(r'name="units" value="(\d+)"', unit.sees(page))[0]
    known = {"first": first, "labour": str(office.labour)}
    units = form.pop("units", [])
    assert isinstance(units, list)
    answer = unit.posts(f"{page}/parts", units=[known.get(one, one) for one in units], **form)
    assert answer.status_code == 409
    assert sentence in answer.text
    with database.reading() as session:
        assert session.exec(select(Assignment).where(Assignment.parent_id != None)).all() == []  # noqa: E711
