"""A double click, “back” and again, two tabs: nothing is done twice."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from sqlmodel import select

from board import edge, link_holder, posted
from models import database
from models.job import Job
from models.progress import ProgressUpdate
from models.sent_form import SentForm
from tests.cast import DAY
from tests.link_visit import Visit, make_link
from tests.office import BoardOffice, Person, establish


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish()


@pytest.fixture
def unit(office: BoardOffice) -> Person:
    person = office.person("suwang")
    person.does(f"/assignments/{office.lead_assignment}/acceptance")
    return person


def _reports() -> list[str]:
    with database.reading() as session:
        return list(session.exec(select(ProgressUpdate.progress).order_by("id")))


FORM = {"percent": "40", "as_of": DAY.isoformat(), "progress": "已办三场。", "once": "m" * 22}


def test_a_report_that_comes_twice_is_answered_as_the_first_and_stands_once(
    office: BoardOffice, unit: Person
) -> None:
    here = f"/assignments/{office.lead_assignment}/progress"
    first, second = unit.posts(here, **FORM), unit.posts(here, **FORM)
    assert first.status_code == second.status_code == 303
    assert first.headers["location"] == second.headers["location"]
    assert _reports() == ["已办三场。"]


def test_many_clicks_at_once_make_one_report(office: BoardOffice, unit: Person) -> None:
    here = f"/assignments/{office.lead_assignment}/progress"
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: unit.posts(here, **FORM), range(8)))
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert _reports() == ["已办三场。"]


@pytest.mark.long
def test_more_who_write_at_once_than_there_are_threads_are_all_served(
    office: BoardOffice, unit: Person
) -> None:
    here = f"/assignments/{office.lead_assignment}/progress"
    many = 60
    with ThreadPoolExecutor(many) as pool:
        answers = list(
            pool.map(lambda n: unit.posts(here, **FORM | {"progress": f"已办{n}场。"}), range(many))
        )
    assert {answer.status_code for answer in answers} == {303}
    assert len(_reports()) == many


def test_who_goes_back_and_writes_something_else_is_heard(office: BoardOffice, unit: Person) -> None:
    here = f"/assignments/{office.lead_assignment}/progress"
    unit.posts(here, **FORM)
    assert unit.posts(here, **{**FORM, "progress": "已办四场。"}).status_code == 303
    assert _reports() == ["已办三场。", "已办四场。"]


def test_what_was_refused_may_be_sent_again_as_it_is(office: BoardOffice) -> None:
    unit = office.person("suwang")
    here = f"/assignments/{office.lead_assignment}"
    assert unit.posts(f"{here}/progress", **FORM).status_code == 409
    unit.does(f"{here}/acceptance")
    assert unit.posts(f"{here}/progress", **FORM).status_code == 303
    assert _reports() == ["已办三场。"]


def test_a_form_by_a_link_is_done_once_as_well(office: BoardOffice) -> None:
    page, _ = make_link(office, f"/units/{office.union}/links")
    visit, mine = Visit(office, page), office.lead_assignment
    for _ in range(2):
        assert visit.posts(mine, "acceptance", once="a" * 22).status_code == 200
    for _ in range(2):
        assert visit.posts(mine, "progress", **FORM).status_code == 200
    assert _reports() == ["已办三场。"]


def test_every_form_on_a_page_has_a_mark_of_its_own(office: BoardOffice, unit: Person) -> None:
    page = unit.sees(f"/assignments/{office.lead_assignment}")
    marks = [part.split('"')[0] for part in page.split('name="once" value="')[1:]]
    assert len(marks) == len(set(marks)) == page.count('name="form_token"') - 1, (
        "to sign out twice is no harm"
    )


def test_the_form_is_known_before_its_transaction_begins(office: BoardOffice) -> None:
    def walk(routes: list[object]) -> Iterator[APIRoute]:
        for route in routes:
            if isinstance(route, APIRoute):
                yield route
            elif hasattr(route, "original_router"):
                yield from walk(route.original_router.routes)

    forms = {posted.posted, link_holder.posted_by_link}
    for route in walk(list(office.app.routes)):
        asked = [one.call for one in route.dependant.dependencies]
        if edge.writing in asked and forms & set(asked):
            assert asked.index(edge.writing) > min(asked.index(form) for form in forms if form in asked), (
                route.path
            )


def test_nothing_of_what_was_written_is_kept_beside_the_mark(office: BoardOffice, unit: Person) -> None:
    unit.posts(f"/assignments/{office.lead_assignment}/progress", **FORM)
    with database.reading() as session:
        kept = session.exec(select(SentForm)).all()[-1]
    assert "已办" not in repr(kept.model_dump())
    assert kept.answer.endswith("?done=reported")


def test_a_report_that_is_asked_for_by_a_double_click_is_written_once(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    for _ in range(2):
        answer = clerk.client.post(
            "/reports",
            data={"form_token": clerk.form_token, "once": "r" * 22, "as_of": DAY.isoformat()},
            headers={"referer": "http://testserver/reports"},
            follow_redirects=False,
        )
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/reports")
    with database.reading() as session:
        assert len(session.exec(select(Job)).all()) == 1
