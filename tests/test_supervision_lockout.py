"""Guessing at passwords: counted in the database, longer each time, for every process alike."""

import threading
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from config.settings import settings
from models import database
from models.user import User
from models.words import UserRole
from supervision.directory.accounts import create, recognise, renew_password
from supervision.directory.lockout import count_try, forgive, lock_time
from tests.cast import DAY, Cast, at
from tests.new_database import new_database
from tests.postgresql import server

NOW = at(DAY)


@pytest.fixture
def user(session: Session) -> User:
    create(session, "wangmin", "王敏", UserRole.CLERK, password="口令-一二三", by="王敏", now=NOW)
    return session.exec(select(User)).one()


def test_five_wrong_lock_for_a_quarter_of_an_hour_and_then_twice_as_long_up_to_a_day() -> None:
    minutes = [lock_time(failures).total_seconds() / 60 for failures in range(41)]
    assert [minutes[n] for n in (4, 5, 6, 10, 15, 20)] == [0, 15, 0, 30, 60, 120]
    assert minutes[40] == 24 * 60
    assert lock_time(5_000_000) == timedelta(days=1)


def test_the_sixth_try_is_not_looked_at_until_the_lock_is_over(session: Session, user: User) -> None:
    tries = [count_try(session, "wangmin", NOW) for _ in range(5)]
    assert [one.is_last for one in tries] == [False] * 4 + [True]
    assert all(one.locked_until is None for one in tries)
    sixth = count_try(session, "wangmin", NOW + timedelta(minutes=14))
    assert sixth.locked_until == NOW + timedelta(minutes=15)
    after = count_try(session, "wangmin", NOW + timedelta(minutes=15))
    assert after.locked_until is None
    session.refresh(user)
    assert user.failures == 6


def test_a_right_password_begins_anew(session: Session, user: User) -> None:
    for _ in range(5):
        count_try(session, "wangmin", NOW)
    forgive(session, user.id)
    session.refresh(user)
    assert (user.failures, user.locked_until) == (0, None)
    assert count_try(session, "wangmin", NOW).locked_until is None


def test_a_lock_holds_for_another_process_and_after_a_restart(home: object) -> None:
    new_database()
    with database.transaction() as session:
        create(session, "wangmin", "王敏", UserRole.CLERK, password="口令-一二三", by="王敏", now=NOW)
    for _ in range(5):
        with database.transaction() as session:
            count_try(session, "wangmin", NOW)
    database.close_connections()
    with database.transaction() as session:
        assert count_try(session, "wangmin", NOW).locked_until is not None


def test_a_new_password_takes_the_lock_away_and_has_to_be_changed(session: Session, user: User) -> None:
    for _ in range(5):
        count_try(session, "wangmin", NOW)
    made = renew_password(session, "wangmin", by="李静", now=NOW)
    session.refresh(user)
    assert (user.failures, user.locked_until, user.must_renew) == (0, None, True)
    assert recognise(session, "wangmin", made) == user


def test_a_name_that_nobody_has_is_counted_for_nobody(cast: Cast) -> None:
    create(cast.session, "wangmin", "王敏", UserRole.CLERK, password="口令-一", by="王敏", now=NOW)
    assert count_try(cast.session, "nobody", NOW).user_id is None
    user = cast.session.exec(select(User)).one()
    cast.session.refresh(user)
    assert user.failures == 0
    user.is_active = False
    cast.session.flush()
    assert count_try(cast.session, "wangmin", NOW).user_id is None


def _five_of_many_are_looked_at() -> None:
    """Forty processes guess at once; each try that is not refused would look at the password."""
    looked = []

    def guess() -> None:
        with database.transaction() as session:
            looked.append(count_try(session, "wangmin", NOW).locked_until is None)

    guessing = [threading.Thread(target=guess) for _ in range(40)]
    for one in guessing:
        one.start()
    for one in guessing:
        one.join()
    assert len(looked) == 40
    assert sum(looked) == 5


def test_however_many_guess_at_once_five_are_looked_at(home: object) -> None:
    new_database()
    with database.transaction() as session:
        create(session, "wangmin", "王敏", UserRole.CLERK, password="口令-一二三", by="王敏", now=NOW)
    _five_of_many_are_looked_at()


@pytest.mark.long
def test_on_postgresql_too(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    with server() as running:
        monkeypatch.setattr(settings(), "database_url", running.url)
        database.migrate()
        with database.transaction() as session:
            create(session, "wangmin", "王敏", UserRole.CLERK, password="口令-一二三", by="王敏", now=NOW)
        _five_of_many_are_looked_at()
        with database.transaction() as session:
            assert count_try(session, "nobody", NOW).user_id is None
            forgive(session, session.exec(select(User.id)).one())
            assert count_try(session, "wangmin", NOW).locked_until is None
        database.close_connections()
