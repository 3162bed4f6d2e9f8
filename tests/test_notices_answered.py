"""What a letter says of a decision: the decision itself and its reason, for a unit that reads only the letter."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.assignment import Assignment
from models.coordination import Coordination
from models.extension import Extension
from models.notice import Delivery
from notices.digest import compose
from notices.outbox import gather
from schedules.workdays import work_calendar
from supervision.duties.acceptance import accept
from supervision.duties.clock_stops import restart, stop
from supervision.duties.closure import close, reopen, withdraw
from supervision.duties.coordination import ask as ask_opinions
from supervision.duties.coordination import decline, put_forward, settle
from supervision.duties.extensions import TimeRequest, ask, grant, refuse
from supervision.duties.submission import send_back, submit
from supervision.duties.transfer import transfer
from tests.cast import DAY, Cast, at

JUNE_30, AUG_31 = date(2026, 6, 30), date(2026, 8, 31)
NOW = at(DAY, 10)


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(JUNE_30)
    accept(cast.session, made, cast.lead, DAY, NOW)
    return made


def _letters(cast: Cast, unit_id: int) -> str:
    """Everything that the people of a unit get to read, on one line."""
    gather(cast.session, DAY, NOW)
    rows = cast.session.exec(select(Delivery).where(Delivery.address.startswith(f"u{unit_id}.")))
    sent = [compose(cast.session, row, NOW, work_calendar(), "http://board") for row in rows]
    return " ".join(line.strip() for letter in sent if letter for line in letter.body.splitlines())


def _asked(cast: Cast, duty: Assignment) -> Extension:
    return ask(cast.session, duty, TimeRequest(AUG_31, "场馆在修", "已办一场"), cast.lead, DAY, NOW)


def test_the_letter_says_until_when_more_time_was_granted(cast: Cast, duty: Assignment) -> None:
    grant(cast.session, _asked(cast, duty), AUG_31, cast.clerk, DAY, NOW, "到期不再延。")
    said = "延期申请已批复。第1次延期：由2026年6月30日延至2026年8月31日。到期不再延。请按现行时限办理。"
    assert said in _letters(cast, cast.union.id)


def test_the_letter_says_that_more_time_was_refused_and_why(cast: Cast, duty: Assignment) -> None:
    refuse(cast.session, _asked(cast, duty), cast.clerk, DAY, NOW, "场馆已经修好")
    assert "延期申请已批复。不同意延期至2026年8月31日。场馆已经修好。" in _letters(cast, cast.union.id)


def test_the_letter_says_why_a_submission_came_back(cast: Cast, duty: Assignment) -> None:
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    send_back(cast.session, duty, cast.clerk, DAY, NOW, "缺签到表\n和照片")
    assert "销号申请已退回：缺签到表 和照片。补充完善后，请重新申请销号。" in _letters(cast, cast.union.id)


def test_the_letters_say_to_whom_and_from_whom_a_duty_passed(cast: Cast, duty: Assignment) -> None:
    transfer(cast.session, duty, cast.labour, cast.clerk, DAY, NOW, "职责已划转")
    assert "这一事项已转市人社局办理：职责已划转。贵单位不必再办" in _letters(cast, cast.union.id)
    assert "由市总工会转办：职责已划转。请在两个工作日内签收" in _letters(cast, cast.labour.id)


def test_the_letter_says_why_it_was_withdrawn(cast: Cast, duty: Assignment) -> None:
    withdraw(cast.session, duty, cast.clerk, DAY, NOW, "与另一项合并")
    assert "已撤回，不必再办，特此告知。理由：与另一项合并。" in _letters(cast, cast.union.id)


def test_the_letter_says_what_was_remarked_on_closing_and_why_it_was_reopened(
    cast: Cast, duty: Assignment
) -> None:
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    close(cast.session, duty, cast.clerk, DAY, NOW, "名单属实")
    assert "审核意见：名单属实。" in _letters(cast, cast.union.id)
    reopen(cast.session, duty, cast.clerk, DAY, NOW, "数字有误")
    assert "现予重启：数字有误。" in _letters(cast, cast.union.id)


def test_what_was_struck_off_after_its_day_is_not_called_overdue(cast: Cast) -> None:
    duty = cast.assignment(DAY - timedelta(2))
    accept(cast.session, duty, cast.lead, DAY, NOW)
    submit(cast.session, duty, cast.lead, DAY, NOW, "已办完")
    close(cast.session, duty, cast.clerk, DAY, NOW, "名单属实")
    letters = _letters(cast, cast.union.id)
    assert "已审核销号" in letters
    assert "逾期" not in letters


def test_a_paper_without_a_number_is_named_in_title_marks(cast: Cast, duty: Assignment) -> None:
    document = cast.document
    document.reference, document.title = "", "重点事项台账"
    cast.session.flush()
    stop(cast.session, duty, cast.clerk, DAY, NOW, "等省里批复")
    assert "依据：《重点事项台账》" in _letters(cast, cast.union.id)


def test_the_letter_says_why_the_clock_stands(cast: Cast, duty: Assignment) -> None:
    stop(cast.session, duty, cast.clerk, DAY, NOW, "等省里批复")
    assert "自即日起中止计时，恢复前不再提醒。原因：等省里批复。" in _letters(cast, cast.union.id)


def test_the_letter_says_until_when_the_time_moved_on(cast: Cast, duty: Assignment) -> None:
    stop(cast.session, duty, cast.clerk, DAY, NOW, "等省里批复")
    restart(cast.session, duty, cast.clerk, DAY, NOW)
    assert "已恢复计时，请继续办理。中止0个工作日" in _letters(cast, cast.union.id)
    assert "等省里批复" not in _letters(cast, cast.union.id)


def _matter(cast: Cast, duty: Assignment) -> Coordination:
    return put_forward(cast.session, duty, "请协调场馆", cast.lead, DAY, NOW)


def test_the_letter_says_what_was_decided_to_all_concerned(cast: Cast, duty: Assignment) -> None:
    matter = _matter(cast, duty)
    ask_opinions(cast.session, matter, [cast.labour.id], cast.clerk, DAY, NOW)
    assert "贵单位提出的需协调事项“请协调场馆”已受理" in _letters(cast, cast.union.id)
    assert "市总工会提出的需协调事项“请协调场馆”，征求贵单位的意见" in _letters(cast, cast.labour.id)
    settle(cast.session, matter, "由体育局开放两天。", cast.clerk, DAY, NOW)
    assert "需协调事项“请协调场馆”已议定：由体育局开放两天。" in _letters(cast, cast.union.id)
    assert "市总工会提出的需协调事项“请协调场馆”已议定：由体育局开放两天。" in _letters(cast, cast.labour.id)


def test_the_letter_says_why_it_was_declined_and_cuts_what_is_very_long(cast: Cast, duty: Assignment) -> None:
    decline(cast.session, _matter(cast, duty), "职责以内的事，" * 100, cast.clerk, DAY, NOW)
    body = _letters(cast, cast.union.id)
    assert "不予协调：职责以内的事，" in body
    assert "……（全文请登录查看）" in body
    assert body.count("职责以内") < 40
