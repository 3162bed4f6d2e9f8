"""A task's file is taken from its page by the office and by those who look on at it; to a unit there is none."""

import zipfile
from io import BytesIO

import pytest
from sqlmodel import select

from config.settings import home as folder_of
from models import database
from models.record import LogEntry
from models.user import User, UserScope
from models.words import UserRole
from tests.office import BoardOffice, establish


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish()


@pytest.mark.parametrize("login", ["wangmin", "zhouheng"])
def test_the_office_takes_a_file_and_that_is_entered(office: BoardOffice, login: str) -> None:
    person = office.person(login)
    assert f'href="/tasks/{office.task}/case"' in person.sees(f"/tasks/{office.task}")
    answer = person.client.get(f"/tasks/{office.task}/case")
    assert answer.status_code == 200
    assert "2026-001.zip" in answer.headers["content-disposition"]
    assert "目录.html" in zipfile.ZipFile(BytesIO(answer.content)).namelist()
    with database.reading() as session:
        entry = session.exec(select(LogEntry).where(LogEntry.deed == "导出案卷")).one()
    assert entry.subject_id == office.task
    assert [one for one in folder_of().iterdir() if one.name.startswith("case-")] == []


@pytest.mark.parametrize("login", ["suwang", "jiming", "tianye"])
def test_to_a_unit_there_is_no_file(office: BoardOffice, login: str) -> None:
    person = office.person(login)
    assert person.status_of(f"/tasks/{office.task}/case") == 404
    if login != "tianye":
        assert "/case" not in person.sees(f"/tasks/{office.task}")


def test_a_supervisor_takes_what_lies_in_their_scope(office: BoardOffice) -> None:
    with database.transaction() as session:
        hashed = session.exec(select(User.password_hash)).all()[0]
        for login, unit_id in (("inside", office.labour), ("outside", office.district)):
            user = User(login=login, name=login, role=UserRole.SUPERVISOR, password_hash=hashed)
            session.add(user)
            session.flush()
            session.add(UserScope(user_id=user.id, unit_id=unit_id))
    assert office.person("inside").client.get(f"/tasks/{office.task}/case").status_code == 200
    assert office.person("outside").status_of(f"/tasks/{office.task}/case") == 404


def test_a_task_that_is_not_there_has_no_file(office: BoardOffice) -> None:
    assert office.person("wangmin").status_of("/tasks/9999/case") == 404
