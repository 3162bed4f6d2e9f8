"""简报: the issues, the page of one with its proofreading and preview, approving, issuing, voiding, the file."""

from collections import defaultdict
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session

from board.approvals import chain_of
from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.paging import paging
from board.posted import Posted, day, identifier, text
from board.units_to_choose import units_to_choose
from board.visitor import Anyone, Hidden, OfTheOffice, Visitor
from config.refusal import Refusal
from models.bulletin import Bulletin, BulletinSeries
from models.evaluation_words import BulletinStatus
from models.progress import StoredFile
from reports.bulletins.issue import lay_out
from supervision.bulletins.content import Query, digest, issue_of, queries
from supervision.bulletins.drafting import begin, dismiss, drafts, items_of, word
from supervision.bulletins.issuing import (
    approve,
    as_file,
    begin_reprint,
    file_name,
    issue,
    reference,
    void,
)
from supervision.bulletins.readers import adopted, kept, may_see, sent_to
from supervision.bulletins.series import every_series, next_numbers
from supervision.bulletins.sources import experience_to_choose, reports_to_choose
from supervision.duties.file_store import content_of
from supervision.meetings.approvals import Outgoing

router = APIRouter(prefix="/bulletins")

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_ASKED = 60


@router.get("")
def index(request: Request, visitor: Anyone, session: Reading, series: str = "", page: str = "") -> Response:
    """The office: the issues in hand and all that appeared. A unit: what was sent to it and what of its own was printed."""
    if visitor.is_unit and visitor.actor.unit_id is not None:
        unit_id = visitor.actor.unit_id
        return render(
            request,
            "bulletins_of_unit.html",
            issues=[(one, reference(one)) for one in sent_to(session, unit_id)],
            names=_names(session),
            adopted=[
                (one, reference(one.bulletin), may_see(visitor.actor, one.bulletin))
                for one in adopted(session, unit_id)
            ],
        )
    _require_office(visitor)
    every = every_series(session)
    chosen = next((one for one in every if one.id == identifier(series)), None)
    found = kept(session, chosen.id if chosen else None)
    pages = paging("/bulletins", page, len(found), series=str(chosen.id) if chosen else "")
    return render(
        request,
        "bulletins.html",
        series=every,
        chosen=chosen,
        names=_names(session),
        drafts=[(one, len(items_of(session, one))) for one in drafts(session)],
        kept=[(one, reference(one)) for one in found[pages.slice]],
        pages=pages,
    )


@router.post("")
def begin_it(visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """起草新的一期."""
    series = session.get(BulletinSeries, identifier(text(form, "series")) or 0)
    if series is None:
        raise Refusal("请选择是哪一种简报。")
    made = begin(
        session,
        series,
        visitor.actor,
        today,
        now,
        title=text(form, "title"),
        is_supplement=bool(text(form, "is_supplement")),
    )
    return go_to(f"/bulletins/{made.id}", "bulletin_begun")


@router.get("/{bulletin_id}")
def show(
    request: Request,
    bulletin_id: Id,
    visitor: Anyone,
    session: Reading,
    today: Today,
    q: str = "",
    unit: str = "",
) -> Response:
    """One issue: as it was printed, or the draft with all that is to be done on it."""
    bulletin = _seen(session, bulletin_id, visitor)
    said = issue_of(session, bulletin, today)
    series = session.get_one(BulletinSeries, bulletin.series_id)
    shown: dict[str, Any] = {
        "bulletin": bulletin,
        "series": series,
        "issue": said,
        "paper": lay_out(said),
        "reference": reference(bulletin),
        "today": today,
    }
    if bulletin.status is not BulletinStatus.DRAFT or not visitor.is_of_the_office:
        predecessor = session.get(Bulletin, bulletin.replaces_id) if bulletin.replaces_id else None
        return render(request, "bulletin_issued.html", predecessor=predecessor, **shown)
    found: defaultdict[int | None, list[Query]] = defaultdict(list)
    for one in queries(session, bulletin, today):
        found[one.item_id].append(one)
    items = items_of(session, bulletin)
    asked, of_unit = q.strip()[:_LONGEST_ASKED], identifier(unit)
    day_shown = bulletin.dated_on or today
    return render(
        request,
        "bulletin.html",
        items=items,
        queries=found,
        open_queries=sum(1 for some in found.values() for one in some if one.dismissed is None),
        seen=digest(said),
        next=next_numbers(session, series, day_shown.year, bulletin.is_supplement),
        replaced=session.get(Bulletin, bulletin.replaces_id) if bulletin.replaces_id else None,
        units=units_to_choose(session, today),
        sources=reports_to_choose(session, today, text=asked, unit_id=of_unit),
        experiences=experience_to_choose(session),
        asked={"q": asked, "unit": of_unit},
        approval=chain_of(session, Outgoing.BULLETIN, bulletin.id, visitor),
        **shown,
    )


@router.get("/{bulletin_id}/file")
def take(bulletin_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """The Word file: the frozen one of an issue, of a draft as it reads today."""
    bulletin = _seen(session, bulletin_id, visitor)
    if bulletin.status is BulletinStatus.RECORDED:
        raise HTTPException(404)
    said = issue_of(session, bulletin, today)
    if bulletin.file_id is not None:
        content = content_of(session.get_one(StoredFile, bulletin.file_id))
    else:
        content = as_file(said)
    disposition = f"attachment; filename*=utf-8''{quote(file_name(said))}"
    return Response(content, media_type=_WORD, headers={"content-disposition": disposition})


@router.get("/{bulletin_id}/text")
def as_text(request: Request, bulletin_id: Id, visitor: Anyone, session: Reading, today: Today) -> Response:
    """公众号文本: the issue as plain lines and as simple HTML, to be pasted elsewhere."""
    bulletin = _seen(session, bulletin_id, visitor)
    if bulletin.status is BulletinStatus.RECORDED:
        raise HTTPException(404)
    return render(request, "bulletin_text.html", bulletin=bulletin, said=issue_of(session, bulletin, today))


@router.post("/{bulletin_id}/wording")
def word_it(bulletin_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """保存期头: the title it is known by, 按语, day and copies."""
    copies = text(form, "copies")
    if copies and not (copies.isdecimal() and len(copies) < 8):
        raise Refusal("印数请填整数。")
    word(
        session,
        bulletin_of(session, bulletin_id),
        visitor.actor,
        now,
        title=text(form, "title"),
        note=text(form, "note"),
        dated_on=day(form, "dated_on", "日期"),
        copies=int(copies) if copies else None,
    )
    return go_to(f"/bulletins/{bulletin_id}", "bulletin_kept")


@router.post("/{bulletin_id}/dismissals")
def dismiss_it(
    bulletin_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """不采纳一条校对意见."""
    bulletin = bulletin_of(session, bulletin_id)
    key = text(form, "key")
    found = next((one for one in queries(session, bulletin, today) if one.mark.key == key), None)
    if found is None:
        raise Refusal("这条校对意见已经不在了，不用再处理。")
    dismiss(session, bulletin, key, found.mark.says, text(form, "reason"), visitor.actor, now)
    place = f"item-{found.item_id}" if found.item_id else "wording"
    return go_to(f"/bulletins/{bulletin_id}", "query_dismissed", place)


@router.post("/{bulletin_id}/approval")
def approve_it(
    bulletin_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """审定."""
    approve(session, bulletin_of(session, bulletin_id), text(form, "seen"), visitor.actor, today, now)
    return go_to(f"/bulletins/{bulletin_id}", "bulletin_approved")


@router.post("/{bulletin_id}/issue")
def issue_it(
    bulletin_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """印发."""
    issue(session, bulletin_of(session, bulletin_id), visitor.actor, today, now)
    return go_to(f"/bulletins/{bulletin_id}", "bulletin_issued")


@router.post("/{bulletin_id}/voiding")
def void_it(bulletin_id: Id, visitor: OfTheOffice, form: Posted, session: Writing, now: Now) -> Response:
    """作废."""
    void(session, bulletin_of(session, bulletin_id), text(form, "reason"), visitor.actor, now)
    return go_to(f"/bulletins/{bulletin_id}", "bulletin_voided")


@router.post("/{bulletin_id}/successor")
def print_again(
    bulletin_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """重新印发 what was voided."""
    made = begin_reprint(session, bulletin_of(session, bulletin_id), visitor.actor, today, now)
    return go_to(f"/bulletins/{made.id}", "bulletin_begun")


def bulletin_of(session: Session, bulletin_id: int) -> Bulletin:
    """The issue. Raises HTTPException 404 where there is none."""
    found = session.get(Bulletin, bulletin_id)
    if found is None:
        raise HTTPException(404)
    return found


def _seen(session: Session, bulletin_id: int, visitor: Visitor) -> Bulletin:
    bulletin = bulletin_of(session, bulletin_id)
    if not may_see(visitor.actor, bulletin):
        raise Hidden
    return bulletin


def _require_office(visitor: Visitor) -> None:
    if not visitor.is_of_the_office:
        raise Hidden


def _names(session: Session) -> dict[int, str]:
    return {one.id: one.name.rpartition(" ")[2] for one in every_series(session)}
