"""Scoring a frozen campaign: 30 items of a sheet for every unit, with points that people gave; used by ``evaluation``."""

import time
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, insert, select
from sqlmodel import Session, col

from benchmarks.large_office import TODAY, moment
from models import database
from models.base import Table
from models.campaign import Campaign, Freeze
from models.evaluation_words import Assessor
from models.score import Score
from models.unit import Unit
from models.words import UserRole
from reports.campaign_figures import figures_of
from reports.scoring.formulas import KIT
from reports.scoring.kit import Sort
from supervision.actor import Actor
from supervision.campaigns.scores import compute
from supervision.campaigns.sheets import choose, store

ITEMS = 30
_RATED = 6
_VOICES = 4


def score_all(url: str) -> dict[str, Any]:
    """Score the first freeze: ``seconds`` of the whole scoring, figures and all, and of the scoring alone."""
    with database.transaction(url) as session:
        freeze = session.scalars(select(Freeze)).first()
        assert freeze is not None
        campaign = session.get_one(Campaign, freeze.campaign_id)
        clerk = Actor("王敏", UserRole.CLERK)
        choose(session, campaign, store(session, large_sheet(), clerk, moment(TODAY)), clerk, moment(TODAY))
        _rate(session, campaign)
    begun, used = time.perf_counter(), time.process_time()
    with database.transaction(url) as session:
        freeze = session.get_one(Freeze, freeze.id)
        figures = figures_of(session, freeze)
        counted, used_by_then = time.perf_counter(), time.process_time()
        compute(session, freeze, moment(TODAY), figures=figures)
    ended, all_used = time.perf_counter(), time.process_time()
    with database.reading(url) as session:
        points = session.scalar(select(func.count()).select_from(Score))
    return {
        "seconds": ended - begun,
        "without_figures_seconds": ended - counted,
        "processor_seconds": all_used - used,
        "without_figures_processor_seconds": all_used - used_by_then,
        "points": points,
    }


def large_sheet() -> str:
    """A sheet of 30 items: all of the kit, then of the rated ones as many as are wanting."""
    head = (
        'name = "large"\ntitle = "大评分表"\nsince = 2026-01-01\ntotal = {total}\n'
        "[tiers]\nleading_percent = 25\nleading_least = 85\nweak_percent = 20\nweak_below = 60\n"
    )
    names = [name for name in KIT if name not in ("rated", "self_gap")]
    shares = [name for name in names if KIT[name].sort is Sort.SHARE]
    chosen = [*names, *["rated"] * _RATED]
    chosen += (shares * 2)[: ITEMS - len(chosen)]
    items, total = [], 0
    for place, name in enumerate(chosen):
        sort = KIT[name].sort
        full = 10 if sort is Sort.SHARE else 0
        total += full
        bound = "" if full else "cap = 5\n" if sort is Sort.BONUS else "floor = -5\n"
        raters = "raters = { office = 60, third_party = 40 }\n" if name == "rated" else ""
        items.append(
            f'[[items]]\ncode = "I{place}"\ntitle = "第{place + 1}项"\nfull = {full}\nformula = "{name}"\n'
            f'standard = "见公式。"\n{bound}{raters}'
        )
    return head.format(total=total) + "\n".join(items)


def _rate(session: Session, campaign: Campaign) -> None:
    """Points of some voices for each unit and rated item."""
    units = session.scalars(select(col(Unit.id)).order_by(col(Unit.id))).all()
    first = sum(name not in ("rated", "self_gap") for name in KIT)
    at = moment(date(TODAY.year, TODAY.month, 1))
    rows = [
        {
            "campaign_id": campaign.id,
            "unit_id": unit,
            "item": f"I{first + place}",
            "assessor": Assessor.OFFICE if voice % 2 else Assessor.THIRD_PARTY,
            "points": Decimal((unit + voice + place) % 11),
            "reason": "",
            "voter": "",
            "at": at,
            "by": f"评分人{voice}",
        }
        for unit in units
        for place in range(_RATED)
        for voice in range(_VOICES)
    ]
    session.execute(insert(Table.metadata.tables["rating"]), rows)
