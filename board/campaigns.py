"""督察活动: the list, one of them with its scope and its freezes, and what the office does with it."""

from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select
from starlette.datastructures import FormData

from board.edge import Id, Now, Reading, Today, Writing, once_only
from board.engine import nudge
from board.pages import go_to, render
from board.posted import Posted, day, identifier, number, text
from board.units_to_choose import units_to_choose
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from config.settings import settings
from models.campaign import Campaign
from models.document import Document
from models.evaluation_words import CampaignKind, CampaignStatus
from models.plan import PlanNode
from models.task import Task
from models.unit import UnitGroup
from models.words import UnitLevel
from reports.sources import without_texts
from schedules.workdays import work_calendar
from supervision.agenda import agenda
from supervision.campaigns import campaign as deeds
from supervision.campaigns import proposals
from supervision.campaigns.campaign import DIMENSIONS, Plan, dimensions_of
from supervision.campaigns.freezing import ask_for_freeze, asked, freezes
from supervision.campaigns.scope import Scope, in_words
from supervision.campaigns.scored import scored_freeze, unrated
from supervision.pack_in_force import pack_in_force

router = APIRouter(prefix="/campaigns")

_BACK, _AHEAD = timedelta(days=31), timedelta(days=366)

_NUMBERED = ("documents", "tasks", "units", "groups", "nodes")


@router.get("")
def index(
    request: Request, visitor: OfTheOffice, session: Reading, today: Today, proposal: str = ""
) -> Response:
    """Every campaign, what is proposed, and the form for another; ``proposal`` fills it with that draft."""
    proposed = proposals.proposals(session, today)
    taken = next((one for one in proposed if one.key == proposal), None)
    return render(
        request,
        "campaigns.html",
        campaigns=deeds.campaigns(session),
        today=today,
        kinds=list(CampaignKind),
        **(_to_choose(session, today) if visitor.is_clerk else {}),
        chosen=taken.draft if taken else None,
        suggested=proposed,
        taken=taken,
    )


@router.post("")
def make(visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """Set one up; one that was proposed is scored by the sheet of its draft."""
    plan = _plan(form)
    taken = proposals.proposal(session, text(form, "proposal"), today)
    if taken is not None and taken.plan.kind is plan.kind:
        plan = replace(plan, sheet_id=taken.plan.sheet_id)
    made = deeds.make(session, plan, visitor.actor.name, now)
    return go_to(f"/campaigns/{made.id}", "campaign_made")


@router.post("/proposals")
def decline(visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """不设立."""
    proposals.decline(session, text(form, "proposal"), text(form, "reason"), visitor.actor, today, now)
    return go_to("/campaigns", "proposal_declined")


@router.get("/calendar")
def calendar(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """督察日程: what is on the office's own agenda in the last month and the next year, month by month."""
    occasions = agenda(session, today - _BACK, today + _AHEAD, today)
    months = {key: list(some) for key, some in groupby(occasions, key=lambda one: f"{one.on:%Y-%m}")}
    return render(request, "agenda.html", months=months, today=today)


@router.get("/{campaign_id}")
def show(request: Request, campaign_id: Id, visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """One campaign: what it looks at, its freezes, the jobs under way."""
    campaign = found(session, campaign_id)
    is_open = visitor.is_clerk and campaign.status is CampaignStatus.PREPARED
    made = freezes(session, campaign.id)
    scored = scored_freeze(session, campaign.id)
    return render(
        request,
        "campaign.html",
        campaign=campaign,
        scope=in_words(session, Scope.of(campaign.scope)),
        dimensions=dimensions_of(campaign),
        freezes=made,
        scored=scored,
        unrated=unrated(session, scored) if scored else 0,
        jobs=asked(session, campaign.id),
        today=today,
        last_day=min(today, campaign.ends_on),
        may_freeze=visitor.is_clerk and campaign.status in (CampaignStatus.PREPARED, CampaignStatus.FROZEN),
        is_open=is_open,
        kinds=list(CampaignKind),
        **(_to_choose(session, today) if is_open else {}),
        chosen=campaign,
    )


@router.post("/{campaign_id}")
def change(campaign_id: Id, visitor: Clerk, form: Posted, session: Writing, now: Now) -> Response:
    """Another plan, while nothing is frozen."""
    deeds.change(session, found(session, campaign_id), _plan(form), visitor.actor.name, now)
    return go_to(f"/campaigns/{campaign_id}", "edited")


@router.post("/{campaign_id}/freezes")
def freeze(campaign_id: Id, visitor: Clerk, form: Posted, now: Now, today: Today) -> Response:
    """Ask for the data to be frozen."""
    as_of = day(form, "as_of", "数据截止日") or today
    with once_only() as session:
        ask_for_freeze(
            session, found(session, campaign_id), as_of, visitor.actor.name, now, text(form, "reason")
        )
    # The job must be in the database before the engine looks for it.
    return go_to(f"/campaigns/{campaign_id}", "asked" if nudge("evaluation") else "queued", "freezes")


@router.post("/{campaign_id}/publication")
def publish(
    campaign_id: Id, visitor: Clerk, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """Let the units see their results."""
    deeds.publish(session, found(session, campaign_id), visitor.actor.name, today, now)
    return go_to(f"/campaigns/{campaign_id}", "campaign_published")


@router.post("/{campaign_id}/end")
def end(campaign_id: Id, visitor: Clerk, _form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """Bring it to its end."""
    deeds.end(session, found(session, campaign_id), visitor.actor.name, today, now)
    return go_to(f"/campaigns/{campaign_id}", "campaign_ended")


def found(session: Session, campaign_id: int) -> Campaign:
    """The campaign of this number. Raises HTTPException 404 where there is none."""
    campaign = session.get(Campaign, campaign_id)
    if campaign is None:
        raise HTTPException(404)
    return campaign


def _to_choose(session: Session, today: Today) -> dict[str, Any]:
    """What a form offers to narrow a campaign to; the tasks are those that a special inspection would look at."""
    pack = pack_in_force(session, settings().ladder)
    documents = select(Document).options(*without_texts()).order_by(col(Document.id).desc())
    return {
        "units": units_to_choose(session, today),
        "groups": session.exec(select(UnitGroup).order_by(col(UnitGroup.id))).all(),
        "levels": list(UnitLevel),
        "documents": session.exec(documents.where(col(Document.id).in_(select(Task.document_id)))).all(),
        "nodes": session.exec(
            select(PlanNode).order_by(col(PlanNode.parent_id), col(PlanNode.position), col(PlanNode.id))
        ).all(),
        "proposed": deeds.propose_tasks(session, today, work_calendar(), pack.lights),
        "dimension_names": DIMENSIONS,
    }


def _plan(form: FormData) -> Plan:
    kind = next((one for one in CampaignKind if one.value == text(form, "kind")), None)
    if kind is None:
        raise Refusal("请选择督察活动的类型。")
    starts_on, ends_on = day(form, "starts_on", "评估期第一天"), day(form, "ends_on", "评估期最后一天")
    if starts_on is None or ends_on is None:
        raise Refusal("请填写评估期的第一天和最后一天。")
    written = {name: tuple(_ticked(form, name)) for name in _NUMBERED}
    levels = {value for value in form.getlist("levels") if isinstance(value, str)}
    return Plan(
        kind,
        text(form, "title"),
        starts_on,
        ends_on,
        basis=text(form, "basis"),
        scope=Scope(**written, levels=tuple(level for level in UnitLevel if level.value in levels)),
        dimensions={name: text(form, f"dimension_{name}") for name in DIMENSIONS},
        objection_days=number(form, "objection_days", "异议期"),
    )


def _ticked(form: FormData, name: str) -> list[int]:
    """The numbers ticked, and for tasks also those written in a line of their own."""
    ids = [identifier(value) for value in form.getlist(name) if isinstance(value, str)]
    return [one for one in ids if one is not None]
