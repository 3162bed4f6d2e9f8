"""The year's end on the board: what is unfinished, row by row with a new day and a reason, carried to the next year."""

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from board.edge import Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, day, identifier, text
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from supervision.lists.roll_over import Carried, carried, restarts, roll_over, unfinished

router = APIRouter(prefix="/roll-over")

# A form takes a thousand fields; three stand in each row.
_ROWS_AT_ONCE = 250


@router.get("")
def this_year(_visitor: OfTheOffice, today: Today) -> Response:
    """On to the year that ends, or that ended last."""
    return go_to(f"/roll-over/{today.year if today.month == 12 else today.year - 1}")


@router.get("/{year}")
def show(request: Request, year: str, _visitor: OfTheOffice, session: Reading, today: Today) -> Response:
    """The preview: each row may be left out, and takes its own day and reason."""
    chosen = _year(year)
    rows = unfinished(session, chosen, today)
    free = [one for one in rows if not one.why_not]
    return render(
        request,
        "roll_over.html",
        year=chosen,
        today=today,
        rows=free[:_ROWS_AT_ONCE],
        more=max(len(free) - _ROWS_AT_ONCE, 0),
        blocked=[one for one in rows if one.why_not],
        restarts=restarts(session, chosen),
        carried=carried(session, chosen),
    )


@router.post("/{year}")
def carry(year: str, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """跨年结转: the rows that were ticked."""
    chosen = _year(year)
    roll_over(session, chosen, _rows(form), visitor.actor, today, now)
    return go_to(f"/roll-over/{chosen}", "rolled_over")


def _rows(form: FormData) -> list[Carried]:
    common = text(form, "reason")
    rows = []
    for written in form.getlist("carry"):
        number = identifier(str(written))
        if number is None:
            raise Refusal("选定的事项不存在。请返回刷新后重新选择。")
        due_on = day(form, f"due-{number}", "新时限")
        if due_on is None:
            raise Refusal(f"第{number}号交办事项没有填写新时限。请逐行填写。")
        rows.append(Carried(number, due_on, text(form, f"reason-{number}") or common))
    return rows


def _year(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) == 4):
        raise Refusal("请写明四位数的年份，如2026。")
    return int(written)
