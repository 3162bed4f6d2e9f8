"""The pieces of a draft: added, worded, moved, taken out; a progress entry or an experience made one in one step."""

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import FormData

from board.bulletins import bulletin_of
from board.edge import Id, Now, Today, Writing
from board.pages import go_to
from board.posted import Posted, identifier, pressed, text
from board.visitor import OfTheOffice
from config.refusal import Refusal
from models.bulletin import Bulletin, BulletinItem, BulletinSeries
from models.example import Experience
from models.progress import ProgressUpdate
from supervision.bulletins.drafting import (
    add_experience,
    add_item,
    add_report,
    begin,
    change_item,
    drafts,
    move_item,
    remove_item,
)
from supervision.bulletins.series import every_series
from supervision.examples.experience import take_from_report

router = APIRouter()


@router.post("/bulletins/{bulletin_id}/items")
def add_it(bulletin_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """加入一篇: typed, or taken from a progress entry or an experience."""
    bulletin, section = bulletin_of(session, bulletin_id), text(form, "section")
    if text(form, "report"):
        item = add_report(
            session, bulletin, _report(session, text(form, "report")), section, visitor.actor, now
        )
    elif text(form, "experience"):
        experience = session.get(Experience, identifier(text(form, "experience")) or 0)
        if experience is None:
            raise HTTPException(404)
        item = add_experience(session, bulletin, experience, section, visitor.actor, now)
    else:
        item = add_item(
            session,
            bulletin,
            text(form, "title"),
            text(form, "text"),
            visitor.actor,
            now,
            section=section,
            unit_id=identifier(text(form, "unit")),
        )
    return go_to(f"/bulletins/{bulletin_id}", "item_added", f"item-{item.id}")


@router.post("/bulletins/{bulletin_id}/items/{item_id}")
def change_it(
    bulletin_id: Id, item_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now
) -> Response:
    """修改一篇."""
    bulletin, item = _item(session, bulletin_id, item_id)
    change_item(
        session,
        bulletin,
        item,
        visitor.actor,
        now,
        title=text(form, "title"),
        text=text(form, "text"),
        section=text(form, "section"),
        unit_id=identifier(text(form, "unit")),
    )
    return go_to(f"/bulletins/{bulletin_id}", "bulletin_kept", f"item-{item_id}")


@router.post("/bulletins/{bulletin_id}/items/{item_id}/place")
def move_it(
    bulletin_id: Id, item_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now
) -> Response:
    """上移, 下移."""
    bulletin, item = _item(session, bulletin_id, item_id)
    is_up = pressed(form, "decision", "up", "down")
    moved = move_item(session, bulletin, item, is_up, visitor.actor, now)
    return go_to(f"/bulletins/{bulletin_id}", "bulletin_kept" if moved else "unchanged", f"item-{item_id}")


@router.post("/bulletins/{bulletin_id}/items/{item_id}/removal")
def remove_it(
    bulletin_id: Id, item_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, now: Now
) -> Response:
    """去掉一篇."""
    bulletin, item = _item(session, bulletin_id, item_id)
    remove_item(session, bulletin, item, visitor.actor, now)
    return go_to(f"/bulletins/{bulletin_id}", "item_removed")


@router.post("/updates/{update_id}/bulletin")
def take_into_bulletin(
    update_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """编入简报: into the draft that is named, else into the latest one, else into a new one of the first series."""
    report = _report(session, str(update_id))
    bulletin = _target(session, form)
    if bulletin is None:
        series = next((one for one in every_series(session) if one.ended_on is None), None)
        if series is None:
            raise Refusal("还没有设立简报。请先在“期号登记”页设立一种，再编入。")
        bulletin = begin(session, series, visitor.actor, today, now)
    section = session.get_one(BulletinSeries, bulletin.series_id).sections[-1:]
    item = add_report(session, bulletin, report, "".join(section), visitor.actor, now)
    return go_to(f"/bulletins/{bulletin.id}", "item_added", f"item-{item.id}")


@router.post("/updates/{update_id}/experience")
def take_as_experience(
    update_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """列为典型经验."""
    made = take_from_report(session, _report(session, str(update_id)), visitor.actor, today, now)
    return go_to(f"/examples/experience/{made.id}", "experience_kept")


def _target(session: Session, form: FormData) -> Bulletin | None:
    named = identifier(text(form, "bulletin"))
    if named is not None:
        return bulletin_of(session, named)
    return next((one for one in drafts(session) if one.replaces_id is None), None)


def _report(session: Session, written: str) -> ProgressUpdate:
    found = session.get(ProgressUpdate, identifier(written) or 0)
    if found is None:
        raise HTTPException(404)
    return found


def _item(session: Session, bulletin_id: int, item_id: int) -> tuple[Bulletin, BulletinItem]:
    bulletin, item = bulletin_of(session, bulletin_id), session.get(BulletinItem, item_id)
    if item is None or item.bulletin_id != bulletin.id:
        raise HTTPException(404)
    return bulletin, item
