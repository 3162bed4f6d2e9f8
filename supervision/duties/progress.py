"""Progress (反馈进展) and readings of indicators, as units report them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.inserts import insert_new
from models.lifecycle import UNCOUNTED
from models.progress import ProgressUpdate
from models.task import Indicator, IndicatorShare, Reading, TaskUnit
from models.words import Move, Subject, UserRole, Verification
from reports.measures.counting import ratio
from reports.measures.stored import target_of
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.duties.coordination import raise_matter
from supervision.duties.moves import move
from supervision.record.log import log

_TWICE = timedelta(seconds=30)
_LONGEST_SOURCE = 100
# A ratio as people write it may be rounded to one place.
_ROUNDED = Decimal("0.1")
# What the column for figures holds.
_LARGEST = Decimal(10) ** 16


@dataclass(frozen=True, slots=True)
class Report:
    """What a unit says: how far (percent), 进展, 存在问题, 下一步措施, 需协调事项; ``as_of`` is the day it holds for."""

    as_of: date
    percent: int
    progress: str
    problems: str = ""
    next_steps: str = ""
    to_coordinate: str = ""


def report(
    session: Session,
    assignment: Assignment,
    said: Report,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    repeats_matter: bool = False,
) -> ProgressUpdate:
    """Take a report down; what it says needs coordination joins the queue (see ``coordination``).

    ``repeats_matter`` is set where those words were only copied from the last report, and ask for nothing new.

    Raises Refusal when it says nothing, or speaks of a day that has not come.
    """
    if not said.progress.strip():
        raise Refusal("请写明进展情况再提交。")
    if not 0 <= said.percent <= 100:
        raise Refusal(f"进度应为0到100之间的整数，现在填的是{said.percent}。")
    if said.as_of > today:
        raise Refusal(f"数据截至日期{day_in_words(said.as_of)}还没有到。请填今天或以前的日期。")
    _require_newer(session, assignment, said.as_of)
    _require_new(session, assignment, said, actor, now)
    made = move(session, assignment, Move.REPORT, actor, today, now, note=said.progress.strip())
    row = ProgressUpdate(
        assignment_id=assignment.id,
        as_of=said.as_of,
        percent=said.percent,
        progress=said.progress.strip(),
        problems=said.problems.strip(),
        next_steps=said.next_steps.strip(),
        to_coordinate=said.to_coordinate.strip(),
        at=now,
        by=made.by,
    )
    session.add(row)
    session.flush()
    if not repeats_matter:
        raise_matter(session, assignment, row, actor, today, now)
    return row


def _require_new(session: Session, assignment: Assignment, said: Report, actor: Actor, now: datetime) -> None:
    """Raises Refusal for what the same person handed in a moment ago: the button was pressed twice."""
    # The row is taken first, so that of two clicks at once the second sees the first.
    session.refresh(assignment, with_for_update=True)
    earlier = updates(session, assignment.id)
    if not earlier or now - earlier[0].at > _TWICE or earlier[0].by != actor.signature(Move.REPORT):
        return
    last = earlier[0]
    before = (last.as_of, last.percent, last.progress, last.problems, last.next_steps, last.to_coordinate)
    words = (said.progress, said.problems, said.next_steps, said.to_coordinate)
    if before == (said.as_of, said.percent, *(text.strip() for text in words)):
        raise Refusal("同样的反馈刚刚已经提交，不必重复提交。请刷新后再看。")


def _require_newer(session: Session, assignment: Assignment, as_of: date) -> None:
    if as_of < assignment.assigned_on:
        raise Refusal(f"数据截至日期早于交办日期{day_in_words(assignment.assigned_on)}。请核对日期。")
    earlier = updates(session, assignment.id)
    if earlier and as_of < max(update.as_of for update in earlier):
        last = day_in_words(max(update.as_of for update in earlier))
        raise Refusal(f"已经有截至{last}的反馈，不能再报更早的进度。请把截至日期改为{last}或以后。")


def read_off(
    session: Session,
    indicator: Indicator,
    value: Decimal | None,
    as_of: date,
    actor: Actor,
    today: date,
    now: datetime,
    unit_id: int | None = None,
    *,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    source: str = "",
    text: str = "",
) -> None:
    """Note the value of an indicator as of a day (填报值), as reported and not yet verified.

    A ratio may be given by ``numerator`` and ``denominator``, and its value is computed from them. ``source`` names the
    survey or system that it comes from, empty for the unit's own report; ``text`` is what is said beside it.

    Raises Refusal when that day has a value from this unit already (figures are not overwritten),
    when the day has not come, when the indicator is not this person's business, and for a ratio that is none.
    """
    _require_may_read_off(session, indicator, actor, unit_id)
    if as_of > today:
        raise Refusal(f"数据截至日期{day_in_words(as_of)}还没有到。请填今天或以前的日期。")
    value = _worked_out(indicator, value, numerator, denominator)
    same = select(Reading).where(
        col(Reading.indicator_id) == indicator.id,
        col(Reading.unit_id) == unit_id,
        col(Reading.as_of) == as_of,
    )
    row = {
        "indicator_id": indicator.id,
        "unit_id": unit_id,
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "source": source[:_LONGEST_SOURCE],
        "text": text,
        "as_of": as_of,
        "verification": Verification.REPORTED,
        "reported_at": now,
        "reported_by": actor.signature(Move.REPORT),
    }
    if session.exec(same).first() or not insert_new(session, Reading, [row]):
        raise Refusal(f"“{indicator.name}”截至{as_of}的数已经填报过。如需更正，请与督办部门联系。")
    told = (
        f"（{numerator.normalize():f}÷{denominator.normalize():f}）"
        if numerator is not None and denominator
        else ""
    )
    log(
        session,
        Subject.INDICATOR,
        indicator.id,
        "填报指标",
        actor.signature(Move.REPORT),
        now,
        note=f"{indicator.name}：{value}{indicator.measure}{told}（截至{as_of}）"
        + (f"，来源：{source}" if source else ""),
        value=str(value),
        as_of=as_of.isoformat(),
        unit_id=unit_id,
    )


def _worked_out(
    indicator: Indicator, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None
) -> Decimal:
    """The value, computed anew where it is a ratio. Raises Refusal where it cannot be, or differs from what was said."""
    if numerator is None and denominator is None:
        if value is None:
            raise Refusal(f"请填“{indicator.name}”的数，只填数字。没有数的不填，不要填0代替。")
        return value
    if numerator is None or denominator is None:
        raise Refusal(f"“{indicator.name}”的分子和分母要一起填。请补填。")
    target = target_of(indicator)
    if not target.is_ratio:
        raise Refusal(f"“{indicator.name}”不是比率，不填分子和分母。请只填数。")
    made = ratio(numerator, denominator, target.percentage)
    if made is None:
        raise Refusal(
            f"“{indicator.name}”的分母为0，无法计算比率。没有适用对象的，请不填这个数，在进展里写明情况。"
        )
    if abs(made) >= _LARGEST:
        raise Refusal(f"“{indicator.name}”的分子和分母算出的数太大。请核对分子和分母有没有填反。")
    if value is not None and abs(value - made) > _ROUNDED:
        raise Refusal(
            f"“{indicator.name}”填的是{value.normalize():f}{indicator.measure}，按分子÷分母算是"
            f"{made.normalize():f}{indicator.measure}，两个数对不上。请核对。"
        )
    return made


def _require_may_read_off(session: Session, indicator: Indicator, actor: Actor, unit_id: int | None) -> None:
    if actor.role is UserRole.LEADER:
        raise Refusal("领导账号不填报数据。请交由经办人员办理。")
    if actor.role is UserRole.CLERK:
        return
    if actor.role is not UserRole.UNIT:
        raise Refusal(f"{actor.role.label}账号只能查看，不能填报数据。请与督办部门联系。")
    if unit_id != actor.unit_id or not has_a_part(session, indicator, unit_id):
        raise Refusal("这项指标不是贵单位的，不能填报。如有疑问，请与督办部门联系。")


def has_a_part(session: Session, indicator: Indicator, unit_id: int | None) -> bool:
    """Whether the unit stands in the task, has a share of the indicator, or was given a part by the unit above."""
    task_id = indicator.task_id
    shares = select(IndicatorShare.id).where(
        IndicatorShare.indicator_id == indicator.id, IndicatorShare.unit_id == unit_id
    )
    if session.exec(shares).first() is not None:
        return True
    stands = select(TaskUnit.id).where(
        TaskUnit.task_id == task_id, TaskUnit.unit_id == unit_id, col(TaskUnit.removed_on).is_(None)
    )
    part = select(Assignment.id).where(
        Assignment.task_id == task_id,
        Assignment.unit_id == unit_id,
        col(Assignment.parent_id).is_not(None),
        col(Assignment.status).not_in(UNCOUNTED),
    )
    return session.exec(stands).first() is not None or session.exec(part).first() is not None


def updates(session: Session, assignment_id: int) -> list[ProgressUpdate]:
    """What a unit has reported on an assignment, newest first."""
    rows = select(ProgressUpdate).where(ProgressUpdate.assignment_id == assignment_id)
    return list(session.exec(rows.order_by(col(ProgressUpdate.id).desc())))
