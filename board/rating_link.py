"""The page behind the limited link of a third party: rating without an account, on a telephone too, until it is submitted."""

import secrets

from fastapi import APIRouter, Request
from fastapi.responses import Response
from sqlalchemy import select
from sqlmodel import Session, col

from board.attempts import Attempts
from board.edge import Now, Reading, RealNow, Writing, address_of
from board.errors import Denied
from board.link_holder import NoLink
from board.pages import go_to, render
from board.paging import paging
from board.posted import PostedByNobody, pressed, text
from board.ratings import given_in
from models import database
from models.campaign import Campaign
from models.score import AssessorLink
from models.unit import Unit
from supervision.campaigns import assessor_links
from supervision.campaigns.ratings import items_open_to
from supervision.campaigns.sheets import sheet_for
from supervision.directory.founding import office
from supervision.office_key import sealed

router = APIRouter(prefix="/e/{token}")

_UNITS_ON_A_PAGE = 10
_FORM = "form of an assessor's link"


@router.get("")
def show(
    request: Request, token: str, session: Reading, now: Now, real_now: RealNow, page: str = ""
) -> Response:
    """What is to be rated, some units at a time, with what was given before; once submitted, only that it was."""
    link = _opened(request, token, now, real_now)
    campaign = session.get_one(Campaign, link.campaign_id)
    sheet = sheet_for(session, campaign)
    items = [(one, items_open_to(sheet, one, link.assessor)) for one in _units(session, link)]
    given = assessor_links.given_by_link(session, link.id)
    pages = paging(f"/e/{token}", page, len(items), size=_UNITS_ON_A_PAGE)
    return render(
        request,
        "rating_link.html",
        link=link,
        campaign=campaign,
        office=office(session),
        units=items[pages.slice],
        pages=pages,
        rated=sum(all((one.id, item.code) in given for item in own) for one, own in items),
        whole=len(items),
        given=given,
        form_token=_form_token(link),
    )


@router.post("")
def save(
    request: Request, token: str, form: PostedByNobody, session: Writing, now: Now, real_now: RealNow
) -> Response:
    """保存, or 提交 which locks it. Raises Denied when the form does not carry the link's own token."""
    link = session.get_one(AssessorLink, _opened(request, token, now, real_now).id)
    if not secrets.compare_digest(text(form, "form_token").encode(), _form_token(link).encode()):
        raise Denied(403, "这个表单已经失效，没有保存。请返回原页面，刷新后再提交。")
    is_final = pressed(form, "deed", "submit", "save")
    sheet = sheet_for(session, session.get_one(Campaign, link.campaign_id))
    given = {
        unit.id: given_in(form, items_open_to(sheet, unit, link.assessor), f"{unit.id}-", unit.called)
        for unit in _units(session, link)
    }
    assessor_links.save(session, link, given, now, finally_=is_final)
    if is_final:
        return go_to(f"/e/{token}", "rated_finally")
    # On to the next page, as long as there is one.
    shown = paging(f"/e/{token}", text(form, "page"), len(given), size=_UNITS_ON_A_PAGE)
    following = min(shown.number + 1, shown.pages)
    return go_to(f"/e/{token}?page={following}" if following > 1 else f"/e/{token}", "rating_saved")


def _opened(request: Request, token: str, now: Now, real_now: RealNow) -> AssessorLink:
    """The link while it stands. Who guesses has to wait; who has a link is never held up by others' mistakes."""
    with database.reading() as session:
        link = assessor_links.opened(session, token, now)
    if link is not None:
        return link
    attempts: Attempts = request.app.state.link_attempts
    address = address_of(request)
    if attempts.is_blocked(address, real_now):
        raise Denied(429, "打开的链接有误，次数太多。请15分钟后再试，或者与督办部门联系。")
    attempts.note_failure(address, real_now)
    raise NoLink


def _units(session: Session, link: AssessorLink) -> list[Unit]:
    rows = select(Unit).where(col(Unit.id).in_(link.units)).order_by(col(Unit.position), col(Unit.id))
    return list(session.scalars(rows))


def _form_token(link: AssessorLink) -> str:
    return sealed(_FORM, str(link.id), link.token_sha256)
