"""What the subjects of the log are called: the names that people know, in place of the numbers of rows."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.assignment import Assignment
from models.bulletin import Bulletin, BulletinSeries
from models.campaign import Campaign
from models.document import Document
from models.finding import Finding
from models.link import Link
from models.notice import Notice
from models.task import Indicator, Task
from models.unit import Unit, UnitGroup
from models.user import User
from models.words import Subject

Names = dict[tuple[str, int], str]
"""By the stored word of the subject and its id."""


def names_of(session: Session, asked: Mapping[str, set[int]]) -> Names:
    """What the subjects are called, as far as they are there; ``asked`` holds the ids by the word of the subject."""
    names: Names = {}
    for subject, name in (
        (Subject.ASSIGNMENT, _assignments),
        (Subject.NOTICE, _notices),
        (Subject.LINK, _links),
        (Subject.ACCOUNT, _accounts),
        (Subject.BULLETIN, _bulletins),
    ):
        if ids := asked.get(subject.value):
            names |= {(subject.value, number): called for number, called in name(session, ids).items()}
    plain: tuple[tuple[Subject, Any, tuple[Any, ...]], ...] = (
        (Subject.TASK, Task, (Task.number, Task.title)),
        (Subject.DOCUMENT, Document, (Document.reference, Document.title)),
        (Subject.UNIT, Unit, (Unit.name,)),
        (Subject.GROUP, UnitGroup, (UnitGroup.name,)),
        (Subject.INDICATOR, Indicator, (Indicator.name,)),
        (Subject.FINDING, Finding, (Finding.number,)),
        (Subject.CAMPAIGN, Campaign, (Campaign.title,)),
    )
    for subject, table, columns in plain:
        if ids := asked.get(subject.value):
            chosen = select(col(table.id), *map(col, columns)).where(col(table.id).in_(ids))
            for row_id, *parts in session.execute(chosen):
                names[subject.value, row_id] = " ".join(part for part in parts if part)
    return names


def _assignments(session: Session, ids: set[int]) -> dict[int, str]:
    rows = (
        select(col(Assignment.id), col(Task.number), col(Task.title), col(Unit.name))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.id).in_(ids))
    )
    return {number: f"{task} {title}（{unit}）" for number, task, title, unit in session.execute(rows)}


def _notices(session: Session, ids: set[int]) -> dict[int, str]:
    rows = session.execute(
        select(col(Notice.id), col(Notice.kind), col(Notice.assignment_id)).where(col(Notice.id).in_(ids))
    ).all()
    of = _assignments(session, {assignment_id for _, _, assignment_id in rows})
    return {number: f"{kind.label}：{of.get(about, '')}" for number, kind, about in rows}


def _links(session: Session, ids: set[int]) -> dict[int, str]:
    rows = (
        select(col(Link.id), col(Link.person), col(Unit.name))
        .join(Unit, col(Unit.id) == col(Link.unit_id))
        .where(col(Link.id).in_(ids))
    )
    return {
        number: f"{unit}{person and f' {person}'}的填报链接" for number, person, unit in session.execute(rows)
    }


def _accounts(session: Session, ids: set[int]) -> dict[int, str]:
    rows = select(col(User.id), col(User.name), col(User.login)).where(col(User.id).in_(ids))
    return {number: f"{name}（{login}）" for number, name, login in session.execute(rows)}


def _bulletins(session: Session, ids: set[int]) -> dict[int, str]:
    rows = (
        select(col(Bulletin.id), col(BulletinSeries.name), col(Bulletin.year), col(Bulletin.number))
        .join(BulletinSeries, col(BulletinSeries.id) == col(Bulletin.series_id))
        .where(col(Bulletin.id).in_(ids))
    )
    return {
        row_id: f"{name} {year}年" + (f"第{number}期" if number else "（未编号）")
        for row_id, name, year, number in session.execute(rows)
    }
