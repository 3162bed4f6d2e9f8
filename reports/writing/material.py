"""What a report is written from: the figures of a freeze, and what was said, found and awarded within it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from models.evaluation_words import (
    CampaignKind,
    Cause,
    ExperienceState,
    FindingSource,
    FindingStatus,
    PointTier,
    Tier,
)
from models.words import EvidenceKind, NoticeKind, Role
from reports.campaign_figures import CampaignFigures
from schedules.lights import LightLimits


@dataclass(frozen=True, slots=True)
class Occasion:
    """For what it is written: the campaign, and which of its freezes."""

    campaign_id: int
    kind: CampaignKind
    title: str
    starts_on: date
    ends_on: date
    basis: str
    as_of: date
    frozen_at: datetime
    frozen_by: str
    number: int
    reason: str
    digest: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit reported of a task, as of a day."""

    unit_id: int
    task_id: int
    as_of: date
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A frozen assignment, for a list. ``told`` is what the unit reported last."""

    assignment_id: int
    task_id: int
    unit_id: int
    role: Role
    due_on: date | None
    closed_on: date | None
    percent: int | None
    workdays_late: int
    light: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """Who has a part in a task, by role: the first few by name, and how many they are."""

    role: Role
    named: tuple[int, ...]
    number: int


@dataclass(frozen=True, slots=True)
class TaskTime:
    """The days of a task: the first and the last in force, and how many different ones there are; None without any."""

    first: date | None
    last: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Found:
    """A problem that was found, as it stood on the day of the figures."""

    number: str
    source: FindingSource
    unit_id: int
    text: str
    measure: str
    due_on: date | None
    status: FindingStatus
    found_on: date
    closed_on: date | None
    recurrences: int
    is_late: bool
    id: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The total of a unit, its place and its tier."""

    unit_id: int
    unit_class: str
    total: Decimal | None
    place: int | None
    tier: Tier | None
    former_tier: Tier | None


@dataclass(frozen=True, slots=True)
class ItemScore:
    """What a unit got for an item of the sheet, and how."""

    item: str
    title: str
    points: Decimal | None
    full: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """A demonstration point."""

    name: str
    tier: PointTier
    unit_id: int
    since: date
    results: str


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice worth spreading, and where it was published."""

    title: str
    unit_id: int
    state: ExperienceState
    media: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A task of the year to come: what, who leads, who is responsible, the standard, by when, the effect."""

    number: str
    title: str
    lead: str
    responsible: str
    standard: str
    due: str
    effect: str


@dataclass(frozen=True, slots=True)
class Coming:
    """What falls due in the days after the figures and is not closed."""

    assigned: int = 0
    units: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """All of it. ``evidence`` counts the pieces that lie with the rows of a count, ``evidence_of`` those of a task or
    a unit, ``evidence_kinds`` all by kind. ``series`` holds what was read of an indicator, oldest first."""

    occasion: Occasion
    figures: CampaignFigures
    limits: LightLimits
    latest: Mapping[int, tuple[Said, ...]] = field(default_factory=dict)
    problems: tuple[Said, ...] = ()
    requests: tuple[Said, ...] = ()
    overdue: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    shares: Mapping[int, tuple[Share, ...]] = field(default_factory=dict)
    times: Mapping[int, TaskTime] = field(default_factory=dict)
    coming: Coming = Coming()
    notices: Mapping[NoticeKind, int] = field(default_factory=dict)
    unsigned: int = 0
    findings: tuple[Found, ...] = ()
    causes: Mapping[Cause, int] = field(default_factory=dict)
    standings: tuple[Standing, ...] = ()
    scores: tuple[ItemScore, ...] = ()
    points: tuple[Point, ...] = ()
    practices: tuple[Practice, ...] = ()
    honours: Mapping[PointTier, int] = field(default_factory=dict)
    evidence: Mapping[str, int] = field(default_factory=dict)
    evidence_of: Mapping[str, int] = field(default_factory=dict)
    evidence_kinds: Mapping[EvidenceKind, int] = field(default_factory=dict)
    series: Mapping[int, tuple[tuple[date, Decimal], ...]] = field(default_factory=dict)
    third_party: tuple[tuple[int, str], ...] = ()
    planned: tuple[Planned, ...] = ()

    def called(self, unit_id: int) -> str:
        """The name of a unit as it was at the freeze."""
        facts = self.figures.unit_facts.get(unit_id)
        return facts.called if facts else f"单位{unit_id}"
