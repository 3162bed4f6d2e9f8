"""单位档案: what every unit has of what is asked of it, unit by unit and all beside each other."""

from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select
from starlette.datastructures import UploadFile

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, pressed, text
from board.visitor import Anyone, Hidden, OfTheOffice, Visitor
from config.refusal import Refusal
from config.settings import settings
from models.evaluation_words import ProfileItem
from models.progress import StoredFile
from models.unit import Contact, Unit
from supervision.directory import profiles
from supervision.duties.file_store import content_of

router = APIRouter()


@router.get("/profiles")
def index(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """Every unit with what it has, has not, and has not said: the check that files are complete."""
    units = list(session.exec(select(Unit).where(col(Unit.ended_on).is_(None)).order_by(col(Unit.position))))
    every = profiles.profiles(session, units)
    return render(
        request,
        "profiles.html",
        every=every,
        items=list(ProfileItem),
        whole=sum(one.is_whole for one in every),
        today=today,
    )


@router.get("/units/{unit_id}/profile")
def show(request: Request, unit_id: Id, visitor: Anyone, session: Reading) -> Response:
    """The file of one unit, for the unit and the office."""
    unit = _unit(session, visitor, unit_id)
    contacts = session.exec(select(Contact).where(Contact.unit_id == unit_id).order_by(col(Contact.id)))
    return render(
        request, "profile.html", unit=unit, own=profiles.profile_of(session, unit), contacts=contacts.all()
    )


@router.post("/units/{unit_id}/profile")
def note(unit_id: Id, visitor: Anyone, form: Posted, session: Writing, now: Now) -> Response:
    """登记单位档案."""
    unit = _unit(session, visitor, unit_id)
    item = next((one for one in ProfileItem if one.value == text(form, "item")), None)
    if item is None:
        raise Refusal("请选择登记的是哪一项。")
    sent = form.get("file")
    file = None
    if isinstance(sent, UploadFile) and sent.filename:
        # One byte more than is taken tells a file at the limit from one over it.
        file = sent.filename, sent.file.read(settings().evidence_mb * 1024 * 1024 + 1)
    has = pressed(form, "has", "yes", "no")
    profiles.note(session, unit, item, text(form, "text"), visitor.actor, now, has=has, file=file)
    return go_to(f"/units/{unit_id}/profile", "profile_noted")


@router.get("/units/{unit_id}/profile/{profile_item}/file")
def take(unit_id: Id, profile_item: str, visitor: Anyone, session: Reading) -> Response:
    """The paper that was handed in with an item."""
    unit = _unit(session, visitor, unit_id)
    rows = profiles.profile_of(session, unit).items
    row = next(
        (one for kind, one in rows.items() if kind.value == profile_item and one and one.file_id), None
    )
    if row is None:
        raise HTTPException(404)
    file = session.get_one(StoredFile, row.file_id)
    said = f"attachment; filename*=UTF-8''{quote(row.file_name, safe='')}"
    return Response(content_of(file), media_type=file.media_type, headers={"Content-Disposition": said})


def _unit(session: Session, visitor: Visitor, unit_id: int) -> Unit:
    if not visitor.is_of_the_office and not (visitor.is_unit and visitor.actor.unit_id == unit_id):
        raise Hidden
    found = session.get(Unit, unit_id)
    if found is None:
        raise HTTPException(404)
    return found
