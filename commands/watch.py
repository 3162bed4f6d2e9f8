"""Keeping children alive: started again with growing pauses, given up with a sentence when they will not live."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from commands.children import Child
from supervision import running
from supervision.running import Process

_PAUSES_SECONDS = (0.0, 5.0, 15.0, 60.0, 180.0)
_QUICK_SECONDS = 60.0  # who lives longer has started well, and begins anew with the pauses
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


class Watch:
    """The children that are looked after; what changes with them is written down for everybody to read."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._watched: list[Watched] = []
        self._noted: list[Process] | None = None

    def take(self, child: Child, needs: Child | None = None) -> None:
        """Look after a child that was started just now, and that cannot live without another."""
        watched = Watched(child, needs)
        watched.begun(time.monotonic())
        self._watched.append(watched)

    def look(self) -> bool:
        """One look at every child; whether there is still one to look after."""
        for one in self._watched:
            one.look(self._say, time.monotonic())
        seen = [one.state for one in self._watched]
        if seen != self._noted:
            running.note(seen)
            self._noted = seen
        return not all(one.is_given_up for one in self._watched)
