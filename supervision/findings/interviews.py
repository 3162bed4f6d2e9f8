"""Talks (约谈) that a leader has agreed to: the notice on paper, and the record, whose demands become findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.evaluation_words import ConsequenceKind, FindingSource
from models.finding import Finding
from models.letter import Letter
from models.lifecycle import IN_HAND
from models.score import Consequence
from models.unit import Unit
from models.words import Answer, LetterKind, LetterStatus, Subject, UserRole
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.findings.findings import Found, find
from supervision.letters.drafting import begin_by_hand, fill_in
from supervision.record.log import log

_LONGEST = 5000
_MOST_DEMANDS = 20
WORDS = {
    "place": "地点",
    "talker": "约谈人",
    "person": "被约谈人",
    "problems": "约谈的问题",
    "explanation": "被约谈单位说明",
    "demands": "约谈要求",
    "commitment": "表态和承诺",
}
"""What a record says, by the names under which it is kept."""

_REQUIRED = ("talker", "person", "problems", "explanation", "demands", "commitment")


@dataclass(frozen=True, slots=True)
class Minutes:
    """The record of a talk: ``said`` by the names of ``WORDS``, one demand a line; ``due_on`` is until when they are met."""

    held_on: date
    said: Mapping[str, str]
    due_on: date
    reviewer: str = ""


def begin_notice(
    session: Session, one: Consequence, actor: Actor, today: date, now: datetime, calendar: WorkCalendar
) -> Letter | None:
    """The draft of the 约谈通知, filled in with the ground; the one that is there is found again.

    It speaks of the unit's most overdue assignment in hand, as letters do. None where the unit has none: then the
    notice is printed from ``reports.interview_papers``.
    """
    _require_granted(one, actor)
    if one.letter_id is not None:
        letter = session.get_one(Letter, one.letter_id)
        if letter.status not in (LetterStatus.VOIDED, LetterStatus.DECLINED):
            return letter
    own = assignment_to_speak_of(session, one.unit_id)
    if own is None:
        return None
    letter = begin_by_hand(session, own, LetterKind.INTERVIEW, actor, today, now)
    fill_in(session, letter, {"reason": one.ground}, actor, today, now, calendar)
    session.execute(update(Consequence).where(col(Consequence.id) == one.id).values(letter_id=letter.id))
    session.refresh(one)
    return letter


def record(
    session: Session, one: Consequence, minutes: Minutes, actor: Actor, today: date, now: datetime
) -> list[Finding]:
    """Keep the record of a talk; each demand becomes a finding that waits to be handed out. Those findings.

    Raises Refusal before a leader has agreed, for a day that is yet to come, while a part of the record is missing,
    for a deadline that has gone by, and when the record is there already.
    """
    _require_granted(one, actor)
    if actor.role is not UserRole.CLERK:
        raise Refusal("约谈记录由经办人员录入。")
    if minutes.held_on > today:
        raise Refusal(f"约谈日期{day_in_words(minutes.held_on)}还没有到。请核对日期。")
    if one.decided_on is not None and minutes.held_on < one.decided_on:
        raise Refusal("约谈日期早于领导同意约谈的日期。请核对日期。")
    said = {name: minutes.said.get(name, "").strip() for name in WORDS}
    if missing := [WORDS[name] for name in _REQUIRED if not said[name]]:
        raise Refusal(f"约谈记录还缺：{'、'.join(missing)}。请补上再保存。")
    if long := [WORDS[name] for name, text in said.items() if len(text) > _LONGEST]:
        raise Refusal(f"“{long[0]}”太长。请不超过{_LONGEST}个字。")
    demands = [line.strip() for line in said["demands"].splitlines() if line.strip()]
    if len(demands) > _MOST_DEMANDS:
        raise Refusal(f"约谈要求一行一条，最多{_MOST_DEMANDS}条。请合并后再保存。")
    _keep(session, one, minutes, said)
    unit = session.get_one(Unit, one.unit_id)
    findings = [
        find(
            session,
            Found(
                unit_id=one.unit_id,
                text=f"{day_in_words(minutes.held_on)}约谈要求：{demand}",
                source=FindingSource.EVALUATION,
                campaign_id=one.campaign_id,
                goal=demand,
                due_on=minutes.due_on,
                reviewer=minutes.reviewer,
            ),
            actor,
            today,
            now,
        )
        for demand in demands
    ]
    numbers = "、".join(finding.number for finding in findings)
    one.minutes = {**one.minutes, "findings": numbers}
    session.add(one)
    session.flush()
    log(
        session, Subject.CAMPAIGN, one.campaign_id, "记录约谈", actor.name, now,
        note=f"约谈{unit.called}，要求列为{numbers}", consequence_id=one.id, held_on=minutes.held_on.isoformat(),
    )  # fmt: skip
    return findings


def assignment_to_speak_of(session: Session, unit_id: int) -> Assignment | None:
    """The assignment that a letter to the unit speaks of: in hand, the earliest due first; None where it has none."""
    rows = (
        select(Assignment)
        .where(
            col(Assignment.unit_id) == unit_id,
            col(Assignment.parent_id).is_(None),
            col(Assignment.status).in_(IN_HAND),
        )
        .order_by(col(Assignment.due_on).is_(None), col(Assignment.due_on), col(Assignment.id))
    )
    return session.scalars(rows).first()


def _require_granted(one: Consequence, actor: Actor) -> None:
    if not actor.is_of_the_office:
        raise Refusal(f"约谈由督办部门办理，{actor.role.label}账号不能操作。")
    if one.kind is not ConsequenceKind.INTERVIEW:
        raise Refusal(f"这件是“{one.kind.label}”，不是约谈。")
    if one.answer is not Answer.GRANTED:
        raise Refusal("领导还没有同意这次约谈，不能发通知、作记录。")


def _keep(session: Session, one: Consequence, minutes: Minutes, said: dict[str, str]) -> None:
    kept = {**said, "due_on": minutes.due_on.isoformat()}
    changed = session.execute(
        update(Consequence)
        .where(col(Consequence.id) == one.id, col(Consequence.held_on).is_(None))
        .values(held_on=minutes.held_on, minutes=kept)
    )
    session.refresh(one)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("这次约谈已经有记录，不能再录一份。记录有误的，请在打印件上更正并存档。")
