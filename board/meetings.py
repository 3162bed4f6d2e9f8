"""会商: records of joint work, what was decided and what became of it, and the regular meetings that are missing."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.paging import paging
from board.posted import Posted, day, identifier, identifiers, text
from board.units_to_choose import units_to_choose
from board.visitor import Anyone, Hidden, OfTheOffice, Visitor
from config.refusal import Refusal
from models.evaluation_words import MeetingKind
from models.meeting import Meeting, MeetingDecision
from models.unit import Unit
from schedules.periods import Recurrence
from supervision.meetings import about, handing_out, records

router = APIRouter()

_RECURRENCES = (
    Recurrence.WEEKLY,
    Recurrence.MONTHLY,
    Recurrence.QUARTERLY,
    Recurrence.HALF_YEARLY,
    Recurrence.YEARLY,
)


@router.get("/meetings")
def index(
    request: Request,
    _visitor: OfTheOffice,
    session: Reading,
    today: Today,
    kind: str = "",
    series: str = "",
    page: str = "",
) -> Response:
    """The records, those of a kind or a series, beside what is still to be done and what was not held."""
    chosen = next((one for one in MeetingKind if one.value == kind), None)
    every = records.meetings(session)
    found = [
        one for one in every if (not chosen or one.kind is chosen) and (not series or one.series == series)
    ]
    pages = paging("/meetings", page, len(found), kind=chosen.value if chosen else "", series=series)
    return render(
        request,
        "meetings.html",
        meetings=found[pages.slice],
        pages=pages,
        open=records.decisions(session, today, only_open=True),
        regular=records.regular(session, today),
        kinds=list(MeetingKind),
        all_series=sorted({one.series for one in every if one.series}),
        recurrences=_RECURRENCES,
        chosen={"kind": chosen.value if chosen else "", "series": series},
        today=today,
    )


@router.get("/meetings/{meeting_id}")
def show(request: Request, meeting_id: Id, visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """One record with its decisions."""
    meeting = _meeting(session, meeting_id)
    return render(
        request,
        "meeting.html",
        meeting=meeting,
        decisions=records.decisions(session, today, [meeting_id]),
        recurrence=Recurrence(meeting.recurrence).label if meeting.recurrence else "",
        units=units_to_choose(session, today) if visitor.is_clerk else [],
        today=today,
        about=about.tasks_of(session, meeting_id),
        experts=about.experts(session, meeting_id),
        proposed=about.speakers_proposed(session) if visitor.is_clerk else [],
        called={one.id: one.called for one in units_to_choose(session, today)},
    )


@router.post("/meetings/{meeting_id}/about")
def concern(meeting_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """挂接任务."""
    about.concern(session, _meeting(session, meeting_id), text(form, "number"), visitor.actor, now)
    return go_to(f"/meetings/{meeting_id}", "meeting_tied")


@router.post("/meetings/{meeting_id}/experts")
def hear(meeting_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """登记专家意见."""
    agrees = {"yes": True, "no": False}.get(text(form, "agrees"))
    said = text(form, "name"), text(form, "title"), text(form, "text")
    about.hear(session, _meeting(session, meeting_id), *said, agrees, visitor.actor, now)
    return go_to(f"/meetings/{meeting_id}", "expert_noted", "experts")


@router.post("/meetings/{meeting_id}/speakers")
def let_speak(meeting_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """登记发言单位."""
    meeting = _meeting(session, meeting_id)
    about.let_speak(session, meeting, identifiers(form, "units"), visitor.actor, now)
    return go_to(f"/meetings/{meeting_id}", "speakers_noted", "speakers")


@router.get("/units/{unit_id}/meetings")
def of_unit(request: Request, unit_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """The meetings that a unit held of its own (专题会议)."""
    unit = _unit(session, visitor, unit_id)
    kinds = [MeetingKind.CONFERENCE, MeetingKind.REGULAR, MeetingKind.SURVEY]
    return render(
        request,
        "unit_meetings.html",
        unit=unit,
        meetings=records.meetings_of(session, unit_id),
        kinds=kinds,
        today=today,
    )


@router.post("/units/{unit_id}/meetings")
def add_own(unit_id: Id, visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """登记本单位的会议."""
    _unit(session, visitor, unit_id)
    held_on = day(form, "held_on", "召开日期")
    if held_on is None:
        raise Refusal("请填写召开日期。")
    said = {name: text(form, name) for name in ("place", "chair", "people", "text")}
    held = records.Held(_kind(text(form, "kind")), text(form, "title"), held_on, **said)
    records.record_own(session, held, visitor.actor, today, now)
    return go_to(f"/units/{unit_id}/meetings", "meeting_noted")


def _unit(session: Session, visitor: Visitor, unit_id: int) -> Unit:
    if not visitor.is_of_the_office and not (visitor.is_unit and visitor.actor.unit_id == unit_id):
        raise Hidden
    found = session.get(Unit, unit_id)
    if found is None:
        raise HTTPException(404)
    return found


@router.post("/meetings")
def add(visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """登记会商记录."""
    held_on = day(form, "held_on", "召开日期")
    if held_on is None:
        raise Refusal("请填写召开日期。")
    recurrence = text(form, "recurrence")
    held = records.Held(
        kind=_kind(text(form, "kind")),
        title=text(form, "title"),
        held_on=held_on,
        series=text(form, "series"),
        recurrence=next((one for one in _RECURRENCES if one.value == recurrence), None),
        place=text(form, "place"),
        chair=text(form, "chair"),
        people=text(form, "people"),
        text=text(form, "text"),
        guests=text(form, "guests"),
    )
    made = records.record(session, held, visitor.actor, today, now)
    return go_to(f"/meetings/{made.id}", "meeting_noted")


@router.post("/meetings/{meeting_id}/decisions")
def decide(
    meeting_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """登记议定事项."""
    meeting = _meeting(session, meeting_id)
    due_on = day(form, "due_on", "完成时限")
    unit_id = identifier(text(form, "unit"))
    records.decide(session, meeting, text(form, "text"), unit_id, due_on, visitor.actor, today, now)
    return go_to(f"/meetings/{meeting_id}", "decision_noted", "decisions")


@router.post("/meetings/{meeting_id}/tasks")
def hand_out(
    meeting_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """下达: the chosen decisions become tasks."""
    meeting = _meeting(session, meeting_id)
    ids = [identifier(value) or 0 for value in form.getlist("decisions") if isinstance(value, str)]
    handing_out.hand_out(session, meeting, ids, visitor.actor, today, now)
    return go_to(f"/meetings/{meeting_id}", "decisions_handed_out", "decisions")


@router.post("/meetings/decisions/{decision_id}/outcome")
def settle(
    decision_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """What became of a decision."""
    decision = session.get(MeetingDecision, decision_id)
    if decision is None:
        raise HTTPException(404)
    records.settle(session, decision, text(form, "outcome"), visitor.actor, today, now)
    return go_to(f"/meetings/{decision.meeting_id}", "decision_settled", "decisions")


def _meeting(session: Session, meeting_id: int) -> Meeting:
    found = session.get(Meeting, meeting_id)
    if found is None:
        raise HTTPException(404)
    return found


def _kind(written: str) -> MeetingKind:
    for one in MeetingKind:
        if one.value == written:
            return one
    raise Refusal("请选择记录的种类。")
