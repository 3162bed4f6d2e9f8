"""What an issue says, and what the proofreading queries in it, beside each passage."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.bulletin import Bulletin, BulletinItem, BulletinSeries
from models.evaluation_words import BulletinStatus
from models.unit import Alias, Unit, UnitGroup
from reports.bulletins.issue import LISTS, Issue, Item, as_says, from_says
from reports.proofreading.marks import Mark
from reports.proofreading.names import KnownNames
from reports.proofreading.reading import proofread
from supervision.bulletins.drafting import items_of
from supervision.bulletins.series import list_of


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the proofreading: in which piece (None: the note), on what, and who set it aside."""

    item_id: int | None
    mark: Mark
    before: str
    after: str
    dismissed: Mapping[str, Any] | None


_AROUND = 20


def issue_of(session: Session, bulletin: Bulletin, today: date) -> Issue:
    """The issue as it was printed, or as the draft would be printed today."""
    if bulletin.says:
        return from_says(bulletin.says)
    series = session.get_one(BulletinSeries, bulletin.series_id)
    units = _called(session)
    is_draft = bulletin.status is BulletinStatus.DRAFT
    day = bulletin.dated_on or today
    return Issue(
        name=series.name,
        editor=series.editor,
        year=day.year if is_draft else bulletin.year,
        number=bulletin.number,
        total=bulletin.total if series.has_total else None,
        is_supplement=bulletin.is_supplement,
        dated=day,
        title=bulletin.title,
        note=bulletin.note,
        items=tuple(_item(one, units) for one in items_of(session, bulletin)),
        lists=tuple((word, tuple(list_of(series, word))) for word in LISTS) if is_draft else (),
        copies=bulletin.copies,
    )


def digest(issue: Issue) -> str:
    """The digest of all that an issue says, by which somebody approves what they saw and nothing else."""
    return hashlib.sha256(json.dumps(as_says(issue), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def queries(session: Session, bulletin: Bulletin, today: date) -> list[Query]:
    """What the proofreading queries in a draft, piece by piece, those set aside included."""
    known, on = known_names(session), bulletin.dated_on or today
    found: list[Query] = []
    texts: list[tuple[int | None, str]] = [(None, bulletin.note)] if bulletin.note else []
    texts += [(item.id, f"{item.title}\n{item.text}") for item in items_of(session, bulletin)]
    for item_id, text in texts:
        found += [
            Query(
                item_id,
                mark,
                text[max(0, mark.start - _AROUND) : mark.start].rpartition("\n")[2],
                text[mark.end : mark.end + _AROUND].partition("\n")[0],
                bulletin.dismissed.get(mark.key),
            )
            for mark in proofread(text, known, on)
        ]
    return found


def known_names(session: Session) -> KnownNames:
    """The names of the directory for the proofreading: of today, and former ones with what stands in their place."""
    current: set[str] = set()
    former: dict[str, str] = {}
    called: dict[int, str] = {}
    for unit in session.exec(select(Unit)):
        called[unit.id] = unit.called
        names = {unit.name, unit.short_name} - {""}
        if unit.ended_on is None:
            current |= names
        else:
            former |= dict.fromkeys(names, "（已撤销）")
    for alias in session.exec(select(Alias)):
        if alias.until is None:
            current.add(alias.name)
        else:
            former[alias.name] = called.get(alias.unit_id, "")
    for group in session.exec(select(UnitGroup)):
        current |= {group.name, *group.aliases}
    return KnownNames(frozenset(current), former)


def _called(session: Session) -> dict[int, str]:
    rows = session.exec(select(Unit).order_by(col(Unit.id)))
    return {unit.id: unit.called for unit in rows}


def _item(item: BulletinItem, units: Mapping[int, str]) -> Item:
    return Item(item.title, item.text, item.section, units.get(item.unit_id or 0, ""))
