"""What a run shows of itself in the engine: how far it has come, and a table of what came of it.

Counts and names of units only: the engine's pages are not the office's, so no person and no secret stands there.
Outside a run nothing is shown, and an engine that will not take it does not spoil work that is done.
"""

import logging
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from datetime import date
from functools import partial
from threading import Event, Thread
from typing import Any, TypeVar
from uuid import UUID

from prefect.artifacts import (
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.context import FlowRunContext

from models import database
from models.words import DeliveryStatus, JobKind, NoticeKind
from supervision import jobs
from supervision.directory.people import labels
from supervision.letters.day_counts import UnitCount, letters_of, raised_on

MOST_ROWS = 50
_LOOK_EVERY_SECONDS = 2.0
_UNSETTLED = (DeliveryStatus.PENDING, DeliveryStatus.SENDING)
_STEPS = 20  # each costs a call to the engine

_T = TypeVar("_T")
_Row = dict[str, str | int]
_log = logging.getLogger(__name__)


def show_raised(day: date, new: int) -> None:
    """A table of what the day raised, by unit and kind; ``new`` is what this very run added to it."""

    def show() -> None:
        with database.reading() as session:
            counts = raised_on(session, day)
        if counts:
            _show("sweep", f"{day}提出的通知，按单位和种类；本次运行新提出{new}件。", _raised_rows(counts))

    _advisory(show)


def show_letters(day: date, sent: int) -> None:
    """A table of how far the day's letters have come, by channel; ``sent`` is what this very run sent."""

    def show() -> None:
        with database.reading() as session:
            channels = letters_of(session, day)
        called = labels()
        rows: list[_Row] = [
            {"通道": called.get(name, name)}
            | {status.label: counts.get(status, 0) for status in DeliveryStatus}
            | {"合计": sum(counts.values())}
            for name, counts in list(channels.items())[:MOST_ROWS]
        ]
        if rows:
            _show("delivery", f"{day}的信件，按通道和结果；本次运行送出{sent}封。", rows)

    _advisory(show)


@contextmanager
def progress(name: str, what: str, kind: JobKind) -> Iterator[Callable[[int], None]]:
    """Show how far the jobs of a kind have come: call what this gives with the number done so far."""

    def begin() -> tuple[UUID, int] | None:
        with database.reading() as session:
            total = jobs.unfinished(session, kind)
        return (_shown(create_progress_artifact(0.0, f"{name}-progress", what)), total) if total else None

    begun = _advisory(begin)
    last = 0

    def tell(done: int) -> None:
        nonlocal last
        if begun is None:
            return
        shown, total = begun
        reached = min(_STEPS, done * _STEPS // total)
        if reached > last:
            last = reached
            said = f"{what}：{total}份中的第{done}份"
            _advisory(partial(update_progress_artifact, shown, 100.0 * reached / _STEPS, said))

    yield tell


@contextmanager
def progress_of(name: str, what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how far something of a known size has come: call what this gives with the number done so far."""
    shown = _advisory(lambda: _shown(create_progress_artifact(0.0, f"{name}-progress", what)))
    last = 0

    def tell(done: int) -> None:
        nonlocal last
        reached = min(_STEPS, done * _STEPS // max(1, total))
        if shown is not None and reached > last:
            last = reached
            said = f"{what}：{total}份中的第{done}份"
            _advisory(partial(update_progress_artifact, shown, 100.0 * reached / _STEPS, said))

    yield tell


@contextmanager
def following_letters(day: date) -> Iterator[None]:
    """Show every few seconds how many of the day's letters are settled, while this block sends them."""
    ended = Event()
    # The engine knows by the context which run an artifact belongs to.
    follower = Thread(target=copy_context().run, args=(_follow, day, ended), daemon=True)
    follower.start()
    try:
        yield
    finally:
        ended.set()
        follower.join()


def _follow(day: date, ended: Event) -> None:
    shown: UUID | None = None

    def show() -> None:
        nonlocal shown
        with database.reading() as session:
            channels = letters_of(session, day).values()
        total = sum(sum(counts.values()) for counts in channels)
        waiting = sum(counts.get(status, 0) for counts in channels for status in _UNSETTLED)
        if not total:
            return
        done, said = 100.0 * (total - waiting) / total, f"送出信件：{total}封中的第{total - waiting}封"
        if shown is None:
            shown = _shown(create_progress_artifact(done, "delivery-progress", said))
        else:
            update_progress_artifact(shown, done, said)

    while not ended.wait(_LOOK_EVERY_SECONDS):
        _advisory(show)
    if shown is not None:
        _advisory(show)


def _raised_rows(counts: Sequence[UnitCount]) -> list[_Row]:
    kinds = [kind for kind in NoticeKind if any(one.kinds.get(kind) for one in counts)]
    rows = [_raised_row(one.unit, [one], kinds) for one in counts[:MOST_ROWS]]
    if rest := counts[MOST_ROWS:]:
        rows.append(_raised_row(f"其余{len(rest)}个单位", rest, kinds))
    return [*rows, _raised_row("合计", counts, kinds)]


def _raised_row(name: str, counts: Sequence[UnitCount], kinds: Sequence[NoticeKind]) -> _Row:
    return (
        {"单位": name}
        | {kind.label: sum(one.kinds.get(kind, 0) for one in counts) for kind in kinds}
        | {"合计": sum(one.total for one in counts), "其中补发": sum(one.late for one in counts)}
    )


def _show(key: str, title: str, rows: list[_Row]) -> None:
    table: list[dict[str, Any]] = [dict(row) for row in rows]
    _advisory(partial(create_table_artifact, table, key=key, description=title))


def _shown(made: UUID | Coroutine[Any, Any, UUID]) -> UUID:
    assert isinstance(made, UUID)  # a flow of ours is never asynchronous
    return made


def _advisory(call: Callable[[], _T]) -> _T | None:
    if FlowRunContext.get() is None:
        return None
    try:
        return call()
    except Exception:
        _log.warning("the engine did not take an artifact", exc_info=True)
        return None
