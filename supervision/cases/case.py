"""A task's file (案卷): which parts and which entries of the record belong to it, for the person who takes it."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_
from sqlmodel import Session, col, select

from models.assignment import Assignment, Transition
from models.document import Document
from models.letter import LetterItem
from models.notice import DeliveryItem, Notice
from models.record import LogEntry
from models.task import Deadline, Indicator, Task
from models.unit import Unit
from models.words import Subject
from supervision.actor import Actor
from supervision.duties.instructions import DEEDS_OF_INSTRUCTIONS
from supervision.record.log_reading import Line, lines_where
from supervision.visibility import visible

EXPORTED = "导出案卷"


@dataclass(frozen=True, slots=True)
class Case:
    """A task, and which of its parts the person sees (``ids`` is the choice of the ids of those)."""

    task: Task
    document: Document
    actor: Actor
    parts: tuple[tuple[Assignment, Deadline, Unit], ...]
    ids: Select[tuple[int]]

    @property
    def names(self) -> dict[int, str]:
        """The unit of each part, with the period where there is one, by the id of the part."""
        return {
            part.id: unit.name + (f"（{deadline.period}）" if deadline.period else "")
            for part, deadline, unit in self.parts
        }

    @property
    def unit_ids(self) -> set[int]:
        """The units whose parts are seen."""
        return {unit.id for _, _, unit in self.parts}


def case_of(session: Session, task: Task, actor: Actor) -> Case:
    """The task with the parts that this person sees."""
    seen = and_(col(Assignment.task_id) == task.id, visible(actor))
    rows = session.exec(
        select(Assignment, Deadline, Unit)
        .join(Deadline, col(Deadline.id) == col(Assignment.deadline_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(seen)
        .order_by(col(Assignment.id))
    ).all()
    document = session.get_one(Document, task.document_id)
    return Case(task, document, actor, tuple(rows), select(Assignment.id).where(seen))


def lines(session: Session, case: Case) -> list[Line]:
    """Every move of the parts and every entry about the task, but that the file was taken: else no two were alike."""
    entries: list[ColumnElement[bool]] = [
        _about(Subject.TASK) & (col(LogEntry.subject_id) == case.task.id),
        _about(Subject.ASSIGNMENT) & col(LogEntry.subject_id).in_(case.ids),
        _about(Subject.NOTICE)
        & col(LogEntry.subject_id).in_(select(Notice.id).where(col(Notice.assignment_id).in_(case.ids))),
        # A letter carries several notices; its entries name the letter.
        _about(Subject.NOTICE) & col(LogEntry.particulars)["delivery_id"].as_integer().in_(_letters(case)),
        _about(Subject.LETTER)
        & col(LogEntry.subject_id).in_(
            select(LetterItem.letter_id).where(col(LetterItem.assignment_id).in_(case.ids))
        ),
        _about(Subject.INDICATOR)
        & col(LogEntry.subject_id).in_(select(Indicator.id).where(Indicator.task_id == case.task.id)),
    ]
    if case.actor.is_of_the_office:
        entries.append(_about(Subject.DOCUMENT) & (col(LogEntry.subject_id) == case.task.document_id))
    found = lines_where(session, col(Transition.assignment_id).in_(case.ids), entries)
    return [line for line in found if line.deed != EXPORTED and _concerns(line, case)]


def _concerns(line: Line, case: Case) -> bool:
    # A document has many drafts, an indicator figures of many units.
    said = line.particulars
    if line.subject == Subject.DOCUMENT.label:
        return said.get("draft_id") in (None, case.task.draft_id)
    if line.subject == Subject.INDICATOR.label and not case.actor.is_of_the_office:
        return said.get("unit_id") in case.unit_ids
    # What a leader said is passed on by the office or not at all.
    return line.deed not in DEEDS_OF_INSTRUCTIONS or case.actor.is_of_the_office


def _letters(case: Case) -> Select[tuple[int]]:
    return (
        select(DeliveryItem.delivery_id)
        .join(Notice, col(Notice.id) == col(DeliveryItem.notice_id))
        .where(col(Notice.assignment_id).in_(case.ids))
    )


def _about(subject: Subject) -> ColumnElement[bool]:
    return col(LogEntry.subject) == subject
