"""典型示范: the three registers with their filters, Excel out and in, and what a unit sees and proposes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board import returned
from board.edge import Id, Now, Reading, Today, Writing, identifier
from board.pages import go_to, render
from board.posted import Posted, text
from board.taking_away import as_excel
from board.units_to_choose import units_to_choose
from board.visitor import Anyone, Hidden, OfTheOffice
from models.evaluation_words import ExperienceState, PointTier
from models.example import DemonstrationPoint, Experience, Honour
from models.task import Indicator
from models.unit import Unit
from models.words import Word
from supervision.directory.founding import office
from supervision.examples import honours as of_honours
from supervision.examples import points as of_points
from supervision.examples.experience import experiences, propose, publications, tags_used, worth_seeing
from supervision.examples.honours import counts, honours
from supervision.examples.points import (
    counted,
    due_reviews,
    indicators_fed,
    latest_figure,
    points,
    read_off_register,
)
from supervision.examples.sheets import examples_book, take_in

router = APIRouter(prefix="/examples")

_W = TypeVar("_W", bound=Word)
_LONGEST_ASKED = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for of the registers; ``q`` is looked for in names, texts and units."""

    q: str = ""
    tier: PointTier | None = None
    unit_id: int | None = None
    state: ExperienceState | None = None
    tag: str = ""
    kind: str = ""
    year: int | None = None

    @property
    def is_anything(self) -> bool:
        """Whether anything is asked for."""
        return self != Wanted()

    @property
    def query(self) -> str:
        """The same as the query of an address."""
        said = {
            "q": self.q,
            "tier": self.tier or "",
            "unit": self.unit_id or "",
            "state": self.state or "",
            "tag": self.tag,
            "kind": self.kind,
            "year": self.year or "",
        }
        return urlencode({name: value for name, value in said.items() if value})


def wanted(
    q: str = "",
    tier: str = "",
    unit: str = "",
    state: str = "",
    tag: str = "",
    kind: str = "",
    year: str = "",
) -> Wanted:
    """What the query of an address asks for; what means nothing is passed over."""
    is_year = year.isdecimal() and year.isascii() and len(year) == 4 and year > "1900"
    return Wanted(
        q.strip()[:_LONGEST_ASKED],
        worded(PointTier, tier),
        identifier(unit),
        worded(ExperienceState, state),
        tag.strip()[:_LONGEST_ASKED],
        kind.strip()[:_LONGEST_ASKED],
        int(year) if is_year else None,
    )


Asked = Annotated[Wanted, Depends(wanted)]


@router.get("")
def index(request: Request, visitor: Anyone, session: Reading, today: Today, asked: Asked) -> Response:
    """The demonstration points. A unit: what is its own, and what it may learn from."""
    if visitor.is_unit and visitor.actor.unit_id is not None:
        return _of_unit(request, session, visitor.actor.unit_id, today)
    if not visitor.is_of_the_office:
        raise Hidden
    return _register(request, session, "points", asked, today)


@router.get("/experience")
def list_experience(
    request: Request, _visitor: OfTheOffice, session: Reading, today: Today, asked: Asked
) -> Response:
    """The experiences."""
    return _register(request, session, "experience", asked, today)


@router.get("/honours")
def list_honours(
    request: Request, _visitor: OfTheOffice, session: Reading, today: Today, asked: Asked
) -> Response:
    """The honours, counted by kind and tier with the names."""
    return _register(request, session, "honours", asked, today)


@router.get("/sheet")
def sheet(_visitor: OfTheOffice, session: Reading, today: Today, asked: Asked) -> Response:
    """The three registers as Excel, as far as they were chosen."""
    found = _chosen(session, asked)
    book = examples_book(session, today, office(session).short_name or office(session).name, *found)
    return as_excel(book, f"典型示范名册-{today.isoformat()}.xlsx")


@router.post("/sheet")
def take_sheet(visitor: OfTheOffice, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """导入: the new lines of a workbook; what is there stays as it is."""
    token, sheets = returned.take(form, "examples", "名册")
    returned.let_go(token, "examples")
    taken = take_in(session, sheets, visitor.actor, today, now)
    return go_to("/examples", "examples_taken_in" if taken.new else "unchanged")


@router.post("/proposals")
def propose_it(visitor: Anyone, form: Posted, session: Writing, today: Today, now: Now) -> Response:
    """提出创新做法."""
    if not visitor.is_unit:
        raise Hidden
    propose(session, text(form, "title"), text(form, "text"), visitor.actor, today, now)
    return go_to("/examples", "innovation_proposed")


@router.post("/readings/{indicator_id}")
def read_off(
    indicator_id: Id, visitor: OfTheOffice, _form: Posted, session: Writing, today: Today, now: Now
) -> Response:
    """按名册填报指标."""
    indicator = session.get(Indicator, indicator_id)
    if indicator is None:
        raise HTTPException(404)
    read_off_register(session, indicator, visitor.actor, today, now)
    return go_to("/examples", "read_off", "fed")


def indicators_to_choose(session: Session) -> list[Indicator]:
    """The targets that may be counted in points: those in pieces, not in percent."""
    rows = select(Indicator).where(col(Indicator.measure).in_(of_points.COUNTED_IN))
    return list(session.exec(rows.order_by(col(Indicator.id))))


def worded(words: type[_W], written: str) -> _W | None:
    """The word with this stored value, None where there is none."""
    try:
        return words.stored(written)
    except ValueError:
        return None


def _register(request: Request, session: Session, show: str, asked: Wanted, today: date) -> Response:
    every, awarded = points(session), honours(session)
    chosen = _chosen(session, asked)
    return render(
        request,
        "examples.html",
        show=show,
        sizes={"points": len(every), "experience": len(experiences(session)), "honours": len(awarded)},
        asked=asked,
        points=chosen[0],
        experiences=chosen[1],
        honours=chosen[2],
        counts=counts(chosen[2]),
        tiers=_by_tier(every),
        due=due_reviews(session, today),
        fed=[
            (one, counted(session, one.id, today), latest_figure(session, one.id))
            for one in indicators_fed(session)
        ],
        indicators=indicators_to_choose(session),
        printed=publications(session, [one.id for one, _ in chosen[1]]),
        choices={
            "tiers": list(PointTier),
            "states": list(ExperienceState),
            "tags": tags_used(session),
            "kinds": sorted({one.kind for one, _ in awarded}),
            "years": sorted({one.awarded_on.year for one, _ in awarded}, reverse=True),
            "point_kinds": of_points.KINDS,
            "honour_kinds": of_honours.KINDS,
        },
        units=units_to_choose(session, today),
        today=today,
    )


def _of_unit(request: Request, session: Session, unit_id: int, today: date) -> Response:
    seen = worth_seeing(session, unit_id)
    return render(
        request,
        "examples_of_unit.html",
        points=points(session, unit_id=unit_id),
        own=[(one, unit) for one, unit in seen if one.unit_id == unit_id],
        others=[(one, unit) for one, unit in seen if one.unit_id != unit_id],
        honours=honours(session, unit_id=unit_id),
        today=today,
    )


Chosen = tuple[
    list[tuple[DemonstrationPoint, Unit]], list[tuple[Experience, Unit]], list[tuple[Honour, Unit]]
]


def _chosen(session: Session, asked: Wanted) -> Chosen:
    return (
        points(session, tier=asked.tier, unit_id=asked.unit_id, text=asked.q),
        experiences(session, state=asked.state, unit_id=asked.unit_id, tag=asked.tag, text=asked.q),
        honours(
            session,
            tier=asked.tier,
            kind=asked.kind,
            unit_id=asked.unit_id,
            year=asked.year,
            text=asked.q,
        ),
    )


def _by_tier(
    every: Iterable[tuple[DemonstrationPoint, Unit]],
) -> list[tuple[PointTier, list[tuple[DemonstrationPoint, Unit]]]]:
    standing = [one for one in every if one[0].ended_on is None]
    return [(tier, [one for one in standing if one[0].tier is tier]) for tier in PointTier]
