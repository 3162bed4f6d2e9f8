"""A backup holds the whole office as of one moment, and an office is made from it, or nothing is."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlmodel import Session, col, func, select

from config.refusal import Refusal
from config.settings import CHECKOUT, settings
from models import database, dump
from models.assignment import Assignment, Transition
from models.record import LogEntry
from models.words import EvidenceKind, Subject
from supervision import backup
from supervision.duties.acceptance import accept
from supervision.duties.evidence import attach
from supervision.office_key import office_key
from supervision.record.log import log
from supervision.record.proof import prove
from supervision.record.sealing import seal_all
from tests.cast import DAY, Cast, at
from tests.new_database import filled_database, no_database
from tests.postgresql import server

NOW = at(DAY, 10)


@pytest.fixture
def office(home: Path) -> Path:
    """An office with something of everything: moves, figures, evidence, a sealed record."""
    filled_database(_at_work)
    seal_all(NOW)
    office_key()
    (home / "settings.toml").write_text('mail_from = "duban@example.org"\n', encoding="utf-8")
    return home


def _at_work(session: Session) -> None:
    cast = Cast(session)
    task = cast.task(DAY, supporting=("市人社局",))
    own = session.exec(
        select(Assignment).where(Assignment.task_id == task.id, Assignment.unit_id == cast.union.id)
    ).one()
    accept(session, own, cast.lead, DAY, NOW)
    attach(session, own, "名单.pdf", b"%PDF-1.4\n%%EOF\n", EvidenceKind.PAPER, cast.lead, DAY, NOW)
    log(
        session,
        Subject.UNIT,
        cast.union.id,
        "修改单位",
        "王敏",
        NOW,
        note='引号"、换行\n、表情🙂',
        text=["一", None, 1.5],
    )


@pytest.fixture
def made(office: Path, tmp_path: Path) -> Path:
    backup.make(tmp_path / "whole.zip", "王敏", NOW)
    return tmp_path / "whole.zip"


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    def at_home_in(name: str) -> Path:
        monkeypatch.setenv("DUBAN_HOME", str(tmp_path / name))
        settings.cache_clear()
        database.close_connections()
        no_database()
        return tmp_path / name

    return at_home_in


def _lines(url: str | None = None) -> list[str]:
    said: list[str] = []
    dump.dump(said.append, url)
    return said


@pytest.mark.long
def test_an_office_comes_back_row_by_row_and_file_by_file(
    office: Path, tmp_path: Path, elsewhere: Callable[[str], Path]
) -> None:
    before, files = _lines(), {file.relative_to(office) for file in office.rglob("*") if file.is_file()}
    backup.make(tmp_path / "whole.zip", "王敏", NOW)
    there = elsewhere("there")
    found = backup.restore(tmp_path / "whole.zip", "王敏", NOW)
    # Nothing is missing and nothing is more, but the entry that it was restored, in a block of its own.
    more = Counter(_lines()) - Counter(before)
    assert Counter(before) - Counter(_lines()) == Counter()
    assert sum(more.values()) == 2
    assert any("恢复备份" in line for line in more)
    assert found.whole == sum(not line.startswith("{") for line in before)
    kept = {file.relative_to(there) for file in there.rglob("*") if file.is_file()}
    assert {name for name in files if not name.name.startswith("duban.")} <= kept
    assert (there / "office.key").stat().st_mode & 0o077 == 0
    with database.reading() as session:
        proof = prove(session)
    assert proof.holds
    assert proof.rows > 0
    # New rows go on after the old ones, and the record stays append-only.
    with database.transaction() as session:
        log(session, Subject.UNIT, None, "修改单位", "王敏", NOW)
    with pytest.raises(Exception, match="append-only"), database.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM log_entry")


@pytest.mark.long
def test_the_backup_is_of_one_moment_while_others_write(
    office: Path, tmp_path: Path, elsewhere: Callable[[str], Path]
) -> None:
    stop, wrote = Event(), Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with database.transaction() as session:
                # Two rows of one transaction: a backup has both or neither.
                log(session, Subject.UNIT, number, "修改单位", "王敏", NOW, note="first")
                log(session, Subject.UNIT, number, "修改单位", "王敏", NOW, note="second")
            wrote.set()

    writers = [Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    assert wrote.wait(60)
    for number in range(5):
        backup.make(tmp_path / f"{number}.zip", "王敏", NOW)
    stop.set()
    for writer in writers:
        writer.join()
    for number in range(5):
        elsewhere(f"from-{number}")
        backup.restore(tmp_path / f"{number}.zip", "王敏", NOW)
        with database.reading() as session:
            notes = dict(
                session.execute(
                    select(col(LogEntry.note), func.count())
                    .where(col(LogEntry.note).in_(["first", "second"]))
                    .group_by(col(LogEntry.note))
                )
                .tuples()
                .all()
            )
        assert notes.get("first", 0) == notes.get("second", 0)


@pytest.mark.long
def test_an_office_moves_to_a_server_and_back(office: Path, tmp_path: Path) -> None:
    lines = _lines()
    with server() as running:
        try:
            dump.put_back(iter(lines), running.url)
            assert _lines(running.url) == lines
            with database.transaction(running.url) as session:
                log(session, Subject.UNIT, None, "修改单位", "王敏", NOW)
            with database.reading(running.url) as session:
                assert prove(session).holds
                last = session.scalar(select(func.max(col(Transition.id))))
                assert last
        finally:
            database.close_connections()
    file = f"sqlite:///{tmp_path}/back.db"
    dump.put_back(iter(lines), file)
    assert _lines(file) == lines


def test_nothing_is_put_over_an_office_that_is_there(office: Path, made: Path) -> None:
    before = _lines()
    with pytest.raises(Refusal, match="没有恢复"):
        backup.restore(made, "王敏", NOW)
    assert _lines() == before
    with pytest.raises(dump.DumpError, match="not empty"):
        dump.put_back(iter(before))


@pytest.mark.long
def test_what_a_new_user_finds_at_home_is_no_part_of_an_office_and_not_in_its_way(
    office: Path, tmp_path: Path, elsewhere: Callable[[str], Path]
) -> None:
    (office / ".prefect").mkdir()
    (office / ".prefect" / "profiles.toml").write_text("active = 'here'\n", encoding="utf-8")
    backup.make(tmp_path / "whole.zip", "王敏", NOW)
    # The system lays these down for every new user, the service's too.
    there = elsewhere("there")
    there.mkdir()
    (there / ".bashrc").write_text("umask 077\n", encoding="utf-8")
    assert backup.restore(tmp_path / "whole.zip", "王敏", NOW).files == 3
    assert (there / ".bashrc").read_text(encoding="utf-8") == "umask 077\n"
    assert not (there / ".prefect").exists()


def test_a_damaged_backup_is_found_out_before_anything_is_written(
    made: Path, tmp_path: Path, elsewhere: Callable[[str], Path]
) -> None:
    whole = made.read_bytes()
    there = elsewhere("there")
    damaged = tmp_path / "damaged.zip"
    cut = [whole[:length] for length in (0, 10, len(whole) // 2, len(whole) - 5)]
    places = range(0, len(whole) - 400, len(whole) // 40)
    flipped = [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in places]
    refused = 0
    for content in (*cut, *flipped):
        damaged.write_bytes(content)
        try:
            backup.look(damaged)
        except Refusal:
            refused += 1
            with pytest.raises(Refusal):
                backup.restore(damaged, "王敏", NOW)
            assert not there.exists()
    # A flipped byte in what nobody reads (a time stamp of a member) changes nothing.
    assert refused >= len(cut) + len(flipped) * 3 // 4


@pytest.mark.parametrize("how", ["no manifest", "another form", "more than it says", "a path that leads out"])
def test_what_is_no_backup_of_ours_is_refused(
    made: Path, tmp_path: Path, elsewhere: Callable[[str], Path], how: str
) -> None:
    there = elsewhere("there")
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(made) as book:
        members = {name: book.read(name) for name in book.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    match how:
        case "another form":
            manifest["form"] = 99
        case "more than it says":
            members["files/settings.sh"] = b"x"
        case "a path that leads out":
            members["files/../../outside"] = b"x"
            manifest["members"]["files/../../outside"] = hashlib.sha256(b"x").hexdigest()
    with zipfile.ZipFile(forged, "w") as book:
        for name, content in members.items():
            book.writestr(name, content)
        if how != "no manifest":
            book.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(Refusal):
        backup.restore(forged, "王敏", NOW)
    assert not (tmp_path / "outside").exists()
    assert not (there / "settings.sh").exists()


@pytest.mark.long
def test_a_dump_of_a_newer_program_is_not_guessed_at(office: Path, tmp_path: Path) -> None:
    lines = _lines()
    newer = [json.dumps({"revision": "9999"}) + "\n", *lines[1:]]
    file = f"sqlite:///{tmp_path}/newer.db"
    with pytest.raises(dump.DumpError, match="9999"):
        dump.put_back(iter(newer), file)
    for broken in ([*lines[:5], "[1,2\n"], [*lines[:2], "[1]\n"], [], ["x"]):
        with pytest.raises(dump.DumpError):
            dump.put_back(iter(broken), file)


@pytest.mark.parametrize(("revision", "said"), [("9999", "更新版本的程序"), ("0001", "请用原来的程序做")])
def test_a_database_in_the_shape_of_another_version_is_not_kept_in_part(
    office: Path, tmp_path: Path, revision: str, said: str
) -> None:
    with database.engine().begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
    with pytest.raises(Refusal, match=said):
        backup.make(tmp_path / "whole.zip", "王敏", NOW)
    assert not (tmp_path / "whole.zip").exists()


@pytest.mark.long
def test_a_full_disk_leaves_no_half_backup(office: Path, tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from datetime import UTC, datetime\n"
        "from supervision import backup\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))\n"
        "try: backup.make(Path(sys.argv[1]), '王敏', datetime.now(UTC))\n"
        "except OSError: print('full')\n"
    )
    target = tmp_path / "kept" / "whole.zip"
    told = subprocess.run(
        [sys.executable, "-c", script, str(target)], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert told.stdout == "full\n", told.stderr
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows.replace(b'{"revision": "', b'{"revision": "9'), "由更新版本的程序做成"),
        (lambda rows: rows + b'{"table": "nowhere", "columns": []}\n', "不完整或者读不懂"),
        (lambda rows: rows + b"[1,2\n", "不完整或者读不懂"),
    ],
)
def test_a_backup_that_cannot_be_put_back_says_why_in_plain_words(
    made: Path, tmp_path: Path, elsewhere: Callable[[str], Path], change: Callable[[bytes], bytes], said: str
) -> None:
    with zipfile.ZipFile(made) as book:
        members = {name: book.read(name) for name in book.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    before = members["database.jsonl"]
    members["database.jsonl"] = change(before)
    assert members["database.jsonl"] != before
    manifest["members"]["database.jsonl"] = hashlib.sha256(members["database.jsonl"]).hexdigest()
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as book:
        for name, content in members.items():
            book.writestr(name, content)
        book.writestr("manifest.json", json.dumps(manifest))
    elsewhere("there")
    with pytest.raises(Refusal, match=said) as refused:
        backup.restore(tmp_path / "other.zip", "王敏", NOW)
    assert not re.search("[A-Za-z]", str(refused.value))


def test_there_is_nothing_to_back_up_before_there_is_an_office(home: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="还没有数据"):
        backup.make(tmp_path / "whole.zip", "王敏", NOW)
