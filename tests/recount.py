"""Every figure of a campaign counted a second time: from the raw rows, one by one, without a line of ``reports``.

It knows the rules from the definitions of the trade alone and shares nothing with what it checks but the words.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session

from models.base import Table
from models.campaign import Campaign
from models.words import Move, Role, Status, UnitLevel, Verification
from schedules.lights import Light, LightLimits

Row = dict[str, Any]
_GONE = (Status.WITHDRAWN, Status.TRANSFERRED)
_IN_HAND = (Status.ASSIGNED, Status.ACCEPTED, Status.UNDERWAY)


@dataclass
class Part:
    """One assignment as it stood."""

    row: Row
    status: Status
    due_on: date | None
    accepted_on: date | None
    submitted_on: date | None
    closed_on: date | None
    level: Verification | None
    percent: int | None
    returns: int
    extensions: int
    roll_overs: int
    was_late: bool
    light: Light
    workdays_late: int
    pace_gap: int | None
    as_of: date

    @property
    def is_due(self) -> bool:
        return self.due_on is not None and self.due_on <= self.as_of

    @property
    def is_on_time(self) -> bool:
        if self.closed_on is None or self.was_late:
            return False
        return self.due_on is None or self.submitted_on is None or self.submitted_on <= self.due_on

    @property
    def is_reported_done(self) -> bool:
        return self.closed_on is not None or self.status is Status.SUBMITTED or (self.percent or 0) >= 100


class Recount:
    """The raw rows of an office, looked at on one day for one campaign."""

    def __init__(
        self,
        session: Session,
        campaign: Campaign,
        as_of: date,
        is_worked: Callable[[date], bool],
        limits: LightLimits,
    ) -> None:
        self._session, self._campaign, self.as_of = session, campaign, as_of
        self._is_worked, self._limits = is_worked, limits
        self._evening = datetime.combine(
            as_of + timedelta(days=1), datetime.min.time(), ZoneInfo("Asia/Shanghai")
        )
        names = (
            "assignment", "transition", "closure", "due_change", "clock_stop", "extension", "return",
            "progress_update", "unit", "task", "document", "group_member", "plan_node", "improvement", "reading",
            "reading_check", "indicator", "indicator_share", "indicator_change",
        )  # fmt: skip
        self._rows = {name: self._read(name) for name in names}
        self._of = {
            name: self._by_assignment(name)
            for name in (
                "transition",
                "closure",
                "due_change",
                "clock_stop",
                "extension",
                "return",
                "progress_update",
            )
        }
        self.units = {row["id"]: row for row in self._rows["unit"]}
        self.tasks = {row["id"]: row for row in self._rows["task"]}
        self.withdrawn = self.over_before = 0
        self.parts = self._parts()

    def _read(self, name: str) -> list[Row]:
        table = Table.metadata.tables[name]
        rows = [dict(row._mapping) for row in self._session.execute(select(table))]
        return sorted(rows, key=lambda row: row["id"])

    def _by_assignment(self, name: str) -> dict[int, list[Row]]:
        found: dict[int, list[Row]] = defaultdict(list)
        for row in self._rows[name]:
            found[row["assignment_id"]].append(row)
        return found

    def rows(self, name: str) -> list[Row]:
        """The raw rows of a table, by their numbers."""
        return self._rows[name]

    def shares(self, indicator_id: int) -> list[Row]:
        """How an indicator is broken down."""
        return [row for row in self._rows["indicator_share"] if row["indicator_id"] == indicator_id]

    # What lies within

    def _has_unit(self, unit_id: int) -> bool:
        scope = self._campaign.scope
        if scope.get("units") and unit_id not in scope["units"]:
            return False
        if scope.get("levels") and self.units[unit_id]["level"].value not in scope["levels"]:
            return False
        if scope.get("groups"):
            return any(
                row["unit_id"] == unit_id
                and row["group_id"] in scope["groups"]
                and (row["joined_on"] is None or row["joined_on"] <= self.as_of)
                for row in self._rows["group_member"]
            )
        return True

    def _has_task(self, task: Row) -> bool:
        scope = self._campaign.scope
        if scope.get("tasks") and task["id"] not in scope["tasks"]:
            return False
        if scope.get("documents") and task["document_id"] not in scope["documents"]:
            return False
        return not scope.get("nodes") or bool(set(self.way_up(task["node_id"])) & set(scope["nodes"]))

    def way_up(self, node_id: int | None) -> list[int]:
        above = {row["id"]: row["parent_id"] for row in self._rows["plan_node"]}
        way = []
        while node_id is not None:
            way.append(node_id)
            node_id = above[node_id]
        return way

    # How each stood

    def _parts(self) -> list[Part]:
        found = []
        for row in self._rows["assignment"]:
            if row["parent_id"] is not None or row["assigned_on"] > self.as_of:
                continue
            if not self._has_unit(row["unit_id"]) or not self._has_task(self.tasks[row["task_id"]]):
                continue
            part = self._stood(row)
            if part.status in _GONE:
                self.withdrawn += 1
            elif part.closed_on is not None and part.closed_on < self._campaign.starts_on:
                self.over_before += 1
            else:
                found.append(part)
        return found

    def _stood(self, row: Row) -> Part:
        number, as_of = row["id"], self.as_of
        moves = [move for move in self._of["transition"][number] if move["on"] <= as_of]
        status, moved_on, reopened_at, accepted_on = Status.ASSIGNED, row["assigned_on"], None, None
        for move in moves:
            if move["before"] != move["after"]:
                status, moved_on = move["after"], move["on"]
            if move["move"] is Move.REOPEN:
                reopened_at = max(move["at"], reopened_at or move["at"])
            if move["move"] is Move.ACCEPT:
                accepted_on = max(move["on"], accepted_on or move["on"])
        closed_on = submitted_on = level = None
        for one in self._of["closure"][number]:
            if one["on"] <= as_of and (one["reopened_on"] is None or one["reopened_on"] > as_of):
                closed_on, submitted_on, level = one["on"], one["submitted_on"], one["verification"]
        if status is Status.SUBMITTED:
            submitted_on = moved_on
        due_on, was_late, roll_overs = row["first_due_on"], False, 0
        for change in self._of["due_change"][number]:
            if change["on"] <= as_of:
                due_on = change["after"]
                was_late = was_late or change["is_late"]
                roll_overs += change["kind"].value == "roll_over"
        told = [
            one
            for one in self._of["progress_update"][number]
            if one["as_of"] <= as_of
            and one["at"] < self._evening
            and (not reopened_at or one["at"] >= reopened_at)
        ]
        percent = max(told, key=lambda one: (one["as_of"], one["id"]))["percent"] if told else None
        asked = [one for one in self._of["extension"][number] if one["asked_on"] <= as_of]
        granted = [
            one for one in asked if one["granted_on"] and one["decided_on"] and one["decided_on"] <= as_of
        ]
        waits = [
            one
            for one in asked
            if not one["is_late"] and (not one["decided_on"] or one["decided_on"] > as_of)
        ]
        stands = any(
            one["stopped_on"] <= as_of and (not one["restarted_on"] or one["restarted_on"] > as_of)
            for one in self._of["clock_stop"][number]
        )
        late = 0
        if due_on is not None:
            late = self._workdays(due_on, submitted_on or as_of)
        light = self._light(row, status, due_on, submitted_on, closed_on, percent, bool(waits), stands)
        in_hand = due_on is not None and closed_on is None and status is not Status.SUBMITTED
        gone = self._gone(row["assigned_on"], due_on) if in_hand and due_on else 0
        return Part(
            row=row,
            status=status,
            due_on=due_on,
            accepted_on=None if status is Status.ASSIGNED else accepted_on,
            submitted_on=submitted_on,
            closed_on=closed_on,
            level=level,
            percent=percent,
            returns=sum(one["on"] <= as_of for one in self._of["return"][number]),
            extensions=len(granted),
            roll_overs=roll_overs,
            was_late=was_late,
            light=light,
            workdays_late=late,
            pace_gap=(percent or 0) - gone if in_hand else None,
            as_of=as_of,
        )

    def _light(
        self,
        row: Row,
        status: Status,
        due_on: date | None,
        submitted_on: date | None,
        closed_on: date | None,
        percent: int | None,
        waits: bool,
        stands: bool,
    ) -> Light:
        if closed_on is not None:
            return Light.BLUE
        if status is Status.SUBMITTED:
            return Light.YELLOW if due_on and submitted_on and submitted_on > due_on else Light.GREEN
        if stands:
            return Light.GREY
        if due_on and self.as_of > due_on:
            return Light.YELLOW if waits else Light.RED
        limits, said = self._limits, percent or 0
        if due_on:
            left = self._workdays(self.as_of, due_on)
            is_new = row["assigned_on"] == self.as_of
            if left <= limits.due_soon_workdays and said < limits.due_soon_percent and not is_new:
                return Light.YELLOW
        if status is Status.ASSIGNED:
            return Light.GREY
        if not due_on:
            return Light.GREEN
        gone = self._gone(row["assigned_on"], due_on)
        is_behind = gone >= limits.silence_yellow if percent is None else said - gone < limits.pace_yellow
        return Light.YELLOW if is_behind else Light.GREEN

    def _gone(self, given: date, due_on: date) -> int:
        whole, gone = (due_on - given).days, (self.as_of - given).days
        if whole <= 0 or gone >= whole:
            return 100
        return 0 if gone <= 0 else 100 * gone // whole

    def _workdays(self, after: date, until: date) -> int:
        days, day = 0, after
        while day < until:
            day += timedelta(days=1)
            days += self._is_worked(day)
        return days

    # The figures

    def count(self, parts: Iterable[Part]) -> dict[str, Any]:
        """Every number of ``Counts`` by its name."""
        every = list(parts)
        due = [one for one in every if one.is_due]
        closed = [one for one in every if one.closed_on is not None]
        overdue = [one for one in every if one.light is Light.RED]
        gaps = [one.pace_gap for one in every if one.pace_gap is not None]
        return {
            "assigned": len(every),
            "undated": len([one for one in every if one.due_on is None]),
            "due": len(due),
            "closed": len(closed),
            "closed_of_due": len([one for one in closed if one.is_due]),
            "closed_early": len([one for one in closed if one.due_on and one.due_on > self.as_of]),
            "on_time": len([one for one in due if one.is_on_time]),
            "waiting": len([one for one in due if one.status is Status.SUBMITTED]),
            "overdue": len(overdue),
            "workdays_late": sum(one.workdays_late for one in overdue),
            "longest_late": max([one.workdays_late for one in overdue], default=0),
            "reported_done": len([one for one in every if one.is_reported_done]),
            "reported_of_due": len([one for one in due if one.is_reported_done]),
            "unaccepted": len([one for one in every if one.status is Status.ASSIGNED]),
            "rolled_over": len([one for one in every if one.roll_overs]),
            "returns": sum(one.returns for one in every),
            "returned": len([one for one in every if one.returns]),
            "closed_at_first": len([one for one in closed if not one.returns]),
            "extensions": sum(one.extensions for one in every),
            "extended": len([one for one in every if one.extensions]),
            "paced": len(gaps),
            "pace_sum": sum(gaps),
            "levels": {level: len([one for one in closed if one.level is level]) for level in Verification},
            "lights": {light: len([one for one in every if one.light is light]) for light in Light},
        }

    def by(self, key: Callable[[Part], Any]) -> dict[Any, list[Part]]:
        """The parts by something that each has one of."""
        found: dict[Any, list[Part]] = defaultdict(list)
        for part in self.parts:
            found[key(part)].append(part)
        return dict(found)

    def level_of(self, part: Part) -> UnitLevel:
        level: UnitLevel = self.units[part.row["unit_id"]]["level"]
        return level

    def role_of(self, part: Part) -> Role:
        role: Role = part.row["role"]
        return role

    def loops(self) -> tuple[dict[str, int], int]:
        """How many tasks stand at each step of the loop, and how many loops are closed."""
        at: dict[str, int] = defaultdict(int)
        closed = 0
        own = self.by(lambda part: part.row["task_id"])
        narrows = any(self._campaign.scope.get(name) for name in ("units", "groups", "levels"))
        for number, task in self.tasks.items():
            if not self._has_task(task):
                continue
            parts = own.get(number, [])
            if not parts:
                given = any(
                    row["task_id"] == number and row["parent_id"] is None and row["assigned_on"] <= self.as_of
                    for row in self._rows["assignment"]
                )
                if given or narrows or task["registered_at"] >= self._evening:
                    continue
            step = self._step(task, parts)
            closed += step == "closed"
            at[step] += step != "closed"
        return {step: count for step, count in at.items() if count}, closed

    def _step(self, task: Row, parts: list[Part]) -> str:
        if task["approved_at"] is None or task["approved_at"] >= self._evening:
            return "plan"
        if not parts or any(one.status is Status.ASSIGNED for one in parts):
            return "deploy"
        if any(one.closed_on is None and one.status in _IN_HAND for one in parts):
            return "implement"
        days = [one.closed_on for one in parts if one.closed_on is not None]
        if len(days) < len(parts):
            return "feed_back"
        improved = [
            row["on"]
            for row in self._rows["improvement"]
            if row["task_id"] == task["id"] and row["on"] <= self.as_of
        ]
        return "closed" if improved and max(improved) >= max(days) else "improve"

    # The readings

    def readings(self) -> dict[int, tuple[Any, ...]]:
        """Of every reading that counts its number, what it is of, its value, and the level it was checked on by then."""
        found = {}
        of_parts: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in self._rows["assignment"]:
            of_parts[row["task_id"], row["unit_id"]].append(row)
        shares = {(row["indicator_id"], row["unit_id"]) for row in self._rows["indicator_share"]}
        indicators = {row["id"]: row for row in self.indicators()}
        narrows = any(self._campaign.scope.get(name) for name in ("units", "groups", "levels"))
        for row in self._rows["reading"]:
            indicator, unit_id = indicators.get(row["indicator_id"]), row["unit_id"]
            if indicator is None or row["as_of"] > self.as_of or row["reported_at"] >= self._evening:
                continue
            if narrows and (unit_id is None or not self._has_unit(unit_id)):
                continue
            held = of_parts[indicator["task_id"], unit_id] if unit_id and indicator["task_id"] else []
            is_below = held and all(one["parent_id"] is not None for one in held)
            if is_below and (indicator["id"], unit_id) not in shares:
                continue
            found[row["id"]] = (indicator["id"], unit_id, row["as_of"], row["value"], self._checked(row))
        return found

    def _checked(self, row: Row) -> Verification:
        order = list(Verification)
        checks = [
            one for one in self._rows["reading_check"] if one["reading_id"] == row["id"] and one["confirms"]
        ]
        if not any(one["on"] > self.as_of for one in checks):
            level: Verification = row["verification"]
            return level
        levels = [one["verification"] for one in checks if one["on"] <= self.as_of]
        return max(levels, key=order.index, default=Verification.REPORTED)

    def indicators(self) -> list[Row]:
        """The indicators within the scope that were registered by then."""
        scope, found = self._campaign.scope, []
        documents = {row["id"]: row for row in self._rows["document"]}
        for row in self._rows["indicator"]:
            task = self.tasks.get(row["task_id"])
            known_at = task["registered_at"] if task else documents[row["document_id"]]["received_at"]
            if known_at >= self._evening:
                continue
            if scope.get("documents") and row["document_id"] not in scope["documents"]:
                continue
            if scope.get("tasks") and row["task_id"] not in scope["tasks"]:
                continue
            if scope.get("nodes") and not (task and set(self.way_up(task["node_id"])) & set(scope["nodes"])):
                continue
            found.append(row)
        return found
