"""What becomes of an account after it was made: its role, its password, its lock, its sessions, whether it is in use."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from config.refusal import NotTheirs, Refusal
from config.settings import settings
from models.unit import Unit
from models.user import SignIn, User
from models.words import Subject, UserRole
from supervision.actor import Actor
from supervision.directory.accounts import create, put_password_out_of_use, renew_password
from supervision.directory.lockout import forgive
from supervision.directory.rights import OFFICERS, Right, holders_of, may, of_the_command_line, require
from supervision.record.log import log

_LONGEST_SUBJECT = 300


def make_account(
    session: Session, login: str, name: str, role: UserRole, unit_id: int | None, actor: Actor, now: datetime
) -> str:
    """Make an account and give back its first password, which the person has to change.

    Who may not grant makes it out of use: it waits for the 安全保密管理员. Raises Refusal.
    """
    require(actor, Right.ACCOUNTS)
    unit = _unit_for(session, role, unit_id)
    is_granted = may(actor.role, Right.ROLES)
    if is_granted:
        _require_one_office(session, name, role)
    return create(
        session, login, name, role, unit, by=actor.name, now=now, is_active=is_granted, must_renew=True
    )


def grant(
    session: Session, user: User, role: UserRole, unit_id: int | None, actor: Actor, now: datetime
) -> None:
    """Give an account a role, a unit's its unit, and put it in use; where that is another one, its sessions end.

    Raises Refusal.
    """
    require(actor, Right.ROLES)
    if user.id == actor.user_id:
        raise Refusal("不能给自己授予角色。请由另一位有权的人办理。")
    unit = _unit_for(session, role, unit_id)
    _require_one_office(session, user.name, role, user.id)
    if user.is_active and not may(role, Right.ROLES):
        _require_somebody_left(session, user)
    before = user.role
    was_active = user.is_active
    if (user.role, user.unit_id) != (role, unit):
        _end_all(session, user)
    user.role, user.unit_id, user.is_active = role, unit, True
    session.add(user)
    called = session.get_one(Unit, unit).called if unit else ""
    note = f"{user.name}：{before.label} → {role.label}{called and f'（{called}）'}"
    log(session, Subject.ACCOUNT, user.id, "授予角色", actor.name, now, note=note, login=user.login)
    if not was_active:
        log(session, Subject.ACCOUNT, user.id, "启用账号", actor.name, now, note=user.name, login=user.login)


def deactivate(session: Session, user: User, actor: Actor, now: datetime) -> None:
    """Put an account out of use; its sessions end at once. What the person did stays in the record. Raises Refusal."""
    _require_either(actor, Right.ACCOUNTS, Right.ROLES)
    _require_not_above(user, actor)
    if user.id == actor.user_id:
        raise Refusal("不能停用自己的账号。请由另一位有权的人办理。")
    if not user.is_active:
        raise Refusal(f"{user.name}的账号已经停用。")
    _require_somebody_left(session, user)
    user.is_active = False
    session.add(user)
    _end_all(session, user)
    log(session, Subject.ACCOUNT, user.id, "停用账号", actor.name, now, note=user.name, login=user.login)


def give_password(session: Session, user: User, actor: Actor, now: datetime) -> str:
    """Give an account a new password, shown once.

    With three officers the account is out of use until the 安全保密管理员 has asked the person and puts it in use
    again: nobody gets into another's account alone. Raises Refusal.
    """
    require(actor, Right.ACCOUNTS)
    _require_not_above(user, actor)
    if user.id == actor.user_id:
        raise Refusal("自己的口令请在本人账号页修改。")
    made = renew_password(session, user.login, by=actor.name, now=now)
    if not may(actor.role, Right.ROLES) and user.is_active:
        user.is_active = False
        session.add(user)
        log(session, Subject.ACCOUNT, user.id, "停用账号", actor.name, now, note=f"{user.name}：换了新口令，待核实启用", login=user.login)  # fmt: skip
    return made


def unlock(session: Session, user: User, actor: Actor, now: datetime) -> None:
    """Take the lock of wrong passwords away. Raises Refusal."""
    require(actor, Right.SESSIONS)
    forgive(session, user.id)
    log(session, Subject.ACCOUNT, user.id, "解除锁定", actor.name, now, note=user.name, login=user.login)


def unlock_at_the_machine(session: Session, login: str, by: str, now: datetime) -> None:
    """The same for who works at the machine itself. Raises Refusal."""
    if Right.SESSIONS not in of_the_command_line(session):
        raise Refusal("已启用三员分立，解除锁定由安全保密管理员在看板的账号页办理。")
    user = session.exec(select(User).where(User.login == login)).first()
    if user is None:
        raise Refusal(f"没有账号“{login}”。用 duban status 看现有账号。")
    forgive(session, user.id)
    log(session, Subject.ACCOUNT, user.id, "解除锁定", by, now, note=user.name, login=login)


def end_session(session: Session, row: SignIn, actor: Actor, now: datetime) -> None:
    """End a session: one's own, or by right anybody's. Raises Refusal."""
    if row.user_id != actor.user_id:
        require(actor, Right.SESSIONS)
    user = session.get_one(User, row.user_id)
    session.delete(row)
    log(session, Subject.ACCOUNT, user.id, "结束登录", actor.name, now, note=user.name, login=user.login)


def end_other_sessions(session: Session, user: User, kept: int, actor: Actor, now: datetime) -> None:
    """End all sessions of an account but one (0 keeps none). Raises Refusal where there is no other."""
    if user.id != actor.user_id:
        require(actor, Right.SESSIONS)
    rows = session.exec(select(SignIn).where(SignIn.user_id == user.id, SignIn.id != kept)).all()
    standing = [row for row in rows if row.ended_at is None]
    if not standing:
        raise Refusal("没有其他的登录，不用结束。")
    for row in rows:
        session.delete(row)
    note = f"{user.name}：{len(standing)}处"
    log(session, Subject.ACCOUNT, user.id, "结束登录", actor.name, now, note=note, login=user.login)


def link_subject(session: Session, user: User, subject: str, actor: Actor, now: datetime) -> None:
    """Say who this account is at the organisation's own sign-in (OIDC); empty takes the link away. Raises Refusal."""
    # Who links decides who gets in: with three officers it is a grant.
    require(actor, Right.ROLES)
    if len(subject) > _LONGEST_SUBJECT:
        raise Refusal("统一身份编号太长。请核对后重新填写。")
    if not subject and user.subject is None:
        raise Refusal(f"{user.name}的账号没有关联统一身份。")
    if user.subject is not None and user.subject != subject:
        # Whoever came in by the old one goes.
        _end_all(session, user)
    _take_subject(session, user, subject or None)
    deed = "关联统一身份" if subject else "取消关联统一身份"
    log(session, Subject.ACCOUNT, user.id, deed, actor.name, now, note=user.name, identity=subject)


def admit_by_subject(
    session: Session, subject: str, login: str, now: datetime, *, by_login: bool
) -> User | None:
    """The account in use that the organisation's sign-in names, None where there is none.

    ``by_login`` links an account that has no link yet by its login; then its password is put out of use, for it
    was chosen by somebody else.
    """
    found = session.exec(select(User).where(User.subject == subject)).first()
    if found is None and by_login and login:
        found = session.exec(select(User).where(User.login == login, col(User.subject).is_(None))).first()
        if found is not None and found.is_active:
            _take_subject(session, found, subject)
            log(session, Subject.ACCOUNT, found.id, "关联统一身份", found.name, now, note="第一次登录时按登录名关联", identity=subject)  # fmt: skip
    if found is None or not found.is_active:
        return None
    if found.must_renew:
        put_password_out_of_use(found, now)
        note = "改用统一身份登录，别人设定的口令作废"
        log(session, Subject.ACCOUNT, found.id, "换新口令", found.name, now, note=note, login=found.login)
        session.add(found)
        session.flush()
    return found


def _take_subject(session: Session, user: User, subject: str | None) -> None:
    try:
        with session.begin_nested():
            session.execute(update(User).where(col(User.id) == user.id).values(subject=subject))
    except IntegrityError:
        raise Refusal("这个统一身份编号已经关联了另一个账号。请先在那个账号上取消关联。") from None


def _end_all(session: Session, user: User) -> None:
    for row in session.exec(select(SignIn).where(SignIn.user_id == user.id)):
        session.delete(row)


def _unit_for(session: Session, role: UserRole, unit_id: int | None) -> int | None:
    if role is not UserRole.UNIT:
        return None
    if unit_id is None or session.get(Unit, unit_id) is None:
        raise Refusal("责任单位的账号要选一个单位。请选好后再提交。")
    return unit_id


def _require_either(actor: Actor, *several: Right) -> None:
    if not any(may(actor.role, right) for right in several):
        require(actor, several[0])


def _require_not_above(user: User, actor: Actor) -> None:
    """Who may not grant does not touch those who may, nor those who watch."""
    if user.role in OFFICERS and not may(actor.role, Right.ROLES):
        raise NotTheirs(f"{user.role.label}的账号不由{actor.role.label}办理。请在服务器上用 duban 命令办理。")


def _require_one_office(session: Session, name: str, role: UserRole, own_id: int | None = None) -> None:
    """With three officers the same person holds no two of the offices, and none beside the office's work."""
    if not settings().three_officers:
        return
    others = session.exec(select(User).where(User.name == name, col(User.is_active))).all()
    for other in others:
        if other.id != own_id and (role in OFFICERS or other.role in OFFICERS) and other.role is not role:
            raise Refusal(
                f"{name}已有{other.role.label}的账号（{other.login}）。三员不能由同一人兼任，也不能兼办业务；同名不同人的，请在姓名后注明。"
            )


def _require_somebody_left(session: Session, user: User) -> None:
    """The last who may grant stays: otherwise nobody could ever grant again."""
    rows = select(User.id).where(
        col(User.role).in_(holders_of(Right.ROLES)), col(User.is_active), col(User.id) != user.id
    )
    if may(user.role, Right.ROLES) and session.exec(rows).first() is None:
        raise Refusal(f"{user.name}是最后一个能授予角色的人，不能停用或改任。请先给另一个人授予这个角色。")
