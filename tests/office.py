"""An established office with a board: the cast with accounts, in a database that is committed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from inspect import isfunction
from types import CodeType
from typing import Any, TypeVar

from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import Session, col
from starlette.testclient import TestClient

from board.app import count_anew, create_app
from models import database
from models.assignment import Assignment
from models.user import SignIn, User
from models.words import Status
from reports.kept import forget
from schedules import clock
from supervision.actor import Actor
from tests import loop
from tests.cast import DAY, Cast
from tests.hashing import QUICK_HASHER
from tests.new_database import filled_database, is_laid

Made = TypeVar("Made")

PASSWORD = "abc-def-ghj-kmn"
DUE = date(2026, 6, 30)


class Person:
    """Somebody in front of the board, signed in."""

    def __init__(self, client: TestClient, form_token: str) -> None:
        self.client = client
        self.form_token = form_token

    def sees(self, address: str) -> str:
        """The page at an address, which has to be there."""
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text)
        return answer.text

    def status_of(self, address: str) -> int:
        """What the board answers at an address, redirects not followed."""
        return self.client.get(address, follow_redirects=False).status_code

    def posts(self, address: str, /, *, files: Any = None, **form: Any) -> Any:
        """What the board answers to a form, redirects not followed."""
        data = {"form_token": self.form_token, **form}
        return self.client.post(address, data=data, files=files, follow_redirects=False)

    def does(self, address: str, /, **form: Any) -> str:
        """The page after a form that has to go through."""
        answer = self.posts(address, **form)
        assert answer.status_code == 303, (address, answer.status_code, answer.text)
        return self.sees(answer.headers["location"])


def visitor(app: FastAPI) -> TestClient:
    """A browser at this board. All of them share one event loop: a new one for each request costs more than a page."""
    client = TestClient(app, raise_server_exceptions=False)
    client.portal = loop.running()
    return client


@dataclass
class BoardOffice:
    """市总工会 leads and 市人社局 supports one task due at the end of June; 东湖区产改办 has no part in it."""

    app: FastAPI
    task: int
    document: int
    draft: int
    union: int
    labour: int
    district: int
    lead_assignment: int
    supporting_assignment: int

    def stranger(self) -> TestClient:
        """A browser that nobody has signed in with."""
        return visitor(self.app)

    def person(self, login: str) -> Person:
        """This account, signed in by the form."""
        client = self.stranger()
        answer = client.post("/sign-in", data={"login": login, "password": PASSWORD}, follow_redirects=False)
        assert answer.status_code == 303, answer.text
        with database.reading() as session:
            rows = (
                select(SignIn).join(User, col(User.id) == col(SignIn.user_id)).where(col(User.login) == login)
            )
            token = session.scalars(rows.order_by(col(SignIn.id).desc())).first()
        assert token is not None
        return Person(client, token.form_token)

    def status(self, assignment_id: int) -> Status:
        """How far an assignment has come."""
        with database.reading() as session:
            return session.get_one(Assignment, assignment_id).status


def establish(more: Callable[[Cast], object] | None = None, *, day: date = DAY) -> BoardOffice:
    """The office on its day. ``more`` may add to the cast before all is committed; see ``furnish``."""
    return furnish(more or _nothing, day=day)[0]


def furnish(more: Callable[[Cast], Made], *, day: date = DAY) -> tuple[BoardOffice, Made]:
    """The office on its day with more in it, and what ``more`` returned.

    A function that knows nothing of the test it stands in runs once per process and day: what it leaves must follow
    from the cast alone. One that knows of its test runs for that test, and so does one for an office that stands already.
    """
    clock.found("sample", day)
    is_free = isfunction(more) and not (more.__closure__ or more.__defaults__ or more.__kwdefaults__)
    if is_free and not is_laid():
        key = (more.__module__, more.__code__, day)
        numbers, made = filled_database(_fillings.setdefault(key, _filling(more)))
    else:
        numbers = filled_database(_usual)
        with database.transaction() as session:
            made = more(Cast(session))
    return BoardOffice(app=_app(), **numbers), made


def _nothing(_cast: Cast) -> None:
    pass


# By what is done: a function within another is a new one each time.
_fillings: dict[tuple[str, CodeType, date], Callable[[Session], Any]] = {}


def _filling(more: Callable[[Cast], Made]) -> Callable[[Session], tuple[dict[str, int], Made]]:
    def fill(session: Session) -> tuple[dict[str, int], Made]:
        numbers = _usual(session)
        session.flush()
        session.expunge_all()
        return numbers, more(Cast(session))

    return fill


def _usual(session: Session) -> dict[str, int]:
    cast = Cast(session)
    task = cast.task(DUE, supporting=("市人社局",))
    rows = session.execute(
        select(col(Assignment.unit_id), col(Assignment.id)).where(col(Assignment.task_id) == task.id)
    )
    assignments = dict(rows.tuples().all())
    pending = cast.draft(due=date(2026, 9, 30), units=("市总工会", "市老干局"), lead=())
    _open_accounts(session, cast)
    session.flush()
    return {
        "task": task.id,
        "document": cast.document.id,
        "draft": pending.id,
        "union": cast.union.id,
        "labour": cast.labour.id,
        "district": cast.district.id,
        "lead_assignment": assignments[cast.union.id],
        "supporting_assignment": assignments[cast.labour.id],
    }


def _app() -> FastAPI:
    # One board for every office: it holds nothing of one but who tried to get in, what was counted, and what a test
    # put in its way.
    app = _made_app()
    app.dependency_overrides.clear()
    count_anew(app)
    forget()
    return app


@cache
def _made_app() -> FastAPI:
    return create_app()


def _open_accounts(session: Session, cast: Cast) -> None:
    people: dict[str, Actor] = {
        "wangmin": cast.clerk,
        "lijing": cast.other_clerk,
        "zhouheng": cast.leader,
        "suwang": cast.lead,
        "jiming": cast.supporter,
        "tianye": cast.outsider,
    }
    session.add_all(
        User(login=login, name=actor.name, role=actor.role, unit_id=actor.unit_id, password_hash=hashed())
        for login, actor in people.items()
    )


@cache
def hashed() -> str:
    """What is stored of the password of everybody here."""
    return QUICK_HASHER.hash(PASSWORD)
