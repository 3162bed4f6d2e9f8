"""The directory of an office: who it is, its units and groups, whom to speak to, who may sign in."""

import tomllib
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.office import Office
from models.unit import Alias, Contact, GroupMember, Unit, UnitGroup
from models.words import ContactLevel, UnitLevel


def establish(session: Session, file: Path) -> Office:
    """Fill an empty database from an office file (``samples/office.toml`` shows the form).

    Accounts are not made here; see ``supervision/accounts.py``. Raises Refusal when there is an
    office already, or when the file names a unit that it does not list.
    """
    if session.exec(select(Office)).first():
        raise Refusal(
            "这个数据文件夹里已经有办公室和单位名录，不能再次建立。要另起一套，请换一个数据文件夹。"
        )
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    office = _office(data["office"])
    session.add(office)
    units = _add_units(session, data.get("units", []))
    _add_groups(session, data.get("groups", []), units)
    _add_contacts(session, data.get("contacts", []), units)
    session.flush()
    return office


def office(session: Session) -> Office:
    """The office of this database. Raises Refusal before one is established."""
    found = session.exec(select(Office)).first()
    if found is None:
        raise Refusal(
            "这个数据文件夹里还没有办公室和单位名录。请先运行 duban up 载入样例，或用 duban found 文件 建立正式的办公室。"
        )
    return found


def units_without_contact(session: Session) -> list[Unit]:
    """The units that nobody can be reached at, in the order of the directory."""
    reachable = select(Contact.unit_id).where(Contact.email != "")
    rows = session.exec(select(Unit).order_by(col(Unit.position))).all()
    known = set(session.exec(reachable).all())
    return [unit for unit in rows if unit.id not in known]


def _office(data: dict[str, Any]) -> Office:
    return Office(
        name=data["name"],
        short_name=data["short_name"],
        email=data.get("email", ""),
        phone=data.get("phone", ""),
    )


def _add_units(session: Session, entries: list[dict[str, Any]]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for position, entry in enumerate(entries):
        units[entry["name"]] = Unit(
            name=entry["name"],
            short_name=entry.get("short_name", ""),
            level=UnitLevel.labelled(entry["level"]),
            kind=entry.get("kind", ""),
            is_member=entry.get("member", False),
            position=position,
        )
    session.add_all(units.values())
    session.flush()
    for entry in entries:
        unit = units[entry["name"]]
        if parent := entry.get("parent"):
            unit.parent_id = _named(units, parent).id
        session.add_all(Alias(unit_id=unit.id, name=alias) for alias in entry.get("aliases", []))
    return units


def _add_groups(session: Session, entries: list[dict[str, Any]], units: dict[str, Unit]) -> None:
    for entry in entries:
        group = UnitGroup(name=entry["name"], aliases=entry.get("aliases", []))
        session.add(group)
        session.flush()
        session.add_all(
            GroupMember(group_id=group.id, unit_id=_named(units, name).id) for name in entry["members"]
        )


def _add_contacts(session: Session, entries: list[dict[str, Any]], units: dict[str, Unit]) -> None:
    session.add_all(
        Contact(
            unit_id=_named(units, entry["unit"]).id,
            level=ContactLevel.labelled(entry["level"]),
            name=entry["name"],
            title=entry.get("title", ""),
            email=entry.get("email", ""),
            phone=entry.get("phone", ""),
        )
        for entry in entries
    )


def _named(units: dict[str, Unit], name: str) -> Unit:
    try:
        return units[name]
    except KeyError:
        raise Refusal(f"名录里没有单位“{name}”，却有别处提到它。请在 units 里补上，或改正名字。") from None
