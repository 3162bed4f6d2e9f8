"""得分: the table of a campaign for the office, a unit's own page with every calculation, the choice of the sheet."""

from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy import select
from sqlmodel import Session, col

from board.campaigns import found
from board.edge import Id, Now, Reading, Today, Writing, identifier, once_only
from board.engine import nudge
from board.pages import go_to, render
from board.paging import SIZE, paging
from board.posted import Posted, text
from board.taking_away import as_excel
from board.visitor import Anyone, Clerk, Hidden, OfTheOffice, Visitor
from config.refusal import Refusal
from config.score_layouts import score_layouts
from models.campaign import Campaign, Freeze
from models.evaluation_words import CampaignStatus
from models.score import Exemption, Score, ScoreSheet, ScoreTotal
from models.unit import Unit
from models.words import JobKind, UnitLevel
from reports.campaign_figures import figures_of
from reports.campaign_list import Behind, count_rows, read_rows
from reports.campaign_marks import WHAT
from reports.kept import kept
from reports.scoring.dimensions import by_dimension
from reports.scoring.other_tables import lay_out_as
from reports.scoring.score_book import ScoredUnit, lay_out
from reports.scoring.sheet import Sheet, SheetItem
from reports.scoring.tiers import movement
from schedules.lights import Light
from supervision.campaigns import exemptions as exempting
from supervision.campaigns import sheets
from supervision.campaigns.freezing import latest_freeze
from supervision.campaigns.gaps import gaps
from supervision.campaigns.objections import last_day, may_object, objections
from supervision.campaigns.rating_round import open_rounds, units_of
from supervision.campaigns.scored import of_unit, own_score, scored_freeze, totals, unrated
from supervision.campaigns.scores import may_compute
from supervision.directory.founding import office
from supervision.jobs import ask, recent

router = APIRouter()

_JOBS_SHOWN = 3
# The inputs of calculations whose rows can be opened, by the names of ``reports.campaign_marks.WHAT``.
OPENS = {
    **{
        name: name
        for name in ("due", "closed_of_due", "on_time", "closed_late", "closed", "verified", "overdue")
    },
    "returns": "returned",
}


@router.get("/campaigns/{campaign_id}/scores")
def index(
    request: Request,
    campaign_id: Id,
    _visitor: OfTheOffice,
    session: Reading,
    level: str = "",
    page: str = "",
) -> Response:
    """The table: points, total, place, tier and movement, by class; the gaps, what is not rated, who is left out."""
    campaign = found(session, campaign_id)
    freeze, sheet = scored_freeze(session, campaign.id), sheet_of(session, campaign)
    every = totals(session, freeze.id) if freeze else []
    chosen = next((one for one in UnitLevel if one.value == level), None)
    shown = [one for one in every if chosen is None or one.unit_class == chosen.value]
    pages = paging(f"/campaigns/{campaign.id}/scores", page, len(shown), level=level if chosen else "")
    rows = _scored(session, freeze, shown[pages.slice]) if freeze else []
    names = {unit.id: unit.called for unit in session.scalars(select(Unit))}
    large = [one for one in gaps(session, campaign, freeze, sheet) if one.is_large] if sheet else []
    return render(
        request,
        "scores.html",
        campaign=campaign,
        freeze=freeze,
        latest=latest_freeze(session, campaign.id),
        sheet=sheet,
        sheet_row=session.get(ScoreSheet, campaign.sheet_id) if campaign.sheet_id else None,
        proposed=sheets.proposed(session, campaign),
        is_open=is_open(campaign),
        may_compute=may_compute(session, campaign),
        rows=rows,
        items=_columns(sheet, chosen, {one.unit_class for one in every}) if sheet else [],
        classes=[one for one in UnitLevel if any(total.unit_class == one.value for total in every)],
        level=chosen,
        pages=pages,
        names=names,
        gaps=large,
        exempted=exempting.exemptions(session, campaign.id),
        units=units_of(session, campaign, sheet) if sheet else [],
        jobs=[
            job
            for job in recent(session, JobKind.SCORING, 20)
            if job.arguments.get("campaign_id") == campaign.id
        ][:_JOBS_SHOWN],
        unrated=unrated(session, freeze) if freeze else 0,
        waiting=sum(one.answer.value == "pending" for one in objections(session, campaign.id)),
        movement=movement,
        layouts=score_layouts(),
        dimensions={
            total.unit_id: by_dimension(
                sheet.items_for(UnitLevel.stored(total.unit_class)),
                {code: one.points for code, one in points.items()},
            )
            for total, points in rows
        }
        if sheet and any(one.dimension for one in sheet.items)
        else {},
    )


@router.get("/campaigns/{campaign_id}/scores/sheet")
def take_away(
    campaign_id: Id, _visitor: OfTheOffice, session: Reading, today: Today, layout: str = ""
) -> Response:
    """The same as Excel, with every calculation; or, where a ``layout`` is named, in another assessor's table."""
    campaign = found(session, campaign_id)
    freeze, sheet = scored_freeze(session, campaign.id), sheet_of(session, campaign)
    if freeze is None or sheet is None:
        raise HTTPException(404)
    units = _scored(session, freeze, totals(session, freeze.id))
    lines = [_for_book(session, one) for one in units]
    if layout:
        chosen = next((one for one in score_layouts() if one.name == layout), None)
        if chosen is None:
            raise HTTPException(404)
        other = lay_out_as(chosen, office(session).name, today, freeze.as_of, sheet, lines)
        return as_excel(other, f"{campaign.title}-{chosen.title}.xlsx")
    title = f"{campaign.title}得分表"
    book = lay_out(title, office(session).name, today, freeze.as_of, sheet, lines)
    return as_excel(book, f"{title}-{freeze.as_of.isoformat()}.xlsx")


@router.post("/campaigns/{campaign_id}/sheet")
def choose(campaign_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """选定评分表."""
    campaign = found(session, campaign_id)
    row = session.get(ScoreSheet, identifier(text(form, "sheet")) or 0)
    if row is None:
        raise Refusal("请选择一份评分表。")
    sheets.choose(session, campaign, row, visitor.actor, now)
    return go_to(f"/campaigns/{campaign.id}/scores", "sheet_chosen")


@router.post("/campaigns/{campaign_id}/scoring")
def ask_for_scores(campaign_id: Id, visitor: Clerk, _form: Posted, now: Now) -> Response:
    """计算得分, by the latest freeze, as work for the engine."""
    with once_only() as session:
        campaign = found(session, campaign_id)
        sheets.sheet_for(session, campaign)
        if not may_compute(session, campaign):
            raise Refusal(f"“{campaign.title}”{campaign.status.label}，得分不再重新计算。")
        if latest_freeze(session, campaign.id) is None:
            raise Refusal(f"“{campaign.title}”还没有冻结数据。请先冻结数据，再计算得分。")
        ask(session, JobKind.SCORING, visitor.actor.name, now, campaign_id=campaign.id)
    # The job must be in the database before the engine looks for it.
    return go_to(f"/campaigns/{campaign_id}/scores", "asked" if nudge("evaluation") else "queued")


@router.post("/campaigns/{campaign_id}/exemptions")
def exempt(
    campaign_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """免于计分."""
    campaign = found(session, campaign_id)
    unit_id = identifier(text(form, "unit")) or 0
    exempting.exempt(
        session, campaign, unit_id, text(form, "item"), text(form, "reason"), visitor.actor, today, now
    )
    return go_to(f"/campaigns/{campaign.id}/scores", "exempted", "exemptions")


@router.post("/exemptions/{exemption_id}/lifting")
def lift(
    exemption_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """取消免于计分."""
    row = session.get(Exemption, exemption_id)
    if row is None:
        raise HTTPException(404)
    exempting.lift(session, row, visitor.actor, today, now)
    return go_to(f"/campaigns/{row.campaign_id}/scores", "exemption_lifted", "exemptions")


@router.get("/campaigns/{campaign_id}/scores/{unit_id}")
def of_one(
    request: Request, campaign_id: Id, unit_id: Id, visitor: Anyone, session: Reading, today: Today
) -> Response:
    """A unit's own page: each item with formula, inputs and evidence, what it may say against it and until when."""
    campaign, unit = found(session, campaign_id), session.get(Unit, unit_id)
    if unit is None or not _may_see(campaign, unit_id, visitor):
        raise Hidden
    freeze, sheet = scored_freeze(session, campaign.id), sheet_of(session, campaign)
    own = own_score(session, freeze.id, unit.id, sheet) if freeze and sheet else None
    if own is None or freeze is None or sheet is None:
        raise Hidden
    said = objections(session, campaign.id, unit.id)
    return render(
        request,
        "unit_score.html",
        campaign=campaign,
        unit=unit,
        freeze=freeze,
        sheet=sheet,
        own=own,
        gaps={one.item.code: one for one in gaps(session, campaign, freeze, sheet, unit.id)},
        said={item.code: [one for one in said if one.item == item.code] for item, _ in own.lines},
        until=last_day(campaign),
        may_object=may_object(campaign, today) and visitor.actor.unit_id == unit.id,
        opens=OPENS,
        movement=movement,
    )


@router.get("/campaigns/{campaign_id}/scores/{unit_id}/items")
def behind_it(
    request: Request,
    campaign_id: Id,
    unit_id: Id,
    visitor: Anyone,
    session: Reading,
    what: str = "assigned",
    page: str = "",
) -> Response:
    """The frozen assignments of the unit behind a number of its calculation."""
    campaign = found(session, campaign_id)
    if session.get(Unit, unit_id) is None or not _may_see(campaign, unit_id, visitor):
        raise Hidden
    freeze = scored_freeze(session, campaign.id)
    if freeze is None:
        raise Hidden
    # Under the same name as on the pages of the freeze itself: they are worked out once.
    figures = kept(session, "frozen", freeze.id, lambda: figures_of(session, freeze), lag=3600, most=4)
    behind = Behind(what if what in WHAT else "assigned", unit_id)
    address = f"/campaigns/{campaign_id}/scores/{unit_id}/items"
    pages = paging(address, page, count_rows(session, freeze, behind, figures), what=behind.what)
    return render(
        request,
        "score_items.html",
        campaign=campaign,
        freeze=freeze,
        unit=figures.unit_facts[unit_id],
        tasks=figures.task_facts,
        title=WHAT[behind.what][0],
        rows=list(read_rows(session, freeze, behind, figures, pages.first, SIZE)),
        pages=pages,
        lights={light.value: light for light in Light},
    )


@router.get("/my-scores")
def mine(request: Request, visitor: Anyone, session: Reading, today: Today) -> Response:
    """What a unit has been given, what it is to rate now, and the sheets that hold."""
    if not visitor.is_unit or visitor.actor.unit_id is None:
        raise Hidden
    return render(
        request,
        "my_scores.html",
        results=[
            (campaign, total, may_object(campaign, today), last_day(campaign))
            for campaign, _, total in of_unit(session, visitor.actor.unit_id)
        ],
        rounds=open_rounds(session, visitor.actor),
        said=objections(session, unit_id=visitor.actor.unit_id),
        sheets=_sheets_for(session, visitor.actor.unit_id, today),
        movement=movement,
    )


def sheet_of(session: Session, campaign: Campaign) -> Sheet | None:
    """The sheet that a campaign is scored by; None where none was chosen."""
    return sheets.sheet_for(session, campaign) if campaign.sheet_id is not None else None


def is_open(campaign: Campaign) -> bool:
    """Whether points may still be given and scores be computed."""
    return campaign.status in (CampaignStatus.PREPARED, CampaignStatus.FROZEN)


def _may_see(campaign: Campaign, unit_id: int, visitor: Visitor) -> bool:
    if visitor.is_of_the_office:
        return True
    is_out = campaign.status in (CampaignStatus.PUBLISHED, CampaignStatus.ENDED) and campaign.published_on
    return visitor.is_unit and visitor.actor.unit_id == unit_id and bool(is_out)


def _scored(
    session: Session, freeze: Freeze, chosen: list[ScoreTotal]
) -> list[tuple[ScoreTotal, dict[str, Score]]]:
    """These totals, each with its points by the codes of the items."""
    rows = session.scalars(
        select(Score).where(
            col(Score.freeze_id) == freeze.id, col(Score.unit_id).in_([one.unit_id for one in chosen])
        )
    )
    by_unit: dict[int, dict[str, Score]] = {}
    for row in rows:
        by_unit.setdefault(row.unit_id, {})[row.item] = row
    return [(one, by_unit.get(one.unit_id, {})) for one in chosen]


def _for_book(session: Session, one: tuple[ScoreTotal, dict[str, Score]]) -> ScoredUnit:
    total, rows = one
    return ScoredUnit(
        name=session.get_one(Unit, total.unit_id).name,
        unit_class=UnitLevel.stored(total.unit_class),
        total=total.total,
        place=total.place,
        tier=total.tier,
        former_tier=total.former_tier,
        points={code: row.points for code, row in rows.items()},
        calculations={code: row.calculation for code, row in rows.items()},
    )


def _columns(sheet: Sheet, chosen: UnitLevel | None, classes: set[str]) -> list[SheetItem]:
    """The items that the table shows: all of the class that is looked at, of several classes those they share."""
    if chosen is None and len(classes) == 1:
        chosen = UnitLevel.stored(next(iter(classes)))
    if chosen is None:
        return [one for one in sheet.items if one.is_common]
    return [one for one in sheet.items if one.is_for(chosen)]


def _sheets_for(session: Session, unit_id: int, today: date) -> list[ScoreSheet]:
    level = session.get_one(Unit, unit_id).level
    return [one for one in sheets.all_in_force(session, today) if sheets.sheet_of(one).serves(level)]
