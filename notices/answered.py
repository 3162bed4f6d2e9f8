"""What a notice that answers a unit says: the decision in the words of the record, not only that there is one."""

from sqlmodel import Session, col, select

from models.assignment import Assignment, Transition
from models.coordination import Coordination
from models.instruction import Instruction, PassedInstruction
from models.letter import Letter
from models.notice import Notice
from models.words import CoordinationStatus, LetterKind, Move, NoticeKind, UserRole
from schedules.clock import day_of
from schedules.wording import day_in_words

# Their occasion is the move that they tell of.
_OF_A_MOVE = frozenset(
    {
        NoticeKind.EXTENSION,
        NoticeKind.RETURN,
        NoticeKind.CLOSURE,
        NoticeKind.REOPENING,
        NoticeKind.WITHDRAWAL,
        NoticeKind.CLOCK,
    }
)
_LONGEST = 200  # characters; the whole stands on the board


def answered(session: Session, notice: Notice, assignment: Assignment, unit: str) -> str:
    """What was decided, without a full stop at its end; empty where the notice answers nothing or nothing was said.

    ``unit`` is what the assignment's own unit is called, for those who were asked about its matter.
    """
    if notice.kind is NoticeKind.VOIDING:
        return _voided(session, notice)
    if notice.kind is NoticeKind.COORDINATION:
        return _coordinated(session, notice, assignment, unit)
    if notice.kind is NoticeKind.INSTRUCTION:
        return _instructed(session, notice, assignment)
    was_passed_on = assignment.transferred_from_id is not None or assignment.parent_id is not None
    if notice.kind is NoticeKind.ASSIGNMENT and was_passed_on:
        rows = select(Transition).where(
            Transition.assignment_id == assignment.id, Transition.move == Move.ASSIGN
        )
        made = session.exec(rows.order_by(col(Transition.id).desc())).first()
    elif notice.kind in _OF_A_MOVE and notice.occasion.isdecimal():
        made = session.get(Transition, int(notice.occasion))
    else:
        return ""
    if made is None or made.assignment_id != assignment.id or _is_over(made, assignment):
        return ""
    return _cut(made.note)


def _is_over(made: Transition, assignment: Assignment) -> bool:
    """Whether it tells of a clock that stood, and runs again by now, or the other way round."""
    is_stopped = assignment.stopped_on is not None
    return made.move is (Move.RESTART_CLOCK if is_stopped else Move.STOP_CLOCK)


def _voided(session: Session, notice: Notice) -> str:
    letter = session.get(Letter, int(notice.occasion)) if notice.occasion.isdecimal() else None
    if letter is None or letter.signed_at is None or letter.settled_at is None:
        return ""
    by = "领导" if notice.signer == UserRole.LEADER.value else "经办人"
    signed, on = day_in_words(day_of(letter.signed_at)), day_in_words(day_of(letter.settled_at))
    stands = "。延期审批的结果不变" if letter.kind is LetterKind.EXTENSION else ""
    return (
        f"{letter.reference}{letter.kind.label}（{signed}签发）已于{on}由督办部门{by}作废，"
        f"理由：{_cut(letter.reason)}{stands}"
    )


def _coordinated(session: Session, notice: Notice, assignment: Assignment, unit: str) -> str:
    number = notice.occasion.partition("-")[0]
    matter = session.get(Coordination, int(number)) if number.isdecimal() else None
    if matter is None or matter.assignment_id != assignment.id:
        return ""
    is_others = notice.unit_id not in (None, assignment.unit_id)
    what = f"{unit if is_others else '贵单位'}提出的需协调事项“{_cut(matter.text)}”"
    if matter.status is CoordinationStatus.ASKED and notice.occasion.startswith(f"{number}-s"):
        return _to_sign(what, matter, notice)
    match matter.status:
        case CoordinationStatus.SETTLED:
            return f"{what}已议定：{_cut(matter.decision)}"
        case CoordinationStatus.DECLINED:
            return f"{what}不予协调：{_cut(matter.decision)}"
        case _ if is_others:
            return f"{what}，征求贵单位的意见，请登录后在“协调”页答复"
        case _:
            return f"{what}已受理，正在征求有关单位的意见"


def _to_sign(what: str, matter: Coordination, notice: Notice) -> str:
    draft = notice.occasion.partition("-s")[2].partition("-")[0]
    if draft != str(matter.proposal_round):
        return f"{what}，拟议意见已经改过，以后一稿为准"
    return f"{what}，请贵单位会签，拟议意见：“{_cut(matter.proposal)}”，请登录后在“协调”页签署"


def _instructed(session: Session, notice: Notice, assignment: Assignment) -> str:
    number, _, said = notice.occasion.partition("-")
    row = session.get(PassedInstruction, int(number)) if number.isdecimal() else None
    instruction = session.get(Instruction, int(said)) if said.isdecimal() else None
    if row is None or instruction is None or row.assignment_id != assignment.id:
        return ""
    on = day_in_words(instruction.on)
    if row.instruction_id != instruction.id:
        return f"{instruction.leader}{on}对这项任务的批示已经更正，以更正后的为准"
    again = "更正后的" if instruction.corrects_id else ""
    if row.answered_on is not None:
        then = "。贵单位已答复，不用再答复"
    elif row.due_on is not None:
        then = f"。请在{day_in_words(row.due_on)}前答复办理情况"
    else:
        then = "。请答复办理情况"
    return f"{instruction.leader}{on}对这项任务{again}批示：“{_cut(instruction.text)}”{then}"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:_LONGEST]}……（全文请登录查看）" if len(line) > _LONGEST else line.rstrip("。")
