"""Who reads what is meant for a contact of a unit on a day, and by which channel."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from config.settings import Settings
from models.unit import Contact, Unit
from notices.absence import deputy, has_left, is_away
from notices.addresses import Way, kinds, ways


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a letter goes to in place of, or as, ``contact``, and that person's channels that can be used.

    ``way`` is the first of them, ``others`` are the rest: a rung may ask for one of those.
    """

    contact: Contact
    reader: Contact
    way: Way
    others: tuple[Way, ...] = ()

    @property
    def by_asked(self) -> dict[str, Way]:
        """The way that a letter goes, by the channel that its rung asks for.

        Empty is the reader's own first channel, which stands for every channel that is not here.
        """
        return {"": self.way, **{one.channel: one for one in reversed(self.others)}}

    def way_for(self, asked: str) -> Way:
        """The way of a letter whose rung asks for this channel, empty where it asks for none."""
        return self.by_asked.get(asked, self.way)


class AddressBook:
    """The contacts of all units, read once; who reads is another question on each day."""

    def __init__(self, session: Session, settings: Settings) -> None:
        known = kinds(settings)
        self._contacts: dict[int, list[Contact]] = {}
        self._ways: dict[int, list[Way]] = {}
        rows = session.exec(
            select(Contact, Unit).join(Unit, col(Unit.id) == col(Contact.unit_id)).order_by(col(Contact.id))
        )
        for contact, unit in rows:
            self._contacts.setdefault(contact.unit_id, []).append(contact)
            if found := ways(contact, unit.called, known):
                self._ways[contact.id] = found

    def readers(self, day: date) -> Iterator[Reader]:
        """Who reads for each contact that somebody reads for."""
        for unit_id in self._contacts:
            yield from self.of_unit(unit_id, day)

    def of_unit(self, unit_id: int, day: date) -> Iterator[Reader]:
        """Who reads for each contact of one unit; nobody where no channel leads to anyone.

        Who has left reads nothing; while somebody is away the deputy reads, where there is one.
        """
        colleagues = self._contacts.get(unit_id, [])
        able = [one for one in colleagues if one.id in self._ways]
        for contact in colleagues:
            if has_left(contact, day):
                continue
            # Nobody to stand in: better a letter that waits on the desk than one that is never written.
            reader = (deputy(contact, able, day) if is_away(contact, day) else None) or contact
            if own := self._ways.get(reader.id):
                yield Reader(contact, reader, own[0], tuple(own[1:]))
