"""What a unit fills in about an assignment, with an account or by a link: from the form to the deed."""

from datetime import date, datetime

from sqlmodel import Session
from starlette.datastructures import FormData, UploadFile

from board.posted import day, number, text
from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.words import EvidenceKind
from supervision.actor import Actor
from supervision.duties.evidence import attach
from supervision.duties.extensions import TimeRequest
from supervision.duties.progress import Report


def said(form: FormData, today: date) -> Report:
    """What a form for progress says; without a day it holds for today. Raises Refusal when a field is none."""
    return Report(
        as_of=day(form, "as_of", "数据截至日期") or today,
        percent=number(form, "percent", "进度"),
        progress=text(form, "progress"),
        problems=text(form, "problems"),
        next_steps=text(form, "next_steps"),
        to_coordinate=text(form, "to_coordinate"),
    )


def time_asked(form: FormData) -> TimeRequest:
    """What a form for more time asks. Raises Refusal without a day."""
    until = day(form, "proposed_on", "拟完成时间")
    if until is None:
        raise Refusal("请填拟完成时间。")
    return TimeRequest(until, text(form, "reason"), text(form, "progress"), text(form, "safeguards"))


def hand_in(
    session: Session, assignment: Assignment, form: FormData, actor: Actor, today: date, now: datetime
) -> None:
    """Put the files of a form beside an assignment. Raises Refusal when there is none, or one is not taken."""
    files = [file for file in form.getlist("file") if isinstance(file, UploadFile) and file.filename]
    if not files:
        raise Refusal("请选择要提交的佐证材料。")
    try:
        kind = EvidenceKind.stored(text(form, "kind"))
    except ValueError:
        raise Refusal("请选择材料的种类。") from None
    dated_on = day(form, "dated_on", "材料日期")
    for file in files:
        # One byte more than is taken tells a file at the limit from one over it, whatever its size.
        content = file.file.read(settings().evidence_mb * 1024 * 1024 + 1)
        attach(session, assignment, file.filename or "", content, kind, actor, today, now, dated_on=dated_on)
