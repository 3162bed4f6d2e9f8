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
from models.words import LetterKind, LetterStatus, NoticeKind, Status
from notices.letters.matters import matters
from notices.letters.wording import Occasion, Totals
from reports.overdue import count_overdue
from schedules.ladder import Pack
from schedules.ladder_files import load_pack
from schedules.workdays import WorkCalendar

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
        consequence=consequence(load_pack(settings().ladder)) if kind is LetterKind.CHASER else "",
        extension=session.get(Extension, letter.extension_id) if letter.extension_id else None,
        totals=_totals(session, today) if kind is LetterKind.CIRCULAR else None,
    )


def consequence(pack: Pack) -> str:
    """What comes after a chaser by this rule pack, in a sentence; empty where nothing does."""
    above = [rung for rung in pack.rungs if rung.kind in _WHAT_COMES and rung.workdays is not None]
    if not above:
        return ""
    following = min(above, key=lambda rung: rung.workdays or 0)
    what = _WHAT_COMES[NoticeKind.stored(following.kind)]
    return f"逾期满{following.workdays}个工作日仍未办结的，按提醒阶梯“{pack.title}”{what}。"


def _totals(session: Session, today: date) -> Totals:
    rows = session.execute(
        select(col(Assignment.status), func.count())
        .where(col(Assignment.parent_id).is_(None), col(Assignment.status).not_in(UNCOUNTED))
        .group_by(col(Assignment.status))
    )
    counted = dict(rows.tuples().all())
    return Totals(sum(counted.values()), counted.get(Status.CLOSED, 0), count_overdue(session, today))
