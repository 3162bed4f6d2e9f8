"""Calendar feeds (日历订阅): whose they are, that they can be taken back, and that their use is in the log.

What a feed shows is settled by what its account, or its unit, sees on the day of asking, not by the feed. Names of persons, reports
and reasons never stand in it: it lies in calendars that the office does not know.
"""

import secrets
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from config.settings import settings
from models.assignment import Assignment, Transition
from models.extension import DueChange
from models.feed import Feed
from models.lifecycle import IN_HAND, SETTLED
from models.rows_of import rows_of
from models.unit import Unit
from models.user import User
from models.words import Subject, UserRole
from reports.kept import kept
from reports.light_sql import lit
from reports.wholes import is_whole
from schedules.clock import day_of
from schedules.lights import Light
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.office_key import digest_of
from supervision.pack_in_force import pack_in_force
from supervision.record.log import log
from supervision.visibility import counted, visible

MOST = 500
"""No calendar holds more days; of those who see everything the nearest are taken."""

_CANCELLED_FOR = timedelta(days=60)
_OVERDUE_FOR = timedelta(days=400)
_AHEAD = timedelta(days=31)
_MOST_LAGGING = 100


def make_feed(session: Session, actor: Actor, now: datetime) -> tuple[Feed, str]:
    """Make a feed for this person: it and its token, which is shown this once.

    Raises Refusal for who sees no assignments, and for who has as many feeds as a person needs.
    """
    if actor.user_id is None or actor.role not in _SEEING:
        raise Refusal("这个账号不承担也不查看事项，没有日历可以订阅。")
    if len(feeds_of(session, actor.user_id)) >= _MOST_FEEDS:
        raise Refusal(f"已经有{_MOST_FEEDS}个日历订阅。请先收回不用的，再生成新的。")
    feed, token = _made(
        session, Feed(user_id=actor.user_id, token_sha256="", made_at=now, made_by=actor.name)
    )
    log(session, Subject.ACCOUNT, actor.user_id, "生成日历订阅", actor.name, now, feed_id=feed.id)
    return feed, token


def make_unit_feed(session: Session, unit: Unit, actor: Actor, now: datetime) -> tuple[Feed, str]:
    """Make a feed of what a unit holds, for its people without an account: it and its token, shown this once.

    Raises Refusal unless a clerk makes it, and where the unit has as many as it needs.
    """
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("单位的日历订阅由经办人员生成。请交由经办人员办理。")
    if len(feeds_of_unit(session, unit.id)) >= _MOST_FEEDS:
        raise Refusal(f"{unit.called}已经有{_MOST_FEEDS}个日历订阅。请先收回不用的，再生成新的。")
    feed, token = _made(session, Feed(unit_id=unit.id, token_sha256="", made_at=now, made_by=actor.name))
    log(session, Subject.UNIT, unit.id, "生成单位日历订阅", actor.name, now, feed_id=feed.id)
    return feed, token


def revoke_feed(session: Session, feed: Feed, actor: Actor, now: datetime) -> None:
    """Take a feed back: one's own, or a clerk anybody's. Raises Refusal for others, and where it was taken back."""
    is_own = feed.user_id is not None and feed.user_id == actor.user_id
    if not is_own and actor.role is not UserRole.CLERK:
        raise NotTheirs("这是别人的日历订阅，不能收回。请与督办部门联系。")
    changed = session.execute(
        update(Feed)
        .where(col(Feed.id) == feed.id, col(Feed.revoked_at).is_(None))
        .values(revoked_at=now, revoked_by=actor.name)
    )
    session.refresh(feed)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这个日历订阅已由{feed.revoked_by}收回，不必再收回。")
    if feed.unit_id is not None:
        log(session, Subject.UNIT, feed.unit_id, "收回单位日历订阅", actor.name, now, feed_id=feed.id)
    else:
        log(session, Subject.ACCOUNT, feed.user_id, "收回日历订阅", actor.name, now, feed_id=feed.id)


def opened_feed(session: Session, token: str) -> tuple[Feed, Actor] | None:
    """The feed of this token and whose it is, while both stand; None for any other."""
    rows = (
        select(Feed, User, Unit)
        .outerjoin(User, col(User.id) == col(Feed.user_id))
        .outerjoin(Unit, col(Unit.id) == col(Feed.unit_id))
        .where(col(Feed.token_sha256) == digest_of(token), col(Feed.revoked_at).is_(None))
    )
    found = session.execute(rows).first()
    if found is None:
        return None
    feed, user, unit = found
    if unit is not None:
        return feed, Actor(f"{unit.called}日历", UserRole.UNIT, unit.id)
    if user is None or not user.is_active or user.role not in _SEEING:
        return None
    return feed, Actor(user.name, user.role, user.unit_id, user.id)


def needs_note(feed: Feed, now: datetime) -> bool:
    """Whether today's first look by this feed is still to be written down."""
    return feed.used_at is None or day_of(feed.used_at) < day_of(now)


def note_feed_use(session: Session, feed: Feed, actor: Actor, now: datetime) -> None:
    """Write down that a program asked for this feed, once a day."""
    session.execute(update(Feed).where(col(Feed.id) == feed.id).values(used_at=now))
    if feed.unit_id is not None:
        log(session, Subject.UNIT, feed.unit_id, "查看单位日历订阅", actor.name, now, feed_id=feed.id)
    else:
        log(session, Subject.ACCOUNT, feed.user_id, "查看日历订阅", actor.name, now, feed_id=feed.id)


def feeds_of(session: Session, user_id: int) -> list[Feed]:
    """The feeds of a person that stand, the newest first."""
    rows = select(Feed).where(col(Feed.user_id) == user_id, col(Feed.revoked_at).is_(None))
    return list(session.scalars(rows.order_by(col(Feed.id).desc())))


def feeds_of_unit(session: Session, unit_id: int) -> list[Feed]:
    """The feeds of a unit's people without accounts that stand, the newest first."""
    every = rows_of(session, Feed, "unit_id", unit_id, newest_first=True)
    return [feed for feed in every if feed.revoked_at is None]


def all_feeds(session: Session, most: int = 200) -> list[tuple[Feed, User | None, Unit | None]]:
    """Everybody's feeds that stand with whose they are, for a clerk, the newest first."""
    rows = (
        select(Feed, User, Unit)
        .outerjoin(User, col(User.id) == col(Feed.user_id))
        .outerjoin(Unit, col(Unit.id) == col(Feed.unit_id))
        .where(col(Feed.revoked_at).is_(None))
        .order_by(col(Feed.id).desc())
        .limit(most)
    )
    return list(session.execute(rows).tuples())


def in_feed(session: Session, actor: Actor, today: date) -> ColumnElement[bool]:
    """The condition on the assignments of this person's calendar: the ids are chosen here, and few enough.

    A unit and who looks on have all their open deadlines and, for a while, those that were settled, which their
    calendars then strike out. The office sees everything, and has this month's and the next weeks' first, then
    what is overdue, the latest first. A leader has besides what is due later and lags behind already.
    """
    settled_since = select(col(Transition.assignment_id)).where(
        col(Transition.after).in_(SETTLED), col(Transition.on) >= today - _CANCELLED_FOR
    )
    is_open = col(Assignment.status).not_in(SETTLED)
    if actor.is_of_the_office:
        first = today.replace(day=1)
        chosen = _lagging(session, today) if actor.role is UserRole.LEADER else []
        near = (
            select(col(Assignment.id))
            .where(counted(actor), is_open, col(Assignment.due_on).between(first, today + _AHEAD))
            .order_by(col(Assignment.due_on), col(Assignment.id))
            .limit(MOST - len(chosen))
        )
        chosen += session.scalars(near)
        overdue = (
            select(col(Assignment.id))
            .where(
                counted(actor),
                is_open,
                col(Assignment.due_on) >= today - _OVERDUE_FOR,
                col(Assignment.due_on) < first,
            )
            .order_by(col(Assignment.due_on).desc(), col(Assignment.id))
            .limit(max(MOST - len(chosen), 0))
        )
        return col(Assignment.id).in_([*chosen, *session.scalars(overdue)])
    seen = visible(actor)
    rows = (
        select(col(Assignment.id))
        .where(
            seen,
            col(Assignment.due_on).is_not(None),
            or_(is_open, and_(~is_open, col(Assignment.id).in_(settled_since.where(_is_of(actor))))),
        )
        .order_by(col(Assignment.due_on), col(Assignment.id))
        .limit(MOST)
    )
    return col(Assignment.id).in_(list(session.scalars(rows)))


def revisions(session: Session, ids: list[int]) -> dict[int, tuple[int, datetime]]:
    """How often each of these changed (a number that only grows) and when it last did."""
    found: dict[int, tuple[int, datetime]] = {}
    for table in (Transition, DueChange):
        rows = session.execute(
            select(col(table.assignment_id), func.count(), func.max(col(table.at)))
            .where(col(table.assignment_id).in_(ids))
            .group_by(col(table.assignment_id))
        )
        for number, count, at in rows:
            before, was = found.get(number, (0, at))
            found[number] = (before + count, max(was, at))
    return found


def _lagging(session: Session, today: date) -> list[int]:
    """What is due later than the next weeks, and behind its pace already; the nearest first."""
    calendar, limits = work_calendar(), pack_in_force(session, settings().ladder).lights

    def find() -> list[int]:
        later = col(Assignment.due_on) > today + _AHEAD
        seen = lit(today, calendar, limits, is_whole(), col(Assignment.status).in_(IN_HAND), later)
        rows = select(seen.c.id).where(seen.c.light == Light.YELLOW.value)
        return list(session.scalars(rows.order_by(seen.c.due_on, seen.c.id).limit(_MOST_LAGGING)))

    return list(kept(session, "lagging", (today, calendar, limits), find))


def _made(session: Session, feed: Feed) -> tuple[Feed, str]:
    token = secrets.token_urlsafe(32)
    feed.token_sha256 = digest_of(token)
    session.add(feed)
    session.flush()
    return feed, token


def _is_of(actor: Actor) -> ColumnElement[bool]:
    """A first cut by index, so that not every move of the office is read for one unit."""
    own = select(col(Assignment.id)).where(visible(actor))
    return col(Transition.assignment_id).in_(own)


_MOST_FEEDS = 5
_SEEING = (
    UserRole.CLERK,
    UserRole.LEADER,
    UserRole.UNIT,
    UserRole.SUPERVISOR,
    UserRole.INSPECTOR,
)
