"""Versions of the responsibility list: preparing the changes of a task, looking at what they come to, issuing, reading."""

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select
from starlette.datastructures import FormData

from board.edge import Id, Now, Reading, Today, Writing
from board.pages import go_to, render
from board.posted import Posted, day, identifier, text
from board.visitor import Clerk, OfTheOffice
from config.refusal import Refusal
from documents.burden_rules import burden_rules
from models.amendment import CALLED, WORDING, ListVersion
from models.document import Document
from models.task import Deadline, Task, TaskUnit
from models.unit import Unit
from models.words import Role
from supervision.drafts.burden import change_warnings
from supervision.lists.amendment_plan import TaskChange, open_assignments, plan
from supervision.lists.amendments import current_number, issue
from supervision.lists.list_versions import first_version, lines, versions

router = APIRouter()

_GONE = "gone"
_NEW_UNITS = 3  # so many can join in one form


@dataclass(frozen=True, slots=True)
class _Part:
    """A unit's part in the task as the form shows it."""

    unit: Unit
    role: Role


@router.get("/tasks/{task_id}/amendment")
def prepare(request: Request, task_id: Id, _visitor: Clerk, session: Reading, today: Today) -> Response:
    """The form with the task as the list states it now."""
    task, document = _task(session, task_id)
    parts = session.exec(
        select(TaskUnit, Unit)
        .join(Unit, col(Unit.id) == col(TaskUnit.unit_id))
        .where(TaskUnit.task_id == task_id, col(TaskUnit.removed_on).is_(None))
        .order_by(col(TaskUnit.id))
    )
    standing = [_Part(unit, part.role) for part, unit in parts]
    taken = {part.unit.id for part in standing}
    everybody = session.exec(select(Unit).order_by(col(Unit.position))).all()
    return render(
        request,
        "amendment.html",
        task=task,
        document=document,
        wording=[(name, CALLED[name], getattr(task, name)) for name in WORDING],
        deadlines=_deadlines(session, task_id, today),
        parts_of_units=standing,
        others=[unit for unit in everybody if unit.id not in taken and unit.ended_on is None],
        roles=list(Role),
        new_units=range(_NEW_UNITS),
        seen=current_number(session, document.id),
    )


@router.post("/tasks/{task_id}/amendment")
def preview(
    request: Request, task_id: Id, _visitor: Clerk, form: Posted, session: Reading, today: Today
) -> Response:
    """What the changes come to, unit by unit, old beside new. Nothing is changed yet."""
    task, document = _task(session, task_id)
    accepts_past = text(form, "accepts_past") == "yes"
    planned = plan(session, document, [_wanted(form, task_id)], today, accepts_past=accepts_past)
    return render(
        request,
        "amendment_preview.html",
        task=task,
        document=document,
        planned=planned,
        number=current_number(session, document.id) + 1,
        warnings=change_warnings(session, planned),
        burden=burden_rules(),
        carried=[
            (name, value)
            for name, value in form.multi_items()
            if name not in ("form_token", "reason") and isinstance(value, str)
        ],
    )


@router.post("/tasks/{task_id}/amendment/issue")
def issue_it(task_id: Id, visitor: Clerk, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """发布: the changes become the next version of the document's list."""
    _, document = _task(session, task_id)
    accepts_past = text(form, "accepts_past") == "yes"
    planned = plan(session, document, [_wanted(form, task_id)], today, accepts_past=accepts_past)
    seen = identifier(text(form, "seen")) or current_number(session, document.id)
    made = issue(session, planned, text(form, "reason"), visitor.actor, today, now, seen=seen)
    return go_to(f"/documents/{document.id}/versions/{made.number}", "version_issued")


@router.get("/documents/{document_id}/versions")
def index(request: Request, document_id: Id, _visitor: OfTheOffice, session: Reading) -> Response:
    """Every version of the document's list, and its tasks with the way to change them."""
    document = session.get(Document, document_id)
    if document is None:
        raise HTTPException(404)
    tasks = session.exec(
        select(Task).where(Task.document_id == document_id).order_by(col(Task.start), col(Task.id))
    ).all()
    return render(
        request,
        "versions.html",
        document=document,
        versions=versions(session, document_id),
        first=first_version(session, document_id),
        tasks=tasks,
    )


@router.get("/documents/{document_id}/versions/{number}")
def show(request: Request, document_id: Id, number: Id, _visitor: OfTheOffice, session: Reading) -> Response:
    """One version, old and new side by side."""
    document = session.get(Document, document_id)
    rows = select(ListVersion).where(ListVersion.document_id == document_id, ListVersion.number == number)
    issued = session.exec(rows).first()
    if document is None or issued is None:
        raise HTTPException(404)
    return render(request, "version.html", document=document, version=issued, lines=lines(session, issued))


def _task(session: Session, task_id: int) -> tuple[Task, Document]:
    task = session.get(Task, task_id)
    if task is None:
        raise HTTPException(404)
    return task, session.get_one(Document, task.document_id)


def _deadlines(session: Session, task_id: int, today: date) -> list[Deadline]:
    """Those that somebody still works on, and those to come."""
    in_hand = {one.deadline_id for one in open_assignments(session, task_id)}
    rows = session.exec(
        select(Deadline).where(Deadline.task_id == task_id).order_by(col(Deadline.due_on), col(Deadline.id))
    )
    return [one for one in rows if one.id in in_hand or one.due_on is None or one.due_on >= today]


def _wanted(form: FormData, task_id: int) -> TaskChange:
    days: dict[int, date] = {}
    roles: dict[int, Role] = {}
    removed: list[int] = []
    for name in form:
        kind, _, written = name.partition("-")
        number = identifier(written)
        if number is None:
            continue
        if kind == "day" and (wanted := day(form, name, "新时限")) is not None:
            days[number] = wanted
        elif kind == "role" and text(form, name) == _GONE:
            removed.append(number)
        elif kind == "role":
            roles[number] = _role(text(form, name))
    for place in range(_NEW_UNITS):
        joining = identifier(text(form, f"join_{place}"))
        if joining is not None:
            roles[joining] = _role(text(form, f"as_{place}"))
    wording = {name: text(form, name) for name in WORDING if name in form}
    return TaskChange(task_id, wording, days, roles, tuple(removed))


def _role(value: str) -> Role:
    try:
        return Role.stored(value)
    except ValueError:
        raise Refusal("请选定单位的分工：牵头、责任或配合。") from None
