"""Working on drafts before they are tasks: edit, split, merge, add; who did what is kept."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from config.refusal import Refusal
from models.document import Document, Doubt, Draft, DraftChange
from models.task import Deadline, Task
from models.words import ChangeKind, DraftStatus
from supervision.drafts.decision import Decision
from supervision.drafts.intake import look_at, receive
from supervision.drafts.redrafting import (
    DraftEdit,
    add,
    changes,
    described,
    edit,
    merge,
    missing,
    sentences,
    split,
)
from supervision.drafts.registration import dismiss, register
from supervision.drafts.review import drafts
from tests.cast import DAY, Cast, at

NOW = at(DAY)
PAPER = """江临市产改办关于2026年重点任务的通知

江产改办发〔2026〕40号

一、重点任务
（一）建立诉求清单。市总工会要及时上报职工诉求。工作标准：分类建档、逐件销号。预期效果：诉求办结率达到95%以上。
（二）办好技能竞赛。市总工会要在6月底前制定竞赛方案。市人社局要在9月底前完成竞赛评价。
（三）完善集体协商。市人社局要在10月底前完善集体协商指引。

市产改办
2026年3月5日
"""


@pytest.fixture
def document(cast: Cast, tmp_path: Path) -> Document:
    file = tmp_path / "通知.txt"
    file.write_text(PAPER, encoding="utf-8")
    return receive(cast.session, look_at(file), "王敏", NOW)


def all_of(cast: Cast, document: Document) -> list[Draft]:
    return drafts(cast.session, document.id, pending=True)


def record(cast: Cast, draft: Draft) -> list[tuple[ChangeKind, str, str]]:
    rows = changes(cast.session, [draft.id])[draft.id]
    return [(row.kind, row.by, described(row)) for row in rows]


def test_the_elements_that_the_text_states_are_filled_and_the_others_named(
    cast: Cast, document: Document
) -> None:
    first, second, _ = all_of(cast, document)
    assert (first.standard, first.effect) == ("分类建档、逐件销号", "诉求办结率达到95%以上")
    assert missing(first) == ("完成时限",)
    assert missing(second) == ("牵头单位", "工作标准", "预期效果")


def test_a_name_that_was_taken_by_its_characters_is_asked_about(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "通知.txt"
    file.write_text(
        PAPER.replace("市人社局要在10月底前", "市人社保局要在10月底前").replace("40号", "41号"),
        encoding="utf-8",
    )
    taken = receive(cast.session, look_at(file), "王敏", NOW)
    draft = all_of(cast, taken)[2]
    (doubt,) = cast.session.exec(select(Doubt).where(Doubt.draft_id == draft.id)).all()
    assert "按字认作“市人社局”，请核对" in doubt.message
    register(cast.session, draft, Decision(), "王敏", DAY, NOW)


def test_an_edit_changes_the_draft_and_says_who_changed_what(cast: Cast, document: Document) -> None:
    draft = all_of(cast, document)[0]
    changed = edit(
        cast.session, draft, DraftEdit(title="建立职工诉求清单", units=("市总工会", "市人社局")), "王敏", NOW
    )
    assert changed == ("任务名称", "责任单位")
    assert draft.units == ["市总工会", "市人社局"]
    assert record(cast, draft) == [
        (
            ChangeKind.EDIT,
            "王敏",
            "任务名称由“建立诉求清单”改为“建立职工诉求清单”；责任单位由“市总工会”改为“市总工会、市人社局”",
        )
    ]


def test_a_time_limit_that_is_edited_is_read_as_the_papers_own_would_be(
    cast: Cast, document: Document
) -> None:
    draft = all_of(cast, document)[0]
    vague = cast.session.exec(select(Doubt).where(Doubt.draft_id == draft.id)).all()
    assert any("没有具体日期" in doubt.message for doubt in vague)
    edit(cast.session, draft, DraftEdit(time="每季度末月25日前"), "王敏", NOW)
    (entry,) = draft.deadlines
    assert (entry["recurrence"], entry["due"]) == ("quarterly", ["2026-03-25"])
    left = cast.session.exec(select(Doubt).where(Doubt.draft_id == draft.id)).all()
    assert not any("没有具体日期" in doubt.message for doubt in left)
    task = register(cast.session, draft, Decision(), "王敏", DAY, NOW)
    assert task.standard == "分类建档、逐件销号"


def test_a_date_alone_is_a_time_limit_too(cast: Cast, document: Document) -> None:
    draft = all_of(cast, document)[0]
    edit(cast.session, draft, DraftEdit(time="2026-09-30"), "王敏", NOW)
    task = register(cast.session, draft, Decision(), "王敏", DAY, NOW)
    (deadline,) = cast.session.exec(select(Deadline).where(Deadline.task_id == task.id)).all()
    assert deadline.due_on == date(2026, 9, 30)


def test_a_time_limit_that_says_nothing_is_refused_and_nothing_is_changed(
    cast: Cast, document: Document
) -> None:
    draft = all_of(cast, document)[1]
    before = list(draft.deadlines)
    with pytest.raises(Refusal, match="读不出日期"):
        edit(cast.session, draft, DraftEdit(time="看情况"), "王敏", NOW)
    assert draft.deadlines == before


def test_an_edit_that_changes_nothing_leaves_no_trace(cast: Cast, document: Document) -> None:
    draft = all_of(cast, document)[0]
    assert (
        edit(cast.session, draft, DraftEdit(title=draft.title, units=tuple(draft.units)), "王敏", NOW) == ()
    )
    assert changes(cast.session, [draft.id]) == {}


def test_a_draft_is_split_between_two_sentences_each_with_its_own_date(
    cast: Cast, document: Document
) -> None:
    draft = all_of(cast, document)[1]
    assert [part[:6] for part in sentences(draft)] == ["（二）办好技", "市总工会要在", "市人社局要在"]
    second = split(cast.session, draft, 2, "王敏", NOW)
    assert (draft.deadlines[0]["phrase"], second.deadlines[0]["phrase"]) == ("6月底前", "9月底前")
    assert document.text[second.start : second.end].startswith("市人社局要在9月底前完成竞赛评价")
    assert document.text[draft.start : draft.end].endswith("制定竞赛方案。")
    assert second.title == "完成竞赛评价"
    assert [one.id for one in all_of(cast, document)][1:3] == [draft.id, second.id]
    assert record(cast, second)[0][2] == "拆分出一项"


def test_a_single_sentence_cannot_be_split(cast: Cast, document: Document) -> None:
    draft = all_of(cast, document)[2]
    with pytest.raises(Refusal, match="不能从这里拆分"):
        split(cast.session, draft, 5, "王敏", NOW)


def test_two_drafts_become_one_with_the_units_and_dates_of_both(cast: Cast, document: Document) -> None:
    _, second, third = all_of(cast, document)
    merge(cast.session, second, third, "王敏", NOW)
    assert second.units == ["市总工会", "市人社局"]
    assert [entry["phrase"] for entry in second.deadlines] == ["6月底前", "9月底前", "10月底前"]
    assert document.text[second.start : second.end].endswith("集体协商指引。")
    assert third.status is DraftStatus.MERGED
    assert len(all_of(cast, document)) == 2
    with pytest.raises(Refusal, match="已并入"):
        register(cast.session, third, Decision(), "王敏", DAY, NOW)


def test_what_was_split_can_be_put_together_again(cast: Cast, document: Document) -> None:
    draft = all_of(cast, document)[1]
    before = (draft.start, draft.end, list(draft.deadlines))
    second = split(cast.session, draft, 2, "王敏", NOW)
    merge(cast.session, draft, second, "王敏", NOW)
    assert (draft.start, draft.end, draft.deadlines) == before


def test_a_task_that_the_reader_missed_can_be_added(cast: Cast, document: Document) -> None:
    wanted = DraftEdit(title="完成困难职工建档", units=("市总工会",), time="11月底前")
    added = add(cast.session, document, wanted, "王敏", NOW)
    task = register(cast.session, added, Decision(), "王敏", DAY, NOW)
    assert task.title == "完成困难职工建档"
    assert [kind for kind, _, _ in record(cast, added)] == [
        ChangeKind.ADD,
        ChangeKind.EDIT,
        ChangeKind.CONFIRM,
    ]


def test_what_was_changed_on_confirming_is_kept(cast: Cast, document: Document) -> None:
    draft = all_of(cast, document)[1]
    register(cast.session, draft, Decision(title="办好竞赛", due_on=(date(2026, 8, 31),)), "李主任", DAY, NOW)
    assert record(cast, draft) == [
        (
            ChangeKind.CONFIRM,
            "李主任",
            "任务名称由“办好技能竞赛”改为“办好竞赛”；时限由“6月底前、9月底前”改为“2026年8月31日”",
        )
    ]


def test_a_draft_that_somebody_has_settled_cannot_be_changed_any_more(cast: Cast, document: Document) -> None:
    draft, other, _ = all_of(cast, document)
    dismiss(cast.session, draft, "李主任", NOW)
    assert record(cast, draft) == [(ChangeKind.DISMISS, "李主任", "不立项")]
    for change in (
        lambda: edit(cast.session, draft, DraftEdit(title="x"), "王敏", NOW),
        lambda: split(cast.session, draft, 1, "王敏", NOW),
        lambda: merge(cast.session, other, draft, "王敏", NOW),
    ):
        with pytest.raises(Refusal, match="已由李主任处理（不立项）"):
            change()
    assert other.status is DraftStatus.PENDING
    assert cast.session.exec(select(Task)).all() == []
    assert len(cast.session.exec(select(DraftChange)).all()) == 1
