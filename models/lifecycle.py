"""Which moves an assignment allows in which state, and who makes them: one table."""

from config.refusal import Refusal
from models.words import Move, Status

MOVES: dict[tuple[Status, Move], Status] = {
    (Status.ASSIGNED, Move.ACCEPT): Status.UNDERWAY,
    (Status.ASSIGNED, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.UNDERWAY, Move.REPORT): Status.UNDERWAY,
    (Status.UNDERWAY, Move.SUBMIT): Status.SUBMITTED,
    (Status.UNDERWAY, Move.WITHDRAW): Status.WITHDRAWN,
    (Status.SUBMITTED, Move.SEND_BACK): Status.UNDERWAY,
    (Status.SUBMITTED, Move.CLOSE): Status.CLOSED,
    (Status.CLOSED, Move.REOPEN): Status.UNDERWAY,
}

# What the unit itself does; the rest is the office's.
OF_THE_UNIT = frozenset({Move.ACCEPT, Move.REPORT, Move.SUBMIT})

# No rung fires and no light burns red for these.
SETTLED = frozenset({Status.CLOSED, Status.WITHDRAWN})


def after(status: Status, move: Move) -> Status:
    """The state an assignment reaches by this move. Raises Refusal where the table has none."""
    try:
        return MOVES[status, move]
    except KeyError:
        raise Refusal(_no_such_move(status, move)) from None


def possible(status: Status) -> list[Move]:
    """The moves that this state allows, in the order of the table."""
    return [move for before, move in MOVES if before is status]


def _no_such_move(status: Status, move: Move) -> str:
    ways = "、".join(way.label for way in possible(status))
    hint = f"现在可以：{ways}。" if ways else "这件事已经了结，不能再动。"
    return f"这件事现在是“{status.label}”，不能{move.label}。{hint}"
