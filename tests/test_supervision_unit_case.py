"""A unit's whole file: a folder for each task, with what the unit itself sees and nobody else's part."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from config.refusal import Refusal
from config.settings import settings
from models.words import EvidenceKind
from schedules.ladder_files import load_pack
from schedules.workdays import work_calendar
from supervision.cases.unit_archive import write_unit_case
from supervision.duties.acceptance import accept
from supervision.duties.evidence import attach
from tests.cast import DAY, Cast, at

JUNE_30 = date(2026, 6, 30)
PAPER = b"%PDF-1.4\n%%EOF\n"


@pytest.mark.long
def test_all_that_a_unit_handed_in_is_in_one_archive_task_by_task(cast: Cast, tmp_path: Path) -> None:
    first, second = cast.assignment(JUNE_30), cast.assignment(date(2026, 9, 30))
    for number, own in enumerate((first, second)):
        accept(cast.session, own, cast.lead, DAY, at(DAY))
        name = f"材料{number}.pdf"
        content = PAPER + f"%{number}".encode()
        attach(cast.session, own, name, content, EvidenceKind.PAPER, cast.lead, DAY, at(DAY))
    calendar, pack = work_calendar(), load_pack(settings().ladder)
    path = tmp_path / "a.zip"
    assert write_unit_case(cast.session, cast.union, path, DAY, calendar, pack) == 2
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        listed = archive.read("目录.txt").decode("utf-8-sig")
    assert "共2项任务" in listed
    assert len({name.split("/")[0] for name in names if "/" in name}) == 2
    assert any(name.endswith("材料0.pdf") for name in names)
    assert any(name.endswith("材料1.pdf") for name in names)
    again = tmp_path / "b.zip"
    write_unit_case(cast.session, cast.union, again, DAY, calendar, pack)
    with zipfile.ZipFile(again) as archive:
        assert archive.namelist() == names


def test_a_unit_without_tasks_has_no_file(cast: Cast, tmp_path: Path) -> None:
    calendar, pack = work_calendar(), load_pack(settings().ladder)
    with pytest.raises(Refusal, match="没有承担过任务"):
        write_unit_case(cast.session, cast.district, tmp_path / "a.zip", DAY, calendar, pack)
    with pytest.raises(Refusal, match="后缀"):
        write_unit_case(cast.session, cast.district, tmp_path / "a.rar", DAY, calendar, pack)
