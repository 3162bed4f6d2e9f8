"""Who does something: a person of the office, or of a unit."""

from dataclasses import dataclass

from config.refusal import Refusal
from models.assignment import Assignment
from models.lifecycle import OF_THE_UNIT, may_make
from models.words import Move, UserRole


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting. ``unit_id`` is set for a unit's own account, which sees that unit alone.

    ``assignment_id`` is set for who comes by a link for one assignment, and sees that one alone.
    """

    name: str
    role: UserRole
    unit_id: int | None = None
    assignment_id: int | None = None

    def may_see(self, assignment: Assignment) -> bool:
        """Whether this assignment concerns them: all to the office, its own to a unit."""
        if self.assignment_id is not None and assignment.id != self.assignment_id:
            return False
        return self.role is not UserRole.UNIT or assignment.unit_id == self.unit_id

    def signature(self, move: Move) -> str:
        """How the record names them; a clerk who keys in a unit's paper is marked 代录."""
        return f"{self.name}（代录）" if move in OF_THE_UNIT and self.role is UserRole.CLERK else self.name


def require_may(actor: Actor, assignment: Assignment, move: Move) -> None:
    """Raises Refusal unless this person may make this move on this assignment."""
    if not actor.may_see(assignment):
        raise Refusal("这件事不是交办给贵单位的，不能办理。如有疑问，请与督办部门联系。")
    if may_make(actor.role, move):
        return
    match actor.role:
        case UserRole.LEADER:
            raise Refusal(f"领导账号用于查看和签发，不能{move.label}。请交由经办人员办理。")
        case UserRole.UNIT:
            raise Refusal(f"{move.label}由督办部门办理，责任单位账号不能操作。")
        case _:
            raise Refusal(f"{actor.role.label}账号只能查看，不能{move.label}。请与督办部门联系。")
