"""``duban not-reached``: the list on the terminal and for programs."""

from pathlib import Path

import pytest
from sqlmodel import select

from models.notice import Delivery
from models.words import DeliveryStatus
from notices.outbox import gather
from tests.cast import DAY, Cast, at
from tests.office import establish
from tests.terminal import duban


def _failed(cast: Cast) -> None:
    gather(cast.session, DAY, at(DAY))
    for letter in cast.session.exec(select(Delivery)):
        letter.status, letter.error = DeliveryStatus.FAILED, "没有[这个]邮箱"


def test_the_list_names_whom_to_call_and_why(home: Path) -> None:
    establish(_failed)
    rows = duban("not-reached", "--json", home=home).data
    assert [(row["unit"], row["channel"], row["since"], row["matters"]) for row in rows] == [
        ("市总工会", "邮件", "2026-03-09", 1),
        ("市人社局", "邮件", "2026-03-09", 1),
    ]
    assert rows[0]["reason"] == "没有[这个]邮箱"
    shown = duban("not-reached", home=home).out
    assert "2个单位的通知没有送到" in shown


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_where_everything_arrived_the_list_is_empty(home: Path, words: tuple[str, ...]) -> None:
    establish()
    answer = duban("not-reached", *words, home=home)
    assert answer.code == 0
    assert answer.out.strip() == ("[]" if words else "通知都已送出，没有送不到的单位。")
