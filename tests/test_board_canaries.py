"""A day with a secret of every kind planted: none of them is in a log, an answer, an export, a backup, the database, or the engine's."""

import base64
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from sqlmodel import select

from config.settings import CHECKOUT, settings
from flows.delivery import delivery
from flows.sweep import daily_sweep
from models import database, dump
from models.unit import Unit
from models.user import User
from schedules import clock
from supervision.clients import Scope, admit
from supervision.directory.accounts import change_password
from supervision.returns.links import make
from tests.cast import DAY, Cast, at
from tests.engine import reporting_to
from tests.office import DUE, establish
from tests.patience import until
from tests.ports import free_port
from tests.terminal import duban

pytestmark = pytest.mark.engine

SETTINGS = """
mail_url = "mailto://kanzlei:canary-mail-pw@127.0.0.1:{port}?smtp=127.0.0.1&mode=insecure"
oidc_issuer = "http://127.0.0.1:{port}/realm"
oidc_client_id = "duban"
oidc_secret_file = "{secret_file}"

[channels.group]
kind = "wecom"
url = "http://127.0.0.1:{port}/send?key=canary-hook-key"

[channels.text]
kind = "sms"
url = "http://127.0.0.1:{port}/sms"
body = '{{"to":"{{phone}}","say":"{{text}}","pw":"canary-sms-pw"}}'
success = "ok"
headers = {{ X-Token = "canary-sms-header" }}
"""
PLANTED = {
    "the mail password": "canary-mail-pw",
    "the key of a robot": "canary-hook-key",
    "the password of a gateway": "canary-sms-pw",
    "the header of a gateway": "canary-sms-header",
    "the client secret": "canary-oidc-secret",
    "the password of the engine": "canary-engine-pw",
    "a person's password": "canary-person-pw-7",
    "a wrong password": "canary-wrong-pw",
    "the password of a database elsewhere": "canary-db-pw",
}


@contextmanager
def _board(home: Path, port: int) -> Iterator[tuple[str, Path]]:
    """The board as a process of its own, its address and its log."""
    log = home.parent / "board.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "board"],
            cwd=CHECKOUT,
            env=os.environ | {"DUBAN_HOME": str(home), "DUBAN_BOARD_PORT": str(port)},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return httpx.get(f"{address}/health", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    try:
        until(answers, lambda: process.poll() is None)
        yield address, log
    finally:
        process.terminate()
        process.wait()


def _forms(secret: str) -> list[bytes]:
    """The secret as it is, as an address writes it, and in base 64 at each of its three places."""
    plain = secret.encode()
    coded = [base64.b64encode(b"x" * shift + plain)[4 if shift else 0 : -4] for shift in range(3)]
    return [plain, quote(secret, safe="").encode(), *(one for one in coded if len(one) > 8)]


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes, and what is packed in them."""
    yield content
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as package:
            for name in package.namelist():
                yield name.encode()
                yield from _unpacked(package.read(name))
    elif content.startswith(b"\x1f\x8b"):
        yield from _unpacked(zlib.decompress(content, 47))


def _found(secrets: dict[str, str], looked: dict[str, bytes]) -> set[tuple[str, str]]:
    return {
        (called, where)
        for where, content in looked.items()
        for part in _unpacked(content)
        for called, secret in secrets.items()
        if any(form in part for form in _forms(secret))
    }


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _members(backup: Path) -> dict[str, bytes]:
    """What a backup holds, but for the settings: those are kept in it on purpose, and nobody else may read the file."""
    assert backup.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(backup) as packed:
        names = [name for name in packed.namelist() if not name.endswith("settings.toml")]
        assert len(names) < len(packed.namelist())
        return {f"backup {name}": packed.read(name) for name in names}


def test_the_search_finds_what_is_hidden_in_archives_and_codes() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("x", b"a" * 100 + base64.b64encode(b"duban:canary-mail-pw"))
    assert _found(PLANTED, {"a.zip": packed.getvalue()}) == {("the mail password", "a.zip")}
    assert _found(PLANTED, {"a": b"nothing"}) == set()


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.mark.long
def test_no_secret_of_a_day_is_found_anywhere_afterwards(
    home: Path,
    tmp_path: Path,
    port: int,
    engine_server: tuple[Path, dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine_folder, environment = engine_server
    beside = tmp_path / "beside"
    beside.mkdir()
    (beside / "secret").write_text(PLANTED["the client secret"], encoding="utf-8")
    monkeypatch.setenv("PREFECT_API_AUTH_STRING", f"duban:{PLANTED['the password of the engine']}")
    office = establish()
    nobody = free_port()
    (home / "settings.toml").write_text(
        SETTINGS.format(port=nobody, secret_file=beside / "secret"), encoding="utf-8"
    )
    settings.cache_clear()
    secrets = dict(PLANTED)
    with database.transaction() as session:
        cast = Cast(session)
        secrets["the token of a program"] = admit(
            session, "市政务OA", [one.code for one in Scope], cast.clerk, clock.real_now()
        ).token
        user = session.exec(select(User).where(User.login == "wangmin")).one()
        change_password(session, user, PLANTED["a person's password"], 0, at(DAY))
        union = session.get_one(Unit, office.union)
        made = make(session, union, cast.clerk, at(DAY), 30, with_code=True)
        secrets["the token of a link"] = made.token
        open_link = make(session, union, cast.clerk, at(DAY), 30)
        secrets["the token of another link"] = open_link.token
    answers: dict[str, bytes] = {}
    with _board(home, port) as (board, log), httpx.Client(base_url=board, trust_env=False) as client:

        def asks(method: str, path: str, name: str = "", **more: object) -> httpx.Response:
            answer = client.request(method, path, **more)  # type: ignore[arg-type]
            answers[name or f"{method} {path}"] = answer.content + str(answer.headers).encode()
            return answer

        asks("GET", f"/sign-in?next=/{PLANTED['a wrong password']}-no", "sign-in page")
        answers.pop("sign-in page")  # it repeats what was asked for
        for login in ("wangmin", "nobody\r\n2026-11-22 09:00:00 ERROR forged"):
            asks(
                "POST",
                "/sign-in",
                f"wrong {login[:6]}",
                data={"login": login, "password": PLANTED["a wrong password"]},
            )
        right = {"login": "wangmin", "password": PLANTED["a person's password"]}
        answer = client.post("/sign-in", data=right)
        assert answer.status_code == 303
        secrets["the cookie of a session"] = client.cookies["duban"]
        for path in (
            "/",
            "/tasks",
            "/log",
            "/administration",
            "/nowhere",
            f"/units/{office.union}/links",
            "/account",
        ):
            asks("GET", path)
        for path in ("/log/export.csv", "/log/export.jsonl", "/ledger/download/xlsx", "/directory/sheet"):
            asks("GET", path)
        page = client.get(f"/tasks/{office.task}").text
        token = re.search(r'name="form_token" value="([^"]+)"', page)
        assert token
        asks("POST", f"/tasks/{office.task}/tags", data={"form_token": "x", "name": "x"})
        bearer = {"Authorization": f"Bearer {secrets['the token of a program']}"}
        for path in ("/api/v1/ledger", "/api/v1/nowhere", "/api/v1/ledger/99"):
            asks("GET", path, headers=bearer)
        asks("POST", "/api/v1/readings", headers=bearer, content=b"{")
        asks("GET", f"/l/{made.token[:-4]}", "a wrong link")
        client.get(f"/l/{open_link.token}")
        client.post(f"/l/{made.token}/code", data={"code": "000000"})
        asks("GET", "/sign-in/oidc", "the provider is away")
    said = {}
    with reporting_to(environment):
        daily_sweep(DUE)
        delivery(DUE, return_state=True)
    for words in (
        ("status",),
        ("doctor",),
        ("sweep",),
        ("deliver",),
        ("verify-log",),
        ("backup", str(beside / "backup.zip")),
    ):
        told = duban(*words, home=home)
        said[" ".join(words)] = (told.out + told.err).encode()
    rows: list[str] = []
    dump.dump(rows.append)
    monkeypatch.setenv(
        "DUBAN_DATABASE_URL",
        f"postgresql+psycopg://duban:{PLANTED['the password of a database elsewhere']}@127.0.0.1:{nobody}/x",
    )
    for words in (("status",), ("doctor",)):
        told = duban(*words, home=home)
        said[f"{words[0]} without a database"] = (told.out + told.err).encode()
    database.close_connections()
    kept = {name: content for name, content in _files(home).items() if name != "settings.toml"}
    found = _found(
        secrets,
        {
            "the board's log": log.read_bytes(),
            **answers,
            **said,
            "every row of the database": "".join(rows).encode(),
            **{f"home {name}": content for name, content in kept.items()},
            **{f"engine {name}": content for name, content in _files(engine_folder).items()},
            **_members(beside / "backup.zip"),
        },
    )
    assert found == set()
    # And no line of the log was begun by a stranger.
    assert not re.search(rb"^2026-11-22 09:00:00 ERROR forged", log.read_bytes(), re.MULTILINE)
    assert "office.key" in kept
    assert len(rows) > 100
    assert len(answers) > 15
