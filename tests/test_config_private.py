"""What an office stores is nobody else's on the same machine."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from config.private import close_to_others, for_the_owner_alone, is_open_to_others
from config.settings import CHECKOUT
from models import database
from supervision import checkup
from tests.terminal import duban

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def _open_to_others(folder: Path) -> list[str]:
    return [
        str(path.relative_to(folder))
        for path in (folder, *folder.rglob("*"))
        if path.stat().st_mode & _OTHERS and not path.is_symlink()
    ]


def test_whatever_a_command_makes_only_its_owner_reads(home: Path) -> None:
    before = os.umask(0o022)
    try:
        assert duban("found", CHECKOUT / "samples" / "office.toml", home=home).code == 0
        assert duban("backup", home=home).code == 0
        assert duban("verify-log", home=home).code == 0
        assert os.umask(0o022) == 0o022, "what stood before stands again"
    finally:
        os.umask(before)
    assert (home / "duban.db").exists()
    assert list((home / "backups").iterdir())
    assert _open_to_others(home) == []


def test_the_processes_that_a_command_starts_keep_it_too(tmp_path: Path) -> None:
    with for_the_owner_alone():
        subprocess.run([sys.executable, "-c", f"open({str(tmp_path / 'made')!r}, 'w')"], check=True)
    assert stat.S_IMODE((tmp_path / "made").stat().st_mode) == 0o600


def test_a_folder_that_stood_open_is_shut_and_a_group_stays_where_one_was_let_in(home: Path) -> None:
    assert not is_open_to_others(), "there is nothing yet"
    home.mkdir(mode=0o755)
    assert is_open_to_others()
    close_to_others()
    assert stat.S_IMODE(home.stat().st_mode) == 0o750
    close_to_others()
    assert stat.S_IMODE(home.stat().st_mode) == 0o750


@pytest.mark.long
def test_the_doctor_says_that_others_can_look_in(home: Path) -> None:
    home.mkdir(mode=0o755)
    database.migrate()
    found = next(one for one in checkup.findings() if one.what == "数据文件夹")
    assert not found.is_fine
    assert "chmod -R o-rwx" in found.sentence


def test_the_units_of_the_system_keep_it_as_well() -> None:
    units = sorted((CHECKOUT / "deploy" / "systemd").glob("*.service"))
    assert len(units) >= 4
    assert all("UMask=0077" in unit.read_text(encoding="utf-8") for unit in units)
