"""Where a task stands between 谋划, 部署, 落实, 反馈 and 改进, told by its records; and how many loops are closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.words import Word
from reports.tally import share


class LoopStep(Word):
    """The steps of the loop in their order."""

    PLAN = "plan", "谋划"
    DEPLOY = "deploy", "部署"
    IMPLEMENT = "implement", "落实"
    FEED_BACK = "feed_back", "反馈"
    IMPROVE = "improve", "改进"

    @property
    def place(self) -> int:
        """Its place in the order, from 0."""
        return list(LoopStep).index(self)

    @property
    def meaning(self) -> str:
        """What has to be on record before the step is taken."""
        return _MEANINGS[self]


_MEANINGS = {
    LoopStep.PLAN: "立项已审批",
    LoopStep.DEPLOY: "已交办，承担单位都已签收",
    LoopStep.IMPLEMENT: "各单位都已申请销号",
    LoopStep.FEED_BACK: "都已审核销号",
    LoopStep.IMPROVE: "销号后写明改进了什么，或为什么不需要改进",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a task that count, in numbers: handed out at all (also what was taken back), and how far they are.

    ``closed_on`` is the latest day on which one was struck off, None before.
    """

    given: int = 0
    counted: int = 0
    unaccepted: int = 0
    in_hand: int = 0
    unclosed: int = 0
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Loop:
    """The step at which a task stands; ``is_closed`` says that this, the last one, is taken too."""

    step: LoopStep
    is_closed: bool = False

    @property
    def label(self) -> str:
        """The step in words."""
        return "已闭环" if self.is_closed else self.step.label

    def has_taken(self, step: LoopStep) -> bool:
        """Whether a step lies behind the task."""
        return self.is_closed or step.place < self.step.place


def loop_of(is_approved: bool, parts: Parts, improved_on: date | None) -> Loop | None:
    """The first step that a task has not taken yet. None for a task of which everything was taken back.

    An improvement counts where it was written on the day the last part was closed or later: what comes round
    again (a new period, a reopened part) has to be improved on again.
    """
    if parts.given and not parts.counted:
        return None
    if not is_approved:
        return Loop(LoopStep.PLAN)
    if not parts.counted or parts.unaccepted:
        return Loop(LoopStep.DEPLOY)
    if parts.in_hand:
        return Loop(LoopStep.IMPLEMENT)
    if parts.unclosed or parts.closed_on is None:
        return Loop(LoopStep.FEED_BACK)
    return Loop(LoopStep.IMPROVE, is_closed=improved_on is not None and improved_on >= parts.closed_on)


@dataclass(frozen=True, slots=True)
class LoopTally:
    """How many tasks stand at each step, and how many loops are closed, of all that have one."""

    at: dict[LoopStep, int]
    closed: int

    @property
    def whole(self) -> int:
        """All loops."""
        return sum(self.at.values()) + self.closed

    @property
    def rate(self) -> str:
        """闭环率: closed loops of all, in percent; a dash where there is no task."""
        return share(self.closed, self.whole)

    def in_words(self) -> str:
        """闭环率为3/15，即20.0%；……"""
        at = "，".join(f"{step.label}{self.at[step]}项" for step in LoopStep)
        return f"{self.whole}项任务中，已闭环{self.closed}项，闭环率为{self.closed}/{self.whole}，即{self.rate}；其余处在{at}"


def count_loops(loops: Iterable[Loop | None]) -> LoopTally:
    """The tally of these loops; what has none counts nowhere."""
    known = [loop for loop in loops if loop is not None]
    at = {step: sum(not one.is_closed and one.step is step for one in known) for step in LoopStep}
    return LoopTally(at, sum(one.is_closed for one in known))
