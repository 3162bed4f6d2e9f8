"""One finding: its chain from source to recheck, and what is done about it."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from board.edge import Id, Now, Reading, Today, Writing
from board.findings import what_is_filled_in
from board.found import finding_of
from board.pages import go_to, render
from board.posted import Posted, day, pressed, text
from board.taking_away import as_word
from board.visitor import Anyone, Clerk, OfTheOffice
from config.refusal import Refusal
from models.assignment import Assignment
from models.evaluation_words import Cause, FindingStatus
from models.words import Verification
from reports.finding_stories import chain, stories
from reports.rectification_papers import closing_slip
from schedules.workdays import work_calendar
from supervision.directory.founding import office
from supervision.findings.findings import change, drop, reviewers
from supervision.findings.on_site import checks_of
from supervision.findings.rechecks import recheck
from supervision.findings.rectification import RECHECK_AFTER, begin_letter
from supervision.letters.queue import about, letters
from supervision.visibility import may_see

router = APIRouter(prefix="/findings/{finding_id}")


@router.get("")
def show(request: Request, finding_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """The chain, link by link with days and names, and the forms of whoever may."""
    finding = finding_of(session, finding_id, visitor)
    (story,) = stories(session, [finding])
    source = session.get(Assignment, finding.assignment_id) if finding.assignment_id else None
    is_seen = source is not None and may_see(session, visitor.actor, source)
    checks = checks_of(session, source.id) if source is not None and is_seen else []
    own = story.assignment
    return render(
        request,
        "finding.html",
        today=today,
        story=story,
        links=chain(session, story),
        # Who has a part in the task hears of the finding, and may still not open another's duty.
        may_open=own is not None and may_see(session, visitor.actor, own),
        source=source if is_seen else None,
        checks=[one for one in checks if one.finding_id == finding.id],
        letters=letters(session, visitor.actor, about(own.id)) if own is not None else [],
        waits_for_approval=story.task is not None and story.task.approved_at is None,
        is_overdue=finding.status is FindingStatus.RECTIFYING
        and story.due_on is not None
        and story.due_on < today,
        statuses=FindingStatus,
        cause_words=list(Cause),
        reviewers=reviewers(session),
        levels=[one for one in Verification if one is not Verification.REPORTED],
        recheck_after=RECHECK_AFTER.days,
    )


@router.get("/file")
def slip(finding_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """销号单 as Word."""
    (story,) = stories(session, [finding_of(session, finding_id, visitor)])
    paper = closing_slip(story, chain(session, story), office(session).name, today)
    return as_word(paper, f"销号单-{story.finding.number}.docx")


@router.post("/change")
def fill_it_in(
    finding_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """Fill in or correct what may still be."""
    finding = finding_of(session, finding_id, visitor)
    changed = what_is_filled_in(form)
    if finding.status is FindingStatus.FOUND:
        changed["text"] = text(form, "text")
    different = change(session, finding, changed, visitor.actor, today, now)
    return _back(finding_id, "ruled" if different else "unchanged")


@router.post("/dropping")
def drop_it(finding_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """不列入整改."""
    drop(session, finding_of(session, finding_id, visitor), text(form, "reason"), visitor.actor, now)
    return _back(finding_id, "dropped")


@router.post("/recheck")
def look_back(
    finding_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """回头看."""
    holds = pressed(form, "holds", "yes", "no")
    try:
        verification = Verification.stored(text(form, "verification"))
    except ValueError:
        raise Refusal("请选择回头看的方式：台账、实地或第三方。") from None
    recheck(
        session,
        finding_of(session, finding_id, visitor),
        visitor.actor,
        today,
        now,
        holds=holds,
        verification=verification,
        note=text(form, "note"),
        until=day(form, "until", "新的整改时限"),
    )
    return _back(finding_id, "held" if holds else "taken_up_again")


@router.post("/letter")
def draft_letter(
    finding_id: Id, visitor: Clerk, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """起草整改通知."""
    finding = finding_of(session, finding_id, visitor)
    letter = begin_letter(session, finding, visitor.actor, today, now, work_calendar())
    return go_to(f"/letters/{letter.id}", "letter_begun")


def _back(finding_id: int, done: str) -> RedirectResponse:
    return go_to(f"/findings/{finding_id}", done)
