"""One demonstration point, one experience, one honour: its page, and what is written down of it."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session
from starlette.datastructures import FormData

from board.edge import Id, Now, Reading, Today, Writing
from board.examples import indicators_to_choose, worded
from board.pages import go_to, render
from board.posted import Posted, day, identifier, text
from board.units_to_choose import units_to_choose
from board.visitor import Anyone, Hidden, OfTheOffice
from config.refusal import Refusal
from models.evaluation_words import ExperienceState, PointTier
from models.example import DemonstrationPoint, Experience, Honour
from models.task import Indicator, Task
from models.unit import Unit
from supervision.bulletins.drafting import drafts
from supervision.examples import points as of_points
from supervision.examples.experience import (
    add_experience,
    advance,
    change_experience,
    publications,
    publish,
    worth_seeing,
)
from supervision.examples.honours import HonourEntry, award, correct
from supervision.examples.points import PointEntry, add_point, change_point, end_point, review_point

router = APIRouter(prefix="/examples")


@router.post("/points")
def add_a_point(visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """登记示范点."""
    made = add_point(session, _point_entry(form), visitor.actor, now)
    return go_to(f"/examples/points/{made.id}", "example_kept")


@router.get("/points/{point_id}")
def show_point(request: Request, point_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """One point, for the office and its host."""
    point = _point(session, point_id)
    if not visitor.is_of_the_office and visitor.actor.unit_id != point.unit_id:
        raise Hidden
    return render(
        request,
        "example_point.html",
        point=point,
        unit=session.get_one(Unit, point.unit_id),
        indicator=session.get(Indicator, point.indicator_id) if point.indicator_id else None,
        indicators=indicators_to_choose(session) if visitor.is_clerk else [],
        kinds=of_points.KINDS,
        tiers=list(PointTier),
        units=units_to_choose(session, today) if visitor.is_clerk else [],
        today=today,
    )


@router.post("/points/{point_id}")
def change_a_point(point_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """修改示范点."""
    change_point(session, _point(session, point_id), _point_entry(form), visitor.actor, now)
    return go_to(f"/examples/points/{point_id}", "example_kept")


@router.post("/points/{point_id}/review")
def review_a_point(
    point_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """复核示范点."""
    next_on = day(form, "next_on", "下一次复核日期")
    review_point(
        session, _point(session, point_id), text(form, "results"), next_on, visitor.actor, today, now
    )
    return go_to(f"/examples/points/{point_id}", "example_kept")


@router.post("/points/{point_id}/ending")
def end_a_point(
    point_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """结束示范点."""
    end_point(session, _point(session, point_id), text(form, "reason"), visitor.actor, today, now)
    return go_to(f"/examples/points/{point_id}", "example_kept")


@router.post("/experience")
def add_an_experience(
    visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """登记典型经验."""
    made = add_experience(
        session,
        identifier(text(form, "unit")),
        text(form, "title"),
        text(form, "text"),
        visitor.actor,
        today,
        now,
        tags=_tags(form),
        state=worded(ExperienceState, text(form, "state")) or ExperienceState.FOUND,
    )
    return go_to(f"/examples/experience/{made.id}", "experience_kept")


@router.get("/experience/{experience_id}")
def show_experience(
    request: Request, experience_id: Id, visitor: Anyone, session: Reading, today: Today
) -> Response:
    """One experience: for the office, its unit, and, once it is to be spread, every unit."""
    experience = _experience(session, experience_id)
    if not visitor.is_of_the_office:
        unit_id = visitor.actor.unit_id
        if unit_id is None or experience.id not in {one.id for one, _ in worth_seeing(session, unit_id)}:
            raise Hidden
    order = list(ExperienceState)
    return render(
        request,
        "example_experience.html",
        experience=experience,
        unit=session.get_one(Unit, experience.unit_id),
        task=session.get(Task, experience.task_id) if experience.task_id else None,
        printed=publications(session, [experience.id]).get(experience.id, []),
        states=order,
        further=order[order.index(experience.state) + 1 :],
        drafts=drafts(session) if visitor.is_clerk else [],
        today=today,
    )


@router.post("/experience/{experience_id}")
def change_an_experience(
    experience_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now
) -> Response:
    """修改典型经验."""
    experience = _experience(session, experience_id)
    change_experience(
        session, experience, text(form, "title"), text(form, "text"), _tags(form), visitor.actor, now
    )
    return go_to(f"/examples/experience/{experience_id}", "experience_kept")


@router.post("/experience/{experience_id}/state")
def take_further(
    experience_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now
) -> Response:
    """总结, 推广, 上升为制度."""
    state = worded(ExperienceState, text(form, "state"))
    if state is None:
        raise Refusal("请选择推进到哪一步。")
    advance(session, _experience(session, experience_id), state, text(form, "rule"), visitor.actor, now)
    return go_to(f"/examples/experience/{experience_id}", "experience_kept")


@router.post("/experience/{experience_id}/publications")
def note_publication(
    experience_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """登记刊发."""
    publish(
        session,
        _experience(session, experience_id),
        text(form, "medium"),
        day(form, "on", "刊发日期"),
        text(form, "title"),
        visitor.actor,
        today,
        now,
        address=text(form, "address"),
    )
    return go_to(f"/examples/experience/{experience_id}", "publication_kept")


@router.post("/honours")
def add_an_honour(visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """登记荣誉."""
    award(session, _honour_entry(form), visitor.actor, today, now)
    return go_to("/examples/honours", "honour_kept")


@router.post("/honours/{honour_id}")
def correct_an_honour(
    honour_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """更正荣誉."""
    honour = session.get(Honour, honour_id)
    if honour is None:
        raise HTTPException(404)
    correct(session, honour, _honour_entry(form), visitor.actor, today, now)
    return go_to("/examples/honours", "honour_kept")


def _point(session: Session, point_id: int) -> DemonstrationPoint:
    found = session.get(DemonstrationPoint, point_id)
    if found is None:
        raise HTTPException(404)
    return found


def _experience(session: Session, experience_id: int) -> Experience:
    found = session.get(Experience, experience_id)
    if found is None:
        raise HTTPException(404)
    return found


def _point_entry(form: FormData) -> PointEntry:
    since = day(form, "since", "确定日期")
    unit_id = identifier(text(form, "unit"))
    if since is None or unit_id is None:
        raise Refusal("请填写示范点的创建单位和确定日期。")
    return PointEntry(
        text(form, "name"),
        _tier(form),
        unit_id,
        since,
        kind=text(form, "kind"),
        theme=text(form, "theme"),
        person=text(form, "person"),
        phone=text(form, "phone"),
        results=text(form, "results"),
        review_on=day(form, "review_on", "复核日期"),
        indicator_id=identifier(text(form, "indicator")),
    )


def _honour_entry(form: FormData) -> HonourEntry:
    awarded_on, unit_id = day(form, "awarded_on", "授予日期"), identifier(text(form, "unit"))
    if awarded_on is None or unit_id is None:
        raise Refusal("请填写荣誉的单位和授予日期。")
    return HonourEntry(
        unit_id, _tier(form), text(form, "kind"), text(form, "holder"), awarded_on, text(form, "reference")
    )


def _tier(form: FormData) -> PointTier:
    tier = worded(PointTier, text(form, "tier"))
    if tier is None:
        raise Refusal("请选择层级：全国、省级、市县级或企业级。")
    return tier


def _tags(form: FormData) -> list[str]:
    return text(form, "tags").replace("，", "、").replace(",", "、").split("、")
