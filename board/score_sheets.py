"""评分表: which hold, what they weigh, for everybody to see from the start; taking in a version; who would get how much."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, select
from starlette.datastructures import FormData, UploadFile

from board.edge import Id, Now, Reading, Today, Writing
from board.edge import identifier as number_of
from board.pages import go_to, render
from board.posted import Posted, text
from board.visitor import Anyone, Clerk, OfTheOffice
from config.refusal import Refusal
from models.campaign import Campaign
from models.evaluation_words import CampaignStatus
from models.score import ScoreSheet
from models.unit import Unit
from models.words import UnitLevel
from reports.scoring.sheet import Sheet
from supervision.campaigns import sheets
from supervision.campaigns.freezing import latest_freeze
from supervision.campaigns.scores import scores_under

router = APIRouter(prefix="/score-sheets")

_LARGEST = 400_000


@router.get("")
def index(request: Request, visitor: Anyone, session: Reading, today: Today) -> Response:
    """What holds today and what will hold; for the office also former versions and what lies ready to be taken in."""
    every = sheets.versions(session)
    in_force = {one.id for one in sheets.all_in_force(session, today)}
    shown = [one for one in every if visitor.is_of_the_office or one.id in in_force or one.since > today]
    return render(
        request,
        "score_sheets.html",
        sheets=[(one, sheets.sheet_of(one)) for one in shown],
        in_force=in_force,
        today=today,
        files=sheets.files_not_stored(session) if visitor.is_clerk else [],
    )


@router.post("")
def take_in(visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """上传: a version as a text file, with the items that are to stand against the rules by name and reason."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Refusal("请先选择评分表文件（.toml），再提交。")
    row = sheets.store(session, _text(file), visitor.actor, now, _overrides(form), file.filename)
    return go_to(f"/score-sheets/{row.id}", "sheet_stored")


@router.post("/shipped")
def take_in_shipped(visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """启用 a sheet that comes with the system."""
    row = sheets.store_shipped(session, text(form, "name"), visitor.actor, now)
    return go_to(f"/score-sheets/{row.id}", "sheet_stored")


@router.get("/{sheet_id}")
def show(
    request: Request, sheet_id: Id, visitor: Anyone, session: Reading, today: Today, level: str = ""
) -> Response:
    """A version: every item with weight, formula, evidence and who rates. A unit sees those that it is scored on."""
    row = _row(session, sheet_id)
    sheet = sheets.sheet_of(row)
    chosen = _level(session, visitor.actor.unit_id if visitor.is_unit else None, level)
    return render(
        request,
        "score_sheet.html",
        row=row,
        sheet=sheet,
        level=chosen,
        groups=_groups(sheet, chosen),
        extra=[one for one in sheet.items if not one.is_base and (chosen is None or one.is_for(chosen))],
        is_in_force=row == sheets.in_force(session, row.name, today),
        today=today,
    )


@router.get("/{sheet_id}/file")
def take_away(sheet_id: Id, _visitor: OfTheOffice, session: Reading) -> Response:
    """The text, to be changed and taken in again."""
    row = _row(session, sheet_id)
    return Response(
        row.text,
        media_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{row.name}-{row.since.isoformat()}.toml"'},
    )


@router.get("/{sheet_id}/preview")
def preview(
    request: Request, sheet_id: Id, _visitor: OfTheOffice, session: Reading, campaign: str = ""
) -> Response:
    """Who would get how much under this sheet, by the latest freeze of a campaign. Nothing is stored."""
    row = _row(session, sheet_id)
    sheet = sheets.sheet_of(row)
    frozen = [
        (one, freeze)
        for one in session.exec(select(Campaign)).all()
        if one.status is not CampaignStatus.PREPARED and (freeze := latest_freeze(session, one.id))
    ]
    wanted = number_of(campaign)
    chosen = next(
        ((one, freeze) for one, freeze in frozen if one.id == wanted), frozen[-1] if frozen else None
    )
    scored = scores_under(session, *chosen, sheet) if chosen else ()
    return render(
        request,
        "score_preview.html",
        row=row,
        sheet=sheet,
        campaigns=[one for one, _ in frozen],
        chosen=chosen[0] if chosen else None,
        freeze=chosen[1] if chosen else None,
        scored=sorted(scored, key=lambda one: (one.unit_class, one.place or len(scored) + 1))[:200],
        total=len(scored),
    )


def _row(session: Session, sheet_id: int) -> ScoreSheet:
    row = session.get(ScoreSheet, sheet_id)
    if row is None:
        raise HTTPException(404)
    return row


def _level(session: Session, unit_id: int | None, level: str) -> UnitLevel | None:
    if unit_id is not None:
        return session.get_one(Unit, unit_id).level
    return next((one for one in UnitLevel if one.value == level), None)


def _groups(sheet: Sheet, level: UnitLevel | None) -> list[tuple[str, list[object]]]:
    """The items of the total under headings: common ones, then those of some classes."""
    found: dict[str, list[object]] = {}
    for one in sheet.items:
        if one.is_base and (level is None or (sheet.serves(level) and one.is_for(level))):
            heading = (
                "共性项目" if one.is_common else f"个性项目：{'、'.join(each.label for each in one.classes)}"
            )
            found.setdefault(heading, []).append(one)
    return list(found.items())


def _text(file: UploadFile) -> str:
    content = file.file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise Refusal("评分表文件太大。评分表是一份文字，请检查选的文件。")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("评分表文件不是 UTF-8 文本。请用记事本另存为 UTF-8 编码后再上传。") from error


def _overrides(form: FormData) -> dict[str, str]:
    code = text(form, "override")
    return {code: text(form, "override_reason")} if code else {}
