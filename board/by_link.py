"""The pages behind a signed link: what is mine, and reporting on it, from a telephone and without an account."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import ColumnElement
from sqlmodel import Session, col

from board.assignment_forms import enter_measures, hand_in, indicators_of, take_report, time_asked
from board.carried import give_back, link_owner, unpack
from board.edge import Id, Now, Reading, RealNow, Today, Writing, address_of
from board.link_holder import (
    COOKIE,
    ByLink,
    Holder,
    NoLink,
    OfLink,
    OutOfReach,
    PostedByLink,
    code_given,
    code_page,
    remember_code,
    use,
)
from board.listing import document_names
from board.next_step import next_step
from board.pages import go_to, render
from board.passages import passage
from board.posted import PostedByNobody, day, figure, identifier, text
from board.standing import held, held_of
from config.settings import settings
from models import database
from models.assignment import Assignment
from models.document import Document
from models.lifecycle import UNCOUNTED, possible
from models.link import Link
from models.task import Indicator, Task
from models.words import Answer, EvidenceKind, Move, Status
from supervision.drafts.task_rules import owed
from supervision.duties.acceptance import accept
from supervision.duties.evidence import evidence
from supervision.duties.extensions import ask as ask_time
from supervision.duties.extensions import extensions
from supervision.duties.file_store import kinds_taken
from supervision.duties.moves import last
from supervision.duties.passed_instructions import answer, of_assignment, passed_to, waiting_for_answer
from supervision.duties.progress import read_off, updates
from supervision.duties.splitting import open_parts
from supervision.duties.submission import submit
from supervision.duties.work_measures import measures
from supervision.letters.letter_links import mark_opened, mark_read
from supervision.letters.queue import about, letters
from supervision.returns.links import MOST_FAILURES, answer_try, is_code, note_look, spend_try
from supervision.visibility import may_see

router = APIRouter(prefix="/l/{token}")

_MOVES = (Move.ACCEPT, Move.REPORT, Move.ATTACH, Move.PLAN, Move.ASK_TIME, Move.SUBMIT)

_MOST = 50


@router.get("")
def show(request: Request, by: ByLink, session: Reading, today: Today, now: Now) -> Response:
    """What the unit holds, the most urgent first; a link for one assignment leads straight to it."""
    if by.link.assignment_id is not None:
        return RedirectResponse(f"{by.page}/assignments/{by.link.assignment_id}", status_code=303)
    _note_look(by, "查看事项清单", now)
    own = held(session, today, *_theirs(by), col(Assignment.status).not_in(UNCOUNTED))
    own.sort(key=lambda one: one.urgency)
    return render(
        request,
        "link_list.html",
        by=by,
        open=[one for one in own if one.assignment.status is not Status.CLOSED],
        most=_MOST if request.query_params.get("all") != "1" else len(own),
        closed=[one for one in own if one.assignment.status is Status.CLOSED],
        documents=document_names(session),
        instructions=waiting_for_answer(session, today, *_theirs(by)),
    )


@router.post("/reading")
def say_read(by: ByLink, _form: PostedByLink, session: Writing, now: Now) -> Response:
    """我已阅: a person has read the letter that carries this link. A look alone may have been a machine's."""
    mark_read(session, by.link, now)
    use(session, by, "我已阅", now)
    return go_to(by.page, "read")


@router.post("/code")
def give_code(
    request: Request, token: str, link: OfLink, form: PostedByNobody, now: Now, real_now: RealNow
) -> Response:
    """The code that was told by another way than the link. An empty field is no try."""
    given, kept_form = "".join(text(form, "code").split()), unpack(form)
    if not given:
        return code_page(request, token, "请输入口令。", 422, kept_form)
    with database.transaction() as session:
        kept = session.get_one(Link, link.id)
        if not spend_try(session, kept):
            raise NoLink
    is_right = is_code(kept, given)
    with database.transaction() as session:
        kept = session.get_one(Link, link.id)
        answer_try(session, kept, address_of(request), now, is_right=is_right)
    if is_right:
        value = code_given(link, real_now)
        answer: Response = RedirectResponse(f"/l/{token}", status_code=303)
        if kept_form is not None and kept_form.owner == link_owner(link.id):
            answer = give_back(request, kept_form, f"{COOKIE}={value}") or answer
        remember_code(answer, token, value)
        return answer
    left = MOST_FAILURES - kept.failures
    if left <= 0:
        raise NoLink
    return code_page(request, token, f"口令不对，还可以再试{left}次。", 401, kept_form)


@router.get("/assignments/{assignment_id}")
def show_one(
    request: Request, assignment_id: Id, by: ByLink, session: Reading, today: Today, now: Now
) -> Response:
    """One assignment: by when, in what words of which document, how it stands, what may be done now."""
    own = _own(session, assignment_id, by, now)
    one = held_of(session, today, own.id)
    _note_look(by, f"查看{one.task.number}", now)
    document = session.get_one(Document, one.task.document_id)
    asked = extensions(session, own.id)
    return render(
        request,
        "link_assignment.html",
        by=by,
        one=one,
        document=document,
        passage=passage(document.text, one.task.start, one.task.end, [one.deadline], context=False),
        moves=[move.value for move in possible(own.status) if move in _MOVES],
        has_open_parts=bool(open_parts(session, own.id)),
        handed_out=last(session, own.id, Move.ASSIGN),
        returned=(returned := last(session, own.id, Move.SEND_BACK)),
        step=next_step(
            one,
            owed(session, [(own, one.task)], today).get(own.id, []),
            today,
            was_returned=returned is not None,
            reviewer="上级单位" if own.parent_id else "督办部门",
        ),
        do=request.query_params.get("do", ""),
        measures=measures(session, own.id),
        updates=updates(session, own.id),
        evidence=evidence(session, own.id),
        letters=letters(session, by.actor, about(own.id)),
        instructions=of_assignment(session, own.id, today),
        extensions=asked,
        waiting=any(row.answer is Answer.PENDING for row in asked),
        indicators=indicators_of(session, own),
        evidence_kinds=list(EvidenceKind),
        kinds_taken=kinds_taken(),
        evidence_mb=settings().evidence_mb,
        today=today,
    )


@router.post("/assignments/{assignment_id}/acceptance")
def accept_it(
    assignment_id: Id, by: ByLink, _form: PostedByLink, session: Writing, today: Today, now: Now
) -> Response:
    """签收."""
    own = _own(session, assignment_id, by, now)
    accept(session, own, by.actor, today, now)
    return _done(session, by, own, "签收", "accepted", now)


@router.post("/assignments/{assignment_id}/progress")
def report_on_it(
    assignment_id: Id, by: ByLink, form: PostedByLink, session: Writing, today: Today, now: Now
) -> Response:
    """反馈进展."""
    own = _own(session, assignment_id, by, now)
    take_report(session, own, form, by.actor, today, now)
    return _done(session, by, own, "反馈进展", "reported", now)


@router.post("/assignments/{assignment_id}/evidence")
def attach_to_it(
    assignment_id: Id, by: ByLink, form: PostedByLink, session: Writing, today: Today, now: Now
) -> Response:
    """提交佐证."""
    own = _own(session, assignment_id, by, now)
    hand_in(session, own, form, by.actor, today, now)
    return _done(session, by, own, "提交佐证", "attached", now)


@router.post("/assignments/{assignment_id}/extensions")
def ask_for_time(
    assignment_id: Id, by: ByLink, form: PostedByLink, session: Writing, today: Today, now: Now
) -> Response:
    """申请延期."""
    own = _own(session, assignment_id, by, now)
    ask_time(session, own, time_asked(form), by.actor, today, now)
    return _done(session, by, own, "申请延期", "asked_time", now)


@router.post("/assignments/{assignment_id}/measures")
def plan_it(
    assignment_id: Id, by: ByLink, form: PostedByLink, session: Writing, today: Today, now: Now
) -> Response:
    """上报具体落实措施."""
    own = _own(session, assignment_id, by, now)
    enter_measures(session, own, form, by.actor, today, now)
    return _done(session, by, own, "上报落实措施", "measured", now)


@router.post("/assignments/{assignment_id}/instructions/{passed_id}/answer")
def answer_instruction(
    assignment_id: Id,
    passed_id: Id,
    by: ByLink,
    form: PostedByLink,
    session: Writing,
    today: Today,
    now: Now,
) -> Response:
    """办理情况: what the unit did about a leader's instruction."""
    own = _own(session, assignment_id, by, now)
    row = passed_to(session, passed_id, own)
    if row is None:
        raise OutOfReach(by, now)
    answer(session, row, text(form, "answer"), by.actor, today, now, seen=identifier(text(form, "seen")))
    return _done(session, by, own, "答复批示", "instruction_answered", now)


@router.post("/assignments/{assignment_id}/submission")
def submit_it(
    assignment_id: Id, by: ByLink, form: PostedByLink, session: Writing, today: Today, now: Now
) -> Response:
    """申请销号."""
    own = _own(session, assignment_id, by, now)
    submit(session, own, by.actor, today, now, text(form, "note"), despite=text(form, "despite"))
    return _done(session, by, own, "申请销号", "submitted", now)


@router.post("/assignments/{assignment_id}/readings/{indicator_id}")
def note_reading(
    assignment_id: Id,
    indicator_id: Id,
    by: ByLink,
    form: PostedByLink,
    session: Writing,
    today: Today,
    now: Now,
) -> Response:
    """填报: the value of an indicator of this task."""
    own = _own(session, assignment_id, by, now)
    indicator = session.get(Indicator, indicator_id)
    if indicator is None or indicator.task_id != own.task_id:
        raise OutOfReach(by, now)
    value, as_of = figure(form, "value", "填报值"), day(form, "as_of", "数据截至日期") or today
    read_off(session, indicator, value, as_of, by.actor, today, now, unit_id=own.unit_id)
    return _done(session, by, own, "填报指标", "read_off", now)


def _theirs(by: Holder) -> list[ColumnElement[bool]]:
    only = by.link.assignment_id
    return [
        col(Assignment.unit_id) == by.link.unit_id,
        *([col(Assignment.id) == only] if only is not None else []),
    ]


def _own(session: Session, assignment_id: int, by: Holder, now: Now) -> Assignment:
    """The assignment, if the link is for it; otherwise it does not exist, and the try is written down."""
    found = session.get(Assignment, assignment_id)
    if found is None or found.unit_id != by.link.unit_id or not may_see(session, by.actor, found):
        raise OutOfReach(by, now)
    return found


def _note_look(by: Holder, what: str, now: Now) -> None:
    with database.transaction() as session:
        mark_opened(session, by.link, now)
        note_look(session, by.link, by.address, what, now)


def _done(session: Session, by: Holder, own: Assignment, deed: str, word: str, now: Now) -> Response:
    task = session.get_one(Task, own.task_id)
    mark_read(session, by.link, now)
    use(session, by, f"{deed}：{task.number}", now)
    return go_to(f"{by.page}/assignments/{own.id}", word)
