"""评分: who rates whom in a campaign, by an account; the office also makes the links of third parties here."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import FormData

from board.campaigns import found
from board.edge import Id, Now, Reading, Writing, identifier
from board.pages import go_to, render
from board.paging import paging
from board.posted import Posted, figure, number, text
from board.scores import is_open, sheet_of
from board.visitor import Anyone, Clerk, Hidden, Visitor
from config.refusal import Refusal
from config.settings import settings
from models.campaign import Campaign
from models.evaluation_words import Assessor
from models.score import AssessorLink, Rating
from models.unit import Unit
from reports.scoring.sheet import Sheet, SheetItem
from supervision.campaigns import assessor_links
from supervision.campaigns.rating_round import ToRate, progress, to_rate, units_of
from supervision.campaigns.ratings import Given, groups_open_to, items_open_to, own_ratings, rate

router = APIRouter()


@router.get("/campaigns/{campaign_id}/ratings")
def index(
    request: Request,
    campaign_id: Id,
    visitor: Anyone,
    session: Reading,
    now: Now,
    group: str = "",
    page: str = "",
) -> Response:
    """The units that this person may rate; for the office in one form, and the links of third parties below."""
    campaign = found(session, campaign_id)
    sheet = sheet_of(session, campaign)
    units = to_rate(session, campaign, visitor.actor)
    if not visitor.is_of_the_office and not units:
        raise Hidden
    third = []
    if visitor.is_of_the_office and sheet is not None:
        third = [
            one
            for one in units_of(session, campaign, sheet)
            if items_open_to(sheet, one, Assessor.THIRD_PARTY)
        ]
    links = assessor_links.links(session, campaign.id) if visitor.is_of_the_office else []
    groups = [one for one in Assessor if any(one in each.groups for each in units)]
    chosen = next((one for one in groups if one.value == group), groups[0] if groups else None)
    shown = [one for one in units if visitor.is_unit or chosen in one.groups]
    pages = paging(f"/campaigns/{campaign.id}/ratings", page, len(shown), group=group)
    return render(
        request,
        "ratings.html",
        campaign=campaign,
        sheet=sheet,
        units=shown if visitor.is_unit else [],
        rows=_rows(session, campaign, sheet, shown[pages.slice], chosen, visitor),
        groups=groups,
        group=chosen,
        page=page,
        pages=pages,
        third=third,
        links=[(one, assessor_links.standing(one, now)) for one in links],
        is_open=is_open(campaign),
        counts=progress(session, campaign) if visitor.is_of_the_office else {},
        most_days=assessor_links.MOST_DAYS,
    )


@router.post("/campaigns/{campaign_id}/ratings")
def give_many(campaign_id: Id, visitor: Anyone, form: Posted, session: Writing, now: Now) -> Response:
    """评分 of several units in one form; what was not changed is not written again."""
    campaign = found(session, campaign_id)
    sheet = sheet_of(session, campaign)
    group = next((one for one in Assessor if one.value == text(form, "group")), None)
    if group is None or sheet is None:
        raise Refusal("请从评分页进入，再填写评分。")
    for one in to_rate(session, campaign, visitor.actor):
        items = items_open_to(sheet, one.unit, group) if group in one.groups else []
        points = given_in(form, items, f"{one.unit.id}-", one.unit.called)
        if points:
            before = own_ratings(session, campaign.id, one.unit.id, group, visitor.actor)
            new = [each for each in points if not _is_same(each, before.get(each.item))]
            if new:
                rate(session, campaign, one.unit.id, group, new, visitor.actor, now)
    return go_to(f"/campaigns/{campaign.id}/ratings?group={group.value}", "rated")


@router.get("/campaigns/{campaign_id}/ratings/{unit_id}")
def show(
    request: Request, campaign_id: Id, unit_id: Id, visitor: Anyone, session: Reading, group: str = ""
) -> Response:
    """The form for one unit, as one group."""
    campaign = found(session, campaign_id)
    sheet, unit, groups = _opened(session, campaign, unit_id, visitor)
    chosen = next((one for one in groups if one.value == group), groups[0])
    return render(
        request,
        "rating.html",
        campaign=campaign,
        unit=unit,
        groups=groups,
        group=chosen,
        items=items_open_to(sheet, unit, chosen),
        own=own_ratings(session, campaign.id, unit.id, chosen, visitor.actor),
        is_anonymous=chosen in sheet.anonymous,
    )


@router.post("/campaigns/{campaign_id}/ratings/{unit_id}")
def give(campaign_id: Id, unit_id: Id, visitor: Anyone, form: Posted, session: Writing, now: Now) -> Response:
    """评分."""
    campaign = found(session, campaign_id)
    unit, sheet = session.get(Unit, unit_id), sheet_of(session, campaign)
    if unit is None:
        raise HTTPException(404)
    group = next((one for one in Assessor if one.value == text(form, "group")), None)
    if group is None or sheet is None:
        raise Refusal("请从评分页进入，再填写评分。")
    points = given_in(form, items_open_to(sheet, unit, group))
    rate(session, campaign, unit.id, group, points, visitor.actor, now)
    return go_to(f"/campaigns/{campaign.id}/ratings", "rated")


@router.post("/campaigns/{campaign_id}/assessor-links")
def make_link(
    request: Request, campaign_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now
) -> Response:
    """A limited link for a third party, shown this once."""
    campaign = found(session, campaign_id)
    units = [identifier(value) or 0 for value in form.getlist("units") if isinstance(value, str)]
    made = assessor_links.make(
        session, campaign, text(form, "name"), units, visitor.actor, now, number(form, "days", "有效天数")
    )
    # The page itself and no redirect: afterwards nobody can show the address again.
    return render(
        request,
        "assessor_link_made.html",
        campaign=campaign,
        link=made.link,
        address=f"{settings().address.rstrip('/')}/e/{made.token}",
        units=[session.get_one(Unit, one) for one in made.link.units],
    )


@router.post("/assessor-links/{assessor_link_id}/revocation")
def revoke(assessor_link_id: Id, visitor: Clerk, _form: Posted, session: Writing, now: Now) -> Response:
    """收回."""
    link = session.get(AssessorLink, assessor_link_id)
    if link is None:
        raise HTTPException(404)
    assessor_links.revoke(session, link, visitor.actor, now)
    return go_to(f"/campaigns/{link.campaign_id}/ratings", "link_revoked")


def given_in(form: FormData, items: list[SheetItem], before: str = "", called: str = "") -> list[Given]:
    """The points in a form, by items; an empty field says nothing. Raises Refusal for what is no number.

    ``before`` stands before the names of the fields, and ``called`` before the item in a refusal, where a form holds
    several units.
    """
    given: list[Given] = []
    for one in items:
        field = f"{before}points-{one.code}"
        if text(form, field):
            reason = text(form, f"{before}reason-{one.code}")
            given.append(Given(one.code, figure(form, field, f"{called}“{one.title}”的评分"), reason))
    return given


def _is_same(given: Given, before: Rating | None) -> bool:
    return before is not None and (before.points, before.reason) == (given.points, given.reason)


def _rows(
    session: Session,
    campaign: Campaign,
    sheet: Sheet | None,
    units: list[ToRate],
    group: Assessor | None,
    visitor: Visitor,
) -> list[tuple[Unit, list[SheetItem], dict[str, Rating]]]:
    """What the form for several units is made of: the items of each, and what this person gave before."""
    if visitor.is_unit or sheet is None or group is None:
        return []
    return [
        (
            one.unit,
            items_open_to(sheet, one.unit, group),
            own_ratings(session, campaign.id, one.unit.id, group, visitor.actor),
        )
        for one in units
    ]


def _opened(
    session: Session, campaign: Campaign, unit_id: int, visitor: Visitor
) -> tuple[Sheet, Unit, list[Assessor]]:
    """The sheet, the unit, and as what this person may rate it. Raises Hidden where they may not."""
    unit, sheet = session.get(Unit, unit_id), sheet_of(session, campaign)
    if unit is None or sheet is None or not is_open(campaign):
        raise Hidden
    known = {one.unit.id for one in to_rate(session, campaign, visitor.actor)}
    groups = groups_open_to(session, unit, visitor.actor, sheet) if unit.id in known else []
    if not groups:
        raise Hidden
    return sheet, unit, groups
