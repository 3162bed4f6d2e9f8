"""What waits for a signature, the oldest first with its age, and the letters there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.letter import Letter, LetterItem
from models.task import Task
from models.unit import Unit
from models.words import LetterKind, LetterStatus
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.letters.drafting import kind_of
from supervision.letters.signature import Proposal, may_sign, notices_of, proposals, signer_of
from supervision.visibility import visible

MOST_SHOWN = 200
"""A page of more than these is signed by nobody; what is signed makes room for the next."""
_MOST_NAMED = 3
_AT_ONCE = 5_000
_SEEN_OUTSIDE = (LetterStatus.SIGNED, LetterStatus.VOIDED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits for a signature. ``workdays`` is for how many working days.

    ``letter_id`` is None for a proposal that nobody has touched, ``notice_id`` for what nobody proposed.
    """

    kind: LetterKind
    since: date
    workdays: int
    units: tuple[str, ...]
    titles: tuple[str, ...]
    assignment_ids: tuple[int, ...]
    notice_id: int | None
    letter_id: int | None
    is_late: bool = False
    signer: str = ""

    def may_be_signed_by(self, actor: Actor) -> bool:
        """Whether it is this person's to sign."""
        return may_sign(actor, self.kind, self.signer)

    @property
    def address(self) -> str:
        """Where its draft is seen on the board."""
        return f"/letters/{self.letter_id}" if self.letter_id else f"/notices/{self.notice_id}/letter"

    @property
    def about(self) -> str:
        """What it is about, in a line."""
        return self.titles[0] + (f"等{len(self.titles)}件" if len(self.titles) > 1 else "")

    @property
    def whom(self) -> str:
        """Whom it goes to, the first few by name."""
        named = list(dict.fromkeys(self.units))
        more = f"等{len(named)}家" if len(named) > _MOST_NAMED else ""
        return "、".join(named[:_MOST_NAMED]) + more


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter and whom and what it is about."""

    letter: Letter
    units: tuple[str, ...]
    titles: tuple[str, ...]
    assignment_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ToSign:
    """What waits for a signature: ``first`` the oldest of it, ``total`` how many there are, ``since`` the day of the oldest."""

    first: tuple[Waiting, ...]
    total: int
    since: date | None

    @property
    def more(self) -> int:
        """How many are not among the first."""
        return self.total - len(self.first)


def to_sign(
    session: Session,
    today: date,
    calendar: WorkCalendar,
    *,
    by: Actor | None = None,
    most: int | None = MOST_SHOWN,
) -> ToSign:
    """What waits for a signature, the oldest first: proposals, drafts made of them, drafts by hand.

    ``by`` leaves out what is not this person's to sign; ``most`` is None for all of it.
    """
    notices = {notice.id: notice for notice in proposals(session)}
    held = session.execute(
        select(LetterItem, Letter)
        .join(Letter, col(Letter.id) == col(LetterItem.letter_id))
        .where(col(Letter.status) == LetterStatus.DRAFT)
        .order_by(col(LetterItem.id))
    ).all()
    drafts: dict[int, Letter] = {}
    of_draft: defaultdict[int, list[int]] = defaultdict(list)
    in_draft: set[int] = set()
    for item, letter in held:
        if item.notice_id is None or item.notice_id in notices or letter.kind is LetterKind.EXTENSION:
            drafts[letter.id] = letter
            of_draft[letter.id].append(item.assignment_id)
        if item.notice_id is not None:
            in_draft.add(item.notice_id)
    alone = [
        notice
        for notice in notices.values()
        if notice.id not in in_draft and (by is None or may_sign(by, kind_of(notice.kind), notice.signer))
    ]
    total = len(alone)
    alone = alone[:most]
    late = {notice.id: notice.late for notice in notices_of(session, [one.id for one in alone])}
    said = _said(
        session, [one.assignment_id for one in alone] + [one for ids in of_draft.values() for one in ids]
    )
    found = [_of_notice(notice, late[notice.id], said, today, calendar) for notice in alone]
    for number, letter in drafts.items():
        ids = of_draft[number]
        notice_id = next((item.notice_id for item, one in held if one.id == number and item.notice_id), None)
        draft = Waiting(
            kind=letter.kind,
            since=letter.since,
            workdays=max(0, calendar.between(letter.since, today)),
            units=tuple(said[one][0] for one in ids),
            titles=tuple(said[one][1] for one in ids),
            assignment_ids=tuple(ids),
            notice_id=notice_id if len(ids) == 1 else None,
            letter_id=number,
            signer=signer_of(session, letter),
        )
        if by is None or draft.may_be_signed_by(by):
            found.append(draft)
            total += 1
    found.sort(key=lambda one: (one.since, one.notice_id or 0, one.letter_id or 0))
    return ToSign(tuple(found[:most]), total, found[0].since if found else None)


def letters(session: Session, actor: Actor, *chosen: ColumnElement[bool], most: int = 500) -> list[Kept]:
    """The letters that this person sees, the newest first: outside the office those that were signed, of their matters."""
    if not actor.is_of_the_office:
        own = (
            select(col(LetterItem.letter_id))
            .join(Assignment, col(Assignment.id) == col(LetterItem.assignment_id))
            .where(visible(actor))
        )
        chosen = (*chosen, col(Letter.status).in_(_SEEN_OUTSIDE), col(Letter.id).in_(own))
    rows = session.scalars(select(Letter).where(*chosen).order_by(col(Letter.id).desc()).limit(most)).all()
    if not rows:
        return []
    items: defaultdict[int, list[int]] = defaultdict(list)
    for item in session.scalars(
        select(LetterItem)
        .where(col(LetterItem.letter_id).in_([row.id for row in rows]))
        .order_by(col(LetterItem.id))
    ):
        items[item.letter_id].append(item.assignment_id)
    said = _said(session, [one for ids in items.values() for one in ids])
    return [
        Kept(
            letter,
            tuple(said[one][0] for one in items[letter.id]),
            tuple(said[one][1] for one in items[letter.id]),
            tuple(items[letter.id]),
        )
        for letter in rows
    ]


def about(*assignment_ids: int) -> ColumnElement[bool]:
    """The condition on a letter that it is about one of these assignments."""
    return col(Letter.id).in_(
        select(col(LetterItem.letter_id)).where(col(LetterItem.assignment_id).in_(assignment_ids))
    )


def _of_notice(
    notice: Proposal, is_late: bool, said: dict[int, tuple[str, str]], today: date, calendar: WorkCalendar
) -> Waiting:
    unit, title = said[notice.assignment_id]
    return Waiting(
        kind=kind_of(notice.kind),
        since=notice.raised_on,
        workdays=max(0, calendar.between(notice.raised_on, today)),
        units=(unit,),
        titles=(title,),
        assignment_ids=(notice.assignment_id,),
        notice_id=notice.id,
        letter_id=None,
        is_late=is_late,
        signer=notice.signer,
    )


def _said(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    # A server takes 65,535 values with one question, and a backlog may be longer.
    for at in range(0, len(ids), _AT_ONCE):
        rows = session.execute(
            select(col(Assignment.id), Unit, col(Task.title))
            .join(Unit, col(Unit.id) == col(Assignment.unit_id))
            .join(Task, col(Task.id) == col(Assignment.task_id))
            .where(col(Assignment.id).in_(ids[at : at + _AT_ONCE]))
        )
        found |= {number: (unit.called, title) for number, unit, title in rows}
    return found
