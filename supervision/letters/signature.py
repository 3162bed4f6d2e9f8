"""Signing (签发): above a chaser the system proposes and a named person decides, to sign or not to sign."""

import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import and_, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from config.letters import letter_rules
from config.refusal import Refusal
from models.assignment import Assignment
from models.inserts import insert_new
from models.letter import Letter, LetterItem
from models.lifecycle import IN_HAND
from models.notice import UNSIGNED, Notice
from models.words import ContactLevel, LetterKind, LetterStatus, NoticeKind, Status, Subject, UserRole
from notices.letters.layout import lay_out
from notices.letters.wording import missing
from notices.on_paper import file_name
from papers import to_docx, to_lines
from papers.paper import Paper
from schedules.clock import day_of
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.duties.file_store import store
from supervision.letters.drafting import begin_for, letter_with
from supervision.letters.laying_out import assignments_in_hand, items, occasion
from supervision.letters.numbering import take_number
from supervision.letters.told import PROPOSED
from supervision.letters.voiding import tell_of
from supervision.record.log import log

# A 督办单 is the office's own business; what others get to see, or what calls a person in, is its head's.
_AT_ONCE = 5_000
_OF_THE_LEADER = frozenset({"circular", "interview"})
# By which notice a letter that nobody proposed goes out with the next delivery.
_GOES_OUT_AS = {
    LetterKind.ORDER: NoticeKind.ORDER,
    LetterKind.CHASER: NoticeKind.CHASER,
    LetterKind.CIRCULAR: NoticeKind.CIRCULAR,
    LetterKind.INTERVIEW: NoticeKind.INTERVIEW,
    LetterKind.RECTIFICATION: NoticeKind.RECTIFICATION,
}


def awaiting_signature(session: Session) -> list[Notice]:
    """The notices that wait for somebody's signature, the longest waiting first.

    What has been handed in or settled since needs none any more; after a return it waits again. Of
    several on one matter the latest, which is the gravest, stands for all: one that was signed takes the
    earlier ones with it. One that was declined is not proposed again.
    """
    return notices_of(session, [one.id for one in proposals(session)])


class Proposal(NamedTuple):
    """What is known at once of a notice that waits for a signature: of a backlog there may be tens of thousands."""

    id: int
    assignment_id: int
    raised_on: date
    kind: NoticeKind
    signer: str


def proposals(session: Session) -> list[Proposal]:
    """The same, without reading the notices."""
    columns = (Notice.id, Notice.assignment_id, Notice.raised_on, Notice.kind, Notice.signer)
    rows = unsigned().with_only_columns(*map(col, columns), maintain_column_froms=True)
    # Sorted here: for an order by the day the database would go through every notice.
    waiting = sorted((Proposal(*row) for row in session.execute(rows)), key=_by_day)
    return sorted({one.assignment_id: one for one in waiting}.values(), key=_by_day)


def notices_of(session: Session, ids: Sequence[int]) -> list[Notice]:
    """These notices, in the order given."""
    found: dict[int, Notice] = {}
    # A server takes 65,535 values with one question, and a backlog may be longer.
    for at in range(0, len(ids), _AT_ONCE):
        rows = select(Notice).where(col(Notice.id).in_(ids[at : at + _AT_ONCE]))
        found.update((notice.id, notice) for notice in session.exec(rows))
    return [found[number] for number in ids]


def _by_day(one: Proposal) -> tuple[date, int]:
    return one.raised_on, one.id


def unsigned() -> SelectOfScalar[Notice]:
    """The query for them, before only the latest of each matter is kept."""
    later, declined = aliased(Notice), aliased(Letter)
    is_graver_signed = (
        select(col(later.id))
        .where(
            col(later.assignment_id) == col(Notice.assignment_id),
            col(later.needs_signature),
            col(later.signed_by) != "",
            col(later.in_force) == col(Notice.in_force),
            col(later.raised_on) >= col(Notice.raised_on),
            col(later.id) > col(Notice.id),
            or_(
                *(
                    and_(col(Notice.kind) == kind, col(later.kind).in_(PROPOSED[place:]))
                    for place, kind in enumerate(PROPOSED)
                )
            ),
        )
        .exists()
    )
    is_declined = (
        select(col(LetterItem.id))
        .join(declined, col(declined.id) == col(LetterItem.letter_id))
        .where(
            col(LetterItem.notice_id) == col(Notice.id),
            col(LetterItem.is_void).is_(False),
            col(declined.status) == LetterStatus.DECLINED,
        )
        .exists()
    )
    return (
        select(Notice)
        .join(Assignment, col(Assignment.id) == col(Notice.assignment_id))
        .where(
            UNSIGNED,
            # The few notices lead to their assignments, not the many assignments to them.
            func.coalesce(col(Assignment.status), Status.ASSIGNED).in_(IN_HAND),
            ~is_graver_signed,
            ~is_declined,
        )
    )


def may_sign(actor: Actor, kind: NoticeKind | LetterKind, signer: str = "") -> bool:
    """Whether this person signs what is of this kind: a clerk or a leader an order, a leader what is graver.

    ``signer`` is the role that the rung asks for, where it asks for one; a leader signs everything.
    """
    if actor.role is not UserRole.CLERK:
        return actor.role is UserRole.LEADER
    return signer == UserRole.CLERK.value if signer else kind.value not in _OF_THE_LEADER


def signer_of(session: Session, letter: Letter) -> str:
    """The role that the rungs of its proposals ask for: a leader, where one of them does."""
    asked = session.scalars(
        select(col(Notice.signer))
        .join(LetterItem, col(LetterItem.notice_id) == col(Notice.id))
        .where(col(LetterItem.letter_id) == letter.id, col(Notice.signer) != "")
    ).all()
    return UserRole.LEADER.value if UserRole.LEADER.value in asked else "".join(asked[:1])


def sign(session: Session, notice_id: int, actor: Actor, now: datetime) -> Letter:
    """Let a proposed notice go out under this person's name, as the letter that it is drafted as.

    Raises Refusal when it is not theirs to sign, when it needs no signature or has one, when its matter
    has been handed in or settled, or when a graver one has taken its place.
    """
    return sign_letter(session, letter_of(session, notice_id, actor, now), actor, now)


def letter_of(session: Session, notice_id: int, actor: Actor, now: datetime) -> Letter:
    """The draft of a notice that waits for a signature, begun now where nobody has touched it yet.

    Raises Refusal when the notice waits for none, or the person is not of the office.
    """
    _require_office(actor)
    notice = next((one for one in awaiting_signature(session) if one.id == notice_id), None)
    if notice is None:
        raise Refusal("这份通知不需要签发：已经签发，或者事项已经申请销号、销号。请刷新后再看。")
    return letter_with(session, notice_id) or begin_for(session, [notice], actor, now)


def sign_letter(session: Session, letter: Letter, actor: Actor, now: datetime) -> Letter:
    """Sign a draft: it takes its number, is frozen as a file, and goes out with the next delivery.

    Raises Refusal when it is not this person's to sign, is no draft any more, or has places that only people can
    fill; when its matter has been handed in or settled; and when a graver proposal has taken its place.
    """
    _require_may_sign(session, actor, letter)
    _require_draft(letter)
    if unfilled := missing(letter.kind, letter.wording):
        raise Refusal(f"签发前请先填写{'、'.join(unfilled)}。打开文书稿，填好保存后再签发。")
    day = day_of(now)
    spoken_of = _settle_items(session, letter)
    _change(session, letter, LetterStatus.SIGNED, signed_by=actor.name, signed_at=now)
    word = letter_rules(letter.kind.value).word
    letter.word, letter.year, letter.number = word, day.year, take_number(session, word, day.year)
    session.add(letter)
    session.flush()
    _sign_notices(session, letter, spoken_of, actor, day, now)
    paper = lay_out(
        occasion(
            session,
            letter,
            [item.assignment_id for item in spoken_of],
            day,
            work_calendar(),
            number=letter.reference,
            signer=actor.name,
            # By now it has a notice of its own.
            is_raised=True,
        )
    )
    letter.file_id = store(session, file_name(letter), as_file(paper), now).id
    letter.says = to_lines.lines(paper)
    session.add(letter)
    log(
        session,
        Subject.LETTER,
        letter.id,
        "签发文书",
        actor.name,
        now,
        note=f"{letter.kind.label} {letter.reference}",
        reference=letter.reference,
        assignment_ids=[item.assignment_id for item in spoken_of],
    )
    return letter


def decline(session: Session, letter: Letter, actor: Actor, now: datetime, reason: str) -> None:
    """不予签发: the draft is kept with the reason, and the ladder does not propose the same again.

    Raises Refusal without a reason, and for who may not sign it.
    """
    _require_may_sign(session, actor, letter)
    _require_draft(letter)
    _settle(session, letter, LetterStatus.DECLINED, actor, now, reason, "不予签发", "不予签发要写明理由。")


def void(session: Session, letter: Letter, actor: Actor, now: datetime, reason: str) -> None:
    """作废: a signed letter no longer holds; its number and its file are kept, and those who had it are told.

    Raises Refusal without a reason, for who may not sign it, and when it is not signed.
    """
    _require_may_sign(session, actor, letter)
    if letter.status is not LetterStatus.SIGNED:
        raise Refusal(f"这份文书{letter.status.label}，不能作废。只有已签发的才能作废。")
    _settle(session, letter, LetterStatus.VOIDED, actor, now, reason, "作废文书", "作废要写明理由。")
    session.execute(update(LetterItem).where(col(LetterItem.letter_id) == letter.id).values(is_void=True))
    tell_of(session, letter, actor, day_of(now))


def as_file(paper: Paper) -> bytes:
    """The paper as a Word file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.docx"
        to_docx.write(paper, path)
        return path.read_bytes()


def _settle_items(session: Session, letter: Letter) -> list[LetterItem]:
    """What the letter will speak of. From a circular falls out what was handed in since; all others then do not go out."""
    waiting = {notice.id for notice in awaiting_signature(session)}
    in_hand = set(assignments_in_hand(session, letter))
    kept: list[LetterItem] = []
    for item in items(session, letter):
        holds = item.notice_id is None or item.notice_id in waiting or letter.kind is LetterKind.EXTENSION
        if holds and (letter.kind is LetterKind.EXTENSION or _is_in_hand(session, item)):
            kept.append(item)
        elif letter.kind is LetterKind.CIRCULAR and item.assignment_id not in in_hand:
            session.delete(item)
    if not kept or (letter.kind is not LetterKind.CIRCULAR and len(kept) != 1):
        raise Refusal(
            "这份文书不需要签发了：事项已经申请销号、销号，或者已经提出更高一级的通知。请刷新后再看。"
        )
    session.flush()
    return kept


def _is_in_hand(session: Session, item: LetterItem) -> bool:
    return session.get_one(Assignment, item.assignment_id).status in IN_HAND


def _sign_notices(
    session: Session, letter: Letter, spoken_of: Sequence[LetterItem], actor: Actor, day: date, now: datetime
) -> None:
    """The notices that carry the letter out are signed with it; where nobody proposed one, one is raised."""
    if letter.kind is LetterKind.EXTENSION:
        return  # its notice went out with the decision
    for item in spoken_of:
        if item.notice_id is None:
            item.notice_id = _raise(session, letter, item, actor, day, now)
            session.add(item)
            session.flush()
        else:
            changed = session.execute(
                update(Notice)
                .where(col(Notice.id) == item.notice_id, col(Notice.signed_by) == "")
                .values(signed_by=actor.name, signed_at=now)
            )
            if changed.rowcount != 1:  # type: ignore[attr-defined]
                raise Refusal("这份通知刚刚由别人签发。请刷新后再看。")
        if item.notice_id is not None:
            log(
                session,
                Subject.NOTICE,
                item.notice_id,
                "签发",
                actor.name,
                now,
                note=f"{letter.kind.label} {letter.reference}",
                assignment_id=item.assignment_id,
            )


def _raise(
    session: Session, letter: Letter, item: LetterItem, actor: Actor, day: date, now: datetime
) -> int | None:
    kind = _GOES_OUT_AS.get(letter.kind)
    if kind is None:
        return None
    due = session.get_one(Assignment, item.assignment_id).due_on
    row = {
        "assignment_id": item.assignment_id,
        "in_force": due.isoformat() if due else "",
        "rung": "letter",
        "occasion": str(letter.id),
        "kind": kind,
        "level": ContactLevel.LEADER,
        "raised_on": day,
        "late": False,
        "pack": "",
        "needs_signature": True,
        "signed_by": actor.name,
        "signed_at": now,
    }
    return insert_new(session, Notice, [row])[0]


def _settle(
    session: Session,
    letter: Letter,
    status: LetterStatus,
    actor: Actor,
    now: datetime,
    reason: str,
    deed: str,
    unsaid: str,
) -> None:
    if not reason.strip():
        raise Refusal(unsaid)
    _change(session, letter, status, settled_by=actor.name, settled_at=now, reason=reason.strip())
    log(
        session,
        Subject.LETTER,
        letter.id,
        deed,
        actor.name,
        now,
        note=f"{letter.kind.label} {letter.reference}".strip() + f"：{reason.strip()}",
        assignment_ids=[item.assignment_id for item in items(session, letter)],
    )


def _change(session: Session, letter: Letter, status: LetterStatus, **values: object) -> None:
    before = letter.status
    changed = session.execute(
        update(Letter)
        .where(col(Letter.id) == letter.id, col(Letter.status) == before)
        .values(status=status, **values)
        .execution_options(synchronize_session=False)
    )
    session.refresh(letter)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal(f"这份文书刚刚由别人处理（{letter.status.label}）。请刷新后再看。")


def _require_draft(letter: Letter) -> None:
    if letter.status is not LetterStatus.DRAFT:
        raise Refusal(f"这份文书{letter.status.label}，不能再签发。请刷新后再看。")


def _require_office(actor: Actor) -> None:
    if not actor.is_of_the_office:
        raise Refusal(f"督办单、通报和约谈由督办部门签发，{actor.role.label}账号不能操作。")


def _require_may_sign(session: Session, actor: Actor, letter: Letter) -> None:
    _require_office(actor)
    if not may_sign(actor, letter.kind, signer_of(session, letter)):
        raise Refusal(f"{letter.kind.label}由领导签发。请用领导账号登录后办理。")
