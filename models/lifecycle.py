"""Which moves an assignment allows in which state, and who makes them: one table."""

from config.refusal import Refusal
from models.words import Move, Status, UserRole

# What the unit still has to do something about.
IN_HAND = (Status.ASSIGNED, Status.ACCEPTED, Status.UNDERWAY)

# No rung fires and no light burns red for these.
SETTLED = frozenset({Status.CLOSED, Status.WITHDRAWN, Status.TRANSFERRED})

# What counts in no figure: it was taken back, or counts where it went.
UNCOUNTED = frozenset({Status.WITHDRAWN, Status.TRANSFERRED})

_OPEN = (*IN_HAND, Status.SUBMITTED)
_AT_WORK = (Status.ACCEPTED, Status.UNDERWAY)

# Moves that lead on to another state.
STEPS: dict[tuple[Status, Move], Status] = {
    (Status.ASSIGNED, Move.ACCEPT): Status.ACCEPTED,
    (Status.ACCEPTED, Move.REPORT): Status.UNDERWAY,
    (Status.ACCEPTED, Move.SUBMIT): Status.SUBMITTED,
    (Status.UNDERWAY, Move.SUBMIT): Status.SUBMITTED,
    (Status.SUBMITTED, Move.SEND_BACK): Status.UNDERWAY,
    (Status.SUBMITTED, Move.CLOSE): Status.CLOSED,
    (Status.CLOSED, Move.REOPEN): Status.UNDERWAY,
    **{(before, Move.TRANSFER): Status.TRANSFERRED for before in IN_HAND},
    **{(before, Move.WITHDRAW): Status.WITHDRAWN for before in _OPEN},
    **{(before, Move.CLOSE_JOINTLY): Status.CLOSED for before in _OPEN},
    # A unit may be given again what was taken from it.
    (Status.TRANSFERRED, Move.ASSIGN): Status.ASSIGNED,
    (Status.WITHDRAWN, Move.ASSIGN): Status.ASSIGNED,
}

# Moves that leave the state as it is, and the states that allow them.
_DEEDS: dict[Move, tuple[Status, ...]] = {
    Move.REPORT: (Status.UNDERWAY,),
    Move.ATTACH: _AT_WORK,
    Move.PLAN: _AT_WORK,
    Move.ANSWER_PLAN: _OPEN,
    Move.SPLIT: _AT_WORK,
    Move.SUPPORT: IN_HAND,
    Move.ASK_TIME: _AT_WORK,
    Move.ANSWER_TIME: _OPEN,
    Move.STOP_CLOCK: IN_HAND,
    Move.RESTART_CLOCK: IN_HAND,
    Move.COORDINATE: _OPEN,
    Move.CHECK: (Status.SUBMITTED,),
    Move.AMEND: (*_OPEN, Status.CLOSED),
    Move.ROLL_OVER: IN_HAND,
    Move.PASS_ON: _OPEN,
    Move.ANSWER_INSTRUCTION: _OPEN,
}

MOVES: dict[tuple[Status, Move], Status] = {
    **STEPS,
    **{(status, move): status for move, allowed in _DEEDS.items() for status in allowed},
}

# What the unit itself does, or a clerk for it (代录); the rest is the office's.
OF_THE_UNIT = frozenset(
    {
        Move.ACCEPT,
        Move.REPORT,
        Move.SUBMIT,
        Move.ATTACH,
        Move.PLAN,
        Move.ASK_TIME,
        Move.SPLIT,
        Move.ANSWER_INSTRUCTION,
    }
)

# The unit that was asked for its opinion, and the office.
_OF_BOTH = frozenset({Move.COORDINATE})

# What a leader decides as well as a clerk.
_OF_THE_LEADER = frozenset({Move.ANSWER_TIME, Move.CHECK, Move.CLOSE_JOINTLY, Move.COORDINATE, Move.PASS_ON})


def may_make(role: UserRole, move: Move) -> bool:
    """Whether people of this role make this move at all; which assignments they see is another question."""
    match role:
        case UserRole.CLERK:
            return True
        case UserRole.UNIT:
            return move in OF_THE_UNIT or move in _OF_BOTH
        case UserRole.LEADER:
            return move in _OF_THE_LEADER
        case _:
            return False


def after(status: Status, move: Move, role: UserRole | None = None) -> Status:
    """The state an assignment reaches by this move.

    Raises Refusal where the table has none; it names what people of this role, or of any, may do instead.
    """
    try:
        return MOVES[status, move]
    except KeyError:
        raise Refusal(_no_such_move(status, move, role)) from None


def possible(status: Status) -> list[Move]:
    """The moves that this state allows, in the order of the table."""
    return [move for before, move in MOVES if before is status]


def _no_such_move(status: Status, move: Move, role: UserRole | None) -> str:
    ways = "、".join(
        way.label for before, way in STEPS if before is status and (role is None or may_make(role, way))
    )
    if ways:
        hint = f"现在可以：{ways}。"
    elif status in SETTLED:
        hint = "这件事已经了结，不能再动。"
    else:
        hint = "请等待审核结果。"
    return f"这件事现在是“{status.label}”，不能{move.label}。{hint}"
