"""The append-only tables beside the record: the sealer enters the marks of their new rows in the log, which is sealed."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import String, select, type_coerce
from sqlmodel import Session, col

from models.bulletin import Subscription
from models.closing import ClosingRecord, ReadingCheck
from models.extension import DueChange
from models.finding import CauseNote, OnSiteCheck, Recheck
from models.instruction import Instruction
from models.link import LinkUse
from models.notice import PhoneCall
from models.record import LogEntry
from models.score import Rating
from models.task import IndicatorChange
from models.words import Subject
from supervision.record.deeds import RENAMED
from supervision.record.log import log
from supervision.record.rows import KINDS, Kind, plain_value, written

MARKED = "自动封存"
LEDGERS = (
    Kind(
        DueChange,
        "时限变动",
        ("id", "assignment_id", "kind", "before", "after", "is_late", "on", "at", "by", "note"),
    ),
    Kind(
        ClosingRecord,
        "销号程序",
        (
            "id",
            "assignment_id",
            "submission_id",
            "step",
            "passes",
            "verification",
            "on",
            "at",
            "by",
            "note",
        ),
    ),
    Kind(
        ReadingCheck,
        "指标核验",
        ("id", "reading_id", "verification", "confirms", "found", "on", "at", "by", "note"),
    ),
    Kind(LinkUse, "链接使用", ("id", "link_id", "at", "address", "what")),
    Kind(
        PhoneCall,
        "通话记录",
        ("id", "unit_id", "contact_id", "delivery_id", "at", "by", "person", "phone", "is_reached", "note"),
    ),
    Kind(
        Instruction,
        "领导批示",
        ("id", "task_id", "leader", "on", "due_on", "text", "at", "by", "corrects_id"),
    ),
    Kind(
        Rating,
        "评分",
        (
            "id",
            "campaign_id",
            "unit_id",
            "item",
            "assessor",
            "points",
            "reason",
            "file_id",
            "link_id",
            "voter",
            "at",
            "by",
        ),
    ),
    Kind(Recheck, "回头看", ("id", "finding_id", "holds", "verification", "note", "on", "at", "by")),
    Kind(
        OnSiteCheck,
        "实地核查",
        (
            "id",
            "campaign_id",
            "assignment_id",
            "field",
            "stated",
            "seen",
            "agrees",
            "finding_id",
            "on",
            "at",
            "by",
        ),
    ),
    Kind(CauseNote, "原因分析", ("id", "assignment_id", "cause", "text", "measure", "on", "at", "by")),
    Kind(
        IndicatorChange,
        "指标更正",
        ("id", "indicator_id", "field", "before", "after", "reason", "on", "at", "by"),
    ),
    Kind(Subscription, "报送范围变动", ("id", "series_id", "list", "name", "is_added", "at", "by")),
)
_AT_ONCE = 1000
# Two transactions at once may commit in the other order of their ids; nobody is that many rows behind.
_LOOK_BACK = 5000
_SEALER = "系统"
_MARKING = (MARKED, *(former for former, now in RENAMED.items() if now == MARKED))


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """The first row of a ledger that is no more what was marked: a sentence, the table and the row."""

    sentence: str
    table: str
    row_id: int


def has_unmarked(session: Session) -> bool:
    """Whether a row waits for its mark."""
    return any(next(_unmarked(session, kind), None) is not None for kind in LEDGERS)


def mark_all(session: Session, now: datetime) -> int:
    """Enter the marks of all rows that have none yet; how many."""
    count = 0
    for kind in LEDGERS:
        waiting = _unmarked(session, kind)
        while ids := list(islice(waiting, _AT_ONCE)):
            marks = [[row_id, mark] for row_id, mark in sorted(_marks(session, kind, ids).items())]
            note = f"{kind.called}{len(marks)}条，已登记指纹"
            log(
                session, Subject.RECORD, None, MARKED, _SEALER, now, note=note, table=_name(kind), marks=marks
            )
            count += len(marks)
    return count


def ledger_fault(session: Session) -> LedgerFault | None:
    """The first marked row that is gone or altered, in the order in which they were marked."""
    kinds = {_name(kind): kind for kind in LEDGERS}
    for table, then in _entries(session):
        kind = kinds.get(table)
        if kind is None:
            continue
        now = _marks(session, kind, list(then))
        for row_id, mark in then.items():
            if now.get(row_id) != mark:
                deed = "被改动" if row_id in now else "被删除"
                return LedgerFault(
                    f"{kind.called}第{row_id}号{deed}：与日志里封存的印记不符。请与备份核对。",
                    _name(kind),
                    row_id,
                )
    return None


def _unmarked(session: Session, kind: Kind) -> Iterator[int]:
    """The ids without a mark, ascending."""
    highest, marked = 0, set[int]()
    for table, ids in _entries(session, newest_first=True):
        if table != _name(kind):
            continue
        highest = highest or max(ids)
        marked |= set(ids)
        if max(ids) < highest - _LOOK_BACK:
            break
    rows = select(kind.column("id")).where(kind.column("id") > highest - _LOOK_BACK)
    for row_id in session.scalars(rows.order_by(kind.column("id"))).all():
        if row_id not in marked:
            yield row_id


def _entries(session: Session, *, newest_first: bool = False) -> Iterator[tuple[str, dict[int, str]]]:
    """The table and the marks of each entry; what was altered so that nobody can read it is left to the chain."""
    order = col(LogEntry.id).desc() if newest_first else col(LogEntry.id)
    rows = select(type_coerce(col(LogEntry.particulars), String)).where(
        col(LogEntry.subject) == Subject.RECORD, col(LogEntry.deed).in_(_MARKING)
    )
    for raw in session.scalars(rows.order_by(order).execution_options(yield_per=20)):
        said = plain_value(KINDS[-1], "particulars", raw)
        if isinstance(said, dict) and said.get("marks"):
            yield str(said.get("table")), {int(row_id): str(mark) for row_id, mark in said["marks"]}


def _marks(session: Session, kind: Kind, ids: Sequence[int]) -> dict[int, str]:
    """A short digest of what each of these rows says."""
    columns = [type_coerce(kind.column(name), String) for name in kind.columns]
    rows = session.execute(select(*columns).where(kind.column("id").in_(ids)))
    return {values[0]: hashlib.sha256(written(kind, tuple(values))).hexdigest()[:32] for values in rows}


def _name(kind: Kind) -> str:
    return str(kind.table.__tablename__)
