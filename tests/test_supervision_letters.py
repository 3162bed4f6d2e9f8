"""Letters on paper: drafted from what is known, numbered at signing, frozen, declined, voided."""

from datetime import date
from io import BytesIO

import docx
import pytest
from sqlmodel import Session, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.letter import Letter, LetterItem
from models.notice import Notice
from models.progress import StoredFile
from models.record import LogEntry
from models.words import ContactLevel, LetterKind, LetterStatus, NoticeKind
from notices.letters.layout import lay_out
from papers.to_lines import lines
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.extensions import TimeRequest, ask, grant, refuse
from supervision.duties.file_store import content_of, path_of
from supervision.duties.progress import Report, report
from supervision.duties.submission import submit
from supervision.letters.drafting import begin_again, begin_by_hand, begin_for, begin_reply, fill_in
from supervision.letters.laying_out import assignments_in_hand, occasion
from supervision.letters.queue import letters, to_sign
from supervision.letters.signature import (
    awaiting_signature,
    decline,
    letter_of,
    sign,
    sign_letter,
    void,
)
from tests.cast import DAY, Cast, at

LATER = date(2026, 7, 8)
NOW = at(LATER)
DUE = date(2026, 6, 30)
CALENDAR = work_calendar()


def _notice(cast: Cast, own: Assignment, kind: NoticeKind, on: date = LATER, **more: str) -> Notice:
    row = Notice(
        assignment_id=own.id,
        in_force=DUE.isoformat(),
        rung=kind.value,
        kind=kind,
        level=ContactLevel.LEADER,
        raised_on=on,
        needs_signature=True,
    )
    for name, value in more.items():
        setattr(row, name, value)
    cast.session.add(row)
    cast.session.flush()
    return row


def _text(session: Session, letter: Letter) -> str:
    """Everything that the frozen file says."""
    assert letter.file_id is not None
    content = content_of(session.get_one(StoredFile, letter.file_id))
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    heads = [p.text for p in document.sections[0].first_page_header.paragraphs]
    return "\n".join([*heads, *(p.text for p in document.paragraphs), *cells])


def _draft_says(cast: Cast, letter: Letter) -> str:
    ids = assignments_in_hand(cast.session, letter)
    said = lines(lay_out(occasion(cast.session, letter, ids, LATER, CALENDAR)))
    return "\n".join(str(line) for line in said)


def _fill(cast: Cast, letter: Letter, **wording: str) -> None:
    fill_in(cast.session, letter, wording, cast.clerk, LATER, NOW, CALENDAR)


def test_a_signed_order_carries_everything_that_the_unit_has_to_know(cast: Cast) -> None:
    own = cast.assignment(DUE)
    accept(cast.session, own, cast.lead, DAY, at(DAY))
    report(cast.session, own, Report(DAY, 40, "已召开动员会", "", "", ""), cast.lead, DAY, at(DAY))
    letter = sign(cast.session, _notice(cast, own, NoticeKind.ORDER).id, cast.clerk, NOW)
    said = _text(cast.session, letter)
    for words in (
        "江临市产业工人队伍建设改革协调小组办公室",
        "督办〔2026〕1号",
        "督办通知单",
        "江临市总工会：",
        "已逾期6个工作日",
        "办好职工技能竞赛",
        "江产改办发〔2026〕3号",
        "牵头：市总工会",
        "2026年6月30日",
        "已召开动员会",
        "2026年7月15日",
        "王敏",
        "0000-555-0100",
        "2026年7月8日",
        "督办通知单回执",
        "签收人",
        "签收时间",
        "有无异议",
    ):
        assert words in said, words
    assert "待补充" not in said


def test_a_draft_has_no_number_and_a_declined_one_takes_none(cast: Cast) -> None:
    own = cast.assignment(DUE)
    notice = _notice(cast, own, NoticeKind.ORDER)
    letter = letter_of(cast.session, notice.id, cast.clerk, NOW)
    assert letter.reference == ""
    decline(cast.session, letter, cast.clerk, NOW, "已电话催办，本周办结")
    other = begin_by_hand(cast.session, own, LetterKind.ORDER, cast.clerk, LATER, NOW)
    assert sign_letter(cast.session, other, cast.clerk, NOW).reference == "督办〔2026〕1号"


def test_what_was_declined_is_kept_with_the_reason_and_not_proposed_again(cast: Cast) -> None:
    notice = _notice(cast, cast.assignment(DUE), NoticeKind.ORDER)
    letter = letter_of(cast.session, notice.id, cast.clerk, NOW)
    with pytest.raises(Refusal, match="理由"):
        decline(cast.session, letter, cast.clerk, NOW, "  ")
    decline(cast.session, letter, cast.clerk, NOW, "已电话催办")
    assert awaiting_signature(cast.session) == []
    assert to_sign(cast.session, LATER, CALENDAR).total == 0
    assert (letter.status, letter.reason, letter.settled_by) == (LetterStatus.DECLINED, "已电话催办", "王敏")
    assert notice.signed_by == "", "what is not signed does not go out"
    entry = cast.session.exec(select(LogEntry).where(LogEntry.deed == "不予签发")).one()
    assert "已电话催办" in entry.note
    with pytest.raises(Refusal):
        sign(cast.session, notice.id, cast.clerk, NOW)
    with pytest.raises(Refusal):
        sign_letter(cast.session, letter, cast.clerk, NOW)


def test_a_signed_letter_never_changes(cast: Cast) -> None:
    own = cast.assignment(DUE)
    letter = sign(cast.session, _notice(cast, own, NoticeKind.ORDER).id, cast.clerk, NOW)
    before = _text(cast.session, letter)
    with pytest.raises(Refusal, match="不能再改"):
        _fill(cast, letter, requirement="另一种说法")
    with pytest.raises(Refusal):
        sign_letter(cast.session, letter, cast.leader, NOW)
    assert _text(cast.session, letter) == before
    file = cast.session.get_one(StoredFile, letter.file_id)
    path_of(file.sha256).write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(Refusal, match="不一致"):
        content_of(file)


def test_a_voided_letter_keeps_its_number_and_its_successor_gets_another(cast: Cast) -> None:
    own = cast.assignment(DUE)
    letter = sign(cast.session, _notice(cast, own, NoticeKind.ORDER).id, cast.clerk, NOW)
    with pytest.raises(Refusal, match="理由"):
        void(cast.session, letter, cast.clerk, NOW, "")
    void(cast.session, letter, cast.clerk, NOW, "单位名称有误")
    assert (letter.status, letter.reference) == (LetterStatus.VOIDED, "督办〔2026〕1号")
    again = begin_again(cast.session, letter, cast.clerk, LATER, NOW)
    assert sign_letter(cast.session, again, cast.clerk, NOW).reference == "督办〔2026〕2号"
    assert again.supersedes_id == letter.id
    with pytest.raises(Refusal, match="已经重新起草过"):
        begin_again(cast.session, letter, cast.clerk, LATER, NOW)
    with pytest.raises(Refusal, match="不能作废"):
        void(cast.session, letter, cast.clerk, NOW, "再作废一次")
    kept = letters(cast.session, cast.clerk)
    assert [one.letter.reference for one in kept] == ["督办〔2026〕2号", "督办〔2026〕1号"]


def test_a_circular_covers_several_units_in_one_paper(cast: Cast) -> None:
    cast.task(DUE, supporting=("市人社局",))
    rows = cast.session.exec(select(Assignment).order_by("id")).all()
    notices = [_notice(cast, own, NoticeKind.CIRCULAR) for own in rows]
    letter = begin_for(cast.session, notices, cast.clerk, NOW)
    (one,) = to_sign(cast.session, LATER, CALENDAR).first
    assert (one.letter_id, one.whom) == (letter.id, "市总工会、市人社局")
    with pytest.raises(Refusal, match="由领导签发"):
        sign_letter(cast.session, letter, cast.clerk, NOW)
    sign_letter(cast.session, letter, cast.leader, NOW)
    said = _text(cast.session, letter)
    for words in ("督通〔2026〕1号", "2家单位的2件督办事项", "江临市总工会、江临市人力资源和社会保障局："):
        assert words in said, words
    assert said.count("2026.06.30") == 2
    assert {notice.signed_by for notice in notices} == {"周衡"}


def test_who_handed_in_meanwhile_falls_out_of_the_circular(cast: Cast) -> None:
    cast.task(DUE, supporting=("市人社局",))
    lead, support = cast.session.exec(select(Assignment).order_by("id")).all()
    notices = [_notice(cast, own, NoticeKind.CIRCULAR) for own in (lead, support)]
    letter = begin_for(cast.session, notices, cast.clerk, NOW)
    accept(cast.session, support, cast.supporter, LATER, NOW)
    submit(cast.session, support, cast.supporter, LATER, NOW, "办完了")
    assert "市人社局" not in _draft_says(cast, letter)
    sign_letter(cast.session, letter, cast.leader, NOW)
    assert "人力资源" not in _text(cast.session, letter)
    assert notices[1].signed_by == ""
    items = cast.session.exec(select(LetterItem)).all()
    assert [item.assignment_id for item in items] == [lead.id]


def test_only_circulars_are_put_together_and_a_matter_is_in_one_only(cast: Cast) -> None:
    cast.task(DUE, supporting=("市人社局",))
    lead, support = cast.session.exec(select(Assignment).order_by("id")).all()
    orders = [_notice(cast, own, NoticeKind.ORDER) for own in (lead, support)]
    with pytest.raises(Refusal, match="一事一单"):
        begin_for(cast.session, orders, cast.clerk, NOW)
    circulars = [_notice(cast, own, NoticeKind.CIRCULAR) for own in (lead, support)]
    begin_for(cast.session, circulars, cast.clerk, NOW)
    with pytest.raises(Refusal, match="另一份文书稿"):
        begin_for(cast.session, circulars, cast.other_clerk, NOW)
    with pytest.raises(Refusal, match="勾选"):
        begin_for(cast.session, [], cast.clerk, NOW)


def test_an_interview_says_when_and_where_before_it_is_signed(cast: Cast) -> None:
    notice = _notice(cast, cast.assignment(DUE), NoticeKind.INTERVIEW)
    letter = letter_of(cast.session, notice.id, cast.clerk, NOW)
    assert "〔待补充：约谈时间〕" in _draft_says(cast, letter)
    with pytest.raises(Refusal, match="约谈时间、约谈地点、约谈人"):
        sign_letter(cast.session, letter, cast.leader, NOW)
    _fill(cast, letter, when="2026年7月10日上午9时", place="302会议室", talker="周衡", degree="告诫")
    sign_letter(cast.session, letter, cast.leader, NOW)
    said = _text(cast.session, letter)
    for words in ("告诫约谈", "302会议室", "市总工会责任领导", "已逾期6个工作日", "佐证材料"):
        assert words in said, words


def test_a_chaser_on_paper_counts_and_names_the_order_and_what_comes_next(cast: Cast) -> None:
    own = cast.assignment(DUE)
    sign(cast.session, _notice(cast, own, NoticeKind.ORDER).id, cast.clerk, NOW)
    _notice(cast, own, NoticeKind.CHASER, signed_by="王敏")
    letter = begin_by_hand(cast.session, own, LetterKind.CHASER, cast.clerk, LATER, NOW)
    assert "第2次催办" in _draft_says(cast, letter)
    sign_letter(cast.session, letter, cast.clerk, NOW)
    said = _text(cast.session, letter)
    for words in (
        "第2次催办",
        "督办〔2026〕1号",
        "6个工作日",
        "尚未反馈",
        "逾期满10个工作日",
        "2026年7月13日",
    ):
        assert words in said, words
    (notice,) = cast.session.exec(select(Notice).where(Notice.rung == "letter")).all()
    assert (notice.kind, notice.signed_by, notice.raised_on) == (NoticeKind.CHASER, "王敏", LATER)


def test_a_rectification_needs_the_problem_and_the_goal(cast: Cast) -> None:
    letter = begin_by_hand(
        cast.session, cast.assignment(DUE), LetterKind.RECTIFICATION, cast.clerk, LATER, NOW
    )
    with pytest.raises(Refusal, match="问题描述、整改目标"):
        sign_letter(cast.session, letter, cast.clerk, NOW)
    _fill(cast, letter, problem="台账与实地不符", goal="台账与实际一致", source="实地核查")
    sign_letter(cast.session, letter, cast.clerk, NOW)
    assert "经实地核查" in _text(cast.session, letter)


@pytest.mark.parametrize("grants", [True, False])
def test_a_request_for_more_time_is_answered_on_paper(cast: Cast, grants: bool) -> None:
    own = cast.assignment(DUE)
    accept(cast.session, own, cast.lead, DAY, at(DAY))
    asked = ask(
        cast.session,
        own,
        TimeRequest(date(2026, 7, 31), "场馆维修", "一半", "每周调度"),
        cast.lead,
        DAY,
        at(DAY),
    )
    with pytest.raises(Refusal, match="还没有审批"):
        begin_reply(cast.session, asked, cast.clerk, DAY, at(DAY))
    if grants:
        grant(cast.session, asked, date(2026, 7, 20), cast.clerk, DAY, at(DAY), "情况属实")
    else:
        refuse(cast.session, asked, cast.clerk, DAY, at(DAY), "备用场馆可用")
    letter = begin_reply(cast.session, asked, cast.clerk, DAY, at(DAY))
    assert begin_reply(cast.session, asked, cast.other_clerk, DAY, at(DAY)).id == letter.id
    sign_letter(cast.session, letter, cast.clerk, at(DAY))
    said = _text(cast.session, letter)
    expected = (
        ("同意", "第1次延期申请", "2026年6月30日延至2026年7月20日", "每周调度", "情况属实")
        if grants
        else ("不同意", "第1次延期申请", "仍按2026年6月30日", "备用场馆可用")
    )
    for words in (*expected, "督复〔2026〕1号"):
        assert words in said, words


def test_what_waits_stands_oldest_first_with_its_age_in_working_days(cast: Cast) -> None:
    first, second = cast.assignment(DUE), cast.assignment(DUE)
    _notice(cast, second, NoticeKind.ORDER, date(2026, 7, 7))
    _notice(cast, first, NoticeKind.ORDER, date(2026, 7, 3))
    found = to_sign(cast.session, LATER, CALENDAR).first
    # From Friday to Wednesday are three working days.
    assert [(one.assignment_ids[0], one.workdays) for one in found] == [(first.id, 3), (second.id, 1)]


def test_of_a_backlog_the_oldest_are_shown_and_all_are_counted(cast: Cast) -> None:
    own = [cast.assignment(DUE) for _ in range(4)]
    for place, one in enumerate(own):
        _notice(cast, one, NoticeKind.ORDER if place else NoticeKind.CIRCULAR, date(2026, 7, 1 + place))
    found = to_sign(cast.session, LATER, CALENDAR, most=2)
    assert [one.assignment_ids for one in found.first] == [(own[0].id,), (own[1].id,)]
    assert (found.total, found.more, found.since) == (4, 2, date(2026, 7, 1))
    of_clerk = to_sign(cast.session, LATER, CALENDAR, by=cast.clerk, most=2)
    assert [one.assignment_ids for one in of_clerk.first] == [(own[1].id,), (own[2].id,)], (
        "circulars are the leader's"
    )
    assert of_clerk.total == 3


def test_a_graver_proposal_takes_the_place_of_a_lower_draft(cast: Cast) -> None:
    own = cast.assignment(DUE)
    order = _notice(cast, own, NoticeKind.ORDER, date(2026, 7, 7))
    draft = letter_of(cast.session, order.id, cast.clerk, NOW)
    circular = _notice(cast, own, NoticeKind.CIRCULAR)
    assert [one.notice_id for one in to_sign(cast.session, LATER, CALENDAR).first] == [circular.id]
    with pytest.raises(Refusal, match="更高一级"):
        sign_letter(cast.session, draft, cast.clerk, NOW)
    sign(cast.session, circular.id, cast.leader, NOW)
    assert to_sign(cast.session, LATER, CALENDAR).total == 0, (
        "the order is not proposed again behind the circular"
    )


def test_the_rung_says_who_signs(cast: Cast) -> None:
    notice = _notice(cast, cast.assignment(DUE), NoticeKind.ORDER, signer="leader")
    with pytest.raises(Refusal, match="由领导签发"):
        sign(cast.session, notice.id, cast.clerk, NOW)
    assert sign(cast.session, notice.id, cast.leader, NOW).signed_by == "周衡"


def test_nothing_is_signed_for_what_was_handed_in(cast: Cast) -> None:
    own = cast.assignment(DUE)
    letter = begin_by_hand(cast.session, own, LetterKind.ORDER, cast.clerk, LATER, NOW)
    accept(cast.session, own, cast.lead, LATER, NOW)
    submit(cast.session, own, cast.lead, LATER, NOW, "办完了")
    with pytest.raises(Refusal, match="不需要签发"):
        sign_letter(cast.session, letter, cast.clerk, NOW)
    with pytest.raises(Refusal, match="不能再发"):
        begin_by_hand(cast.session, own, LetterKind.ORDER, cast.clerk, LATER, NOW)


@pytest.mark.parametrize(
    ("wording", "told"),
    [
        ({"answer_by": "2026-07-08"}, "今天以后"),
        ({"answer_by": "明天"}, "要写日期"),
        ({"answer_by": "2046-01-01"}, "一年之内"),
        ({"colour": "紫"}, "没有“紫”"),
        ({"requirement": "长" * 3001}, "太长"),
        ({"contact": "长" * 201}, "太长"),
    ],
)
def test_what_cannot_stand_in_a_letter_is_refused(cast: Cast, wording: dict[str, str], told: str) -> None:
    letter = begin_by_hand(cast.session, cast.assignment(DUE), LetterKind.ORDER, cast.clerk, LATER, NOW)
    with pytest.raises(Refusal, match=told):
        _fill(cast, letter, **wording)


def test_what_is_left_as_proposed_goes_on_following_the_facts(cast: Cast) -> None:
    own = cast.assignment(DUE)
    letter = letter_of(cast.session, _notice(cast, own, NoticeKind.INTERVIEW).id, cast.clerk, NOW)
    reason = "你单位承办的“办好职工技能竞赛”时限为2026年6月30日，已逾期6个工作日，至今没有办结。"
    _fill(cast, letter, reason=reason, place="302会议室\n二楼", when="")
    assert letter.wording == {"place": "302会议室 二楼"}


def test_a_unit_sees_its_signed_letters_and_no_drafts(cast: Cast) -> None:
    own = cast.assignment(DUE)
    notice = _notice(cast, own, NoticeKind.ORDER)
    letter_of(cast.session, notice.id, cast.clerk, NOW)
    assert letters(cast.session, cast.lead) == []
    sign(cast.session, notice.id, cast.clerk, NOW)
    assert len(letters(cast.session, cast.lead)) == 1
    assert letters(cast.session, cast.outsider) == []


@pytest.mark.parametrize("who", ["lead", "outsider"])
def test_units_neither_draft_nor_sign(cast: Cast, who: str) -> None:
    actor: Actor = getattr(cast, who)
    own = cast.assignment(DUE)
    letter = begin_by_hand(cast.session, own, LetterKind.ORDER, cast.clerk, LATER, NOW)
    for deed in (
        lambda: begin_by_hand(cast.session, own, LetterKind.ORDER, actor, LATER, NOW),
        lambda: sign_letter(cast.session, letter, actor, NOW),
        lambda: decline(cast.session, letter, actor, NOW, "不同意"),
        lambda: fill_in(cast.session, letter, {}, actor, LATER, NOW, CALENDAR),
    ):
        with pytest.raises(Refusal):
            deed()
