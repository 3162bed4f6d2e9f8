"""Long work that somebody asked for, and how far it has come."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import JobKind, JobStatus


class Job(Table, table=True):
    """A request that a flow takes up by compare-and-set; ``result`` names what came of it."""

    id: int = Field(default=None, primary_key=True)
    kind: JobKind = Field(sa_type=worded(JobKind))
    arguments: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    status: JobStatus = Field(default=JobStatus.WAITING, sa_type=worded(JobStatus), index=True)
    asked_at: datetime = Field(sa_type=Moment)
    asked_by: str = Field(max_length=40)
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    result: str = Field(default="", sa_type=Text)
    error: str = Field(default="", sa_type=Text)
