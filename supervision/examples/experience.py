"""Experience (典型经验): found, summarised, promoted, made a rule; and where it was published."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from config.refusal import NotTheirs, Refusal
from models.assignment import Assignment
from models.bulletin import Bulletin
from models.evaluation_words import BulletinStatus, ExperienceState
from models.example import Experience, Publication
from models.inserts import insert_new
from models.progress import ProgressUpdate
from models.task import Task
from models.unit import Unit
from models.words import Subject, UserRole
from supervision.actor import Actor
from supervision.examples.points import require_clerk, require_unit
from supervision.record.log import log

_LONGEST_TITLE, _LONGEST_TAG, _MOST_TAGS, _LONGEST_MEDIUM = 200, 20, 10, 100
_LONGEST_ADDRESS = 500


def add_experience(
    session: Session,
    unit_id: int | None,
    title: str,
    text: str,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    tags: Sequence[str] = (),
    state: ExperienceState = ExperienceState.FOUND,
    is_noted: bool = True,
) -> Experience:
    """Enter an experience of a unit. Raises Refusal without a unit, title or text.

    ``is_noted`` is unset for a list, which leaves one entry in the log for all of it.
    """
    require_clerk(actor)
    unit = require_unit(session, unit_id)
    row = Experience(
        unit_id=unit.id,
        title=_title(title),
        text=_text(text),
        tags=_tags(tags),
        state=state,
        on=today,
        at=now,
        by=actor.name,
    )
    session.add(row)
    session.flush()
    if is_noted:
        _log(session, "登记经验", row, actor, now)
    return row


def take_from_report(
    session: Session, report: ProgressUpdate, actor: Actor, today: date, now: datetime
) -> Experience:
    """A unit's progress entry becomes an experience, in one step. Raises Refusal where it is one already."""
    require_clerk(actor)
    own = session.get_one(Assignment, report.assignment_id)
    unit, task = session.get_one(Unit, own.unit_id), session.get_one(Task, own.task_id)
    row: dict[str, Any] = {
        "unit_id": unit.id,
        "task_id": task.id,
        "update_id": report.id,
        "title": f"{unit.called}：{task.title}"[:_LONGEST_TITLE],
        "text": report.progress,
        "tags": [],
        "state": ExperienceState.FOUND,
        "rule": "",
        "on": today,
        "at": now,
        "by": actor.name,
    }
    made = insert_new(session, Experience, [row])
    if not made:
        raise Refusal("这条进展已经列为典型经验。请在“典型示范”页查看。")
    experience = session.get_one(Experience, made[0])
    _log(session, "登记经验", experience, actor, now, update_id=report.id)
    return experience


def propose(session: Session, title: str, text: str, actor: Actor, today: date, now: datetime) -> Experience:
    """A unit tells what it tried (创新做法): an experience that was found, and nobody has to.

    Raises Refusal for who is no unit, and without a title or text.
    """
    if actor.role is not UserRole.UNIT or actor.unit_id is None:
        raise NotTheirs("创新做法由各单位自愿提出；督办部门可以直接登记典型经验。")
    row = Experience(
        unit_id=actor.unit_id, title=_title(title), text=_text(text), on=today, at=now, by=actor.name
    )
    session.add(row)
    session.flush()
    _log(session, "提出创新做法", row, actor, now)
    return row


def change_experience(
    session: Session,
    experience: Experience,
    title: str,
    text: str,
    tags: Sequence[str],
    actor: Actor,
    now: datetime,
) -> None:
    """Work an experience up: other words, other tags; the log keeps what stood there."""
    require_clerk(actor)
    before = {"title": experience.title, "text": experience.text, "tags": list(experience.tags)}
    experience.title, experience.text, experience.tags = _title(title), _text(text), _tags(tags)
    session.add(experience)
    session.flush()
    _log(session, "修改经验", experience, actor, now, before=before)


def advance(
    session: Session, experience: Experience, state: ExperienceState, rule: str, actor: Actor, now: datetime
) -> None:
    """Take an experience further: 发现 → 总结 → 推广 → 上升为制度. ``rule`` names the rule that came of it.

    Raises Refusal for a step back, and where it became a rule of which nobody says which.
    """
    require_clerk(actor)
    order = list(ExperienceState)
    if order.index(state) <= order.index(experience.state):
        raise Refusal(f"这条经验已经是“{experience.state.label}”，只能往后推进。")
    if state is ExperienceState.MADE_RULE and not rule.strip():
        raise Refusal("上升为制度的，请写明制度的名称或文号。")
    before = experience.state
    experience.state, experience.rule = state, rule.strip() or experience.rule
    session.add(experience)
    session.flush()
    _log(
        session, "推进经验", experience, actor, now, before=before.value, state=state.value, rule=rule.strip()
    )


def publish(
    session: Session,
    experience: Experience,
    medium: str,
    on: date | None,
    title: str,
    actor: Actor,
    today: date,
    now: datetime,
    *,
    address: str = "",
) -> Publication:
    """Note where an experience was published, other than in a bulletin that is issued here.

    ``address`` is where it stands on the web. Raises Refusal without a medium or a day, for a day to come, and for an
    address that is none.
    """
    require_clerk(actor)
    where = medium.strip()
    if not where or on is None:
        raise Refusal("请填写刊发的报刊、网站或专报，以及刊发日期。")
    if len(where) > _LONGEST_MEDIUM:
        raise Refusal(f"刊发的名称不超过{_LONGEST_MEDIUM}个字。请缩短。")
    if on > today:
        raise Refusal("刊发日期还没有到。请刊发以后再登记。")
    link = address.strip()
    if link and (not link.startswith(("http://", "https://")) or " " in link or len(link) > _LONGEST_ADDRESS):
        raise Refusal("网址应以 http:// 或 https:// 开头，中间没有空格。请从浏览器的地址栏复制。")
    row = Publication(
        experience_id=experience.id,
        medium=where,
        title=title.strip(),
        on=on,
        address=link,
        at=now,
        by=actor.name,
    )
    session.add(row)
    session.flush()
    _log(session, "登记刊发", experience, actor, now, medium=where, on=on.isoformat())
    return row


def experiences(
    session: Session,
    *,
    state: ExperienceState | None = None,
    unit_id: int | None = None,
    tag: str = "",
    text: str = "",
) -> list[tuple[Experience, Unit]]:
    """The experiences with their unit, the latest first."""
    rows = select(Experience, Unit).join(Unit, col(Unit.id) == col(Experience.unit_id))
    if state is not None:
        rows = rows.where(col(Experience.state) == state)
    if unit_id is not None:
        rows = rows.where(col(Experience.unit_id) == unit_id)
    found = session.exec(rows.order_by(col(Experience.on).desc(), col(Experience.id).desc())).all()
    said = text.strip()
    return [
        (one, unit)
        for one, unit in found
        if (not tag or tag in one.tags)
        and (not said or any(said in part for part in (one.title, one.text, unit.name, unit.short_name)))
    ]


def worth_seeing(session: Session, unit_id: int) -> list[tuple[Experience, Unit]]:
    """What a unit sees: its own, and what others' became that everybody is to learn from."""
    spread = (ExperienceState.PROMOTED, ExperienceState.MADE_RULE)
    return [
        (one, unit) for one, unit in experiences(session) if one.unit_id == unit_id or one.state in spread
    ]


def tags_used(session: Session) -> list[str]:
    """The tags that experiences bear, in the order of the alphabet of the machine."""
    return sorted({tag for tags in session.exec(select(Experience.tags)) for tag in tags})


def publications(
    session: Session, experience_ids: Sequence[int]
) -> dict[int, list[tuple[Publication, bool]]]:
    """Where each was published, the latest first, and whether that bulletin holds (was not voided)."""
    found: dict[int, list[tuple[Publication, bool]]] = {}
    rows = (
        select(Publication, Bulletin.status)
        .join(Bulletin, col(Bulletin.id) == col(Publication.bulletin_id), isouter=True)
        .where(col(Publication.experience_id).in_(list(experience_ids)))
        .order_by(col(Publication.on).desc(), col(Publication.id).desc())
    )
    for row, status in session.exec(rows):
        found.setdefault(row.experience_id, []).append((row, status is not BulletinStatus.VOIDED))
    return found


def taken_from(session: Session, update_ids: Sequence[int]) -> dict[int, int]:
    """Which of these reports became an experience: its id by that of the report."""
    rows = select(Experience.update_id, Experience.id).where(col(Experience.update_id).in_(list(update_ids)))
    return {update_id: number for update_id, number in session.exec(rows) if update_id is not None}


def _title(title: str) -> str:
    called = " ".join(title.split())
    if not called:
        raise Refusal("请填写标题。")
    if len(called) > _LONGEST_TITLE:
        raise Refusal(f"标题有{len(called)}个字，不超过{_LONGEST_TITLE}个字。")
    return called


def _text(text: str) -> str:
    if not text.strip():
        raise Refusal("请写明做法和成效。")
    return text.strip()


def _tags(tags: Sequence[str]) -> list[str]:
    kept = list(dict.fromkeys(tag.strip() for tag in tags if tag.strip()))
    if len(kept) > _MOST_TAGS or any(len(tag) > _LONGEST_TAG for tag in kept):
        raise Refusal(f"分类标签最多{_MOST_TAGS}个，每个不超过{_LONGEST_TAG}个字。")
    return kept


def _log(
    session: Session, deed: str, experience: Experience, actor: Actor, now: datetime, **particulars: Any
) -> None:
    log(
        session,
        Subject.EXAMPLE,
        None,
        deed,
        actor.name,
        now,
        note=experience.title,
        experience_id=experience.id,
        **particulars,
    )
