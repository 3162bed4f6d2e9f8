"""On-site checks (实地核查): each line that the ledger states of an assignment, beside what was seen on the ground."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.campaign import Campaign
from models.closing import Closure
from models.evaluation_words import FindingSource
from models.finding import Finding, OnSiteCheck
from models.lifecycle import UNCOUNTED
from models.progress import Evidence, ProgressUpdate
from models.rows_of import rows_of
from models.task import Indicator, Reading, Task
from models.words import Status, Subject, UserRole, Verification
from reports.wording import amount
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.duties.reading_checks import check_reading
from supervision.findings.findings import Found, find
from supervision.record.log import log

_LONGEST = 1000
_OF_READING = "reading-"
_MOST_NAMED = 12
_IN_ALL = 1200


@dataclass(frozen=True, slots=True)
class StatedLine:
    """What the ledger states: the permanent name of the field, what people call it, and what stands there."""

    field: str
    label: str
    stated: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found of a field: whether it agrees, and what was seen where it does not (or beside it)."""

    agrees: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check: its lines and, where something did not agree, the finding."""

    rows: tuple[OnSiteCheck, ...]
    finding: Finding | None


def stated_lines(session: Session, assignment: Assignment) -> tuple[StatedLine, ...]:
    """What the ledger states of an assignment today, line by line; what is not reported says 未报送."""
    latest = session.scalars(
        select(ProgressUpdate)
        .where(col(ProgressUpdate.assignment_id) == assignment.id)
        .order_by(col(ProgressUpdate.as_of).desc(), col(ProgressUpdate.id).desc())
    ).first()
    closure = session.scalars(
        select(Closure)
        .where(col(Closure.assignment_id) == assignment.id, col(Closure.reopened_on).is_(None))
        .order_by(col(Closure.id).desc())
    ).first()
    names = session.scalars(
        select(col(Evidence.name))
        .where(col(Evidence.assignment_id) == assignment.id)
        .order_by(col(Evidence.id))
    ).all()
    state = assignment.status.label
    if closure is not None and assignment.status is Status.CLOSED:
        state += f"（{day_in_words(closure.on)}，{closure.verification.label}）"
    lines = [
        StatedLine("status", "办理状态", state),
        StatedLine(
            "percent",
            "自报进度",
            f"{latest.percent}%（截至{day_in_words(latest.as_of)}）" if latest else "未报送",
        ),
        StatedLine("progress", "进展情况", latest.progress if latest else "未报送"),
        *_of_readings(session, assignment),
        StatedLine("evidence", "佐证材料", _named(names)),
    ]
    return tuple(lines)


def check(
    session: Session,
    assignment: Assignment,
    seen: Mapping[str, Seen],
    actor: Actor,
    today: date,
    now: datetime,
    *,
    campaign_id: int | None = None,
    makes_finding: bool = True,
) -> Checked:
    """Record what was found of each line that was looked at; what does not agree becomes one finding in the same step.

    What the ledger states is taken from it now, not from the form. A figure that agrees carries the level 实地 from
    now on. Raises Refusal when no line was looked at, when a mismatch says nothing of what was seen, for a field that
    the ledger does not state, a campaign that is not there, and for who is no clerk.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal(f"实地核查由督办部门的经办人员记录，{actor.role.label}账号不能操作。")
    if assignment.status in UNCOUNTED:
        raise Refusal(f"这件事{assignment.status.label}，不用再核查。")
    if campaign_id is not None and session.get(Campaign, campaign_id) is None:
        raise Refusal("没有这次督察活动。请刷新页面后再试。")
    lines = {line.field: line for line in stated_lines(session, assignment)}
    _require_sense(seen, lines)
    differing = [(lines[field], one.text.strip()) for field, one in seen.items() if not one.agrees]
    finding = None
    if differing and makes_finding:
        found = _found(assignment, differing, session, campaign_id)
        finding = find(session, found, actor, today, now)
    rows = [
        OnSiteCheck(
            campaign_id=campaign_id,
            assignment_id=assignment.id,
            field=field,
            stated=lines[field].stated,
            seen=one.text.strip(),
            agrees=one.agrees,
            finding_id=finding.id if finding and not one.agrees else None,
            on=today,
            at=now,
            by=actor.name,
        )
        for field, one in seen.items()
    ]
    session.add_all(rows)
    session.flush()
    _verify_readings(session, seen, actor, today, now)
    log(
        session, Subject.ASSIGNMENT, assignment.id, "实地核查", actor.name, now,
        note=f"核查{len(rows)}项，不符{len(differing)}项" + (f"，列为{finding.number}" if finding else ""),
        campaign_id=campaign_id, finding_id=finding.id if finding else None,
    )  # fmt: skip
    return Checked(tuple(rows), finding)


def checks_of(session: Session, assignment_id: int) -> list[OnSiteCheck]:
    """What was checked on site of an assignment, the latest first."""
    return rows_of(session, OnSiteCheck, "assignment_id", assignment_id, newest_first=True)


def labels(session: Session, rows: Sequence[OnSiteCheck]) -> dict[str, str]:
    """What people call the fields of these rows."""
    ids = [int(row.field.removeprefix(_OF_READING)) for row in rows if row.field.startswith(_OF_READING)]
    names = select(col(Reading.id), col(Indicator.name)).join(
        Indicator, col(Indicator.id) == col(Reading.indicator_id)
    )
    called = {"status": "办理状态", "percent": "自报进度", "progress": "进展情况", "evidence": "佐证材料"}
    for number, name in session.execute(names.where(col(Reading.id).in_(ids))) if ids else ():
        called[f"{_OF_READING}{number}"] = name
    return called


def _of_readings(session: Session, assignment: Assignment) -> list[StatedLine]:
    indicators = session.scalars(
        select(Indicator).where(col(Indicator.task_id) == assignment.task_id).order_by(col(Indicator.id))
    ).all()
    lines = []
    for one in indicators:
        reading = session.scalars(
            select(Reading)
            .where(col(Reading.indicator_id) == one.id, col(Reading.unit_id) == assignment.unit_id)
            .order_by(col(Reading.as_of).desc(), col(Reading.id).desc())
        ).first()
        if reading is not None:
            stated = f"{amount(reading.value)}{one.measure}（截至{day_in_words(reading.as_of)}，{reading.verification.label}）"
            lines.append(StatedLine(f"{_OF_READING}{reading.id}", one.name, stated))
    return lines


def _named(names: Sequence[str]) -> str:
    if not names:
        return "未报送"
    more = f"等{len(names)}份" if len(names) > _MOST_NAMED else f"（{len(names)}份）"
    return "、".join(names[:_MOST_NAMED]) + more


def _require_sense(seen: Mapping[str, Seen], lines: Mapping[str, StatedLine]) -> None:
    if not seen:
        raise Refusal("请至少核查一项：逐项选择相符或不符。")
    for field, one in seen.items():
        if field not in lines:
            raise Refusal("台账在这之间有改动，有一项已经不是原来的内容。请刷新页面，按现在的台账再核查。")
        if not one.agrees and not one.text.strip():
            raise Refusal(f"“{lines[field].label}”与台账不符的，请写明实地看到的情况。")
        if len(one.text) > _LONGEST:
            raise Refusal(f"“{lines[field].label}”写了{len(one.text)}个字，太长。请不超过{_LONGEST}个字。")


def _found(
    assignment: Assignment,
    differing: Sequence[tuple[StatedLine, str]],
    session: Session,
    campaign_id: int | None,
) -> Found:
    task = session.get_one(Task, assignment.task_id)
    # All of it has to fit into one description.
    most = min(120, _IN_ALL // (2 * len(differing)))
    told = [
        f"{line.label}：台账为“{_shortened(line.stated, most)}”，实地为“{_shortened(text, most)}”"
        for line, text in differing
    ]
    return Found(
        unit_id=assignment.unit_id,
        text=f"任务{task.number}“{_shortened(task.title, 60)}”台账与实地不符。" + "；".join(told) + "。",
        source=FindingSource.ON_SITE,
        campaign_id=campaign_id,
        assignment_id=assignment.id,
        goal="台账与实际情况一致",
    )


def _shortened(text: str, most: int) -> str:
    said = " ".join(text.split())
    return said if len(said) <= most else said[: most - 1] + "…"


def _verify_readings(
    session: Session, seen: Mapping[str, Seen], actor: Actor, today: date, now: datetime
) -> None:
    for field, one in seen.items():
        if field.startswith(_OF_READING) and one.agrees:
            reading = session.get_one(Reading, int(field.removeprefix(_OF_READING)))
            note = one.text.strip() or "实地核查相符"
            check_reading(session, reading, Verification.ON_SITE, actor, today, now, note=note)
