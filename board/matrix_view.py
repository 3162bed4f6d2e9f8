"""What somebody looks at in the matrix: the filters and the place, kept in the address, and the way back to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self, TypeVar
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from fastapi.responses import Response

from board.edge import identifier, parts_of
from config.settings import settings
from models.words import UnitLevel
from reports.edges import Choice
from reports.matrix import PAGE
from schedules.lights import Light

PATH = "/matrix"
_KEPT = "duban_matrix"
_LONGEST_WORD = 60
_LONGEST_QUERY = 2000
_YEARS = range(1949, 2200)
_EVERY = "yes"
_HERE = "here"

_T = TypeVar("_T", Light, UnitLevel)


@dataclass(frozen=True, slots=True)
class View:
    """``every`` shows also the units and tasks that have nothing. ``at`` is a field to come back to: an assignment's
    id, or a unit's after ``u``, or a task's after ``t``.
    """

    light: Light | None = None
    choice: Choice = field(default_factory=Choice)
    every: bool = False
    units_from: int = 0
    tasks_from: int = 0
    at: str = ""

    @classmethod
    def read(cls, written: Mapping[str, str]) -> Self:
        """The view of an address. What is unknown there or makes no sense chooses nothing."""
        return cls(
            light=_chosen(Light, written.get("light", "")),
            choice=Choice(
                level=_chosen(UnitLevel, written.get("level", "")),
                line=_word(written.get("line", "")),
                region=_word(written.get("region", "")),
                tag=_word(written.get("tag", "")),
                year=_year(written.get("year", "")),
                # A document that cannot be has no tasks.
                document_id=(identifier(number) or 0)
                if (number := written.get("document", "")).isdecimal()
                else None,
            ),
            every=written.get("every", "") == _EVERY,
            units_from=_place(written.get("units", "")),
            tasks_from=_place(written.get("tasks", "")),
            at=_at(written.get("at", "")),
        )

    @property
    def is_chosen(self) -> bool:
        """Whether anything is filtered."""
        return self.light is not None or self.every or self.choice != Choice()

    @property
    def query(self) -> str:
        """The view as it stands in an address, without the field to come back to."""
        chosen = self.choice
        written = {
            "light": self.light.value if self.light else "",
            "level": chosen.level.value if chosen.level else "",
            "line": chosen.line,
            "region": chosen.region,
            "tag": chosen.tag,
            "year": chosen.year or "",
            "document": "" if chosen.document_id is None else chosen.document_id,
            "every": _EVERY if self.every else "",
            "units": self.units_from or "",
            "tasks": self.tasks_from or "",
        }
        return urlencode({name: value for name, value in written.items() if value != ""})

    @property
    def address(self) -> str:
        """Where it is seen."""
        return f"{PATH}?{self.query}" if self.query else PATH

    def of_light(self, light: Light | None) -> str:
        """The address of the same with another light, from the beginning."""
        return replace(self, light=light, units_from=0, tasks_from=0).address

    def moved(self, units: int, tasks: int) -> str:
        """The address of the page that lies so many pages further down and to the right."""
        return replace(
            self,
            units_from=max(0, self.units_from + units * PAGE),
            tasks_from=max(0, self.tasks_from + tasks * PAGE),
        ).address


def keep(request: Request, answer: Response, view: View) -> None:
    """Remember what was looked at, so that a page below leads back to it also after something was done there."""
    if request.cookies.get(_KEPT, "") != view.query:
        answer.set_cookie(
            _KEPT, view.query, httponly=True, samesite="lax", secure=settings().is_https, path="/"
        )


def way_back(request: Request, at: str | int) -> str:
    """The matrix as it was looked at last, at this field: see ``View.at``."""
    came_from = parts_of(request.headers.get("referer", ""))
    written = came_from.query if came_from.path == PATH else request.cookies.get(_KEPT, "")
    view = View.read(dict(parse_qsl(written[:_LONGEST_QUERY])))
    return f"{PATH}?{view.query}{'&' if view.query else ''}at={at}#{_HERE}"


def _chosen(words: type[_T], value: str) -> _T | None:
    return next((word for word in words if isinstance(word, StrEnum) and word.value == value), None)


def _word(value: str) -> str:
    return value if len(value) <= _LONGEST_WORD and value.isprintable() else ""


def _year(value: str) -> int | None:
    year = identifier(value)
    return year if year in _YEARS else None


def _place(value: str) -> int:
    """The beginning of a page."""
    return (identifier(value) or 0) // PAGE * PAGE


def _at(value: str) -> str:
    return value if identifier(value.removeprefix("u").removeprefix("t")) else ""
