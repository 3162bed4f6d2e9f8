"""Letters that did not go through, or of which nobody knows: a clerk settles them on the notices page."""

from pathlib import Path

import pytest
from sqlmodel import select

from models import database
from models.notice import Delivery
from models.words import DeliveryStatus
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish


def _two_letters(cast: Cast) -> None:
    for contact, status in ((1, DeliveryStatus.FAILED), (2, DeliveryStatus.UNKNOWN)):
        cast.session.add(
            Delivery(
                contact_id=contact,
                day=DAY,
                address=f"u{contact}@example.org",
                status=status,
                not_before=at(DAY),
                error="原因在此",
            )
        )


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_two_letters)


def _statuses() -> list[DeliveryStatus]:
    with database.reading() as session:
        return [row.status for row in session.exec(select(Delivery).order_by("id"))]


def test_a_letter_with_an_unknown_outcome_is_said_to_have_arrived(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    assert "已核实送达</button>" in clerk.sees("/notices")
    page = clerk.does("/notices/letters/2/arrival")
    assert "已记为送达。" in page
    assert "已核实送达</button>" not in page
    assert _statuses() == [DeliveryStatus.FAILED, DeliveryStatus.SENT]


@pytest.mark.parametrize(("number", "action", "place"), [(2, "loss", 1), (1, "retry", 0)])
def test_a_letter_that_did_not_arrive_is_sent_again(
    office: BoardOffice, number: int, action: str, place: int
) -> None:
    clerk = office.person("wangmin")
    assert f'action="/notices/letters/{number}/{action}"' in clerk.sees("/notices")
    assert "已放回待发" in clerk.does(f"/notices/letters/{number}/{action}")
    assert _statuses()[place] is DeliveryStatus.PENDING


@pytest.mark.parametrize(("number", "action"), [(1, "arrival"), (1, "loss"), (2, "retry"), (9, "arrival")])
def test_a_letter_in_another_state_stays_as_it_is(office: BoardOffice, number: int, action: str) -> None:
    answer = office.person("wangmin").posts(f"/notices/letters/{number}/{action}")
    assert answer.status_code == 409
    assert _statuses() == [DeliveryStatus.FAILED, DeliveryStatus.UNKNOWN]


def test_only_a_clerk_settles_letters(office: BoardOffice) -> None:
    leader, unit = office.person("zhouheng"), office.person("suwang")
    assert "/letters/" not in leader.sees("/notices")
    for number, action in ((1, "retry"), (2, "arrival"), (2, "loss")):
        assert leader.posts(f"/notices/letters/{number}/{action}").status_code == 409
        assert unit.posts(f"/notices/letters/{number}/{action}").status_code == 404
    assert _statuses() == [DeliveryStatus.FAILED, DeliveryStatus.UNKNOWN]
