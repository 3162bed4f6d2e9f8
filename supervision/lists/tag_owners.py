"""Who has charge of what bears a tag: the regulator of an industry (行业主管), kept beside the tag."""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from config.refusal import Refusal
from models.plan import TaskTag
from models.team import TagOwner
from models.unit import Unit
from models.words import Subject
from supervision.actor import Actor
from supervision.record.log import log


def give_charge(session: Session, name: str, unit_id: int | None, actor: Actor, now: datetime) -> None:
    """Put a unit in charge of a tag, or nobody (None). Raises Refusal for a tag that no task bears."""
    if not actor.is_of_the_office:
        raise Refusal(f"标签的主管单位由督办部门设定，{actor.role.label}账号不能操作。")
    if session.scalars(select(col(TaskTag.id)).where(col(TaskTag.name) == name).limit(1)).first() is None:
        raise Refusal("没有任务带这个标签。请先给任务加上标签。")
    unit = session.get(Unit, unit_id) if unit_id else None
    if unit_id and unit is None:
        raise Refusal("单位名录里没有这个单位。请从页面上选择。")
    session.execute(delete(TagOwner).where(col(TagOwner.name) == name))
    if unit is not None:
        session.add(TagOwner(name=name, unit_id=unit.id, at=now, by=actor.name))
    session.flush()
    log(
        session,
        Subject.TASK,
        None,
        "设定行业主管",
        actor.name,
        now,
        note=f"{name}：{unit.called if unit else '不设'}",
    )


def tags(session: Session) -> list[tuple[str, int, Unit | None]]:
    """Every tag with how many tasks bear it and the unit in charge."""
    owners = {
        owner.name: unit
        for owner, unit in session.execute(
            select(TagOwner, Unit).join(Unit, col(Unit.id) == col(TagOwner.unit_id))
        )
    }
    rows = session.execute(
        select(col(TaskTag.name), func.count()).group_by(col(TaskTag.name)).order_by(col(TaskTag.name))
    )
    return [(name, count, owners.get(name)) for name, count in rows]


def in_charge(session: Session, names: list[str]) -> dict[str, Unit]:
    """The units in charge of these tags, by tag."""
    rows = session.execute(
        select(TagOwner, Unit)
        .join(Unit, col(Unit.id) == col(TagOwner.unit_id))
        .where(col(TagOwner.name).in_(names))
    )
    return {owner.name: unit for owner, unit in rows}
