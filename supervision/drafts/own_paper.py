"""The office's own paper (整改通知, 议定事项): what it asks for becomes a document with tasks, like any other document's.

So findings and decisions of meetings ride on what every task has: the ladder, links, evidence, the steps of closing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from config.refusal import Refusal
from documents.document_kind import DocumentKind
from models.document import Document, Draft
from models.office import Office
from models.task import Task
from models.unit import Unit
from models.words import Role, Subject
from papers.paper import han
from schedules.deadlines import DeadlineKind, DeadlineReading
from schedules.wording import day_in_words
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from supervision.duties.assignment import assign
from supervision.plain import plain
from supervision.record.log import log

_FORMAT = "own"
_LONGEST = 60_000  # characters of a whole paper
_NAMES = {Role.LEAD: "牵头单位", Role.RESPONSIBLE: "责任单位", Role.SUPPORTING: "配合单位"}


@dataclass(frozen=True, slots=True)
class OwnDuty:
    """What the paper asks for: ``units`` by id with their parts, and the last day (None: no date, 持续推进).

    ``text`` is the wording under the heading ``title``, in one paragraph or several. ``burden_reason`` is why it is
    asked although the rules against formalism warn of it.
    """

    title: str
    text: str
    units: Sequence[tuple[int, Role]]
    due_on: date | None
    standard: str = ""
    effect: str = ""
    burden_reason: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a duty stands in the text, and the phrase of its deadline in it."""

    start: int
    end: int
    phrase: str
    phrase_start: int


def register_own(
    session: Session,
    title: str,
    kind: DocumentKind,
    duties: Sequence[OwnDuty],
    by: str,
    today: date,
    now: datetime,
    *,
    opening: str = "",
    reference: str = "",
) -> list[Task]:
    """Store the paper, register each duty as a task and hand it out; the tasks, in the order of the duties.

    Where registrations need a leader's approval, the tasks wait for it and are handed out afterwards. Raises Refusal
    for a paper without a title or a duty, a duty without wording or unit, a day that has gone by, a unit that has
    ceased to be, and for a paper that says exactly what another said before.
    """
    _require_whole(title, duties)
    names = _names(session, duties)
    text, places = _composed(session, title.strip(), opening, duties, names, today)
    document = _stored(session, text, title.strip(), kind, reference, by, today, now)
    tasks = []
    for position, (duty, place) in enumerate(zip(duties, places, strict=True)):
        draft = _draft(document, position, duty, place, names)
        session.add(draft)
        session.flush()
        decision = Decision(
            is_undated=duty.due_on is None,
            units={names[unit_id]: (unit_id,) for unit_id, _ in duty.units},
            burden_reason=duty.burden_reason,
        )
        tasks.append(register(session, draft, decision, by, today, now))
    log(
        session, Subject.DOCUMENT, document.id, "制发公文", by, now,
        note=document.called, sha256=document.sha256, tasks=len(tasks),
    )  # fmt: skip
    assign(session, by, today, now, document_id=document.id)
    return tasks


def is_own(document: Document) -> bool:
    """Whether the document is a paper of the office's own making, not one that came in."""
    return document.format == _FORMAT


def _require_whole(title: str, duties: Sequence[OwnDuty]) -> None:
    if not title.strip():
        raise Refusal("文件没有标题。请写明标题，再办理。")
    if not duties:
        raise Refusal(f"《{title.strip()}》没有列出要办的事项。请至少列一项，再办理。")
    for duty in duties:
        if not duty.title.strip() or not duty.text.strip():
            raise Refusal("每一项都要写明事项和具体要求。请补上，再办理。")
        if not duty.units:
            raise Refusal(f"“{duty.title.strip()[:30]}”没有责任单位。请选定单位，再办理。")


def _names(session: Session, duties: Sequence[OwnDuty]) -> dict[int, str]:
    asked = {unit_id for duty in duties for unit_id, _ in duty.units}
    names = {unit.id: unit.name for unit in session.exec(select(Unit).where(col(Unit.id).in_(asked)))}
    if asked - names.keys():
        raise Refusal("选定的单位有的不在名录里。请刷新页面，重新选定单位。")
    return names


def _composed(
    session: Session,
    title: str,
    opening: str,
    duties: Sequence[OwnDuty],
    names: dict[int, str],
    today: date,
) -> tuple[str, list[_Place]]:
    """The whole text and, for each duty, where it stands in it."""
    text = "".join(f"{line}\n" for line in (title, *_lines(opening)))
    places = []
    for position, duty in enumerate(duties):
        start = len(text)
        text += f"{_ordinal(position)}、{' '.join(duty.title.split())}\n"
        text += "".join(f"{line}\n" for line in _lines(duty.text))
        for role, label in _NAMES.items():
            if called := [names[unit_id] for unit_id, part in duty.units if part is role]:
                text += f"{label}：{'、'.join(called)}。\n"
        text += "完成时限："
        phrase = f"{day_in_words(duty.due_on)}前" if duty.due_on else "持续推进"
        places.append(_Place(start, len(text) + len(phrase) + 1, phrase, len(text)))
        text += f"{phrase}。\n"
    office = session.exec(select(Office)).first()
    text += f"{office.name}\n" if office else ""
    text += day_in_words(today)
    if len(text) > _LONGEST:
        raise Refusal(f"《{title[:30]}》共{len(text)}个字，超过{_LONGEST}个字。请分成几份办理。")
    return text, places


def _ordinal(position: int) -> str:
    return han(position + 1) if position < 99 else str(position + 1)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _stored(
    session: Session,
    text: str,
    title: str,
    kind: DocumentKind,
    reference: str,
    by: str,
    today: date,
    now: datetime,
) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    same = f"《{title[:40]}》已经办理过，内容完全一样。请直接打开那一份；确需另办的，请改动内容后再试。"
    if session.exec(select(Document.id).where(Document.sha256 == digest)).first() is not None:
        raise Refusal(same)
    office = session.exec(select(Office)).first()
    document = Document(
        sha256=digest,
        filename=f"{title[:60]}.txt",
        format=_FORMAT,
        text=text,
        reference=reference.strip(),
        title=title,
        issuer=office.name if office else "",
        issued_on=today,
        kind=kind,
        received_at=now,
        received_by=by,
    )
    session.add(document)
    try:
        session.flush()
    except IntegrityError:
        raise Refusal(same) from None
    return document


def _draft(document: Document, position: int, duty: OwnDuty, place: _Place, names: dict[int, str]) -> Draft:
    def of(role: Role) -> list[str]:
        return [names[unit_id] for unit_id, part in duty.units if part is role]

    return Draft(
        document_id=document.id,
        position=position,
        code=_ordinal(position),
        title=" ".join(duty.title.split()),
        text=document.text[place.start : place.end],
        start=place.start,
        end=place.end,
        lead=of(Role.LEAD),
        units=of(Role.RESPONSIBLE),
        supporting=of(Role.SUPPORTING),
        deadlines=[plain(asdict(_reading(duty.due_on, place)))] if duty.due_on else [],
        standard=duty.standard.strip(),
        effect=duty.effect.strip(),
    )


def _reading(due_on: date, place: _Place) -> DeadlineReading:
    return DeadlineReading(
        phrase=place.phrase,
        start=place.phrase_start,
        end=place.phrase_start + len(place.phrase),
        due=(due_on,),
        recurrence=None,
        since=None,
        until=None,
        ongoing=False,
        alternatives=(),
        problem=None,
        reading="本办文件写明的日期",
        kind=DeadlineKind.DATED,
    )
