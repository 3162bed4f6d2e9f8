"""What belongs together on the board: every form is found where it is needed, and who is not concerned sees nothing."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest

from models.task import Indicator
from tests.cast import DAY, Cast
from tests.joint_work import joint_work
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_more)


def _more(cast: Cast) -> None:
    joint_work(cast.session, cast)
    row = Indicator(
        document_id=cast.document.id,
        name="项目",
        relation=">=",
        target=Decimal(92),
        measure="个",
        text="92个",
    )
    cast.session.add(row)
    cast.session.flush()


def _number(office: BoardOffice) -> str:
    page = office.person("wangmin").sees(f"/tasks/{office.task}")
    return page.split("<title>")[1].split()[0]


@pytest.mark.long
def test_a_task_is_tied_tried_out_and_listed(office: BoardOffice) -> None:
    clerk, unit = office.person("wangmin"), office.person("suwang")
    ties = f"/tasks/{office.task}/ties"
    assert ties in clerk.sees(f"/tasks/{office.task}")
    page = clerk.does(ties, list_name="党建<清单>", item="第12项")
    assert "党建&lt;清单&gt;" in page
    assert "党建&lt;清单&gt;" in unit.sees(f"/tasks/{office.task}")
    assert "第12项" in clerk.sees("/trials")
    assert clerk.posts(ties, number="2026-999").status_code == 409
    page = clerk.does(f"{ties[:-5]}/trials", unit=str(office.union), since=str(DAY), until="2026-12-31")
    assert "试点评估" in page
    said = {"trial": "1", "outcome": "spread", "result": "到课率八成", "lessons": "课排在交班前"}
    assert "推广" in clerk.does(f"{ties[:-5]}/trials/assessment", **said)
    assert "课排在交班前" in clerk.sees("/trials")
    assert "试点" not in unit.sees(ties)
    assert unit.status_of("/trials") == 404


def test_a_record_an_expert_a_speaker_and_an_opinion_belong_to_a_task(office: BoardOffice) -> None:
    clerk, number = office.person("wangmin"), _number(office)
    assert number in clerk.does("/meetings/1/about", number=number)
    clerk.does("/meetings", kind="review", held_on=str(DAY), title="论证会", guests="田野")
    page = clerk.does("/meetings/2/experts", name="林教授", title="江临大学", text="可行", agrees="yes")
    assert "赞成1位" in page
    assert "田野" in page
    assert "市总工会" in clerk.does("/meetings/1/speakers", units=[str(office.union)])
    clerk.does("/opinions/1/adoption", adoption="adopted", reason="")
    assert "时限放宽" in clerk.does("/opinions/1/change", number=number, became="时限放宽")
    page = clerk.sees(f"/tasks/{office.task}/ties")
    assert "产改工作会商" in page
    assert "时限放宽" in page


def test_a_unit_keeps_its_file_and_its_own_meetings(office: BoardOffice) -> None:
    unit, clerk, other = office.person("suwang"), office.person("wangmin"), office.person("jiming")
    own = f"/units/{office.union}"
    assert f"{own}/profile" in unit.sees(own)
    page = unit.does(f"{own}/profile", item="leading_body", text="领导小组7人", has="yes")
    assert "领导小组7人" in page
    assert "未登记：会议制度" in page
    assert "齐全的0家" in clerk.sees("/profiles")
    page = unit.does(f"{own}/meetings", kind="conference", held_on=str(DAY), title="专题会")
    assert "专题会" in page
    assert "专题会" in clerk.sees("/meetings")
    assert other.status_of(f"{own}/profile") == other.status_of(f"{own}/meetings") == 404


def test_documents_are_tied_on_their_page(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "没有依据" in clerk.sees(f"/documents/{office.document}")
    assert clerk.posts(f"/documents/{office.document}/ties", kind="basis", other="999").status_code == 409
    assert "都已收到" in clerk.sees("/register/cited")


def test_a_team_is_set_up_and_dissolved(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "宣传专班" in clerk.does("/teams", name="宣传专班", since=str(DAY), purpose="")
    assert "江心" in clerk.does("/teams/1/members", name="江心", unit=str(office.union))
    assert _number(office) in clerk.does("/teams/1/tasks", number=_number(office))
    assert "退出" in clerk.does("/teams/1/members/leaving", member="1")
    assert "撤销" in clerk.does("/teams/1/end")


def test_a_tag_gets_a_unit_in_charge(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.does(f"/tasks/{office.task}/tags", name="制造业")
    clerk.does("/tags/owner", name="制造业", unit=str(office.labour))
    assert "主管：市人社局" in clerk.sees(f"/tasks/{office.task}")


def test_a_forecast_is_kept_beside_the_indicator(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    form = {"unit": str(office.union), "expected_on": "2026-12-31", "value": "92", "note": "年底办完"}
    page = clerk.does("/indicators/1/forecasts", **form)
    assert "年底办完" in page
    assert "推算不了" in page


@pytest.mark.long
def test_papers_are_taken_away(office: BoardOffice) -> None:
    clerk = office.person("wangmin").client
    for address in ("/plan/tables", "/timeline/file?year=2026", "/register/compilation"):
        assert ZipFile(BytesIO(clerk.get(address).content)).testzip() is None
    assert ZipFile(BytesIO(clerk.get(f"/units/{office.union}/case").content)).read("目录.txt")


def test_the_agenda_is_on_the_board_and_in_the_calendar(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "意见截止" in clerk.sees("/campaigns/calendar")
