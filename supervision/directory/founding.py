"""The directory of an office: who it is, its units and groups, whom to speak to, who may sign in."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session, col, select

from config.refusal import Refusal
from models.office import Office
from models.unit import Alias, Contact, GroupMember, Unit, UnitGroup
from models.words import ContactLevel, Subject, UnitLevel
from supervision.directory.office_file import ContactEntry, GroupEntry, UnitEntry, load_office
from supervision.directory.people import channel, reachable, require_sound
from supervision.directory.units import has_ended
from supervision.record.log import log


def establish(session: Session, file: Path, *, by: str, now: datetime) -> Office:
    """Fill an empty database from an office file (``samples/office.toml`` shows the form).

    Accounts are not made here; see ``supervision/directory/accounts.py``. Raises Refusal when there is an
    office already, or when the file is wrong.
    """
    if session.exec(select(Office)).first():
        raise Refusal(
            "这个数据文件夹里已经有办公室和单位名录，不能再次建立。要另起一套，请换一个数据文件夹。"
        )
    entries = load_office(file)
    founded = Office(
        name=entries.office.name,
        short_name=entries.office.short_name,
        email=entries.office.email,
        phone=entries.office.phone,
    )
    session.add(founded)
    units = _add_units(session, entries.units)
    _add_groups(session, entries.groups, units)
    _add_contacts(session, entries.contacts, units, file)
    session.flush()
    note = f"{founded.name}：{len(units)}个单位、{len(entries.contacts)}名联系人"
    log(session, Subject.UNIT, None, "建立单位名录", by, now, note=note)
    return founded


def office(session: Session) -> Office:
    """The office of this database. Raises Refusal before one is established."""
    found = session.exec(select(Office)).first()
    if found is None:
        raise Refusal(
            "这个数据文件夹里还没有办公室和单位名录。请先运行 duban up 载入样例，或用 duban found 文件 建立正式的办公室。"
        )
    return found


def units_without_contact(session: Session, today: date) -> list[Unit]:
    """The living units that nobody can be reached at, in the order of the directory."""
    rows = session.exec(select(Unit).order_by(col(Unit.position))).all()
    known = {contact.unit_id for contact in session.exec(select(Contact)) if reachable(contact, today)}
    return [unit for unit in rows if unit.id not in known and not has_ended(unit, today)]


def _add_units(session: Session, entries: Sequence[UnitEntry]) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for position, entry in enumerate(entries):
        units[entry.name] = Unit(
            name=entry.name,
            short_name=entry.short_name,
            level=UnitLevel.labelled(entry.level),
            kind=entry.kind,
            line=entry.line,
            region=entry.region,
            is_member=entry.member,
            position=position,
        )
    session.add_all(units.values())
    session.flush()
    for entry in entries:
        unit = units[entry.name]
        if entry.parent:
            unit.parent_id = units[entry.parent].id
        session.add_all(Alias(unit_id=unit.id, name=alias) for alias in entry.aliases)
    return units


def _add_groups(session: Session, entries: Sequence[GroupEntry], units: dict[str, Unit]) -> None:
    for entry in entries:
        group = UnitGroup(name=entry.name, aliases=list(entry.aliases))
        session.add(group)
        session.flush()
        session.add_all(GroupMember(group_id=group.id, unit_id=units[name].id) for name in entry.members)


def _line_of(file: Path, entry: ContactEntry) -> str:
    """Where this contact is written in the file, as a clerk counts lines; empty where it cannot be told."""
    wanted = False
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip().startswith("[["):
            wanted = line.strip() == "[[contacts]]"
        name, _, value = line.partition("=")
        if wanted and name.strip() == "name" and value.strip().strip("\"'") == entry.name:
            return f"第{number}行起，"
    return "，"


def _add_contacts(
    session: Session, entries: Sequence[ContactEntry], units: dict[str, Unit], file: Path
) -> None:
    people = {(entry.unit, entry.name) for entry in entries}
    for entry in entries:
        contact = Contact(
            unit_id=units[entry.unit].id,
            level=ContactLevel.labelled(entry.level),
            name=entry.name,
            title=entry.title,
            email=entry.email,
            phone=entry.phone,
            channels=[channel(written) for written in entry.channels],
            quiet_from=entry.quiet_from,
            quiet_until=entry.quiet_until,
            deputy=entry.deputy,
        )
        try:
            require_sound(contact)
        except Refusal as refusal:
            raise Refusal(f"{file.name}{_line_of(file, entry)}{entry.unit}：{refusal.sentence}") from None
        if entry.deputy and (entry.unit, entry.deputy) not in people:
            raise Refusal(f"{entry.unit}的{entry.name}：代理人“{entry.deputy}”不是同一单位的联系人。请改正。")
        session.add(contact)
