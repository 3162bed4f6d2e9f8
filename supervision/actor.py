"""Who does something: a person of the office, of a unit, or one who only looks on."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import object_session
from sqlmodel import col

from config.refusal import NotTheirs
from models.assignment import Assignment
from models.coordination import Coordination, CoordinationReply
from models.lifecycle import OF_THE_UNIT, may_make
from models.words import Move, UserRole

OFFICE = frozenset({UserRole.CLERK, UserRole.LEADER})

# What a unit decides about the parts that it split off itself; about its own assignment it decides nothing.
OF_THE_PARENT = frozenset(
    {
        Move.ASSIGN,
        Move.SEND_BACK,
        Move.CLOSE,
        Move.REOPEN,
        Move.WITHDRAW,
        Move.CHECK,
        Move.ANSWER_TIME,
        Move.ANSWER_PLAN,
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting. ``unit_id`` is set for a unit's own account; ``user_id`` tells whose scope holds.

    ``assignment_id`` is set for who comes by a link for one assignment and touches no other. What each sees is
    told by ``supervision.visibility``.
    """

    name: str
    role: UserRole
    unit_id: int | None = None
    user_id: int | None = None
    assignment_id: int | None = None

    @property
    def is_of_the_office(self) -> bool:
        """Whether they sit in the office, to which everything is open."""
        return self.role in OFFICE

    def signature(self, move: Move) -> str:
        """How the record names them; a clerk who keys in a unit's paper is marked 代录."""
        return f"{self.name}（代录）" if move in OF_THE_UNIT and self.role is UserRole.CLERK else self.name


def require_may(actor: Actor, assignment: Assignment, move: Move) -> None:
    """Raises Refusal unless this person may make this move on this assignment."""
    if actor.assignment_id not in (None, assignment.id):
        raise NotTheirs("这个填报链接只用于另一件事，不能办理这一件。请与督办部门联系。")
    if actor.role is UserRole.UNIT and assignment.unit_id != actor.unit_id:
        if move is not Move.COORDINATE or not _is_asked(actor, assignment):
            _require_may_as_parent(actor, assignment, move)
        return
    if may_make(actor.role, move):
        return
    match actor.role:
        case UserRole.LEADER:
            raise NotTheirs(f"领导账号用于查看和签发，不能{move.label}。请交由经办人员办理。")
        case UserRole.UNIT:
            reviewer = "分解下达的上级单位" if assignment.parent_id else "督办部门"
            raise NotTheirs(f"{move.label}由{reviewer}办理，承办单位自己不能操作。")
        case _:
            raise NotTheirs(f"{actor.role.label}账号只能查看，不能{move.label}。请与督办部门联系。")


def _require_may_as_parent(actor: Actor, assignment: Assignment, move: Move) -> None:
    above = _units_above(assignment)
    if actor.unit_id not in above:
        raise NotTheirs("这件事不是交办给贵单位的，不能办理。如有疑问，请与督办部门联系。")
    # What is withdrawn takes everything below it along.
    if move is Move.WITHDRAW or (move in OF_THE_PARENT and above[0] == actor.unit_id):
        return
    raise NotTheirs(f"{move.label}由承办这一部分的下级单位自己办理。贵单位可以退回、销号或撤回。")


def _is_asked(actor: Actor, assignment: Assignment) -> bool:
    """Whether the unit was asked for its opinion on a matter of this assignment."""
    session = object_session(assignment)
    rows = (
        select(col(CoordinationReply.id))
        .join(Coordination, col(Coordination.id) == col(CoordinationReply.coordination_id))
        .where(
            col(Coordination.assignment_id) == assignment.id, col(CoordinationReply.unit_id) == actor.unit_id
        )
    )
    return session is not None and session.execute(rows).first() is not None


def _units_above(assignment: Assignment) -> list[int]:
    """The units that hold what this is a part of, the nearest first."""
    session = object_session(assignment)
    above: list[int] = []
    parent_id = assignment.parent_id
    while session is not None and parent_id is not None:
        parent = session.get_one(Assignment, parent_id)
        above.append(parent.unit_id)
        parent_id = parent.parent_id
    return above
