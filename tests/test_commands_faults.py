"""What befalls the data folder: a full disk, a folder that is only read, a file that is damaged, newer or held.

Each is told in a sentence with the way out, never by a traceback, and nothing that was stored is lost.
"""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import func, select

from config.settings import CHECKOUT
from models import database
from models.task import Task
from supervision.record.proof import prove
from tests.cast import DAY
from tests.founded import found_samples
from tests.new_database import new_database
from tests.office import BoardOffice, establish
from tests.terminal import Said, duban

pytestmark = pytest.mark.embedded  # where a server keeps the database, its disk and its files are its own

TYPED = [sys.executable, "-c", "from commands.main import main; raise SystemExit(main())"]
NOTICE = "关于报送半年小结的通知\n\n各成员单位：\n市总工会要于6月30日前报送半年小结。\n\n2026年3月1日\n"


@pytest.fixture
def founded(home: Path) -> Path:
    """The sample office, all of it in the one file."""
    found_samples(home)
    database.close_connections()
    with closing(sqlite3.connect(home / "duban.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for beside in home.glob("duban.db-*"):
        beside.unlink()
    return home


def _typed(home: Path, *words: str, behind: tuple[str, ...] = ()) -> Said:
    """A command in a process of its own."""
    made = subprocess.run(
        [*behind, *TYPED, *words],
        cwd=CHECKOUT,
        env=os.environ | {"DUBAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    return Said(made.returncode, made.stdout, made.stderr)


def _require_a_sentence(said: Said, *words: str) -> None:
    assert said.code == 1, said
    assert "Traceback" not in said.err + said.out
    assert len(said.err.strip().splitlines()) == 1, said.err
    for word in words:
        assert word in said.err, said.err


def _spoil(content: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def spoil(file: Path) -> None:
        file.write_bytes(content(file.read_bytes()))

    return spoil


@pytest.mark.parametrize(
    "spoil",
    [
        _spoil(lambda whole: b"not a database" * 20 + whole[280:]),
        _spoil(lambda whole: whole[:4096] + bytes(reversed(whole[4096:]))),
        _spoil(lambda whole: whole[: len(whole) // 2 + 7]),
    ],
    ids=["no database any more", "pages torn", "cut off"],
)
@pytest.mark.parametrize("words", [("sweep",), ("verify-log",), ("up", "--no-samples"), ("backup",)])
def test_a_damaged_database_is_told_with_the_way_back_to_a_backup(
    founded: Path, spoil: Callable[[Path], None], words: tuple[str, ...]
) -> None:
    spoil(founded / "duban.db")
    left = (founded / "duban.db").read_bytes()
    _require_a_sentence(duban(*words, home=founded), "已损坏", "duban restore", "另存")
    database.close_connections()
    assert (founded / "duban.db").read_bytes() == left
    assert not list(founded.glob("backups/*"))


def test_the_doctor_names_a_damaged_database_among_all_it_looks_at(founded: Path) -> None:
    _spoil(lambda whole: b"not a database" * 20 + whole[280:])(founded / "duban.db")
    looked = duban("doctor", "--json", home=founded)
    found = {row["what"]: row for row in looked.data}
    assert looked.code == 1
    assert found["数据库"]["fine"] == "须处理"
    assert "duban restore" in found["数据库"]["sentence"]
    assert found["字体"]["sentence"]


@pytest.mark.parametrize("words", [("sweep",), ("doctor",), ("up", "--no-samples"), ("deliver",)])
def test_a_database_of_a_newer_program_is_left_as_it_is(founded: Path, words: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(founded / "duban.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    said = duban(*words, home=founded)
    assert said.code == 1
    assert "更新版本的程序" in "".join((said.out + said.err).split())
    assert "Traceback" not in said.out + said.err
    database.close_connections()
    with closing(sqlite3.connect(founded / "duban.db")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


@contextmanager
def _impatient(pragma: str) -> Iterator[None]:
    """Every connection of ours has this set, as on a machine where it is so."""

    def change(connection: Any, *_: object) -> None:
        connection.execute(pragma)

    database.close_connections()
    event.listen(database.engine(), "checkout", change)
    try:
        yield
    finally:
        event.remove(database.engine(), "checkout", change)
        database.close_connections()


def test_a_database_that_another_program_holds_is_told_after_the_patience(home: Path) -> None:
    new_database()
    with _impatient("PRAGMA busy_timeout = 50"), closing(sqlite3.connect(home / "duban.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        _require_a_sentence(duban("backup", home=home), "现在忙", "别的程序打开着")
        other.rollback()
    assert duban("backup", home=home).code == 0


def test_a_full_disk_while_somebody_reports_keeps_what_was_typed_and_all_that_was_there(home: Path) -> None:
    office = establish()
    unit = office.person("suwang")
    page = f"/assignments/{office.lead_assignment}"
    unit.does(f"{page}/acceptance")
    with database.engine().connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    said = "已经办了两场比赛。" * 400
    # The database itself says that the disk is full, as it does where not one page more can be had.
    with _impatient(f"PRAGMA max_page_count = {pages}"):
        answer = unit.posts(f"{page}/progress", percent="30", progress=said)
        assert answer.status_code == 503
        assert "磁盘已满，刚才的操作没有保存" in answer.text
        assert said in answer.text
        assert unit.status_of(page) == 200
    assert "进展已反馈" in unit.does(f"{page}/progress", percent="30", progress=said)
    _require_whole(office)


def _require_whole(office: BoardOffice) -> None:
    with database.reading() as session:
        assert prove(session).holds
        assert session.exec(select(func.count()).select_from(Task)).one() == 1
        assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert office.stranger().get("/health").status_code == 200


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with four megabytes; skipped where one may not be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no disk may be mounted here")
    try:
        yield folder
    finally:
        database.close_connections()
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.long
def test_a_disk_that_is_really_full_stops_the_work_with_a_sentence_and_lets_it_go_on(
    founded: Path, small_disk: Path
) -> None:
    home = small_disk / "office"
    shutil.copytree(founded, home)
    paper = small_disk / "通知.txt"
    paper.write_text(NOTICE, encoding="utf-8")
    filler = small_disk / "filler"
    free = shutil.disk_usage(small_disk).free
    filler.write_bytes(b"x" * (free - 8192))
    refused = _typed(home, "import", str(paper))
    _require_a_sentence(refused, "磁盘", "满了", "没有保存")
    half = _typed(home, "backup", str(small_disk / "whole.zip"))
    _require_a_sentence(half, "磁盘", "满")
    assert not list(small_disk.glob("whole.zip*"))
    filler.unlink()
    assert _typed(home, "import", str(paper)).code == 0
    assert _typed(home, "verify-log", "--seal").code == 0


@pytest.mark.long
def test_a_folder_that_may_only_be_read_says_so_and_stays_as_it_is(founded: Path, tmp_path: Path) -> None:
    with _read_only(founded, tmp_path / "disk") as home:
        before = (home / "duban.db").read_bytes()
        for words in (("sweep",), ("up", "--no-samples"), ("backup",)):
            _require_a_sentence(_typed(home, *words), "权限", "只读")
        assert (home / "duban.db").read_bytes() == before


@pytest.mark.long
@pytest.mark.parametrize("words", [("restore", "--check"), ("found",)])
def test_a_file_that_the_service_may_not_read_is_told_as_that_and_not_as_a_slip_of_the_pen(
    words: tuple[str, ...], home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "封好的"
    file.write_bytes(b"")
    file.chmod(0)
    said = _typed(home, *words, str(file), behind=_AS_A_SERVICE if os.geteuid() == 0 else ())
    _require_a_sentence(said, "没有权限", "请改它的权限")


# To the administrator no mode forbids anything, until these two are gone.
_AS_A_SERVICE = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")


@contextmanager
def _read_only(founded: Path, disk: Path) -> Iterator[Path]:
    """The data folder where nothing can be written. To the administrator no mode forbids anything, but a mount does."""
    home = disk / "office"
    if os.geteuid():
        shutil.copytree(founded, home)
        for path in (home, *home.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield home
        for path in (home, *home.rglob("*")):
            path.chmod(0o755)
        return
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        shutil.copytree(founded, home)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield home
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_backup_that_was_broken_off_is_none_and_does_not_stand_in_the_way(home: Path) -> None:
    new_database()
    folder = home / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / "whole.zip"
    (folder / "whole.zip.part").write_bytes(b"PK\x03\x04 half")
    whole = duban("backup", str(target), home=home)
    assert whole.code == 0, whole.err
    assert not (folder / "whole.zip.part").exists()
    content = target.read_bytes()
    for share in (0.1, 0.5, 0.9, 0.999):
        half = folder / "half.zip"
        half.write_bytes(content[: int(len(content) * share)])
        _require_a_sentence(duban("restore", "--check", str(half), home=home), "请换一份备份")
    assert duban("restore", "--check", str(target), home=home).code == 0


@pytest.mark.long
@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Kiritimati", "UTC", "Nowhere/Atall"])
def test_the_zone_of_the_machine_changes_no_day(
    home: Path, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = establish()
    asked = "from schedules import clock; print(clock.real_now().isoformat(), clock.day_of(clock.real_now()))"
    said = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=CHECKOUT,
        env=os.environ | {"TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert said[0].endswith("+08:00")
    assert said[0].startswith(said[1])
    shown = subprocess.run(
        [*TYPED, "day"],
        cwd=CHECKOUT,
        env=os.environ | {"TZ": zone, "DUBAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert str(DAY) in shown
    page = f"/assignments/{office.lead_assignment}"
    here = _times(office, page)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert _times(office, page) == here
        unit = office.person("suwang")
        assert "已签收" in unit.does(f"{page}/acceptance")
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert f"{DAY.month}月{DAY.day}日" in office.person("wangmin").sees(page)


def _times(office: BoardOffice, page: str) -> list[str]:
    return re.findall(r"\d{4}年\d+月\d+日(?: \d\d:\d\d)?", office.person("wangmin").sees(page))
