"""The plan on the board: the tree, its counts, keeping it in order, and what a looker may look at."""

import re

import pytest
from sqlmodel import select

from models import database
from models.plan import PlanNode
from models.user import User, UserScope
from models.words import UserRole
from tests.cast import Cast
from tests.office import BoardOffice, establish, hashed


def _more(cast: Cast) -> None:
    cast.session.add(User(login="gaoyuan", name="高远", role=UserRole.SUPERVISOR, password_hash=hashed()))


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_more)


def _node(title: str) -> int:
    with database.reading() as session:
        return session.exec(select(PlanNode).where(PlanNode.title == title)).one().id


def test_a_plan_is_made_by_hand_and_a_task_hung_and_tagged(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "没有挂到规划的任务（1）" in clerk.sees("/plan")
    clerk.does("/plan/nodes", parent="", title="产改规划")
    clerk.does("/plan/nodes", parent=str(_node("产改规划")), title="提升技能")
    clerk.does("/plan/nodes", parent=str(_node("提升技能")), title="办好竞赛")
    assert "规划位置已调整" in clerk.does(f"/tasks/{office.task}/place", node=str(_node("办好竞赛")))
    assert "标签已更新" in clerk.does(f"/tasks/{office.task}/tags", name="专栏1")
    page = clerk.sees("/plan")
    for words in (
        "产改规划",
        "提升技能",
        "办好竞赛",
        "任务1项",
        "交办2件",
        "自报完成0",
        "实地核验0",
        "2026年",
        "专栏1",
    ):
        assert words in page
    task = clerk.sees(f"/tasks/{office.task}")
    assert task.index("产改规划</a>") < task.index("提升技能</a>") < task.index("办好竞赛</a>")
    clerk.does(f"/tasks/{office.task}/tags/removal", name="专栏1")
    clerk.does(f"/tasks/{office.task}/place", node="")
    assert "没有挂到规划上" in clerk.sees(f"/tasks/{office.task}")


def test_lists_are_filtered_by_heading_tag_and_year(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    clerk.does("/plan/nodes", parent="", title="产改规划")
    clerk.does("/plan/nodes", parent="", title="别的规划")
    clerk.does(f"/tasks/{office.task}/place", node=str(_node("产改规划")))
    clerk.does(f"/tasks/{office.task}/tags", name="专栏&1")
    link = f'href="/tasks/{office.task}"'
    for address, is_there in (
        (f"/tasks?node={_node('产改规划')}", True),
        (f"/tasks?node={_node('别的规划')}", False),
        ("/tasks?node=4711", False),
        ("/tasks?node=许多", False),
        ("/tasks?tag=专栏%261", True),
        ("/tasks?tag=没有", False),
        ("/plan?year=2026", True),
        ("/plan?year=2031", False),
        ("/plan?year=许多", False),
        ("/plan?tag=专栏%261&year=2026", True),
    ):
        assert (link in clerk.sees(address)) == is_there, address


@pytest.mark.long
def test_headings_are_renamed_moved_and_taken_away(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    for title in ("规划一", "规划二"):
        clerk.does("/plan/nodes", parent="", title=title)
    clerk.does("/plan/nodes", parent=str(_node("规划一")), title="举措")
    node = f"/plan/nodes/{_node('举措')}"
    assert "改过的举措" in clerk.does(f"{node}/title", title="改过的举措")
    assert "规划二" in clerk.does(f"{node}/place", parent=str(_node("规划二")))
    assert "没有改动" in clerk.does(f"{node}/place", parent=str(_node("规划二")))
    for address, form, sentence in (
        (f"{node}/title", {"title": " "}, "请写明名称"),
        (f"{node}/place", {"parent": ""}, "请选择移到哪个标题"),
        (f"{node}/place", {"parent": "4711"}, "不在规划里"),
        (f"{node}/place", {"parent": str(_node("改过的举措"))}, "放到它自己下面"),
        (f"/plan/nodes/{_node('规划一')}/place", {"parent": str(_node("改过的举措"))}, "最上一层"),
        (f"/plan/nodes/{_node('规划二')}/removal", {}, "还有标题或任务"),
        ("/plan/nodes", {"parent": "", "title": "规划一"}, "已经有"),
        ("/plan/outlines", {"document": "4711"}, "请选择一份公文"),
        (f"/tasks/{office.task}/tags", {"name": "长" * 61}, "不超过60个字"),
        (f"/tasks/{office.task}/place", {"node": "4711"}, "不在规划里"),
    ):
        answer = clerk.posts(address, **form)
        assert answer.status_code == 409, (address, form)
        assert sentence in answer.text, (address, form)
    assert "改过的举措" not in clerk.does(f"{node}/removal")


def test_a_document_without_headings_changes_nothing(office: BoardOffice) -> None:
    assert "没有改动" in office.person("wangmin").does("/plan/outlines", document=str(office.document))


def test_nobody_but_a_clerk_keeps_the_plan(office: BoardOffice) -> None:
    office.person("wangmin").does("/plan/nodes", parent="", title="规划")
    for login, status in (("zhouheng", 409), ("suwang", 404), ("gaoyuan", 404)):
        person = office.person(login)
        assert person.posts("/plan/nodes", parent="", title="另一个").status_code == status
        assert "<form" not in person.sees("/plan").split("<main")[1].replace('<form class="filter"', "")
    assert "规划</a>" not in office.person("tianye").sees("/plan").split("<main")[1]


def test_a_looker_sees_what_the_clerk_lets_them_see_and_no_more(office: BoardOffice) -> None:
    clerk, looker = office.person("wangmin"), office.person("gaoyuan")
    assert "查看范围里还没有交办的任务" in looker.sees("/matrix")
    assert "还没有设定范围" in clerk.sees("/scopes")
    with database.reading() as session:
        user, other = (
            session.exec(select(User).where(User.login == login)).one().id for login in ("gaoyuan", "wangmin")
        )
    assert "查看范围已更新" in clerk.does("/scopes", user=str(user), unit=str(office.labour))
    page = looker.sees("/matrix")
    assert "市人社局" in page
    assert "市总工会" not in page
    assert looker.status_of(f"/units/{office.labour}") == 200
    assert looker.status_of(f"/units/{office.union}") == 404
    number = re.search(r"2026-\d{3}", clerk.sees(f"/tasks/{office.task}"))
    assert number is not None
    clerk.does("/scopes", user=str(user), task=number[0])
    assert looker.status_of(f"/units/{office.union}") == 200
    for form, sentence in (
        ({"user": str(user), "unit": str(office.labour)}, "已经可以查看"),
        ({"user": str(user)}, "请选择一个单位"),
        ({"user": str(user), "unit": str(office.union), "task": number[0]}, "请选择一个单位"),
        ({"user": str(user), "task": "1999-001"}, "没有编号为"),
        ({"user": str(other), "unit": str(office.union)}, "只有督导单位和检查人员"),
        ({"user": "许多", "unit": str(office.union)}, "只有督导单位和检查人员"),
    ):
        answer = clerk.posts("/scopes", **form)
        assert answer.status_code == 409, form
        assert sentence in answer.text, form
    with database.reading() as session:
        scopes = [row.id for row in session.exec(select(UserScope))]
    assert len(scopes) == 2
    for scope in scopes:
        clerk.does(f"/scopes/{scope}/removal")
    assert clerk.posts(f"/scopes/{scopes[0]}/removal").status_code == 404
    assert looker.status_of(f"/units/{office.labour}") == 404
