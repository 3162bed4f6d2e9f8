"""Proving the record: walking the chain, and naming the first row that was altered, taken away or put in."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment, Transition
from models.record import Block
from models.task import Task
from models.unit import Unit
from models.words import Move, Subject, Word
from schedules.clock import ZONE
from schedules.wording import day_in_words
from supervision.record.chain import HEADER, START, Head, Tail, link, outside, tail
from supervision.record.ledger_marks import ledger_fault
from supervision.record.rows import KINDS, MARK_BYTES, marks_of, moment_text, raw_rows, unpacked

# A head that was noted on paper may be noted in part; less than this says too little.
_SHORTEST_NOTE = 16
_BLOCKS_AT_ONCE = 200
_ROWS_AT_ONCE = 20_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is wrong: a sentence for people, and where it is.

    ``position`` is the place in the chain, ``table`` and ``row_id`` the row; each is None where it does not apply.
    """

    sentence: str
    position: int | None = None
    table: str | None = None
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """What a walk along the chain found. ``noted_at`` is where the expected head stands, None where none was given."""

    head: Head
    rows: int
    tail: Tail
    fault: Fault | None
    noted_at: int | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing was altered."""
        return self.fault is None


@dataclass(frozen=True, slots=True)
class _Header:
    """A block without its marks, as the database holds it."""

    id: int
    opened_at: Any
    position: int
    rows: int
    digest: str
    chain: str
    sealed_at: Any

    def linked(self, before: str) -> str:
        return link(before, self.id, self.opened_at, self.position, self.rows, self.digest, self.sealed_at)

    @property
    def called(self) -> str:
        return f"第{self.position}组（{_when(self.opened_at)}办理，{_when(self.sealed_at)}封存）"


def prove(session: Session, expect: str = "", progress: Progress | None = None) -> Proof:
    """Walk the whole chain and compare every sealed row with its mark, then the rows of the ledgers with theirs.

    ``expect`` is a head noted earlier, or its first sixteen digits or more: it must still stand in the chain. What
    comes after the first fault is not judged. Raises Refusal when ``expect`` can be no head.
    """
    noted = _noted(expect)
    total = session.scalars(select(func.count()).where(col(Block.position).is_not(None))).one()
    before, place, rows, noted_at = START, 0, 0, 0 if noted and START.startswith(noted) else None
    fault: Fault | None = None
    for headers in _chunks(session):
        if fault := _chain_fault(session, headers, before, place) or _rows_fault(session, headers):
            break
        for header in headers:
            if noted and header.chain.startswith(noted):
                noted_at = header.position
        rows += sum(header.rows for header in headers)
        before, place = headers[-1].chain, headers[-1].position
        if progress:
            progress(place, total)
    fault = fault or _fault_outside(session) or _fault_of_ledgers(session)
    if fault is None and noted and noted_at is None:
        fault = Fault(
            f"记下的头（{noted[:16]}…）不在链上：链的末尾被截去，或者整条链被重新做过。现在共{place}组，请与备份核对。"
        )
    return Proof(Head(place, before), rows, tail(session), fault, noted_at)


def _noted(expect: str) -> str:
    noted = re.sub(r"[\s\-:：，,。.]", "", expect).lower()
    if expect.strip() and not re.fullmatch(rf"[0-9a-f]{{{_SHORTEST_NOTE},64}}", noted):
        raise Refusal(
            f"“{expect[:80]}”不是核验时打印的头：应是64位的十六进制数，至少写前{_SHORTEST_NOTE}位。请照记录重抄一遍。"
        )
    return noted


def _chunks(session: Session) -> Iterator[list[_Header]]:
    """The sealed blocks in order of the chain, in portions that are not too large."""
    after = -(2**31)
    while True:
        found = session.execute(
            select(*HEADER)
            .where(col(Block.position) > after)
            .order_by(col(Block.position))
            .limit(_BLOCKS_AT_ONCE)
        ).all()
        if not found:
            return
        portion: list[_Header] = []
        for row in found:
            header = _Header(*row)
            if portion and sum(one.rows for one in portion) + header.rows > _ROWS_AT_ONCE:
                yield portion
                portion = []
            portion.append(header)
        yield portion
        after = found[-1][2]


def _chain_fault(session: Session, headers: Sequence[_Header], before: str, place: int) -> Fault | None:
    for header in headers:
        # What stands before this block is judged first, its rows included.
        if header.position != place + 1 or header.linked(before) != header.chain:
            sound = headers[: headers.index(header)]
            return (_rows_fault(session, sound) if sound else None) or _broken(session, header, before, place)
        before, place = header.chain, header.position
    return None


def _broken(session: Session, header: _Header, before: str, place: int) -> Fault:
    """What is wrong with a block that does not follow from the one before."""
    if header.position != place + 1:
        return Fault(
            f"第{place + 1}组不见了：记录从第{place}组跳到第{header.position}组，中间的被整组删除。"
            f"{_ownerless(session)}",
            place + 1,
        )
    stored = session.execute(select(col(Block.marks)).where(col(Block.id) == header.id)).scalar()
    if stored is not None and hashlib.sha256(stored).hexdigest() != header.digest:
        row = _rows_fault_of(
            session, header, stored, bytes(marks_of(session, [header.id]).get(header.id, b""))
        )
        also = f"其中：{row.sentence}" if row else "组里的记录与印记相符，未被改动。"
        return Fault(f"{header.called}的摘要被改动。{also}", header.position)
    others = session.execute(select(*HEADER).where(col(Block.id) != header.id)).all()
    for row_of in others:
        other = _Header(*row_of)
        moved = link(
            before, other.id, other.opened_at, header.position, other.rows, other.digest, other.sealed_at
        )
        if moved == other.chain:
            return Fault(
                f"记录的顺序被调换：第{header.position}位本来是{_when(other.opened_at)}办理的一组，"
                f"现在是{_when(header.opened_at)}办理的一组。",
                header.position,
            )
    return Fault(
        f"{header.called}与前面的接不上：这一组的封存数据（时间、条数、摘要或链值）被改动，或者它前面的一组被抽走。",
        header.position,
    )


def _ownerless(session: Session) -> str:
    count = sum(
        session.scalars(select(func.count()).select_from(kind.table).where(outside(kind))).one()
        for kind in KINDS
    )
    return f"原属被删各组的记录还有{count}条留着。" if count else "各组的记录也一并没有了。"


def _rows_fault(session: Session, headers: Sequence[_Header]) -> Fault | None:
    ids = [header.id for header in headers]
    stored = dict(
        session.execute(select(col(Block.id), col(Block.marks)).where(col(Block.id).in_(ids))).tuples().all()
    )
    found = marks_of(session, ids)
    for header in headers:
        marks, actual = stored.get(header.id) or b"", bytes(found.get(header.id, b""))
        genuine = hashlib.sha256(marks).hexdigest() == header.digest
        if marks == actual and genuine:
            continue
        fault = _rows_fault_of(session, header, marks, actual)
        if genuine and fault:
            return fault
        if hashlib.sha256(actual).hexdigest() == header.digest:
            return Fault(f"{header.called}的印记被改动，记录本身与摘要相符，未被改动。", header.position)
        also = f"按剩下的印记看：{fault.sentence}" if fault else "印记也被一并改过，不能指出是哪一条。"
        return Fault(
            f"{header.called}的记录被改动。{also}",
            header.position,
            fault.table if fault else None,
            fault.row_id if fault else None,
        )
    return None


def _rows_fault_of(session: Session, header: _Header, marks: bytes, actual: bytes) -> Fault | None:
    """The first row that differs from its mark."""
    count, now = len(marks) // MARK_BYTES, len(actual) // MARK_BYTES
    for place in range(max(count, now)):
        was, is_now = unpacked(marks, place), unpacked(actual, place)
        if was == is_now:
            continue
        # Rows and marks stand in the same order, so the smaller of two keys is missing on the other side.
        if was is not None and (is_now is None or was[:2] < is_now[:2]):
            kind = KINDS[was[0]]
            return Fault(
                f"{header.called}里的{kind.called}第{was[1]}号被删除：这一组封存时{count}条，现在{now}条。"
                f"{_company(session, header.id)}",
                header.position,
                kind.table.__tablename__,  # type: ignore[arg-type]
                was[1],
            )
        assert is_now is not None
        kind = KINDS[is_now[0]]
        altered = was is not None and was[:2] == is_now[:2]
        deed = "被改动" if altered else "是封存以后添加的"
        return Fault(
            f"{header.called}里的{kind.called}第{is_now[1]}号{deed}。现在写的是：{_said(session, is_now[0], is_now[1])}。",
            header.position,
            kind.table.__tablename__,  # type: ignore[arg-type]
            is_now[1],
        )
    return None


def _fault_outside(session: Session) -> Fault | None:
    for number, kind in enumerate(KINDS):
        first = session.execute(select(func.min(kind.column("id"))).where(outside(kind))).scalar()
        if first is not None:
            return Fault(
                f"{kind.called}第{first}号不属于任何一组，不是系统留下的，或者它所在的组被删除。"
                f"现在写的是：{_said(session, number, first)}。",
                None,
                kind.table.__tablename__,  # type: ignore[arg-type]
                first,
            )
    return None


def _fault_of_ledgers(session: Session) -> Fault | None:
    found = ledger_fault(session)
    return Fault(found.sentence, None, found.table, found.row_id) if found else None


def _company(session: Session, block_id: int) -> str:
    """Who did what else in the same block: a row that is gone was left by the same person in the same moment."""
    for number, kind in enumerate(KINDS):
        for values in raw_rows(session, kind, kind.column("block_id") == block_id):
            return f"同一组里还有：{_said(session, number, values[0])}。"
    return "这一组里没有别的记录。"


def _said(session: Session, number: int, row_id: int) -> str:
    """Who did what to what, and when, as the row says it now. It may say anything: it was altered."""
    kind = KINDS[number]
    values = next(iter(raw_rows(session, kind, kind.column("id") == row_id)), None)
    if values is None:
        return "（已没有这一条）"
    row = dict(zip(kind.columns, values, strict=True))
    note = f"，说明“{str(row['note'])[:60]}”" if row["note"] else ""
    if kind.table is Transition:
        what = f"{_label(Move, row['move'])}{_object(session, row['assignment_id'])}"
    else:
        about = f"（{_label(Subject, row['subject'])}{row['subject_id'] or ''}）"
        what = f"{row['deed']}{about}"
    return f"{row['by']}于{_when(row['at'])}{what}{note}"


def _object(session: Session, assignment_id: Any) -> str:
    found = session.execute(
        select(col(Task.number), col(Task.title), col(Unit.name))
        .select_from(Assignment)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(col(Assignment.id) == assignment_id)
    ).first()
    return f"“{found[0]} {found[1][:30]}”（{found[2]}）" if found else f"（交办事项{assignment_id}）"


def _label(words: type[Word], value: Any) -> str:
    try:
        return words.stored(str(value)).label
    except ValueError:
        return f"“{value}”"


def _when(raw: Any) -> str:
    """A raw moment in the office's words; as it stands where it is none."""
    text = moment_text(raw)
    try:
        local = datetime.fromisoformat(text).astimezone(ZoneInfo(ZONE))
    except ValueError:
        return f"“{text}”"
    return f"{day_in_words(local.date())}{local:%H:%M}"
