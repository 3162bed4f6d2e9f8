"""A freeze of a campaign: its figures in tables, the rows behind each number, the same as Excel; two freezes compared."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from sqlmodel import Session, col, select

from board.campaigns import found
from board.edge import Id, Reading
from board.pages import go_to, render
from board.paging import SIZE, Paging, paging
from board.posted import identifier
from board.taking_away import as_excel
from board.visitor import OfTheOffice
from models.campaign import Campaign, Freeze, FrozenReading
from models.words import Role, UnitLevel
from reports.campaign_counts import Counts, in_percent
from reports.campaign_figures import CampaignFigures, figures_of
from reports.campaign_list import Behind, count_rows, read_rows
from reports.campaign_marks import WHAT
from reports.campaign_sheet import COLUMNS, MEANINGS, lay_out, lay_out_rows, number
from reports.kept import kept
from reports.loop import LoopStep
from schedules.lights import Light
from supervision.campaigns import comparing
from supervision.campaigns.comparing import Difference
from supervision.campaigns.digests import is_unchanged
from supervision.campaigns.freezing import freezes
from supervision.directory.founding import office

router = APIRouter(prefix="/campaigns/{campaign_id}")

_MOST_READINGS = 500
_TABLES = {
    "unit": "分单位",
    "class": "分类别",
    "task": "分任务",
    "category": "分一级任务",
    "node": "分举措",
    "role": "分承担方式",
    "indicator": "指标",
}
# The numbers that can be opened by the names of ``campaign_marks.WHAT``; a rate opens what is its numerator.
_OPENS = {
    "completion": "closed_of_due",
    "punctuality": "on_time",
    "workdays_late": "overdue",
    "reported_completion": "reported_of_due",
    "verified_rate": "verified",
    "returns": "returned",
    "extensions": "extended",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which frozen rows an address asks for, as it is written in it."""

    what: str = "assigned"
    unit: str = ""
    task: str = ""
    role: str = ""
    level: str = ""
    category: str | None = None
    node: str = ""

    def behind(self) -> Behind:
        """The rows; what cannot be is left out of the question."""
        return Behind(
            self.what if self.what in WHAT else "assigned",
            identifier(self.unit),
            identifier(self.task),
            next((one for one in Role if one.value == self.role), None),
            next((one for one in UnitLevel if one.value == self.level), None),
            self.category,
            identifier(self.node),
        )

    def query(self, behind: Behind) -> dict[str, str]:
        """The same for the other pages of the list. An empty category asks for what has none."""
        named = {name: getattr(self, name) for name in ("unit", "task", "role", "level", "node")}
        said = {"what": behind.what, **named}
        return said if self.category is None else {**said, "category": self.category}


Filters = Annotated[Asked, Depends()]


@router.get("/freezes/{freeze_number}")
def show(
    request: Request,
    campaign_id: Id,
    freeze_number: Id,
    _visitor: OfTheOffice,
    session: Reading,
    by: str = "unit",
    page: str = "",
) -> Response:
    """The figures: of the whole, and by what is asked for."""
    campaign, freeze = _freeze(session, campaign_id, freeze_number)
    figures = _figures(session, freeze)
    by = by if by in _TABLES else "unit"
    address = f"/campaigns/{campaign_id}/freezes/{freeze_number}"
    lines = _lines(figures, by)
    pages = paging(address, page, len(figures.indicators) if by == "indicator" else len(lines), by=by)
    return render(
        request,
        "freeze.html",
        campaign=campaign,
        freeze=freeze,
        figures=figures,
        address=address,
        tables={name: label for name, label in _TABLES.items() if name == by or _has(figures, name)},
        by=by,
        lines=lines[pages.slice],
        indicators=figures.indicators[pages.slice] if by == "indicator" else (),
        pages=pages,
        columns=COLUMNS,
        opens=_OPENS,
        meanings=MEANINGS,
        percent=in_percent,
        steps=list(LoopStep),
        others=[one for one in freezes(session, campaign.id) if one.id != freeze.id],
        joined=[one for one in figures.unit_facts.values() if one.joined_on or one.ended_on],
        idle=[figures.unit_facts[key] for key, own in figures.units.items() if not own.assigned],
    )


@router.get("/freezes/{freeze_number}/indicators/{indicator_id}")
def indicator(
    request: Request,
    campaign_id: Id,
    freeze_number: Id,
    indicator_id: Id,
    _visitor: OfTheOffice,
    session: Reading,
) -> Response:
    """One indicator as it was frozen: the whole, the classes, each unit."""
    campaign, freeze = _freeze(session, campaign_id, freeze_number)
    figures = _figures(session, freeze)
    one = next((own for own in figures.indicators if own.id == indicator_id), None)
    if one is None:
        raise HTTPException(404)
    return render(
        request,
        "freeze_indicator.html",
        campaign=campaign,
        freeze=freeze,
        one=one,
        units=figures.unit_facts,
        written=_written,
        readings=_readings(session, freeze, indicator_id),
        used=set(one.whole.used) | {reading for own in one.units.values() for reading in own.used},
        most=_MOST_READINGS,
    )


@router.get("/freezes/{freeze_number}/items")
def items(
    request: Request,
    campaign_id: Id,
    freeze_number: Id,
    _visitor: OfTheOffice,
    session: Reading,
    asked: Filters,
    page: str = "",
) -> Response:
    """The frozen rows behind a number."""
    campaign, freeze = _freeze(session, campaign_id, freeze_number)
    figures = _figures(session, freeze)
    behind = asked.behind()
    address = f"/campaigns/{campaign_id}/freezes/{freeze_number}/items"
    query = asked.query(behind)
    pages = paging(address, page, count_rows(session, freeze, behind, figures), **query)
    return render(
        request,
        "freeze_items.html",
        campaign=campaign,
        freeze=freeze,
        figures=figures,
        title=behind.in_words(figures),
        rows=list(read_rows(session, freeze, behind, figures, pages.first, SIZE)),
        pages=pages,
        lights={light.value: light for light in Light},
        sheet=Paging(address, query, 1, 0).address(1).replace("/items", "/items/sheet", 1),
    )


@router.get("/freezes/{freeze_number}/items/sheet")
def rows_sheet(
    campaign_id: Id,
    freeze_number: Id,
    _visitor: OfTheOffice,
    session: Reading,
    asked: Filters,
) -> Response:
    """The frozen rows as Excel."""
    campaign, freeze = _freeze(session, campaign_id, freeze_number)
    figures = _figures(session, freeze)
    behind = asked.behind()
    book = lay_out_rows(
        figures, campaign.title, read_rows(session, freeze, behind, figures), behind.in_words(figures)
    )
    return as_excel(book, f"{campaign.title}-冻结明细-{freeze.as_of.isoformat()}.xlsx")


@router.get("/freezes/{freeze_number}/sheet")
def sheet(campaign_id: Id, freeze_number: Id, _visitor: OfTheOffice, session: Reading) -> Response:
    """All tables as Excel."""
    campaign, freeze = _freeze(session, campaign_id, freeze_number)
    book = lay_out(_figures(session, freeze), campaign.title, office(session).name)
    return as_excel(book, f"{campaign.title}-统计-{freeze.as_of.isoformat()}.xlsx")


@router.get("/freezes/{freeze_number}/check")
def check(campaign_id: Id, freeze_number: Id, _visitor: OfTheOffice, session: Reading) -> Response:
    """Whether the frozen rows are still what they were."""
    _, freeze = _freeze(session, campaign_id, freeze_number)
    said = "freeze_unchanged" if is_unchanged(session, freeze) else "freeze_changed"
    return go_to(f"/campaigns/{campaign_id}/freezes/{freeze_number}", said)


@router.get("/comparison")
def compare(
    request: Request,
    campaign_id: Id,
    _visitor: OfTheOffice,
    session: Reading,
    first: str = "",
    second: str = "",
    difference: str = "",
    page: str = "",
) -> Response:
    """Two freezes beside each other; the last two where the address names none."""
    campaign = found(session, campaign_id)
    known = {one.number: one for one in freezes(session, campaign_id)}
    numbers = sorted({identifier(first) or 0, identifier(second) or 0} & set(known))
    if len(numbers) < 2:
        numbers = sorted(known)[-2:]
    if len(numbers) < 2:
        return render(request, "freeze_comparison.html", campaign=campaign, before=None)
    before, after = (known[one] for one in numbers)
    shown = next((one for one in Difference if one.value == difference), Difference.CHANGED)
    counts = comparing.count_items(session, before, after)
    query = {"first": str(before.number), "second": str(after.number), "difference": shown.value}
    pages = paging(f"/campaigns/{campaign_id}/comparison", page, counts[shown], **query)
    old, new = (_figures(session, one) for one in (before, after))
    return render(
        request,
        "freeze_comparison.html",
        campaign=campaign,
        before=before,
        after=after,
        freezes=list(known.values()),
        whole=comparing.compare_counts(old.whole, new.whole),
        units=comparing.compare_units(old, new),
        counts=counts,
        shown=shown,
        items=comparing.compare_items(session, before, after, shown, pages.first, SIZE),
        readings=comparing.compare_readings(session, before, after),
        pages=pages,
    )


def _freeze(session: Session, campaign_id: int, freeze_number: int) -> tuple[Campaign, Freeze]:
    campaign = found(session, campaign_id)
    rows = select(Freeze).where(col(Freeze.campaign_id) == campaign.id, col(Freeze.number) == freeze_number)
    freeze = session.exec(rows).first()
    if freeze is None:
        raise HTTPException(404)
    return campaign, freeze


def _readings(session: Session, freeze: Freeze, indicator_id: int) -> list[FrozenReading]:
    """The frozen readings of an indicator, the latest first, no more than a page can show."""
    rows = select(FrozenReading).where(
        col(FrozenReading.freeze_id) == freeze.id, col(FrozenReading.indicator_id) == indicator_id
    )
    ordered = rows.order_by(col(FrozenReading.as_of).desc(), col(FrozenReading.reading_id))
    return list(session.exec(ordered.limit(_MOST_READINGS)))


def _figures(session: Session, freeze: Freeze) -> CampaignFigures:
    return kept(session, "frozen", freeze.id, lambda: figures_of(session, freeze), lag=3600, most=4)


def _lines(figures: CampaignFigures, by: str) -> list[tuple[str, str, Counts]]:
    """The lines of a table: the name, what narrows the list behind its numbers, the counts."""
    match by:
        case "unit":
            named = [
                (figures.unit_facts[key].called, f"unit={key}", own) for key, own in figures.units.items()
            ]
        case "class":
            named = [(key.label, f"level={key.value}", own) for key, own in figures.classes.items()]
        case "task":
            facts = figures.task_facts
            named = [
                (f"{facts[key].number} {facts[key].title}", f"task={key}", own)
                for key, own in figures.tasks.items()
            ]
        case "category":
            named = [
                (key or "未分类", f"category={quote(key)}", own)
                for key, own in sorted(figures.categories.items())
            ]
        case "node":
            headings = {one.id: one for task in figures.task_facts.values() for one in task.nodes}
            named = [
                (f"{headings[key].level.label}：{headings[key].title}", f"node={key}", own)
                for key, own in sorted(figures.nodes.items())
            ]
        case "role":
            named = [(key.label, f"role={key.value}", own) for key, own in figures.roles.items()]
        case _:
            named = []
    return named


def _has(figures: CampaignFigures, name: str) -> bool:
    match name:
        case "category":
            return any(figures.categories)
        case "node":
            return bool(figures.nodes)
        case "indicator":
            return bool(figures.indicators)
        case _:
            return True


def _written(own: object, name: str, measure: str = "") -> str:
    value = getattr(own, name)
    if value is None:
        return "未报送" if name == "value" else "—"
    return f"{value}%" if name == "pace" else number(value, "%" if name == "progress" else measure)
