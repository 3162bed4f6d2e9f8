"""The bulletin from its first draft to the printed issue: numbers, approval, lists, what may no longer be changed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO
from threading import Barrier

import docx
import pytest
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models import database
from models.bulletin import Bulletin, BulletinSeries, Subscription
from models.evaluation_words import BulletinStatus, ExperienceState
from models.example import Experience, Publication
from models.progress import ProgressUpdate, StoredFile
from models.record import LogEntry
from models.unit import Alias
from models.words import Subject
from reports.bulletins.issue import from_says
from supervision.actor import Actor
from supervision.bulletins.content import digest, issue_of, queries
from supervision.bulletins.drafting import (
    add_experience,
    add_item,
    add_report,
    begin,
    change_item,
    dismiss,
    items_of,
    move_item,
    remove_item,
    word,
)
from supervision.bulletins.issuing import approve, as_file, begin_reprint, issue, reference, void
from supervision.bulletins.readers import adopted, may_see, sent_to, used_in
from supervision.bulletins.recording import Past, record
from supervision.bulletins.series import add_series, audit_of, change_series, next_numbers, set_list
from supervision.duties.acceptance import accept
from supervision.duties.file_store import content_of
from supervision.duties.progress import Report, report
from tests.cast import DAY, Cast, at

NOW = at(DAY, 10)
EDITOR = "江临市产业工人队伍建设改革协调小组办公室"


def a_series(cast: Cast, opening_total: int = 41) -> BulletinSeries:
    return add_series(
        cast.session, f"{EDITOR} 改革快报", EDITOR, cast.clerk, NOW, opening_total=opening_total
    )


def a_draft(cast: Cast, series: BulletinSeries, text: str = "共办竞赛3场。", day: date = DAY) -> Bulletin:
    draft = begin(cast.session, series, cast.clerk, day, at(day))
    add_item(cast.session, draft, "以赛促训", text, cast.clerk, at(day), unit_id=cast.union.id)
    return draft


def approved(cast: Cast, draft: Bulletin, day: date = DAY) -> Bulletin:
    seen = digest(issue_of(cast.session, draft, day))
    approve(cast.session, draft, seen, cast.leader, day, at(day))
    return draft


def issued(cast: Cast, series: BulletinSeries, day: date = DAY) -> Bulletin:
    return issue(cast.session, approved(cast, a_draft(cast, series, day=day), day), cast.clerk, day, at(day))


def test_the_number_begins_anew_each_year_and_the_total_never_does(cast: Cast) -> None:
    series = a_series(cast)
    first, second = issued(cast, series), issued(cast, series)
    next_year = issued(cast, series, date(2027, 1, 11))
    assert [(one.year, one.number, one.total) for one in (first, second, next_year)] == [
        (2026, 1, 41),
        (2026, 2, 42),
        (2027, 1, 43),
    ]
    assert reference(next_year) == "2027年第1期（总第43期）"


def test_a_supplement_is_numbered_apart_and_has_no_total(cast: Cast) -> None:
    series = a_series(cast)
    issued(cast, series)
    draft = begin(cast.session, series, cast.clerk, DAY, NOW, is_supplement=True)
    add_item(cast.session, draft, "特刊", "内容。", cast.clerk, NOW)
    issue(cast.session, approved(cast, draft), cast.clerk, DAY, NOW)
    assert (draft.number, draft.total, reference(draft)) == (1, None, "2026年增刊第1期")
    assert next_numbers(cast.session, series, 2026, False).number == 2


def test_after_past_issues_were_recorded_the_numbers_go_on_from_them(cast: Cast) -> None:
    series = a_series(cast)
    record(cast.session, series, Past(2026, 4, 63, date(2026, 2, 1), "旧的一期"), cast.clerk, DAY, NOW)
    assert reference(issued(cast, series)) == "2026年第5期（总第64期）"


@pytest.mark.parametrize(
    ("past", "why"),
    [
        (Past(2026, 4, 63), "已经有了"),
        (Past(2026, 9, 63), "已经有了"),
        (Past(2027, 1, 90), "年份2027不对"),
        (Past(2026, 0, 1), "从1开始"),
        (Past(2026, 5, 3), "小于期号"),
        (Past(2026, 5, 64, date(2026, 12, 1)), "还没有到"),
        (Past(2026, 5, 64, date(2025, 12, 1)), "不在2026年"),
        (Past(2026, 1, 64, is_supplement=True), "增刊不编总期号"),
    ],
)
def test_a_past_issue_that_cannot_be_is_refused(cast: Cast, past: Past, why: str) -> None:
    series = a_series(cast)
    record(cast.session, series, Past(2026, 4, 63), cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match=why):
        record(cast.session, series, past, cast.clerk, DAY, NOW)


def test_an_issue_without_a_piece_is_neither_approved_nor_issued(cast: Cast) -> None:
    draft = begin(cast.session, a_series(cast), cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="没有一篇内容"):
        approve(cast.session, draft, "", cast.leader, DAY, NOW)
    with pytest.raises(Refusal, match="没有一篇内容"):
        issue(cast.session, draft, cast.clerk, DAY, NOW)


def test_nothing_is_issued_that_a_leader_has_not_approved(cast: Cast) -> None:
    draft = a_draft(cast, a_series(cast))
    with pytest.raises(Refusal, match="还没有审定"):
        issue(cast.session, draft, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="由领导审定"):
        approve(cast.session, draft, digest(issue_of(cast.session, draft, DAY)), cast.clerk, DAY, NOW)


def test_a_change_after_the_approval_takes_it_back(cast: Cast) -> None:
    draft = approved(cast, a_draft(cast, a_series(cast)))
    (item,) = items_of(cast.session, draft)
    change_item(
        cast.session, draft, item, cast.clerk, NOW, title="换了", text="换了。", section="", unit_id=None
    )
    assert draft.approved_by == ""
    with pytest.raises(Refusal, match="还没有审定"):
        issue(cast.session, draft, cast.clerk, DAY, NOW)


def test_what_changed_since_the_leader_looked_is_not_approved(cast: Cast) -> None:
    draft = a_draft(cast, a_series(cast))
    seen = digest(issue_of(cast.session, draft, DAY))
    add_item(cast.session, draft, "后加的", "内容。", cast.clerk, NOW)
    with pytest.raises(Refusal, match="又有改动"):
        approve(cast.session, draft, seen, cast.leader, DAY, NOW)


def test_an_issue_is_frozen_as_a_file_and_changes_no_more(cast: Cast) -> None:
    series = a_series(cast)
    set_list(cast.session, series, "报", ["市委改革办"], cast.clerk, NOW)
    one = issued(cast, series)
    content = content_of(cast.session.get_one(StoredFile, one.file_id))
    set_list(cast.session, series, "报", ["另一个机关"], cast.clerk, at(DAY, 11))
    change_series(cast.session, series, "另一个编发单位", [], cast.clerk, NOW)
    assert as_file(issue_of(cast.session, one, DAY + timedelta(400))) == content
    assert from_says(one.says).lists[0] == ("报", ("市委改革办",))
    texts = [cell.text for table in docx.Document(BytesIO(content)).tables for cell in table._cells]
    assert "市委改革办。" in texts
    with pytest.raises(Refusal, match="不能再改"):
        add_item(cast.session, one, "晚了", "内容。", cast.clerk, NOW)
    with pytest.raises(Refusal, match="不用再办"):
        issue(cast.session, one, cast.clerk, DAY, NOW)


def test_an_issue_is_dated_neither_on_a_day_to_come_nor_before_the_issue_before_it(cast: Cast) -> None:
    series = a_series(cast)
    issued(cast, series)
    for day, why in ((DAY + timedelta(1), "还没有到"), (DAY - timedelta(1), "不能更早")):
        draft = a_draft(cast, series)
        word(cast.session, draft, cast.clerk, NOW, title="", note="", dated_on=day, copies=None)
        approved(cast, draft)
        with pytest.raises(Refusal, match=why):
            issue(cast.session, draft, cast.clerk, DAY, NOW)


def test_a_voided_issue_keeps_its_number_and_the_next_one_does_not_take_it(cast: Cast) -> None:
    series = a_series(cast)
    first = issued(cast, series)
    with pytest.raises(Refusal, match="写明理由"):
        void(cast.session, first, " ", cast.clerk, NOW)
    void(cast.session, first, "一组数有误", cast.clerk, NOW)
    assert (first.status, first.number, first.total) == (BulletinStatus.VOIDED, 1, 41)
    assert reference(issued(cast, series)) == "2026年第2期（总第42期）"
    found, _ = audit_of(cast.session, series)
    assert [one.says for one in found] == ["2026年第1期已作废，没有以同一期号重新印发。"]


def test_a_corrected_reprint_bears_the_number_of_the_voided_issue_once(cast: Cast) -> None:
    series = a_series(cast)
    first = issued(cast, series)
    issued(cast, series)
    void(cast.session, first, "一组数有误", cast.clerk, NOW)
    again = begin_reprint(cast.session, first, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="已经在重新印发"):
        begin_reprint(cast.session, first, cast.clerk, DAY, NOW)
    assert [item.title for item in items_of(cast.session, again)] == ["以赛促训"]
    issue(cast.session, approved(cast, again), cast.clerk, DAY, NOW)
    assert reference(again) == reference(first) == "2026年第1期（总第41期）"
    assert audit_of(cast.session, series)[0] == []


def test_two_clerks_who_issue_at_once_get_two_numbers(cast: Cast) -> None:
    series = a_series(cast)
    drafts = [approved(cast, a_draft(cast, series)).id for _ in range(2)]
    clerks = (cast.clerk, cast.other_clerk)
    cast.session.commit()
    together = Barrier(2)

    def press(draft_id: int, clerk: Actor) -> str:
        together.wait()
        with database.transaction() as session:
            return reference(issue(session, session.get_one(Bulletin, draft_id), clerk, DAY, NOW))

    with ThreadPoolExecutor(2) as people:
        references = set(people.map(press, drafts, clerks))
    assert references == {"2026年第1期（总第41期）", "2026年第2期（总第42期）"}


def test_one_draft_is_issued_once_whoever_presses_the_button(cast: Cast) -> None:
    draft = approved(cast, a_draft(cast, a_series(cast)))
    cast.session.commit()
    with database.transaction() as session:
        issue(session, session.get_one(Bulletin, draft.id), cast.clerk, DAY, NOW)
    with database.transaction() as session, pytest.raises(Refusal, match="已印发"):
        issue(session, session.get_one(Bulletin, draft.id), cast.other_clerk, DAY, NOW)


def test_a_progress_entry_becomes_a_piece_with_its_unit_in_one_step_and_only_once(
    cast: Cast, session: Session
) -> None:
    own = cast.assignment(date(2026, 6, 30))
    accept(session, own, cast.lead, DAY, NOW)
    report(session, own, Report(DAY, 40, "办了两场竞赛。"), cast.lead, DAY, NOW)
    entry = session.exec(select(ProgressUpdate)).one()
    series = a_series(cast)
    draft = begin(session, series, cast.clerk, DAY, NOW)
    item = add_report(session, draft, entry, "简讯速览", cast.clerk, NOW)
    assert (item.text, item.unit_id, item.title) == (
        "办了两场竞赛。",
        cast.union.id,
        "市总工会：办好职工技能竞赛",
    )
    with pytest.raises(Refusal, match="已经编在本期"):
        add_report(session, draft, entry, "", cast.clerk, NOW)
    assert [one.id for one in used_in(session, [entry.id])[entry.id]] == [draft.id]
    issue(session, approved(cast, draft), cast.clerk, DAY, NOW)
    assert [(one.item.title, one.unit.called) for one in adopted(session, cast.union.id)] == [
        ("市总工会：办好职工技能竞赛", "市总工会")
    ]
    assert adopted(session, cast.labour.id) == []


def test_an_experience_that_is_printed_counts_as_published_there(cast: Cast, session: Session) -> None:
    experience = Experience(
        unit_id=cast.union.id,
        title="以赛促训",
        text="做法。",
        state=ExperienceState.SUMMARISED,
        on=DAY,
        at=NOW,
        by="王敏",
    )
    session.add(experience)
    session.flush()
    draft = begin(session, a_series(cast), cast.clerk, DAY, NOW)
    add_experience(session, draft, experience, "重点推荐", cast.clerk, NOW)
    issue(session, approved(cast, draft), cast.clerk, DAY, NOW)
    printed = session.exec(select(Publication)).one()
    assert (printed.medium, printed.on) == ("改革快报2026年第1期（总第41期）", DAY)


def test_pieces_move_up_and_down_within_their_section(cast: Cast, session: Session) -> None:
    draft = begin(session, a_series(cast), cast.clerk, DAY, NOW)
    for title, section in (("甲", "简讯速览"), ("乙", "简讯速览"), ("丙", "重点推荐")):
        add_item(session, draft, title, "内容。", cast.clerk, NOW, section=section)
    assert [one.title for one in items_of(session, draft)] == ["丙", "甲", "乙"]
    second = items_of(session, draft)[2]
    assert move_item(session, draft, second, True, cast.clerk, NOW)
    assert not move_item(session, draft, second, True, cast.clerk, NOW)
    assert [one.title for one in items_of(session, draft)] == ["丙", "乙", "甲"]
    remove_item(session, draft, second, cast.clerk, NOW)
    assert [one.title for one in items_of(session, draft)] == ["丙", "甲"]
    entry = session.exec(select(LogEntry).order_by(col(LogEntry.id).desc())).all()[0]
    assert (entry.subject, entry.note, entry.particulars["text"]) == (Subject.BULLETIN, "去掉“乙”", "内容。")


def test_a_list_of_addressees_keeps_every_change_and_an_issue_goes_to_the_units_of_its_day(
    cast: Cast, session: Session
) -> None:
    series = a_series(cast)
    assert set_list(session, series, "送", ["市总工会", "试点企业", "市外机关"], cast.clerk, NOW) == 3
    one = issued(cast, series)
    assert set_list(session, series, "送", ["市人社局"], cast.clerk, at(DAY, 11)) == 4
    rows = session.exec(select(Subscription).order_by(col(Subscription.id))).all()
    assert [(row.name, row.is_added) for row in rows[3:]] == [
        ("市人社局", True),
        ("市总工会", False),
        ("试点企业", False),
        ("市外机关", False),
    ]
    assert one.distribution["units"] == sorted([cast.union.id, *(pilot.id for pilot in cast.pilots)])
    assert sent_to(session, cast.union.id) == [one]
    assert may_see(cast.lead, one)
    assert not may_see(cast.supporter, one)
    assert not may_see(cast.lead, a_draft(cast, series))


def test_the_proofreading_stands_beside_its_passage_and_may_be_set_aside_by_name(
    cast: Cast, session: Session
) -> None:
    session.add(Alias(unit_id=cast.union.id, name="市劳动工会", until=date(2025, 1, 1)))
    session.flush()
    series = a_series(cast)
    draft = a_draft(cast, series, "参赛100人，其中男60人、女50人。市劳动工会牵头。")
    found = queries(session, draft, DAY)
    assert [one.mark.says for one in found] == [
        "“其中”各项相加60＋50＝110，比总数100人多10人。",
        "“市劳动工会”是以前的名称，现为“市总工会”。",
    ]
    approved(cast, draft)
    dismiss(session, draft, found[0].mark.key, found[0].mark.says, "原文如此", cast.clerk, NOW)
    held = queries(session, draft, DAY)[0].dismissed
    assert held is not None
    assert (held["by"], held["reason"]) == ("王敏", "原文如此")
    assert draft.approved_by == "周衡", "what is set aside changes nothing that is printed"
    (item,) = items_of(session, draft)
    text = "参赛100人，其中男60人、女51人。"
    change_item(session, draft, item, cast.clerk, NOW, title="题", text=text, section="", unit_id=None)
    assert queries(session, draft, DAY)[0].dismissed is None, "another mistake is another query"


def test_markup_in_a_title_and_a_very_long_piece_are_printed_as_they_are(
    cast: Cast, session: Session
) -> None:
    draft = begin(session, a_series(cast), cast.clerk, DAY, NOW)
    add_item(session, draft, "<b>粗</b>&amp;", "长" * 5000, cast.clerk, NOW)
    one = issue(session, approved(cast, draft), cast.clerk, DAY, NOW)
    texts = [p.text for p in docx.Document(BytesIO(as_file(issue_of(session, one, DAY)))).paragraphs]
    assert "<b>粗</b>&amp;" in texts
    assert "长" * 5000 in texts


def test_who_is_no_clerk_edits_nothing(cast: Cast, session: Session) -> None:
    series = a_series(cast)
    for actor in (cast.leader, cast.lead):
        with pytest.raises(Refusal):
            begin(session, series, actor, DAY, NOW)
        with pytest.raises(Refusal):
            set_list(session, series, "报", ["某机关"], actor, NOW)
    with pytest.raises(Refusal, match="已经有一种简报"):
        a_series(cast)
