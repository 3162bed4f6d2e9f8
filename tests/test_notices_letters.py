"""Each kind of letter on its pages, as another program draws them: how many, nothing over the edge, nobody signs alone."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from config.letters import letter_rules
from models.extension import Extension
from models.office import Office
from models.words import Answer, LetterKind, Role, Urgency
from notices.letters.layout import lay_out
from notices.letters.matters import LastReport, Matter
from notices.letters.wording import Occasion, Totals
from papers import to_docx
from papers.gbt9704 import LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT, points
from papers.to_lines import lines
from tests.cast import DAY, at
from tests.patience import PATIENCE_SECONDS

TODAY = date(2026, 7, 7)
DUE = date(2026, 6, 30)
OFFICE = Office(name="江临市产业工人队伍建设改革协调小组办公室", short_name="市产改办", phone="0000-555-0100")
MATTER = Matter(
    assignment_id=1,
    number="2026-014",
    title="建立技能人才与企业经营管理、专业技术人才职业发展贯通机制",
    text="……",
    basis="《江临市产业工人队伍建设改革实施方案》（江产改办发〔2026〕3号）二（一）3",
    unit_id=1,
    unit="江临市人力资源和社会保障局",
    called="市人社局",
    position=1,
    role=Role.LEAD,
    partners="牵头：市人社局；责任：市总工会、市教育局；配合：各县区、试点企业",
    leader="纪明局长",
    urgency=Urgency.URGENT,
    first_due_on=date(2026, 5, 31),
    due_on=DUE,
    workdays_late=5,
    last=LastReport(
        date(2026, 6, 20), 60, "已起草贯通办法征求意见稿，向12家单位征求意见，收到意见23条，正在修改。"
    ),
    chasers=1,
    orders=("督办〔2026〕11号",),
    calls=(),
)
LONG = replace(
    MATTER,
    unit="江临市东湖区经济技术开发区产业工人队伍建设改革协调小组办公室（综合保税区工作委员会）",
    title=MATTER.title * 3,
)
UNITS = tuple(
    replace(
        MATTER, unit_id=n, unit=f"江临市第{n}单位办公室", called=f"第{n}单位办公室", number=f"2026-{n:03}"
    )
    for n in range(1, 41)
)
INTERVIEW = {"when": "2026年7月10日（星期五）上午9时", "place": "市产改办302会议室", "talker": "周衡"}
RECTIFICATION = {"problem": "台账所填与实地核查不符。", "goal": "台账与实际一致。"}


def _occasion(kind: LetterKind, *matters: Matter, **more: object) -> Occasion:
    made = Occasion(kind, OFFICE, TODAY, matters or (MATTER,), letter_rules(kind.value), date(2026, 7, 14))
    return replace(made, **more)  # type: ignore[arg-type]


def _reply() -> Extension:
    return Extension(
        assignment_id=1, ordinal=1, due_on=DUE, proposed_on=date(2026, 7, 31), reason="场馆维修推迟。",
        progress="一半", safeguards="每周调度一次。", asked_on=date(2026, 6, 20), asked_at=at(DAY), asked_by="苏望",
        answer=Answer.GRANTED, granted_on=date(2026, 7, 31), opinion="情况属实。",
    )  # fmt: skip


# The name, what it is laid out from, and on how many pages it stands: a reply slip has one of its own.
LETTERS: dict[str, tuple[Callable[[], Occasion], range]] = {
    "order": (
        lambda: _occasion(LetterKind.ORDER, number="督办〔2026〕12号", signer="周衡"),
        range(2, 3),
    ),
    "chaser": (
        lambda: _occasion(LetterKind.CHASER, consequence="逾期满5个工作日仍未办结的，发出督办通知单。"),
        range(1, 2),
    ),
    "interview": (lambda: _occasion(LetterKind.INTERVIEW, wording=INTERVIEW), range(1, 2)),
    "rectification": (lambda: _occasion(LetterKind.RECTIFICATION, wording=RECTIFICATION), range(1, 2)),
    "extension": (lambda: _occasion(LetterKind.EXTENSION, extension=_reply()), range(1, 2)),
    "circular": (lambda: _occasion(LetterKind.CIRCULAR, *UNITS[:3], totals=Totals(120, 60, 15)), range(2, 4)),
    "circular-40": (lambda: _occasion(LetterKind.CIRCULAR, *UNITS, totals=Totals(120, 60, 45)), range(4, 9)),
    "order-long": (lambda: _occasion(LetterKind.ORDER, LONG), range(3, 4)),
    "chaser-long": (lambda: _occasion(LetterKind.CHASER, LONG), range(1, 3)),
    "interview-long": (lambda: _occasion(LetterKind.INTERVIEW, LONG, wording=INTERVIEW), range(2, 3)),
    "rectification-long": (
        lambda: _occasion(
            LetterKind.RECTIFICATION, LONG, wording={"problem": "情况。" * 400, "goal": "好。"}
        ),
        range(2, 4),
    ),
}


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_every_letter_stands_on_its_pages_within_the_margins(tmp_path: Path) -> None:
    files = []
    for name, (made, _) in LETTERS.items():
        files.append(tmp_path / f"{name}.docx")
        to_docx.write(lay_out(made()), files[-1])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)],
        check=True, capture_output=True, timeout=PATIENCE_SECONDS,
    )  # fmt: skip
    for name, (_, pages) in LETTERS.items():
        document = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
        assert len(document) in pages, (name, len(document))
        for number, page in enumerate(document, 1):
            picture = page.render(scale=0.5).to_pil().convert("L")
            assert picture.getextrema()[0] < 128, f"{name}: page {number} is empty"
            _within_margins(page, f"{name} page {number}")
            said = page.get_textpage().get_text_range()
            if "2026年7月7日" in "".join(said.split()) and "印发" not in said:
                assert len("".join(said.split())) > 60, f"{name}: nothing but the signature on page {number}"


def _within_margins(page: pypdfium2.PdfPage, where: str) -> None:
    text = page.get_textpage()
    # A full stop may hang over the edge by one character, as in every Chinese book.
    hanging = 18
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        if right - left < 0.1:
            continue
        assert left > points(LEFT) - hanging, where
        assert right < points(PAGE_WIDTH - RIGHT) + hanging, where
        assert bottom > points(15), where
        assert top < points(PAGE_HEIGHT - 25), where


def _said(occasion: Occasion) -> str:
    return "\n".join(str(line) for line in lines(lay_out(occasion)))


def test_a_circular_to_many_calls_them_together_and_has_its_table_behind() -> None:
    few, many = (
        _said(_occasion(LetterKind.CIRCULAR, *UNITS[:3])),
        _said(_occasion(LetterKind.CIRCULAR, *UNITS)),
    )
    assert "江临市第1单位办公室、江临市第2单位办公室、江临市第3单位办公室：" in few
    assert "各有关单位：" in many
    assert "附件：督办事项逾期情况表" in many
    assert "附件" not in few


@pytest.mark.long
def test_no_letter_carries_a_picture_of_a_seal(tmp_path: Path) -> None:
    for name, (made, _) in LETTERS.items():
        to_docx.write(lay_out(made()), tmp_path / f"{name}.docx")
        assert b"<w:drawing" not in (tmp_path / f"{name}.docx").read_bytes()
        assert lay_out(made()).is_sealed, "but leaves the place for one"


def test_a_letter_without_a_deadline_and_without_a_report_still_reads() -> None:
    bare = replace(MATTER, due_on=None, first_due_on=None, workdays_late=0, last=None, orders=(), leader="")
    said = _said(_occasion(LetterKind.CHASER, bare))
    for words in ("未定时限", "未逾期", "尚未反馈", "'关联督办单', '无'"):
        assert words in said, words
    assert "下列事项由你单位承办" in _said(_occasion(LetterKind.ORDER, bare))
    assert "责任领导。" in _said(_occasion(LetterKind.INTERVIEW, bare))
