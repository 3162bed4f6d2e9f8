"""今日: what needs the office's hand, on one page, so that nothing that came in lies unseen."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from board.edge import Reading, Today
from board.pages import render
from board.visitor import OfTheOffice
from config.settings import settings
from reports.kept import kept
from schedules.workdays import work_calendar
from supervision.drafts.approval import awaiting_approval
from supervision.letters.not_reached import not_reached_for_all
from supervision.letters.queue import to_sign
from supervision.today import piles

router = APIRouter()

_FIRST, _ALL = 10, 500
_HEADINGS = {
    "drafts": ("待确认的草案", "公文", "收文"),
    "submitted": ("待审核销号", "完成情况", "提交"),
    "extension": ("待审批延期", "原因", "提交"),
    "measure": ("待审核落实措施", "措施", "提交"),
    "joint_closure": ("待审批合并销号", "理由", "提交"),
    "proposed": ("建议设立的督察活动", "", "提议"),
    "findings": ("待下达整改", "问题", "发现"),
    "rechecks": ("该回头看", "问题", "回头看"),
    "consequences": ("结果运用待决定", "依据", "提出"),
    "coordination": ("协调超期", "", "限期"),
    "instructions": ("批示答复超期", "批示", "限期"),
    "due_today": ("今天到期", "", "时限"),
    "due_this_week": ("本周到期", "", "时限"),
    "replies": ("昨天以来的协调答复", "答复", "答复"),
    "reports": ("昨天以来的进展反馈", "进展", "反馈"),
    "point_reviews": ("示范点到期复核", "", "应复核"),
}


@router.get("/today")
def show(request: Request, visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """Each kind with its number and its first lines, the oldest first; ``all`` names the one that is shown whole."""
    wanted = request.query_params.get("all", "")
    calendar = work_calendar()
    about = (visitor.actor.role, today, _FIRST)
    found = kept(session, "piles", about, lambda: piles(session, visitor.actor, today, _FIRST))
    if wanted in {pile.kind for pile in found if pile.count > _FIRST}:
        whole = {pile.kind: pile for pile in piles(session, visitor.actor, today, _ALL)}
        found = [whole.get(pile.kind, pile) if pile.kind == wanted else pile for pile in found]
    unsigned = kept(
        session,
        "to sign",
        (visitor.actor.role, today, calendar),
        lambda: to_sign(session, today, calendar, by=visitor.actor),
    )
    return render(
        request,
        "today.html",
        today=today,
        piles=found,
        headings=_HEADINGS,
        missed=not_reached_for_all(session, today, calendar),
        limit=settings().not_reached_workdays,
        to_approve=awaiting_approval(session),
        to_sign=unsigned.first if wanted == "letters" else unsigned.first[:_FIRST],
        signatures=unsigned.total,
        listed=len(unsigned.first),
        first=_FIRST,
    )
