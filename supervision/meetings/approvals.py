"""The chain of approval of a paper that goes out (拟稿, 核稿, 会签, 签发): who has it now, who said what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import CursorResult, select, update
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.inserts import insert_new
from models.meeting import ApprovalStep
from models.user import User
from models.words import Answer, Subject, UserRole
from supervision.actor import Actor
from supervision.record.log import log

_OFFICE = (UserRole.CLERK, UserRole.LEADER)
_MOST_STEPS = 8


class Outgoing(Enum):
    """What kind of paper a chain is about: how it is stored, what people call it, and where its page is."""

    BULLETIN = "bulletin", "简报", "/bulletins/{}"
    PAPER = "paper", "文稿", "/papers/{}"

    def __init__(self, stored: str, label: str, address: str) -> None:
        self.stored, self.label, self._address = stored, label, address

    def address(self, number: int) -> str:
        """The page of this paper."""
        return self._address.format(number)

    @classmethod
    def of(cls, stored: str) -> "Outgoing":
        """The kind with this stored word. Raises Refusal where there is none."""
        for one in cls:
            if one.stored == stored:
                return one
        raise Refusal("没有这种文稿。请从文稿的页面发起审批。")


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps of the latest round of a paper, in their order, and those of the rounds before."""

    steps: tuple[ApprovalStep, ...]
    earlier: tuple[ApprovalStep, ...]

    @property
    def current(self) -> ApprovalStep | None:
        """The step that waits, None where the chain is through or was sent back."""
        if self.is_sent_back:
            return None
        return next((step for step in self.steps if step.answer is Answer.PENDING), None)

    @property
    def is_sent_back(self) -> bool:
        """Whether somebody sent it back."""
        return any(step.answer is Answer.REFUSED for step in self.steps)

    @property
    def is_through(self) -> bool:
        """Whether everybody has agreed."""
        return bool(self.steps) and all(step.answer is Answer.GRANTED for step in self.steps)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that waits for a person."""

    step: ApprovalStep
    paper: Outgoing

    @property
    def address(self) -> str:
        """Where the paper is to be read."""
        return self.paper.address(self.step.subject_id)


def begin(
    session: Session,
    paper: Outgoing,
    number: int,
    steps: Sequence[tuple[str, str]],
    actor: Actor,
    now: datetime,
) -> Chain:
    """Send a paper on its way: for each step its name (核稿) and the login of whose it is.

    Raises Refusal without steps, for people who are not of the office, and while the round before is on its way or through.
    """
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("送审由经办人员发起。")
    named = [(name.strip() or "审核", login.strip()) for name, login in steps if login.strip()]
    if not 0 < len(named) <= _MOST_STEPS:
        raise Refusal(f"请选定审批人，一到{_MOST_STEPS}位，按先后顺序。")
    logins = {login for _, login in named}
    known = session.scalars(
        select(col(User.login)).where(
            col(User.login).in_(logins), col(User.role).in_(_OFFICE), col(User.is_active)
        )
    ).all()
    if set(known) != logins:
        raise Refusal("审批人要是督办部门在用的账号。请重新选择。")
    before = chain(session, paper, number)
    if before.current is not None:
        raise Refusal(f"这份{paper.label}正在审批，等{before.current.name}。")
    if before.is_through:
        raise Refusal(f"这份{paper.label}已经审批通过，不用再送审。")
    last = max((step.round for step in (*before.steps, *before.earlier)), default=0)
    rows = [
        {
            "subject": paper.stored,
            "subject_id": number,
            "round": last + 1,
            "position": place,
            "name": name[:20],
            "login": login,
            "answer": Answer.PENDING,
            "opinion": "",
            "asked_at": now,
            "asked_by": actor.name,
            "delegated": {},
        }
        for place, (name, login) in enumerate(named, 1)
    ]
    if len(insert_new(session, ApprovalStep, rows)) != len(rows):
        raise Refusal(f"刚刚有人送审了这份{paper.label}。请刷新后再看。")
    log(session, Subject.LETTER, number, "送审", actor.name, now, note="、".join(name for name, _ in named))
    return chain(session, paper, number)


def answer(
    session: Session, step: ApprovalStep, grants: bool, opinion: str, actor: Actor, now: datetime
) -> None:
    """Agree, or send it back with the reason. Raises Refusal for anybody else's step and out of turn."""
    if not actor.is_of_the_office or step.login != _login(session, actor):
        raise NotTheirs("这一步不是您审批的。请交由指定的审批人办理。")
    paper = Outgoing.of(step.subject)
    words = opinion.strip()
    if not grants and not words:
        raise Refusal("退回的，请写明修改意见。")
    turn = chain(session, paper, step.subject_id).current
    if turn is None or turn.id != step.id:
        raise Refusal("现在不在这一步：前面的还没有审完，或者已经审过、退回了。请刷新后再看。")
    taken: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
        update(ApprovalStep)
        .where(col(ApprovalStep.id) == step.id, col(ApprovalStep.answer) == Answer.PENDING)
        .values(answer=Answer.GRANTED if grants else Answer.REFUSED, opinion=words, at=now)
    )
    if not taken.rowcount:
        raise Refusal("这一步刚刚已经审过。请刷新后再看。")
    session.refresh(step)
    deed = "审批同意" if grants else "审批退回"
    log(session, Subject.LETTER, step.subject_id, deed, actor.name, now, note=words, step=step.name)


def chain(session: Session, paper: Outgoing, number: int) -> Chain:
    """How the approval of this paper stands; without steps where it was never sent."""
    rows = session.scalars(
        select(ApprovalStep)
        .where(col(ApprovalStep.subject) == paper.stored, col(ApprovalStep.subject_id) == number)
        .order_by(col(ApprovalStep.round), col(ApprovalStep.position))
    ).all()
    last = max((step.round for step in rows), default=0)
    return Chain(
        tuple(step for step in rows if step.round == last), tuple(step for step in rows if step.round < last)
    )


def waiting_for(session: Session, actor: Actor) -> list[Waiting]:
    """What waits for this person, the oldest first."""
    login = _login(session, actor)
    before = select(ApprovalStep).subquery()
    is_first = ~(
        select(before.c.id)
        .where(
            before.c.subject == col(ApprovalStep.subject),
            before.c.subject_id == col(ApprovalStep.subject_id),
            before.c.round == col(ApprovalStep.round),
            before.c.position < col(ApprovalStep.position),
            before.c.answer != Answer.GRANTED,
        )
        .exists()
    )
    rows = session.scalars(
        select(ApprovalStep)
        .where(col(ApprovalStep.login) == login, col(ApprovalStep.answer) == Answer.PENDING, is_first)
        .order_by(col(ApprovalStep.asked_at), col(ApprovalStep.id))
    )
    return [Waiting(step, Outgoing.of(step.subject)) for step in rows]


def approvers(session: Session) -> list[User]:
    """Who may be asked: the people of the office whose accounts are in use."""
    rows = select(User).where(col(User.role).in_(_OFFICE), col(User.is_active)).order_by(col(User.id))
    return list(session.scalars(rows))


def names(session: Session, steps: Sequence[ApprovalStep]) -> dict[str, str]:
    """The names of those whose steps these are, by their logins."""
    logins = {step.login for step in steps}
    rows = session.execute(select(col(User.login), col(User.name)).where(col(User.login).in_(logins)))
    return dict(rows.tuples().all())


def _login(session: Session, actor: Actor) -> str:
    user = session.get(User, actor.user_id) if actor.user_id else None
    return user.login if user else ""
