"""Findings (问题): what was found wrong at a unit, entered by hand or from an evaluation, a check, a red light."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, true, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.campaign import Campaign
from models.evaluation_words import Cause, FindingSource, FindingStatus
from models.finding import Finding
from models.inserts import insert_new
from models.task import Indicator
from models.unit import Unit
from models.user import User
from models.words import Subject, UserRole
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.directory.units import has_ended
from supervision.record.log import log
from supervision.visibility import visible

_LONGEST = 2000  # characters of a field
_YEARS_AHEAD = 10
_TRIES = 20
_CALLED = {"text": "问题描述", "cause_text": "原因说明", "goal": "整改目标", "measure": "整改措施"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a person enters. Everything but unit, source and text can be filled in until it is handed out."""

    unit_id: int
    text: str
    source: FindingSource = FindingSource.OTHER
    campaign_id: int | None = None
    assignment_id: int | None = None
    indicator_id: int | None = None
    cause: Cause | None = None
    cause_text: str = ""
    goal: str = ""
    measure: str = ""
    due_on: date | None = None
    reviewer: str = ""
    recheck_on: date | None = None


def find(session: Session, found: Found, actor: Actor, today: date, now: datetime) -> Finding:
    """Enter a finding; it takes the next number of the year.

    Raises Refusal for who is not of the office, without a description, for a unit that is unknown or has ceased to
    be, for an assignment of another unit, a day that has gone by, and a reviewer who is no clerk of the office.
    """
    _require_office(actor)
    values = _checked(session, found, today)
    unit = session.get(Unit, found.unit_id)
    if unit is None:
        raise Refusal("单位名录里没有这个单位。请从页面上选择责任单位。")
    if has_ended(unit, today):
        raise Refusal(f"{unit.called}已经撤销，不能再列问题。请改为现在承担这项职责的单位。")
    _require_about(session, found)
    row = {
        **values,
        "status": FindingStatus.FOUND,
        "found_on": today,
        "at": now,
        "by": actor.name,
        "recurrences": 0,
        "dropped_reason": "",
    }
    finding = session.get_one(Finding, _numbered(session, row, today.year))
    log(
        session, Subject.FINDING, finding.id, "列出问题", actor.name, now,
        note=f"{finding.number} {unit.called}：{finding.text[:80]}", unit_id=unit.id, source=found.source.value,
    )  # fmt: skip
    return finding


def change(
    session: Session, finding: Finding, changed: Mapping[str, Any], actor: Actor, today: date, now: datetime
) -> list[str]:
    """Fill in or correct a finding; the names of what changed.

    Once it is handed out only its cause, its reviewer and the day of its recheck can be changed: the rest stands in
    the paper that went out. Raises Refusal otherwise, as ``find`` does, and for one that was dropped.
    """
    _require_office(actor)
    if finding.status is FindingStatus.DROPPED:
        raise Refusal(f"{finding.number}不列入整改，不能再改。")
    free = {"cause", "cause_text", "reviewer", "recheck_on"}
    if finding.status is FindingStatus.FOUND:
        free |= {"text", "goal", "measure", "due_on"}
    kept = {one.name: getattr(finding, one.name) for one in fields(Found)}
    wanted = Found(**{**kept, **{name: value for name, value in changed.items() if name in free}})
    # A day that was set before and has gone by meanwhile is no mistake of who changes something else.
    values = _checked(session, wanted, today, is_new_day=wanted.due_on != finding.due_on)
    different = [name for name in sorted(free) if values[name] != getattr(finding, name)]
    for name in different:
        setattr(finding, name, values[name])
    if different:
        session.add(finding)
        session.flush()
        log(
            session, Subject.FINDING, finding.id, "修改问题", actor.name, now,
            note=f"{finding.number}：{'、'.join(_labels(different))}",
        )  # fmt: skip
    return different


def drop(session: Session, finding: Finding, reason: str, actor: Actor, now: datetime) -> None:
    """不列入整改: it stays on the list with the reason. Raises Refusal without one, and once it is handed out."""
    _require_office(actor)
    if not reason.strip():
        raise Refusal("不列入整改要写明理由。")
    changed = session.execute(
        update(Finding)
        .where(col(Finding.id) == finding.id, col(Finding.status) == FindingStatus.FOUND)
        .values(status=FindingStatus.DROPPED, dropped_reason=_fitting(reason, "理由"))
    )
    session.refresh(finding)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(
            f"{finding.number}现在是“{finding.status.label}”，不能改为不列入整改。已经下达的，请在整改任务里撤回。"
        )
    log(
        session, Subject.FINDING, finding.id, "不列入整改", actor.name, now,
        note=f"{finding.number}：{reason.strip()}",
    )  # fmt: skip


def visible_findings(actor: Actor) -> ColumnElement[bool]:
    """The condition on a finding under which this person sees it.

    The office sees all; others see what is handed out, with the assignment that puts it right, to whom they see.
    """
    if actor.is_of_the_office:
        return true()
    return col(Finding.task_id).in_(select(col(Assignment.task_id)).where(visible(actor)))


def finding_seen(session: Session, actor: Actor, finding_id: int) -> Finding | None:
    """This finding, None where there is none or this person does not see it."""
    chosen = select(Finding).where(col(Finding.id) == finding_id, visible_findings(actor))
    return session.scalars(chosen).first()


def reviewers(session: Session) -> list[User]:
    """Who may check a rectification: the clerks in use, who strike off."""
    rows = select(User).where(col(User.role) == UserRole.CLERK, col(User.is_active)).order_by(col(User.id))
    return list(session.scalars(rows))


def _checked(session: Session, found: Found, today: date, *, is_new_day: bool = True) -> dict[str, Any]:
    values = {one.name: getattr(found, one.name) for one in fields(Found)}
    for name, called in _CALLED.items():
        values[name] = _fitting(values[name], called)
    if not values["text"]:
        raise Refusal("请写明问题是什么：哪件事、哪里不符、有什么依据。")
    if found.cause is Cause.OTHER and not values["cause_text"]:
        raise Refusal("原因选“其他”的，请写明是什么原因。")
    if found.due_on is not None and is_new_day:
        if found.due_on < today:
            raise Refusal(f"整改时限{day_in_words(found.due_on)}已经过去。请填今天以后的日期。")
        if found.due_on.year > today.year + _YEARS_AHEAD:
            raise Refusal(f"整改时限{day_in_words(found.due_on)}不合情理。请核对年份。")
    if found.recheck_on and found.due_on and found.recheck_on <= found.due_on:
        raise Refusal("回头看日期应在整改时限之后。请核对日期。")
    values["reviewer"] = found.reviewer.strip()
    if values["reviewer"] and values["reviewer"] not in {one.login for one in reviewers(session)}:
        raise Refusal("核查人应是督办部门在用的经办账号。请从页面上选择。")
    return values


def _require_about(session: Session, found: Found) -> None:
    """What it is said to be about has to be there, and to be that unit's."""
    if found.assignment_id is not None:
        own = session.get(Assignment, found.assignment_id)
        if own is None or own.unit_id != found.unit_id:
            raise Refusal("这个问题写的事项不是这个单位承办的。请核对后再试。")
    if found.indicator_id is not None and session.get(Indicator, found.indicator_id) is None:
        raise Refusal("没有这项指标。请刷新页面后再试。")
    if found.campaign_id is not None and session.get(Campaign, found.campaign_id) is None:
        raise Refusal("没有这次督察活动。请刷新页面后再试。")


def _numbered(session: Session, row: dict[str, Any], year: int) -> int:
    """Insert under the next number of the year; the unique key decides between two at once."""
    start = f"问题〔{year}〕"
    taken = session.scalar(select(func.count()).where(col(Finding.number).startswith(start))) or 0
    for ahead in range(1, _TRIES):
        made = insert_new(session, Finding, [{**row, "number": f"{start}{taken + ahead}号"}])
        if made:
            return made[0]
    raise Refusal("同时有许多人在列问题，没有取到编号。请再试一次。")


def _fitting(text: str, called: str) -> str:
    said = text.strip()
    if len(said) > _LONGEST:
        raise Refusal(f"{called}写了{len(said)}个字，太长。请不超过{_LONGEST}个字。")
    return said


def _labels(names: list[str]) -> list[str]:
    more = {"cause": "原因", "due_on": "整改时限", "reviewer": "核查人", "recheck_on": "回头看日期"}
    return [(_CALLED | more)[name] for name in names]


def _require_office(actor: Actor) -> None:
    if not actor.is_of_the_office:
        raise Refusal(f"问题由督办部门列出，{actor.role.label}账号不能操作。")
