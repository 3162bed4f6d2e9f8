"""The list of indicators: where each stands and where it goes, as plain values that may be kept while nothing is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.indicator_words import Outlook
from reports.kept import kept
from reports.measures.forecast import Ahead
from reports.measures.standings import Stood, stood
from reports.measures.target import Measured


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in the list. ``document`` is what its document is called."""

    id: int
    name: str
    text: str
    is_main: bool
    document_id: int
    document: str
    measured: Measured
    ahead: Ahead


def lines(session: Session, as_of: date, margin: int) -> tuple[Line, ...]:
    """Every indicator as it stands on a day, in the order of worry."""
    return kept(
        session,
        "indicators",
        (as_of, margin),
        lambda: tuple(by_worry(map(line_of, stood(session, as_of, margin)))),
    )


def line_of(one: Stood) -> Line:
    """An indicator in short."""
    indicator = one.indicator
    return Line(
        indicator.id,
        indicator.name,
        indicator.text,
        indicator.is_main,
        one.document.id,
        one.document.called,
        one.measured,
        one.ahead,
    )


def by_worry(several: Iterable[Line]) -> list[Line]:
    """In the order of worry, what is broken or likely to be missed first; within that by their last day."""
    order = list(Outlook)

    def key(one: Line) -> tuple[int, date]:
        return order.index(one.ahead.outlook), one.measured.window.end if one.measured.window else date.max

    return sorted(several, key=key)


def likely_missed(several: Iterable[Line]) -> list[Line]:
    """What is broken already or will not be reached if it goes on as before (预计难以实现的目标), the worst first."""
    worried = (Outlook.BROKEN, Outlook.UNLIKELY)
    return [one for one in by_worry(several) if one.ahead.outlook in worried]
