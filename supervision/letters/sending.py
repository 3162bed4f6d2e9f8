"""Emptying the outbox: settle what was lost, gather, send by every channel at once until nothing is due."""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from config.settings import Settings, settings
from models import database
from models.database import SessionScope
from models.holding import hold
from models.notice import Delivery
from models.words import DeliveryStatus
from notices.addresses import kinds
from notices.ahead import number_due
from notices.channels import names, open_channels
from notices.delivery import deliver_all, deliver_next, is_due, settle_homeless, settle_lost
from notices.digest import LinksOf
from notices.message import Sender
from notices.outbox import gather
from notices.pace import Pace
from notices.stale import give_up_stale
from schedules.workdays import work_calendar
from supervision.letters.attaching import with_files
from supervision.letters.head_report import tell_the_head
from supervision.letters.letter_links import links_in_letters

_log = logging.getLogger(__name__)

# How long one emptying goes on for a channel that is kept slow; the next run takes up what is left.
_LONGEST = timedelta(minutes=4)
# Seconds after which a channel that is done is asked again while others still send, and how often in vain.
_A_MOMENT, _OFTEN = 1.0, 3


@dataclass(frozen=True, slots=True)
class Sent:
    """What one emptying of the outbox did; ``failed`` and ``unknown`` are all that now stand so.

    ``told`` is of how many units the head of the office was told that nothing reaches them.
    """

    gathered: int
    sent: int
    failed: int
    unknown: int
    told: int = 0


def send_all(
    day: date,
    now: datetime,
    *,
    send: Sender | None = None,
    scope: SessionScope = database.transaction,
    gathered: Callable[[int], object] = lambda _due: None,
) -> Sent:
    """Put the day's notices into letters and send everything that is due.

    The one deed here that opens its own transactions: claiming must be committed before sending. Each channel
    has a thread of its own, so that a slow one holds up nobody else; what fails goes on by the next channel at once. ``send`` stands in for every channel.
    ``gathered`` hears how many letters are due before the first goes out. Any number may do this at once.
    """
    chosen = settings()
    with _opened(chosen, send) as senders:
        with scope() as session:
            settle_lost(session, now)
            settle_homeless(session, kinds(chosen), now)
            put = gather(session, day, now)
        watch = _Watch(now)
        with scope() as session:
            due = number_due(session, watch.now, list(senders))
        gathered(due)
        sent = _by_every_channel(scope, _able(senders), watch, chosen)
        told = tell_the_head(day, now, senders["email"], scope=scope)
    with scope() as session:
        return Sent(
            gathered=put,
            sent=sent,
            failed=_count(session, DeliveryStatus.FAILED),
            unknown=_count(session, DeliveryStatus.UNKNOWN),
            told=told,
        )


def help_send(
    now: datetime, *, send: Sender | None = None, scope: SessionScope = database.transaction
) -> int:
    """Send what is due beside another that has gathered it; how many went out from here."""
    chosen = settings()
    with _opened(chosen, send) as senders:
        return _by_every_channel(scope, _able(senders), _Watch(now), chosen)


def _opened(chosen: Settings, send: Sender | None) -> AbstractContextManager[dict[str, Sender]]:
    return nullcontext(dict.fromkeys(names(chosen), send)) if send else open_channels(chosen)


def _able(senders: Mapping[str, Sender]) -> dict[str, Sender]:
    return {name: with_files(sender) for name, sender in senders.items() if sender is not None}


def _by_every_channel(scope: SessionScope, able: dict[str, Sender], watch: "_Watch", chosen: Settings) -> int:
    """Send by all of these channels until nothing is due; how many went out.

    What fails goes on by a channel whose own work may have been done long before: that one is started again. One
    that is out of order is not.
    """
    sent = in_vain = 0
    running: dict[Future[tuple[int, bool]], str] = {}
    # A database without rows for a channel is asked once; threads cost little beside that.
    with ThreadPoolExecutor(len(able), thread_name_prefix="channel") as threads:
        due = set(able)
        while due or running:
            for name in sorted(due):
                running[threads.submit(_drain, scope, name, able[name], watch, chosen)] = name
            done, _ = wait(running, timeout=_A_MOMENT, return_when=FIRST_COMPLETED)
            for run in done:
                name = running.pop(run)
                gone, is_broken = run.result()
                sent += gone
                # Letters that another sender holds look as if they were due.
                in_vain = 0 if gone else in_vain + 1
                if is_broken:
                    del able[name]
            idle = able.keys() - set(running.values())
            due = _due(scope, idle, watch) if in_vain <= _OFTEN * len(able) else set()
    return sent


def _due(scope: SessionScope, idle: Iterable[str], watch: "_Watch") -> set[str]:
    """Which of these channels have something to send now; none when the time is up."""
    if watch.elapsed >= _LONGEST:
        return set()
    with scope() as session:
        return {name for name in idle if is_due(session, watch.now, name)}


class _Watch:
    """The moment, counted on from the one that was given: a long run must not claim letters in the past."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._begun = time.monotonic()

    @property
    def elapsed(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self._begun)

    @property
    def now(self) -> datetime:
        return self._now + self.elapsed


def _drain(
    scope: SessionScope, channel: str, send: Sender, watch: _Watch, chosen: Settings
) -> tuple[int, bool]:
    """Send what is due by one channel; how many went out, and whether it is out of order.

    Never sleeps with a transaction open.
    """
    own = chosen.channels.get(channel)
    limit = own.per_minute if own else 0
    links_of = links_in_letters(watch.now, chosen.link_days, chosen.address)
    if limit:
        with scope() as session:
            where = session
        # One at a time: two would each keep the pace, and together speak twice as fast.
        with hold(where, f"channel {channel}") as is_ours:
            if not is_ours:
                return 0, False
            sent, is_broken = _paced(scope, channel, send, watch, chosen, limit, links_of)
    else:
        sent, is_broken = deliver_all(
            scope,
            send,
            lambda: watch.now,
            work_calendar(),
            chosen.address,
            links_of,
            (channel,),
            may_go_on=lambda: watch.elapsed < _LONGEST,
        )
    if is_broken:
        # What waits behind it would fare no better, and would wear out its attempts.
        _log.warning("channel %s is out of order; the rest waits for the next run", channel)
        with scope() as session:
            reason = f"通道“{channel}”长时间没有接通，信等了两天。请检查设置，接通以后重新发送"
            give_up_stale(session, channel, reason, watch.now)
    return sent, is_broken


def _paced(
    scope: SessionScope,
    channel: str,
    send: Sender,
    watch: _Watch,
    chosen: Settings,
    limit: int,
    links_of: LinksOf,
) -> tuple[int, bool]:
    """The same for a channel that may say so much in a minute; a letter is claimed when it may go."""
    pace = Pace(limit, _spoken(scope, channel, watch.now), time.monotonic)
    sent = 0
    while True:
        pause = pace.pause()
        if watch.elapsed + timedelta(seconds=pause) > _LONGEST:
            return sent, False
        if pause:
            with scope() as session:
                if not is_due(session, watch.now, channel):
                    return sent, False
            time.sleep(pause)
        step = deliver_next(scope, send, watch.now, work_calendar(), chosen.address, links_of, (channel,))
        if step is None:
            return sent, False
        if step.status is not DeliveryStatus.NEEDLESS:
            pace.speak()
        sent += step.status is DeliveryStatus.SENT
        if step.is_channels:
            return sent, True


def _spoken(scope: SessionScope, channel: str, now: datetime) -> tuple[float, ...]:
    """How many seconds ago each letter of the last minute went out by this channel, whoever sent it."""
    with scope() as session:
        rows = session.scalars(
            select(col(Delivery.claimed_at)).where(
                col(Delivery.channel) == channel,
                col(Delivery.claimed_at) > now - timedelta(minutes=1),
                col(Delivery.claimed_at) <= now,
            )
        )
        return tuple((now - at).total_seconds() for at in rows if at is not None)


def _count(session: Session, status: DeliveryStatus) -> int:
    return session.scalars(select(func.count()).where(col(Delivery.status) == status)).one()
