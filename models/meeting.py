"""Joint work: meetings and what they decided, rounds of consultation, leaders linked to units, chains of approval."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.evaluation_words import Adoption, MeetingKind
from models.words import Answer


class Meeting(Table, table=True):
    """A record of 会商, 例会, 调研, 请示 or 督导. ``recurrence`` says how often a regular one is due, such as monthly."""

    id: int = Field(default=None, primary_key=True)
    kind: MeetingKind = Field(sa_type=worded(MeetingKind), index=True)
    series: str = Field(default="", max_length=60, index=True)
    title: str = Field(sa_type=Text)
    recurrence: str = Field(default="", max_length=12)
    held_on: date
    place: str = Field(default="", max_length=100)
    chair: str = Field(default="", max_length=60)
    people: str = Field(default="", sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    document_id: int | None = Field(default=None, foreign_key="document.id")
    guests: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    speakers: list[int] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class MeetingDecision(Table, table=True):
    """What a meeting decided (议定事项): for which unit, by when; ``task_id`` is the task that came of it."""

    __tablename__ = "meeting_decision"
    __table_args__ = (UniqueConstraint("meeting_id", "position"),)

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    position: int
    text: str = Field(sa_type=Text)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    due_on: date | None = None
    task_id: int | None = Field(default=None, foreign_key="task.id")
    outcome: str = Field(default="", sa_type=Text)
    done_on: date | None = None


class Consultation(Table, table=True):
    """A round of consultation (征求意见) on a draft: what it is about, by when the units answer.

    ``task_id`` is the duty by which it was handed out to the units; None where they were asked without being told.
    """

    id: int = Field(default=None, primary_key=True)
    title: str = Field(sa_type=Text)
    round: int = 1
    document_id: int | None = Field(default=None, foreign_key="document.id", index=True)
    text: str = Field(default="", sa_type=Text)
    units: list[int] = Field(default_factory=list, sa_type=JSON)
    task_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    asked_on: date
    due_on: date
    ended_on: date | None = None
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class Opinion(Table, table=True):
    """What a unit says in a round of consultation, whether it was adopted, and why not where it was not."""

    id: int = Field(default=None, primary_key=True)
    consultation_id: int = Field(foreign_key="consultation.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    passage: str = Field(default="", sa_type=Text)
    text: str = Field(default="", sa_type=Text)
    has_none: bool = False
    on: date
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
    adoption: Adoption = Field(default=Adoption.PENDING, sa_type=worded(Adoption))
    reason: str = Field(default="", sa_type=Text)
    decided_at: datetime | None = Field(default=None, sa_type=Moment)
    decided_by: str = Field(default="", max_length=60)
    task_id: int | None = Field(default=None, foreign_key="task.id", index=True)
    became: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})


class Liaison(Table, table=True):
    """A leader linked to a unit (挂钩联系) from a day, until another."""

    __table_args__ = (UniqueConstraint("leader", "unit_id", "since"),)

    id: int = Field(default=None, primary_key=True)
    leader: str = Field(max_length=40, index=True)
    title: str = Field(default="", max_length=60)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    since: date
    until: date | None = None
    visits_a_year: int = 0
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class LiaisonVisit(Table, table=True):
    """That a linked leader went there: when, what was found, what was settled."""

    __tablename__ = "liaison_visit"

    id: int = Field(default=None, primary_key=True)
    liaison_id: int = Field(foreign_key="liaison.id", index=True)
    on: date
    text: str = Field(sa_type=Text)
    settled: str = Field(default="", sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)


class ApprovalStep(Table, table=True):
    """A step in the chain of approval of a paper that goes out (拟稿, 核稿, 会签, 签发): whose it is, and the answer.

    ``subject`` says what the paper is (bulletin, written_paper, letter) and ``subject_id`` which. Steps are taken in
    the order of ``position``; a refusal sends it back to the first, as the next ``round``.
    """

    __tablename__ = "approval_step"
    __table_args__ = (UniqueConstraint("subject", "subject_id", "round", "position"),)

    id: int = Field(default=None, primary_key=True)
    subject: str = Field(max_length=20)
    subject_id: int
    round: int = 1
    position: int
    name: str = Field(max_length=20)
    login: str = Field(max_length=60, index=True)
    answer: Answer = Field(default=Answer.PENDING, sa_type=worded(Answer))
    opinion: str = Field(default="", sa_type=Text)
    at: datetime | None = Field(default=None, sa_type=Moment)
    asked_at: datetime = Field(sa_type=Moment)
    asked_by: str = Field(max_length=60)
    delegated: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
