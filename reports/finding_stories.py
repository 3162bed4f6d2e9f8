"""What became of findings, drawn together from the records of their rectifications: the chain of each, link by link."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.assignment import Assignment, Transition
from models.campaign import Campaign
from models.closing import ClosingRecord, Closure
from models.finding import Finding, Recheck
from models.lifecycle import UNCOUNTED
from models.progress import Evidence, ProgressUpdate
from models.task import Task
from models.unit import Contact, Unit
from models.user import User
from models.words import ClosingStep, ContactLevel, Move
from schedules.clock import day_of

# What of an assignment's life is a link of the chain; the rest is its own page's.
_LINKS = {
    Move.ASSIGN: "下达整改",
    Move.ACCEPT: "签收",
    Move.REPORT: "整改进展",
    Move.ATTACH: "提交佐证",
    Move.SUBMIT: "自查上报",
    Move.SEND_BACK: "退回",
    Move.CHECK: "核查",
    Move.CLOSE: "销号",
    Move.CLOSE_JOINTLY: "销号",
    Move.REOPEN: "重新整改",
    Move.WITHDRAW: "撤回",
    Move.TRANSFER: "转办",
}


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the chain: what was done, on which day, by whom, in whose words."""

    title: str
    on: date
    at: datetime
    by: str
    text: str


@dataclass(slots=True)
class Story:
    """A finding with what became of it. Empty parts have not come about yet.

    ``assignment`` is the one that puts it right (of several the first that counts), ``leader`` the 责任领导.
    """

    finding: Finding
    unit: Unit
    campaign: str = ""
    leader: str = ""
    reviewer: str = ""
    task: Task | None = None
    assignment: Assignment | None = None
    latest: ProgressUpdate | None = None
    evidence: list[str] = field(default_factory=list)
    submission: Transition | None = None
    records: list[ClosingRecord] = field(default_factory=list)
    closure: Closure | None = None
    rechecks: list[Recheck] = field(default_factory=list)

    @property
    def due_on(self) -> date | None:
        """The day in force."""
        return self.assignment.due_on if self.assignment is not None else self.finding.due_on

    def said_at(self, step: ClosingStep) -> str:
        """What is on record of a step of closing for the last submission; empty where nothing is."""
        told = [
            f"{'通过' if one.passes else '不通过'}：{one.note}（{one.by}，{one.on.isoformat()}）"
            for one in self.records
            if one.step is step
        ]
        return "；".join(told)


def stories(session: Session, findings: Sequence[Finding]) -> list[Story]:
    """What became of these findings, in their order, in a handful of statements."""
    units = _by_id(session, Unit, {one.unit_id for one in findings})
    campaigns = _by_id(session, Campaign, {one.campaign_id for one in findings if one.campaign_id})
    tasks = _by_id(session, Task, {one.task_id for one in findings if one.task_id})
    own = _assignments(session, set(tasks))
    ids = [one.id for one in own.values()]
    leaders = _leaders(session, set(units))
    names = dict(session.execute(select(col(User.login), col(User.name))).tuples().all())
    evidence: defaultdict[int, list[str]] = defaultdict(list)
    for number, name in session.execute(
        select(col(Evidence.assignment_id), col(Evidence.name))
        .where(col(Evidence.assignment_id).in_(ids))
        .order_by(col(Evidence.id))
    ):
        evidence[number].append(name)
    submissions = _last(session, Transition, ids, col(Transition.move) == Move.SUBMIT)
    updates = _last(session, ProgressUpdate, ids)
    closures = _last(session, Closure, ids, col(Closure.reopened_on).is_(None))
    records: defaultdict[int, list[ClosingRecord]] = defaultdict(list)
    for record in session.scalars(
        select(ClosingRecord)
        .where(col(ClosingRecord.submission_id).in_([one.id for one in submissions.values()]))
        .order_by(col(ClosingRecord.id))
    ):
        records[record.assignment_id].append(record)
    looks: defaultdict[int, list[Recheck]] = defaultdict(list)
    for look in session.scalars(
        select(Recheck)
        .where(col(Recheck.finding_id).in_([one.id for one in findings]))
        .order_by(col(Recheck.id))
    ):
        looks[look.finding_id].append(look)
    told = []
    for one in findings:
        assignment = own.get(one.task_id or 0)
        number = assignment.id if assignment is not None else 0
        told.append(
            Story(
                finding=one,
                unit=units[one.unit_id],
                campaign=campaigns[one.campaign_id].title if one.campaign_id else "",
                leader=leaders.get(one.unit_id, ""),
                reviewer=names.get(one.reviewer, one.reviewer),
                task=tasks.get(one.task_id or 0),
                assignment=assignment,
                latest=updates.get(number),
                evidence=evidence.get(number, []),
                submission=submissions.get(number),
                records=records.get(number, []),
                closure=closures.get(number),
                rechecks=looks.get(one.id, []),
            )
        )
    return told


def chain(session: Session, story: Story) -> list[Link]:
    """The links of a finding in the order in which they came about: found, handed out, put right, checked, looked back at."""
    finding = story.finding
    links = [Link("发现问题", finding.found_on, finding.at, finding.by, finding.text)]
    if story.task is not None:
        parts = select(col(Assignment.id)).where(
            col(Assignment.task_id) == story.task.id, col(Assignment.parent_id).is_(None)
        )
        rows = session.scalars(
            select(Transition)
            .where(col(Transition.assignment_id).in_(parts), col(Transition.move).in_(list(_LINKS)))
            .order_by(col(Transition.id))
        )
        links += [Link(_LINKS[row.move], row.on, row.at, row.by, row.note) for row in rows]
    links += [
        Link(
            "回头看",
            look.on,
            look.at,
            look.by,
            f"{'通过' if look.holds else '没有通过'}（{look.verification.label}）：{look.note}",
        )
        for look in story.rechecks
    ]
    # A recheck that does not hold stands before the reopening that follows from it at the same moment.
    order = {"发现问题": 0, "回头看": 1}
    return sorted(links, key=lambda link: (link.at, order.get(link.title, 2)))


def handed_out_on(story: Story) -> date | None:
    """The day on which it was handed out, None while it is not."""
    return day_of(story.task.registered_at) if story.task is not None else None


def _by_id(session: Session, table: Any, ids: set[Any]) -> dict[int, Any]:
    rows = session.scalars(select(table).where(table.id.in_(ids))) if ids else ()
    return {row.id: row for row in rows}


def _assignments(session: Session, task_ids: set[int]) -> dict[int, Assignment]:
    """The assignment of each task that stands for it: one that counts before one that was taken back."""
    rows = session.scalars(
        select(Assignment)
        .where(col(Assignment.task_id).in_(task_ids), col(Assignment.parent_id).is_(None))
        .order_by(col(Assignment.id))
    )
    found: dict[int, Assignment] = {}
    for row in rows:
        before = found.get(row.task_id)
        if before is None or (before.status in UNCOUNTED and row.status not in UNCOUNTED):
            found[row.task_id] = row
    return found


def _leaders(session: Session, unit_ids: set[int]) -> dict[int, str]:
    rows = session.scalars(
        select(Contact)
        .where(
            col(Contact.unit_id).in_(unit_ids),
            col(Contact.level) == ContactLevel.LEADER,
            col(Contact.left_on).is_(None),
        )
        .order_by(col(Contact.id).desc())
    )
    return {one.unit_id: one.name for one in rows}


def _last(session: Session, table: Any, ids: Sequence[int], *chosen: Any) -> dict[int, Any]:
    """The last row of each of these assignments."""
    rows = session.scalars(select(table).where(table.assignment_id.in_(ids), *chosen).order_by(table.id))
    return {row.assignment_id: row for row in rows}
