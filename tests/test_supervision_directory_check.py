"""What the check says of deputies who would not be told."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, delete

from models.unit import Contact
from models.words import ContactLevel
from supervision.directory.check import gaps
from tests.cast import DAY, Cast

APRIL = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("absence", "of_deputy", "says"),
    [
        ({}, {"email": ""}, "没有可用的邮箱或号码"),
        ({}, {"email": "", "phone": "0000-555-0123", "channels": ["phone"]}, ""),
        ({}, {"left_on": DAY}, "已离任或不在联系人里"),
        ({}, {"name": "别人"}, "已离任或不在联系人里"),
        ({"away_from": APRIL}, {"left_on": APRIL}, "已离任或不在联系人里"),
        ({"away_from": DAY}, {"away_from": DAY}, "在同一时间也外出"),
        ({"away_from": DAY, "away_until": APRIL}, {"away_from": APRIL}, "在同一时间也外出"),
        ({"away_from": APRIL}, {"away_from": DAY, "away_until": DAY}, ""),
        ({}, {"away_from": DAY}, ""),
        ({"away_from": DAY}, {}, ""),
    ],
)
def test_a_deputy_who_would_not_be_told_is_named(
    cast: Cast, absence: dict[str, Any], of_deputy: dict[str, Any], says: str
) -> None:
    cast.session.execute(delete(Contact).where(col(Contact.unit_id) == cast.union.id))
    own = {"unit_id": cast.union.id, "level": ContactLevel.CONTACT, "email": "a@example.org"}
    cast.session.add(Contact(**{**own, "name": "钱甲", "deputy": "孙乙", **absence}))
    cast.session.add(Contact(**{**own, "name": "孙乙", **of_deputy}))
    cast.session.flush()
    found = [one.says for one in gaps(cast.session, DAY) if "代理人孙乙" in one.says]
    assert found == ([f"钱甲的代理人孙乙{says}，钱甲外出时通知仍发给本人。请另写代理人。"] if says else [])
