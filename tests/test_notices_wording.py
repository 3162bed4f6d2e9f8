"""The templates of letters: a mistake is a sentence with file, line and field, and stops nothing else."""

from pathlib import Path

import pytest
from sqlmodel import Session, select

from models.notice import Delivery
from models.words import NoticeKind
from notices.digest import compose
from notices.matters import Item
from notices.outbox import gather
from notices.wording import SHIPPED, Wording, problems_in, wording
from schedules.workdays import work_calendar
from tests.cast import DAY, Cast, at

LATE = Item(
    kind=NoticeKind.CHASER,
    number="2026-001",
    title="办好职工技能竞赛",
    basis="",
    unit="市总工会",
    role="牵头",
    due_on=DAY,
    days_late=1,
    days_left=0,
    late=False,
    accepted=True,
    is_stopped=False,
    signed_by="",
    is_others=False,
    is_transferred=False,
    answered="",
    amended=(),
    assignment_id=1,
)
KNOWN = [file.name for file in SHIPPED.iterdir()]


def test_the_shipped_templates_have_no_mistakes() -> None:
    for file in SHIPPED.iterdir():
        assert problems_in(file.name, file.read_text(encoding="utf-8"), KNOWN) == []


def test_every_kind_of_notice_has_its_sentence_and_every_letter_its_three_forms() -> None:
    assert {f"{kind.value}.txt.j2" for kind in NoticeKind} <= set(Wording().names())
    for letter in ("digest", "assignment_letter", "order_letter", "voiding_letter"):
        assert {f"{letter}.{form}.j2" for form in ("txt", "html", "chat")} <= set(Wording().names())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("您好\n{{ item.titel }}", "模板chaser.txt.j2第2行：没有字段item.titel。item的字段有"),
        (
            "{{ name }}",
            "模板chaser.txt.j2第1行：没有字段name。可以用的有letter、part、group、item、report、missed。",
        ),
        ("一\n二\n{% for item in part.things %}{% endfor %}", "第3行：没有字段part.things"),
        ("{% if item.late %}", "第1行写法不对"),
        ("{{ item.title | nothing }}", "第1行写法不对"),
        ('{% include "no.txt.j2" %}', "第1行：没有模板no.txt.j2"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_field(text: str, said: str) -> None:
    (sentence,) = problems_in("chaser.txt.j2", text, KNOWN)
    assert "chaser.txt.j2" in sentence
    assert said in sentence


def test_a_broken_template_leaves_the_shipped_one_in_force_and_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "chaser.txt.j2").write_text("{{ item.oh }}", encoding="utf-8")
    (tmp_path / "order.txt.j2").write_bytes(b"\xff\xfe")
    (tmp_path / "notes.j2").write_text("x", encoding="utf-8")
    (tmp_path / "bare.chat.j2").write_text("有事找您", encoding="utf-8")
    words = Wording(tmp_path)
    assert [sentence.split("。")[0] for sentence in words.problems] == [
        "模板chaser.txt.j2第1行：没有字段item.oh",
        "模板notes.j2没有用处：名字不是已有的模板",
        "模板order.txt.j2读不出来",
    ]
    assert all(sentence.endswith("改好以前用原来的模板。") for sentence in words.problems)
    assert words.render("chaser.txt.j2", item=LATE).startswith("已过时限仍未办结")
    assert words.render("bare.chat.j2") == "有事找您"


def test_an_own_template_that_fails_on_a_letter_gives_way_to_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "chaser.txt.j2").write_text("{{ item.title[99999].x.y }}", encoding="utf-8")
    words = Wording(tmp_path)
    assert words.problems == ()
    assert words.render("chaser.txt.j2", item=LATE).startswith("已过时限")


def test_an_office_words_its_letters_itself_and_a_change_counts_at_once(
    session: Session, cast: Cast, home: Path
) -> None:
    cast.task(None)
    gather(session, DAY, at(DAY))
    letter = session.exec(select(Delivery)).one()

    def body() -> str:
        message = compose(session, letter, at(DAY), work_calendar(), "http://board")
        assert message is not None
        return message.body

    assert "请在两个工作日内签收" in body()
    own = home / "templates" / "assignment.txt.j2"
    own.parent.mkdir(parents=True)
    own.write_text("请于{{ item.number }}件下签字。", encoding="utf-8")
    assert "请于2026-001件下签字。" in body()
    own.write_text("{{ item.nummer }}", encoding="utf-8")
    assert "请在两个工作日内签收" in body()
    assert "没有字段item.nummer" in wording().problems[0]
