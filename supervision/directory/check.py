"""What is amiss in the directory: units nobody can be told anything, people who are gone, knots in the tree."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.unit import Contact, GroupMember, Unit, UnitGroup
from models.words import ContactLevel
from notices.absence import has_left
from supervision.directory.people import reachable
from supervision.directory.units import circle, has_ended


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing amiss: which unit or group it is about, and what to do in one sentence."""

    about: str
    says: str
    unit_id: int | None = None


def gaps(session: Session, today: date) -> list[Gap]:
    """Everything amiss, units in the order of the directory, then groups."""
    units = session.exec(select(Unit).order_by(col(Unit.position), col(Unit.id))).all()
    parents: dict[int, int | None] = {unit.id: unit.parent_id for unit in units}
    by_id = {unit.id: unit for unit in units}
    people: dict[int, list[Contact]] = {}
    for contact in session.exec(select(Contact).order_by(col(Contact.id))):
        people.setdefault(contact.unit_id, []).append(contact)
    found = []
    for unit in units:
        if has_ended(unit, today):
            continue
        says = [*_of_people(people.get(unit.id, []), today)]
        if circle(parents, unit.id):
            says.append("上级单位绕成了一圈。请改正上级单位。")
        above = by_id.get(unit.parent_id) if unit.parent_id else None
        if above is not None and has_ended(above, today):
            says.append(f"上级单位{above.called}已经撤销。请另定上级单位。")
        found += [Gap(unit.called, one, unit.id) for one in says]
    return found + _of_groups(session, by_id, today)


def _of_people(contacts: list[Contact], today: date) -> list[str]:
    here = [one for one in contacts if one.left_on is None or one.left_on > today]
    says = []
    if not contacts:
        says.append("没有联系人。请补上。")
    elif not here:
        says.append("联系人都已离任。请补上接任的人。")
    elif not any(reachable(one, today) for one in here):
        says.append("联系人都没有可用的邮箱或号码，通知送不到。请补上。")
    elif not any(one.level is ContactLevel.CONTACT for one in here):
        says.append("没有“联系人”一级的人，日常提醒无人接收。请补上。")
    for one in here:
        if one.deputy and (lacking := _deputy_lacks(one, contacts, today)):
            says.append(
                f"{one.name}的代理人{one.deputy}{lacking}，{one.name}外出时通知仍发给本人。请另写代理人。"
            )
        if _will_be_away(one, today) and not one.deputy:
            says.append(f"{one.name}外出而没有代理人，通知仍发给本人。请写上代理人。")
    gone = [one.name for one in contacts if one not in here]
    if gone and here:
        says.append(f"{'、'.join(gone)}已离任，不再收到通知。")
    return says


def _deputy_lacks(absent: Contact, contacts: list[Contact], today: date) -> str:
    """Why the letters of this person would not go to the deputy; empty where they would."""
    day = max(today, absent.away_from or today) if _will_be_away(absent, today) else today
    named = [one for one in contacts if one.name == absent.deputy and one.id != absent.id]
    here = [one for one in named if not has_left(one, day)]
    if not here:
        return "已离任或不在联系人里"
    told = [one for one in here if reachable(one, today)]
    if not told:
        return "没有可用的邮箱或号码"
    if _will_be_away(absent, today) and all(_away_together(absent, one, today) for one in told):
        return "在同一时间也外出"
    return ""


def _will_be_away(one: Contact, today: date) -> bool:
    """Whether an absence is written that has not ended."""
    return (one.away_from or one.away_until) is not None and (
        one.away_until is None or one.away_until >= today
    )


def _away_together(one: Contact, other: Contact, today: date) -> bool:
    """Whether both are away on some day from today on."""
    begins = max(today, one.away_from or today, other.away_from or today)
    return _will_be_away(other, today) and all(
        person.away_until is None or begins <= person.away_until for person in (one, other)
    )


def _of_groups(session: Session, by_id: dict[int, Unit], today: date) -> list[Gap]:
    members: dict[int, list[Unit]] = {}
    for row in session.exec(select(GroupMember)):
        members.setdefault(row.group_id, []).append(by_id[row.unit_id])
    return [
        Gap(f"单位组“{group.name}”", "没有成员，写到它的任务落不到任何单位。请加入成员。")
        for group in session.exec(select(UnitGroup).order_by(col(UnitGroup.id)))
        if all(has_ended(unit, today) for unit in members.get(group.id, []))
    ]
