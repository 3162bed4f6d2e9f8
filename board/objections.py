"""异议: raised by a unit on its own page, answered by the office from the queue."""

from mimetypes import guess_extension
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy import select
from sqlmodel import Session, col
from starlette.datastructures import FormData, UploadFile

from board.campaigns import found
from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, figure, identifier, pressed, text
from board.visitor import Anyone, Hidden, OfTheOffice, Visitor
from config.settings import settings
from models.campaign import Campaign
from models.progress import StoredFile
from models.score import Objection, Score, ScoreSheet
from models.unit import Unit
from models.words import Answer
from schedules.workdays import work_calendar
from supervision.campaigns import objections as deeds
from supervision.campaigns.scored import scored_freeze
from supervision.campaigns.sheets import sheet_of
from supervision.duties.file_store import content_of

router = APIRouter()


@router.get("/objections")
def index(
    request: Request, _visitor: OfTheOffice, session: Reading, today: Today, campaign: str = ""
) -> Response:
    """Every objection, or those of one campaign; what waits first, with what stands in the sheet and what it got."""
    only = session.get(Campaign, identifier(campaign) or 0)
    every = deeds.objections(session, only.id if only else None)
    campaigns = {one.id: one for one in session.scalars(select(Campaign))}
    rows = []
    for one in every:
        own = campaigns[one.campaign_id]
        sheet = sheet_of(session.get_one(ScoreSheet, own.sheet_id))
        rows.append(
            {
                "objection": one,
                "campaign": own,
                "unit": session.get_one(Unit, one.unit_id),
                "item": sheet.item(one.item),
                "score": _score(session, one),
                "is_late": one.answer is Answer.PENDING and one.due_on < today,
            }
        )
    return render(
        request,
        "objections.html",
        rows=rows,
        waiting=sum(one.answer is Answer.PENDING for one in every),
        today=today,
        only=only,
    )


@router.post("/campaigns/{campaign_id}/objections")
def raise_one(
    campaign_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """提出异议."""
    campaign = found(session, campaign_id)
    item = text(form, "item")
    deeds.object_to(
        session, campaign, item, text(form, "reason"), visitor.actor, today, now, work_calendar(), _file(form)
    )
    return go_to(f"/campaigns/{campaign.id}/scores/{visitor.actor.unit_id}", "objected", f"item-{item}")


@router.post("/objections/{objection_id}/taking-back")
def take_back(
    objection_id: Id, visitor: Anyone, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """收回异议."""
    row = _objection(session, objection_id, visitor)
    deeds.take_back(session, row, visitor.actor, today, now)
    return go_to(f"/campaigns/{row.campaign_id}/scores/{row.unit_id}", "objection_taken_back")


@router.post("/objections/{objection_id}/decision")
def decide(
    objection_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """答复异议."""
    row = _objection(session, objection_id, visitor)
    deeds.decide(
        session,
        row,
        visitor.actor,
        today,
        now,
        granted=pressed(form, "decision", "grant", "refuse"),
        opinion=text(form, "opinion"),
        adjustment=figure(form, "adjustment", "调整的分数") if text(form, "adjustment") else None,
    )
    return go_to("/objections", "objection_answered")


@router.get("/objections/{objection_id}/file")
def take(objection_id: Id, visitor: Anyone, session: Reading) -> Response:
    """What came with an objection."""
    row = _objection(session, objection_id, visitor)
    if row.file_id is None:
        raise HTTPException(404)
    file = session.get_one(StoredFile, row.file_id)
    name = f"异议附件-{row.id}{guess_extension(file.media_type) or ''}"
    return Response(
        content_of(file),
        media_type=file.media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"},
    )


def _objection(session: Session, objection_id: int, visitor: Visitor) -> Objection:
    row = session.get(Objection, objection_id)
    if row is None:
        raise HTTPException(404)
    if not visitor.is_of_the_office and not (visitor.is_unit and visitor.actor.unit_id == row.unit_id):
        raise Hidden
    return row


def _score(session: Session, row: Objection) -> Score | None:
    freeze = scored_freeze(session, row.campaign_id)
    if freeze is None:
        return None
    return session.scalars(
        select(Score).where(
            col(Score.freeze_id) == freeze.id, col(Score.unit_id) == row.unit_id, col(Score.item) == row.item
        )
    ).first()


def _file(form: FormData) -> tuple[str, bytes] | None:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    # One byte more than is taken tells a file at the limit from one over it.
    return file.filename, file.file.read(settings().evidence_mb * 1024 * 1024 + 1)
