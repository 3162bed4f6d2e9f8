"""日历订阅: the deadlines that somebody sees, in their own calendar program, by an address that only they know."""

import hashlib
from datetime import UTC, date, datetime, time

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.attempts import Attempts
from board.edge import Id, Now, Reading, RealNow, Today, Writing, address_of
from board.errors import Denied
from board.pages import go_to, render
from board.posted import Posted, text
from board.standing import Held, held
from board.visitor import Anyone, Clerk, Hidden, Visitor
from config.settings import settings
from models import database
from models.feed import Feed
from models.lifecycle import SETTLED
from models.unit import Unit
from papers.to_ics import DueDay, calendar_file
from supervision.actor import Actor
from supervision.agenda import coming
from supervision.feeds import (
    all_feeds,
    feeds_of,
    in_feed,
    make_feed,
    make_unit_feed,
    needs_note,
    note_feed_use,
    opened_feed,
    revisions,
    revoke_feed,
)

router = APIRouter(prefix="/feeds")

_AGENDA_DAYS = 100


@router.get("")
def show(request: Request, visitor: Anyone, session: Reading) -> Response:
    """One's own feeds; a clerk sees everybody's."""
    return _page(request, visitor, session)


@router.post("")
def make_one(request: Request, visitor: Anyone, _form: Posted, session: Writing, now: Now) -> Response:
    """生成日历订阅: its address is shown this once."""
    _, token = make_feed(session, visitor.actor, now)
    return _page(request, visitor, session, _address(token))


@router.post("/units/{unit_id}")
def make_for_unit(
    request: Request, unit_id: Id, visitor: Clerk, _form: Posted, session: Writing, now: Now
) -> Response:
    """A feed for a unit whose people have no account: its address is shown this once."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise HTTPException(404)
    _, token = make_unit_feed(session, unit, visitor.actor, now)
    return _page(request, visitor, session, _address(token), unit)


@router.post("/{feed_id}/revocation")
def revoke_one(feed_id: Id, visitor: Anyone, form: Posted, session: Writing, now: Now) -> Response:
    """收回日历订阅."""
    feed = session.get(Feed, feed_id)
    if feed is None or (feed.user_id != visitor.actor.user_id and not visitor.is_of_the_office):
        raise Hidden
    revoke_feed(session, feed, visitor.actor, now)
    from_unit = feed.unit_id is not None and text(form, "from") == "unit"
    return go_to(f"/units/{feed.unit_id}" if from_unit else "/feeds", "feed_revoked")


@router.get("/{token}.ics")
def give(
    request: Request, token: str, session: Reading, today: Today, now: Now, real_now: RealNow
) -> Response:
    """The calendar. An address that does not stand is a page that does not exist, and who guesses has to wait."""
    found = opened_feed(session, token)
    if found is None:
        attempts: Attempts = request.app.state.link_attempts
        address = address_of(request)
        if attempts.is_blocked(address, real_now):
            raise Denied(429, "打开的链接有误，次数太多。请15分钟后再试，或者与督办部门联系。")
        attempts.note_failure(address, real_now)
        raise HTTPException(404)
    feed, actor = found
    if needs_note(feed, now):
        with database.transaction() as writing:
            note_feed_use(writing, feed, actor, now)
    content = calendar_file("督办时限", _days(session, actor, today))
    mark = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": mark})
    return Response(content, media_type="text/calendar; charset=utf-8", headers={"ETag": mark})


def _days(session: Session, actor: Actor, today: date) -> list[DueDay]:
    shown = [one for one in held(session, today, in_feed(session, actor, today)) if one.due_on]
    changed = revisions(session, [one.assignment.id for one in shown])
    home = settings().address.rstrip("/")
    days = []
    for one in sorted(shown, key=lambda one: (one.due_on or today, one.assignment.id)):
        revision, at = changed[one.assignment.id]
        number = one.assignment.id
        days.append(
            DueDay(
                identity=f"assignment-{number}@duban",
                on=one.due_on or today,
                title=_title(one, actor),
                words=_words(one),
                address=f"{home}/assignments/{number}",
                revision=revision,
                changed_at=at,
                is_cancelled=one.assignment.status in SETTLED,
            )
        )
    return [*days, *(_agenda(session, today, home) if actor.is_of_the_office else ())]


def _agenda(session: Session, today: date, home: str) -> list[DueDay]:
    """督察日程, for the office: days of its own, which no assignment has."""
    return [
        DueDay(
            identity=f"{one.identity}@duban",
            on=one.on,
            title=f"{one.what}：{one.title}",
            words="督察日程",
            address=f"{home}{one.address}",
            revision=0,
            changed_at=datetime.combine(one.on, time(), UTC),
        )
        for one in coming(session, today, _AGENDA_DAYS)
    ]


def _title(one: Held, actor: Actor) -> str:
    light = f"[{one.light.label}] " if one.light else ""
    whose = "" if one.unit.id == actor.unit_id else f"{one.unit.called}："
    return f"{light}{whose}{one.task.title}"


def _words(one: Held) -> str:
    why = "" if one.why == one.assignment.status.label else f"，{one.why}"
    return f"{one.task.number} {one.unit.called}（{one.assignment.role.label}），{one.assignment.status.label}{why}"


def _address(token: str) -> str:
    return f"{settings().address.rstrip('/')}/feeds/{token}.ics"


def _page(
    request: Request, visitor: Visitor, session: Session, address: str = "", unit: Unit | None = None
) -> Response:
    own = feeds_of(session, visitor.actor.user_id) if visitor.actor.user_id is not None else []
    return render(
        request,
        "feeds.html",
        feeds=own,
        address=address,
        of_unit=unit,
        others=[one for one in all_feeds(session) if one[0].user_id != visitor.actor.user_id]
        if visitor.is_clerk
        else [],
        is_local=settings().address.startswith(("http://127.", "http://localhost")),
    )
