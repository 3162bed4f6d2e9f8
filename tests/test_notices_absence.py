"""Who hears in whose place: people who are away or gone, and hours in which nothing is sent."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from models.notice import Delivery, DeliveryItem
from models.unit import Contact, Unit
from models.words import ContactLevel
from notices.absence import speaking_hour
from notices.outbox import gather
from tests.cast import DAY, Cast, at

DUE = date(2026, 6, 30)


def _contact(cast: Cast, unit: Unit, level: ContactLevel = ContactLevel.CONTACT) -> Contact:
    return cast.session.exec(select(Contact).where(Contact.unit_id == unit.id, Contact.level == level)).one()


def _gathered(cast: Cast, hour: int = 9) -> list[Delivery]:
    gather(cast.session, DAY, at(DAY, hour))
    return list(cast.session.exec(select(Delivery)))


def test_who_has_left_hears_nothing(cast: Cast) -> None:
    cast.task(DUE)
    _contact(cast, cast.union).left_on = DAY
    assert _gathered(cast) == []


def test_who_leaves_tomorrow_still_hears_today(cast: Cast) -> None:
    cast.task(DUE)
    _contact(cast, cast.union).left_on = DAY + timedelta(1)
    assert len(_gathered(cast)) == 1


def test_the_deputy_hears_while_somebody_is_away_and_nothing_is_said_twice(cast: Cast) -> None:
    cast.task(DUE)
    person, stand_in = _contact(cast, cast.union), _contact(cast, cast.union, ContactLevel.OFFICER)
    person.deputy, person.away_from, person.away_until = stand_in.name, DAY, DAY
    assert [letter.address for letter in _gathered(cast)] == [stand_in.email]
    assert cast.session.exec(select(DeliveryItem.contact_id)).all() == [person.id]
    assert gather(cast.session, DAY + timedelta(1), at(DAY + timedelta(1))) == 0


def test_the_day_before_and_the_day_after_an_absence_the_person_hears(cast: Cast) -> None:
    cast.task(DUE)
    person = _contact(cast, cast.union)
    person.deputy = _contact(cast, cast.union, ContactLevel.OFFICER).name
    person.away_from = person.away_until = DAY + timedelta(1)
    assert [letter.address for letter in _gathered(cast)] == [person.email]


@pytest.mark.parametrize("trouble", ["nobody named", "away too", "left", "no address"])
def test_without_an_able_deputy_the_letter_waits_on_the_desk(cast: Cast, trouble: str) -> None:
    cast.task(DUE)
    person, stand_in = _contact(cast, cast.union), _contact(cast, cast.union, ContactLevel.OFFICER)
    person.away_from = DAY
    person.deputy = "" if trouble == "nobody named" else stand_in.name
    stand_in.away_from = DAY if trouble == "away too" else None
    stand_in.left_on = DAY if trouble == "left" else None
    stand_in.email = "" if trouble == "no address" else stand_in.email
    assert [letter.address for letter in _gathered(cast)] == [person.email]


def test_quiet_hours_delay_a_letter(cast: Cast) -> None:
    cast.task(DUE)
    person = _contact(cast, cast.union)
    person.quiet_from, person.quiet_until = "22:00", "10:00"
    assert [letter.not_before for letter in _gathered(cast, 9)] == [at(DAY, 10)]


@pytest.mark.parametrize(
    ("hour", "quiet_from", "quiet_until", "speaks"),
    [
        (21, "22:00", "07:00", at(DAY, 21)),
        (22, "22:00", "07:00", at(DAY + timedelta(1), 7)),
        (6, "22:00", "07:00", at(DAY, 7)),
        (7, "22:00", "07:00", at(DAY, 7)),
        (12, "12:00", "14:00", at(DAY, 14)),
        (14, "12:00", "14:00", at(DAY, 14)),
        (3, "", "", at(DAY, 3)),
    ],
)
def test_quiet_hours_may_run_over_midnight(
    hour: int, quiet_from: str, quiet_until: str, speaks: object
) -> None:
    assert speaking_hour(at(DAY, hour), quiet_from, quiet_until) == speaks
