"""The notices: what was raised, what waits for a signature, how deliveries fared, whom nobody can reach."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import Row, bindparam, func, select
from sqlmodel import Session, col
from starlette.datastructures import FormData

from board.deliveries import troubled
from board.edge import Id, Now, Reading, Today, Writing
from board.long_counts import SEEN_WITHIN, letters_by_status, notices_by_kind, opened_and_read
from board.pages import go_to, render
from board.paging import SIZE, paging
from board.personal import note_look
from board.posted import Posted, text
from board.visitor import Clerk, OfTheOffice
from config.settings import settings
from models.assignment import Assignment
from models.notice import Notice
from models.task import Task
from models.unit import Unit
from models.words import DeliveryStatus, NoticeKind
from notices.wording import wording
from reports.kept import kept
from schedules.workdays import work_calendar
from supervision.directory.founding import units_without_contact
from supervision.letters.not_reached import not_reached_for_all
from supervision.letters.packs import choice_of, packs_as_they_stand
from supervision.letters.queue import to_sign
from supervision.letters.signature import sign
from supervision.letters.unread import count_unread
from supervision.letters.unsettled import resend, settle

router = APIRouter(prefix="/notices")

_SHOWN = 20

# Questions that every look asks are put together once.
_NEWEST = (
    select(col(Notice.id))
    .order_by(col(Notice.raised_on).desc(), col(Notice.id).desc())
    .limit(SIZE)
    .offset(bindparam("first"))
)
_ABOUT = (
    select(
        col(Notice.id),
        col(Notice.assignment_id),
        col(Notice.kind),
        col(Notice.level),
        col(Notice.raised_on),
        col(Notice.late),
        col(Task.title),
        func.coalesce(func.nullif(col(Unit.short_name), ""), col(Unit.name)).label("unit"),
    )
    .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
    .join(Task, col(Task.id) == col(Assignment.task_id))
    .join(Unit, col(Unit.id) == func.coalesce(col(Notice.unit_id), col(Assignment.unit_id)))
    .where(col(Notice.id).in_(bindparam("ids", expanding=True)))
)


@router.get("")
def index(
    request: Request,
    visitor: OfTheOffice,
    session: Reading,
    today: Today,
    now: Now,
    kind: str = "",
    page: str = "",
) -> Response:
    """Everything about notices on one page; below it all that were raised, or those of one kind."""
    calendar = work_calendar()
    missed = not_reached_for_all(session, today, calendar)
    on_the_list = {one.unit.id for one in missed}
    counted = letters_by_status(session)
    out_of_reach = kept(session, "without contact", today, lambda: units_without_contact(session, today))
    days = settings().unread_workdays
    raised = notices_by_kind(session)
    chosen = next((one for one in NoticeKind if one.value == kind), None)
    total = raised.get(chosen, 0) if chosen else sum(raised.values())
    pages = paging("/notices", page, total, kind=chosen.value if chosen else "")
    in_trouble, every_trouble = troubled(session, _SHOWN)
    if in_trouble:
        note_look(request, visitor, "通知页的投递", now)
    return render(
        request,
        "notices.html",
        to_sign=kept(session, "to sign", (None, today, calendar), lambda: to_sign(session, today, calendar)),
        latest=_in_words(session, _latest(session, chosen, pages.first)),
        pages=pages,
        chosen=chosen,
        kinds=[(one, raised[one]) for one in NoticeKind if one in raised],
        statuses=[(status, counted.get(status, 0)) for status in DeliveryStatus],
        troubled=in_trouble,
        every_trouble=every_trouble,
        # Those that something failed to reach already stand on the list.
        unreachable=[unit for unit in out_of_reach if unit.id not in on_the_list],
        missed=len(missed),
        unread=kept(
            session,
            "letters unread",
            (today, calendar, days),
            lambda: count_unread(session, today, calendar, days),
        ),
        unread_days=days,
        seen=opened_and_read(session, today),
        seen_within=SEEN_WITHIN.days,
        mistakes=(*_of_the_ladder(session), *wording().problems),
    )


@router.post("/{notice_id}/signature")
def sign_it(notice_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, now: Now) -> Response:
    """签发."""
    sign(session, notice_id, visitor.actor, now)
    return go_to("/notices", "signed")


@router.post("/letters/{delivery_id}/arrival")
def it_arrived(delivery_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """已核实送达: a letter with an unknown outcome did arrive."""
    settle(session, delivery_id, visitor.actor, now, arrived=True)
    return go_to(_back(form), "arrived")


@router.post("/letters/{delivery_id}/loss")
def it_was_lost(delivery_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """重新发送: a letter with an unknown outcome did not arrive."""
    settle(session, delivery_id, visitor.actor, now, arrived=False)
    return go_to(_back(form), "resent")


@router.post("/letters/{delivery_id}/retry")
def try_again(delivery_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """重新发送: a letter that failed."""
    resend(session, delivery_id, visitor.actor, now)
    return go_to(_back(form), "resent")


def _back(form: FormData) -> str:
    """The list from which a delivery was looked after."""
    return "/deliveries" if text(form, "from") == "deliveries" else "/notices"


def _of_the_ladder(session: Session) -> tuple[str, ...]:
    """What is wrong with a rule pack that the office goes by."""
    found = packs_as_they_stand(session, choice_of(settings()))
    return tuple(f"{one.trouble}改好以前，照原来的规则提醒。" for one in found if one.trouble)


def _latest(session: Session, kind: NoticeKind | None, first: int) -> Sequence[int]:
    rows = _NEWEST.where(col(Notice.kind) == kind) if kind else _NEWEST
    return session.scalars(rows, {"first": first}).all()


def _in_words(session: Session, ids: Sequence[int]) -> list[Row[Any]]:
    """These notices with what and whom they are about, in the order given."""
    found = {row.id: row for row in session.execute(_ABOUT, {"ids": ids})}
    return [found[number] for number in ids]
