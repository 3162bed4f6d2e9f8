"""今日: what needs the office's hand today, each kind counted and its first few named, the oldest first.

The numbers are counted by the database; of a long list only its head is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.coordination import Coordination, CoordinationReply
from models.document import Document, Doubt, Draft
from models.evaluation_words import FindingStatus
from models.finding import Finding
from models.instruction import PassedInstruction
from models.lifecycle import IN_HAND
from models.score import Consequence
from models.task import Task
from models.unit import Unit
from models.words import Answer, DraftStatus, Move, UserRole
from schedules.clock import day_of
from supervision.actor import Actor
from supervision.campaigns.proposals import proposals
from supervision.desk import KINDS, papers_waiting
from supervision.duties.coordination_queue import OPEN
from supervision.duties.passed_instructions import waiting_for_answer
from supervision.examples.points import due_reviews
from supervision.findings.rechecks import is_due

# A report of before yesterday lies further back than so many moves only where nobody is waiting for it.
_LATEST_MOVES = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: ``address`` leads to where it is done, ``since`` is from when it waits, or when it is due."""

    title: str
    address: str
    since: date
    unit: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Pile:
    """Things of one kind: how many there are, and the first of them."""

    kind: str
    count: int
    lines: Sequence[Line]


def piles(session: Session, actor: Actor, today: date, most: int) -> list[Pile]:
    """What waits for the office, by kind in the order of the page; at most ``most`` lines of each. Empty kinds are left out."""
    found = [_drafts(session, most)] if actor.role is UserRole.CLERK else []
    for kind in KINDS:
        count, papers = papers_waiting(session, kind, most)
        place = {"extension": "extensions", "measure": "measures"}.get(kind, "moves")
        lines = [
            Line(
                paper.task.title,
                f"/assignments/{paper.assignment.id}#{place}",
                paper.since,
                paper.unit.called,
                paper.words,
            )
            for paper in papers
        ]
        found.append(Pile(kind, count, lines))
    if actor.role is UserRole.CLERK:
        found += [
            _proposed(session, today, most),
            _to_hand_out(session, most),
            _rechecks(session, today, most),
        ]
    if actor.role is UserRole.LEADER:
        found.append(_consequences(session, most))
    found += [
        _coordination(session, today, most),
        _instructions(session, today, most),
        _due(session, today, today, "due_today", most),
        _due(session, today + timedelta(1), _end_of_week(today), "due_this_week", most),
        _replies(session, today, most),
        _reports(session, today, most),
        _reviews(session, today, most),
    ]
    return [pile for pile in found if pile.count]


def _drafts(session: Session, most: int) -> Pile:
    pending = (
        select(col(Draft.document_id), func.count().label("drafts"))
        .where(col(Draft.status) == DraftStatus.PENDING)
        .group_by(col(Draft.document_id))
        .subquery()
    )
    doubts = (
        select(func.count())
        .select_from(Doubt)
        .join(Draft, col(Draft.id) == col(Doubt.draft_id))
        .where(col(Doubt.document_id) == col(Document.id), col(Draft.status) == DraftStatus.PENDING)
        .correlate(Document)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            col(Document.id),
            col(Document.reference),
            col(Document.title),
            col(Document.filename),
            col(Document.received_at),
            pending.c.drafts,
            doubts,
        )
        .join(pending, pending.c.document_id == col(Document.id))
        .order_by(col(Document.received_at), col(Document.id))
    ).all()
    lines = [
        Line(
            title or filename,
            f"/documents/{number}",
            day_of(at),
            reference,
            f"{drafts}项待确认" + (f"，{unclear}处疑点" if unclear else ""),
        )
        for number, reference, title, filename, at, drafts, unclear in rows[:most]
    ]
    return Pile("drafts", len(rows), lines)


def _coordination(session: Session, today: date, most: int) -> Pile:
    rows: Select[Any] = (
        select(Coordination, Unit)
        .join(Assignment, col(Assignment.id) == col(Coordination.assignment_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Coordination.status).in_(OPEN), col(Coordination.due_on) < today)
    )
    lines = [
        Line(matter.text, f"/coordination/{matter.id}", matter.due_on, unit.called)
        for matter, unit in session.execute(
            rows.order_by(col(Coordination.due_on), col(Coordination.id)).limit(most)
        )
    ]
    return Pile("coordination", _count(session, rows), lines)


def _instructions(session: Session, today: date, most: int) -> Pile:
    late = waiting_for_answer(session, today, col(PassedInstruction.due_on) < today)
    lines = [
        Line(
            one.instruction.text,
            f"/assignments/{one.assignment.id}#instructions",
            one.row.due_on or today,
            one.unit.called,
            f"{one.instruction.leader}批示：{one.task.title}",
        )
        for one in late[:most]
    ]
    return Pile("instructions", len(late), lines)


def _proposed(session: Session, today: date, most: int) -> Pile:
    found = proposals(session, today)
    lines = [
        Line(one.plan.title, f"/campaigns?proposal={one.key}#new", one.since, words=one.because)
        for one in found[:most]
    ]
    return Pile("proposed", len(found), lines)


def _to_hand_out(session: Session, most: int) -> Pile:
    rows: Select[Any] = (
        select(Finding, Unit)
        .join(Unit, col(Unit.id) == col(Finding.unit_id))
        .where(col(Finding.status) == FindingStatus.FOUND)
    )
    lines = [
        Line(found.text, f"/findings/{found.id}", found.found_on, unit.called, found.number)
        for found, unit in session.execute(rows.order_by(col(Finding.found_on), col(Finding.id)).limit(most))
    ]
    return Pile("findings", _count(session, rows), lines)


def _rechecks(session: Session, today: date, most: int) -> Pile:
    rows: Select[Any] = (
        select(Finding, Unit).join(Unit, col(Unit.id) == col(Finding.unit_id)).where(is_due(today))
    )
    lines = [
        Line(found.text, f"/findings/{found.id}", found.recheck_on or today, unit.called, found.number)
        for found, unit in session.execute(
            rows.order_by(col(Finding.recheck_on), col(Finding.id)).limit(most)
        )
    ]
    return Pile("rechecks", _count(session, rows), lines)


def _consequences(session: Session, most: int) -> Pile:
    rows: Select[Any] = (
        select(Consequence, Unit)
        .join(Unit, col(Unit.id) == col(Consequence.unit_id))
        .where(col(Consequence.answer) == Answer.PENDING)
    )
    lines = [
        Line(one.kind.label, f"/consequences/{one.id}", one.proposed_on, unit.called, one.ground)
        for one, unit in session.execute(
            rows.order_by(col(Consequence.proposed_on), col(Consequence.id)).limit(most)
        )
    ]
    return Pile("consequences", _count(session, rows), lines)


def _due(session: Session, first: date, last: date, kind: str, most: int) -> Pile:
    rows: Select[Any] = (
        select(col(Assignment.id), col(Assignment.due_on), col(Task.title), Unit)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(*_falls_due(first, last))
    )
    lines = [
        Line(title, f"/assignments/{number}", due_on, unit.called)
        for number, due_on, title, unit in session.execute(
            rows.order_by(col(Assignment.due_on), col(Assignment.id)).limit(most)
        )
    ]
    counted = select(func.count()).select_from(Assignment).where(*_falls_due(first, last))
    return Pile(kind, session.execute(counted).scalar_one(), lines)


def _falls_due(first: date, last: date) -> tuple[Any, ...]:
    return (
        col(Assignment.due_on).between(first, last),
        col(Assignment.status).in_(IN_HAND),
        col(Assignment.parent_id).is_(None),
        col(Assignment.stopped_on).is_(None),
    )


def _replies(session: Session, today: date, most: int) -> Pile:
    rows: Select[Any] = (
        select(CoordinationReply, col(Coordination.text), Unit)
        .join(Coordination, col(Coordination.id) == col(CoordinationReply.coordination_id))
        .join(Unit, col(Unit.id) == col(CoordinationReply.unit_id))
        .where(col(CoordinationReply.answered_on) >= today - timedelta(1), col(Coordination.status).in_(OPEN))
    )
    lines = [
        Line(
            text,
            f"/coordination/{reply.coordination_id}",
            reply.answered_on or today,
            unit.called,
            reply.opinion,
        )
        for reply, text, unit in session.execute(
            rows.order_by(col(CoordinationReply.answered_at)).limit(most)
        )
    ]
    return Pile("replies", _count(session, rows), lines)


def _reports(session: Session, today: date, most: int) -> Pile:
    newest = select(func.coalesce(func.max(col(Transition.id)), 0) - _LATEST_MOVES).scalar_subquery()
    since = (
        col(Transition.id) > newest,
        col(Transition.on) >= today - timedelta(1),
        col(Transition.move) == Move.REPORT,
    )
    rows = (
        select(Transition, col(Task.title), Unit)
        .join(Assignment, col(Assignment.id) == col(Transition.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(*since)
        .order_by(col(Transition.id).desc())
        .limit(most)
    )
    lines = [
        Line(title, f"/assignments/{moved.assignment_id}", moved.on, unit.called, moved.note)
        for moved, title, unit in session.execute(rows)
    ]
    counted = select(func.count()).select_from(Transition).where(*since)
    return Pile("reports", session.execute(counted).scalar_one(), lines)


def _reviews(session: Session, today: date, most: int) -> Pile:
    found = due_reviews(session, today)
    lines = [
        Line(point.name, f"/examples/points/{point.id}#review", point.review_on or today, unit.called)
        for point, unit in found[:most]
    ]
    return Pile("point_reviews", len(found), lines)


def _count(session: Session, rows: Select[Any]) -> int:
    counted = rows.with_only_columns(func.count(), maintain_column_froms=True)
    return int(session.execute(counted).scalar_one())


def _end_of_week(today: date) -> date:
    return today + timedelta(6 - today.weekday())
