"""What is to be said to whom, and how far it has come on its way."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field

from models.base import Table
from models.columns import Moment, worded
from models.words import ContactLevel, DeliveryStatus, NoticeKind

_UNSIGNED = text("needs_signature AND signed_by = ''")
UNSIGNED = text("notice.needs_signature AND notice.signed_by = ''")
"""The condition on a notice that it waits for a signature, in the very words of the index: of a million few do."""


class Notice(Table, table=True):
    """Something that has to be said about an assignment: raised once, ever.

    ``in_force`` is the deadline in force as text (empty where there is none): databases let NULLs
    repeat under a unique key. ``unit_id`` is the unit it is said to, where that is another than the
    assignment's own. ``occasion`` is empty, or the period where a rung repeats. A notice
    above a chaser waits until ``signed_by`` is filled, by somebody of the role ``signer`` (empty: as its kind
    asks). ``channel`` is the one its rung names, empty for the reader's own order.
    """

    __table_args__ = (
        UniqueConstraint("assignment_id", "in_force", "rung", "occasion"),
        Index("ix_notice_unsigned", "id", sqlite_where=_UNSIGNED, postgresql_where=_UNSIGNED),
        # The newest of all, and of one kind: with the id, or a morning's hundred thousand would be put in order each time.
        Index("ix_notice_raised_on_id", "raised_on", "id"),
        Index("ix_notice_kind_raised_on_id", "kind", "raised_on", "id"),
    )

    id: int = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id")
    in_force: str = Field(default="", max_length=10)
    rung: str = Field(max_length=40)
    occasion: str = Field(default="", max_length=20)
    kind: NoticeKind = Field(sa_type=worded(NoticeKind))
    level: ContactLevel = Field(sa_type=worded(ContactLevel))
    raised_on: date
    late: bool = False
    pack: str = Field(default="", max_length=60)
    needs_signature: bool = False
    signer: str = Field(default="", max_length=20, sa_column_kwargs={"server_default": ""})
    channel: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    signed_by: str = Field(default="", max_length=40)
    signed_at: datetime | None = Field(default=None, sa_type=Moment)


class Delivery(Table, table=True):
    """One digest to one person on one day: the outbox.

    The unique key keeps it to one a day for an address of a channel, also where one person stands for two
    units or on two levels; ``contact_id`` is the first of those that it speaks to. ``apart`` is empty, or says what goes on
    its own beside the digest (``assignment``, ``order-12``). ``replaces_id`` is the letter that failed, where this
    one says the same by the next channel. ``unknown`` means that a sender died between claiming and
    recording; a person settles it. ``opened_at`` is the first look at its link, which a machine may have
    taken; ``read_at`` the first deed through it.
    """

    __table_args__ = (
        UniqueConstraint("channel", "address", "day", "apart"),
        # With the day: almost all letters of all years are sent ones, and what is asked of those is of the last weeks.
        Index("ix_delivery_status_day", "status", "day"),
    )

    id: int = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)
    day: date = Field(index=True)
    channel: str = Field(default="email", max_length=40, sa_column_kwargs={"server_default": "email"})
    address: str = Field(default="", max_length=200)
    apart: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    replaces_id: int | None = Field(default=None, foreign_key="delivery.id", index=True)
    status: DeliveryStatus = Field(default=DeliveryStatus.PENDING, sa_type=worded(DeliveryStatus))
    attempts: int = 0
    not_before: datetime = Field(sa_type=Moment)
    claimed_at: datetime | None = Field(default=None, sa_type=Moment, index=True)
    settled_at: datetime | None = Field(default=None, sa_type=Moment)
    opened_at: datetime | None = Field(default=None, sa_type=Moment)
    read_at: datetime | None = Field(default=None, sa_type=Moment)
    subject: str = Field(default="", sa_type=Text)
    error: str = Field(default="", sa_type=Text)


class DeliveryItem(Table, table=True):
    """That a digest carries a notice; a notice reaches one person once."""

    __tablename__ = "delivery_item"
    __table_args__ = (UniqueConstraint("notice_id", "contact_id"),)

    id: int = Field(default=None, primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
    notice_id: int = Field(foreign_key="notice.id", index=True)
    contact_id: int = Field(foreign_key="contact.id")


class PhoneCall(Table, table=True):
    """A telephone call, or a visit, in place of a letter that did not arrive. Append-only.

    ``is_reached`` is whether somebody took the message; ``person`` and ``phone`` are whom was spoken to.
    """

    __tablename__ = "phone_call"

    id: int = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id", index=True)
    at: datetime = Field(sa_type=Moment)
    by: str = Field(max_length=60)
    person: str = Field(default="", max_length=40)
    phone: str = Field(default="", max_length=40)
    is_reached: bool
    note: str = Field(default="", sa_type=Text)
