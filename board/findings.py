"""Findings (问题整改): the list with its figures, entering one, handing several out, the register as Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import ColumnElement, and_, select, true
from sqlmodel import Session, col
from starlette.datastructures import FormData

from board.edge import Now, Reading, Today, Writing
from board.pages import go_to, render
from board.paging import paging
from board.posted import Posted, day, identifier, text
from board.taking_away import as_excel
from board.visitor import Anyone, Clerk, OfTheOffice, Visitor
from config.refusal import Refusal
from models.assignment import Assignment
from models.campaign import Campaign
from models.evaluation_words import Cause, FindingSource, FindingStatus
from models.finding import Finding
from models.task import Task
from models.unit import Unit
from reports.causes import red_causes, reds
from reports.finding_stories import stories
from reports.loop_closure import closure, closures_by_unit, facts_of_findings
from reports.rectification_papers import register
from schedules.wording import day_in_words
from supervision.directory.founding import office
from supervision.findings.findings import Found, change, find, reviewers, visible_findings
from supervision.findings.rechecks import is_due
from supervision.findings.rectification import RECHECK_AFTER, hand_out
from supervision.findings.weakest import weakest

router = APIRouter(prefix="/findings")

_MOST_WEAK = 15
_MOST_RED = 30
_SHOWN = {
    "": "未了结",
    "found": "待下达",
    "rectifying": "整改中",
    "overdue": "超期未改",
    "recheck": "该回头看",
    "closed": "已销号",
    "held": "回头看通过",
    "dropped": "不列入",
    "all": "全部",
}
_OPEN = (FindingStatus.FOUND, FindingStatus.RECTIFYING, FindingStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person asked to see; ``since`` and ``until`` bound the day of the finding."""

    show: str
    unit: int | None
    source: FindingSource | None
    campaign: int | None
    since: date | None
    until: date | None

    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """The conditions on a finding, but for how far it has come."""
        return (
            true() if self.unit is None else col(Finding.unit_id) == self.unit,
            true() if self.source is None else col(Finding.source) == self.source,
            true() if self.campaign is None else col(Finding.campaign_id) == self.campaign,
            true() if self.since is None else col(Finding.found_on) >= self.since,
            true() if self.until is None else col(Finding.found_on) <= self.until,
        )

    @property
    def query(self) -> dict[str, str]:
        """The same as it stands in an address."""
        return {
            "show": self.show,
            "unit": str(self.unit or ""),
            "source": self.source.value if self.source else "",
            "campaign": str(self.campaign or ""),
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
        }

    @property
    def in_words(self) -> str:
        """What of the findings it is, for the head of the register."""
        told = [_SHOWN[self.show]] if self.show and self.show != "all" else []
        told += [self.source.label] if self.source else []
        told += [f"{day_in_words(self.since)}以后发现"] if self.since else []
        told += [f"{day_in_words(self.until)}以前发现"] if self.until else []
        return f"只含：{'、'.join(told)}。" if told else ""


@router.get("")
def index(request: Request, visitor: Anyone, session: Reading, today: Today) -> Response:
    """The findings that this person sees, with the figures of all that the filters leave."""
    chosen = _chosen(request)
    seen = visible_findings(visitor.actor)
    facts = facts_of_findings(session, seen, *chosen.conditions())
    counts = {key: _count(session, seen, chosen, key, today) for key in _SHOWN}
    pages = paging("/findings", request.query_params.get("page", ""), counts[chosen.show], **chosen.query)
    rows = session.scalars(
        select(Finding)
        .where(seen, *chosen.conditions(), _state(chosen.show, today))
        .order_by(col(Finding.found_on).desc(), col(Finding.id).desc())
        .offset(pages.first)
        .limit(pages.slice.stop - pages.first)
    ).all()
    by_unit = closures_by_unit(facts, today)
    units = _units(session, set(by_unit))
    return render(
        request,
        "findings.html",
        today=today,
        chosen=chosen,
        choices={key: (label, counts[key]) for key, label in _SHOWN.items() if _is_offered(visitor, key)},
        figures=closure(facts, today),
        stories=stories(session, rows),
        pages=pages,
        by_unit=[(unit, by_unit[unit.id]) for unit in units],
        units=_units(session, _all_unit_ids(session, seen)),
        sources=list(FindingSource),
        campaigns=_campaigns(session) if visitor.is_of_the_office else [],
        causes=red_causes(session, today) if visitor.is_of_the_office else None,
        statuses=FindingStatus,
    )


@router.get("/sheet")
def sheet(request: Request, visitor: Anyone, session: Reading, today: Today) -> Response:
    """整改台账 of what the filters leave."""
    chosen = _chosen(request)
    seen = (visible_findings(visitor.actor), *chosen.conditions(), _state(chosen.show, today))
    rows = session.scalars(
        select(Finding).where(*seen).order_by(col(Finding.found_on), col(Finding.id))
    ).all()
    counted = closure(facts_of_findings(session, *seen), today)
    book = register(stories(session, rows), counted, office(session).name, today, chosen.in_words)
    return as_excel(book, f"问题整改台账-{today.isoformat()}.xlsx")


@router.get("/causes")
def causes(
    request: Request, _visitor: OfTheOffice, session: Reading, today: Today, cause: str = ""
) -> Response:
    """Why red items are behind: counted by cause, and the items of one."""
    of = next((one for one in Cause if one.value == cause), None)
    return render(
        request,
        "finding_causes.html",
        today=today,
        counted=red_causes(session, today),
        items=reds(session, today, _MOST_RED, of),
        chosen=of,
        most=_MOST_RED,
    )


@router.get("/new")
def begin(request: Request, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The form for one finding: empty, about an assignment, or with the weakest places of a campaign to choose from."""
    own = session.get(Assignment, identifier(request.query_params.get("assignment", "")) or 0)
    campaign = session.get(Campaign, identifier(request.query_params.get("campaign", "")) or 0)
    weak = weakest(session, campaign, _MOST_WEAK) if campaign else []
    picked = identifier(request.query_params.get("weak", ""))
    proposed = weak[picked - 1].found if picked and picked <= len(weak) else None
    if own is not None and proposed is None:
        proposed = _about(session, own, today)
    return render(
        request,
        "finding_new.html",
        today=today,
        proposed=proposed,
        own=own,
        campaign=campaign,
        weak=weak,
        campaigns=_campaigns(session),
        units=_living(session),
        **_words(session),
    )


@router.post("")
def enter(visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """列出问题."""
    unit_id = identifier(text(form, "unit"))
    if unit_id is None:
        raise Refusal("请选择责任单位。")
    found = Found(
        unit_id=unit_id,
        source=_word(FindingSource, text(form, "source"), "请选择问题来源。"),
        campaign_id=identifier(text(form, "campaign")),
        assignment_id=identifier(text(form, "assignment")),
        text=text(form, "text"),
        **what_is_filled_in(form),
    )
    finding = find(session, found, visitor.actor, today, now)
    return go_to(f"/findings/{finding.id}", "found")


@router.get("/hand-out")
def lay_out_to_hand_out(request: Request, _visitor: Clerk, session: Reading, today: Today) -> Response:
    """Everything that waits to be handed out, each with its form."""
    rows = session.scalars(
        select(Finding).where(col(Finding.status) == FindingStatus.FOUND).order_by(col(Finding.id)).limit(100)
    ).all()
    return render(
        request,
        "findings_hand_out.html",
        today=today,
        stories=stories(session, rows),
        recheck_after=RECHECK_AFTER.days,
        **_words(session),
    )


@router.post("/hand-out")
def hand_them_out(visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """下达整改: what was filled in beside each that was ticked is kept, then all of them go out in one paper."""
    ids = [identifier(value) or 0 for value in form.getlist("finding") if isinstance(value, str)]
    rows = session.scalars(select(Finding).where(col(Finding.id).in_(ids)).order_by(col(Finding.id))).all()
    for one in rows:
        filled: dict[str, Any] = {
            name: text(form, f"{name}-{one.id}") or text(form, name)
            for name in ("goal", "measure", "reviewer")
        }
        due_on = day(form, f"due_on-{one.id}", f"{one.number}的整改时限") or day(form, "due_on", "整改时限")
        if one.status is FindingStatus.FOUND:
            change(session, one, filled | {"due_on": due_on}, visitor.actor, today, now)
    hand_out(session, rows, visitor.actor, today, now, needs_evidence=text(form, "evidence") == "yes")
    return go_to("/findings?show=rectifying", "handed_out")


def what_is_filled_in(form: FormData) -> dict[str, Any]:
    """The fields of a finding that a form may fill in, by their names."""
    cause = text(form, "cause")
    return {
        "cause": _word(Cause, cause, "请从页面上选择原因。") if cause else None,
        "cause_text": text(form, "cause_text"),
        "goal": text(form, "goal"),
        "measure": text(form, "measure"),
        "due_on": day(form, "due_on", "整改时限"),
        "reviewer": text(form, "reviewer"),
        "recheck_on": day(form, "recheck_on", "回头看日期"),
    }


def _words(session: Session) -> dict[str, Any]:
    return {"sources": list(FindingSource), "cause_words": list(Cause), "reviewers": reviewers(session)}


def _word(words: Any, value: str, unsaid: str) -> Any:
    try:
        return words.stored(value)
    except ValueError:
        raise Refusal(unsaid) from None


def _about(session: Session, own: Assignment, today: date) -> Found:
    task = session.get_one(Task, own.task_id)
    is_late = own.due_on is not None and own.due_on < today
    due = f"时限{day_in_words(own.due_on)}，" if own.due_on else ""
    said = f"任务{task.number}“{task.title}”{due}截至{day_in_words(today)}没有办结。" if is_late else ""
    return Found(
        unit_id=own.unit_id,
        text=said[:2000],
        source=FindingSource.RED_TASK if is_late else FindingSource.INSPECTION,
        assignment_id=own.id,
    )


def _chosen(request: Request) -> Chosen:
    asked = request.query_params
    show = asked.get("show", "")
    return Chosen(
        show=show if show in _SHOWN else "",
        unit=identifier(asked.get("unit", "")),
        source=next((one for one in FindingSource if one.value == asked.get("source")), None),
        campaign=identifier(asked.get("campaign", "")),
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _state(show: str, today: date) -> ColumnElement[bool]:
    match show:
        case "":
            return col(Finding.status).in_(_OPEN)
        case "all":
            return true()
        case "recheck":
            return is_due(today)
        case "overdue":
            late = select(col(Assignment.task_id)).where(
                col(Assignment.parent_id).is_(None), col(Assignment.due_on) < today
            )
            return and_(col(Finding.status) == FindingStatus.RECTIFYING, col(Finding.task_id).in_(late))
        case _:
            return col(Finding.status) == FindingStatus.stored(show)


def _count(session: Session, seen: ColumnElement[bool], chosen: Chosen, key: str, today: date) -> int:
    rows = select(col(Finding.id)).where(seen, *chosen.conditions(), _state(key, today))
    return len(session.scalars(rows).all())


def _is_offered(visitor: Visitor, key: str) -> bool:
    # Outside the office nobody sees what is not handed out.
    return visitor.is_of_the_office or key not in ("found", "dropped", "recheck")


def _all_unit_ids(session: Session, seen: ColumnElement[bool]) -> set[int]:
    return set(session.scalars(select(col(Finding.unit_id)).where(seen).distinct()))


def _units(session: Session, ids: set[int]) -> Sequence[Unit]:
    rows = select(Unit).where(col(Unit.id).in_(ids)).order_by(col(Unit.position), col(Unit.id))
    return session.scalars(rows).all()


def _living(session: Session) -> Sequence[Unit]:
    rows = select(Unit).where(col(Unit.ended_on).is_(None)).order_by(col(Unit.position), col(Unit.id))
    return session.scalars(rows).all()


def _campaigns(session: Session) -> Sequence[Campaign]:
    return session.scalars(select(Campaign).order_by(col(Campaign.id).desc())).all()
