"""A unit's file (单位档案): whether it has a leading body, rules of meeting, its own appraisal, somebody in charge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.evaluation_words import ProfileItem
from models.team import UnitProfile
from models.unit import Unit
from models.words import Subject, UserRole
from supervision.actor import Actor
from supervision.duties.file_store import plain_name, store
from supervision.record.log import log

_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a unit: of each item the latest entry, None where nobody has said anything."""

    unit: Unit
    items: Mapping[ProfileItem, UnitProfile | None]

    @property
    def missing(self) -> list[ProfileItem]:
        """What nobody has said anything of."""
        return [item for item, row in self.items.items() if row is None]

    @property
    def lacking(self) -> list[ProfileItem]:
        """What the unit says that it has not."""
        return [item for item, row in self.items.items() if row is not None and not row.has]

    @property
    def is_whole(self) -> bool:
        """Whether all is said, and all is there."""
        return not self.missing and not self.lacking


def note(
    session: Session,
    unit: Unit,
    item: ProfileItem,
    text: str,
    actor: Actor,
    now: datetime,
    *,
    has: bool,
    file: tuple[str, bytes] | None = None,
) -> UnitProfile:
    """登记单位档案: whether the unit has it, in words, with the paper that shows it. Earlier entries stay.

    Raises NotTheirs for another unit's account, Refusal for what it has without a word about it.
    """
    if not actor.is_of_the_office and not (actor.role is UserRole.UNIT and actor.unit_id == unit.id):
        raise NotTheirs("单位档案由本单位或督办部门登记。")
    said = text.strip()
    if has and not said:
        raise Refusal(f"请写明{item.label}的情况：名称、组成、何时建立。")
    if len(said) > _LONGEST:
        raise Refusal(f"情况说明不超过{_LONGEST}个字。请缩短，详细内容作为附件。")
    row = UnitProfile(
        unit_id=unit.id,
        item=item,
        has=has,
        text=said,
        file_id=store(session, file[0], file[1], now).id if file else None,
        file_name=plain_name(file[0])[:200] if file else "",
        at=now,
        by=actor.name,
    )
    session.add(row)
    session.flush()
    log(
        session, Subject.UNIT, unit.id, "登记单位档案", actor.name, now,
        note=f"{unit.called}：{item.label}，{'已建立' if has else '未建立'}", item=item.value,
    )  # fmt: skip
    return row


def profile_of(session: Session, unit: Unit) -> Profile:
    """The file of one unit."""
    return profiles(session, [unit])[0]


def profiles(session: Session, units: list[Unit]) -> list[Profile]:
    """The files of these units, in their order."""
    latest = (
        select(func.max(col(UnitProfile.id)))
        .where(col(UnitProfile.unit_id).in_([one.id for one in units]))
        .group_by(col(UnitProfile.unit_id), col(UnitProfile.item))
    )
    rows = session.scalars(select(UnitProfile).where(col(UnitProfile.id).in_(latest)))
    said = {(row.unit_id, row.item): row for row in rows}
    return [Profile(unit, {item: said.get((unit.id, item)) for item in ProfileItem}) for unit in units]
