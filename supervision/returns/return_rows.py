"""The return form (回传表) row by row: its columns, what its locked cells say, and the code that proves them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.assignment import Assignment, Transition
from models.lifecycle import IN_HAND
from models.task import Deadline, Indicator, Reading, Task
from models.words import Move
from papers.paper import SheetColumn
from schedules.wording import day_in_words
from supervision.duties.moves import last
from supervision.duties.progress import updates
from supervision.office_key import is_sealed, key_name, sealed

YES = "是"
CODE = "核对码（勿改）"
NUMBER = "编号"
ACCEPT, PERCENT, AS_OF = "签收", "进度（%）", "数据截至日期"
PROGRESS, PROBLEMS, NEXT, COORDINATE = "进展情况", "存在问题", "下一步措施", "需协调事项"
SUBMIT, RESULT, UNTIL, REASON = "申请销号", "完成情况", "申请延期至", "延期原因"
VALUE, NUMERATOR, DENOMINATOR = "填报值", "分子", "分母"

_PLACE = SheetColumn("序号", 5, "centre")
# Narrow, so that the code takes six lines: every row is high enough to write in.
_CODE = SheetColumn(CODE, 12)
_DAY, _TEXT = "yyyy-mm-dd", "@"

TASK_COLUMNS = (
    _PLACE,
    SheetColumn(NUMBER, 10, "centre"),
    SheetColumn("任务名称", 18),
    SheetColumn("工作要求", 24),
    SheetColumn("分工", 6, "centre"),
    SheetColumn("完成时限", 11, "centre"),
    SheetColumn("目前状态", 8, "centre"),
    SheetColumn("已报进度", 11, "centre"),
    SheetColumn(ACCEPT, 6, "centre", choices=(YES,), is_open=True),
    SheetColumn(PERCENT, 7, "centre", whole=(0, 100), is_open=True),
    SheetColumn(AS_OF, 11, "centre", format=_DAY, is_open=True),
    SheetColumn(PROGRESS, 28, format=_TEXT, is_open=True),
    SheetColumn(PROBLEMS, 16, format=_TEXT, is_open=True),
    SheetColumn(NEXT, 16, format=_TEXT, is_open=True),
    SheetColumn(COORDINATE, 14, format=_TEXT, is_open=True),
    SheetColumn(SUBMIT, 6, "centre", choices=(YES,), is_open=True),
    SheetColumn(RESULT, 18, format=_TEXT, is_open=True),
    SheetColumn(UNTIL, 11, "centre", format=_DAY, is_open=True),
    SheetColumn(REASON, 14, format=_TEXT, is_open=True),
    _CODE,
)
INDICATOR_COLUMNS = (
    _PLACE,
    SheetColumn(NUMBER, 12, "centre"),
    SheetColumn("任务名称", 30),
    SheetColumn("指标名称", 30),
    SheetColumn("目标值", 16, "centre"),
    SheetColumn("最近填报", 24, "centre"),
    SheetColumn(VALUE, 14, "centre", is_open=True),
    SheetColumn(NUMERATOR, 12, "centre", is_open=True),
    SheetColumn(DENOMINATOR, 12, "centre", is_open=True),
    SheetColumn(AS_OF, 14, "centre", format=_DAY, is_open=True),
    _CODE,
)

# What these moves change is not on the form: a photo that came before it does not make it old.
_BESIDE = (Move.ATTACH, Move.PLAN, Move.ANSWER_PLAN, Move.SPLIT, Move.SUPPORT, Move.COORDINATE, Move.CHECK)
_LONGEST_DUTY = 160
_SUBJECTS = {"A": TASK_COLUMNS, "I": INDICATOR_COLUMNS}
_KEY = re.compile(
    r"([0-9a-f]{8})\.([0-9a-f]{8})\.([0-9]{1,9})\.([AI])([0-9]{1,9})\.([0-9]{1,9})\.([0-9a-f]{32})"
)
_PURPOSE = "row of a return form"


@dataclass(frozen=True, slots=True)
class RowKey:
    """What the code of a row says: whose form, which of its forms, of what, as it stood then.

    ``kind`` is A for an assignment, I for an indicator; ``version`` is the last move or reading known to the form.
    """

    office: str
    form: str
    unit_id: int
    kind: str
    subject_id: int
    version: int
    seal: str

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns of the sheet that this row stands on."""
        return _SUBJECTS[self.kind]

    def is_true_of(self, cells: Mapping[str, str]) -> bool:
        """Whether the locked cells are those that this office wrote."""
        texts = [cells.get(column.title, "") for column in self.columns if is_locked(column)]
        return is_sealed(self.seal, _PURPOSE, *self._claims(), *map(bare, texts))

    def _claims(self) -> tuple[str, ...]:
        return self.form, str(self.unit_id), self.kind, str(self.subject_id), str(self.version)


def key_of(written: str) -> RowKey | None:
    """The code in a cell; None where there is none, or no longer a whole one."""
    found = _KEY.fullmatch(bare(written))
    if found is None:
        return None
    office, form, unit, kind, subject, version, seal = found.groups()
    return RowKey(office, form, int(unit), kind, int(subject), int(version), seal)


def code(form: str, unit_id: int, kind: str, subject_id: int, version: int, locked: Sequence[str]) -> str:
    """The code of a row over its locked cells, the place first."""
    claims = (form, str(unit_id), kind, str(subject_id), str(version))
    seal = sealed(_PURPOSE, *claims, *map(bare, locked))
    return f"{key_name()}.{form}.{unit_id}.{kind}{subject_id}.{version}.{seal}"


def is_locked(column: SheetColumn) -> bool:
    """Whether a column is the office's: nobody is asked to write there."""
    return not column.is_open and column is not _CODE


def bare(text: str) -> str:
    """A text as a cell gives it back, whatever the program: blanks, line ends and control characters do not count."""
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace())


def open_assignments(session: Session, unit_id: int) -> list[Assignment]:
    """What a unit has in hand, by day and number."""
    rows = (
        select(Assignment)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .where(Assignment.unit_id == unit_id, col(Assignment.status).in_(IN_HAND))
        .order_by(
            col(Assignment.due_on).is_(None), col(Assignment.due_on), col(Task.number), col(Assignment.id)
        )
    )
    return list(session.exec(rows))


def task_cells(session: Session, own: Assignment) -> tuple[str, ...]:
    """The locked cells of an assignment as it stands, behind the place."""
    task, deadline = session.get_one(Task, own.task_id), session.get_one(Deadline, own.deadline_id)
    said = updates(session, own.id)
    due = day_in_words(own.due_on) if own.due_on else "未定时限"
    handed_out = last(session, own.id, Move.ASSIGN)
    # A unit above that split the task has said in its own words what this part is.
    duty = (handed_out.note if handed_out else "") or task.standard or task.text
    return (
        task.number,
        task.title,
        duty if len(duty) <= _LONGEST_DUTY else f"{duty[:_LONGEST_DUTY]}……",
        own.role.label,
        f"{due}（{deadline.period}）" if deadline.period else due,
        own.status.label,
        f"{said[0].percent}%，截至{day_in_words(said[0].as_of)}" if said else "尚未反馈",
    )


def last_move(session: Session, assignment_id: int) -> Transition | None:
    """The last thing that happened to an assignment and matters to a form."""
    rows = select(Transition).where(
        Transition.assignment_id == assignment_id, col(Transition.move).not_in(_BESIDE)
    )
    return session.exec(rows.order_by(col(Transition.id).desc()).limit(1)).first()


def indicators_of(session: Session, owns: Sequence[Assignment]) -> list[Indicator]:
    """The indicators of the tasks of these assignments, in the order of the tasks."""
    rows = select(Indicator).where(col(Indicator.task_id).in_({own.task_id for own in owns}))
    return list(session.exec(rows.order_by(col(Indicator.task_id), col(Indicator.id))))


def indicator_cells(session: Session, indicator: Indicator, unit_id: int) -> tuple[str, ...]:
    """The locked cells of an indicator as this unit knows it, behind the place."""
    task = session.get_one(Task, indicator.task_id)
    said = last_reading(session, indicator.id, unit_id)
    relation = {">=": "不低于", "<=": "不超过"}.get(indicator.relation, "")
    upper = f"至{indicator.upper.normalize():f}" if indicator.upper is not None else ""
    return (
        task.number,
        task.title,
        indicator.name,
        f"{relation}{indicator.target.normalize():f}{upper}{indicator.measure}",
        f"{said.value.normalize():f}{indicator.measure}，截至{day_in_words(said.as_of)}"
        if said
        else "还没有填报",
    )


def last_reading(session: Session, indicator_id: int, unit_id: int) -> Reading | None:
    """What this unit last reported of an indicator."""
    rows = select(Reading).where(Reading.indicator_id == indicator_id, Reading.unit_id == unit_id)
    return session.exec(rows.order_by(col(Reading.id).desc()).limit(1)).first()
