"""A second version of a document: what stayed keeps its life, what changed is decided anew, nothing is lost."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from config.refusal import Refusal
from models.assignment import Assignment
from models.document import Document, Doubt, Draft
from models.task import Deadline, Task
from models.words import DraftStatus, Status
from supervision.drafts.decision import Decision
from supervision.drafts.intake import look_at, receive
from supervision.drafts.registration import dismiss, register
from supervision.drafts.review import drafts
from supervision.duties.assignment import assign
from tests.cast import DAY, Cast, at

NOW = at(DAY)

FIRST = """关于印发产业工人技能提升方案的通知

江产改办发〔2026〕31号

各成员单位：

一、重点任务
（一）建立诉求清单。市总工会要在6月底前建立职工诉求清单。
（二）办好技能竞赛。市总工会要在9月底前办好职工技能竞赛，参赛职工不少于500人。
（三）完善集体协商。市人社局要在10月底前完善集体协商指引。
（四）清理旧文件。市人社局要在5月底前完成旧文件清理。

市产改办
2026年3月5日
"""
SECOND = (
    FIRST.replace("各成员单位：\n", "各成员单位：\n\n现将修订后的方案印发给你们。\n")
    .replace("9月底前办好", "11月底前办好")
    .replace(
        "（四）清理旧文件。市人社局要在5月底前完成旧文件清理。\n",
        "（四）建设服务站点。市总工会要在年底前建成服务站点。\n",
    )
)


def take_in(cast: Cast, folder: Path, text: str, name: str, replaces: int | None = None) -> Document:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return receive(cast.session, look_at(file), "王敏", NOW, replaces=replaces)


def by_title(cast: Cast, document: Document) -> dict[str, Draft]:
    return {draft.title: draft for draft in drafts(cast.session, document.id)}


@pytest.fixture
def first(cast: Cast, tmp_path: Path) -> Document:
    """The first version: three drafts are tasks that are handed out, one is still to be decided."""
    document = take_in(cast, tmp_path, FIRST, "方案.txt")
    for draft in drafts(cast.session, document.id)[:3]:
        register(cast.session, draft, Decision(), "王敏", DAY, NOW)
    assign(cast.session, "王敏", DAY, NOW)
    return document


@pytest.fixture
def second(cast: Cast, first: Document, tmp_path: Path) -> Document:
    return take_in(cast, tmp_path, SECOND, "方案（修订）.txt")


def test_a_paper_with_the_same_number_is_taken_for_its_next_version(
    first: Document, second: Document
) -> None:
    assert second.earlier_id == first.id


def test_only_what_changed_or_came_new_waits_for_a_person(cast: Cast, second: Document) -> None:
    found = drafts(cast.session, second.id)
    assert [(draft.code, draft.change, draft.differences, draft.status) for draft in found] == [
        ("一（一）", "same", [], DraftStatus.CONFIRMED),
        ("一（二）", "changed", ["内容", "时限"], DraftStatus.PENDING),
        ("一（三）", "same", [], DraftStatus.CONFIRMED),
        ("一（四）", "new", [], DraftStatus.PENDING),
    ]


def test_a_task_that_stayed_points_to_its_passage_in_the_new_version(cast: Cast, second: Document) -> None:
    draft = by_title(cast, second)["建立诉求清单"]
    task = cast.session.exec(select(Task).where(Task.draft_id == draft.id)).one()
    assert task.document_id == second.id
    assert "建立职工诉求清单" in second.text[task.start : task.end]
    (deadline,) = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).all()
    assert second.text[deadline.start : deadline.end] == "6月底前"
    assert deadline.due_on == date(2026, 6, 30)


def test_what_has_been_handed_out_stays_handed_out(cast: Cast, second: Document) -> None:
    every = cast.session.exec(select(Assignment)).all()
    assert [one.status for one in every] == [Status.ASSIGNED] * 3
    assert assign(cast.session, "王敏", DAY, NOW) == 0
    assert second.id


def test_a_changed_task_is_replaced_when_the_new_one_is_registered(cast: Cast, second: Document) -> None:
    draft = by_title(cast, second)["办好技能竞赛"]
    (doubt,) = cast.session.exec(select(Doubt).where(Doubt.draft_id == draft.id)).all()
    assert "上一版已立项（任务2026-002），新版的内容、时限有改动" in doubt.message
    task = register(cast.session, draft, Decision(), "王敏", DAY, NOW)
    old = cast.session.exec(select(Task).where(Task.number == "2026-002")).one()
    (withdrawn,) = cast.session.exec(select(Assignment).where(Assignment.task_id == old.id)).all()
    assert withdrawn.status is Status.WITHDRAWN
    assert assign(cast.session, "王敏", DAY, NOW) == 1
    (made,) = cast.session.exec(select(Assignment).where(Assignment.task_id == task.id)).all()
    assert made.status is Status.ASSIGNED
    assert draft.earlier_id is not None
    assert cast.session.get_one(Draft, draft.earlier_id).status is DraftStatus.REPLACED


def test_a_changed_task_that_is_dismissed_leaves_the_old_one_alone(cast: Cast, second: Document) -> None:
    dismiss(cast.session, by_title(cast, second)["办好技能竞赛"], "王敏", NOW)
    assert {one.status for one in cast.session.exec(select(Assignment))} == {Status.ASSIGNED}


def test_what_the_new_version_has_no_longer_is_pointed_out(
    cast: Cast, first: Document, second: Document
) -> None:
    doubts = cast.session.exec(
        select(Doubt).where(Doubt.document_id == second.id, Doubt.draft_id == None)  # noqa: E711
    ).all()
    assert any("上一版待确认的“清理旧文件”在新版中没有了" in doubt.message for doubt in doubts)
    assert by_title(cast, first)["清理旧文件"].status is DraftStatus.REPLACED


def test_a_task_that_the_new_version_drops_is_pointed_out_and_goes_on_until_somebody_withdraws_it(
    cast: Cast, first: Document, tmp_path: Path
) -> None:
    shorter = SECOND.replace("（三）完善集体协商。市人社局要在10月底前完善集体协商指引。\n", "")
    second = take_in(cast, tmp_path, shorter, "方案（二）.txt")
    doubts = cast.session.exec(select(Doubt).where(Doubt.document_id == second.id)).all()
    assert any("“完善集体协商”（任务2026-003）在新版中没有了" in doubt.message for doubt in doubts)
    assert {one.status for one in cast.session.exec(select(Assignment))} == {Status.ASSIGNED}
    assert first.id


def test_a_version_of_another_number_can_be_named_by_hand(
    cast: Cast, first: Document, tmp_path: Path
) -> None:
    other = SECOND.replace("31号", "45号")
    unasked = take_in(cast, tmp_path, other, "另文.txt")
    assert unasked.earlier_id is None
    named = take_in(cast, tmp_path, other + "\n", "另文（改）.txt", replaces=first.id)
    assert named.earlier_id == first.id


def test_a_version_that_has_been_replaced_is_not_replaced_again(
    cast: Cast, first: Document, second: Document, tmp_path: Path
) -> None:
    with pytest.raises(Refusal, match=f"已有新版：第{second.id}号"):
        take_in(cast, tmp_path, SECOND + "\n", "三.txt", replaces=first.id)
    third = take_in(cast, tmp_path, SECOND + "\n\n", "四.txt")
    assert third.earlier_id == second.id


def test_the_same_title_every_month_is_no_version(cast: Cast, tmp_path: Path) -> None:
    march = FIRST.replace("江产改办发〔2026〕31号\n\n", "")
    take_in(cast, tmp_path, march, "三月.txt")
    april = take_in(cast, tmp_path, march.replace("3月5日", "4月5日"), "四月.txt")
    assert april.earlier_id is None
    assert all(draft.change == "" for draft in drafts(cast.session, april.id))


def test_a_date_of_ones_own_stays_with_a_task_that_did_not_change(cast: Cast, tmp_path: Path) -> None:
    document = take_in(cast, tmp_path, FIRST, "方案.txt")
    own = replace(Decision(), due_on=(date(2026, 7, 15),))
    register(cast.session, drafts(cast.session, document.id)[0], own, "王敏", DAY, NOW)
    take_in(cast, tmp_path, SECOND, "修订.txt")
    assert [row.due_on for row in cast.session.exec(select(Deadline))] == [date(2026, 7, 15)]
