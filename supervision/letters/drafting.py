"""Drafts of letters on paper: begun from a proposal or by hand, filled in, and laid out from the facts of the day."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session, col

from config.refusal import Refusal
from models.assignment import Assignment
from models.extension import Extension
from models.inserts import insert_new
from models.letter import Letter, LetterItem
from models.lifecycle import IN_HAND
from models.notice import Notice
from models.words import Answer, LetterKind, LetterStatus, NoticeKind, Subject
from notices.letters.wording import BLANKS, proposed
from schedules.workdays import WorkCalendar
from supervision.actor import Actor
from supervision.letters.laying_out import assignments_in_hand, is_raised, items, occasion
from supervision.record.log import log

BY_HAND = (LetterKind.ORDER, LetterKind.CHASER, LetterKind.INTERVIEW, LetterKind.RECTIFICATION)
"""What the office may draft for an assignment without waiting for the ladder."""

_OF_NOTICE = {
    NoticeKind.ORDER: LetterKind.ORDER,
    NoticeKind.CHASER: LetterKind.CHASER,
    NoticeKind.CIRCULAR: LetterKind.CIRCULAR,
    NoticeKind.INTERVIEW: LetterKind.INTERVIEW,
}
_LONGEST_LINE, _LONGEST_TEXT = 200, 3000
# Before and behind this no answer is asked for.
_FURTHEST_DAYS = 366


def kind_of(proposed: NoticeKind) -> LetterKind:
    """The kind of letter that a proposed notice becomes. Raises Refusal for one that needs none."""
    kind = _OF_NOTICE.get(proposed)
    if kind is None:
        raise Refusal(f"{proposed.label}不用正式文书，不需要签发。")
    return kind


def letter_with(session: Session, notice_id: int) -> Letter | None:
    """The letter that this notice is in, voided ones left out."""
    rows = (
        select(Letter)
        .join(LetterItem, col(LetterItem.letter_id) == col(Letter.id))
        .where(col(LetterItem.notice_id) == notice_id, col(LetterItem.is_void).is_(False))
    )
    return session.scalars(rows).first()


def proposal(notice: Notice, now: datetime) -> Letter:
    """The letter that a proposed notice would be: not stored before somebody touches it."""
    return Letter(
        kind=kind_of(notice.kind),
        status=LetterStatus.DRAFT,
        since=notice.raised_on,
        wording={},
        drafted_at=now,
        drafted_by="",
    )


def begin_for(session: Session, notices: Sequence[Notice], actor: Actor, now: datetime) -> Letter:
    """The draft of a proposed notice, or one circular for several of them. An existing draft of one is found again.

    Raises Refusal for several of another kind than a circular, and when one of them is in another letter.
    """
    _require_office(actor)
    if not notices:
        raise Refusal("请先勾选要合并通报的事项。")
    if len(notices) == 1:
        found = letter_with(session, notices[0].id)
        if found is not None:
            return found
    if len(notices) > 1 and any(notice.kind is not NoticeKind.CIRCULAR for notice in notices):
        raise Refusal("只有通报可以几件合成一份；督办单一事一单，约谈分别通知。请重新勾选。")
    letter = _begin(session, kind_of(notices[0].kind), min(one.raised_on for one in notices), actor, now)
    rows = [
        {"letter_id": letter.id, "assignment_id": one.assignment_id, "notice_id": one.id, "is_void": False}
        for one in notices
    ]
    if len(insert_new(session, LetterItem, rows)) != len(rows):
        if len(rows) == 1:
            raise Refusal("这份通知刚刚由别人起草或签发。请刷新后再看。")
        raise Refusal("勾选的事项里有的已经在另一份文书稿里。请刷新后再看。")
    if len(rows) > 1:
        _note(session, letter, actor, now, f"合并{len(rows)}件")
    return letter


def begin_by_hand(
    session: Session, assignment: Assignment, kind: LetterKind, actor: Actor, today: date, now: datetime
) -> Letter:
    """A draft that somebody begins for an assignment in hand, without a proposal of the ladder."""
    _require_office(actor)
    if kind not in BY_HAND:
        raise Refusal(f"{kind.label}不能在这里起草。通报从待签发的通知里合并，延期批复在审批延期之后起草。")
    if assignment.status not in IN_HAND:
        raise Refusal(f"这件事{assignment.status.label}，不能再发{kind.label}。")
    letter = _begin(session, kind, today, actor, now)
    session.add(LetterItem(letter_id=letter.id, assignment_id=assignment.id))
    session.flush()
    _note(session, letter, actor, now)
    return letter


def begin_reply(session: Session, extension: Extension, actor: Actor, today: date, now: datetime) -> Letter:
    """The draft of the answer to a request for more time, once it has been decided; one that is there is found again."""
    _require_office(actor)
    if extension.answer not in (Answer.GRANTED, Answer.REFUSED):
        raise Refusal("这份延期申请还没有审批。请先审批，再起草批复。")
    row = {
        **_blank(LetterKind.EXTENSION, today, actor, now),
        "extension_id": extension.id,
    }
    made = insert_new(session, Letter, [row])
    rows = select(Letter).where(
        col(Letter.extension_id) == extension.id, col(Letter.status) != LetterStatus.VOIDED
    )
    letter = session.scalars(rows).one()
    if made:
        notice_id = session.scalars(
            select(col(Notice.id))
            .where(
                col(Notice.assignment_id) == extension.assignment_id,
                col(Notice.kind) == NoticeKind.EXTENSION,
                col(Notice.raised_on) == extension.decided_on,
            )
            .order_by(col(Notice.id).desc())
        ).first()
        taken = notice_id is not None and letter_with(session, notice_id) is not None
        session.add(
            LetterItem(
                letter_id=letter.id,
                assignment_id=extension.assignment_id,
                notice_id=None if taken else notice_id,
            )
        )
        session.flush()
        _note(session, letter, actor, now)
    return letter


def begin_again(session: Session, voided: Letter, actor: Actor, today: date, now: datetime) -> Letter:
    """A draft that takes the place of a voided letter, with its wording; it gets a number of its own.

    Raises Refusal when the letter is not voided, or has a successor already.
    """
    _require_office(actor)
    if voided.status is not LetterStatus.VOIDED:
        raise Refusal("只有作废的文书才能重新起草。请先作废原来的一份。")
    row = {
        **_blank(voided.kind, today, actor, now),
        "wording": dict(voided.wording),
        "extension_id": voided.extension_id,
        "supersedes_id": voided.id,
    }
    made = insert_new(session, Letter, [row])
    if not made:
        raise Refusal("这份文书已经重新起草过。请在文书页查看。")
    letter = session.get_one(Letter, made[0])
    session.add_all(
        LetterItem(
            letter_id=letter.id,
            assignment_id=item.assignment_id,
            # A decision is announced once; any other letter goes out anew.
            notice_id=item.notice_id if voided.kind is LetterKind.EXTENSION else None,
        )
        for item in items(session, voided)
    )
    session.flush()
    _note(session, letter, actor, now, f"代替{voided.reference}")
    return letter


def fill_in(
    session: Session,
    letter: Letter,
    wording: Mapping[str, str],
    actor: Actor,
    today: date,
    now: datetime,
    calendar: WorkCalendar,
) -> None:
    """Write what a person filled in into a draft. What is left empty is proposed anew.

    Raises Refusal for a letter that is no draft any more, a day that does not lie ahead, a choice that is none and
    a text that is too long.
    """
    _require_office(actor)
    if letter.status is not LetterStatus.DRAFT:
        raise Refusal(f"这份文书{letter.status.label}，不能再改。")
    ids = assignments_in_hand(session, letter)
    open_ = occasion(session, letter, ids, today, calendar, is_raised=is_raised(session, letter))
    kept: dict[str, str] = {}
    for blank in BLANKS[letter.kind]:
        said = wording.get(blank.name, "").strip()
        most = _LONGEST_TEXT if blank.form == "text" else _LONGEST_LINE
        if len(said) > most:
            raise Refusal(f"“{blank.label}”写了{len(said)}个字，太长。请不超过{most}个字。")
        if said and blank.form == "day":
            _require_ahead(blank.label, said, today)
        if said and blank.form == "choice" and said not in blank.choices:
            raise Refusal(f"“{blank.label}”没有“{said[:20]}”。请从页面上选择。")
        # What is left as it was proposed keeps following the facts.
        if said and said != proposed(open_, blank.name):
            kept[blank.name] = said if blank.form == "text" else " ".join(said.split())
    if kept == letter.wording:
        return
    changed = [
        blank.label for blank in BLANKS[letter.kind] if kept.get(blank.name) != letter.wording.get(blank.name)
    ]
    session.execute(
        update(Letter)
        .where(col(Letter.id) == letter.id, col(Letter.status) == LetterStatus.DRAFT)
        .values(wording=kept)
    )
    session.refresh(letter)
    log(
        session, Subject.LETTER, letter.id, "修改文书稿", actor.name, now,
        note=f"{letter.kind.label}：{'、'.join(changed)}",
    )  # fmt: skip


def _begin(session: Session, kind: LetterKind, since: date, actor: Actor, now: datetime) -> Letter:
    letter = Letter(**_blank(kind, since, actor, now))
    session.add(letter)
    session.flush()
    return letter


def _note(session: Session, letter: Letter, actor: Actor, now: datetime, more: str = "") -> None:
    log(
        session,
        Subject.LETTER,
        letter.id,
        "起草文书",
        actor.name,
        now,
        note=letter.kind.label + (f"：{more}" if more else ""),
        assignment_ids=[item.assignment_id for item in items(session, letter)],
    )


def _blank(kind: LetterKind, since: date, actor: Actor, now: datetime) -> dict[str, Any]:
    return {
        "kind": kind,
        "status": LetterStatus.DRAFT,
        "since": since,
        "wording": {},
        "says": [],
        "drafted_at": now,
        "drafted_by": actor.name,
        "word": "",
        "signed_by": "",
        "settled_by": "",
        "reason": "",
    }


def _require_office(actor: Actor) -> None:
    if not actor.is_of_the_office:
        raise Refusal(f"文书由督办部门起草和签发，{actor.role.label}账号不能操作。")


def _require_ahead(label: str, said: str, today: date) -> None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Refusal(f"“{label}”要写日期，如2026-06-30。") from None
    if not 0 < (day - today).days <= _FURTHEST_DAYS:
        raise Refusal(f"“{label}”要在今天以后的一年之内。请核对日期。")
