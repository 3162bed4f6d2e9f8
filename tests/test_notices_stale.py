"""What a broken channel has held up goes by the next one; what waited because the office stood still does not."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.notice import Delivery
from models.words import DeliveryStatus
from notices.stale import give_up_stale
from tests.cast import DAY, Cast, at

NOW = at(DAY + timedelta(5))


def _letter(
    cast: Cast, apart: str, status: DeliveryStatus, attempts: int = 0, hours_ago: int = 0
) -> Delivery:
    letter = Delivery(
        contact_id=1,
        day=DAY,
        address="a@example.org",
        apart=apart,
        status=status,
        attempts=attempts,
        not_before=at(DAY),
        claimed_at=NOW - timedelta(hours=hours_ago) if attempts else None,
    )
    cast.session.add(letter)
    cast.session.flush()
    return letter


def _given_up(cast: Cast) -> int:
    return give_up_stale(cast.session, "email", "没有接通", NOW)


def test_after_days_of_downtime_a_server_that_is_away_for_a_moment_costs_no_letter(cast: Cast) -> None:
    _letter(cast, "sent", DeliveryStatus.SENT, 1, 120)
    _letter(cast, "wrong address", DeliveryStatus.FAILED, 1, 119)
    _letter(cast, "waiting", DeliveryStatus.PENDING)
    _letter(cast, "refused just now", DeliveryStatus.PENDING, 1, 0)
    assert _given_up(cast) == 0


@pytest.mark.parametrize(("status", "attempts"), [(DeliveryStatus.PENDING, 1), (DeliveryStatus.FAILED, 5)])
def test_what_a_channel_tried_in_vain_for_long_has_held_up_is_given_up(
    cast: Cast, status: DeliveryStatus, attempts: int
) -> None:
    _letter(cast, "sent", DeliveryStatus.SENT, 1, 60)
    _letter(cast, "tried", status, attempts, 40)
    _letter(cast, "waiting", DeliveryStatus.PENDING)
    assert _given_up(cast) == 1 + (status is DeliveryStatus.PENDING)
    rows = cast.session.exec(select(Delivery.error).where(Delivery.apart == "waiting")).all()
    assert rows == ["没有接通"]


def test_a_channel_that_has_brought_something_since_is_not_broken(cast: Cast) -> None:
    _letter(cast, "tried", DeliveryStatus.FAILED, 5, 40)
    _letter(cast, "sent", DeliveryStatus.SENT, 1, 20)
    _letter(cast, "waiting", DeliveryStatus.PENDING)
    assert _given_up(cast) == 0
