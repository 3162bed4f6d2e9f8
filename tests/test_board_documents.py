"""Documents on the board: uploading, reviewing, registering, handing out."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from config.settings import settings
from models import database
from models.assignment import Assignment
from models.document import Document, Doubt, Draft
from models.job import Job
from models.task import Deadline, Indicator, Task, TaskUnit
from models.words import DraftStatus, JobKind, Role
from schedules import clock
from schedules.deadlines import CONVENTIONS
from schedules.workdays import work_calendar
from supervision.drafts.decision import Decision
from supervision.drafts.registration import register
from tests.cast import DAY, Cast, at
from tests.office import BoardOffice, establish

FILE = {"file": ("方案.txt", "各单位要在6月底前办好。".encode(), "text/plain")}


@pytest.fixture
def office(home: object) -> BoardOffice:
    return establish(_doubt)


def _doubt(cast: Cast) -> None:
    draft = cast.session.exec(select(Draft).where(Draft.status == DraftStatus.PENDING)).one()
    sentence = "单位名录里没有“市老干局”。请在立项时选定单位。"
    cast.session.add(
        Doubt(document_id=draft.document_id, draft_id=draft.id, message=sentence, start=0, end=4)
    )
    cast.session.add(Doubt(document_id=draft.document_id, message="末页缺字。"))


@pytest.fixture
def asleep(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An engine that does not answer; what it was asked for."""
    asked: list[str] = []

    def nudge(name: str) -> bool:
        asked.append(name)
        return False

    monkeypatch.setattr("board.documents.nudge", nudge)
    return asked


def _jobs() -> list[Job]:
    with database.reading() as session:
        return list(session.exec(select(Job)))


def test_a_doubt_about_a_deadline_says_its_words_once(office: BoardOffice) -> None:
    asks = "“6月前”有两种理解，请确认。"
    with database.transaction() as session:
        draft = session.exec(select(Draft).where(Draft.status == DraftStatus.PENDING)).one()
        draft.deadlines = [{**draft.deadlines[0], "phrase": "6月前", "problem": asks}]

    page = office.person("wangmin").sees("/documents/1")
    assert asks in page
    assert f"“6月前”：{asks}" not in page


def test_an_uploaded_document_is_kept_and_waits_for_the_engine(
    office: BoardOffice, home: Path, asleep: list[str]
) -> None:
    clerk = office.person("wangmin")
    answer = clerk.posts("/documents", files=FILE, issued_on="2026-03-05")
    page = clerk.sees(answer.headers["location"])
    assert "引擎未运行，任务已排队" in page
    assert "方案.txt" in page
    assert asleep == ["intake"]
    (job,) = _jobs()
    assert (job.kind, job.asked_by) == (JobKind.INTAKE, "王敏")
    kept = Path(job.arguments["path"])
    assert kept.parent == home / "inbox"
    assert kept.read_bytes() == FILE["file"][1]
    assert job.arguments["filename"] == "方案.txt"
    assert job.arguments["issued_on"] == "2026-03-05"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\公文\\方案.docx", "方案.docx"),
        ("/abs/方案.txt", "方案.txt"),
        ("方\u202e案.xlsx", "方案.xlsx"),
        (f"{'长' * 300}.docx", f"{'长' * 195}.docx"),
    ],
)
def test_the_name_of_an_upload_is_never_part_of_a_path(
    office: BoardOffice, home: Path, asleep: list[str], name: str, called: str
) -> None:
    office.person("wangmin").posts("/documents", files={"file": (name, b"x", "text/plain")})
    (job,) = _jobs()
    kept = Path(job.arguments["path"])
    assert kept.parent == home / "inbox"
    assert kept.stem.isalnum()
    assert kept.suffix in ("", ".txt", ".docx", ".xlsx")
    assert job.arguments["filename"] == called


def test_an_upload_without_a_file_is_told_so(office: BoardOffice) -> None:
    answer = office.person("wangmin").posts("/documents")
    assert answer.status_code == 409
    assert "请先选择" in answer.text


def test_the_review_shows_the_text_with_its_passages_and_the_problems_before_the_drafts(
    office: BoardOffice,
) -> None:
    page = office.person("wangmin").sees(f"/documents/{office.document}")
    paper, drafts = page.split('class="drafts"')
    assert f'id="text-{office.draft}"' in paper
    assert '<mark class="draft' in paper
    assert drafts.index("末页缺字。") < drafts.index(f'id="draft-{office.draft}"')
    of_draft = drafts.split(f'id="draft-{office.draft}"')[1]
    assert of_draft.index("单位名录里没有“市老干局”") < of_draft.index("任务名称")
    assert f'href="#text-{office.draft}"' in of_draft
    assert "2026年9月30日" in of_draft
    assert "年份取自成文日期" in of_draft


def _register(office: BoardOffice, **form: Any) -> Any:
    clerk = office.person("wangmin")
    fields = {"title": "办好职工技能竞赛", "when": "read", "unit-0": str(office.labour), **form}
    return clerk.posts(f"/drafts/{office.draft}/registration", **fields)


def test_a_registered_draft_becomes_a_task_with_the_units_a_person_chose(office: BoardOffice) -> None:
    answer = _register(office, title="办好竞赛（改）", responsible=[str(office.district)])
    assert answer.status_code == 303
    with database.reading() as session:
        task = session.exec(select(Task).where(Task.draft_id == office.draft)).one()
        units = {
            part.unit_id: part.role
            for part in session.exec(select(TaskUnit).where(TaskUnit.task_id == task.id))
        }
        due = [row.due_on for row in session.exec(select(Deadline).where(Deadline.task_id == task.id))]
    assert task.title == "办好竞赛（改）"
    assert set(units) == {office.union, office.labour, office.district}
    assert set(units.values()) == {Role.RESPONSIBLE}
    assert [day.isoformat() for day in due if day] == ["2026-09-30"]


@pytest.mark.parametrize(
    ("form", "due"),
    [({"when": "own", "due_on": "2026-08-31"}, "2026-08-31"), ({"when": "none"}, None)],
)
def test_a_person_may_set_another_deadline_or_none(
    office: BoardOffice, form: dict[str, str], due: str | None
) -> None:
    assert _register(office, **form).status_code == 303
    with database.reading() as session:
        rows = session.exec(select(Deadline).join(Task).where(Task.draft_id == office.draft)).all()
    assert [row.due_on.isoformat() if row.due_on else None for row in rows] == [due]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"unit-0": ""}, "请选定它指哪个单位"),
        ({"unit-0": "9999"}, "不在名录里"),
        ({"unit-0": "9" * 40}, "不在名录里"),
        ({"responsible": ["x"]}, "不在名录里"),
        ({"when": "own"}, "请填写日期"),
        ({"when": "own", "due_on": "31.8."}, "不是日期"),
    ],
)
def test_a_draft_that_is_not_settled_stays_a_draft(
    office: BoardOffice, form: dict[str, Any], sentence: str
) -> None:
    answer = _register(office, **form)
    assert answer.status_code == 409
    assert sentence in answer.text
    with database.reading() as session:
        assert session.get_one(Draft, office.draft).status is DraftStatus.PENDING


def test_a_name_left_out_is_left_out(office: BoardOffice) -> None:
    assert _register(office, **{"unit-0": "none"}).status_code == 303
    with database.reading() as session:
        task = session.exec(select(Task).where(Task.draft_id == office.draft)).one()
        units = session.exec(select(TaskUnit.unit_id).where(TaskUnit.task_id == task.id)).all()
    assert list(units) == [office.union]


def test_a_draft_is_settled_once(office: BoardOffice) -> None:
    assert _register(office).status_code == 303
    again = _register(office)
    assert again.status_code == 409
    assert "不能再次立项" in again.text


def test_a_dismissed_draft_says_who_dismissed_it(office: BoardOffice) -> None:
    page = office.person("wangmin").does(f"/drafts/{office.draft}/dismissal")
    assert "已标为不立项" in page
    assert "王敏于2026年3月9日" in page


def test_what_was_registered_is_handed_out_by_a_button(office: BoardOffice) -> None:
    clerk = office.person("wangmin")
    review = f"/documents/{office.document}"
    assert "交办</button>" not in clerk.sees(review)
    _register(office)
    assert "交办</button>" in clerk.sees(review)
    assert "已交办" in clerk.does(f"{review}/assignment")
    assert "没有需要交办的任务" in clerk.does(f"{review}/assignment")
    with database.reading() as session:
        rows = session.exec(select(Assignment).join(Task).where(Task.draft_id == office.draft)).all()
    assert {row.unit_id for row in rows} == {office.union, office.labour}


def test_hostile_words_in_a_document_stay_words(home: object) -> None:
    def poison(cast: Cast) -> None:
        cast.document.text = "<script>alert(1)</script>办好。"
        cast.document.title = "<img src=x onerror=alert(1)>"
        cast.session.add(cast.document)

    office = establish(poison)
    clerk = office.person("wangmin")
    for address in (f"/documents/{office.document}", "/documents", "/matrix", f"/tasks/{office.task}"):
        page = clerk.sees(address)
        assert page.count("<script") == 1
        assert "<img" not in page


def test_targets_that_stand_in_no_task_are_taken_up_once(home: object) -> None:
    def with_target(cast: Cast) -> None:
        cast.document.indicators = [
            {
                "name": "高技能人才占比",
                "relation": ">=",
                "value": "30",
                "upper": None,
                "measure": "%",
                "by": "2026-12-31",
                "recurrence": None,
                "kind": "",
                "text": "高技能人才占比达到30%以上",
                "start": 0,
                "end": 4,
            }
        ]
        cast.session.add(cast.document)

    office = establish(with_target)
    clerk = office.person("wangmin")
    address = f"/documents/{office.document}"
    assert "高技能人才占比达到30%以上" in clerk.sees(address)
    page = clerk.does(f"{address}/indicators")
    assert "指标已列入。" in page
    assert "列入指标</button>" not in page
    assert clerk.posts(f"{address}/indicators").status_code == 409
    with database.reading() as session:
        (indicator,) = session.exec(select(Indicator)).all()
    assert (indicator.task_id, indicator.name) == (None, "高技能人才占比")


def test_the_button_hands_out_this_document_and_no_other(home: object) -> None:
    def another(cast: Cast) -> None:
        other = Document(
            sha256="1" * 64, filename="另一份.txt", format="txt", text="办好职工技能竞赛。", received_at=at(DAY),
            received_by="王敏",
        )  # fmt: skip
        cast.session.add(other)
        cast.session.flush()
        draft = cast.draft(due=date(2026, 8, 31))
        draft.document_id = other.id
        register(cast.session, draft, Decision(), "王敏", DAY, at(DAY))

    office = establish(another)
    clerk = office.person("wangmin")
    page = clerk.does(f"/documents/{office.document}/assignment")
    assert "没有需要交办的任务" in page
    with database.reading() as session:
        assert len(session.exec(select(Assignment)).all()) == 2
    assert "已交办" in clerk.does("/documents/2/assignment")


def test_the_review_shows_how_deadlines_are_read_and_what_the_rule_for_days_off_makes_of_them(
    office: BoardOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        draft = session.exec(select(Draft).where(Draft.status == DraftStatus.PENDING)).one()
        draft.deadlines = [{**draft.deadlines[0], "due": ["2026-05-31"]}]
        document_id = draft.document_id
    monkeypatch.setenv("DUBAN_DAY_OFF", "forward")
    settings.cache_clear()
    page = office.person("wangmin").sees(f"/documents/{document_id}")
    assert "2026年5月31日（按“遇休息日顺延”定为2026年6月1日）" in page
    assert "时限是怎样读的" in page
    assert all(convention.written in page for convention in CONVENTIONS)


def test_from_december_on_every_page_says_that_next_years_days_off_are_missing(office: BoardOffice) -> None:
    first_unknown = next(year for year in range(2026, 2200) if not work_calendar().knows(year))
    clock.found("sample", date(first_unknown - 1, 12, 1))
    assert f"{first_unknown}年的放假安排还没有录入" in office.person("wangmin").sees("/tasks")
    assert "放假安排还没有录入" not in office.person("suwang").sees("/tasks")


def _more_documents(cast: Cast, count: int) -> None:
    cast.session.add_all(
        Document(
            sha256=f"{number + 7000:064d}",
            filename=f"来文{number}.docx",
            format="docx",
            text="",
            title=f"关于第{number}件事的通知",
            received_at=at(DAY),
            received_by="李静",
        )
        for number in range(count)
    )


@pytest.mark.long
def test_the_documents_stand_on_pages_that_keep_what_was_asked(home: object) -> None:
    office = establish(lambda cast: _more_documents(cast, 60))
    clerk = office.person("wangmin")
    first = clerk.sees("/documents")
    assert "共61份" in first
    assert "关于第59件事的通知</a>" in first
    assert "关于第0件事的通知</a>" not in first
    assert "第1页，共2页（61份）" in first
    assert "关于第0件事的通知</a>" in clerk.sees("/documents?page=2")
    without = clerk.sees("/documents?state=without&q=%E9%80%9A%E7%9F%A5&page=2")
    assert "符合条件的60份" in without
    assert 'href="/documents?q=%E9%80%9A%E7%9F%A5&amp;state=without"' in without
    pending = clerk.sees("/documents?state=pending")
    assert "符合条件的1份" in pending
    assert f"/documents/{office.document}" in pending
    assert "没有符合条件的公文" in clerk.sees("/documents?q=zzzzqq")
    for query in ("page=0", "page=x", "page=99999999999", "state=nonsense", "q=%00"):
        assert clerk.status_of(f"/documents?{query}") == 200


@pytest.mark.long
def test_among_very_many_documents_the_earlier_one_is_named_by_its_number(
    home: object, asleep: list[str]
) -> None:
    office = establish(lambda cast: _more_documents(cast, 210))
    clerk = office.person("wangmin")
    page = clerk.sees("/documents")
    assert '<input name="replaces"' in page
    assert '<select name="replaces"' not in page
    refused = clerk.posts("/documents", files=FILE, replaces="4711")
    assert refused.status_code == 409
    assert "没有登记号是“4711”的公文" in refused.text
    assert clerk.posts("/documents", files=FILE, replaces=str(office.document)).status_code == 303
    assert _jobs()[0].arguments["replaces"] == office.document
