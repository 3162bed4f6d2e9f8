"""Gathers what a report of a whole campaign is written from, in a number of statements that does not grow with it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.campaign import Campaign, Freeze, FrozenItem
from models.evaluation_words import Cause
from models.finding import CauseNote
from models.notice import Notice
from models.progress import Evidence, ProgressUpdate
from models.words import EvidenceKind, NoticeKind, Role, Status
from reports.asking import end_of
from reports.campaign_figures import CampaignFigures
from reports.writing import gathering_beside as beside
from reports.writing.counted import COUNTED, rows_of
from reports.writing.material import Coming, Material, Occasion, Part, Said, Share, TaskTime
from schedules.clock import ZONE
from schedules.lights import Light, LightLimits

COMING_DAYS = 30
"""So many days ahead a report looks for what falls due."""
MOST_LISTED = 200
MOST_TASKS = 500
"""So many tasks stand in the annex; whoever wants every one of thousands opens the ledger."""
_MOST_QUOTES = 8
_LOOKED_AT = 200
_NAMED_UNITS = 6
_WORDS_OF_A_TASK = 2
# A database takes only so many numbers in one statement.
_AT_ONCE = 500


def gather(
    session: Session,
    campaign: Campaign,
    freeze: Freeze,
    figures: CampaignFigures,
    told: Sequence[int],
    plan_year: int | None = None,
) -> Material:
    """All that a report of the whole says. ``told`` are the tasks that its body tells of one by one,
    ``plan_year`` the year whose tasks are planned in it."""
    listed = {*told, *list(figures.task_facts)[:MOST_TASKS]}  # the annex names more than the body
    problems, requests = quotes(session, freeze)
    notices, unsigned = _notices(session, freeze)
    return Material(
        occasion=occasion_of(campaign, freeze),
        figures=figures,
        limits=limits_of(freeze),
        latest=_latest(session, freeze, sorted(listed)),
        problems=problems,
        requests=requests,
        overdue=parts_of(session, freeze, count="overdue", most=MOST_LISTED),
        shares=_shares(session, freeze, listed),
        times=times_of(session, freeze),
        coming=coming(session, freeze),
        notices=notices,
        unsigned=unsigned,
        findings=beside.findings(session, campaign, freeze, figures),
        causes=_causes(session, freeze),
        standings=beside.standings(session, freeze),
        points=beside.points(session, freeze, figures),
        practices=beside.practices(session, freeze, figures),
        honours=beside.honours(session, freeze, figures),
        evidence=evidence(session, freeze),
        evidence_of=_evidence_by_task(session, freeze),
        evidence_kinds=_evidence_kinds(session, freeze),
        series=beside.series(session, freeze),
        third_party=beside.third_party(session, campaign),
        planned=beside.planned(session, plan_year, figures) if plan_year else (),
    )


def occasion_of(campaign: Campaign, freeze: Freeze) -> Occasion:
    """For what it is written."""
    return Occasion(
        campaign_id=campaign.id,
        kind=campaign.kind,
        title=campaign.title,
        starts_on=campaign.starts_on,
        ends_on=campaign.ends_on,
        basis=campaign.basis,
        as_of=freeze.as_of,
        frozen_at=freeze.at.astimezone(ZoneInfo(ZONE)),
        frozen_by=freeze.by,
        number=freeze.number,
        reason=freeze.reason,
        digest=freeze.digest,
    )


def limits_of(freeze: Freeze) -> LightLimits:
    """The limits of the lights that the freeze was made with."""
    return LightLimits(**freeze.rules["limits"])


def parts_of(
    session: Session,
    freeze: Freeze,
    *,
    count: str = "assigned",
    unit_id: int | None = None,
    most: int = MOST_LISTED,
) -> tuple[Part, ...]:
    """The frozen rows behind a count (of one unit, or of all), the latest first, then by their day."""
    item = FrozenItem
    chosen = (
        select(
            col(item.assignment_id), col(item.task_id), col(item.unit_id), col(item.role), col(item.due_on),
            col(item.closed_on), col(item.percent), col(item.workdays_late), col(item.light),
        )
        .where(col(item.freeze_id) == freeze.id, rows_of(count, freeze.as_of))
        .order_by(
            case((col(item.light) == Light.RED.value, col(item.workdays_late)), else_=0).desc(),
            col(item.due_on).is_(None), col(item.due_on), col(item.task_id), col(item.unit_id), col(item.assignment_id),
        )
        .limit(most)
    )  # fmt: skip
    if unit_id is not None:
        chosen = chosen.where(_of_unit(freeze, unit_id))
    return tuple(Part(*row) for row in session.execute(chosen))


def said_by(session: Session, freeze: Freeze, assignments: Sequence[int]) -> dict[int, Said]:
    """What was last reported of each of these assignments."""
    update, item = ProgressUpdate, FrozenItem
    found: dict[int, Said] = {}
    for some in _some(assignments):
        rows = session.execute(
            select(
                col(update.assignment_id), col(item.unit_id), col(item.task_id), col(update.as_of), col(update.progress)
            )
            .join(item, and_(col(item.assignment_id) == col(update.assignment_id), col(item.freeze_id) == freeze.id))
            .where(col(update.assignment_id).in_(some), *_known(freeze))
            .order_by(col(update.as_of), col(update.id))
        )  # fmt: skip
        for assignment_id, unit_id, task_id, as_of, text in rows:
            found[assignment_id] = Said(unit_id, task_id, as_of, text)
    return found


def times_of(session: Session, freeze: Freeze, unit_id: int | None = None) -> dict[int, TaskTime]:
    """The days of every task that was handed out."""
    due_on = col(FrozenItem.due_on)
    chosen = (
        select(col(FrozenItem.task_id), func.min(due_on), func.max(due_on), func.count(due_on.distinct()))
        .where(col(FrozenItem.freeze_id) == freeze.id)
        .group_by(col(FrozenItem.task_id))
    )
    if unit_id is not None:
        chosen = chosen.where(_of_unit(freeze, unit_id))
    return {task_id: TaskTime(first, last, days) for task_id, first, last, days in session.execute(chosen)}


def coming(session: Session, freeze: Freeze, unit_id: int | None = None) -> Coming:
    """What falls due in the next days and is not closed."""
    item = FrozenItem
    chosen = select(
        func.count(),
        func.count(col(item.unit_id).distinct()),
        func.count().filter(col(item.status) == Status.SUBMITTED),
    ).where(col(item.freeze_id) == freeze.id, falls_due(freeze.as_of))
    if unit_id is not None:
        chosen = chosen.where(_of_unit(freeze, unit_id))
    return Coming(*session.execute(chosen).one())


def _of_unit(freeze: Freeze, unit_id: int) -> ColumnElement[bool]:
    """The condition on a frozen row to be of this unit."""
    # By numbers found in the index of units: asked for the unit alone, SQLite reads through the whole freeze.
    own = aliased(FrozenItem)
    of_both = and_(col(own.freeze_id) == freeze.id, col(own.unit_id) == unit_id)
    return col(FrozenItem.assignment_id).in_(select(col(own.assignment_id)).where(of_both))


def falls_due(as_of: date) -> ColumnElement[bool]:
    """The condition on a frozen row to fall due in the next days, and not to be closed."""
    return and_(
        col(FrozenItem.due_on) > as_of,
        col(FrozenItem.due_on) <= as_of + timedelta(days=COMING_DAYS),
        col(FrozenItem.closed_on).is_(None),
    )


def quotes(
    session: Session, freeze: Freeze, unit_id: int | None = None
) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """What units wrote of problems, and of what is to be coordinated, in their last reports on what is not closed; the
    newest first, and a sentence said for several tasks once."""
    update, item = ProgressUpdate, FrozenItem
    said_any = (col(update.problems) != "") | (col(update.to_coordinate) != "")
    # The numbers first: texts make whatever has to be put in order heavy.
    newest = (
        select(col(update.id), col(update.assignment_id), col(item.unit_id), col(item.task_id))
        .join(
            item,
            and_(col(item.assignment_id) == col(update.assignment_id), col(item.freeze_id) == freeze.id),
        )
        .where(said_any, col(item.closed_on).is_(None), *_known(freeze))
        .order_by(col(update.as_of).desc(), col(update.id).desc())
        .limit(_LOOKED_AT)
    )
    if unit_id is not None:
        newest = newest.where(_of_unit(freeze, unit_id))
    found = {number: (assignment, unit, task) for number, assignment, unit, task in session.execute(newest)}
    if not found:
        return (), ()
    of_these = col(update.assignment_id).in_({assignment for assignment, _, _ in found.values()})
    latest = session.execute(
        select(func.max(col(update.id))).where(of_these, *_known(freeze)).group_by(col(update.assignment_id))
    )
    lasting = set(latest.scalars()) & set(found)
    texts = session.execute(
        select(col(update.id), col(update.as_of), col(update.problems), col(update.to_coordinate)).where(
            col(update.id).in_(lasting)
        )
    )
    read = {number: (as_of, problems, requests) for number, as_of, problems, requests in texts}
    in_order = [number for number in found if number in read]
    return (
        _quoted((found[number], read[number][0], read[number][1]) for number in in_order),
        _quoted((found[number], read[number][0], read[number][2]) for number in in_order),
    )


def _quoted(said: Iterable[tuple[tuple[int, int, int], date, str]]) -> tuple[Said, ...]:
    kept: dict[tuple[int, str], Said] = {}
    for (_, unit, task), as_of, text in said:
        if text.strip():
            kept.setdefault((unit, text.strip()), Said(unit, task, as_of, text.strip()))
    return tuple(kept.values())[:_MOST_QUOTES]


def _latest(session: Session, freeze: Freeze, tasks: Sequence[int]) -> dict[int, tuple[Said, ...]]:
    """The newest words on each of these tasks, the newest first; of one assignment its last."""
    update, item = ProgressUpdate, FrozenItem
    found: dict[int, tuple[Said, ...]] = {}
    for some in _some(tasks):
        own = (
            select(
                col(item.task_id),
                col(item.unit_id),
                col(update.as_of),
                col(update.progress),
                col(update.id),
                func.row_number()
                .over(
                    partition_by=col(update.assignment_id),
                    order_by=(col(update.as_of).desc(), col(update.id).desc()),
                )
                .label("nth"),
            )
            .join(update, col(update.assignment_id) == col(item.assignment_id))
            .where(col(item.freeze_id) == freeze.id, col(item.task_id).in_(some), *_known(freeze))
            .subquery()
        )
        place = func.row_number().over(
            partition_by=own.c.task_id, order_by=(own.c.as_of.desc(), own.c.id.desc())
        )
        told = select(own, place.label("place")).where(own.c.nth == 1, own.c.progress != "").subquery()
        rows = session.execute(
            select(told.c.task_id, told.c.unit_id, told.c.as_of, told.c.progress)
            .where(told.c.place <= _WORDS_OF_A_TASK)
            .order_by(told.c.task_id, told.c.place)
        )
        for task_id, unit_id, as_of, text in rows:
            found[task_id] = (*found.get(task_id, ()), Said(unit_id, task_id, as_of, text))
    return found


def _shares(session: Session, freeze: Freeze, tasks: set[int]) -> dict[int, tuple[Share, ...]]:
    """Who has a part in each of these tasks."""
    item = FrozenItem
    units = (
        select(col(item.task_id), col(item.role), col(item.unit_id))
        .where(col(item.freeze_id) == freeze.id, col(item.task_id).in_(tasks))
        .distinct()
        .subquery()
    )
    by = (units.c.task_id, units.c.role)
    placed = select(
        *by,
        units.c.unit_id,
        func.row_number().over(partition_by=by, order_by=units.c.unit_id).label("place"),
        func.count().over(partition_by=by).label("number"),
    ).subquery()
    rows = session.execute(
        select(placed.c.task_id, placed.c.role, placed.c.unit_id, placed.c.number)
        .where(placed.c.place <= _NAMED_UNITS)
        .order_by(placed.c.task_id, placed.c.role, placed.c.place)
    )
    gathered: dict[int, dict[Role, tuple[list[int], int]]] = {}
    for task_id, role, unit_id, number in rows:
        gathered.setdefault(task_id, {}).setdefault(role, ([], number))[0].append(unit_id)
    return {
        task_id: tuple(Share(role, tuple(own[role][0]), own[role][1]) for role in Role if role in own)
        for task_id, own in gathered.items()
    }


def _notices(session: Session, freeze: Freeze) -> tuple[dict[NoticeKind, int], int]:
    """The notices on what was frozen, by kind, and how many of them waited for a signature on that day."""
    frozen = select(col(FrozenItem.assignment_id)).where(
        col(FrozenItem.freeze_id) == freeze.id, col(FrozenItem.assignment_id) == col(Notice.assignment_id)
    )
    is_unsigned = col(Notice.needs_signature) & (
        col(Notice.signed_at).is_(None) | (col(Notice.signed_at) >= end_of(freeze.as_of))
    )
    rows = session.execute(
        select(col(Notice.kind), func.count(), func.count().filter(is_unsigned))
        .where(col(Notice.raised_on) <= freeze.as_of, frozen.exists())
        .group_by(col(Notice.kind))
    ).all()
    raised = {kind: number for kind, number, _ in rows}
    return {kind: raised[kind] for kind in NoticeKind if kind in raised}, sum(row[2] for row in rows)


def _causes(session: Session, freeze: Freeze) -> dict[Cause, int]:
    """The causes noted last of what is not closed."""
    last = (
        select(func.max(col(CauseNote.id)).label("id"))
        .join(FrozenItem, col(FrozenItem.assignment_id) == col(CauseNote.assignment_id))
        .where(
            col(FrozenItem.freeze_id) == freeze.id,
            col(FrozenItem.closed_on).is_(None),
            col(CauseNote.on) <= freeze.as_of,
        )
        .group_by(col(CauseNote.assignment_id))
        .subquery()
    )
    rows = session.execute(
        select(col(CauseNote.cause), func.count())
        .join(last, last.c.id == col(CauseNote.id))
        .group_by(col(CauseNote.cause))
    )
    counted = dict(rows.tuples().all())
    return {cause: counted[cause] for cause in Cause if cause in counted}


def evidence(session: Session, freeze: Freeze, unit_id: int | None = None) -> dict[str, int]:
    """How many pieces of evidence lie with the rows of each count (of one unit, or of all), in one look at them."""
    lying = (
        select(col(Evidence.assignment_id), func.count().label("pieces"))
        .where(col(Evidence.at) <= freeze.at)
        .group_by(col(Evidence.assignment_id))
        .subquery()
    )
    names = sorted({one.rows for one in COUNTED.values()})
    sums = [func.sum(case((rows_of(name, freeze.as_of), lying.c.pieces), else_=0)) for name in names]
    chosen = (
        select(*sums)
        .select_from(FrozenItem)
        .join(lying, lying.c.assignment_id == col(FrozenItem.assignment_id))
        .where(col(FrozenItem.freeze_id) == freeze.id)
    )
    if unit_id is not None:
        chosen = chosen.where(_of_unit(freeze, unit_id))
    row = session.execute(chosen).one()
    return {name: int(pieces or 0) for name, pieces in zip(names, row, strict=True)}


def _evidence_by_task(session: Session, freeze: Freeze) -> dict[str, int]:
    rows = session.execute(
        select(col(FrozenItem.task_id), func.count())
        .join(Evidence, col(Evidence.assignment_id) == col(FrozenItem.assignment_id))
        .where(col(FrozenItem.freeze_id) == freeze.id, col(Evidence.at) <= freeze.at)
        .group_by(col(FrozenItem.task_id))
    )
    return {f"&task={task_id}": pieces for task_id, pieces in rows}


def _evidence_kinds(session: Session, freeze: Freeze) -> dict[EvidenceKind, int]:
    rows = session.execute(
        select(col(Evidence.kind), func.count())
        .join(FrozenItem, col(FrozenItem.assignment_id) == col(Evidence.assignment_id))
        .where(col(FrozenItem.freeze_id) == freeze.id, col(Evidence.at) <= freeze.at)
        .group_by(col(Evidence.kind))
    )
    counted = dict(rows.tuples().all())
    return {kind: counted[kind] for kind in EvidenceKind if kind in counted}


def _known(freeze: Freeze) -> tuple[ColumnElement[bool], ...]:
    """The conditions on a report to have been there when the data was frozen."""
    update = ProgressUpdate
    return (
        col(update.as_of) <= freeze.as_of,
        col(update.at) < end_of(freeze.as_of),
        col(update.at) <= freeze.at,
    )


def _some(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
