"""A draft as the review page shows it, and the decision a person posts about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import FormData

from board.posted import day, identifier, text
from config.refusal import Refusal
from models.document import Doubt, Draft
from models.unit import Unit
from models.words import DraftStatus, Role
from supervision.directory.names import Match, NameBook
from supervision.drafts.burden import BurdenWarning, draft_warnings
from supervision.drafts.deadlines import is_vague, needs_date, past_dates
from supervision.drafts.decision import Decision

LEAVE_OUT = "none"


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name the directory does not know; ``field`` is its place in the form."""

    field: str
    name: str
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft with what a person must know to decide about it."""

    draft: Draft
    doubts: Sequence[Doubt]
    parties: tuple[tuple[Role, tuple[Match, ...]], ...]
    unknown: tuple[Unknown, ...]
    past: tuple[date, ...]
    needs_date: bool
    is_vague: bool
    warnings: Sequence[BurdenWarning]


def look_at(
    draft: Draft, doubts: Sequence[Doubt], book: NameBook, today: date, low: Mapping[int, Unit]
) -> DraftView:
    """The draft, its names looked up, its dates compared with today. ``low`` are the units below the county level."""
    return DraftView(
        draft=draft,
        doubts=doubts,
        parties=tuple(
            (role, tuple(book.match(name) for name in names)) for role, names in _names(draft) if names
        ),
        unknown=_unknown(draft, book),
        past=tuple(past_dates(draft, today)),
        needs_date=needs_date(draft),
        is_vague=is_vague(draft),
        warnings=draft_warnings(draft, book, low) if draft.status is DraftStatus.PENDING else (),
    )


def decision(form: FormData, draft: Draft, book: NameBook) -> Decision:
    """What the person decided. Raises Refusal where the form contradicts itself."""
    when = text(form, "when")
    own = day(form, "due_on", "时限")
    if when == "own" and own is None:
        raise Refusal("选了“另定时限”，请填写日期；没有时限的任务，请选“未定时限”。")
    return Decision(
        due_on=(own,) if when == "own" and own else (),
        is_undated=when == "none",
        units=_chosen(form, draft, book),
        responsible=tuple(_unit_id(str(value)) for value in form.getlist("responsible")),
        title=text(form, "title"),
        accepts_past=text(form, "accepts_past") == "yes",
        reason=text(form, "reason"),
        burden_reason=text(form, "burden_reason"),
    )


def _chosen(form: FormData, draft: Draft, book: NameBook) -> dict[str, tuple[int, ...]]:
    """Units for the unknown names; a name about which nothing was chosen stays unknown."""
    chosen: dict[str, tuple[int, ...]] = {}
    for unknown in _unknown(draft, book):
        value = text(form, unknown.field)
        if value == LEAVE_OUT:
            chosen[unknown.name] = ()
        elif value:
            chosen[unknown.name] = (_unit_id(value),)
    return chosen


def _unit_id(value: str) -> int:
    """The id in an option; whether there is such a unit is looked up later."""
    unit_id = identifier(value)
    if unit_id is None:
        raise Refusal("选定的单位不在名录里。请返回刷新后重新选择。")
    return unit_id


def _names(draft: Draft) -> tuple[tuple[Role, list[str]], ...]:
    return (Role.LEAD, draft.lead), (Role.RESPONSIBLE, draft.units), (Role.SUPPORTING, draft.supporting)


def _unknown(draft: Draft, book: NameBook) -> tuple[Unknown, ...]:
    names = dict.fromkeys(name for _, own in _names(draft) for name in own)
    matches = [match for name in names if not (match := book.match(name)).unit_ids]
    return tuple(Unknown(f"unit-{n}", match.as_written, match.hints) for n, match in enumerate(matches))
