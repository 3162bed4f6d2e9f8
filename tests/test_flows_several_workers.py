"""One office on three workers: what is shared out is done once, whoever dies in the middle. Runs with ``make test-slow``."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from benchmarks.large_office import TODAY
from benchmarks.mail_server import mail_server
from benchmarks.workers import fill
from models import database
from models.notice import Delivery
from models.words import DeliveryStatus, UserRole
from notices.delivery import settle_lost
from schedules import clock
from schedules.workdays import work_calendar
from supervision.actor import Actor
from supervision.letters.sending import send_all
from supervision.letters.unsettled import settle
from tests.amounts import amount
from tests.patience import until
from tests.several_workers import Machines, several_workers

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(
        not amount(False, True), reason="takes minutes; DUBAN_SLOW=1 (make test-slow) runs it"
    ),
]

LETTERS = 10_000
# The letters lie there from the working day before, so that they are due whatever the hour is.
DAY = work_calendar().shift(TODAY, 1)
CLERK = Actor("王敏", UserRole.CLERK)
# As slow as a mail server of the office may be, so that all three have to help.
PAUSE_SECONDS = 0.005

Accepted = Callable[[], Counter[str]]


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with several_workers(tmp_path_factory.mktemp("several"), 3) as made:
        yield made


@pytest.fixture
def post() -> Iterator[tuple[str, Accepted]]:
    with mail_server(PAUSE_SECONDS) as made:
        yield made


def test_three_workers_send_ten_thousand_letters_once_each(
    machines: Machines, post: tuple[str, Accepted], monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_url, accepted = post
    _outbox(machines, monkeypatch, "whole", mail_url)
    most_at_once = 0

    def is_empty() -> bool:
        nonlocal most_at_once
        most_at_once = max(most_at_once, len(machines.busy()))
        return _emptied(machines)

    machines.run("delivery", today=DAY.isoformat())
    until(is_empty)

    arrived = accepted()
    assert (len(arrived), set(arrived.values())) == (LETTERS, {1})
    assert _standing() == {DeliveryStatus.SENT: LETTERS}
    assert most_at_once == 3
    assert {"FAILED", "CRASHED", "CANCELLED"}.isdisjoint(machines.states("delivery"))


def test_a_worker_killed_in_the_middle_loses_no_letter_and_doubles_none(
    machines: Machines, post: tuple[str, Accepted], monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_url, accepted = post
    _outbox(machines, monkeypatch, "killed", mail_url)
    machines.run("delivery", today=DAY.isoformat())
    until(lambda: _standing().get(DeliveryStatus.SENT, 0) > LETTERS // 10 and len(machines.busy()) == 3)
    machines.kill(machines.busy()[1])
    until(lambda: _emptied(machines))

    # Of at most one letter, the one in its hands, nobody knows whether it left. A person asks, and settles it.
    arrived = accepted()
    later = clock.on_day(DAY) + timedelta(minutes=20)
    with database.transaction() as session:
        settle_lost(session, later)
        doubtful = session.exec(select(Delivery.id).where(Delivery.status == DeliveryStatus.UNKNOWN)).all()
        assert len(doubtful) <= 1
        for one in doubtful:
            has_it = any(identifier.startswith(f"<duban-{one}@") for identifier in arrived)
            settle(session, one, CLERK, later, arrived=has_it)
    send_all(DAY, later)

    arrived += accepted()
    assert (len(arrived), set(arrived.values())) == (LETTERS, {1})
    assert _standing() == {DeliveryStatus.SENT: LETTERS}


def _outbox(machines: Machines, patch: pytest.MonkeyPatch, name: str, mail_url: str) -> None:
    url = machines.new_office(patch, name, mail_url=mail_url, mail_from="duban@example.org")
    clock.found("sample", DAY)
    fill(url, LETTERS)
    assert _standing() == {DeliveryStatus.PENDING: LETTERS}


def _emptied(machines: Machines) -> bool:
    """Whether nothing waits any more; the timetable's next run, where a run ended before that."""
    waits = _standing().get(DeliveryStatus.PENDING, 0)
    if waits and not machines.busy() and "SCHEDULED" not in machines.states("delivery"):
        machines.run("delivery", today=DAY.isoformat())
    # What was claimed last is still on its way until whoever has it is done.
    return not waits and not machines.busy()


def _standing() -> dict[DeliveryStatus, int]:
    with database.reading() as session:
        rows = session.execute(select(col(Delivery.status), func.count()).group_by(col(Delivery.status)))
        return dict(rows.tuples().all())
