"""Editing an issue while it is a draft: its pieces, their sections and order, its note and day.

Every change takes back an approval that was given: what is issued is what was approved.
"""

from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.assignment import Assignment
from models.bulletin import Bulletin, BulletinItem, BulletinSeries
from models.evaluation_words import BulletinStatus
from models.example import Experience
from models.progress import ProgressUpdate
from models.task import Task
from models.unit import Unit
from models.words import Subject
from supervision.actor import Actor
from supervision.bulletins.series import require_clerk
from supervision.record.log import log

_LONGEST_TITLE, _MOST_COPIES, _MOST_ITEMS = 200, 100_000, 100


def begin(
    session: Session,
    series: BulletinSeries,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    title: str = "",
    is_supplement: bool = False,
) -> Bulletin:
    """A new draft of a series; numbers are taken when it is issued. Raises Refusal where the series has ended."""
    require_clerk(actor)
    if series.ended_on is not None:
        raise Refusal(f"“{series.name}”已停刊，不能再编新的一期。")
    row = Bulletin(
        series_id=series.id,
        year=today.year,
        is_supplement=is_supplement,
        title=_title(title, needed=False),
        made_at=now,
        made_by=actor.name,
    )
    session.add(row)
    session.flush()
    _log(session, row, "起草简报", actor, now, series.name)
    return row


def word(
    session: Session,
    bulletin: Bulletin,
    actor: Actor,
    now: datetime,
    *,
    title: str,
    note: str,
    dated_on: date | None,
    copies: int | None,
) -> None:
    """What stands around the pieces: the title it is known by, the 按语, the day it will bear, the copies.

    Raises Refusal for a number of copies that no printer takes.
    """
    if copies is not None and not 0 < copies <= _MOST_COPIES:
        raise Refusal(f"印数应在1至{_MOST_COPIES}之间。请核对后再填。")
    _open(session, bulletin, actor)
    bulletin.title, bulletin.note = _title(title, needed=False), note.strip()
    bulletin.dated_on, bulletin.copies = dated_on, copies
    _kept(session, bulletin, actor, now, "期头")


def items_of(session: Session, bulletin: Bulletin) -> list[BulletinItem]:
    """The pieces in the order in which they are printed: by section, within it as they were put."""
    series = session.get_one(BulletinSeries, bulletin.series_id)
    rows = session.exec(
        select(BulletinItem)
        .where(col(BulletinItem.bulletin_id) == bulletin.id)
        .order_by(col(BulletinItem.position), col(BulletinItem.id))
    ).all()
    order = {section: place for place, section in enumerate(series.sections)}
    # What stands in no section opens the issue; sections that the series gave up come last.
    return sorted(rows, key=lambda item: -1 if not item.section else order.get(item.section, len(order)))


def add_item(
    session: Session,
    bulletin: Bulletin,
    title: str,
    text: str,
    actor: Actor,
    now: datetime,
    *,
    section: str = "",
    unit_id: int | None = None,
    update_id: int | None = None,
    experience_id: int | None = None,
) -> BulletinItem:
    """Another piece, the last of its section.

    Raises Refusal without a title or text, for a section that the series has not, and where the same report or
    experience stands in this issue already.
    """
    called, said = _title(title), _text(text)
    _open(session, bulletin, actor)
    held = items_of(session, bulletin)
    if len(held) >= _MOST_ITEMS:
        raise Refusal(f"一期不超过{_MOST_ITEMS}篇。请另编一期。")
    for one in held:
        if (update_id and one.update_id == update_id) or (
            experience_id and one.experience_id == experience_id
        ):
            raise Refusal(f"这一篇已经编在本期：“{one.title}”。不用再选。")
    row = BulletinItem(
        bulletin_id=bulletin.id,
        section=_section(session, bulletin, section),
        position=max((one.position for one in held), default=0) + 1,
        title=called,
        text=said,
        unit_id=_unit(session, unit_id),
        update_id=update_id,
        experience_id=experience_id,
        at=now,
        by=actor.name,
    )
    session.add(row)
    _kept(session, bulletin, actor, now, f"加入“{called}”")
    return row


def add_report(
    session: Session, bulletin: Bulletin, report: ProgressUpdate, section: str, actor: Actor, now: datetime
) -> BulletinItem:
    """A unit's progress entry as a piece, in one step: its text, its unit as 供稿单位; the title is proposed."""
    own = session.get_one(Assignment, report.assignment_id)
    unit = session.get_one(Unit, own.unit_id)
    task = session.get_one(Task, own.task_id)
    return add_item(
        session,
        bulletin,
        f"{unit.called}：{task.title}"[:_LONGEST_TITLE],
        report.progress,
        actor,
        now,
        section=section,
        unit_id=unit.id,
        update_id=report.id,
    )


def add_experience(
    session: Session, bulletin: Bulletin, experience: Experience, section: str, actor: Actor, now: datetime
) -> BulletinItem:
    """An experience as a piece, in one step."""
    return add_item(
        session,
        bulletin,
        experience.title[:_LONGEST_TITLE],
        experience.text,
        actor,
        now,
        section=section,
        unit_id=experience.unit_id,
        update_id=experience.update_id,
        experience_id=experience.id,
    )


def change_item(
    session: Session,
    bulletin: Bulletin,
    item: BulletinItem,
    actor: Actor,
    now: datetime,
    *,
    title: str,
    text: str,
    section: str,
    unit_id: int | None,
) -> None:
    """Other words, another section, another 供稿单位; the source stays noted. Raises Refusal as ``add_item`` does."""
    called, said = _title(title), _text(text)
    _open(session, bulletin, actor)
    item.title, item.text = called, said
    item.section, item.unit_id = _section(session, bulletin, section), _unit(session, unit_id)
    session.add(item)
    _kept(session, bulletin, actor, now, f"修改“{called}”")


def move_item(
    session: Session, bulletin: Bulletin, item: BulletinItem, is_up: bool, actor: Actor, now: datetime
) -> bool:
    """One place up or down within its section; whether it moved. The first does not move up, the last not down."""
    _open(session, bulletin, actor)
    same = [one for one in items_of(session, bulletin) if one.section == item.section]
    place = same.index(item)
    other = place + (-1 if is_up else 1)
    if not 0 <= other < len(same):
        return False
    same[place], same[other] = same[other], same[place]
    for position, one in enumerate(same, 1):
        one.position = position
    session.add_all(same)
    _kept(session, bulletin, actor, now, f"调整“{item.title}”的位置")
    return True


def remove_item(
    session: Session, bulletin: Bulletin, item: BulletinItem, actor: Actor, now: datetime
) -> None:
    """Take a piece out of the draft; what was taken out stays in the log."""
    _open(session, bulletin, actor)
    title, text = item.title, item.text
    session.delete(item)
    _kept(session, bulletin, actor, now, f"去掉“{title}”", text=text)


def drafts(session: Session) -> list[Bulletin]:
    """The issues in hand, the latest begun first."""
    rows = select(Bulletin).where(col(Bulletin.status) == BulletinStatus.DRAFT)
    return list(session.exec(rows.order_by(col(Bulletin.id).desc())))


def dismiss(
    session: Session, bulletin: Bulletin, key: str, says: str, reason: str, actor: Actor, now: datetime
) -> None:
    """Set a query of the proofreading aside, under one's name; the same one does not come again.

    It changes nothing that is printed, so an approval stands. Raises Refusal where the issue is no draft.
    """
    require_clerk(actor)
    _require_draft(bulletin)
    kept = {"by": actor.name, "at": now.isoformat(), "says": says, "reason": reason.strip()}
    bulletin.dismissed = {**bulletin.dismissed, key: kept}
    session.add(bulletin)
    _log(
        session,
        bulletin,
        "不采纳校对意见",
        actor,
        now,
        says + (f"（{reason.strip()}）" if reason.strip() else ""),
    )


def _open(session: Session, bulletin: Bulletin, actor: Actor) -> None:
    """Hold the draft for a change. Raises Refusal for who is no clerk, and where it is no draft (any more)."""
    require_clerk(actor)
    changed = session.execute(
        update(Bulletin)
        .where(col(Bulletin.id) == bulletin.id, col(Bulletin.status) == BulletinStatus.DRAFT)
        .values(approved_by="", approved_at=None)
        .execution_options(synchronize_session=False)
    )
    session.refresh(bulletin)
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        _require_draft(bulletin)


def _require_draft(bulletin: Bulletin) -> None:
    if bulletin.status is not BulletinStatus.DRAFT:
        raise Refusal(f"这一期{bulletin.status.label}，不能再改。需要更正的，请作废后重新印发。")


def _kept(
    session: Session, bulletin: Bulletin, actor: Actor, now: datetime, what: str, **particulars: str
) -> None:
    session.add(bulletin)
    session.flush()
    _log(session, bulletin, "修改简报", actor, now, what, **particulars)


def _log(
    session: Session,
    bulletin: Bulletin,
    deed: str,
    actor: Actor,
    now: datetime,
    note: str = "",
    **particulars: str,
) -> None:
    log(session, Subject.BULLETIN, bulletin.id, deed, actor.name, now, note=note, **particulars)


def _title(title: str, *, needed: bool = True) -> str:
    called = "\n".join(" ".join(line.split()) for line in title.strip().split("\n"))
    if needed and not called:
        raise Refusal("请填写标题。")
    if len(called) > _LONGEST_TITLE:
        raise Refusal(f"标题有{len(called)}个字，太长。不超过{_LONGEST_TITLE}个字。")
    return called


def _text(text: str) -> str:
    if not text.strip():
        raise Refusal("请填写正文。")
    return text.strip()


def _section(session: Session, bulletin: Bulletin, section: str) -> str:
    sections = session.get_one(BulletinSeries, bulletin.series_id).sections
    if section and section not in sections:
        raise Refusal(f"“{section}”不是这种简报的栏目。可以选：{'、'.join(sections) or '不分栏目'}。")
    return section


def _unit(session: Session, unit_id: int | None) -> int | None:
    if unit_id is not None and session.get(Unit, unit_id) is None:
        raise Refusal("没有这个供稿单位。请返回刷新后重新选择。")
    return unit_id
