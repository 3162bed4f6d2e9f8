"""An office with a group robot and a text gateway, and its people to be changed: for the tests of the outbox."""

from datetime import date
from pathlib import Path

from sqlmodel import select

from config.settings import settings
from models import database
from models.unit import Contact
from models.words import ContactLevel
from tests.cast import Cast
from tests.new_database import new_database


def office_with_channels(home: Path) -> Cast:
    """A committed cast with one duty handed out, in an office with a group robot and a text gateway."""
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(
        "[channels.group]\nkind = 'wecom'\nlabel = '工作群'\nurl = 'http://127.0.0.1:9/send?key=geheim-1'\nper_minute = 60\n"
        "[channels.sms]\nkind = 'sms'\nurl = 'http://127.0.0.1:9/?{phone}{text}'\nsuccess = 'ok'\n",
        encoding="utf-8",
    )
    settings.cache_clear()
    new_database()
    with database.transaction() as session:
        made = Cast(session)
        made.assignment(date(2026, 6, 15))
        return made


def change_person(office: Cast, of: ContactLevel = ContactLevel.CONTACT, **changed: object) -> None:
    """Change what is known of the lead unit's person at this level."""
    with database.transaction() as session:
        rows = select(Contact).where(Contact.unit_id == office.union.id, Contact.level == of)
        person = session.exec(rows).one()
        for field, value in changed.items():
            setattr(person, field, value)
        session.add(person)
