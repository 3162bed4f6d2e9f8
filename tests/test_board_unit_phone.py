"""A unit on a telephone: what is next on top, and a whole report in one form, with an account and by a link alike."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import select

from models import database
from models.progress import Evidence, ProgressUpdate, WorkMeasure
from models.task import Indicator, Reading
from models.words import EvidenceKind
from tests.cast import DAY, Cast
from tests.link_visit import Visit, make_link
from tests.office import BoardOffice, Person, establish


def _with_indicator(cast: Cast) -> None:
    cast.session.add(
        Indicator(
            document_id=1, task_id=1, name="参赛人数", relation=">=", target=Decimal(100), measure="人", text="参赛100人"
        )
    )  # fmt: skip


@pytest.fixture
def office(home: Path) -> BoardOffice:
    return establish(_with_indicator)


@pytest.fixture
def unit(office: BoardOffice) -> Person:
    return office.person("suwang")


@pytest.fixture
def visit(office: BoardOffice) -> Visit:
    return Visit(office, make_link(office, f"/units/{office.union}/links")[0])


def _photo(colour: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (8, 8), colour).save(written, "JPEG")
    return written.getvalue()


FORM = {"percent": "40", "as_of": DAY.isoformat(), "progress": "已办一场。"}
PHOTOS = [
    ("photo", ("IMG_1.jpg", _photo("red"), "image/jpeg")),
    ("photo", ("../../IMG_2.jpg", _photo("blue"), "image/jpeg")),
    ("file", ("名单.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")),
]


def test_the_next_step_stands_on_top(office: BoardOffice, unit: Person, visit: Visit) -> None:
    here = f"/assignments/{office.lead_assignment}"
    assert "请先签收" in unit.sees(here)
    assert "请先签收" in visit.sees(here)
    unit.does(f"{here}/acceptance")
    assert "请反馈进展" in visit.sees(here)
    unit.does(f"{here}/progress", **FORM)
    assert "有新进展时请反馈" in unit.sees(here)
    unit.does(f"{here}/progress", **{**FORM, "percent": "100"})
    page = visit.sees(here)
    assert "可以申请销号" in page
    assert '<details id="submit" open>' in page
    unit.does(f"{here}/submission", note="全部办完")
    assert "等待督办部门审核" in visit.sees(here)


def test_one_form_takes_the_words_the_figures_and_the_photographs(office: BoardOffice, visit: Visit) -> None:
    mine = office.lead_assignment
    visit.posts(mine, "acceptance")
    page = visit.sees(f"/assignments/{mine}")
    assert 'name="reading-1"' in page
    assert 'capture="environment"' in page
    answer = visit.posts(mine, "progress", files=PHOTOS, **{**FORM, "reading-1": "36.5"})
    assert answer.status_code == 200, answer.text
    with database.reading() as session:
        (update,) = session.exec(select(ProgressUpdate)).all()
        (reading,) = session.exec(select(Reading)).all()
        kept = session.exec(select(Evidence).order_by("id")).all()
    assert (reading.value, reading.unit_id) == (Decimal("36.5"), office.union)
    assert [one.name for one in kept] == ["IMG_1.jpg", "IMG_2.jpg", "名单.pdf"]
    assert [one.kind for one in kept] == [EvidenceKind.PHOTO, EvidenceKind.PHOTO, EvidenceKind.PAPER]
    assert {one.update_id for one in kept} == {update.id}


def test_of_a_report_with_one_mistake_nothing_is_taken_and_nothing_lost(
    office: BoardOffice, unit: Person
) -> None:
    here = f"/assignments/{office.lead_assignment}"
    unit.does(f"{here}/acceptance")
    answer = unit.posts(f"{here}/progress", files=PHOTOS, **{**FORM, "reading-1": "很多"})
    assert answer.status_code == 409
    assert "参赛人数的填报值“很多”不是数" in answer.text
    assert "已办一场。</textarea>" in answer.text
    assert "请重新选择" in answer.text
    with database.reading() as session:
        assert session.exec(select(ProgressUpdate)).all() == []
        assert session.exec(select(Evidence)).all() == []


def test_a_file_that_is_no_photograph_takes_the_report_with_it(office: BoardOffice, unit: Person) -> None:
    here = f"/assignments/{office.lead_assignment}"
    unit.does(f"{here}/acceptance")
    trick = [("photo", ("照片.jpg", b"MZ\x90\0program", "image/jpeg"))]
    answer = unit.posts(f"{here}/progress", files=trick, **FORM)
    assert answer.status_code == 409
    assert "已办一场。</textarea>" in answer.text


def test_measures_are_sent_by_a_link_too(office: BoardOffice, visit: Visit) -> None:
    mine = office.lead_assignment
    visit.posts(mine, "acceptance")
    answer = visit.posts(mine, "measures", text="办三场<b>赛</b>", person="陈工", due_on="2026-05-31")
    assert answer.status_code == 200
    assert "办三场&lt;b&gt;赛&lt;/b&gt;" in answer.text
    with database.reading() as session:
        (measure,) = session.exec(select(WorkMeasure)).all()
    assert measure.by == "苏望（链接）"


def test_the_form_that_was_asked_for_stands_open(office: BoardOffice, unit: Person) -> None:
    here = f"/assignments/{office.lead_assignment}"
    unit.does(f"{here}/acceptance")
    page = unit.sees(f"{here}?do=time")
    assert '<details id="time" open>' in page
    assert '<details id="report"><summary>' in page
