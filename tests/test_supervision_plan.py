"""The plan above the tasks: headings from the outline or by hand, tasks hung on them, tags across, counts rolled up."""

from datetime import date

import pytest
from sqlmodel import col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.document import Document, Draft
from models.plan import PlanNode, TaskTag
from models.record import LogEntry
from models.task import Task
from models.words import PlanLevel
from supervision.drafts.decision import Decision
from supervision.drafts.plan_outline import declared_counts, plant
from supervision.drafts.registration import register
from supervision.duties.acceptance import accept
from supervision.duties.assignment import assign
from supervision.duties.closure import close
from supervision.duties.submission import submit
from supervision.lists.plan import (
    add_node,
    hang,
    ids_below,
    move_node,
    nodes,
    remove_node,
    rename_node,
    tag,
    tags,
    tree,
    untag,
    walk,
    years,
)
from supervision.lists.plan_counts import PlanCounts, plan_counts, total
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)
JUNE_30 = date(2026, 6, 30)
TEXT = """江临市产业工人队伍建设改革规划
本规划提出2项举措、3项具体措施，设2个专栏。
一、强化思想引领
（一）加强理论武装
1.办好职工讲堂。
（二）弘扬三种精神
1.办好劳模宣讲。
二、提升技能素质
（一）健全培训体系
1.办好技能竞赛。
三、保障
由各单位落实。
"""


def _document(cast: Cast, text: str = TEXT) -> Document:
    row = Document(
        sha256="1" * 64,
        filename="规划.txt",
        format="txt",
        text=text,
        title="产改规划",
        reference="江产改发〔2026〕1号",
        issued_on=date(2026, 3, 1),
        received_at=NOW,
        received_by="王敏",
    )
    cast.session.add(row)
    cast.session.flush()
    return row


def _task(cast: Cast, document: Document, code: str, due: date | None = JUNE_30) -> Task:
    row = Draft(
        document_id=document.id,
        position=len(cast.session.exec(select(Draft)).all()),
        code=code,
        title=f"办好{code}",
        text="办好",
        start=0,
        end=2,
        lead=["市总工会"],
        deadlines=[cast.reading(due)] if due else [],
    )
    cast.session.add(row)
    cast.session.flush()
    return register(cast.session, row, Decision(is_undated=due is None), "王敏", DAY, NOW)


def _titles(cast: Cast) -> list[str]:
    return [f"{node.level.label}{node.title}" for node in nodes(cast.session)]


def test_a_task_is_hung_where_the_outline_has_it(cast: Cast) -> None:
    document = _document(cast)
    later = _task(cast, document, "二（一）1")
    first = _task(cast, document, "一-（二）-1")
    assert _titles(cast) == [
        "规划产改规划",
        "举措一、强化思想引领",
        "措施（二）弘扬三种精神",
        "举措二、提升技能素质",
        "措施（一）健全培训体系",
    ]
    assert cast.session.get_one(PlanNode, later.node_id).title == "（一）健全培训体系"
    assert cast.session.get_one(PlanNode, first.node_id).title == "（二）弘扬三种精神"


def test_a_document_without_an_outline_has_no_plan(cast: Cast) -> None:
    task = _task(cast, _document(cast, "办好职工技能竞赛。"), "1")
    assert task.node_id is None
    assert nodes(cast.session) == []


def test_the_whole_outline_is_taken_over_once(cast: Cast) -> None:
    document = _document(cast)
    _task(cast, document, "二（一）1")
    assert plant(cast.session, document, "王敏", NOW) == (3, 0)
    assert plant(cast.session, document, "王敏", NOW) == (0, 0)
    assert _titles(cast) == [
        "规划产改规划",
        "举措一、强化思想引领",
        "措施（一）加强理论武装",
        "措施（二）弘扬三种精神",
        "举措二、提升技能素质",
        "措施（一）健全培训体系",
    ], "三、保障 has nothing below it and is no 举措"


def test_taking_the_outline_over_hangs_loose_tasks_and_leaves_the_others(cast: Cast) -> None:
    document = _document(cast)
    loose, placed = _task(cast, document, "一（一）1"), _task(cast, document, "一（二）1")
    hang(cast.session, loose, None, "王敏", NOW)
    other = add_node(cast.session, None, "另一规划", "王敏", NOW)
    hang(cast.session, placed, other, "王敏", NOW)
    assert plant(cast.session, document, "王敏", NOW)[1] == 1
    assert cast.session.get_one(PlanNode, loose.node_id).title == "（一）加强理论武装"
    assert placed.node_id == other.id


def test_a_renamed_or_moved_heading_keeps_getting_its_tasks(cast: Cast) -> None:
    document = _document(cast)
    first = _task(cast, document, "一（一）1")
    node = cast.session.get_one(PlanNode, first.node_id)
    rename_node(cast.session, node, "理论学习", "王敏", NOW)
    assert _task(cast, document, "一（一）2").node_id == node.id
    assert len(nodes(cast.session)) == 3


def test_headings_are_made_level_by_level(cast: Cast) -> None:
    plan = add_node(cast.session, None, " 产改  规划 ", "王敏", NOW)
    initiative = add_node(cast.session, plan, "思想引领", "王敏", NOW)
    measure = add_node(cast.session, initiative, "理论武装", "王敏", NOW)
    assert [plan.level, initiative.level, measure.level] == list(PlanLevel)
    assert plan.title == "产改 规划"
    with pytest.raises(Refusal, match="不再分层"):
        add_node(cast.session, measure, "再细分", "王敏", NOW)
    assert [entry.deed for entry in cast.session.exec(select(LogEntry))][-3:] == [
        "增加规划",
        "增加举措",
        "增加措施",
    ]


@pytest.mark.parametrize("title", ["", "  \n", "长" * 201])
def test_a_heading_needs_a_sensible_title(cast: Cast, title: str) -> None:
    with pytest.raises(Refusal, match="请写明名称"):
        add_node(cast.session, None, title, "王敏", NOW)
    plan = add_node(cast.session, None, "规划", "王敏", NOW)
    with pytest.raises(Refusal, match="请写明名称"):
        rename_node(cast.session, plan, title, "王敏", NOW)


def test_the_same_heading_stands_once_in_one_place(cast: Cast) -> None:
    plan = add_node(cast.session, None, "规划", "王敏", NOW)
    add_node(cast.session, plan, "甲", "王敏", NOW)
    second = add_node(cast.session, plan, "乙", "王敏", NOW)
    for parent, title in ((None, "规划"), (plan, "甲")):
        with pytest.raises(Refusal, match="已经有"):
            add_node(cast.session, parent, title, "王敏", NOW)
    with pytest.raises(Refusal, match="已经有“甲”"):
        rename_node(cast.session, second, "甲", "王敏", NOW)
    assert cast.session.get_one(PlanNode, second.id).title == "乙"
    assert rename_node(cast.session, second, "丙", "王敏", NOW)
    assert not rename_node(cast.session, second, " 丙 ", "王敏", NOW)


def test_a_heading_moves_with_what_stands_below_it(cast: Cast) -> None:
    one = add_node(cast.session, None, "规划一", "王敏", NOW)
    two = add_node(cast.session, None, "规划二", "王敏", NOW)
    initiative = add_node(cast.session, one, "举措", "王敏", NOW)
    measure = add_node(cast.session, initiative, "措施", "王敏", NOW)
    assert move_node(cast.session, initiative, two, "王敏", NOW)
    assert not move_node(cast.session, initiative, two, "王敏", NOW)
    assert ids_below(cast.session, two.id) == [two.id, initiative.id, measure.id]
    assert ids_below(cast.session, one.id) == [one.id]
    assert ids_below(cast.session, 4711) == []


def test_circles_and_a_wrong_order_of_levels_are_refused(cast: Cast) -> None:
    one = add_node(cast.session, None, "规划一", "王敏", NOW)
    two = add_node(cast.session, None, "规划二", "王敏", NOW)
    initiative = add_node(cast.session, one, "举措", "王敏", NOW)
    measure = add_node(cast.session, initiative, "措施", "王敏", NOW)
    other = add_node(cast.session, two, "别的举措", "王敏", NOW)
    for node, parent in ((initiative, measure), (initiative, initiative), (one, initiative), (one, measure)):
        with pytest.raises(Refusal, match="放到它自己下面"):
            move_node(cast.session, node, parent, "王敏", NOW)
    for node, parent, sentence in (
        (measure, two, "措施只能放在举措下面"),
        (initiative, other, "举措只能放在规划下面"),
        (one, two, "规划是最上一层"),
    ):
        with pytest.raises(Refusal, match=sentence):
            move_node(cast.session, node, parent, "王敏", NOW)
    add_node(cast.session, other, "措施", "王敏", NOW)
    with pytest.raises(Refusal, match="已经有“措施”"):
        move_node(cast.session, measure, other, "王敏", NOW)
    assert measure.parent_id == initiative.id


def test_only_an_empty_heading_is_taken_away(cast: Cast) -> None:
    plan = add_node(cast.session, None, "规划", "王敏", NOW)
    initiative = add_node(cast.session, plan, "举措", "王敏", NOW)
    task = cast.task(JUNE_30)
    hang(cast.session, task, initiative, "王敏", NOW)
    for node in (plan, initiative):
        with pytest.raises(Refusal, match="还有标题或任务"):
            remove_node(cast.session, node, "王敏", NOW)
    hang(cast.session, task, None, "王敏", NOW)
    remove_node(cast.session, initiative, "王敏", NOW)
    remove_node(cast.session, plan, "王敏", NOW)
    assert nodes(cast.session) == []


def test_tags_stand_once_and_leave_entries(cast: Cast) -> None:
    task = cast.task(JUNE_30)
    tag(cast.session, task, " 专栏1  技能 ", "王敏", NOW)
    tag(cast.session, task, "专栏1 技能", "王敏", NOW)
    tag(cast.session, task, "民生实事", "王敏", NOW)
    assert tags(cast.session) == {task.id: ["专栏1 技能", "民生实事"]}
    untag(cast.session, task, "没有的", "王敏", NOW)
    untag(cast.session, task, "民生实事", "王敏", NOW)
    assert [row.name for row in cast.session.exec(select(TaskTag))] == ["专栏1 技能"]
    deeds = [entry.deed for entry in cast.session.exec(select(LogEntry)) if "标签" in entry.deed]
    assert deeds == ["加标签", "加标签", "去标签"]
    for name in ("", " ", "长" * 61):
        with pytest.raises(Refusal, match="专栏或标签"):
            tag(cast.session, task, name, "王敏", NOW)


def test_the_years_of_a_task_are_those_of_its_deadlines(cast: Cast) -> None:
    document = _document(cast)
    dated, undated = _task(cast, document, "1", date(2027, 6, 30)), _task(cast, document, "2", None)
    found = years(cast.session)
    assert found[dated.id] == [2027]
    assert undated.id not in found


def test_the_tree_counts_what_is_reported_and_what_was_checked(cast: Cast) -> None:
    document = _document(cast)
    tasks = [_task(cast, document, code) for code in ("一（一）1", "一（一）2", "二（一）1")]
    assign(cast.session, "王敏", DAY, NOW)
    duties = cast.session.exec(select(Assignment).order_by(col(Assignment.id))).all()
    for duty in duties[:2]:
        accept(cast.session, duty, cast.lead, DAY, NOW)
        submit(cast.session, duty, cast.lead, DAY, NOW, "办结")
    close(cast.session, duties[0], cast.clerk, DAY, NOW)
    counts = plan_counts(cast.session, cast.clerk, DAY)
    (plan,) = tree(cast.session, tasks)
    assert len(plan.all_tasks) == 3
    whole = total(counts[task.id] for task in plan.all_tasks)
    assert (whole.assignments, whole.reported, whole.closed, whole.verified) == (3, 2, 1, 0)
    first = plan.branches[0]
    assert total(counts[task.id] for task in first.all_tasks).assignments == 2
    assert plan_counts(cast.session, cast.outsider, DAY) == {}
    assert total([]) == PlanCounts()
    assert [branch.depth for branch in walk([plan])] == [0, 1, 2, 1, 2]


def test_what_a_document_says_of_itself_is_held_against_the_plan(cast: Cast) -> None:
    document = _document(cast)
    _task(cast, document, "二（一）1")
    before = {count.what: (count.declared, count.found) for count in declared_counts(cast.session, document)}
    assert before == {"举措": (2, 1), "措施": (3, 1), "专栏": (2, 0)}
    plant(cast.session, document, "王敏", NOW)
    assert [count.agrees for count in declared_counts(cast.session, document)] == [True, True, False]
