"""政策落实: which issued policies which enterprises have put into practice, as told and as checked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.document import Document
from models.evaluation_words import PolicyState
from models.finding import PolicyMark
from models.inserts import insert_new
from models.unit import Unit
from models.words import Subject, UnitLevel, UserRole, Verification
from papers.paper import Book, Sheet, SheetColumn, Value
from reports.sources import without_texts
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.record.log import log


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy with how each unit stands by the latest mark; who was never asked is not in ``marks``."""

    document: Document
    marks: Mapping[int, PolicyMark]

    def counts(self, units: Sequence[Unit]) -> dict[PolicyState, int]:
        """How many of these units stand how."""
        found = Counter(
            PolicyState.stored(self.marks[unit.id].state) for unit in units if unit.id in self.marks
        )
        return {state: found[state] for state in PolicyState}

    def unknown(self, units: Sequence[Unit]) -> int:
        """Of how many of these units nobody knows."""
        return sum(unit.id not in self.marks for unit in units)


def mark(
    session: Session,
    document: Document,
    states: Mapping[int, tuple[PolicyState, str]],
    verification: Verification,
    actor: Actor,
    today: date,
    now: datetime,
) -> int:
    """Write down how units stand with a policy, each with a word of explanation; how many were new.

    What says the same as the latest mark is left out. Raises Refusal for anybody but a clerk, for units that do not
    exist, for 未落实 checked on the ground without a word, and where a unit was marked today already.
    """
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("政策落实情况由督办部门经办人员登记。请交由经办人员办理。")
    known = set(session.scalars(select(col(Unit.id)).where(col(Unit.id).in_(states))))
    if set(states) - known:
        raise Refusal("名录里没有这个单位。请刷新后重新选择。")
    before = _latest(session, [document.id]).get(document.id, {})
    rows = [
        {
            "document_id": document.id,
            "unit_id": unit_id,
            "state": state.value,
            "text": words.strip(),
            "verification": verification,
            "on": today,
            "at": now,
            "by": actor.name,
        }
        for unit_id, (state, words) in states.items()
        if not _same(before.get(unit_id), state, words, verification)
    ]
    if not rows:
        return 0
    made = insert_new(session, PolicyMark, rows)
    if len(made) < len(rows):
        raise Refusal("有的单位今天已经登记过，一天只登记一次。请明天再登记，或核对后去掉这些单位。")
    log(
        session,
        Subject.UNIT,
        None,
        "登记政策落实",
        actor.name,
        now,
        note=f"{document.named}{len(made)}家",
        document_id=document.id,
        units=sorted(states),
    )
    return len(made)


def policies(session: Session, also: int | None = None) -> list[Policy]:
    """The documents that anybody was marked for, the latest issued first; ``also`` one that nobody was marked for yet."""
    marked = select(col(PolicyMark.document_id)).distinct()
    rows = session.scalars(
        select(Document)
        .where(or_(col(Document.id).in_(marked), col(Document.id) == also))
        .options(*without_texts())
        .order_by(col(Document.issued_on).is_(None), col(Document.issued_on).desc(), col(Document.id).desc())
    ).all()
    latest = _latest(session, [row.id for row in rows])
    return [Policy(row, latest.get(row.id, {})) for row in rows]


def classes(session: Session, today: date) -> dict[UnitLevel, list[Unit]]:
    """The units that exist, by class, in the order of the directory: enterprises first."""
    exists = or_(col(Unit.ended_on).is_(None), col(Unit.ended_on) > today)
    found: dict[UnitLevel, list[Unit]] = {}
    for unit in session.scalars(select(Unit).where(exists).order_by(col(Unit.position), col(Unit.id))):
        found.setdefault(unit.level, []).append(unit)
    return dict(
        sorted(
            found.items(), key=lambda one: (one[0] is not UnitLevel.ENTERPRISE, list(UnitLevel).index(one[0]))
        )
    )


def lay_out(found: Sequence[Policy], units: Sequence[Unit], office: str, today: date) -> Book:
    """The matrix as a workbook: a row for each unit, a column for each policy."""
    columns = (
        SheetColumn("序号", 6, "centre"),
        SheetColumn("单位", 26),
        *(SheetColumn(one.document.called, 18, "centre") for one in found),
    )
    rows: list[tuple[Value, ...]] = [
        (place, unit.name, *(_cell(one.marks.get(unit.id)) for one in found))
        for place, unit in enumerate(units, 1)
    ]
    title = "政策落实情况表"
    note = f"{office}　数据截至{day_in_words(today)}。空格为还没有了解情况；括号内为核验级别，没有括号的为单位自报。"
    return Book(title, today, (Sheet("政策落实", title, columns, tuple(rows), note, size="A3", kept=2),))


def _cell(found: PolicyMark | None) -> str:
    if found is None:
        return ""
    checked = "" if found.verification is Verification.REPORTED else f"（{found.verification.label}）"
    return PolicyState.stored(found.state).label + checked


def _same(before: PolicyMark | None, state: PolicyState, words: str, verification: Verification) -> bool:
    if before is None:
        return False
    return (before.state, before.text, before.verification) == (state.value, words.strip(), verification)


def _latest(session: Session, document_ids: Sequence[int]) -> dict[int, dict[int, PolicyMark]]:
    found: dict[int, dict[int, PolicyMark]] = {}
    rows = select(PolicyMark).where(col(PolicyMark.document_id).in_(document_ids))
    for row in session.scalars(rows.order_by(col(PolicyMark.on), col(PolicyMark.id))):
        found.setdefault(row.document_id, {})[row.unit_id] = row
    return found
