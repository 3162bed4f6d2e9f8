"""The office's short papers of a day: a circular, the material of a meeting, the leader's sheet, from what is known."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.campaign import Campaign, Freeze
from models.coordination import Coordination
from models.score import ScoreTotal
from models.words import UnitLevel
from papers import to_docx, to_docx_one_page
from papers.one_page import OnePage
from papers.paper import Paper
from reports.campaign_figures import figures_of
from reports.figures import figures
from reports.indicators import Conclusion, Reached, read_indicators
from reports.overdue import count_overdue
from reports.present import read_present
from reports.weeks import fridays_before, week_ends
from reports.worst import worst
from reports.writing import circular, meeting_pack, one_page
from reports.writing.circular import CircularMatter, UnitStands
from reports.writing.meeting_pack import DecidedBefore, LateDuty, PackMatter, ToCoordinate
from reports.writing.one_page import OnePageMatter, Pressing, Target, UnitLate
from schedules.lights import Light, LightLimits
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.decisions import ToDecide, to_decide
from supervision.directory.founding import office
from supervision.duties.coordination_queue import OPEN, Matter, queue
from supervision.meetings.records import Decided, decisions, meetings

_MOST_LATE = 60
_LAST_MEETINGS = 3
_BEHIND = (Conclusion.MISSED, Conclusion.BEHIND, Conclusion.UNMET, Conclusion.UNREPORTED)
_CALLED = {
    "letters": "份文书等待签发",
    "approvals": "项任务等待审批立项",
    "extension": "件延期申请等待批复",
    "joint_closure": "件合并销号等待审批",
    "coordination": "个问题等待议定",
    "submitted": "件等待审核销号",
    "measure": "条落实措施等待审核",
}


def circular_of_day(
    session: Session,
    as_of: date,
    today: date,
    calendar: WorkCalendar,
    limits: LightLimits,
    *,
    is_ranked: bool,
    is_named: bool,
) -> Paper:
    """The circular from the state of a day. There are no points then, so nothing is ranked beyond the counts.

    Raises Refusal for a day to come, and where nothing has been handed out.
    """
    if as_of > today:
        raise Refusal(f"数据截至日期{as_of.isoformat()}还没有到。请填今天或以前的日期。")
    counted = figures(session, as_of, calendar, limits)
    if not counted.units:
        raise Refusal("到这一天还没有交办的事项，写不出通报。")
    units = tuple(
        UnitStands(
            one.unit.called,
            one.unit.level.label,
            one.tally.due,
            one.tally.closed_of_due,
            one.tally.on_time,
            one.tally.overdue,
            one.tally.longest_late,
        )
        for one in counted.units
    )
    matter = CircularMatter(office(session).name, as_of, today, units, is_ranked=is_ranked, is_named=is_named)
    return circular.lay_out(matter)


def circular_of_campaign(
    session: Session, campaign: Campaign, today: date, *, is_ranked: bool, is_named: bool
) -> Paper:
    """The circular from the latest freeze of a campaign, with the scores that were computed on it.

    Raises Refusal where nothing was frozen, and where places are asked for and nothing was scored.
    """
    freezes = session.exec(
        select(Freeze).where(col(Freeze.campaign_id) == campaign.id).order_by(col(Freeze.number).desc())
    ).all()
    if not freezes:
        raise Refusal(f"“{campaign.title}”还没有冻结数据，写不出通报。请先冻结数据。")
    scored = {
        one.unit_id: one
        for one in session.exec(select(ScoreTotal).where(col(ScoreTotal.freeze_id) == freezes[0].id))
    }
    if is_ranked and not scored:
        raise Refusal(
            f"“{campaign.title}”最近一次冻结的数据还没有计算得分，不能排名。请先计算得分，或写不排名的通报。"
        )
    counted = figures_of(session, freezes[0])
    units = tuple(
        UnitStands(
            fact.called or fact.name,
            UnitLevel.called(total.unit_class)
            if (total := scored.get(unit_id)) and total.unit_class
            else fact.level.label,
            counts.due,
            counts.closed_of_due,
            counts.on_time,
            counts.overdue,
            counts.longest_late,
            total.total if total else None,
            total.place if total else None,
            total.tier if total else None,
        )
        for unit_id, counts in counted.units.items()
        if (fact := counted.unit_facts[unit_id]) and (counts.assigned or unit_id in scored)
    )
    matter = CircularMatter(
        office(session).name, counted.as_of, today, units, campaign.title, is_ranked, is_named
    )
    return circular.lay_out(matter)


def meeting_material(
    session: Session, title: str, actor: Actor, today: date, calendar: WorkCalendar, limits: LightLimits
) -> Paper:
    """What is put before a meeting: the overdue, what has to be coordinated, what the last meetings decided."""
    late = worst(session, today, calendar, limits, _MOST_LATE)
    open_matters = queue(session, actor, today, col(Coordination.status).in_(OPEN))
    last = [one.id for one in meetings(session)[:_LAST_MEETINGS]]
    carried = decisions(session, today, only_open=True)
    shown = {one.decision.id: one for one in [*decisions(session, today, last), *carried]}
    return meeting_pack.lay_out(
        PackMatter(
            office=office(session).name,
            as_of=today,
            late=tuple(
                LateDuty(
                    one.overdue.called,
                    one.overdue.number,
                    one.overdue.title,
                    one.overdue.due_on,
                    one.overdue.workdays_late,
                    one.taken_to.label if one.taken_to else "",
                    one.problems or one.progress,
                )
                for one in late
            ),
            late_in_all=count_overdue(session, today),
            to_coordinate=tuple(_to_coordinate(one) for one in open_matters),
            decided=tuple(_decided(one) for one in shown.values()),
            title=" ".join(title.split()),
        )
    )


def leaders_sheet(
    session: Session, actor: Actor, today: date, now: datetime, calendar: WorkCalendar, limits: LightLimits
) -> OnePage:
    """The leader's sheet of today."""
    present = read_present(session, today, now, calendar, limits)
    fridays = fridays_before(today)
    weeks = week_ends(session, fridays[-1:]) if fridays else []
    behind = [
        one
        for one in read_indicators(session, today, margin=abs(limits.pace_yellow))
        if one.conclusion in _BEHIND and not one.indicator.is_soft
    ]
    behind.sort(key=lambda one: _BEHIND.index(one.conclusion))
    open_matters = queue(session, actor, today, col(Coordination.status).in_(OPEN))
    late = [one for one in decisions(session, today, only_open=True) if one.days_over]
    return one_page.lay_out(
        OnePageMatter(
            office=office(session).name,
            as_of=today,
            assigned=present.total,
            closed=present.closed,
            due=present.due,
            completion=present.completion,
            punctuality=present.punctuality,
            overdue=present.lights[Light.RED],
            overdue_before=weeks[0].overdue if weeks else None,
            late=tuple(
                Pressing(
                    one.overdue.called,
                    one.overdue.title,
                    one.overdue.due_on,
                    one.overdue.workdays_late,
                    one.taken_to.label if one.taken_to else "",
                )
                for one in worst(session, today, calendar, limits, 5)
            ),
            units=tuple(
                UnitLate(one.called, one.lights[Light.RED], one.lights[Light.YELLOW], one.total)
                for one in present.worst(5)
            ),
            targets=tuple(_target(one) for one in behind),
            waiting=tuple(_waits(one, today) for one in to_decide(session, actor, today, calendar)),
            matters=tuple(
                f"{one.unit.called}：{one.coordination.text}（提出{one.age}天）" for one in open_matters
            ),
            decided=tuple(
                f"{one.unit.called if one.unit else '—'}：{one.decision.text}（超过{one.days_over}天）"
                for one in late
            ),
        )
    )


def campaigns_to_tell(session: Session) -> Sequence[Campaign]:
    """The campaigns that have something frozen, the latest first."""
    frozen = select(Freeze.campaign_id)
    rows = select(Campaign).where(col(Campaign.id).in_(frozen))
    return session.exec(rows.order_by(col(Campaign.id).desc())).all()


def as_word(paper: Paper | OnePage) -> bytes:
    """The paper as a Word file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.docx"
        if isinstance(paper, OnePage):
            to_docx_one_page.write(paper, path)
        else:
            to_docx.write(paper, path)
        return path.read_bytes()


def _to_coordinate(one: Matter) -> ToCoordinate:
    answered = [
        f"{asked.unit.called}：{asked.reply.opinion}" for asked in one.asked if asked.reply.answered_on
    ]
    silent = sum(asked.reply.answered_on is None for asked in one.asked)
    said = "；".join(answered)
    if silent:
        said += f"{'；' if said else ''}{silent}家还没有答复"
    return ToCoordinate(one.unit.called, one.coordination.text, one.age, said)


def _decided(one: Decided) -> DecidedBefore:
    return DecidedBefore(
        one.meeting.title,
        one.meeting.held_on,
        one.decision.text,
        one.unit.called if one.unit else "",
        one.decision.due_on,
        one.decision.outcome,
        one.is_open,
        one.days_over,
    )


def _target(one: Reached) -> Target:
    indicator = one.indicator
    value = "未报送" if one.value is None else f"{one.value.normalize():f}{indicator.measure}"
    return Target(
        indicator.name, value, f"{indicator.target.normalize():f}{indicator.measure}", one.conclusion.label
    )


def _waits(one: ToDecide, today: date) -> str:
    said = f"{one.count}{_CALLED.get(one.kind, '件')}"
    if one.overdue:
        return f"{said}，其中{one.overdue}个超过时限"
    days = one.days(today)
    return f"{said}，最早的已等{days}天" if days else said
