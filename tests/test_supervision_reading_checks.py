"""Reported is not verified: a figure is checked on a level, and one that differs is never overwritten."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import select

from config.refusal import Refusal
from models.task import Indicator, Reading
from models.words import Verification
from supervision.actor import Actor
from supervision.duties.acceptance import accept
from supervision.duties.progress import read_off
from supervision.duties.reading_checks import check_reading, checks
from tests.cast import DAY, Cast, at

NOW = at(DAY)


@pytest.fixture
def indicator(cast: Cast) -> Indicator:
    duty = cast.assignment(date(2026, 6, 30))
    accept(cast.session, duty, cast.lead, DAY, NOW)
    row = Indicator(
        document_id=cast.document.id,
        task_id=duty.task_id,
        name="培训职工",
        relation=">=",
        target=Decimal(1000),
        measure="人",
        kind="cumulative",
        by=date(2026, 6, 30),
        text="培训职工1000人",
    )
    cast.session.add(row)
    cast.session.flush()
    return row


def _read(cast: Cast, indicator: Indicator, by: Actor | None = None) -> Reading:
    read_off(cast.session, indicator, Decimal("312"), DAY, by or cast.lead, DAY, NOW, unit_id=cast.union.id)
    return cast.session.exec(select(Reading).where(Reading.indicator_id == indicator.id)).one()


def test_a_figure_starts_as_reported_and_rises_by_each_check(cast: Cast, indicator: Indicator) -> None:
    reading = _read(cast, indicator)
    levels = [reading.verification]
    for level in (Verification.LEDGER, Verification.ON_SITE, Verification.THIRD_PARTY, Verification.LEDGER):
        check_reading(cast.session, reading, level, cast.clerk, DAY, NOW)
        levels.append(reading.verification)
    assert levels == [*Verification, Verification.THIRD_PARTY]
    assert len(checks(cast.session, [reading.id])[reading.id]) == 4


def test_a_figure_that_differs_stays_as_reported_with_what_was_found_beside_it(
    cast: Cast, indicator: Indicator
) -> None:
    reading = _read(cast, indicator)
    with pytest.raises(Refusal, match="写明核验情况"):
        check_reading(cast.session, reading, Verification.ON_SITE, cast.clerk, DAY, NOW, found=Decimal(290))
    row = check_reading(
        cast.session,
        reading,
        Verification.ON_SITE,
        cast.clerk,
        DAY,
        NOW,
        found=Decimal(290),
        note="签到表少22人",
    )
    assert (reading.value, reading.verification) == (Decimal(312), Verification.REPORTED)
    assert (row.confirms, row.found) == (False, Decimal(290))


def test_the_same_number_found_confirms_it(cast: Cast, indicator: Indicator) -> None:
    reading = _read(cast, indicator)
    row = check_reading(
        cast.session, reading, Verification.LEDGER, cast.clerk, DAY, NOW, found=Decimal("312.0")
    )
    assert (row.confirms, row.found, reading.verification) == (True, None, Verification.LEDGER)


def test_only_the_office_checks_and_never_what_one_keyed_in_oneself(cast: Cast, indicator: Indicator) -> None:
    reading = _read(cast, indicator, cast.clerk)
    for actor in (cast.lead, cast.leader):
        with pytest.raises(Refusal, match="经办人员"):
            check_reading(cast.session, reading, Verification.LEDGER, actor, DAY, NOW)
    with pytest.raises(Refusal, match="审核人不能是填报人"):
        check_reading(cast.session, reading, Verification.LEDGER, cast.clerk, DAY, NOW)
    with pytest.raises(Refusal, match="核验级别应为"):
        check_reading(cast.session, reading, Verification.REPORTED, cast.other_clerk, DAY, NOW)
    check_reading(cast.session, reading, Verification.LEDGER, cast.other_clerk, DAY, NOW)
