"""Laying a letter out: the facts of the day, the rules of its kind, and what a person filled in."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from config.letters import letter_rules
from config.settings import settings
from models.assignment import Assignment
from models.extension import Extension
from models.letter import Letter, LetterItem
from models.lifecycle import IN_HAND, UNCOUNTED
from models.office import Office
from models.task import Task
from models.unit import Unit
from models.words import LetterKind, LetterStatus, NoticeKind, Status
from notices.letters.matters import Matter, matters
from notices.letters.wording import Occasion, Totals
from reports.overdue import count_overdue
from schedules.ladder import Pack
from schedules.workdays import WorkCalendar
from supervision.letters.packs import choice_of
from supervision.pack_in_force import pack_in_force

_WHAT_COMES = {
    NoticeKind.ORDER: "发出督办通知单",
    NoticeKind.CIRCULAR: "予以通报",
    NoticeKind.INTERVIEW: "进行约谈",
}


def items(session: Session, letter: Letter) -> list[LetterItem]:
    """What a letter is about."""
    rows = select(LetterItem).where(col(LetterItem.letter_id) == letter.id).order_by(col(LetterItem.id))
    return list(session.scalars(rows))


def assignments_in_hand(session: Session, letter: Letter) -> list[int]:
    """The assignments that a draft speaks of: in a circular those handed in or settled since are left out."""
    ids = [item.assignment_id for item in items(session, letter)]
    if letter.kind is not LetterKind.CIRCULAR or letter.status is not LetterStatus.DRAFT:
        return ids
    rows = select(col(Assignment.id)).where(col(Assignment.id).in_(ids), col(Assignment.status).in_(IN_HAND))
    return list(session.scalars(rows))


def is_raised(session: Session, letter: Letter) -> bool:
    """Whether a letter came of a proposal of the ladder."""
    return any(item.notice_id is not None for item in items(session, letter))


def occasion(
    session: Session,
    letter: Letter,
    assignment_ids: Sequence[int],
    today: date,
    calendar: WorkCalendar,
    *,
    number: str = "",
    signer: str = "",
    is_raised: bool = False,
) -> Occasion:
    """What a letter is laid out from today. ``is_raised`` says that it came of a notice, counted among the chasers."""
    kind = letter.kind
    rules = letter_rules(kind.value)
    found = matters(session, assignment_ids, today, calendar)
    chasers = found[0].chasers if found else 0
    return Occasion(
        kind=kind,
        office=session.scalars(select(Office)).one(),
        today=today,
        matters=found,
        rules=rules,
        answer_by=calendar.shift(calendar.previous(today), rules.answer_workdays),
        wording=letter.wording,
        number=number,
        signer=signer,
        nth=max(1, chasers if is_raised else chasers + 1),
        consequence=_consequence(session, found[0]) if kind is LetterKind.CHASER and found else "",
        extension=session.get(Extension, letter.extension_id) if letter.extension_id else None,
        totals=_totals(session, today) if kind is LetterKind.CIRCULAR else None,
    )


def consequence(pack: Pack, workdays_late: int) -> str:
    """What comes next by this rule pack for what is so late, in a sentence; empty where nothing graver does."""
    above = [
        (rung.workdays, rung.kind)
        for rung in pack.rungs
        if rung.kind in _WHAT_COMES and rung.workdays is not None and rung.workdays > workdays_late
    ]
    if not above:
        return ""
    workdays, kind = min(above)
    what = _WHAT_COMES[NoticeKind.stored(kind)]
    return f"逾期满{workdays}个工作日仍未办结的，按提醒阶梯“{pack.title}”{what}。"


def _consequence(session: Session, matter: Matter) -> str:
    own = session.get_one(Assignment, matter.assignment_id)
    task, unit = session.get_one(Task, own.task_id), session.get_one(Unit, own.unit_id)
    name = choice_of(settings()).of(task.ladder, task.urgency.label, unit.level.label)
    return consequence(pack_in_force(session, name), max(0, matter.workdays_late))


def _totals(session: Session, today: date) -> Totals:
    rows = session.execute(
        select(col(Assignment.status), func.count())
        .where(col(Assignment.parent_id).is_(None), col(Assignment.status).not_in(UNCOUNTED))
        .group_by(col(Assignment.status))
    )
    counted = dict(rows.tuples().all())
    return Totals(sum(counted.values()), counted.get(Status.CLOSED, 0), count_overdue(session, today))
