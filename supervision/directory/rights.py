"""Who may do what in the administration: by role, and by whether the office keeps three officers (三员分立).

Without three officers the clerks administer, as one office does whose clerks are all alike. With them accounts,
rights and the log are in three hands, none of which sees the office's business, and the clerks administer nothing.
"""

from enum import Enum

from sqlmodel import Session, col, select

from config.refusal import NotTheirs
from config.settings import settings
from models.user import User
from models.words import UserRole
from supervision.actor import Actor

OFFICERS = frozenset({UserRole.ADMINISTRATOR, UserRole.SECURITY, UserRole.AUDITOR})
"""The three (三员). None of them sees the office's business."""


class Right(Enum):
    """Something that only some may do; its value is what people call it."""

    SYSTEM = "查看系统情况"
    ACCOUNTS = "管理账号"
    ROLES = "授予角色"
    SESSIONS = "结束登录和解除锁定"
    SCOPES = "设定查看范围"
    CHANNELS = "试发通知通道"
    DIRECTORY = "维护单位名录"
    LOG = "查看日志"


_OF_THE_OFFICERS = {
    UserRole.ADMINISTRATOR: frozenset({Right.SYSTEM, Right.ACCOUNTS, Right.CHANNELS, Right.DIRECTORY}),
    UserRole.SECURITY: frozenset({Right.ROLES, Right.SESSIONS, Right.SCOPES}),
    UserRole.AUDITOR: frozenset({Right.LOG}),
}
_NONE: frozenset[Right] = frozenset()


def rights(role: UserRole) -> frozenset[Right]:
    """All that a person of this role may do in the administration of this office."""
    match role:
        case UserRole.CLERK if not settings().three_officers:
            return frozenset(Right)
        case UserRole.LEADER if not settings().three_officers:
            return frozenset({Right.SYSTEM})
        case _:
            return _OF_THE_OFFICERS.get(role, _NONE)


def may(role: UserRole, right: Right) -> bool:
    """Whether a person of this role may do this."""
    return right in rights(role)


def require(actor: Actor, right: Right) -> None:
    """Raises NotTheirs unless this person may do this."""
    if may(actor.role, right):
        return
    holders = [role.label for role in UserRole if may(role, right)]
    raise NotTheirs(f"{actor.role.label}账号不能{right.value}。请交由{'或'.join(holders)}办理。")


def holders_of(right: Right) -> list[UserRole]:
    """The roles that hold a right in this office."""
    return [role for role in UserRole if may(role, right)]


def holders(session: Session, role: UserRole) -> list[User]:
    """The people in use who have a role."""
    return list(session.exec(select(User).where(User.role == role, col(User.is_active))))


def of_the_command_line(session: Session) -> frozenset[Right]:
    """What who works at the machine itself may do with ``duban``.

    With three officers it is what the 系统管理员 may, as soon as there is somebody to grant: the first officers
    have to come from somewhere.
    """
    if not settings().three_officers:
        return frozenset(Right)
    if not any(holders(session, role) for role in holders_of(Right.ROLES)):
        return frozenset(Right)
    return _OF_THE_OFFICERS[UserRole.ADMINISTRATOR]
