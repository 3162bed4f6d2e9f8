"""Keeping children alive: started again with growing pauses, given up with a sentence when they will not live."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from commands.children import Child
from supervision import running
from supervision.running import Process

_PAUSES_SECONDS = (0.0, 5.0, 15.0, 60.0, 180.0)
_QUICK_SECONDS = 60.0  # who lives longer has started well, and begins anew with the pauses
_LITTLE_SECONDS = 120.0  # by less a clock is only kept right
_BY_THE_CLOCK = (running.ENGINE, running.TIMETABLE)
_REST_SECONDS = 15.0  # how long what a dead child started may go on with what it is at


@dataclass
class Watched:
    """A child and its bad luck so far: ``deaths`` in a row, each soon after a start."""

    child: Child
    needs: Child | None = None
    deaths: int = 0
    restarts: int = 0
    is_given_up: bool = False
    _started_at: float = field(default=0.0, repr=False)
    _died_at: float | None = field(default=None, repr=False)

    def look(self, say: Callable[[str], None], now: float) -> None:
        """Note a death, and start the child again when its time has come. ``now`` is in seconds from anywhere."""
        if self.is_given_up or self.child.is_running:
            if now - self._started_at >= _QUICK_SECONDS:
                self.deaths = 0
            return
        if self._died_at is None:
            self._note_death(say, now)
        elif now - self._died_at >= _PAUSES_SECONDS[self.deaths - 1] and self._may_start(now):
            self.child.end()
            self.child.start()
            self.restarts += 1
            self.begun(now)

    def again(self, now: float) -> None:
        """End the child and start it anew, for a reason that is none of its own; as often as it takes."""
        if self.child.is_running:
            self.child.ask_to_stop()
            self.child.end()
            self.child.start()
            self.begun(now)

    def begun(self, now: float) -> None:
        """Note that the child was started just now."""
        self._started_at, self._died_at = now, None

    @property
    def state(self) -> Process:
        """How it is, for everybody to read."""
        return Process(self.child.name, self.child.is_running, self.is_given_up, self.restarts)

    def _note_death(self, say: Callable[[str], None], now: float) -> None:
        self._died_at = now
        self.deaths += 1
        if self.deaths <= len(_PAUSES_SECONDS):
            pause = _PAUSES_SECONDS[self.deaths - 1]
            soon = f"{pause:.0f}秒后重新启动" if pause else "正在重新启动"
            say(f"{self.child.name}停了，{soon}（原因见{self.child.log}）。")
        else:
            self.is_given_up = True
            self.child.end()
            say(f"{running.trouble([self.state])}（日志：{self.child.log}）")

    def _may_start(self, now: float) -> bool:
        # What a dead timetable started may be in the middle of a letter: it may finish it, and nobody
        # else shall take up its work meanwhile.
        is_rested = self.child.is_gone or (self._died_at is not None and now - self._died_at >= _REST_SECONDS)
        return is_rested and (self.needs is None or self.needs.is_healthy)


class SetClock:
    """Notices that somebody set the machine's clock. A machine that slept has only been away."""

    def __init__(
        self, wall: Callable[[], float] = time.time, steady: Callable[[], float] | None = None
    ) -> None:
        self._wall, self._steady = wall, steady or _since_the_machine_started
        self._apart = self._wall() - self._steady()

    def set_by(self) -> float:
        """By how many seconds the clock was set since it was last noticed, below zero for back; 0.0 for little."""
        change = self._wall() - self._steady() - self._apart
        if abs(change) < _LITTLE_SECONDS:
            return 0.0
        self._apart += change
        return change


def _since_the_machine_started() -> float:
    # The time that it slept counts here and not in ``monotonic``, where there is such a clock.
    number = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(number)


class Watch:
    """The children that are looked after; what changes with them is written down for everybody to read."""

    def __init__(self, say: Callable[[str], None], clock: SetClock | None = None) -> None:
        self._say = say
        self._clock = clock or SetClock()
        self._watched: list[Watched] = []
        self._noted: list[Process] | None = None

    def take(self, child: Child, needs: Child | None = None) -> None:
        """Look after a child that was started just now, and that cannot live without another."""
        watched = Watched(child, needs)
        watched.begun(time.monotonic())
        self._watched.append(watched)

    def look(self) -> bool:
        """One look at every child; whether there is still one to look after."""
        if change := self._clock.set_by():
            self._plan_anew(change)
        for one in self._watched:
            one.look(self._say, time.monotonic())
        seen = [one.state for one in self._watched]
        if seen != self._noted:
            running.note(seen)
            self._noted = seen
        return not all(one.is_given_up for one in self._watched)

    def _plan_anew(self, change: float) -> None:
        """Start what plans by the clock again: it would wait for the hours that were planned by the wrong one."""
        way = "往前拨" if change > 0 else "往回拨"
        self._say(f"机器的时钟{way}了约{_in_words(abs(change))}，正在按新的时间重新安排定时任务。")
        for one in self._watched:
            if one.child.name in _BY_THE_CLOCK:
                one.again(time.monotonic())


def _in_words(seconds: float) -> str:
    for length, word in ((86_400, "天"), (3_600, "小时")):
        if seconds >= length:
            return f"{round(seconds / length)}{word}"
    return f"{round(seconds / 60)}分钟"
