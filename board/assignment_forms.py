"""What a unit fills in about an assignment, with an account or by a link: from the form to the deed."""

from datetime import date, datetime

from sqlmodel import Session, col, select
from starlette.datastructures import FormData, UploadFile

from board.posted import day, figure, number, text
from config.refusal import Refusal
from config.settings import settings
from models.assignment import Assignment
from models.task import Indicator, Reading
from models.words import EvidenceKind
from supervision.actor import Actor
from supervision.duties.evidence import attach
from supervision.duties.extensions import TimeRequest
from supervision.duties.progress import Report, read_off, report
from supervision.duties.work_measures import enter


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
    files = _files(form, "file")
    if not files:
        raise Refusal("请选择要提交的佐证材料。")
    try:
        kind = EvidenceKind.stored(text(form, "kind"))
    except ValueError:
        raise Refusal("请选择材料的种类。") from None
    dated_on = day(form, "dated_on", "材料日期")
    for file in files:
        attach(
            session,
            assignment,
            file.filename or "",
            _content(file),
            kind,
            actor,
            today,
            now,
            dated_on=dated_on,
        )


def take_report(
    session: Session, assignment: Assignment, form: FormData, actor: Actor, today: date, now: datetime
) -> None:
    """Take down a whole report: the words, the figures that were filled in, the photographs and papers with it.

    Raises Refusal when any of it is not taken: then none of it is.
    """
    words = said(form, today)
    update = report(session, assignment, words, actor, today, now)
    for indicator, _ in indicators_of(session, assignment):
        field = f"reading-{indicator.id}"
        value, numerator, denominator = (
            figure(form, name, f"{indicator.name}的{called}") if text(form, name) else None
            for name, called in ((field, "填报值"), (f"{field}-of", "分子"), (f"{field}-by", "分母"))
        )
        if value is not None or numerator is not None or denominator is not None:
            read_off(
                session,
                indicator,
                value,
                words.as_of,
                actor,
                today,
                now,
                unit_id=assignment.unit_id,
                numerator=numerator,
                denominator=denominator,
            )
    for file in (*_files(form, "photo"), *_files(form, "file")):
        is_photo = (file.content_type or "").startswith("image/")
        attach(
            session,
            assignment,
            file.filename or "",
            _content(file),
            EvidenceKind.PHOTO if is_photo else EvidenceKind.PAPER,
            actor,
            today,
            now,
            update_id=update.id,
        )


def enter_measures(
    session: Session, assignment: Assignment, form: FormData, actor: Actor, today: date, now: datetime
) -> None:
    """Take down a measure of the unit's own. Raises Refusal when it is not taken."""
    enter(
        session,
        assignment,
        text(form, "text"),
        actor,
        today,
        now,
        person=text(form, "person"),
        due_on=day(form, "due_on", "完成时间"),
    )


def indicators_of(session: Session, assignment: Assignment) -> list[tuple[Indicator, list[Reading]]]:
    """The indicators of the task, each with what this unit reported of it, the latest first."""
    found = session.exec(
        select(Indicator).where(Indicator.task_id == assignment.task_id).order_by(col(Indicator.id))
    ).all()
    readings = session.exec(
        select(Reading)
        .where(
            Reading.unit_id == assignment.unit_id,
            col(Reading.indicator_id).in_([one.id for one in found]),
        )
        .order_by(col(Reading.as_of).desc())
    ).all()
    return [(one, [row for row in readings if row.indicator_id == one.id]) for one in found]


def _files(form: FormData, name: str) -> list[UploadFile]:
    return [file for file in form.getlist(name) if isinstance(file, UploadFile) and file.filename]


def _content(file: UploadFile) -> bytes:
    # One byte more than is taken tells a file at the limit from one over it, whatever its size.
    return file.file.read(settings().evidence_mb * 1024 * 1024 + 1)
