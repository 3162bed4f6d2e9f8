"""The reports as another office program sets them: nothing is cut, heads are repeated, pages are numbered."""

import re
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.evaluation_words import PaperKind
from models.words import Role
from papers import to_docx, to_xlsx
from papers.book_of_paper import book_of
from papers.drawing import drawn
from papers.fonts import find
from papers.paper import Paper, TableOf
from tests.frozen_office import frozen, hang, written
from tests.libreoffice import needs_libreoffice, saved_as
from tests.reported_office import ReportedOffice

PDFTOTEXT = shutil.which("pdftotext") or ""
needs_poppler = pytest.mark.skipif(not PDFTOTEXT, reason="no poppler here")

pytestmark = [needs_libreoffice, needs_poppler, pytest.mark.long]


def large_office() -> ReportedOffice:
    """Five initiatives with twelve tasks each, twenty-five units, some of everything."""
    office = ReportedOffice()
    document = office.document("关于印发《江临市产业工人队伍建设改革三年行动方案》的通知")
    units = [office.unit(f"市第{n}局") for n in range(1, 26)]
    for n in range(60):
        task = office.task(document, f"推进第{n + 1}项重点任务，建立健全工作机制，形成一批可复制可推广的经验")
        if n % 12 == 0:
            node = hang(office, task, f"第{n // 12 + 1}项行动：提升队伍素质")
        else:
            task.node_id = node.id
        deadline = office.deadline(task, date(2026, 3, 20) + timedelta(days=3 * n))
        for place, unit in enumerate(units[n % 5 :: 5]):
            made = office.assign(deadline, unit, Role.LEAD if not place else Role.SUPPORTING)
            if (n + place) % 4:
                office.accept(made)
                office.report(
                    made, 60, date(2026, 5, 20), "已完成方案编制，正在分解到各责任科室并组织培训。",
                    problems=f"第{n + 1}项经费尚未到位" if n % 9 == 0 else "",
                )  # fmt: skip
            if (n + place) % 4 == 2:
                office.close(made, submitted_on=date(2026, 5, 21), on=date(2026, 5, 25))
    for n in range(14):
        target = office.indicator(
            document, "120", name=f"新增第{n + 1}类高技能人才数量", kind="new", by=date(2026, 12, 31)
        )
        for month in (3, 4, 5):
            if n % 5:
                office.read_off(target, str(9 * month + n), date(2026, month, 28))
    return office


@pytest.fixture(scope="module")
def paper() -> Paper:
    office = large_office()
    return written(office, PaperKind.OVERALL, frozen(office)).paper


@pytest.fixture(scope="module")
def printed(paper: Paper, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rendered")
    to_docx.write(drawn(paper, find()), folder / "报告.docx")
    return saved_as("pdf", folder / "报告.docx", folder)


@pytest.fixture(scope="module")
def pages(printed: Path) -> list[str]:
    return _pages(printed)


def test_the_cover_has_no_number_and_every_other_page_its_own(pages: list[str]) -> None:
    assert len(pages) > 40
    # A dash may stand in a table, too: the number of the page is the last.
    numbers = [re.findall(r"—\s*(\d+)\s*—", page)[-1:] for page in pages]
    assert numbers[0] == []
    assert numbers[1:] == [[str(n)] for n in range(2, len(pages) + 1)]
    assert "编制说明" in pages[1]
    assert "编制说明" not in pages[0]


def test_the_chapters_come_in_their_order(pages: list[str]) -> None:
    whole = "".join("".join(pages).split())
    chapters = [
        "一、评估工作概况",
        "二、总体进展",
        "三、主要目标",
        "八、存在问题与原因",
        "九、目标达成结论",
        "十一、对下一规划的建议",
    ]
    places = [whole.index(chapter) for chapter in chapters]

    assert places == sorted(places)


def test_a_table_over_several_pages_repeats_its_head(pages: list[str]) -> None:
    start = next(n for n, page in enumerate(pages) if "附件2" in _solid(page) and "任务办理情况表" in page)
    end = next(n for n, page in enumerate(pages) if "附件3" in _solid(page) and "分单位完成情况表" in page)

    assert end - start >= 3
    for page in pages[start:end]:
        assert "任务编号" in _solid(page)
        assert "最近进展" in _solid(page)


def test_nothing_of_the_text_and_of_the_tables_is_cut(paper: Paper, printed: Path) -> None:
    whole = _solid("".join(re.sub(r"—\s*\d+\s*—", "", page) for page in _pages(printed, "-raw")))
    for block in paper.body:
        if hasattr(block, "text"):
            for sentence in re.split(r"[。；]", block.text):
                assert _solid(sentence)[:24] in whole, sentence
    [tasks] = [block for block in paper.appendices[1].body if isinstance(block, TableOf)]
    for row in tasks.rows:
        assert row[1] in whole


def test_the_workbook_prints_its_heads_on_every_page(paper: Paper, tmp_path: Path) -> None:
    to_xlsx.write(book_of(paper), tmp_path / "报告.xlsx")
    pages = _pages(saved_as("pdf", tmp_path / "报告.xlsx", tmp_path))

    tasks = [page for page in pages if re.search(r"2026-0\d\d", page) and "所处环节" in _solid(page)]
    assert len(tasks) >= 2
    assert all(re.search(r"第\s*\d+\s*页", page) for page in pages)
    assert "各单位交办件亮灯情况" in "".join(pages) or "交办件最多的12个单位亮灯情况" in _solid(
        "".join(pages)
    )


def _pages(pdf: Path, order: str = "-layout") -> list[str]:
    """The text page by page, as it lies on the paper or (``-raw``) cell by cell, however narrow a cell is."""
    said = subprocess.run([PDFTOTEXT, order, str(pdf), "-"], capture_output=True, check=True, text=True)
    return said.stdout.split("\f")[:-1]


def _solid(text: str) -> str:
    return "".join(text.split())
