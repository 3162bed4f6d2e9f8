"""Taking a return form in (回传表导入): every row or none, keyed in by a clerk for the unit (代录)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from config.refusal import Refusal
from documents.workbook import SheetCells, area_called, cell_called
from models.assignment import Assignment
from models.record import LogEntry
from models.task import Indicator
from models.unit import Unit
from models.words import Status, Subject, UserRole
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.drafts.bulk import RowOutcome
from supervision.duties.acceptance import accept
from supervision.duties.extensions import TimeRequest, ask
from supervision.duties.file_store import store
from supervision.duties.progress import Report, read_off, report, updates
from supervision.duties.submission import submit
from supervision.office_key import key_name
from supervision.record.log import log
from supervision.returns import return_rows
from supervision.returns.return_rows import RowKey, bare, is_locked, key_of

DEED = "导入回传表"

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_PERCENT = re.compile(r"([0-9]{1,9})(?:\.0+)?%?")
_FIGURE = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,4})?")
_SHOWN = 20
_LOOKED_FOR_HEADINGS = 30


class FormRefused(Refusal):
    """A return form of which nothing was taken; ``rows`` says for each faulty row why."""

    def __init__(self, rows: Sequence[RowOutcome]) -> None:
        said = "".join(f"\n{one.row}：{one.refused}" for one in rows)
        super().__init__(f"回传表有{len(rows)}行不能导入，整张表都没有导入。请改正后再导入。{said}")
        self.rows = list(rows)


def take_form(
    session: Session,
    sheets: Sequence[SheetCells],
    name: str,
    content: bytes,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    expected: Unit | None = None,
) -> tuple[Unit, list[RowOutcome]]:
    """Do what a return form says, all of it or nothing; the unit, and what was done row by row.

    ``name`` and ``content`` are those of the file, which is kept. ``expected`` is the unit that it has to be of.
    Raises FormRefused with the faulty rows, and Refusal when it is no return form of this office, when it was
    taken before, when nothing was filled in, and when anybody but a clerk brings it.
    """
    if actor.role is not UserRole.CLERK:
        raise Refusal("回传表由经办人员导入。请交由经办人员办理。")
    _require_readable(sheets)
    rows = _rows(sheets)
    key = _key(rows)
    # Two who bring the same form at once take turns here; the second finds it taken.
    unit = session.exec(select(Unit).where(Unit.id == key.unit_id).with_for_update()).first()
    if unit is None or (expected is not None and unit.id != expected.id):
        whose = f"是{unit.called}的" if unit else "的单位已不在名录里"
        raise Refusal(f"这张回传表{whose}，没有导入。请核对后再导入。")
    _require_new(session, unit, key.form)
    outcomes, seen = [], set[tuple[str, int]]()
    for place, cells in enumerate(rows, 1):
        called = _called(place, cells)
        try:
            with session.begin_nested():
                own = _own_key(cells, key)
                if (own.kind, own.subject_id) in seen:
                    raise Refusal("这一行在表里出现了两次。请删去多余的一行。")
                seen.add((own.kind, own.subject_id))
                done = _follow(session, own, cells, actor, today, now)
        except Refusal as refusal:
            outcomes.append(RowOutcome(called, cells.get("任务名称", ""), refused=refusal.sentence))
        else:
            if done:
                outcomes.append(RowOutcome(called, cells.get("任务名称", ""), done="；".join(done)))
    refused = [one for one in outcomes if one.refused]
    if refused:
        raise FormRefused(refused)
    if not outcomes:
        raise Refusal("这张回传表一栏也没有填，没有可以导入的内容。请核对是不是填好的那一份。")
    kept = store(session, name, content, now)
    log(
        session, Subject.UNIT, unit.id, DEED, actor.name, now, note=f"{len(outcomes)}项", form=key.form, rows=len(outcomes), sha256=kept.sha256
    )  # fmt: skip
    return unit, outcomes


def forms_taken(session: Session, unit_id: int) -> list[LogEntry]:
    """The return forms that were taken in for a unit, the latest first."""
    return list(session.scalars(_FORMS_TAKEN, {"unit": unit_id}))


_FORMS_TAKEN = (
    sa_select(LogEntry)
    .where(
        col(LogEntry.subject) == Subject.UNIT,
        col(LogEntry.subject_id) == bindparam("unit"),
        col(LogEntry.deed) == DEED,
    )
    .order_by(col(LogEntry.id).desc())
)


def _require_readable(sheets: Sequence[SheetCells]) -> None:
    """A hidden column may hold what somebody filled in unawares: it must pass neither for empty nor for meant."""
    for sheet in sheets:
        where = f"回传表没有导入：工作表“{sheet.name}”"
        if sheet.is_hidden or sheet.hidden_rows or sheet.hidden_columns:
            raise Refusal(f"{where}是隐藏的，或有隐藏的行、列。请取消隐藏，核对后再导入。")
        if sheet.faulty:
            place = cell_called(min(sheet.faulty))
            raise Refusal(f"{where}的{place}是没有结果或出错的公式。请改成文字或数字。")


def _rows(sheets: Sequence[SheetCells]) -> list[dict[str, str]]:
    """The rows of the form, each cell under its heading. Raises Refusal where cells are merged among them."""
    found = []
    for sheet in sheets:
        for head in sorted(sheet.rows)[:_LOOKED_FOR_HEADINGS]:
            headings = {column: bare(text) for column, text in sorted(sheet.rows[head].items())}
            if return_rows.CODE in headings.values():
                break
        else:
            continue
        for area in sheet.merged:
            if area[2] > head:
                raise Refusal(
                    f"回传表没有导入：工作表“{sheet.name}”的{area_called(area)}是合并单元格，看不出各行填的是什么。"
                    "请取消合并，逐行填写。"
                )
        for number in sorted(sheet.rows):
            cells = {title: sheet.rows[number].get(column, "").strip() for column, title in headings.items()}
            if number > head and any(text for title, text in cells.items() if title != "序号"):
                found.append(cells)
    return found


def _key(rows: Sequence[Mapping[str, str]]) -> RowKey:
    """The first sound code: it says whose form this is. Raises Refusal where none is this office's."""
    keys = [(row, key) for row in rows if (key := key_of(row[return_rows.CODE])) is not None]
    if not keys:
        raise Refusal("这不是回传表（没有“核对码”一栏，或者核对码不完整）。请用本系统做的回传表填写。")
    if all(key.office != key_name() for _, key in keys):
        raise Refusal("这张回传表不是本办公室做的，没有导入。请核对文件，或者重新做一张回传表。")
    sound = [key for row, key in keys if key.is_true_of(row)]
    if not sound:
        raise FormRefused(
            [RowOutcome(_called(place, row), row.get("任务名称", ""), refused=_ALTERED) for place, row in enumerate(rows, 1)]
        )  # fmt: skip
    return sound[0]


_ALTERED = "锁定的单元格被改动过，无法认定是原来的事项。请用原表重新填写。"


def _own_key(cells: Mapping[str, str], form: RowKey) -> RowKey:
    key = key_of(cells[return_rows.CODE])
    if key is None:
        raise Refusal("核对码不见了，或者被改动过。请用原表重新填写。")
    if (key.office, key.form, key.unit_id) != (form.office, form.form, form.unit_id):
        raise Refusal("这一行是从另一张回传表粘贴来的。请分别导入。" if key.is_true_of(cells) else _ALTERED)
    return key


def _require_new(session: Session, unit: Unit, form: str) -> None:
    for entry in forms_taken(session, unit.id):
        if entry.particulars.get("form") == form:
            raise Refusal(
                f"这张回传表已由{entry.by}在{day_in_words(entry.on)}导入，不必重复导入。"
                "如有新的情况，请重新做一张回传表。"
            )


def _follow(
    session: Session, key: RowKey, cells: Mapping[str, str], actor: Actor, today: date, now: datetime
) -> list[str]:
    """Do what one row says; what was done. A row that says nothing is passed over."""
    if key.kind == "A":
        own = session.get(Assignment, key.subject_id)
        now_says = return_rows.task_cells(session, own) if own else ()
        last = return_rows.last_move(session, key.subject_id)
        version = last.id if last else 0
        since = (
            f"（{day_in_words(last.on)}，{last.by}{last.move.label}）"
            if last and version != key.version
            else ""
        )
    else:
        indicator = session.get(Indicator, key.subject_id)
        now_says = return_rows.indicator_cells(session, indicator, key.unit_id) if indicator else ()
        said = return_rows.last_reading(session, key.subject_id, key.unit_id)
        version = said.id if said else 0
        since = f"（{said.reported_by}填报）" if said and version != key.version else ""
    altered = _altered(key, cells, now_says)
    if not key.is_true_of(cells):
        where = f"“{'”“'.join(altered)}”" if altered and version == key.version else ""
        raise Refusal(f"锁定的单元格{where}被改动过，没有导入。请用原表重新填写。")
    if not any(cells.get(column.title) for column in key.columns if column.is_open):
        return []
    if altered or version != key.version:
        raise Refusal(f"做表以后，这一项又有变动{since}，表里的情况已经过时。请重新做一张回传表。")
    if key.kind == "A":
        return _report(session, session.get_one(Assignment, key.subject_id), cells, actor, today, now)
    return _read(session, session.get_one(Indicator, key.subject_id), key.unit_id, cells, actor, today, now)


def _altered(key: RowKey, cells: Mapping[str, str], now_says: Sequence[str]) -> list[str]:
    """The locked columns that do not say what they would say on a form made now."""
    titles = [column.title for column in key.columns if is_locked(column)][1:]
    if not now_says:
        return titles
    return [
        title
        for title, says in zip(titles, now_says, strict=True)
        if bare(cells.get(title, "")) != bare(says)
    ]


def _report(
    session: Session, own: Assignment, cells: Mapping[str, str], actor: Actor, today: date, now: datetime
) -> list[str]:
    done = []
    wants_accepted, wants_closed = _ticked(cells, return_rows.ACCEPT), _ticked(cells, return_rows.SUBMIT)
    said = _said(cells)
    asked = _time_asked(session, own, cells)
    result = cells.get(return_rows.RESULT, "")
    if wants_closed and asked:
        raise Refusal("不能同时申请销号和申请延期。请只留一项。")
    if result and not wants_closed:
        raise Refusal("填了“完成情况”，但“申请销号”没有选“是”。请补选，或者把内容写到“进展情况”。")
    if own.status is Status.ASSIGNED and not wants_accepted:
        raise Refusal("这一项还没有签收。请在“签收”栏选“是”，再反馈。")
    if own.status is Status.ASSIGNED:
        accept(session, own, actor, today, now)
        done.append("签收")
    if said:
        report(session, own, said, actor, today, now)
        done.append(f"反馈进展（{said.percent}%）")
    if asked:
        ask(session, own, asked, actor, today, now)
        done.append(f"申请延期至{day_in_words(asked.proposed_on)}")
    if wants_closed:
        submit(session, own, actor, today, now, result)
        done.append("申请销号")
    return done


def _said(cells: Mapping[str, str]) -> Report | None:
    """The progress in a row. A progress that only explains why time is asked for is not a report."""
    r = return_rows
    written = [cells.get(title, "") for title in (r.PERCENT, r.AS_OF, r.PROBLEMS, r.NEXT, r.COORDINATE)]
    asks_time = cells.get(r.UNTIL) or cells.get(r.REASON)
    if not any(written) and (asks_time or not cells.get(r.PROGRESS)):
        return None
    if not cells.get(r.PERCENT):
        raise Refusal("反馈进展要填“进度（%）”。请补填0到100的整数。")
    as_of = _day(cells, r.AS_OF)
    if as_of is None:
        raise Refusal("反馈进展要填“数据截至日期”。请补填。")
    return Report(
        as_of=as_of,
        percent=_percent(cells[r.PERCENT]),
        progress=cells.get(r.PROGRESS, ""),
        problems=cells.get(r.PROBLEMS, ""),
        next_steps=cells.get(r.NEXT, ""),
        to_coordinate=cells.get(r.COORDINATE, ""),
    )


def _time_asked(session: Session, own: Assignment, cells: Mapping[str, str]) -> TimeRequest | None:
    until, reason = _day(cells, return_rows.UNTIL), cells.get(return_rows.REASON, "")
    if until is None and not reason:
        return None
    if until is None:
        raise Refusal("填了“延期原因”，没有填“申请延期至”。请补填日期。")
    progress = cells.get(return_rows.PROGRESS, "")
    if not progress and (before := updates(session, own.id)):
        progress = before[0].progress
    return TimeRequest(until, reason, progress)


def _read(
    session: Session,
    indicator: Indicator,
    unit_id: int,
    cells: Mapping[str, str],
    actor: Actor,
    today: date,
    now: datetime,
) -> list[str]:
    value, numerator, denominator = (
        _figure(cells, title) for title in (return_rows.VALUE, return_rows.NUMERATOR, return_rows.DENOMINATOR)
    )
    as_of = _day(cells, return_rows.AS_OF)
    if (value is None and numerator is None and denominator is None) or as_of is None:
        raise Refusal("“填报值”（比率填分子和分母）和“数据截至日期”要一起填。请补填。")
    read_off(
        session, indicator, value, as_of, actor, today, now, unit_id=unit_id,
        numerator=numerator, denominator=denominator,
    )  # fmt: skip
    said = f"{value}{indicator.measure}" if value is not None else f"{numerator}÷{denominator}"
    return [f"填报{indicator.name}：{said}"]


def _figure(cells: Mapping[str, str], title: str) -> Decimal | None:
    written = _plain(cells.get(title, "")).replace(",", "")
    if not written:
        return None
    if not _FIGURE.fullmatch(written):
        raise Refusal(f"{title}“{_short(written)}”不是数。请只填数字，最多四位小数，如1280或36.5。")
    return Decimal(written)


def _ticked(cells: Mapping[str, str], title: str) -> bool:
    written = cells.get(title, "")
    if written and written != return_rows.YES:
        raise Refusal(f"“{title}”栏只能选“是”或者空着，现在填的是“{_short(written)}”。")
    return bool(written)


def _percent(written: str) -> int:
    found = _PERCENT.fullmatch(_plain(written))
    if found is None or int(found[1]) > 100:
        raise Refusal(f"进度“{_short(written)}”不对。请填0到100之间的整数。")
    return int(found[1])


def _day(cells: Mapping[str, str], title: str) -> date | None:
    written = _plain(cells.get(title, ""))
    if not written:
        return None
    found = _DAY.fullmatch(written)
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(written)
    except ValueError:
        raise Refusal(f"“{title}”栏的“{_short(written)}”不是日期。请写成2026-06-30这样的形式。") from None


def _plain(written: str) -> str:
    return bare(unicodedata.normalize("NFKC", written))


def _short(written: str) -> str:
    return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}……"


def _called(place: int, cells: Mapping[str, str]) -> str:
    number = cells.get(return_rows.NUMBER, "")[:_SHOWN]
    sheet = "指标表" if return_rows.VALUE in cells else ""
    return f"{sheet}第{cells.get('序号') or place}项" + (f"（{number}）" if number else "")
