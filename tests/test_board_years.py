"""An office keeps its history for years: the pages that people open every day do not read all of it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from benchmarks.plans import Question, heard, plan
from board import long_counts
from models import database
from models.notice import Delivery
from models.unit import Contact
from models.words import DeliveryStatus
from reports.kept import forget
from tests.cast import DAY, at
from tests.office import BoardOffice, establish
from tests.place import Place
from tests.seen_by import SEEN_BY

# Their rows pile up year by year. Assignments and their deadlines do too, but the board counts the lights of all of them, kept unit by unit.
_PILING_UP = frozenset(
    ("transition", "progress_update", "closure", "notice", "delivery", "delivery_item", "log_entry", "evidence")
)  # fmt: skip
# What is asked of all years on purpose, and seldom: a file of everything, a trial of a ladder on the past, a yearly turn.
_OF_ALL_YEARS = ("/log/export", "/tasks/{task_id}/case", "/units/{unit_id}/case", "/ladders/", "/roll-over")
# Counted once a minute where there are many (board/long_counts.py).
_SELDOM = (
    "SELECT count(delivery.id) AS count_1 FROM delivery",
    "SELECT notice.kind, count(*) AS count_1 FROM notice GROUP BY notice.kind",
)
_STEP = re.compile(r"SCAN (\w+?)(?:_\d+)?(?: |$)")
_OF_THE_FEW = ("ix_notice_unsigned", "ix_transition_reopened")


def _reads_all(question: Question) -> Iterator[str]:
    """The steps that go through a table that piles up from end to end, and do not stop at the first lines of a list."""
    steps = plan(database.engine(), question)
    is_cut_short = "LIMIT" in question.sql and not any("ORDER BY" in step for step in steps)
    for step in steps:
        found = _STEP.match(step)
        if (
            found
            and found[1] in _PILING_UP
            and not any(index in step for index in _OF_THE_FEW)
            and not is_cut_short
        ):
            yield f"{step}: {' '.join(question.sql.split())[:200]}"


@pytest.mark.embedded
@pytest.mark.long
def test_no_everyday_page_reads_a_table_that_piles_up_from_end_to_end(home: Path) -> None:
    place = Place(home)
    found = []
    for login in ("wangmin", "suwang", "shencha", "guanli", "anquan", "shenji"):
        person = place.person(login)
        for path, seen_by in SEEN_BY.items():
            if login not in seen_by or path.startswith(_OF_ALL_YEARS):
                continue
            forget()
            with heard(database.engine()) as questions:
                assert person.client.get(place.address(path)).status_code == 200, path
            for one in questions:
                if (
                    one.sql.startswith(("SELECT", "WITH"))
                    and one.sql.replace("\n", "").strip() not in _SELDOM
                ):
                    found += [f"{login} {path}: {step}" for step in _reads_all(one)]
    assert found == []


@pytest.mark.embedded
def test_a_question_that_reads_all_letters_is_noticed(home: Path) -> None:
    establish()
    questions = [
        ("SELECT count(*) FROM delivery AS delivery_1 WHERE attempts > 0", 1),
        ("SELECT id FROM delivery ORDER BY subject LIMIT 1", 1),
        ("SELECT id FROM delivery ORDER BY id DESC LIMIT 1", 0),
        ("SELECT count(*) FROM delivery WHERE status = 'failed'", 0),
        ("SELECT count(*) FROM unit", 0),
    ]
    assert [len(list(_reads_all(Question(sql, ())))) for sql, _ in questions] == [
        number for _, number in questions
    ]


def _letter(contact_id: int, number: int, status: DeliveryStatus, days: int = 1) -> Delivery:
    day = DAY - timedelta(days=days)
    return Delivery(
        contact_id=contact_id,
        day=day,
        address=f"u{number}@example.org",
        apart=f"{status.value}-{number}",
        status=status,
        not_before=at(day),
        opened_at=at(day),
        read_at=at(day),
    )


def _post(status: DeliveryStatus, *numbers: int, days: int = 1) -> None:
    with database.transaction() as session:
        contact = session.exec(select(Contact).order_by(col(Contact.id))).first()
        assert contact
        for number in numbers:
            session.add(_letter(contact.id, number, status, days))


def _told(office: BoardOffice) -> str:
    return office.person("zhouheng").sees("/notices").split("<h2>投递</h2>")[1].split("</section>")[0]


def test_how_many_were_read_is_told_of_the_last_thirty_days(home: Path) -> None:
    office = establish()
    _post(DeliveryStatus.SENT, 1, 2)
    _post(DeliveryStatus.SENT, 3, 4, 5, days=31)
    told = _told(office)
    assert "已发出 5" in told
    assert "近30日发出的信里，链接已打开2封，已阅2封" in told


def test_an_office_with_few_letters_sees_each_one_that_goes_out_at_once(home: Path) -> None:
    office = establish()
    _post(DeliveryStatus.SENT, 1)
    assert "已发出 1" in _told(office)
    with database.transaction() as session:
        # A letter that arrives or fails leaves no other trace than its own line.
        session.exec(select(Delivery)).one().status = DeliveryStatus.NEEDLESS
    assert "已发出 0" in _told(office)


def test_among_the_letters_of_years_those_to_act_on_are_of_this_moment_and_the_rest_of_a_minute_ago(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = establish()
    monkeypatch.setattr(long_counts, "MANY", 2)
    _post(DeliveryStatus.SENT, 1, 2, 3)
    assert "已发出 3" in _told(office)
    _post(DeliveryStatus.SENT, 4)
    _post(DeliveryStatus.FAILED, 5, 6)
    told = _told(office)
    assert "未送达 2" in told
    assert "已发出 3" in told
    failed = office.person("zhouheng").sees("/deliveries?status=failed")
    assert "2封" in failed
    _post(DeliveryStatus.FAILED, 7)
    assert "3封" in office.person("zhouheng").sees("/deliveries?status=failed")
    forget()
    assert "已发出 4" in _told(office)


def test_the_deliveries_come_newest_first_and_a_late_page_goes_on_where_the_last_one_ended(
    home: Path,
) -> None:
    office = establish()
    _post(DeliveryStatus.SENT, *range(100, 160), days=3)
    _post(DeliveryStatus.SENT, *range(160, 180), days=2)
    for query in ("", "&status=sent", "&unit=1"):
        listed: list[str] = []
        for page in (1, 2):
            text = office.person("zhouheng").sees(f"/deliveries?page={page}{query}")
            listed += re.findall(r"u(\d+)@example\.org", text)
        assert listed == [str(number) for number in (*range(179, 159, -1), *range(159, 99, -1))]
