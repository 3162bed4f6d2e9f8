"""结果运用: what the rules propose after a campaign, the leader's decisions, talks and their records, the list for awards."""

from collections.abc import Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlalchemy import select
from sqlmodel import Session, col

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, day, identifier, pressed, text
from board.taking_away import as_excel, as_word
from board.visitor import Clerk, OfTheOffice
from config.consequences import consequence_rules
from config.refusal import Refusal
from models.campaign import Campaign
from models.evaluation_words import ConsequenceKind
from models.letter import Letter
from models.score import Consequence
from models.unit import Unit
from models.words import Answer
from reports import interview_papers
from schedules.workdays import work_calendar
from supervision.directory.founding import office
from supervision.findings.consequences import decide, proposals, propose, scored_freeze
from supervision.findings.eligibility import eligibility
from supervision.findings.findings import reviewers
from supervision.findings.interviews import WORDS, Minutes, assignment_to_speak_of, begin_notice, record

router = APIRouter(prefix="/consequences")


@router.get("")
def index(request: Request, _visitor: OfTheOffice, session: Reading, campaign: str = "") -> Response:
    """The proposals of all campaigns or one, those that wait for a decision first."""
    campaigns = _campaigns(session)
    chosen = next((one for one in campaigns if one.id == identifier(campaign)), None)
    return render(
        request,
        "consequences.html",
        campaigns=campaigns,
        scored={one.id for one in campaigns if scored_freeze(session, one.id)},
        chosen=chosen,
        proposals=proposals(session, campaign_id=chosen.id if chosen else None),
        rules={rule.code: rule.title for rule in consequence_rules()},
        interview=ConsequenceKind.INTERVIEW,
        pending=Answer.PENDING,
    )


@router.post("")
def draw_up(visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """按规则提出建议."""
    campaign = session.get(Campaign, identifier(text(form, "campaign")) or 0)
    if campaign is None:
        raise Refusal("请选择督察活动。")
    propose(session, campaign, visitor.actor, now, today)
    return go_to(f"/consequences?campaign={campaign.id}", "proposed")


@router.get("/sheet")
def sheet(_visitor: OfTheOffice, session: Reading, today: Today, campaign: str = "") -> Response:
    """推优名单 of a campaign, of the last that is scored where none is named."""
    scored = [one for one in _campaigns(session) if scored_freeze(session, one.id)]
    chosen = next((one for one in scored if campaign in ("", str(one.id))), None)
    if chosen is None:
        raise HTTPException(404)
    return as_excel(eligibility(session, chosen, today), f"推优名单-{chosen.title}.xlsx")


@router.get("/{consequence_id}")
def show(
    request: Request, consequence_id: Id, _visitor: OfTheOffice, session: Reading, today: Today
) -> Response:
    """One proposal: its ground, the decision and, for a talk, its notice and its record."""
    one = _found(session, consequence_id)
    unit = session.get_one(Unit, one.unit_id)
    return render(
        request,
        "consequence.html",
        one=one,
        unit=unit,
        campaign=session.get_one(Campaign, one.campaign_id),
        letter=session.get(Letter, one.letter_id) if one.letter_id else None,
        has_duties=assignment_to_speak_of(session, unit.id) is not None,
        words=WORDS,
        reviewers=reviewers(session),
        today=today,
        answers=Answer,
        is_interview=one.kind is ConsequenceKind.INTERVIEW,
    )


@router.post("/{consequence_id}/decision")
def decide_it(
    consequence_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """领导决定."""
    grants = pressed(form, "decision", "grant", "refuse")
    one = _found(session, consequence_id)
    decide(session, one, visitor.actor, today, now, grants=grants, opinion=text(form, "opinion"))
    return go_to(f"/consequences/{consequence_id}", "decided")


@router.post("/{consequence_id}/letter")
def begin_letter(
    consequence_id: Id, visitor: Clerk, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """起草约谈通知."""
    one = _found(session, consequence_id)
    letter = begin_notice(session, one, visitor.actor, today, now, work_calendar())
    if letter is None:
        raise Refusal(
            "这个单位没有在办的事项，文书里没有可以写明的事由。请下载约谈通知，填好后按发文程序印发。"
        )
    return go_to(f"/letters/{letter.id}", "letter_begun")


@router.get("/{consequence_id}/notice/file")
def notice(consequence_id: Id, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """约谈通知 on plain paper, for a unit that no letter can speak to."""
    one = _talk(session, consequence_id)
    unit, own = session.get_one(Unit, one.unit_id), office(session)
    paper = interview_papers.notice(unit.name, one.ground, own.name, own.phone, today)
    return as_word(paper, f"约谈通知-{unit.called}.docx")


@router.post("/{consequence_id}/record")
def keep_record(
    consequence_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """约谈记录: each demand becomes a finding."""
    held_on, due_on = day(form, "held_on", "约谈日期"), day(form, "due_on", "整改时限")
    if held_on is None or due_on is None:
        raise Refusal("请填约谈日期和整改时限。")
    minutes = Minutes(held_on, {name: text(form, name) for name in WORDS}, due_on, text(form, "reviewer"))
    record(session, _found(session, consequence_id), minutes, visitor.actor, today, now)
    return go_to(f"/consequences/{consequence_id}", "recorded")


@router.get("/{consequence_id}/record/file")
def record_file(consequence_id: Id, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """约谈记录 as Word; before the talk the form to be filled in by hand."""
    one = _talk(session, consequence_id)
    unit = session.get_one(Unit, one.unit_id)
    paper = interview_papers.record(
        unit.name,
        one.ground,
        one.minutes,
        one.held_on,
        office(session).name,
        today,
        one.minutes.get("findings", ""),
    )
    return as_word(paper, f"约谈记录-{unit.called}.docx")


def _found(session: Session, consequence_id: int) -> Consequence:
    one = session.get(Consequence, consequence_id)
    if one is None:
        raise HTTPException(404)
    return one


def _talk(session: Session, consequence_id: int) -> Consequence:
    one = _found(session, consequence_id)
    if one.kind is not ConsequenceKind.INTERVIEW:
        raise HTTPException(404)
    return one


def _campaigns(session: Session) -> Sequence[Campaign]:
    return session.scalars(select(Campaign).order_by(col(Campaign.id).desc())).all()
