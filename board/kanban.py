"""看板: what is in which state, a column each, the most urgent on top. A card leads to its page, where moves are made."""

from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from fastapi.responses import Response

from board.asked import AskedFor, choices, view_of
from board.edge import Reading, Today
from board.lines import Line, lines
from board.pages import render
from board.visitor import Anyone, Hidden
from models.words import Status
from reports.listing import count_by_light, count_by_status, first_of_each

router = APIRouter()

_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Column:
    """One state: how many stand in it, the first cards, how many more there are."""

    status: Status
    count: int
    cards: tuple[Line, ...]

    @property
    def more(self) -> int:
        """How many have no card here."""
        return self.count - len(self.cards)


@router.get("/kanban")
def show(request: Request, visitor: Anyone, session: Reading, today: Today, asked_for: AskedFor) -> Response:
    """The columns. What was withdrawn or transferred has none."""
    if not visitor.sees_many:
        raise Hidden
    view, wanted = view_of(session, visitor, today), replace(asked_for.wanted, status=None)
    counts = count_by_status(session, view, wanted)
    # What is overdue has the earliest day; of what is closed the latest is of interest.
    ids = first_of_each(session, view, wanted, _MOST_SHOWN)
    cards = {one.id: one for one in lines(session, today, sum(ids.values(), ()))}
    columns = []
    for status, own in ids.items():
        held = [cards[number] for number in own if number in cards]
        if status is not Status.CLOSED:
            held.sort(key=lambda one: one.urgency)
        columns.append(Column(status, counts[status], tuple(held)))
    return render(
        request,
        "kanban.html",
        today=today,
        asked=replace(asked_for, wanted=wanted),
        choices=choices(session, visitor, wanted),
        columns=columns,
        total=sum(counts.values()),
        lights=count_by_light(session, view, wanted),
    )
