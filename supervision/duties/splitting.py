"""Sub-assignment (分解下达): a unit splits its own assignment down its own tree, and what is reported rolls up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment, Transition
from models.blocks import open_block
from models.inserts import insert_new
from models.lifecycle import SETTLED, UNCOUNTED
from models.progress import ProgressUpdate
from models.unit import Unit
from models.words import DueChangeKind, Move, NoticeKind, Role, Status
from schedules.wording import day_in_words
from supervision.actor import Actor, require_may
from supervision.duties.answers import tell_unit
from supervision.duties.clock_stops import end_stop
from supervision.duties.due_dates import change_due
from supervision.duties.extensions import drop_pending
from supervision.duties.moves import move
from supervision.unit_tree import units_below

_LONGEST_WORDING = 2000


@dataclass(frozen=True, slots=True)
class Share:
    """What one unit below is to do: ``wording`` in the splitting unit's own words; without a day that of the whole."""

    unit_id: int
    wording: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was split off, as the unit that split it has to know it; ``wording`` is what it was told."""

    assignment: Assignment
    unit: Unit
    wording: str
    latest: ProgressUpdate | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be closed."""
        return self.assignment.status not in SETTLED

    @property
    def percent(self) -> int:
        """How far it is by its unit's word, 100 once closed."""
        if self.assignment.status is Status.CLOSED:
            return 100
        return self.latest.percent if self.latest else 0


@dataclass(frozen=True, slots=True)
class RollUp:
    """A proposal for the report on the whole, drawn from its parts; nothing is reported by itself."""

    percent: int
    progress: str
    problems: str
    next_steps: str
    to_coordinate: str


def split(
    session: Session,
    assignment: Assignment,
    shares: Sequence[Share],
    actor: Actor,
    today: date,
    now: datetime,
) -> list[Assignment]:
    """Hand parts of an assignment to units below its own, all or none; each gets a notice.

    A part has the task and the deadline row of its whole, a last day of its own that is no later than the
    one in force, and is reported to the unit that split it off. A unit whose part was withdrawn may be given
    it again. Raises Refusal for a unit that is not below, has ended or has a part already, for a share
    without words, and for a day that does not fit.
    """
    require_may(actor, assignment, Move.SPLIT)
    if not shares:
        raise Refusal("请至少选一个下级单位，写明要它办什么。")
    if len({share.unit_id for share in shares}) < len(shares):
        raise Refusal("同一个单位选了两次。一个单位只能有一份，请合并写在一起。")
    below = {unit.id: unit for unit in units_below(session, assignment.unit_id, today)}
    for share in shares:
        _require_sense(session, assignment, share, below, today)
    told = "；".join(f"{below[share.unit_id].called}（{_day(_due(assignment, share))}）" for share in shares)
    made = move(session, assignment, Move.SPLIT, actor, today, now, f"分解给{told}")
    return [_hand_out(session, assignment, share, below[share.unit_id], made, actor, now) for share in shares]


def parts(session: Session, assignment_id: int) -> list[Part]:
    """The parts that were split off from an assignment, in the order of the directory, withdrawn ones too."""
    rows = session.exec(
        select(Assignment, Unit)
        .join(Unit, col(Unit.id) == col(Assignment.unit_id))
        .where(Assignment.parent_id == assignment_id)
        .order_by(col(Unit.position), col(Assignment.id))
    ).all()
    if not rows:
        return []
    ids = [part.id for part, _ in rows]
    words = select(Transition).where(
        col(Transition.assignment_id).in_(ids), col(Transition.move) == Move.ASSIGN
    )
    wording = {row.assignment_id: row.note for row in session.exec(words.order_by(col(Transition.id)))}
    said = select(ProgressUpdate).where(col(ProgressUpdate.assignment_id).in_(ids))
    latest = {
        row.assignment_id: row
        for row in session.exec(said.order_by(col(ProgressUpdate.as_of), col(ProgressUpdate.id)))
    }
    return [Part(part, unit, wording.get(part.id, ""), latest.get(part.id)) for part, unit in rows]


def roll_up(held: Sequence[Part]) -> RollUp | None:
    """What the parts come to: the mean of their percent, rounded down, and their words one under the other.

    Withdrawn parts are left out. None where there are no parts.
    """
    counting = [part for part in held if part.assignment.status not in UNCOUNTED]
    if not counting:
        return None
    return RollUp(
        percent=sum(part.percent for part in counting) // len(counting),
        progress=_joined((part.unit.called, _progress(part)) for part in counting),
        problems=_joined((p.unit.called, p.latest.problems) for p in counting if p.latest),
        next_steps=_joined((p.unit.called, p.latest.next_steps) for p in counting if p.latest),
        to_coordinate=_joined((p.unit.called, p.latest.to_coordinate) for p in counting if p.latest),
    )


def open_parts(session: Session, assignment_id: int) -> list[Part]:
    """The parts of an assignment that are not closed or withdrawn yet."""
    return [part for part in parts(session, assignment_id) if part.is_open]


def require_parts_settled(session: Session, assignment: Assignment, despite: str) -> str:
    """What the submission of the whole has to say about open parts; empty where there are none.

    Raises Refusal while parts are open and no reason is given.
    """
    waiting = open_parts(session, assignment.id)
    if not waiting:
        return ""
    names = "、".join(part.unit.called for part in waiting)
    if not despite.strip():
        raise Refusal(
            f"分解给{names}的还没有办结，不能申请销号。请先销号或撤回这些部分；确需先行申请的，请写明理由。"
        )
    return f"（分解给{names}的尚未办结，理由：{despite.strip()}）"


def require_whole(assignment: Assignment) -> None:
    """Raises Refusal for a part: only the unit that split it off gives it to somebody else."""
    if assignment.parent_id is not None:
        raise Refusal("这件事是上级单位分解下达的，不能转办或增加协办。请由上级单位撤回后另行分解。")


def withdraw_parts(
    session: Session, assignment: Assignment, actor: Actor, today: date, now: datetime, reason: str
) -> None:
    """Take back what was split off from an assignment that is withdrawn, down to the last part."""
    for part in open_parts(session, assignment.id):
        drop_pending(session, part.assignment, actor, today, now)
        end_stop(session, part.assignment, actor, today)
        made = move(session, part.assignment, Move.WITHDRAW, actor, today, now, f"上级任务已撤回：{reason}")
        tell_unit(session, part.assignment, NoticeKind.WITHDRAWAL, occasion=f"{made.id}", today=today)
        withdraw_parts(session, part.assignment, actor, today, now, reason)


def _require_sense(
    session: Session, assignment: Assignment, share: Share, below: dict[int, Unit], today: date
) -> None:
    if share.unit_id not in below:
        raise Refusal(_not_below(session, assignment, share.unit_id, today))
    called = below[share.unit_id].called
    if not share.wording.strip():
        raise Refusal(f"请写明要{called}办什么。")
    if len(share.wording) > _LONGEST_WORDING:
        raise Refusal(f"给{called}的要求太长（超过{_LONGEST_WORDING}字）。请写得简短些。")
    due, whole = _due(assignment, share), assignment.due_on
    if due is not None and whole is not None and due > whole:
        raise Refusal(
            f"给{called}的时限{day_in_words(due)}晚于本单位的时限{day_in_words(whole)}。请改为{day_in_words(whole)}或以前。"
        )
    # What is overdue as a whole can only be handed on as overdue.
    if due is not None and due < today and due != whole:
        raise Refusal(f"给{called}的时限{day_in_words(due)}已经过去。请填今天或以后的日期。")


def _not_below(session: Session, assignment: Assignment, unit_id: int, today: date) -> str:
    unit = session.get(Unit, unit_id)
    if unit is None:
        return "选定的单位不在名录里。请返回刷新后重新选择。"
    if unit_id == assignment.unit_id:
        return "不能分解给本单位自己。请选择下级单位。"
    if unit.ended_on is not None and unit.ended_on <= today:
        return f"{unit.called}已于{day_in_words(unit.ended_on)}撤销或并入别的单位，不能再交给它。请另选单位。"
    return f"{unit.called}不是本单位的下级单位，不能分解给它。需要它办理的，请报督办部门转办或增加协办。"


def _hand_out(
    session: Session,
    whole: Assignment,
    share: Share,
    unit: Unit,
    made: Transition,
    actor: Actor,
    now: datetime,
) -> Assignment:
    due, wording = _due(whole, share), share.wording.strip()
    row = {
        "task_id": whole.task_id,
        "deadline_id": whole.deadline_id,
        "unit_id": share.unit_id,
        "role": Role.RESPONSIBLE,
        "status": Status.ASSIGNED,
        "assigned_on": made.on,
        "first_due_on": due,
        "due_on": due,
        "parent_id": whole.id,
        "block_id": open_block(session, now),
    }
    # The unique key knows what the unit holds of this deadline already.
    ids = insert_new(session, Assignment, [row])
    if not ids:
        return _hand_out_again(session, whole, share, unit, made, actor, now)
    part = session.get_one(Assignment, ids[0])
    session.add(
        Transition(
            assignment_id=part.id,
            move=Move.ASSIGN,
            before=None,
            after=Status.ASSIGNED,
            at=now,
            on=made.on,
            by=made.by,
            note=wording,
            block_id=open_block(session, now),
        )
    )
    session.flush()
    _tell(session, part, "", made.on)
    return part


def _hand_out_again(
    session: Session,
    whole: Assignment,
    share: Share,
    unit: Unit,
    made: Transition,
    actor: Actor,
    now: datetime,
) -> Assignment:
    part = session.exec(
        select(Assignment).where(
            Assignment.deadline_id == whole.deadline_id,
            Assignment.unit_id == share.unit_id,
            Assignment.role == Role.RESPONSIBLE,
        )
    ).one()
    if part.parent_id != whole.id:
        raise Refusal(f"{unit.called}已经承担这项任务的同一时限，不能再分解给它。请在它承担的那一件里跟踪。")
    if part.status is not Status.WITHDRAWN:
        raise Refusal(f"已经分解给{unit.called}（{part.status.label}），不能再分解一次。")
    again = move(session, part, Move.ASSIGN, actor, made.on, now, share.wording.strip())
    if part.due_on != _due(whole, share):
        change_due(
            session,
            part,
            DueChangeKind.AMENDMENT,
            _due(whole, share),
            again.by,
            made.on,
            now,
            note="重新分解下达",
        )
    _tell(session, part, f"{again.id}", made.on)
    return part


def _tell(session: Session, part: Assignment, occasion: str, today: date) -> None:
    tell_unit(session, part, NoticeKind.ASSIGNMENT, occasion=occasion, today=today)


def _due(whole: Assignment, share: Share) -> date | None:
    return share.due_on or whole.due_on


def _day(day: date | None) -> str:
    return f"{day_in_words(day)}前" if day else "未定时限"


def _progress(part: Part) -> str:
    if part.latest is not None:
        return part.latest.progress
    return "已办结。" if part.assignment.status is Status.CLOSED else "尚未反馈。"


def _joined(said: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{name}：{words.strip()}" for name, words in said if words.strip())
