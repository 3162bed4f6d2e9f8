"""What a task's file (案卷) says in tables: its parts as in the ledger, and everything that happened to them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from models.amendment import Amendment, ListVersion
from models.base import Table
from models.closing import ClosingRecord, Closure, JointClosure, ReadingCheck, Return
from models.coordination import Coordination, CoordinationReply
from models.extension import ClockStop, DueChange, Extension
from models.instruction import Instruction
from models.notice import Delivery, DeliveryItem, Notice
from models.plan import Improvement
from models.progress import ProgressUpdate, WorkMeasure
from models.task import Deadline, Indicator, Reading
from models.unit import Contact, Unit
from models.words import Word
from papers.paper import Sheet, SheetColumn, Value
from reports.standing import stand
from schedules.clock import ZONE
from schedules.ladder import Pack
from schedules.workdays import WorkCalendar
from supervision.cases.case import Case, lines
from supervision.duties.passed_instructions import passed
from supervision.record.log_export import sheet as log_sheet
from supervision.record.log_reading import Line

# Wide columns are those in which people write sentences.
_WIDE = frozenset(
    {"内容", "理由", "说明", "意见", "进展情况", "存在问题", "下一步措施", "需协调事项", "亮灯原因"}
)


def sheets(session: Session, case: Case, today: date, calendar: WorkCalendar, pack: Pack) -> list[Sheet]:
    """Every table of the file; one of which nothing is stored is there and empty. 批示 are for the office alone."""
    return [
        _task(session, case),
        _parts(session, case, today, calendar, pack),
        _log(lines(session, case)),
        *_of_the_parts(session, case),
        _readings(session, case),
        _amendments(session, case),
        *(
            [_instructions(session, case), _answers(session, case, today)]
            if case.actor.is_of_the_office
            else []
        ),
    ]


def _task(session: Session, case: Case) -> Sheet:
    task, document = case.task, case.document
    deadlines = session.exec(
        select(Deadline).where(Deadline.task_id == task.id).order_by(col(Deadline.id))
    ).all()
    improved = session.exec(select(Improvement).where(Improvement.task_id == task.id)).all()
    said: list[tuple[str, Any]] = [
        ("任务编号", task.number),
        ("任务名称", task.title),
        ("原文", task.text),
        ("依据", f"{document.cited}{document.reference}{task.code}"),
        ("工作标准", task.standard),
        ("预期效果", task.effect),
        ("一级任务", task.category),
        ("备注", task.remark),
        ("立项", f"{task.registered_by} {_plain(task.registered_at)}"),
        ("立项审批", f"{task.approved_by} {_plain(task.approved_at) or ''}".strip()),
        *(
            (
                "时限" + (f"（{one.period}）" if one.period else ""),
                f"{one.due_on or '未定时限'}；原文“{one.phrase}”；{one.confirmed_by}确认"
                + (f"；{one.reason}" if one.reason else ""),
            )
            for one in deadlines
        ),
        *(("改进", f"{one.text}（{one.by} {one.on}）") for one in improved),
    ]
    return _sheet("任务", ("项目", "内容"), ((name, value or None) for name, value in said))


def _parts(session: Session, case: Case, today: date, calendar: WorkCalendar, pack: Pack) -> Sheet:
    given = [(part, deadline) for part, deadline, _ in case.parts]
    stood = stand(session, given, today, calendar, pack.lights, case.ids) if given else []
    headings = (
        "单位", "分工", "期别", "交办日期", "首次时限", "现行时限", "状态", "灯", "亮灯原因", "自报进度",
        "进展情况", "存在问题", "下一步措施", "需协调事项", "申请销号", "销号日期", "核验级别",
    )  # fmt: skip
    rows = (
        (
            unit.name,
            part.role.label,
            deadline.period or None,
            part.assigned_on,
            part.first_due_on,
            how.time.due_on,
            how.status.label,
            how.lamp.light.label if how.lamp else None,
            how.lamp.why if how.lamp else None,
            how.percent,
            *(
                (how.latest.progress, how.latest.problems, how.latest.next_steps, how.latest.to_coordinate)
                if how.latest
                else (None,) * 4
            ),
            how.submitted_on,
            how.closed_on,
            how.verification.label if how.verification else None,
        )
        for (part, deadline, unit), how in zip(case.parts, stood, strict=True)
    )
    return _sheet("台账", headings, rows)


def _log(found: Sequence[Line]) -> Sheet:
    return log_sheet(
        "流转和日志", "流转记录和日志", lambda: iter(found), "从早到晚；“封存”是这一条所在的组。"
    )


def _of_the_parts(session: Session, case: Case) -> Iterator[Sheet]:
    """The tables whose rows each belong to one part: the heading of a column, and the field it shows."""
    tables: tuple[tuple[str, type[Table], tuple[tuple[str, str], ...]], ...] = (
        ("进展", ProgressUpdate, (
            ("截至日期", "as_of"), ("进度", "percent"), ("进展情况", "progress"), ("存在问题", "problems"),
            ("下一步措施", "next_steps"), ("需协调事项", "to_coordinate"), ("核验级别", "verification"),
            ("填报时间", "at"), ("填报人", "by"),
        )),
        ("落实措施", WorkMeasure, (
            ("内容", "text"), ("责任人", "person"), ("完成时间", "due_on"), ("审核", "answer"), ("意见", "opinion"),
            ("上报时间", "at"), ("上报人", "by"), ("审核时间", "decided_at"), ("审核人", "decided_by"),
        )),
        ("延期", Extension, (
            ("次数", "ordinal"), ("原时限", "due_on"), ("申请延至", "proposed_on"), ("理由", "reason"),
            ("进展情况", "progress"), ("说明", "safeguards"), ("逾期后提出", "is_late"), ("申请时间", "asked_at"),
            ("申请人", "asked_by"), ("批复", "answer"), ("同意延至", "granted_on"), ("批复时间", "decided_at"),
            ("批复人", "decided_by"), ("意见", "opinion"),
        )),
        ("中止计时", ClockStop, (
            ("中止日期", "stopped_on"), ("办理人", "stopped_by"), ("理由", "reason"), ("恢复日期", "restarted_on"),
            ("恢复办理人", "restarted_by"), ("顺延工作日", "workdays"),
        )),
        ("时限变动", DueChange, (
            ("原因", "kind"), ("变动前", "before"), ("变动后", "after"), ("已逾期", "is_late"), ("时间", "at"),
            ("办理人", "by"), ("说明", "note"),
        )),
        ("退回", Return, (("日期", "on"), ("办理人", "by"), ("理由", "reason"))),
        ("销号程序", ClosingRecord, (
            ("步骤", "step"), ("通过", "passes"), ("核验级别", "verification"), ("时间", "at"), ("办理人", "by"),
            ("说明", "note"),
        )),
        ("销号", Closure, (
            ("销号日期", "on"), ("申请销号", "submitted_on"), ("办理人", "by"), ("核验级别", "verification"),
            ("说明", "note"), ("重启日期", "reopened_on"),
        )),
    )  # fmt: skip
    for name, table, columns in tables:
        rows = session.exec(
            select(table)
            .where(col(table.assignment_id).in_(case.ids))  # type: ignore[attr-defined]
            .order_by(col(table.id))  # type: ignore[attr-defined]
        )
        yield _sheet(
            name,
            ("单位", *(heading for heading, _ in columns)),
            (
                (case.names[row.assignment_id], *(_plain(getattr(row, field)) for _, field in columns))  # type: ignore[attr-defined]
                for row in rows
            ),
        )
    yield _joint(session, case)
    yield _coordination(session, case)
    yield _notices(session, case)


def _joint(session: Session, case: Case) -> Sheet:
    deadlines = {deadline.id for _, deadline, _ in case.parts}
    rows = session.exec(
        select(JointClosure)
        .where(col(JointClosure.deadline_id).in_(deadlines))
        .order_by(col(JointClosure.id))
    )
    headings = ("申请日期", "申请人", "理由", "审批", "审批日期", "审批人", "意见")
    fields = ("asked_on", "asked_by", "reason", "answer", "decided_on", "decided_by", "opinion")
    return _sheet(
        "合并销号", headings, (tuple(_plain(getattr(row, field)) for field in fields) for row in rows)
    )


def _coordination(session: Session, case: Case) -> Sheet:
    rows = session.exec(
        select(Coordination, CoordinationReply, Unit)
        .outerjoin(CoordinationReply, col(CoordinationReply.coordination_id) == col(Coordination.id))
        .outerjoin(Unit, col(Unit.id) == col(CoordinationReply.unit_id))
        .where(col(Coordination.assignment_id).in_(case.ids))
        .order_by(col(Coordination.id), col(CoordinationReply.id))
    )
    headings = (
        "单位", "内容", "提出日期", "提出人", "办理时限", "状态", "议定意见", "议定日期", "议定人",
        "征求单位", "意见", "答复时间", "答复人",
    )  # fmt: skip
    return _sheet(
        "协调事项",
        headings,
        (
            (
                case.names[one.assignment_id],
                one.text,
                one.raised_on,
                one.raised_by,
                one.due_on,
                one.status.label,
                one.decision,
                one.decided_on,
                one.decided_by,
                unit.name if unit else None,
                reply.opinion if reply else None,
                _plain(reply.answered_at) if reply else None,
                reply.answered_by if reply else None,
            )
            for one, reply, unit in rows
        ),
    )


def _notices(session: Session, case: Case) -> Sheet:
    rows = session.exec(
        select(Notice, Delivery, Contact)
        .outerjoin(DeliveryItem, col(DeliveryItem.notice_id) == col(Notice.id))
        .outerjoin(Delivery, col(Delivery.id) == col(DeliveryItem.delivery_id))
        .outerjoin(Contact, col(Contact.id) == col(DeliveryItem.contact_id))
        .where(col(Notice.assignment_id).in_(case.ids))
        .order_by(col(Notice.id), col(DeliveryItem.id))
    )
    headings = (
        "单位", "种类", "层级", "提出日期", "签发人", "签发时间", "收件人", "地址", "投递", "投递时间", "信件标题",
    )  # fmt: skip
    return _sheet(
        "通知和信件",
        headings,
        (
            (
                case.names[notice.assignment_id],
                notice.kind.label,
                notice.level.label,
                notice.raised_on,
                notice.signed_by,
                _plain(notice.signed_at),
                contact.name if contact else None,
                letter.address if letter else None,
                letter.status.label if letter else None,
                _plain(letter.settled_at) if letter else None,
                letter.subject if letter else None,
            )
            for notice, letter, contact in rows
            # What nobody has signed was never said to anybody.
            if case.actor.is_of_the_office or not notice.needs_signature or notice.signed_by
        ),
    )


def _readings(session: Session, case: Case) -> Sheet:
    rows = session.exec(
        select(Indicator, Reading, Unit, ReadingCheck)
        .join(Reading, col(Reading.indicator_id) == col(Indicator.id))
        .outerjoin(Unit, col(Unit.id) == col(Reading.unit_id))
        .outerjoin(ReadingCheck, col(ReadingCheck.reading_id) == col(Reading.id))
        .where(Indicator.task_id == case.task.id)
        .order_by(col(Reading.id), col(ReadingCheck.id))
    )
    headings = (
        "指标", "目标值", "计量单位", "单位", "填报值", "截至日期", "核验级别", "填报时间", "填报人",
        "核验", "核验的数", "核验时间", "核验人", "说明",
    )  # fmt: skip
    return _sheet(
        "指标填报",
        headings,
        (
            (
                indicator.name,
                indicator.target,
                indicator.measure,
                unit.name if unit else "汇总数",
                reading.value,
                reading.as_of,
                reading.verification.label,
                _plain(reading.reported_at),
                reading.reported_by,
                check.verification.label if check else None,
                (check.found if check.found is not None else reading.value) if check else None,
                _plain(check.at) if check else None,
                check.by if check else None,
                check.note if check else None,
            )
            for indicator, reading, unit, check in rows
            if case.actor.is_of_the_office or (unit is not None and unit.id in case.unit_ids)
        ),
    )


def _amendments(session: Session, case: Case) -> Sheet:
    rows = session.exec(
        select(Amendment, ListVersion, Unit)
        .join(ListVersion, col(ListVersion.id) == col(Amendment.version_id))
        .outerjoin(Unit, col(Unit.id) == col(Amendment.unit_id))
        .where(Amendment.task_id == case.task.id)
        .order_by(col(Amendment.id))
    )
    headings = ("版次", "单位", "事项", "变更前", "变更后", "理由", "印发日期", "印发人")
    return _sheet(
        "清单变更",
        headings,
        (
            (
                version.number,
                unit.name if unit else "全部单位",
                one.field,
                one.before,
                one.after,
                version.reason,
                version.issued_on,
                version.issued_by,
            )
            for one, version, unit in rows
            if case.actor.is_of_the_office or unit is None or unit.id in case.unit_ids
        ),
    )


def _instructions(session: Session, case: Case) -> Sheet:
    rows = session.exec(
        select(Instruction).where(Instruction.task_id == case.task.id).order_by(col(Instruction.id))
    ).all()
    replaced = {row.corrects_id for row in rows}
    headings = ("序号", "批示人", "批示日期", "答复时限", "内容", "登记时间", "登记人", "更正第几号", "现行")
    return _sheet(
        "批示",
        headings,
        (
            (
                row.id,
                row.leader,
                row.on,
                row.due_on,
                row.text,
                _plain(row.at),
                row.by,
                row.corrects_id,
                _plain(row.id not in replaced),
            )
            for row in rows
        ),
    )


def _answers(session: Session, case: Case, today: date) -> Sheet:
    found = sorted(
        passed(session, today, col(Instruction.task_id) == case.task.id), key=lambda one: one.row.id
    )
    headings = ("批示序号", "单位", "传达日期", "传达人", "答复时限", "内容", "答复时间", "答复人", "情况")
    return _sheet(
        "批示答复",
        headings,
        (
            (
                one.instruction.id,
                one.unit.name,
                one.row.passed_on,
                one.row.passed_by,
                one.row.due_on,
                _plain(one.row.answer),
                _plain(one.row.answered_at),
                _plain(one.row.answered_by),
                one.stands,
            )
            for one in found
        ),
    )


def _sheet(name: str, headings: Sequence[str], rows: Iterable[tuple[Value, ...]]) -> Sheet:
    columns = tuple(SheetColumn(heading, 40 if heading in _WIDE else 16) for heading in headings)
    return Sheet(name=name, title=name, columns=columns, rows=tuple(rows), size="A3", kept=1)


def _plain(value: Any) -> Value:
    """A stored value as a cell shows it."""
    if isinstance(value, Word):
        return value.label
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%d %H:%M")
    if value is None or isinstance(value, str | int | float | Decimal | date):
        return value if value != "" else None
    return str(value)
