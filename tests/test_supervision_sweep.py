"""The sweep: what the ladder asks for, once ever, and nothing where nothing is due."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import Settings, settings
from models.assignment import Assignment
from models.notice import Delivery, Notice
from models.words import DeliveryStatus, NoticeKind
from notices.outbox import gather
from schedules.ladder_files import read_pack_file
from schedules.workdays import work_calendar
from supervision.duties.acceptance import accept
from supervision.duties.progress import Report, report
from supervision.duties.submission import send_back, submit
from supervision.letters.packs import choice_of, packs_as_they_stand
from supervision.letters.signature import awaiting_signature, sign
from supervision.letters.sweep import Swept, raise_notices
from tests.cast import DAY, Cast, at
from tests.post import everything_arrives

JUNE_15 = date(2026, 6, 15)


def _sweep(session: Session, day: date) -> Swept:
    swept = raise_notices(session, day, at(day), settings(), work_calendar())
    everything_arrives(session, day)
    return swept


def _every_day(session: Session, first: date, last: date) -> list[tuple[date, str, bool]]:
    day = first
    while day <= last:
        _sweep(session, day)
        day += timedelta(1)
    rows = session.exec(select(Notice).where(Notice.rung != "assignment").order_by(Notice.id))  # type: ignore[arg-type]
    return [(row.raised_on, row.rung, row.late) for row in rows]


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    made = cast.assignment(JUNE_15)
    accept(cast.session, made, cast.lead, DAY, at(DAY))
    return made


@pytest.mark.long
def test_every_rung_is_raised_once_on_its_day(cast: Cast, duty: Assignment) -> None:
    assert _every_day(cast.session, DAY, date(2026, 7, 31)) == [
        (date(2026, 5, 6), "behind-pace", False),
        (date(2026, 5, 18), "third-left", False),
        (date(2026, 6, 1), "behind-pace", False),
        (date(2026, 6, 10), "three-days", False),
        (date(2026, 6, 15), "due-day", False),
        (date(2026, 6, 16), "chaser", False),
        (date(2026, 6, 23), "order", False),
        (date(2026, 6, 30), "circular", False),
        (date(2026, 7, 14), "interview", False),
    ]


def test_sweeping_a_day_twice_raises_nothing_new(cast: Cast, duty: Assignment) -> None:
    assert _sweep(cast.session, JUNE_15).raised == {NoticeKind.REMINDER: 1}
    assert _sweep(cast.session, JUNE_15).total == 0


def test_after_an_outage_only_the_highest_rung_comes_and_is_marked_late(cast: Cast, duty: Assignment) -> None:
    swept = _sweep(cast.session, date(2026, 6, 25))
    assert (swept.raised, swept.late) == ({NoticeKind.ORDER: 1}, 1)
    assert _every_day(cast.session, date(2026, 6, 26), date(2026, 6, 29)) == [
        (date(2026, 6, 25), "order", True)
    ]


@pytest.mark.parametrize("day", [date(2026, 6, 13), date(2026, 6, 19), date(2026, 10, 1)])
def test_a_day_off_raises_nothing(cast: Cast, duty: Assignment, day: date) -> None:
    swept = _sweep(cast.session, day)
    assert swept.is_day_off
    assert swept.total == 0


def test_a_make_up_saturday_is_a_working_day(cast: Cast) -> None:
    saturday = date(2026, 10, 10)
    duty = cast.assignment(saturday, on=date(2026, 9, 1))
    accept(cast.session, duty, cast.lead, date(2026, 9, 1), at(date(2026, 9, 1)))
    assert _sweep(cast.session, date(2026, 10, 9)).total == 1
    assert _sweep(cast.session, saturday).raised == {NoticeKind.REMINDER: 1}
    rungs = cast.session.exec(select(Notice.rung).where(Notice.raised_on == saturday)).all()
    assert rungs == ["due-day"]


def test_nobody_is_chased_while_the_office_reviews(cast: Cast, duty: Assignment) -> None:
    submit(cast.session, duty, cast.lead, date(2026, 6, 12), at(date(2026, 6, 12)), "已办结")
    assert _sweep(cast.session, date(2026, 7, 20)).total == 0


def test_a_returned_duty_is_chased_again(cast: Cast, duty: Assignment) -> None:
    submit(cast.session, duty, cast.lead, date(2026, 6, 12), at(date(2026, 6, 12)), "已办结")
    send_back(cast.session, duty, cast.clerk, date(2026, 6, 16), at(date(2026, 6, 16)), "缺数据")
    assert _sweep(cast.session, date(2026, 6, 16)).raised == {NoticeKind.CHASER: 1}


@pytest.mark.long
def test_a_duty_without_a_deadline_is_never_chased(cast: Cast) -> None:
    duty = cast.assignment(None)
    accept(cast.session, duty, cast.lead, DAY, at(DAY))
    assert _every_day(cast.session, DAY, date(2026, 5, 29)) == []


def test_a_duty_nobody_accepted_is_reminded_of_once_after_two_working_days(cast: Cast) -> None:
    cast.assignment(None)
    friday = date(2026, 3, 13)
    assert _every_day(cast.session, DAY, friday) == [(date(2026, 3, 11), "accept", False)]


def test_a_supporting_unit_has_a_ladder_of_its_own(cast: Cast) -> None:
    task = cast.task(JUNE_15, supporting=("市人社局",))
    rows = cast.session.exec(select(Assignment).where(Assignment.task_id == task.id)).all()
    lead = next(row for row in rows if row.unit_id == cast.union.id)
    accept(cast.session, lead, cast.lead, DAY, at(DAY))
    submit(cast.session, lead, cast.lead, DAY, at(DAY), "已办结")
    swept = _sweep(cast.session, date(2026, 6, 16))
    raised = cast.session.exec(select(Notice).where(Notice.kind == NoticeKind.CHASER)).all()
    assert swept.raised[NoticeKind.CHASER] == 1
    assert [notice.assignment_id for notice in raised] == [row.id for row in rows if row is not lead]


def test_above_a_chaser_the_notice_waits_for_a_signature(cast: Cast, duty: Assignment) -> None:
    _sweep(cast.session, date(2026, 6, 16))
    assert awaiting_signature(cast.session) == []
    _sweep(cast.session, date(2026, 6, 23))
    assert [notice.kind for notice in awaiting_signature(cast.session)] == [NoticeKind.ORDER]


def test_a_proposal_falls_away_when_the_unit_has_handed_in(cast: Cast, duty: Assignment) -> None:
    day = date(2026, 6, 23)
    _sweep(cast.session, day)
    [order] = awaiting_signature(cast.session)
    submit(cast.session, duty, cast.lead, day, at(day), "已办结")
    assert awaiting_signature(cast.session) == []
    with pytest.raises(Refusal, match="已经申请销号"):
        sign(cast.session, order.id, cast.leader, at(day))
    send_back(cast.session, duty, cast.clerk, day, at(day), "缺数据")
    sign(cast.session, order.id, cast.leader, at(day))
    assert order.signed_by == "周衡"


def test_a_unit_signs_nothing(cast: Cast, duty: Assignment) -> None:
    _sweep(cast.session, date(2026, 6, 23))
    with pytest.raises(Refusal, match="责任单位账号不能操作"):
        sign(cast.session, awaiting_signature(cast.session)[0].id, cast.lead, at(DAY))


def test_sweeping_an_earlier_day_does_not_climb_down(cast: Cast, duty: Assignment) -> None:
    assert _sweep(cast.session, date(2026, 6, 23)).raised == {NoticeKind.ORDER: 1}
    assert _sweep(cast.session, date(2026, 6, 16)).total == 0


def test_of_several_proposals_on_one_matter_the_gravest_waits(cast: Cast, duty: Assignment) -> None:
    for day in (date(2026, 6, 23), date(2026, 6, 30)):
        _sweep(cast.session, day)
    assert [notice.kind for notice in awaiting_signature(cast.session)] == [NoticeKind.CIRCULAR]


def test_a_clerk_signs_an_order_and_a_leader_what_is_graver(cast: Cast, duty: Assignment) -> None:
    _sweep(cast.session, date(2026, 6, 23))
    sign(cast.session, awaiting_signature(cast.session)[0].id, cast.clerk, at(DAY))
    everything_arrives(cast.session, date(2026, 6, 24))
    _sweep(cast.session, date(2026, 6, 30))
    [circular] = awaiting_signature(cast.session)
    with pytest.raises(Refusal, match="由领导签发"):
        sign(cast.session, circular.id, cast.clerk, at(DAY))
    sign(cast.session, circular.id, cast.leader, at(DAY))
    assert circular.signed_by == "周衡"


def test_what_did_not_arrive_is_followed_by_nothing_above_a_chaser(cast: Cast, duty: Assignment) -> None:
    for day in (date(2026, 6, 16), date(2026, 6, 23), date(2026, 7, 14)):
        raise_notices(cast.session, day, at(day), settings(), work_calendar())
    kinds = cast.session.exec(select(Notice.kind).where(Notice.assignment_id == duty.id)).all()
    assert NoticeKind.CHASER in kinds
    assert not {NoticeKind.ORDER, NoticeKind.CIRCULAR, NoticeKind.INTERVIEW} & set(kinds)
    everything_arrives(cast.session, date(2026, 7, 14))
    assert _sweep(cast.session, date(2026, 7, 15)).raised == {NoticeKind.INTERVIEW: 1}


def test_who_reports_after_the_chaser_has_been_told(cast: Cast, duty: Assignment) -> None:
    day = date(2026, 6, 16)
    raise_notices(cast.session, day, at(day), settings(), work_calendar())
    report(cast.session, duty, Report(day, 60, "正在办理"), cast.lead, day, at(day))
    assert _sweep(cast.session, date(2026, 6, 23)).raised == {NoticeKind.ORDER: 1}


@pytest.mark.long
def test_who_lags_behind_the_pace_is_told_once_a_month_and_no_more(cast: Cast) -> None:
    duty = cast.assignment(date(2026, 12, 31))
    accept(cast.session, duty, cast.lead, DAY, at(DAY))
    report(cast.session, duty, Report(DAY, 5, "已启动"), cast.lead, DAY, at(DAY))
    assert [(day, rung) for day, rung, _ in _every_day(cast.session, DAY, date(2026, 6, 30))] == [
        (date(2026, 5, 6), "behind-pace"),
        (date(2026, 6, 1), "behind-pace"),
    ]


@pytest.mark.long
def test_two_reports_missed_in_a_row_propose_an_order(cast: Cast) -> None:
    task = cast.task(date(2026, 12, 31))
    task.reporting = "monthly"
    duty = cast.session.exec(select(Assignment).where(Assignment.task_id == task.id)).one()
    accept(cast.session, duty, cast.lead, DAY, at(DAY))
    found = _every_day(cast.session, DAY, date(2026, 5, 29))
    # March and April; five working days of grace after the holiday.
    assert (date(2026, 5, 12), "two-reports", False) in found
    waiting = awaiting_signature(cast.session)
    assert [(one.kind, one.occasion) for one in waiting] == [(NoticeKind.ORDER, "2026-04")]


def test_a_changed_pack_speaks_from_the_day_after_the_last_sweep(cast: Cast, home: Path) -> None:
    duty = cast.assignment(JUNE_15)
    accept(cast.session, duty, cast.lead, DAY, at(DAY))
    _own_pack(home, read_pack_file("standard").text)
    own = Settings(ladder="own")
    for day in (date(2026, 6, 9), date(2026, 6, 10)):
        raise_notices(cast.session, day, at(day), own, work_calendar())
    # One reminder that would have come before, one that is still to come.
    changed = read_pack_file("own").text.replace("workdays = -3", "workdays = -4")
    _own_pack(home, changed.replace('name = "three-days"', 'name = "four-days"').replace("2026.2", "2026.3"))
    for day in (date(2026, 6, 11), date(2026, 6, 12), date(2026, 6, 15)):
        raise_notices(cast.session, day, at(day), own, work_calendar())
    rows = cast.session.exec(select(Notice).where(Notice.pack != "").order_by(Notice.id)).all()  # type: ignore[arg-type]
    assert [(row.rung, row.pack) for row in rows] == [
        ("third-left", "own 2026.2"),
        ("three-days", "own 2026.2"),
        ("due-day", "own 2026.3"),
    ]


def test_a_pack_written_for_later_waits_for_its_day(cast: Cast, home: Path) -> None:
    duty = cast.assignment(JUNE_15)
    accept(cast.session, duty, cast.lead, DAY, at(DAY))
    _own_pack(home, read_pack_file("standard").text)
    own = Settings(ladder="own")
    raise_notices(cast.session, date(2026, 6, 9), at(date(2026, 6, 9)), own, work_calendar())
    later = read_pack_file("own").text.replace("effective_from = 2026-01-01", "effective_from = 2026-06-15")
    _own_pack(home, later.replace("2026.2", "2026.3"))
    assert packs_as_they_stand(cast.session, choice_of(own))[0].pack.version == "2026.2"
    for day in (date(2026, 6, 10), date(2026, 6, 12), JUNE_15):
        raise_notices(cast.session, day, at(day), own, work_calendar())
    rows = cast.session.exec(select(Notice).where(Notice.rung.in_(["three-days", "due-day"])))  # type: ignore[attr-defined]
    assert [(row.rung, row.pack) for row in rows] == [("three-days", "own 2026.2"), ("due-day", "own 2026.3")]


def test_while_a_pack_is_wrong_the_old_one_stays_in_force_and_the_mistake_is_told(
    cast: Cast, duty: Assignment, home: Path
) -> None:
    _own_pack(home, read_pack_file("standard").text)
    own = Settings(ladder="own")
    raise_notices(cast.session, date(2026, 6, 9), at(DAY), own, work_calendar())
    _own_pack(home, read_pack_file("own").text.replace("workdays = 0", "workdays = 700"))
    swept = raise_notices(cast.session, JUNE_15, at(JUNE_15), own, work_calendar())
    assert swept.raised == {NoticeKind.REMINDER: 1}
    (trouble,) = swept.troubles
    assert "own.toml 第" in trouble
    assert "workdays 是“700”" in trouble


def test_a_pack_that_never_was_right_is_refused(cast: Cast, duty: Assignment, home: Path) -> None:
    _own_pack(home, "name = 3")
    with pytest.raises(Refusal, match=r"own\.toml .*title 缺少这一项|name 应是一段文字"):
        raise_notices(cast.session, JUNE_15, at(JUNE_15), Settings(ladder="own"), work_calendar())
    with pytest.raises(Refusal, match="没有名为“nowhere”"):
        raise_notices(cast.session, JUNE_15, at(JUNE_15), Settings(ladder="nowhere"), work_calendar())


def test_a_choice_for_what_there_is_not_is_refused(cast: Cast, duty: Assignment) -> None:
    with pytest.raises(Refusal, match="“火急”既不是紧急程度，也不是单位类别"):
        raise_notices(
            cast.session, JUNE_15, at(JUNE_15), Settings(ladders={"火急": "13710"}), work_calendar()
        )


def _own_pack(home: Path, text: str) -> None:
    folder = home / "ladders"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "own.toml").write_text(text.replace('name = "standard"', 'name = "own"'), encoding="utf-8")


def test_an_order_that_did_not_arrive_is_followed_by_no_circular(cast: Cast, duty: Assignment) -> None:
    day = date(2026, 6, 23)
    _sweep(cast.session, date(2026, 6, 16))
    _sweep(cast.session, day)
    cast.session.execute(update(Notice).where(col(Notice.kind) == NoticeKind.ORDER).values(signed_by="王敏"))
    swept = raise_notices(cast.session, date(2026, 6, 30), at(day), settings(), work_calendar())
    assert swept.total == 0
    everything_arrives(cast.session, date(2026, 6, 30))
    assert _sweep(cast.session, date(2026, 7, 1)).raised == {NoticeKind.CIRCULAR: 1}


def test_what_went_out_by_the_third_channel_has_arrived(cast: Cast, duty: Assignment) -> None:
    _sweep(cast.session, date(2026, 6, 15))
    raise_notices(cast.session, date(2026, 6, 16), at(DAY), settings(), work_calendar())
    gather(cast.session, date(2026, 6, 16), at(DAY))
    letters = cast.session.exec(select(Delivery).where(Delivery.day == date(2026, 6, 16))).all()
    for letter in letters:
        letter.status = DeliveryStatus.FAILED
        last = letter.id
        for channel in ("sms", "slip"):
            again = Delivery(
                contact_id=letter.contact_id,
                day=letter.day,
                channel=channel,
                address=letter.address,
                replaces_id=last,
                status=DeliveryStatus.SENT if channel == "slip" else DeliveryStatus.FAILED,
                not_before=at(DAY),
            )
            cast.session.add(again)
            cast.session.flush()
            last = again.id
    assert letters
    swept = raise_notices(cast.session, date(2026, 6, 23), at(DAY), settings(), work_calendar())
    assert swept.raised == {NoticeKind.ORDER: 1}
