"""Sending the outbox, one letter at a time: claimed once, sent with no transaction open, written down."""

import logging
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Table, bindparam, func, or_, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from config.settings import settings
from models.database import SessionScope
from models.notice import Delivery, DeliveryItem
from models.words import DeliveryStatus
from notices.absence import speaking_hour
from notices.addresses import kinds
from notices.ahead import Lanes, Ready, due, read_ahead
from notices.digest import LinksOf, compose
from notices.fallback import fail
from notices.message import DeliveryError, Message, Sender
from schedules.workdays import WorkCalendar

_log = logging.getLogger(__name__)


# How long after the first, second … refusal the next attempt comes; after the last the letter has failed.
SPACING = (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
# A sender that has been at it for so long has died.
_LOST_AFTER = timedelta(minutes=15)
# How often, and how many seconds apart, the writing down is tried again while the database is away.
_PATIENCE = (0.5, 1, 2, 4, 8, 16)
# How many letters are worded together, and for how long what was worded may go out unseen.
_TOGETHER = 50
# Of so many that others took first, the rest is theirs too.
_LOST_TO_OTHERS = 2
_FRESH = timedelta(seconds=5)

_OPEN = (DeliveryStatus.SENDING, DeliveryStatus.UNKNOWN)

# The three statements of every letter, made once: to put them together costs more than to run them.
_letter: Table = Delivery.__table__  # type: ignore[attr-defined]
_FREE = (
    select(_letter.c.id)
    .where(
        _letter.c.id == bindparam("one"),
        _letter.c.status == DeliveryStatus.PENDING,
        _letter.c.not_before <= bindparam("now"),
    )
    .with_for_update(skip_locked=True, key_share=True)
)
_CLAIM = (
    update(_letter)
    .where(
        _letter.c.id == bindparam("one"),
        _letter.c.status == DeliveryStatus.PENDING,
        select(func.count()).where(col(DeliveryItem.delivery_id) == bindparam("one")).scalar_subquery()
        == bindparam("items"),
    )
    .values(
        status=DeliveryStatus.SENDING,
        claimed_at=bindparam("now"),
        attempts=_letter.c.attempts + 1,
        subject=bindparam("title"),
    )
)
_SENT = (
    update(_letter)
    .where(
        _letter.c.id == bindparam("one"),
        _letter.c.claimed_at == bindparam("claimed"),
        _letter.c.status.in_(_OPEN),
    )
    .values(status=DeliveryStatus.SENT, settled_at=bindparam("now"), error="")
)


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one letter. ``is_channels`` says that the trouble is the channel's: stop for now."""

    delivery_id: int
    status: DeliveryStatus
    is_channels: bool = False


@dataclass(frozen=True, slots=True)
class _Claim:
    delivery_id: int
    claimed_at: datetime
    message: Message


def deliver_next(
    scope: SessionScope,
    send: Sender,
    now: datetime,
    calendar: WorkCalendar,
    address: str,
    links_of: LinksOf | None = None,
    channels: Sequence[str] = ("email",),
) -> Step | None:
    """Send the next letter that is due by one of these channels; None when there is none.

    Three steps, two transactions: claim it, send it with no transaction open, write down how it
    went. A crash between the first and the last leaves it ``sending``; see ``settle_lost``. So a
    letter may be missing from view for a while, but it never goes out twice by itself.
    """
    with scope() as session:
        claim = _take_next(session, now, calendar, address, links_of, channels)
    if not isinstance(claim, _Claim):
        return claim
    return _written_down(scope, claim, _sent(send, claim), now)[0]


def deliver_all(
    scope: SessionScope,
    send: Sender,
    moment: Callable[[], datetime],
    calendar: WorkCalendar,
    address: str,
    links_of: LinksOf | None = None,
    channels: Sequence[str] = ("email",),
    *,
    may_go_on: Callable[[], bool] = lambda: True,
) -> tuple[int, bool]:
    """Send what is due, one letter after another, as ``deliver_next`` does: how many went out, and whether a
    channel turned out to be out of order, which ends it.

    What became of one letter and the claim of the next are written in one transaction: a crash still leaves at
    most one letter in doubt. Letters are worded some at a time, a few seconds before they are claimed. ``moment``
    gives the time at each step; before each claim ``may_go_on`` is asked.
    """
    sent, most, lanes = 0, _TOGETHER, Lanes()
    while may_go_on():
        with scope() as session:
            ready = read_ahead(
                session, moment(), calendar, address, links_of, channels, most, lanes.condition
            )
        if not ready:
            if lanes.leave():
                continue
            break
        turn = _Turn(ready, moment())

        def take(session: Session, turn: _Turn = turn) -> _Claim | Step | None:
            now = moment()
            while may_go_on() and (one := turn.next(now)):
                if found := _take(session, one, now, calendar, address, links_of, channels):
                    turn.taken += 1
                    return found
                turn.lost += 1
            return None

        claim: _Claim | Step | None = Step(0, DeliveryStatus.NEEDLESS)
        while claim is not None:
            if isinstance(claim, Step):
                with scope() as session:
                    claim = take(session)
                continue
            step, claim = _written_down(scope, claim, _sent(send, claim), moment(), take)
            sent += step.status is DeliveryStatus.SENT
            if step.is_channels:
                return sent, True
        # Where the line is slow, or others send too, what nobody comes to send is not worded either.
        most = min(_TOGETHER, 2 * turn.taken + 1)
        if turn.lost >= _LOST_TO_OTHERS:
            lanes.meet_others()
    return sent, False


class _Turn:
    """The letters read ahead, one after another, as long as they may be believed; the first always."""

    def __init__(self, ready: Sequence[Ready], read_at: datetime) -> None:
        self._ready = deque(ready)
        self._read_at = read_at
        self.taken = self.lost = 0

    def next(self, now: datetime) -> Ready | None:
        """The next letter; None at the end, or when the reading has grown old."""
        is_fresh = abs(now - self._read_at) <= _FRESH and self.lost < _LOST_TO_OTHERS
        return self._ready.popleft() if self._ready and (is_fresh or not self.taken) else None


def _sent(send: Sender, claim: _Claim) -> DeliveryError | None:
    try:
        send(claim.message)
    except DeliveryError as error:
        return error
    return None


def settle_lost(session: Session, now: datetime) -> int:
    """Mark as unknown what a dead sender left behind; how many. A person decides about those."""
    claimed_at = col(Delivery.claimed_at)
    changed = session.execute(
        update(Delivery)
        .where(
            col(Delivery.status) == DeliveryStatus.SENDING,
            # A claim of a later hour than this was made before the clock was put back.
            or_(claimed_at < now - _LOST_AFTER, claimed_at > now + _LOST_AFTER),
        )
        .values(
            status=DeliveryStatus.UNKNOWN,
            settled_at=now,
            error="发送中断，不能确定对方是否收到。请与收件人核实。",
        )
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]


def settle_homeless(session: Session, known: Mapping[str, str], now: datetime) -> int:
    """Give up what waits for a channel that the office has taken out of its settings; how many there were."""
    waiting = select(Delivery).where(
        col(Delivery.status) == DeliveryStatus.PENDING, col(Delivery.channel).not_in(list(known))
    )
    lost = session.scalars(waiting.with_for_update(skip_locked=True)).all()
    for delivery in lost:
        reason = f"设置里已经没有通道“{delivery.channel}”。请改正联系人的通知渠道，或在 settings.toml 里写上"
        fail(session, delivery, reason, now, known)
    return len(lost)


def spacing(delivery_id: int, attempts: int) -> timedelta | None:
    """How long after so many attempts the next one comes; None when they are spent.

    A fifth more or less, the same for the same letter: what failed together does not come back together.
    """
    if attempts > len(SPACING):
        return None
    share = (delivery_id * 2_654_435_761 % 2**32) / 2**32
    return SPACING[attempts - 1] * (0.8 + 0.4 * share)


def is_due(session: Session, now: datetime, channel: str) -> bool:
    """Whether anything waits to be sent by this channel now."""
    return session.execute(due(now, (channel,)).limit(1)).first() is not None


def _take(
    session: Session,
    one: Ready,
    now: datetime,
    calendar: WorkCalendar,
    address: str,
    links_of: LinksOf | None,
    channels: Sequence[str],
) -> _Claim | Step | None:
    """Claim a letter that was read ahead; None where others have it or it reads otherwise by now."""
    if one.message is None:
        return _take_next(session, now, calendar, address, links_of, channels, one.delivery_id)
    # First the lock, then the count: who puts something into a letter holds it meanwhile.
    if session.execute(_FREE, {"one": one.delivery_id, "now": now}).first() is None:
        return None
    claimed = session.execute(
        _CLAIM, {"one": one.delivery_id, "now": now, "title": one.message.subject, "items": one.items}
    )
    if claimed.rowcount != 1:  # type: ignore[attr-defined]
        return None
    return _Claim(one.delivery_id, now, one.message)


def _take_next(
    session: Session,
    now: datetime,
    calendar: WorkCalendar,
    address: str,
    links_of: LinksOf | None,
    channels: Sequence[str],
    only: int | None = None,
) -> _Claim | Step | None:
    """Claim the next letter that is due, or this one; a step where there was nothing to send in it, None where none
    is due."""
    # Several senders take different letters instead of waiting for each other's.
    free = due(now, channels).limit(1).with_for_update(skip_locked=True, of=Delivery, key_share=True)
    if only is not None:
        free = free.where(col(Delivery.id) == only)
    found = session.execute(free).first()
    if found is None:
        return None
    delivery, reader = found
    hour = speaking_hour(now, reader.quiet_from, reader.quiet_until)
    if hour > now:
        # It was put back, or held up, into the reader's quiet hours.
        delivery.not_before = hour
        session.add(delivery)
        return Step(delivery.id, DeliveryStatus.PENDING)
    try:
        with session.begin_nested():
            message = compose(session, delivery, now, calendar, address, links_of)
    except Exception:
        # One letter that cannot be worded must not hold up all the others behind it.
        _log.exception("cannot word delivery %s", delivery.id)
        reason = "这封信写不出来（系统出错）。请联系系统管理员，处理后重新发送。"
        _change(session, delivery.id, status=DeliveryStatus.FAILED, error=reason, settled_at=now)
        return Step(delivery.id, DeliveryStatus.FAILED)
    if message is None:
        _change(session, delivery.id, status=DeliveryStatus.NEEDLESS, settled_at=now)
        return Step(delivery.id, DeliveryStatus.NEEDLESS)
    claimed = _change(
        session,
        delivery.id,
        status=DeliveryStatus.SENDING,
        claimed_at=now,
        attempts=col(Delivery.attempts) + 1,
        subject=message.subject,
    )
    if not claimed:
        return Step(delivery.id, DeliveryStatus.SENDING)  # another sender was quicker
    return _Claim(delivery.id, now, message)


def _change(session: Session, delivery_id: int, **values: object) -> bool:
    """Set these of a letter that still waits; False where it does not any more."""
    changed = session.execute(
        update(Delivery)
        .where(col(Delivery.id) == delivery_id, col(Delivery.status) == DeliveryStatus.PENDING)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(changed.rowcount == 1)  # type: ignore[attr-defined]


def _written_down(
    scope: SessionScope,
    claim: _Claim,
    failure: DeliveryError | None,
    now: datetime,
    then: Callable[[Session], _Claim | Step | None] | None = None,
) -> tuple[Step, _Claim | Step | None]:
    """Write down what became of the letter, and claim the next in the same transaction where ``then`` says how.

    While the database is away it is tried again: the letter is gone.
    """
    for pause in (*_PATIENCE, None):
        is_recorded = False
        try:
            with scope() as session:
                step = _record(session, claim, failure, now)
                is_recorded = True
                if then is None or step.is_channels:
                    return step, None
                return step, then(session)
        except DBAPIError:
            if pause is None:
                raise
            if is_recorded and then is not None and then is not _later:
                # The outcome of this letter comes first: at once, and the next claim has a transaction of its own.
                _log.exception("the next letter was not claimed")
                then = _later
                continue
            _log.warning("the outcome of delivery %s is not written down yet", claim.delivery_id)
            time.sleep(pause)
    raise AssertionError


def _later(_session: Session) -> Step:
    """Claim nothing now."""
    return Step(0, DeliveryStatus.PENDING)


def _record(session: Session, claim: _Claim, failure: DeliveryError | None, now: datetime) -> Step:
    if failure is None:
        changed = session.execute(_SENT, {"one": claim.delivery_id, "claimed": claim.claimed_at, "now": now})
        is_ours = changed.rowcount == 1  # type: ignore[attr-defined]
        return Step(claim.delivery_id, DeliveryStatus.SENT if is_ours else DeliveryStatus.UNKNOWN)
    # Others may have taken this sender for dead meanwhile; what a person has settled since stays as it is.
    ours = (
        col(Delivery.id) == claim.delivery_id,
        col(Delivery.claimed_at) == claim.claimed_at,
        col(Delivery.status).in_(_OPEN),
    )
    delivery = session.scalars(select(Delivery).where(*ours).with_for_update()).first()
    if delivery is None:
        return Step(claim.delivery_id, DeliveryStatus.UNKNOWN)
    if failure.is_uncertain:
        delivery.status, delivery.settled_at, delivery.error = DeliveryStatus.UNKNOWN, now, str(failure)
    else:
        _put_back(session, delivery, failure, now)
    session.add(delivery)
    return Step(delivery.id, delivery.status, is_channels=failure is not None and failure.is_channels)


def _put_back(session: Session, delivery: Delivery, failure: DeliveryError, now: datetime) -> None:
    pause = None if failure.permanent else spacing(delivery.id, delivery.attempts)
    if pause is None:
        fail(session, delivery, str(failure), now, kinds(settings()))
        return
    delivery.status = DeliveryStatus.PENDING
    delivery.error = str(failure)
    delivery.not_before = now + pause
