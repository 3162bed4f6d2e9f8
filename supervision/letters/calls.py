"""Reaching people by hand: the telephone call and the slip that is handed over, each on record."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.inserts import insert_new
from models.notice import Delivery, DeliveryItem, PhoneCall
from models.unit import Unit
from models.words import DeliveryStatus, Subject
from schedules.clock import ZONE, day_of
from schedules.wording import day_in_words
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.letters.not_reached import NotReached, not_reached
from supervision.record.log import log

_LONGEST_NAME = 40
_LONGEST_PHONE = 40
_LONGEST_NOTE = 2000


def record_call(
    session: Session,
    unit: Unit,
    actor: Actor,
    now: datetime,
    calendar: WorkCalendar,
    *,
    person: str,
    phone: str,
    is_reached: bool,
    note: str = "",
) -> PhoneCall:
    """Note a telephone call: who spoke to whom. Where somebody was reached, all that the unit missed counts as arrived.

    Raises Refusal unless a clerk called, when nobody is named who was reached, and when nothing waits to be said.
    """
    missed = _missed(session, unit, actor, now, calendar)
    person = _said(person, _LONGEST_NAME, "通话人的姓名")
    if is_reached and not person:
        raise Refusal("请写明是谁接的电话，记录里要写通知了谁。")
    call = PhoneCall(
        unit_id=unit.id,
        contact_id=_named(missed, person),
        delivery_id=missed.letters[0].id if missed.letters else None,
        at=now,
        by=actor.name,
        person=person,
        phone=_said(phone, _LONGEST_PHONE, "电话"),
        is_reached=is_reached,
        note=_said(note, _LONGEST_NOTE, "说明"),
    )
    session.add(call)
    session.flush()
    deed = "电话告知" if is_reached else "电话没有打通"
    _note(session, unit, deed, actor, now, missed, person=person, phone=call.phone)
    if is_reached:
        _settle(session, missed, call, f"{actor.name}已电话告知{person}", now)
    return call


def hand_over(
    session: Session,
    unit: Unit,
    actor: Actor,
    now: datetime,
    calendar: WorkCalendar,
    *,
    person: str,
    on: date,
    by: str = "",
) -> PhoneCall:
    """Note that the slip was handed over: who took it, on which day, by whom it was brought (the clerk unless named).

    Raises Refusal unless a clerk notes it, when nobody is named or the day is still to come or before the letter,
    and when nothing waits to be said.
    """
    missed = _missed(session, unit, actor, now, calendar)
    person = _said(person, _LONGEST_NAME, "签收人的姓名")
    by = _said(by, _LONGEST_NAME, "送交人的姓名") or actor.name
    if not person:
        raise Refusal("请写明签收人的姓名，回执上有。")
    if on > day_of(now):
        raise Refusal("送达的日期还没有到。请改正。")
    if on < missed.since:
        raise Refusal(f"这份通知是{day_in_words(missed.since)}的，不会在那以前送达。请改正日期。")
    at = now if on == day_of(now) else datetime.combine(on, time(12), ZoneInfo(ZONE))
    call = PhoneCall(
        unit_id=unit.id,
        contact_id=_named(missed, person),
        delivery_id=missed.letters[0].id if missed.letters else None,
        at=at,
        by=actor.name,
        person=person,
        is_reached=True,
        note=f"送达单由{by}于{day_in_words(on)}送交，{person}签收",
    )
    session.add(call)
    session.flush()
    _note(session, unit, "送达单送交", actor, now, missed, person=person, on=on.isoformat(), brought_by=by)
    _settle(session, missed, call, f"送达单由{by}送交，{person}签收", now)
    return call


def note_printing(
    session: Session, unit: Unit, actor: Actor, now: datetime, calendar: WorkCalendar
) -> NotReached:
    """What the slip for a unit has to say; that it was taken is noted. Raises Refusal as for a call."""
    missed = _missed(session, unit, actor, now, calendar)
    _note(session, unit, "打印送达单", actor, now, missed)
    return missed


def _missed(session: Session, unit: Unit, actor: Actor, now: datetime, calendar: WorkCalendar) -> NotReached:
    if not actor.is_of_the_office:
        raise Refusal("通知由督办部门送达，责任单位账号不能操作。")
    listed = not_reached(session, day_of(now), calendar)
    found = next((one for one in listed if one.unit.id == unit.id), None)
    if found is None:
        raise Refusal(f"{unit.called}现在没有等着送达的通知，可能已经有人办过。请刷新后再看。")
    return found


def _settle(session: Session, missed: NotReached, call: PhoneCall, words: str, now: datetime) -> None:
    """What waited has arrived: each letter by compare-and-set, and what stood in none gets one that did."""
    for letter in missed.letters:
        before = f"；原来的结果：{letter.error}" if letter.error else ""
        session.execute(
            update(Delivery)
            .where(col(Delivery.id) == letter.id, col(Delivery.status) == letter.status)
            .values(status=DeliveryStatus.SENT, settled_at=now, read_at=call.at, error=f"{words}{before}")
        )
    _put_into_a_letter(session, missed, call, words, now)


def _put_into_a_letter(
    session: Session, missed: NotReached, call: PhoneCall, words: str, now: datetime
) -> None:
    """Enter what no letter carried as said to the unit's first contact, so that it is not said again.

    A unit without any contact has nobody to enter it for; the call itself tells that it was reached.
    """
    unsaid = [matter for matter in missed.matters if not matter.is_in_a_letter]
    if not missed.people or not unsaid:
        return
    reader = missed.people[0]
    letter = Delivery(
        contact_id=reader.id,
        day=day_of(now),
        channel="phone",
        address=call.phone or reader.name,
        apart=f"call-{call.id}",
        status=DeliveryStatus.SENT,
        not_before=now,
        settled_at=now,
        read_at=call.at,
        subject="、".join(matter.number for matter in unsaid[:10]),
        error=words,
    )
    session.add(letter)
    session.flush()
    items = [
        {"delivery_id": letter.id, "notice_id": matter.notice_id, "contact_id": reader.id}
        for matter in unsaid
    ]
    insert_new(session, DeliveryItem, items)


def _named(missed: NotReached, person: str) -> int | None:
    return next((contact.id for contact in missed.people if contact.name == person), None)


def _said(text: str, most: int, what: str) -> str:
    line = " ".join(text.split())
    if len(line) > most:
        raise Refusal(f"{what}写了{len(line)}个字，太长。请不要超过{most}个字。")
    return line


def _note(
    session: Session,
    unit: Unit,
    deed: str,
    actor: Actor,
    now: datetime,
    missed: NotReached,
    **particulars: str,
) -> None:
    log(
        session,
        Subject.NOTICE,
        None,
        deed,
        actor.name,
        now,
        note=f"{unit.called}：{len(missed.matters)}件",
        unit_id=unit.id,
        notices=[matter.notice_id for matter in missed.matters[:100]],
        **particulars,
    )
