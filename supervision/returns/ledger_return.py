"""Reading an edited ledger back: only what was edited is entered, through the ordinary doors, all of it or nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import blake2b

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from config.settings import settings
from documents.workbook import SheetCells
from models.assignment import Assignment, Transition
from models.lifecycle import UNCOUNTED
from models.task import Task
from models.words import Subject, UserRole
from reports import ledger
from reports.ledger_columns import own_columns
from reports.ledger_key import Marks, RowKey
from reports.ledger_rows import LedgerRows, Row
from reports.wholes import is_whole
from schedules.lights import LightLimits
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.duties.progress import Report, report
from supervision.record.log import log
from supervision.returns.ledger_sheets import ReturnedRow, ReturnedSheet, returned_sheets

_LONGEST = 2000
_PERCENT = re.compile(r"(\d{1,6})(?:\.0+)?%?")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that was edited: where, of what, what it said and what it says now."""

    sheet: str
    row: int
    called: str
    column: str
    before: str
    after: str


@dataclass(slots=True)
class Outcome:
    """What a returned ledger asks for. ``faults`` forbid all of it; ``absent`` counts rows that were taken out."""

    changes: list[Change] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    rows: int = 0
    absent: int = 0

    @property
    def mark(self) -> str:
        """A digest of the changes, so that what is confirmed is what was shown."""
        said = "\x1e".join(
            "\x1f".join((one.sheet, str(one.row), one.called, one.column, one.before, one.after))
            for one in self.changes
        )
        return blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


def enter(
    session: Session,
    found: Sequence[SheetCells],
    actor: Actor,
    today: date,
    now: datetime,
    calendar: WorkCalendar,
    limits: LightLimits,
) -> Outcome:
    """Enter what was edited in a ledger, and tell each change and each fault.

    Reports go in as 代录 of this clerk, the office's own words with an entry of the log. The caller keeps the
    transaction only where there are no faults, and undoes it for a preview. Raises Refusal for anybody but a
    clerk, and when it is no ledger.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal("台账由督办部门的经办人员读回。请交由经办人员办理。")
    wanted = settings().ledger_columns
    sheets, faults = returned_sheets(found, wanted, today)
    outcome = Outcome(faults=faults)
    for sheet in sheets:
        rows = LedgerRows(session, sheet.as_of, calendar, limits, own_columns(wanted))
        outcome.rows += len(sheet.rows)
        if sheet.kind == ledger.TASKS:
            _enter_tasks(session, sheet, rows, actor, now, outcome)
        else:
            _enter_parts(session, sheet, rows, actor, today, now, outcome)
    del outcome.faults[_MOST_FAULTS:]
    if outcome.changes and not outcome.faults:
        count = len(outcome.changes)
        log(session, Subject.LEDGER, None, "读回台账", actor.name, now, note=f"{count}处改动", changes=count)
    return outcome


def _enter_tasks(
    session: Session, sheet: ReturnedSheet, rows: LedgerRows, actor: Actor, now: datetime, outcome: Outcome
) -> None:
    keyed = _keyed(sheet, "T", outcome)
    current = {
        (row.key.number, row.key.other): row
        for row in rows.tasks(sorted({row.key.number for row in keyed.values() if row.key}))
    }
    outcome.absent += _absent(session, Task, {number for number, _ in keyed})
    wanted: dict[int, dict[str, tuple[str, int]]] = defaultdict(dict)
    for place, row in keyed.items():
        known = current.get(place)
        edited = _edited(sheet, row, known, outcome)
        for position, before in edited.items():
            column = sheet.columns[position]
            after = _text(row, position)
            other = wanted[place[0]].get(column.key)
            if other is not None and other[0] != after:
                outcome.faults.append(
                    f"{_at(sheet, row)}的“{column.title}”和第{other[1]}行同一项任务填的不一样。请填成一样的，或只改一行。"
                )
                continue
            if len(after) > _LONGEST:
                outcome.faults.append(f"{_at(sheet, row)}的“{column.title}”超过{_LONGEST}字。请写短一些。")
                continue
            if other is None:
                wanted[place[0]][column.key] = after, row.number
                outcome.changes.append(_change(sheet, row, known, position, before, after))
    for number, said in wanted.items():
        if not said:
            continue  # every edit of it was refused
        task = session.get_one(Task, number)
        was = {name: getattr(task, name) for name in said}
        after_all = {name: after for name, (after, _) in said.items()}
        changed = session.execute(
            update(Task)
            .where(col(Task.id) == number, *(getattr(Task, name) == old for name, old in was.items()))
            .values(**after_all)
        )
        session.refresh(task)
        if changed.rowcount != 1:  # type: ignore[attr-defined]
            outcome.faults.append(f"任务{task.number}刚刚被别人改过。请重新导出台账再改。")
            continue
        titles = {column.key: column.title for column in sheet.columns}
        said_so = "；".join(
            f"{titles[name]}：{was[name] or '（空）'} → {new or '（空）'}" for name, new in after_all.items()
        )
        log(
            session, Subject.TASK, number, "修改台账", actor.name, now, note=said_so,
            changed={name: [was[name], after_all[name]] for name in said},
        )  # fmt: skip


def _enter_parts(
    session: Session,
    sheet: ReturnedSheet,
    rows: LedgerRows,
    actor: Actor,
    today: date,
    now: datetime,
    outcome: Outcome,
) -> None:
    keyed = _keyed(sheet, "A", outcome)
    places = {number: row for (number, _), row in keyed.items()}
    current = {row.key.number: row for row in rows.parts(sorted(places))}
    moved = _moved_since(session, places)
    outcome.absent += _absent(session, Assignment, set(places))
    for number, row in places.items():
        known = current.get(number)
        edited = _edited(sheet, row, known, outcome, moved.get(number, ""))
        if not edited or known is None:
            continue
        texts = {sheet.columns[position].key: _text(row, position) for position in range(len(sheet.columns))}
        said, faults = _report(sheet, row, texts, edited, today)
        outcome.faults += faults
        if said is None:
            continue
        for position, before in edited.items():
            outcome.changes.append(_change(sheet, row, known, position, before, row.texts[position]))
        told_on = _position(sheet, "told_on")
        if told_on not in edited and known.texts[told_on] != said.as_of.isoformat():
            outcome.changes.append(
                _change(sheet, row, known, told_on, known.texts[told_on], said.as_of.isoformat())
            )
        try:
            with session.begin_nested():
                repeats = _position(sheet, "to_coordinate") not in edited
                part = session.get_one(Assignment, number)
                report(session, part, said, actor, today, now, repeats_matter=repeats)
        except Refusal as refusal:
            outcome.faults.append(f"{_at(sheet, row)}（{known.called}）：{refusal.sentence}")


def _keyed(sheet: ReturnedSheet, kind: str, outcome: Outcome) -> dict[tuple[int, int], ReturnedRow]:
    """The rows by what they are of; those of the deadline 0 stand for an assignment."""
    found: dict[tuple[int, int], ReturnedRow] = {}
    for row in sheet.rows:
        if row.key is None:
            outcome.faults.append(
                f"{_at(sheet, row)}没有行标识，是新加的行或标识被改过。台账里不能加行，请删去这一行；"
                "新任务请走收文、立项。"
            )
            continue
        if row.key.kind != kind:
            outcome.faults.append(f"{_at(sheet, row)}的行标识不是这个工作表的。请不要在工作表之间搬动行。")
            continue
        place = row.key.number, row.key.other if kind == "T" else 0
        if place in found:
            outcome.faults.append(
                f"{_at(sheet, row)}和第{found[place].number}行的行标识相同，是复制出来的行。请删去一行。"
            )
            continue
        found[place] = row
    return found


def _edited(
    sheet: ReturnedSheet, row: ReturnedRow, known: Row | None, outcome: Outcome, moved: str = ""
) -> dict[int, str]:
    """The open cells of a row that were edited, by position, with what they said before; faults are noted."""
    key = row.key
    assert key is not None  # rows without one were refused before
    if known is None:
        outcome.faults.append(f"{_at(sheet, row)}的行标识在系统里找不到，或这一项已经撤回。请重新导出台账。")
        return {}
    salt_marks = Marks(sheet.columns).of(known.salt, row.texts)
    differs = [
        position
        for position, (mine, theirs) in enumerate(zip(known.texts, row.texts, strict=True))
        if mine != theirs and sheet.columns[position].key != "position"
    ]
    closed_is_edited = salt_marks[1] != key.closed_mark
    if closed_is_edited:
        for position in differs:
            column = sheet.columns[position]
            if not column.is_open:
                outcome.faults.append(
                    f"{_at(sheet, row)}的“{column.title}”不能在台账里改"
                    f"（现为“{known.texts[position][:30]}”，改成了“{row.texts[position][:30]}”）。请改回，或重新导出台账。"
                )
        if all(sheet.columns[position].is_open for position in differs):
            outcome.faults.append(f"{_at(sheet, row)}有不能改的栏被改过。请重新导出台账。")
        return {}
    if salt_marks[0] == key.open_mark:
        return {}
    if known.key.open_mark != key.open_mark or moved:
        outcome.faults.append(
            f"{_at(sheet, row)}（{known.called}）在导出之后又有变化{f'（{moved}）' if moved else ''}，"
            "这一行没有读回。请重新导出台账，再改这一行。"
        )
        return {}
    return {position: known.texts[position] for position in differs if sheet.columns[position].is_open}


def _report(
    sheet: ReturnedSheet,
    row: ReturnedRow,
    texts: Mapping[str, str],
    edited: Mapping[int, str],
    today: date,
) -> tuple[Report | None, list[str]]:
    faults = []
    percent = _PERCENT.fullmatch(texts["percent"])
    if percent is None or int(percent[1]) > 100:
        title = sheet.columns[_position(sheet, "percent")].title
        faults.append(
            f"{_at(sheet, row)}的“{title}”应为0到100之间的整数，现在填的是“{texts['percent'][:20]}”。"
        )
    told_on: date | None = sheet.as_of
    if _position(sheet, "told_on") in edited:
        told_on = _day(texts["told_on"])
        title = sheet.columns[_position(sheet, "told_on")].title
        if told_on is None:
            faults.append(
                f"{_at(sheet, row)}的“{title}”“{texts['told_on'][:20]}”不是日期。请写成2026-06-30这样的形式。"
            )
        elif told_on > today:
            faults.append(f"{_at(sheet, row)}的“{title}”{told_on}还没有到。请填今天或以前的日期。")
    for name in ("progress", "problems", "next_steps", "to_coordinate"):
        if len(texts[name]) > _LONGEST and _position(sheet, name) in edited:
            title = sheet.columns[_position(sheet, name)].title
            faults.append(f"{_at(sheet, row)}的“{title}”超过{_LONGEST}字。请写短一些。")
    if faults or percent is None or told_on is None:
        return None, faults
    return Report(
        as_of=told_on,
        percent=int(percent[1]),
        progress=texts["progress"],
        problems=texts["problems"],
        next_steps=texts["next_steps"],
        to_coordinate=texts["to_coordinate"],
    ), []


def _moved_since(session: Session, places: Mapping[int, ReturnedRow]) -> dict[int, str]:
    """What was done last with those assignments of which the file does not know the last move."""
    keys: list[RowKey] = [row.key for row in places.values() if row.key]
    moved: dict[int, str] = {}
    for start in range(0, len(keys), 5000):
        chunk = {key.number: key.other for key in keys[start : start + 5000]}
        last = (
            select(func.max(col(Transition.id)))
            .where(col(Transition.assignment_id).in_(chunk))
            .group_by(col(Transition.assignment_id))
        )
        for made in session.exec(select(Transition).where(col(Transition.id).in_(last))):
            if made.id != chunk[made.assignment_id]:
                moved[made.assignment_id] = f"{made.on} {made.by}{made.move.label}"
    return moved


def _absent(session: Session, table: type[Task] | type[Assignment], present: Iterable[int]) -> int:
    """How many of what a ledger lists do not stand in the file; they stay as they are."""
    rows = select(func.count(col(table.id)))
    if table is Assignment:
        rows = rows.where(is_whole(), col(Assignment.status).not_in(UNCOUNTED))
    return max(0, session.exec(rows).one() - Counter(present).total())


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _text(row: ReturnedRow, position: int) -> str:
    # Line ends stand as they were typed; for comparing they do not count.
    return row.raw[position].strip() if "\n" in row.raw[position] else row.texts[position]


def _position(sheet: ReturnedSheet, name: str) -> int:
    return next(place for place, column in enumerate(sheet.columns) if column.key == name)


def _at(sheet: ReturnedSheet, row: ReturnedRow) -> str:
    return f"工作表“{sheet.name}”第{row.number}行"


def _change(
    sheet: ReturnedSheet, row: ReturnedRow, known: Row | None, position: int, before: str, after: str
) -> Change:
    called = known.called if known else ""
    return Change(sheet.name, row.number, called, sheet.columns[position].title, before, after)
