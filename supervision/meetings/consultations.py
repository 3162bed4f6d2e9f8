"""征求意见: rounds in which units are asked about a draft, what they say, and what is adopted of it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import CursorResult, func, select, update
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.evaluation_words import Adoption
from models.meeting import Consultation, Opinion
from models.task import Task
from models.unit import Unit
from models.words import Subject, UserRole
from papers.paper import Book, Sheet, SheetColumn
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.duties.asked_opinions import write_down
from supervision.meetings import asking
from supervision.record.log import log

_LONGEST_TITLE = 200  # characters


@dataclass(frozen=True, slots=True)
class Answered:
    """An opinion and whose it is."""

    opinion: Opinion
    unit: Unit


@dataclass(frozen=True, slots=True)
class Round:
    """A round with everything that was said in it; ``silent`` are the units that have said nothing.

    ``is_out`` is False while a leader has not agreed to its being handed out.
    """

    consultation: Consultation
    answered: tuple[Answered, ...]
    silent: tuple[Unit, ...]
    today: date
    is_out: bool = True

    @property
    def asked(self) -> int:
        """How many units were asked."""
        return len(self.consultation.units)

    @property
    def is_open(self) -> bool:
        """Whether units may still answer."""
        return self.consultation.ended_on is None

    @property
    def is_late(self) -> bool:
        """Whether the day for answers has passed while some are missing."""
        return self.is_open and bool(self.silent) and self.today > self.consultation.due_on

    @property
    def counts(self) -> dict[Adoption, int]:
        """How many opinions stand how; units that have none are not counted."""
        found = Counter(one.opinion.adoption for one in self.answered if not one.opinion.has_none)
        return {adoption: found[adoption] for adoption in Adoption}

    @property
    def has_none(self) -> int:
        """How many units answered that they have no opinion."""
        return sum(one.opinion.has_none for one in self.answered)

    @property
    def in_words(self) -> str:
        """What came of it, as such a report says it."""
        counts = self.counts
        said = sum(counts.values())
        parts = [f"征求{self.asked}家单位意见，{self.asked - len(self.silent)}家答复"]
        if self.has_none:
            parts.append(f"其中{self.has_none}家无意见")
        if said:
            settled = "、".join(f"{one.label}{counts[one]}条" for one in Adoption if counts[one])
            parts.append(f"共提出{said}条意见，{settled}")
        return "，".join(parts) + "。"


def ask(
    session: Session,
    title: str,
    text: str,
    unit_ids: Collection[int],
    due_on: date | None,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    document_id: int | None = None,
    tells: bool = False,
) -> Consultation:
    """Begin a round; one on the same title before makes it the next.

    With ``tells`` it is handed out to the units like any duty: they get the notice, are reminded before the day and
    chased after it until they answer. Otherwise they find it on their page alone.

    Raises Refusal for anybody but a clerk, without title, units or day, for a day that is past, for units that do not
    exist or have ended, and while the round before is open.
    """
    _require_clerk(actor)
    title = title.strip()
    if not title or len(title) > _LONGEST_TITLE:
        raise Refusal(f"请写明就什么征求意见，不超过{_LONGEST_TITLE}字。")
    if due_on is None or due_on < today:
        raise Refusal("请填写答复时限，不早于今天。")
    units = session.scalars(
        select(Unit).where(col(Unit.id).in_(unit_ids)).order_by(col(Unit.position), col(Unit.id))
    ).all()
    if not units or len(units) < len(set(unit_ids)):
        raise Refusal("请选定要征求意见的单位。选定的单位要在名录里。")
    for unit in units:
        if unit.ended_on is not None and unit.ended_on <= today:
            raise Refusal(f"{unit.called}已经撤销或并入别的单位，不能征求它的意见。请另选单位。")
    before = session.scalars(select(Consultation).where(col(Consultation.title) == title)).all()
    if any(one.ended_on is None for one in before):
        raise Refusal(f"“{title}”上一轮征求意见还没有结束。请先结束，再开始下一轮。")
    row = Consultation(
        title=title,
        round=max((one.round for one in before), default=0) + 1,
        document_id=document_id,
        text=text.strip(),
        units=[unit.id for unit in units],
        asked_on=today,
        due_on=due_on,
        at=now,
        by=actor.name,
    )
    session.add(row)
    session.flush()
    log(session, Subject.MEETING, row.id, "征求意见", actor.name, now, title=title, round=row.round)
    if tells:
        asking.hand_out(session, row, actor, today, now)
    return row


def say(
    session: Session,
    consultation: Consultation,
    unit_id: int,
    text: str,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    passage: str = "",
    has_none: bool = False,
) -> Opinion:
    """An opinion of a unit: by itself, or keyed in by a clerk. It may say several, one at a time, or that it has none.

    Raises Refusal for a unit that was not asked, for another's, after the round has ended, without words, for the same
    words again, and for 无意见 beside opinions.
    """
    if actor.role is not UserRole.CLERK and (actor.role is not UserRole.UNIT or actor.unit_id != unit_id):
        raise NotTheirs("意见由被征求的单位自己答复，或由督办部门代录。")
    if unit_id not in consultation.units:
        raise Refusal("这一轮没有征求这个单位的意见。")
    if consultation.ended_on is not None:
        raise Refusal(f"这一轮征求意见已在{day_in_words(consultation.ended_on)}结束，不再收意见。")
    if not asking.is_out(session, consultation):
        raise Refusal("这一轮征求意见还在等领导批准，批准下发后再答复。")
    words = text.strip()
    if not words and not has_none:
        raise Refusal("请写明意见；没有意见的，请选“无意见”。")
    said = session.scalars(
        select(Opinion).where(
            col(Opinion.consultation_id) == consultation.id, col(Opinion.unit_id) == unit_id
        )
    ).all()
    if any(one.has_none for one in said) or (has_none and said):
        raise Refusal("已经答复过，“无意见”和意见只能有一样。要改的，请与督办部门联系。")
    if any((one.text, one.passage) == (words, passage.strip()) for one in said):
        raise Refusal("这条意见已经提过。")
    by = f"{actor.name}（代录）" if actor.role is UserRole.CLERK else actor.name
    made = write_down(
        session, consultation, unit_id, words, by, today, now, passage=passage.strip(), has_none=has_none
    )
    asking.hand_in(session, consultation, unit_id, "无意见" if has_none else words, actor, today, now)
    return session.get_one(Opinion, made)


def adopt(
    session: Session, opinion: Opinion, adoption: Adoption, reason: str, actor: Actor, now: datetime
) -> None:
    """Say what becomes of an opinion; it may be said anew. Raises Refusal where it is not adopted and nobody says why."""
    _require_clerk(actor)
    if opinion.has_none or adoption is Adoption.PENDING:
        raise Refusal("请选择采纳、部分采纳或未采纳。")
    words = reason.strip()
    if adoption is not Adoption.ADOPTED and not words:
        raise Refusal(f"{adoption.label}的，请写明理由，提意见的单位能看到。")
    taken: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
        update(Opinion)
        .where(col(Opinion.id) == opinion.id)
        .values(adoption=adoption, reason=words, decided_at=now, decided_by=actor.name)
    )
    assert taken.rowcount == 1
    session.refresh(opinion)
    log(
        session,
        Subject.MEETING,
        opinion.consultation_id,
        "处理意见",
        actor.name,
        now,
        note=words,
        adoption=adoption.label,
    )


def trace(session: Session, opinion: Opinion, number: str, became: str, actor: Actor, now: datetime) -> None:
    """Say what an adopted opinion changed: the task, by its number, and what is different in it.

    Raises Refusal for an opinion that was not adopted, without a task or words; what was said before is put right.
    """
    _require_clerk(actor)
    if opinion.adoption not in (Adoption.ADOPTED, Adoption.PARTLY):
        raise Refusal("采纳或部分采纳的意见才登记改了什么。")
    task = session.scalars(select(Task).where(col(Task.number) == number.strip())).first()
    if task is None:
        raise Refusal(f"没有编号为“{number.strip()[:30]}”的任务。请核对任务编号。")
    said = became.strip()
    if not said:
        raise Refusal("请写明因这条意见改了什么。")
    opinion.task_id, opinion.became = task.id, said
    session.add(opinion)
    session.flush()
    log(
        session, Subject.MEETING, opinion.consultation_id, "登记采纳后的调整", actor.name, now,
        note=f"{task.number}：{said[:100]}", opinion_id=opinion.id, task_id=task.id,
    )  # fmt: skip


def that_changed(session: Session, task_id: int) -> list[tuple[Opinion, Consultation, Unit]]:
    """The opinions that changed a task, with the round and the unit, the latest first."""
    rows = session.execute(
        select(Opinion, Consultation, Unit)
        .join(Consultation, col(Consultation.id) == col(Opinion.consultation_id))
        .join(Unit, col(Unit.id) == col(Opinion.unit_id))
        .where(col(Opinion.task_id) == task_id)
        .order_by(col(Opinion.id).desc())
    )
    return [(opinion, round_, unit) for opinion, round_, unit in rows]


def end(session: Session, consultation: Consultation, actor: Actor, today: date, now: datetime) -> None:
    """End the round, and with it what was handed out. Raises Refusal while opinions wait, and where it has ended."""
    _require_clerk(actor)
    waiting = session.scalar(
        select(func.count())
        .select_from(Opinion)
        .where(
            col(Opinion.consultation_id) == consultation.id,
            col(Opinion.adoption) == Adoption.PENDING,
            col(Opinion.has_none).is_(False),
        )
    )
    if waiting:
        raise Refusal(f"还有{waiting}条意见没有处理。每一条都写明采纳与否，再结束这一轮。")
    ended: CursorResult[tuple[()]] = session.execute(  # type: ignore[assignment]
        update(Consultation)
        .where(col(Consultation.id) == consultation.id, col(Consultation.ended_on).is_(None))
        .values(ended_on=today)
    )
    if not ended.rowcount:
        raise Refusal("这一轮征求意见已经结束。")
    session.refresh(consultation)
    log(session, Subject.MEETING, consultation.id, "结束征求意见", actor.name, now, title=consultation.title)
    asking.wind_up(session, consultation, actor, today, now)


def rounds(session: Session, today: date, unit_id: int | None = None) -> list[Round]:
    """All rounds, those open first and the latest before; for a unit, those it was asked in with its own opinions alone.

    A unit does not see a round that waits for a leader's approval.
    """
    rows = session.scalars(
        select(Consultation).order_by(
            col(Consultation.ended_on).is_not(None),
            col(Consultation.asked_on).desc(),
            col(Consultation.id).desc(),
        )
    ).all()
    waiting = {one.id for one in rows if not asking.is_out(session, one)}
    shown = [one for one in rows if unit_id is None or (unit_id in one.units and one.id not in waiting)]
    units = {unit.id: unit for unit in session.scalars(select(Unit))}
    opinions: dict[int, list[Opinion]] = {one.id: [] for one in shown}
    for opinion in session.scalars(
        select(Opinion).where(col(Opinion.consultation_id).in_(opinions)).order_by(col(Opinion.id))
    ):
        opinions[opinion.consultation_id].append(opinion)
    return [
        replace(_round(one, opinions[one.id], units, today, unit_id), is_out=one.id not in waiting)
        for one in shown
    ]


def _round(
    one: Consultation, opinions: Sequence[Opinion], units: dict[int, Unit], today: date, unit_id: int | None
) -> Round:
    spoke = {opinion.unit_id for opinion in opinions}
    asked = one.units if unit_id is None else [unit_id]
    silent = tuple(units[number] for number in asked if number not in spoke and number in units)
    heard = [opinion for opinion in opinions if unit_id in (None, opinion.unit_id)]
    heard.sort(key=lambda opinion: (units[opinion.unit_id].position, opinion.unit_id, opinion.id))
    return Round(one, tuple(Answered(opinion, units[opinion.unit_id]) for opinion in heard), silent, today)


def lay_out(one: Round, office: str) -> Book:
    """意见采纳情况表: every opinion of a round with what became of it."""
    rows: list[tuple[str | int, ...]] = []
    for answered in one.answered:
        opinion = answered.opinion
        rows.append(
            (
                len(rows) + 1,
                answered.unit.name,
                opinion.passage,
                "无意见" if opinion.has_none else opinion.text,
                "" if opinion.has_none else opinion.adoption.label,
                opinion.reason,
            )
        )
    rows += [(len(rows) + place, unit.name, "", "未答复", "", "") for place, unit in enumerate(one.silent, 1)]
    columns = (
        SheetColumn("序号", 6, "centre"),
        SheetColumn("单位", 24),
        SheetColumn("条款", 18),
        SheetColumn("意见", 48),
        SheetColumn("采纳情况", 10, "centre"),
        SheetColumn("理由", 36),
    )
    asked = one.consultation
    which = f"（第{asked.round}轮）" if asked.round > 1 else ""
    title = f"《{asked.title}》征求意见采纳情况表{which}"
    note = f"{office}　{day_in_words(asked.asked_on)}征求意见。{one.in_words}"
    return Book(title, one.today, (Sheet("意见采纳情况", title, columns, tuple(rows), note),))


def _require_clerk(actor: Actor) -> None:
    if actor.role is not UserRole.CLERK:
        raise NotTheirs("征求意见由督办部门经办人员组织和处理。请交由经办人员办理。")
