"""Telling the office's head whom nothing has reached for days: once for each unit and occasion, never daily."""

import logging
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from config.settings import Settings, settings
from models import database
from models.database import SessionScope
from models.office import Office
from models.record import LogEntry
from models.words import Subject
from notices.digest import without_gaps
from notices.matters import one_line
from notices.message import DeliveryError, Message, Sender
from notices.wording import Missed, Report, wording
from schedules.workdays import WorkCalendar, work_calendar
from supervision.letters.not_reached import NotReached, not_reached
from supervision.record.log import log

_TOLD, _NOT_TOLD = "报告没有送到", "报告未发出"
_SYSTEM = "系统"
_log = logging.getLogger(__name__)


def for_the_head(session: Session, today: date, calendar: WorkCalendar) -> list[NotReached]:
    """The units that have waited so long that the head of the office has to know."""
    limit = settings().not_reached_workdays
    return [one for one in not_reached(session, today, calendar) if one.is_for_the_head(limit)]


def tell_the_head(
    day: date, now: datetime, send: Sender, *, scope: SessionScope = database.transaction
) -> int:
    """Write to the head of the office about the units that came to their days; about how many.

    That it is told is committed before the letter leaves: a sender that dies says it once too seldom rather than
    every few minutes. A letter that was refused is tried again the next day. Without an address nobody is written
    to, and the board alone says it.
    """
    chosen = settings()
    if not chosen.leader_mail:
        return 0
    with scope() as session:
        # One after the other: the second sees what the first has told.
        session.execute(select(col(Office.id)).with_for_update())
        waiting = for_the_head(session, day, work_calendar())
        new = _not_told(session, waiting, day)
        if not new:
            return 0
        message = _worded(session, new, chosen, now)
        _note(session, new, _TOLD, now)
    try:
        send(message)
    except DeliveryError as error:
        _log.warning("the head of the office was not told: %s", error)
        with scope() as session:
            _note(session, new, _NOT_TOLD, now)
        return 0
    return len(new)


def _not_told(session: Session, waiting: Sequence[NotReached], day: date) -> list[NotReached]:
    """Those of which nothing was said since they began to wait."""
    if not waiting:
        return []
    first = min(one.since for one in waiting)
    entries = session.exec(
        select(LogEntry)
        .where(
            col(LogEntry.on) >= first,
            LogEntry.subject == Subject.NOTICE,
            col(LogEntry.deed).in_((_TOLD, _NOT_TOLD)),
        )
        .order_by(col(LogEntry.id))
    )
    last = {unit_id: entry for entry in entries for unit_id in entry.particulars.get("units", ())}

    def is_new(one: NotReached) -> bool:
        entry = last.get(one.unit.id)
        if entry is None or entry.on < one.since:
            return True
        return entry.deed == _NOT_TOLD and entry.on < day

    return [one for one in waiting if is_new(one)]


def _note(session: Session, told: Sequence[NotReached], deed: str, now: datetime) -> None:
    log(
        session,
        Subject.NOTICE,
        None,
        deed,
        _SYSTEM,
        now,
        note="、".join(one.unit.called for one in told[:20]),
        units=[one.unit.id for one in told],
    )


def _worded(session: Session, new: Sequence[NotReached], chosen: Settings, now: datetime) -> Message:
    office = session.exec(select(Office)).one()
    report = Report(
        office=one_line(office.name),
        short_name=one_line(office.short_name),
        year=now.year,
        month=now.month,
        day=now.day,
        workdays=chosen.not_reached_workdays,
        address=chosen.address.rstrip("/"),
        missed=tuple(_missed(one) for one in new),
    )
    words = wording()
    return Message(
        identifier=f"duban-not-reached-{now:%Y%m%d}-{new[0].unit.id}-{len(new)}",
        address=chosen.leader_mail,
        name=f"{report.short_name}负责同志",
        subject=f"【{report.short_name}】{len(new)}个单位的督办通知没有送到（{now.month}月{now.day}日）",
        body=without_gaps(words.render("report.txt.j2", report=report)),
        at=now,
        html=words.render("report.html.j2", report=report),
    )


def _missed(one: NotReached) -> Missed:
    person = one.people[0] if one.people else None
    return Missed(
        unit=one_line(one.unit.called),
        why=one_line("；".join(dict.fromkeys(reason.words for reason in one.reasons))),
        person=one_line(person.name) if person else "",
        phone=one_line(person.phone) if person else "",
        since=one.since,
        workdays=one.workdays,
        count=len(one.to_say),
    )
