"""What a person posted: the form, taken only with the token of their own session."""

import re
import secrets
import time
import unicodedata
from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData

from board import once
from board.carried import is_of
from board.edge import LARGEST_ID, RealNow
from board.edge import identifier as identifier  # known here to all who read forms
from board.errors import Denied
from board.rates import Rate
from board.visitor import Anyone, Visitor, require_same
from config.refusal import Refusal
from models import database

AT_ONCE_SECONDS = 1.0
"""What takes longer to come is from somebody who may be somebody else by now: a body may take a quarter of an hour."""


async def posted(request: Request, visitor: Anyone, now: RealNow) -> AsyncIterator[FormData]:
    """The form. Raises Denied when it does not carry the session's token: it came from somewhere else.

    Also where the session posts faster than people do; what was written is shown again. Raises NotSignedIn where the
    session ended, or the account changed, while the form was on its way.
    """
    begun = time.monotonic()
    async with request.form() as form:
        if time.monotonic() - begun > AT_ONCE_SECONDS:
            await run_in_threadpool(require_same, request, visitor)
        if not secrets.compare_digest(text(form, "form_token").encode(), visitor.form_token.encode()):
            await run_in_threadpool(_keep_own, request, form, visitor)
            raise Denied(403, "这个表单已经失效，没有办理。请返回原页面，刷新后再提交。")
        request.state.posted = form
        posts: Rate = request.app.state.posts
        if not posts.take(visitor.sign_in_id, now):
            raise Denied(429, "提交得太快，这一次没有办理。请稍等一分钟再提交。")
        once.take(request, form)
        yield form


def _keep_own(request: Request, form: FormData, visitor: Visitor) -> None:
    """Give somebody back what they wrote in a page of their own earlier session; of anybody else's nothing is shown."""
    with database.reading() as session:
        if is_of(session, text(form, "form_token"), visitor.actor.user_id):
            request.state.posted = form
            raise Denied(403, "您已经重新登录，这一页是之前打开的，还没有办理。请核对后再提交一次。")


async def posted_by_nobody(request: Request) -> AsyncIterator[FormData]:
    """The form of somebody who has no session yet, and so no token."""
    async with request.form() as form:
        yield form


_MOST_SHOWN = 30
# What is written here stands in the history, in letters and in cells of the ledger.
_LONGEST = 5000
_YEARS = range(1900, 2200)
# What the column for figures holds.
_FIGURE = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,4})?")

Posted = Annotated[FormData, Depends(posted)]
PostedByNobody = Annotated[FormData, Depends(posted_by_nobody)]


def pressed(form: FormData, name: str, yes: str, no: str) -> bool:
    """Which of two buttons was pressed. Raises Refusal when it was neither: nothing is decided by an accident."""
    value = _raw(form, name)
    if value not in (yes, no):
        raise Refusal("请按页面上的按钮作出选择后再提交。")
    return value == yes


def text(form: FormData, name: str) -> str:
    """What stands in a field, without blanks around it; empty where there is none. Raises Refusal when it is too long."""
    said = _raw(form, name)
    # A field of digits has its own sentence for what is no number.
    if len(said) > _LONGEST and not said.isdecimal():
        raise Refusal(
            f"有一栏写了{len(said)}个字，太长。每一栏不超过{_LONGEST}个字，详细内容请作为佐证材料提交。"
        )
    return said


def _raw(form: FormData, name: str) -> str:
    value = form.get(name, "")
    if not isinstance(value, str):
        return ""
    # Browsers send line ends as CR LF; NUL is no character that a database takes.
    return value.replace("\r\n", "\n").replace("\0", "").strip()


def day(form: FormData, name: str, called: str) -> date | None:
    """The date in a field, None where it is empty. Raises Refusal when it is no date, or of a year in which no office works."""
    written = text(form, name)
    if not written:
        return None
    try:
        found = date.fromisoformat(written)
    except ValueError:
        raise Refusal(f"{called}“{_shortened(written)}”不是日期。请写成2026-06-30这样的形式。") from None
    # A browser sends 0002-06-30 for a year of which one digit was typed.
    if found.year not in _YEARS:
        raise Refusal(
            f"{called}“{_shortened(written)}”的年份不对。请填{_YEARS[0]}年至{_YEARS[-1]}年之间的日期。"
        )
    return found


def identifiers(form: FormData, name: str) -> list[int]:
    """The ids of what was ticked; what no row can have is 0."""
    return [identifier(value) or 0 for value in form.getlist(name) if isinstance(value, str)]


def number(form: FormData, name: str, called: str) -> int:
    """The whole number in a field. Raises Refusal when it is none, or more than a column holds."""
    written = text(form, name)
    if not written:
        raise Refusal(f"{called}没有填写。请填写数字。")
    try:
        found = int(written)
    except ValueError:
        raise Refusal(f"{called}“{_shortened(written)}”不是整数。请填写数字。") from None
    if abs(found) > LARGEST_ID:
        raise Refusal(f"{called}“{_shortened(written)}”太大。请核对后重新填写。")
    return found


def figure(form: FormData, name: str, called: str) -> Decimal:
    """The number in a field, with up to four places. Raises Refusal when it is none."""
    # People type figures in full width as well.
    written = unicodedata.normalize("NFKC", text(form, name)).replace(",", "")
    if not _FIGURE.fullmatch(written):
        raise Refusal(f"{called}“{_shortened(written)}”不是数。请只填数字，最多四位小数，如1280或36.5。")
    return Decimal(written)


def _shortened(written: str) -> str:
    return written if len(written) <= _MOST_SHOWN else written[:_MOST_SHOWN] + "……"
