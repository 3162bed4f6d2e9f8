"""From a unit's name as a document writes it to the units of the directory. Never a silent guess."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.unit import Alias, GroupMember, Unit, UnitGroup


@dataclass(frozen=True, slots=True)
class Match:
    """The units a written name means; empty where the directory does not know it.

    ``hints`` are names a person may have meant, for a proposal and never for acceptance. ``inferred`` is the name of the
    one unit whose full name holds the characters of the written one in order (市人社保局): taken, and asked about.
    """

    as_written: str
    unit_ids: tuple[int, ...]
    group: str = ""
    group_id: int | None = None
    hints: tuple[str, ...] = ()
    inferred: str = ""


# A shorter form is too much like others, now or in a directory that grows.
_LONG_ENOUGH = 4
_HINTS = 3


class NameBook:
    """The names of all units and groups, read once.

    A group's members are those of ``today``; without a day also the units that have ceased to be.
    """

    def __init__(self, session: Session, today: date | None = None) -> None:
        self._units: dict[str, int] = {}
        self._full: dict[str, str] = {}
        gone = set()
        for unit in session.exec(select(Unit).order_by(col(Unit.position))):
            if today is not None and unit.ended_on is not None and unit.ended_on <= today:
                gone.add(unit.id)
            for name in (unit.name, unit.short_name):
                if name:
                    self._units[_plain(name)] = unit.id
            self._full[_plain(unit.name)] = unit.called
        for alias in session.exec(select(Alias)):
            self._units.setdefault(_plain(alias.name), alias.unit_id)
        self._groups: dict[str, tuple[UnitGroup, tuple[int, ...]]] = {}
        self._add_groups(session, gone)

    def match(self, as_written: str) -> Match:
        """The units meant by this name: an exact name, an alias, or a group, with or without 各."""
        plain = _plain(as_written)
        if plain in self._units:
            return Match(as_written, (self._units[plain],))
        for name in (plain, plain.removeprefix("各")):
            if name in self._groups:
                group, members = self._groups[name]
                return Match(as_written, members, group=group.name, group_id=group.id)
        held = [full for full in self._full if len(plain) > 1 and _in_order(plain, full)]
        if len(held) == 1 and len(plain) >= _LONG_ENOUGH and plain[-1] == held[0][-1]:
            return Match(as_written, (self._units[held[0]],), inferred=self._full[held[0]])
        return Match(as_written, (), hints=tuple(self._full[full] for full in held[:_HINTS]))

    def _add_groups(self, session: Session, gone: set[int]) -> None:
        members: dict[int, list[int]] = {}
        for member in session.exec(select(GroupMember).order_by(col(GroupMember.id))):
            if member.unit_id not in gone:
                members.setdefault(member.group_id, []).append(member.unit_id)
        for group in session.exec(select(UnitGroup)):
            for name in (group.name, *group.aliases):
                self._groups[_plain(name)] = (group, tuple(members.get(group.id, ())))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", "".join(name.split()))


def _in_order(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)
