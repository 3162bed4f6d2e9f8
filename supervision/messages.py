"""Messages (消息): what concerns a signed-in person, in the board itself, the newest first.

A unit's people read the notices raised to their unit; the office's people what came in from the units, what the
ladder proposes for a signature, and which letters did not arrive. It stands beside the letters and does not take
their place: an account belongs to a unit and not to one of its contacts, so that a look at a message says nothing of
whether the contact has read the letter. No delivery counts as sent, opened or read by it; what a unit then does
about the matter counts, as ever.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, union
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.coordination import Coordination, CoordinationReply
from models.inserts import insert_new
from models.message_mark import MessageMark
from models.notice import Delivery, Notice
from models.task import Task
from models.unit import Contact, Unit
from models.words import DeliveryStatus, Move, UserRole
from notices.voided import still_holds
from schedules.clock import day_of
from supervision.actor import OFFICE, Actor
from supervision.letters.signature import notices_of, proposals, unsigned

_PEOPLE = 1000
MOST_COUNTED = 99
"""The counter on top of each page goes no further."""

_CAME_IN = (Move.SUBMIT, Move.ASK_TIME, Move.PLAN, Move.COORDINATE, Move.ANSWER_INSTRUCTION)
_ASTRAY = (DeliveryStatus.FAILED, DeliveryStatus.UNKNOWN)
# So far back the newest are looked for; what is older and still waits stands on the page of today.
_LATEST_MOVES = 20_000
# The counter is on every page.
_LATEST_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to know: ``kind`` and ``label`` say what it is, ``address`` leads to it; ``at`` is None where only a day is known."""

    kind: str
    label: str
    title: str
    unit: str
    on: date
    at: datetime | None
    address: str
    is_new: bool
    words: str = ""

    @property
    def order(self) -> tuple[date, float]:
        """A key that puts the newest last."""
        return self.on, self.at.timestamp() if self.at else 0


def has_messages(actor: Actor) -> bool:
    """Whether there are messages for people like this: those of the office and of units."""
    return actor.role in OFFICE or (actor.role is UserRole.UNIT and actor.unit_id is not None)


def unread(session: Session, actor: Actor) -> int:
    """How many messages this person has not seen, in one statement; no more than ``MOST_COUNTED`` are counted."""
    if not has_messages(actor) or actor.user_id is None:
        return 0
    return min(int(sum(session.execute(_counts(actor)).one())), MOST_COUNTED)


@lru_cache(maxsize=_PEOPLE)
def _counts(actor: Actor) -> Select[Any]:
    """The question for this person, put together once: it stands on every page, and to make it takes longer than to ask."""
    parts = _new_to_unit(actor) if actor.role is UserRole.UNIT else _new_to_office(actor)
    return select(
        *[
            select(func.count()).select_from(rows.limit(MOST_COUNTED).subquery()).scalar_subquery()
            for rows in parts
        ]
    )


def messages(session: Session, actor: Actor, most: int) -> list[Message]:
    """The newest messages of this person."""
    if not has_messages(actor):
        return []
    mark = _mark(session, actor)
    found = (
        list(_notices(session, actor, mark, most))
        if actor.role is UserRole.UNIT
        else [
            *_moves(session, mark, most),
            *_proposals(session, mark, most),
            *_not_arrived(session, mark, most),
        ]
    )
    return sorted(found, key=lambda one: one.order, reverse=True)[:most]


def mark_seen(session: Session, actor: Actor, now: datetime) -> None:
    """Note that this person has seen all messages up to now."""
    if actor.user_id is None:
        return
    seen = {
        "seen_at": now,
        "notice_id": session.execute(select(func.max(col(Notice.id)))).scalar() or 0,
        "transition_id": session.execute(select(func.max(col(Transition.id)))).scalar() or 0,
    }
    if insert_new(session, MessageMark, [{"user_id": actor.user_id, **seen}]):
        return
    row = session.scalars(select(MessageMark).where(col(MessageMark.user_id) == actor.user_id)).one()
    for name, value in seen.items():
        setattr(row, name, value)
    session.add(row)


def _mark(session: Session, actor: Actor) -> MessageMark | None:
    rows = select(MessageMark).where(col(MessageMark.user_id) == actor.user_id)
    return session.scalars(rows).first()


def _seen(actor: Actor, column: Any) -> Any:
    rows: Select[Any] = select(column).where(col(MessageMark.user_id) == actor.user_id)
    return rows.scalar_subquery()


def _said_to(unit_id: int) -> ColumnElement[bool]:
    """The condition on a notice that it is said to this unit, and out: signed where it needs that, and not voided."""
    own = select(col(Assignment.id)).where(col(Assignment.unit_id) == unit_id)
    asked = (
        select(col(Coordination.assignment_id))
        .join(CoordinationReply, col(CoordinationReply.coordination_id) == col(Coordination.id))
        .where(col(CoordinationReply.unit_id) == unit_id)
    )
    return and_(
        # By the index on assignments; that on the unit alone would read every notice.
        col(Notice.assignment_id).in_(union(own, asked)),
        or_(
            col(Notice.unit_id) == unit_id,
            and_(col(Notice.unit_id).is_(None), col(Notice.assignment_id).in_(own)),
        ),
        or_(~col(Notice.needs_signature), col(Notice.signed_by) != ""),
        still_holds(),
    )


def _new_to_unit(actor: Actor) -> list[Select[Any]]:
    assert actor.unit_id is not None
    last = func.coalesce(_seen(actor, col(MessageMark.notice_id)), 0)
    # What was signed since was raised before.
    is_new = or_(col(Notice.id) > last, col(Notice.signed_at) > _seen(actor, col(MessageMark.seen_at)))
    return [select(col(Notice.id)).where(_said_to(actor.unit_id), is_new)]


def _new_to_office(actor: Actor) -> list[Select[Any]]:
    moved = func.coalesce(_seen(actor, col(MessageMark.transition_id)), 0)
    told = func.coalesce(_seen(actor, col(MessageMark.notice_id)), 0)
    seen = _seen(actor, col(MessageMark.seen_at))
    newest = _latest(col(Transition.id), _LATEST_COUNTED)
    return [
        select(col(Transition.id)).where(
            # One bound alone: of two the database takes the first and reads on from there.
            col(Transition.id) > case((moved > newest, moved), else_=newest),
            col(Transition.move).in_(_CAME_IN),
        ),
        # The sums keep the database to the index of the few that wait; another would lead it through all notices.
        unsigned()
        .with_only_columns((col(Notice.assignment_id) + 0).label("matter"), maintain_column_froms=True)
        .where(col(Notice.id) + 0 > told)
        .distinct(),
        select(col(Delivery.id)).where(
            col(Delivery.status).in_(_ASTRAY),
            or_(seen.is_(None), col(Delivery.settled_at) > seen),
        ),
    ]


def _latest(number: Any, most: int) -> Any:
    """Below this id nobody looks: the last so many are enough, and the id is an index."""
    return select(func.coalesce(func.max(number), 0) - most).scalar_subquery()


def _notices(session: Session, actor: Actor, mark: MessageMark | None, most: int) -> Iterator[Message]:
    assert actor.unit_id is not None
    rows = session.execute(
        select(Notice, col(Assignment.status), col(Task.title), Unit)
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(_said_to(actor.unit_id))
        .order_by(col(Notice.raised_on).desc(), col(Notice.id).desc())
        .limit(most)
    )
    for notice, status, title, unit in rows:
        is_new = mark is None or notice.id > mark.notice_id
        if mark is not None and notice.signed_at is not None:
            is_new = is_new or notice.signed_at > mark.seen_at
        is_own = unit.id == actor.unit_id
        yield Message(
            notice.kind.value,
            notice.kind.label,
            title,
            "" if is_own else unit.called,
            day_of(notice.signed_at) if notice.signed_at else notice.raised_on,
            notice.signed_at,
            f"/assignments/{notice.assignment_id}" if is_own else "/coordination?show=mine",
            is_new,
            status.label,
        )


def _moves(session: Session, mark: MessageMark | None, most: int) -> Iterator[Message]:
    rows = session.execute(
        select(Transition, col(Task.title), Unit)
        .join(Assignment, col(Assignment.id) == col(Transition.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(
            col(Transition.id).in_(
                select(col(Transition.id))
                .where(
                    col(Transition.id) > _latest(col(Transition.id), _LATEST_MOVES),
                    col(Transition.move).in_(_CAME_IN),
                )
                .order_by(col(Transition.id).desc())
                .limit(most)
            )
        )
    )
    for moved, title, unit in rows:
        yield Message(
            moved.move.value,
            "需协调事项" if moved.move is Move.COORDINATE else moved.move.label,
            title,
            unit.called,
            moved.on,
            moved.at,
            f"/assignments/{moved.assignment_id}",
            mark is None or moved.id > mark.transition_id,
            moved.note,
        )


def _proposals(session: Session, mark: MessageMark | None, most: int) -> Iterator[Message]:
    waiting = notices_of(session, [one.id for one in proposals(session)[-most:]])
    said = {
        number: (title, unit)
        for number, title, unit in session.execute(
            select(col(Assignment.id), col(Task.title), Unit)
            .join(Task, col(Task.id) == col(Assignment.task_id))
            .join(Unit, col(Unit.id) == col(Assignment.unit_id))
            .where(col(Assignment.id).in_([notice.assignment_id for notice in waiting]))
        )
    }
    for notice in waiting:
        title, unit = said[notice.assignment_id]
        yield Message(
            "proposal",
            f"拟发{notice.kind.label}，待签发",
            title,
            unit.called,
            notice.raised_on,
            None,
            f"/notices/{notice.id}/letter",
            mark is None or notice.id > mark.notice_id,
        )


def _not_arrived(session: Session, mark: MessageMark | None, most: int) -> Iterator[Message]:
    rows = session.execute(
        select(Delivery, Unit)
        .join(Contact, col(Contact.id) == col(Delivery.contact_id))
        .join(Unit, col(Unit.id) == col(Contact.unit_id))
        .where(col(Delivery.status).in_(_ASTRAY))
        .order_by(col(Delivery.id).desc())
        .limit(most)
    )
    for letter, unit in rows:
        settled = letter.settled_at
        yield Message(
            "failed",
            f"通知{letter.status.label}",
            letter.subject or "通知",
            unit.called,
            day_of(settled) if settled else letter.day,
            settled,
            "/not-reached",
            mark is None or (settled is not None and settled > mark.seen_at),
            letter.error,
        )
