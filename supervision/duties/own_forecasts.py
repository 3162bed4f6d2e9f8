"""What a unit expects of an indicator by a day (自己的预计), kept beside what is computed, and compared when the day has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session, col

from config.refusal import NotTheirs, Refusal
from models.forecast import OwnForecast
from models.task import Indicator, Reading
from models.unit import Unit
from models.words import Subject, UserRole
from schedules.wording import day_in_words
from supervision.actor import Actor
from supervision.record.log import log

_LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class Compared:
    """A forecast of a unit's own, the one computed at the time, and what was reported once its day had come."""

    forecast: OwnForecast
    unit: Unit
    reached: Reading | None

    @property
    def own_gap(self) -> Decimal | None:
        """What was reached minus what the unit expected; None before its day, and where nothing was reported."""
        return self.reached.value - self.forecast.value if self.reached else None

    @property
    def computed_gap(self) -> Decimal | None:
        """What was reached minus what had been computed; None as above, and where nothing could be computed."""
        if self.reached is None or self.forecast.computed is None:
            return None
        return self.reached.value - self.forecast.computed


def expect(
    session: Session,
    indicator: Indicator,
    unit_id: int,
    value: Decimal,
    expected_on: date | None,
    note: str,
    computed: Decimal | None,
    actor: Actor,
    today: date,
    now: datetime,
) -> OwnForecast:
    """预计完成: a unit says what it expects by a day. ``computed`` is what the system expects for that same day.

    Raises NotTheirs for anybody but the unit and the clerks, Refusal without a day to come and for a negative value.
    """
    own = actor.role is UserRole.UNIT and actor.unit_id == unit_id
    if not own and actor.role is not UserRole.CLERK:
        raise NotTheirs("预计数由承担指标的单位填报，也可以由经办人员代录。")
    if expected_on is None or expected_on <= today:
        raise Refusal("请填写今天以后的日期：预计到哪一天达到多少。")
    if value < 0:
        raise Refusal("预计数不能小于0。请核对。")
    if session.get(Unit, unit_id) is None:
        raise Refusal("单位名录里没有这个单位。请从页面上选择。")
    row = OwnForecast(
        indicator_id=indicator.id,
        unit_id=unit_id,
        value=value,
        expected_on=expected_on,
        computed=computed,
        note=note.strip()[:_LONGEST_NOTE],
        on=today,
        at=now,
        by=actor.name,
    )
    session.add(row)
    session.flush()
    log(
        session, Subject.INDICATOR, indicator.id, "填报预计数", actor.name, now,
        note=f"{value}，{day_in_words(expected_on)}", unit_id=unit_id,
    )  # fmt: skip
    return row


def forecasts(
    session: Session, indicator_id: int, today: date, unit_id: int | None = None
) -> Sequence[Compared]:
    """What was expected of an indicator, the latest first, with what was reached where the day has come.

    Reached is the last value reported as of that day or before; ``unit_id`` leaves the forecasts of one unit.
    """
    rows = (
        select(OwnForecast, Unit)
        .join(Unit, col(Unit.id) == col(OwnForecast.unit_id))
        .where(col(OwnForecast.indicator_id) == indicator_id)
        .order_by(col(OwnForecast.id).desc())
    )
    if unit_id is not None:
        rows = rows.where(col(OwnForecast.unit_id) == unit_id)
    return [
        Compared(one, unit, _reached(session, one) if one.expected_on <= today else None)
        for one, unit in session.execute(rows)
    ]


def _reached(session: Session, one: OwnForecast) -> Reading | None:
    return session.scalars(
        select(Reading)
        .where(
            col(Reading.indicator_id) == one.indicator_id,
            col(Reading.unit_id) == one.unit_id,
            col(Reading.as_of) <= one.expected_on,
            col(Reading.as_of) > one.on,
        )
        .order_by(col(Reading.as_of).desc(), col(Reading.id).desc())
        .limit(1)
    ).first()
